"""Who began a thread of a forum."""

from collections.abc import Iterator

from corpustools.extractors.reading import part
from corpustools.model.document import Document
from corpustools.model.span import Label
from corpustools.registry import Finding, rule
from corpustools.text.forums import posted_by


@rule("describe", since="0.1", confidence=0.9)
def author_of_thread(document: Document) -> Iterator[Finding]:
    r"""The author of a page of a forum is whose account the first post is by, whatever form the name has.

    The others answer. What such a line is, the form tells that the program of the forum gives it.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "Is it quiet?\nPost by jane_roe » Wed Jun 10, 2015 7:41 am\nIt is quiet here in the town, is it not?"
    >>> where("author_of_thread", f"{page}\nPost by poe » Wed Jun 10, 2015 8:05 am\nIt is quiet.")
    [('author', 'jane_roe', 'jane_roe')]

    Abstains:

    >>> where("author_of_thread", "Is it quiet?\njane_roe\nIt is quiet here in the town, is it not?")
    []
    """
    for block in document.labelled(Label.BYLINE):
        found = posted_by(block.reading) if block.rule == "post_in_forum" else None
        if found is not None:
            start, end = found
            yield part(document, "author", block, start, end, block.reading[start:end])
            return
