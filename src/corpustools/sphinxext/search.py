"""Full-text search: Pagefind's index at the end of an HTML build, or Sphinx's own where that is not to be had."""

import hashlib
import shutil
import subprocess
from collections.abc import Iterable
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
from corpustools.sphinxext import search_entries
from corpustools.sphinxext.layout import corpus_of, layout_of
from corpustools.sphinxext.nodes import templates
from corpustools.sphinxext.search_entries import (
    SearchEntry,
    documents,
    entities,
    has_set_aside,
    other_pages,
    set_aside,
)

logger = logging.getLogger(__name__)


UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")
"""What comes with Pagefind's index and no page of the site loads."""


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
    context["body"] = (
        templates().get_template("search.html").render(title="Search", index=index, aside=has_set_aside(app))
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
    stamp = folder / ".made-from"
    made_from = _stamps(app)
    if stamp.is_file() and stamp.read_bytes() == made_from:
        return
    with progress_message("indexing the site with Pagefind"):
        shutil.rmtree(folder, ignore_errors=True)
        language = corpus_of(app.config).config.language
        pages = chain(*(kind(app) for kind in (documents, entities, other_pages)))
        _write(folder, pages, language, builder.out_suffix)
        # An index of its own: it is loaded by those who ask for it.
        if has_set_aside(app):
            _write(folder / "set-aside", set_aside(app), language, builder.out_suffix)
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
    """Return a digest of the size and time of every file that the index is made from."""
    digest = hashlib.sha256(corpus_of(app.config).shown.encode())
    for entry in corpus_of(app.config).entries().values():
        digest.update(repr((entry.id, entry.outputs)).encode())
    for _, path in search_entries.page_files(app):
        status = path.stat()
        digest.update(repr((path.name, status.st_size, status.st_mtime_ns)).encode())
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
    for pattern in UNUSED:
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
