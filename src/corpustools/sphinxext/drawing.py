"""A drawing on a page, with its caption above and its numbers below."""

from typing import Any

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from corpustools.figures.svg import Svg
from corpustools.sphinxext.counting import Counting


class Styled(nodes.General, nodes.Element):
    """What the style sheets of figures set: a page that has any loads them."""


class corpus_drawing(Styled):  # noqa: N801 (docutils names nodes like elements)
    """A drawing (``svg``) with its ``caption``; its child is the table of what it shows."""


class Drawing(Counting):
    """What all directives share that draw."""

    def key(self) -> str:
        """Return an id that no other figure of the page has."""
        return f"figure-{self.env.new_serialno('corpus-figure')}"

    def figure(self, kind: str, caption: str, svg: Svg, table: nodes.table) -> list[Node]:
        """Put a drawing and its table together."""
        return [corpus_drawing("", table, svg=svg, caption=caption, kind=kind)]

    def none(self) -> list[Node]:
        """Say that there is nothing to draw."""
        return [nodes.paragraph("", "Nothing to draw: no document has any.", classes=["corpus-hint"])]


def add_files(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let pages with figures load what they need."""
    if doctree is not None and any(doctree.findall(Styled)):
        app.add_css_file("corpustools-concordance.css")
        app.add_css_file("corpustools-figures.css")


def _visit_figure(self: HTML5Translator, node: corpus_drawing) -> None:
    caption = self.encode(node["caption"])
    self.body.append(
        f'<figure class="corpus-figure corpus-figure-{node["kind"]} no-search">\n'
        f"<figcaption>{caption}</figcaption>\n{node['svg']}\n"
        '<details class="corpus-numbers"><summary>The numbers</summary>\n'
    )


def _depart_figure(self: HTML5Translator, node: corpus_drawing) -> None:
    self.body.append("</details>\n</figure>\n")


def _pass(self: Any, node: nodes.Element) -> None:
    """Show the table alone."""


def setup(app: Sphinx) -> None:
    """Register the node, and let pages that have it load their style sheets."""
    others: dict[str, Any] = dict.fromkeys(("latex", "text", "man", "texinfo"), (_pass, _pass))
    app.add_node(corpus_drawing, html=(_visit_figure, _depart_figure), **others)
    app.connect("html-page-context", add_files)
