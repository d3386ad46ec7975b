"""Where people are named: the words, the title before them, and what makes them a name."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from corpustools.extractors.lexicons import Hit, known_people
from corpustools.extractors.name_cues import (
    beside,
    inflected,
    introduced,
    is_aged,
    single_after_title,
    speaks,
    title_before,
)
from corpustools.extractors.name_extents import extent, given_again, is_great, is_noun_of, is_opener
from corpustools.extractors.passages import (
    NOUNS_CAPITALISED,
    Passage,
    Span,
    Story,
    hits_in,
    is_place,
    small_words,
)
from corpustools.extractors.people_told import are_unknown, listed, taken_up
from corpustools.extractors.word_kinds import fold, is_common, is_compound, is_given, is_surname
from corpustools.text.capitals import Chain

Evidence = Literal["title", "given", "beside", "again", "speech", "known", "alone", "listed"]
_ASIAN = frozenset(
    """li wang zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo lin he gao luo zheng liang xie song tang
    deng feng han cao peng xi
    zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao kim park lee choi jung kang cho
    yoon jang lim
    moon nguyen tran le pham hoang phan vu vo dang bui do ngo duong ly nguyễn trần lê phạm hoàng phan vũ võ đặng bùi
    đỗ hồ ngô dương lý cao""".split()
)


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
    """Find the people named in a story."""
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
        if len(letters) > 1 or letters in "GSXI":  # one word of another kind names nobody, and most do not
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
        if letters[place] not in "JR" or _has_digit(words[place]):
            found[place] = "I" if len(words[place]) == 2 and _is_after_initials(chain, letters, place + 1) else "F"
    return "".join(found)


@lru_cache(maxsize=8192)
def _is_code(text: str) -> bool:
    """Whether a word has a digit, or is all in capitals and no initial or abbreviation."""
    return (text.isupper() and len(text) > 1 and "." not in text) or _has_digit(text)


def _is_after_initials(chain: Chain, letters: str, at: int) -> bool:
    """Whether a word may be the name behind "JK": a surname, or no word that is known, and in small letters."""
    if letters[at : at + 1] not in ("S", "X"):
        return False
    return len(letters) == at + 1 and chain.words[at].text[1:].islower() and not is_common(chain.words[at].text)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _at(
    story: Story, passage: Passage, chain: Chain, letters: str, at: int, places: list[Hit]
) -> tuple[Person | None, int]:
    """Find a name that begins at one word of a chain; say at which word to go on."""
    words = chain.words
    after_role = letters[at - 1] == "R" if at else _is_given_behind_title(passage, chain, letters)
    if letters[at] == "X" and story.language != "en" and letters[at + 1 : at + 2] == "G" and letters[at + 2 :]:
        return None, at + 1  # "Spielmacher Tobias Roe": a noun that no list has
    if letters[at] not in "GSXI" and not (
        letters[at] == "W" and (after_role or given_again(story, chain, letters, at))
    ):
        return None, at + 1
    if letters[at] in "XS" and not after_role and is_opener(story, chain, letters, at):
        return None, at + 1
    german = story.language in NOUNS_CAPITALISED
    if german and is_noun_of(chain, letters, at):
        return None, at + 1
    title = title_before(passage, chain, letters, at)
    end = extent(chain, letters, at, places, story.language) if at + 1 < len(letters) else at + 1
    whole = places and [hit for hit in places if hit.start <= words[at].start and words[end - 1].end <= hit.end]
    size = end - at - (letters[end - 1] == "J")
    if letters[end : end + 1] in ("O", "T") and letters[end:]:
        return None, end + 1
    start, stop = words[at].start, words[end - 1].end
    if whole and not (title and size > 1):
        return None, end
    first, last = words[at].text, words[end - 1 - (letters[end - 1] == "J")].text
    names_place = bool(places) and any(hit.start <= words[at].start < hit.end and is_great(hit) for hit in places)
    joined_before = at > 0 and letters[at - 1] in "XSWAKO" and not title
    if title and (size > 1 or single_after_title(passage, title, first, letters[at], story)):
        return Person(start, stop, "title", title), end
    if size == 1:
        return _single(story, passage, chain, letters, at), at + 1
    family = is_surname(last)
    if not family and places and any(hit.end == stop and is_great(hit, passage.text) for hit in places):
        return None, at + 1
    given = letters[at] in "GW" or (letters[at] == "I" and letters[at + 1] in "SXG")
    if given and not (names_place and not family) and not (letters[at] == "I" and joined_before):
        return Person(start, stop, "given"), end
    if letters[at] == "I" or joined_before:
        return None, at + 1
    if fold(first) in _ASIAN and size < 4 and (is_given(last) or "-" in last or story.alone[first]):
        return Person(start, stop, "given"), end
    if beside(passage.text, start, stop) or introduced(passage.text, start, stop):
        return Person(start, stop, "beside"), end
    if german and first.endswith("s") and story.inside[first[:-1]] > 0:
        return None, at + 1  # "Roes Plan"
    if (names_place and not (story.alone[last] and given)) or any(
        hit.end == stop and is_great(hit, passage.text) for hit in places
    ):
        return None, at + 1
    unsure = "W" in letters[at:end] or is_common(first) or is_common(last) or first.isupper()
    if unsure or size > 3 or letters[end : end + 1] in tuple("WXOA"):
        return None, at + 1
    if german and inflected(passage.text, start):
        return None, at + 1
    taken_up = story.alone[last] and not story.alone[first] and first not in small_words(story)
    known = family or story.language in (None, "en") or not (is_compound(first) or is_compound(last))
    if taken_up and (size == 2 or letters[at + 1] in "IGS") and known:
        return Person(start, stop, "again"), end
    if german:
        return None, at + 1
    if speaks(passage.text, start, stop) and (family or are_unknown(words[at:end], places)):
        return Person(start, stop, "speech"), end
    if family and (letters[at] == "S" or not (chain.opens and at == 0)):
        return Person(start, stop, "speech"), end
    return None, at + 1


def _is_given_behind_title(passage: Passage, chain: Chain, letters: str) -> bool:
    """Whether a common word that opens a chain is a given name behind a role in small letters: "coach Pat Roe"."""
    if letters[:2] not in ("WS", "WX", "WG"):
        return False
    return is_given(chain.words[0].text) and title_before(passage, chain, letters, 0) is not None


def _single(story: Story, passage: Passage, chain: Chain, letters: str, at: int) -> Person | None:
    """One word: somebody the world knows by it, or a given name beside an age or a verb of speech."""
    word = chain.words[at]
    joined = (at > 0 and letters[at - 1] in "GSXIWOT") or letters[at + 1 : at + 2] in tuple("GSXIOTW")
    if joined and not (story.language in NOUNS_CAPITALISED and letters[at - 1 : at] == "W"):
        return None
    if known_person(word.text, story.language) is not None:
        return Person(word.start, word.end, "known")
    if letters[at] != "G" or hits_in(passage, chain):
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
