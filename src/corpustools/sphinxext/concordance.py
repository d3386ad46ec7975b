"""The page of the concordance, and the static index that it searches, written at the end of an HTML build."""

import hashlib
import shutil
from functools import partial
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.display import progress_message
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri
from sphinx.writers.html5 import HTML5Translator

from corpustools.corpus.files import write_if_changed
from corpustools.search.texts import TokenizedDocument, tokenize
from corpustools.sphinxext.layout import layout_of
from corpustools.sphinxext.made_by import code_digest, of_settings
from corpustools.sphinxext.nodes import templates
from corpustools.sphinxext.opened import corpus_of, entries_of
from corpustools.sphinxext.search_bundles import can_search, documents_of
from corpustools.sphinxext.settled import is_put_off
from corpustools.writers.myst import FRONT_MATTER

CONCORDANCE = f"{FRONT_MATTER}\n\n# Concordance\n\n```{{corpus:concordance-page}}\n```\n"
"""The page on which words are found in their contexts."""

WIDTHS = (4, 8, 12, 16, 24)
"""How many words of context the page offers, on each side."""

_PLACEHOLDER = "corpus-document-id"
_STAMP = ".made-from"


class corpus_concordance(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes like elements)
    """The concordance: a form, and room for what a script finds."""


class ConcordancePage(SphinxDirective):
    """Put the concordance of the corpus on this page."""

    def run(self) -> list[Node]:
        """Make one node."""
        return [corpus_concordance()]


def add_files(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let the pages that have a concordance, or tables of counts, load what these need."""
    if doctree is None:
        return
    if any("corpus-counts" in table["classes"] for table in doctree.findall(nodes.table)):
        app.add_css_file("corpustools-concordance.css")
    if any(doctree.findall(corpus_concordance)):
        app.add_css_file("corpustools-concordance.css")
        is_derived = corpus_of(app.config).config.publication == "derived"
        script = "corpustools-counts.js" if is_derived else "corpustools-concordance.js"
        app.add_js_file(script, loading_method="defer")
        # There is no code on this page whose signs would need colours.
        context["css_files"] = [file for file in context["css_files"] if "pygments" not in str(file)]


def write_index(app: Sphinx, exception: Exception | None) -> None:
    """Write the index, unless what it is made from is what it was; and remove what is none of it any more."""
    if exception is not None or is_put_off(app.env) or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    folder = _folder(app)
    if not can_search(app.builder):
        shutil.rmtree(folder, ignore_errors=True)
        return
    corpus, made_by = corpus_of(app.config), _made_by(app)
    stamps = {ident: repr(entry.outputs) for ident, entry in entries_of(app.config).items()}
    stamp, made_from = folder / _STAMP, hashlib.sha256(repr((made_by, stamps)).encode()).hexdigest().encode("ascii")
    if stamp.is_file() and stamp.read_bytes() == made_from:
        return
    with progress_message("writing the index of the concordance"):
        stamp.unlink(missing_ok=True)
        if corpus.config.publication == "derived":
            _write_counts(app, folder)
        else:
            from corpustools.sphinxext.indexing import update_index  # numpy, which most builds do without

            cache = Path(app.doctreedir, "concordance-index")
            update_index(folder, cache, stamps, partial(_taken_apart, app), made_by)
    write_if_changed(stamp, made_from)


def _taken_apart(app: Sphinx, ident: str) -> TokenizedDocument:
    """Read a document for the concordance, and let the search take it, too, before it is forgotten."""
    document = corpus_of(app.config)[ident]
    if app.config.corpus_search == "pagefind":
        documents_of(app).take(document)
    return tokenize(document)


def _write_counts(app: Sphinx, folder: Path) -> None:
    """Write how often words occur, where no text is shown."""
    from corpustools.sphinxext.indexing import remove_others

    titles = entries_of(app.config)
    wanted: set[str] = set()
    for name, data in corpus_of(app.config).counts().files(lambda ident: titles[ident].title):
        wanted.add(name)
        write_if_changed(folder / name, data)
    remove_others(folder, wanted)


def _folder(app: Sphinx) -> Path:
    return Path(app.outdir, layout_of(app.config).folder, "concordance-index")


def _made_by(app: Sphinx) -> str:
    """Return a key of the code and the settings that the index is made by."""
    corpus = corpus_of(app.config)
    return f"{code_digest()} {of_settings(corpus.config)} {corpus.shown}"


def _visit(self: HTML5Translator, node: corpus_concordance) -> None:
    builder, here = self.builder, self.builder.current_docname
    if not can_search(builder):
        raise nodes.SkipNode
    layout = layout_of(builder.config)
    values = {
        "index": relative_uri(builder.get_target_uri(here), f"{layout.folder}/concordance-index/"),
        "document": builder.get_relative_uri(here, layout.document(_PLACEHOLDER)),
        "documents": builder.get_relative_uri(here, layout.index),
        "widths": WIDTHS,
        "publication": corpus_of(builder.config).config.publication,
    }
    template = "counts.html" if values["publication"] == "derived" else "concordance.html"
    self.body.append(templates().get_template(template).render(values))
    raise nodes.SkipNode


def _skip(self: Any, node: nodes.Element) -> None:
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the directive, its node, and the moment at which the index is written."""
    past: dict[str, Any] = dict.fromkeys(("latex", "text", "man", "texinfo"), (_skip, None))
    app.add_node(corpus_concordance, html=(_visit, None), **past)
    app.add_directive_to_domain("corpus", "concordance-page", ConcordancePage)
    app.connect("html-page-context", add_files)
    # After what is stale was removed, before the times of files are put back.
    app.connect("build-finished", write_index, priority=450)
