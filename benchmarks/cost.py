"""Measure what a document costs in shards, from which follows what a billion cost, and write ``benchmarks/cost.json``.

    python benchmarks/cost.py DATA [--documents N] [--rounds N]

DATA is the folder of the evaluation data, which is not part of the project. Pages are put into JSON Lines, as plain
text and as HTML, and made into shards in one process, profiles of sites included. Time is processor time, of all that a
run does but to start, and the best round counts. The documentation multiplies; none of its figures is typed by hand.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

from pages import Data, Row  # noqa: E402
from tables import APART, load, printed, table  # noqa: E402

from corpustools.config import Config  # noqa: E402
from corpustools.shards.run import make_shards  # noqa: E402

FILE = "aeb"
WARM = 20
"""Pages that are read before any is measured, so that everything is loaded."""


def size(folder: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def made(rows: Path, to: Path, config: Config) -> tuple[float, int]:
    """Make shards; return the seconds of processor time, and how many documents were read."""
    begun = time.process_time()
    report = make_shards([str(rows)], str(to), engine="serial", config=config)
    return time.process_time() - begun, report.documents


def measure(pages: Sequence[Row], kind: str, rounds: int) -> dict[str, float]:
    """Return what a document costs, read from this field of the pages."""
    with tempfile.TemporaryDirectory() as folder:
        rows = Path(folder, "rows.jsonl")
        with rows.open("w", encoding="utf-8") as file:
            for page in pages:
                file.write(json.dumps({kind: page[kind], "url": page["url"]}, ensure_ascii=False) + "\n")
        few = Path(folder, "few.jsonl")
        few.write_text("".join(rows.open(encoding="utf-8").readlines()[:WARM]), encoding="utf-8")
        made(few, Path(folder, "warm"), Config())
        whole, alone = [], []
        for each in range(rounds):
            spent, documents = made(rows, Path(folder, f"made-{each}"), Config())
            whole.append(spent / documents)
            alone.append(made(rows, Path(folder, f"alone-{each}"), Config(profiles=False))[0] / documents)
        first = Path(folder, "made-0")
        return {
            "documents": documents,
            "bytes": sum(len(page[kind].encode("utf-8", "replace")) for page in pages) / documents,
            "milliseconds": 1000 * min(whole),
            "milliseconds without profiles": 1000 * min(alone),
            "shard": size(first / "shards") / documents,
            "footprint": (size(first / "footprints") + size(first / "profiles")) / documents,
        }


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--documents", type=int, default=500)
    arguments.add_argument("--rounds", type=int, default=3)
    asked = arguments.parse_args()
    if not (asked.data / "score.py").is_file():
        print(f"{asked.data} holds no evaluation data; nothing was measured")
        return 0
    data = Data(asked.data, asked.documents)
    html = data.rows("html", FILE)
    same = {(row["site"], row["url"]) for row in html}
    text = [row for row in data.file("text", FILE) if (row["site"], row["url"]) in same][: asked.documents]
    kinds = {"text": measure(text, "text", asked.rounds), "html": measure(html, "html", asked.rounds)}
    stored = {"python": platform.python_version(), "kinds": kinds}
    APART["cost"].write_text(json.dumps(stored, indent=1, default=float, sort_keys=True) + "\n", encoding="utf-8")
    found = table("cost", load())
    assert found is not None
    print(printed(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
