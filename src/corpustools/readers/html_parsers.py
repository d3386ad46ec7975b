"""The parsers that read a page: libxml2 for all but the oddest, the standard library's for those."""

from collections import Counter
from html.parser import HTMLParser

from lxml import etree

from corpustools.readers.html_elements import ALONE, CODES, DEEPEST, INLINE, MUTE, RAW, UNKNOWN, TooDeepError
from corpustools.readers.html_lines import Lines

# A frame in a frame in a frame: markup that comes as characters is parsed again, but not for ever.
_NESTED = 3

_CHUNK = 1 << 16


def read_page(text: str) -> Lines:
    """Read a page, in which no half of a surrogate pair stands, into lines.

    >>> [line.text for line in read_page("<ul><li>One<li>Two").lines]
    ['One', 'Two']
    """
    lines = Lines(_read_piece)
    try:
        _feed(text, lines)
    except TooDeepError:
        lines = Lines(_read_piece)
        lines.is_flat = True
        flat = _Flat(lines)
        flat.feed(text)
        flat.close()
    return lines.close()


def _feed(text: str, target: "Lines | _Piece") -> None:
    """Let libxml2 parse a text; it calls the target. After an error it would read a chunk to its end, and does."""
    data = text.encode()
    if data.strip():
        parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, recover=True, target=target)
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
        parser.close()


def _read_piece(lines: Lines, text: str) -> None:
    """Read a piece of a page at the place reached; pieces in pieces over and over stay as they are."""
    if lines.nested >= _NESTED or ("<" not in text and "&" not in text):
        if text:
            lines.data(text)
        return
    lines.nested += 1
    _feed(text, _Piece(lines))
    lines.nested -= 1


class _Piece:
    """Hands events on; a piece of a page has no head and no body of its own."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self.data = lines.data

    def start(self, tag: str, attrib: dict[str, str]) -> None:
        if tag not in {"html", "head", "body"}:
            self._lines.start(tag, attrib)

    def end(self, tag: str) -> None:
        if tag not in {"html", "head", "body"}:
            self._lines.end(tag)

    def close(self) -> None:
        pass


class _Flat(HTMLParser):
    """Hands the tags of a page on as they stand, as deep as there is room: what it cannot nest, it lays side by side.

    It is slower than libxml2 and closes no element that the page leaves open, but each tag takes it the same time.
    """

    def __init__(self, lines: Lines) -> None:
        super().__init__(convert_charrefs=True)
        self._lines = lines
        self._open: list[str] = []
        self._held = Counter[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        code = CODES.get(tag, UNKNOWN)
        if code < ALONE and len(self._open) >= DEEPEST - 1:
            if code != INLINE:
                self._break()
            return
        self._lines.start(tag, {name: value or "" for name, value in reversed(attrs)})
        if code == ALONE:
            return
        if code != MUTE:
            self._open.append(tag)
            self._held[tag] += 1
        if code == RAW:
            self.set_cdata_mode(tag)

    def handle_endtag(self, tag: str) -> None:
        code = CODES.get(tag, UNKNOWN)
        if code == MUTE:
            self._lines.end(tag)
        elif self._held[tag]:
            while True:
                last = self._open.pop()
                self._held[last] -= 1
                self._lines.end(last)
                if last == tag:
                    break
        elif code < ALONE and code != INLINE:
            self._break()

    def handle_data(self, data: str) -> None:
        self._lines.data(data)

    def close(self) -> None:
        super().close()
        while self._open:
            self._lines.end(self._open.pop())

    def _break(self) -> None:
        """Break the line, as an element would that there is no room for."""
        self._lines.start("hr", {})
