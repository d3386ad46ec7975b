"""What stands above and below the text of a printed page.

A browser prints when, the page's title, its address, and which page of how many; books and journals have a running
head and the number of the page.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

_FOOTER = re.compile(r"\s*(?P<address>https?://\S{4,})\s+(?P<page>\d{1,4})\s?/\s?(?P<pages>\d{1,4})\s*")
_HEADER = re.compile(
    r"\s*(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)|\d{4}[./-]\d{1,2}[./-]\d{1,2}),?\s+\d{1,2}[:.]\d\d(?:[:.]\d\d)?"
    r"(?:\s?[AaPp]\.?\s?[Mm]\.?)?\s+\S.{2,}"
)
_NUMBER = re.compile(
    r"\s*(?:(?:page|seite|pagina|página|p\.|s\.)\s*)?[-–—(\[|]?\s*(\d{1,4})\s*[-–—)\]|]?"
    r"(?:\s*(?:of|von|di|de|sur|/)\s*\d{1,4})?\s*",
    re.IGNORECASE,
)
_HEAD = re.compile(r"\s*(?:(?P<before>\d{1,4}) {3,}(?P<words>\S.*)|(?P<said>\S.*?) {3,}(?P<behind>\d{1,4})\s*)")
_LETTERS = re.compile(r"[\W\d_]+")
_EDGES = frozenset("0123456789-–—)]| \t")
_LONGEST_HEAD = 120
_LEAST = 400
"""How many characters a printed page has at least: rows of a table, items and comments are closer to each other."""
_FEWEST_ALONE = 3


class _Edge(NamedTuple):
    """A line that may be the edge of a page: which line, where it starts, the page's number, the words beside that."""

    place: int
    start: int
    number: int
    words: str


def _edges(lines: Sequence[str]) -> Iterator[_Edge]:
    start = 0
    for place, line in enumerate(lines):
        # Most lines open and end with a letter or a stop, which is seen at once.
        if len(line) <= 2 * _LONGEST_HEAD and (line[-1:] in _EDGES or line[:1] in _EDGES):
            if alone := _NUMBER.fullmatch(line):
                yield _Edge(place, start, int(alone[1]), "")
            elif head := _HEAD.fullmatch(line):
                words = _LETTERS.sub("", (head["words"] or head["said"]).casefold())
                if 3 < len(words) <= _LONGEST_HEAD:
                    yield _Edge(place, start, int(head["before"] or head["behind"]), words)
        start += len(line)


def page_edges(lines: Sequence[str], is_cut: Callable[[int], bool]) -> Sequence[int]:
    """Return the places of the lines in which books and journals say which page it is, and of their running heads.

    Their numbers count up by one, with a page's worth of text between them. They stand behind or before a running head
    that is said again; where they stand alone, at least three of them and most must stand where a page cuts a
    paragraph, which ``is_cut`` says of a place: right behind a line that does not end there.

    >>> page = "The harbour was built where the river meets the sea, and nobody knows when it was. " * 6
    >>> lines = ["Journal of Sand    45", page, "46    Roe & Poe", page, "Sand    47", page, "48    Roe & Poe", page]
    >>> page_edges([*lines, "Sand    49", page], lambda place: False)
    [0, 2, 4, 6, 8]
    >>> page_edges([page, "1", page, "2", page, "3", page], lambda place: False)  # the parts of a list
    []
    >>> page_edges(["Oslo    1", "Rome    2", "Oslo    3"], lambda place: False)  # a table
    []
    """
    edges = list(_edges(lines))
    chain = _longest(edges)
    said = Counter(edge.words for edge in chain if edge.words)
    heads = {words for words, number in said.items() if number > 1}
    if not heads:
        cut = sum(is_cut(edge.place) for edge in chain if not edge.words)
        if cut < _FEWEST_ALONE or 2 * cut < len(chain):
            return []
    ends = {chain[0].place, chain[-1].place}
    found = {edge.place for edge in chain if not edge.words or edge.words in heads or edge.place in ends}
    # One page may say its number twice, above and below.
    starts = {edge.number: edge.start for edge in chain}
    found |= {
        edge.place
        for edge in edges
        if not edge.words
        and edge.number in starts
        and starts[edge.number] + _LEAST // 2 <= edge.start <= starts.get(edge.number + 1, edge.start)
    }
    return sorted(found)


def _longest(edges: Sequence[_Edge]) -> Sequence[_Edge]:
    """Return the longest row of edges whose numbers count up by one, a page apart."""
    last: dict[int, int] = {}
    lengths: list[int] = []
    before: list[int | None] = []
    for at, edge in enumerate(edges):
        earlier = last.get(edge.number - 1)
        if earlier is not None and edges[earlier].start + _LEAST > edge.start:
            earlier = None
        lengths.append(1 if earlier is None else lengths[earlier] + 1)
        before.append(earlier)
        if edge.number not in last or lengths[-1] > lengths[last[edge.number]]:
            last[edge.number] = at
    at_last: int | None = max(range(len(edges)), key=lengths.__getitem__, default=None)
    chain: list[_Edge] = []
    while at_last is not None:
        chain.append(edges[at_last])
        at_last = before[at_last]
    return chain[::-1]


def printed_address(line: str) -> str | None:
    """Return the address in a line that a browser prints below each page, or ``None`` where it is no such line.

    >>> printed_address("https://example.org/town                                                1/12")
    'https://example.org/town'
    >>> printed_address("https://example.org/town"), printed_address("https://example.org/town 5/2")
    (None, None)
    """
    found = _FOOTER.fullmatch(line)
    return found["address"] if found and 0 < int(found["page"]) <= int(found["pages"]) else None


def is_printed_header(line: str) -> bool:
    """Whether a line has the form of what a browser prints above each page: a date, a time and a title.

    >>> is_printed_header("11/12/24, 9:41 AM            Town Is Quiet | Example News")
    True
    >>> is_printed_header("12.11.2024, 09:41"), is_printed_header("At 9:41 the town is quiet")
    (False, False)
    """
    return len(line) <= 400 and _HEADER.fullmatch(line) is not None
