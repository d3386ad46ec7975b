"""When the article was published and changed, where the page says so on a line of its own."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice

from corpustools.extractors.metadata.above_text import days_above_text, is_long
from corpustools.extractors.metadata.declaring import declared
from corpustools.extractors.reading import blocks, part
from corpustools.model.document import Block, Document
from corpustools.model.span import Label
from corpustools.registry import Finding, rule
from corpustools.text.dates import FoundDate, find_dates
from corpustools.text.days import days_told
from corpustools.text.sentences import ends_sentence
from corpustools.text.stamps import is_likely

_CHANGED = re.compile(
    r"(?:updated|update|modified|revised|reviewed|last edited|aktualisiert|stand|geändert|mis(?:e)? à jour|modifié|"
    r"actualizad[oa]|modificado|aggiornat[oa]|atualizad[oa]|bijgewerkt|uppdaterad|ändrad|oppdatert|opdateret|päivitetty|"
    r"aktualizacja|zaktualizowano|aktualizováno|обновлен[оа]?|изменен[оа]?|оновлено|güncelle\w+|更新日?|수정)[^\w]",
    re.IGNORECASE,
)
_RETRIEVED = re.compile(
    r"(?:retrieved|accessed|archived|downloaded|abgerufen|heruntergeladen|consulté|consultado|consultato|geraadpleegd|"
    r"hämtad|hentet|dostęp|obrácen[oa]|дата обращения)\W",
    re.IGNORECASE,
)
_OTHERS = frozenset({Label.PARAGRAPH, Label.ALT, Label.LEGAL, Label.CAPTION, Label.CREDIT, Label.HEADLINE})
_BELOW, _SHORT = 10, 100  # blocks below the headline, and characters of a line
_FIRST, _LAST = 6, 3  # blocks of a document
_LOCAL = 0.975
"""How sure the publisher's own day is: surer than the one that is declared in universal time (0.97 at most)."""
_LAST_ZONE, _FIRST_ZONE = -12, 14
_PUBLISHED = ("json-ld article.datePublished", "meta article:published_time")
_MODIFIED = ("json-ld article.dateModified", "meta article:modified_time")
_UNIVERSAL = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)[\d:.]{0,20}(?:Z|[+-]00:?00)$")
_LONGEST = 300  # a longer line that holds a date is no line of dates


@rule("describe", since="0.1", version=4, confidence=0.85)
def published_on_line(document: Document) -> Iterator[Finding]:
    """The first date of a timestamp or byline is when the article was published, unless "updated" stands before it.

    Dates in running text, and years in photo credits, tell of other things and are never taken; so do the two ends of
    a span, as of a life.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("published_on_line", "Published: June 2015")
    [('date_published', '2015-06', 'June 2015')]

    Abstains:

    >>> where("published_on_line", "August 3, 1931 – January 5, 2021")
    []
    >>> where("published_on_line", "Updated: 10 June 2015\\n© AFP 2023 / JANE ROE\\nIn June 2015 the town was quiet.")
    []
    """
    return _dates(document, "date_published")


@rule("describe", since="0.1", version=4, confidence=0.85)
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
    return _dates(document, "date_modified")


@rule("describe", since="0.1", version=4, confidence=0.7)
def date_below_headline(document: Document) -> Iterator[Finding]:
    r"""A date on a short line among the first below the headline is the article's, whatever else the line holds.

    Bylines, sections and reading times share the line with it, so the line is labelled as one of them. Where markup
    gives the time of publication in universal time, and somewhere on Earth it was the day then that is shown, the day
    shown is surer: it is that of the publisher and of readers. A day on which the page was changed is not taken so.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "Town Is Quiet\nNews | 10 June 2015 | 128 comments\nNobody in the town knows how long this will last."
    >>> where("date_below_headline", page)
    [('date_published', '2015-06-10', '10 June 2015')]
    >>> from corpustools.pipeline import read
    >>> said = '<meta property="article:published_time" content="2015-06-11T01:30:00Z">'
    >>> read(f"{said}<h1>Town Is Quiet</h1><p>10 June 2015", media_type="text/html").metadata.date_published
    '2015-06-10'

    Abstains:

    >>> where("date_below_headline", "Town Is Quiet\nNobody knows what happened on 10 June 2015 to the boats.")
    []
    """
    for block in _near_head(document):
        if block.label in _OTHERS or len(block.reading) > _SHORT or ends_sentence(block.reading):
            continue
        before = 0
        for found in days_told(block.reading):
            field = _cue(block.reading, before, found.start)
            before = found.end
            if is_likely(found.value):
                named = part(document, field, block, found.start, found.end, found.value)
                is_local = field == "date_published" and found.value in document.once(_local_days)
                yield replace(named, confidence=_LOCAL) if is_local else named
        if before:
            return


def _local_days(document: Document) -> frozenset[str]:
    """Return the days before and after that of publication in universal time which it was somewhere at that time."""
    for each in declared(document, *_PUBLISHED):
        found = _UNIVERSAL.match(each.value)
        if found is None:
            continue
        try:
            time = datetime.fromisoformat(found[1])
            days = {(time + timedelta(hours=hours)).date().isoformat() for hours in (_LAST_ZONE, _FIRST_ZONE)}
        except (ValueError, OverflowError):
            continue  # the first day of the year 1, from a clock that was not set
        changed = {each.value[:10] for each in declared(document, *_MODIFIED)}
        return frozenset(days - changed - {time.date().isoformat()})
    return frozenset()


@rule("describe", since="0.1", version=3, confidence=0.6)
def date_near_text(document: Document) -> Iterator[Finding]:
    r"""A day with a time of day, or after "Published", or alone on its line, is the article's, close above the text.

    The line may have been taken for one of a teaser or a picture. All such lines there must say the same day: in 35
    dumps of pages in which no other rule knew a date, and these lines did agree, it was right in all but one.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last, and nobody here has asked for many years. " * 2
    >>> where("date_near_text", f"Quiet Town\nImage: Jane Roe, Editor 10 June 2015 14:05\n{text}")
    [('date_published', '2015-06-10', '10 June 2015')]

    Abstains:

    >>> where("date_near_text", f"Quiet Town\n10 June 2015 14:05\n12 June 2015 14:05\n{text}")
    []
    """
    findings: list[Finding] = []
    for at, days in document.once(days_above_text).items():
        block, before = document.blocks[at], 0
        for found in days:
            field = _cue(block.reading, before, found.start)
            before = found.end
            if is_likely(found.value):
                findings.append(part(document, field, block, found.start, found.end, found.value))
    for field in ("date_published", "date_modified"):
        of_field = [finding for finding in findings if finding.field == field]
        if len({finding.value for finding in of_field}) == 1:
            yield of_field[0]
        if of_field:
            return


def _near_head(document: Document) -> Iterator[Block]:
    """Yield the blocks below the headline as far as the text, and those right before where the text begins.

    Behind the text's second paragraph dates are those of teasers; so are, behind the first, those on teasers' lines.
    """
    every = document.blocks
    long = (block for block in document.labelled(Label.PARAGRAPH) if is_long(block.reading))
    running = [document.place(block) for block in islice(long, 2)]
    begins, second = (*running, len(every), len(every))[:2]
    headlines = [document.place(headline) for headline in blocks(document, Label.HEADLINE)]
    # The first line is the page's title, and the clock of the site stands below it, where another is the article's.
    for place in headlines[1:] if headlines[:1] == [0] and len(headlines) > 1 else headlines:
        for at in range(place + 1, min(place + 1 + _BELOW, max(second, place + 1))):
            if every[at].label is not Label.RELATED or at < begins:
                yield every[at]
    yield from every[max(0, begins - _BELOW) : begins] if running else ()


@rule("describe", since="0.1", confidence=0.85)
def retrieved_on_line(document: Document) -> Iterator[Finding]:
    r"""The date after "retrieved" or "accessed" on one of the first or last lines is when the page was saved.

    Who saves a page for a corpus often writes that above or below it; it says nothing of when the article was
    published. In between such words stand in references, and tell of other pages.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("retrieved_on_line", "Retrieved 12 June 2016\nTown Is Quiet\nNobody in the town knows how long.")
    [('date_retrieved', '2016-06-12', '12 June 2016')]

    Abstains:

    >>> where("retrieved_on_line", "Published 10 June 2015")
    []
    """
    every = document.blocks
    for block in (*every[:_FIRST], *every[max(_FIRST, len(every) - _LAST) :]):
        cue = _RETRIEVED.match(block.reading[:_SHORT])
        for found in find_dates(block.reading[:_SHORT]) if cue else ():
            if is_likely(found.value):
                yield part(document, "date_retrieved", block, found.start, found.end, found.value)
            break


def _dates(document: Document, field: str) -> Iterator[Finding]:
    seen = set()
    for block, found, cue in document.once(_on_lines):
        if cue == field and found.value not in seen and is_likely(found.value):
            seen.add(found.value)
            yield part(document, field, block, found.start, found.end, found.value)


def _on_lines(document: Document) -> list[tuple[Block, FoundDate, str]]:
    """Return the dates on lines that say when, in order, each with the field that it is of."""
    dated = []
    for block in blocks(document, Label.TIMESTAMP, Label.BYLINE):
        before = 0
        for found in days_told(block.reading) if len(block.reading) <= _LONGEST else ():
            dated.append((block, found, _cue(block.reading, before, found.start)))
            before = found.end
    return dated


def _cue(text: str, start: int, end: int) -> str:
    """Return what the words before a date say that it is the date of."""
    return "date_modified" if _CHANGED.search(text, start, end) else "date_published"
