"""Measure how well pages are read, beside other tools in the same run, and hold the floors.

    python benchmarks/evaluate.py DATA [--raise-floors] [--limit N]

DATA is a folder with the evaluation data and its scorer (``score.py``, ``text/SET.jsonl.xz``); neither is part
of the project. The figures go to ``benchmarks/figures.json``, from which the documentation shows them. A figure
below its floor (``benchmarks/floors.json``) ends the run with status 1; ``--raise-floors`` lifts floors to what was
reached, rounded down, and never lowers one.
"""

import argparse
import importlib.util
import itertools
import json
import math
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

from baselines import TEXT_BASELINES

import corpustools

HERE = Path(__file__).parent
FIGURES, FLOORS = HERE / "figures.json", HERE / "floors.json"

SETS: dict[str, tuple[str, Callable[[dict[str, Any]], bool]]] = {
    "aeb": ("aeb", lambda row: True),
    "aed": ("aed", lambda row: True),
    "fundus": ("fundus", lambda row: True),
    "wcxb article": ("wcxb", lambda row: row["ptype"] == "article"),
    "wcxb other": ("wcxb", lambda row: row["ptype"] != "article"),
}
"""The columns of the table: the file each is read from, and which of its pages count."""


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--raise-floors", action="store_true")
    arguments.add_argument("--limit", type=int, help="read only so many rows of each set; floors are not held")
    asked = arguments.parse_args()
    if not (asked.data / "score.py").is_file():
        print(f"{asked.data} holds no evaluation data; nothing was measured")
        return 0
    score = _scorer(asked.data)
    figures = {"text": _measure_text(score, asked.data, asked.limit)}
    _print(figures)
    if asked.limit:
        return 0
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    if asked.raise_floors:
        _raise_floors(figures)
    return _hold_floors(figures)


def _scorer(data: Path) -> ModuleType:
    """Load the scorer that comes with the data."""
    spec = importlib.util.spec_from_file_location("score", data / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def body_of_text(text: str) -> str:
    """Return what corpustools holds to be the running text of a page given as plain text."""
    return corpustools.read(text).body


def _measure_text(score: ModuleType, data: Path, limit: int | None) -> dict[str, Any]:
    """Score every system on every set of pages dumped to plain text."""
    systems: dict[str, Callable[[str], str]] = {"corpustools": body_of_text, **TEXT_BASELINES}
    figures: dict[str, Any] = {name: {} for name in systems}
    with ProcessPoolExecutor() as pool:
        for column, (file, belongs) in SETS.items():
            every: Iterable[dict[str, Any]] = score.read_jsonl(str(data / "text" / f"{file}.jsonl.xz"))
            rows = list(itertools.islice(filter(belongs, every), limit))
            for name, system in systems.items():
                bodies = pool.map(system, (row["text"] for row in rows), chunksize=16)
                predictions = {row["id"]: body for row, body in zip(rows, bodies, strict=True)}
                result, _ = score.evaluate(rows, predictions, by=())
                figures[name][column] = {key: round(value, 4) for key, value in result["ALL"].items()}
    return figures


def _print(figures: dict[str, Any]) -> None:
    for kind, systems in figures.items():
        print(f"F1 (word 4-grams, document F1 in brackets), from {kind}")
        print(f"{'':24}" + "".join(f"{column:>18}" for column in SETS))
        for name, columns in systems.items():
            cells = (f"{columns[column]['F1']:.3f} ({columns[column]['docF1']:.3f})" for column in SETS)
            print(f"{name:24}" + "".join(f"{cell:>18}" for cell in cells))


def _floors() -> dict[str, dict[str, float]]:
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    return floors


def _raise_floors(figures: dict[str, Any]) -> None:
    floors = _floors()
    for kind, systems in figures.items():
        for column, reached in systems["corpustools"].items():
            old = floors.setdefault(kind, {}).get(column, 0.0)
            floors[kind][column] = max(old, math.floor(reached["F1"] * 1000) / 1000)
    FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")


def _hold_floors(figures: dict[str, Any]) -> int:
    below = [
        f"{kind}, {column}: {figures[kind]['corpustools'][column]['F1']:.4f} is below the floor {floor:.3f}"
        for kind, columns in _floors().items()
        for column, floor in columns.items()
        if figures[kind]["corpustools"][column]["F1"] < floor
    ]
    print("\n".join(below) or "Every floor holds.")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
