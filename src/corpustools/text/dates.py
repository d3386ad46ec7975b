"""Dates in words and digits, as precise as they are written and no more."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import NamedTuple, TypeVar

from corpustools.text.months import MONTHS, OTHER_NAME, other_month

T = TypeVar("T")

_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=lambda name: (-len(name), name)))})"
_OTHER = rf"(?P<other>{OTHER_NAME})"
_CENTURIES = "19|20|१९|२०|১৯|২০|١٩|٢٠|۱۹|۲۰"
_YEAR = rf"(?P<year>(?:{_CENTURIES})\d\d)"
_DAY = r"(?P<day>\d{1,2})"
_ANY_YEAR = re.compile(rf"(?:{_CENTURIES})\d\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_ODD = frozenset("ıİſ")

_BEFORE, _BEHIND = r"(?<![\w/.\-])", r"(?:(?![\w/])|(?=\d{1,2}:\d\d))"
# Where dumps drop the space between two elements, a month stands glued to a name ("Jane RoeMay 5, 2015"), to an acronym
# or to a number, and behind the year stands the next number or capital.
_JOINT = r"(?<=[a-zß-ÿ])(?=[A-Z])|(?<=[A-Z][A-Z])(?=[A-Z][a-z])|(?<=\d)(?=[A-Z][a-z])"
_GLUED_BEFORE = rf"(?:{_BEFORE}|(?-i:{_JOINT}))"
_GLUED_BEHIND = r"(?-i:(?![^\W\d_A-ZÀ-Þ]|[_/]\d))"
_GLUED = re.compile(_JOINT)


def _has_month(text: str) -> bool:
    """Whether a text holds the name of a month; so it does if a letter of it is small and none in ASCII."""
    words = _LETTERS.findall(_GLUED.sub(" ", text).lower())
    return not MONTHS.keys().isdisjoint(words) or not _ODD.isdisjoint(text)


def _has_other_month(text: str) -> bool:
    """Whether a month of another language stands near a year."""
    for year in _ANY_YEAR.finditer(text):
        near = (
            text[max(0, year.start() - 40) : year.start()].split()[-4:] + text[year.end() : year.end() + 40].split()[:4]
        )
        if any(other_month(word.strip(".,")) is not None or word.startswith(("تشرين", "كانون")) for word in near):
            return True
    return False


def _has_dash(text: str) -> bool:
    return "-" in text


# What a text must hold that patterns find a date in, and the patterns: to look for it takes less than to try them all.
_PATTERNS: Sequence[tuple[Callable[[str], bool], Sequence[re.Pattern[str]]]] = [
    (needs, [re.compile(before + pattern + behind, re.IGNORECASE) for before, pattern, behind in patterns])
    for needs, patterns in (
        (
            _has_dash,
            [
                (
                    _BEFORE,
                    rf"{_YEAR}-(?P<number>\d\d)-{_DAY}(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+\-]\d\d:?\d\d)?)?",
                    _BEHIND,
                ),
            ],
        ),
        (lambda text: "." in text, [(_BEFORE, rf"{_DAY}\.\s?(?P<number>\d{{1,2}})\.\s?{_YEAR}", _BEHIND)]),
        (
            _has_month,
            [
                (
                    _BEFORE,
                    rf"{_DAY}(?:st|nd|rd|th|\.|er|º)?[\s-](?:de\s)?{_MONTH}\.?,?[\s-](?:de\s|del\s)?{_YEAR}",
                    _GLUED_BEHIND,
                ),
                (_GLUED_BEFORE, rf"{_MONTH}\.?\s{_DAY}(?:st|nd|rd|th)?,?\s{_YEAR}", _GLUED_BEHIND),
                (_BEFORE, rf"{_MONTH}\.?,?\s(?:de\s)?{_YEAR}", _BEHIND),
            ],
        ),
        (_has_dash, [(_BEFORE, rf"{_YEAR}-(?P<number>\d\d)(?!-)", _BEHIND)]),
        (lambda text: "/" in text, [(_BEFORE, rf"(?P<number>\d{{1,2}})/{_DAY}/{_YEAR}", _BEHIND)]),
        (_has_dash, [(_BEFORE, rf"(?P<number>\d\d)-{_DAY}-{_YEAR}(?!-)", _BEHIND)]),
        (
            lambda text: "." in text or "/" in text,
            [(_BEFORE, rf"{_YEAR}[./]\s?(?P<number>\d{{1,2}})[./]\s?{_DAY}(?!\d)", _BEHIND)],
        ),
        (
            lambda text: "年" in text or "년" in text,
            [(r"(?<!\d)", rf"{_YEAR}\s?[年년]\s?(?P<number>\d{{1,2}})\s?[月월]\s?{_DAY}\s?[日일]", "")],
        ),
        (
            lambda text: "tháng" in text,
            [(_BEFORE, rf"{_DAY}\stháng\s(?P<number>\d{{1,2}})(?:,|\snăm|,\snăm)?\s{_YEAR}", _BEHIND)],
        ),
        (
            _has_other_month,
            [
                (r"(?<![\w/.])", rf"{_DAY}\.?\s(?:de\s)?{_OTHER}\.?,?\s(?:de\s|del\s)?{_YEAR}", _BEHIND),
                (_BEFORE, rf"{_YEAR}(?:\.|\sm\.)?\s{_OTHER}\.?\s{_DAY}(?!\d)", ""),
                (_BEFORE, rf"{_YEAR}\.\sgada\s{_DAY}\.\s{_OTHER}", ""),
                (_BEFORE, rf"{_OTHER}\.?\s{_DAY},?\s{_YEAR}", _BEHIND),
            ],
        ),
    )
]
# Before a clock of twelve hours even a year of two digits is one; the zones of America say which number is the month.
# So the clock is among the characters that say it: without it, they would say no date.
_BEFORE_CLOCK = re.compile(
    rf"{_BEFORE}(?P<number>\d{{1,2}})/{_DAY}/(?P<year>(?:19|20)\d\d|\d\d),?\s(?:at\s)?\d{{1,2}}:\d\d\s?[ap]\.?m\b\.?"
    r"(?P<zone>\s(?-i:[ECMP][SD]?T)\b)?",
    re.IGNORECASE,
)
# The order of day and month is that of a continent; between dots the day stands first everywhere.
_BY_CONTINENT = re.compile(r"\d{1,2}[/\-]\d{1,2}[/\-]")
_WORD = re.compile(r"\w")
_AROUND = re.compile(
    r"\b(?:published|posted|first|last|updated|modified|created|on|at|by|date|gmt|utc|est|edt|pst|pdt|bst|cet|cest|msk|"
    r"mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|am|pm|a\.m|p\.m|uhr|"
    r"stand|veröffentlicht|aktualisiert|publié|mis à jour|le|à|el|publicado|actualizado|опубликовано|обновлено)\b"
    r"|\d{1,2}[:.h]\d\d(?::\d\d)?",
    re.IGNORECASE,
)


class FoundDate(NamedTuple):
    """A date, ISO 8601 with the parts that are written, and the characters that say it.

    >>> text = "Published 10 June 2015"
    >>> found = find_dates(text)[0]
    >>> found.value, text[found.start : found.end]
    ('2015-06-10', '10 June 2015')
    """

    value: str
    start: int
    end: int


def find_dates(text: str) -> list[FoundDate]:
    """Return the dates written in ``text``, in order, none overlapping.

    What is partial stays partial. Numbers between strokes or dashes (06/10/2015) are abstained from where two
    continents read them differently; so are days that no calendar has.

    >>> find_dates("Published 10 June 2015, updated June 2016")
    [FoundDate(value='2015-06-10', start=10, end=22), FoundDate(value='2016-06', start=32, end=41)]
    >>> find_dates("2015年6月10日")
    [FoundDate(value='2015-06-10', start=0, end=10)]
    >>> find_dates("Published June 10 20154:46 PM")
    [FoundDate(value='2015-06-10', start=10, end=22)]
    >>> find_dates("06/10/2015 or 31 June 2015")
    [FoundDate(value='2015-06', start=17, end=26)]
    >>> [found.value for found in find_dates("30/06/2015, 6/30/2015 and 06-30-2015")]
    ['2015-06-30', '2015-06-30', '2015-06-30']
    >>> [found.value for found in find_dates("12/22/23 12:24 PM ET, 6/5/2015 at 9:05 am PT; 6/5/15 9:05 am, 12/22/23")]
    ['2023-12-22', '2015-06-05']
    >>> find_dates("Posted 12/18/23 4:02pm")
    [FoundDate(value='2023-12-18', start=7, end=22)]
    >>> [found.value for found in find_dates("By Jane RoeMay 5, 20153 comments; 4. svibnja 2021., 4 במאי 2021")]
    ['2015-05-05', '2021-05-04', '2021-05-04']
    """
    return list(_found_on_line(text) if len(text) <= _LINE else _found(text))


_LINE = 300


@lru_cache(maxsize=256)
def _found_on_line(text: str) -> tuple[FoundDate, ...]:
    """Several rules ask about the lines that say when."""
    return _found(text)


def _found(text: str) -> tuple[FoundDate, ...]:
    found = list(_before_clocks(text)) if "/" in text and ":" in text else []
    if not found and _ANY_YEAR.search(text) is None:
        return ()
    for needs, patterns in _PATTERNS:
        for pattern in patterns if needs(text) else ():
            for match in pattern.finditer(text):
                if any(match.start() < other.end and other.start < match.end() for other in found):
                    continue
                value = _iso(match)
                if value:
                    found.append(FoundDate(value, match.start(), match.end()))
    return tuple(sorted(found, key=lambda one: one.start))


def _before_clocks(text: str) -> Iterator[FoundDate]:
    for match in _BEFORE_CLOCK.finditer(text):
        first, second, year = int(match["number"]), int(match["day"]), int(match["year"])
        if first <= 12 < second or match["zone"] or first == second:
            month, day = first, second
        elif second <= 12 < first:
            month, day = second, first
        else:
            continue
        with suppress(ValueError):
            value = date(year if year > 99 else 2000 + year, month, day).isoformat()
            yield FoundDate(value, match.start(), match.end())


def is_only_a_date(text: str) -> bool:
    """Whether ``text`` is a date, a time and the words around them, and nothing else.

    >>> is_only_a_date("Last updated: Wed, June 10, 2015 at 14:05 GMT"), is_only_a_date("In June 2015 it rained")
    (True, False)
    """
    found = find_dates(text)
    if not found:
        return False
    pieces = []
    at = 0
    for one in found:
        pieces += [text[at : one.start], " " * (one.end - one.start)]
        at = one.end
    return not _WORD.search(_AROUND.sub(" ", "".join([*pieces, text[at:]])))


def _iso(match: re.Match[str]) -> str | None:
    """Write a match as ISO 8601, or ``None`` where the calendar has no such day."""
    parts = match.groupdict()
    if _BY_CONTINENT.match(match[0]):
        first, second = sorted((int(parts["number"]), int(parts["day"])))
        if second <= 12 and first != second:
            return None
        parts |= {"number": str(first), "day": str(second)}
    if parts.get("number"):
        month: int | None = int(parts["number"])
    elif parts.get("other"):
        month = other_month(parts["other"])
    else:
        month = listed(parts["month"], MONTHS)
        if parts["month"].lower() == "listopada" and f"{parts.get('day')}." in match[0]:
            month = 10  # The Croats write a dot behind the day, and call October what is November to the Poles.
    if month is None:
        return None
    try:
        whole = date(int(parts["year"]), month, int(parts.get("day") or 1))
    except ValueError:
        return None
    return whole.isoformat() if parts.get("day") else whole.isoformat()[:7]


def listed(word: str, known: Mapping[str, T]) -> T:
    """Return what a list has for a word that a pattern found by it, one that does not regard case.

    To such a pattern a long s is an s, and an i without its dot an i; :meth:`str.lower` leaves them as they are.

    >>> listed("Sept", MONTHS), listed("ſEPT", MONTHS), listed("apr\u0131l", MONTHS)
    (9, 9, 4)
    """
    if (small := word.lower()) in known:
        return known[small]
    return next(found for name, found in known.items() if re.fullmatch(re.escape(name), word, re.IGNORECASE))
