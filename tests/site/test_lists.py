"""Lists of documents that are sorted and filtered in the page, and are plain pages without JavaScript."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from corpustools.sphinxext import pages

POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'"

pytestmark = pytest.mark.browser

TOWNS = ("Ålborg", "Zeitz", "Aosta", "München", "Brno")


@pytest.fixture
def root(make_project: Callable[..., Any], serve: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Serve a site of five documents, two on a page: they have 2 to 6 sentences and years from 2011 to 2015."""
    monkeypatch.setattr(pages, "PER_PAGE", 2)
    project = make_project(
        {
            f"{number}.txt": f"{town} stays quiet\n\nBy Jane Roe\n\n1 May {2015 - number}\n\n"
            + "The town is quiet today, and nobody knows for how long it will be. " * (number + 2)
            for number, town in enumerate(TOWNS)
        },
        # The theme's own search box has an inline script.
        conf='extensions = ["corpustools.sphinxext"]\ncorpus_path = "../corpus"\nhtml_theme = "basic"\n'
        'corpus_search = "sphinx"\nhtml_sidebars = {"**": []}\n',
    )
    out = project.build(strict=True).out
    with serve(out, POLICY) as address:
        yield f"{address}corpus/"


@pytest.fixture
def page(browser: Browser, root: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield opened
    assert not wrong
    context.close()


def titles(page: Page) -> Locator:
    return page.locator("table.corpus-documents tbody td:first-child")


def test_a_list_is_sorted_and_filtered_over_all_its_pages(page: Page, root: str) -> None:
    page.goto(f"{root}index.html")
    status = page.get_by_role("status")
    expect(status).to_have_text("2 documents on this page")
    expect(titles(page)).to_have_text(["Ålborg stays quiet", "Zeitz stays quiet"])
    page.get_by_role("button", name="Document").click()
    # In the order of the language, not of code points.
    ordered = [f"{town} stays quiet" for town in ("Ålborg", "Aosta", "Brno", "München", "Zeitz")]
    expect(titles(page)).to_have_text(ordered)
    expect(status).to_have_text("5 documents")
    expect(page.locator("th[aria-sort]")).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("button", name="Document").press("Enter")
    expect(titles(page)).to_have_text(ordered[::-1])
    expect(page.locator("th[aria-sort]")).to_have_attribute("aria-sort", "descending")
    page.get_by_role("button", name="Words").click()
    expect(titles(page)).to_have_text([f"{town} stays quiet" for town in TOWNS])
    expect(page.locator("th[aria-sort]")).to_have_text("Words")
    page.get_by_role("button", name="Published").click()
    expect(titles(page)).to_have_text([f"{town} stays quiet" for town in TOWNS[::-1]])
    page.get_by_label("Filter").fill("MÜNCHEN quiet")
    expect(titles(page)).to_have_text(["München stays quiet"])
    expect(status).to_have_text("1 of 5 documents")
    page.get_by_label("Filter").fill("loud")
    expect(titles(page)).to_have_count(0)
    expect(status).to_have_text("0 of 5 documents")
    page.get_by_label("Filter").fill("2012-05")
    expect(titles(page)).to_have_text(["München stays quiet"])
    link = page.get_by_role("link", name="München stays quiet")
    address = page.url
    link.click()
    page.wait_for_url("**/documents/3.html")
    page.goto(address)
    expect(titles(page)).to_have_text(["München stays quiet"])
    expect(page.get_by_label("Filter")).to_have_value("2012-05")


def test_a_list_by_something_is_sorted_too(page: Page, root: str) -> None:
    page.goto(f"{root}languages/en.2.html")
    expect(page.get_by_role("status")).to_have_text("2 documents on this page")
    page.get_by_role("button", name="Published").click()
    expect(titles(page)).to_have_text([f"{town} stays quiet" for town in TOWNS[::-1]])


def test_on_a_narrow_screen_a_choice_sorts(page: Page, root: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{root}index.html")
    page.get_by_label("Sort by").select_option("Words, descending")
    expect(titles(page)).to_have_text([f"{town} stays quiet" for town in TOWNS[::-1]])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_a_list_is_plain_pages(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{root}index.html")
    assert 0 == page.locator("table button, .corpus-list-tools").count()
    seen = titles(page).all_inner_texts()
    for number in ("2", "3"):
        page.locator(".corpus-more-pages").get_by_role("link", name=number, exact=True).click()
        seen += titles(page).all_inner_texts()
    assert [f"{town} stays quiet" for town in TOWNS] == seen
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, root: str, scheme: Any) -> None:
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{root}index.html?sort=-5&filter=quiet")
    expect(page.get_by_role("status")).to_have_text("5 of 5 documents")
    found = Axe().run(page)
    serious = [each for each in found.response["violations"] if each["impact"] in {"serious", "critical"}]
    assert not serious, found.generate_report()
    context.close()
