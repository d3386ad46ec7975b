"""Which names of the gazetteer are names of places where they stand."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from corpustools.extractors.names.known_names import Entry, Hit, is_organization, is_place, known_as
from corpustools.extractors.names.lexicons import cues
from corpustools.extractors.names.naming import Person, names
from corpustools.extractors.names.passages import NOUNS_CAPITALISED, Passage, Story, kinds, told
from corpustools.extractors.names.stated_places import as_stated, said_where, stated
from corpustools.extractors.names.word_kinds import fold, is_common, is_given, is_surname
from corpustools.text.capitals import Chain

_RANK = ("country", "capital", "state", "region", "water", "mountain", "space", "site", "city")


_LARGE = 500_000


_MIDDLING = 100_000


_NAMES_BEGIN, _NAMES_GO_ON = frozenset("GSIXOT"), frozenset("OTXSGIJ")
"""What the words are before or behind a place's name that make it a part of a longer one."""


# Countries that are more often somebody's name where nothing says that they are a place.
_NAMES_TOO = frozenset(
    "Jordan Chad Georgia Jersey Carolina Virginia Dakota Montana Victoria Sydney "
    "Alberta Kent Devon Norfolk Earth Java".split()
)


_BEFORE = re.compile(r"(?:([^\W\d_][\w’']*)|(,))[ \u00a0](?:the[ \u00a0])?\Z")


# Towns that German has as nouns or verbs.
_NOUNS = frozenset(
    """Essen Siegen Halle Hof Singen Baden Bergen Weiden Kamen Buch Leer Wedel Wesel Lage Laufen Horn Aalen Senden
    Rheine Brand Hagen Worms
    Herne Celle Plauen Kehl Fulda Landau Lohne Moers Regen Rügen Sand Stade Steinen Wangen Weiden Winsen Zeit Kiel
    Trier""".split()
) - {"Kiel", "Trier", "Fulda", "Worms"}


# German has articles before these ("die Schweiz", "der Donau"), as before its nouns.
_WITH_ARTICLES = frozenset(("country", "region", "water", "mountain", "state"))


class Place(NamedTuple):
    """A place's name in a passage; ``proved`` is whether the words around it say that it is one."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    proved: bool
    doubtful: bool
    opens: bool

    @property
    def best(self) -> Entry:
        """What the name most likely stands for: a country before a city, a large city before a small one."""
        return _likeliest(self.entries)


@lru_cache(maxsize=4096)
def _likeliest(entries: tuple[Entry, ...]) -> Entry:
    return min(
        entries, key=lambda entry: (_RANK.index(entry.kind) if entry.kind != "capital" else 0, -entry.population)
    )


@lru_cache(maxsize=4)
def settled(texts: tuple[str, ...], language: str | None) -> tuple[tuple[Place, ...], ...]:
    """Decide which names of places are taken, once all of a document is seen."""
    seen = told(texts, language)
    named = names(seen)
    people = named.full
    found = tuple([tuple(_places(seen, *each)) for each in zip(seen.passages, named.people, strict=True)])
    found = tuple(
        [
            tuple(_proved_by_neighbours(passage.text, places)) if len(places) > 1 else places
            for passage, places in zip(seen.passages, found, strict=True)
        ]
    )
    spans = (
        (text, place.start, place.end, place.entries)
        for text, places in zip(texts, found, strict=True)
        for place in places
    )
    said = said_where(texts, spans)
    if said:
        found = tuple(
            tuple(_in_one_sense(text, place, said) for place in places)
            for text, places in zip(texts, found, strict=True)
        )
    every = [place for places in found for place in places]
    proved = {place.best.name for place in every if place.proved}
    countries = {
        place.best.country
        for place in every
        if not place.doubtful and place.best.kind in ("country", "capital", "state")
    }

    def taken(passage: Passage, place: Place) -> bool:
        words = passage.text[place.start : place.end]
        if words in people and not place.proved:
            return False
        if place.proved:
            return True
        great = place.best.kind in _WITH_ARTICLES and language in NOUNS_CAPITALISED and len(words) > 5
        if place.opens and (_is_word(words) or words in _NOUNS) and not great:
            return False
        if place.best.name in proved:
            return True
        if place.doubtful:
            return False
        if place.best.kind != "city" or place.best.population >= _LARGE:
            return True
        known = any(entry.country in countries for entry in place.entries)
        return not place.opens and (place.best.population >= _MIDDLING or known)

    return tuple(
        [
            tuple([place for place in places if taken(passage, place)]) if places else ()
            for passage, places in zip(seen.passages, found, strict=True)
        ]
    )


def _in_one_sense(text: str, place: Place, said: Mapping[str, tuple[Entry, ...]]) -> Place:
    """Take a name for what the document says elsewhere that it stands for."""
    entries = said.get(text[place.start : place.end])
    return place if not entries or stated(text, place.end) else place._replace(entries=entries)


_LISTED = re.compile(r",? (?:(?:and|or|und|oder|et|y|e|o|ou) )?|/|, ")


def _proved_by_neighbours(text: str, places: tuple[Place, ...]) -> Iterator[Place]:
    """Take a name for a place's where it stands in a list beside another: "Dallas, Tulsa and Wichita"."""
    for at, place in enumerate(places):
        near = [places[other] for other in (at - 1, at + 1) if 0 <= other < len(places)]
        listed = (
            place.doubtful
            and not place.opens
            and any(
                not other.doubtful and _LISTED.fullmatch(text, min(place.end, other.end), max(place.start, other.start))
                for other in near
            )
        )
        yield place._replace(proved=True) if listed else place


def _places(seen: Story, passage: Passage, people: tuple[Person, ...]) -> Iterator[Place]:
    starts = frozenset([person.start for person in people])
    hits = [hit for hit in _with_genitives(seen, passage) if is_place(hit) and not is_organization(hit)]
    if not hits:
        return
    at = 0
    letters = ""
    lettered: Chain | None = None
    for hit in hits:
        while at < len(passage.chains) and passage.chains[at].end <= hit.start:
            at += 1
        chain = passage.chains[at] if at < len(passage.chains) else None
        if chain is None or chain.start >= hit.end:
            if not hit_is_cased(passage.text, hit):
                yield Place(hit.start, hit.end, _of_place(hit), False, False, False)
            continue
        if lettered is not chain:
            letters, lettered = kinds(passage, chain), chain
        place = _in_chain(seen, passage, chain, letters, hit, starts)
        if place is not None:
            yield place


def hit_is_cased(text: str, hit: Hit) -> bool:
    """Whether the script of a name has capitals.

    >>> from corpustools.extractors.names.known_names import find_known_in
    >>> hit_is_cased("It rained in Oslo.", find_known_in(("It rained in Oslo.",))[0][0])
    True
    """
    return text[hit.start].lower() != text[hit.start].upper()


def best_of(hit: Hit) -> Entry:
    """Return the place that a known name most likely stands for.

    >>> from corpustools.extractors.names.known_names import find_known_in
    >>> best_of(find_known_in(("It rained in Paris.",))[0][0]).country
    'FR'
    """
    return Place(0, 0, _of_place(hit), False, False, False).best


_SHORT = frozenset(("en", "i", "w", "z", "v", "da", "au"))  # words in other languages that are more than prepositions


def _is_word(name: str) -> bool:
    """Whether a name is a common word, too; "us" is one, but is hardly ever written in capitals."""
    return name != "US" and is_common(name)


def _of_place(hit: Hit) -> tuple[Entry, ...]:
    return tuple([entry for entry in hit.entries if entry.kind != "organization"])


def _without_article(text: str, hit: Hit) -> Hit:
    """Leave the article of "the Netherlands" out of the name, and not that of "The Hague", which is part of it."""
    is_apart = text.startswith(("the ", "The "), hit.start) and known_as(text[hit.start + 4 : hit.end])
    return hit._replace(start=hit.start + 4) if is_apart else hit


def _with_genitives(seen: Story, passage: Passage) -> list[Hit]:
    """Add to the known names those that stand in the German genitive ("Russlands")."""
    hits = [_without_article(passage.text, hit) for hit in passage.hits]
    if seen.language in NOUNS_CAPITALISED:
        held = {hit.start for hit in hits}
        for chain in passage.chains:
            for word in chain.words:
                if word.text.endswith("s") and len(word.text) > 4 and word.start not in held:
                    entries = known_as(word.text[:-1])
                    if entries and any(entry.kind != "city" or entry.population >= _MIDDLING for entry in entries):
                        hits.append(Hit(word.start, word.end, entries))
        hits.sort()
    return hits


def _in_chain(
    seen: Story, passage: Passage, chain: Chain, letters: str, hit: Hit, starts: frozenset[int]
) -> Place | None:
    """Look at the words beside a place's name in its chain; nothing where it is part of a longer name."""
    text = passage.text
    first = next((at for at, word in enumerate(chain.words) if word.start == hit.start), None)
    last = next((at for at, word in enumerate(chain.words) if word.end in (hit.end, hit.end - 1)), None)
    if first is None or last is None or "K" in letters[first : last + 1]:
        return None
    german = seen.language in NOUNS_CAPITALISED
    before, after = letters[first - 1] if first else "", letters[last + 1 : last + 2]
    if set(letters[first : last + 1]) in ({"D"}, {"F"}) or text.startswith((" &", "$"), hit.end):
        return None  # adjectives; months and days; "US$100"
    opening = chain.opens and first == 1 and before == "W"
    if chain.words[last + 1 : last + 2] and chain.words[last + 1].start in starts:
        after = ""  # "Ambassador to Norway Jane Roe"
    if (after in _NAMES_GO_ON and not (german and after == "X")) or (after == "W" and not german):
        return None
    if before in ("X", "W", "T") and chain.words[first].particles:
        before = ""  # "Fläche von Manhattan", "Franja de Gaza"
    if german and before == "X" and best_of(hit).kind in ("country", "capital", "state", "region"):
        before = ""  # "Sache Russlands", "Hauptstadt Kiew"
    directed = bool(before) and chain.words[first - 1].text in cues("places", "directions")
    if not directed and (before in _NAMES_BEGIN or (before == "W" and not german and not opening)):
        return None
    if directed and not german and best_of(hit).kind == "state":
        return None  # "Eastern Michigan" is a team or a university; the region is written "eastern Michigan".
    start = chain.words[first - 1].start if directed else hit.start
    word = text[hit.start : hit.end]
    entries = as_stated(_of_place(hit), text, hit.end)
    single = first == last
    folded = fold(word)
    nameable = single and (
        word in _NOUNS or is_given(word) or is_surname(word) or _is_word(word) or (german and len(folded) < 5)
    )
    best = best_of(hit)
    doubtful = nameable and (
        word in _NAMES_TOO
        or (german and word in _NOUNS)
        or (_is_word(word) and not (german and best.kind in _WITH_ARTICLES and folded not in cues("never")))
        or (best.kind == "city" and not (best.population >= _LARGE and not is_given(word)))
    )
    doubtful = doubtful or (best.kind == "city" and best.population < _MIDDLING // 4 and len(folded) < 5)
    proved = _proved(text, start, hit.end, word)
    if single and word.isupper() and len(word) < 4 and best.kind not in ("country", "region"):
        return None
    if best.kind == "space" and is_common(word):
        doubtful = chain.opens and first == 0
    return Place(start, hit.end, entries, proved, doubtful, chain.opens and first == 0)


def _proved(text: str, start: int, end: int, word: str) -> bool:
    """Whether a preposition, or a place on the other side of a comma, says that the words are a place's name."""
    before = _BEFORE.search(text, _last_words(text, start), start)
    if before is not None and before[1] is not None:
        small = before[1].lower()
        if small in cues("places", "prepositions") and not (is_common(word) and small in _SHORT):
            return True
    return bool(stated(text, end))


def _last_words(text: str, end: int) -> int:
    """Return where the last word before a place begins, or the last but one where it is an article: "in the "."""
    least = max(end - 24, 0)
    space = max(text.rfind(" ", least, max(end - 1, 0)), text.rfind("\u00a0", least, max(end - 1, 0)))
    if space > least and text[space + 1 : end - 1] == "the":
        space = max(text.rfind(" ", least, space), text.rfind("\u00a0", least, space))
    return max(space + 1, least)
