"""What a line of an article is by its form alone: an item of a list, a row of a table, a paragraph."""

import re

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.zones import stretch
from corpustools.text.sentences import ends_sentence
from corpustools.text.words import count_words

_POINTS = frozenset("•‣▪●◦*")
_BULLET = re.compile(r"(?:[•‣▪●◦·*\-–—]|\d{1,2}[.)]|[a-z]\))\s+\S")


@rule("label", since="0.1", confidence=0.49, label=Label.LIST_ITEM)
def bullet_opens_item(block: DraftBlock, draft: Draft) -> str | None:
    """A line that opens with a bullet or a number is a list item where a neighbour does so too.

    One dash at a line's start may open a dialogue or a signature; two in a row are a list.

    Fires:

    >>> from corpustools.pipeline import where
    >>> [item for item, _ in where("bullet_opens_item", "• the first of them\\n• the second of them")]
    ['• the first of them', '• the second of them']

    Abstains:

    >>> where("bullet_opens_item", "- A lone remark with a dash before it")
    []
    """
    if block.text[:1] in _POINTS and block.text[1:2] == " " and draft.once(stretch)[0] <= block.index:
        return "opens with a bullet"
    if block.text[:1].isupper() or not _BULLET.match(block.text):
        return None
    if block.text[:1] in "–—" and ends_sentence(block.text):
        return None  # a remark in a dialogue
    beside = (draft.neighbour(block, -1), draft.neighbour(block, 1))
    if any(other is not None and _BULLET.match(other.text) for other in beside):
        return "opens with a bullet or number, as its neighbour does"
    return None


@rule("label", since="0.1", confidence=0.45, label=Label.TABLE)
def table_row(block: DraftBlock, draft: Draft) -> str | None:
    """A line of three or more cells, between tabs or bars, is a row of a table where a neighbour is too.

    Menus use bars as well, but stand in one line; a table has the same number of cells again.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("table_row", "Year | Town | Houses\\n2015 | Oslo | 12")[1]
    ('2015 | Oslo | 12', '3 cells, as many as beside it')

    Abstains:

    >>> where("table_row", "Home | News | Sport")
    []
    """
    cells = _cells(block)
    beside = (draft.neighbour(block, -1), draft.neighbour(block, 1))
    if cells >= 3 and any(other is not None and _cells(other) == cells for other in beside):
        return f"{cells} cells, as many as beside it"
    return None


@rule("label", since="0.1", confidence=0.48, label=Label.PARAGRAPH, words=(4, 1_000_000))
def running_text(block: DraftBlock, draft: Draft) -> str | None:
    """A block of four words or more that ends as a sentence does is running text.

    Buttons, menus and titles do not end in a full stop.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("running_text", "The town is quiet today.")
    [('The town is quiet today.', 'a sentence of 5 words')]

    Abstains:

    >>> where("running_text", "Loading...")
    []
    """
    words = count_words(block.text)
    return f"a sentence of {words} words" if words >= 4 and ends_sentence(block.text) else None


@rule("label", since="0.1", confidence=0.4, label=Label.PARAGRAPH, words=(25, 1_000_000))
def long_text(block: DraftBlock, draft: Draft) -> str | None:
    """A block of twenty-five words or more is running text even where its full stop is missing.

    Colons before a list, torn lines and scripts without a full stop end otherwise; furniture is shorter.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("long_text", "word " * 25)[0][1]
    '25 words, too long for a title or a button'

    Abstains:

    >>> where("long_text", "Read more")
    []
    """
    words = count_words(block.text)
    return f"{words} words, too long for a title or a button" if words >= 25 else None


def _cells(block: DraftBlock) -> int:
    """Count the cells of a line, by whichever of tab and bar there is more of."""
    return max(len(block.text.split("\t")), len(block.text.split(" | ")))
