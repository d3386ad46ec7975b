"""Titles as pages write them: with the name of the site before or behind them."""

import re

from corpustools.text.bylines import is_person, opens_byline, signatories
from corpustools.text.calendar import says_when
from corpustools.text.dates import find_dates
from corpustools.text.words import count_words

_SEPARATOR = re.compile(r"\s+[-–—|·•»:]{1,2}\s+|\s*\|\s*|:\s+|\s+»\s*|--")
_LETTERS = re.compile(r"[\W_]+")
_ENDS_OPEN = re.compile(r"(?<![.…])[.。।]$|:$")


def fold(text: str) -> str:
    """Return the letters and digits of a text alone, all of them small: what two spellings of a title share.

    >>> fold("“Town” is Quiet!")
    'townisquiet'
    """
    return _LETTERS.sub("", text.casefold())


def is_parted(title: str) -> bool:
    """Whether a bar, a dash or a colon parts a title.

    >>> is_parted("Town Is Quiet | Example News"), is_parted("Town Is Quiet")
    (True, False)
    """
    return _SEPARATOR.search(title) is not None


def last_parted(title: str) -> tuple[str, str]:
    """Part a title before its last bar, dash or colon; the first is empty where there is none.

    >>> last_parted("Town - Europe | Example News"), last_parted("Town Is Quiet")
    (('Town - Europe', 'Example News'), ('', 'Town Is Quiet'))
    """
    cuts = list(_SEPARATOR.finditer(title))
    return (title[: cuts[-1].start()], title[cuts[-1].end() :]) if cuts else ("", title)


def first_parted(title: str) -> tuple[str, str]:
    """Part a title behind its first bar, dash or colon; the first is empty where there is none.

    >>> first_parted("Field Notes: A Boat Comes Home - Why"), first_parted("Town Is Quiet")
    (('Field Notes', 'A Boat Comes Home - Why'), ('', 'Town Is Quiet'))
    """
    cut = _SEPARATOR.search(title)
    return (title[: cut.start()], title[cut.end() :]) if cut else ("", title)


def without_site(title: str, sites: frozenset[str], headings: frozenset[str] = frozenset()) -> str:
    """Return a title without the name of the site, before or behind it.

    What is cut is one of ``sites`` (folded), or all but one of the ``headings`` (folded) of the page; a title that
    shows neither stays as it is.

    >>> without_site("Town Is Quiet - Europe | Example News", frozenset({"examplenews"}))
    'Town Is Quiet - Europe'
    >>> without_site("Town Is Quiet - Europe | Example News", frozenset(), frozenset({"townisquiet"}))
    'Town Is Quiet'
    >>> without_site("Town Is Quiet - Mayor", frozenset({"examplenews"}))
    'Town Is Quiet - Mayor'
    """
    cuts = [(found.start(), found.end()) for found in _SEPARATOR.finditer(title)][:12]
    if not cuts:
        return title
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(title)]
    if headings:
        for first in range(len(starts)):
            for last in range(len(ends) - 1, first - 1, -1):
                if fold(title[starts[first] : ends[last]]) in headings:
                    return title[starts[first] : ends[last]]
    first, last = 0, len(ends) - 1
    while last > first and _is_site(title[starts[last] : ends[last]], sites):
        last -= 1
    if last == len(ends) - 1:
        while first < last and _is_site(title[starts[first] : ends[first]], sites):
            first += 1
    return title[starts[first] : ends[last]].strip()


def _is_site(text: str, sites: frozenset[str]) -> bool:
    said = fold(text)
    return not said or said in sites


def could_be_title(text: str) -> bool:
    """Whether a line among teasers could be the title of one: of 4 to 30 words, no date, no byline, no full stop.

    Of 6,022 lines among the teasers of 350 pages 2,459 are of that kind. Of 120 of these that were looked at, about
    three in four are titles; most of what is left out is dates, prices, names of sections and of authors, and
    summaries. Of lines of three words most are names of sections.

    >>> could_be_title("Mayor Resigns After the Vote"), could_be_title("Will the harbour ever reopen?")
    (True, True)
    >>> could_be_title("More from World"), could_be_title("17 July 2024 at 10:35"), could_be_title("By Jane Roe, Oslo")
    (False, False, False)
    >>> could_be_title("Kari Moe | June 7, 2022"), could_be_title("What the mayor said on June 7, 2022")
    (False, True)
    >>> could_be_title("Nobody in the town knows how long this will last.")
    False
    """
    if not 4 <= count_words(text) <= 30 or _ENDS_OPEN.search(text) is not None or says_when(text):
        return False
    dates = find_dates(text)
    if dates and count_words(text[: dates[0].start] + text[dates[-1].end :]) < 4:
        return False
    return not (opens_byline(text) and any(is_person(name) for name, _ in signatories(text)[:1]))
