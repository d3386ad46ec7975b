"""The lines of a page, made from the events of a parser in one pass and in document order.

The parser is libxml2 by way of lxml, which calls :class:`Lines` for each start tag, run of characters and end
tag. No tree is built, so a page of 50 MB takes no more memory than its lines do, and the limit on the depth of
trees, past which libxml2 drops the rest of a page, does not apply.
"""

from collections.abc import Callable, Mapping

from corpustools.model.hint import Kind
from corpustools.readers.html_elements import (
    ALONE,
    BLOCK,
    BREAKS,
    DEEPEST,
    HANDED_DOWN,
    INLINE,
    KINDS,
    LEVEL,
    LINK,
    MUTE,
    PRE,
    RAW,
    SIDE,
    TAGS,
    TIME,
    TOO_DEEP,
    UNKNOWN,
    UNLISTED,
    Node,
    TooDeepError,
    is_hidden,
)
from corpustools.readers.html_rows import Row
from corpustools.readers.html_text import Line, OpenLine, are_two_words, collapsed

# Whether the next piece of a line touches the last one: it does; it may, where this is True; or surely not.
_TOUCHES, _APART = 0, 2
_TEXT, _HIDDEN, _METADATA = Kind.TEXT, Kind.HIDDEN, Kind.METADATA


class Lines:
    """Takes the events of a parser and gathers lines; what it gathered is complete after :meth:`close`.

    ``read_piece`` reads markup that comes as characters, which is what a parser makes of a frame's.
    """

    def __init__(self, read_piece: Callable[["Lines", str], None]) -> None:
        self.titles: list[Line] = []
        self.lines: list[Line] = []
        self.json_ld: list[str] = []
        self.frames: list[str] = []
        self.elements = self.shadows = self.nested = 0
        self.is_amp = self.is_flat = self._muted = self._was_apart = False
        self._read_piece = read_piece
        self._raw: list[str] | None = None
        self._node = Node("", {}, None, 0)
        self._over = self._svg = self._gap = 0
        self._open = OpenLine()
        self._sink = self.lines
        self._after: list[Line] = []
        self._sides: list[tuple[Node, OpenLine, list[Line], list[Line]]] = []
        self._row: Row | None = None

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """Take a start tag."""
        number = self.elements = self.elements + 1
        code, own, is_special = TAGS.get(tag, UNLISTED)
        parent = self._node
        if code >= ALONE:
            if code == MUTE:
                self._muted = True
                self._raw = [] if "ld+json" in attrib.get("type", "").lower() else None
            else:
                self._alone(tag, attrib)
            return
        if parent.depth >= DEEPEST:
            self._start_deep(code)
            return
        flags = parent.flags & HANDED_DOWN | own
        kind = parent.kind
        if code == INLINE:
            if tag == "a":
                if "href" in attrib:
                    flags |= LINK
                self._gap = self._gap or (self._was_apart and _APART)
            elif tag == "span":
                self._gap = self._gap or (self._was_apart and "class" in attrib)
            elif own & TIME and not self._open.datetime:
                self._open.datetime = attrib.get("datetime", "")
        elif code == UNKNOWN:
            self._gap = _APART
            if "alt" in attrib:
                self._image(tag, attrib)
        else:
            if own & LEVEL:
                flags = flags & ~LEVEL | own
            if is_special and kind is _TEXT:
                kind, code = self._special(tag, attrib, code)
        if (
            attrib
            and ("hidden" in attrib or "style" in attrib or "aria-hidden" in attrib)
            # Pages that scripts bring to life hide their body until they run.
            and tag not in {"body", "html"}
            and is_hidden(attrib, is_block=code == BLOCK)
        ):
            kind = _HIDDEN
            if code != BLOCK:
                code = RAW if code == RAW else SIDE
                flags |= BREAKS
        elif tag == "html" and ("amp" in attrib or "⚡" in attrib):
            self.is_amp = True
        node = self._node = Node(tag, attrib, parent, number, flags, kind)
        if code == BLOCK:
            if self._open.pieces or self._after:
                self._end_line()
            self._open.close = False
            if tag == "tr" or self._row is not None:
                self._start_row(node, parent)
        elif code >= SIDE:
            self._sides.append((node, self._open, self._sink, self._after))
            self._open = OpenLine()
            self._sink = self._after
            self._after = []
            if code == RAW:
                self._muted = True
                self._raw = []
        if tag == "svg":
            self._svg += 1

    def data(self, text: str) -> None:
        """Take characters."""
        if self._muted:
            if self._raw is not None:
                self._raw.append(text)
            return
        line = self._open
        pieces = line.pieces
        node = self._node
        flags = node.flags
        if text.isspace():
            if pieces or flags & PRE:
                pieces.append(text)
                self._gap = _TOUCHES
                self._was_apart = False
            return
        if self._gap:
            if pieces and are_two_words(pieces[-1], text, apart=self._gap == _APART):
                pieces.append(" ")
            self._gap = _TOUCHES
        self._was_apart = False
        pieces.append(text)
        if flags & LINK:
            line.linked += len("".join(text.split()))
        line.flags &= flags
        holder = line.holder
        if holder is None:
            line.holder = node
        elif not holder.is_open:
            # What is still open holds all that comes; each element is left once, however deep the page goes.
            while not holder.is_open:
                holder = holder.parent or holder
            line.holder = holder

    def end(self, tag: str) -> None:
        """Take an end tag, written or implied."""
        code = TAGS.get(tag, UNLISTED)[0]
        if code >= ALONE:
            if code == MUTE:
                self._muted = False
                if self._raw is not None:
                    self.json_ld.append("".join(self._raw))
                    self._raw = None
            return
        if self._over:
            self._over -= 1
            if code != INLINE:
                self._end_line()
            return
        node = self._node
        if code == RAW and self._raw is not None:
            text = node.attrib.get("srcdoc") or "".join(self._raw)
            self._raw = None
            self._muted = False
            self._read_piece(self, text)
        if node.parent is not None:
            node.is_open = False
            self._node = node.parent
        if self._sides and self._sides[-1][0] is node:
            self._end_line()
            _, self._open, self._sink, self._after = self._sides.pop()
            if not self._open.pieces:
                self._end_line()
            self._gap = _APART
        elif code == INLINE:
            # Links, and spans with a class, that follow each other without a space are set apart by style.
            self._was_apart = tag == "a" or (tag == "span" and "class" in node.attrib)
        elif code == UNKNOWN:
            # Custom elements are set apart by style too, more often than not.
            self._gap = _APART
        else:
            if self._open.pieces or self._after:
                self._end_line()
            self._open.close = False
            if self._row is not None and self._row.node is node:
                self._sink = self._row.sink
                self._row.close()
                self._row = None
        if tag == "svg":
            self._svg -= 1

    def close(self) -> "Lines":
        """Take the end of the page."""
        self._end_line()
        return self

    def _start_row(self, node: Node, parent: Node) -> None:
        """Take the start of a row, or of a block in one; a block in a cell shows that the table lays out a page."""
        if self._row is not None:
            if node.tag not in {"td", "th"}:
                if not self._sides:
                    self._sink = self._row.sink
                    self._row.release()
                    self._row = None
            elif self._row.node is parent:
                self._sink = self._row.open_cell()
        if node.tag == "tr" and self._row is None:
            self._row = Row(node, self._sink)

    def _start_deep(self, code: int) -> None:
        """Take a start tag that is too deep for an element of its own."""
        self._over += 1
        self.is_flat = True
        if self._over > TOO_DEEP - DEEPEST:
            raise TooDeepError
        if code != INLINE:
            self._end_line()

    def _special(self, tag: str, attrib: Mapping[str, str], code: int) -> tuple[Kind, int]:
        """Return the kind of the text in an element that is listed as special, and how it takes part."""
        if tag == "template" and ("shadowrootmode" in attrib or "shadowroot" in attrib):
            self.shadows += 1
            return Kind.TEXT, BLOCK
        if (tag == "dialog" and "open" in attrib) or (tag == "iframe" and attrib.get("srcdoc")):
            return Kind.TEXT, code
        if tag == "title" and self._svg:
            return Kind.ALT, SIDE
        return KINDS[tag], code

    def _alone(self, tag: str, attrib: Mapping[str, str]) -> None:
        """Take an element that holds nothing."""
        if tag == "br":
            # After a line, the next one is close to it; after another <br>, or what stands beside, it is not.
            close = bool(self._open.pieces) and not self._after
            self._end_line()
            self._open.close = close
        elif tag == "hr":
            self._end_line()
            self._open.close = False
        elif tag in {"img", "area"}:
            self._gap = _APART
            self._image(tag, attrib)
        elif tag == "input":
            self._gap = _APART
            kind = attrib.get("type", "").lower()
            if kind == "image":
                self._image(tag, attrib)
            elif kind in {"submit", "button", "reset"}:
                self._beside(tag, attrib, attrib.get("value", ""), self._node.kind)
        elif tag == "frame" and attrib.get("src"):
            self.frames.append(attrib["src"])

    def _image(self, tag: str, attrib: Mapping[str, str]) -> None:
        """Take the alternative text of an image."""
        self._beside(tag, attrib, attrib.get("alt", ""), Kind.ALT)

    def _beside(self, tag: str, attrib: Mapping[str, str], text: str, kind: Kind) -> None:
        """Put the words in an attribute after the line in which the element stands."""
        words = collapsed(text)
        if words:
            parent = self._node
            node = Node(tag, attrib, parent, self.elements, parent.flags & HANDED_DOWN | BREAKS, kind)
            self._after.append(Line(words, node, node, kind, 1.0 if node.flags & LINK else 0.0))

    def _end_line(self) -> None:
        """End the line that is being read, and put what stands beside it after it."""
        line = self._open
        if line.pieces or line.datetime:
            done = line.done()
            (self.titles if done and done[0].kind is _METADATA else self._sink).extend(done)
            self._open = OpenLine()
        self._gap = _TOUCHES
        self._was_apart = False
        if self._after:
            self._sink.extend(self._after)
            self._after.clear()
