"""The pages that everything here is measured on: the evaluation data's rows, its sets and its scorer.

The data is no part of the project. It is a folder with ``score.py``, ``text/SET.jsonl.xz`` (pages dumped to plain
text, three ways each) and ``html/SET.jsonl.xz`` (the pages themselves).
"""

import importlib.util
import itertools
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).parent

Row = Mapping[str, Any]

SETS: Mapping[str, tuple[str, Callable[[Row], bool]]] = {
    "aeb": ("aeb", lambda row: True),
    "aed": ("aed", lambda row: True),
    "fundus": ("fundus", lambda row: True),
    "wcxb article": ("wcxb", lambda row: row["ptype"] == "article"),
    "wcxb other": ("wcxb", lambda row: row["ptype"] != "article"),
}
"""The columns of the tables: the file each is read from, and which of its pages count."""

FILES = tuple(dict.fromkeys(file for file, _ in SETS.values()))
MEDIA_TYPES = {"text": "text/plain", "html": "text/html"}


class Data:
    """The folder of the data, with its scorer; ``limit`` is the number of rows of each set to read."""

    def __init__(self, folder: Path, limit: int | None = None) -> None:
        self.folder, self.limit = folder, limit
        self.score = _scorer(folder)

    def path(self, kind: str, file: str) -> Path:
        """Return where the pages of a file are, as ``text`` or as ``html``."""
        return self.folder / kind / f"{file}.jsonl.xz"

    def file(self, kind: str, file: str) -> Iterable[Row]:
        """Read every page of a file."""
        rows: Iterable[Row] = self.score.read_jsonl(str(self.path(kind, file)))
        return rows

    def rows(self, kind: str, column: str) -> list[Row]:
        """Read the pages of a set."""
        file, belongs = SETS[column]
        return list(itertools.islice(filter(belongs, self.file(kind, file)), self.limit))

    def scored(self, rows: Iterable[Row], bodies: Mapping[str, str]) -> dict[str, float]:
        """Score what a system holds to be the running text of each page, rounded to four places."""
        rows = list(rows)
        result, _ = self.score.evaluate(rows, bodies, by=())
        figures = {key: round(value, 4) for key, value in result["ALL"].items()}
        return figures | {"sites": len({row["site"] for row in rows})}


def _scorer(folder: Path) -> ModuleType:
    """Load the scorer that comes with the data."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module
