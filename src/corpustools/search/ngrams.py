"""Lists of words and of n-grams: how frequent each is, and how evenly spread."""

from collections import Counter
from dataclasses import dataclass

from corpustools.search.distribution import per_million
from corpustools.search.subcorpus import Subcorpus


@dataclass(frozen=True, slots=True)
class NGram:
    """Words that follow one another, or one word: how often they do, and in how many documents.

    ``per_million`` is the frequency in a million tokens, and ``dp`` Gries's deviation of proportions over the documents
    (see :class:`~corpustools.search.dispersion.Dispersion`).

    >>> from corpustools import open_corpus
    >>> most = open_corpus("corpus").subcorpus().ngram_list(2, minimum=4)[0]
    >>> most.words, most.frequency, most.documents, round(most.per_million)
    ('a military', 4, 1, 14235)
    """

    words: str
    frequency: int
    documents: int
    per_million: float
    dp: float


def ngram_list(subcorpus: Subcorpus, n: int, *, minimum: int, case: bool) -> tuple[NGram, ...]:
    """List n-grams; see :meth:`corpustools.Subcorpus.ngram_list`.

    Of the documents that have not a word, the deviation is the sum of their shares of the tokens, so that of each
    document only those words are looked at that it has.
    """
    counts = subcorpus.ngrams(n, case=case)
    frequent = {words: count for words, count in counts.items() if count >= minimum}
    documents: Counter[str] = Counter()
    apart = dict.fromkeys(frequent, 1.0)
    size = subcorpus.size
    for document in subcorpus.documents:
        share = subcorpus.size_of(document) / size if size else 0.0
        here = Subcorpus((document,), subcorpus.labels).ngrams(n, case=case)
        for words in here.keys() & frequent.keys():
            documents[words] += 1
            apart[words] += abs(here[words] / frequent[words] - share) - share
    found = (
        NGram(words, count, documents[words], per_million(count, size), max(apart[words], 0.0) / 2)
        for words, count in frequent.items()
    )
    return tuple(sorted(found, key=lambda one: (-one.frequency, one.words)))
