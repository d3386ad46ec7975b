"""Periods of time, as somebody who chooses documents by their dates writes them."""

from dataclasses import dataclass
from datetime import date

from corpustools.errors import QueryError
from corpustools.search.texts import DATE, UNKNOWN

LENGTHS = {"year": 4, "month": 7}
"""How many characters of a date say its year, or its month."""


@dataclass(frozen=True, slots=True)
class Period:
    """A year, a month, a day, an interval of them, or what is undated; written as EDTF (ISO 8601-2) writes it.

    A date lies in a period if all that it may mean lies there: ``2015`` is not in ``2015-06``.

    >>> "2015-06-10" in Period.parse("2015-06"), "2015" in Period.parse("2015-06")
    (True, False)
    >>> "2016-01" in Period.parse("2015-06/.."), "unknown" in Period.parse("2015/..")
    (True, False)
    >>> "unknown" in Period.parse("unknown")
    True
    >>> Period.parse("last year")
    Traceback (most recent call last):
    corpustools.errors.QueryError: 'last year' is no date; write 2015, 2015-06-10, 2015/2016-06, 2015/.. or unknown
    >>> Period.parse("2016/2015")
    Traceback (most recent call last):
    corpustools.errors.QueryError: '2016/2015' ends before it begins; write 2015/2016
    """

    first: str
    last: str

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read a period as a person writes it.

        >>> Period.parse("2015/2016-06")
        Period(first='2015', last='2016-06')
        >>> Period.parse("2015/..")
        Period(first='2015', last='')
        """
        first, slash, last = text.partition("/")
        if not slash:
            last = first
        if text != UNKNOWN and not all(_is_date(end) or (slash and end in {"..", ""}) for end in (first, last)):
            raise QueryError(f"{text!r} is no date; write 2015, 2015-06-10, 2015/2016-06, 2015/.. or {UNKNOWN}")
        found = cls("" if first == ".." else first, "" if last == ".." else last)
        if found.last and f"{found.first}-01-01"[:10] > f"{found.last}-99-99"[:10]:
            raise QueryError(f"{text!r} ends before it begins; write {last}/{first}")
        return found

    def __contains__(self, date: str) -> bool:
        if UNKNOWN in (self.first, date):
            return self.first == date
        # The first and the last day that a date may mean; "9" sorts after every day and month.
        earliest, latest = f"{date}-01-01"[:10], f"{date}-99-99"[:10]
        return f"{self.first}-01-01"[:10] <= earliest and (not self.last or latest <= f"{self.last}-99-99"[:10])


def _is_date(text: str) -> bool:
    """Whether it is a day of the calendar, or a month or a year of it."""
    try:
        return DATE.fullmatch(text) is not None and bool(date.fromisoformat(f"{text}-01-01"[:10]))
    except ValueError:
        return False
