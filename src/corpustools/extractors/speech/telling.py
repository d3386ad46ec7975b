"""What the readers of speech in single languages share: who tells something, and what is heard in which order."""

from collections.abc import Iterable
from typing import NamedTuple

from corpustools.extractors.speech.passages import Passage
from corpustools.model.answers import Said
from corpustools.model.mention import Place, QuotationKind
from corpustools.text.quotation_marks import Marked

Heard = tuple[str, Said]
"""The name of the rule, and what it says."""


class Teller(NamedTuple):
    """Who tells something, and where the passage says so; ``None`` where another passage did."""

    name: str
    place: Place | None

    def in_next_passage(self) -> "Teller":
        """Return who may go on in another passage, whose places are its own.

        >>> Teller("Jane Roe", (0, 8)).in_next_passage()
        Teller(name='Jane Roe', place=None)
        """
        return self._replace(place=None)


def heard(rule: str, passage: Passage, place: Place, kind: QuotationKind, teller: Teller, cue: Place | None) -> Heard:
    """Return what a teller says in a place of a passage."""
    at, by = (None if found is None else passage.source(*found) for found in (teller.place, cue))
    return rule, Said(*passage.source(*place), kind, teller.name, at, by)


def in_order(passage: Passage, sentences: Iterable[Place]) -> list[tuple[Place, Marked | None]]:
    """Return what is marked in a passage and its sentences, each sentence behind what is marked in it.

    >>> from corpustools.extractors.speech.passages import passages
    >>> import corpustools
    >>> (passage,) = passages(corpustools.read("“No, not today,” she said. It rained on the town."))
    >>> [(place, marked is not None) for place, marked in in_order(passage, passage.sentences)]
    [((0, 16), True), ((0, 26), False), ((27, 49), False)]
    """
    parts: list[tuple[int, Place, Marked | None]] = [
        *((each.start, (each.start, each.end), each) for each in passage.marked),
        *((end, (start, end), None) for start, end in sentences),
    ]
    return [(place, marked) for _, place, marked in sorted(parts, key=lambda part: part[0])]
