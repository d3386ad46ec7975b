"""Make the list of the names of months and of days of the week in other languages: ``text/data/calendar.tsv``.

    python tools/make_calendar.py

The names are those of the Unicode CLDR (Unicode licence), which Babel holds: whole and short, by themselves and in
dates. Where two languages call different months by one name, it is left out, and so are the shortest. Those
that ``text/months.py`` lists itself are not listed again.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel import Locale

from corpustools.text.months import MONTHS

OUT = Path(__file__).parent.parent / "src/corpustools/text/data/calendar.tsv"
LOCALES = (
    "af ar ar_LB ar_MA az be bg bn bs ca cs cy da de el es et eu fa fi fil fo fr ga gl gu he hi hr hu hy id is it ka "
    "kk kn ky lb lt lv mk ml mn mr ms mt my nb ne nl nn pa pl pt ro ru si sk sl sq sr sr_Latn sv sw ta te tr uk ur uz "
    "xh zu"
)


def named(kind: str, shortest: int) -> Iterator[tuple[int, list[str]]]:
    """Yield each number of a month or of a day of the week with its names, which have no other number."""
    numbers = defaultdict(set)
    for locale in map(Locale.parse, LOCALES.split()):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in getattr(locale, kind)[context][width].items():
                    numbers[name.lower().strip(" .")].add(number)
    found = {
        name: number
        for name, (number, *others) in numbers.items()
        if not others and len(name) >= shortest and not any(map(str.isdigit, name)) and name not in MONTHS
    }
    for number in sorted(set(found.values())):
        yield number, sorted(name for name in found if found[name] == number)


def main() -> None:
    """Write the list."""
    rows = [
        f"{row}\t{number}\t{' | '.join(names)}\n"
        for row, kind, shortest in (("month", "months", 3), ("weekday", "days", 4))
        for number, names in named(kind, shortest)
    ]
    OUT.write_text("".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
