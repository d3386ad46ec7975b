"""What stands around a line that names somebody, and makes it a byline or none."""

import re

from corpustools.extractors.metadata.above_text import is_long
from corpustools.extractors.names.cues import has_given
from corpustools.model.document import Document
from corpustools.model.span import Label
from corpustools.text.bylines import is_organization, opens_byline, signatories
from corpustools.text.credits import opens_credit
from corpustools.text.dates import find_dates

NEAR = 3
"""How many blocks further on a byline may go on."""
_OTHERS = re.compile(
    r"(?:with )?(?:additional )?(?:contributions?|contributors?|reporting)(?: (?:from|by))?\s*:?\s*$|"
    r"(?:medically |expert |fact[ -])?(?:reviewed|checked|edited|approved) by\s*:?\s*$",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_OPENING = 24


def goes_on(document: Document, last: int, place: int) -> bool:
    """Whether nothing but bylines stands between two: offices, and other names.

    >>> import corpustools
    >>> page = corpustools.read("By Jane Roe\\nBy Ann Poe\\n\\nThe town is quiet, and nobody knows why.")
    >>> goes_on(page, 0, 2), goes_on(page, 0, 3)
    (True, False)
    """
    return all(block.label is Label.BYLINE for block in document.blocks[last:place])


def has_time_between(document: Document, last: int, place: int) -> bool:
    """Whether a line that says when stands between two, as it stands below a byline.

    >>> import corpustools
    >>> page = corpustools.read("By Jane Roe\\n5 June 2015\\nAnn Poe\\n\\nThe town is quiet, and nobody knows why.")
    >>> has_time_between(page, 0, 2), has_time_between(page, 1, 2)
    (True, False)
    """
    return any(block.label is Label.TIMESTAMP for block in document.blocks[last + 1 : place])


def is_above_credit(document: Document, place: int) -> bool:
    """Whether the line below a block credits a picture, so that the block says whom it shows.

    >>> import corpustools
    >>> page = corpustools.read("Jane Roe in Oslo\\nPhoto: AFP\\n\\nThe town is quiet, and nobody knows why.")
    >>> is_above_credit(page, 0), is_above_credit(page, 1)
    (True, False)
    """
    below = document.blocks[place + 1 : place + 2]
    return any(block.label is Label.CREDIT and opens_credit(block.reading) for block in below)


def is_above_text(document: Document, place: int) -> bool:
    """Whether a long paragraph is among the three blocks below a block.

    Names above a credit are those of whom a picture shows; names above small letters stand in a sentence that a dump
    has cut at its links.
    """
    below = document.blocks[place + 1 : place + 4]
    begins = any(block.label is Label.PARAGRAPH and is_long(block.reading) for block in below)
    return begins and not below[0].reading[:1].islower() and not is_above_credit(document, place)


def is_of_others(document: Document, place: int) -> bool:
    """Whether the line above a block says that it names those who contributed, edited or checked.

    >>> import corpustools
    >>> page = corpustools.read("Reviewed by:\\nJane Roe\\nAnn Poe\\n\\nThe town is quiet, and nobody knows why.")
    >>> is_of_others(page, 1), is_of_others(page, 2)
    (True, False)
    """
    return place > 0 and _OTHERS.match(document.blocks[place - 1].reading) is not None


def is_below_opening(document: Document, place: int) -> bool:
    """Whether the line above a block is the word of a byline and nothing else, as "By" is.

    A line that names nobody may stand between, as "Social links for" does.

    >>> import corpustools
    >>> page = corpustools.read("By\\nJane Roe\\nAnn Poe\\n\\nThe town is quiet, and nobody knows why.")
    >>> is_below_opening(page, 1), is_below_opening(page, 0)
    (True, False)
    """
    above = [block.reading for block in document.blocks[max(0, place - 2) : place]]
    if not above:
        return False
    return _is_opening(above[-1]) or (_is_opening(above[0]) and _names_nobody(above[-1]))


def _is_opening(line: str) -> bool:
    return len(line) < _LONGEST_OPENING and opens_byline(f"{line.strip()} X") and not signatories(line)


def _names_nobody(line: str) -> bool:
    return len(line) <= _LONGEST_OPENING and _LETTER.search(line) is not None and not signatories(line)


def is_below_title(document: Document, place: int) -> bool:
    """Whether the line above a block is the headline or the standfirst."""
    return place > 0 and document.blocks[place - 1].label in (Label.HEADLINE, Label.STANDFIRST)


def is_dated(document: Document, place: int) -> bool:
    """Whether a line beside a block, or the next one, says when; teasers and buttons look like names otherwise."""
    beside = document.blocks[max(0, place - 1) : place + 3]
    return any(block.label is Label.TIMESTAMP for block in beside) or bool(find_dates(document.blocks[place].reading))


def without_paper(name: str) -> str:
    """Leave out the paper that stands behind the name of its author.

    >>> without_paper("Jane Roe Island Daily Courier"), without_paper("Island Daily Courier")
    ('Jane Roe', 'Island Daily Courier')
    """
    parts = name.split()
    author, paper = " ".join(parts[:2]), " ".join(parts[2:])
    return author if len(parts) > 3 and is_organization(paper) and has_given(author) else name
