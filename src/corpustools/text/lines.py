"""Lines of a text, without the white space around them."""

import re
from collections.abc import Iterator

# From the first to the last character of a line that is no white space; what ends lines is white space, too.
_LINE = re.compile(r"\S(?:[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*\S)?")


def lines(text: str) -> Iterator[tuple[int, int]]:
    r"""Yield the start and end of every line that holds more than white space, its edges trimmed.

    Line ends are those of :meth:`str.splitlines`.

    >>> list(lines("  one \r\n\n\u00a0\ntwo"))
    [(2, 5), (11, 14)]
    """
    return map(re.Match.span, _LINE.finditer(text))
