"""The blocks of a document that a view shows, each with its address on the document's page."""

from collections.abc import Collection
from typing import NamedTuple

from corpustools.model.block import places_of_view
from corpustools.model.document import Block, Document
from corpustools.model.span import labels_of_view
from corpustools.writers.passages import block_anchor, passages


class ChosenBlock(NamedTuple):
    """A block to be written; ``anchor`` is its address: of a passage, or in the text as read.

    >>> import corpustools
    >>> chosen_blocks(corpustools.read("Subscribe"), "all")[0].anchor
    'block-0'
    """

    block: Block
    anchor: str


def chosen_blocks(document: Document, labels: str | Collection[str] = "article") -> tuple[ChosenBlock, ...]:
    """Return the blocks with something to read that a view shows; see :meth:`corpustools.Document.view` for ``labels``.

    >>> import corpustools
    >>> page = corpustools.read("By Jane Roe\\n\\nSubscribe")
    >>> [one.anchor for one in chosen_blocks(page)], [one.anchor for one in chosen_blocks(page, "all")]
    (['p-6456168f'], ['p-6456168f', 'block-13'])
    """
    anchors = {passage.start: passage.anchor for passage in passages(document)}
    shown = map(document.blocks.__getitem__, places_of_view(document.blocks, labels_of_view(labels)))
    return tuple(
        ChosenBlock(block, anchors.get(block.start) or block_anchor(document, block.start))
        for block in shown
        if block.reading.strip()
    )
