"""What generated pages are made of, as values: what is written as HTML, or made nodes.

A list of 200 documents is a table of 4,000 nodes, and Sphinx takes a third of a second to read and write it. As values
it takes a few milliseconds, and pages that Sphinx reads and pages that it does not have the same HTML.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Link(NamedTuple):
    """A link to an object of the corpus by its role and target, or by role ``page`` to a page by its name."""

    role: str
    target: str
    content: "tuple[Inline, ...]"
    title: str = ""


class Web(NamedTuple):
    """A link to an address of the web."""

    address: str
    text: str


class Styled(NamedTuple):
    """Words in ``strong``, ``em``, ``bdi`` or ``span``."""

    element: str
    content: "tuple[Inline, ...]"
    classes: str = ""


Inline = str | Link | Web | Styled


class Paragraph(NamedTuple):
    """A paragraph."""

    content: tuple[Inline, ...]
    classes: str = ""


class Item(NamedTuple):
    """An item of a list; where it ``is_below``, it belongs to the one before that is not."""

    content: tuple[Inline, ...]
    is_below: bool = False


class Items(NamedTuple):
    """A list, each item a paragraph, with lists below items one level deep."""

    items: tuple[Item, ...]
    classes: str = ""


class Quote(NamedTuple):
    """Words of somebody, set off."""

    blocks: "tuple[Block, ...]"
    classes: str = ""


class Part(NamedTuple):
    """What one document says of an entity."""

    blocks: "tuple[Block, ...]"


class Rubric(NamedTuple):
    """A heading of the second level that no table of contents lists."""

    title: str


Row = tuple[tuple[Paragraph, ...], ...]
"""Cells of a table, each of paragraphs."""


class Table(NamedTuple):
    """A table: heads of columns, and rows of cells, which are paragraphs; ``widths`` are those of printed pages."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    classes: str = ""
    columns: tuple[str, ...] = ()
    """The classes of the cells of each column."""


Block = Paragraph | Items | Quote | Part | Rubric | Table


def nested(items: Iterable[Item]) -> Iterator[tuple[Item, list[Item]]]:
    """Put the items that belong to one behind it; those before the first belong to none."""
    held: list[tuple[Item, list[Item]]] = []
    for item in items:
        if item.is_below and held:
            held[-1][1].append(item)
        else:
            held.append((item, []))
    yield from held
