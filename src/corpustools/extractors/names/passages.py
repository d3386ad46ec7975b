"""What rules that find names look at: blocks of running text, their capitalised words, and what each word may be."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from corpustools.extractors.names.known_names import Hit, find_known_in, is_organization
from corpustools.extractors.names.lexicons import common_words, cues
from corpustools.extractors.names.word_kinds import fold, is_given, is_plain, is_role, is_surname
from corpustools.extractors.reading import blocks
from corpustools.model.document import Block, Document
from corpustools.model.span import BODY
from corpustools.text.capitals import Chain, Word, chains

Span = tuple[int, int]
NOUNS_CAPITALISED = frozenset({"de", "lb"})
"""Languages that write every noun with a capital."""
_GERMAN_NOUN = tuple("ung heit keit schaft tion tät ismus ungen heiten keiten tionen nis tum chen lein ment".split())
_CAPITAL_PARTICLES = frozenset(
    "De Del Della Di Da Dal Do Dos Das Du Des La Le Van Von Der Den El Al Bin Ben Ibn Abu Ter Ten Mac".split()
)
_DAYS_AND_NAMES = frozenset("domingo julio marzo abril mayo junio augusto avril".split())
"""Days and months that are names of people as well."""
_SUFFIXES = frozenset("jr sr ii iii iv".split())


class Passage(NamedTuple):
    """A block's reading text, the chains of capitalised words in it, and the known names.

    ``near`` has the known names that overlap a chain, and ``letters`` what each word of it may be, by where the chain
    begins.

    >>> passage = told(("It rained in Oslo, said Jane Roe.",), "en").passages[0]
    >>> [" ".join(word.text for word in chain.words) for chain in passage.chains]
    ['It', 'Oslo', 'Jane Roe']
    """

    text: str
    chains: tuple[Chain, ...]
    hits: tuple[Hit, ...]
    near: Mapping[int, tuple[Hit, ...]]
    letters: Mapping[int, str]


@dataclass(frozen=True, slots=True, eq=False)
class Story:
    """The passages of a document; how often words with a capital stand alone there, and inside a sentence.

    ``places`` says where each of these words stands: the numbers of the passage and of the chain in it.
    What is found in a story is kept by its identity: to compare the texts of long documents takes longer than to ask.
    """

    passages: tuple[Passage, ...]
    language: str | None
    alone: Counter[str]
    inside: Counter[str]
    places: Mapping[str, Sequence[tuple[int, int]]]

    def chains_with(self, words: Collection[str]) -> Mapping[int, Sequence[int]]:
        """Return the numbers of the passages that have chains with one of these words, and of the chains in each.

        Both in order. There are eighty chains in a page's text, and few of them with a word that a rule goes by.

        >>> told(("Jane Roe met Li.", "It was Li who left, Roe said."), "en").chains_with({"Li", "Xolq"})
        {0: [1], 1: [1]}
        """
        few, many = sorted((words, self.places.keys()), key=len)
        found = {place for word in few if word in many for place in self.places[word]}
        numbers: dict[int, list[int]] = {}
        for passage, chain in sorted(found):
            numbers.setdefault(passage, []).append(chain)
        return numbers


def story(document: Document) -> Story:
    """Return what the rules for names see of a document.

    >>> import corpustools
    >>> page = corpustools.read("MOSCOW (Sputnik) – The ferry is late, and nobody knows why.\\n\\nSubscribe")
    >>> [passage.text[:9] for passage in story(page).passages]
    ['MOSCOW (S', 'The ferry']
    """
    return document.once(_story)


def _story(document: Document) -> Story:
    texts = tuple([block.reading for block in blocks(document, *BODY)])
    return told(texts, document.metadata.language)


def in_source(document: Document) -> Iterator[Block]:
    """Yield the blocks that are the passages of a document's story, in order."""
    return blocks(document, *BODY)


def source_span(document: Document, block: Block, start: int, end: int) -> Span:
    """Find the characters ``start`` to ``end`` of a block's reading text in the text as read.

    >>> import corpustools
    >>> page = corpustools.read("The caf&eacute; of Oslo is quiet today, and nobody knows why.")
    >>> start, end = source_span(page, page.blocks[0], 4, 8)
    >>> page.text[start:end]
    'caf&eacute;'
    """
    if block.reading == block.text:
        return block.start + start, block.start + end
    return document.reading(block).source(start, end)


def _passage(text: str, known: Sequence[Hit], language: str | None) -> Passage:
    found, hits = tuple(chains(text)), tuple(known)
    near = dict(_near(found, hits)) if hits else {}
    letters = {chain.start: _kinds(chain, near.get(chain.start, ()), language) for chain in found}
    return Passage(text, found, hits, near, letters)


def _near(found: Iterable[Chain], hits: tuple[Hit, ...]) -> Iterator[tuple[int, tuple[Hit, ...]]]:
    """Yield where each chain begins that known names overlap, and these names; both lists are in order."""
    first = 0
    for chain in found:
        while first < len(hits) and hits[first].end <= chain.start:
            first += 1
        last = first
        while last < len(hits) and hits[last].start < chain.end:
            last += 1
        if last > first:
            yield chain.start, hits[first:last]


@lru_cache(maxsize=4)
def told(texts: tuple[str, ...], language: str | None) -> Story:
    """Make the story of blocks in a language.

    >>> story = told(("Jane Roe left. Nobody saw Roe again.",), "en")
    >>> story.alone["Roe"], story.inside["Roe"], story.places["Roe"]
    (1, 2, [(0, 0), (0, 2)])
    """
    passages = tuple([_passage(*each, language) for each in zip(texts, find_known_in(texts), strict=True)])
    alone: list[str] = []
    inside: list[str] = []
    places: dict[str, list[tuple[int, int]]] = {}
    for number, passage in enumerate(passages):
        for place, (words, opens, _, _) in enumerate(passage.chains):
            first = words[0].text
            if len(words) == 1:
                alone.append(first)
                if not opens:
                    inside.append(first)
            else:
                inside += [word.text for word in (words[1:] if opens else words)]
                if len(words) == 2 and opens and is_plain(first):
                    alone.append(words[1].text)
            for word in words:
                places.setdefault(word.text, []).append((number, place))
    return Story(passages, language, Counter(alone), Counter(inside), places)


@lru_cache(maxsize=4)
def small_words(story: Story) -> frozenset[str]:
    """Return the words of a story that stand in small letters.

    >>> "rained" in small_words(told(("It rained in Oslo.",), "en")), "Oslo" in small_words(told(("Oslo",), "en"))
    (True, False)
    """
    return frozenset(word for passage in story.passages for word in passage.text.split() if word.islower())


def kinds(passage: Passage, chain: Chain) -> str:
    """Say what each word of a chain may be, in the letters of :mod:`corpustools.extractors.names.letters`.

    >>> passage = told(("Nobody saw Jane Vrebt.",), "en").passages[0]
    >>> kinds(passage, passage.chains[-1])
    'GX'
    """
    return passage.letters[chain.start]


def _kinds(chain: Chain, hits: Collection[Hit], language: str | None) -> str:
    known = [(hit.start, hit.end) for hit in hits if is_organization(hit)] if hits else []
    words = chain.words
    if len(words) == 1 and not known:
        return _letter(words[0].text, "", chain.opens, True, language)
    letters: list[str] = []
    before = ""
    last = len(words) - 1
    for place, word in enumerate(words):
        if known and any(start <= word.start < end for start, end in known):
            before = "K"
        elif place and _is_after_particle(words, place, before, place == last):
            before = "S"
        else:
            before = _letter(word.text, before, chain.opens and place == 0, place == last, language)
        letters.append(before)
    return "".join(letters)


def _is_after_particle(words: tuple[Word, ...], place: int, before: str, last: bool) -> bool:
    """Whether a word is a particle inside a name, or the word behind one: "Robert De Niro", "Marine Le Pen"."""
    if words[place].text in _CAPITAL_PARTICLES:
        return not last and before != "" and before in "GIS"
    return words[place - 1].text in _CAPITAL_PARTICLES and before == "S" and not is_role(words[place].text)


@lru_cache(maxsize=16384)
def _letter(text: str, before: str, opens: bool, last: bool, language: str | None) -> str:
    folded = fold(text)
    if text == "M." and language == "fr":
        return "R"
    if text == "Jan" and not last and language not in ("en", None):
        return "G"
    if folded in _SUFFIXES and before:
        return "J"
    if (text.endswith(".") and len(text.replace(".", "")) * 2 == len(text)) or (
        len(text) == 1 and text not in "IA" and not opens
    ):
        return "I"
    if (folded in cues("never") or "'" in folded[-3:-1]) and not (
        # "Colman Domingo", "the singer Julio Iglesias"
        folded in _DAYS_AND_NAMES and ((before == "G" and last) or (before == "R" and not last))
    ):
        return "F"
    tail = text.rpartition("-")[2]
    if (
        tail[:1].islower()
        and "-" in text
        and not (before in ("S", "G", "X") and len(text) < 12 and language not in NOUNS_CAPITALISED)
    ):
        return "R" if is_role(tail) and not opens else "A"
    named = before in ("G", "I") and (is_surname(text) or last)
    if is_role(text) and not named:
        return "R"
    if before == "R" and not last and is_given(text):
        return "G"
    if folded in cues("demonyms") or (folded.endswith("s") and folded[:-1] in cues("demonyms")):
        return "D"
    if text in cues("designators", "tail") and not (named and is_surname(text) and folded in common_words()):
        return "O"
    if text in cues("places", "tail") and not (
        named and last and text in ("Hill", "Hall", "Lane", "Woods", "Park", "Castle")
    ):
        return "T"
    if folded in cues("modifiers"):
        return "M"
    common = folded in common_words() or (language in NOUNS_CAPITALISED and folded.endswith(_GERMAN_NOUN))
    if is_given(text, language) and not (common and (opens or len(text) < 4)):
        return "G"
    if is_surname(text) and not (common and opens):
        return "S"
    return "W" if common else "X"


def chain_at(passage: Passage, at: int) -> Chain | None:
    """Return the chain that a character of a passage is in, if it is in one.

    >>> passage = told(("It rained, said Jane Roe.",), "en").passages[0]
    >>> len(chain_at(passage, 18).words), chain_at(passage, 5)
    (2, None)
    """
    place = bisect_right(passage.chains, at, key=attrgetter("start")) - 1
    return passage.chains[place] if place >= 0 and at < passage.chains[place].end else None


def hits_in(passage: Passage, chain: Chain) -> tuple[Hit, ...]:
    """Return the known names that overlap a chain.

    >>> passage = told(("It rained in Oslo.",), "en").passages[0]
    >>> [len(hits_in(passage, chain)) for chain in passage.chains]
    [0, 1]
    """
    return passage.near.get(chain.start, ())
