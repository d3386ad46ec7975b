"""What every run of pytest needs: examples on pages are run, and all examples start from the root of the repository."""

import ast
import os
from collections.abc import Callable, Iterator
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, DocTestFinder, DocTestRunner
from pathlib import Path
from typing import Any

import pytest
from sybil import Example, Sybil
from sybil.evaluators.python import PythonEvaluator
from sybil.integration.pytest import SybilItem
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser

from corpustools import registry

ROOT = Path(__file__).parent
FLAGS = NORMALIZE_WHITESPACE | ELLIPSIS
OUTSIDE = "not part of the project"
"""What the reason of a skip says where a test reads what cannot come with the project."""

collect_ignore = [ROOT / "docs" / name for name in ("_build", "corpus", "_ext", "conf.py")]


def remember_rules() -> Callable[[], None]:
    """Return a function that brings the registry back to what it is now."""
    registry.rules()
    before = dict(registry._rules)

    def restore() -> None:
        registry._rules.clear()
        registry._rules.update(before)
        registry._load.cache_clear()
        registry.label_layers.cache_clear()

    return restore


@pytest.fixture
def scratch_registry() -> Iterator[None]:
    """Let a test register what it likes, and forget it afterwards."""
    restore = remember_rules()
    yield
    restore()


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start at the root, wherever pytest was started: some examples open the folder ``corpus`` there."""
    monkeypatch.chdir(ROOT)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Where ``CORPUSTOOLS_NO_SKIPS`` is set, a skip is a failure, unless what is missing cannot be here."""
    report = yield
    if os.environ.get("CORPUSTOOLS_NO_SKIPS") and report.skipped and not hasattr(report, "wasxfail"):
        reason = str(report.longrepr[2])
        if OUTSIDE not in reason:
            report.outcome, report.longrepr = "failed", f"skipped, where nothing may be: {reason}"
    return report


class CodeAndItsExamples(PythonEvaluator):
    """Runs a fence without prompts as code, and then the examples in the docstrings of what it defined."""

    def __call__(self, example: Example) -> None:
        """Raise what the code raises, or an error that shows the examples that fail."""
        super().__call__(example)
        said: list[str] = []
        runner = DocTestRunner(optionflags=FLAGS)
        for statement in ast.parse(example.parsed).body:
            if isinstance(statement, ast.FunctionDef | ast.ClassDef):
                defined = example.namespace[statement.name]
                for test in DocTestFinder().find(defined, statement.name, module=False, globs=example.namespace):
                    runner.run(test, out=said.append)
        assert not runner.failures, "".join(said)


# Sybil 10.1 cuts tracebacks at their second frame, and ends the run where the cause of an error has only one.
SybilItem._traceback_filter = lambda self, excinfo: excinfo.traceback


def make_page_parser() -> PythonCodeBlockParser:
    """Return the parser of ``python`` fences: those with prompts are doctests, those without are code."""
    parser = PythonCodeBlockParser(doctest_optionflags=FLAGS)
    parser.codeblock_parser = CodeBlockParser("python", CodeAndItsExamples())
    return parser


def _open_page(namespace: dict[str, Any]) -> None:
    namespace["_close_page"] = remember_rules()


def _close_page(namespace: dict[str, Any]) -> None:
    namespace["_close_page"]()


_collect_page = Sybil(parsers=[make_page_parser()], pattern="*.md", setup=_open_page, teardown=_close_page).pytest()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Run the examples of the README and of the pages below ``docs/``."""
    is_page = file_path == ROOT / "README.md" or ROOT / "docs" in file_path.parents
    return _collect_page(file_path, parent) if is_page else None
