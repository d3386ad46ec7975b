"""Full-text search: Pagefind's index at the end of an HTML build, or Sphinx's own where that is not to be had."""

import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
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
from corpustools.search.segmenting import segments
from corpustools.sphinxext.layout import appearances_of, corpus_of, entries_of, layout_of
from corpustools.sphinxext.nodes import templates
from corpustools.sphinxext.pages import code_digest
from corpustools.writers.page import title, visible

logger = logging.getLogger(__name__)

BUNDLE_DOCUMENTS = 1_024
"""How many documents one index of Pagefind has at most, until there would be more than :data:`MOST_BUNDLES`."""

MOST_BUNDLES = 16

_BUNDLES = "bundles"
_PAGES = "pages"
_STAMP = ".made-from"


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
    bundles = bundles_of(app.config)
    index = app.builder.get_relative_uri("search", layout_of(app.config).index)
    context["body"] = (
        templates()
        .get_template("search.html")
        .render(title="Search", index=index, bundles=[_PAGES, *bundles] if bundles else [])
    )
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
    bundles = bundles_of(app.config)
    own = () if bundles else tuple(entries_of(app.config))
    if _is_other(folder, _stamps(app, own)):
        (folder / _STAMP).unlink(missing_ok=True)
        for path in folder.glob("*"):
            if path.name != _BUNDLES:
                path.unlink() if path.is_file() else shutil.rmtree(path)
        of_pages = {"bundle": [_PAGES]} if bundles else {}
        entries = chain(_documents(app, own), _entities(app), _other_pages(app))
        _write(folder, entries, app, of_pages)
        write_if_changed(folder / _STAMP, _stamps(app, own))
    for path in (folder / _BUNDLES).glob("*"):
        if path.name not in bundles:
            shutil.rmtree(path)
    for name, idents in bundles.items():
        _update_bundle(app, folder / _BUNDLES / name, idents)
    if not bundles:
        shutil.rmtree(folder / _BUNDLES, ignore_errors=True)


def bundles_of(config: SphinxConfig) -> dict[str, list[str]]:
    """Return the documents of each bundle of the index; without any, the documents are in the index of the pages.

    Pagefind holds in memory all that it indexes, and makes an index as a whole. So the documents of a large corpus are
    in several, by their ids, of which only those are made again whose documents changed; the browser asks all of them.
    """
    idents = sorted(entries_of(config))
    found = segments(idents, BUNDLE_DOCUMENTS, MOST_BUNDLES) if len(idents) > BUNDLE_DOCUMENTS else []
    return {stretch[0]: stretch for stretch in found}


def _update_bundle(app: Sphinx, folder: Path, idents: list[str]) -> None:
    """Make the index of some documents again where one of them changed; the program is that of the whole site."""
    entries = entries_of(app.config)
    made_from = [(ident, entries[ident].outputs) for ident in idents]
    stamp = hashlib.sha256(repr((_settings(app), made_from)).encode()).hexdigest().encode("ascii")
    if not _is_other(folder, stamp):
        return
    (folder / _STAMP).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    _write(folder, _documents(app, idents), app, {"bundle": [folder.name]})
    for pattern in ("*.js", "*.css", "wasm.*"):
        for path in folder.glob(pattern):
            path.unlink()
    write_if_changed(folder / _STAMP, stamp)


def _is_other(folder: Path, stamp: bytes) -> bool:
    path = folder / _STAMP
    return not path.is_file() or path.read_bytes() != stamp


def _forget_words(path: Path) -> None:
    """Take words that no page says any more out of Sphinx's index, where they would stay with no page to show."""
    try:
        index = js_index.loads(path.read_text(encoding="utf-8"))
    except OSError:
        return
    for kind in ("terms", "titleterms"):
        index[kind] = {word: places for word, places in index[kind].items() if places != []}
    write_if_changed(path, js_index.dumps(index).encode("utf-8"))


def _settings(app: Sphinx) -> str:
    """Return a key of the code and of what the site shows."""
    corpus = corpus_of(app.config)
    return f"{code_digest()} {corpus.shown} {corpus.config.language}"


def _stamps(app: Sphinx, idents: Iterable[str]) -> bytes:
    """Return a digest of these documents, of whom all name, and of the size and time of every other page."""
    digest = hashlib.sha256(_settings(app).encode())
    entries = entries_of(app.config)
    for ident in idents:
        digest.update(repr((ident, entries[ident].outputs)).encode())
    for entity in _entities(app):
        digest.update(repr(entity).encode("utf-8", "surrogatepass"))
    for _, path in _page_files(app):
        status = path.stat()
        digest.update(repr((path.name, status.st_size, status.st_mtime_ns)).encode())
    return digest.hexdigest().encode("ascii")


def _write(folder: Path, entries: Iterable[SearchEntry], app: Sphinx, facets: Mapping[str, list[str]]) -> None:
    """Let Pagefind index pages that hold what is to be found, and nothing else; all have some ``facets``.

    Pagefind's Python interface takes single records too, but answers ten of them a second.
    """
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    language, ending = corpus_of(app.config).config.language.partition("-")[0], app.builder.out_suffix
    template = templates().get_template("search-record.html")
    with progress_message("indexing the site with Pagefind"), TemporaryDirectory() as made:
        for bare in entries:
            entry = replace(bare, facets={**bare.facets, **facets})
            path = made / entry.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(template.render(entry=entry, language=language), encoding="utf-8", errors="replace")
        options = ("--site", made, "--output-path", folder, "--force-language", language, "--glob", f"**/*{ending}")
        done = subprocess.run([_pagefind() or "pagefind", *options], capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise ExtensionError(f"Pagefind could not index the site: {done.stdout}{done.stderr}", modname=__name__)


def _documents(app: Sphinx, idents: Iterable[str]) -> Iterator[SearchEntry]:
    """Yield documents, by their reading text: what was set aside is not found."""
    layout, corpus = layout_of(app.config), corpus_of(app.config)
    for document in (corpus[ident] for ident in idents):
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
