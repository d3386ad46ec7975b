"""Tables of an article: passages of rows that follow each other are set as one, their cells below each other.

A passage is a ``tbody``, since it may have several rows. Which cells are heads the text as read does not say.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from corpustools.model.span import Label
from corpustools.sphinxext.nodes import corpus_article

OPENS, CLOSES = '<div class="corpus-table">\n<table>\n', "</table>\n</div>\n"
"""What stands around the passages of a table."""

_CLASS = f"label-{Label.TABLE.value}"


def cells_of(rows: Iterable[str]) -> list[list[str]]:
    r"""Cut rows, as the text as read has them, into cells.

    >>> cells_of(["Year\tShips", "2009\t412"])
    [['Year', 'Ships'], ['2009', '412']]
    """
    return [row.split("\t") for row in rows]


def rows_html(attributes: str, rows: Iterable[Iterable[str]]) -> str:
    """Write the rows of a passage, from the HTML of their cells.

    >>> print(rows_html(' id="p-1"', [["Year", "Ships"]]))
    <tbody id="p-1">
    <tr>
    <td>Year</td>
    <td>Ships</td>
    </tr>
    </tbody>
    <BLANKLINE>
    """
    written = "".join([f"<tr>\n{_cells(row)}</tr>\n" for row in rows])
    return f"<tbody{attributes}>\n{written}</tbody>\n"


def _cells(row: Iterable[str]) -> str:
    return "".join([f"<td>{cell}</td>\n" for cell in row])


class corpus_table(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes like elements)
    """Passages of rows that follow each other."""


class corpus_rows(nodes.General, nodes.Element):  # noqa: N801
    """One of these passages, with its ``anchor``; its children are rows."""


class corpus_row(nodes.General, nodes.Element):  # noqa: N801
    """A row; its children are cells."""


class corpus_cell(nodes.General, nodes.TextElement):  # noqa: N801
    """A cell; the first of a passage has its ``former`` anchors."""


class Tables(SphinxPostTransform):
    """Make tables of the paragraphs that are rows, for builders of HTML; for others they are lines with tabs."""

    # Before names and quotations are marked: no mark goes over the end of a cell.
    default_priority = 490
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Make the tables of a document's page."""
        for article in list(self.document.findall(corpus_article)):
            for parent in [article, *article.findall(nodes.section)]:
                made: list[Node] = []
                for of_table, held in groupby(parent.children, _is_of_table):
                    together = list(held)
                    made += [corpus_table("", *map(_rows, together))] if of_table else together
                parent[:] = made


def _is_of_table(node: Node) -> bool:
    return isinstance(node, nodes.paragraph) and _CLASS in node["classes"]


def _rows(passage: Node) -> corpus_rows:
    """Cut a paragraph into rows and cells."""
    assert isinstance(passage, nodes.paragraph)
    # A page that somebody edited may have rows without an anchor.
    ids: list[str] = passage["ids"]
    anchor, *former = ids or [""]
    cell = corpus_cell(former=former)
    row = corpus_row("", cell)
    made = corpus_rows("", row, classes=passage["classes"], anchor=anchor)
    for node in passage.children:
        if isinstance(node, nodes.raw):
            # The end of a line, once for each format.
            if node.get("format") == "html":
                cell = corpus_cell()
                row = corpus_row("", cell)
                made += row
        elif isinstance(node, nodes.Text):
            first, *others = node.split("\t")
            cell += nodes.Text(first)
            for other in others:
                cell = corpus_cell("", nodes.Text(other))
                row += cell
        else:
            cell += node
    return made


def _visit_table(self: HTML5Translator, node: corpus_table) -> None:
    self.body.append(OPENS)


def _depart_table(self: HTML5Translator, node: corpus_table) -> None:
    self.body.append(CLOSES)


def _visit_rows(self: HTML5Translator, node: corpus_rows) -> None:
    anchor: str = node["anchor"]
    name = f' id="{anchor}"' if anchor else ""
    self.body.append(f'<tbody class="{" ".join(node["classes"])}"{name}>\n')


def _depart_rows(self: HTML5Translator, node: corpus_rows) -> None:
    self.body.append("</tbody>\n")


def _visit_row(self: HTML5Translator, node: corpus_row) -> None:
    self.body.append("<tr>\n")


def _depart_row(self: HTML5Translator, node: corpus_row) -> None:
    self.body.append("</tr>\n")


def _visit_cell(self: HTML5Translator, node: corpus_cell) -> None:
    former: list[str] = node.get("former", [])
    self.body.append(f"<td>{''.join([f'<span id={chr(34)}{anchor}{chr(34)}></span>' for anchor in former])}")


def _depart_cell(self: HTML5Translator, node: corpus_cell) -> None:
    self.body.append("</td>\n")


def setup(app: Sphinx) -> None:
    """Register the nodes and the transform."""
    app.add_node(corpus_table, html=(_visit_table, _depart_table))
    app.add_node(corpus_rows, html=(_visit_rows, _depart_rows))
    app.add_node(corpus_row, html=(_visit_row, _depart_row))
    app.add_node(corpus_cell, html=(_visit_cell, _depart_cell))
    app.add_post_transform(Tables)
