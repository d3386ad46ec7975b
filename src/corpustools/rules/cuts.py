"""Cuts: where one line holds two blocks."""

import re
from collections.abc import Iterator

from corpustools.registry import rule
from corpustools.text.datelines import dateline

_CREDIT_OPENS = re.compile(r"(?:©|\(c\)|Photo(?:graph)?:|Photo by |Image:|Foto:|Credit:)\s*", re.IGNORECASE)
# A capital inside one name is no place to cut: McDonald, MacArthur, DeVito, LeBron, DiCaprio.
_PREFIXES = ("Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "O")


@rule("segment", since="0.1", confidence=0.97)
def dateline_opens_paragraph(line: str) -> Iterator[int]:
    """The dateline is cut from the paragraph it opens.

    Agencies open a report with the place in capitals, their name in brackets and a dash. It says where
    the report was filed; it is no part of the first sentence.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("dateline_opens_paragraph", "OSLO (Agency) – The town is quiet.")
    [('OSLO (Agency) –', 'The town is quiet.')]

    Abstains:

    >>> where("dateline_opens_paragraph", "NATO said on Monday – and not for the first time – that it would wait.")
    []
    """
    found = dateline(line)
    if found is not None:
        yield found.end()


@rule("segment", since="0.1", confidence=0.9)
def credit_fused_to_caption(line: str) -> Iterator[int]:
    """A photo credit that runs into the caption without a space is cut from it.

    On the page the two stand in elements of their own; a dump puts them side by side. Where a name in
    capitals meets a capitalised word, or a small letter meets a capital, no language writes on.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("credit_fused_to_caption", "© AFP 2019 / JANE ROEPeople in the square")
    [('© AFP 2019 / JANE ROE', 'People in the square')]
    >>> where("credit_fused_to_caption", "Photo: Jane Roe/Getty ImagesPeople in the square")
    [('Photo: Jane Roe/Getty Images', 'People in the square')]

    Abstains:

    >>> where("credit_fused_to_caption", "© AFP 2019 / Ronald McDonald")
    []
    >>> where("credit_fused_to_caption", "The eBay of the east, JANE ROESmith")
    []
    """
    opening = _CREDIT_OPENS.match(line)
    if opening is None:
        return
    found = _capitals_run_in(line, opening.end() + 3) or _case_runs_in(line, opening.end() + 3)
    if found is not None and " " in line[found:]:
        yield found


def _capitals_run_in(line: str, start: int) -> int | None:
    """Find where a name in capitals meets a capitalised word: JANE ROE|People."""
    for i in range(start, len(line) - 1):
        if line[i - 2 : i + 1].isalpha() and line[i - 2 : i + 1].isupper() and line[i + 1].islower():
            return i
    return None


def _case_runs_in(line: str, start: int) -> int | None:
    """Find where a small letter meets a capitalised word: Getty Images|People."""
    for i in range(start, len(line) - 1):
        if line[i - 1].islower() and line[i].isupper() and (line[i + 1].islower() or line[i + 1] == " "):
            word = line[line.rfind(" ", 0, i) + 1 : i]
            if not word.endswith(_PREFIXES):
                return i
    return None
