"""Queries: words, phrases, wildcards and alternatives, and what is asked in CQL."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpustools.errors import QueryError
from corpustools.search.cql import Pattern
from corpustools.search.cql_reader import is_cql, read_cql
from corpustools.text.tokens import fold, form, token_pattern

ANY = "*"
"""A place of a query that any one token fills."""

MOST_PLACES = 16
"""How many tokens a query may be long. The static index leaves this many places free between two blocks."""

SORTS = ("document", "left", "right", "node")
"""What hits can be sorted by."""

Form = tuple[str, ...]
"""One form: a pattern for each of its tokens."""

_PIECE = re.compile(r'"[^"]*"?|\||[^\s"|]+')
_QUOTES = str.maketrans("“”„", '"""')


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: ``places`` one after the other, and at each place one of several forms.

    >>> Query.parse("the militar* bloc|alliance").places
    ((('the',),), (('militar*',),), (('bloc',), ('alliance',)))

    A form in quotation marks may be of several words, and where a script has no spaces it is of several tokens:

    >>> Query.parse('NATO|"North Atlantic"|北约').places
    ((('nato',), ('north', 'atlantic'), ('北', '约')),)

    A query that begins with ``[``, or with a word in quotation marks and has one of ``[ { % ? +`` or ``within s``
    behind, is in CQL, as the Corpus Workbench and Sketch Engine have it. It has a ``pattern`` instead of places. There
    capitals count, but where it says ``%c``, and of what begins at one word the shortest is found, of what ends at one
    the longest:

    >>> query = Query.parse('"militar.*"%c []{0,3} "aid"')
    >>> query.places, query.case, len(query.pattern.conditions)
    ((), True, 3)

    With ``case`` capitals count. Raises :class:`~corpustools.errors.QueryError` where there is nothing to look for:

    >>> Query.parse("...")
    Traceback (most recent call last):
    corpustools.errors.QueryError: '...' has no word to look for
    >>> Query.parse("the *")
    Traceback (most recent call last):
    corpustools.errors.QueryError: 'the *' begins or ends with a bare *; a query begins and ends with a word
    """

    text: str
    case: bool
    places: tuple[tuple[Form, ...], ...]
    pattern: Pattern | None = None

    @classmethod
    def parse(cls, text: str, *, case: bool = False) -> "Query":
        """Read a query as a person writes it.

        >>> Query.parse("NATO").places, Query.parse("NATO", case=True).places
        (((('nato',),),), ((('NATO',),),))
        """
        if is_cql(text):
            return cls(text, True, (), read_cql(text))
        places: list[list[Form]] = []
        is_alternative = False
        for piece in _PIECE.findall(text.translate(_QUOTES)):
            if piece == "|":
                is_alternative = bool(places)
                continue
            found = tuple(_pattern(token, case) for token in token_pattern(ANY).findall(piece))
            if not found:
                continue
            if is_alternative:
                places[-1].append(found)
            else:
                places.append([found])
            is_alternative = False
        if not places:
            raise QueryError(f"{text!r} has no word to look for")
        if any(each[0] == ANY for each in places[0]) or any(each[-1] == ANY for each in places[-1]):
            raise QueryError(f"{text!r} begins or ends with a bare *; a query begins and ends with a word")
        longest = sum(max(len(each) for each in place) for place in places)
        if longest > MOST_PLACES:
            raise QueryError(f"{text!r} is {longest} tokens long; a query has at most {MOST_PLACES}")
        return cls(text, case, tuple(tuple(dict.fromkeys(place)) for place in places))

    def searcher(
        self, vocabulary: Iterable[str]
    ) -> Callable[[Sequence[str], Iterable[tuple[int, int]]], Iterator[tuple[int, int]]]:
        """Return a function that yields where hits begin and end in a list of words, inside stretches of it.

        ``vocabulary`` holds all words there may be. Of a simple query there is a hit from each word on that one may
        begin with; :class:`~corpustools.search.cql.Pattern` says which there are of one in CQL.

        >>> search = Query.parse("a|b").searcher({"a", "b", "c"})
        >>> list(search(["a", "c", "b"], [(0, 3)]))
        [(0, 1), (2, 3)]
        """
        if self.pattern is not None:
            return self.pattern.searcher(vocabulary)
        find = self.finder(vocabulary)

        def search(words: Sequence[str], stretches: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
            found = ((at, find(words, at)) for first, last in stretches for at in range(first, last))
            return ((at, end) for at, end in found if end)

        return search

    @property
    def is_within_sentence(self) -> bool:
        """Whether each hit has to be inside one sentence.

        >>> Query.parse('"a" []* "b" within s').is_within_sentence, Query.parse("a b").is_within_sentence
        (True, False)
        """
        return self.pattern is not None and self.pattern.is_within_sentence

    def finder(self, vocabulary: Iterable[str]) -> Callable[[Sequence[str], int], int]:
        """Return a function that gives the end of the match at a place of a list of words, or 0 if there is none.

        Where several match at one place, it is the longest. ``vocabulary`` holds all words there may be.

        >>> find = Query.parse('"a b"|a').finder({"a", "b"})
        >>> [find(["a", "b", "a"], place) for place in range(3)]
        [2, 0, 3]
        """
        known = set(vocabulary)
        patterns = {token for place in self.places for each in place for token in each}
        matches = {pattern: matching(pattern, known) for pattern in patterns if pattern != ANY}
        places = [[[matches.get(token) for token in each] for each in place] for place in self.places]
        opening = frozenset().union(*(each[0] or frozenset() for each in places[0]))

        def find(words: Sequence[str], at: int) -> int:
            if words[at] not in opening:
                return 0
            ends = {at}
            for forms in places:
                ends = {
                    end + len(each)
                    for end in ends
                    for each in forms
                    if end + len(each) <= len(words)
                    and all(wanted is None or words[end + n] in wanted for n, wanted in enumerate(each))
                }
            return max(ends, default=0)

        return find


def matching(pattern: str, vocabulary: "set[str] | frozenset[str]") -> frozenset[str]:
    """Return the words that a pattern matches; ``*`` in it stands for any number of characters.

    >>> sorted(matching("militar*", {"military", "militarily", "paramilitary"}))
    ['militarily', 'military']
    """
    if ANY not in pattern:
        return frozenset({pattern} & vocabulary)
    expression = re.compile(".*".join(map(re.escape, pattern.split(ANY))), re.DOTALL)
    return frozenset(filter(expression.fullmatch, vocabulary))


def _pattern(token: str, case: bool) -> str:
    """Bring the pattern of a token into the shape of what it is compared with; stars in a row are as one."""
    token = re.sub(r"\*+", ANY, token)
    return form(token) if case else fold(form(token))
