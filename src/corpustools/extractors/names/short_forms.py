"""Who and what was named before, in fewer words: surnames, first names, acronyms, first words of organizations."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from corpustools.extractors.names.known_names import Hit, is_organization, is_place, known_as
from corpustools.extractors.names.lexicons import cues
from corpustools.extractors.names.listed_bodies import listed_bodies
from corpustools.extractors.names.naming import short_forms
from corpustools.extractors.names.passages import (
    NOUNS_CAPITALISED,
    Passage,
    Story,
    hits_in,
    in_source,
    kinds,
    source_span,
    story,
)
from corpustools.extractors.names.word_kinds import fold, is_common
from corpustools.model.document import Block, Document
from corpustools.registry import Named, rule
from corpustools.text.capitals import Chain
from corpustools.text.declension import NAMES_DECLINED, stems

GENITIVES_IN_S = NOUNS_CAPITALISED | {"da", "no", "sv", None}
"""Languages in which an s without an apostrophe makes a genitive; Danish and Norwegian are often not told apart."""

_TAKEN_UP = frozenset("FWARMD")
"""What may stand beside a short form in its chain: words of no name, roles, and what goes with them."""


class _Known(NamedTuple):
    """Where people who have a short form are named, in order, and who was meant by it from there on."""

    starts: list[int]
    meant: list[str]

    def add(self, start: int, name: str) -> None:
        """Note that somebody is named; a name of one word yields to the last one of several."""
        yields = self.meant and len(name.split()) < 2 <= len(self.meant[-1].split())
        self.starts.append(start)
        self.meant.append(self.meant[-1] if yields else name)

    def meant_at(self, start: int) -> str:
        """Return who is meant by the short form: whom it was said of last, else whom it is said of at all."""
        return self.meant[bisect_right(self.starts, start) - 1]


@rule("refer", since="0.1", confidence=0.92)
def part_of_name_again(document: Document) -> Iterator[Named]:
    r"""A surname or a first name alone is the person's whose full name the document has.

    Whether the full name stands before or after it. Where two people of one name are named in full, the one named last
    before the short form is meant. German puts an s behind a name that owns something.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "It is quiet, said Jane Roe. Nobody knows why. In the end Roe was right, and Jane went home."
    >>> where("part_of_name_again", page)
    [('Roe', 'person', 'Jane Roe'), ('Jane', 'person', 'Jane Roe')]

    Abstains:

    >>> page = "It is quiet, said Jane Roe. Nobody knows why. In the end Public was right, or the Roe Institute."
    >>> where("part_of_name_again", page)
    []
    """
    told = story(document)
    names: dict[str, _Known] = {}
    for mention in document.mentions:
        if mention.kind == "person":
            for short in (*short_forms(mention.name), mention.name):
                names.setdefault(short, _Known([], [])).add(mention.start, mention.name)
    if not names:
        return
    held = {mention.start for mention in document.mentions}
    german = told.language in GENITIVES_IN_S
    if told.language in NAMES_DECLINED:
        names |= {stems(name): found for name, found in names.items() if stems(name) not in names}
    for block, passage, chain in _with_short_forms(document, told, names, german):
        for first, last, words in _parts(passage, chain, told.language, names, german):
            start, end = source_span(document, block, first, last)
            if start not in held:
                yield Named(start, end, "person", names[words].meant_at(start))


def _with_short_forms(
    document: Document, told: Story, names: Mapping[str, object], german: bool
) -> Iterator[tuple[Block, Passage, Chain]]:
    """Yield the chains that may have one of the short forms, in order."""
    wanted: Collection[str] = names.keys()
    declined = told.language in NAMES_DECLINED
    if german or declined:
        wanted = {word for word in told.places if _form(word, names, german, declined)}
    blocks = tuple(in_source(document))
    for number, chains in told.chains_with(wanted).items():
        passage = told.passages[number]
        for chain in chains:
            yield blocks[number], passage, passage.chains[chain]


def _parts(
    passage: Passage, chain: Chain, language: str | None, names: Mapping[str, object], german: bool
) -> Iterator[tuple[int, int, str]]:
    """Yield the short forms in a chain that stand there alone, with the form that ``names`` has."""
    declined = language in NAMES_DECLINED
    letters = kinds(passage, chain)
    at = 0
    while at < len(chain.words):
        for end in range(min(len(chain.words), at + 4), at, -1):
            words = chain.words[at:end]
            begin = words[0].begin if at == 0 or words[0].particles else words[0].start
            form = _form(" ".join(passage.text[words[0].start : words[-1].end].split()), names, german, declined)
            if form is None and words[0].particles:
                form = _form(" ".join(passage.text[begin : words[-1].end].split()), names, german, declined)
            if form is None:
                continue
            beside = letters[at - 1 : at] + letters[end : end + 1]
            nouns = (german and language in NOUNS_CAPITALISED) or ((german or declined) and at == 1 and chain.opens)
            alone = set(beside) <= _TAKEN_UP or (nouns and set(beside) <= _TAKEN_UP | {"X"} and len(words) == 1)
            if alone and not (is_common(form) and chain.opens and at == 0 and "F" not in letters[:1] and len(form) < 5):
                yield words[0].start, words[-1].end, form
            at = end - 1
            break
        at += 1


def _form(words: str, names: Mapping[str, object], german: bool, declined: bool) -> str | None:
    if words in names:
        return words
    if words[:4] in ("Van ", "Von ") and f"v{words[1:]}" in names:
        return f"v{words[1:]}"  # "Van Dijk" opens a sentence
    if declined and stems(words) in names and not known_as(words):
        return stems(words)
    return words[:-1] if german and words[-1:] == "s" and words[:-1] in names else None


@rule("refer", since="0.1", version=2, confidence=0.9)
def organization_again(document: Document) -> Iterator[Named]:
    r"""An organization's first word, or its acronym, alone is the organization that the document names in full.

    Not where the first word is a common one, a place or a country's adjective ("New York Times", "Deutsche Bank"), nor
    where it has another word with a capital beside it.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "The work is done by Vrebt Technologies of Oslo. Nobody knows why, and in the end Vrebt said nothing."
    >>> where("organization_again", page)
    [('Vrebt', 'organization', 'Vrebt Technologies')]

    Abstains:

    >>> page = "The work is done by Oslo Technologies. Nobody in Oslo knows why, and Oslo says nothing."
    >>> where("organization_again", page)
    []
    """
    told = story(document)
    names: dict[str, str] = {}
    for mention in document.mentions:
        if mention.kind == "organization":
            for short in _shortened(mention.name):
                names.setdefault(short, mention.name)
            names.setdefault(" ".join(document.words_at(mention.start, mention.end).split()), mention.name)
    for name in listed_bodies(document):
        names.setdefault(name, name)
    if not names:
        return
    held = {mention.start for mention in document.mentions}
    german = told.language in NOUNS_CAPITALISED
    for block, passage, chain in _with_short_forms(document, told, names, german):
        parts = list(_parts(passage, chain, told.language, names, german))
        if not parts or any(_is_of_place(hit, chain) for hit in hits_in(passage, chain)):
            continue
        for first, last, words in parts:
            start, end = source_span(document, block, first, last)
            if start not in held:
                yield Named(start, end, "organization", names[words])


def _is_of_place(hit: Hit, chain: Chain) -> bool:
    """Whether a known name in a chain is a place's: a small town has the name of a paper's last word, too ("Post")."""
    if not is_place(hit) or is_organization(hit):
        return False
    whole = hit.start <= chain.words[0].start and chain.end <= hit.end
    return whole or any(entry.kind != "city" or entry.population >= 100_000 for entry in hit.entries)


_VIETNAMESE = frozenset("Bệnh Trường Đại Học Công Tập Ngân Đài Báo UBND CLB".split())


def _is_kind(word: str) -> bool:
    """Whether a word says what a body is or where it is from, and so is none's short form."""
    if word in _VIETNAMESE or word in cues("designators", "first") or word in cues("places", "directions"):
        return True
    return fold(word) in cues("demonyms") or fold(word) in cues("designators", "german_first")


_CAPITALS = re.compile(r"\b[^\W\d_a-z]")


def _shortened(name: str) -> list[str]:
    """Return what an organization may be called for short: its first word, and its initials.

    >>> _shortened("Vrebt Technologies"), _shortened("Downtown Vrebt, Inc."), _shortened("American Vrebt Lines")
    (['Vrebt', 'VT'], ['DVI', 'DV'], ['AVL', 'AV'])
    """
    words = [word.strip(",") for word in name.split() if word[:1].isupper()]
    if len(words) < 2:
        return []
    first = words[0]
    short = len(first) < 4 and not (len(first) == 3 and first.isupper())
    found = [] if is_common(first) or short or _is_kind(first) else [first]
    initials = "".join(_CAPITALS.findall(name))
    return [*found, initials, initials[:-1]] if len(initials) > 2 else [*found, initials]
