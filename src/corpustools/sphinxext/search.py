"""Full-text search: Pagefind's index at the end of an HTML build, or Sphinx's own where that is not to be had."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import ENUM
from sphinx.config import Config as SphinxConfig
from sphinx.errors import ConfigError, ExtensionError
from sphinx.search import js_index
from sphinx.util import logging
from sphinx.util.display import progress_message

from corpustools.corpus.files import write_if_changed
from corpustools.sphinxext.layout import layout_of
from corpustools.sphinxext.making_room import make_room
from corpustools.sphinxext.nodes import templates
from corpustools.sphinxext.opened import entries_of
from corpustools.sphinxext.search_bundles import (
    ALL,
    ARTICLES,
    PAGES,
    SET_ASIDE,
    DocumentRecords,
    bundles_of,
    can_search,
    documents_of,
    forget,
    language_of,
    made_by,
)
from corpustools.sphinxext.search_entries import (
    SearchEntry,
    entities,
    has_set_aside,
    other_page,
    page_files,
)
from corpustools.sphinxext.search_fragments import are_named_alike
from corpustools.sphinxext.search_records import KeptRecords
from corpustools.sphinxext.settled import is_put_off

logger = logging.getLogger(__name__)

_BUNDLES = "bundles"
_STAMP = ".made-from"

UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")
"""What comes with Pagefind's index and no page of the site loads."""

PROGRAM = ("*.js", "*.css", "wasm.*")
"""What comes with it and the program of the whole site serves for."""

MEMORY = {"_RJEM_MALLOC_CONF": "dirty_decay_ms:0,narenas:1"}
"""What tells Pagefind's allocator (jemalloc) to give back at once what is freed: a fifth less memory, in the same time.

Where it has another allocator, nothing reads it.
"""


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


def leave_out_index(app: Sphinx) -> None:
    """Let Sphinx make no index of its own where Pagefind serves: no page loads it, and it is made of all objects."""
    if _is_by_pagefind(app):
        builder: Any = app.builder
        builder.load_indexer = builder.index_page = builder.dump_search_index = _leave_out


def _leave_out(*arguments: object) -> None:
    """Do nothing, in the place of what makes Sphinx's index."""


def _is_by_pagefind(app: Sphinx) -> bool:
    """Whether Pagefind searches what a builder makes."""
    return app.config.corpus_search == "pagefind" and can_search(app.builder)


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
    folder, own = Path(app.outdir, "pagefind"), Path(app.outdir, builder.searchindex_filename)
    if not _is_by_pagefind(app):
        _forget_words(own)
        shutil.rmtree(folder, ignore_errors=True)
        return
    own.unlink(missing_ok=True)
    records = documents_of(app)
    records.take_all()
    main, bundles = _main_records(app, records), records.kept
    # Pagefind holds in memory all that it indexes.
    forget(app)
    del records
    make_room()
    _update_main(app, folder, main)
    for kind, path in ((ARTICLES, folder / _BUNDLES), (SET_ASIDE, folder / SET_ASIDE)):
        _update_bundles(app, path, {name: kept for (own, name), kept in bundles.items() if own == kind})


def _forget_words(path: Path) -> None:
    """Take words that no page says any more out of Sphinx's index, where they would stay with no page to show."""
    try:
        index = js_index.loads(path.read_text(encoding="utf-8"))
    except OSError:
        return
    for kind in ("terms", "titleterms"):
        index[kind] = {word: places for word, places in index[kind].items() if places != []}
    write_if_changed(path, js_index.dumps(index).encode("utf-8"))


def _main_records(app: Sphinx, documents: DocumentRecords) -> KeptRecords:
    """Make the records of all pages but those of documents, beside these where there are no bundles."""
    kept = documents.kept.pop((ARTICLES, ALL), None)
    if kept is None:
        kept = KeptRecords(Path(app.doctreedir, "pagefind", PAGES), made_by(app))
    pages = {**_entity_records(app), **_page_records(app)}
    for key, (stamp, entry) in pages.items():
        if not kept.has(key, stamp):
            kept.take(key, stamp, entry().of_bundle(PAGES), language_of(app))
    kept.keep({*pages, *(() if documents.bundles else entries_of(app.config))})
    return kept


def _update_main(app: Sphinx, folder: Path, kept: KeptRecords) -> None:
    """Make the index of all pages but those of documents, and of these where there are no bundles."""
    _update(app, folder, kept, _BUNDLES, SET_ASIDE)


def _entity_records(app: Sphinx) -> dict[str, tuple[str, Callable[[], SearchEntry]]]:
    return {f"entity {entry.path}": (_digest(repr(entry)), partial(_itself, entry)) for entry in entities(app)}


def _itself(entry: SearchEntry) -> SearchEntry:
    return entry


def _page_records(app: Sphinx) -> dict[str, tuple[str, Callable[[], SearchEntry]]]:
    # Not by its time: a page that Sphinx wrote as it was is given its old time back when the index is made.
    return {
        f"page {docname}": (hashlib.sha256(path.read_bytes()).hexdigest(), partial(other_page, app, docname, path))
        for docname, path in page_files(app)
    }


def _update_bundles(app: Sphinx, folder: Path, bundles: Mapping[str, KeptRecords]) -> None:
    """Make the index of each bundle where one of its documents changed, and remove those that are no more."""
    for path in folder.glob("*"):
        if path.name not in bundles:
            shutil.rmtree(path)
    for name, kept in bundles.items():
        _update(app, folder / name, kept)
    if not bundles:
        shutil.rmtree(folder, ignore_errors=True)


def _update(app: Sphinx, folder: Path, kept: KeptRecords, *others: str) -> None:
    """Make an index where a record changed; ``others`` are what stands in its folder and is none of it."""
    path, stamp, pages = folder / _STAMP, kept.stamp, kept.digests
    before = path.read_bytes() if path.is_file() else b""
    if before == stamp:
        return
    # What is half made is none of an index that was made whole.
    path.unlink(missing_ok=True)
    program = _pagefind() or Path("pagefind")
    is_partly_kept = kept.fragments.leave_unchanged(folder, program, before, pages, *others)
    _index(app, program, folder, kept)
    if is_partly_kept and not are_named_alike(folder):
        kept.fragments.leave_unchanged(folder, program, b"", pages, *others)
        _index(app, program, folder, kept)
    kept.fragments.note(program, stamp, pages)
    write_if_changed(path, stamp)


def _digest(said: str) -> str:
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _index(app: Sphinx, program: Path, folder: Path, kept: KeptRecords) -> None:
    """Let Pagefind index records.

    Pagefind's Python interface takes single records too, but answers ten of them a second.
    """
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    language, pages = language_of(app), f"**/*{app.builder.out_suffix}"
    with progress_message("indexing the site with Pagefind"):
        kept.site.mkdir(parents=True, exist_ok=True)
        options = ("--site", kept.site, "--output-path", folder, "--force-language", language, "--glob", pages)
        own = os.environ | MEMORY
        done = subprocess.run([program, *options], capture_output=True, encoding="utf-8", check=False, env=own)
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
    app.connect("builder-inited", leave_out_index)
    app.connect("html-page-context", search_page)
    app.connect("build-finished", build_index)
