"""Related articles: the teasers' headlines, and the alternative texts of their images."""

import re
from collections.abc import Iterator

from corpustools import registry
from corpustools.extractors.reading import blocks, part, whole
from corpustools.model.document import Document
from corpustools.model.span import GUESS, Label
from corpustools.registry import Finding, rule
from corpustools.text.pointers import pointed_to
from corpustools.text.titles import could_be_title

# What stands before an item of a list.
_MARK = re.compile(r"[*+•·▪◦●○‣–-]\s+")


@rule("describe", since="0.1", confidence=0.85, version=2)
def related_of_teasers(document: Document) -> Iterator[Finding]:
    """Each teaser is a related article; the alternative text right before it is its image's.

    A teaser's image stands before its headline, with nothing between them. "Read also:" is not part of the
    headline that follows it, and where none follows on the line, the line teases nothing. Among teasers stand dates,
    names of sections and of authors, and summaries: they are no headlines. What is a teaser only because nobody knew
    better is no fact.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "Quiet Town\\nA crowd - Example News\\nMayor Resigns After Vote\\nA leader - Example News\\nIt is quiet."
    >>> for field, value, _ in where("related_of_teasers", page):
    ...     print(field, "=", value)
    related.headline = Mayor Resigns After Vote
    related.alt = A crowd - Example News
    >>> where("related_of_teasers", "Read also: Mayor resigns after the vote")
    [('related.headline', 'Mayor resigns after the vote', 'Mayor resigns after the vote')]

    Abstains:

    >>> where("related_of_teasers", "Nobody in the town knows how long this will last.")
    []
    >>> where("related_of_teasers", "Related")
    []
    >>> [value for _, value, _ in where("related_of_teasers", "A crowd - Example News\\nMore from World\\nIt is so.")]
    []
    >>> where("related_of_teasers", f"{'Nobody in the town knows how long this will last. ' * 5}\\nRoses are red")
    []
    """
    group = 0
    guesses = {found.name for found in registry.rules() if found.confidence < GUESS}
    has_alt = bool(document.labelled(Label.ALT))
    for block in blocks(document, Label.RELATED):
        if block.rule in guesses:
            continue
        start, end = pointed_to(block.reading), len(block.reading.rstrip())
        marked = _MARK.match(block.reading) if start is None else None
        if start is None and could_be_title(block.reading[:end]):
            start = marked.end() if marked is not None else 0
        if start is not None and start < end:
            yield part(document, "related.headline", block, start, end, block.reading[start:end], group)
            before = document.blocks[document.place(block) - 1] if has_alt and block is not document.blocks[0] else None
            if before is not None and before.label is Label.ALT:
                yield whole(document, "related.alt", before, group)
            group += 1
