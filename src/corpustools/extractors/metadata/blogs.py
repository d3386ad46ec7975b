"""Who posted an entry of a blog, by what stands below it."""

from collections.abc import Iterator
from itertools import islice

from corpustools.extractors.reading import part
from corpustools.model.document import Block, Document
from corpustools.model.span import Label
from corpustools.registry import Finding, rule
from corpustools.text.blogs import posted_by
from corpustools.text.days import days_told
from corpustools.text.stamps import is_likely


@rule("describe", since="0.1", confidence=0.8)
def author_of_entry(document: Document) -> Iterator[Finding]:
    r"""Below an entry of a blog, the name after "by" in the line that says where it is filed is the author's.

    It may be a given name, or an account. A byline above the entry is surer.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> where("author_of_entry", f"Quiet Town\n{text}\nThis entry was posted in Towns and tagged quiet by Jane.")
    [('author', 'Jane', 'Jane')]

    Abstains:

    >>> where("author_of_entry", f"Quiet Town\n{text}\nThis entry was posted in Towns and tagged quiet.")
    []
    """
    for block in _filed(document):
        found = posted_by(block.reading)
        if found is not None:
            start, end = found
            yield part(document, "author", block, start, end, block.reading[start:end])


@rule("describe", since="0.1", confidence=0.8)
def date_of_entry(document: Document) -> Iterator[Finding]:
    r"""Below an entry of a blog, the day in the line that says where it is filed is that of its publication.

    Many designs of blogs say the day there and nowhere else.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> where("date_of_entry", f"Quiet Town\n{text}\nThis entry was posted in Towns on June 10, 2015 by Jane.")
    [('date_published', '2015-06-10', 'June 10, 2015')]

    Abstains:

    >>> where("date_of_entry", f"Quiet Town\n{text}\nThis entry was posted in Towns by Jane.")
    []
    """
    for block in _filed(document):
        for found in days_told(block.reading)[:1]:
            if is_likely(found.value):
                yield part(document, "date_published", block, found.start, found.end, found.value)


def _filed(document: Document) -> Iterator[Block]:
    """Yield the first line that says where an entry is filed."""
    return islice((block for block in document.labelled(Label.TAGS) if block.rule == "filed_in_blog"), 1)
