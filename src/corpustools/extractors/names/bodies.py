"""Where organizations are named: known names, and names that say that they are of an organization."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from corpustools.extractors.names.doubtful_bodies import is_meant
from corpustools.extractors.names.known_names import is_greater_place
from corpustools.extractors.names.letters import (
    COMMON,
    COMPOUND,
    DEMONYM,
    ENDS,
    KNOWN_BODY,
    MODIFIER,
    NO_NAME,
    PLACE_END,
    PROPER,
    ROLE,
)
from corpustools.extractors.names.lexicons import cues
from corpustools.extractors.names.passages import NOUNS_CAPITALISED, Passage, Span, Story, chain_at, hits_in, kinds
from corpustools.extractors.names.word_kinds import fold, is_common, is_role
from corpustools.text.capitals import Chain


@cache
def _suffix() -> re.Pattern[str]:
    """Return what a company's name goes on with: ", Inc."."""
    return re.compile(rf",? (?:{'|'.join(map(re.escape, sorted(cues('designators', 'suffixes'))))})\b\.?")


_OF = re.compile(r" (?:of|for|on|für|de|du|des|del|della|der|di|do|da|d’|d')(?: (?:the|den|die|das|la|los|las))? ?\Z")
_AMPERSAND = re.compile(r" ?& ?\Z")
_OWNED = re.compile(r"['’]s? \Z")
_ADDRESS = re.compile(r"\.[a-z]{2}")
_AND = re.compile(r",? and \Z")
_QUOTES = "»«„“”‚‘’\"'› "


def known(story: Story, passage: Passage) -> Iterator[tuple[Span, str]]:
    """Yield where known organizations stand, if the words around them allow it, with the name to show."""
    for hit in passage.hits:
        organizations = [entry for entry in hit.entries if entry.kind == "organization"]
        if not organizations:
            continue
        words = passage.text[hit.start : hit.end]
        if any(map(is_greater_place, hit.entries)):
            continue
        if (words.isupper() and _is_shouted(passage.text)) or passage.text[hit.end : hit.end + 1] == "@":
            continue
        if is_common(words) and not story.inside[words]:
            chain = chain_at(passage, hit.start)
            if chain is not None and chain.opens and chain.start == hit.start:
                continue
        if _ADDRESS.match(passage.text, hit.end):
            continue  # "Vrebt.com"
        if words == "ICE" and story.language in NOUNS_CAPITALISED:
            continue  # a train
        if all(entry.doubtful for entry in organizations) and not is_meant(story, passage, hit, words):
            continue
        # As everywhere, the article is no part of the name.
        yield (hit.start + 4 * words.startswith("The "), hit.end), organizations[0].name


@lru_cache(maxsize=16)
def _is_shouted(text: str) -> bool:
    """Whether most letters of a text are capitals."""
    return sum(map(str.isupper, text)) * 2 > sum(map(str.isalpha, text))


def with_designators(story: Story) -> Mapping[int, Sequence[int]]:
    """Return the numbers of the passages and chains of a story that :func:`designated` has to look at."""
    known = cues("designators", "tail") | cues("designators", "head") | cues("designators", "clubs")
    return story.chains_with({word for word in story.places if word in known or "." in word})


def designated(story: Story, passage: Passage, numbers: Iterable[int]) -> Iterator[Span]:
    """Yield names that end or begin with what organizations are: "Vrebt Technologies", "University of Vrebt"."""
    tails, heads, clubs = (cues("designators", kind) for kind in ("tail", "head", "clubs"))
    text = passage.text
    after = 0
    for number in numbers:
        chain = passage.chains[number]
        if chain.end <= after:
            continue
        letters = kinds(passage, chain)
        first = next((at for at, word in enumerate(chain.words) if word.start >= after), len(letters))
        last = max(
            (
                at
                for at, word in enumerate(chain.words)
                if at >= first and (word.text in tails or word.text in clubs) and not _is_of_role(chain, letters, at)
            ),
            default=None,
        )
        joined = _joined_before(passage, number) if last is not None else None
        if last is not None and (last > first or joined is not None):
            begin = _begin(chain, letters, first, last)
            start = joined if joined is not None and begin <= first else chain.words[begin].start
            named = letters[begin:last]
            strong = chain.words[last].text in cues("designators", "strong")
            enough = (
                (strong and (named or joined))
                or set(named) & set(PROPER + KNOWN_BODY)
                or (named.count(COMMON) > 1 and not chain.opens)
            )
            if set(named) <= {DEMONYM} and not (
                strong and len(named) and chain.words[last].text not in cues("designators", "national")
            ):
                enough = joined is not None
            placed = any(
                hit.start <= start and hit.end == chain.words[last].end and hit.entries[0].kind in ("region", "water")
                for hit in hits_in(passage, chain)
            )  # "West Bank"
            if enough and not (named == "" and joined is None) and not (placed and KNOWN_BODY not in named):
                after = _extended(passage, number, chain.words[last].end)
                coordinated = _coordinated(passage, number) if begin == 0 and last == 1 and joined is None else None
                yield start if coordinated is None else coordinated, after
                continue
        if chain.words[-1].text in heads and len(letters) - first >= 1:
            end = _of_what(passage, number)
            if end:
                begin = _begin(chain, letters, first, len(letters) - 1)
                after = end
                yield chain.words[begin].start, end
                continue
        for at, word in enumerate(chain.words[:-1]):
            if (
                word.text in clubs
                and letters[at + 1] in PROPER + COMMON + KNOWN_BODY
                and chain.words[at + 1].text not in clubs
            ):
                after = chain.words[min(at + 2, len(letters)) - 1].end
                yield word.start, after
        suffix = _suffix().match(text, chain.end)
        if suffix is not None and letters[-1] in PROPER + COMMON + ENDS:
            begin = _begin(chain, letters, first, len(letters) - 1)
            after = suffix.end()
            yield chain.words[begin].start, after


def _is_of_role(chain: Chain, letters: str, at: int) -> bool:
    """Whether a word belongs to the role behind it: "White House Press Secretary"."""
    return letters[at + 1 : at + 2] == ROLE and fold(chain.words[at].text) in cues("modifiers")


def _begin(chain: Chain, letters: str, first: int, last: int) -> int:
    """Return the first word of a name that ends at word ``last``: words of no name and titles are left out."""
    begin = last
    while begin > first and letters[begin - 1] not in NO_NAME + COMPOUND and last - begin < 7:
        begin -= 1
    while (
        begin < last
        and letters[begin] == ROLE
        and is_role(chain.words[begin].text)
        and letters[begin + 1] in DEMONYM + PROPER + KNOWN_BODY
    ):
        begin += 1
    while (
        begin < last
        and fold(chain.words[begin].text) in cues("designators", "kinds")
        and letters[begin + 1] in PROPER + KNOWN_BODY
    ):
        begin += 1
    if begin == 0 and chain.opens and letters[:1] == COMMON and last - begin > 1:
        begin += 1
    return begin


def _joined_before(passage: Passage, number: int) -> int | None:
    """Return where a name begins that a genitive joins to this chain: "Vrebt County Sheriff's Department"."""
    if not number:
        return None
    before, chain = passage.chains[number - 1], passage.chains[number]
    if chain.start - before.end > 3 or not _OWNED.fullmatch(passage.text, before.end, chain.start):
        return None
    owner = fold(before.words[-1].text)
    if owner not in cues("designators", "owners"):
        return None
    begin = 0
    while begin < len(before.words) - 1 and (fold(before.words[begin].text) in cues("never")):
        begin += 1
    return before.words[begin].start


def _coordinated(passage: Passage, number: int) -> int | None:
    """Return where a name of two common nouns begins: "the Norwegian Boat and Port Association"."""
    if not number:
        return None
    before, chain = passage.chains[number - 1], passage.chains[number]
    nouns = (before.words[-1].text, chain.words[0].text)
    if passage.text[before.end : chain.start] != " and " or not all(is_common(noun) for noun in nouns):
        return None
    own = before.words[1:] if before.words[0].text == "The" else before.words
    if (
        not own
        or passage.text[max(own[0].start - 4, 0) : own[0].start].lower() != "the "
        or KNOWN_BODY in kinds(passage, before)
    ):
        return None
    bodies = cues("bodies").union(*(cues("designators", each) for each in ("tail", "head", "kinds")))
    return None if any(word.text in bodies or fold(word.text) in bodies for word in own) else own[0].start


def _extended(passage: Passage, number: int, end: int) -> int:
    """Take in what belongs to a name behind its designator: ", Inc.", "for Vrebt"."""
    suffix = _suffix().match(passage.text, end)
    if suffix is not None:
        return suffix.end()
    chain = passage.chains[number]
    if chain.end == end and chain.words[-1].text in cues("designators", "head"):
        return _of_what(passage, number) or end
    return end


def _of_what(passage: Passage, number: int) -> int:
    """Return where a name ends that goes on with "of" behind this chain, or 0."""
    end = 0
    for at in range(number + 1, min(number + 4, len(passage.chains))):
        before, chain = passage.chains[at - 1], passage.chains[at]
        gap = passage.text[before.end : chain.start]
        if len(gap) > 12 or not (
            _OF.fullmatch(gap)
            if not end
            else _AND.fullmatch(gap) and before.words[-1].text not in cues("designators", "tail")
        ):
            break
        letters = kinds(passage, chain)
        if end and not set(letters) <= set(COMMON + PLACE_END):
            break
        stop = next(
            (place for place, letter in enumerate(letters) if letter in NO_NAME + COMPOUND + ROLE), len(letters)
        )
        if not stop:
            break
        end = chain.words[stop - 1].end
        if stop < len(letters):
            break
    return end


def with_ampersand(story: Story, passage: Passage) -> Iterator[Span]:
    """Yield two names joined by "&"."""
    if "&" not in passage.text:
        return
    for before, chain in zip(passage.chains, passage.chains[1:], strict=False):
        if chain.start - before.end <= 3 and _AMPERSAND.fullmatch(passage.text, before.end, chain.start):
            letters = kinds(passage, before)
            begin = len(letters) - 1
            while (
                begin
                and letters[begin - 1] not in NO_NAME + ROLE + COMPOUND + DEMONYM + MODIFIER + KNOWN_BODY
                and len(letters) - begin < 3
            ):
                begin -= 1
            first, last = before.words[begin].text, chain.words[0].text
            if letters[begin] != NO_NAME and not (is_common(first) and is_common(last)) and len(first + last) > 3:
                yield before.words[begin].start, chain.words[0].end
