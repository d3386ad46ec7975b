"""The static index of a corpus: files from which a browser answers a query without loading the corpus.

``manifest.json``
    What there is: labels and how many tokens of each, the values of facets, segments, the first word of each shard.
``documents.bin``, ``sizes.bin``, ``ids.json``
    For each document its facets and the number of its tokens in the article, in blocks of each label, and its id.
``words/SHARD.bin``
    A shard of words in the order of Unicode: for each segment its words, of each word its forms (with capitals), and of
    each form, by label, its places. Its name is the CRC-32 of what the manifest says that it begins with.
``firsts/N.bin``
    For some shards, in their order, the number of the first token of each segment that is in a shard or after it: where
    its ranks are.
``endings/SHARD.bin``
    A shard of words in the order of their endings, to look up what ends in some letters.
``streams/SEGMENT/N.bin``
    The words of a few documents as numbers, to count what is near a hit.
``vocabulary/N.bin``
    What the numbers stand for, the commoner words first, each with its frequency in the articles.
``segments/SEGMENT/texts/N.json``, ``segments/SEGMENT/aside/N.json``
    The reading text of each document of a segment, its tokens marked: what was kept, and what was set aside.
``segments/SEGMENT/sentences.bin``
    For each document the number of its blocks, for each block that of its sentences, and for each of these that of its
    tokens: what a query in CQL has to know of tokens that it does not name.
``segments/SEGMENT/left/N.bin``, ``segments/SEGMENT/right/N.bin``
    For each token of a segment, in the order of its places in the shards, the rank of what stands on that side of it
    among all tokens of the segment. Hits are sorted by it without their texts; between segments the texts decide.

A segment is some hundred documents that follow one another: see :mod:`corpustools.search.segmenting`. What stands below
its name depends on no other document, so that it is not made again when others change. The files that are of all
segments are made anew, but most have the bytes that they had: where words are cut into shards, and which number a word
has, a word more or less hardly changes (:mod:`corpustools.search.sharding`, :mod:`corpustools.search.numbering`).

Whole numbers are LEB128 varints, texts UTF-8 behind their length. A *place* is a document and the number of a token in
it; between two blocks as many numbers are left out as a query can be long, so that no phrase crosses their edge.
Nothing is compressed: the same corpus gives the same bytes with every version of zlib.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from corpustools.search.encoding import Numbers, varints
from corpustools.search.indexed import IndexedDocument, Tokens
from corpustools.search.marked import as_json, text_files
from corpustools.search.query import MOST_PLACES
from corpustools.search.segment import RANKS, Indexed, Segment, segment_of
from corpustools.search.segmenting import segments
from corpustools.search.sharding import Shard
from corpustools.search.texts import KEPT_NUMBERS, LABEL_NAMES, UNKNOWN, TokenizedDocument
from corpustools.search.vocabulary import FIRSTS, NUMBERS, Lexicon, Places, Vocabulary

FORMAT = "corpustools/concordance/5"

STREAM_DOCUMENTS = 2
"""How many documents one file of streams has: few, since most words are in few documents."""

Said = tuple[NDArray[np.int32], NDArray[np.int32]]
"""What the vocabulary says of each word: its number, and how often it is in articles."""


def index_files(documents: Sequence[TokenizedDocument]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file of the index of these documents, the manifest last.

    >>> import corpustools
    >>> from corpustools.search.texts import tokenize
    >>> page = tokenize(corpustools.read("The town is quiet today, and nobody knows for how long.", id="page"))
    >>> [name for name, _ in index_files([page])]
    ['segments/page/texts/0.json', 'segments/page/sentences.bin', 'segments/page/left/0.bin',
     'segments/page/right/0.bin', 'documents.bin', 'ids.json', 'sizes.bin', 'words/e8b7be43.bin',
     'firsts/0.bin', 'endings/98dd4acc.bin', 'vocabulary/0.bin', 'streams/page/0.bin', 'manifest.json']
    """
    by_id = {document.id: document for document in documents}
    lexicon, numbers = Lexicon(), []
    made: dict[str, Segment] = {}
    indexed = {}
    for idents in segments(sorted(by_id)):
        name, found = idents[0], []
        for number, ident in enumerate(idents):
            texts = text_files(by_id[ident])
            found.append(IndexedDocument.of(by_id[ident], texts))
            yield from ((f"segments/{name}/{folder}/{number}.json", data) for folder, data in texts.items())
        made[name] = segment_of([Tokens.of(by_id[ident]) for ident in idents])
        indexed[name] = made[name].indexed(found)
        numbers.append(lexicon.numbers(made[name].words.words))
        yield from ((f"segments/{name}/{file}", data) for file, data in made[name].own_files())
    shared = SharedFiles(indexed, *lexicon.in_order(numbers))
    yield from shared.files()
    stream_bytes = 0
    for name, own in shared.numbers.items():
        for file, data in stream_files(made[name].stream, made[name].ends, own):
            stream_bytes += len(data)
            yield f"streams/{name}/{file}", data
    yield "manifest.json", shared.manifest(stream_bytes)


class SharedFiles:
    """The files that are of all segments together.

    ``words`` are those of all segments in order, and ``places`` has of each segment where its own are among them.
    ``endings`` are the openings of the shards of endings by their files, where they are known: they follow from the
    words.
    """

    def __init__(
        self,
        indexed: Mapping[str, Indexed],
        words: Sequence[str],
        places: Sequence[Places],
        endings: Mapping[str, str] | None = None,
    ) -> None:
        self._indexed, self._endings = indexed, endings
        self._vocabulary = Vocabulary([segment.words for segment in indexed.values()], words, places)
        self._documents = [document for segment in indexed.values() for document in segment.documents]
        self._facets = {
            name: sorted({getattr(document, name) for document in self._documents})
            for name in ("publisher", "language")
        }
        sizes = np.array([document.sizes for document in self._documents], np.int64)
        self._sizes = sizes.reshape(-1, len(LABEL_NAMES))

    @property
    def numbers(self) -> dict[str, Numbers]:
        """The numbers that the words of each segment have in its streams."""
        places = zip(self._indexed, self._vocabulary.places, strict=True)
        return {name: self._vocabulary.numbers[own] for name, own in places}

    @cached_property
    def _of_documents(self) -> dict[str, bytes]:
        kept = self._sizes[:, KEPT_NUMBERS].sum(1).tolist()
        return {
            "documents.bin": _facet_rows(self._documents, kept, self._facets),
            "ids.json": as_json([document.id for document in self._documents]),
            "sizes.bin": varints(self._sizes.reshape(-1))[0],
        }

    @property
    def shards(self) -> dict[str, tuple[str, str]]:
        """The first and the last word of each shard of words, by the name of its file."""
        words = self._vocabulary.words
        return {_file(shard): (words[shard.first], words[shard.last - 1]) for shard in self._vocabulary.shards}

    @property
    def endings(self) -> Mapping[str, str]:
        """The opening of each shard of endings, by the name of its file."""
        if self._endings is None:
            self._endings = {f"endings/{shard.name}.bin": shard.opening for shard, _ in self._vocabulary.endings}
        return self._endings

    @property
    def entries(self) -> Said:
        """What the vocabulary says of each word: its number, and how often it is in articles."""
        return self._vocabulary.numbers.astype(np.int32), self._vocabulary.kept.astype(np.int32)

    def same_vocabulary(self, before: Said) -> set[str]:
        """Return the names of files of the vocabulary that say what others did, of which this was said of each word."""
        (numbers, kept), (numbers_before, kept_before) = self.entries, before
        is_other = (numbers != numbers_before) | (kept != kept_before)
        moved = np.concatenate([numbers[is_other], numbers_before[is_other]]) // NUMBERS
        return set(map(vocabulary_file, set(range(self._vocabulary.number_of_files)) - set(moved.tolist())))

    def files(self, without: Collection[str] = ()) -> Iterator[tuple[str, bytes]]:
        """Yield the name and the bytes of each file but those of streams, the manifest, and those left out."""
        yield from self._of_documents.items()
        shards = [shard for shard in self._vocabulary.shards if _file(shard) not in without]
        for shard, data in zip(shards, self._vocabulary.places_of_words(shards), strict=True):
            yield _file(shard), data
        for number, data in enumerate(self._vocabulary.first_tokens()):
            yield f"firsts/{number}.bin", data
        if not all(name in without for name in self.endings):
            for shard, data in self._vocabulary.endings:
                yield f"endings/{shard.name}.bin", data
        numbers = range(self._vocabulary.number_of_files)
        for number, data in self._vocabulary.files({each for each in numbers if vocabulary_file(each) in without}):
            yield vocabulary_file(number), data

    def manifest(self, stream_bytes: int) -> bytes:
        """Return the manifest; its digest is another where any file is but those below the name of a segment."""
        manifest = {
            "format": FORMAT,
            "documents": len(self._documents),
            "segments": [
                {
                    "name": name,
                    "documents": len(segment.documents),
                    "rank_bytes": segment.rank_bytes,
                    "v": segment.digest,
                }
                for name, segment in self._indexed.items()
            ],
            "labels": list(LABEL_NAMES),
            "kept": list(KEPT_NUMBERS),
            "tokens": self._sizes.sum(0).tolist(),
            "facets": self._facets,
            "words": len(self._vocabulary.words),
            "numbers": self._vocabulary.most_numbers,
            "shards": [shard.opening for shard in self._vocabulary.shards],
            "endings": list(self.endings.values()),
            "gap": MOST_PLACES,
            "ranks": RANKS,
            "firsts": FIRSTS,
            "vocabulary_numbers": NUMBERS,
            "stream_documents": STREAM_DOCUMENTS,
            "stream_bytes": stream_bytes,
        }
        # What the words' files have follows from the segments, whose digests are in it.
        digest = hashlib.sha256(as_json(manifest))
        for name, data in self._of_documents.items():
            digest.update(f"{name} {len(data)} ".encode() + data)
        return as_json({**manifest, "digest": digest.hexdigest()[:16]})


def vocabulary_file(number: int) -> str:
    """Return the name of a file of the vocabulary."""
    return f"vocabulary/{number}.bin"


def _file(shard: Shard) -> str:
    return f"words/{shard.name}.bin"


def _facet_rows(
    documents: Iterable[IndexedDocument], kept: Iterable[int], facets: Mapping[str, Sequence[str]]
) -> bytes:
    """Write of each document its publisher and language, its date as digits, and its tokens in the article."""
    numbers = {name: {value: number for number, value in enumerate(values)} for name, values in facets.items()}
    rows: list[int] = []
    for document, tokens in zip(documents, kept, strict=True):
        date = "0" if document.date == UNKNOWN else document.date.replace("-", "").ljust(8, "0")
        named = numbers["publisher"][document.publisher], numbers["language"][document.language]
        rows += (*named, int(date), tokens)
    return varints(np.array(rows, np.int64))[0]


def stream_files(stream: NDArray[np.int32], ends: Numbers, numbers: Numbers) -> Iterator[tuple[str, bytes]]:
    """Yield the stream of a segment in files, its words by the numbers that they have among those of all segments."""
    is_word = stream < 0
    found = stream.astype(np.int64)
    found[is_word] = numbers[-1 - stream[is_word]]
    data, edges = varints(found)
    cuts = [0, *ends[STREAM_DOCUMENTS - 1 : -1 : STREAM_DOCUMENTS].tolist(), len(stream)]
    places = [0, *edges.tolist()]
    for number, (first, last) in enumerate(pairwise(cuts)):
        yield f"{number}.bin", data[places[first] : places[last]]
