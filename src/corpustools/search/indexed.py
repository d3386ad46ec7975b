"""What the static index keeps of a document."""

import hashlib
from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

from corpustools.search.encoding import varint
from corpustools.search.texts import LABEL_NAMES, TokenizedDocument


class Tokens(NamedTuple):
    """The tokens of a document: of each block the number of its label and its length, and all forms in one string.

    There is no space in a form. ``sentences`` has for each block their number, and the tokens of each, as varints.

    >>> import corpustools
    >>> from corpustools.search.texts import tokenize
    >>> Tokens.of(tokenize(corpustools.read("By Jane Roe\\n\\nThe town is quiet today.")))
    Tokens(blocks=((2, 3), (5, 5)), forms='By Jane Roe The town is quiet today', sentences=b'\\x01\\x03\\x01\\x05')
    """

    blocks: tuple[tuple[int, int], ...]
    forms: str
    sentences: bytes = b""

    @classmethod
    def of(cls, document: TokenizedDocument) -> "Tokens":
        """Keep the tokens of a document, and not where they are in its text."""
        blocks = tuple((block.number, len(block)) for block in document.blocks)
        forms = " ".join(chain.from_iterable([block.forms for block in document.blocks]))
        found = [[last - first for first, last in block.sentences] for block in document.blocks]
        return cls(blocks, forms, b"".join(varint(each) for block in found for each in (len(block), *block)))


class IndexedDocument(NamedTuple):
    """What the index keeps of a document: its facets, its tokens by label, and digests of its texts by their folder.

    >>> import corpustools
    >>> from corpustools.search.marked import text_files
    >>> from corpustools.search.texts import tokenize
    >>> document = tokenize(corpustools.read("The town is quiet today.\\n\\nSubscribe", id="town"))
    >>> kept = IndexedDocument.of(document, text_files(document))
    >>> kept.id, kept.publisher, sum(kept.sizes), sorted(kept.texts)
    ('town', 'unknown', 6, ['aside', 'texts'])
    """

    id: str
    publisher: str
    language: str
    date: str
    sizes: tuple[int, ...]
    texts: Mapping[str, str]

    @classmethod
    def of(cls, document: TokenizedDocument, texts: Mapping[str, bytes]) -> "IndexedDocument":
        """Keep of a document, and of its texts as they are stored, what the index needs."""
        sizes = [0] * len(LABEL_NAMES)
        for block in document.blocks:
            sizes[block.number] += len(block)
        digests = {folder: hashlib.sha256(data).hexdigest()[:16] for folder, data in texts.items()}
        return cls(document.id, document.publisher, document.language, document.date, tuple(sizes), digests)
