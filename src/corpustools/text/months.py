"""The names of months and of the days of the week, in the languages that pages are written in."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

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
"""The number of each month, by its names and their short forms in small letters: those that are looked for first."""


OTHER_NAME = r"[^\W\d_][^\s\d.,;:/|()\[\]\"\u2013\u2014-]{2,24}(?:\s(?:الثاني|الأول))?"
"""A pattern for what may be the name of a month in another language; marks on letters are no letters to ``\\w``."""
# "במאי" is in May, "d’abril" of April.
_PREFIX = re.compile("ב|d['’]")


@cache
def _listed() -> Mapping[str, Mapping[str, int]]:
    """Return what ``tools/make_calendar.py`` has written: numbers of months, and of days of the week, by name."""
    lines = files("corpustools.text").joinpath("data", "calendar.tsv").read_text(encoding="utf-8").splitlines()
    found: dict[str, dict[str, int]] = {"month": {}, "weekday": {}}
    for kind, number, names in (line.split("\t") for line in lines):
        found[kind].update(dict.fromkeys(names.split(" | "), int(number)))
    return found


def other_month(name: str) -> int | None:
    """Return the number of a month by its name in a language that :data:`MONTHS` does not list.

    >>> [other_month(name) for name in ("Μαΐου", "svibnja", "במאי", "تشرين الثاني", "May", "Quiet")]
    [5, 5, 5, 11, None, None]
    """
    known, small = _listed()["month"], name.lower()
    found = known.get(small)
    return known.get(_PREFIX.sub("", small, count=1)) if found is None and small[:1] in {"ב", "d"} else found


def is_weekday(name: str) -> bool:
    """Whether a word names a day of the week in a language that :mod:`corpustools.text.calendar` does not list.

    >>> is_weekday("الثلاثاء"), is_weekday("Τρίτη"), is_weekday("Quiet")
    (True, True, False)
    """
    return name.lower() in _listed()["weekday"]
