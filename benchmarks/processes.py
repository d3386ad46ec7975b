"""Measure what a second process brings: a corpus processed with one job and with two, in one run.

    python benchmarks/processes.py DATA [--documents N] [--rounds N]

DATA is the folder of the evaluation data, which is not part of the project. Jobs take turns, and the best round of each
counts. Wall time says something on two idle cores alone, so beside it stands what two peers gain by a second process at
the same time: a loop that shares nothing and needs no memory, and two corpora of half the documents each, processed by
two programs that know nothing of each other. What those take more than one does is the machine's share, of caches and
memory that two cores have in common; no program can gain it back. Processor time is told as well: what two processes
and the one that writes for them take together, beside one and beside the two programs, and the bound that follows for
two idle cores, where the slowest of the three decides.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

from pages import Data  # noqa: E402

from corpustools import open_corpus  # noqa: E402
from corpustools.corpus import processing  # noqa: E402
from corpustools.engines import Engine, Limits, open_engine  # noqa: E402

FILE = "aeb"


def used(_: int) -> tuple[int, float]:
    """Say which process this is, and how much processor time it has used."""
    time.sleep(0.05)  # so that no process answers for all
    return os.getpid(), time.process_time()


@contextmanager
def watched(many: int, limits: Limits, spent: list[float]) -> Iterator[Engine]:
    """Make an engine, and note what its processes used before they end."""
    with open_engine(many, limits) as engine:
        yield engine
        if many > 1:
            found = dict(engine.map(used, range(8 * many)))  # type: ignore[arg-type]
            spent.append(sum(found.values()))


def process(root: Path, jobs: int) -> tuple[float, float, float]:
    """Process a corpus from nothing; return the wall time, and the processor time here and in other processes."""
    spent: list[float] = []
    processing.open_engine = lambda many, limits: watched(many, limits, spent)  # type: ignore[assignment]
    (root / ".corpustools" / "state.sqlite").unlink(missing_ok=True)
    wall, own = time.perf_counter(), time.process_time()
    open_corpus(root).process(jobs=jobs)
    return time.perf_counter() - wall, time.process_time() - own, sum(spent)


def spin(rounds: int) -> int:
    """Do nothing, for some seconds."""
    return sum(place & 1 for place in range(rounds))


def spun(jobs: int) -> float:
    """Return the wall time of the same loops in so many processes that were started before."""
    with open_engine(2, Limits()) as engine:
        list(engine.map(used, range(8)))
        begun = time.perf_counter()
        list(engine.map(spin, [40_000_000 // jobs] * jobs))
        return time.perf_counter() - begun


ALONE = """
import sys, time
import corpustools.engines.preloaded
from corpustools import open_corpus
print("ready", flush=True)
sys.stdin.readline()
begun = time.process_time()
open_corpus(sys.argv[1]).process(jobs=1)
print(time.process_time() - begun)
"""


def independent(roots: list[Path]) -> tuple[float, float]:
    """Process corpora by a program each, at the same time; return the wall time and their processor time together."""
    for root in roots:
        (root / ".corpustools" / "state.sqlite").unlink(missing_ok=True)
    programs = [
        subprocess.Popen([sys.executable, "-c", ALONE, root], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for root in roots
    ]
    for program in programs:
        assert program.stdout is not None
        program.stdout.readline()
    begun = time.perf_counter()
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("\n")
        program.stdin.flush()
    spent = [float(program.communicate()[0]) for program in programs]
    return time.perf_counter() - begun, sum(spent)


def make_corpus(root: Path, texts: list[str]) -> Path:
    """Make a corpus of these pages."""
    (root / "raw").mkdir(parents=True)
    (root / "corpus.toml").write_text("[corpus]\n")
    for at, text in enumerate(texts):
        (root / "raw" / f"{at:05}.html").write_text(text)
    return root


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--documents", type=int, default=1000)
    arguments.add_argument("--rounds", type=int, default=3)
    asked = arguments.parse_args()
    if not (asked.data / "score.py").is_file():
        print(f"{asked.data} holds no evaluation data; nothing was measured")
        return 0
    rows = Data(asked.data, asked.documents).rows("html", FILE)
    with tempfile.TemporaryDirectory() as folder:
        texts = [rows[at % len(rows)]["html"] for at in range(asked.documents)]
        root = make_corpus(Path(folder, "whole"), texts)
        halves = [make_corpus(Path(folder, name), texts[at::2]) for at, name in enumerate(("odd", "even"))]
        process(root, 1)
        loops, rounds, apart = [], [], []
        for _ in range(asked.rounds):
            rounds.append((process(root, 1), process(root, 2)))
            apart.append((independent([root]), independent(halves)))
            loops.append((spun(1), spun(2)))
    one, two = (min(times[jobs] for times in rounds) for jobs in (0, 1))
    serial, writing, reading = min(times[0][1] for times in rounds), *two[1:]
    bound = serial / max(writing, (writing + reading) / 2)
    print(f"{asked.documents} documents, {serial / asked.documents * 1000:.1f} ms each in one process")
    print(f"wall time, one process by two: {one[0] / two[0]:.2f}")
    alone, both = (min(times[jobs] for times in loops) for jobs in (0, 1))
    print(f"the same of a loop that shares nothing: {alone / both:.2f}")
    (wall, spent), (walls, together) = (
        tuple(min(times[jobs][each] for times in apart) for each in (0, 1)) for jobs in (0, 1)
    )
    print(f"the same of two programs that know nothing of each other: {wall / walls:.2f}")
    print(f"processor time of these two by one: {together / spent:.2f}")
    print(f"processor time, two and the one that writes by one: {(writing + reading) / serial:.2f}")
    print(f"the same by two programs: {(writing + reading) / together:.2f}")
    print(f"of it in the one that writes: {writing / (writing + reading):.2f}")
    print(f"so on two idle cores at most: {bound:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
