"""What the tests of the site share: small Sphinx projects, real builds of them, and documents given block by block."""

import gzip
import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from browsers import CHROMIUM, PATIENCE, launched, served
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser, BrowserContext, Page
from sphinx.testing.util import SphinxTestApp

from corpustools import registry
from corpustools.corpus import Corpus, open_corpus
from corpustools.corpus.documents import Maker
from corpustools.corpus.raw import stamp
from corpustools.model.document import Document
from corpustools.model.fact import Fact
from corpustools.model.mention import ENTITY_KINDS, QUOTATION_KINDS, Mention, Quotation
from corpustools.model.record import to_json
from corpustools.model.source import Source
from corpustools.model.span import Label, Span
from corpustools.sphinxext.layout import layout_of
from corpustools.writers.myst import myst_page
from corpustools.writers.passages import title

ROOT = Path(__file__).parents[2]

CONF = """
extensions = ["corpustools.sphinxext"]
corpus_path = "../corpus"
html_theme = "basic"
"""

INDEX = """# Home

Some words of a person, among them zwiebelfisch.

```{toctree}
corpus/index
```
"""


# Other packages may use what Sphinx is about to change; this one may not.
OTHERS = ("furo", "myst_parser", "sphinx_autodoc_typehints", "sphinx_basic_ng")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            for module in OTHERS:
                for kind in ("DeprecationWarning", "PendingDeprecationWarning"):
                    item.add_marker(pytest.mark.filterwarnings(rf"ignore::{kind}:{module}"))


def parse(path: Path) -> BeautifulSoup:
    """Parse a page, white space in paragraphs as it is."""
    return BeautifulSoup(path.read_bytes(), "html.parser", preserve_whitespace_tags={"p", "pre", "textarea"})


@dataclass
class Build:
    """What one run of Sphinx left: where, what it said, and what it warned of."""

    out: Path
    status: str
    warnings: str

    def page(self, name: str) -> BeautifulSoup:
        """Parse a page of the output, named by its path."""
        return parse(self.out / name)

    def hashes(self, *patterns: str) -> dict[str, str]:
        """Return the digest of each file of the output, or of those that a pattern matches."""
        return {
            path.relative_to(self.out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for pattern in patterns or ("*",)
            for path in sorted(self.out.rglob(pattern))
            if path.is_file()
        }

    def times(self, *patterns: str) -> dict[str, int]:
        """Return when each file that a pattern matches was last written."""
        return {
            path.relative_to(self.out).as_posix(): path.stat().st_mtime_ns
            for pattern in patterns
            for path in sorted(self.out.rglob(pattern))
        }


@dataclass
class Project:
    """A Sphinx project with a corpus, in a folder made for one test."""

    root: Path
    conf: str = CONF
    settings: dict[str, str] = field(default_factory=lambda: {"title": "A small corpus"})

    def __post_init__(self) -> None:
        (self.root / "corpus" / "raw").mkdir(parents=True)
        table = "".join(f"{name} = {json.dumps(value)}\n" for name, value in self.settings.items())
        (self.root / "corpus" / "corpus.toml").write_text(f"[corpus]\n{table}", encoding="utf-8")
        self.write("conf.py", self.conf)
        self.write("index.md", INDEX)

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def pages(self) -> Path:
        return self.docs / "corpus"

    @property
    def corpus(self) -> Corpus:
        return open_corpus(self.root / "corpus")

    def write(self, name: str, text: str) -> Path:
        """Write a file below the folder of pages."""
        path = self.docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def raw(self, name: str | bytes, content: str | bytes) -> Path:
        """Put a raw document into the corpus."""
        folder = self.root / "corpus" / "raw"
        path = folder / (name if isinstance(name, str) else name.decode("utf-8", "surrogateescape"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def build(
        self, builder: str = "html", *, parallel: int = 1, strict: bool = False, to: str = "build", **config: Any
    ) -> Build:
        """Run a real build; ``strict`` turns warnings into a failure, as ``-nW`` does."""
        status, warnings = StringIO(), StringIO()
        if strict:
            config["nitpicky"] = True
        app = SphinxTestApp(
            builder,
            srcdir=self.docs,
            builddir=self.root / to,
            confoverrides=config,
            parallel=parallel,
            status=status,
            warning=warnings,
        )
        try:
            app.build()
        finally:
            app.cleanup()
        if strict:
            assert not warnings.getvalue()
            assert app.statuscode == 0
        return Build(app.outdir, status.getvalue(), warnings.getvalue())


@pytest.fixture
def make_project(tmp_path: Path) -> Callable[..., Project]:
    """Make a project: ``make_project({"a.txt": "…"}, conf="…")``."""

    def make(raw: dict[str | bytes, str | bytes] | None = None, **settings: Any) -> Project:
        project = Project(tmp_path / "project", **settings)
        for name, content in (raw or {}).items():
            project.raw(name, content)
        return project

    return make


@pytest.fixture(scope="session")
def read_site() -> Callable[[Path], Build]:
    """Look at a site that another process built into a folder."""
    return lambda out: Build(out, "", "")


@pytest.fixture(scope="session")
def own_sources() -> Callable[[Path], Path]:
    """Copy what the project's own site is made from into a folder, and return the copy of ``docs``."""

    def copy(to: Path) -> Path:
        for path in sorted(ROOT.iterdir()):
            if path.suffix in {".md", ".toml"}:
                shutil.copy2(path, to)
        # Pages quote from the code, and show examples from the tests and figures from the benchmarks.
        for name in ("src", "tests", "benchmarks"):
            (to / name).symlink_to(ROOT / name)
        shutil.copytree(ROOT / "corpus", to / "corpus", ignore=shutil.ignore_patterns(".corpustools"))
        made = {str(ROOT / "docs"): {"_build", "corpus"}}
        return Path(shutil.copytree(ROOT / "docs", to / "docs", ignore=lambda folder, _: made.get(folder, set())))

    return copy


# --- Documents given block by block ----------------------------------------------------------------


@pytest.fixture(scope="session")
def make_document() -> Callable[..., Document]:
    """Make a document of labelled texts, whatever rules would say; see :func:`document_of`."""
    return document_of


def document_of(
    blocks: Iterable[tuple[Label, str]], *, id: str = "page", facts: bool = False, told: bool = False
) -> Document:
    """Make a document of labelled texts; what no file can hold is repaired, as everywhere.

    With ``facts``, each block but the first two is the receipt of some fact as well. With ``told``, somebody is named
    in each block, by the first half of its words, and a quotation goes from each block into the next.
    """
    text = ""
    spans = []
    receipts = []
    mentions = []
    quotations = []
    fields = ("headline", "publisher", "author", "date_published", "language", "dateline.place", "image.caption")
    for place, (label, words) in enumerate(blocks):
        start = len(text)
        text += words
        spans.append(Span(start, len(text), label, rule="running_text", reason=f"because: {words}"))
        if facts and place > 1:
            name = fields[place % len(fields)]
            receipts.append(Fact(name, words, start, len(text), rule="headline_line", group=place))
        if told and words:
            kind = ENTITY_KINDS[place % 3]
            half = start + (len(words) + 1) // 2
            mentions.append(Mention(start, half, kind, words, "person_after_title", title=(start, half)))
            until = max(len(text) - place % 3, start + 1)
            quotations.append(
                Quotation(
                    max(start - 3, 0),
                    until,
                    QUOTATION_KINDS[place % 2],
                    "marked_by_cue",
                    speaker=words if place % 4 else None,
                    cue=(start, half),
                    addressee=words,
                )
            )
        text += "\n\n"
    for rule in ("invisible_character", "lone_surrogate"):
        spans.extend(
            Span(found.start, found.end, Label.REPAIR, rule=rule, replacement=found.text)
            for found in registry.get(rule).function(text)
        )
    source = Source("0" * 64, len(text), "text/plain", "utf-8", "utf_8", "valid UTF-8")
    told_of = {"mentions": tuple(mentions), "quotations": tuple(quotations)}
    return Document(id, source, text, tuple(spans), tuple(receipts), **told_of)


class Renderer:
    """Turns documents into HTML, one at a time, by a real Sphinx application that stays open."""

    def __init__(self, project: Project) -> None:
        project.raw("page.txt", "The town is quiet today.")
        self.app = SphinxTestApp(
            "html",
            srcdir=project.docs,
            builddir=project.root / "build",
            warning=StringIO(),
            status=StringIO(),
            confoverrides={"corpus_search": "sphinx"},
        )
        self.app.build()
        self.corpus = project.corpus
        self.docname = layout_of(self.app.config).document("page")
        assert not self.warnings

    @property
    def warnings(self) -> str:
        return self.app.warning.getvalue()

    def render(self, document: Document) -> BeautifulSoup:
        """Build the page of one document, and nothing else."""
        document = replace(document, id="page")
        builder, env = self.app.builder, self.app.env
        self.corpus.record_path("page").write_bytes(to_json(document))
        (self.app.srcdir / f"{self.docname}.md").write_bytes(myst_page(document).encode("utf-8"))
        builder.read_doc(self.docname)
        doctree = env.get_and_resolve_doctree(self.docname, builder, tags=self.app.tags)
        builder.write_doc(self.docname, doctree)
        found = parse(Path(builder.get_outfilename(self.docname)))
        assert not self.warnings
        return found

    def close(self) -> None:
        self.app.cleanup()


@pytest.fixture(scope="session")
def open_renderer(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], AbstractContextManager[Renderer]]:
    """Open a renderer of a project with these lines at the end of its ``conf.py``; one at a time may be open."""

    @contextmanager
    def open_one(conf: str) -> Iterator[Renderer]:
        project = Project(tmp_path_factory.mktemp("renderer") / "project", CONF + conf)
        # A page that any parser takes: those that know no directives too.
        project.write("index.md", "# Home\n")
        renderer = Renderer(project)
        yield renderer
        renderer.close()

    return open_one


@dataclass
class HostileSite:
    """A site of documents with hostile titles and facts, and what it must show."""

    project: Project
    build: Build
    documents: list[Document]

    @property
    def idents(self) -> list[str]:
        return [document.id for document in self.documents]

    @property
    def titles(self) -> list[str]:
        return [title(document) for document in self.documents]

    @property
    def readings(self) -> list[str]:
        return [block.reading for document in self.documents for block in document.blocks]

    def fragments(self) -> list[dict[str, Any]]:
        """Return the records of the search index."""
        return fragments_of(self.build.out)


@pytest.fixture(scope="session")
def make_hostile_site() -> Callable[..., HostileSite]:
    """Build a site in which each text is the title, the publisher and all else of one document."""

    def make(root: Path, texts: list[str], **config: Any) -> HostileSite:
        project = Project(root)
        documents = {}
        for place, text in enumerate(texts):
            ident = f"d{place:03}"
            labels = (Label.HEADLINE, Label.CAPTION, Label.PARAGRAPH, Label.TABLE, Label.HEADING, Label.INTERFACE)
            document = document_of([(label, text) for label in labels], id=ident, told=True)
            said = document.blocks[0].reading
            facts = [
                Fact(name, said, 0, len(text), rule="headline_line")
                for name in ("headline", "publisher", "date_published", "language", "dateline.place", "image.caption")
                if said.strip()
            ]
            documents[ident] = replace(document, facts=tuple(facts))
            project.raw(f"{ident}.txt", f"stands for text {place}")

        def read(self: Maker, name: str, ident: str) -> tuple[Document, list[int]]:
            return documents[ident], stamp(self.root / "raw" / name)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Maker, "read", read)
            built = project.build(strict=True, corpus_search="pagefind", **config)
        return HostileSite(project, built, list(documents.values()))

    return make


def fragments_of(out: Path, index: str = "pagefind") -> list[dict[str, Any]]:
    """Return the records of a search index: address, title, facets and words."""
    found = (gzip.decompress(path.read_bytes()) for path in sorted((out / index / "fragment").glob("*.pf_fragment")))
    return [json.loads(data.removeprefix(b"pagefind_dcd")) for data in found]


@pytest.fixture(scope="session")
def read_fragments() -> Callable[..., list[dict[str, Any]]]:
    return fragments_of


# --- What a page says ----------------------------------------------------------------------------------


def passages_of(page: Tag) -> list[str]:
    """Return the text of each passage of the article, white space folded, without permalinks."""
    found = []
    for passage in page.select(".corpus-passage"):
        # The passage of a headline or a heading is a section: its own words are those of its heading.
        said = passage.find(["h1", "h2"], recursive=False) if passage.name == "section" else passage
        assert said is not None
        words = "".join(text for text in said.strings if not text.find_parent(class_="headerlink"))
        found.append(" ".join(words.split()))
    return found


@pytest.fixture(scope="session")
def read_passages() -> Callable[[Tag], list[str]]:
    return passages_of


def fragment_text(path: Path) -> bytes:
    """Return the bytes of a file of the output, of a fragment of the search index unpacked."""
    data = path.read_bytes()
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


@pytest.fixture(scope="session")
def find_words() -> Callable[[Path, str], list[str]]:
    """Return the files below a folder that hold these words, in any of their bytes."""

    def find(folder: Path, words: str) -> list[str]:
        wanted = words.casefold().encode()
        files = (path for path in sorted(folder.rglob("*")) if path.is_file())
        return [
            path.relative_to(folder).as_posix()
            for path in files
            if wanted in fragment_text(path).lower() or wanted in path.as_posix().casefold().encode()
        ]

    return find


# --- A browser --------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def serve() -> Callable[..., AbstractContextManager[str]]:
    """Serve a folder on this machine alone, and give its address."""
    return served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser that stays open for the tests of one module."""
    if CHROMIUM is None:
        pytest.skip("there is no chromium on this machine (apt-get install chromium)")
    with launched() as opened:
        yield opened


@dataclass
class Visitor:
    """Somebody who opens pages, and notes what went wrong in them."""

    context: BrowserContext
    wrong: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        page = self.context.new_page()
        note = self.wrong.append
        page.on("console", lambda said: note(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: note(str(error)))
        page.on("dialog", lambda dialog: (note(f"a script said {dialog.message}"), dialog.dismiss()))
        page.goto(address)
        return page


@pytest.fixture
def make_visitor(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Make a visitor with a window of a width, and whatever else a context of Playwright's takes."""
    contexts = []

    def make(*, width: int = 1440, **options: Any) -> Visitor:
        context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return Visitor(context)

    yield make
    for context in contexts:
        context.close()
