"""Citations, descriptions for programs and neighbours on the pages of documents."""

import json
from collections.abc import Callable
from typing import Any

from click.testing import CliRunner
from pybtex.database import parse_string

from corpustools.cli import main
from corpustools.writers.passages import passages

PAGE = "The ferry is late today, and nobody on the island knows for how long it will be so.\n\nIt was late on Monday.\n"
FERRY = "corpus/documents/ferry.html"


def test_page_and_files_cite_the_document(make_project: Callable[..., Any]) -> None:
    project = make_project({"ferry.txt": PAGE}, settings={"title": "Island <news>"})
    built = project.build(strict=True, html_baseurl="https://island.example/")
    address = f"https://island.example/{FERRY}"
    said = built.page(FERRY).select_one(".corpus-citation").get_text()
    assert "In Island <news>, document ferry." in said
    assert address in said
    files = built.out / "corpus" / "files"
    [entry] = parse_string((files / "ferry.bib").read_text("utf-8"), "bibtex").entries.values()
    assert address == entry.fields["url"]
    [item] = json.loads((files / "ferry.csl.json").read_bytes())
    assert (address, "Island <news>") == (item["archive_location"], item["archive"])


def test_citations_follow_what_they_say(make_project: Callable[..., Any]) -> None:
    project = make_project({"ferry.txt": PAGE})
    built = project.build(strict=True)
    before = built.times("*.html", "*.bib")
    assert before == project.build(strict=True).times("*.html", "*.bib")
    toml = project.root / "corpus" / "corpus.toml"
    toml.write_text('[corpus]\ntitle = "The other island"\n', encoding="utf-8")
    built = project.build(strict=True)
    assert "The other island" in built.page(FERRY).select_one(".corpus-citation").get_text()
    assert "The other island" in (built.out / "corpus" / "files" / "ferry.bib").read_text("utf-8")
    (project.root / "corpus" / "raw" / "ferry.txt").unlink()
    assert not list(project.build(strict=True).out.rglob("ferry.*"))


def test_the_address_of_the_corpus_is_that_of_the_site(make_project: Callable[..., Any]) -> None:
    project = make_project({"ferry.txt": PAGE})
    assert "url" not in (project.build(strict=True).out / "corpus" / "files" / "ferry.bib").read_text("utf-8")
    toml = project.root / "corpus" / "corpus.toml"
    toml.write_text('[corpus]\nurl = "https://towns.example/"\n', encoding="utf-8")
    built = project.build(strict=True)
    address = f"https://towns.example/{FERRY}"
    assert address in built.page(FERRY).select_one(".corpus-citation").get_text()
    assert f"url = {{{address}}}" in (built.out / "corpus" / "files" / "ferry.bib").read_text("utf-8")
    said = CliRunner().invoke(main, ["cite", "ferry", "--corpus", str(project.root / "corpus")]).stdout
    assert address in said


ARABIC = """<html lang="ar"><head><meta property="og:site_name" content="أخبار الجزيرة">
<meta name="author" content="ليلى منصور"></head><body><article><h1>عودة العبارة إلى الجزيرة</h1>
<p>أعلنت وزارة النقل يوم الثلاثاء أن العبارة ستعود إلى الإبحار بين الميناء والجزيرة هذا الأسبوع.</p>
</article></body></html>"""


def test_signs_of_a_citation_stand_outside_of_arabic_names(make_project: Callable[..., Any]) -> None:
    """Inside, they would be set from right to left, and the citation fall apart."""
    page = make_project({"ferry.html": ARABIC}).build(strict=True).page(FERRY)
    cited = page.select_one(".corpus-citation").decode_contents()
    assert "<bdi>ليلى منصور</bdi>. “<bdi>عودة العبارة إلى الجزيرة</bdi>.” <cite class" in cited
    assert '<cite class="corpus-upright"><bdi>أخبار الجزيرة</bdi></cite>, n.d. In <cite><bdi>A small' in cited


def test_each_passage_has_its_address(make_project: Callable[..., Any]) -> None:
    project = make_project({"ferry.txt": PAGE})
    page = project.build(strict=True).page(FERRY)
    for passage in passages(project.corpus["ferry"]):
        [link] = page.find(id=passage.anchor).select(".corpus-permalink")
        assert (f"#{passage.anchor}", "") == (link["href"], link.get_text())
        assert f"Cite: {passage.text[:12]}" == link["aria-label"][:18]


def test_heads_say_what_is_known(make_project: Callable[..., Any]) -> None:
    html = (
        """<html><head><title>Ferry is late</title><meta property="og:site_name" content="The Daily">
        <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry is late </script-->",
        "datePublished": "2015-06-10"}</script></head>
        <body><article><h1>Ferry is late</h1><p>"""
        + PAGE.replace("\n\n", "</p><p>")
        + "</p></article></body></html>"
    )
    hostile = "</script><script>alert(1)</script><!--"
    project = make_project(
        {"ferry.html": html},
        settings={
            "title": hostile,
            "description": hostile,
            "rights": hostile,
            "license": "CC0-1.0",
            "creators": ["Jane Roe"],
        },
    )
    built = project.build(strict=True, html_baseurl="https://island.example/")
    page = built.page(FERRY)
    [script] = page.head.find_all("script", type="application/ld+json")
    data = json.loads(script.string)
    assert f"https://island.example/{FERRY}" == data["url"]
    assert {"@type": "Dataset", "name": hostile, "url": "https://island.example/corpus/index.html"} == data["isPartOf"]
    assert {"@type": "Organization", "name": "The Daily"} == data["publisher"]
    assert "author" not in data
    shown = {meta["property"]: meta["content"] for meta in page.head.find_all("meta", property=True)}
    assert ("article", "Ferry is late", hostile) == (shown["og:type"], shown["og:title"], shown["og:site_name"])
    [script] = built.page("corpus/index.html").head.find_all("script", type="application/ld+json")
    data = json.loads(script.string)
    assert ("Dataset", hostile, hostile) == (data["@type"], data["name"], data["description"])
    assert "1 document" == data["size"]
    assert ("https://spdx.org/licenses/CC0-1.0", "Jane Roe") == (data["license"], data["creator"][0]["name"])
    assert "https://island.example/corpus/about.json" == data["subjectOf"]["contentUrl"]
    [link] = built.page("corpus/index.html").head.find_all("link", type="application/ld+json")
    assert "Dataset" == json.loads((built.out / "corpus" / link["href"]).read_bytes())["@type"]
    assert not built.page("index.html").head.find_all("script", type="application/ld+json")


def neighbours(built: Any, ident: str) -> dict[str, str]:
    head = built.page(f"corpus/documents/{ident}.html").head
    return {name: link["href"] for name in ("prev", "next") if (link := head.find("link", rel=name))}


def test_documents_lead_to_their_neighbours(make_project: Callable[..., Any]) -> None:
    project = make_project({"a.txt": PAGE, "c.txt": f"{PAGE}\nMore of it.\n"})
    built = project.build(strict=True)
    assert {"next": "c.html"} == neighbours(built, "a")
    assert {"prev": "a.html"} == neighbours(built, "c")
    project.raw("b.txt", PAGE.upper())
    built = project.build(strict=True)
    assert {"next": "b.html"} == neighbours(built, "a")
    assert {"prev": "a.html", "next": "c.html"} == neighbours(built, "b")
    assert {"prev": "b.html"} == neighbours(built, "c")
    (project.root / "corpus" / "raw" / "b.txt").unlink()
    built = project.build(strict=True)
    assert {"next": "c.html"} == neighbours(built, "a")
    times = built.times("*.html")
    assert times == project.build(strict=True).times("*.html")
