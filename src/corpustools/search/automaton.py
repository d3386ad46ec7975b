"""Automata: what a sequence may be, whether of letters in a word or of words in a text, and where it ends.

Python's :mod:`re` and the browsers' expressions differ, and both go back and try again, so that ``(a+)+b`` takes a
minute on thirty letters. Here all ways are gone at once (K. Thompson, "Regular expression search algorithm",
*Communications of the ACM* 11.6, 1968), and what a letter leads to is remembered: time grows with the text alone.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from corpustools.errors import QueryError

MOST_SYMBOLS = 1_000
"""How many letters, or words, a pattern has at most, each counted as often as it may stand there."""

_KEPT = 10_000
"""How many steps are remembered, until all are forgotten: a pattern may have as many as there are sets of states."""

Letter = Hashable


@dataclass(frozen=True, slots=True)
class One:
    """One letter of a sequence; the symbol says which it may be.

    The words of a query in CQL:

    >>> from corpustools.search.cql_reader import read_cql
    >>> read_cql('[lc="a"]').words
    One(symbol=0)
    """

    symbol: Hashable


@dataclass(frozen=True, slots=True)
class InTurn:
    """Parts one after the other.

    The words of a query in CQL:

    >>> from corpustools.search.cql_reader import read_cql
    >>> read_cql('[lc="a"] "b"').words
    InTurn(parts=(One(symbol=0), One(symbol=1)))
    """

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Either:
    """One of several parts.

    The words of a query in CQL:

    >>> from corpustools.search.cql_reader import read_cql
    >>> read_cql('[lc="a"] | "b"').words
    Either(parts=(One(symbol=0), One(symbol=1)))
    """

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Repeated:
    """A part several times, from ``low`` to ``high``, or without an end.

    The words of a query in CQL:

    >>> from corpustools.search.cql_reader import read_cql
    >>> read_cql('[lc="a"]{2,}').words
    Repeated(part=One(symbol=0), low=2, high=None)
    """

    part: "Node"
    low: int
    high: int | None


Node = One | InTurn | Either | Repeated
"""What a sequence may be."""


def size(node: Node) -> int:
    """Return how many symbols a pattern has where each repetition is written out.

    >>> size(Repeated(InTurn((One("a"), One("b"))), 2, 5))
    10
    """
    if isinstance(node, One):
        return 1
    if isinstance(node, Repeated):
        return size(node.part) * (node.low + 1 if node.high is None else node.high)
    return sum(map(size, node.parts))


def needs(node: Node, is_wanted: Callable[[Hashable], bool]) -> bool:
    """Whether each sequence that a pattern fits has one of the wanted symbols.

    >>> needs(Either((One("a"), One("b"))), {"a"}.__contains__), needs(Repeated(One("a"), 1, 2), {"a"}.__contains__)
    (False, True)
    """
    if isinstance(node, One):
        return is_wanted(node.symbol)
    if isinstance(node, Repeated):
        return node.low > 0 and needs(node.part, is_wanted)
    having = (needs(part, is_wanted) for part in node.parts)
    return all(having) if isinstance(node, Either) else any(having)


class Automaton:
    """What a pattern fits; ``fits`` says whether a symbol stands for a letter.

    >>> from operator import eq
    >>> twice = Automaton(Repeated(Either((One("a"), One("b"))), 2, None), eq)
    >>> [word for word in ("a", "ab", "bab", "bac") if twice.is_whole(word)]
    ['ab', 'bab']
    """

    def __init__(self, node: Node, fits: Callable[[Hashable, Letter], bool]) -> None:
        if size(node) > MOST_SYMBOLS:
            raise QueryError(f"a pattern has at most {MOST_SYMBOLS} symbols, not {size(node)}")
        self._fits = fits
        # Of each state the symbol and the state behind it, or those that it is as good as. The first is the end.
        self._symbols: list[tuple[Hashable, int] | None] = [None]
        self._same: list[list[int]] = [[]]
        self._known: dict[int, dict[Letter, int]] = {}
        self._steps = 0
        self._begin = self._closed([self._built(node, 0)])

    def is_whole(self, letters: Iterable[Letter]) -> bool:
        """Whether the pattern fits all the letters together."""
        states = self._begin
        for letter in letters:
            states = self._step(states, letter)
            if not states:
                return False
        return bool(states & 1)

    def shortest(self, letters: Sequence[Letter], at: int, last: int) -> int:
        """Return where what fits from a place on ends first, at the latest before ``last``, or 0 if nothing does.

        >>> from operator import eq
        >>> Automaton(InTurn((One("a"), Repeated(One("b"), 0, 3))), eq).shortest("abbb", 0, 4)
        1
        """
        states = self._begin
        for place in range(at, last):
            states = self._step(states, letters[place])
            if states & 1:
                return place + 1
            if not states:
                return 0
        return 0

    def _step(self, states: int, letter: Letter) -> int:
        known = self._known.setdefault(states, {})
        found = known.get(letter)
        if found is None:
            behind, rest = [], states
            while rest:
                lowest = rest & -rest
                rest ^= lowest
                edge = self._symbols[lowest.bit_length() - 1]
                if edge is not None and self._fits(edge[0], letter):
                    behind.append(edge[1])
            found = self._closed(behind)
            self._steps += 1
            if self._steps % _KEPT == 0:
                self._known.clear()
            known[letter] = found
        return found

    def _closed(self, states: list[int]) -> int:
        """Return the states that these are as good as, one bit for each; the lowest is the end."""
        pending, seen, found = states, set(states), 0
        while pending:
            state = pending.pop()
            if state == 0 or self._symbols[state] is not None:
                found |= 1 << state
            others = [other for other in self._same[state] if other not in seen]
            seen.update(others)
            pending += others
        return found

    def _built(self, node: Node, behind: int) -> int:
        """Add the states of a part, given the one behind it, and return the first of them."""
        if isinstance(node, One):
            return self._added((node.symbol, behind), [])
        if isinstance(node, InTurn):
            for part in reversed(node.parts):
                behind = self._built(part, behind)
            return behind
        if isinstance(node, Either):
            return self._added(None, [self._built(part, behind) for part in node.parts])
        first = behind
        if node.high is None:
            first = self._added(None, [behind])
            self._same[first].append(self._built(node.part, first))
        else:
            for _ in range(node.high - node.low):
                first = self._added(None, [self._built(node.part, first), behind])
        for _ in range(node.low):
            first = self._built(node.part, first)
        return first

    def _added(self, edge: tuple[Hashable, int] | None, same: list[int]) -> int:
        self._symbols.append(edge)
        self._same.append(same)
        return len(self._symbols) - 1
