"""The search of a large corpus, whose documents are in several indexes of Pagefind: found as if there were one."""

import os
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from corpustools.sphinxext import search_bundles

pytestmark = pytest.mark.browser

ISLANDS = ("norderney", "baltrum", "langeoog", "spiekeroog", "wangerooge", "juist", "borkum", "memmert", "mellum")
TEXT = (
    "The ferry to {} was late today, and nobody on the quay could say for how long it would be.\n"
    "Subscribe to our newsletter\n"
)


def test_results_are_sorted_by_date_over_several_indexes_and_chosen_by_year(
    make_project: Callable[..., Any],
    make_visitor: Callable[..., Any],
    serve: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search_bundles, "BUNDLE_DOCUMENTS", 3)
    days = dict(zip(ISLANDS, (5, 1, 9, 3, 0, 7, 2, 8, 4), strict=True))
    raw = {
        f"{island}.txt": f"News from {island.capitalize()}\n\nBy Jane Roe\n\n"
        + (f"{day} May {2010 + day % 2}\n\n" if day else "")
        + f"The ferry to {island.capitalize()} was late today, and nobody could say for how long it would be so.\n"
        for island, day in days.items()
    }
    built = make_project(raw).build(strict=True, corpus_search="pagefind")
    oldest = sorted((island for island in ISLANDS if days[island]), key=lambda island: (days[island] % 2, days[island]))
    undated = [island for island in ISLANDS if not days[island]]

    def named(islands: list[str]) -> list[str]:
        return [f"News from {island.capitalize()}" for island in islands]

    visitor = make_visitor()
    with serve(built.out) as address:
        page = visitor.open(f"{address}search.html?q=ferry&kind=document&sort=oldest")
        titles = page.locator(".corpus-results li > a")
        expect(titles).to_have_text(named(oldest + undated))
        page.get_by_label("Sort by").select_option("newest first")
        expect(titles).to_have_text(named(oldest[::-1] + undated))
        assert page.url.endswith("?q=ferry&sort=newest&kind=document")
        page.get_by_label("2010 3").check()
        expect(titles).to_have_text(named(oldest[:3][::-1]))
        expect(page.locator("#corpus-status")).to_have_text("3 pages")
    assert [] == visitor.wrong


def test_what_is_in_several_indexes_is_found_as_in_one(
    make_project: Callable[..., Any],
    make_visitor: Callable[..., Any],
    serve: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search_bundles, "BUNDLE_DOCUMENTS", 3)
    project = make_project({f"{island}.txt": TEXT.format(island.capitalize()) for island in ISLANDS})
    built = project.build(strict=True, corpus_search="pagefind")
    bundles = sorted((built.out / "pagefind" / "bundles").iterdir())
    assert len(bundles) >= 3
    assert not list((built.out / "pagefind" / "bundles").rglob("*.js"))
    visitor = make_visitor()
    with serve(built.out) as address:
        page = visitor.open(f"{address}search.html?q=ferry&kind=document")
        expect(page.locator("#corpus-status")).to_have_text(f"{len(ISLANDS)} pages")
        expect(page.locator(".corpus-results li")).to_have_count(len(ISLANDS))
        # The other indexes have not the word, and would give what begins like it.
        page = visitor.open(f"{address}search.html?q=spiekeroog&kind=document")
        expect(page.locator("#corpus-status")).to_have_text("1 page")
        address_of_passage = re.compile(r"/corpus/documents/spiekeroog\.html#p-\w+$")
        expect(page.locator(".corpus-results a")).to_have_attribute("href", address_of_passage)
        # Nor is a word found where there is one that shares its first letters; one that begins with it is.
        page = visitor.open(f"{address}search.html?q=spiekerzz&kind=document")
        expect(page.locator("#corpus-status")).to_have_text("Nothing found.")
        page = visitor.open(f"{address}search.html?q=spieker&kind=document")
        expect(page.locator("#corpus-status")).to_have_text("1 page")
        page = visitor.open(f"{address}search.html?q=xyzzy")
        expect(page.locator("#corpus-status")).to_have_text("Nothing found.")
        # What was set aside has indexes of its own, as many, which are asked where that is wanted.
        page = visitor.open(f"{address}search.html?q=newsletter&kind=document")
        expect(page.locator("#corpus-status")).to_have_text("Nothing found.")
        page = visitor.open(f"{address}search.html?q=newsletter&aside=1&kind=document")
        expect(page.locator("#corpus-status")).to_have_text(f"{len(ISLANDS)} pages")
        # A page that is no document is in the index of its own.
        page = visitor.open(f"{address}search.html?q=zwiebelfisch")
        expect(page.locator("#corpus-status")).to_have_text("1 page")
    assert [] == visitor.wrong

    before = {path.name: (path / ".made-from").stat().st_mtime_ns for path in bundles}
    raw = project.raw("juist.txt", TEXT.format("Juist, the long island,"))
    os.utime(raw, (1, 1))
    again = project.build(strict=True, corpus_search="pagefind")
    now = {path.name: (path / ".made-from").stat().st_mtime_ns for path in bundles}
    [changed] = [name for name in before if before[name] != now[name]]
    assert (
        "juist"
        in search_bundles.segments(sorted(ISLANDS), 3, search_bundles.MOST_BUNDLES)[sorted(before).index(changed)]
    )

    monkeypatch.setattr(search_bundles, "BUNDLE_DOCUMENTS", 100)
    os.utime(raw, (2, 2))  # where nothing is another, nobody asks into how many
    once = project.build(strict=True, corpus_search="pagefind")
    assert not (once.out / "pagefind" / "bundles").exists()
    assert again.out == once.out
