"""Kill runs over a corpus at random moments, and fill its disk; nothing may be lost, torn or left behind.

    python torture/kills.py [--rounds N] [--seed S] [--disk]

Each round makes a corpus, begins to process it again and again in a process group of its own, kills the whole group
with SIGKILL after a random time, now and then changes, adds or removes a raw document, and looks at what is there:
every record and text must be whole. Then a run must finish, the corpus must verify, hold the same bytes as one that
was never disturbed, and have nothing in it that is not accounted for. With ``--disk`` the corpus lies on a file system
of a few hundred kilobytes that fills up, which takes root; space is then made, and the same must hold.
"""

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from corpustools import open_corpus
from corpustools.corpus import verify
from corpustools.model.record import from_json

PROCESS = "import sys; from corpustools.cli import main; main(['process', '--corpus', *sys.argv[1:]])"
WORDS = "the town is quiet today and nobody knows for how long river harbour mayor said ferry bank court week".split()


def write_raw(raw: Path, chance: random.Random, names: range) -> None:
    """Write raw documents of some paragraphs, text and HTML in three sources, and some that cannot be read."""
    for at in names:
        kind = at % 4
        folder = raw / ("", "news", "news/old")[at % 3]
        folder.mkdir(parents=True, exist_ok=True)
        told = [" ".join(chance.choices(WORDS, k=40)).capitalize() + "." for _ in range(chance.randint(1, 12))]
        if kind == 3 and at % 5 == 0:
            (folder / f"{at}.txt").write_bytes(bytes(range(32)) * 9)
        elif kind == 2:
            (folder / f"{at}.html").write_text("".join(f"<p>{each}" for each in ["Menu", *told, "Subscribe"]))
        else:
            (folder / f"{at}.txt").write_text("\n\n".join(["Menu", *told, "Subscribe to our letters"]))


def contents(folder: Path) -> dict[str, str]:
    """Return a digest of each file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def made(root: Path) -> dict[str, str]:
    """Return a digest of each file that processing made, the cache aside."""
    return {
        f"{name}/{path}": digest
        for name in ("normalized", "quarantine", "profiles")
        for path, digest in contents(root / name).items()
    }


def assert_whole(root: Path) -> None:
    """Check that no file that has its final name is half of one; a run may not have come to the others yet."""
    for path in (root / "normalized").glob("*.json"):
        assert from_json(path.read_bytes()).id == path.stem
    for folder in ("quarantine", "profiles"):
        for path in (root / folder).glob("*.json"):
            json.loads(path.read_bytes())


def start(root: Path, jobs: int) -> "subprocess.Popen[bytes]":
    """Begin to process a corpus in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", PROCESS, str(root), "--jobs", str(jobs)],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def kill(process: "subprocess.Popen[bytes]", *, group: bool) -> None:
    """Kill a process, with those that it started or without."""
    with suppress(ProcessLookupError):
        (os.killpg if group else os.kill)(process.pid, signal.SIGKILL)
    process.wait()


def settle(root: Path, jobs: int, expected: dict[str, str] | None = None) -> dict[str, str]:
    """Let a run finish; check that the corpus holds, and return what was made."""
    raw = contents(root / "raw")
    open_corpus(root).process(jobs=jobs)
    assert raw == contents(root / "raw"), "raw changed"
    assert [] == [str(problem) for problem in verify(open_corpus(root))]
    assert [] == list(root.rglob("*.tmp")), "something was left behind"
    found = made(root)
    assert expected is None or expected == found, "a corpus that was disturbed is another"
    return found


def survive_kills(folder: Path, *, kills: int, documents: int, seed: int) -> None:
    """Kill so many runs over a corpus of so many documents, then check it against one that was left alone."""
    chance = random.Random(seed)
    root = folder / "killed"
    (root / "raw").mkdir(parents=True)
    (root / "corpus.toml").write_text("[corpus]\n")
    write_raw(root / "raw", chance, range(documents))
    begun = time.monotonic()
    start(root, 1).wait()
    whole = time.monotonic() - begun
    (root / ".corpustools" / "state.sqlite").unlink()
    for each in range(kills):
        if chance.random() < 0.3:
            write_raw(root / "raw", chance, range(chance.randrange(documents), documents + each // 3))
        if chance.random() < 0.3:
            # So that there is something to do again.
            for path in sorted((root / "normalized").glob("*.json"))[:: chance.randint(2, 9)]:
                path.unlink()
        if chance.random() < 0.2:
            (root / ".corpustools" / "state.sqlite").unlink(missing_ok=True)
        raw = contents(root / "raw")
        process = start(root, chance.choice([1, 1, 2]))
        time.sleep(chance.uniform(0.3, 1.1) * whole)
        kill(process, group=chance.random() < 0.7)
        assert_whole(root)
        assert raw == contents(root / "raw"), "raw changed"
    found = settle(root, chance.choice([1, 2]))
    alone = folder / "alone"
    alone.mkdir()
    (alone / "corpus.toml").write_text("[corpus]\n")
    (root / "raw").rename(alone / "raw")
    settle(alone, 1, found)


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """Mount a file system of so many kilobytes; raises ``PermissionError`` where that is not allowed."""
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", str(folder)], capture_output=True, check=False
    )
    if done.returncode:
        raise PermissionError(f"no file system can be mounted here: {done.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def survive_full_disk(folder: Path, *, documents: int, seed: int) -> None:
    """Process on a disk that fills up, first in the middle and then ever later, until all is done."""
    chance = random.Random(seed)
    alone = folder / "alone"
    (alone / "raw").mkdir(parents=True)
    (alone / "corpus.toml").write_text("[corpus]\n")
    write_raw(alone / "raw", chance, range(documents))
    expected = settle(alone, 1)
    with small_disk(folder / "disk", 40 * documents) as disk:
        root = disk / "corpus"
        (root / "raw").mkdir(parents=True)
        (root / "corpus.toml").write_text("[corpus]\n")
        write_raw(root / "raw", random.Random(seed), range(documents))
        raw, stuck = contents(root / "raw"), 0
        ballast = disk / "ballast"
        with ballast.open("wb", buffering=0) as file, suppress(OSError):
            while file.write(bytes(4096)):
                pass
        while size := ballast.stat().st_size if ballast.exists() else 0:
            done = subprocess.run(
                [sys.executable, "-c", PROCESS, str(root), "--jobs", str(chance.choice([1, 2]))],
                capture_output=True,
                text=True,
                check=False,
            )
            assert raw == contents(root / "raw"), "raw changed"
            assert_whole(root)
            assert "Traceback" not in done.stderr, done.stderr
            if done.returncode == 2:
                stuck += 1
                assert "No space left on device" in done.stderr or "full" in done.stderr, done.stderr
            elif done.returncode in {0, 1}:
                break
            else:
                raise AssertionError(done.stderr)
            smaller = max(0, size - max(4096, size // 3))
            os.truncate(ballast, smaller)
        ballast.unlink(missing_ok=True)
        assert stuck, "the disk was never full"
        settle(root, 1, expected)


def main() -> None:
    """Torture, as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--kills", type=int, default=20, help="in each round")
    parser.add_argument("--documents", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--disk", action="store_true")
    given = parser.parse_args()
    for round_ in range(given.seed, given.seed + given.rounds):
        with tempfile.TemporaryDirectory() as folder:
            if given.disk:
                survive_full_disk(Path(folder, "round"), documents=given.documents, seed=round_)
            else:
                survive_kills(Path(folder, "round"), kills=given.kills, documents=given.documents, seed=round_)
        what = "a disk that filled up" if given.disk else f"{given.kills} kills"
        print(f"round {round_}: survived {what}", flush=True)


if __name__ == "__main__":
    main()
