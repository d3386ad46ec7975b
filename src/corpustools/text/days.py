"""The days that a line tells of, and not those on which a span ends or somebody joined a forum."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import pairwise

from corpustools.text.dates import FoundDate, find_dates

# Between dots and before a clock a year of two digits is one, too: "14.05.19, 08:30". So the clock says it with them.
_SHORT_YEAR = re.compile(
    r"(?<![\w/.\-])(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>\d\d),?\s(?:[|–-]\s|um\s|kl\.?\s)?\d{1,2}[:.]\d\d\b",
    re.IGNORECASE,
)
# What forums say of an account, beside each of its posts.
_OF_ACCOUNT = re.compile(
    r"(?:joined|join date|member since|registered|registriert|mitglied seit|dabei seit|beigetreten|inscrite?|"
    r"membre depuis|miembro desde|registrado|iscritto|membro (?:dal|desde)|lid sinds|geregistreerd|"
    r"medlem (?:sedan|siden)|dołączył|rejestracja|зарегистрирован|регистрация|на форуме с)"
    r"(?:\s(?:on|am|le|el|il|dal|op|el))?\s?:?\s(?:\w{2,9},?\s)?",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\s*(?:[–—-]|to|until|bis|au|al|till|tot|til|do|по)\s*", re.IGNORECASE)


def days_told(text: str) -> list[FoundDate]:
    """Return the dates of a line that are no ends of a span: a life, a festival, a time of opening is none's day.

    Nor is the day on which somebody joined a forum. Before a clock a year between dots may have two digits.

    >>> [found.value for found in days_told("August 3, 1931 – January 5, 2021 | Updated 9 January 2021")]
    ['2021-01-09']
    >>> days_told("14.05.19, 08:30"), days_told("Version 14.05.19")
    ([FoundDate(value='2019-05-14', start=0, end=15)], [])
    >>> days_told("Joined: Tue Feb 08, 2011 4:12 pm")
    []
    """
    found = find_dates(text) or list(_with_short_years(text))
    if found and (joined := _OF_ACCOUNT.search(text)) is not None:
        found = [one for one in found if one.start != joined.end()]
    ends = {
        at
        for place, (one, other) in enumerate(pairwise(found))
        if _UNTIL.fullmatch(text, one.end, other.start)
        for at in (place, place + 1)
    }
    return [one for place, one in enumerate(found) if place not in ends] if ends else found


def _with_short_years(text: str) -> Iterator[FoundDate]:
    for match in _SHORT_YEAR.finditer(text) if text.count(".") > 1 else ():
        with suppress(ValueError):
            value = date(2000 + int(match["year"]), int(match["number"]), int(match["day"])).isoformat()
            yield FoundDate(value, match.start(), match.end())
