"""What readers do on every kind of page of a site of invented articles: each step clicks, and says what must be so.

The sites are those that ``made_corpus.py`` writes the sources of, of any size. ``browsing.py`` takes the steps on a
large one, the tests on a small one.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from browsers import ANSWERED, Visit
from playwright.sync_api import Locator, Page, expect

from corpustools.corpus import Corpus

Step = Callable[["Site", Visit], None]

_STEPS: dict[str, Step] = {}
STEPS: Mapping[str, Step] = _STEPS
"""The steps by what is done in each."""


@dataclass(frozen=True)
class Site:
    """A built site, and the corpus that it was built from."""

    folder: Path
    corpus: Corpus

    @property
    def documents(self) -> int:
        """How many documents have a page."""
        return sum(1 for _ in (self.folder / "corpus" / "documents").glob("*.html"))


def step(name: str) -> Callable[[Step], Step]:
    """Register a step."""

    def register(function: Step) -> Step:
        _STEPS[name] = function
        return function

    return register


# --- What the steps share --------------------------------------------------------------------------------


def number(text: str) -> int:
    """Return the first whole number in a text.

    >>> number("documents: 1,234 of 2,000")
    1234
    """
    found = re.search(r"\d[\d,]*", text)
    assert found, f"no number in {text!r}"
    return int(found[0].replace(",", ""))


def status(page: Page) -> Locator:
    """Return what a search, a concordance or a list says of itself, once it has an answer."""
    found = page.locator("#corpus-status, .corpus-list-status").first
    expect(found).to_have_text(ANSWERED)
    return found


def arrives(page: Page, selector: str) -> Locator:
    """Return the place that an address leads to, when it is in view."""
    found = page.locator(f"{selector}:target")
    expect(found).to_be_visible()
    expect(found).to_be_in_viewport()
    return found


def titles(page: Page) -> Locator:
    """Return the documents that a list has on this page."""
    return page.locator("table.corpus-documents tbody td:first-child a")


def values(page: Page) -> list[tuple[str, str, int]]:
    """Return what documents are listed by: the name, the address, and how many documents there are."""
    rows: list[list[str]] = page.locator(".corpus-values li").evaluate_all(
        "rows => rows.map(row => [row.querySelector('a'), row.querySelector('p') || row])"
        ".map(([link, said]) => [link.textContent, link.getAttribute('href'), said.textContent])"
    )
    return [(name, href, number(said.removeprefix(name))) for name, href, said in rows]


def count_all(page: Page) -> int:
    """Return how many documents a list has on all its pages, once it is sorted."""
    page.get_by_role("button", name="Document", exact=True).click()
    expect(page.locator("th[aria-sort]")).to_be_visible()
    said = status(page)
    expect(said).not_to_contain_text("on this page")
    return number(said.inner_text())


def open_first(page: Page) -> None:
    """Follow the first link of a list to its document."""
    link = titles(page).first
    said = link.inner_text()
    link.click()
    page.wait_for_url("**/corpus/documents/*.html")
    expect(page.get_by_role("heading", level=1)).to_contain_text(said[:60])


# --- Browsing --------------------------------------------------------------------------------------------


@step("all documents, page by page, without scripts")
def pages_of_documents(site: Site, visit: Visit) -> None:
    """Every document is in the list once, on pages that lead to each other."""
    page = visit.open("corpus/index.html", java_script_enabled=False)
    seen: list[str] = []
    for at in range(1, 10_000):
        seen += [str(link.get_attribute("href")) for link in titles(page).all()]
        following = page.locator(".corpus-more-pages").get_by_role("link", name=str(at + 1), exact=True)
        if not following.count():
            break
        following.first.click()
    assert len(seen) == len(set(seen)) == site.documents, f"{len(seen)} of {site.documents} documents are listed"


@step("a list is sorted and filtered over all its pages")
def sorting(site: Site, visit: Visit) -> None:
    """The filter finds as many as there are."""
    page = visit.open("corpus/index.html")
    assert count_all(page) == site.documents
    page.get_by_role("button", name="Published").click()
    dates = page.locator("table.corpus-documents tbody td.corpus-column-date")
    shown = dates.all_inner_texts()
    # What has no date comes last.
    assert shown == sorted(shown, key=lambda date: (not date, date)), "dates are not in order"
    page.get_by_role("button", name="Published").click()
    assert dates.first.inner_text() == max(entry.date or "" for entry in site.corpus.summaries())
    page.get_by_label("Filter").fill("nordpost")
    expected = sum(entry.publisher == "Nordpost" for entry in site.corpus.summaries())
    expect(status(page)).to_have_text(f"{expected:,} of {site.documents:,} documents")
    page.reload()
    expect(status(page)).to_have_text(f"{expected:,} of {site.documents:,} documents")
    open_first(page)


def browse(site: Site, visit: Visit, folder: str, chosen: Callable[[str], bool], total: int | None) -> None:
    """Open the list of what documents have in common, one value of it, and one of its documents."""
    page = visit.open(f"corpus/{folder}/index.html")
    found = values(page)
    for at in range(2, 1_000):
        following = page.locator(".corpus-more-pages").get_by_role("link", name=str(at), exact=True)
        if not following.count():
            break
        following.first.click()
        page.wait_for_url(f"**/index.{at}.html")
        found += values(page)
    if total is not None:
        held = sum(count for name, _, count in found if not re.fullmatch(r"\d{4}-\d\d", name))
        assert held == total, f"{held} of {total} documents are listed by {folder}"
    name, href, expected = max((value for value in found if chosen(value[0])), key=lambda value: value[2])
    page = visit.open(f"corpus/{folder}/{href}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name[1:])
    assert number(page.locator(".corpus-counts").inner_text()) == expected
    assert count_all(page) == expected, f"{name} does not list all its documents"
    open_first(page)


@step("by publisher")
def by_publisher(site: Site, visit: Visit) -> None:
    """One with a name in another script too."""
    browse(site, visit, "publishers", str.isascii, site.documents)
    browse(site, visit, "publishers", lambda name: not name.isascii(), site.documents)


@step("by year, by month, undated")
def by_date(site: Site, visit: Visit) -> None:
    """What has no date is apart."""
    for pattern in (r"\d{4}", r"\d{4}-\d\d", r"\D*"):
        browse(site, visit, "dates", lambda name: re.fullmatch(pattern, name) is not None, site.documents)  # noqa: B023


@step("by language")
def by_language(site: Site, visit: Visit) -> None:
    """The largest of the languages."""
    browse(site, visit, "languages", bool, site.documents)


@step("by label")
def by_label(site: Site, visit: Visit) -> None:
    """A document has several."""
    browse(site, visit, "labels", bool, None)


# --- People, organizations, places -----------------------------------------------------------------------


def entity(visit: Visit, kind: str) -> Page:
    """Open the page of who is mentioned most, by way of the list."""
    column = 2 if kind == "places" else 3  # behind that of quotations, where anybody speaks
    page = visit.open(f"corpus/{kind}/index.html?sort=-{column}")
    status(page)
    rows = page.locator("table.corpus-entities tbody tr")
    mentions = number(rows.first.locator("td").nth(column - 1).inner_text())
    link = rows.first.get_by_role("link").first
    name = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    assert number(page.locator(".corpus-counts").inner_text()) == mentions
    return page


@step("a person, from quotations to the paragraph")
def person(site: Site, visit: Visit) -> None:
    """Who is listed by quotations is quoted, and the paragraph says so."""
    page = visit.open("corpus/people/index.html?sort=-2")
    status(page)
    page.locator("table.corpus-entities tbody a").first.click()
    quotation = page.locator(".corpus-speech a").first
    said = quotation.inner_text()
    quotation.click()
    page.wait_for_url("**/corpus/documents/*.html#p-*")
    words = said.strip("“”… ").split()[:5]
    expect(arrives(page, ".corpus-passage")).to_contain_text(" ".join(words))


@step("an organization, over all pages of its mentions")
def organization(site: Site, visit: Visit) -> None:
    """One that many documents name has several pages."""
    page = entity(visit, "organizations")
    documents = int(page.locator(".corpus-counts").inner_text().replace(",", "").split(" in ")[1].split()[0])
    seen = 0
    for at in range(1, 1_000):
        seen += page.locator("h2:has-text('Mentions') ~ .corpus-part > .corpus-source").count()
        following = page.locator(".corpus-more-pages").get_by_role("link", name=str(at + 1), exact=True)
        if not following.count():
            break
        following.first.click()
    assert seen == documents, f"{seen} of {documents} documents are on the pages of an organization"
    page.locator(".corpus-passages a").first.click()
    page.wait_for_url("**/corpus/documents/*.html#p-*")
    arrives(page, ".corpus-passage")


@step("a place")
def place(site: Site, visit: Visit) -> None:
    """It has coordinates, and passages that name it."""
    page = entity(visit, "places")
    expect(page.locator("[role=main]")).to_contain_text(re.compile(r"\d° [NS], \d.*° [EW]"))
    name = page.get_by_role("heading", level=1).inner_text().rstrip("¶")
    page.locator(".corpus-passages a").first.click()
    page.wait_for_url("**/corpus/documents/*.html#p-*")
    expect(arrives(page, ".corpus-passage")).to_contain_text(name)


# --- A document ------------------------------------------------------------------------------------------


def quoting(site: Site) -> str:
    """Return the address of the first document that quotes somebody."""
    ident = next(entry.id for entry in site.corpus.summaries() if any(row[3] for row in entry.named.value))
    return f"corpus/documents/{ident}.html"


@step("a document: facts, receipts, names, quotations")
def document(site: Site, visit: Visit) -> None:
    """From a name to its quotations to the paragraph; from a fact to its receipt."""
    page = visit.open(quoting(site))
    page.locator(".corpus-receipt-link").first.click()
    expect(page.locator(".corpus-lit").first).to_be_in_viewport()
    page.get_by_role("tab", name="Article").click()
    page.locator(".corpus-speaker").first.click()
    row = page.locator(".corpus-named > li:target")
    expect(row).to_be_in_viewport()
    name = page.locator(".corpus-article .corpus-name.corpus-person").first
    said = name.inner_text()
    name.click()
    page.wait_for_url("**/corpus/people/*.html")
    expect(page.get_by_role("heading", level=1)).to_contain_text(said)
    page.locator(".corpus-speech a, .corpus-passages a").first.click()
    page.wait_for_url("**/corpus/documents/*.html#p-*")
    arrives(page, ".corpus-passage")


@step("a document: downloads, and how it is cited")
def citing(site: Site, visit: Visit) -> None:
    """The files are there, and the address of a passage is what the panel says."""
    page = visit.open(quoting(site), permissions=["clipboard-read", "clipboard-write"])
    for name in ("Raw document", "Reading text", "Record"):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=name, exact=True).click()
        assert waiting.value.path().stat().st_size > 0
    page.get_by_role("button", name="Copy citation").click()
    expect(page.locator(".corpus-copied").first).to_have_text("Copied.")
    assert page.url.partition("#")[0] in page.evaluate("navigator.clipboard.readText()")
    for name, sign in (("BibTeX", "@"), ("CSL-JSON", '"id"')):
        page.locator(".corpus-cite-forms summary", has_text=name).click()
        expect(page.locator(".corpus-cite-forms pre", has_text=sign).first).to_be_visible()
    permalink = page.locator("p.label-paragraph .corpus-permalink").first
    permalink.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Cite this passage")).to_contain_text("#p-")


@step("the keys / j k ?")
def keys(site: Site, visit: Visit) -> None:
    """They lead to the search, and through the documents."""
    idents = sorted(entry.id for entry in site.corpus.summaries())
    page = visit.open(f"corpus/documents/{idents[1]}.html")
    for key, ident in (("j", idents[2]), ("k", idents[1]), ("?", None)):
        # The script of the keys makes the button: what is pressed before it runs is lost.
        expect(page.locator(".corpus-keys-button")).to_be_visible()
        page.keyboard.press(key)
        if ident is not None:
            page.wait_for_url(f"**/{ident}.html")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator(".sidebar-search")).to_be_focused()
    page.keyboard.type("alliance")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=alliance*")
    assert number(status(page).inner_text()) > 0


@step("near-duplicates and their differences")
def duplicates(site: Site, visit: Visit) -> None:
    """From a group to a document, and from there back to its group."""
    page = visit.open("corpus/duplicates.html")
    assert number(page.locator(".corpus-counts").inner_text()) >= site.documents // 80
    page.locator(".corpus-alike summary").first.click()
    expect(page.locator(".corpus-differences :is(ins, del)").first).to_be_visible()
    page.locator(".corpus-alike .corpus-source a").first.click()
    page.wait_for_url("**/corpus/documents/*.html")
    page.locator(".corpus-alike-note a").click()
    page.wait_for_url("**/corpus/duplicates*.html#*")
    arrives(page, ".corpus-alike")


# --- Search ----------------------------------------------------------------------------------------------


def search(visit: Visit, **query: str | list[str]) -> Page:
    """Ask the search page."""
    page = visit.open(f"search.html?{urlencode(query, doseq=True, quote_via=quote)}")
    status(page)
    return page


@step("search: facets, excerpts, phrases, other scripts")
def searching(site: Site, visit: Visit) -> None:
    """Facets count, and narrow to what they count; a result leads to the paragraph that it shows."""
    page = search(visit, q="military", kind="document")
    found = number(status(page).inner_text())
    publisher = page.locator(".corpus-facets label", has_text="Nordpost")
    expected = number(publisher.locator(".corpus-count").inner_text())
    assert 0 < expected < found
    publisher.locator("input").check()
    expect(status(page)).to_have_text(re.compile(rf"^{expected:,} page"))
    expect(page.locator(".corpus-results .corpus-about").first).to_contain_text("Nordpost")
    result = page.locator(".corpus-results li").first
    expect(result.locator("mark").first).to_have_text(re.compile("military", re.IGNORECASE))
    result.get_by_role("link").first.click()
    page.wait_for_url("**/corpus/documents/*.html#p-*")
    expect(arrives(page, ".corpus-passage")).to_contain_text(re.compile("military", re.IGNORECASE))
    phrase = number(status(search(visit, q='"the alliance"', kind="document")).inner_text())
    words = number(status(search(visit, q="the alliance", kind="document")).inner_text())
    assert 0 < phrase < words, "a phrase finds no less than its words"
    for word in ("правительство", "الحكومة", "सरकार", "東市"):
        page = search(visit, q=word, kind="document")
        marks = page.locator(".corpus-results li").first.locator("mark").all_inner_texts()
        assert word in "".join(marks).lower(), f"{word}: {marks} are found"


@step("search: more than a page of results")
def more_results(site: Site, visit: Visit) -> None:
    """The button shows more, and the focus is on the first of them."""
    page = search(visit, q="the", kind="document")
    shown = page.locator(".corpus-results li")
    expect(shown).to_have_count(20)
    page.get_by_role("button", name="Show more").click()
    expect(shown.nth(20).get_by_role("link").first).to_be_focused()


@step("search: what was set aside, when asked")
def searching_aside(site: Site, visit: Visit) -> None:
    """The foot of every page is found there alone, and the result leads to it."""
    page = search(visit, q='"rights reserved"', kind="document")
    expect(status(page)).to_have_text("Nothing found.")
    page.get_by_label("Also in what was set aside").check()
    expect(status(page)).to_have_text(f"{site.documents:,} pages")
    page.locator(".corpus-results li").first.get_by_role("link").first.click()
    page.wait_for_url("**/corpus/documents/*.html#block-*")
    expect(arrives(page, ".corpus-block")).to_contain_text("rights reserved")


# --- Concordance -----------------------------------------------------------------------------------------


def concordance(visit: Visit, **query: str | list[str]) -> Page:
    """Ask the concordance."""
    page = visit.open(f"corpus/concordance.html?{urlencode(query, doseq=True)}")
    status(page)
    return page


def rows(page: Page, show: str) -> list[list[str]]:
    """Return the cells of the table of a panel."""
    table = page.locator(f'[data-show="{show}"] table')
    expect(table).to_be_visible()
    found: list[list[str]] = table.locator("tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    return found


@step("concordance: hits are those of Python, and of a count")
def hits(site: Site, visit: Visit) -> None:
    """A common word is counted by brute force too: in the reading texts, by an expression that knows ASCII."""
    texts = [site.corpus[entry.id].article for entry in site.corpus.summaries()]
    for query in ("the", "military", "militar*", "bloc|alliance", "of the", "军事", "правительство"):
        found = site.corpus.concordance(query)
        page = concordance(visit, q=query)
        assert number(status(page).inner_text()) == len(found), f"{query}: Python has {len(found)} hits"
        if query in {"the", "military"}:
            pattern = re.compile(rf"(?<![\w'’-]){query}(?![\w'’-])", re.IGNORECASE)
            assert sum(len(pattern.findall(text)) for text in texts) == len(found), query


@step("concordance: sorting, contexts, facets, capitals")
def lines(site: Site, visit: Visit) -> None:
    """What the form says is what Python is asked."""
    page = concordance(visit, q="alliance", sort="right", width="5")
    expected = site.corpus.concordance("alliance", width=5, sort="right")
    nodes = page.locator(".corpus-line").evaluate_all(
        "lines => lines.map(line => [...line.querySelectorAll('.corpus-left, a, .corpus-right > span')]"
        ".map(part => part.textContent))"
    )
    assert nodes == [[line.left, line.node, line.right] for line in expected[: len(nodes)]]
    page.get_by_label("Sort by").select_option("left")
    status(page)
    page.get_by_label("Nordpost").check()
    part = site.corpus.subcorpus(publisher="Nordpost")
    expect(page.locator("#corpus-status")).to_have_text(re.compile(rf"^{len(part.concordance('alliance')):,} hit"))
    page.get_by_label("Capitals count").check()
    capital = len(part.concordance("alliance", case=True))
    expect(page.locator("#corpus-status")).to_have_text(re.compile(rf"^{capital:,} hit"))
    page.get_by_label("Published").fill("2012/2014")
    page.get_by_label("Published").press("Enter")
    part = site.corpus.subcorpus(publisher="Nordpost", date="2012/2014")
    capital = len(part.concordance("alliance", case=True))
    expect(page.locator("#corpus-status")).to_have_text(re.compile(rf"^{capital:,} hit"))


def count_all_documents(page: Page, shows: list[str]) -> None:
    """Have all documents counted where the panels show the numbers of a sample first."""
    for show in shows:
        rows(page, show)
    sampled = page.locator(".corpus-sample")
    if sampled.count():
        sampled.first.get_by_role("button").click()
        expect(sampled).to_have_count(0)


@step("concordance: collocates, n-grams, keyness, dispersion, time")
def panels(site: Site, visit: Visit) -> None:
    """Each has the numbers of Python."""
    shows = ["collocates", "ngrams", "keyness", "dispersion", "time"]
    page = concordance(visit, q="military", publisher="Nordpost", show=shows, by="year")
    count_all_documents(page, shows)
    part = site.corpus.subcorpus(publisher="Nordpost")
    found = part.concordance("military")
    expected = [[row.word, f"{row.near:,}", f"{row.frequency:,}"] for row in found.collocates(5)]
    assert [row[:3] for row in rows(page, "collocates")] == expected[: len(rows(page, "collocates"))]
    counts = sorted(found.clusters(3).values(), reverse=True)
    shown = [number(row[1]) for row in rows(page, "ngrams")]
    assert shown == counts[: len(shown)]
    key = [row.word for row in part.keyness()]
    assert {row[0] for row in rows(page, "keyness")} <= set(key)
    assert len(rows(page, "keyness")) == min(len(key), 40)
    spread = found.dispersion()
    assert [row[1] for row in rows(page, "dispersion")] == [f"{len(each.positions):,}" for each in spread.parts[:20]]
    assert [row[:2] for row in rows(page, "time")] == [[row.period, f"{row.hits:,}"] for row in found.over_time("year")]


@step("concordance: CSV, and from a line to its paragraph")
def to_the_paragraph(site: Site, visit: Visit) -> None:
    """The download is that of Python."""
    page = concordance(visit, q="quiet")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download all as CSV").click()
    assert waiting.value.path().read_bytes().decode() == site.corpus.concordance("quiet").to_csv()
    page.locator(".corpus-node").first.click()
    page.wait_for_url("**/corpus/documents/*.html#p-*")
    expect(arrives(page, ".corpus-passage")).to_contain_text(re.compile("quiet", re.IGNORECASE))


# --- Figures, the card, the rules ------------------------------------------------------------------------


@step("directives and figures in a page of one's own")
def essay(site: Site, visit: Visit) -> None:
    """Each figure has a title, a description, and its numbers in a table under it."""
    page = visit.open("essay.html")
    figures = page.locator("figure.corpus-figure")
    assert figures.count() == 7, f"{figures.count()} figures"
    for figure in figures.all():
        assert figure.locator("svg[role=img] > title, svg[aria-label]").count()
        assert figure.locator("svg desc").count()
        figure.locator("summary").click()
        expect(figure.locator("table").first).to_be_visible()
    expect(page.locator("table.corpus-documents tbody tr").first).to_be_visible()
    for kind in ("table.corpus-kwic-table", "table.corpus-counts"):
        expect(page.locator(kind).first).to_be_visible()
    page.locator("blockquote.corpus-quote a").click()
    page.wait_for_url("**/corpus/documents/00000.html#p-*")
    arrives(page, ".corpus-passage")


@step("about this corpus")
def about(site: Site, visit: Visit) -> None:
    """The card counts the documents, and has its data beside it."""
    page = visit.open("corpus/about.html")
    assert number(page.locator(".corpus-large").inner_text()) == site.documents
    assert (site.folder / "corpus" / "about.json").is_file()
    assert page.locator("figure.corpus-figure").count() > 2


@step("a rule, and a passage that it fired on")
def rules(site: Site, visit: Visit) -> None:
    """From the page of rules to a block, and back to the rule."""
    page = visit.open("corpus/rules.html")
    page.locator(".corpus-fired a").first.click()
    page.wait_for_url("**/corpus/documents/*.html#*")
    page.get_by_role("tab", name="Text as read").click()
    page.locator(".corpus-why > summary").first.click()
    page.locator(".corpus-block .corpus-rule").first.click()
    page.wait_for_url("**/corpus/rules.html#rule-*")
