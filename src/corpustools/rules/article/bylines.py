"""Bylines between the title and the text, and the author's name again below it."""

import re
from collections.abc import Collection, Sequence

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.article.byline_forms import OPENS, is_byline, is_name, without_addresses
from corpustools.rules.lines import bare_lines, texts
from corpustools.rules.places import between, near
from corpustools.rules.title import head, headline_places
from corpustools.rules.vocabulary import BUTTONS, MENUS, TITLES
from corpustools.rules.zones import stretch
from corpustools.text.bylines import signatories
from corpustools.text.dates import find_dates, is_only_a_date
from corpustools.text.sentences import ends_sentence
from corpustools.text.words import count_words, is_title_case

_BETWEEN = re.compile(r"\s*[|•·/,]\s*|\s[–—-]\s")
_CLOCK = re.compile(
    r"(?:\b(?:at|um|on)\s+)?\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?|uhr)?(?:\s*\(?(?-i:[A-Z]{3,4})\b\)?)?(?:\s+on)?\s*",
    re.IGNORECASE,
)
# What stands before a date that "by" and a name follow.
_STATED = re.compile(
    r"(?:(?:last |first )?(?:updated|modified|posted|published|written|created|submitted)(?: on)?)?", re.IGNORECASE
)
_ZONE = re.compile(r"^\(?[A-Z]{3,4}\)?\s+")
_BY = re.compile(r"(?:(?:published|posted|written|updated) )?by\s?:?\s", re.IGNORECASE)
_HANDLE = re.compile(r"\s?@\w+$")
_OFFICE = re.compile(
    r"\b(?:writer|reporter|editor|correspondent|staff|redakt\w+|journalist\w*|korrespondent\w*|reporter\w*|rédact\w+|"
    r"contributor|columnist|historian|author|professor|director|analyst|freelance\w*|\w*agentur|agency|critic|press|reuters|afp|dpa)\b",
    re.IGNORECASE,
)


def _in_head(draft: Draft) -> Sequence[int]:
    """Return the places after the title, and of eight blocks of the text: a summary or a picture may stand between."""
    (opens, start), end = draft.once(head), draft.once(stretch)[1]
    return range(opens + 1, min(start + 8, max(start + 1, end), len(draft.blocks))) if opens >= 0 else ()


def _near_or_head(draft: Draft) -> Collection[int]:
    return {*draft.once(near), *draft.once(_in_head)}


@rule("label", since="0.1", version=4, confidence=0.7, label=Label.BYLINE, words=(1, 24), places=_near_or_head)
def opens_as_byline(block: DraftBlock, draft: Draft) -> str | None:
    """Near the title or the text's end, a short line that opens with "By" and goes on with a capital is the byline.

    Beside the names it may hold an agency, a role or a place, or the names may stand on the next line. A bit further
    off, between a title and the text, it needs a person's name.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> where("opens_as_byline", f"Quiet Town Waits\\nVon unserer Redaktion\\nBy Jane Roe, Example Press\\n{text}")
    [('By Jane Roe, Example Press', 'opens as a byline, near the text')]

    Abstains:

    >>> where("opens_as_byline", f"{text}\\n" + "Menu\\n" * 9 + "By Car")
    []
    """
    text = without_addresses(block.text)
    if len(text) > 120 or not is_byline(text) or block.index not in draft.once(_near_or_head):
        return None
    if block.index not in draft.once(near) and not any(is_name(who) for who, _ in signatories(text)[:1]):
        return None
    return "opens as a byline, near the text"


@rule("label", since="0.1", version=2, confidence=0.71, label=Label.BYLINE, words=(1, 12), places=between)
def name_below_opening(block: DraftBlock, draft: Draft) -> str | None:
    """Between the title and the text, what stands below "By" alone on its line is who wrote the article.

    Dumps set each element on a line of its own, the word of the byline and the name.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> where("name_below_opening", f"Quiet Town Waits for Nobody\\nBy\\nJane Roe, Oslo\\n{text}")
    [('Jane Roe, Oslo', 'below “By”')]

    Abstains:

    >>> where("name_below_opening", f"Quiet Town Waits for Nobody\\nBy Jane Roe\\nIn Oslo\\n{text}")
    []
    """
    text, before = block.text.lstrip("•* "), draft.neighbour(block, -1)
    if before is None or len(before.text) > 24 or len(text) > 80 or ends_sentence(text):
        return None
    if block.index not in draft.once(between):
        return None
    opening = OPENS.match(before.text) if is_byline(before.text) else None
    if opening is None or before.text[opening.end() :].strip(" :|-–"):
        return None
    return "below “By”" if count_words(text) <= 5 or is_name(_parts(text)[0]) else None


@rule("label", since="0.1", version=2, confidence=0.35, label=Label.BYLINE, words=(1, 14), places=between)
def name_near_text(block: DraftBlock, draft: Draft) -> str | None:
    """Two to four words with capitals between the title and the text are the author's name.

    Sections of the site stand before the title, and titles have more words or no capitals.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> where("name_near_text", f"Quiet Town Waits for Nobody\\nJane Roe\\n10 June 2015\\n{text}")
    [('Jane Roe', 'a name between the title and the text')]

    Abstains:

    >>> where("name_near_text", f"Jane Roe\\nQuiet Town Waits for Nobody\\n{text}")
    []
    """
    text = _HANDLE.sub("", block.text)
    if len(text) > 80:
        return None
    first, start = draft.once(head)
    if not first < block.index <= start or first < 0 or first + 8 < block.index < start - 8:
        return None
    before = draft.neighbour(block, -1)
    is_office = count_words(text) <= 8 and _OFFICE.search(text) is not None and not ends_sentence(text)
    if is_office and before is not None and (is_name(before.text) or is_byline(before.text)):
        return "an office below a name"
    line = draft.once(bare_lines)[block.index]
    if (
        not is_name(text)
        or line in BUTTONS
        or line in MENUS
        or line in TITLES
        or block.index in draft.once(headline_places)
    ):
        return None
    return "a name between the title and the text"


_ABOVE = 3
"""How many blocks above the title a date and the name behind it may stand."""
_MOST = 2
"""How many lines that are bylines by their words may stand anywhere on a page."""


def _dated(draft: Draft) -> Collection[int]:
    """Return the places in the head, right above the title, and of lines that are a byline and a date by their words.

    The last only where a page has no more than two of them in different words: of teasers there are more.
    """
    found = draft.once(_in_head)
    around = range(max(found[0] - 1 - _ABOVE, 0), found[-1] + 1) if found else range(0)
    signed = [block for block in draft.blocks if _could_be_signed(block.text) and _is_signed(block.text)]
    alone = signed if len({block.text.strip() for block in signed}) <= _MOST else []
    return {*around, *(block.index for block in alone)}


def _could_be_signed(text: str) -> bool:
    # Next to no line could, and to look for a date takes longer than to see that.
    return 14 < len(text) <= 120 and any(sign in text for sign in ("by ", "By ", "BY ", "von ", "Von ", "par ", "Par "))


def _is_signed(text: str) -> bool:
    """Whether a line is "By", a name and a date, or a date, "by" and a name, and little else."""
    if ends_sentence(text) or count_words(text) > 20:
        return False
    dates = find_dates(text)
    if not dates:
        return False
    line = text.lstrip(" *•|–—-")
    opening = OPENS.match(line)
    names = [who for who, _ in signatories(line)[:1] if is_name(who)]
    return _is_dated_by(text) or (
        opening is not None and any(line[opening.end() :].lstrip(" :").startswith(who) for who in names)
    )


@rule("label", since="0.1", version=4, confidence=0.72, label=Label.BYLINE, words=(3, 20), places=_dated)
def name_beside_date(block: DraftBlock, draft: Draft) -> str | None:
    """Below the title, a line of a person's name and a date, or of a name and a paper, is the byline.

    Sites set both on one line, between dots, dashes or strokes; papers of one house set theirs far behind the name.
    "Posted on", a date, "by" and a name is one above the title, too.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> page = f"Quiet Town Waits for Nobody\\n10 June 2015\\n{text}\\n{text}"
    >>> lines = "Jane Roe | June 5, 2015 5:30 PM\\nJohn Public   Island Post"
    >>> [line for line, _ in where("name_beside_date", f"Quiet Town Waits for Nobody\\n{lines}\\n{text}")]
    ['Jane Roe | June 5, 2015 5:30 PM', 'John Public   Island Post']
    >>> where("name_beside_date", f"News\\nPosted on June 5, 2015 by Jane Roe\\n{page}")
    [('Posted on June 5, 2015 by Jane Roe', 'says by whom and when')]

    Abstains:

    >>> where("name_beside_date", f"Quiet Town Waits for Nobody\\nMayor Resigns on June 5, 2015\\n{text}")
    []
    """
    text = block.text
    if len(text) > 120 or ends_sentence(text) or block.index not in draft.once(_dated):
        return None
    if block.index in draft.once(headline_places):
        return None
    if _could_be_signed(text) and _is_signed(text):
        return "says by whom and when"
    if block.index not in draft.once(_in_head):
        return None
    name, _, paper = text.strip().partition("   ")
    if paper and is_name(name) and is_title_case(paper):
        return "a name and a paper, below the title"
    dates = find_dates(text)
    if not dates or is_only_a_date(text):
        return None
    before, behind = text[: dates[0].start].strip(), text[dates[-1].end :].strip()
    if before.endswith(":") and len(_parts(before)) == 1:
        return None  # what date it is: "Release date: 5 June 2015"
    named = [who for who, _ in signatories(text)]
    alone = named and is_name(named[0]) and named[0] in (_bare(before), _bare(behind), *_parts(before), *_parts(behind))
    return "a name and a date, below the title" if alone else None


def _is_dated_by(text: str) -> bool:
    """Whether a line is a date, then "by" and a name, perhaps with "Posted on" before and a counter behind."""
    dates = find_dates(text)
    if not dates or _STATED.fullmatch(text[: dates[0].start].strip(" :|-–—·•,")) is None:
        return False
    until = dates[1].start if len(dates) > 1 else len(text)  # "July 6, 2020 by Jane Roe / Last updated: June 1, 2023"
    behind = _ZONE.sub("", _CLOCK.sub("", text[dates[0].end : until]).strip(" :|-–—·•,"))
    opening = _BY.match(behind)
    return opening is not None and any(is_name(who) for who, _ in signatories(behind[opening.end() :])[:1])


def _parts(text: str) -> Sequence[str]:
    """Return what stands between the dots, dashes and strokes of a line."""
    return [_bare(part) for part in _BETWEEN.split(text)]


def _bare(text: str) -> str:
    """Return a line without a byline's word, a time and marks around it."""
    opening = OPENS.match(text) if is_byline(text) else None
    return _CLOCK.sub("", text[opening.end() :] if opening else text).strip(" :|-–—·•,/")


def _saying_name_again(draft: Draft) -> Collection[int]:
    """Return the places of the blocks from the text's end on that open with a name between title and text."""
    names, shown = draft.once(_authors), draft.once(texts)
    return [place for place in range(max(draft.once(stretch)[1], 0), len(shown)) if shown[place].startswith(names)]


@rule("label", since="0.1", confidence=0.41, label=Label.BYLINE, words=(1, 150), places=_saying_name_again)
def name_again(block: DraftBlock, draft: Draft) -> str | None:
    """Where the author's name stands again below the text, alone or before a biography, it is the byline again.

    The name is taken from the byline above the text.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> where("name_again", f"Quiet Town Waits\\nBy Jane Roe\\n{text}\\nShare\\nJane Roe")
    [('Jane Roe', 'the name in the byline again')]

    Abstains:

    >>> where("name_again", f"Quiet Town Waits\\nBy Ann Poe\\n{text}\\nShare\\nJane Roe")
    []
    """
    again = block.text[:1].isupper() and block.index in draft.once(_saying_name_again)
    return "the name in the byline again" if again else None


def _authors(draft: Draft) -> tuple[str, ...]:
    """Return the names between the title and the text that stand after "By" or alone."""
    first, start = draft.once(head)
    found = []
    for block in draft.blocks[first + 1 : start + 1] if first >= 0 else ():
        text = block.text
        if len(text) > 80:
            continue
        opening = OPENS.match(text) if is_byline(text) else None
        name = text[opening.end() :].strip(" :|") if opening else text.lstrip("•* ")
        name = re.split(r"\s*[,|–(]|\s-\s", name)[0].strip()
        if is_name(name):
            found.append(name)
    return tuple(found)
