"""Authors who stand close above the text, on lines that were taken for others than bylines."""

import re
from collections.abc import Iterator

from corpustools.extractors.metadata.above_text import days_above_text, lines_above_text
from corpustools.extractors.metadata.around_bylines import (
    NEAR,
    is_above_text,
    is_below_opening,
    is_below_title,
    is_of_others,
    without_paper,
)
from corpustools.extractors.metadata.declaring import site_names
from corpustools.extractors.names.cues import has_given
from corpustools.extractors.reading import part, place_of
from corpustools.model.document import Block, Document
from corpustools.model.span import Label
from corpustools.registry import Finding, rule
from corpustools.text.bylines import AND, is_agency, is_person, opens_byline, signatories
from corpustools.text.dates import find_dates
from corpustools.text.sentences import ends_sentence
from corpustools.text.titles import fold

_BULLETS = " *•|–—-"
# What parts the fields of one line: "10 June 2015 | By Jane Roe", "来源：…　作者：…".
_FIELDS = re.compile(r"\s*[|｜]\s*|\s{2,}|\u3000|\s(?=(?:作者|记者|記者)\s?[:：])")
_JOINED = re.compile(rf"\s*(?:,|&|\b(?:{'|'.join(AND)})\b)\s*")
# What stands between a day and the name behind it: "5 June 2015, 14:26 Uhr, Jane Roe"; not "5 June 2015 - In Local".
_BEHIND_DAY = re.compile(
    r"(?:,?\s(?:um|at)\b)?[,\s]*(?:\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?)?(?:\suhr|\s[A-Z]{2,4})?\s*[,/|·–-]\s*"
    r"(?=[^\W\d_])(?!(?:in|dans|en|em)\s)",
    re.IGNORECASE,
)
_NO_BYLINE = frozenset({Label.HEADLINE, Label.STANDFIRST, Label.HEADING, Label.CREDIT})


@rule("describe", since="0.1", version=4, confidence=0.5)
def author_above_text(document: Document) -> Iterator[Finding]:
    r"""Close above the text, a person's name after "By", or alone beside the day of publication, is the author's.

    The lines may have been taken for those of a menu or a teaser, as the words on them say no more. Names after "By" go
    before those beside a date, and stand within three lines of the first. They need a given name: where and in which
    section an article stands is said beside dates, too. "By" may open a field behind a stroke or wide space. A line of
    such names alone may have been taken for the summary. So may a name and its paper right below the title, as papers
    of one house sign. An agency alone beside the day signs, too, and whoever stands behind the day and a stroke.
    Bylines that are labelled so are surer than this.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last, and nobody here has asked for many years. " * 2
    >>> menu = "Home\nMenu\nNews\nSports\nSubscribe\n"
    >>> where("author_above_text", f"{menu}* Jane Roe Travel Editor\n* 11:58, 23 APR 2024\n* Share\n{text}")
    [('author', 'Jane Roe', 'Jane Roe')]
    >>> where("author_above_text", f"{menu}2015-06-10 08:15　来源：海滨晚报　作者：周晓梅\n{text}")
    [('author', '周晓梅', '周晓梅')]
    >>> where("author_above_text", f"{menu}5. Juni 2015 um 15:46 Uhr / Jane Roe\n{text}")
    [('author', 'Jane Roe', 'Jane Roe')]
    >>> where("author_above_text", f"{menu}AFP\n10 June 2015 14:05\n{text}")
    [('author_organization', 'AFP', 'AFP')]

    Abstains:

    >>> where("author_above_text", f"Quiet Town Waits\nNorthern Region\n10 June 2015 14:05\n{text}")
    []
    >>> where("author_above_text", f"Quiet Town Waits\nJane Roe\nMore\n{text}")
    []
    """
    opened: list[tuple[int, Finding]] = []
    dated: list[tuple[int, Finding]] = []
    for place in document.once(lines_above_text):
        block = document.blocks[place]
        if _is_name_and_paper(document, place):
            paper = without_paper(block.reading)
            dated.append((place, part(document, "author", block, *place_of(paper, block.reading, 0), paper)))
            continue
        if is_agency(block.reading) and _is_beside_day(document, place):
            agency = signatories(block.reading)[0].name
            start, end = place_of(agency, block.reading, 0)
            dated.append((place, part(document, "author_organization", block, start, end, agency)))
            continue
        is_names = block.label is Label.STANDFIRST and _names_all(block.reading)
        if (
            (block.label in _NO_BYLINE and not is_names)
            or ends_sentence(block.reading)
            or is_of_others(document, place)
        ):
            continue
        if block.rule == "sender_of_mail":
            continue
        at = _opens_at(block.reading)
        is_opened = at >= 0 or is_below_opening(document, place)
        at = at if is_opened else _behind_day(block.reading)
        if is_opened or _is_beside_day(document, place):
            names = opened if is_opened else dated
            names += [(place, finding) for finding in _opening_names(document, block, is_opened, max(at, 0))]
    found = opened or dated
    yield from (finding for place, finding in found if place <= found[0][0] + NEAR)


def _names_all(line: str) -> bool:
    """Whether a line is names, and where each of them is, and nothing else: it was taken for the summary.

    >>> _names_all("Jane Roe in Oslo and John Public in Rome"), _names_all("Jane Roe and the boats of John Public")
    (True, False)
    """
    names = [name for name, _ in signatories(line)]
    parts = _JOINED.split(line.strip())
    return len(names) == len(parts) and all(
        has_given(name) and is_person(name) and said.startswith(name) for name, said in zip(names, parts, strict=True)
    )


def _opens_at(line: str) -> int:
    """Return where in a line a byline opens: at its beginning, or in a field behind others; or -1."""
    begin = len(line) - len(line.lstrip(_BULLETS))
    starts = (begin, *(found.end() for found in _FIELDS.finditer(line)))
    return next((at for at in starts if opens_byline(line[at:])), -1)


def _behind_day(line: str) -> int:
    """Return where a line goes on behind its last day and a time, or 0.

    >>> line = "Published on 28 April 2024, 14:26 Uhr , Jane Roe"
    >>> line[_behind_day(line) :], _behind_day("Jane Roe, 28 April 2024")
    ('Jane Roe', 0)
    """
    days = find_dates(line)
    found = _BEHIND_DAY.match(line, days[-1].end) if days else None
    return found.end() if found else 0


def _is_name_and_paper(document: Document, place: int) -> bool:
    """Whether a line between the title and the text is a person's name and a paper's, as papers of one house sign."""
    line = document.blocks[place].reading
    return (
        4 <= len(line.split()) <= 8
        and is_below_title(document, place)
        and without_paper(line) != line
        and is_above_text(document, place)
    )


def _opening_names(document: Document, block: Block, is_opened: bool, opens: int) -> Iterator[Finding]:
    """Yield the persons whom a line names, from its beginning or "By" on; without "By" each needs a given name."""
    line, at = block.reading, opens
    for name, is_of_many in signatories(line[opens:]):
        start, end = place_of(name, line, at)
        is_first = is_opened or at > opens or not line[opens:start].strip(_BULLETS)
        is_author = is_person(name) and (is_opened or has_given(name)) and not is_of_many
        if start == end or not is_first or not (is_author or (is_opened and is_of_many)):
            return
        at = end
        is_of_many = is_of_many or fold(name) in site_names(document)
        yield part(document, "author_organization" if is_of_many else "author", block, start, end, name)


def _is_beside_day(document: Document, place: int) -> bool:
    """Whether a line is, has above it, or has as one of the next two, a line with a day, and no headline between."""
    days = document.once(days_above_text)
    below = document.blocks[place + 1].label
    return place - 1 in days or place in days or place + 1 in days or (place + 2 in days and below not in _NO_BYLINE)
