"""The site in a real browser: search, facts and their receipts, addresses, the keyboard, and what axe finds."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsers import ANSWERED, PATIENCE
from playwright.sync_api import Browser, Locator, Page, Route, expect

from corpustools.corpus import open_corpus
from corpustools.sphinxext.browse_pages import language_name
from corpustools.sphinxext.search_entries import facet

pytestmark = pytest.mark.browser

IDENT = "000_fe9d5194648d3d10"
DOCUMENT = f"corpus/documents/{IDENT}.html"
PAGES = {
    "home": "index.html",
    "index of the corpus": "corpus/index.html",
    "document": DOCUMENT,
    "text as read": f"{DOCUMENT}#text-as-read",
    "person": "corpus/people/li-hui.html",
    "place": "corpus/places/moscow.html",
    "people": "corpus/people/index.html",
    "places": "corpus/places/index.html",
    "documents by label": "corpus/labels/index.html",
    "documents with a label": "corpus/labels/paragraph.html",
    "about the corpus": "corpus/about.html",
    "near-duplicates": "corpus/duplicates.html",
    "figures": "how-to/draw-figures.html",
    "rules": "corpus/rules.html",
    "search": "search.html",
    "search for a word": "search.html?q=military",
    "concordance": "corpus/concordance.html?q=military&show=collocates&show=dispersion&show=time",
    "page that counts": "how-to/count-words-and-find-them.html",
    "general index": "genindex.html",
    "documents by letter": "corpus-documents.html",
}


# --- A site, a server, a browser ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def own_site(own_sources: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own site, built once, with the folder of its corpus beside it."""
    folder = tmp_path_factory.mktemp("own")
    command = [sys.executable, "-m", "sphinx", "-q", "-j2", str(own_sources(folder)), str(folder / "site")]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "site"


@pytest.fixture(scope="module")
def root(own_site: Path, serve: Callable[..., Any]) -> Iterator[str]:
    """The address of the project's own site."""
    with serve(own_site) as address:
        yield address


@pytest.fixture
def open_page(browser: Browser, root: str) -> Iterator[Callable[..., Page]]:
    """Open pages; at the end nothing may have gone wrong in them, nor been asked of another host."""
    contexts: list[Any] = []
    wrong: list[str] = []

    def note(page: Page) -> None:
        page.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))

    def request(asked: Any) -> None:
        if not asked.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            wrong.append(f"asked for {asked.url}")

    def answer(given: Any) -> None:
        if given.status >= 400:
            wrong.append(f"{given.status} for {given.url}")

    def open_one(address: str, *, width: int = 1440, at: str | None = None, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **options)
        context.set_default_timeout(PATIENCE)
        context.on("request", request)
        context.on("response", answer)
        contexts.append(context)
        page: Page = context.new_page()
        note(page)
        page.goto((at or root) + address)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not wrong


def fold(text: str) -> str:
    return " ".join(text.split())


def facts(page: Page) -> Locator:
    return page.locator(".corpus-receipt-link")


def fact(page: Page, name: str) -> Locator:
    """Return the link of the first fact of that name."""
    return page.locator(".corpus-fact", has=page.locator("dt", has_text=name)).locator(".corpus-receipt-link").first


def colour(element: Locator) -> str:
    found: str = element.evaluate("element => getComputedStyle(element).backgroundColor")
    return found


def tab(page: Page, name: str) -> Locator:
    return page.get_by_role("tab", name=name)


def fits(page: Page) -> bool:
    """Whether nothing is wider than the window."""
    found: bool = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return found


def is_in_view(element: Locator) -> bool:
    """Whether the top of an element is in the window, or comes into it: the page scrolls there smoothly."""
    found: bool = element.evaluate(
        """async element => {
          for (const end = performance.now() + 5000; performance.now() < end; ) {
            const box = element.getBoundingClientRect();
            if (box.top >= 0 && box.top < innerHeight) return true;
            await new Promise((resolve) => setTimeout(resolve, 50));
          }
          return false;
        }"""
    )
    return found


# --- The page of a document ----------------------------------------------------------------------------------


def test_fact_lights_up_its_receipt(open_page: Callable[..., Page]) -> None:
    page = open_page(DOCUMENT)
    assert tab(page, "Article").get_attribute("aria-selected") == "true"
    before = colour(page.locator(".corpus-receipt").first)
    fact(page, "Dateline place").click()
    expect(tab(page, "Text as read")).to_have_attribute("aria-selected", "true")
    lit = page.locator(".corpus-lit")
    expect(lit).to_have_count(1)
    expect(lit).to_be_visible()
    assert "MOSCOW" == lit.inner_text()
    assert colour(lit) != before
    assert is_in_view(lit)
    assert fact(page, "Dateline place").get_attribute("aria-current") == "true"
    # Another fact puts the light elsewhere, and the same one clicked again brings it back into view.
    fact(page, "Publisher").click()
    expect(page.locator(".corpus-lit").first).to_have_text("Sputnik International")
    assert page.locator("[aria-current=true].corpus-receipt-link").count() == 1
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    tab(page, "Article").click()
    fact(page, "Publisher").click()
    expect(page.locator(".corpus-lit").first).to_be_visible()
    assert is_in_view(page.locator(".corpus-lit").first)


def test_every_fact_has_a_receipt_that_says_it(open_page: Callable[..., Page], own_site: Path) -> None:
    page = open_page(DOCUMENT)
    document = open_corpus(own_site.parent / "corpus")[IDENT]
    assert len(document.facts) == facts(page).count()
    for number, expected in enumerate(document.facts):
        link = page.locator(f"[data-fact='{number}']")
        value = str(expected.value)
        assert (language_name(value) if expected.field.endswith("language") else value) == link.inner_text()
        link.click()
        expect(link).to_have_attribute("aria-current", "true")
        lit = "".join(page.locator(".corpus-lit").all_text_contents())
        assert document.text[expected.start : expected.end] == lit
        assert is_in_view(page.locator(".corpus-lit").first)


def test_keyboard_alone_is_enough(open_page: Callable[..., Page]) -> None:
    page = open_page(DOCUMENT)
    tab(page, "Article").focus()
    page.keyboard.press("ArrowRight")
    expect(tab(page, "Text as read")).to_be_focused()
    expect(page.locator(".corpus-read")).to_be_visible()
    expect(page.locator(".corpus-article")).to_be_hidden()
    for key, name in (("ArrowRight", "Article"), ("ArrowLeft", "Text as read"), ("Home", "Article"), ("End", "Text")):
        page.keyboard.press(key)
        expect(tab(page, name)).to_be_focused()
        expect(tab(page, name)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("x")
    expect(tab(page, "Text as read")).to_be_focused()
    page.keyboard.press("Home")
    # From the tabs, the key Tab alone comes to the first fact.
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.fact") == "0":
            break
    expect(facts(page).first).to_be_focused()
    outline = facts(page).first.evaluate("element => getComputedStyle(element).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Enter")
    expect(page.locator(".corpus-lit").first).to_be_visible()


def test_label_leads_to_the_rule_and_back(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{DOCUMENT}#text-as-read")
    block = page.locator(".corpus-block", has=page.locator(".corpus-block-text", has_text="Subscribe"))
    block.locator(".corpus-why > summary").click()
    decided = block.locator(".corpus-rule").first.inner_text()
    anchor = f"rule-{decided.replace('_', '-')}"
    block.locator(".corpus-label").click()
    page.wait_for_url(f"**/corpus/rules.html#{anchor}")
    entry = page.locator("section", has=page.locator(f"#{anchor}")).last
    expect(entry.get_by_role("heading")).to_contain_text(decided)
    assert is_in_view(entry.get_by_role("heading"))
    entry.locator(".corpus-fired a").first.click()
    page.wait_for_url(f"**/{DOCUMENT}#block-*")
    arrived = page.locator(".corpus-block:target")
    expect(arrived).to_be_visible()
    expect(arrived.locator(".corpus-rule").first).to_have_text(decided)
    assert is_in_view(arrived)


def test_what_a_model_goes_by_is_shown_on_demand(open_page: Callable[..., Page]) -> None:
    page = open_page("corpus/rules.html#rule-line-model")
    details = page.locator("details.corpus-details:not(.corpus-examples)").first
    expect(details.locator("li").first).to_be_hidden()
    details.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(details.locator("li").first).to_be_visible()


def test_block_leads_to_its_passage(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{DOCUMENT}#text-as-read")
    block = page.locator(".corpus-block", has=page.locator(".corpus-block-text", has_text="The Kremlin refuted"))
    block.get_by_role("link", name="in the article").click()
    expect(tab(page, "Article")).to_have_attribute("aria-selected", "true")
    passage = page.locator(".corpus-passage:target")
    expect(passage).to_be_visible()
    expect(passage).to_contain_text("The Kremlin refuted")
    assert is_in_view(passage)


@pytest.mark.parametrize("width", [390, 1440])
def test_addresses_lead_into_the_page(width: int, open_page: Callable[..., Page]) -> None:
    page = open_page(DOCUMENT, width=width)
    passage = page.locator(".corpus-article p.corpus-passage").last.get_attribute("id")
    block = page.locator(".corpus-block").last.get_attribute("id")
    for anchor, name, shown in (
        (passage, "Article", f"[id='{passage}']"),
        (block, "Text as read", f"[id='{block}']"),
        ("receipt-0", "Text as read", ".corpus-lit"),
        ("text-as-read", "Text as read", "#corpus-read-title"),
    ):
        linked = open_page(f"{DOCUMENT}#{anchor}", width=width)
        expect(tab(linked, name)).to_have_attribute("aria-selected", "true")
        expect(linked.locator(shown)).to_be_visible()
        assert is_in_view(linked.locator(shown))
    elsewhere = open_page(f"{DOCUMENT}#no-such-place", width=width)
    expect(tab(elsewhere, "Article")).to_have_attribute("aria-selected", "true")


def test_downloads_are_the_files(open_page: Callable[..., Page], own_site: Path) -> None:
    page = open_page(DOCUMENT)
    corpus = open_corpus(own_site.parent / "corpus")
    files = {
        "Raw document": corpus.raw / f"{IDENT}.txt",
        "Reading text": corpus.reading_path(IDENT),
        "Record": corpus.record_path(IDENT),
    }
    for name, file in files.items():
        with page.expect_download() as waiting:
            page.get_by_role("link", name=name, exact=True).click()
        assert file.read_bytes() == waiting.value.path().read_bytes()


# --- Names and quotations --------------------------------------------------------------------------------------


def name(page: Page, words: str) -> Locator:
    return page.locator(".corpus-article .corpus-name", has_text=words).first


@pytest.mark.parametrize("width", [390, 1440])
def test_from_a_name_to_its_quotation_to_the_paragraph(width: int, open_page: Callable[..., Page]) -> None:
    page = open_page(DOCUMENT, width=width)
    name(page, "Li Hui").click()
    page.wait_for_url("**/corpus/people/li-hui.html")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Li Hui")
    said = page.locator(".corpus-speech", has_text="all-around and broad cooperation")
    expect(said).to_contain_text("told, to RIA Novosti")
    said.get_by_role("link").first.click()
    page.wait_for_url(f"**/{DOCUMENT}#p-*")
    passage = page.locator(".corpus-passage:target")
    expect(passage).to_contain_text("all-around and broad cooperation")
    assert is_in_view(passage)
    # And from there to whom it was told, and to the passage that says so.
    passage.get_by_role("link", name="RIA Novosti").click()
    page.wait_for_url("**/corpus/organizations/ria-novosti.html")
    page.locator(".corpus-passages a").first.click()
    expect(page.locator(".corpus-passage:target")).to_contain_text("RIA Novosti in an interview")


def test_the_same_by_keys_alone(open_page: Callable[..., Page]) -> None:
    page = open_page(DOCUMENT)
    tab(page, "Article").focus()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Li Hui":
            break
    expect(page.locator("#corpus-card")).to_contain_text("Chinese Ambassador to Russia")
    page.keyboard.press("Enter")
    page.wait_for_url("**/corpus/people/li-hui.html")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.corpus-speech') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{DOCUMENT}#p-*")
    expect(page.locator(".corpus-passage:target")).to_be_visible()


def test_names_and_quotations_show_their_receipts(open_page: Callable[..., Page]) -> None:
    page = open_page(DOCUMENT)
    card = page.locator("#corpus-card")
    expect(card).to_be_hidden()
    name(page, "Li Hui").hover()
    expect(card).to_have_text(re.compile(r"Li Hui\s*Chinese Ambassador to Russia\s*person · person_\w+, \d+ % sure"))
    assert fits(page)
    card.hover()
    page.wait_for_timeout(400)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    asked = page.get_by_role("link", name="Said by Li Hui").nth(1)
    asked.hover()
    expect(card).to_contain_text("Li Hui, told, to RIA Novosti")
    asked.click()
    row = page.locator(".corpus-named > li:target")
    expect(row).to_be_visible()
    assert is_in_view(row)
    row.locator("[data-fact]").click()
    lit = page.locator(".corpus-lit")
    expect(lit.first).to_be_visible()
    assert fold("".join(lit.all_text_contents())).startswith("“China hopes to develop an all-around")


def test_every_mention_has_a_receipt_that_says_it(open_page: Callable[..., Page], own_site: Path) -> None:
    page = open_page(DOCUMENT)
    document = open_corpus(own_site.parent / "corpus")[IDENT]
    page.evaluate("document.querySelectorAll('.corpus-receipts').forEach((details) => { details.open = true })")
    told = {f"m{number}": found for number, found in enumerate(document.mentions)}
    told |= {f"q{number}": found for number, found in enumerate(document.quotations)}
    assert len(told) == page.locator("[data-fact^=m], [data-fact^=q]").count()
    for key, found in told.items():
        link = page.locator(f"[data-fact={key}]")
        link.click()
        expect(link).to_have_attribute("aria-current", "true")
        lit = "".join(page.locator(".corpus-lit").all_text_contents())
        assert document.text[found.start : found.end] == lit
        assert is_in_view(page.locator(".corpus-lit").first)


def test_names_work_without_scripts(open_page: Callable[..., Page]) -> None:
    page = open_page(DOCUMENT, java_script_enabled=False)
    assert "% sure" in (name(page, "Li Hui").get_attribute("title") or "")
    page.locator(".corpus-speaker").first.click()
    expect(page.locator(".corpus-named > li:target")).to_contain_text("Li Hui, said")
    name(page, "Li Hui").click()
    page.locator(".corpus-speech a").first.click()
    expect(page.locator(".corpus-passage:target")).to_contain_text("China hopes")


def test_page_works_without_scripts(open_page: Callable[..., Page]) -> None:
    page = open_page(DOCUMENT, java_script_enabled=False)
    for part in (".corpus-article", ".corpus-facts", ".corpus-read"):
        expect(page.locator(part)).to_be_visible()
    assert page.locator(".corpus-tabs").count() == 0
    fact(page, "Dateline agency").click()
    assert "#receipt-" in page.url
    receipt = page.locator(".corpus-receipt:has(> .corpus-anchor:target)")
    expect(receipt).to_have_text("Sputnik")
    page.goto(page.url.partition(DOCUMENT)[0] + "search.html")
    expect(page.get_by_text("needs JavaScript")).to_be_visible()
    assert page.get_by_role("link", name="index of documents").get_attribute("href") == "corpus/index.html"


def test_article_is_what_is_printed(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{DOCUMENT}#text-as-read")
    page.emulate_media(media="print")
    expect(page.locator(".corpus-article")).to_be_visible()
    for part in (".corpus-tabs", ".corpus-facts", ".corpus-read"):
        expect(page.locator(part)).to_be_hidden()


# --- Search ----------------------------------------------------------------------------------------------------


def results(page: Page) -> list[str]:
    expect(page.locator("#corpus-status")).to_have_text(ANSWERED)
    return page.locator(".corpus-results li > a").all_inner_texts()


def search(page: Page, words: str) -> list[str]:
    page.locator("#corpus-status").evaluate("element => element.textContent = ''")
    page.get_by_role("searchbox", name="Words").fill(words)
    page.keyboard.press("Enter")
    return results(page)


TITLE = "Chinese-Russian Military Ties Do Not Threaten Other Countries - Ambassador"


def test_search_finds_the_article_and_not_its_furniture(open_page: Callable[..., Page]) -> None:
    page = open_page("search.html")
    assert TITLE in search(page, "Ryabkov")
    result = page.locator(".corpus-results li", has_text=TITLE)
    expect(result.locator("mark").first).to_have_text("Ryabkov")
    expect(result.locator(".corpus-about")).to_contain_text("Sputnik International")
    assert TITLE in search(page, '"military bloc"')
    assert TITLE not in search(page, '"bloc military"')
    assert TITLE not in search(page, "Subscribe")
    assert TITLE not in search(page, "loader")
    assert [] == search(page, "xyzzyplugh")
    expect(page.locator("#corpus-status")).to_have_text("Nothing found.")
    page.go_back()
    page.go_back()
    page.go_back()
    expect(page.get_by_role("searchbox", name="Words")).to_have_value('"bloc military"')
    search(page, "Ryabkov")
    page.get_by_role("link", name=TITLE).click()
    page.wait_for_url(f"**/{DOCUMENT}*")
    expect(page.locator(".corpus-article")).to_be_visible()


def test_a_result_leads_to_the_passage_that_it_shows(open_page: Callable[..., Page]) -> None:
    page = open_page('search.html?q="military+bloc"&kind=document')
    assert [TITLE] == results(page)
    expect(page.locator(".corpus-excerpt")).to_contain_text("intention to turn BRICS into a military bloc.")
    page.get_by_role("link", name=TITLE).click()
    page.wait_for_url(f"**/{DOCUMENT}#p-*")
    passage = page.locator(".corpus-passage:target")
    expect(passage).to_contain_text("military bloc")
    assert is_in_view(passage)


def test_a_result_in_the_documentation_leads_to_the_section(open_page: Callable[..., Page]) -> None:
    page = open_page("search.html?q=breadcrumb&kind=documentation")
    page.locator(".corpus-results a[href*='rules.html#']").first.click()
    page.wait_for_url("**/rules.html#breadcrumb*")


def test_what_was_set_aside_is_searched_when_asked(open_page: Callable[..., Page]) -> None:
    page = open_page("search.html?q=Subscribe&kind=document")
    assert [] == results(page)
    page.get_by_label("Also in what was set aside").check()
    expect(page.locator("#corpus-status")).to_have_text("1 page")
    assert [TITLE] == results(page)
    expect(page.locator(".corpus-results .corpus-about")).to_contain_text("set aside")
    assert "aside=1" in page.url
    page.reload()
    assert [TITLE] == results(page)
    page.get_by_role("link", name=TITLE).click()
    page.wait_for_url(f"**/{DOCUMENT}#block-*")
    block = page.locator(".corpus-block:target")
    expect(block).to_contain_text("Subscribe")
    assert is_in_view(block)
    page.go_back()
    page.get_by_label("Also in what was set aside").uncheck()
    assert [] == results(page)


def test_search_from_the_sidebar(open_page: Callable[..., Page]) -> None:
    page = open_page("index.html")
    page.locator(".sidebar-search").fill("Ryabkov")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=Ryabkov*")
    assert TITLE in results(page)


def test_facets_count_and_narrow(open_page: Callable[..., Page]) -> None:
    page = open_page("search.html?q=military")
    found = results(page)
    kinds = page.locator(".corpus-facets fieldset", has=page.locator("legend", has_text="kind"))
    counts = {
        label.locator("span").first.inner_text(): int(label.locator(".corpus-count").inner_text())
        for label in kinds.locator("label").all()
    }
    assert counts["document"] == 1
    assert sum(counts.values()) == len(found)
    kinds.get_by_label("document 1").check()
    expect(page.locator("#corpus-status")).to_have_text("1 page")
    assert [TITLE] == results(page)
    assert "kind=document" in page.url
    expect(kinds.get_by_label("document 1")).to_be_checked()
    page.reload()
    assert [TITLE] == results(page)
    page.locator(".corpus-facets").get_by_label("document 1").uncheck()
    expect(page.locator("#corpus-status")).to_have_text(f"{len(found)} pages")


def test_a_facet_that_is_ticked_by_keys_keeps_the_focus(open_page: Callable[..., Page]) -> None:
    page = open_page("search.html?q=military")
    assert results(page)
    box = page.locator(".corpus-facets input[name=kind][value=document]")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator("#corpus-status")).to_have_text("1 page")
    expect(box).to_be_checked()
    expect(box).to_be_focused()


def test_facets_alone_list_documents(open_page: Callable[..., Page]) -> None:
    page = open_page("search.html")
    page.locator(".corpus-facets").get_by_label("standfirst").check()
    assert [TITLE] == results(page)


def test_long_results_come_in_parts(open_page: Callable[..., Page]) -> None:
    page = open_page("search.html?q=rule")
    first = len(results(page))
    total = int(page.locator("#corpus-status").inner_text().partition(" ")[0])
    assert total > first, "ask for a word that is on more pages"
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(".corpus-results li")).to_have_count(min(total, 2 * first))


def test_search_says_that_it_is_at_work(open_page: Callable[..., Page]) -> None:
    page = open_page("search.html?q=military")
    found = results(page)
    status, held, is_held = page.get_by_role("status"), list[Route](), True

    def hold(route: Route) -> None:
        if is_held:
            held.append(route)
        else:
            route.continue_()

    page.route("**/pagefind/fragment/**", hold)
    page.locator("#corpus-query").fill("Ryabkov")
    page.keyboard.press("Enter")
    expect(status).to_have_text("Searching …")
    is_held = False
    for route in held:
        route.continue_()
    assert TITLE in results(page)
    page.go_back()
    expect(page.locator(".corpus-results li > a")).to_have_text(found)


def test_search_says_why_it_cannot(
    open_page: Callable[..., Page], own_site: Path, browser: Browser, serve: Callable[..., Any]
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((own_site / "search.html").as_uri() + "?q=military")
    expect(page.locator("#corpus-status")).to_contain_text("python -m http.server")
    page.route("**/pagefind/**", lambda route: route.abort())
    with serve(own_site) as address:
        page.goto(f"{address}search.html?q=military")
        expect(page.locator("#corpus-status")).to_have_text("The search index could not be loaded.")
        page.unroute("**/pagefind/**")
        page.route("**/pagefind/fragment/**", lambda route: route.abort())
        page.reload()
        expect(page.locator("#corpus-status")).to_have_text("The search index could not be loaded.")
    context.close()


# --- Every kind of page -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_pages_are_accessible_and_fit(width: int, scheme: str, open_page: Callable[..., Page]) -> None:
    """No violation that axe calls serious or critical, nothing wider than the window, nothing gone wrong."""
    wrong = []
    for name, address in PAGES.items():
        page = open_page(address, width=width, color_scheme=scheme)
        if "search.html?q=" in address:
            assert results(page)
        if "concordance" in address:
            expect(page.locator(".corpus-panel[open] table")).to_have_count(3)
        if not fits(page):
            wrong.append(f"{name} is wider than the window")
        for found in Axe().run(page).response["violations"]:
            if found["impact"] in {"serious", "critical"}:
                where = [node["html"][:200] for node in found["nodes"]]
                wrong.append(f"{name}: {found['id']} ({found['impact']}): {where}")
        page.context.close()
    assert not wrong


# --- Hostile documents ------------------------------------------------------------------------------------------


HOSTILE: dict[str, str] = json.loads((Path(__file__).parent / "hostile.json").read_bytes())
CHOSEN = (
    "script",
    "image with handler",
    "closing textarea",
    "title closed",
    "mark",
    "link",
    "attribute injection",
    "entities",
    "nul",
    "bidi unclosed",
    "right to left",
    "long word",
    "html block",
    "details",
    "own anchor as words",
)


def test_hostile_documents_do_nothing(
    open_page: Callable[..., Page], make_hostile_site: Callable[..., Any], tmp_path: Path, serve: Callable[..., Any]
) -> None:
    texts = [f"quagga {HOSTILE[name]}" for name in CHOSEN]
    site = make_hostile_site(tmp_path / "hostile", texts, html_theme="furo")
    elements = ":is(img, script, svg, b, details, textarea)"
    with serve(site.build.out) as address:
        page = open_page("search.html?q=quagga&kind=document", at=address, width=390)
        assert sorted(map(fold, site.titles)) == sorted(map(fold, results(page)))
        assert not page.locator(f".corpus-results {elements}, .corpus-facets {elements}").count()
        assert fits(page)
        for document in site.documents:
            publisher = fold(document.metadata.publisher)
            page.goto(f"{address}search.html?{urlencode({'publisher': facet(publisher)})}")
            assert [fold(document.metadata.headline)] == [fold(title) for title in results(page)]
            chosen = page.locator(".corpus-facets label", has=page.locator("input[name=publisher]:checked"))
            assert publisher == fold(chosen.locator("span").first.inner_text())
            page.goto(f"{address}corpus/documents/{document.id}.html")
            assert fits(page)
            tab(page, "Text as read").click()
            assert fits(page)
        for name in ("corpus/index.html", "corpus/rules.html", "corpus-documents.html"):
            page.goto(address + name)
            assert fits(page)
        page.context.close()
