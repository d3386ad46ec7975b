"""The places of words, as the static index stores them: see :mod:`corpustools.search.index`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpustools.model.span import BLOCK_LABELS, KEPT
from corpustools.search.query import MOST_PLACES
from corpustools.search.texts import TokenizedDocument
from corpustools.text.tokens import fold

SHARD_BYTES = 16_384
"""How large a shard of words is at most, if it holds more than one."""

Numbers = NDArray[np.int64]


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


def text(value: str) -> bytes:
    """Write a text in UTF-8 behind its length in bytes.

    >>> text("é")
    b'\\x02\\xc3\\xa9'
    """
    data = value.encode("utf-8", "replace")
    return varint(len(data)) + data


@dataclass(frozen=True, slots=True)
class Shard:
    """Some words: the first of them, the bytes of all, and their tokens in the order of the bytes."""

    first: str
    data: bytes
    tokens: list[int]


class Postings:
    """Where each word of a corpus stands, by form and by the number of a label.

    Tokens are numbered through the corpus. ``documents`` and ``places`` say of each where it is: in which document,
    and where in that, with numbers left out between blocks.
    """

    def __init__(self, documents: Iterable[TokenizedDocument]) -> None:
        self.documents: list[int] = []
        self.places: list[int] = []
        by_label: list[defaultdict[str, list[int]]] = [defaultdict(list) for _ in BLOCK_LABELS]
        numbers = {label: number for number, label in enumerate(BLOCK_LABELS)}
        token = 0
        for number, document in enumerate(documents):
            place = 0
            for block in document.blocks:
                tokens = by_label[numbers[block.label]]
                for form in block.forms:
                    tokens[form].append(token)
                    token += 1
                self.documents += [number] * len(block)
                self.places += range(place, place + len(block))
                place += len(block) + MOST_PLACES
        forms: dict[str, list[tuple[int, list[int]]]] = {}
        for label, found in enumerate(by_label):
            for form, listed in found.items():
                forms.setdefault(form, []).append((label, listed))
        self.words: dict[str, list[str]] = {}
        for form in sorted(forms):
            self.words.setdefault(fold(form), []).append(form)
        self.forms = forms
        self.counts = {word: self._count(word, range(len(BLOCK_LABELS))) for word in self.words}
        kept = [number for label, number in numbers.items() if label in KEPT]
        self.kept = {word: self._count(word, kept) for word in self.words}
        self.by_frequency = sorted(self.words, key=lambda word: (-self.counts[word], word))
        self.numbers = {word: number for number, word in enumerate(self.by_frequency)}

    def _count(self, word: str, labels: Sequence[int]) -> int:
        return sum(len(tokens) for form in self.words[word] for label, tokens in self.forms[form] if label in labels)

    def shards(self) -> Iterator[Shard]:
        """Yield the words in the order of Unicode, in shards; a word as large as a shard has one of its own."""
        words: list[str] = []
        bodies: list[bytes] = []
        size = 0
        for word in sorted(self.words):
            body = self._body(word)
            if words and size + len(body) > SHARD_BYTES:
                yield self._shard(words, bodies)
                words, bodies, size = [], [], 0
            words.append(word)
            bodies.append(body)
            size += len(body)
        if words:
            yield self._shard(words, bodies)

    def _shard(self, words: list[str], bodies: list[bytes]) -> Shard:
        """Put words together, each without the bytes that it shares with the one before."""
        parts, before = [], b""
        for word, body in zip(words, bodies, strict=True):
            data = word.encode("utf-8", "replace")
            shared = 0
            while shared < min(len(before), len(data)) and before[shared] == data[shared]:
                shared += 1
            parts += [varint(shared), varint(len(data) - shared), data[shared:], body]
            before = data
        tokens = [
            token for word in words for form in self.words[word] for _, listed in self.forms[form] for token in listed
        ]
        return Shard(words[0], b"".join(parts), tokens)

    def _body(self, word: str) -> bytes:
        """Write what is known of a word: its number, how often it occurs, its places by form and label."""
        parts = [varint(len(self.words[word]))]
        for form in self.words[word]:
            parts += [text(form), varint(len(self.forms[form]))]
            for label, tokens in self.forms[form]:
                parts += [varint(label), varint(len(tokens)), self._places(tokens)]
        body = b"".join(parts)
        return varint(self.numbers[word]) + varint(self.counts[word]) + varint(len(body)) + body

    def _places(self, tokens: list[int]) -> bytes:
        """Write places by their distances: a lowest bit of 1 says that a number is one of documents."""
        out = bytearray()
        last_document, last = -1, 0
        for token in tokens:
            document, place = self.documents[token], self.places[token]
            if document == last_document:
                step = place - last << 1
                if step < 0x80:
                    out.append(step)
                else:
                    out += varint(step)
            else:
                out += varint((document - max(last_document, 0)) << 1 | 1)
                out += varint(place)
            last_document, last = document, place
        return bytes(out)


def fixed(numbers: Numbers, width: int) -> bytes:
    """Write whole numbers of so many bytes each, the lowest first.

    >>> fixed(np.array([1, 258]), 3)
    b'\\x01\\x00\\x00\\x02\\x01\\x00'
    """
    return numbers.astype("<u4").view(np.uint8).reshape(-1, 4)[:, :width].tobytes()
