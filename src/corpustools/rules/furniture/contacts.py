"""Addresses and numbers in the imprint."""

import re
from collections.abc import Collection

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.lines import texts
from corpustools.rules.places import below
from corpustools.rules.zones import stretch

_CONTACT = re.compile(
    r"\S+@\S+\.\w{2,}|(?:tel|phone|fax|telefon|tlf|тел)\b|[\w .+()-]{0,12}\+?\(?\d[\d ()./-]{6,}\d|"
    r"\d+[\w .]*\b(?:street|st|road|rd|avenue|ave|drive|blvd|broadway|square|straße|str|rue|plaza)\b|.{2,40}, "
    r"[A-Z]{2} \d{5}|"
    r"\d{4,5} [A-ZÅÄÖØÆ]\w+(?: [A-Z])?$|[A-ZÅÄÖ]\w+(?:straße|strasse|gata|gade|gatan|weg|plads|plass|laan|straat) \d+",
    re.IGNORECASE,
)
# What addresses and numbers open with that have no digit: tel, phone, fax, in Latin and in Cyrillic.
_CONTACT_OPENS = frozenset("tTpPfFтТᲄᲅ")
_DIGIT = re.compile(r"\d")


def _below_with_number(draft: Draft) -> Collection[int]:
    """Return the places of the short lines after the text that may be an address or a number."""
    shown = draft.once(texts)
    return [
        place
        for place in below(draft)
        if len(text := shown[place]) <= 80
        and (_DIGIT.search(text) or "@" in text or text.lstrip("• *")[:1] in _CONTACT_OPENS)
    ]


@rule("label", since="0.1", confidence=0.22, label=Label.LEGAL, words=(1, 16), places=_below_with_number)
def contact(block: DraftBlock, draft: Draft) -> str | None:
    """After the text, an address, a telephone number or an email address alone on a line is the imprint.

    Sites give them at the page's foot, because the law asks for them.

    Fires:

    >>> from corpustools.pipeline import where
    >>> sentence = "Nobody in the town knows how long this will last."
    >>> [line for line, _ in where("contact", f"{sentence}\\nPhone: 555-0100\\n12 Mill Road, Oldtown")]
    ['Phone: 555-0100', '12 Mill Road, Oldtown']

    Abstains:

    >>> where("contact", f"Phone: 555-0100\\n{sentence}")
    []
    """
    if (
        not 6 <= len(block.text) <= 80
        or block.index <= draft.once(stretch)[1]
        or not _CONTACT.match(block.text.lstrip("• *"))
    ):
        return None
    return "an address or a number, after the text"
