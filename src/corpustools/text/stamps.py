"""Dates as machines write them: in attributes, in headers, in addresses."""

import re
from datetime import date

from corpustools.text.dates import find_dates

_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?=$|[T\s,+])")
_RUN = re.compile(r"(\d{4})(\d\d)(\d\d)(?=$|[T\s]|\d{4,6}Z?$)")
_STROKES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?=$|[\s,])")
_IN_ADDRESS = re.compile(
    r"[/\-_.](?P<year>(?:19|20)\d\d)(?P<between>[/\-_]?)(?P<month>\d\d)(?P=between)(?P<day>\d\d)(?!\d)"
)
_EARLIEST, _LATEST = 1990, 2099
# What systems write where they know no date; nothing was published at the first second of an epoch.
_TEMPLATES = frozenset({"1990-01-01", "2000-01-01", "2001-01-01", "1999-12-31", "1999-11-30"})


def stamp_date(text: str) -> str | None:
    """Return the date that a machine wrote, ISO 8601 and no more precise; nothing where it is no likely one.

    The day is that of the time zone it is written in. Days before months, or after them, between strokes are read
    where only one reading is a date. Before 1990 there were no pages, and 1970 is the year of clocks not set.

    >>> stamp_date("2015-06-10T23:30:00-05:00"), stamp_date("20150610"), stamp_date("Wed, 10 Jun 2015 14:05:00 GMT")
    ('2015-06-10', '2015-06-10', '2015-06-10')
    >>> stamp_date("2015-06"), stamp_date("2015"), stamp_date("6/30/2015"), stamp_date("30/06/2015 10:00")
    ('2015-06', '2015', '2015-06-30', '2015-06-30')
    >>> [stamp_date(text) for text in ("1970-01-01", "0001-01-01T00:00", "06/10/2015", "2015-06-31", "5 hours ago", "")]
    [None, None, None, None, None, None]
    """
    text = text.strip()
    if found := _ISO.match(text) or _RUN.match(text):
        return _likely(*(int(part) if part else None for part in found.groups()))
    if found := _STROKES.match(text):
        first, second, year = map(int, found.groups())
        if max(first, second) > 12:
            return _likely(year, min(first, second), max(first, second))
        return _likely(year, first, second) if first == second else None
    values = {each.value for each in find_dates(text)}
    if len(values) != 1:
        return None
    value = values.pop()
    return value if is_likely(value) else None


def address_date(address: str) -> tuple[str, int, int] | None:
    """Return the date in an address and its place: a year, a month and a day, in this order.

    A year and a month are not enough: folders of pictures and of archives have them too.

    >>> address_date("https://example.org/2015/06/10/quiet-town"), address_date("https://example.org/news-20150610.html")
    (('2015-06-10', 20, 30), ('2015-06-10', 25, 33))
    >>> address_date("https://example.org/2015/06/quiet-town"), address_date("https://example.org/20159988")
    (None, None)
    """
    for found in _IN_ADDRESS.finditer(address):
        if value := _likely(int(found["year"]), int(found["month"]), int(found["day"])):
            return value, found.start("year"), found.end("day")
    return None


def is_likely(value: str) -> bool:
    """Whether a page may have been published then.

    >>> is_likely("2015-06"), is_likely("1887-06-10"), is_likely("1970-01-01")
    (True, False, False)
    """
    return _EARLIEST <= int(value[:4]) <= _LATEST and value not in _TEMPLATES


def _likely(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    """Write the parts as ISO 8601, if the calendar has the day and a page may be of it."""
    try:
        whole = date(year or 0, month or 1, day or 1).isoformat()
    except ValueError:
        return None
    value = whole if day else whole[:7] if month else whole[:4]
    return value if is_likely(value) else None
