"""Queries in CQL, as the Corpus Workbench and Sketch Engine have it: regular expressions over words, and of letters.

A query is a pattern of words, and a word in it a pattern of letters. Both have alternatives, brackets and repetitions,
which are read by the same functions. What is found is what CQP finds by its usual strategy (``standard``, S. Evert and
the CWB Development Team, *CQP Interface and Query Language Manual*): from each word on the shortest, and of those that
end at one word the longest. So ``"a"* "b"`` takes in all of ``a a b``, once, and ``"a" []{0,3} "b"`` ends at the first
``b``. The browser reads and matches in the same way: ``corpustools-cql.js``.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpustools.search.automaton import Automaton, Node
from corpustools.text.tokens import fold

LONGEST_HIT = 100
"""How many words a hit has at most, as CQP has a ``HardBoundary``: what ``[]*`` could go on to otherwise is a text."""


class Letters(NamedTuple):
    """Which letters may stand at one place of a word: by their numbers in Unicode, or all but those.

    >>> Letters(((48, 57), (97, 122))).has("x")
    True
    """

    ranges: tuple[tuple[int, int], ...]
    is_excluded: bool = False

    def has(self, letter: str) -> bool:
        """Whether a letter is one of these.

        >>> Letters(((97, 99),)).has("b"), Letters(((97, 99),), is_excluded=True).has("b")
        (True, False)
        """
        code = ord(letter)
        return any(first <= code <= last for first, last in self.ranges) is not self.is_excluded


class Comparison(NamedTuple):
    """What a word is compared with: a pattern of its letters, and whether capitals are left out of account.

    >>> from corpustools.search.cql_reader import read_cql
    >>> read_cql('"A"%c []').comparisons
    (Comparison(letters=One(symbol=Letters(ranges=((97, 97),), is_excluded=False)), is_folded=True),)
    """

    letters: Node
    is_folded: bool


class Condition(NamedTuple):
    """What is asked of one word: that it ``is`` what a comparison says, ``not`` something, or several things.

    >>> Condition("all", (Condition("is", (), 0), Condition("not", (Condition("is", (), 1),)))).holds([True, False])
    True
    """

    kind: str
    parts: "tuple[Condition, ...]" = ()
    comparison: int = 0

    def holds(self, truths: Sequence[bool]) -> bool:
        """Whether it holds for a word, given what each comparison says of it."""
        if self.kind == "is":
            return truths[self.comparison]
        having = (part.holds(truths) for part in self.parts)
        return all(having) if self.kind == "all" else any(having) if self.kind == "any" else not next(having)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A query in CQL: a pattern whose symbols are the numbers of its conditions.

    From each word on it finds the shortest, of those that end at one word the longest, and none of more than 100 words.

    >>> from corpustools.search.cql_reader import read_cql
    >>> pattern = read_cql('"militar.*"%c []{0,3} "aid" within s')
    >>> len(pattern.conditions), len(pattern.comparisons), pattern.is_within_sentence
    (3, 2, True)
    >>> search = pattern.searcher({"Military", "and", "aid"})
    >>> list(search(["Military", "and", "aid", "and", "aid"], [(0, 5)]))
    [(0, 3)]
    """

    words: Node
    conditions: tuple[Condition, ...]
    comparisons: tuple[Comparison, ...]
    is_within_sentence: bool = False

    def searcher(
        self, vocabulary: Iterable[str]
    ) -> Callable[[Sequence[str], Iterable[tuple[int, int]]], Iterator[tuple[int, int]]]:
        """Return a function that yields where hits begin and end in a list of words, inside stretches of it.

        ``vocabulary`` holds all words there may be, with their capitals.
        """
        masks = self._masks(vocabulary)
        automaton = Automaton(self.words, _is_among)

        def search(words: Sequence[str], stretches: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
            letters = [masks[word] for word in words]
            for first, last in stretches:
                seen = set()
                for at in range(first, last):
                    end = automaton.shortest(letters, at, min(last, at + LONGEST_HIT))
                    if end and end not in seen:
                        seen.add(end)
                        yield at, end

        return search

    def _masks(self, vocabulary: Iterable[str]) -> dict[str, int]:
        """Return of each word which conditions it fulfils, one bit for each."""
        automata = [(Automaton(one.letters, _has), one.is_folded) for one in self.comparisons]
        masks = {}
        for word in vocabulary:
            truths = [each.is_whole(fold(word) if is_folded else word) for each, is_folded in automata]
            masks[word] = sum(each.holds(truths) << number for number, each in enumerate(self.conditions))
        return masks


def _is_among(symbol: object, letter: object) -> bool:
    return bool(isinstance(symbol, int) and isinstance(letter, int) and letter >> symbol & 1)


def _has(symbol: object, letter: object) -> bool:
    return isinstance(symbol, Letters) and isinstance(letter, str) and symbol.has(letter)
