"""No example goes unrun: every ``>>>`` in a docstring or on a page is one that pytest runs."""

import doctest
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser

import corpustools

ROOT = Path(__file__).parents[1]
PACKAGE = Path(corpustools.__file__).parent
GENERATED = {ROOT / "docs" / "_build", ROOT / "docs" / "corpus"}
PROMPT = re.compile(r"\s*>>>(?:\s|$)")
FENCE = re.compile(r"\s*(`{3,}|~{3,}|:{3,})\s*(\S*)")
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if PROMPT.search(path.read_text("utf-8"))]
PAGES = [
    path for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))] if not GENERATED & set(path.parents)
]


def relative(path):
    return path.relative_to(ROOT).as_posix()


def prompts(text):
    """Return the numbers, from 1, of the lines that open with a prompt."""
    return [number for number, line in enumerate(text.split("\n"), start=1) if PROMPT.match(line)]


def examples_in(path):
    """Return the doctest's examples in the docstrings of a module."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    module = importlib.import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return {test.name: test.examples for test in doctest.DocTestFinder().find(module) if test.examples}


def unseen(page):
    """Return the lines of the prompts on a page that are run by nobody and are not what a command printed."""
    document = Sybil(parsers=[PythonCodeBlockParser()], path=str(page.parent), pattern=page.name).parse(page)
    text = page.read_text("utf-8")
    seen = {line for example in document.examples() for line in lines_of(example)}
    return [number for number in prompts(text) if number not in seen | printed(text)]


def lines_of(example):
    """Return the numbers of the lines that an example runs: a prompt's, or all those of a fence of code."""
    more = example.parsed.count("\n") + 1 if isinstance(example.parsed, str) else 0
    return range(example.line, example.line + more + 1)


def printed(text):
    """Return the numbers of the lines in ``console`` fences: what a command printed is no example."""
    found, opened = set(), None
    for number, line in enumerate(text.split("\n"), start=1):
        fence = FENCE.match(line)
        if opened is None:
            opened = fence and (fence[1], fence[2])
        elif fence and fence[1].startswith(opened[0]) and not fence[2]:
            opened = None
        elif opened[1] == "console":
            found.add(number)
    return found


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_every_prompt_in_a_module_is_found_by_doctest(path):
    assert len(prompts(path.read_text("utf-8"))) == sum(map(len, examples_in(path).values()))


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_prompt_on_a_page_is_run(page):
    assert [] == unseen(page)


PAGE = """\
# A page

```python
>>> 1
1
>>> for one in "a":
...     one
'a'
```

- In a list:

  ```python
  >>> 2
  2
  ```

```console
$ corpustools rules counter
>>> printed
```

```python
def documented():
    '''
    >>> documented()
    '''
```
"""


@pytest.mark.parametrize(
    ("added", "lines"),
    [
        ("", []),
        ("```pycon\n>>> 3\n3\n```\n", [31]),
        ("```\n>>> 3\n3\n```\n", [31]),
        (">>> 3\n3\n", [30]),
        ("    >>> 3\n    3\n", [30]),
        ("```{code-block} pycon\n>>> 3\n3\n```\n", [31]),
        ("```python\nx = 3\n```\n\n>>> x\n", [34]),
    ],
)
def test_this_test_sees_a_prompt_that_nobody_runs(tmp_path, added, lines):
    page = tmp_path / "page.md"
    page.write_text(PAGE + "\n" + added, encoding="utf-8")
    assert lines == unseen(page)


def test_pytest_collects_what_was_counted():
    """Doctest and Sybil find the examples; that pytest asks them is a matter of its settings."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", "src", "docs", "README.md"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    collected = set(done.stdout.splitlines())
    for path in MODULES:
        assert {f"{relative(path)}::{name}" for name in examples_in(path)} <= collected
    for page in PAGES:
        if prompts(page.read_text("utf-8")) and "```python" in page.read_text("utf-8"):
            assert any(line.startswith(f"{relative(page)}::line:") for line in collected)
    assert not any(path.startswith(("docs/corpus", "docs/_build")) for path in collected)


EXECUTED = """\
# A page

```python
def documented():
    '''
    >>> documented()
    {answer}
    '''
    return 1
```

```python
>>> documented() + 1
2
```
"""


@pytest.mark.parametrize(("answer", "failed"), [("1", 0), ("2", 1)])
def test_the_examples_in_the_docstrings_of_a_page_are_run(tmp_path, answer, failed):
    conftest = importlib.util.spec_from_file_location("root_conftest", ROOT / "conftest.py")
    root = importlib.util.module_from_spec(conftest)
    conftest.loader.exec_module(root)
    page = tmp_path / "page.md"
    page.write_text(EXECUTED.replace("{answer}", answer), encoding="utf-8")
    document = Sybil(parsers=[root.make_page_parser()], path=str(tmp_path), pattern="*.md").parse(page)
    code, prompted = document.examples()
    if failed:
        with pytest.raises(AssertionError, match=r"Expected:\s+2\s+Got:\s+1"):
            code.evaluate()
    else:
        code.evaluate()
        prompted.evaluate()
