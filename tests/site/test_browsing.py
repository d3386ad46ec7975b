"""What readers do on every kind of page: the steps of ``benchmarks/browsing.py``, on a small site."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import made_corpus
import pytest
from browsers import Visit
from browsing_kinds import check_without_scripts
from browsing_steps import STEPS, Site
from kinds import kinds_of_pages
from playwright.sync_api import Browser

from corpustools.corpus import open_corpus

pytestmark = pytest.mark.browser

# Fewer on a page than there are, so that lists go on.
FEW = """
from corpustools.sphinxext import pages
pages.PER_PAGE = 30
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site of ninety invented documents."""
    folder = tmp_path_factory.mktemp("browsing")
    made_corpus.write(folder / "corpus", 90)
    made_corpus.write_docs(folder / "docs", folder / "corpus")
    conf = folder / "docs" / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + FEW, encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-nW", str(folder / "docs"), str(folder / "site")]
    subprocess.run(command, check=True, capture_output=True)
    return Site(folder / "site", open_corpus(folder / "corpus"))


@pytest.fixture(scope="module")
def root(site: Site, serve: Callable[..., Any]) -> Iterator[str]:
    with serve(site.folder) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, root: str) -> Iterator[Visit]:
    """Somebody who opens pages, in which nothing may go wrong."""
    opened = Visit(browser, root)
    yield opened
    opened.close()
    assert not opened.wrong


@pytest.mark.parametrize("name", STEPS)
def test_readers_can(name: str, site: Site, visit: Visit) -> None:
    STEPS[name](site, visit)


def test_pages_work_without_scripts(site: Site, visit: Visit) -> None:
    wrong = [
        said
        for name, address in kinds_of_pages(site.folder).items()
        for said in check_without_scripts(visit, name, address)
    ]
    assert not wrong


def test_steps_can_fail(site: Site, visit: Visit, tmp_path: Path) -> None:
    """A site that lacks a document is not one on which all are listed."""
    (tmp_path / "corpus" / "documents").mkdir(parents=True)
    with pytest.raises(AssertionError, match="of 0 documents are listed"):
        STEPS["all documents, page by page, without scripts"](Site(tmp_path, site.corpus), visit)
