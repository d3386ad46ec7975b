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
from itertools import pairwise

from corpustools.model.span import BLOCK_LABELS, KEPT, Label
from corpustools.search.postings import Postings, fixed, text, varint
from corpustools.search.query import MOST_PLACES
from corpustools.search.ranks import ranks
from corpustools.search.texts import UNKNOWN, TokenizedBlock, TokenizedDocument

FORMAT = "corpustools/concordance/1"
MARK = "\x7f"
"""What stands between signs and tokens in a stored text. No document shows it: it is a control character."""

STREAM_DOCUMENTS = 32
VOCABULARY_WORDS = 2_048

_NUMBERS: Mapping[Label, int] = {label: number for number, label in enumerate(BLOCK_LABELS)}


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
    postings = Postings(documents)
    contexts = ranks([block.folds for document in documents for block in document.blocks])
    width = 3 if len(postings.documents) < 1 << 24 else 4
    firsts = []
    for number, shard in enumerate(postings.shards()):
        firsts.append(shard.first)
        yield noted(f"words/{number}.bin", shard.data)
        for name, context in zip(("left", "right"), contexts, strict=True):
            yield noted(f"{name}/{number}.bin", fixed(context[shard.tokens], width))
    words = postings.by_frequency
    for number, at in enumerate(range(0, len(words), VOCABULARY_WORDS)):
        chunk = words[at : at + VOCABULARY_WORDS]
        yield noted(f"vocabulary/{number}.bin", b"".join(text(word) + varint(postings.kept[word]) for word in chunk))
    codes = {word: varint(number) for word, number in postings.numbers.items()}
    for number, at in enumerate(range(0, len(documents), STREAM_DOCUMENTS)):
        yield noted(f"streams/{number}.bin", b"".join(_stream(documents[at : at + STREAM_DOCUMENTS], codes)))
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


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


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


def _stream(documents: Iterable[TokenizedDocument], codes: Mapping[str, bytes]) -> Iterator[bytes]:
    """Write documents as the numbers of their words: of each its blocks, of each block its label and words."""
    for document in documents:
        yield varint(len(document.blocks))
        for block in document.blocks:
            yield varint(_NUMBERS[block.label]) + varint(len(block))
            yield b"".join([codes[fold] for fold in block.folds])
