"""Real builds: what they write, what they do not write again, what they leave out, and what they say."""

import json
import os
import re
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sphinx.errors import ConfigError, ExtensionError
from sphinx.util.inventory import InventoryFile

from corpustools.labels.inventory import inventory
from corpustools.model.span import percent
from corpustools.registry import PHASES, rules, versions
from corpustools.sphinxext import fired, made_by, pages, search
from corpustools.sphinxext.fired import PASSAGES
from corpustools.sphinxext.pages import PER_PAGE

ROOT = Path(__file__).parents[2]

QUIET = """Quiet town stays quiet

By Jane Roe

The town is quiet today, said the mayor, and nobody knows for how long it will be, amberlight or none.

Subscribe
"""
HARBOUR = """Harbour opens after a year

HAVEN (Reuters) – The harbour opened on Monday after a year of works, and the first ship brought barleycorn.

The old quay

Nobody on the old quay could say why the works had taken so long.

Share this
"""
BRIDGE = "The bridge is closed, and the ferry runs every hour; the fare is two crowns and a cinnamonroll.\n"
RUSSIAN = "Город остаётся тихим\n\nСегодня в городе тихо, сказал мэр, и никто не знает, как долго это продлится.\n"
DOCUMENTS = {"quiet.txt": QUIET, "harbour.txt": HARBOUR, "bridge.txt": BRIDGE, "gorod.txt": RUSSIAN}
BROKEN = b"%PDF-1.7 no text at all"

REFERRING = """# Referring

By title {corpus:doc}`quiet`, by words {corpus:doc}`the harbour <harbour>`, to a passage
{corpus:para}`this <harbour#block-0>`, to a rule {corpus:rule}`running_text`, to anything {any}`bridge`
and {any}`interface_word`.
"""

# Lists of what every page declares: a change of a title changes them too.
INDEXES = {"genindex.html", "search.html", "corpus-documents.html"}

# Pages that list documents, or passages of them.
LISTS = {"corpus/index.html", "corpus/about.html", "corpus/rules.html"}

# Pages that list documents by what they have in common.
BY = ("corpus/publishers/", "corpus/dates/", "corpus/languages/", "corpus/labels/")


@pytest.fixture
def project(make_project: Callable[..., Any]) -> Any:
    """Four documents, one that cannot be read, and a page that refers to them."""
    made = make_project({**DOCUMENTS, "broken.txt": BROKEN}, conf=pages_conf())
    made.write("referring.md", REFERRING)
    return made


def pages_conf(*lines: str) -> str:
    head = 'extensions = ["corpustools.sphinxext"]\ncorpus_path = "../corpus"\nhtml_theme = "basic"\n'
    return head + 'suppress_warnings = ["corpus.quarantine", "toc.not_included"]\n' + "\n".join(lines) + "\n"


def inventory_of(out: Path) -> bytes:
    return zlib.decompress((out / "objects.inv").read_bytes().split(b"\n", 4)[4])


# --- Once ----------------------------------------------------------------------------------------------


def test_pages_of_a_small_corpus(project: Any, read_passages: Callable[..., list[str]]) -> None:
    built = project.build(strict=True)
    page = built.page("corpus/documents/quiet.html")
    assert ["Quiet town stays quiet", "By Jane Roe"] == read_passages(page)[:2]
    assert "Subscribe" not in "".join(read_passages(page))
    assert "Subscribe" in [element.get_text() for element in page.select(".corpus-aside .corpus-block-text")]
    index = built.page("corpus/index.html")
    titles = [link.get_text() for link in index.select("table.corpus-documents a")]
    assert ["The bridge is closed", "Город остаётся тихим"] == [titles[0][:20], titles[1]]
    assert "broken.txt" in index.get_text()
    assert not (built.out / "corpus" / "documents" / "broken.html").exists()


def test_downloads_are_the_files(project: Any) -> None:
    built = project.build(strict=True)
    corpus = project.corpus
    folder = built.out / "corpus" / "files"
    assert corpus.raw.joinpath("quiet.txt").read_bytes() == (folder / "quiet.raw.txt").read_bytes()
    assert corpus.reading_path("quiet").read_bytes() == (folder / "quiet.reading.txt").read_bytes()
    assert corpus.record_path("quiet").read_bytes() == (folder / "quiet.record.json").read_bytes()
    # Each as it was found, as it is read, as a record, and cited in two forms.
    assert 5 * len(DOCUMENTS) == len(list(folder.glob("[!.]*")))


def test_roles_lead_to_documents_passages_and_rules(project: Any) -> None:
    page = project.build(strict=True).page("referring.html")
    links = {link.get_text(): link["href"] for link in page.select("[role=main] p a.reference")}
    assert {
        "Quiet town stays quiet": "corpus/documents/quiet.html",
        "the harbour": "corpus/documents/harbour.html",
        "this": "corpus/documents/harbour.html#block-0",
        "running_text": "corpus/rules.html#rule-running-text",
        "bridge": "corpus/documents/bridge.html",
        "interface_word": "corpus/rules.html#rule-interface-word",
    } == links
    assert page.select_one(".corpus-title") is not None


def test_inventory_holds_documents_and_rules(project: Any) -> None:
    built = project.build(strict=True)
    inventory = InventoryFile.loads((built.out / "objects.inv").read_bytes(), uri="https://x.example/")
    documents, rules = inventory.data["corpus:document"], inventory.data["corpus:rule"]
    assert {name.removesuffix(".txt") for name in DOCUMENTS} == set(documents)
    assert "Quiet town stays quiet" == documents["quiet"].display_name
    assert "https://x.example/corpus/documents/quiet.html" == documents["quiet"].uri.partition("#")[0]
    assert "https://x.example/corpus/rules.html#rule-running-text" == rules["running_text"].uri


def test_list_of_documents_by_letter(project: Any) -> None:
    page = project.build(strict=True).page("corpus-documents.html")
    assert {"Harbour opens after a year", "Quiet town stays quiet", "Город остаётся тихим"} < {
        link.get_text() for link in page.select("table.indextable a")
    }
    assert ["H", "Q", "T", "Г"] == [cell.get_text().strip() for cell in page.select("tr.cap")]


def test_rules_link_to_where_they_fired(project: Any) -> None:
    built = project.build(strict=True)
    page = built.page("corpus/rules.html")
    entry = page.select_one("section#interface-word, section:has(#rule-interface-word)")
    links = [link["href"] for link in page.select(".corpus-fired a")]
    assert entry is not None
    assert all((built.out / "corpus" / str(link).partition("#")[0]).is_file() for link in links)
    for link in links:
        path, _, anchor = str(link).partition("#")
        assert built.page(f"corpus/{path}").find(id=anchor) is not None
    assert "It fired nowhere in this corpus." in page.get_text()


def test_every_label_leads_to_the_rule_that_decided_and_says_how_surely(project: Any) -> None:
    built = project.build(strict=True)
    anchors = {element["id"] for element in built.page("corpus/rules.html").select("[id]")}
    doubtful = 0
    for name in DOCUMENTS:
        ident = name.removesuffix(".txt")
        blocks = project.corpus[ident].blocks
        shown = built.page(f"corpus/documents/{ident}.html").select(".corpus-block")
        for block, element in zip(blocks, shown, strict=True):
            href = f"../rules.html#rule-{block.rule.replace('_', '-')}"
            assert [href, href] == [link["href"] for link in element.select(".corpus-label, .corpus-rule")][:2]
            assert href.partition("#")[2] in anchors
            sure = element.select_one(".corpus-why .corpus-confidence")
            assert f"{percent(block.confidence)} % sure" == sure.get_text()
            assert ("corpus-doubtful" in sure["class"]) == (percent(block.confidence) < 70)
            doubtful += "corpus-doubtful" in sure["class"]
            assert block.reason in element.select_one(".corpus-reason").get_text()
    assert doubtful < sum(len(document.blocks) for document in project.corpus)


def test_rules_of_every_phase_are_listed_and_a_model_says_what_it_goes_by(make_project: Callable[..., Any]) -> None:
    about = "corpus_rule_pages = {'line_model': ['notes'], 'unclaimed': ['notes', 'index']}"
    project = make_project(DOCUMENTS, conf=pages_conf(about))
    project.write("notes.md", "# What we think of models\n")
    page = project.build(strict=True).page("corpus/rules.html")
    assert set(PHASES) == {heading.get_text().partition(":")[0].lower() for heading in page.select("h2")}
    entries = {section.find("h3").get_text().rstrip("¶"): section for section in page.select("section:has(> h3)")}
    assert {rule.name for rule in rules()} == set(entries)
    model = entries.pop("line_model")
    assert f"version {versions({'line_model'})['line_model']}" in model.select_one(".corpus-rule-facts").get_text()
    for details, kind in zip(
        model.select("details.corpus-details:not(.corpus-examples)"), ("text", "html"), strict=True
    ):
        features = inventory(kind).features
        assert f"{len(features)} features" in details.summary.get_text()
        assert all(
            item.get_text().strip().startswith(feature.words)
            for item, feature in zip(details("li"), features, strict=True)
        )
    assert ["What we think of models"] == [link.get_text() for link in model.select("a[href*='notes.html']")]
    assert ["notes.html", "index.html"] == [
        link["href"].rpartition("/")[2].partition("#")[0] for link in entries["unclaimed"].select("p > a.reference")
    ][:2]
    assert not [name for name, section in entries.items() if section.select("details:not(.corpus-examples)")]
    assert [f"#corpus-phase-{phase}" for phase in PHASES] == [
        link["href"] for link in page.select("ul a[href^='#corpus-phase-']")
    ][: len(PHASES)]
    assert all(page.find(id=f"corpus-phase-{phase}") for phase in PHASES)


def test_a_page_that_says_more_about_a_rule_must_be_there(make_project: Callable[..., Any]) -> None:
    project = make_project(DOCUMENTS, conf=pages_conf("corpus_rule_pages = {'line_model': ['absent']}"))
    assert "unknown document: '/absent'" in project.build().warnings.replace("'absent'", "'/absent'")


def test_long_lists_are_paged(
    make_project: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, read_passages: Callable[..., list[str]]
) -> None:
    monkeypatch.setattr(pages, "PER_PAGE", 2)
    monkeypatch.setattr(fired, "PASSAGES", 2)
    assert PER_PAGE > PASSAGES > 2
    project = make_project(DOCUMENTS)
    built = project.build(strict=True)
    first, second = built.page("corpus/index.html"), built.page("corpus/index-2.html")
    assert 2 == len(first.select("table.corpus-documents tbody tr")) == len(second.select("tbody tr"))
    assert first.find("a", href="index-2.html") is not None
    assert second.find("a", href="index.html") is not None
    (project.root / "corpus" / "raw" / "quiet.txt").unlink()
    (project.root / "corpus" / "raw" / "gorod.txt").unlink()
    again = project.build(strict=True)
    assert not (again.out / "corpus" / "index-2.html").exists()


def test_index_says_what_the_corpus_is(make_project: Callable[..., Any]) -> None:
    settings = {"title": "Towns & *Co.*", "description": "From {raw} <b>files</b>.", "rights": "Nobody's; see [1]."}
    project = make_project(DOCUMENTS, settings=settings)
    text = project.build(strict=True, smartquotes=False).page("corpus/index.html").select_one("[role=main]").get_text()
    assert all(value in text for value in settings.values())
    assert "4 documents, " in text


def test_documents_read_before_stay_known_when_processes_read_others(project: Any) -> None:
    project.build(strict=True, parallel=2)
    for number in range(12):
        project.raw(f"more-{number}.txt", f"Of number {number} nothing is known, and nobody asks.\n")
    inventory = inventory_of(project.build(strict=True, parallel=2).out)
    idents = [*project.corpus.ids]
    assert 16 == len(idents)
    assert all(f"{ident} corpus:document".encode() in inventory for ident in idents)


def test_empty_corpus(make_project: Callable[..., Any]) -> None:
    built = make_project().build(strict=True)
    assert "No document yet" in built.page("corpus/index.html").get_text()


def test_document_without_words(make_project: Callable[..., Any], read_passages: Callable[..., list[str]]) -> None:
    project = make_project({"empty.txt": b"", "blank.txt": " \n\n ", "button.txt": "Subscribe\n"})
    built = project.build(strict=True)
    for ident in ("empty", "blank", "button"):
        assert [] == read_passages(built.page(f"corpus/documents/{ident}.html"))
    assert "empty" in str(built.page("corpus/documents/empty.html").h1)


def test_two_processes_make_the_same_site(project: Any, read_fragments: Callable[[Path], Any]) -> None:
    one = project.build(strict=True, to="one")
    shutil.rmtree(project.pages)
    two = project.build(strict=True, parallel=2, to="two")

    def compared(hashes: dict[str, str]) -> dict[str, str]:
        # Pagefind writes its tables in no fixed order.
        return {name: digest for name, digest in hashes.items() if not name.startswith("pagefind/")}

    assert compared(one.hashes()) == compared(two.hashes())
    records = [sorted(read_fragments(build.out), key=lambda record: record["url"]) for build in (one, two)]
    assert records[0] == records[1]


# --- Again -----------------------------------------------------------------------------------------------


def test_second_build_writes_no_page(project: Any) -> None:
    first = project.build(strict=True)
    hashes, times = first.hashes(), first.times("*.html", "pagefind/**/*", "corpus/files/*")
    sources = {path: path.stat().st_mtime_ns for path in project.docs.rglob("*")}
    second = project.build(strict=True)
    assert "0 added, 0 changed, 0 removed" in second.status
    assert "Pagefind" not in second.status
    assert hashes == second.hashes()
    written = {
        name
        for name, time in second.times(*["*.html", "pagefind/**/*", "corpus/files/*"]).items()
        if times[name] != time
    }
    assert not written
    assert sources == {path: path.stat().st_mtime_ns for path in project.docs.rglob("*")}


def test_no_file_is_written_where_nothing_changed(project: Any) -> None:
    """Nor in the source folder, beside what Sphinx remembers, or in the corpus."""

    def times() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in project.root.rglob("*") if path.is_file()}

    project.build(strict=True)
    for content in (HARBOUR, HARBOUR.replace("opens", "closes")):
        project.raw("harbour.txt", content)
        project.build(strict=True)
        before = times()
        project.build(strict=True)
        assert before == times()


def test_a_page_older_than_the_theme_is_written_once(project: Any) -> None:
    """As after an update of the theme: given back the time it had, it would be written by every build."""
    first = project.build(strict=True)
    os.utime(first.out / "index.html", (1, 1))
    project.build(strict=True)
    assert (first.out / "index.html").stat().st_mtime > 1
    assert "the corpus is what it was" in project.build(strict=True).status


def test_touched_document_writes_nothing(project: Any) -> None:
    first = project.build(strict=True)
    times = first.times("*.html")
    os.utime(project.corpus.raw / "quiet.txt", (1, 1))
    second = project.build(strict=True)
    assert not {name for name, time in second.times("*.html").items() if times[name] != time}


def test_changed_document_writes_its_page_and_the_lists(project: Any) -> None:
    first = project.build(strict=True)
    times = first.times("*.html")
    project.raw("harbour.txt", HARBOUR.replace("opens", "closes"))
    second = project.build(strict=True)
    written = {name for name, time in second.times("*.html").items() if times[name] != time} - INDEXES
    assert {"corpus/languages/en.html"} == {name for name in written if name.startswith("corpus/languages/")}
    written = {name for name in written if not name.startswith(BY)}
    named = {"corpus/places/haven.html", "corpus/organizations/reuters.html"}
    # Those before and after it in the list lead to it by its title.
    around = {"corpus/documents/gorod.html", "corpus/documents/quiet.html"}
    assert {"corpus/documents/harbour.html", *around, *LISTS, *named, "referring.html"} == written
    assert "Harbour closes" in second.page("corpus/index.html").get_text()


def test_new_document_writes_its_page_and_the_lists(project: Any) -> None:
    first = project.build(strict=True)
    times = first.times("*.html")
    project.raw("new.txt", BRIDGE.replace("bridge", "tunnel"))
    second = project.build(strict=True)
    written = {name for name, time in second.times("*.html").items() if times.get(name) != time} - INDEXES
    assert "corpus/languages/ru.html" not in written
    written = {name for name in written if not name.startswith(BY)}
    # Those before and after it in the list lead to it.
    around = {"corpus/documents/harbour.html", "corpus/documents/quiet.html"}
    assert {"corpus/documents/new.html", *around, *LISTS} == written


@pytest.mark.parametrize(("builder", "engine"), [("html", "pagefind"), ("html", "sphinx"), ("dirhtml", "pagefind")])
@pytest.mark.parametrize("fate", ["removed", "renamed", "changed", "quarantined"])
def test_no_trace_is_left(
    fate: str, builder: str, engine: str, project: Any, find_words: Callable[[Path, str], list[str]]
) -> None:
    text = "Zanzibarquux affair\n\nThe word mumbletypeg is said, and nobody knows why it was.\n"
    secret = project.raw("secret.txt", text)
    project.write("gossip.md", "# Gossip\n\nSee {corpus:doc}`secret`.\n")
    project.build(builder, corpus_search=engine)
    words = ("zanzibarquux", "mumbletypeg")
    folders = (project.root / "build", project.pages, project.root / "corpus" / "normalized")
    assert all(find_words(folder, word) for folder in folders for word in words)
    if fate == "removed":
        secret.unlink()
    elif fate == "renamed":
        secret.rename(secret.with_name("open.txt"))
    elif fate == "changed":
        project.raw("secret.txt", "The town is quiet today, and nobody knows for how long.\n")
    else:
        secret.write_bytes(BROKEN)
    built = project.build(builder, corpus_search=engine)
    if fate != "renamed":
        assert not [trace for folder in folders for word in words for trace in find_words(folder, word)]
    if fate == "renamed":
        # Its former address leads on, and what refers to it there still does.
        left = [path for folder in folders for path in folder.rglob("*secret*")]
        page = built.out / "corpus" / "documents" / ("secret.html" if builder == "html" else "secret")
        assert [page] == left
        assert "the corpus holds no document" not in built.warnings
    elif fate != "changed":
        assert not [path for folder in folders for path in folder.rglob("*secret*")]
        # The page that a person wrote refers to it in vain, and is read again to say so.
        assert "the corpus holds no document called 'secret'" in built.warnings
        assert b"secret corpus:document" not in inventory_of(built.out)


def test_page_of_a_renamed_document_moves(project: Any, find_words: Callable[[Path, str], list[str]]) -> None:
    project.write("referring.md", "# Referring\n")
    project.build(strict=True)
    raw = project.corpus.raw / "quiet.txt"
    raw.rename(raw.with_name("calmness.txt"))
    built = project.build(strict=True)
    assert (built.out / "corpus" / "documents" / "calmness.html").is_file()
    # What is left is the address, which leads on.
    former = built.out / "corpus" / "documents" / "quiet.html"
    assert [former] == list(project.root.joinpath("build").rglob("*quiet*"))
    assert 'data-to="calmness.html"' in former.read_text("utf-8")
    assert b"quiet corpus" not in inventory_of(built.out)
    assert b"calmness corpus:document" in inventory_of(built.out)


def test_pages_of_persons_stay(project: Any) -> None:
    mine = project.write("corpus/mine.md", "---\norphan: true\n---\n\n# My own page\n")
    deep = project.write("corpus/documents/mine.md", "# Deep\n\ncorpus_generated: true\n")
    rst = project.write("corpus/mine2.rst", "Mine\n====\n")
    stale = project.write("corpus/documents/gone.md", "---\norphan: true\ncorpus_generated: true\n---\n\n# Gone\n")
    built = project.build(strict=True)
    assert mine.is_file()
    assert deep.is_file()
    assert rst.is_file()
    assert not stale.exists()
    assert "My own page" in built.page("corpus/mine.html").get_text()
    again = project.build(strict=True)
    assert (again.out / "corpus" / "mine.html").is_file()
    assert (again.out / "corpus" / "documents" / "mine.html").is_file()


def test_pages_of_persons_are_not_overwritten(project: Any) -> None:
    mine = project.write("corpus/index.md", "# My own list\n")
    with pytest.raises(ConfigError, match=r"corpus/index\.md was not made from the corpus"):
        project.build()
    assert "# My own list\n" == mine.read_text()


def test_changed_code_makes_all_pages_anew(project: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    first = project.build(strict=True)
    made = re.findall(r"writing \d+ pages from records", first.status)
    assert 1 == len(made)
    monkeypatch.setattr(made_by, "code_digest", lambda: "0" * 64)
    assert made == re.findall(r"writing \d+ pages from records", project.build(strict=True).status)
    assert "pages from records" not in project.build(strict=True).status


# --- Settings ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"corpus_path": ""}, "corpus_path is not set"),
        ({"corpus_path": "../nowhere"}, "nowhere/corpus.toml: there is no such file"),
        ({"corpus_path": "../broken"}, "broken/corpus.toml"),
        ({"corpus_path": "../without-raw"}, "raw is missing"),
        ({"corpus_pages": ""}, "corpus_pages is the name of a folder"),
        ({"corpus_pages": "../elsewhere"}, "corpus_pages is the name of a folder"),
        ({"corpus_pages": "/tmp"}, "corpus_pages is the name of a folder"),
    ],
)
def test_wrong_settings_are_named(project: Any, settings: dict[str, str], message: str) -> None:
    for name, text in {"broken": "[corpus", "without-raw": "[corpus]"}.items():
        (project.root / name).mkdir()
        (project.root / name / "corpus.toml").write_text(text)
    with pytest.raises(ConfigError, match=re.escape(message)):
        project.build(**settings)


def test_pages_go_where_the_settings_say(project: Any) -> None:
    project.write("index.md", "# Home\n")
    project.write("referring.md", "# Referring\n\n{corpus:doc}`quiet` {corpus:rule}`running_text`\n")
    (project.docs / "icon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    built = project.build(strict=True, corpus_pages="./texts/all/", html_favicon="icon.svg")
    assert (built.out / "texts" / "all" / "documents" / "quiet.html").is_file()
    assert (built.out / "texts" / "all" / "files" / "quiet.raw.txt").is_file()
    page = built.page("texts/all/documents/quiet.html")
    assert "../files/quiet.raw.txt" == page.select_one(".corpus-files a")["href"]
    assert "../rules.html#rule-line-model" == page.select_one("a.corpus-rule[href$=line-model]")["href"]
    assert not project.pages.exists()
    assert "icon.svg" in str(built.page("index.html").find("link", rel="icon"))


def test_warnings_have_types(make_project: Callable[..., Any]) -> None:
    project = make_project({"quiet.txt": QUIET, "broken.txt": BROKEN})
    roles = "{corpus:doc}`none` {corpus:rule}`no_rule` {corpus:para}`quiet#p-0`"
    project.write(
        "referring.md",
        f"---\norphan: true\n---\n# Referring\n\n{roles}\n\n```{{corpus:apparatus}} none\n```\n",
    )
    built = project.build()
    lines = re.sub(r"\x1b\[[\d;]*m", "", built.warnings).splitlines()
    assert ["quarantine", "record", *["reference"] * 3] == [line.rpartition("[corpus.")[2][:-1] for line in lines]
    assert "raw/broken.txt has no page: the file is a PDF" in lines[0]
    assert "referring.md:8: WARNING: the corpus holds no record of 'none'" in lines[1]
    assert "referring.md:6: WARNING: the corpus holds no document called 'none'" in lines[2]
    assert "referring.md:6: WARNING: the corpus holds no rule called 'no_rule'" in lines[3]
    assert "referring.md:6: WARNING: the document quiet has no passage 'p-0'" in lines[4]
    elsewhere = project.write("referring.md", "---\norphan: true\n---\n# R\n\n{py:func}`nothing`\n")
    assert "py:func reference target not found" in project.build(nitpicky=True).warnings
    elsewhere.write_text("---\norphan: true\n---\n# Referring\n\n" + roles)
    quiet = project.build(suppress_warnings=["corpus.quarantine", "corpus.record", "corpus.reference"], to="quiet")
    assert not quiet.warnings


def test_directives_by_hand(make_project: Callable[..., Any]) -> None:
    """What people may write themselves: a list of some documents; what is unknown in it is left out."""
    project = make_project(DOCUMENTS)
    project.write(
        "mine.md",
        "---\norphan: true\n---\n# Mine\n\n```{corpus:documents}\nquiet\nnothing\n```\n\n"
        "```{corpus:rule-entry} running_text\n:fired: 1\n:documents: 1\n\nnothing 3\nquiet 0\n```\n",
    )
    page = project.build().page("mine.html")
    assert ["Quiet town stays quiet"] == [cell.get_text() for cell in page.select("td:first-child")]
    assert 1 == len(page.select(".corpus-fired li"))


# --- Search ----------------------------------------------------------------------------------------------


def sphinx_index(out: Path) -> dict[str, Any]:
    text = (out / "searchindex.js").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    return found


def found_by(index: dict[str, Any], word: str) -> set[str]:
    places = index["terms"].get(word, [])
    return {index["docnames"][place] for place in ([places] if isinstance(places, int) else places)}


def test_pagefind_finds_the_reading_text(project: Any, read_fragments: Callable[..., Any]) -> None:
    built = project.build(strict=True, corpus_search="pagefind")
    records = {record["url"]: record for record in read_fragments(built.out)}
    quiet = records["/corpus/documents/quiet.html"]
    assert "amberlight" in quiet["content"]
    assert "Subscribe" not in quiet["content"]
    assert ["document"] == quiet["filters"]["kind"]
    assert {"paragraph", "interface"} < set(quiet["filters"]["label"])
    assert "zwiebelfisch" in records["/"]["content"]
    assert ">>>" not in records["/corpus/rules.html"]["content"]
    assert ["documentation"] == records["/"]["filters"]["kind"]
    assert not [url for url, record in records.items() if "amberlight" in record["content"] and url != quiet["url"]]
    asides = {record["url"]: record for record in read_fragments(built.out, "pagefind/set-aside/all")}
    aside = asides["/corpus/documents/quiet.html"]
    assert ("Subscribe" in aside["content"], "amberlight" in aside["content"]) == (True, False)
    assert (["document"], ["interface"]) == (aside["filters"]["kind"], aside["filters"]["label"])
    page = built.page("corpus/documents/quiet.html")
    assert all(page.find(id=anchor["id"]) for record in (quiet, aside) for anchor in record["anchors"])
    assert built.page("search.html").select_one("#corpus-query") is not None


def test_where_nothing_was_set_aside_nothing_can_be_asked_of_it(make_project: Callable[..., Any]) -> None:
    built = make_project({"bridge.txt": BRIDGE}).build(strict=True, corpus_search="pagefind")
    page = built.page("search.html")
    assert (page.select_one("#corpus-query") is None, page.select_one("#corpus-aside") is None) == (False, True)
    assert not (built.out / "pagefind" / "set-aside").exists()


def test_without_pagefind_sphinx_searches(project: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_pagefind", lambda: None)
    built = project.build(strict=True)
    assert "Pagefind is not installed" in built.status
    assert "search: Sphinx's own index" in built.status
    index = sphinx_index(built.out)
    assert {"corpus/documents/quiet"} == found_by(index, "amberlight")
    # What is said of rules may use the word.
    assert found_by(index, "subscrib") <= {"corpus/rules"}
    assert built.page("search.html").select_one("#corpus-query") is None
    assert not (built.out / "pagefind").exists()
    with pytest.raises(ConfigError, match="corpus_search: Pagefind is not installed"):
        project.build(corpus_search="pagefind")


def test_turning_to_the_other_search_leaves_no_index(project: Any) -> None:
    """Nor does Sphinx make one of its own, for nobody to load, where Pagefind searches."""
    for engine, index, other in (
        ("pagefind", "pagefind", "searchindex.js"),
        ("sphinx", "searchindex.js", "pagefind"),
        ("pagefind", "pagefind", "searchindex.js"),
    ):
        out = project.build(strict=True, corpus_search=engine).out
        assert (out / index).exists()
        assert not (out / other).exists()
        if engine == "sphinx":
            assert {"corpus/documents/quiet"} == found_by(sphinx_index(out), "amberlight")


def test_where_pagefind_comes_from(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pagefind.service", None)
    assert search._pagefind() is None
    monkeypatch.undo()
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "none"))
    assert search._pagefind() is None


def test_failing_pagefind_fails_the_build(project: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho out of ink >&2\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    with pytest.raises(ExtensionError, match="could not index the site: out of ink"):
        project.build()
    monkeypatch.undo()
    assert (project.build(strict=True).out / "pagefind" / "pagefind.js").is_file()


def test_failed_build_publishes_nothing(project: Any) -> None:
    project.write(
        "conf.py",
        pages_conf(
            "def fail(app, env):",
            "    raise RuntimeError('no')",
            "",
            "def setup(app):",
            "    app.connect('env-updated', fail)",
        ),
    )
    with pytest.raises(ExtensionError):
        project.build()
    assert not (project.root / "build" / "html" / "corpus").exists()


# --- Themes and builders -----------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["alabaster", "basic", "furo", "classic"])
def test_themes(theme: str, project: Any) -> None:
    built = project.build(strict=True, html_theme=theme)
    page = built.page("corpus/documents/quiet.html")
    assert page.select_one(".corpus-layout > .corpus-article p") is not None
    assert {"corpustools.css", "corpustools-labels.css"} <= {
        str(link["href"]).rpartition("/")[2].partition("?")[0] for link in page.find_all("link", rel="stylesheet")
    }
    assert built.page("search.html").select_one("#corpus-query") is not None
    assert all((built.out / name).is_file() for name in ("_static/corpustools-labels.css", "_static/corpustools.js"))


def test_folders_for_pages(project: Any, read_fragments: Callable[..., Any]) -> None:
    built = project.build("dirhtml", strict=True)
    page = built.page("corpus/documents/quiet/index.html")
    link = page.select_one(".corpus-files a")
    assert (built.out / "corpus" / "documents" / "quiet" / str(link["href"])).resolve().is_file()
    assert "/corpus/documents/quiet/" in {record["url"] for record in read_fragments(built.out)}
    rules = page.select_one("a.corpus-label")
    assert "../../rules/#rule-" == str(rules["href"])[:18]


def test_other_endings_of_pages(project: Any, read_fragments: Callable[..., Any]) -> None:
    built = project.build(strict=True, html_file_suffix=".htm", html_sourcelink_suffix="")
    assert "/corpus/documents/quiet.htm" in {record["url"] for record in read_fragments(built.out)}
    (project.corpus.raw / "quiet.txt").unlink()
    project.write("referring.md", "# Referring\n")
    again = project.build(strict=True, html_file_suffix=".htm", html_sourcelink_suffix="")
    assert not [path.name for path in again.out.rglob("*") if "quiet" in path.name]


@pytest.mark.parametrize(
    "builder", ["text", "latex", "man", "texinfo", "xml", "dummy", "gettext", "singlehtml", "epub"]
)
def test_other_builders(builder: str, project: Any) -> None:
    built = project.build(builder, suppress_warnings=["corpus.quarantine", "epub.unknown_project_files"])
    assert "Exception" not in built.warnings
    if builder == "text":
        text = (built.out / "corpus" / "documents" / "quiet.txt").read_text(encoding="utf-8")
        assert "amberlight" in text
        assert "Subscribe" not in text
    assert not (built.out / "pagefind").exists()


# --- The project's own site ----------------------------------------------------------------------------------


def test_own_documentation_builds_without_warnings(own_sources: Callable[[Path], Path], tmp_path: Path) -> None:
    """In processes of their own, as ``make docs`` does it; and again, to see that nothing is written twice."""
    sources = own_sources(tmp_path)
    out = tmp_path / "site"

    def build() -> str:
        command = [sys.executable, "-m", "sphinx", "-nW", "--keep-going", "-j2", str(sources), str(out)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=ROOT)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def files() -> dict[str, tuple[int, bytes]]:
        found = [path for path in out.rglob("*") if path.suffix == ".html" or "pagefind" in path.parts]
        return {
            path.relative_to(out).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
            for path in found
            if path.is_file()
        }

    build()
    before = files()
    assert "0 added, 0 changed, 0 removed" in build()
    after = files()
    assert {name: data for name, (_, data) in before.items()} == {name: data for name, (_, data) in after.items()}
    written = {name for name in after if after[name][0] != before[name][0]}
    assert not written
