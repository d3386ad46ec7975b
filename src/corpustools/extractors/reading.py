"""Small helpers that extractors share."""

import re
from collections.abc import Iterator

from corpustools.model.document import Block, Document
from corpustools.model.span import Label
from corpustools.registry import Finding


def blocks(document: Document, *labels: Label) -> Iterator[Block]:
    """Yield the blocks with one of these labels, in order.

    >>> import corpustools
    >>> page = corpustools.read("By Jane Roe\\n\\nThe town is quiet, and nobody knows why.\\n\\nSubscribe")
    >>> [block.text for block in blocks(page, Label.BYLINE, Label.INTERFACE)]
    ['By Jane Roe', 'Subscribe']
    """
    return iter(document.labelled(*labels))


def whole(document: Document, field: str, block: Block, group: int = 0) -> Finding:
    """Make a finding of a whole block: its value is the reading text, white space folded.

    >>> import corpustools
    >>> page = corpustools.read("By  Jane Roe\\n\\nThe town is quiet, and nobody knows why.")
    >>> whole(page, "author", page.blocks[0])
    Finding(field='author', value='By Jane Roe', start=0, end=12, group=0, confidence=None, declared=False)
    """
    return Finding(field, " ".join(block.reading.split()), block.start, block.end, group)


def part(
    document: Document, field: str, block: Block, start: int, end: int, value: str | int, group: int = 0
) -> Finding:
    """Make a finding of the characters ``start`` to ``end`` of a block's reading text, white space folded.

    Where they begin or end within a repair, which shows its characters together, no receipt says them alone: the
    finding is of nothing, and no fact is made of it.

    >>> import corpustools
    >>> page = corpustools.read("By Jane Roe\\n\\nThe town is quiet, and nobody knows why.")
    >>> part(page, "author", page.blocks[0], 3, 11, "Jane Roe")
    Finding(field='author', value='Jane Roe', start=3, end=11, group=0, confidence=None, declared=False)
    """
    folded = " ".join(value.split()) if isinstance(value, str) else value
    if block.reading == block.text and 0 <= start < end <= len(block.text):  # as most often
        return Finding(field, folded, block.start + start, block.start + end, group)
    place = document.source_of(block, start, end)
    said = document.words_at(*place) == block.reading[start:end]
    return Finding(field, folded if said else "", *place, group)


def place_of(name: str, text: str, at: int) -> tuple[int, int]:
    """Return where a name stands in a text from a place on, whatever white space is between its parts.

    Where it does not stand, that is nowhere: the place, twice.

    >>> place_of("Jane Roe", "By Jane  Roe", 0), place_of("Ann Doe", "By Jane Roe", 3)
    ((3, 12), (3, 3))
    """
    if (start := text.find(name, at)) >= 0:  # as most often
        return start, start + len(name)
    found = re.compile(r"\s+".join(map(re.escape, name.split()))).search(text, at)
    return found.span() if found else (at, at)
