"""Bylines between the title and the text, and the author's name again below it."""

import re
from collections.abc import Collection, Sequence

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.lines import bare_lines, texts
from corpustools.rules.places import between, near
from corpustools.rules.title import head, headline_places
from corpustools.rules.vocabulary import BUTTONS, MENUS, TITLES
from corpustools.rules.zones import stretch
from corpustools.text.bylines import OTHER_OPENINGS, PARTICLES, signatories
from corpustools.text.dates import find_dates, is_only_a_date
from corpustools.text.sentences import ends_sentence
from corpustools.text.words import count_words, is_title_case

_OPENS = re.compile(
    r"\W{0,3}(?:(?:by|author of the article|written by|posted by|published by|"
    r"(?:analysis|opinion|review|column|interview|report|commentary) by|words by|text by|story by|reported by|"
    r"from our|von|kommentar von|ein kommentar von|par|por|di|door|av|af|tekst|text|texto|autor|autorka|autoren|author|"
    r"authors|reporter|skrevet av|skrevet af|teksti|napisał|автор|текст|yazan|作者|記者|记者|文|取材)(?:\s*:|\b)|撰文|"
    rf"(?-i:[Bb]y(?=[A-Z][^\W\d_]))|(?:{'|'.join(OTHER_OPENINGS)})(?:\s*:|(?=\s)))",
    re.IGNORECASE,
)
_FIRST = frozenset(
    "by posted published written analysis opinion review column interview report commentary "
    "words text story reported from von kommentar ein par por di door av af tekst texto autor "
    "autorka autoren "
    "author authors reporter skrevet teksti napisał автор текст yazan".split()
) | {opening.partition(" ")[0] for opening in OTHER_OPENINGS}
# Words that lines between title and text are written with, and names are not.
_NEVER = frozenset(
    "key points point watch live post posts share article articles photo photos image images news read listen menu "
    "print follow video videos report update updates content contents podcast podcasts newsletter page more section "
    "highlights story stories today comments comment search the this your view all see add save show hide our archive "
    "feed caption watched media line other logo font size table questions frequently asked tested must download guide "
    "how what why bottom synopsis faqs form sizes front advertisement sponsored breaking exclusive home login "
    "subscribe artikel teilen anhören drucken kommentare icon plus follow topics hot dive deeper trends knowledge "
    "base learn about".split()
)
_ROLE = re.compile(
    r"(?:,|\||–|-)\s.{0,60}\b(?:writer|reporter|editor|correspondent|press|staff|redakt\w+|journalist\w*|"
    r"korrespondent\w*|"
    r"reporter\w*|redacción|rédact\w+|bureau|contributor|columnist)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[|•·/,]\s*|\s[–—-]\s")
_CLOCK = re.compile(r"(?:\b(?:at|um|on)\s+)?\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?|uhr)?(?:\s+on)?\s*", re.IGNORECASE)
_HANDLE = re.compile(r"\s?@\w+$")
_OFFICE = re.compile(
    r"\b(?:writer|reporter|editor|correspondent|staff|redakt\w+|journalist\w*|korrespondent\w*|reporter\w*|rédact\w+|"
    r"contributor|columnist|historian|author|professor|director|analyst|freelance\w*|\w*agentur|agency|critic|press|reuters|afp|dpa)\b",
    re.IGNORECASE,
)


def is_name(text: str) -> bool:
    """Whether a line is two to four words with capitals that may name a person, perhaps with a role behind a comma.

    >>> is_name("Jane Q. Roe"), is_name("Ludwig van Beethoven"), is_name("Jane Roe, Staff Writer"), is_name("JANE ROE")
    (True, True, True, True)
    >>> is_name("Read More"), is_name("Oslo"), is_name("Jane Roe 2"), is_name("Is Jane Here?"), is_name("Key Points")
    (False, False, False, False, False)
    """
    if len(text) > 80:
        return False
    role = _ROLE.search(text)
    parts = (text[: role.start()] if role else text).lstrip("•*+| ").replace("/", " ").split()
    if not 2 <= len(parts) <= 5 or parts[0] in PARTICLES or not _NEVER.isdisjoint(map(str.lower, parts)):
        return False
    return all(
        part in PARTICLES
        or (part[0].isupper() and part.strip(".,").replace("-", "").replace("’", "").replace("'", "").isalpha())
        for part in parts
    ) and not any(part.endswith((":", "!", "?")) for part in parts)


def is_byline(text: str) -> bool:
    """Whether a line opens with a byline's word, and is that word alone or goes on with a capital.

    >>> is_byline("By Jane Roe"), is_byline("Von"), is_byline("By the river"), is_byline("Text Input:")
    (True, True, False, False)
    """
    word = text[:12].lower().lstrip(" |•*–-").partition(" ")[0].rstrip(":")
    is_glued = text[:2] in {"By", "by"} and text[2:3].isupper()
    if word not in _FIRST and word[:1] < "\u2e80" and not is_glued:
        return False
    found = _OPENS.match(text)
    if found is None or count_words(text) > 14:
        return False
    rest = text[found.end() :].strip(" :|-–")
    if rest and text.endswith(":"):
        return False  # the name of a field: "Text input:"
    return not rest or not rest[0].islower()


@rule("label", since="0.1", confidence=0.7, label=Label.BYLINE, words=(1, 14), places=near)
def opens_as_byline(block: DraftBlock, draft: Draft) -> str | None:
    """Near the title or the text's end, a short line that opens with "By" and goes on with a capital is the byline.

    Beside the names it may hold an agency, a role or a place, or the names may stand on the next line.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> where("opens_as_byline", f"Quiet Town Waits\\nVon unserer Redaktion\\nBy Jane Roe, Example Press\\n{text}")
    [('By Jane Roe, Example Press', 'opens as a byline, near the text')]

    Abstains:

    >>> where("opens_as_byline", f"{text}\\n" + "Menu\\n" * 9 + "By Car")
    []
    """
    if len(block.text) > 120 or not is_byline(block.text) or block.index not in draft.once(near):
        return None
    return "opens as a byline, near the text"


@rule("label", since="0.1", confidence=0.71, label=Label.BYLINE, words=(1, 12), places=between)
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
    opening = _OPENS.match(before.text) if is_byline(before.text) else None
    if opening is None or before.text[opening.end() :].strip(" :|-–"):
        return None
    return "below “By”" if count_words(text) <= 5 or is_name(_parts(text)[0]) else None


@rule("label", since="0.1", confidence=0.35, label=Label.BYLINE, words=(1, 14), places=between)
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


def _in_head(draft: Draft) -> Collection[int]:
    """Return the places after the title, and of eight blocks of the text: a summary or a picture may stand between."""
    (opens, start), end = draft.once(head), draft.once(stretch)[1]
    return range(opens + 1, min(start + 8, max(start + 1, end), len(draft.blocks))) if opens >= 0 else ()


@rule("label", since="0.1", confidence=0.72, label=Label.BYLINE, words=(3, 20), places=_in_head)
def name_beside_date(block: DraftBlock, draft: Draft) -> str | None:
    """Below the title, a line of a person's name and a date, or of a name and a paper, is the byline.

    Sites set both on one line, between dots, dashes or strokes; papers of one house set theirs far behind the name.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> lines = "Jane Roe | June 5, 2015 5:30 PM\\nJohn Public   Island Post"
    >>> [line for line, _ in where("name_beside_date", f"Quiet Town Waits for Nobody\\n{lines}\\n{text}")]
    ['Jane Roe | June 5, 2015 5:30 PM', 'John Public   Island Post']

    Abstains:

    >>> where("name_beside_date", f"Quiet Town Waits for Nobody\\nMayor Resigns on June 5, 2015\\n{text}")
    []
    """
    text = block.text
    if len(text) > 120 or ends_sentence(text) or block.index not in draft.once(_in_head):
        return None
    if block.index in draft.once(headline_places):
        return None
    name, _, paper = text.strip().partition("   ")
    if paper and is_name(name) and is_title_case(paper):
        return "a name and a paper, below the title"
    dates = find_dates(text)
    if not dates or is_only_a_date(text):
        return None
    before, behind = text[: dates[0].start].strip(), text[dates[-1].end :].strip()
    named = [who for who, _ in signatories(text)]
    alone = named and is_name(named[0]) and named[0] in (_bare(before), _bare(behind), *_parts(before), *_parts(behind))
    return "a name and a date, below the title" if alone else None


def _parts(text: str) -> Sequence[str]:
    """Return what stands between the dots, dashes and strokes of a line."""
    return [_bare(part) for part in _BETWEEN.split(text)]


def _bare(text: str) -> str:
    """Return a line without a byline's word, a time and marks around it."""
    opening = _OPENS.match(text) if is_byline(text) else None
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
        opening = _OPENS.match(text) if is_byline(text) else None
        name = text[opening.end() :].strip(" :|") if opening else text.lstrip("•* ")
        name = re.split(r"\s*[,|–(]|\s-\s", name)[0].strip()
        if is_name(name):
            found.append(name)
    return tuple(found)
