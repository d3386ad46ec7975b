"""What stands between a page's menus and its text: the title, who wrote it, when, and the summary."""

import re
from collections.abc import Collection

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.lines import bare_lines, texts
from corpustools.rules.places import between, near, say_when
from corpustools.rules.title import head, headline_places
from corpustools.rules.vocabulary import BUTTONS, MENUS, TITLES
from corpustools.rules.zones import stretch
from corpustools.text.calendar import is_of_time, says_when
from corpustools.text.sentences import ends_sentence
from corpustools.text.words import count_words

_OPENS = re.compile(
    r"\W{0,3}(?:(?:by|author of the article|written by|posted by|published by|"
    r"(?:analysis|opinion|review|column|interview|report|commentary) by|words by|text by|story by|reported by|"
    r"from our|von|kommentar von|ein kommentar von|par|por|di|door|av|af|tekst|text|texto|autor|autorka|autoren|author|"
    r"authors|reporter|skrevet av|skrevet af|teksti|napisał|автор|текст|yazan|作者|記者|记者|文|取材)(?:\s*:|\b)|撰文)",
    re.IGNORECASE,
)
_FIRST = frozenset(
    "by posted published written analysis opinion review column interview report commentary "
    "words text story reported from von kommentar ein par por di door av af tekst texto autor "
    "autorka autoren "
    "author authors reporter skrevet teksti napisał автор текст yazan".split()
)
_PARTICLES = frozenset("de del della da di dos van von der den la le bin al el af av ter ten du zu y e i".split())
# Words that lines between title and text are written with, and names are not.
_NEVER = frozenset(
    "key points point watch live post posts share article articles photo photos image images news read listen menu "
    "print follow video videos report update updates content contents podcast podcasts newsletter page more section "
    "highlights story stories today comments comment search the this your view all see add save show hide our archive "
    "feed caption watched media line other logo font size table questions frequently asked tested must download guide "
    "how what why bottom synopsis faqs form sizes front advertisement sponsored breaking exclusive home login "
    "subscribe artikel teilen anhören".split()
)
_ROLE = re.compile(
    r"(?:,|\||–|-)\s.{0,60}\b(?:writer|reporter|editor|correspondent|press|staff|redakt\w+|journalist\w*|"
    r"korrespondent\w*|"
    r"reporter\w*|redacción|rédact\w+|bureau|contributor|columnist)\b",
    re.IGNORECASE,
)
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
    if not 2 <= len(parts) <= 5 or parts[0] in _PARTICLES or not _NEVER.isdisjoint(map(str.lower, parts)):
        return False
    return all(
        part in _PARTICLES
        or (part[0].isupper() and part.strip(".,").replace("-", "").replace("’", "").replace("'", "").isalpha())
        for part in parts
    ) and not any(part.endswith((":", "!", "?")) for part in parts)


@rule("label", since="0.1", confidence=0.7, label=Label.HEADLINE, words=(1, 60), places=headline_places)
def title_of_text(block: DraftBlock, draft: Draft) -> str | None:
    """The line before the text that shares most words with it is the title, and so is each line that repeats it.

    Menus, breadcrumbs and teasers stand before the title on most pages. What tells the title is that the text uses its
    words, that the page's first line says it with the site's name, and that a date or a byline follows.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> [line for line, _ in where("title_of_text", f"Quiet Town - Example News\\nSport\\nQuiet Town\\n{text}")]
    ['Quiet Town - Example News', 'Quiet Town']

    Abstains:

    >>> where("title_of_text", f"Mayor resigns after vote\\nSport\\n{text}")
    []
    """
    return "the title that shares most words with the text" if block.index in draft.once(headline_places) else None


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
    if len(block.text) > 120 or not is_byline(block.text) or not _is_near(block, draft):
        return None
    return "opens as a byline, near the text"


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
    text = block.text
    if len(text) > 80:
        return None
    first, start = draft.once(head)
    if not first < block.index <= start or first < 0 or first + 8 < block.index < start - 8:
        return None
    before = draft.neighbour(block, -1)
    if before is not None and len(before.text) < 20 and is_byline(before.text) and count_words(text) <= 5:
        return "a name after “By”"
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


@rule("label", since="0.1", confidence=0.7, label=Label.TIMESTAMP, words=(1, 14), places=near)
def when_near_text(block: DraftBlock, draft: Draft) -> str | None:
    """Near the title or the text's end, a line that says when, or how long reading takes, is the timestamp.

    Further off, dates belong to teasers.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> [line for line, _ in where("when_near_text", f"Quiet Town Waits\\nUpdated 5 hours ago\\n4 min read\\n{text}")]
    ['Updated 5 hours ago', '4 min read']

    Abstains:

    >>> where("when_near_text", f"{text}\\n" + "Mayor resigns\\n" * 9 + "5 hours ago")
    []
    """
    text = block.text
    if len(text) > 120 or not _is_near(block, draft) or (len(text) > 30 and ends_sentence(text)):
        return None
    if says_when(text):
        return "says when, near the text"
    before, after = draft.neighbour(block, -1), draft.neighbour(block, 1)
    if (
        is_of_time(text)
        and not is_byline(text)
        and any(other and (is_of_time(other.text) or says_when(other.text)) for other in (before, after))
    ):
        first, start = draft.once(head)
        return "words of a date beside others, near the text" if first < block.index < start else None
    return None


@rule("label", since="0.1", confidence=0.25, label=Label.RELATED, words=(2, 16), places=say_when)
def when_far_from_text(block: DraftBlock, draft: Draft) -> str | None:
    """Far from the text, a line that says when belongs to a teaser.

    Lists of teasers give the date of each; the page's own date stands at its title or its text's end.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> where("when_far_from_text", f"{text}\\n" + "Mayor resigns\\n" * 9 + "5 hours ago")
    [('5 hours ago', 'says when, far from the text')]

    Abstains:

    >>> where("when_far_from_text", f"Quiet Town Waits\\nUpdated 5 hours ago\\n4 min read\\n{text}")
    []
    """
    if len(block.text) > 60 or not says_when(block.text) or draft.once(stretch)[0] < 0 or _is_near(block, draft):
        return None
    return "says when, far from the text"


def is_byline(text: str) -> bool:
    """Whether a line opens with a byline's word, and is that word alone or goes on with a capital.

    >>> is_byline("By Jane Roe"), is_byline("Von"), is_byline("By the river"), is_byline("Text Input:")
    (True, True, False, False)
    """
    word = text[:12].lower().lstrip(" |•*–-").partition(" ")[0].rstrip(":")
    if word not in _FIRST and word[:1] < "\u2e80":
        return False
    found = _OPENS.match(text)
    if found is None or count_words(text) > 14:
        return False
    rest = text[found.end() :].strip(" :|-–")
    if rest and text.endswith(":"):
        return False  # the name of a field: "Text input:"
    return not rest or not rest[0].islower()


def _is_near(block: DraftBlock, draft: Draft) -> bool:
    """Whether a block stands between the title and the text, or right after the text."""
    return block.index in draft.once(near)
