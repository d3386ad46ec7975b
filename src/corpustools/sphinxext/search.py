"""Full-text search: Pagefind's index at the end of an HTML build, or Sphinx's own where that is not to be had."""

import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bs4 import BeautifulSoup
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.config import ENUM
from sphinx.config import Config as SphinxConfig
from sphinx.errors import ConfigError, ExtensionError
from sphinx.search import js_index
from sphinx.util import logging
from sphinx.util.display import progress_message

from corpustools.corpus.files import write_if_changed
from corpustools.sphinxext.layout import appearances_of, corpus_of, layout_of
from corpustools.sphinxext.nodes import templates
from corpustools.writers.page import title, visible

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One page of the search index: its file below the site's root, its words, and its facets."""

    path: Path
    title: str
    words: str
    facets: dict[str, list[str]] = field(default_factory=dict)


def choose_search(app: Sphinx, config: SphinxConfig) -> None:
    """Settle which search serves; ``auto`` means Pagefind where its binary is installed."""
    missing = "Pagefind is not installed (pip install 'pagefind[bin]')"
    if config.corpus_search == "pagefind" and not _pagefind():
        raise ConfigError(f"corpus_search: {missing}")
    if config.corpus_search == "auto":
        config.corpus_search = "pagefind" if _pagefind() else "sphinx"
        if config.corpus_search == "sphinx":
            logger.info(missing)
    if config.corpus_search == "sphinx":
        logger.info("search: Sphinx's own index, which each visitor loads whole")


def _pagefind() -> Path | None:
    """Return where Pagefind's binary is, if it is installed."""
    try:
        from pagefind.service import get_executable
    except ImportError:
        return None
    executable = get_executable()
    return executable if executable is not None and executable.is_file() else None


def keep_out(app: Sphinx, doctree: nodes.document) -> None:
    """Keep what grows with the corpus out of Sphinx's index, which is one file loaded whole, if Pagefind serves."""
    metadata = app.env.metadata[app.env.current_document.docname]
    grows = layout_of(app.config).grows(app.env.current_document.docname) and "corpus_generated" in metadata
    if app.config.corpus_search == "pagefind" and grows:
        metadata["no-search"] = "true"


def search_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> str | None:
    """Put Pagefind's search in the place of Sphinx's, inside the theme's own page."""
    if pagename != "search" or app.config.corpus_search != "pagefind":
        return None
    context["title"] = "Search"
    index = app.builder.get_relative_uri("search", layout_of(app.config).index)
    context["body"] = templates().get_template("search.html").render(title="Search", index=index)
    app.add_js_file("corpustools-search.js", loading_method="defer")
    return "page.html"


def build_index(app: Sphinx, exception: Exception | None) -> None:
    """Write Pagefind's index of the site, unless what it is made from is what it was."""
    builder = app.builder
    if exception is not None or not isinstance(builder, StandaloneHTMLBuilder) or not builder.search:
        return
    _forget_words(Path(app.outdir, builder.searchindex_filename))
    folder = Path(app.outdir, "pagefind")
    if app.config.corpus_search != "pagefind" or isinstance(builder, SingleFileHTMLBuilder):
        shutil.rmtree(folder, ignore_errors=True)
        return
    stamp = folder / ".made-from"
    made_from = _stamps(app)
    if stamp.is_file() and stamp.read_bytes() == made_from:
        return
    with progress_message("indexing the site with Pagefind"):
        shutil.rmtree(folder, ignore_errors=True)
        language = corpus_of(app.config).config.language
        _write(folder, (*_documents(app), *_entities(app), *_other_pages(app)), language, builder.out_suffix)
    write_if_changed(stamp, made_from)


def _forget_words(path: Path) -> None:
    """Take words that no page says any more out of Sphinx's index, where they would stay with no page to show."""
    try:
        index = js_index.loads(path.read_text(encoding="utf-8"))
    except OSError:
        return
    for kind in ("terms", "titleterms"):
        index[kind] = {word: places for word, places in index[kind].items() if places != []}
    write_if_changed(path, js_index.dumps(index).encode("utf-8"))


def _stamps(app: Sphinx) -> bytes:
    """Return a digest of all that the index is made from: the stamps of records, and pages that Sphinx wrote."""
    digest = hashlib.sha256(corpus_of(app.config).shown.encode())
    for entry in corpus_of(app.config).entries().values():
        digest.update(repr((entry.id, entry.outputs)).encode())
    for _, path in _page_files(app):
        # Not by its time: one that Sphinx wrote as it was is given its old time back when the index is made.
        digest.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}".encode())
    return digest.hexdigest().encode("ascii")


def _write(folder: Path, entries: Iterable[SearchEntry], language: str, ending: str) -> None:
    """Let Pagefind index pages that hold what is to be found, and nothing else.

    Pagefind's Python interface takes single records too, but answers ten of them a second.
    """
    language = language.partition("-")[0]
    template = templates().get_template("search-record.html")
    with TemporaryDirectory() as made:
        for entry in entries:
            path = made / entry.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(template.render(entry=entry, language=language), encoding="utf-8", errors="replace")
        options = ("--site", made, "--output-path", folder, "--force-language", language, "--glob", f"**/*{ending}")
        done = subprocess.run([_pagefind() or "pagefind", *options], capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise ExtensionError(f"Pagefind could not index the site: {done.stdout}{done.stderr}", modname=__name__)


def _documents(app: Sphinx) -> Iterator[SearchEntry]:
    """Yield the documents, by their reading text: what was set aside is not found."""
    layout = layout_of(app.config)
    for document in corpus_of(app.config):
        metadata = document.metadata
        labels = sorted({block.label.value.replace("_", " ") for block in document.blocks})
        yield SearchEntry(
            _file(app, layout.document(document.id)),
            title(document),
            document.article,
            {
                "kind": ["document"],
                "publisher": [facet(metadata.publisher or "unknown")],
                "language": [facet(metadata.language or "unknown")],
                "label": labels,
            },
        )


def _entities(app: Sphinx) -> Iterator[SearchEntry]:
    """Yield people, organizations and places, by their names; what is said of them the documents say."""
    layout = layout_of(app.config)
    for (kind, slug), found in appearances_of(app.config).items():
        words = " ".join(dict.fromkeys((found.name, *found.entity.names, *found.names, found.about)))
        yield SearchEntry(_file(app, layout.entity(kind, slug)), visible(found.name), words, {"kind": [kind]})


def facet(value: str) -> str:
    """Write a facet's value so that Pagefind can be asked for it; the script of the search page reads it back.

    Pagefind finds no value with a quotation mark in it, and decodes character references twice.

    >>> facet('The "Daily" & Co.')
    'The %22Daily%22 %26 Co.'
    """
    return re.sub(r'[%"&\\]', lambda found: f"%{ord(found[0]):02X}", value)


def _page_files(app: Sphinx) -> Iterator[tuple[str, Path]]:
    """Yield the name and the HTML of each page that people wrote, and of the page of rules."""
    layout = layout_of(app.config)
    for docname in sorted(app.env.found_docs):
        path = app.outdir / _file(app, docname)
        generated = "corpus_generated" in app.env.metadata[docname] and layout.grows(docname)
        if not generated and path.is_file():
            yield docname, path


def _file(app: Sphinx, docname: str) -> Path:
    """Return the file of a page, below the folder of the site."""
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    return Path(app.builder.get_outfilename(docname)).relative_to(app.outdir)


def _other_pages(app: Sphinx) -> Iterator[SearchEntry]:
    """Yield all pages but those of documents, by the words of their main part."""
    for docname, path in _page_files(app):
        page = BeautifulSoup(path.read_bytes(), "html.parser")
        main = page.select_one("[role=main], main") or page
        # Lists of documents and passages repeat what documents say; permalinks are signs.
        for element in main.select(".no-search, .headerlink, nav, script"):
            element.decompose()
        for element in main.select("p, li, dt, dd, td, th, pre, h1, h2, h3, h4, h5, h6, br"):
            element.insert_after("\n")
        name = app.env.titles[docname].astext()
        yield SearchEntry(_file(app, docname), name, main.get_text(), {"kind": ["documentation"]})


def setup(app: Sphinx) -> None:
    """Register the setting, and where in a build search has a part."""
    app.add_config_value(
        "corpus_search",
        "auto",
        "env",
        types=ENUM("auto", "pagefind", "sphinx"),
        description="which search serves; auto means Pagefind where it is installed, else Sphinx's own",
    )
    app.connect("config-inited", choose_search)
    app.connect("doctree-read", keep_out, priority=900)
    app.connect("html-page-context", search_page)
    app.connect("build-finished", build_index)
