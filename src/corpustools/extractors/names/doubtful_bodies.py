"""Known organizations whose names are also words, people's names or places: whether they are meant where they stand."""

import re
from collections.abc import Mapping
from functools import lru_cache

from corpustools.extractors.names.known_names import Hit, is_organization, is_place
from corpustools.extractors.names.letters import (
    BODY_END,
    COMMON,
    ENDS,
    GIVEN,
    INITIAL,
    NAMING,
    NO_NAME,
    ROLE,
    SUFFIX,
    SURNAME,
    is_one_of,
)
from corpustools.extractors.names.lexicons import cues
from corpustools.extractors.names.naming import names
from corpustools.extractors.names.passages import NOUNS_CAPITALISED, Passage, Story, chain_at, kinds
from corpustools.extractors.names.teams import is_of_games
from corpustools.extractors.names.word_kinds import fold, is_common, is_given, is_surname

_LISTED = re.compile(r",? (?:and|or|und|oder|et|y|e|och|og|en) |, ")
# "automakers like", "Unternehmen wie", "companies such as"
_EXAMPLE = re.compile(r"(?P<kind>[^\W\d_][\w\-]*),? (?:(?:like|including|such as|wie|comme|como|come) )?(?:the )?\Z")
# What only firms and bodies do and have.
_DOES = re.compile(
    r"(?:['’]s)? (?:employees|shares|stock|shareholders|customers|executives|headquarters|spokesperson|spokeswoman"
    r"|spokesman|website|subsidiary|declined to comment|filed for|acquired|unveiled|launched|did not (?:immediately )?"
    r"respond|plans to)\b"
)
_NO_TEAMS = frozenset("Greens Times Boots Teamsters Samaritans Freemasons Conservatives".split())


def is_meant(story: Story, passage: Passage, hit: Hit, words: str) -> bool:
    """Whether a name that is also a word, a person's or a place's is an organization's here.

    What stands beside it once, a firm in a list, the kind of firm, what firms do, says so for all of the document.
    """
    if words in ("Grünen", "Grüne") and story.language in NOUNS_CAPITALISED:
        return passage.text[max(hit.start - 4, 0) : hit.start].lower() in ("den ", "die ", "der ", "und ")
    sure = words in _proved(story)
    if not sure and (story.language in NOUNS_CAPITALISED or not story.inside[words]):
        return False
    chain = chain_at(passage, hit.start)
    if chain is not None:
        letters = kinds(passage, chain)
        at = next(at for at, word in enumerate(chain.words) if word.end > hit.start)
        behind = INITIAL + SUFFIX + BODY_END if sure else GIVEN + SURNAME + INITIAL + ENDS + SUFFIX
        beside = letters[max(at - 1, 0) : at] + letters[at + 1 : at + 2]
        if not sure and (COMMON in letters[at + 1 : at + 2] and is_common(words)):
            return False  # "Lifetime Achievement Award"
        if not sure and len(words) < 4 and words.isupper() and beside.strip(NO_NAME):
            return False  # "PRD Agent"
        if (letters[at - 1 : at] in tuple(NAMING + ROLE) and at) or is_one_of(letters[at + 1 : at + 2], behind):
            return False
    if sure:
        return True
    if passage.text[max(hit.start - 2, 0) : hit.start - 1].isdigit():
        return False  # "80 Hertz"
    placed = any(is_place(each) for each in passage.hits if each.start == hit.start)
    if words.endswith("s") and (is_common(words) or is_common(words[:-1])) and not placed:
        plays = words in _NO_TEAMS or is_of_games(story)
        return plays and passage.text[max(hit.start - 4, 0) : hit.start].lower() == "the "
    if any(entry.kind != "organization" for entry in hit.entries):
        return False
    if is_common(words) or not (is_given(words) or is_surname(words)):
        return True
    return not is_given(words) and story.alone[words] > 0 and words not in names(story).full


@lru_cache(maxsize=4)
def _proved(story: Story) -> frozenset[str]:
    """Return the doubtful names of a story that something beside them says once to be a firm's."""
    people = names(story).full
    found: set[str] = set()
    for passage in story.passages:
        for at, hit in enumerate(passage.hits):
            if not any(entry.doubtful for entry in hit.entries):
                continue
            words = passage.text[hit.start : hit.end]
            if words not in found and not _is_somebody(words, people) and _is_proved(passage, at):
                found.add(words)
    return frozenset(found)


def _is_somebody(words: str, people: Mapping[str, str]) -> bool:
    """Whether a person goes by a name; "Ford Pickups" is nobody's, though it begins with a given name."""
    full = people.get(words, "").split()
    return bool(full) and (full[0] != words or is_surname(full[-1]))


def _is_proved(passage: Passage, at: int) -> bool:
    text, hit = passage.text, passage.hits[at]
    chain = chain_at(passage, hit.start)
    if chain is not None and chain.start < hit.start and not chain.opens:
        return False
    for other in (*passage.hits[max(at - 1, 0) : at], *passage.hits[at + 1 : at + 2]):
        first, last = sorted((hit, other))
        if is_organization(other) and not is_place(other) and _LISTED.fullmatch(text, first.end, last.start):
            return True
    kind = _EXAMPLE.search(text, max(hit.start - 40, 0), hit.start)
    if kind is not None and _is_kind(fold(kind["kind"])):
        return True
    return _DOES.match(text, hit.end) is not None


def _is_kind(noun: str) -> bool:
    """Whether a noun says what kind of organization something is."""
    known = cues("designators", "kinds")
    return noun in known or noun.removesuffix("s") in known or (noun.endswith("ies") and f"{noun[:-3]}y" in known)
