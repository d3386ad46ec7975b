"""Full-text search: Pagefind's index at the end of an HTML build, or Sphinx's own where that is not to be had."""

import hashlib
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

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
from corpustools.sphinxext.layout import corpus_of, entries_of, layout_of
from corpustools.sphinxext.made_by import code_digest
from corpustools.sphinxext.nodes import templates
from corpustools.sphinxext.search_entries import (
    SearchEntry,
    documents,
    entities,
    has_set_aside,
    other_pages,
    page_files,
    set_aside,
)
from corpustools.sphinxext.settled import is_put_off

logger = logging.getLogger(__name__)

BUNDLE_DOCUMENTS = 1_024
"""How many documents one index of Pagefind has at most, until there would be more than :data:`MOST_BUNDLES`."""

MOST_BUNDLES = 16

_BUNDLES = "bundles"
_PAGES = "pages"
_SET_ASIDE = "set-aside"
_ALL = "all"
_STAMP = ".made-from"

UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")
"""What comes with Pagefind's index and no page of the site loads."""

PROGRAM = ("*.js", "*.css", "wasm.*")
"""What comes with it and the program of the whole site serves for."""

Entries = Callable[[Sphinx, Iterable[str]], Iterable[SearchEntry]]


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
    context["body"] = (
        templates()
        .get_template("search.html")
        .render(
            title="Search",
            index=app.builder.get_relative_uri("search", layout_of(app.config).index),
            aside=has_set_aside(app, entries_of(app.config)),
            bundles=list(bundles),
            aside_bundles=[name for name, idents in bundles.items() if has_set_aside(app, idents)],
        )
    )
    app.add_js_file("corpustools-search.js", loading_method="defer")
    return "page.html"


def build_index(app: Sphinx, exception: Exception | None) -> None:
    """Write Pagefind's index of the site, unless what it is made from is what it was."""
    builder = app.builder
    is_html = isinstance(builder, StandaloneHTMLBuilder) and builder.search
    if exception is not None or is_put_off(app.env) or not is_html:
        return
    assert isinstance(builder, StandaloneHTMLBuilder)
    _forget_words(Path(app.outdir, builder.searchindex_filename))
    folder = Path(app.outdir, "pagefind")
    if app.config.corpus_search != "pagefind" or isinstance(builder, SingleFileHTMLBuilder):
        shutil.rmtree(folder, ignore_errors=True)
        return
    idents, bundles = sorted(entries_of(app.config)), bundles_of(app.config)
    _update_main(app, folder, () if bundles else idents)
    _update_bundles(app, folder / _BUNDLES, bundles, documents)
    # An index of its own: it is loaded by those who ask for it.
    aside = bundles or {_ALL: idents}
    some = {name: those for name, those in aside.items() if has_set_aside(app, those)}
    _update_bundles(app, folder / _SET_ASIDE, some, set_aside)


def bundles_of(config: SphinxConfig) -> dict[str, list[str]]:
    """Return the documents of each bundle of the index; without any, the documents are in the index of the pages.

    Pagefind holds in memory all that it indexes, and makes an index as a whole. So the documents of a large corpus are
    in several, by their ids, of which only those are made again whose documents changed; the browser asks all of them.
    """
    idents = sorted(entries_of(config))
    found = segments(idents, BUNDLE_DOCUMENTS, MOST_BUNDLES) if len(idents) > BUNDLE_DOCUMENTS else []
    return {stretch[0]: stretch for stretch in found}


def _forget_words(path: Path) -> None:
    """Take words that no page says any more out of Sphinx's index, where they would stay with no page to show."""
    try:
        index = js_index.loads(path.read_text(encoding="utf-8"))
    except OSError:
        return
    for kind in ("terms", "titleterms"):
        index[kind] = {word: places for word, places in index[kind].items() if places != []}
    write_if_changed(path, js_index.dumps(index).encode("utf-8"))


def _update_main(app: Sphinx, folder: Path, idents: Sequence[str]) -> None:
    """Make the index of all pages but those of documents, and of these documents, where something is another."""
    stamp = _stamp_of_pages(app, idents)
    if not _is_other(folder, stamp):
        return
    (folder / _STAMP).unlink(missing_ok=True)
    for path in folder.glob("*"):
        if path.name not in {_BUNDLES, _SET_ASIDE}:
            path.unlink() if path.is_file() else shutil.rmtree(path)
    _write(folder, chain(documents(app, idents), entities(app), other_pages(app)), app, _PAGES)
    write_if_changed(folder / _STAMP, stamp)


def _update_bundles(app: Sphinx, folder: Path, bundles: Mapping[str, Sequence[str]], entries: Entries) -> None:
    """Make the index of each bundle where one of its documents changed, and remove those that are no more."""
    for path in folder.glob("*"):
        if path.name not in bundles:
            shutil.rmtree(path)
    known = entries_of(app.config)
    for name, idents in bundles.items():
        made_from = repr((_settings(app), [(ident, known[ident].outputs) for ident in idents]))
        stamp = hashlib.sha256(made_from.encode()).hexdigest().encode("ascii")
        if _is_other(folder / name, stamp):
            (folder / name / _STAMP).unlink(missing_ok=True)
            shutil.rmtree(folder / name, ignore_errors=True)
            _write(folder / name, entries(app, idents), app, name)
            write_if_changed(folder / name / _STAMP, stamp)
    if not bundles:
        shutil.rmtree(folder, ignore_errors=True)


def _is_other(folder: Path, stamp: bytes) -> bool:
    path = folder / _STAMP
    return not path.is_file() or path.read_bytes() != stamp


def _settings(app: Sphinx) -> str:
    """Return a key of the code and of what the site shows."""
    corpus = corpus_of(app.config)
    return f"{code_digest()} {corpus.shown} {corpus.config.language}"


def _stamp_of_pages(app: Sphinx, idents: Iterable[str]) -> bytes:
    """Return a digest of these documents, of whom all name, and of every other page."""
    digest = hashlib.sha256(_settings(app).encode())
    known = entries_of(app.config)
    for ident in idents:
        digest.update(repr((ident, known[ident].outputs)).encode())
    for entity in entities(app):
        digest.update(repr(entity).encode("utf-8", "surrogatepass"))
    for _, path in page_files(app):
        # Not by its time: one that Sphinx wrote as it was is given its old time back when the index is made.
        digest.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}".encode())
    return digest.hexdigest().encode("ascii")


def _write(folder: Path, entries: Iterable[SearchEntry], app: Sphinx, bundle: str) -> None:
    """Let Pagefind index pages that hold what is to be found, and nothing else; each says which bundle it is in.

    Pagefind's Python interface takes single records too, but answers ten of them a second.
    """
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    language, ending = corpus_of(app.config).config.language.partition("-")[0], app.builder.out_suffix
    template = templates().get_template("search-record.html")
    with progress_message("indexing the site with Pagefind"), TemporaryDirectory() as made:
        for bare in entries:
            entry = replace(bare, facets={**bare.facets, "bundle": [bundle]})
            path = made / entry.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(template.render(entry=entry, language=language), encoding="utf-8", errors="replace")
        options = ("--site", made, "--output-path", folder, "--force-language", language, "--glob", f"**/*{ending}")
        done = subprocess.run([_pagefind() or "pagefind", *options], capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise ExtensionError(f"Pagefind could not index the site: {done.stdout}{done.stderr}", modname=__name__)
    for pattern in UNUSED if folder.parent.name != _BUNDLES else PROGRAM:
        for path in folder.glob(pattern):
            path.unlink()


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
