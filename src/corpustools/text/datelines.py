"""Datelines: the place, the date and the agency that a report opens with."""

import re

# A place in capitals, perhaps a second one, a date and an agency in brackets or slashes, and a dash.
# "MOSCOW (Sputnik) –", "WASHINGTON, D.C. (AP) —", "PARIS, June 3 (Reuters) -", "MINSK, June 21. /TASS/."
_PLACE = r"[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ.'’\-]+(?:[ /][^\W\d_a-zß-öø-ÿ.'’\-]+){0,3}"
_DATELINE = re.compile(
    rf"""(?P<place>{_PLACE})
    (?:,\ [^\W\d_][\w.\ ]{{1,20}}?)??                # , D.C.   , Texas
    (?:,\ (?P<date>[^\W\d_]{{3,9}}\.?\ \d{{1,2}}|\d{{1,2}}\.?\ [^\W\d_]{{3,9}})\.?(?:,?\ \d{{4}})?)?
    (?:
        (?:\s|--)?\((?P<agency>[^\W\d_a-z][^()]{{1,40}})\)\s*[–—-]+   # (Sputnik) –   --(BUSINESS WIRE)--
        (?:(?<=--)[^\W\d_]{{3,9}}\.?\ \d{{1,2}},\ \d{{4}}--)? |        # Jan 5, 2021--
        \s?/(?P<slashed>[^\W\d_a-z][^/]{{1,40}})/\.?(?:\s+[–—-]+)? |   # /TASS/.   /PRNewswire/ --
        \s*(?:[–—]|\s--?)                                            # a bare dash
    )
    (?:(?=\s+\S)|(?<=\)--)(?=\S)|(?<=\d--)(?=\S))""",
    re.VERBOSE,
)


# What agencies put before captions and notices, and bodies that are written about: no report is from there.
_NO_PLACES = frozenset(
    """FILE FILES PHOTO PHOTOS VIDEO WATCH LISTEN READ UPDATE UPDATED BREAKING LIVE NOTE CORRECTION EDITOR EDITORIAL
    OPINION ANALYSIS EXCLUSIVE REVIEW INTERVIEW EXPLAINER FACTBOX TIMELINE ADVERTISEMENT HANDOUT UNDATED QUESTION ANSWER
    UNESCO UNICEF UNHCR NATO OPEC OECD ASEAN BRICS INTERPOL UEFA FIFA NASA WHO IMF WTO IAEA ICC ICJ OSCE CIA FBI NSA
    GDP CEO COVID COVID-19 DNA HIV AIDS FAQ""".split()
)


def dateline(line: str) -> re.Match[str] | None:
    """Match the dateline that opens ``line``; groups ``place``, ``date``, ``agency`` and ``slashed``.

    >>> dateline("PARIS, June 3 (Reuters) - The city is quiet.").group("place", "date", "agency")
    ('PARIS', 'June 3', 'Reuters')
    >>> dateline("OSLO--(BUSINESS WIRE)--The firm has it.").group(), dateline("OSLO /PRNewswire/ -- It is.").group()
    ('OSLO--(BUSINESS WIRE)--', 'OSLO /PRNewswire/ --')
    >>> dateline("FILE - The city is quiet."), dateline("UNESCO – the agency – is in the city.")
    (None, None)
    """
    found = _DATELINE.match(line)
    if found is not None and found["place"] in _NO_PLACES:
        return None
    if found is None or not found["place"].isupper() or sum(c.isalpha() for c in found["place"]) < 3:
        return None
    return found
