"""The static index of a corpus: files from which a browser answers a query without loading the corpus.

``manifest.json``
    What there is: labels and how many tokens of each, the values of facets, segments, the first word of each shard.
``documents.bin``, ``sizes.bin``, ``ids.json``
    For each document its facets and the number of its tokens in the article, in blocks of each label, and its id.
``words/N.bin``
    A shard of words in the order of Unicode: for each segment its words, of each word its forms (with capitals), and of
    each form, by label, its places.
``endings/N.bin``
    A shard of words in the order of their endings, to look up what ends in some letters.
``streams/SEGMENT/N.bin``
    The words of a few documents as numbers, to count what is near a hit.
``vocabulary/N.bin``
    What the numbers stand for, the commonest words first, each with its frequency in the articles.
``segments/SEGMENT/texts/N.json``, ``segments/SEGMENT/aside/N.json``
    The reading text of each document of a segment, its tokens marked: what was kept, and what was set aside.
``segments/SEGMENT/left/N.bin``, ``segments/SEGMENT/right/N.bin``
    For each token of a segment, in the order of its places in the shards, the rank of what stands on that side of it
    among all tokens of the segment. Hits are sorted by it without their texts; between segments the texts decide.

A segment is some hundred documents that follow one another: see :mod:`corpustools.search.segmenting`. What stands below
its name depends on no other document, so that it is not made again when others change.

Whole numbers are LEB128 varints, texts UTF-8 behind their length. A *place* is a document and the number of a token in
it; between two blocks as many numbers are left out as a query can be long, so that no phrase crosses their edge.
Nothing is compressed: the same corpus gives the same bytes with every version of zlib.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from corpustools.model.span import BLOCK_LABELS
from corpustools.search.encoding import Numbers, varint, varints
from corpustools.search.marked import as_json, text_files
from corpustools.search.query import MOST_PLACES
from corpustools.search.segment import KEPT_NUMBERS, RANKS, Indexed, IndexedDocument, Segment, Tokens, segment_of
from corpustools.search.segmenting import segments
from corpustools.search.texts import UNKNOWN, TokenizedDocument
from corpustools.search.vocabulary import WORDS, Lexicon, Places, Vocabulary

FORMAT = "corpustools/concordance/2"

STREAM_DOCUMENTS = 2
"""How many documents one file of streams has: few, since most words are in few documents."""

Streams = Callable[[str], tuple[NDArray[np.int32], Numbers]]
"""Gives the stream of a segment and its ends, by its name."""


def index_files(documents: Sequence[TokenizedDocument]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file of the index of these documents, the manifest last.

    >>> import corpustools
    >>> from corpustools.search.texts import tokenize
    >>> page = tokenize(corpustools.read("The town is quiet today, and nobody knows for how long.", id="page"))
    >>> [name for name, _ in index_files([page])]
    ['segments/page/texts/0.json', 'segments/page/left/0.bin', 'segments/page/right/0.bin',
     'documents.bin', 'ids.json', 'sizes.bin', 'words/0.bin', 'endings/0.bin',
     'vocabulary/0.bin', 'streams/page/0.bin', 'manifest.json']
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
        yield from ((f"segments/{name}/{file}", data) for file, data in made[name].rank_files())
    yield from common_files(indexed, *lexicon.in_order(numbers), lambda name: (made[name].stream, made[name].ends))


def common_files(
    indexed: Mapping[str, Indexed], words: Sequence[str], places: Sequence[Places], streams: Streams
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file that is not of one segment alone, the manifest last.

    ``words`` are those of all segments in order, and ``places`` has of each segment where its own are among them.
    """
    digest = hashlib.sha256()

    def noted(name: str, data: bytes) -> tuple[str, bytes]:
        digest.update(f"{name} {len(data)} ".encode() + data)
        return name, data

    documents = [document for segment in indexed.values() for document in segment.documents]
    facets = {name: sorted({getattr(document, name) for document in documents}) for name in ("publisher", "language")}
    sizes = np.array([document.sizes for document in documents], np.int64).reshape(-1, len(BLOCK_LABELS))
    yield noted("documents.bin", _facet_rows(documents, sizes[:, KEPT_NUMBERS].sum(1).tolist(), facets))
    yield noted("ids.json", as_json([document.id for document in documents]))
    yield noted("sizes.bin", varints(sizes.reshape(-1))[0])
    vocabulary = Vocabulary([segment.words for segment in indexed.values()], words, places)
    firsts: dict[str, list[str]] = {"words": [], "endings": []}
    for kind, shards in (("words", vocabulary.shards()), ("endings", vocabulary.endings())):
        for number, (first, data) in enumerate(shards):
            firsts[kind].append(first)
            yield noted(f"{kind}/{number}.bin", data)
    for number, data in enumerate(vocabulary.files()):
        yield noted(f"vocabulary/{number}.bin", data)
    stream_bytes = 0
    for name, own in zip(indexed, vocabulary.places, strict=True):
        for number, data in enumerate(_streams(*streams(name), vocabulary.numbers[own])):
            stream_bytes += len(data)
            yield noted(f"streams/{name}/{number}.bin", data)
    manifest = {
        "format": FORMAT,
        "documents": len(documents),
        "segments": [
            {"name": name, "documents": len(segment.documents), "rank_bytes": segment.rank_bytes, "v": segment.digest}
            for name, segment in indexed.items()
        ],
        "labels": [label.value for label in BLOCK_LABELS],
        "kept": list(KEPT_NUMBERS),
        "tokens": sizes.sum(0).tolist(),
        "facets": facets,
        "words": len(vocabulary.words),
        "shards": firsts["words"],
        "endings": firsts["endings"],
        "gap": MOST_PLACES,
        "ranks": RANKS,
        "vocabulary_words": WORDS,
        "stream_documents": STREAM_DOCUMENTS,
        "stream_bytes": stream_bytes,
    }
    digest.update(as_json(manifest))
    yield "manifest.json", as_json({**manifest, "digest": digest.hexdigest()[:16]})


def _facet_rows(
    documents: Iterable[IndexedDocument], kept: Iterable[int], facets: Mapping[str, Sequence[str]]
) -> bytes:
    """Write of each document its publisher and language, its date as digits, and its tokens in the article."""
    numbers = {name: {value: number for number, value in enumerate(values)} for name, values in facets.items()}
    rows = []
    for document, tokens in zip(documents, kept, strict=True):
        date = "0" if document.date == UNKNOWN else document.date.replace("-", "").ljust(8, "0")
        rows.append(varint(numbers["publisher"][document.publisher]))
        rows.append(varint(numbers["language"][document.language]))
        rows.append(varint(int(date)))
        rows.append(varint(tokens))
    return b"".join(rows)


def _streams(stream: NDArray[np.int32], ends: Numbers, numbers: Numbers) -> Iterator[bytes]:
    """Yield a stream in files, its words by the numbers that they have among those of all segments."""
    is_word = stream < 0
    found = stream.astype(np.int64)
    found[is_word] = numbers[-1 - stream[is_word]]
    data, edges = varints(found)
    cuts = [0, *ends[STREAM_DOCUMENTS - 1 : -1 : STREAM_DOCUMENTS].tolist(), len(stream)]
    places = [0, *edges.tolist()]
    for first, last in pairwise(cuts):
        yield data[places[first] : places[last]]
