"""What is withheld of texts that may not be published is nowhere in the built site, whatever way it could get there."""

import ast
import gzip
import html
import json
import re
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, expect

import corpustools.sphinxext
from corpustools.config import PUBLICATIONS, Publication
from corpustools.corpus import Corpus, open_corpus
from corpustools.model.document import Document
from corpustools.model.record import from_json, to_json
from corpustools.model.withheld import OMISSION
from corpustools.text.tokens import fold, form, tokens
from corpustools.writers.page import anchors, page
from corpustools.writers.publication import publish
from corpustools.writers.showing import LONGEST_RUN
from varints import Varints

OPENING = (
    "The ferry to the northern islands was cancelled again on Tuesday because of high waves in the sound. "
    "Fishermen who had waited since dawn on the quay went home without having put out their nets at all. "
)
QUOTED = (
    "“We have asked the ministry three times for a larger boat and have never been given a proper answer,” said "
    "Mayor Jane Roe, who has led the council of Lerwick since the spring of the year before last. "
)
REST = (
    "A spokesman for the company in Edinburgh replied that the weather could not be blamed on anybody in particular. "
    "He added that tickets which were bought before the storm remain valid until the end of the coming month. "
    "On the islands themselves bread and milk had become scarce by the evening, and two schools stayed closed. "
    "Older people remember winters in which nothing reached them for three weeks except letters from a helicopter. "
)

ARTICLE = f"""Ferry Cancelled Again

By John Doe

{OPENING}

{QUOTED}

{REST}

Read also: how the harbour was rebuilt after the great flood of the last century

Subscribe to our newsletter and be the first to know what the islands are talking about

You need to be logged in to leave a comment under this article about the ferry and its owners
"""

TITLED = """<!doctype html><html lang="en"><head><title>Museum Opens Its Cellar - The Island</title>
<meta name="description" content="What nobody had seen for ninety years can now be visited on four days of the week.">
<meta property="og:title" content="Museum Opens Its Cellar">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Museum Opens Its Cellar",
"articleBody": "Hidden words that stand in the data alone and in no paragraph of the page that people read."}</script>
</head><body><nav><a href="/">Home</a> <a href="/n">News of the islands and of the sea around them all</a></nav>
<article><h1>Museum Opens Its Cellar</h1>
<figure><img src="a.jpg" alt="A vaulted room with barrels, ropes and the figurehead of a ship that sank long ago">
<figcaption>The cellar as it was found when the wall behind the shelves of the archive fell in</figcaption></figure>
<p>Visitors of the museum in Stromness may from now on climb down into rooms that were walled up before the war.</p>
<p>“It smelled of tar and of apples when we broke through the bricks,” said curator Ann Smith, who found the plans.</p>
<p>Nobody knows why the rooms were closed, and the minutes of the council for those years have been lost since.</p>
</article><footer>Copyright The Island, all rights reserved, and no part may be copied without leave</footer>
</body></html>
"""

UNTITLED = f"{QUOTED}\n\n{OPENING}"

# The same article in several places, from which n-grams could be put together to its text.
RAW = {
    "ferry.txt": ARTICLE,
    "again.txt": ARTICLE.replace("Tuesday", "Wednesday"),
    "third.txt": ARTICLE.replace("By John Doe\n", ""),
    "fourth.txt": ARTICLE.replace("three weeks", "four weeks"),
    "untitled.txt": UNTITLED,
    "museum.html": TITLED,
}

ESSAY = """# Essay

```{corpus:kwic} ferry
:width: 20
```

```{corpus:frequency} islands
```

```{corpus:keyness}
:document: museum
:minimum: 1
```

{corpus:doc}`ferry`, {corpus:doc}`untitled`, {corpus:person}`Jane Roe`
"""


CONF = """
extensions = ["corpustools.sphinxext"]
corpus_path = "../corpus"
html_theme = "furo"
corpus_search = "pagefind"
"""

Run = tuple[str, ...]


@dataclass(frozen=True)
class Sites:
    """One corpus, built for each profile into one folder, one after the other; and a copy of each site."""

    folder: Path

    @property
    def corpus(self) -> Corpus:
        return open_corpus(self.folder / "corpus")

    def out(self, publication: str) -> Path:
        return self.folder / publication


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    folder = tmp_path_factory.mktemp("publication")
    for name, text in RAW.items():
        path = folder / "corpus" / "raw" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    docs = folder / "docs"
    docs.mkdir()
    (docs / "conf.py").write_text(CONF)
    (docs / "index.md").write_text("# Home\n\n```{toctree}\ncorpus/index\nessay\n```\n")
    (docs / "essay.md").write_text(ESSAY)
    # From more to less: what an earlier build left is to be gone.
    for publication in PUBLICATIONS:
        (folder / "corpus" / "corpus.toml").write_text(f'[corpus]\npublication = "{publication}"\n')
        command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "--keep-going", str(docs), str(folder / "site")]
        command += ["-d", str(folder / "doctrees")]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        shutil.copytree(folder / "site", folder / publication)
    return Sites(folder)


def words_of(text: str) -> list[str]:
    return [fold(form(text[start:end])) for start, end in tokens(text)]


def runs(words: list[str], length: int = LONGEST_RUN + 1) -> set[Run]:
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def withheld_runs(corpus: Corpus, document: Document, length: int = LONGEST_RUN + 1) -> set[Run]:
    """Return all runs of words of a document, by whatever way one may read it, that are not of headlines."""
    raw = (corpus.raw / str(document.source.name)).read_text(encoding="utf-8")
    texts = [document.text, document.article, raw, *(each.value for each in document.declarations)]
    headlines = {each.metadata.headline for each in corpus} - {None}
    pattern = re.compile("|".join(map(re.escape, map(str, headlines))))
    return set().union(*(runs(words_of(part), length) for text in texts for part in pattern.split(text)))


def texts_of(path: Path) -> Iterator[str]:
    """Yield what can be read in a file: as it stands, unpacked, without tags, with references and escapes resolved."""
    data = path.read_bytes()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    if path.name == "objects.inv":
        data = zlib.decompress(data.split(b"\n", 4)[4])
    text = data.decode("utf-8", "replace")
    yield text
    yield html.unescape(re.sub(r"<[^>]*>", " ", text))
    yield html.unescape(re.sub(r"</?[a-z][^>]*>", "", text))
    yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    yield re.sub(r"\\(.)", r"\1", text)
    yield from re.findall(r'="([^"]{30,})"', text)


def leaks(out: Path, wanted: set[Run]) -> dict[str, set[Run]]:
    """Return for each file of a site the runs that can be read in it."""
    found = {}
    length = len(next(iter(wanted)))
    for path in sorted(out.rglob("*")):
        if path.is_file() and path.suffix not in {".woff2", ".png"}:
            here = set().union(*(runs(words_of(text), length) for text in texts_of(path))) & wanted
            if here:
                found[path.relative_to(out).as_posix()] = here
    return found


def test_no_words_in_a_row_are_anywhere_in_what_is_derived(sites: Sites) -> None:
    wanted = set().union(*(withheld_runs(sites.corpus, document) for document in sites.corpus))
    assert len(wanted) > 400
    assert {} == leaks(sites.out("derived"), wanted)


def test_no_sentence_is_anywhere_in_what_is_derived(sites: Sites) -> None:
    sentences = [part for text in (OPENING, QUOTED, REST) for part in re.split(r"(?<=[.”]) ", text) if part.strip()]
    folded = [" ".join(words_of(sentence)) for sentence in sentences]
    for path in sorted(sites.out("derived").rglob("*")):
        if path.is_file() and path.suffix not in {".woff2", ".png"}:
            for text in texts_of(path):
                words = " ".join(words_of(text))
                assert not [sentence for sentence in folded if sentence in words], path


def test_the_search_for_leaks_finds_them_where_texts_are_published(sites: Sites) -> None:
    """Every way that texts take to a site is one that the tests above look at."""
    wanted = set().union(*(withheld_runs(sites.corpus, document) for document in sites.corpus))
    found = leaks(sites.out("full"), wanted)
    for beginning in (
        "corpus/documents/ferry.html",
        "_sources/corpus/documents/ferry.md",
        "corpus/people/jane-roe.html",
        "corpus/rules.html",
        "corpus/files/ferry.raw.txt",
        "corpus/files/ferry.reading.txt",
        "corpus/files/ferry.record.json",
        "corpus/concordance-index/segments/",
        "pagefind/fragment/",
        "essay.html",
    ):
        assert any(name.startswith(beginning) for name in found), beginning


def test_a_snippet_is_short_and_most_of_a_text_is_nowhere(sites: Sites) -> None:
    out = sites.out("snippets")
    for document in sites.corpus:
        every = withheld_runs(sites.corpus, document)
        # What near-duplicates show, and this one does not, is theirs; alone it shows a quarter.
        alone = runs(words_of(publish(document, "snippets").article.replace(OMISSION, " | ")))
        assert len(alone & every) < 0.25 * len(every)
    too_long = set().union(*(withheld_runs(sites.corpus, document, 26) for document in sites.corpus))
    assert {} == leaks(out, too_long)
    every = set().union(*(withheld_runs(sites.corpus, document) for document in sites.corpus))
    shown = set().union(*leaks(out, every).values())
    allowed = set().union(*(stretches(publish(document, "snippets")) for document in sites.corpus))
    assert shown
    assert shown <= allowed


def stretches(document: Document) -> set[Run]:
    """Return the runs of words between those that are withheld."""
    assert document.withheld is not None
    edges = [0, *chain.from_iterable(document.withheld.places), len(document.text)]
    parts = zip(edges[::2], edges[1::2], strict=True)
    return set().union(*(runs(words_of(document.text[start:end])) for start, end in parts))


def streams(out: Path) -> list[str]:
    """Put the words of the concordance's index together as they follow one another in it."""
    index = out / "corpus" / "concordance-index"
    vocabulary: list[str] = []
    for number in range(len(list(index.glob("vocabulary/*.bin")))):
        data = Varints((index / "vocabulary" / f"{number}.bin").read_bytes())
        while not data.ended:
            vocabulary.append(data.take(data.number()).decode())
            data.number()
    blocks = []
    for path in sorted(index.glob("streams/*/*.bin")):
        data = Varints(path.read_bytes())
        while not data.ended:
            for _ in range(data.number()):
                data.number()
                blocks.append(" ".join(vocabulary[data.number()] for _ in range(data.number())))
    return blocks


def postings(out: Path) -> list[str]:
    """Put the words of the concordance's index together by the places that they have in it."""
    index = out / "corpus" / "concordance-index"
    places: dict[tuple[str, int, int], str] = {}
    manifest = index / "manifest.json"
    segments = json.loads(manifest.read_text())["segments"] if list(index.glob("words/*.bin")) else []
    for path in sorted(index.glob("words/*.bin")):
        data = Varints(path.read_bytes())
        for segment in segments:
            end, before = data.number() + data.at, b""
            while data.at < end:
                shared = data.number()
                before = before[:shared] + data.take(data.number())
                data.number(), data.number()
                for _ in range(data.number()):
                    data.take(data.number())
                    for _ in range(data.number()):
                        data.number()
                        document, place = 0, 0
                        for _ in range(data.number()):
                            step = data.number()
                            if step % 2:
                                document, place = document + (step - 1) // 2, data.number()
                            else:
                                place += step // 2
                            places[segment["name"], document, place] = before.decode()
    lines: list[list[str]] = []
    last = ("", -1, -1)
    for place in sorted(places):
        if place != (*last[:2], last[2] + 1):
            lines.append([])
        lines[-1].append(places[place])
        last = place
    return list(map(" ".join, lines))


@pytest.mark.parametrize("decode", [streams, postings])
def test_an_index_of_places_holds_no_text_but_what_is_shown(sites: Sites, decode: Callable[[Path], list[str]]) -> None:
    def decoded(publication: str) -> set[Run]:
        return set().union(*(runs(line.split()) for line in decode(sites.out(publication))))

    every = set().union(*(runs(words_of(block.reading)) for each in sites.corpus for block in each.blocks))
    assert decoded("full") == every
    shown = set().union(*(stretches(publish(document, "snippets")) for document in sites.corpus))
    assert decoded("snippets") <= shown
    assert [] == decode(sites.out("derived"))


def test_where_texts_are_derived_words_are_counted_as_in_the_whole_texts(sites: Sites) -> None:
    index = sites.out("derived") / "corpus" / "concordance-index"
    manifest = json.loads((index / "manifest.json").read_text())
    words: dict[str, list[int]] = {}
    for path in index.glob("words/*.json"):
        words.update(json.loads(path.read_text()))
    expected = sites.corpus.subcorpus()
    assert expected.frequencies() == {word: sum(row[1::2]) for word, row in words.items()}
    assert expected.size == sum(tokens for tokens, _ in manifest["documents"])
    ngrams: dict[str, list[int]] = {}
    for path in index.glob("ngrams/*.json"):
        ngrams.update(json.loads(path.read_text()))
    counted = expected.ngrams(2) | expected.ngrams(3)
    assert ngrams
    for ngram, (hits, documents) in ngrams.items():
        assert counted[ngram] == hits
        assert documents >= 3
    # It is in five documents, and goes on the same way in all of them.
    assert "high waves in" not in ngrams
    assert "high waves" not in ngrams


def test_a_reader_is_told_what_is_withheld(sites: Sites) -> None:
    for publication, said in (("snippets", "but for short passages"), ("derived", "is not published")):
        page_of = BeautifulSoup((sites.out(publication) / "corpus/documents/ferry.html").read_bytes(), "html.parser")
        assert said in page_of.select_one(".corpus-facts .corpus-withheld").get_text()
        assert "Ferry Cancelled Again" in page_of.select_one("h1").get_text()
        assert "Jane Roe" in page_of.select_one(".corpus-article").get_text()
        assert {"ferry.record.json"} == {
            link["href"].rpartition("/")[2] for link in page_of.select(".corpus-files a[href]")
        }
        index = BeautifulSoup((sites.out(publication) / "corpus/index.html").read_bytes(), "html.parser")
        assert "The texts are not published" in index.select_one(".corpus-withheld").get_text()
    essay = BeautifulSoup((sites.out("derived") / "essay.html").read_bytes(), "html.parser")
    hits = len(sites.corpus.concordance("ferry"))
    assert f"ferry: {hits} hits in" in essay.select_one(".corpus-withheld").get_text()
    whole = BeautifulSoup((sites.out("full") / "essay.html").read_bytes(), "html.parser")
    for kind in ("frequency", "keyness"):
        assert str(whole.select_one(f"table.corpus-{kind} tbody")) == str(
            essay.select_one(f"table.corpus-{kind} tbody")
        )


def test_addresses_are_those_of_the_whole_texts(sites: Sites) -> None:
    for document in sites.corpus:
        for publication in PUBLICATIONS:
            assert anchors(document) == anchors(publish(document, publication))


@pytest.mark.parametrize("publication", PUBLICATIONS)
def test_a_published_document_keeps_every_invariant(sites: Sites, publication: Publication) -> None:
    for document in sites.corpus:
        shown = publish(document, publication)
        assert len(shown.text) == len(document.text)
        assert [block.label for block in shown.blocks] == [block.label for block in document.blocks]
        assert [fact.field for fact in shown.facts] == [fact.field for fact in document.facts]
        assert page(shown).title == (
            document.metadata.headline or (page(document).title if shown is document else shown.id)
        )
        assert from_json(to_json(shown)) == shown
        assert shown == publish(document, publication)


NOTE = "A reader of this page noted what nobody else may read here, in words of his own and of the text."


@pytest.mark.parametrize(
    ("publication", "builder", "settings"),
    [
        ("snippets", "html", {}),
        ("derived", "html", {"corpus_myst_pages": ["*"]}),
        ("derived", "html", {"corpus_search": "sphinx"}),
        ("snippets", "text", {}),
    ],
    ids=["made", "read", "sphinx-search", "text"],
)
def test_words_of_a_page_that_somebody_edited_are_withheld(
    publication: str,
    builder: str,
    settings: dict[str, Any],
    make_project: Callable[..., Any],
    find_words: Callable[[Path, str], list[str]],
) -> None:
    project = make_project({"ferry.txt": ARTICLE, "museum.html": TITLED}, conf=CONF)
    project.build(builder, strict=True, **settings)
    page = project.pages / "documents" / "ferry.md"
    edited = page.read_text().replace("\n```{corpus:app", f"\n{NOTE}\n\n```{{corpus:app")
    page.write_text(edited)
    whole = project.build(builder, strict=True, **settings)
    assert find_words(whole.out, "noted what nobody else may read")
    wanted = runs(words_of(NOTE)) | set().union(*(withheld_runs(project.corpus, each) for each in project.corpus))
    (project.root / "corpus" / "corpus.toml").write_text(f'[corpus]\npublication = "{publication}"\n')
    snippets = set().union(*(stretches(publish(each, "snippets")) for each in project.corpus))
    for _ in range(2):
        built = project.build(builder, **settings)
        assert edited == page.read_text()
        assert re.search(rf"{re.escape(str(page))} was edited.*publication = .{publication}", built.warnings)
        shown = set().union(*leaks(built.out, wanted).values())
        # Beside the site, in what Sphinx remembers, they are not either.
        assert find_words(project.root / "build", "noted what nobody else may read") == []
        assert shown <= (snippets if publication == "snippets" else set())
        name = f"corpus/documents/ferry.{'txt' if builder == 'text' else 'html'}"
        assert "Jane Roe" in (built.out / name).read_text()
    page.unlink()
    assert project.build(builder, strict=True, **settings).hashes("ferry.*") == built.hashes("ferry.*")
    page.write_text(edited)
    (project.root / "corpus" / "corpus.toml").write_text("[corpus]\n")
    assert find_words(project.build(builder, strict=True, **settings).out, "noted what nobody else may read")


ROOM = Path(corpustools.sphinxext.__file__).parent


@pytest.mark.parametrize("path", sorted(ROOM.glob("*.py")), ids=lambda path: path.stem)
def test_the_site_takes_texts_from_the_published_corpus_alone(path: Path) -> None:
    """A page that is written tomorrow cannot forget it: what opens a corpus or a record is not to be had there."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("corpustools")
        for alias in node.names
    }
    assert set() == imported & {
        "open_corpus",
        "from_json",
        "from_record",
        "Maker",
        "read",
        "pipeline",
        "find_raw",
        "read_raw",
    }
    asked = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert set() == asked & {"reading_path", "normalized", "read_raw", "_whole"}


@pytest.mark.browser
def test_words_are_counted_in_the_browser_as_in_python(
    sites: Sites, browser: Browser, serve: Callable[..., Any]
) -> None:
    with serve(sites.out("derived")) as address:
        page = f"{address}corpus/concordance.html"
        shown = browser.new_page()
        for query in ("ferry", "FERRY|island*", "*s", "xyzzy"):
            expected = sites.corpus.concordance(query)
            shown.goto(f"{page}?q={quote(query)}")
            found = f"{len(expected):,} hit{'' if len(expected) == 1 else 's'} in {expected.size:,} tokens"
            expect(shown.locator("#corpus-status")).to_contain_text(found)
            if expected:
                expect(shown.locator("#corpus-found")).to_be_visible()
                by_document = shown.locator("table").filter(has_text="By document").locator("tbody tr td:nth-child(3)")
                counts = sorted(map(int, by_document.all_inner_texts()))
                assert sorted(expected.documents.values()) == counts
        shown.goto(f"{page}?q=of the")
        expect(shown.locator("#corpus-status")).to_contain_text("1 phrase")
        phrase = shown.locator("table tbody td").first.inner_text()
        assert str(len(sites.corpus.concordance("of the"))) == phrase
        shown.get_by_label("Words to count").fill("high waves in")
        shown.get_by_role("button", name="Count").click()
        expect(shown.locator("#corpus-status")).to_contain_text("less common ones are not published")
        in_cql = quote('[lc="ferry"] []{0,2} "was"')
        shown.goto(f"{page}?q={in_cql}")
        expect(shown.locator("#corpus-status")).to_contain_text("Queries in CQL need the texts")
