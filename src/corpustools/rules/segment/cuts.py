"""Cuts: where one line holds two blocks."""

import re
from collections.abc import Collection, Iterable

from corpustools.model.draft import Draft
from corpustools.registry import rule
from corpustools.rules.lines import texts
from corpustools.rules.pictures import credit_at_end
from corpustools.rules.places import with_any
from corpustools.text.datelines import dateline
from corpustools.text.languages import FUNCTION_WORDS
from corpustools.text.suffixes import has_dash
from corpustools.text.words import count_words

_NO_PLACES = frozenset("FILE NOTE UPDATE UPDATED LIVE WATCH VIDEO PHOTOS EXCLUSIVE BREAKING OPINION ANALYSIS".split())
_GRAMMAR = frozenset().union(*FUNCTION_WORDS.values())
_CREDIT_MARKS = frozenset("©(pPiIfFcCıİ")
_CREDIT_OPENS = re.compile(r"(?:©|\(c\)|Photo(?:graph)?:|Photo by |Image:|Foto:|Credit:)\s*", re.IGNORECASE)
# A notice of rights names firms as they write themselves (RingCentral, GmbH), and no caption follows it: of 246
# lines of 3,930 dumps that were cut by the letters' case alone, none held a caption.
_NOTICE = re.compile(
    r"\b(?:rights? reserved|inc|ltd|llc|gmbh|corp|rechte vorbehalten|droits réservés|privacy|powered by)\b"
    r"|^(?:©|\(c\))\s*(?:copyright\s)?\d{4}\s*[–—-]\s*\d{4}",
    re.IGNORECASE,
)
# After a name in capitals, a small letter goes on with the credit where one of these words begins with it.
_CREDIT_GOES_ON = frozenset("via pool handout file photo photos foto fotos image images archive archiv stock".split())
_CAPITALS = r"[^\W\d_a-zß-öø-ÿ]{2,}"
_NAME_AND_ARTICLE = re.compile(
    rf"/\s*(?P<name>{_CAPITALS}(?:[ -]{_CAPITALS}){{0,2}} {_CAPITALS})A (?P<next>[a-z]+) [a-z]"
)
# A capital inside one name is no place to cut: McDonald, MacArthur, DeVito, LeBron, DiCaprio.
_PREFIXES = ("Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "O")


def _opening_in_capitals(draft: Draft) -> Collection[int]:
    """Return the places of the lines that may open with a place in capitals, and hold a dash or a stroke."""
    shown = enumerate(draft.once(texts))
    return [
        place
        for place, text in shown
        if text[:1].isalpha() and not text[1:2].islower() and ("/" in text or has_dash(text))
    ]


@rule("segment", since="0.1", confidence=0.97, places=_opening_in_capitals)
def dateline_opens_paragraph(line: str) -> Iterable[int]:
    """The dateline is cut from the paragraph it opens.

    Agencies open a report with the place in capitals, their name in brackets and a dash. It says where
    the report was filed; it is no part of the first sentence.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("dateline_opens_paragraph", "OSLO (Agency) – The town is quiet.")
    [('OSLO (Agency) –', 'The town is quiet.')]

    Abstains:

    >>> where("dateline_opens_paragraph", "FILE - People in the square watch how the new crane is lifted.")
    []
    >>> where("dateline_opens_paragraph", "NATO said on Monday – and not for the first time – that it would wait.")
    []
    """
    # Places are in capitals, and most lines are not: the second letter says so for the price of a look.
    found = None if line[1:2].islower() else dateline(line)
    if found is None:
        return ()
    # Of a bare dash after capitals half are items of lists: "USA - Español", "BSBA – Operations". A report goes on.
    stated = found["agency"] or found["slashed"] or found["date"]
    if stated or (found["place"] not in _NO_PLACES and count_words(line[found.end() :]) >= 8):
        return (found.end(),)
    return ()


def _opening_as_credit(draft: Draft) -> Collection[int]:
    """Return the places of the lines whose first character is one that credits open with."""
    return [place for place, text in enumerate(draft.once(texts)) if text[:1] in _CREDIT_MARKS]


@rule("segment", since="0.1", confidence=0.9, places=_opening_as_credit)
def credit_fused_to_caption(line: str) -> Iterable[int]:
    """A photo credit that runs into the caption without a space is cut from it.

    On the page the two stand in elements of their own; a dump puts them side by side. Where a name in
    capitals meets a capitalised word, or a small letter meets a capital, no language writes on. Behind a stroke, a
    name of two words in capitals ends before an "A" that a word in small letters follows: "JANE ROEA crowd".

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("credit_fused_to_caption", "© AFP 2019 / JANE ROEPeople in the square")
    [('© AFP 2019 / JANE ROE', 'People in the square')]
    >>> where("credit_fused_to_caption", "© AFP / JANE ROEA crowd waits for the market")
    [('© AFP / JANE ROE', 'A crowd waits for the market')]
    >>> where("credit_fused_to_caption", "Photo: Jane Roe/Getty ImagesPeople in the square")
    [('Photo: Jane Roe/Getty Images', 'People in the square')]

    Abstains:

    >>> where("credit_fused_to_caption", "© AFP 2019 / Ronald McDonald")
    []
    >>> where("credit_fused_to_caption", "© AFP / MARIA GARCIA via Example Pictures in Oslo")
    []
    >>> where("credit_fused_to_caption", "© 2026 RingCentral is a registered trademark of its owner")
    []
    >>> where("credit_fused_to_caption", "The eBay of the east, JANE ROESmith")
    []
    """
    opening = _CREDIT_OPENS.match(line)
    if opening is None or _NOTICE.search(line):
        return ()
    start = opening.end() + 3
    found = _article_runs_in(line) or _capitals_run_in(line, start)
    if found is None and ("/" in line or not line.startswith(("©", "(c)", "(C)"))):
        found = _case_runs_in(line, start)
    return (found,) if found is not None and count_words(line[found:]) >= 3 else ()


@rule(
    "segment",
    since="0.1",
    confidence=0.9,
    places=with_any("oto", "mage", "redit", "icture", "ourtesy", "ource", "uelle", "ild"),
)
def credit_ends_caption(line: str) -> Iterable[int]:
    """The credit that ends a caption is cut from it.

    Below a picture the two stand in one line, and each is a fact of its own. The credit stands in brackets or behind
    the caption's last sentence, and opens with a word that says what it is: (Image: …), (AP Photo/…), Photo by ….

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("credit_ends_caption", "People wait in the square. (AP Photo/Jane Roe)")
    [('People wait in the square.', '(AP Photo/Jane Roe)')]

    Abstains:

    >>> where("credit_ends_caption", "The mayor says that he took the photo by the mill")
    []
    """
    found = credit_at_end(line) if 20 <= len(line) <= 700 else None
    return () if found is None else (found,)


def _article_runs_in(line: str) -> int | None:
    """Find where a name in capitals meets the article "A": JANE ROE|A crowd."""
    found = _NAME_AND_ARTICLE.search(line)
    if found is None or found["next"] in _GRAMMAR or found["next"] in _CREDIT_GOES_ON:
        return None
    return found.end("name")


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
            word = line[max(0, i - 40) : i].rpartition(" ")[2]
            if len(word) > 1 and not word.endswith(_PREFIXES):
                return i
    return None
