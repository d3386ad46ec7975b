"""Measure the record of a page (title, authors, date) against what people and publishers' parsers say it is.

    python benchmarks/declared.py DATA [--limit N] [--errors]

DATA is the folder with the evaluation data; pages are read as :mod:`evaluate` reads them, by the model that was
learned from other sites. trafilatura reads the same pages in the same run, and is compared in the same way.

Two titles are the same if their words are; two sets of authors, if the names are, degrees aside. An organisation that
signs is an author here, because it is one in the data. The date is that of publication, or that of the last change
where the page states no other; ``published`` leaves the second out.
"""

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date as calendar_date
from pathlib import Path
from typing import Any, NamedTuple

import folds
from pages import MEDIA_TYPES, Data, Row

import corpustools
from corpustools.errors import UnreadableError

SETS = {"html": ("fundus", "wcxb", "aed"), "text": ("fundus", "aed")}
PARTS = ("title", "author", "date", "published")

_WORD = re.compile(r"\w+")
_BETWEEN = re.compile(r"[;,]| and | & ")
_DEGREE = re.compile(r"(?:^| )(?:ph ?d|md|ms|ma|rd|rn|dvm|foma|dabom|cpp|psp|e ryt \d+|ceo(?: of \w+)?)$")


class Said(NamedTuple):
    """What a system says of a page."""

    title: str = ""
    author: frozenset[str] = frozenset()
    date: str = ""
    published: str = ""
    people: frozenset[str] = frozenset()


def words(text: str | None) -> str:
    """Return the words of a text, small and with one space between them.

    >>> words("“Town” Is\\u00a0Qui\\u00adet!")
    'town is quiet'
    """
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text or "").replace("\u00ad", "").casefold()))


def names(text: str | Iterable[str] | None) -> frozenset[str]:
    """Return the names in a text, or of several, degrees aside.

    >>> sorted(names("Jane Roe, Ph.D. and John Public"))
    ['jane roe', 'john public']
    """
    pieces = _BETWEEN.split(text or "") if text is None or isinstance(text, str) else text
    return frozenset(_DEGREE.sub("", words(piece)) for piece in pieces) - {""}


def gold(row: Row) -> Said:
    """Return what the data says of a page."""
    day = (row.get("date") or "")[:10]
    return Said(words(row.get("title")), names(row.get("author")), day, day)


@dataclass(frozen=True, slots=True)
class Ours:
    """Reads pages by corpustools, each by the model of its fold where there are ``folds``."""

    kind: str
    folds: Path | None

    def __call__(self, row: Row) -> Said:
        url = row["url"] if self.kind == "html" else None
        with folds.learned_elsewhere(row["site"], self.folds):
            try:
                told = corpustools.read(row[self.kind], media_type=MEDIA_TYPES[self.kind], url=url).metadata
            except UnreadableError:
                return Said()
        people, all_ = names(told.authors), names((*told.authors, *told.author_organizations))
        date = told.date_published or ""
        return Said(words(told.headline), all_, date or told.date_modified or "", date, people)


def trafilatura(row: Row) -> Said:
    """Read a page by trafilatura."""
    from trafilatura.metadata import extract_metadata

    try:
        told = extract_metadata(row["html"], default_url=row["url"])
    except Exception:  # some pages are more than it can take
        return Said()
    authors = names(told.author)
    return Said(words(told.title), authors, told.date or "", told.date or "", authors)


def measure(
    data: Data, folder: Path | None, pool: Executor, *, kinds: Iterable[str] = tuple(SETS)
) -> dict[str, dict[str, dict[str, Any]]]:
    """Score each system on each set: by kind of page, then by set, then by system."""
    figures: dict[str, dict[str, dict[str, Any]]] = {}
    for kind in kinds:
        systems: dict[str, Callable[[Row], Said]] = {"corpustools": Ours(kind, folder)}
        if kind == "html":
            systems["trafilatura"] = trafilatura
        for file in SETS[kind]:
            for part, rows in _parts(kind, file, data):
                for name, system in systems.items():
                    scored = score(rows, list(pool.map(system, rows, chunksize=4)))
                    figures.setdefault(kind, {}).setdefault(part, {})[name] = scored
    return figures


def _parts(kind: str, file: str, data: Data) -> Iterator[tuple[str, list[Row]]]:
    """Yield the pages of a set with what is known of them; of dumped pages, those of each converter apart."""
    if kind == "html":
        yield file, list(data.file(kind, file))[: data.limit]
        return
    known = {row["id"]: {part: row.get(part) for part in PARTS} for row in data.file("html", file)}
    dumps = [{**row, **known[row["id"].rpartition("/")[0]]} for row in data.file(kind, file)]
    for converter in sorted({row["converter"] for row in dumps}):
        yield f"{file} {converter}", [row for row in dumps if row["converter"] == converter][: data.limit]


def score(rows: list[Row], answers: list[Said]) -> dict[str, Any]:
    """Return the share of pages answered exactly, of those that have an answer, and the precision of the answers."""
    figures: dict[str, Any] = {"n": len(rows)}
    truth = [gold(row) for row in rows]
    for part in PARTS:
        known = [(getattr(true, part), getattr(said, part)) for true, said in zip(truth, answers, strict=True)]
        known = [pair for pair in known if pair[0]]
        right = sum(true == said for true, said in known)
        answered = sum(bool(said) for _, said in known)
        figures[part] = {
            "n": len(known),
            "exact": round(right / max(len(known), 1), 4),
            "precision": round(right / max(answered, 1), 4),
        }
    without = [said for true, said in zip(truth, answers, strict=True) if not true.author]
    figures["no author"] = {
        "n": len(without),
        "named": round(sum(bool(said.author) for said in without) / max(len(without), 1), 4),
        "person named": round(sum(bool(said.people) for said in without) / max(len(without), 1), 4),
    }
    return figures


def error_class(part: str, true: Said, said: Said) -> str:
    """Name how an answer is wrong, as far as the two answers alone show it.

    >>> error_class("date", Said(date="2015-06-10"), Said(date="2015-06-11"))
    'the next day or the one before'
    """
    right, ours = getattr(true, part), getattr(said, part)
    if not ours:
        return "no answer"
    if part == "author":
        if ours < right:
            return "some of the authors"
        return "more than the authors" if ours > right else "others than the authors"
    if part == "title":
        if right in ours:
            return "more than the title"
        return "less than the title" if ours in right else "another title"
    if abs(_day(right) - _day(ours)) <= 1:
        return "the next day or the one before"
    return "earlier" if ours < right else "later"


def _day(value: str) -> int:
    return calendar_date.fromisoformat((value + "-01-01")[:10]).toordinal()


def printed(figures: dict[str, dict[str, dict[str, Any]]]) -> str:
    """Write the figures as a table."""
    lines = [f"{'':34}{'title':>8}{'author':>16}{'date':>16}{'published':>16}{'named without gold':>22}"]
    for kind, sets in figures.items():
        for file, systems in sets.items():
            for name, one in systems.items():
                cells = [f"{one['title']['exact']:8.3f}"]
                cells += [f"{one[part]['exact']:8.3f} ({one[part]['precision']:.3f})" for part in PARTS[1:]]
                free = one["no author"]
                cells.append(f"{free['named']:10.3f} of {free['n']}")
                lines.append(f"{f'{kind} {file}, {name}':34}{''.join(cells)}")
    return "\n".join(lines)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--limit", type=int, help="read only so many pages of each set")
    arguments.add_argument("--kind", choices=SETS, action="append", help="measure these pages only")
    arguments.add_argument("--folds", type=Path, default=folds.FOLDED)
    arguments.add_argument("--errors", action="store_true", help="count kinds of errors instead")
    arguments.add_argument("--json", action="store_true")
    asked = arguments.parse_args()
    data = Data(asked.data, asked.limit)
    with ProcessPoolExecutor() as pool:
        if asked.errors:
            _print_errors(data, asked.folds, pool)
            return 0
        figures = measure(data, asked.folds, pool, kinds=asked.kind or tuple(SETS))
    print(json.dumps(figures, indent=1) if asked.json else printed(figures))
    return 0


def _print_errors(data: Data, folder: Path, pool: Executor) -> None:
    for file in SETS["html"]:
        rows = list(data.file("html", file))[: data.limit]
        answers = list(pool.map(Ours("html", folder), rows, chunksize=4))
        for part in PARTS[:3]:
            pairs = [(gold(row), said) for row, said in zip(rows, answers, strict=True)]
            wrong = [(true, said) for true, said in pairs if getattr(true, part) and true != said]
            wrong = [(true, said) for true, said in wrong if getattr(true, part) != getattr(said, part)]
            counts = Counter(error_class(part, *pair) for pair in wrong)
            print(file, part, len(wrong), dict(counts.most_common()))


if __name__ == "__main__":
    sys.exit(main())
