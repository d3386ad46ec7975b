"""The static index of a corpus: files from which a browser answers a query without loading the corpus.

``manifest.json``
    What there is: the labels, how many tokens of each, the values of facets, the first word of each shard.
``documents.bin``, ``sizes.bin``, ``ids.json``
    For each document its facets and the number of its tokens in the article, in blocks of each label, and its id.
``words/N.bin``
    A shard of words in the order of Unicode: of each its forms (with capitals), and of each form, by label, its places.
``left/N.bin``, ``right/N.bin``
    For each place in a shard of words the rank of what stands on that side of it, so that hits are sorted without it.
``texts/N.json``, ``aside/N.json``
    The reading text of each document, its tokens marked: what was kept, and what was set aside.
``streams/N.bin``
    The words of 32 documents as numbers, to count what is near a hit.
``vocabulary/N.bin``
    What the numbers stand for, the commonest words first, each with its frequency in the articles.

Whole numbers are LEB128 varints, texts UTF-8 behind their length. A *place* is a document and the number of a token in
it; between two blocks as many numbers are left out as a query can be long, so that no phrase crosses their edge.
Nothing is compressed: the same corpus gives the same bytes with every version of zlib.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpustools.model.span import BLOCK_LABELS, KEPT, Label
from corpustools.search.query import MOST_PLACES
from corpustools.search.ranks import ranks
from corpustools.search.texts import UNKNOWN, TokenizedBlock, TokenizedDocument

FORMAT = "corpustools/concordance/1"
MARK = "\x7f"
"""What stands between signs and tokens in a stored text. No document shows it: it is a control character."""

SHARD_BYTES = 16_384
STREAM_DOCUMENTS = 32
VOCABULARY_WORDS = 2_048

_NUMBERS: Mapping[Label, int] = {label: number for number, label in enumerate(BLOCK_LABELS)}

# The places of one form in blocks of one label: document, place in it, number of the token in the corpus.
Places = list[tuple[int, int, int]]


@dataclass(slots=True)
class _Word:
    """A word of the index: its places by form and label, how many they are, and how many in articles."""

    places: dict[str, dict[int, Places]] = field(default_factory=dict)
    count: int = 0
    kept: int = 0


def index_files(documents: Sequence[TokenizedDocument]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file of the index of these documents, the manifest last.

    >>> import corpustools
    >>> from corpustools.search.texts import tokenize
    >>> page = tokenize(corpustools.read("The town is quiet today, and nobody knows for how long."))
    >>> [name for name, _ in index_files([page])]
    ['documents.bin', 'ids.json', 'sizes.bin', 'texts/0.json', 'words/0.bin', 'left/0.bin', 'right/0.bin',
     'vocabulary/0.bin', 'streams/0.bin', 'manifest.json']
    """
    digest = hashlib.sha256()

    def noted(name: str, data: bytes) -> tuple[str, bytes]:
        digest.update(f"{name} {len(data)} ".encode() + data)
        return name, data

    facets = {name: sorted({getattr(document, name) for document in documents}) for name in ("publisher", "language")}
    yield noted("documents.bin", _facet_rows(documents, facets))
    yield noted("ids.json", _json([document.id for document in documents]))
    yield noted("sizes.bin", b"".join(varint(size) for document in documents for size in _sizes(document)))
    for number, document in enumerate(documents):
        for name, kept in (("texts", True), ("aside", False)):
            data = _text(document, kept=kept)
            if data is not None:
                yield noted(f"{name}/{number}.json", data)
    words, contexts = _words(documents), ranks([block.folds for document in documents for block in document.blocks])
    by_frequency = sorted(words, key=lambda word: (-words[word].count, word))
    ids = {word: number for number, word in enumerate(by_frequency)}
    width = 3 if sum(word.count for word in words.values()) < 1 << 24 else 4
    firsts = []
    for number, shard in enumerate(_shards(words, ids)):
        firsts.append(shard[0][0])
        yield noted(f"words/{number}.bin", b"".join(_fronted(shard)))
        tokens = [token for word, _ in shard for _, _, token in _in_file_order(words[word].places)]
        for name, context in zip(("left", "right"), contexts, strict=True):
            data = b"".join(context[token].to_bytes(width, "little") for token in tokens)
            yield noted(f"{name}/{number}.bin", data)
    for number, at in enumerate(range(0, len(by_frequency), VOCABULARY_WORDS)):
        chunk = by_frequency[at : at + VOCABULARY_WORDS]
        yield noted(f"vocabulary/{number}.bin", b"".join(_text_of(word) + varint(words[word].kept) for word in chunk))
    for number, at in enumerate(range(0, len(documents), STREAM_DOCUMENTS)):
        yield noted(f"streams/{number}.bin", b"".join(_stream(documents[at : at + STREAM_DOCUMENTS], ids)))
    manifest = {
        "format": FORMAT,
        "documents": len(documents),
        "labels": [label.value for label in BLOCK_LABELS],
        "kept": [_NUMBERS[label] for label in BLOCK_LABELS if label in KEPT],
        "tokens": [sum(column) for column in zip(*map(_sizes, documents), strict=True)] or [0] * len(BLOCK_LABELS),
        "facets": facets,
        "words": len(words),
        "shards": firsts,
        "gap": MOST_PLACES,
        "rank_bytes": width,
        "vocabulary_words": VOCABULARY_WORDS,
        "stream_documents": STREAM_DOCUMENTS,
        "digest": digest.hexdigest()[:16],
    }
    yield "manifest.json", _json(manifest)


def varint(number: int) -> bytes:
    """Write a whole number, seven bits to a byte, the lowest first, all bytes but the last marked (LEB128).

    >>> varint(5), varint(300)
    (b'\\x05', b'\\xac\\x02')
    """
    if number < 0x80:
        return bytes((number,))
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def places_of(document: TokenizedDocument) -> Iterator[tuple[TokenizedBlock, int]]:
    """Yield the blocks of a document, each with the number of its first token."""
    at = 0
    for block in document.blocks:
        yield block, at
        at += len(block) + MOST_PLACES


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _text_of(text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    return varint(len(data)) + data


def _sizes(document: TokenizedDocument) -> list[int]:
    sizes = [0] * len(BLOCK_LABELS)
    for block in document.blocks:
        sizes[_NUMBERS[block.label]] += len(block)
    return sizes


def _facet_rows(documents: Iterable[TokenizedDocument], facets: Mapping[str, Sequence[str]]) -> bytes:
    """Write of each document its publisher and language, its date as digits, and its tokens in the article."""
    numbers = {name: {value: number for number, value in enumerate(values)} for name, values in facets.items()}
    rows = []
    for document in documents:
        date = "0" if document.date == UNKNOWN else document.date.replace("-", "").ljust(8, "0")
        rows.append(varint(numbers["publisher"][document.publisher]))
        rows.append(varint(numbers["language"][document.language]))
        rows.append(varint(int(date)))
        rows.append(varint(sum(len(block) for block in document.blocks if block.label in KEPT)))
    return b"".join(rows)


def _text(document: TokenizedDocument, *, kept: bool) -> bytes | None:
    """Write the blocks that were kept, or those set aside, and which blocks there are; nothing where none is."""
    passages = [
        {
            "block": number,
            "anchor": block.anchor,
            "text": _marked(block),
            # What the text shows as it was read, and what it shows for something else: [shown, from, to].
            "from": _offsets(block),
        }
        for number, block in enumerate(document.blocks)
        if (block.label in KEPT) is kept
    ]
    if not passages and not kept:
        return None
    value = {
        "id": document.id,
        "title": document.title,
        "blocks": [[_NUMBERS[block.label], len(block)] for block in document.blocks],
        "passages": passages,
    }
    return _json(value)


def _marked(block: TokenizedBlock) -> str:
    """Return the text of a block, signs and tokens by turns, with a mark where one of them ends.

    Of tokens with a space between no edge is marked: there is no space in a token.
    """
    text = block.view.text.replace(MARK, "\N{SYMBOL FOR DELETE}")
    edges = [0, *(edge for pair in zip(block.starts, block.ends, strict=True) for edge in pair), len(text)]
    parts = [text[start:end] for start, end in pairwise(edges)]
    inner = (
        f"{token}{gap if gap == ' ' else MARK + gap + MARK}"
        for token, gap in zip(parts[1::2], parts[2:-1:2], strict=False)
    )
    return f"{parts[0]}{MARK}{''.join(inner)}{parts[-2]}{MARK}{parts[-1]}"


def _offsets(block: TokenizedBlock) -> list[list[int]]:
    """Say where in the text as read a block's characters come from: a row for each piece of its view.

    A row is the first shown character, where the piece starts in the text as read, and, of a repair, where it ends.
    """
    rows, shown = [], 0
    for piece in block.view.pieces:
        rows.append([shown, piece.start] if piece.literal else [shown, piece.start, piece.end])
        shown += len(piece.text)
    return rows


def _words(documents: Sequence[TokenizedDocument]) -> dict[str, _Word]:
    """Collect the places of every word."""
    words: dict[str, _Word] = {}
    token = 0
    for number, document in enumerate(documents):
        for block, first in places_of(document):
            label, kept = _NUMBERS[block.label], block.label in KEPT
            for offset, (form, fold) in enumerate(zip(block.forms, block.folds, strict=True)):
                word = words.get(fold)
                if word is None:
                    word = words[fold] = _Word()
                word.places.setdefault(form, {}).setdefault(label, []).append((number, first + offset, token))
                word.count += 1
                word.kept += kept
                token += 1
    return words


def _in_file_order(places: Mapping[str, Mapping[int, Places]]) -> Iterator[tuple[int, int, int]]:
    """Yield the places of a word in the order in which its shard has them."""
    for form in sorted(places):
        for label in sorted(places[form]):
            yield from places[form][label]


def _shards(words: Mapping[str, _Word], ids: Mapping[str, int]) -> Iterator[list[tuple[str, bytes]]]:
    """Put words and what is known of them into shards; a word as large as a shard has one of its own."""
    shard: list[tuple[str, bytes]] = []
    size = 0
    for word in sorted(words):
        body = _body(words[word], ids[word])
        if shard and size + len(body) > SHARD_BYTES:
            yield shard
            shard, size = [], 0
        shard.append((word, body))
        size += len(body)
    if shard:
        yield shard


def _body(word: _Word, ident: int) -> bytes:
    """Write what is known of a word: its number, its places by form and label."""
    parts = [varint(len(word.places))]
    for form in sorted(word.places):
        parts += [_text_of(form), varint(len(word.places[form]))]
        for label in sorted(word.places[form]):
            places = word.places[form][label]
            parts += [varint(label), varint(len(places)), *_places(places)]
    body = b"".join(parts)
    return varint(ident) + varint(word.count) + varint(len(body)) + body


def _places(places: Places) -> Iterator[bytes]:
    """Write places by their distances: a lowest bit of 1 says that a number is one of documents."""
    document, place = 0, 0
    for number, (next_document, next_place, _) in enumerate(places):
        if number == 0 or next_document != document:
            yield varint((next_document - document) << 1 | 1)
            yield varint(next_place)
        else:
            yield varint((next_place - place) << 1)
        document, place = next_document, next_place


def _fronted(shard: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Write words without what they share with the one before, counted in bytes."""
    before = b""
    for word, body in shard:
        data = word.encode("utf-8", "replace")
        shared = next(
            (at for at, (a, b) in enumerate(zip(before, data, strict=False)) if a != b), min(len(before), len(data))
        )
        yield varint(shared) + varint(len(data) - shared) + data[shared:] + body
        before = data


def _stream(documents: Iterable[TokenizedDocument], ids: Mapping[str, int]) -> Iterator[bytes]:
    """Write documents as the numbers of their words: of each its blocks, of each block its label and words."""
    for document in documents:
        yield varint(len(document.blocks))
        for block in document.blocks:
            yield varint(_NUMBERS[block.label]) + varint(len(block))
            yield from (varint(ids[fold]) for fold in block.folds)
