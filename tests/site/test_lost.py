"""The page at addresses that there are none of: it works at any depth, wherever the site is."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

FERRY = "The ferry is late again today.\n\nNobody on the island of Skarv knows for how long it will be so.\n"
_ADDRESSES = re.compile(r'\s(?:href|src|action)="([^"]*)"')


def addresses(page: Path) -> list[str]:
    """Return the addresses on a page that are of this site."""
    found = _ADDRESSES.findall(page.read_text(encoding="utf-8"))
    own = [address for address in found if not address.startswith("#") and not urlsplit(address).scheme]
    assert len(own) > 10
    return own


@pytest.mark.parametrize(
    ("builder", "base", "settings", "path"),
    [
        ("html", "", {}, "/"),
        ("html", "https://town.example/news", {}, "/news/"),
        ("dirhtml", "https://town.example/news/", {}, "/news/"),
        ("html", "", {"url": "https://town.example/archive/"}, "/archive/"),
    ],
)
def test_every_address_on_it_is_a_path_of_the_site(
    make_project: Callable[..., Any], builder: str, base: str, settings: dict[str, str], path: str
) -> None:
    project = make_project({"ferry.txt": FERRY}, settings={"title": "Towns"} | settings)
    built = project.build(builder, strict=True, html_baseurl=base, html_theme="furo")
    page = built.out / "404.html"
    for address in addresses(page):
        assert address.startswith(path), address
        file = built.out / urlsplit(address).path.removeprefix(path)
        assert file.is_file() or (file / "index.html").is_file(), address
    assert not (built.out / "404").exists()
    head = built.page("404.html").head
    assert "noindex" == head.find("meta", {"name": "robots"})["content"]
    assert head.find("link", rel="canonical") is None
    assert head.find("meta", {"http-equiv": "Content-Security-Policy"})
    times = built.times("404.html")
    assert times == project.build(builder, strict=True, html_baseurl=base, html_theme="furo").times("404.html")


def test_a_page_that_somebody_wrote_takes_its_place(make_project: Callable[..., Any]) -> None:
    project = make_project({"ferry.txt": FERRY})
    project.write("404.md", "---\norphan: true\n---\n# Lost at sea\n\n[Home](index.md)\n")
    built = project.build(strict=True)
    page = built.page("404.html")
    assert "Lost at sea" in page.h1.text
    assert "/index.html" == page.find("a", string="Home")["href"]
    assert page.find(id="corpus-lost") is None


@pytest.mark.browser
def test_it_offers_the_words_of_the_address_at_any_depth(
    make_project: Callable[..., Any], make_visitor: Callable[..., Any], serve: Callable[..., Any]
) -> None:
    project = make_project({"ferry.txt": FERRY})
    built = project.build(strict=True, html_theme="furo")
    # What a host does: the page is sent from another address, however deep.
    deep = built.out / "corpus" / "documents" / "old"
    deep.mkdir()
    shutil.copy(built.out / "404.html", deep / "late-ferry-1815d3e2.html")
    with serve(built.out) as root:
        visitor = make_visitor()
        page = visitor.open(f"{root}corpus/documents/old/late-ferry-1815d3e2.html")
        expect(page.locator("#corpus-words")).to_have_value("late ferry")
        assert "corpus-search-form" in page.locator("form", has=page.locator("#corpus-words")).get_attribute("class")
        assert "flex" == page.evaluate("getComputedStyle(document.querySelector('#corpus-lost form div')).display")
        page.get_by_role("link", name="all documents").click()
        page.wait_for_url(f"{root}corpus/index.html")
        page.go_back()
        page.locator("#corpus-lost").get_by_role("button", name="Search").click()
        page.wait_for_url(f"{root}search.html?q=late+ferry")
        expect(page.locator(".corpus-results li").first).to_contain_text("ferry")
        assert not visitor.wrong
