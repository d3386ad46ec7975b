"""What a browser prints above and below each page: when, the page's title, its address, and which page of how many."""

import re

_FOOTER = re.compile(r"\s*(?P<address>https?://\S{4,})\s+(?P<page>\d{1,4})\s?/\s?(?P<pages>\d{1,4})\s*")
_HEADER = re.compile(
    r"\s*(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)|\d{4}[./-]\d{1,2}[./-]\d{1,2}),?\s+\d{1,2}[:.]\d\d(?:[:.]\d\d)?"
    r"(?:\s?[AaPp]\.?\s?[Mm]\.?)?\s+\S.{2,}"
)


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
