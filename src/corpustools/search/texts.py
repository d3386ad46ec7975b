"""Documents taken apart into tokens: what is searched and counted."""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from corpustools.model.document import Block, Document
from corpustools.model.span import Label
from corpustools.model.view import View
from corpustools.text.tokens import fold, form, tokens
from corpustools.writers.page import passages, title

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")

UNKNOWN = "unknown"
"""The value of a facet of which a document says nothing."""


@dataclass(frozen=True, slots=True)
class TokenizedBlock:
    """A block with the tokens that its reading has: where each starts and ends in ``view.text``, and what it is.

    ``forms`` are composed and keep their capitals, ``folds`` have none (see :mod:`corpustools.text.tokens`).
    ``anchor`` is the block's address on the page of its document.
    """

    label: Label
    anchor: str
    view: View
    starts: "array[int]"
    ends: "array[int]"
    forms: tuple[str, ...]
    folds: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.forms)


@dataclass(frozen=True, slots=True)
class TokenizedDocument:
    """A document's blocks that have tokens, in order, kept and set aside, with its facets.

    ``date`` is as precise as is known: ``2015``, ``2015-06`` or ``2015-06-10``; of what is unknown the facet says so.
    """

    id: str
    title: str
    publisher: str
    language: str
    date: str
    blocks: tuple[TokenizedBlock, ...]


def tokenize(document: Document) -> TokenizedDocument:
    """Take a document apart into tokens.

    >>> import corpustools
    >>> document = tokenize(corpustools.read("The town is\\xa0quiet today.\\n\\nSubscribe"))
    >>> [(block.label.value, block.folds) for block in document.blocks]
    [('paragraph', ('the', 'town', 'is', 'quiet', 'today')), ('interface', ('subscribe',))]
    """
    anchors = {passage.start: passage.anchor for passage in passages(document)}
    blocks = []
    for block in document.blocks:
        # Of a document that is published in part, each stretch is searched as a block is.
        for view in [document.reading(block)] if document.withheld is None else _stretches(document, block):
            found = tokens(view.text)
            if found:
                # The caches of `form` and `fold` hand out one string for all equal ones.
                forms = tuple([form(view.text[start:end]) for start, end in found])
                blocks.append(
                    TokenizedBlock(
                        block.label,
                        anchors.get(block.start, f"block-{block.start}"),
                        view,
                        array("I", [start for start, _ in found]),
                        array("I", [end for _, end in found]),
                        forms,
                        tuple([fold(each) for each in forms]),
                    )
                )
    metadata = document.metadata
    return TokenizedDocument(
        document.id,
        title(document),
        metadata.publisher or UNKNOWN,
        metadata.language or UNKNOWN,
        known_date(metadata.date_published),
        tuple(blocks),
    )


def _stretches(document: Document, block: Block) -> Iterator[View]:
    """Yield what is shown of a block between words that are withheld: no phrase crosses these."""
    places = document.withheld.places if document.withheld else ()
    at = block.start
    for start, end in (*(place for place in places if block.start <= place[0] < block.end), (block.end, block.end)):
        if at < start:
            repairs = (repair for repair in document.repairs if at <= repair.start and repair.end <= start)
            yield View.over(document.text, at, start, repairs)
        at = end


def known_date(date: str | None) -> str:
    """Return a date to the day, as precise as it is, or that it is unknown.

    >>> known_date("2015-06-10T08:00"), known_date("2015"), known_date(None)
    ('2015-06-10', '2015', 'unknown')
    """
    found = _DATE.match(date or "")
    return found[0] if found else UNKNOWN
