"""Organizations whose names begin with what they are: German, the Slavic languages, Indonesian, Vietnamese."""

import re
from collections.abc import Iterator
from functools import cache

from corpustools.extractors.names.known_names import is_place
from corpustools.extractors.names.letters import BODY_END, COMMON, KNOWN_BODY, PLACE_END, PROPER, is_one_of
from corpustools.extractors.names.lexicons import cues
from corpustools.extractors.names.naming import names
from corpustools.extractors.names.passages import NOUNS_CAPITALISED, Passage, Span, Story, hits_in, kinds
from corpustools.extractors.names.word_kinds import fold, is_common
from corpustools.text.capitals import Chain

_CASES = ("", "s", "es", "n", "en")
_VIETNAMESE = re.compile(
    r"\b(?:Bệnh viện|Trường Đại học|Đại học|Học viện|Công an|Công ty|Tập đoàn|Ngân hàng|UBND|Tòa án"
    r"|Hiệp hội|CLB|Trường THPT|Trường THCS)"
    r"(?: (?:nhân dân|cổ phần|tỉnh|thành phố|quận|huyện|phường|xã|TNHH|CP|Đa khoa|đa khoa|Nhi|Quốc tế)){0,3}"
    r"(?: [^\W\d_a-z][^\W\d_]*(?<![a-zà-ỹ]\.)){1,5}"
)


def headed(story: Story, passage: Passage) -> Iterator[Span]:
    """Yield names of organizations that begin with what these are."""
    if story.language in NOUNS_CAPITALISED:
        for chain in passage.chains:
            if len(chain.words) > 1:
                yield from _german(story, passage, chain)
    elif story.language == "vi":
        for found in _VIETNAMESE.finditer(passage.text):
            yield found.span()
    elif story.language != "en":
        firsts = cues("designators", "first")
        for chain in passage.chains:
            if len(chain.words) > 1 and chain.words[0].text in firsts:
                end = _end(kinds(passage, chain), 0, 5)
                if end > 1:
                    yield chain.start, chain.words[end - 1].end


def _end(letters: str, at: int, most: int) -> int:
    """Return the number of the word behind a name that begins at a word of a chain."""
    end = at + 1
    while end < len(letters) and end - at < most and letters[end] in PROPER + COMMON + BODY_END + PLACE_END + "D":
        end += 1
    return end


@cache
def _in_cases(key: str) -> frozenset[str]:
    """Return German nouns in their cases."""
    return frozenset(f"{noun}{case}" for noun in cues("designators", key) for case in _CASES)


def _german(story: Story, passage: Passage, chain: Chain) -> Iterator[Span]:
    letters = kinds(passage, chain)
    for at, word in enumerate(chain.words):
        folded = fold(word.text)
        followed = is_one_of(letters[at + 1 : at + 2], PROPER + KNOWN_BODY)
        if followed and folded in _in_cases("german_first") and _is_proper(story, passage, chain, at + 1):
            yield word.start, chain.words[at + 1].end
            return
        if at and folded in _in_cases("german_last") and _is_adjective(chain, at - 1):
            yield chain.words[at - 1].start, word.end
            return


def _is_proper(story: Story, passage: Passage, chain: Chain, at: int) -> bool:
    """Whether a word behind a German noun is a place's or a saint's name, and nobody's."""
    word = chain.words[at]
    if word.particles or any(hit.start == word.start and is_place(hit) for hit in hits_in(passage, chain)):
        return not word.particles
    unknown = not is_common(word.text) and word.text not in names(story).full and not word.text.endswith("s")
    return unknown and kinds(passage, chain)[at] == "X" and at + 1 == len(chain.words)


def _is_adjective(chain: Chain, at: int) -> bool:
    """Whether a word is an adjective that German makes of the name of a town: "Magdeburger"."""
    word = chain.words[at].text
    return len(word) > 4 and word.endswith(("er", "sche", "schen", "scher")) and not (is_common(word) and chain.opens)
