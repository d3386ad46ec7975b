"""Times that a text speaks of: as found, and as dates where they are dates or a known one resolves them."""

from collections.abc import Iterator

from corpustools.extractors.reading import blocks
from corpustools.model.document import Document
from corpustools.model.span import BODY
from corpustools.registry import Named, rule
from corpustools.text.time_expressions import day_of, find_times_in


@rule("mention", since="0.1", confidence=0.8)
def time_in_text(document: Document) -> Iterator[Named]:
    """Dates, days, months and "last year" name times; what a date of publication resolves is said in ISO 8601.

    A day of the week or a month without its year may lie before the text or after it, so they stay words.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("time_in_text", "The harbour was closed last year, and opened again on 10 June 2015.")
    [('last year', 'time', 'last year'), ('10 June 2015', 'time', '2015-06-10')]
    >>> where("time_in_text", "Published: 12 June 2015\\n\\nThe harbour was closed last year, nobody knows why.")
    [('last year', 'time', '2014')]

    Abstains:

    >>> where("time_in_text", "The mayor may march to the harbour in a minute, for the second time.")
    []
    """
    known = day_of(document.metadata.date_published)
    spoken = tuple(blocks(document, *BODY))
    for block, times in zip(spoken, find_times_in([block.reading for block in spoken], known), strict=True):
        shown = block.reading
        same = shown == block.text
        for found in times:
            if same:
                start, end = block.start + found.start, block.start + found.end
            else:
                start, end = document.reading(block).source(found.start, found.end)
            yield Named(start, end, "time", found.value or " ".join(shown[found.start : found.end].split()))
