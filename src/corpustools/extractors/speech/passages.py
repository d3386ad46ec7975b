"""The paragraphs of a document as those who look for speech see them: marked words masked, sentences, names."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from corpustools.model.document import Block, Document
from corpustools.model.mention import Mention, MentionKind, Place
from corpustools.model.span import BODY, Label
from corpustools.model.view import View
from corpustools.text.occurrences import occurrences
from corpustools.text.quotation_marks import Marked, find_marked, opening_guillemet
from corpustools.text.sentences import CALL, FULL_STOP
from corpustools.text.sentences import sentences as sentences_of

SPOKEN_IN = frozenset((Label.PARAGRAPH, Label.STANDFIRST, Label.LIST_ITEM, Label.BLOCKQUOTE))

MASK = "\ue000"
"""Stands for the words in quotation marks, and for their last where no full stop, ? or ! is before it."""
MASKS = MASK + FULL_STOP + CALL

_WRITTEN = re.compile(r"[^\W_]")


class Name(NamedTuple):
    """A mention, by its place in the text of a passage."""

    start: int
    end: int
    kind: MentionKind
    name: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One block: its reading text, what is marked in it, its sentences, the names in it, and where a cue may be."""

    text: str
    masked: str
    marked: tuple[Marked, ...]
    sentences: tuple[Place, ...]
    names: tuple[Name, ...]
    cues: tuple[tuple[int, str], ...]
    _source: Callable[[int, int], Place]

    def source(self, start: int, end: int) -> Place:
        """Return where characters of the passage stand in the text as read."""
        return self._source(start, end)

    def is_marked_alone(self) -> bool:
        """Whether a passage holds nothing but words in quotation marks."""
        return _WRITTEN.search(self.masked) is None

    def sentence_at(self, place: int) -> Place:
        """Return where the sentence is that a character is in, or the one before it."""
        index = bisect_right(self.sentences, (place, len(self.text) + 1)) - 1
        return self.sentences[index] if index >= 0 else (0, 0)

    def cues_in(self, start: int, end: int) -> tuple[tuple[int, str], ...]:
        """Return where a cue may be within these characters."""
        return self.cues[bisect_left(self.cues, (start, "")) : bisect_left(self.cues, (end, ""))]

    def marked_in(self, start: int, end: int) -> tuple[Marked, ...]:
        """Return what is marked and begins within these characters."""
        return self.marked[bisect_left(self.marked, (start,)) : bisect_left(self.marked, (end,))]

    def marked_before(self, place: int) -> Marked:
        """Return what is marked last before a place."""
        return self.marked[bisect_left(self.marked, (place,)) - 1]

    def told_in(self, start: int, end: int) -> tuple[Name, ...]:
        """Return the names that the author says within these characters: none that stand in marked words."""
        names = self.names_in(start, end)
        return tuple([name for name in names if self.masked[name.start] not in MASKS]) if names else ()

    def names_in(self, start: int, end: int) -> tuple[Name, ...]:
        """Return the names that lie within these characters."""
        first = bisect_left(self.names, (start,))
        found = self.names[first : bisect_left(self.names, (end,), first)]
        # Names do not overlap: of those that begin before the end only the last may go on behind it.
        return found[:-1] if found and found[-1].end > end else found


def passages(
    document: Document, cues: frozenset[str] = frozenset(), may_be_said: Callable[[str], bool] = lambda words: True
) -> list[Passage]:
    """Return the passages of a document in which somebody may speak; marked words that no one says are as any others.

    >>> import corpustools
    >>> passage, = passages(corpustools.read("“We are here,” the mayor said. Nobody came to the town."))
    >>> [passage.text[start:end] for start, end in passage.sentences]
    ['“We are here,” the mayor said.', 'Nobody came to the town.']
    """
    blocks = document.labelled(*SPOKEN_IN)
    guillemet = opening_guillemet(block.reading for block in blocks)
    # Looked for in all of the body, as times are, so that its words are taken apart once.
    body = document.labelled(*BODY)
    places = dict(
        zip([block.start for block in body], occurrences([block.reading for block in body], cues), strict=True)
    )
    found: list[Passage] = []
    last = 0
    for block in blocks:
        marked = _marked(block.reading, guillemet, may_be_said)
        masked = _mask(block.reading, marked) if marked else block.reading
        first = bisect_left(document.mentions, block.start, last, key=_START)
        last = bisect_left(document.mentions, block.end, first, key=_START)
        told = tuple([place for place in places[block.start] if masked[place[0]] not in MASKS])
        found.append(_passage(document, block, document.mentions[first:last], marked, masked, told))
    return found


_START = attrgetter("start")


def _marked(text: str, guillemet: str, may_be_said: Callable[[str], bool]) -> tuple[Marked, ...]:
    return tuple([each for each in find_marked(text, guillemet) if may_be_said(text[slice(*each.inside())])])


def _passage(
    document: Document,
    block: Block,
    mentions: tuple[Mention, ...],
    marked: tuple[Marked, ...],
    masked: str,
    cues: tuple[tuple[int, str], ...],
) -> Passage:
    text = block.reading
    sentences = tuple(sentences_of(masked)) if cues or marked else ()
    if text == block.text:
        shift = block.start
        names = tuple(
            [
                Name(each.start - shift, each.end - shift, each.kind, each.name, _title(document, each))
                for each in mentions
            ]
        )
        return Passage(text, masked, marked, sentences, names, cues, lambda s, e: (s + shift, e + shift))
    view = document.reading(block)
    shown = _Shown(view)
    names = tuple(
        Name(shown.at(each.start), shown.at(each.end), each.kind, each.name, _title(document, each))
        for each in mentions
    )
    return Passage(text, masked, marked, sentences, names, cues, view.source)


_NESTED = re.compile("[\"“”„«»'‘’‚‹›]")


def nested(
    passage: Passage, marked: Marked, wanted: frozenset[str], may_be_said: Callable[[str], bool]
) -> Passage | None:
    """Return the words inside quotation marks as a passage of their own, where something is marked in them.

    >>> import corpustools
    >>> passage, = passages(corpustools.read("“He told me, ‘You can do it,’ and I did,” the mayor said. It was quiet."))
    >>> inner = nested(passage, passage.marked[0], frozenset(), lambda words: True)
    >>> inner.text[slice(*inner.marked[0].inside())]
    'You can do it,'
    """
    start, end = marked.inside()
    text = passage.text[start:end]
    if _NESTED.search(text) is None:
        return None
    inner = _marked(text, "«", may_be_said)
    if not inner or not all(each.opened and each.closed for each in inner):
        return None
    masked = _mask(text, inner)
    names = tuple(
        each._replace(start=each.start - start, end=each.end - start) for each in passage.names_in(start, end)
    )
    cues = tuple(occurrences([masked], wanted)[0])
    return Passage(
        text, masked, inner, tuple(sentences_of(masked)), names, cues, lambda s, e: passage.source(start + s, start + e)
    )


def _title(document: Document, mention: Mention) -> str:
    return document.text[slice(*mention.title)].lower() if mention.title else ""


class _Shown:
    """Where characters of the text as read are shown in a view."""

    def __init__(self, view: View) -> None:
        self.pieces = view.pieces
        self.starts = [piece.start for piece in view.pieces]
        self.offsets = [0]
        for piece in view.pieces:
            self.offsets.append(self.offsets[-1] + len(piece.text))

    def at(self, place: int) -> int:
        index = max(bisect_right(self.starts, place) - 1, 0)
        piece = self.pieces[index]
        within = place - piece.start
        return self.offsets[index] + min(within if piece.literal else len(piece.text) * (within > 0), len(piece.text))


def _mask(text: str, marked: tuple[Marked, ...]) -> str:
    parts = []
    at = 0
    for each in marked:
        start, end = each.inside()
        last = text[start:end].rstrip()[-1:]
        final = FULL_STOP if last in ".…。" else CALL if last in "!?！？" else MASK
        parts += [text[at : each.start], MASK * (each.end - each.start - 1), final]
        at = each.end
    return "".join((*parts, text[at:]))
