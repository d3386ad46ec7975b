"""No script runs but the site's own, whatever is tried: every page has a policy, and nothing trips over it."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sphinx.errors import ConfigError

from corpustools.corpus.origins import Origin, Origins
from corpustools.sphinxext.policy import policy

TEXT = "The ferry is late today, and nobody on the island of Skarv knows for how long it will be so.\n"
ATTACKS = {
    "script": "</script></title></textarea><script>alert('script')</script>",
    "handler": "\" onload=\"alert('handler')\" x=\"<img src=x onerror=alert('image')>",
    "single": "' onmouseover='alert(1)' autofocus onfocus='alert(2)' <svg onload=alert(3)>",
    "address": "javascript:alert('address')",
    "template": "{{ [].__class__ }}<template><script>alert('template')</script></template><!-- ]]>",
}
PEOPLE = ("Jane Roe", "John Doe", "Mary Smith", "Peter Brown", "Anna White")
NAMES = (
    "<img src=x onerror=alert('name')>.txt",
    '"><svg onload=alert(1)>.txt',
    "<script>alert(1)</script>.html",
    "javascript:alert(1).txt",
    "{{ 7*7 }} $(id) `id` %3Cscript%3E.txt",
)
HTML = """<!doctype html><html lang={said}><head><title>{said}</title><link rel="canonical" href={said}>
<meta name="author" content={said}><meta property="og:site_name" content={said}>
<meta property="article:tag" content={said}><meta property="article:section" content={said}>
<meta property="og:description" content={said}><meta name="copyright" content={said}>
<script type="application/ld+json">{data}</script></head>
<body><article><h1>{shown}</h1><p>{text}</p><figure><img src="x.png" alt={said}>
<figcaption>{shown}</figcaption></figure>
<p>“{shown}” said Mayor {who} on the island.</p></article></body></html>"""


def quoted(text: str) -> str:
    return '"' + text.replace("&", "&amp;").replace('"', "&quot;") + '"'


def fill(project: Any) -> None:
    """Say each attack wherever a corpus can say something."""
    raw, everything = project.root / "corpus", " ".join(ATTACKS.values())
    entities = []
    for number, (attack, who) in enumerate(zip(ATTACKS.values(), PEOPLE, strict=True)):
        shown = attack.replace("&", "&amp;").replace("<", "&lt;")
        person = {"@type": "Person", "name": attack}
        data = {"@type": "NewsArticle", "headline": attack, "author": person, "url": attack, "keywords": [attack]}
        data |= {"datePublished": attack, "publisher": {"@type": "Organization", "name": attack}}
        project.raw(
            f"page-{number}.html",
            HTML.format(
                said=quoted(attack),
                shown=shown,
                who=who,
                data=json.dumps(data).replace("<", "\\u003c"),
                text=TEXT + " ".join([shown] * 3),
            ),
        )
        opening = f"{attack}\n\nBy {attack}\n\n{TEXT}"
        project.raw(f"text-{number}.txt", f"{opening}\n“{attack},” said Mayor {who}.\n\n© {attack}\n")
        said = json.dumps(attack)
        entities.append(
            f'[roe-{number}]\nkind = "person"\nname = {said}\nnames = ["{who}", {said}]\n'
            f"description = {said}\nidentifier = {said}\nsame_as = [{said}]\n"
        )
    for name in NAMES:
        project.raw(name, TEXT + name)
    project.raw("binary <img src=x onerror=alert('binary')>.txt", b"\x00\x01\x02" * 100)
    project.raw("kind.txt", TEXT)
    origins = {
        name.format(number): Origin(url=attack, retrieved=f"2020-01-01 {attack}", container=attack, record=attack)
        for number, attack in enumerate(ATTACKS.values())
        for name in ("page-{}.html", "text-{}.txt")
    }
    Origins(raw / "origins").add(origins | {"kind.txt": Origin(media_type=everything)})
    (raw / "entities").mkdir()
    (raw / "entities" / "people.toml").write_text("\n".join(entities), encoding="utf-8")
    (raw / "names.csv").write_text(f"kind,name,also,identifier\nplace,Skarv,,{quoted(everything)}\n")
    toml = raw / "corpus.toml"
    toml.write_text(toml.read_text("utf-8") + 'gazetteers = ["names.csv"]\n', encoding="utf-8")


def kinds_of_pages(out: Path) -> list[str]:
    """Return the pages of all documents, and some of each folder."""
    found: dict[Path, list[str]] = {}
    for path in sorted(out.rglob("*.html")):
        found.setdefault(path.parent, []).append(path.relative_to(out).as_posix())
    return [name for folder, names in found.items() for name in names[: 99 if folder.name == "documents" else 9]]


@pytest.mark.parametrize(("theme", "search"), [("furo", "pagefind"), ("alabaster", "sphinx")])
class TestAttacks:
    pytestmark = pytest.mark.browser

    def test_no_field_of_a_corpus_can_run_a_script(
        self,
        theme: str,
        search: str,
        make_project: Callable[..., Any],
        make_visitor: Callable[..., Any],
        serve: Callable[..., Any],
    ) -> None:
        everything = " ".join(ATTACKS.values())
        settings = dict.fromkeys(("title", "description", "rights"), everything)
        # Pagefind takes no language that is none; Sphinx's search does not ask.
        project = make_project(settings=settings | {"language": "en" if search == "pagefind" else everything})
        fill(project)
        built = project.build(html_theme=theme, corpus_search=search, html_baseurl="https://island.example/")
        pages = kinds_of_pages(built.out)
        assert {"search.html", "genindex.html", "corpus/people/roe-0.html", "corpus/index.html"} <= set(pages)
        visitor = make_visitor()
        with serve(built.out) as root:
            for name in [*pages, "search.html?q=ferry", "corpus/concordance.html?q=alert|ferry&show=collocates"]:
                page = visitor.open(root + name)
                assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
                assert (
                    page.locator(
                        "main :is(img, iframe, template, script), .body :is(img, iframe, template, script)"
                    ).count()
                    == 0
                )
                page.close()
        assert not visitor.wrong


class TestWhatGetsIn:
    pytestmark = pytest.mark.browser

    @pytest.mark.parametrize("name", ["corpus/documents/ferry.html", "corpus/index.html", "search.html"])
    def test_markup_that_got_into_a_page_does_nothing(
        self, name: str, make_project: Callable[..., Any], make_visitor: Callable[..., Any], serve: Callable[..., Any]
    ) -> None:
        """As if all that escapes text had failed: the browser itself holds to the policy."""
        project = make_project({"ferry.txt": TEXT})
        built = project.build(html_theme="furo", corpus_search="pagefind")
        path = built.out / name
        bad = (
            "<script>alert(1)</script><img src=data:, onerror=alert(2)><script src=https://evil.example/x.js></script>"
        )
        path.write_text(path.read_text("utf-8").replace("</article>", f"{bad}</article>"), encoding="utf-8")
        visitor = make_visitor()
        with serve(built.out) as root:
            visitor.open(root + name).wait_for_timeout(200)
        assert not [said for said in visitor.wrong if said.startswith("a script said")]
        assert sum("Content Security Policy" in said for said in visitor.wrong) >= 3


def said_by(page: Any) -> str:
    [meta] = page.find_all("meta", {"http-equiv": "Content-Security-Policy"})
    assert meta.find_previous("script") is None
    return str(meta["content"])


def test_a_body_that_a_person_wrote_may_have_scripts(make_project: Callable[..., Any]) -> None:
    project = make_project({"ferry.txt": TEXT})
    script = "<script>document.title = 'mine'</script><img src='https://pictures.example/a.png'>"
    project.write("index.md", f"# Home\n\n{script}\n\n```{{toctree}}\ncorpus/index\n```\n")
    built = project.build(strict=True, corpus_search="pagefind")
    home, corpus = said_by(built.page("index.html")), said_by(built.page("corpus/index.html"))
    # The theme has a script of its own on both.
    assert 1 == home.count("'sha256-") - corpus.count("'sha256-")
    assert "https://pictures.example" in home
    assert "https://pictures.example" not in corpus
    assert "'wasm-unsafe-eval'" in said_by(built.page("search.html"))
    assert "'wasm-unsafe-eval'" not in home
    assert "'unsafe-hashes'" not in home


def test_settings_add_sources_or_switch_it_off(make_project: Callable[..., Any]) -> None:
    project = make_project({"ferry.txt": TEXT})
    built = project.build(strict=True, corpus_csp_sources={"connect-src": ["https://count.example"]})
    assert "connect-src 'self' https://count.example" in said_by(built.page("index.html"))
    built = project.build(strict=True, corpus_csp=False)
    assert not built.page("index.html").find("meta", {"http-equiv": re.compile("Content")})
    with pytest.raises(ConfigError, match="'connect-src' needs a list of sources, not 'https"):
        project.build(corpus_csp_sources={"connect-src": "https://count.example"})


def test_every_page_of_a_site_has_a_policy(make_project: Callable[..., Any]) -> None:
    built = make_project({"ferry.txt": TEXT, "other.txt": TEXT.upper()}).build(strict=True)
    for path in built.out.rglob("*.html"):
        assert said_by(built.page(path.relative_to(built.out).as_posix()))


@pytest.mark.parametrize(
    ("markup", "added"),
    [
        ("<p>no script</p>", ""),
        ("<script>a()</script>", " 'sha256-"),
        ('<script type="module">a()</script>', " 'sha256-"),
        ('<script type="application/ld+json">{}</script>', ""),
        ("<script src='a.js'></script>", ""),
        ('<button onclick="a()">', " 'unsafe-hashes' 'sha256-"),
        ("<meta content=\"' onclick='a()' <\">", ""),
        ('<script src="//cdn.example/a.js"></script>', " https://cdn.example"),
        ('<a href="https://elsewhere.example">', ""),
        ('<link rel="stylesheet" href="https://cdn.example/a.css">', " https://cdn.example"),
    ],
)
def test_what_a_policy_reads_from_markup(markup: str, added: str) -> None:
    scripts = policy(markup).split("; ")[1].removeprefix("script-src 'self'")
    assert scripts.startswith(added)
    assert bool(scripts) is bool(added)
