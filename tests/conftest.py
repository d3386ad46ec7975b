"""What the tests share: the golden cases, corpora made for one test, and a second interpreter."""

import json
import os
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

import corpustools
from corpustools.corpus import Corpus, open_corpus
from corpustools.labels.profiles import SourceProfile, profile_of_footprints
from corpustools.model.correction import Correction
from corpustools.model.document import Document
from corpustools.model.known import KnownName
from corpustools.pipeline import footprint

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases"

settings.register_profile("dev", deadline=None, max_examples=60)
settings.register_profile("ci", deadline=None, max_examples=60, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@dataclass
class Case:
    """One folder of ``tests/cases``: a raw document, what it is there for, and what reading it must give."""

    path: Path

    def __str__(self) -> str:
        return self.path.name

    @cached_property
    def settings(self) -> dict[str, Any]:
        return tomllib.loads((self.path / "case.toml").read_text(encoding="utf-8"))

    @property
    def xfail(self) -> str | None:
        """Why the reader gets it wrong today; ``expected.json`` says, by hand, what would be right."""
        return self.settings.get("xfail")

    @property
    def is_negative(self) -> bool:
        return self.settings.get("kind") == "negative"

    @cached_property
    def document(self) -> Document:
        return self.read()

    def read(self) -> Document:
        data = (self.path / "raw.txt").read_bytes()
        if self.settings.get("given_as") == "text":
            return corpustools.read(data.decode("utf-8", "surrogatepass"))
        return corpustools.read(
            data,
            media_type=self.settings.get("media_type"),
            profile=self.profile,
            gazetteer=[KnownName(kind, name) for kind, name in self.settings.get("gazetteer", ())],
            corrections=[Correction(**said) for said in self.settings.get("corrections", ())],
        )

    @cached_property
    def profile(self) -> SourceProfile | None:
        """What the other pages of its source tell, where the case has any: the folder ``siblings``."""
        others = sorted((self.path / "siblings").glob("*"))
        pages = [footprint(path.read_bytes()) for path in [self.path / "raw.txt", *others]]
        return profile_of_footprints(self.path.name, pages) if others else None


ALL_CASES = [Case(path) for path in sorted(CASES.iterdir()) if path.is_dir()]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept",
        action="store_true",
        help="write what the reader gives into tests/cases/*/expected.json, and the record's schema; read the diff!",
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test that asks for a ``case`` once for each of them."""
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("case", ALL_CASES, ids=str)
    if "negative_case" in metafunc.fixturenames:
        metafunc.parametrize("negative_case", [case for case in ALL_CASES if case.is_negative], ids=str)


@pytest.fixture(scope="session")
def accept(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept"))


@pytest.fixture(scope="session")
def cases() -> list[Case]:
    return ALL_CASES


@pytest.fixture(scope="session")
def seed() -> Path:
    """The folder of the seed document and its gold annotation, which is shared beside the repository."""
    folder = ROOT.parent / "shared" / "seed"
    if not (folder / "gold.json").is_file():
        pytest.skip(f"{folder} is not there: it is not part of the project, and is shared beside the repository")
    return folder


@pytest.fixture(scope="session")
def grows_linearly() -> Callable[..., bool]:
    """Whether four times the input takes some function less than eight times the time; sixteen times, if it grew
    with the square.

    ``make`` returns an input of a length. Another process on the machine can spoil a measurement but not hide
    growth, so one good measurement of several will do.
    """

    def seconds(work: Callable[[str], object], text: str) -> float:
        start = time.process_time()
        work(text)
        return time.process_time() - start

    def grows(work: Callable[[str], object], make: Callable[[int], str], length: int, slack: float = 0.05) -> bool:
        short, long = make(length), make(4 * length)
        work(short)
        return any(seconds(work, long) < 8 * seconds(work, short) + slack for _ in range(6))

    return grows


@pytest.fixture
def make_corpus(tmp_path: Path) -> Callable[..., Corpus]:
    """Make a corpus folder of raw files given by name: ``make_corpus({"a.txt": b"…"}, max_bytes=100)``."""

    def make(raw: dict[str, bytes | str] | None = None, **settings: Any) -> Corpus:
        root = tmp_path / "a corpus"
        for name, content in (raw or {}).items():
            path = root / "raw" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        table = "".join(f"{name} = {json.dumps(value)}\n" for name, value in settings.items())
        root.mkdir(exist_ok=True)
        (root / "corpus.toml").write_text(f"[corpus]\n{table}", encoding="utf-8")
        return open_corpus(root)

    return make


@pytest.fixture(scope="session")
def run_python() -> Callable[..., str]:
    """Run code in a fresh interpreter and return what it printed."""

    def run(code: str, **environment: str) -> str:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", code],
            cwd=ROOT,
            env={**os.environ, **environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run
