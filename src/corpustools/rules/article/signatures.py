"""Who wrote the article, beside the names above it: biographies, signatures of agencies, and what joins two names."""

import re
from collections.abc import Collection

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.article.byline_forms import is_byline, is_name
from corpustools.rules.places import between, with_any
from corpustools.rules.zones import stretch
from corpustools.text.bylines import joins_names

_LIFE = re.compile(
    r"\b(?:is|are|was) (?:an?|the|our)\b.{0,60}\b(?:writer|journalist|reporter|editor|author|correspondent|columnist|"
    r"contributor|freelancer|producer|blogger|professor|fellow|researcher|founder)s?\b|\b(?:writes (?:about|for|on)|"
    r"joined .{2,40} as an?|covers .{3,60} for)\b|\bist .{0,40}(?:redakteur|journalist|autor|korrespondent)(?:in)?\b|"
    r"\best (?:une? )?(?:journaliste|auteure?|rédact)|\bes (?:una? )?(?:periodista|escritora?|redactora?)\b|"
    r"\b(?:är|er) (?:en )?(?:journalist|reporter|redakt)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    # Words that open a title or a sentence, too, need a colon.
    r"(?:(?:redaktion|autor|text|sources?|fonte|bron)\s*:|(?:autor(?:en|in)|bericht|quelle|kilde|källa|fuente|źródło|"
    r"zdroj|lähde|forrás|kaynak|источник|джерело|additional reporting|redazione|"
    r"rédaction|redacción|redação|opracowała?|oprac\.)\s*:?)\s(?-i:[^\W\d_]).{1,60}|"
    r"via (?-i:[A-Z]).{2,40}|"
    r"(?:with|mit|avec|con|com|met|med|z) (?:\S+ ){0,3}"
    r"(?:wires?|wire services|agenc\w+|agentur\w*|afp|ap|reuters|dpa|epa|"
    r"pap|efe|ansa|lusa|anp|tt|ntb|ritzau|wire reports|staff reports)|"
    r"[(\[]?(?:reuters|afp|ap|dpa|epa|apa|sda|pap|efe|ansa|lusa|anp|tt|ntb|ritzau|stt|čtk|mti|tass|тасс|риа новости|"
    r"интерфакс|xinhua|pti|ani|ians|upi|bloomberg|dpa-afx)(?: ?[/,&-] ?\w{2,10}){0,4}[)\]]?",
    re.IGNORECASE,
)

# Of an agency's report, who did what: "(Reporting by Jane Roe in Oslo; Editing by Ann Poe)".
_DID = re.compile(
    r"[(\[]?(?:additional )?(?:reporting|writing|editing|compiled) by\s*:?\s(?-i:[A-Z]).{1,240}", re.IGNORECASE
)

_OFFICE_BESIDE = re.compile(
    r"[\uac00-\ud7a3]{2,4}\s?(?:선임|인턴|수습|전문)?\s?(?:기자|특파원)(?:\s?[=,|]?\s?\(?\S+@\S+\)?)?|"
    r"[（(【\[]?(?:本報|本报|特约|特約|实习|實習)?(?:記者|记者)(?:\s?[:：/／|]\s?|\s+|(?=\S{2,4}(?:[／/\s)）\]】]|$)))[\u4e00-\u9fff]{2,4}"
    r"(?:\s?[／/]\s?\S{2,6}(?:報導|报导|报道))?[）)】\]]?"
)


def _after_text(draft: Draft) -> Collection[int]:
    """Return the places of the twelve blocks after the text."""
    end = draft.once(stretch)[1]
    return range(end + 1, min(end + 13, len(draft.blocks))) if end >= 0 else ()


def _near_end(draft: Draft) -> Collection[int]:
    """Return the places of the last five blocks of the text, and of the twelve after it."""
    end = draft.once(stretch)[1]
    return range(max(0, end - 4), min(end + 13, len(draft.blocks))) if end >= 0 else ()


def _joining(draft: Draft) -> Collection[int]:
    """Return the places near the title of the lines that are a comma or "and"."""
    return [place for place in draft.once(between) if joins_names(draft.blocks[place].text)]


@rule("label", since="0.1", confidence=0.9, label=Label.BYLINE, words=(0, 1), places=_joining)
def joins_bylines(block: DraftBlock, draft: Draft) -> str | None:
    """A comma or "and" on a line of its own, between two names, belongs to the byline.

    Dumps set each link of a byline on a line of its own, and what stands between two on one more.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> where("joins_bylines", f"Quiet Town Waits for Nobody\\nBy\\nJane Roe\\nand\\nAnn Doe\\n{text}")
    [('and', 'joins two bylines')]

    Abstains:

    >>> where("joins_bylines", f"Quiet Town Waits for Nobody\\nBy\\nJane Roe\\nand\\n{text}")
    []
    """
    before, following = draft.neighbour(block, -1), draft.neighbour(block, 1)
    if before is None or following is None or block.index not in draft.once(_joining):
        return None
    are_names = (is_name(before.text) or is_byline(before.text)) and is_name(following.text)
    return "joins two bylines" if are_names else None


@rule("label", since="0.1", confidence=0.36, label=Label.BYLINE, words=(6, 150), places=_after_text)
def biography(block: DraftBlock, draft: Draft) -> str | None:
    """Right after the text, a line which says that someone is a journalist or an author is on who wrote the article.

    Sites set a sentence or two on the author below the text.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> bio = "Jane Roe is a reporter for the Island Post and has two dogs"
    >>> where("biography", f"{text}\\n{text}\\n{bio}")
    [('Jane Roe is a reporter for the Island Post and has two dogs', 'says who the author is, after the text')]

    Abstains:

    >>> where("biography", f"{bio}\\n{text}\\n{text}")
    []
    """
    if block.index not in draft.once(_after_text) or not _LIFE.search(block.text[:160]):
        return None
    return "says who the author is, after the text"


@rule("label", since="0.1", version=4, confidence=0.354, label=Label.BYLINE, words=(1, 40), places=_after_text)
def signed_below(block: DraftBlock, draft: Draft) -> str | None:
    """Right after the text, an agency alone, or a name behind "Source:", says who wrote the article.

    Agencies and desks sign below what they wrote.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> signed = "Reuters/kra\\nRedaktion: Jane Roe\\nVia Example Wire\\nWith AFP"
    >>> [line for line, _ in where("signed_below", f"{text}\\n{text}\\n{signed}")]
    ['Reuters/kra', 'Redaktion: Jane Roe', 'Via Example Wire', 'With AFP']

    Abstains:

    >>> where("signed_below", f"{text}\\n{text}\\nSources of the river\\nText size")
    []
    """
    text = block.text.strip(" •*")
    if block.index not in draft.once(_after_text) or not _SIGNED.fullmatch(text):
        return None
    return "signs, after the text"


@rule("label", since="0.1", confidence=0.9, label=Label.BYLINE, words=(4, 40), places=_near_end)
def reporting_by(block: DraftBlock, draft: Draft) -> str | None:
    """At the end of the text, "(Reporting by …; Editing by …)" says who wrote the article.

    Agencies sign their reports so. The line has the length of a sentence, and is none.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> signed = "(Reporting by Jane Roe in Oslo and Kari Moe on the island of Skarv; Editing by Ann Poe)"
    >>> len(where("reporting_by", f"{text}\\n{text}\\n{signed}"))
    1

    Abstains:

    >>> where("reporting_by", f"{text}\\n{text}\\nReporting by the rules is hard.")
    []
    """
    if block.index not in draft.once(_near_end) or not _DID.fullmatch(block.text.strip(" •*")):
        return None
    return "says who reported, wrote and edited"


@rule(
    "label",
    since="0.1",
    confidence=0.9,
    label=Label.BYLINE,
    words=(1, 30),
    places=with_any("기자", "특파원", "記者", "记者"),
)
def office_behind_name(block: DraftBlock, draft: Draft) -> str | None:
    """A name in Korean or Chinese and "reporter" beside it, alone on a line, is a byline.

    Such names have two to four signs and are told from other words by the office alone. An address of mail, or the
    place of filing behind a stroke, may follow.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("office_behind_name", "김민정 기자 mjkim@example.kr")
    [('김민정 기자 mjkim@example.kr', 'a name and the office of a reporter')]
    >>> [line for line, _ in where("office_behind_name", "記者王小明／台北報導")]
    ['記者王小明／台北報導']

    Abstains:

    >>> where("office_behind_name", "김민정 기자가 쓴 책이 나왔다\\n记者了解到，河水上涨")
    []
    """
    return "a name and the office of a reporter" if _OFFICE_BESIDE.fullmatch(block.text) else None
