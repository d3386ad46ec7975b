"""Names and quotations on the site: marked in articles, gathered on pages of people, organizations and places."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sphinx.util.inventory import InventoryFile

from corpustools.sphinxext import entity_parts, pages

TALKS = """Talks end in Prague

“The bridge over the zanzibarquux stays closed,” said Mayor Jane Roe in Prague on Monday.

Roe told Reuters that the talks were over. She left Prague on Tuesday.
"""
FERRY = """Ferry runs again

“Nobody needs a bridge,” Jane Roe said in Vienna. The ferry had been waiting for a year.
"""
HOSTILE = list(json.loads((Path(__file__).parent / "hostile.json").read_bytes()).values())


@pytest.fixture
def project(make_project: Callable[..., Any]) -> Any:
    return make_project({"talks.txt": TALKS, "ferry.txt": FERRY})


def words(element: Any) -> str:
    return " ".join(element.get_text().split())


def curate(project: Any, text: str) -> None:
    folder = project.root / "corpus" / "entities"
    folder.mkdir(exist_ok=True)
    (folder / "people.toml").write_text(text, encoding="utf-8")


def test_names_in_the_article_lead_to_their_pages(project: Any, read_passages: Callable[..., list[str]]) -> None:
    built = project.build(strict=True)
    page = built.page("corpus/documents/talks.html")
    names = [(words(name), name["href"]) for name in page.select(".corpus-article a.corpus-name")]
    assert ("Roe", "../people/jane-roe.html") in names
    assert ("Jane Roe", "../people/jane-roe.html") in names
    assert all((built.out / "corpus" / "documents" / href).resolve().is_file() for _, href in names)
    assert "Jane Roe (person): " in page.select_one(".corpus-article a.corpus-person")["title"]
    said = page.select_one(".corpus-quotation.corpus-direct")
    assert "“The bridge over the zanzibarquux stays closed,”" == words(said)
    asked = said.select_one("a.corpus-speaker")
    assert asked["aria-label"].startswith("Said by Jane Roe: ")
    row = page.select_one(asked["href"])
    assert "Jane Roe, said" in words(row)
    assert [block.reading for block in project.corpus["talks"].blocks] == read_passages(page)


def test_the_panel_groups_names_and_says_what_is_not_known(project: Any) -> None:
    panel = project.build(strict=True).page("corpus/documents/ferry.html").select_one(".corpus-facts")
    groups = {}
    for heading in panel.select("h3"):
        found = heading.find_next_sibling()
        groups[words(heading)] = words(found)
    assert ["People", "Organizations", "Places", "Quotations"] == [name for name in groups if name in groups][-4:]
    assert "Jane Roe" in groups["People"]
    assert "none found" == groups["Organizations"]
    assert re.search(r"1 mention, \d+ % sure", groups["Places"])
    for link in panel.select("[data-fact]"):
        assert panel.find_parent("body").find(id=link["href"][1:]) is not None


def test_what_several_rules_read_alike_is_said_once(make_project: Callable[..., Any]) -> None:
    head = '<title>Ferry runs again</title><meta property="og:title" content="Ferry runs again">'
    body = "".join(f"<p>{part}</p>" for part in FERRY.split("\n\n")[1:])
    html = f"<html lang='en'><head>{head}</head><body><article><h1>Ferry runs again</h1>{body}</article></body></html>"
    built = make_project({"ferry.html": html}).build(strict=True)
    panel = built.page("corpus/documents/ferry.html").select_one(".corpus-facts")
    facts = {words(fact.dt): fact for fact in panel.dl.select(".corpus-fact")}
    assert len(panel.dl.select("dt")) == len(facts)
    headline = facts["Headline"]
    assert ["Ferry runs again"] == [words(value) for value in headline.select("bdi")]
    read = [link["href"] for link in headline.select(".corpus-receipt-link")]
    assert len(set(read)) == 2
    assert all(panel.find_parent("body").find(id=href[1:]) for href in read)
    assert "also declared as meta og:title" in words(headline)
    # By which rules it was read is folded up, and what is not stated is said in one line.
    assert words(headline.select_one("dd > details > summary")) == "why"
    assert len(headline.select("dd > details > p.corpus-by")) == 3
    assert words(facts["Not stated"].dd) == "Author, publisher, date published"


def test_page_of_a_person(project: Any) -> None:
    built = project.build(strict=True)
    page = built.page("corpus/people/jane-roe.html")
    main = page.select_one("[role=main]")
    assert "Jane Roe" == words(main.h1).rstrip("¶")
    assert "3 mentions and 3 quotations in 2 documents" in words(main)
    assert "Mayor" == words(main.select_one(".corpus-lead"))
    assert ["Quotations", "Mentions"] == [words(heading) for heading in main.select("h2")]
    links = main.select(".corpus-speech p:first-child a, .corpus-passages p > a")
    assert 3 + 3 == len(links)
    for link in links:
        path, _, anchor = link["href"].partition("#")
        passage = built.page(f"corpus/people/{path}".replace("people/../", "")).find(id=anchor)
        assert words(link).strip("… ") in words(passage)
    assert {"Jane Roe", "Roe"} == {words(marked) for marked in main.select(".corpus-passages strong")}


def test_pages_of_places_have_coordinates(project: Any) -> None:
    main = project.build(strict=True).page("corpus/places/prague.html").select_one("[role=main]")
    assert "Capital of Czechia" == words(main.select_one(".corpus-lead"))
    assert main.select_one("a[href='https://www.geonames.org/3067696']") is not None
    assert "50.088° N, 14.421° E" in words(main)


def test_lists_of_entities(project: Any) -> None:
    built = project.build(strict=True)
    people = built.page("corpus/people/index.html")
    rows = [[words(cell) for cell in row.select("td")] for row in people.select("tbody tr")]
    assert [["Jane Roe Mayor", "3", "3", "2"]] == rows
    opening = words(built.page("corpus/index.html").select_one("[role=main]"))
    assert "They name 1 person, 1 organization and 2 places." in opening
    empty = project.corpus.raw
    for path in empty.iterdir():
        path.unlink()
    assert "None is named." in words(project.build(strict=True).page("corpus/people/index.html"))


def test_roles_and_inventory(project: Any) -> None:
    project.write(
        "referring.md",
        "---\norphan: true\n---\n# Referring\n\n{corpus:person}`jane-roe` {corpus:person}`the mayor <JANE ROE>` "
        "{corpus:place}`Prague` {corpus:organization}`reuters` {any}`vienna`\n",
    )
    built = project.build(strict=True)
    links = [(words(link), link["href"]) for link in built.page("referring.html").select("[role=main] p a.reference")]
    assert [
        ("Jane Roe", "corpus/people/jane-roe.html"),
        ("the mayor", "corpus/people/jane-roe.html"),
        ("Prague", "corpus/places/prague.html"),
        ("Reuters", "corpus/organizations/reuters.html"),
        ("vienna", "corpus/places/vienna.html"),
    ] == links
    found = InventoryFile.loads((built.out / "objects.inv").read_bytes(), uri="https://x.example/").data
    assert "Jane Roe" == found["corpus:person"]["jane-roe"].display_name
    assert "https://x.example/corpus/places/vienna.html" == found["corpus:place"]["vienna"].uri.partition("#")[0]
    assert {"reuters"} == set(found["corpus:organization"])


def test_who_is_not_named_is_a_warning(project: Any) -> None:
    project.write("referring.md", "---\norphan: true\n---\n# R\n\n{corpus:person}`nobody`\n")
    assert "the corpus holds no person called 'nobody'" in project.build().warnings
    project.write("mine.md", "---\norphan: true\n---\n# M\n\n```{corpus:entity} person nobody\n```\n")
    assert "no document names a person 'nobody'" in project.build().warnings


def test_a_document_that_goes_takes_its_mentions_along(
    project: Any, find_words: Callable[[Path, str], list[str]]
) -> None:
    built = project.build(strict=True)
    assert find_words(built.out / "corpus" / "people", "zanzibarquux")
    (project.corpus.raw / "talks.txt").unlink()
    built = project.build(strict=True)
    for folder in (project.root / "build", project.pages):
        assert not find_words(folder, "zanzibarquux")
        assert not find_words(folder, "prague")
    page = built.page("corpus/people/jane-roe.html")
    assert "1 mention and 1 quotation in 1 document" in words(page)
    assert ["Jane Roe", "Vienna"] == sorted(
        words(link) for name in ("people", "places") for link in built.page(f"corpus/{name}/index.html").select("td a")
    )
    assert b"prague corpus:place" not in (built.out / "objects.inv").read_bytes()


def test_only_pages_that_a_change_touches_are_written(project: Any) -> None:
    times = project.build(strict=True).times("*.html")
    project.raw("ferry.txt", FERRY.replace("Nobody needs", "Everybody needs"))
    second = project.build(strict=True)
    written = {name for name, time in second.times("corpus/**/*.html").items() if times[name] != time}
    lists = ("corpus/publishers/", "corpus/dates/", "corpus/languages/", "corpus/labels/")
    written = {name for name in written if not name.startswith(lists)}
    assert {
        "corpus/documents/ferry.html",
        "corpus/people/jane-roe.html",
        "corpus/places/vienna.html",
        "corpus/index.html",
        "corpus/about.html",
        "corpus/rules.html",
    } == written
    third = project.build(strict=True)
    assert "0 added, 0 changed, 0 removed" in third.status


def test_people_merge_split_and_describe_by_a_file(project: Any) -> None:
    project.build(strict=True)
    curate(
        project,
        '[the-mayor]\nkind = "person"\nname = "Jane Q. Roe"\nnames = ["Jane Roe"]\ndocuments = ["talks"]\n'
        'description = "mayor of *Prague*"\nsame_as = ["https://www.wikidata.org/wiki/Q1", "a <b>book</b>"]\n',
    )
    built = project.build(strict=True)
    main = built.page("corpus/people/the-mayor.html").select_one("[role=main]")
    assert "Jane Q. Roe" == words(main.h1).rstrip("¶")
    assert "mayor of *Prague*" == words(main.select_one(".corpus-lead"))
    assert "a <b>book</b>" in words(main.select_one(".corpus-known"))
    assert main.select_one("a[href='https://www.wikidata.org/wiki/Q1']") is not None
    talks, ferry = (built.page(f"corpus/documents/{ident}.html") for ident in ("talks", "ferry"))
    assert {"../people/the-mayor.html"} == {link["href"] for link in talks.select("a.corpus-person")}
    assert {"../people/jane-roe.html"} == {link["href"] for link in ferry.select("a.corpus-person")}
    curate(project, "")
    again = project.build(strict=True)
    assert not (again.out / "corpus" / "people" / "the-mayor.html").exists()
    curate(project, "[x")
    with pytest.raises(Exception, match=r"people\.toml"):
        project.build()


def test_long_pages_are_paged(project: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PER_PAGE", 1)
    monkeypatch.setattr(entity_parts, "PASSAGES_PER_DOCUMENT", 1)
    built = project.build(strict=True)
    first, second = (built.page(f"corpus/people/jane-roe{number}.html") for number in ("", ".2"))
    assert 1 == len(first.select(".corpus-part .corpus-passages")) == len(second.select(".corpus-passages"))
    assert first.find("a", href="jane-roe.2.html") is not None
    assert second.find("a", href="jane-roe.html") is not None
    assert "and 1 more passage of this document" in words(first) + words(second)
    assert built.page("corpus/places/index.2.html").select_one("td a") is not None
    assert "corpus/places/index.2" not in (built.out / "index.html").read_text()


def test_somebody_may_be_called_index(make_project: Callable[..., Any]) -> None:
    project = make_project({"talks.txt": TALKS})
    curate(project, '[index]\nkind = "person"\nname = "Jane Roe"\n')
    built = project.build(strict=True)
    assert "Jane Roe" == words(built.page("corpus/people/index.entity.html").h1).rstrip("¶")
    assert "People" == words(built.page("corpus/people/index.html").h1).rstrip("¶")


def test_processes_agree(project: Any) -> None:
    one = project.build(strict=True, to="one")
    two = project.build(strict=True, parallel=2, to="two")
    assert one.hashes("corpus/**/*.html", "objects.inv") == two.hashes("corpus/**/*.html", "objects.inv")


def test_entities_are_found_by_name(project: Any, read_fragments: Callable[..., list[dict[str, Any]]]) -> None:
    built = project.build(strict=True, corpus_search="pagefind")
    found = {record["url"]: record for record in read_fragments(built.out)}
    person = found["/corpus/people/jane-roe.html"]
    assert ["person"] == person["filters"]["kind"]
    assert "Jane Roe" in person["content"]
    assert "zanzibarquux" not in person["content"]
    assert "/corpus/people/" not in found


@pytest.mark.parametrize("builder", ["dirhtml", "text", "latex", "singlehtml", "epub", "gettext"])
def test_other_builders(builder: str, project: Any) -> None:
    built = project.build(builder, suppress_warnings=["epub.unknown_project_files"])
    assert "Exception" not in built.warnings
    if builder == "dirhtml":
        link = built.page("corpus/documents/talks/index.html").select_one("a.corpus-person")
        assert "../../people/jane-roe/" == link["href"]
        assert "../../documents/talks/#p-" in str(built.page("corpus/people/jane-roe/index.html"))


def test_hostile_names_are_text(tmp_path: Path, make_hostile_site: Callable[..., Any]) -> None:
    site = make_hostile_site(tmp_path / "hostile", HOSTILE)
    for folder in ("people", "organizations", "places"):
        for path in sorted((site.build.out / "corpus" / folder).glob("*.html")):
            main = site.build.page(f"corpus/{folder}/{path.name}").select_one("[role=main]")
            assert 1 == len(main.find_all("h1"))
            assert not main.select("script, style, img, iframe, form, input, svg, b, mark, details, object")
            assert not [name for element in main.find_all(True) for name in element.attrs if name.startswith("on")]
            hrefs = {str(link["href"]) for link in main.select("a")}
            assert all(re.match(r"(?:#|\.\./|[a-z0-9.-]+\.html)", href) for href in hrefs)
