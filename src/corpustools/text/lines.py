"""Lines of a text, without the white space around them."""

import re
from collections.abc import Iterator

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


def lines(text: str) -> Iterator[tuple[int, int]]:
    r"""Yield the start and end of every line that holds more than white space, its edges trimmed.

    Line ends are those of :meth:`str.splitlines`.

    >>> list(lines("  one \r\n\n\u00a0\ntwo"))
    [(2, 5), (11, 14)]
    """
    for match in _LINE.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if start < end:
            yield start, end
