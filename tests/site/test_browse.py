"""Lists of the documents by publisher, date, language and label."""

from collections.abc import Callable
from typing import Any

import pytest

from corpustools.sphinxext import pages

QUIET = """Quiet town stays quiet

By Jane Roe

10 June 2015

The town is quiet today, said the mayor, and nobody knows for how long it will be.
"""
RUSSIAN = "Город остаётся тихим\n\nСегодня в городе тихо, сказал мэр, и никто не знает, как долго это продлится.\n"


@pytest.fixture
def project(make_project: Callable[..., Any]) -> Any:
    return make_project({"quiet.txt": QUIET, "gorod.txt": RUSSIAN})


def rows(built: Any, name: str) -> list[str]:
    return [" ".join(row.get_text().split()) for row in built.page(name).select(".corpus-values li > p")]


def titles(built: Any, name: str) -> list[str]:
    return [cell.get_text() for cell in built.page(name).select("table.corpus-documents td:first-child a")]


def test_documents_by_what_they_have_in_common(project: Any) -> None:
    built = project.build(strict=True)
    index = built.page("corpus/index.html")
    links = [link["href"] for link in index.select(".corpus-browse a")]
    assert [f"{name}/index.html" for name in ("publishers", "dates", "languages", "labels")] == links
    assert ["2015 1", "2015-06 1", "Undated 1"] == rows(built, "corpus/dates/index.html")
    assert ["Quiet town stays quiet"] == titles(built, "corpus/dates/2015-06.html")
    assert ["Город остаётся тихим"] == titles(built, "corpus/dates/undated.html")
    assert ["English (en) 1", "Russian (ru) 1"] == rows(built, "corpus/languages/index.html")
    assert ["Город остаётся тихим"] == titles(built, "corpus/languages/ru.html")
    assert ["Publisher not stated 2"] == rows(built, "corpus/publishers/index.html")
    assert ["Quiet town stays quiet"] == titles(built, "corpus/labels/byline.html")
    assert 2 == len(titles(built, "corpus/labels/paragraph.html"))


def test_a_list_without_documents_goes(project: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    project.build(strict=True)
    (project.corpus.raw / "gorod.txt").unlink()
    monkeypatch.setattr(pages, "PER_PAGE", 1)
    built = project.build(strict=True)
    assert not (built.out / "corpus" / "languages" / "ru.html").exists()
    assert not (built.out / "corpus" / "dates" / "undated.html").exists()
    assert ["2015-06 1"] == rows(built, "corpus/dates/index.2.html")
    assert "index.2" not in str(built.page("index.html").select("nav"))
