"""Organizations: known names and metonyms, designators, acronyms, and names beside what tells that they are one's."""

from collections.abc import Callable, Iterable, Iterator

from corpustools.extractors.names import bodies, body_cues
from corpustools.extractors.names.passages import Passage, Span, Story, in_source, source_span, story
from corpustools.model.document import Block, Document
from corpustools.model.span import Label
from corpustools.registry import Named, rule
from corpustools.text.datelines import dateline


@rule("mention", since="0.1", version=2, confidence=0.94)
def organization_known(document: Document) -> Iterator[Named]:
    """A name that the list of well-known organizations has is the organization's, metonyms ("the Kremlin") included.

    What is also a common word, a person's or a place's name ("Apple", "Ford", "Chelsea") is taken inside a sentence
    alone, and not where it has another name beside it; everywhere, where something beside it says once that a firm is
    meant: another firm in a list, the kind of firm, or what firms do. Teams' names that are words ("the Wild Cats")
    are taken where the story is of games. "The" is no part of a name.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("organization_known", "The Kremlin has told NATO and the World Health Organization nothing about Apple.")
    [('Kremlin', 'organization', 'Kremlin'), ('NATO', 'organization', 'NATO'),
    ('World Health Organization', 'organization', 'World Health Organization'),
    ('Apple', 'organization', 'Apple')]
    >>> page = "Carmakers like Ford and Toyota wait, The Hill reports. Ford Pickups are new, say the Senators."
    >>> [words for words, _, _ in where("organization_known", page)]
    ['Ford', 'Toyota', 'Hill', 'Ford']

    Abstains:

    >>> page = "Apple pie is what the NATO-led mission eats with Harrison Ford."
    >>> where("organization_known", page)
    []
    """
    told = story(document)
    for block, passage in zip(in_source(document), told.passages, strict=True):
        for span, name in bodies.known(told, passage):
            yield Named(*source_span(document, block, *span), "organization", name)


@rule("mention", since="0.1", version=3, confidence=0.95)
def organization_by_designator(document: Document) -> Iterator[Named]:
    """A name with what organizations are at its end ("Inc.", "University") or, with "of", at its beginning.

    Designators are those of a dozen languages. Common words alone before a weak one ("Local Police", "Top News") are no
    name; before a strong one ("Public Health Agency") they are.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "He left Vrebt Technologies for the University of Vrebt. The Ministry of Trade and Vrebt GmbH paid."
    >>> [words for words, _, _ in where("organization_by_designator", page)]
    ['Vrebt Technologies', 'University of Vrebt', 'Ministry of Trade', 'Vrebt GmbH']
    >>> page = "It is closed, says the Norwegian Boat and Port Association, not the Ministry and Trade Department."
    >>> [words for words, _, _ in where("organization_by_designator", page)]
    ['Norwegian Boat and Port Association', 'Trade Department']

    Abstains:

    >>> page = "The Department was closed. Local Police and the University said nothing of it."
    >>> where("organization_by_designator", page)
    []
    """
    told = story(document)
    blocks = tuple(in_source(document))
    for number, chains in bodies.with_designators(told).items():
        passage = told.passages[number]
        yield from named_at(document, blocks[number], passage, bodies.designated(told, passage, chains))


@rule("mention", since="0.1", confidence=0.9)
def organization_with_ampersand(document: Document) -> Iterator[Named]:
    """Two names joined by "&" are a firm's.

    Prose writes "and"; the sign is left to names. Two common words ("Health & Safety") are none.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("organization_with_ampersand", "The books were read by Vrebt & Miller, who found nothing in them.")
    [('Vrebt & Miller', 'organization', 'Vrebt & Miller')]

    Abstains:

    >>> where("organization_with_ampersand", "The rules of Health & Safety were read, and nothing was found in them.")
    []
    """
    yield from spans(document, bodies.with_ampersand)


@rule("mention", since="0.1", version=2, confidence=0.96)
def organization_with_acronym(document: Document) -> Iterator[Named]:
    """A name with its acronym in brackets behind it: both name the organization, and the name is the long one.

    The letters of the acronym must stand in the name in order, the first one first. Names of places ("United States
    (US)")
    are left to the gazetteer.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "It is work of the Norwegian Harbour and Rivers Office (NHRO), which is closed."
    >>> where("organization_with_acronym", page)
    [('Norwegian Harbour and Rivers Office', 'organization', 'Norwegian Harbour and Rivers Office'),
    ('NHRO', 'organization', 'Norwegian Harbour and Rivers Office')]

    Abstains:

    >>> page = "The tallest mast in the harbour (DIY) is closed, and the United States (US) said nothing."
    >>> where("organization_with_acronym", page)
    []
    """
    told = story(document)
    for block, passage in zip(in_source(document), told.passages, strict=True):
        for long, short in body_cues.with_acronym(told, passage):
            name = " ".join(passage.text[slice(*long)].split())
            yield Named(*source_span(document, block, *long), "organization", name)
            yield Named(*source_span(document, block, *short), "organization", name)


@rule("mention", since="0.1", version=2, confidence=0.82)
def organization_beside_its_kind(document: Document) -> Iterator[Named]:
    """A name beside a kind of organization, or beside somebody's role in it, is an organization's.

    "The newspaper X", "X, a maker of boats and a company", "chief executive of X", "X president Jane Roe". What people
    win, play or live in is no organization, so "winner" and "resident" say nothing.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "The newspaper Vrebt agrees. Boats are made by Xolq, a small company, says Zolq Dryl president Jane Roe."
    >>> where("organization_beside_its_kind", page)
    [('Vrebt', 'organization', 'Vrebt'), ('Xolq', 'organization', 'Xolq'), ('Zolq Dryl', 'organization', 'Zolq Dryl')]

    Abstains:

    >>> page = "The boat Vrebt is old, and Vrebt residents like it. The company and Xolq winner Jane Roe agree."
    >>> where("organization_beside_its_kind", page)
    []
    """
    yield from spans(document, body_cues.beside)


@rule("mention", since="0.1", confidence=0.97)
def agency_of_dateline(document: Document) -> Iterator[Named]:
    """The agency or paper that a report is from stands in the dateline, in brackets or between strokes.

    The dateline itself is known by its place in capitals and the dash behind it.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("agency_of_dateline", "OSLO (Vrebt) – The town is quiet today, and nobody knows for how long.")
    [('Vrebt', 'organization', 'Vrebt')]

    Abstains:

    >>> where("agency_of_dateline", "OSLO – The town is quiet today (Vrebt), and nobody knows for how long.")
    []
    """
    for block in in_source(document):
        found = dateline(block.reading + (" …" if block.label is Label.DATELINE else ""))
        for group in ("agency", "slashed"):
            if found is not None and found[group]:
                yield Named(*source_span(document, block, *found.span(group)), "organization", found[group])


def spans(document: Document, find: Callable[[Story, Passage], Iterable[Span]]) -> Iterator[Named]:
    """Name the organizations that ``find`` yields of each passage.

    >>> import corpustools
    >>> [named.name for named in spans(corpustools.read("It is Vrebt."), lambda story, passage: [(6, 11)])]
    ['Vrebt']
    """
    told = story(document)
    for block, passage in zip(in_source(document), told.passages, strict=True):
        if places := tuple(find(told, passage)):
            yield from named_at(document, block, passage, places)


def named_at(document: Document, block: Block, passage: Passage, places: Iterable[Span]) -> Iterator[Named]:
    """Name the organizations at some places of a passage."""
    for start, end in places:
        name = " ".join(passage.text[start:end].split())
        yield Named(*source_span(document, block, start, end), "organization", name)
