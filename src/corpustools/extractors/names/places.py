"""Places: names in the gazetteer, datelines, and names that say what they are of."""

import re
from collections.abc import Iterator

from corpustools.extractors.names.gazetteer import Place, settled
from corpustools.extractors.names.known_names import known_as
from corpustools.extractors.names.lexicons import cues
from corpustools.extractors.names.passages import Passage, in_source, kinds, source_span, story
from corpustools.extractors.names.stated_places import as_stated
from corpustools.extractors.names.word_kinds import fold, is_common
from corpustools.model.document import Block, Document
from corpustools.model.span import Label
from corpustools.registry import Named, rule
from corpustools.text.capitals import Chain
from corpustools.text.datelines import dateline


@rule("mention", since="0.1", version=2, confidence=0.91)
def place_in_gazetteer(document: Document) -> Iterator[Named]:
    """A name that GeoNames, CLDR or the list of regions has is a place's, where the words around it allow it.

    Countries, capitals, regions and large cities are taken anywhere; a smaller city, or one that is also a surname or a
    common word ("Reading", "Lincoln"), where a preposition, a state after a comma or its country's name in
    the document speaks for it, there or elsewhere in the document. A name inside a longer chain of words with
    capitals is part of another name ("Paris Hilton", "Boston Consulting"). Where a state stands after a name once, in
    a dateline or anywhere, the name is of that place throughout.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "The US-led talks in Lincoln, Nebraska, and in MOSCOW end, says Brazil, the U.S. and New York."
    >>> where("place_in_gazetteer", page)
    [('Lincoln', 'place', 'Lincoln'), ('Nebraska', 'place', 'Nebraska'), ('Brazil', 'place', 'Brazil'),
    ('U.S.', 'place', 'United States'), ('New York', 'place', 'New York')]
    >>> where("place_in_gazetteer", "COLUMBIA, S.C. (AP) — The town is quiet. Nobody in Columbia knows for how long.")
    [('S.C.', 'place', 'South Carolina'), ('Columbia', 'place', 'Columbia')]

    Abstains:

    >>> where("place_in_gazetteer", "Reading is hard for Paris Hilton, Chinese boys and the Boston Consulting people.")
    []
    """
    seen = story(document)
    texts = tuple(passage.text for passage in seen.passages)
    for block, places in zip(in_source(document), settled(texts, seen.language), strict=True):
        for place in places:
            yield _named(place, *source_span(document, block, place.start, place.end))


def _named(place: Place, start: int, end: int) -> Named:
    """Name a place; where two of about its size have the name, say so instead of choosing one."""
    likely, *others = sorted(place.entries, key=lambda entry: -entry.population)
    best = place.best
    unclear = likely == best and bool(others) and others[0].population * 5 > best.population
    readings = tuple(entry.identifier for entry in place.entries if entry.identifier) if unclear else ()
    return Named(start, end, "place", best.name, None, None if unclear else best.identifier, readings)


_TITLED = re.compile(
    r"(?P<place>[^\W\d_a-z][\w'’.\-]+(?: [^\W\d_a-z][\w'’.\-]+){0,2}), "
    r"(?P<state>[^\W\d_a-z][\w.]*\.?(?: [^\W\d_a-z][\w.]+)?)(?: ?\([^()]{2,30}\))? ?[–—-]+ "
)


@rule("mention", since="0.1", confidence=0.98)
def place_of_dateline(document: Document) -> Iterator[Named]:
    r"""The place that a report is from stands before its first sentence, often in capitals, with a dash behind it.

    Its name is the gazetteer's where that has it, else the words in ordinary letters. A state after a comma is a
    place, too.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("place_of_dateline", "MOSCOW (Agency) – The town is quiet today, and nobody knows for how long.")
    [('MOSCOW', 'place', 'Moscow')]
    >>> where("place_of_dateline", "Lincoln, Neb. — The town is quiet today, and nobody knows for how long it will be.")
    [('Lincoln', 'place', 'Lincoln'), ('Neb.', 'place', 'Nebraska')]
    >>> where("place_of_dateline", "COLUMBIA, S.C. (AP) — The town is quiet today, and nobody knows for how long.")[0]
    ('COLUMBIA', 'place', 'Columbia')

    Abstains:

    >>> where("place_of_dateline", "MOSCOW is quiet today, and nobody knows for how long it will be like that.")
    []
    """
    for block in in_source(document):
        text = block.reading + (" …" if block.label is Label.DATELINE else "")
        found = dateline(text)
        if found is not None:
            shown = found["place"].title()
            yield _dated(document, block, found.span("place"), shown)
            state = re.compile(r", (?P<state>[^\W\d_][\w.]+)").match(text, found.end("place"))
            if state is not None and any(entry.kind != "city" for entry in known_as(state["state"])):
                yield _dated(document, block, state.span("state"), state["state"])
            continue
        titled = _TITLED.match(text)
        if titled is not None:
            states = known_as(titled["state"]) or (known_as(_STATE_CODES.get(titled["state"], "")))
            if any(entry.kind in ("state", "country", "region") for entry in states):
                yield _dated(document, block, titled.span("place"), titled["place"])
                yield _dated(document, block, titled.span("state"), _STATE_CODES.get(titled["state"], titled["state"]))


_STATE_CODES = {
    "NY": "New York",
    "CA": "California",
    "TX": "Texas",
    "FL": "Florida",
    "IL": "Illinois",
    "WA": "Washington",
    "MA": "Massachusetts",
    "PA": "Pennsylvania",
    "NJ": "New Jersey",
    "GA": "Georgia",
    "NC": "North Carolina",
    "VA": "Virginia",
    "OH": "Ohio",
    "MI": "Michigan",
    "AZ": "Arizona",
    "CO": "Colorado",
    "MN": "Minnesota",
    "OR": "Oregon",
    "NV": "Nevada",
    "MD": "Maryland",
    "WI": "Wisconsin",
    "TN": "Tennessee",
    "MO": "Missouri",
    "UT": "Utah",
}


def _dated(document: Document, block: Block, span: tuple[int, int], shown: str) -> Named:
    known = tuple(entry for entry in known_as(shown) if entry.kind != "organization")
    entries = as_stated(known, block.reading, span[1])
    start, end = source_span(document, block, *span)
    return _named(Place(0, 0, entries, True, False, True), start, end) if entries else Named(start, end, "place", shown)


@rule("mention", since="0.1", confidence=0.92)
def place_by_kind(document: Document) -> Iterator[Named]:
    """A name that ends or begins with the kind of place it is of: "Hudson River", "King Street", "Lake Victoria",
    "Bay of Bengal".

    What stands before it must be more than common words: "Best Beach" and "Town Hall" name nothing.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("place_by_kind", "They walked along Vrebt River to Xolqani Street, saw Lake Vrebt and the Gulf of Vrebt.")
    [('Vrebt River', 'place', 'Vrebt River'), ('Xolqani Street', 'place', 'Xolqani Street'),
    ('Lake Vrebt', 'place', 'Lake Vrebt'), ('Gulf of Vrebt', 'place', 'Gulf of Vrebt')]

    Abstains:

    >>> page = "The Best Beach is behind the Town Hall. The Street is closed, and so is Park University."
    >>> where("place_by_kind", page)
    []
    """
    seen = story(document)
    blocks = tuple(in_source(document))
    kinds_of_places = cues("places", "tail") | cues("places", "head") | cues("places", "of")
    for number, chains in seen.chains_with(kinds_of_places).items():
        passage = seen.passages[number]
        for chain in chains:
            for start, end in _by_kind(passage, passage.chains[chain]):
                name = " ".join(passage.text[start:end].split())
                yield Named(*source_span(document, blocks[number], start, end), "place", name)


_OF = re.compile(r" of (?:the )?(?P<name>[^\W\d_a-z][\w’'\-]*(?: [^\W\d_a-z][\w’'\-]*)?)")


def _by_kind(passage: Passage, chain: Chain) -> Iterator[tuple[int, int]]:
    words = chain.words
    heads, before_of = cues("places", "head"), cues("places", "of")
    letters = kinds(passage, chain)
    first = 0
    for at, word in enumerate(words):
        if letters[at] in "FK":
            first = at + 1
        elif letters[at] == "T" and at > first and letters[at + 1 : at + 2] not in tuple("OTXSG"):
            start = first
            while start < at and (
                (letters[start] in "MD" and at - start > 1)
                or (start == 0 and chain.opens and letters[start] == "W" and at - start > 1)
            ):
                start += 1
            named = letters[start:at]
            on = passage.text[max(words[start].start - 14, 0) : words[start].start].split()[-1:] in (
                ["on"],
                ["in"],
                ["at"],
            )
            if (
                any(
                    letter in "XSG" and not is_common(each.text)
                    for each, letter in zip(words[start:at], named, strict=True)
                )
                or ("R" in named and word.text in ("Street", "Road", "Avenue"))
                or (on and not chain.opens)
            ):
                yield words[start].start, word.end
            first = at + 1
        elif (
            word.text in heads
            and letters[at + 1 : at + 2] in tuple("XSGW")
            and letters[at + 2 : at + 3] not in tuple("OT")
        ):
            yield word.start, words[at + 1].end
            first = at + 2
        elif word.text in before_of and words[at + 1 : at + 2] and words[at + 1].particles:
            yield word.start, words[at + 1].end  # "Golf von Mexiko", "Bahía de Cádiz"
            first = at + 2
        elif word.text in before_of and at + 1 == len(words):
            found = _OF.match(passage.text, word.end)
            if (
                found is not None
                and fold(found["name"].split()[0]) not in cues("never")
                and not is_common(found["name"].split()[0])
            ):
                yield word.start, found.end()
