"""Dates in words and digits, as precise as they are written and no more."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, TypeVar

T = TypeVar("T")

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari января tammikuuta stycznia "
            "sty ledna ocak січня يناير",
            "february feb februar février févr febrero febbraio fevereiro fev februari февраля helmikuuta lutego lut "
            "února şubat лютого فبراير",
            "march mar märz mrz mars marzo março maart mrt марта maaliskuuta marca března mart березня maret مارس",
            "april apr avril avr abril abr aprile апреля huhtikuuta kwietnia kwi dubna nisan квітня أبريل ابريل",
            "may mai mayo maggio mag maio mei maj мая toukokuuta maja května mayıs травня مايو",
            "june jun juni juin junio giugno giu junho июня kesäkuuta czerwca cze června haziran червня يونيو",
            "july jul juli juillet juil julio luglio lug julho июля heinäkuuta lipca lip července temmuz липня يوليو",
            "august aug août agosto ago augustus augusti августа elokuuta sierpnia sie srpna ağustos серпня agustus "
            "أغسطس",
            "september sep sept septembre septiembre settembre set setembro сентября syyskuuta września wrz září eylül "
            "вересня سبتمبر",
            "october oct okt oktober octobre octubre ottobre ott outubro out октября lokakuuta października paź října "
            "ekim жовтня أكتوبر",
            "november nov novembre noviembre novembro ноября marraskuuta listopada lis listopadu kasım листопада "
            "نوفمبر",
            "december dec dez dezember décembre déc diciembre dic dicembre dezembro декабря joulukuuta grudnia gru "
            "prosince aralık грудня desember des ديسمبر",
        ),
        start=1,
    )
    for name in names.split()
}
MONTHS: Mapping[str, int] = MappingProxyType(_MONTHS)
"""The number of each month, by its names and their short forms in small letters."""

_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=lambda name: (-len(name), name)))})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})"
_LETTERS = re.compile(r"[^\W\d_]+")
_ODD = frozenset("ıİſ")


def _has_month(text: str) -> bool:
    """Whether a text holds the name of a month; so it does if a letter of it is small and none in ASCII."""
    return not _MONTHS.keys().isdisjoint(_LETTERS.findall(text.lower())) or not _ODD.isdisjoint(text)


def _has_dash(text: str) -> bool:
    return "-" in text


# What a text must hold that patterns find a date in, and the patterns: to look for it takes less than to try them all.
_PATTERNS = tuple(
    (
        needs,
        tuple(
            re.compile(rf"(?<![\w/.\-]){pattern}(?:(?![\w/])|(?=\d{{1,2}}:\d\d))", re.IGNORECASE)
            for pattern in patterns
        ),
    )
    for needs, patterns in (
        (
            _has_dash,
            (rf"{_YEAR}-(?P<number>\d\d)-{_DAY}(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+\-]\d\d:?\d\d)?)?",),
        ),
        (lambda text: "." in text, (rf"{_DAY}\.\s?(?P<number>\d{{1,2}})\.{_YEAR}",)),
        (
            _has_month,
            (
                rf"{_DAY}(?:st|nd|rd|th|\.|er|º)?\s(?:de\s)?{_MONTH}\.?,?\s(?:de\s|del\s)?{_YEAR}",
                rf"{_MONTH}\.?\s{_DAY}(?:st|nd|rd|th)?,?\s{_YEAR}",
                rf"{_MONTH}\.?,?\s(?:de\s)?{_YEAR}",
            ),
        ),
        (_has_dash, (rf"{_YEAR}-(?P<number>\d\d)(?!-)",)),
        (lambda text: "/" in text, (rf"(?P<number>\d{{1,2}})/{_DAY}/{_YEAR}",)),
        (_has_dash, (rf"(?P<number>\d\d)-{_DAY}-{_YEAR}(?!-)",)),
        (
            lambda text: "." in text or "/" in text,
            (rf"{_YEAR}[./]\s?(?P<number>\d{{1,2}})[./]\s?{_DAY}(?!\d)",),
        ),
    )
)
_PATTERNS += (
    (
        lambda text: "年" in text or "년" in text,
        (re.compile(rf"(?<!\d){_YEAR}\s?[年년]\s?(?P<number>\d{{1,2}})\s?[月월]\s?{_DAY}\s?[日일]"),),
    ),
)
# The order of day and month is that of a continent; between dots the day stands first everywhere.
_BY_CONTINENT = re.compile(r"\d{1,2}[/\-]\d{1,2}[/\-]")
_WORD = re.compile(r"\w")
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_AROUND = re.compile(
    r"\b(?:published|posted|first|last|updated|modified|created|on|at|by|date|gmt|utc|est|edt|pst|pdt|bst|cet|cest|msk|"
    r"mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|am|pm|a\.m|p\.m|uhr|"
    r"stand|veröffentlicht|aktualisiert|publié|mis à jour|le|à|el|publicado|actualizado|опубликовано|обновлено)\b"
    r"|\d{1,2}[:.h]\d\d(?::\d\d)?",
    re.IGNORECASE,
)


class FoundDate(NamedTuple):
    """A date, ISO 8601 with the parts that are written, and the characters that say it."""

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
    """
    return list(_found_on_line(text) if len(text) <= _LINE else _found(text))


_LINE = 300


@lru_cache(maxsize=256)
def _found_on_line(text: str) -> tuple[FoundDate, ...]:
    """Several rules ask about the lines that say when."""
    return _found(text)


def _found(text: str) -> tuple[FoundDate, ...]:
    found: list[FoundDate] = []
    if _ANY_YEAR.search(text) is None:
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
    month = int(parts["number"]) if parts.get("number") else listed(parts["month"], _MONTHS)
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
