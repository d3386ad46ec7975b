"""Counts of the words of texts that may not be shown: what asks for them learns numbers, and no text."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from corpustools.search.keyness import Keyness
from corpustools.search.subcorpus import Subcorpus
from corpustools.search.texts import TokenizedDocument
from corpustools.search.timeline import Timeline

FORMAT = "corpustools/counts/1"

LONGEST_NGRAM = 3
"""How many words an n-gram has at most that is published without its text."""

NGRAM_DOCUMENTS = 3
"""In how many documents it occurs at least."""

NGRAM_CONTEXTS = 2
"""How many different words stand before it at least, and how many after it. What goes on the same way wherever it
occurs, as the n-grams of an article do that was printed in several places, could be put together to its text."""

SHARD_BYTES = 16_384
TITLES = 64
"""How many documents one file of titles names."""


@dataclass(frozen=True, slots=True)
class HitCount:
    """How often a query is found, in how many of how many documents, and among how many tokens (*N*).

    >>> from corpustools import open_corpus
    >>> found = Counts(open_corpus("corpus").tokenized()).of("bloc")
    >>> found.hits, found.size
    (1, 281)
    """

    hits: int
    range_: int
    documents: int
    size: int


class Counts:
    """What may be counted in a corpus whose texts are withheld.

    >>> from corpustools import open_corpus
    >>> counts = Counts(open_corpus("corpus").tokenized())
    >>> counts.of("military alliance")
    HitCount(hits=2, range_=1, documents=1, size=281)
    >>> counts.over_time("military alliance")[0].hits
    2
    >>> counts.words["military"]
    [(0, 9)]

    Of n-grams only those are told that many documents have, and in several contexts:

    >>> from corpustools import read
    >>> from corpustools.search.texts import tokenize
    >>> said = ("The ferry is late", "Nobody knows why the ferry was sold", "So the ferry goes on")
    >>> Counts([tokenize(read(f"{text}, said the mayor on Monday morning.")) for text in said]).ngrams
    {'the ferry': (3, 3)}
    """

    def __init__(self, documents: Sequence[TokenizedDocument]) -> None:
        self._documents = tuple(documents)

    def of(
        self, query: str, labels: str | Collection[str] = "article", *, case: bool = False, **choice: Any
    ) -> HitCount:
        """Count the hits of a query; ``labels`` and ``choice`` are those of :meth:`corpustools.Corpus.subcorpus`.

        >>> from corpustools import open_corpus
        >>> Counts(open_corpus("corpus").tokenized()).of("afp", "credit").hits
        1
        """
        found = self._part(labels, choice).concordance(query, case=case)
        return HitCount(len(found), len(found.documents), len(found.subcorpus.documents), found.size)

    def over_time(
        self,
        query: str,
        by: str = "year",
        labels: str | Collection[str] = "article",
        *,
        case: bool = False,
        **choice: Any,
    ) -> Timeline:
        """Count the hits of a query by ``year`` or ``month``; see :class:`~corpustools.search.timeline.Timeline`.

        >>> from corpustools import open_corpus
        >>> Counts(open_corpus("corpus").tokenized()).over_time("bloc", "month")
        (PeriodCount(period='unknown', hits=1, documents=1, tokens=281),)
        """
        return self._part(labels, choice).concordance(query, case=case).over_time(by)

    def keyness(self, labels: str | Collection[str] = "article", *, minimum: int = 2, **choice: Any) -> Keyness:
        """Compare the words of a part with those of the rest; see :class:`~corpustools.search.keyness.Keyness`.

        >>> from corpustools import open_corpus
        >>> counts = Counts(open_corpus("corpus").tokenized())
        >>> len(counts.keyness()), counts.keyness(language="de").reference_size
        (0, 281)
        """
        return self._part(labels, choice).keyness(minimum=minimum)

    @cached_property
    def words(self) -> dict[str, list[tuple[int, int]]]:
        """Each word of the articles, in order, with the number of each document that has it and how often it does."""
        found: dict[str, list[tuple[int, int]]] = {}
        for number, words in enumerate(_words_of(document) for document in self._documents):
            for word, count in words.items():
                found.setdefault(word, []).append((number, count))
        return dict(sorted(found.items()))

    @cached_property
    def ngrams(self) -> dict[str, tuple[int, int]]:
        """The n-grams of the articles that may be known, in order: how often each occurs, and in how many documents.

        They have at most :data:`LONGEST_NGRAM` words, and occur in several documents and in several contexts.
        """
        found: dict[str, tuple[int, int]] = {}
        known: Collection[tuple[str, ...]] | None = None
        for n in range(2, LONGEST_NGRAM + 1):
            counted = self._counted(n, known)
            known = counted.keys()
            found.update((" ".join(words), numbers) for words, numbers in counted.items())
        return dict(sorted(found.items()))

    def _counted(self, n: int, known: Collection[tuple[str, ...]] | None) -> dict[tuple[str, ...], tuple[int, int]]:
        """Count n-grams; what is known of shorter ones says of which it is worth while."""
        hits: Counter[tuple[str, ...]] = Counter()
        documents: Counter[tuple[str, ...]] = Counter()
        contexts: tuple[defaultdict[tuple[str, ...], set[str]], ...] = (defaultdict(set), defaultdict(set))
        for document in self._documents:
            here = set()
            for words in (block.folds for block in document.blocks if block.is_kept):
                framed = ("", *words, "")
                for at in range(1, len(words) - n + 2):
                    ngram = framed[at : at + n]
                    if known is None or (ngram[:-1] in known and ngram[1:] in known):
                        hits[ngram] += 1
                        here.add(ngram)
                        for side, word in zip(contexts, (framed[at - 1], framed[at + n]), strict=True):
                            if len(side[ngram]) < NGRAM_CONTEXTS:
                                side[ngram].add(word)
            documents.update(here)
        return {
            ngram: (hits[ngram], number)
            for ngram, number in documents.items()
            if number >= NGRAM_DOCUMENTS and all(len(side[ngram]) >= NGRAM_CONTEXTS for side in contexts)
        }

    def files(self, title: Callable[[str], str]) -> Iterator[tuple[str, bytes]]:
        """Yield the name and the bytes of each file from which a browser learns these numbers, the manifest last.

        ``manifest.json``
            The first word of each shard, and of each document the number of its words and its date.
        ``words/N.json``
            Each word with the numbers of the documents that have it, each followed by how often it does.
        ``ngrams/N.json``
            Each n-gram that may be known, with how often and in how many documents it occurs.
        ``titles/N.json``
            The id and the title of :data:`TITLES` documents each, which ``title`` gives.

        Words are in the order of Unicode, never in that of a text.

        >>> from corpustools import open_corpus
        >>> counts = Counts(open_corpus("corpus").tokenized())
        >>> [name for name, _ in counts.files(str)]
        ['words/0.json', 'titles/0.json', 'manifest.json']
        """
        digest = hashlib.sha256()
        firsts: dict[str, list[str]] = {"words": [], "ngrams": []}
        words = {word: [number for row in rows for number in row] for word, rows in self.words.items()}
        for kind, rows in (("words", words), ("ngrams", {ngram: list(row) for ngram, row in self.ngrams.items()})):
            for number, (first, data) in enumerate(_shards(rows)):
                firsts[kind].append(first)
                digest.update(data)
                yield f"{kind}/{number}.json", data
        for number, at in enumerate(range(0, len(self._documents), TITLES)):
            idents = [document.id for document in self._documents[at : at + TITLES]]
            data = _json([[ident, title(ident)] for ident in idents])
            digest.update(data)
            yield f"titles/{number}.json", data
        manifest = {
            "format": FORMAT,
            "documents": [
                [sum(len(block) for block in document.blocks if block.is_kept), document.date]
                for document in self._documents
            ],
            "words": len(words),
            "shards": firsts,
            "titles": TITLES,
            "ngrams": {"longest": LONGEST_NGRAM, "documents": NGRAM_DOCUMENTS},
        }
        digest.update(_json(manifest))
        yield "manifest.json", _json({**manifest, "digest": digest.hexdigest()[:16]})

    def _part(self, labels: str | Collection[str], choice: Mapping[str, Any]) -> Subcorpus:
        return Subcorpus.choose(self._documents, labels, **choice)


def _words_of(document: TokenizedDocument) -> Counter[str]:
    words: Counter[str] = Counter()
    for block in document.blocks:
        if block.is_kept:
            words.update(block.folds)
    return words


def _shards(rows: Mapping[str, object]) -> Iterator[tuple[str, bytes]]:
    """Put rows together to files, and yield the first word of each file with its bytes."""
    held: dict[str, object] = {}
    size = 0
    for word, row in rows.items():
        length = len(_json({word: row}))
        if held and size + length > SHARD_BYTES:
            yield next(iter(held)), _json(held)
            held, size = {}, 0
        held[word] = row
        size += length
    if held:
        yield next(iter(held)), _json(held)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
