"""Floors: what was reached once must be reached again, and more may be asked later, never less."""

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).parent / "floors.json"

Levels = dict[str, dict[str, float]]


def levels(figures: Mapping[str, Any]) -> Levels:
    """Return the figures that have floors: F1 on each set, with siblings too, the macro F1 of labels, and facts.

    >>> levels({"text": {"corpustools": {"aeb": {"F1": 0.5}}}})
    {'text': {'aeb': 0.5}}
    """
    measured = {kind: figures[kind]["corpustools"] for kind in ("text", "html") if kind in figures}
    for kind, both in figures.get("siblings", {}).items():
        measured[f"{kind} with siblings"] = both["with"]
    found = {kind: {column: figure["F1"] for column, figure in columns.items()} for kind, columns in measured.items()}
    if "annotated" in figures:
        found["labels"] = {half: figure["macro F1"] for half, figure in figures["annotated"].items()}
    return found | _of_facts(figures)


def _of_facts(figures: Mapping[str, Any]) -> Levels:
    """Return how right metadata, names and quotations are, and how much of them is found, on the half to report on."""
    found: Levels = {}
    for kind, sets in figures.get("metadata", {}).items():
        for name, systems in sets.items():
            for part in ("title", "author", "date"):
                ours = systems["corpustools"][part]
                if ours["n"]:
                    shares = found.setdefault(f"metadata from {kind}, {part}", {})
                    shares |= {name: ours["exact"], f"{name}, precision": ours["precision"]}
    if "names" in figures:
        for kind in ("person", "organization", "place"):
            ours = figures["names"].get("corpustools", {}).get("report", {}).get(kind)
            if ours:
                found[f"names, {kind}"] = {"precision": ours["P"], "recall": ours["R"]}
    if "quotations" in figures:
        ours = figures["quotations"].get("report", {}).get("both", {}).get("near with speaker")
        if ours:
            found["quotations with the speaker"] = {"precision": ours["P"], "recall": ours["R"]}
    return found


def load() -> Levels:
    """Read the floors."""
    floors: Levels = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    return floors


def raised(floors: Levels, reached: Levels) -> Levels:
    """Lift floors to what was reached, rounded down to three places; none is lowered.

    >>> raised({"text": {"aeb": 0.5, "aed": 0.9}}, {"text": {"aeb": 0.6789, "aed": 0.8}})
    {'text': {'aeb': 0.678, 'aed': 0.9}}
    """
    return {
        kind: {
            column: max(
                floors.get(kind, {}).get(column, 0.0), math.floor(reached.get(kind, {}).get(column, 0.0) * 1000) / 1000
            )
            for column in dict.fromkeys([*floors.get(kind, {}), *reached.get(kind, {})])
        }
        for kind in dict.fromkeys([*floors, *reached])
    }


def below(floors: Levels, reached: Levels) -> list[str]:
    """Say which figures are below their floors; what was not measured is not.

    >>> below({"text": {"aeb": 0.5}}, {"text": {"aeb": 0.4}})
    ['text, aeb: 0.4000 is below the floor 0.500']
    """
    return [
        f"{kind}, {column}: {reached[kind][column]:.4f} is below the floor {floor:.3f}"
        for kind, columns in floors.items()
        for column, floor in columns.items()
        if kind in reached and reached[kind][column] < floor
    ]


def lower_with_siblings(figures: Mapping[str, Any]) -> list[str]:
    """Say where pages are read worse with what their siblings tell than without.

    >>> lower_with_siblings({"siblings": {"text": {"with": {"aeb": {"F1": 0.4}}, "without": {"aeb": {"F1": 0.5}}}}})
    ['text, aeb: 0.4000 with siblings, 0.5000 without']
    """
    return [
        f"{kind}, {column}: {found['F1']:.4f} with siblings, {both['without'][column]['F1']:.4f} without"
        for kind, both in figures.get("siblings", {}).items()
        for column, found in both["with"].items()
        if found["F1"] < both["without"][column]["F1"]
    ]


def write(floors: Levels) -> None:
    """Write the floors."""
    FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
