"""Parts of generated pages, written as HTML the way docutils and Sphinx write their nodes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat
from urllib import parse

from sphinx.builders import Builder
from sphinx.util.osutil import relative_uri

from corpustools.model.mention import ENTITY_KINDS
from corpustools.sphinxext.layout import Layout, layout_of
from corpustools.sphinxext.parts import (
    Block,
    Inline,
    Item,
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

_SPACE = re.compile(r"[\n\r\t\v\f]")


def escape(text: str) -> str:
    """Write text as HTML, the way docutils does.

    >>> escape('<b> "a@b"')
    '&lt;b&gt; &quot;a&#64;b&quot;'
    """
    # A fifth of the time that a table of all five takes: most texts have none of them.
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace('"', "&quot;")
        .replace(">", "&gt;")
        .replace("@", "&#64;")
    )


def attribute(text: str) -> str:
    r"""Write the value of an attribute, the way docutils does.

    >>> attribute("two\nlines")
    'two lines'
    """
    return escape(text if text.isprintable() else _SPACE.sub(" ", text))


# A name is linked on many pages.
quote = lru_cache(maxsize=1 << 13)(parse.quote)


@dataclass(slots=True)
class Html:
    """Writes parts as HTML for the page ``docname``; addresses are those of the builder."""

    builder: Builder
    docname: str
    rules: str = field(init=False)
    """The address of the page of rules."""
    _layout: Layout = field(init=False)
    _known: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    _rules: dict[Link, str] = field(default_factory=dict)
    _files: str = ""

    def __post_init__(self) -> None:
        self._layout = layout_of(self.builder.config)
        self.rules = self._page(self._layout.rules)

    def address(self, role: str, target: str) -> str:
        """Return the address, from this page, of what a :class:`Link` leads to."""
        layout = self._layout
        if role == "rule":
            return f"{self.rules}#rule-{target.replace('_', '-')}"
        if role == "page":
            return self._page(target)
        if role in ENTITY_KINDS:
            docname = layout.entity(role, target)
            return "#" if docname == self.docname else self._beside(role, docname)
        ident, sign, anchor = target.partition("#")
        docname = layout.document(ident)
        page = "" if docname == self.docname and anchor else self._beside("doc", docname)
        return f"{page}{sign}{anchor}"

    def file(self, ident: str, kind: str) -> str:
        """Return the address, from this page, of a file of a document."""
        folder, _, name = self._layout.file(ident, kind).rpartition("/")
        if not self._files:
            # A page has five of them, all in one folder; no file has this name.
            here = self.builder.get_target_uri(self.docname)
            self._files = relative_uri(here, f"{folder}/0.0").removesuffix("0.0")
        return f"{self._files}{name}"

    def href(self, role: str, target: str) -> str:
        """Return the address as it stands in a link."""
        return attribute(self.address(role, target))

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
            case Link("rule"):
                # The same few stand on a page again and again.
                if part not in self._rules:
                    self._rules[part] = self._link(part)
                return self._rules[part]
            case Link():
                return self._link(part)
            case Web(address, text):
                return f'<a class="reference external" href="{attribute(address)}">{escape(text)}</a>'
            case Styled(element, content, classes):
                return f"<{element}{_class(classes)}>{self.inline(content)}</{element}>"

    def _link(self, link: Link) -> str:
        said = f' title="{attribute(link.title)}"' if link.title else ""
        href = self.href(link.role, link.target)
        return f'<a class="reference internal" href="{href}"{said}><span>{self.inline(link.content)}</span></a>'

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Write blocks, one below the other."""
        return "".join([self.block(block) for block in blocks])

    def block(self, block: Block) -> str:
        """Write one block."""
        match block:
            case Paragraph(content, classes):
                return f"<p{_class(classes)}>{self.inline(content)}</p>\n"
            case Items(items, classes):
                return f"<ul{_class(f'{classes} simple')}>\n{''.join(map(self._item, nested(items)))}</ul>\n"
            case Quote(inner, classes):
                return f"<blockquote{_class(classes)}>\n<div>{self.blocks(inner)}</div></blockquote>\n"
            case Part(inner):
                return self.part("", inner)
            case Rubric(title):
                return f'<h2 class="rubric">{escape(title)}</h2>\n'
            case Table():
                return self._table(block)

    def part(self, above: str, blocks: Iterable[Block]) -> str:
        """Write a part with these blocks, and ``above`` them what is written already."""
        return f'<div class="corpus-part">\n{above}{self.blocks(blocks)}</div>\n'

    def _item(self, group: tuple[Item, list[Item]]) -> str:
        item, below = group
        if not below:
            return f"<li><p>{self.inline(item.content)}</p></li>\n"
        inner = "".join(f"<li><p>{self.inline(each.content)}</p></li>\n" for each in below)
        return f"<li><p>{self.inline(item.content)}</p><ul>\n{inner}</ul>\n</li>\n"

    def _cell(self, cell: tuple[Paragraph, ...]) -> str:
        return "\n".join([f"<p{_class(each.classes)}>{self.inline(each.content)}</p>" for each in cell])

    def _table(self, table: Table) -> str:
        heads = "".join(f'<th class="head"><p>{escape(head)}</p></th>\n' for head in table.heads)
        columns = list(map(_class, table.columns)) or repeat("")
        rows = []
        for number, row in enumerate(table.rows):
            cells = "".join([f"<td{of}>{self._cell(cell)}</td>\n" for cell, of in zip(row, columns, strict=False)])
            rows.append(f'<tr class="row-{"odd" if number % 2 else "even"}">{cells}</tr>\n')
        # Themes let what is in such a wrapper scroll sideways.
        return (
            f'<div class="table-wrapper docutils container">\n'
            f"<table{_class(f'{table.classes} docutils align-default')}>\n"
            f'<thead>\n<tr class="row-odd">{heads}</tr>\n</thead>\n<tbody>\n{"".join(rows)}</tbody>\n</table>\n</div>\n'
        )


@lru_cache(maxsize=1 << 9)
def _class(classes: str) -> str:
    return f' class="{classes.strip()}"' if classes.strip() else ""
