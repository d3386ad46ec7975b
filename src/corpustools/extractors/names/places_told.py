"""Places that no list has, by what stands beside them; and countries in compounds."""

import re
from collections.abc import Iterator

from corpustools.extractors.names.known_names import known_as
from corpustools.extractors.names.lexicons import cues
from corpustools.extractors.names.naming import names
from corpustools.extractors.names.passages import (
    NOUNS_CAPITALISED,
    Passage,
    Span,
    Story,
    in_source,
    kinds,
    source_span,
    story,
)
from corpustools.extractors.names.word_kinds import fold, is_common
from corpustools.model.document import Document
from corpustools.registry import Named, rule

_GERMAN_TOWN = re.compile(
    r"\b(?:in|aus|nach|bei|von|um|zwischen|Stadt|Gemeinde|Ort|Ortsteil|Stadtteil|Bezirk|Standort) "
    r"(?P<town>[A-ZÄÖÜ][a-zäöüß]+(?:dorf|burg|heim|hausen|ingen|kirchen|felden|bach|brück|brücken|furt|rode|leben|stedt"
    r"|städt|büttel|weiler|hofen|walde|münde|rath|scheid|berg|feld))\b(?!-)"
)


@rule("mention", since="0.1", version=2, confidence=0.83)
def place_by_german_ending(document: Document) -> Iterator[Named]:
    """A word that ends as German towns do is one right after a preposition: "in Vrebtdorf", "aus Vrebtingen".

    No article may stand between ("in der Altstadt"), and words that have small letters or articles elsewhere are none.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "Die Brücke in Xolqhausen ist zu, und das wird auch in dem Jahr nicht mehr anders sein."
    >>> where("place_by_german_ending", page)
    [('Xolqhausen', 'place', 'Xolqhausen')]

    Abstains:

    >>> page = "Die Brücke in dem Xolqhausen ist zu, und das wird auch in dem Jahr nicht mehr anders sein."
    >>> where("place_by_german_ending", page)
    []
    """
    seen = story(document)
    if seen.language not in NOUNS_CAPITALISED:
        return
    for block, passage in zip(in_source(document), seen.passages, strict=True):
        for found in _GERMAN_TOWN.finditer(passage.text):
            if not is_common(found["town"]):
                yield Named(*source_span(document, block, *found.span("town")), "place", found["town"])


_LEADING = re.compile(r"(?<![\w\-.])(?P<name>[A-Z]{2,3}|(?:[A-Z]\.){2,3})-led\b")


@rule("mention", since="0.1", confidence=0.9)
def country_that_leads(document: Document) -> Iterator[Named]:
    """The short name of a country before "-led" names the country, because it says who acts.

    Other compounds ("US-Mexican", "UK-based") are adjectives, and so are the names of peoples ("Russian-led").

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("country_that_leads", "The US-led mission has been in the town for years, and nobody knows for how long.")
    [('US', 'place', 'United States')]

    Abstains:

    >>> where("country_that_leads", "The Russian-led mission and a US-based firm are in town, and the NATO-led one.")
    []
    """
    for block, passage in zip(in_source(document), story(document).passages, strict=True):
        for found in _LEADING.finditer(passage.text) if "-led" in passage.text else ():
            for entry in known_as(found["name"]):
                if entry.kind == "country":
                    span = source_span(document, block, *found.span("name"))
                    yield Named(*span, "place", entry.name, None, entry.identifier)
                    break


# Countries and parts of the world, two joined: "the Russia-Ukraine war", "the U.S.-Mexico border".
_STROKE = re.compile(r"[-–](?=[A-Z])")
_JOINED = re.compile(
    r"(?<![\w\-–.])(?P<one>(?:[A-Z]\.){2,3}|[^\W\d_a-z][^\W\d_]{1,14})[-–](?P<other>[^\W\d_a-z][^\W\d_]{1,14})(?![\w\-–])"
)


@rule("mention", since="0.1", confidence=0.9)
def countries_joined(document: Document) -> Iterator[Named]:
    """Two countries or capitals that a hyphen joins are two places: "the Russia-Ukraine war".

    With anything else ("US-Mexican", "Berlin-Mitte") a hyphen makes one word.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("countries_joined", "The Russia-Ukraine war and the U.S.-Mexico border are far from the town, he says.")
    [('Russia', 'place', 'Russia'), ('Ukraine', 'place', 'Ukraine'), ('U.S.', 'place', 'United States'),
    ('Mexico', 'place', 'Mexico')]

    Abstains:

    >>> where("countries_joined", "The US-Mexican border and the Berlin-Mitte station are far from the town, he says.")
    []
    """
    for block, passage in zip(in_source(document), story(document).passages, strict=True):
        for found in _joined_in(passage.text):
            both = [
                next((entry for entry in known_as(found[part]) if entry.kind in ("country", "capital")), None)
                for part in ("one", "other")
            ]
            for part, entry in zip(("one", "other"), both, strict=True):
                if entry is not None and None not in both:
                    yield Named(
                        *source_span(document, block, *found.span(part)), "place", entry.name, None, entry.identifier
                    )


def _joined_in(text: str) -> Iterator[re.Match[str]]:
    """Yield two words that a hyphen joins; hyphens are looked for first, being rare."""
    for stroke in _STROKE.finditer(text):
        start = max(text.rfind(" ", max(stroke.start() - 18, 0), stroke.start()), stroke.start() - 18) + 1
        found = _JOINED.search(text, start, stroke.end() + 17)
        if found is not None and found.start("other") == stroke.end():
            yield found


_KIND = re.compile(
    r" (?:province|governorate|oblast|prefecture|municipality|township|peninsula|archipelago"
    r"|voivodeship|canton|kecamatan)\b"
)
_KIND_OF = re.compile(
    r"\b(?:village|town|city|hamlet|suburb|island|district|province|port|settlement|neighborhood|neighbourhood|municipality"
    r"|commune|borough|outpost|seaside resort|resort|port city|kampung|desa|kecamatan) of \Z"
)


@rule("mention", since="0.1", confidence=0.88)
def place_beside_its_kind(document: Document) -> Iterator[Named]:
    """A name that no list has is a place's before the kind of place it is, or behind it and "of".

    "The southern Vrebt province", "the village of Vrebt". Towns and counties in small letters are left out before
    which names of people and peoples stand.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("place_beside_its_kind", "They came from southern Vrebt province to the village of Xolq Dryl by boat.")
    [('Vrebt', 'place', 'Vrebt'), ('Xolq Dryl', 'place', 'Xolq Dryl')]

    Abstains:

    >>> where("place_beside_its_kind", "The Chinese province is large, and the city of God is a film about boys.")
    []
    """
    seen = story(document)
    if seen.language in NOUNS_CAPITALISED:
        return
    for block, passage in zip(in_source(document), seen.passages, strict=True):
        for start, end in _beside_kind(seen, passage):
            words = " ".join(passage.text[start:end].split())
            yield Named(*source_span(document, block, start, end), "place", words)


_NO_NAMES = frozenset(("F", "W", "FW", "R", "D", "M", "GS", "K"))
"""What most chains are: words that open sentences, and people."""


def _beside_kind(seen: Story, passage: Passage) -> Iterator[Span]:
    text = passage.text
    letters_of = passage.letters
    for chain in passage.chains:
        if letters_of[chain.start] in _NO_NAMES:
            continue
        before = text.startswith("of ", chain.start - 3) if chain.start > 8 else False
        if not before and text[chain.end : chain.end + 1] != " ":
            continue
        if not (
            (before and _KIND_OF.search(text, max(chain.start - 22, 0), chain.start)) or _KIND.match(text, chain.end)
        ):
            continue
        letters = kinds(passage, chain)
        first = 1 if chain.opens and letters[0] in "FW" and len(letters) > 1 else 0
        words = chain.words[first:]
        if len(words) > 2 or set(letters[first:]) - set("XSGT") or "".join(letters[first:]).strip("T") == "":
            continue
        people = names(seen).full
        if any(is_common(word.text) or word.text in people or fold(word.text) in cues("demonyms") for word in words):
            continue
        yield words[0].start, words[-1].end


_TOLD_BY = frozenset(("place_beside_its_kind", "place_by_german_ending", "place_by_kind"))


@rule("refer", since="0.1", confidence=0.87)
def place_again(document: Document) -> Iterator[Named]:
    """A name that no list has and that something beside it says once to be a place's is the place's wherever it stands.

    Alone, that is: not where it has another word with a capital beside it.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "They came from the village of Xolqam by boat. Nobody in the town knows where Xolqam is, he says."
    >>> where("place_again", page)
    [('Xolqam', 'place', 'Xolqam')]

    Abstains:

    >>> page = "They came from the village of Xolqam by boat. Nobody in the town knows where Jane Xolqam is, he says."
    >>> where("place_again", page)
    []
    """
    told = {mention.name for mention in document.mentions if mention.kind == "place" and mention.rule in _TOLD_BY}
    if not told:
        return
    held = {mention.start for mention in document.mentions}
    seen = story(document)
    blocks = tuple(in_source(document))
    for number, chains in seen.chains_with({name.split()[-1] for name in told}).items():
        passage = seen.passages[number]
        for at in chains:
            chain = passage.chains[at]
            first = 1 if chain.opens and kinds(passage, chain)[0] in "FW" and len(chain.words) > 1 else 0
            start, end = chain.words[first].start, chain.end
            words = " ".join(passage.text[start:end].split())
            place = source_span(document, blocks[number], start, end)
            if words in told and place[0] not in held and passage.text[end : end + 1] != "-":
                yield Named(*place, "place", words)
