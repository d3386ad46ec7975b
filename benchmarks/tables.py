"""The tables of the evaluation, from what is stored in ``figures.json`` and the files beside it.

The command line prints them, and the documentation shows them. This module uses nothing of its neighbours, so that
both can load it.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from corpustools.model.span import BLOCK_LABELS

HERE = Path(__file__).parent
FIGURES = HERE / "figures.json"
APART = {name: HERE / f"{name}.json" for name in ("speed", "concordance", "cost", "building")}
"""Figures that a script of their own measures; each is a part of all figures, by its name."""

Figures = Mapping[str, Any]

_KINDS = {"text": "plain text", "html": "HTML"}


class Table(NamedTuple):
    """Heads of columns, and rows of cells."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


def load() -> Figures:
    """Read all figures that are stored."""
    found: dict[str, Any] = {}
    for name, path in {"": FIGURES, **APART}.items():
        if path.is_file():
            stored = json.loads(path.read_text(encoding="utf-8"))
            found |= {name: stored} if name else stored
    return found


def printed(table: Table) -> str:
    """Write a table in columns, the first to the left, the others to the right.

    >>> print(printed(Table(("", "aeb"), [("corpustools", "0.5")])))
                 aeb
    corpustools  0.5
    """
    every = [table.heads, *table.rows]
    widths = [max(len(row[place]) for row in every) for place in range(len(table.heads))]
    lines = (
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in every
    )
    return "\n".join(line.rstrip() for line in lines)


def _percent(share: float, digits: int = 1) -> str:
    return f"{100 * share:.{digits}f} %"


def _columns(systems: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the sets that any system was measured on."""
    return sorted({column for columns in systems for column in columns})


def _by_set(systems: Mapping[str, Any], shown: Callable[[Mapping[str, float]], str], names: Figures) -> Table:
    """Write a row for each system, corpustools first, the others by what they reached."""
    columns = _columns(systems.values())

    def place(name: str) -> tuple[bool, float]:
        return name != "corpustools", -sum(figure["F1"] for figure in systems[name].values())

    rows = [
        (_named(name, names), *(shown(systems[name][column]) if column in systems[name] else "" for column in columns))
        for name in sorted(systems, key=place)
    ]
    return Table(("method", *columns), rows)


def _named(system: str, versions: Mapping[str, str]) -> str:
    """Put the version behind the name of a tool."""
    name, comma, rest = system.partition(",")
    return f"{name} {versions[name]}{comma}{rest}" if name in versions else system


def _with_error(figure: Mapping[str, float]) -> str:
    return f"{figure['F1']:.3f} ± {figure['se']:.3f}"


def f1(figures: Figures, kind: str) -> Table:
    """F1 of every system on every set, with its standard error."""
    return _by_set(figures[kind], _with_error, figures.get("versions", {}))


def by_document(figures: Figures, kind: str) -> Table:
    """The mean of every page's own F1, in which a page of which nothing was kept counts as 0."""
    return _by_set(figures[kind], lambda figure: f"{figure['docF1']:.3f}", figures.get("versions", {}))


def parts(figures: Figures) -> Table:
    """Precision and recall of corpustools, and the pages that it read without a fault or found nothing in."""
    kinds = [kind for kind in _KINDS if kind in figures]
    rows = [
        (
            f"{_KINDS[kind]}, {column}",
            f"{figure['P']:.3f}",
            f"{figure['R']:.3f}",
            _percent(figure["exact"]),
            str(figure["empty"]),
        )
        for kind in kinds
        for column, figure in sorted(figures[kind]["corpustools"].items())
    ]
    return Table(("set", "precision", "recall", "every word right", "pages left empty"), rows)


def sizes(figures: Figures) -> Table:
    """How many pages there are of each set, from how many sites."""
    kinds = [kind for kind in _KINDS if kind in figures]
    every = {kind: figures[kind]["corpustools"] for kind in kinds}
    columns = _columns(every.values())
    rows = [
        (
            column,
            *(
                str(every[kind][column][count]) if column in every[kind] else ""
                for kind in kinds
                for count in ("n", "sites")
            ),
        )
        for column in columns
    ]
    heads = (f"{_KINDS[kind]}: {what}" for kind in kinds for what in ("pages", "sites"))
    return Table(("set", *heads), rows)


def siblings(figures: Figures) -> Table:
    """F1 on the pages that have a sibling, read without and with what it tells."""
    found = figures["siblings"]
    columns = _columns(row for both in found.values() for row in both.values())
    rows = []
    for kind in (kind for kind in _KINDS if kind in found):
        for name in ("without", "with"):
            cells = (
                _with_error(row[column]) if column in row else "" for row in [found[kind][name]] for column in columns
            )
            rows.append((f"{_KINDS[kind]}, {name} siblings", *cells))
        some = found[kind]["with"]
        cells = (f"{some[column]['n']} of {some[column]['sites']}" if column in some else "" for column in columns)
        rows.append((f"{_KINDS[kind]}: pages of sites", *cells))
    return Table(("read from", *columns), rows)


def again(figures: Figures) -> Table:
    """What happens when what was kept is read again."""
    found = dict(sorted(figures["again"].items()))
    rows = (
        ("pages on which nothing changed", *(_percent(figure["unchanged"]) for figure in found.values())),
        ("words still kept", *(_percent(figure["words"], 2) for figure in found.values())),
    )
    return Table(("share of", *found), rows)


def macro(figures: Figures) -> Table:
    """The mean F1 of labels on each half of the annotated pages."""
    rows = [
        (
            half,
            str(found["pages"]),
            str(found["blocks"]),
            _percent(found["right"]),
            f"{found['macro F1']:.3f} ± {found['se']:.3f}",
        )
        for half, found in sorted(figures["annotated"].items())
    ]
    return Table(("half", "pages", "blocks", "labels right", "macro F1"), rows)


def _labels(figures: Figures, half: str) -> list[str]:
    """Return the labels that were annotated or read, in their usual order."""
    return [label.value for label in BLOCK_LABELS if label.value in figures["annotated"][half]["labels"]]


def labels(figures: Figures, half: str) -> Table:
    """Precision, recall and F1 of every label."""
    rows = [
        (label, str(found["n"]), f"{found['P']:.3f}", f"{found['R']:.3f}", f"{found['F1']:.3f}")
        for label in _labels(figures, half)
        for found in [figures["annotated"][half]["labels"][label]]
    ]
    return Table(("label", "annotated", "precision", "recall", "F1"), rows)


def matrix(figures: Figures, half: str) -> Table:
    """Annotated labels in rows, those read in columns, which have the numbers of the rows."""
    found = figures["annotated"][half]
    every = _labels(figures, half)
    rows = [
        (f"{place} {label}", *(str(found["matrix"].get(label, {}).get(other, "") or "·") for other in every))
        for place, label in enumerate(every, 1)
    ]
    return Table(("annotated ↓ read →", *(str(place) for place in range(1, len(every) + 1))), rows)


def metadata(figures: Figures, kind: str) -> Table:
    """How often each system says of a page exactly what the data says, and is right where it answers."""
    rows = []
    for name, systems in sorted(figures["metadata"].get(kind, {}).items()):
        for system, found in sorted(systems.items()):
            shares = [f"{found['title']['exact']:.3f}" if found["title"]["n"] else ""]
            for part in ("author", "date", "published"):
                one = found[part]
                shares.append(f"{one['exact']:.3f} ({one['precision']:.3f})" if one["n"] else "")
            free = found["no author"]
            shares.append(f"{_percent(free['named'])} of {free['n']}" if free["n"] else "")
            rows.append((f"{name}, {_named(system, figures.get('versions', {}))}", str(found["n"]), *shares))
    return Table(("set, method", "pages", "title", "authors", "date", "date published", "author where none is"), rows)


def names(figures: Figures) -> Table:
    """Precision and recall of people, organizations and places, by half and system."""
    rows = [
        (
            f"{half}, {system}: {kind}",
            str(found[kind]["n"]),
            *(f"{found[kind][one]:.3f}" for one in ("P", "R", "F1")),
        )
        for half in ("report", "development")
        for system, halves in sorted(figures["names"].items())
        for found in [halves[half]]
        for kind in ("person", "organization", "place", "all")
        if kind in found
    ]
    return Table(("half, method: kind", "annotated", "precision", "recall", "F1"), rows)


def quotations(figures: Figures) -> Table:
    """Precision and recall of quotations, without and with the right speaker."""
    shown = {"near": "words", "near with speaker": "words and speaker"}
    rows = [
        (
            f"{half}, {kind}: {said}",
            str(found["n"]),
            str(found["found"]),
            *(f"{found[o]:.3f}" for o in ("P", "R", "F1")),
        )
        for half in ("report", "development")
        for kind in ("direct", "indirect", "both")
        for one, said in shown.items()
        for found in [figures["quotations"].get(half, {}).get(kind, {}).get(one)]
        if found
    ]
    return Table(("half, kind: what must be right", "annotated", "found", "precision", "recall", "F1"), rows)


def speed(figures: Figures) -> Table:
    """What corpustools takes, what the other takes, and their ratio."""
    rows = [
        (name, found["ours"], found["other"], f"{found['times']:.2f}")
        for name, found in sorted(figures["speed"]["ratios"].items())
    ]
    return Table(("what is done", "corpustools", "the other", "times as fast"), rows)


def concordance(figures: Figures) -> Table:
    """What queries of the concordance load, and how long they take."""
    measured = figures["concordance"]
    rows = [
        (
            query,
            f"{found['hits']:,}",
            f"{found['kilobytes']:,} kB",
            str(found["requests"]),
            *(f"{found[kind]:.2f} s" for kind in ("seconds", "by the clock")),
        )
        for query, found in measured["queries"].items()
    ]
    clock = f"by the clock (load {measured['load']:.0f} on {measured['cores']} cores)"
    return Table(("query", "hits", "loaded", "requests", "processor time", clock), rows)


def building(figures: Figures) -> Table:
    """What building a site takes, what the other takes, and their ratio."""
    rows = [
        (
            name,
            found["ours"],
            found["other"],
            f"{found['times']:.2f}",
            f"{found['MiB']:,} MiB",
            f"{found['MiB of all']:,} MiB",
        )
        for name, found in sorted(figures["building"]["ratios"].items(), key=lambda item: _by_size(item[0]))
    ]
    heads = ("what is built", "corpustools", "the other", "times as fast", "its memory in one process", "in all")
    return Table(heads, rows)


def _by_size(name: str) -> tuple[int, str]:
    """Sort by the number at the beginning.

    >>> sorted(["10,000 documents: one", "1,000 documents: one"], key=_by_size)
    ['1,000 documents: one', '10,000 documents: one']
    """
    return int(name.partition(" ")[0].replace(",", "")), name


BILLION = 1_000_000_000
CORES = 1_000
DAY, YEAR = 86_400, 365.25 * 86_400
"""Seconds."""


def cost(figures: Figures) -> Table:
    """What one document costs that is read into shards, and a billion of them."""
    kinds = [kind for kind in _KINDS if kind in figures["cost"]["kinds"]]
    found = [figures["cost"]["kinds"][kind] for kind in kinds]

    def row(name: str, shown: Callable[[Mapping[str, float]], str]) -> tuple[str, ...]:
        return (name, *map(shown, found))

    rows = [
        row("documents measured", lambda one: f"{one['documents']:,.0f}"),
        row("a document, as it comes", lambda one: f"{one['bytes'] / 1000:.1f} kB"),
        row("its time on a core", lambda one: f"{one['milliseconds']:.1f} ms"),
        row("the same, without profiles of sites", lambda one: f"{one['milliseconds without profiles']:.1f} ms"),
        row("its row in Parquet", lambda one: f"{one['shard'] / 1000:.1f} kB"),
        row("a billion: time on a core", lambda one: f"{_seconds(one) / YEAR:.2f} core-years"),
        row(f"a billion: on {CORES:,} cores", lambda one: f"{_seconds(one) / CORES / DAY:.1f} days"),
        row("a billion: to be read", lambda one: _terabytes(one["bytes"])),
        row("a billion: shards", lambda one: _terabytes(one["shard"])),
        row("a billion: footprints, until it is done", lambda one: _terabytes(one["footprint"])),
    ]
    return Table(("", *(_KINDS[kind] for kind in kinds)), rows)


def _seconds(one: Mapping[str, float]) -> float:
    return one["milliseconds"] / 1000 * BILLION


def _terabytes(each: float) -> str:
    return f"{each * BILLION / 1e12:.2f} TB"


class Kind(NamedTuple):
    """A kind of table: the figures it is made from, what it shows, and what makes it."""

    needs: str
    title: str
    make: Callable[[Figures], Table]


TABLES: Mapping[str, Kind] = {
    "sizes": Kind("html", "Pages and sites", sizes),
    "text": Kind("text", "From plain text: F1, with standard error", lambda figures: f1(figures, "text")),
    "text-by-document": Kind("text", "From plain text: mean F1 of pages", lambda figures: by_document(figures, "text")),
    "html": Kind("html", "From HTML: F1, with standard error", lambda figures: f1(figures, "html")),
    "html-by-document": Kind("html", "From HTML: mean F1 of pages", lambda figures: by_document(figures, "html")),
    "parts": Kind("html", "corpustools in parts", parts),
    "siblings": Kind("siblings", "Pages that have a sibling: F1 without and with what it tells", siblings),
    "again": Kind("again", "The reading text, read again", again),
    "macro": Kind("annotated", "Labels of blocks, on annotated pages", macro),
    "labels": Kind("annotated", "Each label, the half to report on", lambda figures: labels(figures, "report")),
    "labels-development": Kind(
        "annotated", "Each label, the half to develop on", lambda figures: labels(figures, "development")
    ),
    "matrix": Kind("annotated", "Confusion, the half to report on", lambda figures: matrix(figures, "report")),
    "matrix-development": Kind(
        "annotated", "Confusion, the half to develop on", lambda figures: matrix(figures, "development")
    ),
    "metadata-html": Kind("metadata", "Metadata from HTML", lambda figures: metadata(figures, "html")),
    "metadata-text": Kind("metadata", "Metadata from plain text", lambda figures: metadata(figures, "text")),
    "names": Kind("names", "People, organizations and places", names),
    "quotations": Kind("quotations", "Quotations", quotations),
    "speed": Kind("speed", "Speed, one run on one core", speed),
    "concordance": Kind("concordance", "Queries of the concordance, nothing in the cache", concordance),
    "building": Kind("building", "Building a site, processor time in one run", building),
    "cost": Kind("cost", "What a billion documents cost", cost),
}
"""Each table by its name."""


def table(name: str, figures: Figures) -> Table | None:
    """Make a table, or return ``None`` where its figures have not been measured.

    >>> table("speed", {}) is None
    True
    """
    kind = TABLES[name]
    return kind.make(figures) if kind.needs in figures else None


def every_table(figures: Figures) -> str:
    """Write every table whose figures are there, with its title."""
    made = ((kind.title, table(name, figures)) for name, kind in TABLES.items())
    return "\n\n".join(f"{title}\n{printed(found)}" for title, found in made if found is not None)
