"""Where people are named: the words, the title before them, and what makes them a name."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from corpustools.extractors.names.cues import (
    is_aged,
    single_after_title,
    speaks,
    title_before,
)
from corpustools.extractors.names.evidence import Evidence, evidence_of, size_of
from corpustools.extractors.names.extents import extent, given_again, is_noun_of, is_opener
from corpustools.extractors.names.known_names import Hit, is_place
from corpustools.extractors.names.letters import (
    BODY_END,
    COMMON,
    COMPOUND,
    ENDS,
    FAMILY,
    GIVEN,
    INITIAL,
    KNOWN_BODY,
    NAMING,
    NO_NAME,
    PERSONAL,
    PROPER,
    ROLE,
    SUFFIX,
    UNKNOWN,
    is_one_of,
)
from corpustools.extractors.names.lexicons import known_people
from corpustools.extractors.names.passages import NOUNS_CAPITALISED, Passage, Span, Story, hits_in
from corpustools.extractors.names.people_told import listed, taken_up
from corpustools.extractors.names.word_kinds import fold, is_common, is_given
from corpustools.text.capitals import Chain


class Person(NamedTuple):
    """A person's name in a passage; ``title`` is where the text says what the person is."""

    start: int
    end: int
    evidence: Evidence
    title: Span | None = None


class Names(NamedTuple):
    """The people of a story, passage by passage, and their full names by each short form."""

    people: tuple[tuple[Person, ...], ...]
    full: dict[str, str]


@lru_cache(maxsize=4)
def names(story: Story) -> Names:
    """Find the people named in a story.

    >>> from corpustools.extractors.names.passages import told
    >>> found = names(told(("It is quiet, said Jane Smith.", "Smith left."), "en"))
    >>> [(person.start, person.end, person.evidence) for person in found.people[0]], found.full["Smith"]
    ([(18, 28, 'given')], 'Jane Smith')
    """
    people = tuple(_in_passage(story, passage) for passage in story.passages)
    full: dict[str, str] = {}
    for passage, found in zip(story.passages, people, strict=True):
        for person in found:
            whole = " ".join(passage.text[person.start : person.end].split())
            for short in short_forms(whole):
                full.setdefault(short, whole)
    return Names(people, full)


def _in_passage(story: Story, passage: Passage) -> tuple[Person, ...]:
    found: list[Person] = []
    kinds = passage.letters
    for chain in passage.chains:
        letters = kinds[chain.start]
        if len(letters) > 1 or letters in PERSONAL:  # one word of another kind names nobody, and most do not
            found += _in_chain(story, passage, chain, letters)
    if not found:
        return ()
    whole = {person.start: person.end for person in found}
    named = (Person(chain.start, chain.end, "listed") for chain in listed(story, passage, whole))
    return tuple(sorted((*found, *named)))


def short_forms(name: str) -> list[str]:
    """Return what a person of this name may be called for short: the family name, with its particles, or the given
    name.

    >>> short_forms("Ursula von der Leyen"), short_forms("Li Hui"), short_forms("Robert F. Kennedy Jr.")
    (['Leyen', 'von der Leyen', 'Ursula'], ['Hui', 'Li'], ['Kennedy', 'Robert'])
    """
    words = name.split()
    while len(words) > 1 and fold(words[-1]) in ("jr", "sr", "ii", "iii", "iv"):
        words.pop()
    if len(words) < 2:
        return []
    family = len(words) - 1
    while family > 1 and words[family - 1][:1].islower():
        family -= 1
    found = [words[-1]]
    if family < len(words) - 1:
        found.append(" ".join(words[family:]))
    elif len(words) > 2 and not words[1].endswith("."):
        found.append(" ".join(words[1:]))
    return [*found, words[0]] if len(words[0].rstrip(".")) > 1 and "." not in words[0] else found


def _in_chain(story: Story, passage: Passage, chain: Chain, letters: str) -> Iterator[Person]:
    letters = _without_codes(chain, letters)
    hits = hits_in(passage, chain)
    places = [hit for hit in hits if is_place(hit)] if hits else []
    at = 0
    while at < len(letters):
        person, after = _at(story, passage, chain, letters, at, places)
        if person is not None:
            yield person
        at = after


def _without_codes(chain: Chain, letters: str) -> str:
    """Take words that are codes or acronyms for none of a name: "AI", "VH-3D"; "JK Rowling" has initials.

    A chain that is all in capitals is a name as any other: news agencies write photographers so.
    """
    codes = [place for place, word in enumerate(chain.words) if _is_code(word.text)]
    if not codes:
        return letters
    words = [word.text for word in chain.words]
    if len(words) > 1 and all(map(str.isupper, words)) and max(map(len, words)) > 3 and not any(map(_has_digit, words)):
        return letters
    found = list(letters)
    for place in codes:
        if letters[place] not in SUFFIX + ROLE or _has_digit(words[place]):
            after = len(words[place]) == 2 and _is_after_initials(chain, letters, place + 1)
            found[place] = INITIAL if after else NO_NAME
    return "".join(found)


@lru_cache(maxsize=8192)
def _is_code(text: str) -> bool:
    """Whether a word has a digit, or is all in capitals and no initial or abbreviation."""
    return (text.isupper() and len(text) > 1 and "." not in text) or _has_digit(text)


def _is_after_initials(chain: Chain, letters: str, at: int) -> bool:
    """Whether a word may be the name behind "JK": a surname, or no word that is known, and in small letters."""
    if not is_one_of(letters[at : at + 1], FAMILY):
        return False
    return len(letters) == at + 1 and chain.words[at].text[1:].islower() and not is_common(chain.words[at].text)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _at(
    story: Story, passage: Passage, chain: Chain, letters: str, at: int, places: list[Hit]
) -> tuple[Person | None, int]:
    """Find a name that begins at one word of a chain; say at which word to go on."""
    words = chain.words
    if not _may_begin(story, passage, chain, letters, at):
        return None, at + 1
    title = title_before(passage, chain, letters, at)
    end = extent(chain, letters, at, places, story.language) if at + 1 < len(letters) else at + 1
    if is_one_of(letters[end : end + 1], ENDS):
        return None, end + 1
    size = size_of(letters, at, end)
    start, stop = words[at].start, words[end - 1].end
    if any(hit.start <= start and stop <= hit.end for hit in places) and not (title and size > 1):
        return None, end
    if title and (size > 1 or single_after_title(passage, title, words[at].text, letters[at], story)):
        return Person(start, stop, "title", title), end
    if size == 1:
        return _single(story, passage, chain, letters, at), at + 1
    joined = at > 0 and is_one_of(letters[at - 1], _JOINED) and not title
    evidence = evidence_of(story, passage, chain, letters, (at, end), places, joined)
    return (None, at + 1) if evidence is None else (Person(start, stop, evidence), end)


_JOINED = FAMILY + COMMON + COMPOUND + KNOWN_BODY + BODY_END
"""What may make a longer name, of something else, of the words behind it."""


def _may_begin(story: Story, passage: Passage, chain: Chain, letters: str, at: int) -> bool:
    """Whether a name may begin at one word of a chain, by the kinds of this word and the next."""
    letter = letters[at]
    if chain.words[at].particles == "das " and story.language in NOUNS_CAPITALISED:
        return False  # "wollen Fahrer das Ticket"
    if letter == UNKNOWN and story.language != "en" and letters[at + 1 : at + 2] == GIVEN and letters[at + 2 :]:
        return False  # "Spielmacher Tobias Roe": a noun that no list has
    after_role = letters[at - 1] == ROLE if at else _is_given_behind_title(passage, chain, letters)
    if letter not in PERSONAL and not (letter == COMMON and (after_role or given_again(story, chain, letters, at))):
        return False
    if letter in FAMILY and not after_role and is_opener(story, chain, letters, at):
        return False
    return not (story.language in NOUNS_CAPITALISED and is_noun_of(chain, letters, at))


def _is_given_behind_title(passage: Passage, chain: Chain, letters: str) -> bool:
    """Whether a common word that opens a chain is a given name behind a role in small letters: "coach Pat Roe"."""
    if letters[0] != COMMON or not is_one_of(letters[1:2], PROPER):
        return False
    return is_given(chain.words[0].text) and title_before(passage, chain, letters, 0) is not None


def _single(story: Story, passage: Passage, chain: Chain, letters: str, at: int) -> Person | None:
    """One word: somebody the world knows by it, or a given name beside an age or a verb of speech."""
    word = chain.words[at]
    joined = (at > 0 and letters[at - 1] in NAMING) or is_one_of(letters[at + 1 : at + 2], NAMING)
    if joined and not (story.language in NOUNS_CAPITALISED and letters[at - 1 : at] == COMMON):
        return None
    if known_person(word.text, story.language) is not None:
        return Person(word.start, word.end, "known")
    if letters[at] != GIVEN or hits_in(passage, chain):
        return None
    cued = (
        is_aged(passage.text, word.end)
        or speaks(passage.text, word.start, word.end)
        or (story.alone[word.text] > 1 and word.text in taken_up(story))
    )
    return Person(word.start, word.end, "alone") if cued else None


def known_person(word: str, language: str | None) -> str | None:
    """Return the full name of somebody whom one name is enough for; in German also in the genitive.

    >>> known_person("Putins", "de"), known_person("Putins", "en")
    ('Vladimir Putin', None)
    """
    people = known_people()
    if word in people or not (language in NOUNS_CAPITALISED and word.endswith("s")):
        return people.get(word)
    return people.get(word[:-1])
