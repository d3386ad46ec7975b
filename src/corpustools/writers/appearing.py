"""Where a document names each entity, and what it quotes from it: what the page of an entity shows of the document."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from corpustools.model.document import Document
from corpustools.model.mention import ENTITY_KINDS, Mention, MentionKind, Quotation
from corpustools.model.tiling import first_words
from corpustools.model.view import View
from corpustools.model.withheld import OMISSION
from corpustools.writers.excerpts import Part, around
from corpustools.writers.passages import passages
from corpustools.writers.told import spoken

_SPEECH = 1200
"""How many characters of one quotation are shown; the document has the rest."""

Key = tuple[MentionKind, str]
"""Kind and slug of an entity."""


class NamedIn(NamedTuple):
    """A passage that names an entity: its address, some of its words, and the mentions in it."""

    anchor: str
    words: tuple[Part, ...]
    mentions: tuple[Mention, ...]


class SaidIn(NamedTuple):
    """A quotation of an entity: the address of the passage that it begins in, its words and its cue."""

    anchor: str
    words: str
    cue: str
    quotation: Quotation
    addressee: Key | None


@dataclass(slots=True)
class Appearing:
    """One entity in one document, in the order of the text."""

    named: list[NamedIn] = field(default_factory=list)
    said: list[SaidIn] = field(default_factory=list)


def appearing(document: Document, entity: Callable[[MentionKind, str], Key]) -> dict[Key, Appearing]:
    """Return each entity of a document with the passages that name it; ``entity`` says whom a name means.

    >>> import corpustools
    >>> page = corpustools.read("“It is quiet in Prague,” said Mayor Jane Roe. Roe lives there.")
    >>> found = appearing(page, lambda kind, name: (kind, name))
    >>> [[part.text for part in passage.words if part.is_marked] for passage in found["person", "Jane Roe"].named]
    [['Jane Roe', 'Roe']]
    >>> [(said.words, said.cue) for said in found["person", "Jane Roe"].said]
    [('“It is quiet in Prague,”', 'said')]
    """
    shown = passages(document)
    starts = [passage.start for passage in shown]
    keys: dict[str, Key] = {}
    views: dict[int, View] = {}
    places: dict[tuple[Key, int], list[tuple[Mention, tuple[int, int]]]] = {}
    for mention in document.mentions:
        number = bisect_right(starts, mention.start) - 1
        if mention.kind in ENTITY_KINDS and number >= 0:
            key = entity(mention.kind, mention.name)
            # Whom a name means that is one of several kinds, the first mention decides, as in summaries.
            keys.setdefault(mention.name, key)
            if number not in views:
                (block,) = document.within(starts[number], starts[number] + 1)
                views[number] = document.reading(block)
            place = views[number].shown(mention.start, mention.end)
            if place is not None:
                places.setdefault((key, number), []).append((mention, place))
    found: dict[Key, Appearing] = {}
    for (key, number), held in places.items():
        words = around(shown[number].text, [place for _, place in held])
        mentions = tuple(mention for mention, _ in held)
        found.setdefault(key, Appearing()).named.append(NamedIn(shown[number].anchor, words, mentions))
    for said in document.quotations:
        if said.speaker in keys and keys[said.speaker] in found and shown:
            anchor = shown[max(bisect_right(starts, said.start) - 1, 0)].anchor
            words_said = first_words(spoken(document, said, _SPEECH), _SPEECH) or OMISSION
            cue = first_words(document.words_at(*said.cue)) if said.cue else ""
            addressee = keys.get(said.addressee or "")
            found[keys[said.speaker]].said.append(SaidIn(anchor, words_said, cue, said, addressee))
    return found
