"""What the article of a document's page shows: its title, and its passages, each with a permanent address."""

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from corpustools.model.document import Block, Document
from corpustools.model.span import Label
from corpustools.model.tiling import first_words
from corpustools.text.characters import visible

# The bullet, number or letter that an item of a list may open with: a page need not set another before it.
_ITEM_MARK = re.compile(
    r"\s*(?:[•‣⁃▪▫●○◦·・∙■□◆◇►▶➤→»›✓✔✗①-⑳]|[一二三四五六七八九十]{1,3}、|[*+\-–—]\s|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.):]\s)"
)


class Passage(NamedTuple):
    """One kept block with something to read, as the article shows it; ``anchor`` is its permanent address.

    >>> import corpustools
    >>> passage = passages(corpustools.read("The town is quiet today."))[0]
    >>> passage.anchor, passage.label.value, passage.start, passage.end
    ('p-448926cc', 'paragraph', 0, 24)
    """

    anchor: str
    label: Label
    text: str
    start: int
    end: int

    @property
    def kinds(self) -> str:
        """The names of the classes that the passage has on a page, with spaces between.

        >>> def kinds(label, text):
        ...     return Passage("p-1", label, text, 0, 9).kinds
        >>> kinds(Label.PARAGRAPH, "1. The ferry"), kinds(Label.LIST_ITEM, "The ferry")
        ('corpus-passage label-paragraph', 'corpus-passage label-list_item')
        >>> kinds(Label.LIST_ITEM, "1. The ferry"), kinds(Label.LIST_ITEM, "・フェリー")
        ('corpus-passage label-list_item corpus-marked', 'corpus-passage label-list_item corpus-marked')
        """
        is_marked = self.label is Label.LIST_ITEM and _ITEM_MARK.match(self.text)
        return f"corpus-passage label-{self.label.value}{' corpus-marked' if is_marked else ''}"


def passages(document: Document) -> tuple[Passage, ...]:
    """Return the kept blocks that show something, each with its permanent address.

    >>> import corpustools
    >>> [passage.anchor for passage in passages(corpustools.read("By Jane Roe\\n\\nSubscribe"))]
    ['p-6456168f']
    """
    # All that is made of a document asks for them, and each is named by a digest.
    return document.once(_passages)


def _passages(document: Document) -> tuple[Passage, ...]:
    kept = [block for block in document.blocks if block.is_kept and block.reading.strip()]
    names = document.withheld.anchors if document.withheld else _anchors(kept)
    return tuple(
        Passage(anchor, block.label, block.reading, block.start, block.end)
        for block, anchor in zip(kept, names, strict=True)
    )


def blocks_set_aside(document: Document) -> list[Block]:
    """Return the blocks that show something and that the reading text leaves out.

    >>> import corpustools
    >>> [block.text for block in blocks_set_aside(corpustools.read("The town is quiet today.\\n\\nSubscribe"))]
    ['Subscribe']
    """
    return [block for block in document.blocks if not block.is_kept and block.reading.strip()]


def headline_opens(shown: Sequence[Passage]) -> bool:
    """Whether the first passage is the headline, so that it can be the page's title."""
    return bool(shown) and shown[0].label is Label.HEADLINE


def title(document: Document) -> str:
    """Return the headline, else the first words of the article or of the text, else the id.

    Of a document that is published in part the first words are none of its facts, and not shown.

    >>> import corpustools
    >>> title(corpustools.read("The town is quiet today.")), title(corpustools.read("", id="empty"))
    ('The town is quiet today.', 'empty')
    """
    return document.once(_title)


def _title(document: Document) -> str:
    if document.withheld:
        return document.metadata.headline or document.id
    said = document.metadata.headline or first_words(document.article)
    return said or visible(first_words(document.text)) or document.id


def block_anchor(document: Document, offset: int) -> str:
    """Return the anchor, in the text as read, of the block at or after ``offset``.

    >>> import corpustools
    >>> block_anchor(corpustools.read("The town is quiet today.\\n\\nSubscribe"), 28)
    'block-26'
    """
    starts = [block.start for block in document.blocks]
    return f"block-{starts[max(bisect_right(starts, offset) - 1, 0)]}" if starts else "text-as-read"


def _anchors(blocks: list[Block]) -> list[str]:
    """Name each block by a digest of its words, so that its address outlives changes around it."""
    seen: Counter[str] = Counter()
    anchors = []
    for block in blocks:
        digest = hashlib.sha256(" ".join(block.reading.split()).encode("utf-8", "surrogatepass")).hexdigest()[:8]
        seen[digest] += 1
        anchors.append(f"p-{digest}" if seen[digest] == 1 else f"p-{digest}-{seen[digest]}")
    return anchors
