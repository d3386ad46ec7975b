"""Dispersion: how evenly hits are spread over the documents."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpustools.search.subcorpus import Subcorpus
from corpustools.search.texts import TokenizedBlock, TokenizedDocument

if TYPE_CHECKING:
    from corpustools.search.concordance import Hit


@dataclass(frozen=True, slots=True)
class DocumentDispersion:
    """Where in a document the hits are: ``positions`` count its ``size`` searched tokens from 0.

    >>> from corpustools import open_corpus
    >>> part = open_corpus("corpus").concordance("bloc").dispersion().parts[0]
    >>> part.title, part.size, part.positions
    ('Chinese-Russian Military Ties Do Not Threaten Other Countries - Ambassador', 281, (280,))
    """

    document: str
    title: str
    size: int
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dispersion:
    """How hits are spread over the documents: ``range_`` have any, of the ``documents`` that were searched.

    ``dp`` is Gries's deviation of proportions (2008): half the sum, over all documents, of the difference between a
    document's share of the hits and its share of the tokens. 0 means that each document has its share, and near 1
    means that few documents have all. It can be compared between corpora as ``dp_norm``, which divides it by 1 less the
    smallest document's share (Lijffijt and Gries 2012). Unlike Juilland's *D* it takes documents of unequal length as
    they are. Both are ``None`` where there is no hit, ``dp_norm`` also where there is one document.

    S. Th. Gries, "Dispersions and adjusted frequencies in corpora", *International Journal of Corpus Linguistics* 13.4
    (2008); J. Lijffijt and S. Th. Gries, the same, 17.1 (2012).

    >>> from corpustools import open_corpus
    >>> found = open_corpus("corpus").concordance("military").dispersion()
    >>> found.dp, found.parts[0].size, found.parts[0].positions[:3]
    (0.0, 281, (1, 18, 51))
    """

    documents: int
    range_: int
    dp: float | None
    dp_norm: float | None
    parts: tuple[DocumentDispersion, ...]

    @classmethod
    def of(cls, subcorpus: Subcorpus, hits: "Sequence[Hit]") -> "Dispersion":
        """Measure the dispersion of hits; ``parts`` are the documents that have any, those with most first.

        >>> from corpustools import open_corpus
        >>> found = open_corpus("corpus").concordance("bloc")
        >>> Dispersion.of(found.subcorpus, found.hits) == found.dispersion()
        True
        """
        before = {id(block): at for document in subcorpus.documents for block, at in _offsets(subcorpus, document)}
        found: dict[str, list[int]] = {}
        for hit in hits:
            found.setdefault(hit.document.id, []).append(before[id(hit.block)] + hit.first)
        sizes = {document.id: subcorpus.size_of(document) for document in subcorpus.documents}
        counts = Counter({document: len(places) for document, places in found.items()})
        parts = [
            DocumentDispersion(each.id, each.title, sizes[each.id], tuple(sorted(found[each.id])))
            for each in subcorpus.documents
            if each.id in found
        ]
        parts.sort(key=lambda part: -len(part.positions))
        searched = [size for size in sizes.values() if size]
        dp, norm = deviation([(counts[name], size) for name, size in sizes.items() if size])
        return cls(len(searched), len(parts), dp, norm, tuple(parts))


def deviation(parts: Sequence[tuple[int, int]]) -> tuple[float | None, float | None]:
    """Return Gries's DP, and DP normalised, of parts given as hits and tokens.

    The example of Gries (2008, 4.1) has five parts of 9, 10, 10, 10 and 11 words:

    >>> dp, norm = deviation([(1, 9), (2, 10), (3, 10), (4, 10), (5, 11)])
    >>> round(dp, 4), round(norm, 4)
    (0.18, 0.2195)
    """
    hits, tokens = sum(count for count, _ in parts), sum(size for _, size in parts)
    if not hits:
        return None, None
    dp = sum(abs(count / hits - size / tokens) for count, size in parts) / 2
    smallest = min(size for _, size in parts) / tokens
    return dp, dp / (1 - smallest) if smallest < 1 else None


def _offsets(subcorpus: Subcorpus, document: TokenizedDocument) -> Iterator[tuple[TokenizedBlock, int]]:
    """Yield the searched blocks of a document, each with how many searched tokens stand before it."""
    before = 0
    for block in subcorpus.blocks_of(document):
        yield block, before
        before += len(block)
