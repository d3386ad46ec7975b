"""Pages made straight from records are those that Sphinx makes of their Markdown, and lead where those lead."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sphinx.errors import ConfigError
from sphinx.util.inventory import InventoryFile

from corpustools.config import PUBLICATIONS
from corpustools.model.document import Document
from corpustools.sphinxext import appearing_html, records, shell
from corpustools.writers.passages import passages

HOSTILE: dict[str, str] = json.loads((Path(__file__).parent / "hostile.json").read_bytes())

TALKS = """<html><head><title>Talks &amp; "so" on o@x.example</title></head><body><article>
<h1>Talks &amp; "so" on o@x.example</h1><p>By Jane Roe</p>
<p>\u201cThe bridge over the zanzi stays closed,\u201d said Mayor Jane Roe in Prague on Monday. It was so, and
nobody knows for how long it will be.</p>
<h2>Why it is &lt;so&gt;</h2><ul><li>One thing that is known of the bridge in Prague and nothing else</li>
<li>Another thing that is known of the bridge</li><li>2. A thing with a number</li></ul>
<p>Roe told Reuters that the talks were over. She left Prague on Tuesday.</p>
<blockquote><p>A quotation of the day that is long enough</p></blockquote>
<blockquote><p>A second quotation of the day, as long</p></blockquote><h2>And then</h2>
<p>\u201cIt is a bridge,\u201d Roe said in Vienna, and nobody in Prague asked her why it is one.</p>
<table><tr><th>Year</th><th>Said by</th><th>Where</th></tr>
<tr><td>2009</td><td>\u201cIt is late,\u201d said Jane Roe</td><td>Prague</td></tr></table><p>Nobody else was asked in
Vienna, and nobody has said since then for how long the bridge will stay as it is today.</p><table><tr><td>Zanzi</td>
<td></td><td>&lt;b&gt; *12* in Prague</td></tr><tr><td>Vienna</td><td>7</td></tr></table>
</article></body></html>"""
QUIET = "The town is quiet today, and nobody knows for how long it will be.\n\nSubscribe\n"
FERRY = """<html><head><title>Ferry is late</title></head><body><article><h1>Ferry is late</h1>
<figure><img src="a.jpg" alt="A boat"><figcaption>The quay of Skarv on the morning of the storm.
Photo: Jane Roe / Reuters</figcaption></figure>
<p>The ferry to the island of Skarv is late again today, and nobody knows for how long it will be so.</p>
<p>Fishermen who had waited since dawn on the quay went home without having put out their nets at all.</p>
<p>The mayor of the island said that tickets which were bought before the storm remain valid until the end of the
coming month, and that two schools stay closed.</p></article></body></html>"""
DOCUMENTS = {"talks.html": TALKS, "quiet.txt": QUIET, "empty.txt": "", "ferry.html": FERRY}

REFERRING = """# Referring

{corpus:doc}`quiet`, {doc}`corpus/documents/talks`, {doc}`it <corpus/people/jane-roe>`,
[words](corpus/documents/quiet.md), [passage](corpus/documents/talks.md#text-as-read), [](corpus/documents/talks.md),
[hers](corpus/people/jane-roe.md), {any}`talks`.
"""


@pytest.fixture
def project(make_project: Callable[..., Any]) -> Any:
    made = make_project(DOCUMENTS)
    made.write("referring.md", f"---\norphan: true\n---\n{REFERRING}")
    return made


def parsed(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_bytes(), "html.parser")


def objects_of(out: Path) -> dict[str, dict[str, tuple[str, str]]]:
    """Return the inventory by kind and name; which pages Sphinx read, it lists as well."""
    found = InventoryFile.loads((out / "objects.inv").read_bytes(), uri="").data
    return {
        kind: {name: (item.uri, item.display_name) for name, item in items.items()}
        for kind, items in found.items()
        if kind != "std:doc"
    }


def give_it_a_past(project: Any) -> str:
    """Let a document have had another name and other words, and a near-duplicate; return a former anchor."""
    project.corpus.process()
    former = passages(project.corpus["ferry"])[-1].anchor
    raw = project.corpus.raw
    (raw / "ferry.html").rename(raw / "late.html")
    project.corpus.process()
    project.raw("late.html", FERRY.replace("two schools stay closed", "three schools stay closed"))
    project.raw("again.html", FERRY.replace("late again today", "late today"))
    return str(former)


@pytest.mark.parametrize("publication", PUBLICATIONS)
def test_both_ways_make_the_same_site(publication: str, project: Any, read_fragments: Callable[[Path], Any]) -> None:
    settings = project.corpus.root / "corpus.toml"
    settings.write_text(f'{settings.read_text()}publication = "{publication}"\n')
    former = give_it_a_past(project)
    made = project.build(strict=True, to="made", html_copy_source=False)
    read = project.build(strict=True, to="read", html_copy_source=False, corpus_myst_pages=["*"])
    assert "pages from records" in made.status
    names = {path.relative_to(made.out).as_posix() for path in made.out.rglob("*.html")}
    assert names == {path.relative_to(read.out).as_posix() for path in read.out.rglob("*.html")}
    for name in names:
        assert (made.out / name).read_text() == (read.out / name).read_text(), name
    found = [sorted(read_fragments(build.out), key=lambda record: record["url"]) for build in (made, read)]
    assert found[0] == found[1]
    objects = [objects_of(build.out) for build in (made, read)]
    assert {"quiet", "talks", "empty", "late", "again"} == set(objects[0]["corpus:document"])
    assert objects[0] == objects[1]
    page = made.page("corpus/documents/late.html")
    assert page.select(".corpus-figure .label-caption")
    if publication == "full":
        items = made.page("corpus/documents/talks.html").select(".corpus-article li > p")
        assert [False, False, True] == ["corpus-marked" in item["class"] for item in items]
    first, second = made.page("corpus/documents/talks.html").select(".corpus-table > table")
    assert [2, 2] == [len(table.select("tbody.corpus-passage.label-table[id]")) for table in (first, second)]
    if publication == "full":
        assert ["Year", "Said by", "Where"] == [cell.get_text() for cell in first.tr.select("td")]
        assert first.select_one("td a.corpus-place") is not None
    assert page.select_one(f".corpus-passage span[id='{former}']") is not None
    assert "1 other document" in page.select_one(".corpus-alike-note a").get_text()
    assert ("[…]" in page.get_text()) == (publication != "full")


def test_all_pages_are_the_same_where_sphinx_reads_every_one(project: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    made = project.build(strict=True, to="made", html_copy_source=False)
    monkeypatch.setattr("corpustools.sphinxext.pages.makes_pages", lambda app: False)
    read = project.build(strict=True, to="read", html_copy_source=False)
    assert "pages from records" not in read.status
    for path in sorted(made.out.rglob("*.html")):
        name = path.relative_to(made.out).as_posix()
        if "genindex" not in name:
            assert path.read_text() == (read.out / name).read_text(), name
    assert made.hashes("concordance-index/**/*") == read.hashes("concordance-index/**/*")
    assert objects_of(made.out) == objects_of(read.out)


def test_hostile_texts_are_the_same_both_ways(
    make_hostile_site: Callable[..., Any], tmp_path: Path, read_passages: Callable[..., list[str]]
) -> None:
    texts = list(HOSTILE.values())
    made = make_hostile_site(tmp_path / "made", texts, html_copy_source=False)
    read = make_hostile_site(tmp_path / "read", texts, html_copy_source=False, corpus_myst_pages=["*"])
    differ = {}
    for ident in made.idents:
        pages = [site.build.out / "corpus" / "documents" / f"{ident}.html" for site in (made, read)]
        assert read_passages(parsed(pages[0])) == read_passages(parsed(pages[1]))
        if pages[0].read_text() != pages[1].read_text():
            differ[ident] = pages
    assert not differ


@pytest.mark.parametrize("theme", ["alabaster", "basic", "classic", "furo", "haiku", "bizstyle"])
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_joined_page_is_the_one_that_the_theme_makes(
    theme: str, builder: str, project: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each page, and not the first of each folder alone."""
    checked = []

    def write(self: records.Writer, docname: str, made: records.Made) -> None:
        filling = made.filling()
        if self._is_beside_others(docname):
            checked.append((docname, shell.fits(shell.Theme(self.builder), self._shell(docname, made), filling)))
        before(self, docname, made)

    before = records.Writer._write
    monkeypatch.setattr(records.Writer, "_write", write)
    settings = {"html_baseurl": "https://x.example/", "html_theme": theme}
    built = project.build(builder, strict=True, **settings)
    assert {"corpus/documents/talks", "corpus/documents/empty", "corpus/people/jane-roe"} <= {
        docname for docname, _ in checked
    }
    assert all(whole for _, whole in checked)
    assert "makes each page" not in built.status


def test_a_theme_that_does_something_else_with_titles_makes_each_page(project: Any) -> None:
    project.write("_templates/layout.html", ODD)
    made = project.build(strict=True, to="made", templates_path=["_templates"], html_copy_source=False)
    assert "the theme makes each page of corpus/documents anew" in made.status
    page = made.page("corpus/documents/quiet.html")
    assert "THE TOWN" in page.select_one("meta[name=loud]")["content"]
    assert "corpus7slot" not in "".join(path.read_text() for path in made.out.rglob("*.html"))


ODD = """{% extends '!layout.html' %}
{% block htmltitle %}<meta name="loud" content="{{ title|upper|e }}">{{ super() }}{% endblock %}
"""


def test_links_between_what_people_wrote_and_what_was_made(project: Any) -> None:
    found = []
    for patterns in ([], ["*"]):
        built = project.build(strict=True, corpus_myst_pages=patterns)
        links = built.page("referring.html").select("[role=main] p a.reference")
        found.append([(" ".join(link.get_text().split()), link["href"]) for link in links])
    title = 'Talks & "so" on o@x.example'
    assert [
        ("The town is quiet today, and nobody knows for how long it will be.", "corpus/documents/quiet.html"),
        (title, "corpus/documents/talks.html"),
        ("it", "corpus/people/jane-roe.html"),
        ("words", "corpus/documents/quiet.html"),
        ("passage", "corpus/documents/talks.html#text-as-read"),
        (title, "corpus/documents/talks.html"),
        ("hers", "corpus/people/jane-roe.html"),
        ("talks", "corpus/documents/talks.html"),
    ] == found[0]
    assert found[0] == found[1]


def test_a_page_that_somebody_edited_is_read_by_sphinx_and_stays(project: Any) -> None:
    project.build(strict=True)
    path = project.pages / "documents" / "quiet.md"
    written = path.read_text()
    edited = written.replace("\n```{corpus:app", "\n> A note by *hand*: see {corpus:doc}`talks`.\n\n```{corpus:app")
    path.write_text(edited)
    for _ in range(2):
        built = project.build(strict=True)
        assert edited == path.read_text()
        page = built.page("corpus/documents/quiet.html")
        assert "hand" == page.select_one(".corpus-article em").get_text()
        assert page.select_one(".corpus-article a[href='talks.html']") is not None
        assert page.select_one("aside.corpus-facts") is not None
    path.unlink()
    assert project.build(strict=True).page("corpus/documents/quiet.html").select_one(".corpus-article em") is None
    assert written == path.read_text()


def test_a_page_that_was_not_made_from_the_corpus_is_not_written_over(project: Any) -> None:
    page = project.write("corpus/documents/quiet.md", "# Mine\n")
    with pytest.raises(ConfigError, match=r"quiet\.md was not made from the corpus and is in its place"):
        project.build()
    assert page.read_text() == "# Mine\n"


def test_other_builders_keep_what_somebody_edited(project: Any) -> None:
    project.build(strict=True)
    path = project.pages / "documents" / "quiet.md"
    path.write_text(path.read_text().replace("is quiet today", "is loud today"))
    built = project.build("text")
    assert "is loud today" in (built.out / "corpus" / "documents" / "quiet.txt").read_text()
    assert "is loud today" in path.read_text()


def test_an_edited_page_whose_document_is_gone_goes(project: Any) -> None:
    project.build(strict=True)
    path = project.pages / "documents" / "quiet.md"
    path.write_text(path.read_text().replace("is quiet today", "is loud today"))
    project.corpus.raw.joinpath("quiet.txt").unlink()
    project.write("referring.md", "---\norphan: true\n---\n# R\n")
    built = project.build(strict=True)
    assert not path.exists()
    assert not (built.out / "corpus" / "documents" / "quiet.html").exists()


def test_what_was_removed_from_the_site_is_made_again(project: Any) -> None:
    first = project.build(strict=True)
    page = first.out / "corpus" / "documents" / "quiet.html"
    before = page.read_bytes()
    page.unlink()
    second = project.build(strict=True)
    assert before == page.read_bytes()
    assert re.search(r"writing 1 pages? from records", second.status)


def test_markdown_that_was_removed_is_written_again(project: Any) -> None:
    project.build(strict=True)
    page = project.pages / "documents" / "quiet.md"
    before = page.read_bytes()
    shutil.rmtree(page.parent)
    project.build(strict=True)
    assert before == page.read_bytes()


def test_a_setting_that_pages_depend_on_makes_them_anew(project: Any) -> None:
    first = project.build(strict=True)
    assert first.page("corpus/documents/talks.html").select_one("h2 a.headerlink") is not None
    second = project.build(strict=True, html_permalinks=False)
    assert second.page("corpus/documents/talks.html").select_one("a.headerlink") is None
    assert second.page("corpus/places/prague.html").select_one("a.headerlink") is None


def test_builds_of_one_project_in_turns(project: Any) -> None:
    html = project.build(strict=True)
    text = project.build("text")
    assert "The town is quiet" in (text.out / "corpus" / "documents" / "quiet.txt").read_text()
    assert "**Roe** told Reuters" in (text.out / "corpus" / "people" / "jane-roe.txt").read_text()
    again = project.build(strict=True)
    assert html.hashes("*.html") == again.hashes("*.html")
    assert not (project.pages / "places" / "prague.md").exists()


def test_where_one_document_changed_no_other_is_read_for_pages_of_entities(
    project: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []

    def appearing(document: Document, entity: Callable[..., Any]) -> Any:
        written.append(document.id)
        return before(document, entity)

    before = appearing_html.appearing
    monkeypatch.setattr(appearing_html, "appearing", appearing)
    project.raw("more.txt", "The bridge in Prague is open again today, and Jane Roe did not say why it was closed.")
    project.build(strict=True)
    assert sorted(written) == ["empty", "ferry", "more", "quiet", "talks"]
    written.clear()
    project.raw("more.txt", "The bridge in Prague is closed again today, and Jane Roe did not say why it was open.")
    again = project.build(strict=True)
    assert written == ["more"]
    prague = again.page("corpus/places/prague.html")
    assert "closed again" in prague.get_text()
    assert "over the zanzi stays closed" in prague.get_text()
    anew = project.build(strict=True, to="anew")
    assert anew.hashes("corpus/**/*.html") == again.hashes("corpus/**/*.html")


def test_what_was_kept_for_pages_of_entities_may_be_damaged(project: Any) -> None:
    first = project.build(strict=True)
    (kept,) = first.out.parent.rglob("corpus-appearing-*.sqlite")
    kept.write_bytes(b"SQLite no more")
    (first.out / "corpus" / "people" / "jane-roe.html").unlink()
    before = first.hashes("corpus/people/*.html")
    second = project.build(strict=True)
    assert before.items() < second.hashes("corpus/people/*.html").items()
    assert "Talks" in second.page("corpus/people/jane-roe.html").get_text()
