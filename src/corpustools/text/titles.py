"""Titles as pages write them: with the name of the site before or behind them."""

import re

_SEPARATOR = re.compile(r"\s+[-–—|·•»:]{1,2}\s+|\s*\|\s*|:\s+|\s+»\s*|--")
_LETTERS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return the letters and digits of a text alone, all of them small: what two spellings of a title share.

    >>> fold("“Town” is Quiet!")
    'townisquiet'
    """
    return _LETTERS.sub("", text.casefold())


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
