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


def per_million(hits: int, tokens: int) -> float:
    """Return the hits in a million tokens; 0 where there is no token.

    >>> per_million(3, 1_500), per_million(0, 0)
    (2000.0, 0.0)
    """
    return hits / tokens * 1_000_000 if tokens else 0.0


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
        return per_million(self.hits, self.tokens)


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
    return tuple(FacetCount(value, **row) for value, row in counted(subcorpus, hits, _FACETS[by]))


def counted(
    subcorpus: Subcorpus, hits: Mapping[str, int], facet: Callable[[TokenizedDocument], str]
) -> list[tuple[str, Mapping[str, int]]]:
    """Return each value of a facet, in order, with the ``hits``, ``documents`` and ``tokens`` of those that have it.

    >>> from corpustools import open_corpus
    >>> part = open_corpus("corpus").subcorpus()
    >>> counted(part, {part.documents[0].id: 3}, lambda document: document.language)
    [('en', Counter({'tokens': 281, 'hits': 3, 'documents': 1}))]
    """
    counts: dict[str, Counter[str]] = {}
    for document in subcorpus.documents:
        row = counts.setdefault(facet(document), Counter())
        row.update(hits=hits.get(document.id, 0), documents=1, tokens=subcorpus.size_of(document))
    return sorted(counts.items())
