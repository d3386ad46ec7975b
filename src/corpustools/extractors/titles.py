"""Headline, standfirst and authors: whole blocks, and the names in a byline."""

from collections.abc import Iterator

from corpustools.extractors.reading import blocks, part, whole
from corpustools.model.document import Document
from corpustools.model.span import Label
from corpustools.registry import Finding, rule
from corpustools.text.names import byline_names
from corpustools.text.words import count_words


@rule("describe", since="0.1", confidence=0.9)
def headline_of_block(document: Document) -> Iterator[Finding]:
    r"""The headline is what the headline block says.

    The label was decided by a rule with a reason; the fact repeats it and points there.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("headline_of_block", "Town Is Quiet\n\nNobody in the town knows how long this will last.")
    [('headline', 'Town Is Quiet', 'Town Is Quiet')]

    Abstains:

    >>> where("headline_of_block", "Nobody in the town knows how long this will last.")
    []
    """
    for block in blocks(document, Label.HEADLINE):
        yield whole(document, "headline", block)


@rule("describe", since="0.1", confidence=0.85)
def standfirst_of_block(document: Document) -> Iterator[Finding]:
    r"""The standfirst is what the first standfirst block of four words or more says.

    A second one is running text of the same rank, and stays a block without becoming the fact. Fewer words are the
    title of a summary.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "Town Is Quiet\nThe mayor sees no reason for anybody to worry.\nOSLO (Agency) – Nobody knows why."
    >>> [value for _, value, _ in where("standfirst_of_block", page)]
    ['The mayor sees no reason for anybody to worry.']

    Abstains:

    >>> where("standfirst_of_block", "Nobody in the town knows how long this will last.")
    []
    """
    for block in blocks(document, Label.STANDFIRST):
        if count_words(block.reading) >= 4:
            yield whole(document, "standfirst", block)
            return


@rule("describe", since="0.1", confidence=0.93)
def authors_of_byline(document: Document) -> Iterator[Finding]:
    """The authors are the names in the byline, each with its own receipt.

    Only blocks labelled as bylines are read: "by" in running text names painters and rivers.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("authors_of_byline", "By Jane Roe and John Public")
    [('author', 'Jane Roe', 'Jane Roe'), ('author', 'John Public', 'John Public')]

    Abstains:

    >>> where("authors_of_byline", "A picture by Jane Roe hangs in the hall.")
    []
    """
    for block in blocks(document, Label.BYLINE):
        for name, start in byline_names(block.reading):
            yield part(document, "author", block, start, start + len(name), name)
