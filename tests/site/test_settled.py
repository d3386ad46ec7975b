"""A build that finds nothing changed asks nothing, and finds whatever changed."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpustools.sphinxext import pages

RAW: dict[str | bytes, str | bytes] = {
    "ferry.txt": "The ferry was late today, and nobody on the quay could say for how long it would be.\n\nSubscribe",
    "quay.txt": "The quay is closed today, and nobody in the town could say for how long it would be.\n\nSubscribe",
}
ESSAY = "# An essay\n\nOf {corpus:doc}`ferry` and [another](corpus/documents/quay.md).\n"
OWN = ("essay.html", "essay.md.txt")
SETTLED = "the corpus is what it was"


@pytest.fixture
def project(make_project: Callable[..., Any]) -> Any:
    """Make a project that has been built."""
    project = make_project(RAW)
    project.write("essay.md", f"---\norphan: true\n---\n\n{ESSAY}")
    build(project)
    return project


def build(project: Any, **settings: Any) -> Any:
    return project.build(strict=True, corpus_search="pagefind", **settings)


def written(project: Any) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in sorted(project.root.rglob("*")) if path.is_file()}


def test_nothing_is_asked_or_written_where_nothing_changed(project: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    before = written(project)
    monkeypatch.setattr(pages, "_bring_up_to_date", lambda app: pytest.fail("it was asked what is to be done"))
    for _ in range(2):
        assert SETTLED in build(project).status
        assert before == written(project)


def change_a_document(project: Any) -> None:
    project.raw("ferry.txt", "The ferry was early today, and everybody on the quay could say by how much it was.")


def touch_a_document(project: Any) -> None:
    os.utime(project.root / "corpus" / "raw" / "ferry.txt", (1, 1))


def add_a_document(project: Any) -> None:
    project.raw("town.txt", "The town is quiet today, and nobody in it could say for how long it would be so.")


def remove_a_document(project: Any) -> None:
    project.write("essay.md", f"---\norphan: true\n---\n\n{ESSAY.replace('quay', 'ferry')}")
    (project.root / "corpus" / "raw" / "quay.txt").unlink()


def change_a_record(project: Any) -> None:
    (project.root / "corpus" / "normalized" / "ferry.txt").write_text("Something else.", encoding="utf-8")


def change_a_setting(project: Any) -> None:
    (project.root / "corpus" / "corpus.toml").write_text(
        '[corpus]\ntitle = "A small corpus"\ndescription = "Of islands."\n', encoding="utf-8"
    )


def change_another_page(project: Any) -> None:
    project.write("essay.md", f"---\norphan: true\n---\n\n{ESSAY}\n```{{corpus:list}}\n```\n")


def remove_another_page(project: Any) -> None:
    (project.docs / "essay.md").unlink()


def edit_a_generated_page(project: Any) -> None:
    page = project.pages / "documents" / "ferry.md"
    page.write_text(page.read_text(encoding="utf-8").replace("was late", "came late"), encoding="utf-8")


def remove_what_was_built(project: Any) -> None:
    out = project.root / "build" / "html"
    (out / "corpus" / "documents" / "quay.html").unlink()
    (out / "genindex.html").unlink()


@pytest.mark.parametrize(
    "change",
    [
        change_a_document,
        touch_a_document,
        add_a_document,
        remove_a_document,
        change_a_record,
        change_a_setting,
        change_another_page,
        remove_another_page,
        edit_a_generated_page,
        remove_what_was_built,
    ],
)
def test_whatever_changed_the_site_is_what_is_built_from_nothing(
    make_project: Callable[..., Any], change: Callable[[Any], None]
) -> None:
    project = make_project(RAW)
    project.write("essay.md", f"---\norphan: true\n---\n\n{ESSAY}")
    build(project)
    change(project)
    found = ("*.html", "*.css", "*.txt", "objects.inv", "about.json", "*.bin")
    again, new = build(project).hashes(*found), build(project, to="new").hashes(*found)
    # Sphinx leaves what it made of a page that is gone.
    assert new == {name: digest for name, digest in again.items() if name in new or not name.endswith(OWN)}


def test_a_style_that_changed_is_seen(make_project: Callable[..., Any]) -> None:
    project = make_project(RAW)
    style = project.write("_static/own.css", "p { color: blue; }")
    settings = {"html_static_path": ["_static"], "html_css_files": ["own.css"]}
    build(project, **settings)
    assert SETTLED in build(project, **settings).status
    style.write_text("p { color: red; }", encoding="utf-8")
    assert SETTLED not in build(project, **settings).status


def test_what_is_in_quarantine_is_said_each_time(make_project: Callable[..., Any]) -> None:
    project = make_project({**RAW, "broken.txt": b"%PDF-1.7 ..."})
    said = [project.build(corpus_search="pagefind") for _ in range(2)]
    assert SETTLED in said[1].status
    assert "broken.txt has no page" in said[0].warnings
    assert said[0].warnings == said[1].warnings
