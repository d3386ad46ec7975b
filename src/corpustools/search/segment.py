"""A segment of the static index: what some documents give to it, whatever other documents there are."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from operator import ne
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpustools.search.encoding import (
    Numbers,
    fixed,
    front_coded_all,
    stable_order,
    text,
    varint,
    varints,
)
from corpustools.search.indexed import IndexedDocument, Tokens
from corpustools.search.query import MOST_PLACES
from corpustools.search.ranks import ranks
from corpustools.search.texts import KEPT_NUMBERS, LABEL_NAMES
from corpustools.text.tokens import fold

SIDES = ("left", "right")

RANKS = 2_048
"""How many places one file of ranks has."""


class Coded(Protocol):
    """Bytes, or what reads them where they are."""

    def __getitem__(self, part: slice, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Words:
    """The words of some documents in the order of Unicode, and of each what is known of it, in bytes.

    An *entry* is the word, without what it shares with the one before, and a *body*: how many tokens the word has, the
    length of the rest, and its places by form and label. ``starts`` and ``bodies`` say where in ``coded`` each entry
    and each body begins, and ``firsts`` which number its first token has; two of the three have one more at the end.
    ``kept`` counts the tokens in articles. Beside other segments ``words`` are left out: there it is known which.
    """

    words: tuple[str, ...]
    coded: Coded
    starts: NDArray[np.int32]
    bodies: NDArray[np.int32]
    firsts: NDArray[np.int32]
    kept: NDArray[np.int32]

    def bodies_by_word(self) -> dict[str, bytes]:
        """Return the body of each word: where it changes, what is known of the word does.

        >>> sorted(segment_of([Tokens(((5, 3),), "the old town")]).words.bodies_by_word())
        ['old', 'the', 'town']
        """
        edges = zip(self.words, self.bodies.tolist(), self.starts[1:].tolist(), strict=True)
        coded = self.coded[0 : int(self.starts[-1])]
        return {word: coded[start:end] for word, start, end in edges}


@dataclass(frozen=True, slots=True)
class Indexed:
    """What the files that segments share are made of: a segment's documents and words.

    The digest is of its own files, and of what it gives to those that segments share but for facets.

    ``rank_bytes`` says how many bytes a rank has.
    """

    documents: tuple[IndexedDocument, ...]
    words: Words
    rank_bytes: int
    digest: str

    @property
    def files(self) -> list[str]:
        """The names of the segment's own files."""
        texts = [f"{folder}/{number}.json" for number, one in enumerate(self.documents) for folder in one.texts]
        ranked = -(-int(self.words.firsts[-1]) // RANKS)
        return [*texts, "sentences.bin", *(f"{side}/{number}.bin" for side in SIDES for number in range(ranked))]


@dataclass(frozen=True, slots=True)
class Segment:
    """The words of some documents, the ranks of contexts in the order of the words' places, and the words in order.

    ``stream`` has for each document the number of its blocks, and for each block its label, its length and the words
    as they follow one another: as numbers below 0, -1 the first of :attr:`Words.words`. ``ends`` says where it ends.
    ``sentences`` has for each document the number of its blocks, and those of each (:class:`Tokens`).
    """

    words: Words
    left: Numbers
    right: Numbers
    stream: NDArray[np.int32]
    ends: Numbers
    sentences: bytes

    @property
    def rank_bytes(self) -> int:
        """How many bytes a rank has."""
        return 3 if len(self.left) < 1 << 24 else 4

    def own_files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the name and the bytes of the file of sentences, and of each file of ranks."""
        yield "sentences.bin", self.sentences
        for name, found in zip(SIDES, (self.left, self.right), strict=True):
            for number, at in enumerate(range(0, len(found), RANKS)):
                yield f"{name}/{number}.bin", fixed(found[at : at + RANKS], self.rank_bytes)

    def indexed(self, documents: Sequence[IndexedDocument]) -> Indexed:
        """Return what is needed of it, and of its documents, beside other segments."""
        digest = hashlib.sha256(repr([sorted(document.texts.items()) for document in documents]).encode())
        for _, data in self.own_files():
            digest.update(data)
        digest.update(self.words.coded[:])
        return Indexed(tuple(documents), self.words, self.rank_bytes, digest.hexdigest()[:16])


def segment_of(tokens_of: Sequence[Tokens]) -> Segment:
    """Index some documents.

    >>> segment = segment_of([Tokens(((5, 5),), "The town the quiet town")])
    >>> segment.words.words, segment.stream.tolist()
    (('quiet', 'the', 'town'), [1, 5, 5, -2, -3, -2, -1, -3])
    """
    found = " ".join([document.forms for document in tokens_of]).split()
    distinct = sorted(set(found))
    folds = dict(zip(distinct, map(fold, distinct), strict=True))
    # By their folds, and of equal ones as they are.
    forms = sorted(distinct, key=folds.__getitem__)
    in_order = list(map(folds.__getitem__, forms))
    words = tuple(dict.fromkeys(in_order))
    words_by_form = np.cumsum([1, *map(ne, in_order[1:], in_order)]) - 1 if forms else np.zeros(0, np.int64)
    form_numbers = dict(zip(forms, count(), strict=False))
    tokens = np.fromiter(map(form_numbers.__getitem__, found), np.int64, len(found))
    # Each of them is a string of its own.
    del found
    blocks = np.array([block for document in tokens_of for block in document.blocks], np.int64).reshape(-1, 2)
    lengths = blocks[:, 1]
    words_of_tokens = words_by_form[tokens]
    left, right = ranks(words, words_of_tokens, lengths)
    labels = np.repeat(blocks[:, 0], lengths)
    order = stable_order(tokens * len(LABEL_NAMES) + labels)
    placed = _words(words, forms, words_by_form, tokens[order], labels[order], *_places(tokens_of, order))
    stream, ends = _stream(tokens_of, blocks, words_of_tokens)
    sentences = b"".join([varint(len(document.blocks)) + document.sentences for document in tokens_of])
    return Segment(placed, left[order], right[order], stream, ends, sentences)


def _places(tokens_of: Sequence[Tokens], order: Numbers) -> tuple[Numbers, Numbers]:
    """Return of tokens, in an order, the document and the place in it; between blocks places are left out."""
    counts = [sum(length for _, length in document.blocks) for document in tokens_of]
    starts = []
    for document in tokens_of:
        place = 0
        for _, length in document.blocks:
            starts.append(place)
            place += length + MOST_PLACES
    lengths = np.array([length for document in tokens_of for _, length in document.blocks], np.int64)
    inside = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    places = np.repeat(np.array(starts, np.int64), lengths) + inside
    return np.repeat(np.arange(len(tokens_of)), counts)[order], places[order]


def _words(
    words: tuple[str, ...],
    forms: Sequence[str],
    words_by_form: Numbers,
    tokens: Numbers,
    labels: Numbers,
    documents: Numbers,
    places: Numbers,
) -> Words:
    """Write the places of all tokens, which come by word, form, label and place."""
    length = len(tokens)
    if not length:
        nothing = np.zeros(1, np.int32)
        return Words((), b"", nothing, nothing[1:], nothing, nothing[1:])
    of_word = words_by_form[tokens]
    counts = np.bincount(of_word, minlength=len(words))
    kept = np.bincount(of_word[np.isin(labels, KEPT_NUMBERS)], minlength=len(words))
    data, edges = _form_bodies(tokens, labels, documents, places)
    parts: list[bytes] = []
    starts, bodies = [0], []
    size, form = 0, 0
    of_words = np.bincount(words_by_form)
    heads = front_coded_all([word.encode("utf-8", "replace") for word in words])
    for word, head, frequency, number in zip(words, heads, counts.tolist(), of_words.tolist(), strict=True):
        if number == 1 and forms[form] == word:
            # As most words are: of one form, without capitals.
            written = b"\x01\x00" + data[edges[form] : edges[form + 1]]
        else:
            written = varint(number)
            for each in range(form, form + number):
                written += text("" if forms[each] == word else forms[each]) + data[edges[each] : edges[each + 1]]
        form += number
        rest = varint(frequency) + varint(len(written)) + written
        parts += (head, rest)
        bodies.append(size + len(head))
        size += len(head) + len(rest)
        starts.append(size)
    firsts = np.concatenate([[0], np.cumsum(counts)])
    return Words(words, b"".join(parts), *(np.array(each, np.int32) for each in (starts, bodies, firsts, kept)))


def _narrow(numbers: Numbers) -> NDArray[np.int32]:
    return numbers.astype(np.int32)


def _form_bodies(tokens: Numbers, labels: Numbers, documents: Numbers, places: Numbers) -> tuple[bytes, list[int]]:
    """Write the places of all forms, by label, and return where in the bytes those of each form begin, and all end.

    Before those of a form stands how many labels it has, and before those of a label which it is and how many places.
    Places are written by their distances. A lowest bit of 1 says that a number is one of documents, and that the next
    is a place in it.
    """
    groups = np.flatnonzero(np.diff(tokens * len(LABEL_NAMES) + labels, prepend=-1))
    openings = np.flatnonzero(np.diff(tokens, prepend=-1))
    opens_group, opens_form = np.zeros(len(tokens), bool), np.zeros(len(tokens), bool)
    opens_group[groups] = opens_form[openings] = True
    document_steps = np.diff(documents, prepend=0)
    document_steps[groups] = documents[groups]
    is_other = opens_group | (document_steps > 0)
    # Of each token its place, before it what it opens, and all of these one after the other.
    sizes = 1 + is_other + 2 * opens_group + opens_form
    ends = np.cumsum(sizes)
    begins = ends - sizes
    numbers = np.empty(int(ends[-1]), np.int32)
    numbers[begins[openings]] = np.diff(np.searchsorted(groups, [*openings, len(tokens)]))
    numbers[ends[groups] - 4] = labels[groups]
    numbers[ends[groups] - 3] = np.diff(groups, append=len(tokens))
    numbers[ends[is_other] - 2] = document_steps[is_other] << 1 | 1
    numbers[ends - 1] = np.where(is_other, places, np.diff(places, prepend=0) << 1)
    data, number_ends = varints(numbers)
    edges = np.concatenate([[0], number_ends])
    return data, [*edges[begins[openings]].tolist(), len(data)]


def _stream(tokens_of: Sequence[Tokens], blocks: Numbers, words: Numbers) -> tuple[NDArray[np.int32], Numbers]:
    """Put before the words of each block its label and length, and before each document the number of its blocks."""
    numbers = np.array([len(document.blocks) for document in tokens_of], np.int64)
    lengths = blocks[:, 1] + 2
    opening = np.cumsum(numbers) - numbers
    extra = np.zeros(len(blocks) + 1, np.int64)
    np.add.at(extra, opening, 1)
    starts = np.cumsum(extra)[: len(blocks)] + np.cumsum(lengths) - lengths
    ends = np.cumsum(
        np.bincount(np.repeat(np.arange(len(tokens_of)), numbers), lengths, len(tokens_of)).astype(int) + 1
    )
    stream = np.empty(int(ends[-1]) if len(ends) else 0, np.int64)
    is_word = np.ones(len(stream), bool)
    for place, value in ((starts, blocks[:, 0]), (starts + 1, blocks[:, 1])):
        stream[place], is_word[place] = value, False
    begins = np.concatenate([[0], ends[:-1]]) if len(ends) else ends
    stream[begins], is_word[begins] = numbers, False
    stream[is_word] = -1 - words
    return _narrow(stream), ends
