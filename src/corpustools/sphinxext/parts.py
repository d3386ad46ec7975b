"""What generated pages are made of, as values: written as HTML at once, or made nodes for builders of other formats.

A list of 200 documents is a table of 4,000 nodes, and Sphinx takes a third of a second to read and write it. As values
it takes a few milliseconds, and pages that Sphinx reads and pages that it does not have the same HTML.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any
from urllib.parse import quote

from docutils import nodes
from docutils.nodes import Node
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from corpustools.model.mention import ENTITY_KINDS
from corpustools.sphinxext.layout import layout_of
from corpustools.sphinxext.references import link


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an object of the corpus by its role and target, or by role ``page`` to a page by its name."""

    role: str
    target: str
    content: "tuple[Inline, ...]"
    title: str = ""


@dataclass(frozen=True, slots=True)
class Web:
    """A link to an address of the web."""

    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Styled:
    """Words in ``strong``, ``em`` or ``span``."""

    element: str
    content: "tuple[Inline, ...]"
    classes: str = ""


Inline = str | Link | Web | Styled


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    content: tuple[Inline, ...]
    classes: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; where it ``is_below``, it belongs to the one before that is not."""

    content: tuple[Inline, ...]
    is_below: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list, each item a paragraph, with lists below items one level deep."""

    items: tuple[Item, ...]
    classes: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody, set off."""

    blocks: "tuple[Block, ...]"
    classes: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What one document says of an entity."""

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Rubric:
    """A heading of the second level that no table of contents lists."""

    title: str


Row = tuple[tuple[Paragraph, ...], ...]
"""Cells of a table, each of paragraphs."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: heads of columns, and rows of cells, which are paragraphs; ``widths`` are those of printed pages."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    classes: str = ""
    columns: tuple[str, ...] = ()
    """The classes of the cells of each column."""


Block = Paragraph | Items | Quote | Part | Rubric | Table

# As docutils escapes text and values of attributes.
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", '"': "&quot;", ">": "&gt;", "@": "&#64;"})
_SPACE = re.compile(r"[\n\r\t\v\f]")


def escape(text: str) -> str:
    """Write text as HTML, the way docutils does.

    >>> escape('<b> "a@b"')
    '&lt;b&gt; &quot;a&#64;b&quot;'
    """
    return text.translate(_ESCAPES)


def attribute(text: str) -> str:
    r"""Write the value of an attribute, the way docutils does.

    >>> attribute("two\nlines")
    'two lines'
    """
    return escape(_SPACE.sub(" ", text))


@dataclass(slots=True)
class Html:
    """Writes parts as HTML for the page ``docname``; addresses are those of the builder."""

    builder: Builder
    docname: str
    _known: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def address(self, role: str, target: str) -> str:
        """Return the address, from this page, of what a :class:`Link` leads to."""
        layout = layout_of(self.builder.config)
        if role == "rule":
            return f"{self._page(layout.rules)}#rule-{target.replace('_', '-')}"
        if role == "page":
            return self._page(target)
        if role in ENTITY_KINDS:
            docname = layout.entity(role, target)
            return "#" if docname == self.docname else self._beside(role, docname)
        ident, sign, anchor = target.partition("#")
        docname = layout.document(ident)
        page = "" if docname == self.docname and anchor else self._beside("doc", docname)
        return f"{page}{sign}{anchor}"

    def _page(self, docname: str) -> str:
        return self.builder.get_relative_uri(self.docname, docname)

    def _beside(self, kind: str, docname: str) -> str:
        """Return the address of a page that has many others beside it: theirs differ in the last part alone."""
        folder, _, name = docname.rpartition("/")
        if (kind, folder) not in self._known:
            # No page has this name.
            start, _, end = self._page(f"{folder}/0.0").rpartition("0.0")
            self._known[kind, folder] = (start, end)
        start, end = self._known[kind, folder]
        return f"{start}{quote(name)}{end}"

    def inline(self, content: Iterable[Inline]) -> str:
        """Write words and links."""
        return "".join([escape(part) if isinstance(part, str) else self._element(part) for part in content])

    def _element(self, part: Link | Web | Styled) -> str:
        match part:
            case Link(role, target, content, title):
                said = f' title="{attribute(title)}"' if title else ""
                href = attribute(self.address(role, target))
                return f'<a class="reference internal" href="{href}"{said}><span>{self.inline(content)}</span></a>'
            case Web(address, text):
                return f'<a class="reference external" href="{attribute(address)}">{escape(text)}</a>'
            case Styled(element, content, classes):
                return f"<{element}{_class(classes)}>{self.inline(content)}</{element}>"

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Write blocks, one below the other."""
        return "".join([self.block(block) for block in blocks])

    def block(self, block: Block) -> str:
        """Write one block."""
        match block:
            case Paragraph(content, classes):
                return f"<p{_class(classes)}>{self.inline(content)}</p>\n"
            case Items(items, classes):
                return f"<ul{_class(f'{classes} simple')}>\n{''.join(map(self._item, _nested(items)))}</ul>\n"
            case Quote(inner, classes):
                return f"<blockquote{_class(classes)}>\n<div>{self.blocks(inner)}</div></blockquote>\n"
            case Part(inner):
                return f'<div class="corpus-part">\n{self.blocks(inner)}</div>\n'
            case Rubric(title):
                return f'<h2 class="rubric">{escape(title)}</h2>\n'
            case Table():
                return self._table(block)

    def _item(self, nested: tuple[Item, list[Item]]) -> str:
        item, below = nested
        inner = "".join(f"<li><p>{self.inline(each.content)}</p></li>\n" for each in below)
        return f"<li><p>{self.inline(item.content)}</p>{f'<ul>{chr(10)}{inner}</ul>{chr(10)}' if inner else ''}</li>\n"

    def _table(self, table: Table) -> str:
        heads = "".join(f'<th class="head"><p>{escape(head)}</p></th>\n' for head in table.heads)
        rows = []
        for number, row in enumerate(table.rows):
            cells = "".join(
                [
                    f"<td{_class(classes)}>{self.blocks(cell).removesuffix(chr(10))}</td>\n"
                    for cell, classes in zip(row, table.columns or repeat(""), strict=False)
                ]
            )
            rows.append(f'<tr class="row-{"odd" if number % 2 else "even"}">{cells}</tr>\n')
        # Themes let what is in such a wrapper scroll sideways.
        return (
            f'<div class="table-wrapper docutils container">\n'
            f"<table{_class(f'{table.classes} docutils align-default')}>\n"
            f'<thead>\n<tr class="row-odd">{heads}</tr>\n</thead>\n<tbody>\n{"".join(rows)}</tbody>\n</table>\n</div>\n'
        )


def _nested(items: Iterable[Item]) -> Iterator[tuple[Item, list[Item]]]:
    """Put the items that belong to one behind it; those before the first belong to none."""
    held: list[tuple[Item, list[Item]]] = []
    for item in items:
        if item.is_below and held:
            held[-1][1].append(item)
        else:
            held.append((item, []))
    yield from held


def _class(classes: str) -> str:
    return f' class="{classes.strip()}"' if classes.strip() else ""


def as_nodes(blocks: Iterable[Block]) -> list[Node]:
    """Make nodes of blocks."""
    return [node for block in blocks for node in _block_nodes(block)]


def _block_nodes(block: Block) -> Iterator[Node]:
    match block:
        case Paragraph(content):
            yield _paragraph(content)
        case Items(items):
            listed = nodes.bullet_list()
            for item, below in _nested(items):
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
