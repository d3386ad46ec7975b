"""What a word with a capital may be, by the lists: a common word, a role, a given name, a surname."""

import re
from functools import lru_cache

from corpustools.extractors.names.lexicons import common_words, cues, given_names, surnames
from corpustools.text.declension import NAMES_DECLINED, nominatives

# Forms that only surnames have: Slavic, Caucasian, Greek, Turkish, Persian and Scandinavian endings, Gaelic beginnings.
_SURNAME = re.compile(
    r"^(?:o'|mc|mac)[^\W\d_]{3}|[^\W\d_]{3}(?:[oe]va?|sk[yiaá]|skij|skiy|skaya|enko|[oe]vi[cć]h?|i[cć]|czyk|wicz|shvili|adze|[iy]an"
    r"|poulos|idis|akis|oğlu|oglu|zadeh|s[sd]ottir|dóttir|sson|[oe]v[aá]|escu|[оеё]ва?|ск(?:ий|ая)|енко)$"
)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Fold a word as the lists have it.

    >>> fold("Dr."), fold("O’Neill")
    ('dr', "o'neill")
    """
    return text.replace("’", "'").rstrip(".").casefold()


def is_plain(text: str) -> bool:
    """Whether a word has its capital from opening a sentence, or is none of a name in any case.

    >>> is_plain("Nobody"), is_plain("Jane")
    (True, False)
    """
    folded = fold(text)
    return folded in cues("never") or folded in common_words() or "'" in folded[-3:]


def is_common(text: str) -> bool:
    """Whether a word also stands in small letters somewhere, as words do and names do not.

    >>> is_common("House"), is_common("Oslo")
    (True, False)
    """
    return fold(text) in common_words()


@lru_cache(maxsize=8192)
def is_compound(text: str) -> bool:
    """Whether a word is a compound that ends in a word of five letters or more, as nouns of German do.

    >>> is_compound("Baukosten"), is_compound("Yabusele")
    (True, False)
    """
    folded = fold(text)
    return any(folded[at:] in common_words() for at in range(3, len(folded) - 4))


@lru_cache(maxsize=8192)
def is_role(text: str) -> bool:
    """Whether a word says what somebody is; German compounds end in such a word.

    >>> is_role("Minister"), is_role("EZB-Präsidentin"), is_role("Minsk")
    (True, True, False)
    """
    folded = fold(text)
    roles = cues("roles")
    if folded in roles:
        return True
    last = folded.rpartition("-")[2]
    return last in roles or any(len(last) > size + 2 and last[-size:] in cues("roles", "de") for size in range(6, 17))


def is_given(text: str, language: str | None = None) -> bool:
    """Whether a word is a given name, or two joined by a hyphen; in a language that declines names, in any case.

    >>> is_given("Jean-Luc"), is_given("Sergei"), is_given("Kremlin"), is_given("Olafem"), is_given("Olafem", "pl")
    (True, True, False, False, True)
    """
    folded = fold(text)
    if folded in given_names() or ("-" in folded and all(part in given_names() for part in folded.split("-"))):
        return True
    return language in NAMES_DECLINED and any(form in given_names() for form in nominatives(folded))


def is_surname(text: str) -> bool:
    """Whether a word is a surname of the lists, or two joined by a hyphen.

    >>> is_surname("Smith"), is_surname("Smith-Jones"), is_surname("Vrebt")
    (True, True, False)
    """
    folded = fold(text)
    if _SURNAME.search(folded) and not is_common(text):
        return True
    return folded in surnames() or ("-" in folded and all(part in surnames() for part in folded.split("-")))
