"""Measure speed, as ratios in one run on one core, and write ``benchmarks/speed.json``.

    python benchmarks/speed.py DATA [--rounds N] [--limit N]

DATA is the folder of the evaluation data, which is not part of the project. Times are processor time. What is
compared takes turns, round by round, so that both have the machine at its best and at its worst; of each the best
round counts. Absolute times say little about other machines and are printed only; the ratios are stored.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import json  # noqa: E402
import time  # noqa: E402

import peers  # noqa: E402
from pages import MEDIA_TYPES, Data, Row  # noqa: E402
from tables import APART, printed, table  # noqa: E402

import corpustools  # noqa: E402
from corpustools.labels import line_model  # noqa: E402

FILE = "aeb"
LOADED = 20
"""The number of pages that may take longer than the parameters of the model."""

IMPORT = "import time; start = time.process_time(); import {}; print(time.process_time() - start)"

Job = Callable[[], float]
"""Does something and says how many seconds of processor time it took."""


def best(jobs: Mapping[str, Job], rounds: int) -> dict[str, float]:
    """Let jobs take turns, and return the best time of each.

    >>> best({"one": lambda: 2.0, "other": iter((3.0, 1.0)).__next__}, 2)
    {'one': 2.0, 'other': 1.0}
    """
    times = [{name: job() for name, job in jobs.items()} for _ in range(rounds)]
    return {name: min(one[name] for one in times) for name in jobs}


def timed(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


WANTED = {
    "the text": (("body",), False),
    "the text and facts": (("body", "metadata"), True),
    "all that is told": (("body", "metadata", "mentions", "quotations"), True),
}
"""What somebody may want of a page: what that is here, and whether the other reads metadata for it.

The other knows no names and no quotations: beside all that is told stand its text and metadata.
"""


def read_all(rows: Sequence[Row], kind: str, wanted: Sequence[str] = ("body",)) -> None:
    for row in rows:
        document = corpustools.read(row[kind], media_type=MEDIA_TYPES[kind])
        for name in wanted:
            getattr(document, name)


def peer_reads_all(rows: Sequence[Row], with_metadata: bool) -> None:
    from trafilatura import bare_extraction

    for row in rows:
        bare_extraction(row["html"], with_metadata=with_metadata)


def compare_reading(rows: Mapping[str, Sequence[Row]], rounds: int) -> dict[str, dict[str, float | str]]:
    """Compare how long reading takes, by what is wanted of a page, from its dumps in plain text and from its HTML."""
    jobs: dict[str, Job] = {
        f"{kind}: {what}": partial(timed, partial(read_all, rows[kind], kind, wanted))
        for what, (wanted, _) in WANTED.items()
        for kind in MEDIA_TYPES
    }
    jobs |= {f"peer: {told}": partial(timed, partial(peer_reads_all, rows["html"], told)) for told in (False, True)}
    times = {name: took / len(rows[name.partition(":")[0]]) for name, took in best(jobs, rounds).items()}
    peer = f"trafilatura {peers.versions()['trafilatura']}"
    return {
        f"reading {name}: {what}": {
            "ours": "a page's plain text" if kind == "text" else "a page's HTML",
            "other": f"{peer}, the same page's HTML: {'the text and metadata' if told else 'the text'}",
            "seconds": times[f"{kind}: {what}"],
            "times": round(times[f"peer: {told}"] / times[f"{kind}: {what}"], 2),
        }
        for what, (_, told) in WANTED.items()
        for kind, name in (("text", "plain text"), ("html", "HTML"))
    }


def import_fresh(module: str) -> float:
    """Return how long a new process takes to import a module."""
    done = subprocess.run([sys.executable, "-c", IMPORT.format(module)], capture_output=True, check=True, text=True)
    return float(done.stdout)


def load_parameters(kind: str) -> None:
    line_model.load_model.__wrapped__(kind)


def measure(data: Data, rounds: int) -> dict[str, dict[str, float | str]]:
    """Compare corpustools with what it is to be compared with."""
    html = data.rows("html", FILE)
    same = {(row["site"], row["url"]) for row in html}
    text = [row for row in data.file("text", FILE) if (row["site"], row["url"]) in same]
    reads = compare_reading({"text": text, "html": html, "peer": html}, rounds)
    imports = best({module: partial(import_fresh, module) for module in ("corpustools", "bs4")}, 3 * rounds)
    loads = best(
        {f"load {kind}": partial(timed, partial(load_parameters, kind)) for kind in MEDIA_TYPES}
        | {
            f"read {kind}": partial(timed, partial(read_all, rows[:LOADED], kind))
            for kind, rows in (("text", text), ("html", html))
        },
        rounds,
    )
    return {
        **reads,
        "starting": {
            "ours": "import corpustools",
            "other": "import bs4",
            "seconds": imports["corpustools"],
            "times": round(imports["bs4"] / imports["corpustools"], 2),
        },
        **{
            f"the model, {name}": {
                "ours": "loading its parameters",
                "other": f"reading {LOADED} pages with it",
                "seconds": loads[f"load {kind}"],
                "times": round(loads[f"read {kind}"] / loads[f"load {kind}"], 2),
            }
            for kind, name in (("text", "plain text"), ("html", "HTML"))
        },
    }


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--limit", type=int, help="read only so many pages; nothing is written")
    asked = arguments.parse_args()
    if not (asked.data / "score.py").is_file():
        print(f"{asked.data} holds no evaluation data; nothing was measured")
        return 0
    if lacking := peers.missing():
        print(peers.how_to_install(lacking))
        return 1
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    ratios = measure(Data(asked.data, asked.limit), asked.rounds)
    found = table("speed", {"speed": {"ratios": ratios}})
    assert found is not None
    print(printed(found))
    for name, ratio in ratios.items():
        print(f"{name}: {1000 * float(ratio.pop('seconds')):.1f} ms", file=sys.stderr)
    if not asked.limit:
        APART["speed"].write_text(json.dumps({"ratios": ratios}, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
