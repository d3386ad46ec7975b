"""Frequency over time."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpustools.errors import QueryError
from corpustools.search.dates import LENGTHS
from corpustools.search.distribution import counted, per_million
from corpustools.search.subcorpus import Subcorpus
from corpustools.search.texts import UNKNOWN, TokenizedDocument


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """The hits in the documents of one period, and how many documents and tokens there are to have them.

    >>> PeriodCount("2015", hits=3, documents=2, tokens=1500).per_million
    2000.0
    """

    period: str
    hits: int
    documents: int
    tokens: int

    @property
    def per_million(self) -> float:
        """Hits in a million tokens."""
        return per_million(self.hits, self.tokens)


Timeline = tuple[PeriodCount, ...]
"""Periods in order; what is undated comes last, as ``unknown``."""


def timeline(subcorpus: Subcorpus, hits: Mapping[str, int], by: str) -> Timeline:
    """Count hits, given for each document, by ``year`` or ``month`` of publication.

    Periods without a document are left out. Where only the year is known, the month is not: such documents have a
    period of their own, as those without a date have.

    >>> from corpustools import open_corpus
    >>> part = open_corpus("corpus").subcorpus()
    >>> [(row.period, row.hits, row.tokens) for row in timeline(part, {part.documents[0].id: 3}, "year")]
    [('unknown', 3, 281)]
    """
    if by not in LENGTHS:
        raise QueryError(f"time is counted by {' or '.join(LENGTHS)}, not by {by!r}")

    def period(document: TokenizedDocument) -> str:
        return document.date if document.date == UNKNOWN else document.date[: LENGTHS[by]]

    # Digits sort before letters.
    return tuple(PeriodCount(value, **row) for value, row in counted(subcorpus, hits, period))
