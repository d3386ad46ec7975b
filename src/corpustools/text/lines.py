"""Lines of a text, without the white space around them."""

import re
from collections.abc import Iterator

# From the first to the last character of a line that is no white space; what ends lines is white space, too.
_LINE = re.compile(r"\S(?:[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*\S)?")
# The same where nothing but the newline ends lines, or the carriage return before it; in a quarter of the time.
_USUAL_LINE = re.compile(r"\S(?:.*\S)?")
_RARE_ENDS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


def lines(text: str) -> Iterator[tuple[int, int]]:
    r"""Yield the start and end of every line that holds more than white space, its edges trimmed.

    Line ends are those of :meth:`str.splitlines`.

    >>> list(lines("  one \r\n\n\u00a0\ntwo"))
    [(2, 5), (11, 14)]
    >>> list(lines("one\rtwo\u2028three"))
    [(0, 3), (4, 7), (8, 13)]
    """
    is_usual = text.count("\r") == text.count("\r\n") and not any(end in text for end in _RARE_ENDS)
    return map(re.Match.span, (_USUAL_LINE if is_usual else _LINE).finditer(text))
