"""When the article was published and changed, where the page says so on a line of its own."""

import re
from collections.abc import Iterator

from corpustools.extractors.reading import blocks, part
from corpustools.model.document import Document
from corpustools.model.span import Label
from corpustools.registry import Finding, rule
from corpustools.text.dates import find_dates

_CHANGED = re.compile(r"(?:updated|modified|aktualisiert|mis à jour|actualizado|обновлено)\W", re.IGNORECASE)


@rule("describe", since="0.1", confidence=0.85)
def published_on_line(document: Document) -> Iterator[Finding]:
    """The first date of a timestamp line is when the article was published, unless "updated" stands before it.

    Dates in running text, and years in photo credits, tell of other things and are never taken.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("published_on_line", "Published: June 2015")
    [('date_published', '2015-06', 'June 2015')]

    Abstains:

    >>> where("published_on_line", "Updated: 10 June 2015\\n© AFP 2023 / JANE ROE\\nIn June 2015 the town was quiet.")
    []
    """
    return _dates(document, "date_published", changed=False)


@rule("describe", since="0.1", confidence=0.85)
def modified_on_line(document: Document) -> Iterator[Finding]:
    """The date after "updated" on a timestamp line is when the article was last changed.

    A date without the word is one of publication, so the word is needed.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("modified_on_line", "Published 10 June 2015, updated 12 June 2015")
    [('date_modified', '2015-06-12', '12 June 2015')]

    Abstains:

    >>> where("modified_on_line", "10 June 2015")
    []
    """
    return _dates(document, "date_modified", changed=True)


def _dates(document: Document, field: str, *, changed: bool) -> Iterator[Finding]:
    for block in blocks(document, Label.TIMESTAMP):
        before = 0
        for found in find_dates(block.reading):
            cue = _CHANGED.search(block.reading, before, found.start)
            before = found.end
            if (cue is not None) == changed:
                yield part(document, field, block, found.start, found.end, found.value)
