"""By what words with capitals, two at least, are a person's name: lists, what stands beside, and being taken up."""

from collections.abc import Sequence
from typing import Literal

from corpustools.extractors.names.cues import beside, inflected, introduced, speaks
from corpustools.extractors.names.extents import is_great
from corpustools.extractors.names.known_names import Hit
from corpustools.extractors.names.letters import (
    BODY_END,
    COMMON,
    COMPOUND,
    GIVEN,
    INITIAL,
    PROPER,
    SUFFIX,
    SURNAME,
    UNKNOWN,
    is_one_of,
)
from corpustools.extractors.names.passages import NOUNS_CAPITALISED, Passage, Span, Story, small_words
from corpustools.extractors.names.people_told import are_unknown
from corpustools.extractors.names.word_kinds import fold, is_common, is_compound, is_given, is_surname
from corpustools.text.capitals import Chain, Word

Evidence = Literal["title", "given", "beside", "again", "speech", "known", "alone", "listed"]
_ASIAN = frozenset(
    """li wang zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo lin he gao luo zheng liang xie song tang
    deng feng han cao peng xi
    zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao kim park lee choi jung kang cho
    yoon jang lim
    moon nguyen tran le pham hoang phan vu vo dang bui do ngo duong ly nguyễn trần lê phạm hoàng phan vũ võ đặng bùi
    đỗ hồ ngô dương lý cao""".split()
)


def evidence_of(
    story: Story, passage: Passage, chain: Chain, letters: str, place: Span, places: list[Hit], joined: bool
) -> Evidence | None:
    """Say by what the words at ``place`` of a chain, two at least, are a person's name."""
    at, end = place
    words = chain.words
    start, stop = words[at].start, words[end - 1].end
    first, last = words[at].text, _last(words, letters, end).text
    family = is_surname(last)
    ends_place = any(hit.end == stop and is_great(hit, passage.text) for hit in places)
    if not family and ends_place:
        return None
    begins_place = any(hit.start <= start < hit.end and is_great(hit) for hit in places)
    initial = letters[at] == INITIAL
    given = letters[at] in GIVEN + COMMON or (initial and letters[at + 1] in PROPER)
    if given and (family or not begins_place) and not (initial and joined):
        return "given"
    if initial or joined:
        return None
    if (
        fold(first) in _ASIAN
        and size_of(letters, at, end) < 4
        and (is_given(last) or "-" in last or story.alone[first])
    ):
        return "given"
    if beside(passage.text, start, stop) or introduced(passage.text, start, stop):
        return "beside"
    if ends_place or (begins_place and not (story.alone[last] and given)):
        return None
    return _evidence_of_unknown(story, passage, chain, letters, place, places)


def _evidence_of_unknown(
    story: Story, passage: Passage, chain: Chain, letters: str, place: Span, places: list[Hit]
) -> Evidence | None:
    """Say by what words that no list has are a person's name: taken up again, or beside a verb of speech."""
    at, end = place
    words = chain.words
    start, stop = words[at].start, words[end - 1].end
    first, last = words[at].text, _last(words, letters, end).text
    size = size_of(letters, at, end)
    german = story.language in NOUNS_CAPITALISED
    if german and first.endswith("s") and story.inside[first[:-1]] > 0:
        return None  # "Roes Plan"
    unsure = COMMON in letters[at:end] or is_common(first) or is_common(last) or first.isupper()
    if unsure or size > 3 or is_one_of(letters[end : end + 1], COMMON + UNKNOWN + BODY_END + COMPOUND):
        return None
    if german and inflected(passage.text, start):
        return None
    family = is_surname(last)
    if german and not family and chain.opens and at == 0 and first.endswith(("er", "en", "es", "em")):
        return None  # "Zukünftigen Schäden"
    taken_up = story.alone[last] and not story.alone[first] and first not in small_words(story)
    known = family or story.language in (None, "en") or not (is_compound(first) or is_compound(last))
    if taken_up and (size == 2 or letters[at + 1] in INITIAL + GIVEN + SURNAME) and known:
        return "again"
    if german:
        return None
    if speaks(passage.text, start, stop) and (family or are_unknown(words[at:end], places)):
        return "speech"
    return "speech" if family and (letters[at] == SURNAME or not (chain.opens and at == 0)) else None


def _last(words: Sequence[Word], letters: str, end: int) -> Word:
    """Return the last word of a name, without "Jr."."""
    return words[end - 1 - (letters[end - 1] == SUFFIX)]


def size_of(letters: str, at: int, end: int) -> int:
    """Return of how many words a name is, without "Jr.".

    >>> size_of("GSJ", 0, 3), size_of("GS", 0, 2)
    (2, 2)
    """
    return end - at - (letters[end - 1] == SUFFIX)
