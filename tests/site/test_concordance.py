"""The concordance in a real browser: its numbers are those of Python, whatever is asked."""

import json
import os
import random
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

import browsers
import made_corpus
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from corpustools.corpus import Corpus, open_corpus
from corpustools.errors import QueryError
from corpustools.search import index, segment, segmenting, vocabulary
from corpustools.search.cql_reader import is_cql, read_cql
from corpustools.search.index import index_files
from corpustools.search.query import Query
from corpustools.search.texts import LABEL_NAMES
from corpustools.text.tokens import fold, form, token_pattern

pytestmark = pytest.mark.browser

# As strict as a policy can be that lets a page fetch and run what its own site holds.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'"
)

LARGER = os.environ.get("CONCORDANCE_SITE", "")
PATIENCE = 600_000 if LARGER else browsers.PATIENCE

HOSTILE = """\
Town Is =HYPERLINK("x")

By Jane Roe

=1+1 is what the town says, and <script>alert(1)</script> is what "nobody" says, in the town of Stra\u00dfe.

The caf&eacute; on the STRASSE is \u201copen\u201d; the town, the old town, is quiet.

Did\u2019t it? \u5317\u7ea6\u519b\u4e8b\u3002

Subscribe to the town
"""

ASKED: list[dict[str, Any]] = [
    {"q": "military"},
    {"q": "militar*|alliance", "sort": "left"},
    {"q": "the", "sort": "right", "width": 4},
    {"q": "the * of", "sort": "node"},
    {"q": '"of the"|in', "sort": "right", "width": 0},
    {"q": "Town", "case": 1},
    {"q": "T*n", "case": 1, "sort": "right"},
    {"q": "town", "label": ["related", "interface", "headline"]},
    {"q": "town", "label": list(LABEL_NAMES)},
    {"q": "the", "publisher": ["Nordpost", "unknown"], "sort": "left"},
    {"q": "the", "date": "2010/2016-06"},
    {"q": "die", "language": "de", "date": "unknown"},
    {"q": "*ary", "sort": "node"},
    {"q": "strasse"},
    {"q": "北约|军事"},
    {"q": "did't"},
    {"q": "town", "document": "hostile"},
    {"q": "في", "sort": "right"},
    {"q": "xyzzy"},
    {"q": '[word="milit.*"]'},
    {"q": '"militar.*"%c []{0,3} "alliance|bloc"', "sort": "right"},
    {"q": '"the"%c []* "of" within s', "sort": "left", "width": 4},
    {"q": '[word!="the"] "town"%c', "sort": "left"},
    {"q": '"the" [word!=".*[aeiou].*"]+ []', "sort": "right"},
    {"q": '"the" [] "of"|"in"', "sort": "node"},
    {"q": '[word="the|The"] ("old"|"new"%c)? [lc="[a-t].*"]', "sort": "node"},
    {"q": '[lc="to.*" & word!="town"] within s', "label": ["related", "interface", "headline"]},
    {"q": '[word="[A-Z].*n"]{2,}', "publisher": ["Nordpost", "unknown"]},
    {"q": '[word=".*[ß].*"%c] | "北" []', "sort": "right"},
    {"q": '[]{0,20} "quiet" []{2}', "sort": "left"},
    {"q": '[word="(un|re|pre).*(s|ed)"] "the"'},
    {"q": '[lc="xyzzy.*"] []'},
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Forty invented documents and a hostile one, in the folder of a site that is built.

    Or those of a larger site that is there: ``CONCORDANCE_SITE`` names a folder with its ``corpus`` and ``site``.
    """
    if LARGER:
        return open_corpus(Path(LARGER) / "corpus")
    folder = tmp_path_factory.mktemp("concordance")
    made_corpus.write(folder / "corpus", 40)
    (folder / "corpus" / "raw" / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    docs = folder / "docs"
    docs.mkdir()
    (docs / "conf.py").write_text(
        'extensions = ["corpustools.sphinxext"]\ncorpus_path = "../corpus"\nhtml_theme = "basic"\n'
        # Several segments, and files of ranks, as of a large corpus.
        "from corpustools.search import segment, segmenting, vocabulary\n"
        "segmenting.DOCUMENTS, segment.RANKS, vocabulary.FIRSTS = 12, 256, 4\n"
        # The theme's own search box has an inline script.
        'corpus_search = "sphinx"\nhtml_sidebars = {"**": []}\n'
    )
    (docs / "index.md").write_text("# Home\n\n```{toctree}\ncorpus/index\n```\n")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", str(docs), str(folder / "site")]
    subprocess.run(command, check=True, capture_output=True)
    return open_corpus(folder / "corpus")


@pytest.fixture(scope="module")
def site(corpus: Corpus) -> Path:
    return corpus.root.parent / "site"


@pytest.fixture(scope="module")
def root(site: Path, serve: Callable[..., Any]) -> Iterator[str]:
    with serve(site, "" if LARGER else POLICY) as address:
        yield address


@pytest.fixture
def ask(browser: Browser, root: str) -> Iterator[Callable[..., Page]]:
    """Open the page with a query; at the end nothing may have gone wrong in it."""
    contexts: list[Any] = []
    wrong: list[str] = []

    def note(said: Any) -> None:
        # The theme's bar of links has a style attribute, which the policy forbids.
        if "inline style" not in said.text:
            wrong.append(said.text)

    def open_one(
        query: dict[str, Any], *, routes: dict[str, Callable[[Route], None]] | None = None, **options: Any
    ) -> Page:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page: Page = context.new_page()
        for pattern, handle in (routes or {}).items():
            page.route(pattern, handle)
        page.on("console", lambda said: note(said) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
        page.goto(f"{root}corpus/concordance.html?{urlencode(query, doseq=True)}")
        if options.get("java_script_enabled", True) and query.get("q"):
            expect(page.locator("#corpus-status")).to_have_text(browsers.ANSWERED, timeout=PATIENCE)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not wrong


def in_python(corpus: Corpus, asked: dict[str, Any]) -> Any:
    """Ask the same of Python."""
    choice = {name: asked[name] for name in ("publisher", "language", "date", "document") if name in asked}
    labels = asked.get("label", "article")
    part = corpus.subcorpus("all" if labels == list(LABEL_NAMES) else labels, **choice)
    return part.concordance(
        asked["q"], case=bool(asked.get("case")), width=asked.get("width", 8), sort=asked.get("sort", "document")
    )


def cells(page: Page, show: str) -> list[list[str]]:
    """Return the cells of the table in a panel, row by row, when it is there."""
    table = page.locator(f'[data-show="{show}"] table')
    expect(table).to_be_visible(timeout=PATIENCE)
    rows: list[list[str]] = table.locator("tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    return rows


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: urlencode(asked, doseq=True))
def test_the_hits_are_those_of_python(ask: Callable[..., Page], corpus: Corpus, asked: dict[str, Any]) -> None:
    expected = in_python(corpus, asked)
    page = ask(asked)
    said = page.locator("#corpus-status").inner_text()
    hits = "1 hit" if len(expected) == 1 else f"{len(expected):,} hits"
    assert said.startswith(f"{hits} in {expected.size:,} tokens ({round(expected.per_million):,} per million), ")
    assert f"in {len(expected.documents):,} of " in said
    if not expected:
        assert page.locator("#corpus-found").is_hidden()
        return
    expect(page.locator("#corpus-lines li")).to_have_count(min(len(expected), 30))
    lines = page.locator(".corpus-line").evaluate_all(
        "lines => lines.map(line => [...line.querySelectorAll('.corpus-left, a, .corpus-right > span')]"
        ".map(part => part.textContent))"
    )
    assert [[line.left, line.node, line.right] for line in expected[:30]] == lines
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download all as CSV").click()
    assert expected.to_csv() == downloading.value.path().read_bytes().decode("utf-8")


@pytest.mark.parametrize("word", ["the", "military", "в", "town"])
def test_the_number_of_hits_is_that_of_a_count_by_hand(ask: Callable[..., Page], corpus: Corpus, word: str) -> None:
    texts = (block.reading for document in corpus for block in document.blocks if block.is_kept)
    counted = sum(len(re.findall(rf"(?<![\w'’-]){word}(?![\w'’-])", text, re.IGNORECASE)) for text in texts)
    said = ask({"q": word}).locator("#corpus-status").inner_text()
    assert said.startswith("1 hit in" if counted == 1 else f"{counted:,} hits in")


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "military"},
        {"q": "the", "window": 2},
        {"q": "militar*|alliance", "publisher": "Nordpost"},
        {"q": "of the", "label": "paragraph"},
        {"q": '"the" []{1,3} "of" within s'},
    ],
    ids=urlencode,
)
def test_the_collocates_are_those_of_python(ask: Callable[..., Page], corpus: Corpus, asked: dict[str, Any]) -> None:
    window = asked.get("window", 5)
    expected = in_python(corpus, asked).collocates(window)
    page = ask(asked | {"show": "collocates", "count": "all"})
    expect(page.locator('[data-show="collocates"] table')).to_be_visible(timeout=PATIENCE)
    if len(expected) > 40:
        page.get_by_role("button", name="Show all").click()
    rows = [
        [row.word, f"{row.near:,}", f"{row.frequency:,}"]
        + [f"{value:.2f}" for value in (row.log_dice, row.mi, row.log_likelihood)]
        for row in expected
    ]
    assert len(rows) > 0
    # Where the third digit after the point is 5, the last bit of a logarithm may decide.
    shown = cells(page, "collocates")
    assert [row[:3] for row in rows] == [row[:3] for row in shown]
    for row, other in zip(rows, shown, strict=True):
        assert all(abs(float(a) - float(b)) < 0.011 for a, b in zip(row[3:], other[3:], strict=True))
    caption = page.locator('[data-show="collocates"] caption').inner_text()
    side = "1 token" if window == 1 else f"{window} tokens"
    assert f"Window: {side} on each side" in caption
    assert f"N = {expected.size:,} tokens searched, {expected.near:,} of them in a window" in caption


@pytest.mark.parametrize(
    "asked",
    [{"q": "military"}, {"q": "of the", "n": 4}, {"q": "militar*|في", "n": 2}, {"q": "town", "label": "related"}],
    ids=lambda asked: urlencode(asked, doseq=True),
)
def test_the_ngrams_are_those_of_python(ask: Callable[..., Page], corpus: Corpus, asked: dict[str, Any]) -> None:
    expected = in_python(corpus, asked).clusters(asked.get("n", 3))
    page = ask(asked | {"show": "ngrams", "count": "all"})
    expect(page.locator('[data-show="ngrams"] table')).to_be_visible(timeout=PATIENCE)
    if len(expected) > 40:
        page.get_by_role("button", name="Show all").click()
    ordered = sorted(expected.items(), key=lambda item: -item[1])
    shown = cells(page, "ngrams")
    assert [count for _, count in shown] == [f"{count:,}" for _, count in ordered]
    assert dict(shown) == {word: f"{count:,}" for word, count in ordered}


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"ngram": 3, "least": 2, "publisher": ["Nordpost", "Upland Agency"]},
        {"ngram": 5, "least": 2, "label": ["related", "headline"]},
        {"ngram": 4, "least": 2, "date": "2015/.."},
    ],
    ids=lambda asked: urlencode(asked, doseq=True) or "all",
)
def test_the_list_of_ngrams_needs_no_query(ask: Callable[..., Page], corpus: Corpus, asked: dict[str, Any]) -> None:
    choice = {name: asked[name] for name in ("publisher", "date") if name in asked}
    part = corpus.subcorpus(asked.get("label", "article"), **choice)
    expected = part.ngram_list(asked.get("ngram", 2), minimum=asked.get("least", 5))
    page = ask(asked | {"show": "list", "count": "all"})
    expect(page.locator('[data-show="list"] table')).to_be_visible(timeout=PATIENCE)
    if len(expected) > 40:
        page.get_by_role("button", name="Show all").click()
    assert len(expected) > 0
    assert [[one.words, f"{one.frequency:,}", f"{one.documents:,}"] for one in expected] == cells(page, "list")
    assert f"in {part.size:,} tokens" in page.locator('[data-show="list"] caption').inner_text()
    assert page.locator("#corpus-status").inner_text() == ""


def test_where_many_documents_would_be_loaded_a_sample_is_counted_first(
    ask: Callable[..., Page], corpus: Corpus, site: Path
) -> None:
    """The sample is every so many of the files of words, and its numbers are those of a choice of documents."""
    manifest = json.loads((site / "corpus" / "concordance-index" / "manifest.json").read_text())
    idents, files = list(corpus.ids), []
    for stretch in (one["documents"] for one in manifest["segments"]):
        inside, idents = idents[:stretch], idents[stretch:]
        files += [
            inside[at : at + manifest["stream_documents"]] for at in range(0, stretch, manifest["stream_documents"])
        ]
    chosen = [ident for place in range(4) for ident in files[int((place + 0.5) * len(files) / 4)]]
    few = {"q": "the", "document": chosen}
    expected = in_python(corpus, few)

    def fewer(route: Route) -> None:
        script = route.fetch()
        route.fulfill(response=script, body=script.text().replace("const SAMPLE = 96;", "const SAMPLE = 4;"))

    page = ask({"q": "the", "show": ["collocates", "ngrams"]}, routes={"**/corpustools-concordance-panels.js*": fewer})
    near = [[row.word, f"{row.near:,}", f"{row.frequency:,}"] for row in expected.collocates()][:40]
    assert near == [row[:3] for row in cells(page, "collocates")]
    said = page.locator('[data-show="collocates"] .corpus-sample')
    expect(said).to_contain_text(f"Counted in a sample: {len(chosen)} of the {len(corpus.ids):,} documents")
    expect(said).to_contain_text(f"with {len(expected):,} of the {len(in_python(corpus, {'q': 'the'})):,} hits")
    expect(page.locator('[data-show="ngrams"] .corpus-sample')).to_be_visible()
    said.get_by_role("button").click()
    expect(page.locator('[data-show="collocates"] caption')).to_contain_text(f"N = {corpus.subcorpus().size:,} tokens")
    assert ["all"] == parse_qs(page.url.partition("?")[2])["count"]


@pytest.mark.parametrize(
    "asked",
    [{"publisher": "Nordpost"}, {"language": "en"}, {"date": "2015/.."}, {"publisher": "Nordpost", "label": "related"}],
    ids=lambda asked: urlencode(asked, doseq=True),
)
def test_keyness_is_that_of_python(ask: Callable[..., Page], corpus: Corpus, asked: dict[str, Any]) -> None:
    choice = {name: value for name, value in asked.items() if name != "label"}
    expected = corpus.subcorpus(asked.get("label", "article"), **choice).keyness()
    page = ask(asked | {"q": "the|*e*", "show": "keyness"})
    expect(page.locator('[data-show="keyness"] table')).to_be_visible(timeout=PATIENCE)
    if len(expected) > 40:
        page.get_by_role("button", name="Show all").click()
    shown = cells(page, "keyness")
    assert len(expected) > 0
    numbers = {row.word: (f"{row.frequency:,}", f"{row.reference:,}", row) for row in expected}
    assert numbers.keys() == {row[0] for row in shown}
    for word, here, there, likelihood, ratio, difference in shown:
        frequency, reference, row = numbers[word]
        assert (frequency, reference) == (here, there)
        assert abs(row.log_likelihood - float(likelihood)) < 0.006
        assert abs(row.log_ratio - float(ratio)) < 0.006
        assert (row.percent_difference is None) == (difference == "")
    likelihoods = [float(row[3]) for row in shown]
    assert likelihoods == sorted(likelihoods, reverse=True)
    caption = page.locator('[data-show="keyness"] caption').inner_text()
    assert f"({expected.size:,} tokens)" in caption
    assert f"({expected.reference_size:,} tokens)" in caption


def test_keyness_needs_a_choice(ask: Callable[..., Page]) -> None:
    page = ask({"q": "military", "show": "keyness"})
    expect(page.locator('[data-show="keyness"]')).to_contain_text("Choose a publisher, a language or a time")


@pytest.mark.parametrize(
    "asked", [{"q": "military"}, {"q": "the", "date": "2012/.."}, {"q": "town", "label": "related"}], ids=urlencode
)
def test_dispersion_and_time_are_those_of_python(
    ask: Callable[..., Page], corpus: Corpus, asked: dict[str, Any]
) -> None:
    found = in_python(corpus, asked)
    spread = found.dispersion()
    page = ask(asked | {"show": ["dispersion", "time"], "by": "month"})
    rows = cells(page, "dispersion")
    assert [[part.title, f"{len(part.positions):,}", f"{part.size:,}"] for part in spread.parts[:20]] == [
        row[:3] for row in rows
    ]
    described = page.locator(".corpus-strip desc").all_text_contents()
    for part, said in zip(spread.parts, described, strict=False):
        places = ", ".join(str(place + 1) for place in part.positions[:50])
        assert said.startswith(f"At token {places}")
    caption = page.locator('[data-show="dispersion"] caption').inner_text()
    have = "has" if spread.range_ == 1 else "have"
    assert f"{spread.range_:,} of {spread.documents:,} documents {have} a hit, DP = {spread.dp:.3f}" in caption
    assert f"normalised {spread.dp_norm:.3f}" in caption
    expected = [
        [row.period, *(f"{number:,}" for number in (row.hits, row.documents, row.tokens, round(row.per_million)))]
        for row in found.over_time("month")
    ]
    assert expected == cells(page, "time")


def test_a_line_leads_to_its_paragraph(ask: Callable[..., Page], corpus: Corpus) -> None:
    page = ask({"q": "quiet"})
    line = in_python(corpus, {"q": "quiet"})[0]
    page.locator(".corpus-node").first.click()
    page.wait_for_url(f"**/corpus/documents/{line.document}.html#{line.anchor}")
    assert line.node in page.locator(f"#{line.anchor}").inner_text()
    page.go_back()
    expect(page.locator(".corpus-node").first).to_have_text(line.node)


def test_a_line_that_was_set_aside_leads_to_the_text_as_read(ask: Callable[..., Page]) -> None:
    page = ask({"q": "home", "label": "navigation"})
    page.locator(".corpus-node").first.click()
    page.wait_for_url("**/corpus/documents/*.html#block-*")
    expect(page.locator(".corpus-block:target")).to_be_visible()


def test_the_form_is_the_address(ask: Callable[..., Page]) -> None:
    page = ask({})
    field = page.get_by_label("Words to find")
    field.fill("military")
    field.press("Enter")
    expect(page.locator("#corpus-status")).to_contain_text("hit")
    page.get_by_label("Sort by").select_option("right")
    expect(page.locator("#corpus-status")).to_contain_text("hit")
    page.get_by_label("Published").fill("2010/..")
    page.get_by_label("Published").press("Enter")
    expect(page.locator("#corpus-status")).to_contain_text("hit")
    page.get_by_label("Nordpost").check()
    page.get_by_text("Collocates", exact=True).click()
    expect(page.locator('[data-show="collocates"] table')).to_be_visible(timeout=PATIENCE)
    page.get_by_label("Window").select_option("2")
    expect(page.locator('[data-show="collocates"] caption')).to_contain_text("Window: 2 tokens")
    asked = {
        "q": ["military"],
        "sort": ["right"],
        "date": ["2010/.."],
        "publisher": ["Nordpost"],
        "show": ["collocates"],
        "window": ["2"],
    }
    assert asked == parse_qs(page.url.partition("?")[2])
    count = page.locator("#corpus-status").inner_text()
    page.reload()
    expect(page.locator("#corpus-status")).to_have_text(count)
    expect(page.locator('[data-show="collocates"] caption')).to_contain_text("Window: 2 tokens")
    expect(page.get_by_label("Nordpost")).to_be_checked()
    page.go_back()
    expect(page.get_by_label("Nordpost")).not_to_be_checked()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"q": "..."}, "There is no word to look for."),
        ({"q": "the *"}, "A query begins and ends with a word, not with a bare *."),
        ({"q": "a " * 17}, "A query is at most 16 words long."),
        ({"q": "the", "date": "last year"}, "“last year” is no time."),
        ({"q": "the", "date": "2015-13"}, "“2015-13” is no time."),
        ({"q": "the", "date": "2015-02-30"}, "“2015-02-30” is no time."),
        ({"q": "the", "date": "2016/2015"}, "“2016/2015” ends before it begins."),
    ],
)
def test_what_cannot_be_meant_is_said(ask: Callable[..., Page], asked: dict[str, Any], said: str) -> None:
    page = ask(asked)
    expect(page.locator("#corpus-status")).to_contain_text(said)
    assert page.locator("#corpus-found").is_hidden()


@pytest.mark.parametrize(
    "query",
    [
        '[lemma="be"]',
        '"a"%c [',
        '"a" []{3,1} "b"',
        '[word="(a"]',
        '\N{LEFT DOUBLE QUOTATION MARK}a"%c aid',
        '"\\d+" []',
        "[]",
        '"a b" [] within s',
    ],
)
def test_what_is_wrong_in_cql_is_said_as_in_python(ask: Callable[..., Page], query: str) -> None:
    with pytest.raises(QueryError) as refused:
        Query.parse(query)
    expect(ask({"q": query}).locator("#corpus-status")).to_have_text(str(refused.value))


def test_half_written_cql_is_read_as_in_python(ask: Callable[..., Page]) -> None:
    """Of queries with a few signs too many or too few, both say the same, at the same character."""
    chance = random.Random(1)
    whole = [
        '"militar.*"%c []{0,3} "aid" within s',
        '[word="a|b" & !(lc!="c")] ("x"? | []){2,3} within <p/>',
        '"[^a-zß]*(a|b){,2}\\."%c []+',
    ]
    queries = []
    for _ in range(3000):
        signs = list(chance.choice(whole))
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(signs))
            signs[at : at + 1] = chance.choice([[], [chance.choice('[]()"word!=&|%c{}1,?*+.\\^$- <>/s'), signs[at]]])
        queries.append("".join(signs))
    page = ask({})
    source = page.evaluate("fetch('../_static/corpustools-concordance.js').then(answer => answer.text())")
    begin, end = source.index("  const shape"), source.index("  function parse(")
    answers = page.evaluate(
        "async (queries) => { "
        + source[begin:end]
        + " const { isCql, cql } = await import('../_static/corpustools-cql.js');"
        "const { read } = cql({ QueryError, shape, fold }); const said = (text) => { try { read(text); return 'read'; }"
        "catch (error) { if (error instanceof QueryError) return error.message; throw error; } };"
        "return queries.map((text) => (isCql(text) ? said(text) : 'simple')); }",
        queries,
    )
    assert answers.count("read") > 100 < answers.count("simple")

    def in_python(query: str) -> str:
        try:
            read_cql(query)
        except QueryError as error:
            return str(error)
        return "read"

    assert [in_python(query) if is_cql(query) else "simple" for query in queries] == answers


def test_cql_is_explained_where_it_is_asked(ask: Callable[..., Page], corpus: Corpus) -> None:
    """Each example is a query that Python reads, too."""
    page = ask({})
    page.get_by_text("Regular expressions, gaps, sentences").click()
    examples = page.locator(".corpus-help dt code").all_inner_texts()
    assert len(examples) >= 5
    assert all(Query.parse(example).pattern for example in examples)


def test_lines_are_shown_in_full_where_that_is_asked(ask: Callable[..., Page]) -> None:
    cut = """() => [...document.querySelectorAll(".corpus-left, .corpus-right")].some(
        (side) => side.getClientRects().length && side.clientWidth && side.scrollWidth > side.clientWidth)"""
    page = ask({"q": "the", "width": 8})
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate(cut)
    lines = page.locator(".corpus-kwic li").all_text_contents()
    page.locator("select[name=lines]").select_option("in full")
    assert not page.evaluate(cut)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert parse_qs(page.url.partition("?")[2])["lines"] == ["full"]
    assert page.locator(".corpus-kwic li").all_text_contents() == lines
    page.reload()
    expect(page.locator("select[name=lines]")).to_have_value("full")
    expect(page.locator(".corpus-kwic.corpus-in-full li").first).to_be_visible()


def test_more_lines_are_shown_and_focus_follows(ask: Callable[..., Page]) -> None:
    page = ask({"q": "the"})
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("#corpus-lines li")).to_have_count(60)
    expect(page.locator("#corpus-lines li").nth(30).locator("a")).to_be_focused()


def test_nothing_is_inline(ask: Callable[..., Page]) -> None:
    page = ask({"q": "military", "show": ["collocates", "dispersion", "time"]})
    for show in ("collocates", "dispersion", "time"):
        cells(page, show)
    assert 0 == page.locator("#corpus-concordance [style], #corpus-concordance :is(script, style)").count()


def test_a_box_that_is_ticked_by_keys_keeps_the_focus(ask: Callable[..., Page]) -> None:
    page = ask({"q": "military"})
    box = page.get_by_label("Nordpost")
    for checked in (True, False):
        box.evaluate("element => { element.dataset.before = 1; element.focus(); }")
        page.keyboard.press("Space")
        expect(box).not_to_have_attribute("data-before", "1")
        expect(box).to_be_checked(checked=checked)
        expect(box).to_be_focused()


def test_without_scripts_the_page_says_so(ask: Callable[..., Page]) -> None:
    page = ask({"q": "military"}, java_script_enabled=False)
    expect(page.get_by_text("needs JavaScript")).to_be_visible()
    assert page.locator("form.corpus-search-form").is_hidden()
    page.get_by_role("link", name="index of documents").first.click()
    page.wait_for_url("**/corpus/index.html")


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(ask: Callable[..., Page], width: int, scheme: str) -> None:
    # Axe runs as a script in the page, which the policy forbids to all but the site's own.
    shows = ["collocates", "ngrams", "keyness", "list", "dispersion", "time"]
    page = ask({"q": "militar*|في", "date": "2012/..", "show": shows}, bypass_csp=True, color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    for show in shows:
        cells(page, show)
    found = Axe().run(page, context="#corpus-concordance")
    serious = [each for each in found.response["violations"] if each["impact"] in {"serious", "critical"}]
    assert not serious, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_words_are_folded_and_found_as_in_python(ask: Callable[..., Page]) -> None:
    """What the script says of each character is what Python says, where the two know the same Unicode."""
    page = ask({})
    source = page.evaluate("fetch('../_static/corpustools-concordance.js').then(answer => answer.text())")
    begin, end = source.index("  const UNSPACED"), source.index("  class QueryError")
    assigned = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) not in {"Cn", "Cs", "Co"}]
    texts = [f"a{one}b {one}" for one in assigned]
    answers = page.evaluate(
        "([source, texts]) => { " + source[begin:end] + " return texts.map("
        "text => (text.match(TOKEN) || []).map(token => [token, fold(shape(token))])) }",
        [None, texts],
    )
    pattern = token_pattern("*")
    different = {
        one
        for one, text, answer in zip(assigned, texts, answers, strict=True)
        if [[token, fold(form(token))] for token in pattern.findall(text)] != answer
        # A capital that a later Unicode gave to an old letter.
        and not any(unicodedata.category(each) == "Cn" for each in page.evaluate("c => c.toUpperCase()", one))
    }
    assert set() == different


def test_the_index_is_the_same_whenever_it_is_made(corpus: Corpus, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not LARGER:
        monkeypatch.setattr(segmenting, "DOCUMENTS", 12)
        for module, name, number in ((segment, "RANKS", 256), (vocabulary, "FIRSTS", 4)):
            monkeypatch.setattr(module, name, number)
            monkeypatch.setattr(index, name, number)
    assert 4 <= len(list((site / "corpus" / "concordance-index" / "segments").iterdir()))
    again = dict(index_files(open_corpus(corpus.root).tokenized()))
    folder = site / "corpus" / "concordance-index"
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.name != ".made-from"}
    assert set(again) == {name for name in there if (folder / name).is_file()}
    assert all((folder / name).read_bytes() == data for name, data in again.items())
