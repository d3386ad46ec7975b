"""What a story tells of who is a person: lists of people, and pronouns that take up a name."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from corpustools.extractors.names.known_names import Hit
from corpustools.extractors.names.passages import NOUNS_CAPITALISED, Passage, Story, hits_in, kinds
from corpustools.extractors.names.word_kinds import is_common, is_plain
from corpustools.text.capitals import Chain, Word

_LINKS = frozenset((", ", ", and ", *(f" {word} " for word in "and & und et y e och og i и en".split())))


def listed(story: Story, passage: Passage, whole: Mapping[int, int]) -> Iterator[Chain]:
    """Yield the names of nobody who is known in lists of people: half of a list are known, or a part of the name is.

    ``whole`` says where the people known begin and end.
    """
    if story.language in NOUNS_CAPITALISED:
        return
    if not [chain for chain in passage.chains if 1 < len(chain.words) < 4 and chain.start not in whole]:
        return  # as most often
    runs: list[list[Chain]] = []
    for chain in passage.chains:
        if runs and passage.text[runs[-1][-1].end : chain.start] in _LINKS:
            runs[-1].append(chain)
        else:
            runs.append([chain])
    for run in runs:
        people = len([chain for chain in run if whole.get(chain.start) == chain.end])
        if not people or len(run) == people:
            continue
        for chain in run:
            letters = kinds(passage, chain)
            if not 1 < len(chain.words) < 4 or not set(letters) <= set("XGSI") or chain.start in whole:
                continue
            sure = bool(set(letters) & set("GS")) or (len(run) > 2 and people * 2 >= len(run))
            if sure and are_unknown(chain.words, list(hits_in(passage, chain))):
                yield chain


def are_unknown(words: Sequence[Word], places: list[Hit]) -> bool:
    """Whether words look like those of a person's name, and are known as nothing else.

    >>> from corpustools.text.capitals import chains
    >>> [are_unknown(chain.words, []) for chain in chains("It rained, said Xolq Vrebt.") + chains("Public Harbour")]
    [False, True, False]
    """
    if any(hit.start < words[-1].end and words[0].start < hit.end for hit in places):
        return False
    return all(
        len(word.text) > 2 and word.text[1:].replace("-", "").replace("’", "").islower() and not is_common(word.text)
        for word in words
    )


_TAKEN_UP = re.compile(r"[^.!?:;\n]{0,60}?\b(?:he|she|his|her|him|himself|herself)\b")
_NAMED = re.compile(
    r"\b(?:man|woman|boy|girl|son|daughter|child|friend|sister|brother|herder|player) (?:named|called) \Z"
)


@lru_cache(maxsize=4)
def taken_up(story: Story) -> frozenset[str]:
    """Return the single words of a story of which half and more are taken up by "he" or "her" in their sentence.

    >>> from corpustools.extractors.names.passages import told
    >>> text = "Vrebt left when she was young. Nobody knew why Vrebt did so, and her friends asked."
    >>> taken_up(told((text,), "en"))
    frozenset({'Vrebt'})
    """
    told: Counter[str] = Counter()
    for passage in story.passages:
        for chain in passage.chains:
            word = chain.words[-1]
            before = passage.text[max(word.start - 24, 0) : word.start]
            alone = len(chain.words) == 1 or (len(chain.words) == 2 and chain.opens and is_plain(chain.words[0].text))
            if not alone or story.alone[word.text] < 2 or before.endswith(("'s ", "’s ")):
                continue
            if _TAKEN_UP.match(passage.text, word.end) or _NAMED.search(before):
                told[word.text] += 1
    return frozenset(word for word, number in told.items() if number > 1 and number * 2 >= story.alone[word])
