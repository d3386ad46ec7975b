"""Documents are read with ease: by keys, on paper, in any script, with any colours; and are cited from the page."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

ENGLISH = "The ferry is late again today, and nobody on the island of Skarv knows for how long it will be so.\n"
SIGNED = f"The Ferry Is Late\n\nBy Jane Roe\nPublished: 4 May 2021\n\nOSLO (Sputnik) – {ENGLISH}"
CHINESE = "渡轮今天又晚点了，岛上没有人知道还要等多久。由于大风，从周一开始，开往大陆的所有渡轮都已经停航。\n"


@pytest.fixture
def site(
    make_project: Callable[..., Any], make_visitor: Callable[..., Any], serve: Callable[..., Any]
) -> Iterator[tuple[Any, str]]:
    raw = {"a.txt": ENGLISH, "b.txt": CHINESE, "c.txt": f"MOSCOW (Sputnik) – {ENGLISH}", "d.txt": SIGNED}
    built = make_project(raw).build(strict=True, html_theme="furo", corpus_search="pagefind")
    visitor = make_visitor(permissions=["clipboard-read", "clipboard-write"])
    with serve(built.out) as root:
        yield visitor, f"{root}corpus/documents/"
    assert not visitor.wrong


def copied(page: Page) -> str:
    found: str = page.evaluate("navigator.clipboard.readText()")
    return found


def test_keys_lead_to_documents_and_to_the_search(site: tuple[Any, str]) -> None:
    visitor, root = site
    page = visitor.open(f"{root}a.html")
    page.keyboard.press("k")
    page.keyboard.press("j")
    page.wait_for_url("**/b.html")
    page.keyboard.press("k")
    page.wait_for_url("**/a.html")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    page.get_by_label("Shortcuts are on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("?")
    page.get_by_label("Shortcuts are on").check()
    page.get_by_role("button", name="Close").click()
    assert page.url.endswith("a.html")
    page.keyboard.press("/")
    expect(page.locator(".sidebar-search")).to_be_focused()
    page.keyboard.type("j?k")
    expect(page.locator(".sidebar-search")).to_have_value("j?k")


def test_a_key_acts_as_soon_as_the_help_is_closed(site: tuple[Any, str]) -> None:
    """Until the page is drawn again, the box to tick in the closed help still has the focus."""
    visitor, root = site
    page = visitor.open(f"{root}a.html")
    expect(page.get_by_role("button", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_label("Shortcuts are on")).to_be_focused()
    page.evaluate("""() => {
        document.querySelector("dialog").close();
        const pressed = new KeyboardEvent("keydown", { key: "/", bubbles: true, cancelable: true });
        document.activeElement.dispatchEvent(pressed);
    }""")
    expect(page.locator(".sidebar-search")).to_be_focused()


def test_documents_and_passages_are_cited_from_the_page(site: tuple[Any, str]) -> None:
    visitor, root = site
    page = visitor.open(f"{root}a.html")
    page.get_by_role("button", name="Copy citation").click()
    expect(page.locator(".corpus-copied")).to_have_text("Copied.")
    assert f"{root}a.html" in copied(page)
    link = page.locator(".corpus-permalink").first
    link.focus()
    page.keyboard.press("Enter")
    anchor = link.get_attribute("href")
    assert page.url.endswith(f"a.html{anchor}")
    panel = page.get_by_role("group", name="Cite this passage")
    expect(panel).to_contain_text(f"{root}a.html{anchor}")
    panel.get_by_role("button", name="Copy BibTeX").click()
    expect(page.locator(".corpus-copied")).to_have_text("Copied.")
    assert f"url = {{{root}a.html{anchor}}}" in copied(page)
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(link).to_be_focused()


def test_what_cites_a_dateline_stands_below_the_paragraph_that_it_opens(site: tuple[Any, str]) -> None:
    visitor, folder = site
    page = visitor.open(f"{folder}c.html")
    page.locator(".label-dateline > .corpus-permalink").click()
    expect(page.locator(".corpus-cite-passage .corpus-address")).to_contain_text("c.html#p-")
    expect(page.locator(".label-dateline + p.label-paragraph + .corpus-cite-passage")).to_be_visible()


def test_a_dateline_stands_on_the_first_line_of_its_sentence(site: tuple[Any, str]) -> None:
    """Below a byline or a date it hung 20 pixels lower."""
    visitor, folder = site
    page = visitor.open(f"{folder}d.html")
    expect(page.locator("p.label-timestamp + p.label-dateline")).to_be_visible()
    top = "element => element.getBoundingClientRect().top"
    dateline, sentence = (page.locator(f"p.label-{name}").evaluate(top) for name in ("dateline", "paragraph"))
    assert dateline == pytest.approx(sentence, abs=1)


def test_below_the_title_stands_where_a_document_is_from(site: tuple[Any, str]) -> None:
    visitor, folder = site
    page = visitor.open(f"{folder}d.html")
    line = page.locator("h1 + .corpus-origin")
    expect(line.get_by_role("listitem")).to_have_text(["Jane Roe", "May 4, 2021", "English"])
    line.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("English (en)")
    page.go_back()
    line.get_by_role("link", name="May 4, 2021").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2021-05")
    # What a page says nothing of has no line.
    expect(visitor.open(f"{folder}b.html").locator(".corpus-origin")).to_have_count(0)


def test_reasons_are_shown_on_demand_one_or_all(site: tuple[Any, str]) -> None:
    visitor, folder = site
    page = visitor.open(f"{folder}d.html#text-as-read")
    reasons = page.locator(".corpus-why .corpus-reason")
    expect(reasons.first).to_be_hidden()
    page.locator(".corpus-why > summary").first.press("Enter")
    expect(reasons.first).to_be_visible()
    expect(reasons.last).to_be_hidden()
    page.get_by_role("button", name="Show all reasons").click()
    expect(reasons.last).to_be_visible()
    page.get_by_role("button", name="Hide all reasons").click()
    expect(page.locator(".corpus-why[open]")).to_have_count(0)


def test_the_way_back_leads_out_of_the_text_as_read(site: tuple[Any, str]) -> None:
    visitor, folder = site
    page = visitor.open(f"{folder}d.html")
    chosen = page.locator("[role=tab][aria-selected=true]")
    page.locator(".corpus-receipt-link").first.click()
    expect(page.locator(".corpus-lit").first).to_be_visible()
    page.go_back()
    expect(chosen).to_have_text("Article")
    expect(page.locator(".corpus-lit")).to_have_count(0)
    page.get_by_role("tab", name="Text as read").click()
    assert page.url.endswith("d.html#text-as-read")
    page.reload()
    expect(chosen).to_have_text("Text as read")
    page.get_by_role("tab", name="Article").click()
    assert page.url.endswith("d.html")
    page.go_back()
    expect(chosen).to_have_text("Text as read")


def test_what_cites_a_short_article_follows_it(site: tuple[Any, str]) -> None:
    """Beside facts that are longer than both there was a hole between the two."""
    visitor, folder = site
    page = visitor.open(f"{folder}a.html")
    ends = "(element, side) => element.getBoundingClientRect()[side]"
    below = page.locator(".corpus-cite").evaluate(ends, "top") - page.locator(".corpus-article").evaluate(
        ends, "bottom"
    )
    assert 0 < below < 48


def test_print_is_the_article_and_how_it_is_cited(site: tuple[Any, str]) -> None:
    visitor, root = site
    page = visitor.open(f"{root}a.html")
    page.emulate_media(media="print")
    expect(page.locator(".corpus-citation")).to_contain_text(f"{root}a.html")
    for hidden in (".corpus-facts", ".corpus-permalink", ".corpus-copiers", ".corpus-keys-button", ".related-pages"):
        expect(page.locator(hidden).first).to_be_hidden()


def test_chinese_has_no_italics(site: tuple[Any, str]) -> None:
    visitor, root = site
    page = visitor.open(f"{root}b.html")
    assert "zh" == page.locator(".corpus-article").get_attribute("lang")
    style = "element => [getComputedStyle(element).fontStyle, getComputedStyle(element).lineBreak]"
    assert ["normal", "strict"] == page.locator("h1").evaluate(style)
