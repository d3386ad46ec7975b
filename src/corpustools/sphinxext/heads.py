"""What the head of a page says to programs: schema.org, OpenGraph, and the files of a document's citations."""

from html import escape
from typing import Any
from urllib.parse import urljoin

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

from corpustools.model.document import Document
from corpustools.sphinxext.layout import layout_of
from corpustools.sphinxext.opened import address_of, corpus_of, document_of, entries_of
from corpustools.sphinxext.part_html import Html
from corpustools.writers.linked_data import Data, article_data, dataset_data, open_graph, script
from corpustools.writers.passages import title

ABOUT = "about.json"
"""The card of the corpus for programs, beside its first page."""

_CITED_AS = {"bibtex": "application/x-bibtex", "csl-json": "application/vnd.citationstyles.csl+json"}


def corpus_data(builder: Builder) -> Data:
    """Describe the corpus by its settings, as a data set of schema.org's."""
    layout = layout_of(builder.config)
    address = address_of(builder, layout.index)
    return dataset_data(
        corpus_of(builder.config).config,
        address=address,
        documents=len(entries_of(builder.config)),
        about=address and urljoin(address, ABOUT),
    )


def document_head(html: Html, document: Document) -> str:
    """Make the elements that the head of a document's page has of its own."""
    builder = html.builder
    layout, corpus = layout_of(builder.config), corpus_of(builder.config).config
    address = address_of(builder, html.docname)
    dataset = {"@type": "Dataset", "name": corpus.title, "url": address_of(builder, layout.index)}
    data = article_data(document, dataset={name: value for name, value in dataset.items() if value}, address=address)
    properties = open_graph(document, title=title(document), site=corpus.title, address=address)
    made = [f'<meta property="{name}" content="{escape(content)}">' for name, content in properties]
    described = document.metadata.standfirst or document.metadata.description
    if described:
        made.append(f'<meta name="description" content="{escape(described)}">')
    for form, kind in _CITED_AS.items():
        file = html.file(document.id, form)
        made.append(f'<link rel="alternate" type="{kind}" href="{escape(file)}">')
    return _lines([*made, _json_ld(data)])


def corpus_head(builder: Builder) -> str:
    """Make the elements that the head of the corpus's first page has of its own."""
    config = corpus_of(builder.config).config
    data = corpus_data(builder)
    properties = {"og:type": "website", "og:title": config.title, "og:url": data.get("url", "")}
    made = [f'<meta property="{name}" content="{escape(content)}">' for name, content in properties.items() if content]
    made.append(f'<link rel="alternate" type="application/ld+json" href="{ABOUT}">')
    return _lines([*made, _json_ld(data)])


def _json_ld(data: Data) -> str:
    return f'<script type="application/ld+json">{script(data)}</script>'


def _lines(made: list[str]) -> str:
    return "".join(f"{line}\n" for line in made)


def add_head(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put into the head of a page what it says of its document, or of the corpus."""
    # A page that is made from its record has its head already.
    if not isinstance(app.builder, StandaloneHTMLBuilder) or "corpus_head" in context:
        return
    layout = layout_of(app.config)
    ident = layout.ident(pagename)
    if ident in entries_of(app.config):
        context["metatags"] = context.get("metatags", "") + document_head(
            Html(app.builder, pagename), document_of(app.config, ident)
        )
    elif pagename == layout.index:
        context["metatags"] = context.get("metatags", "") + corpus_head(app.builder)


def setup(app: Sphinx) -> None:
    """Register the moment at which heads are made."""
    app.connect("html-page-context", add_head)
