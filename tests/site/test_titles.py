"""Titles, names of files, publishers and other facets: wherever else words of a document are shown."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from sphinx.util.inventory import InventoryFile

from corpustools.model.tiling import first_words
from corpustools.sphinxext.generated import language_in_words
from corpustools.sphinxext.search_entries import JOINT, facet
from corpustools.text.characters import visible

WORDS = re.compile(r"\w+")
HOSTILE = list(json.loads((Path(__file__).parent / "hostile.json").read_bytes()).values())


def fold(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory, make_hostile_site: Callable[..., Any]) -> Any:
    """A site of documents whose titles, publishers, dates and places are hostile, built with warnings as errors."""
    return make_hostile_site(tmp_path_factory.mktemp("hostile") / "project", HOSTILE)


def test_titles_in_the_index(hostile_site: Any) -> None:
    expected = [
        [
            fold(text)
            for text in (entry.title, entry.publisher or "", entry.date or "", language_in_words(entry.language or ""))
        ]
        for entry in sorted(hostile_site.project.corpus.entries().values(), key=lambda entry: entry.id)
    ]
    table = hostile_site.build.page("corpus/index.html").select_one("table.corpus-documents")
    rows = [[fold(cell.get_text()) for cell in row.find_all("td")] for row in table.select("tbody tr")]
    assert expected == [row[:4] for row in rows]
    assert {"a", "p"} == {element.name for cell in table.select("td") for element in cell.find_all(["a", "p", "b"])}


def test_titles_in_the_list_of_the_domain(hostile_site: Any) -> None:
    page = hostile_site.build.page("corpus-documents.html")
    names = sorted(fold(link.get_text()) for link in page.select("table.indextable a"))
    assert sorted(fold(title) for title in hostile_site.titles) == names


def test_titles_of_pages(hostile_site: Any) -> None:
    for ident, title in zip(hostile_site.idents, hostile_site.titles, strict=True):
        page = hostile_site.build.page(f"corpus/documents/{ident}.html")
        assert page.title is not None
        # The theme takes what looks like an element out of the title of a window: that is no loss of text.
        assert page.title.find(True) is None
        assert len(page.select("head title")) == 1
        heading = page.select_one("h1")
        assert heading is not None
        heading.select_one(".headerlink").decompose()
        assert fold(title) == fold(heading.get_text())
        assert not page.find_all(["b", "img", "iframe", "svg"])


def test_passages_in_the_rules(hostile_site: Any) -> None:
    page = hostile_site.build.page("corpus/rules.html")
    shown = [fold(link.get_text()) for link in page.select(".corpus-fired a")]
    assert len(shown) > 12
    known = {fold(first_words(text)) for text in hostile_site.readings} | set(hostile_site.idents)
    assert set(shown) <= known
    assert not page.select(".corpus-fired :is(script, img, b, em, strong, code)")


def test_titles_in_the_inventory(hostile_site: Any) -> None:
    data = (hostile_site.build.out / "objects.inv").read_bytes()
    inventory = InventoryFile.loads(data, uri="")
    documents = inventory.data["corpus:document"]
    assert set(hostile_site.idents) == set(documents)
    # An inventory writes "-" for a title that is the name itself.
    titles = [fold(document.display_name) for _, document in sorted(documents.items())]
    expected = zip(hostile_site.idents, hostile_site.titles, strict=True)
    assert [fold(title if title != ident else "-") for ident, title in expected] == titles


def test_facets_titles_and_words_in_the_search_index(hostile_site: Any) -> None:
    found = {fragment["url"]: fragment for fragment in hostile_site.fragments()}
    for document, title in zip(hostile_site.documents, hostile_site.titles, strict=True):
        if not WORDS.search(document.article):
            continue  # nothing to be found by
        fragment = found[f"/corpus/documents/{document.id}.html"]
        metadata = document.metadata
        assert fold(title) == fold(fragment["meta"]["title"])
        assert fold(visible(metadata.date_published or "")) == fold(fragment["meta"].get("date", ""))
        publisher = facet(fold(metadata.publisher or "unknown"))
        assert [publisher] == [fold(name) for name in fragment["filters"]["publisher"]]
        # Zero-width spaces are Pagefind's own marks, and are taken out; where one parted words, a joint does.
        said = document.article.replace("\u200b", "")
        assert fold(said).replace(f"{JOINT} ", "") == fold(fragment["content"]).replace(f"{JOINT} ", "")
        assert ["document"] == fragment["filters"]["kind"]


def test_hostile_file_names(make_project: Callable[..., Any], find_words: Callable[..., Any]) -> None:
    names = [
        "<b>x.txt",
        "a b#c?.txt",
        "{{x}}.txt",
        "%2e%2e%2f.txt",
        '"quoted".txt',
        "a&b.txt",
        "`code`.txt",
        "new\nline.txt",
        "index.txt",
        "rules.txt",
        "files.txt",
        "a.md.txt",
        "a.html.txt",
        "x.txt",
        "x.raw.txt",
        b"caf\xe9.txt",
    ]
    project = make_project({name: f"The town of number {place} is quiet today." for place, name in enumerate(names)})
    broken = ['"it\'s" -- <b>broken</b>.txt'.replace("/", ""), "{include}.txt", b"broken\xff.txt"]
    for name in broken:
        project.raw(name, b"%PDF-1.7 \x00\x00")
    built = project.build(strict=True, suppress_warnings=["corpus.quarantine"], html_theme="alabaster")
    for name, ident in project.corpus.names().items():
        if ident not in project.corpus:
            continue
        page = built.page(f"corpus/documents/{ident}.html")
        links = page.select(".corpus-files a")
        raw = project.corpus.raw / name
        files = [raw, project.corpus.reading_path(ident), project.corpus.record_path(ident)]
        for link, file in zip(links, files, strict=True):
            target = (built.out / "corpus" / "documents" / unquote(str(link["href"]))).resolve()
            assert file.read_bytes() == target.read_bytes()
        shown = Path(name).name.encode("utf-8", "replace").decode().replace("?", "\ufffd")
        assert shown == str(links[0]["download"]).replace("?", "\ufffd")
        assert (built.out / "_sources" / "corpus" / "documents" / f"{ident}.md.txt").is_file()
    index = built.page("corpus/index.html")
    items = [item.get_text() for item in index.select("[role=main] li") if "PDF" in item.get_text()]
    assert len(broken) == len(items)
    assert any(item.startswith('"it\'s" -- <b>broken<') for item in items)
