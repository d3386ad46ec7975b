"""Nodes of a document's page, and how each kind of builder shows them."""

from functools import cache
from typing import Any

from docutils import nodes
from jinja2 import Environment, PackageLoader, StrictUndefined
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from corpustools.model.document import Document
from corpustools.sphinxext.apparatus import render_apparatus
from corpustools.sphinxext.layout import layout_of
from corpustools.sphinxext.opened import document_of, page_of
from corpustools.sphinxext.origin import origin
from corpustools.sphinxext.part_html import Html
from corpustools.text.languages import direction, language_tag


class corpus_article(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes like elements)
    """The passages of the article, set to be read, in the language of a ``document``."""


class corpus_figure(nodes.General, nodes.Element):  # noqa: N801
    """What is said of an image: caption and credit, in whichever order."""


class corpus_apparatus(nodes.General, nodes.Element):  # noqa: N801
    """All of a document's page but the article: facts, source, and the text as read."""


class corpus_layout(nodes.General, nodes.Element):  # noqa: N801
    """The two together, below the line that says where a ``document`` is from."""


class corpus_citation(nodes.General, nodes.Element):  # noqa: N801
    """How a ``document`` is cited."""


class corpus_permalink(nodes.Inline, nodes.Element):  # noqa: N801
    """The sign at a passage that leads to its address (``anchor``), named by its ``words``."""


class corpus_mention(nodes.Inline, nodes.TextElement):  # noqa: N801
    """Words of an article that name an entity, linked to its page (``kind``, ``slug``)."""


class corpus_quotation(nodes.Inline, nodes.TextElement):  # noqa: N801
    """Words of an article that somebody said; where it ``closes``, who it was can be asked."""


class corpus_details(nodes.General, nodes.Element):  # noqa: N801
    """What is shown on demand: its ``summary`` always, its children when it is opened; a ``kind`` is a class."""


@cache
def templates() -> Environment:
    """Return the environment of this package's templates; every value is escaped."""
    return Environment(
        loader=PackageLoader("corpustools.sphinxext"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,  # else it looks at the files for each page
        trim_blocks=True,
        lstrip_blocks=True,
    )


FIGURE = '<div class="corpus-figure" role="figure" aria-label="Image, not kept">\n'
"""What opens a figure."""


def language_attributes(document: Document) -> str:
    """Write the language of a document and its direction as attributes of its article; what is not known, the browser
    decides by the first letters.

    >>> import corpustools
    >>> language_attributes(corpustools.read("Der Ort ist heute still, und niemand weiß, wie lange es noch so bleibt."))
    ' lang="de" dir="ltr"'
    >>> language_attributes(corpustools.read("Hm"))
    ' dir="auto"'
    """
    tag = language_tag(document.metadata.language or "")
    return f' lang="{tag}" dir="{direction(tag)}"' if tag else ' dir="auto"'


def _visit_layout(self: HTML5Translator, node: corpus_layout) -> None:
    said = origin(Html(self.builder, self.builder.current_docname), document_of(self.config, node["document"]))
    self.body.append(f'{said}<div class="corpus-layout">\n')


def _visit_details(self: HTML5Translator, node: corpus_details) -> None:
    kind = f" {node['kind']}" if "kind" in node else ""
    self.body.append(f'<details class="corpus-details{kind}"><summary>{self.encode(node["summary"])}</summary>\n')


def _depart_details(self: HTML5Translator, node: corpus_details) -> None:
    self.body.append("</details>\n")


def _visit_article(self: HTML5Translator, node: corpus_article) -> None:
    self.body.append(f'<div class="corpus-article"{language_attributes(document_of(self.config, node["document"]))}>\n')


def _visit_figure(self: HTML5Translator, node: corpus_figure) -> None:
    self.body.append(FIGURE)


def _depart_div(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</div>\n")


def _visit_mention(self: HTML5Translator, node: corpus_mention) -> None:
    target = layout_of(self.config).entity(node["kind"], node["slug"])
    self.body.append(
        self.starttag(
            node,
            "a",
            "",
            CLASS=f"corpus-name corpus-{node['kind']}",
            href=self.builder.get_relative_uri(self.builder.current_docname, target),
            title=node["receipt"],
            **{"data-receipt": node["key"]},
        )
    )


def _depart_mention(self: HTML5Translator, node: corpus_mention) -> None:
    self.body.append("</a>")


def _visit_quotation(self: HTML5Translator, node: corpus_quotation) -> None:
    self.body.append(self.starttag(node, "span", "", CLASS=f"corpus-quotation corpus-{node['kind']}"))


def _depart_quotation(self: HTML5Translator, node: corpus_quotation) -> None:
    for key, receipt in node["closes"]:
        # It has no words of its own: the article says what the document says, and not more.
        said = {"href": f"#said-{key}", "title": receipt, "aria-label": receipt, "data-receipt": key}
        self.body.append(self.starttag(node, "a", "", CLASS="corpus-speaker", **said) + "</a>")
    self.body.append("</span>")


def _visit_apparatus(self: HTML5Translator, node: corpus_apparatus) -> None:
    shown = page_of(self.config, node["document"])
    self.body.append(render_apparatus(Html(self.builder, self.builder.current_docname), shown))
    raise nodes.SkipNode


def _pass(self: Any, node: nodes.Element) -> None:
    """Show the children and nothing around them."""


def _skip(self: Any, node: nodes.Element) -> None:
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the nodes: builders of pages to be printed show the article alone."""
    others = ("latex", "text", "man", "texinfo")
    through: dict[str, Any] = dict.fromkeys(others, (_pass, _pass))
    past: dict[str, Any] = dict.fromkeys(others, (_skip, None))
    app.add_node(corpus_layout, html=(_visit_layout, _depart_div), **through)
    app.add_node(corpus_article, html=(_visit_article, _depart_div), **through)
    app.add_node(corpus_figure, html=(_visit_figure, _depart_div), **through)
    app.add_node(corpus_apparatus, html=(_visit_apparatus, None), **past)
    app.add_node(corpus_mention, html=(_visit_mention, _depart_mention), **through)
    app.add_node(corpus_quotation, html=(_visit_quotation, _depart_quotation), **through)
    app.add_node(corpus_details, html=(_visit_details, _depart_details), **past)
