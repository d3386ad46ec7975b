"""An index of Pagefind made anew keeps what was made of pages that did not change, and is the same as a new one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpustools.sphinxext import search, search_bundles

ISLANDS = ("norderney", "baltrum", "langeoog", "spiekeroog", "wangerooge", "juist", "borkum", "memmert", "mellum")
TEXT = "The ferry to {} was late today, and nobody on the quay could say for how long it would be.\n"


@pytest.fixture
def project(make_project: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(search_bundles, "BUNDLE_DOCUMENTS", 5)
    return make_project({f"{island}.txt": TEXT.format(island.capitalize()) for island in ISLANDS})


def build(project: Any, to: str = "build") -> Path:
    out: Path = project.build(strict=True, to=to, corpus_search="pagefind").out / "pagefind"
    return out


def said(pagefind: Path) -> dict[str, bytes]:
    """Return what is found and shown: which pages a value of a filter has, Pagefind writes in no order."""
    return {
        path.relative_to(pagefind).as_posix(): path.read_bytes()
        for folder in ("fragment", "index")
        for path in pagefind.rglob(f"{folder}/*")
    }


def times(pagefind: Path) -> dict[str, int]:
    return {name: (pagefind / name).stat().st_ctime_ns for name in said(pagefind) if "fragment/" in name}


def test_what_is_shown_of_pages_that_did_not_change_is_not_made_again(project: Any) -> None:
    before = times(build(project))
    project.raw("juist.txt", TEXT.format("Juist, the long island,"))
    pagefind = build(project)
    after = times(pagefind)
    [changed] = before.keys() - after.keys()
    [new] = after.keys() - before.keys()
    assert Path(changed).parent == Path(new).parent
    assert len([name for name in before if Path(name).parent == Path(changed).parent]) > 1
    assert {name: time for name, time in before.items() if name != changed} == {
        name: time for name, time in after.items() if name != new
    }
    assert said(pagefind) == said(build(project, "fresh"))


def test_an_index_that_is_not_whole_is_made_from_nothing(project: Any) -> None:
    pagefind = build(project)
    for name in times(pagefind):
        (pagefind / name).write_bytes((pagefind / name).read_bytes()[:40])
    for stamp in pagefind.rglob(".made-from"):
        stamp.unlink()
    project.raw("juist.txt", TEXT.format("Juist, the long island,"))
    assert said(build(project)) == said(build(project, "fresh"))


def test_where_two_pages_share_their_digits_the_index_is_made_from_nothing(
    project: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = times(build(project))
    project.raw("juist.txt", TEXT.format("Juist, the long island,"))
    monkeypatch.setattr(search, "are_named_alike", lambda folder: False)
    pagefind = build(project)
    after = times(pagefind)
    assert [name for name in before if before[name] != after.get(name)] == [
        name for name in before if Path(name).parent in {Path(new).parent for new in after.keys() - before.keys()}
    ]
    assert said(pagefind) == said(build(project, "fresh"))


def test_a_word_more_makes_no_index_of_other_pages_anew(project: Any) -> None:
    stamp = build(project) / ".made-from"
    before = stamp.read_bytes(), stamp.stat().st_ctime_ns
    project.raw("juist.txt", TEXT.format("Juist, the long island,"))
    build(project)
    assert before == (stamp.read_bytes(), stamp.stat().st_ctime_ns)
