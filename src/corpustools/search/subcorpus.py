"""A part of a corpus to search and count in: chosen documents, and of them the blocks with chosen labels."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from corpustools.errors import QueryError
from corpustools.model.span import VIEWS, Label
from corpustools.search.choosing import Choice, chooser, labels_of
from corpustools.search.query import Query
from corpustools.search.texts import TokenizedBlock, TokenizedDocument

if TYPE_CHECKING:
    from corpustools.search.concordance import Concordance
    from corpustools.search.keyness import Keyness
    from corpustools.search.ngrams import NGram
    from corpustools.search.richness import Richness


@dataclass(frozen=True)
class Subcorpus:
    """Documents of a corpus, and of them the blocks with these labels; :meth:`corpustools.Corpus.subcorpus` makes it.

    A block is the unit: no phrase, no context, no window and no n-gram crosses its edge.

    >>> from corpustools import open_corpus
    >>> article = open_corpus("corpus").subcorpus()
    >>> len(article.documents), article.size
    (1, 281)
    >>> article.frequencies().most_common(3)
    [('the', 14), ('to', 12), ('and', 10)]
    """

    documents: tuple[TokenizedDocument, ...]
    labels: frozenset[Label]
    others: tuple[TokenizedDocument, ...] = ()

    @classmethod
    def choose(
        cls,
        documents: Iterable[TokenizedDocument],
        labels: str | Collection[str] = "article",
        *,
        publisher: Choice = None,
        language: Choice = None,
        date: str | None = None,
        document: Choice = None,
        source: Choice = None,
    ) -> "Subcorpus":
        """Choose documents by their facets, and blocks by their labels; see :meth:`corpustools.Corpus.subcorpus`.

        Raises :class:`~corpustools.errors.QueryError` for a label or a date that cannot be meant.

        >>> import corpustools
        >>> from corpustools.search.texts import tokenize
        >>> town = corpustools.read("By Jane Roe\\n\\nThe town is quiet today.", id="town")
        >>> other = corpustools.read("Subscribe", id="other")
        >>> byline = Subcorpus.choose(map(tokenize, (town, other)), "byline", document="town")
        >>> byline.frequencies(), len(byline.rest.documents)
        (Counter({'by': 1, 'jane': 1, 'roe': 1}), 1)
        """
        fits = chooser(publisher=publisher, language=language, date=date, document=document, source=source)
        chosen: list[TokenizedDocument] = []
        others: list[TokenizedDocument] = []
        for each in documents:
            (chosen if fits(each.id, each.publisher, each.language, each.date, each.name) else others).append(each)
        return cls(tuple(chosen), labels_of(labels), tuple(others))

    @property
    def rest(self) -> "Subcorpus":
        """The same blocks of all the other documents.

        >>> from corpustools import open_corpus
        >>> german = open_corpus("corpus").subcorpus("body", language="de")
        >>> german.size, german.rest.size == open_corpus("corpus").subcorpus("body").size
        (0, True)
        """
        return Subcorpus(self.others, self.labels, self.documents)

    def blocks_of(self, document: TokenizedDocument) -> Iterator[TokenizedBlock]:
        """Yield the blocks of a document that are searched: what another block says is searched there.

        Only where all is searched, it is searched twice.

        >>> from corpustools import open_corpus
        >>> credits = open_corpus("corpus").subcorpus("credit")
        >>> [block.forms for block in credits.blocks_of(credits.documents[0])]
        [('AFP', '2023', 'MAXIM', 'MARMUR')]
        """
        everything = self.labels == VIEWS["all"]
        return (block for block in document.blocks if block.label in self.labels and (everything or not block.is_again))

    def blocks(self) -> Iterator[TokenizedBlock]:
        """Yield the blocks of all documents that are searched.

        >>> from corpustools import open_corpus
        >>> [block.forms for block in open_corpus("corpus").subcorpus({"credit", "dateline"}).blocks()]
        [('AFP', '2023', 'MAXIM', 'MARMUR'), ('MOSCOW', 'Sputnik')]
        """
        return (block for document in self.documents for block in self.blocks_of(document))

    def size_of(self, document: TokenizedDocument) -> int:
        """Return how many tokens of a document are searched.

        >>> from corpustools import open_corpus
        >>> article = open_corpus("corpus").subcorpus()
        >>> [(document.id, article.size_of(document)) for document in article.documents]
        [('000_fe9d5194648d3d10', 281)]
        """
        return sum(map(len, self.blocks_of(document)))

    @cached_property
    def size(self) -> int:
        """The number of tokens: *N*."""
        return sum(map(len, self.blocks()))

    def frequencies(self, *, case: bool = False) -> Counter[str]:
        """Count the words; with ``case``, forms that differ in capitals are counted apart.

        >>> from corpustools import open_corpus
        >>> article = open_corpus("corpus").subcorpus()
        >>> article.frequencies()["the"], article.frequencies(case=True)["the"]
        (14, 11)
        """
        counts: Counter[str] = Counter()
        for block in self.blocks():
            counts.update(block.forms if case else block.folds)
        return counts

    def ngrams(self, n: int, *, case: bool = False) -> Counter[str]:
        """Count the sequences of ``n`` words.

        >>> from corpustools import open_corpus
        >>> open_corpus("corpus").subcorpus().ngrams(2).most_common(2)
        [('a military', 4), ('third countries', 3)]
        """
        if n < 1:
            raise QueryError(f"an n-gram has at least one word, not {n}")
        counts: Counter[str] = Counter()
        for block in self.blocks():
            words = block.forms if case else block.folds
            counts.update(map(" ".join, zip(*(words[at:] for at in range(n)), strict=False)))
        return counts

    def ngram_list(self, n: int = 2, *, minimum: int = 5, case: bool = False) -> "tuple[NGram, ...]":
        """List the sequences of ``n`` words that occur at least ``minimum`` times, the most frequent first.

        With an ``n`` of 1 it is the list of words. Each row is an :class:`~corpustools.search.ngrams.NGram`, with its
        frequency, the number of documents that have it, its frequency in a million tokens, and its dispersion.

        >>> from corpustools import open_corpus
        >>> article = open_corpus("corpus").subcorpus()
        >>> [(row.words, row.frequency, row.documents, row.dp) for row in article.ngram_list(2, minimum=3)]
        [('a military', 4, 1, 0.0), ('third countries', 3, 1, 0.0)]
        >>> [(row.words, row.frequency) for row in article.ngram_list(1, minimum=10)]
        [('the', 14), ('to', 12), ('and', 10)]

        Raises :class:`~corpustools.errors.QueryError` for an ``n`` below 1.
        """
        from corpustools.search.ngrams import ngram_list

        return ngram_list(self, n, minimum=minimum, case=case)

    def richness(self, window: int = 1000, *, case: bool = False) -> "Richness":
        """Say how many different words there are; see :class:`~corpustools.search.richness.Richness`.

        ``window`` is the number of tokens that each of the ratios is of whose mean is the standardised one.

        >>> from corpustools import open_corpus
        >>> found = open_corpus("corpus").subcorpus().richness(100)
        >>> found.tokens, found.types, found.hapaxes, round(found.ttr, 3), round(found.sttr, 3)
        (281, 154, 109, 0.548, 0.685)

        Raises :class:`~corpustools.errors.QueryError` for a ``window`` below 1.
        """
        from corpustools.search.richness import richness

        return richness(self, window, case=case)

    def concordance(self, query: str, *, case: bool = False, width: int = 8, sort: str = "document") -> "Concordance":
        """Find all hits of a query; see :meth:`corpustools.Corpus.concordance`.

        >>> from corpustools import open_corpus
        >>> found = open_corpus("corpus").subcorpus("headline").concordance("ties", width=2)
        >>> [(line.left, line.node, line.right) for line in found]
        [('Chinese-Russian Military ', 'Ties', ' Do Not')]
        """
        from corpustools.search.concordance import concordance

        return concordance(self, Query.parse(query, case=case), width=width, sort=sort)

    def keyness(self, reference: "Subcorpus | None" = None, *, minimum: int = 2, case: bool = False) -> "Keyness":
        """Compare the words here with those of another part, or with the rest of the corpus.

        ``minimum`` is how often a word occurs in the two together to be compared at all.

        >>> from corpustools import open_corpus
        >>> corpus = open_corpus("corpus")
        >>> found = corpus.subcorpus("headline").keyness(corpus.subcorpus("body"))
        >>> [(row.word, row.frequency, row.reference) for row in found[:2]]
        [('ambassador', 1, 1), ('countries', 1, 5)]
        """
        from corpustools.search.keyness import keyness

        reference = self.rest if reference is None else reference
        return keyness(self.frequencies(case=case), reference.frequencies(case=case), minimum=minimum)
