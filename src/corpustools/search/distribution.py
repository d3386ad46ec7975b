"""How often something is found in each document, or in those of each publisher, language or source."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from corpustools.errors import QueryError
from corpustools.search.subcorpus import Subcorpus
from corpustools.search.texts import TokenizedDocument

_FACETS: Mapping[str, Callable[[TokenizedDocument], str]] = {
    "document": lambda document: document.id,
    "publisher": lambda document: document.publisher,
    "language": lambda document: document.language,
    "source": lambda document: document.name.rpartition("/")[0] or ".",
}

FACETS = tuple(_FACETS)
"""What hits can be counted by, beside the time."""


@dataclass(frozen=True, slots=True)
class FacetCount:
    """The hits in the documents that have one value, and how many documents and tokens there are to have them.

    >>> FacetCount("en", hits=3, documents=2, tokens=1_500).per_million
    2000.0
    """

    value: str
    hits: int
    documents: int
    tokens: int

    @property
    def per_million(self) -> float:
        """Hits in a million tokens."""
        return self.hits / self.tokens * 1_000_000 if self.tokens else 0.0


def distribution(subcorpus: Subcorpus, hits: Mapping[str, int], by: str) -> tuple[FacetCount, ...]:
    """Count hits, given for each document, by what ``by`` says, in the order of its values.

    Documents without a hit count too: a test that compares documents, such as a rank test, needs them. Of what is
    unknown the value says so.

    >>> from corpustools import open_corpus
    >>> found = open_corpus("corpus").concordance("military")
    >>> found.distribution("publisher")
    (FacetCount(value='Sputnik International', hits=9, documents=1, tokens=281),)
    >>> found.distribution("colour")
    Traceback (most recent call last):
    corpustools.errors.QueryError: hits are counted by document, publisher, language, source, not by 'colour'
    """
    if by not in _FACETS:
        raise QueryError(f"hits are counted by {', '.join(FACETS)}, not by {by!r}")
    counts: dict[str, Counter[str]] = {}
    for document in subcorpus.documents:
        row = counts.setdefault(_FACETS[by](document), Counter())
        row.update(hits=hits.get(document.id, 0), documents=1, tokens=subcorpus.size_of(document))
    return tuple(FacetCount(value, **counts[value]) for value in sorted(counts))
