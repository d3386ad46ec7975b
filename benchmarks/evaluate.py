"""Measure how well pages are read, beside other tools in the same run, and hold the floors.

    python benchmarks/evaluate.py DATA [--raise-floors] [--part NAME [--update]] [--rules] [--limit N] [--package-model]

DATA is a folder with the evaluation data and its scorer (``score.py``, ``text/SET.jsonl.xz``, ``html/SET.jsonl.xz``);
neither is part of the project. Each page is read by the model that was learned from the pages of all other sites:
``tools/train_lines.py DATA --folds`` learns them.

The figures go to ``benchmarks/figures.json``, from which the documentation shows them. A figure below its floor
(``benchmarks/floors.json``) ends the run with status 1; ``--raise-floors`` lifts floors to what was reached, rounded
down, and never lowers one. A run of some parts, or of some pages, or by the package's own model, writes nothing and
holds no floor; with ``--update`` a run of some parts writes these, and leaves the others as they were measured before.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import declared
import floors
import folds
import named
import peers
import quoted
from annotated import measure_annotated
from baselines import TEXT_BASELINES
from calibration import calibrate, rule_table
from pages import SETS, Data
from reading import Reader, Reading, summarise_again
from siblings import measure_siblings
from tables import FIGURES, Table, every_table, printed

PARTS = {
    "text": ("text",),
    "html": ("html",),
    "siblings": ("text", "html"),
    "annotated": ("text",),
    "metadata": ("text", "html"),
    "names": ("text",),
    "quotations": ("text",),
}
"""What can be measured, and the kinds of pages that it needs models for."""


def main() -> int:
    asked = _arguments()
    if not (asked.data / "score.py").is_file():
        print(f"{asked.data} holds no evaluation data; nothing was measured")
        return 0
    wanted = tuple(asked.part or PARTS)
    kinds = sorted({kind for part in wanted for kind in PARTS[part]})
    if {"html", "metadata"} & {*wanted} and not asked.rules and (lacking := peers.missing()):
        print(peers.how_to_install(lacking))
        return 1
    folder = None if asked.package_model else asked.folds
    if folder is not None and (lacking := folds.missing(folder, kinds)):
        print(f"there is no {', '.join(lacking)} in {folder}; what was learned from a site must not read it. Run\n")
        print("    .venv/bin/pip install --constraint constraints.txt --editable '.[train]'")
        print(f"    .venv/bin/python tools/train_lines.py {asked.data} --folds")
        return 1
    if folder is not None and (changed := folds.stale(folder, kinds)):
        print(f"Warning: the folds in {folder} are older than {', '.join(changed)}.\n", file=sys.stderr)
    data = Data(asked.data, asked.limit)
    with ProcessPoolExecutor(asked.workers) as pool:
        if asked.rules:
            _print_rules(data, folder, kinds, pool)
            return 0
        figures = _measure(data, folder, wanted, pool)
    print(every_table(figures))
    if lower := floors.lower_with_siblings(figures):
        print("\nLower with siblings than without:\n" + "\n".join(lower))
    if folder is None:
        print("\nWarning: read by the package's own model, which was learned from these very pages.")
    if asked.limit or folder is None or (asked.part and not asked.update):
        return 0
    if asked.part:
        stored = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.is_file() else {}
        figures = {**stored, **figures, "versions": {**stored.get("versions", {}), **figures.get("versions", {})}}
    FIGURES.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    reached = floors.levels(figures)
    if asked.raise_floors:
        floors.write(floors.raised(floors.load(), reached))
    below = floors.below(floors.load(), reached)
    print("\n" + ("\n".join(below) or "Every floor holds."))
    return 1 if below else 0


def _arguments() -> argparse.Namespace:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--raise-floors", action="store_true")
    arguments.add_argument("--part", choices=PARTS, action="append", help="measure this part only; may be repeated")
    arguments.add_argument("--update", action="store_true", help="write the parts that are measured, and keep others")
    arguments.add_argument("--rules", action="store_true", help="say how often each rule decides and is right instead")
    arguments.add_argument("--limit", type=int, help="read only so many pages of each set")
    arguments.add_argument("--folds", type=Path, default=folds.FOLDED, help="the folder with the models of the folds")
    arguments.add_argument("--package-model", action="store_true", help="read by the package's own model")
    arguments.add_argument(
        "--workers", type=int, help="the number of processes; as many as there are cores if not given"
    )
    return arguments.parse_args()


def _measure(data: Data, folder: Path | None, wanted: tuple[str, ...], pool: Executor) -> dict[str, Any]:
    """Measure the parts that are wanted."""
    figures: dict[str, Any] = {}
    if "text" in wanted:
        figures["text"], figures["again"] = _measure_text(data, Reader("text", folder), pool)
    if "html" in wanted:
        figures["html"] = _measure_html(data, Reader("html", folder), pool)
        figures["versions"] = peers.versions()
    if "siblings" in wanted:
        figures["siblings"] = {}
        for kind in folds.KINDS:
            with _timed(f"siblings, {kind}"):
                figures["siblings"][kind] = measure_siblings(data, Reader(kind, folder), pool)
    if "annotated" in wanted:
        with _timed("annotated pages"):
            figures["annotated"] = measure_annotated(data, Reader("text", folder), pool)
    if "metadata" in wanted:
        with _timed("metadata"):
            figures["metadata"] = declared.measure(data, folder, pool)
            figures["versions"] = peers.versions()
    if "names" in wanted:
        with _timed("names"):
            figures["names"] = named.measure(data, folder)
    if "quotations" in wanted:
        with _timed("quotations"):
            figures["quotations"] = quoted.measure(data, folder)
    return figures


def _measure_text(data: Data, reader: Reader, pool: Executor) -> tuple[dict[str, Any], dict[str, Any]]:
    """Score every system on pages dumped to plain text, and see what becomes of the reading text when it is read."""
    figures: dict[str, Any] = {"corpustools": {}, **{name: {} for name in TEXT_BASELINES}}
    again: dict[str, Any] = {}
    for column in SETS:
        with _timed(f"text, {column}"):
            rows = data.rows("text", column)
            readings: list[Reading] = list(pool.map(reader, rows, chunksize=8))
            bodies = {row["id"]: reading.body for row, reading in zip(rows, readings, strict=True)}
            figures["corpustools"][column] = data.scored(rows, bodies)
            again[column] = summarise_again(readings)
            for name, system in TEXT_BASELINES.items():
                bodies = {row["id"]: system(row["text"]) for row in rows}
                figures[name][column] = data.scored(rows, bodies)
    return figures, again


def _measure_html(data: Data, reader: Reader, pool: Executor) -> dict[str, Any]:
    """Score every system on the pages themselves."""
    figures: dict[str, Any] = {"corpustools": {}, **{name: {} for name in peers.HTML_PEERS}}
    for column, (file, _) in SETS.items():
        with _timed(f"html, {column}"):
            rows = data.rows("html", column)
            readings = pool.map(reader, rows, chunksize=2)
            bodies = {row["id"]: reading.body for row, reading in zip(rows, readings, strict=True)}
            figures["corpustools"][column] = data.scored(rows, bodies)
            for name in peers.HTML_PEERS:
                bodies = peers.peer_bodies(name, data.path("html", file), rows, pool)
                figures[name][column] = data.scored(rows, bodies)
    return figures


def _print_rules(data: Data, folder: Path | None, kinds: list[str], pool: Executor) -> None:
    for kind in kinds:
        with _timed(f"rules, {kind}"):
            totals = calibrate(data, Reader(kind, folder), pool)
        print(f"Rules that decided, from {kind}\n{printed(Table(*rule_table(totals)))}\n")


@contextmanager
def _timed(what: str) -> Iterator[None]:
    """Say, where nobody compares it, how long something took."""
    start = time.monotonic()
    yield
    print(f"{what}: {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
