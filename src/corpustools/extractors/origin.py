"""Where a document comes from: publisher, language, dateline."""

from collections import Counter
from collections.abc import Iterator

from corpustools.extractors.reading import blocks, part
from corpustools.model.document import Document
from corpustools.model.span import BODY, Label
from corpustools.registry import Finding, rule
from corpustools.text.datelines import dateline
from corpustools.text.languages import identify_language
from corpustools.text.suffixes import site_suffix


@rule("describe", since="0.1", confidence=0.85)
def publisher_after_descriptions(document: Document) -> Iterator[Finding]:
    """The name that a site appends to its images' descriptions is the publisher's.

    Content management systems end alternative texts with the site's name. The commonest such name is
    taken, and its receipt is where it first stands.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "Town Is Quiet\\nA crowd waits - Example News\\nA leader speaks - Example News\\nIt is quiet here."
    >>> where("publisher_after_descriptions", page)
    [('publisher', 'Example News', 'Example News')]

    Abstains:

    >>> where("publisher_after_descriptions", "Town Is Quiet - Mayor\\nIt is quiet here.")
    []
    """
    found = []
    for block in blocks(document, Label.ALT):
        suffix = site_suffix(block.reading)
        if suffix:
            found.append((block, *suffix))
    counts = Counter(name for _, name, _ in found)
    if not counts:
        return
    commonest = min(counts, key=lambda name: (-counts[name], name))
    block, name, start = next(one for one in found if one[1] == commonest)
    yield part(document, "publisher", block, start, start + len(name), name)


@rule("describe", since="0.1", confidence=0.9)
def language_of_body(document: Document) -> Iterator[Finding]:
    """The language is that of the running text, and the receipt is the first block that shows it alone.

    Furniture is left out, because sites mix languages there. Where the whole and every single block leave
    a doubt, nothing is said.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("language_of_body", "It was the best of times, and it was the worst of times for the town.")[0][:2]
    ('language', 'en')

    Abstains:

    >>> where("language_of_body", "Lorem ipsum dolor sit amet.")
    []
    """
    language = identify_language("\n".join(block.reading for block in blocks(document, *BODY)))
    if language is None:
        return
    for block in blocks(document, *BODY):
        if identify_language(block.reading) == language:
            yield Finding("language", language, block.start, block.end)
            return


@rule("describe", since="0.1", confidence=0.95)
def dateline_parts(document: Document) -> Iterator[Finding]:
    """The dateline names a place and, in brackets or between strokes, an agency.

    The place is written in capitals; its value is in ordinary ones.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("dateline_parts", "NEW YORK (Agency) – The town is quiet today.")
    [('dateline.place', 'New York', 'NEW YORK'), ('dateline.agency', 'Agency', 'Agency')]

    Abstains:

    >>> where("dateline_parts", "The town is quiet today.")
    []
    """
    for group, block in enumerate(blocks(document, Label.DATELINE)):
        # The dash ends the block, so give the pattern something to stand before.
        found = dateline(block.reading + " …")
        if found is None:
            continue
        yield part(document, "dateline.place", block, *found.span("place"), found["place"].title(), group)
        for name in ("agency", "slashed"):
            if found[name]:
                yield part(document, "dateline.agency", block, *found.span(name), found[name], group)
