"""Parts of generated pages in doctrees: held as they are for HTML, and made nodes for builders of other formats."""

from collections.abc import Iterable, Iterator
from typing import Any

from docutils import nodes
from docutils.nodes import Node
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from corpustools.sphinxext.part_html import Html
from corpustools.sphinxext.parts import (
    Block,
    Inline,
    Items,
    Link,
    Paragraph,
    Part,
    Quote,
    Rubric,
    Styled,
    Table,
    Web,
    nested,
)
from corpustools.sphinxext.references import link


def as_nodes(blocks: Iterable[Block]) -> list[Node]:
    """Make nodes of blocks."""
    return [node for block in blocks for node in _block_nodes(block)]


def _block_nodes(block: Block) -> Iterator[Node]:
    match block:
        case Paragraph(content):
            yield _paragraph(content)
        case Items(items):
            listed = nodes.bullet_list()
            for item, below in nested(items):
                made = nodes.list_item("", _paragraph(item.content))
                if below:
                    inner = (nodes.list_item("", _paragraph(each.content)) for each in below)
                    made += nodes.bullet_list("", *inner)
                listed += made
            yield listed
        case Quote(inner):
            yield nodes.block_quote("", *as_nodes(inner))
        case Part(inner):
            yield from as_nodes(inner)
        case Rubric(title):
            yield nodes.rubric("", title)
        case Table(heads, rows, widths):
            group = nodes.tgroup("", cols=len(heads))
            group.extend(nodes.colspec("", colwidth=width) for width in widths)
            head = nodes.row("", *(nodes.entry("", nodes.paragraph("", text)) for text in heads))
            body = (nodes.row("", *(nodes.entry("", *as_nodes(cell)) for cell in row)) for row in rows)
            group += [nodes.thead("", head), nodes.tbody("", *body)]
            yield nodes.table("", group)


def _paragraph(content: Iterable[Inline]) -> nodes.paragraph:
    return nodes.paragraph("", "", *_inline_nodes(content), support_smartquotes=False)


def _inline_nodes(content: Iterable[Inline]) -> Iterator[Node]:
    for part in content:
        match part:
            case str():
                yield nodes.Text(part)
            case Link("page", target, inner):
                words = nodes.inline("", "", *_inline_nodes(inner))
                # From the root of the site.
                about: dict[str, Any] = {"refdomain": "std", "reftype": "doc", "reftarget": f"/{target}"}
                yield addnodes.pending_xref("", words, refexplicit=True, refwarn=True, **about)
            case Link(role, target, inner):
                yield link(role, target, list(_inline_nodes(inner)), checked=True)
            case Web(address, text):
                yield nodes.reference("", text, refuri=address)
            case Styled(element, inner):
                kind = {"strong": nodes.strong, "em": nodes.emphasis}.get(element, nodes.inline)
                yield kind("", "", *_inline_nodes(inner))


class corpus_parts(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes like elements)
    """Parts of a generated page (``parts``)."""


def classes_of_tables(document: nodes.document) -> set[str]:
    """Return the classes that the tables of a page have, those among its parts, too."""
    found = {name for table in document.findall(nodes.table) for name in table["classes"]}
    blocks = (block for held in document.findall(corpus_parts) for block in held["parts"])
    return found.union(*(block.classes.split() for block in blocks if isinstance(block, Table)))


class PartsAsNodes(SphinxPostTransform):
    """Make nodes of parts, for builders that write no HTML."""

    # Before references are resolved.
    default_priority = 5
    formats = ("html",)

    def is_supported(self) -> bool:
        """Whether the builder writes something else."""
        return not super().is_supported()

    def run(self, **kwargs: Any) -> None:
        """Put nodes in the place of each run of parts."""
        for node in list(self.document.findall(corpus_parts)):
            node.replace_self(as_nodes(node["parts"]))


def _visit(self: HTML5Translator, node: corpus_parts) -> None:
    self.body.append(Html(self.builder, self.builder.current_docname).blocks(node["parts"]))
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the node, and what becomes of it where it is not written as HTML."""
    app.add_node(corpus_parts, html=(_visit, None))
    app.add_post_transform(PartsAsNodes)
