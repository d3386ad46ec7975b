"""Organizations that no list has: what they do, how they are written, what they begin with, and what they play."""

from collections.abc import Iterator

from corpustools.extractors.names.body_deeds import acting, oddly_written
from corpustools.extractors.names.headed_bodies import headed
from corpustools.extractors.names.organizations import named_at, spans
from corpustools.extractors.names.passages import in_source, story
from corpustools.extractors.names.teams import playing
from corpustools.model.document import Document
from corpustools.registry import Named, rule


@rule("mention", since="0.1", confidence=0.8)
def organization_that_acts(document: Document) -> Iterator[Named]:
    """A name that no list has is an organization's beside what is said of organizations alone.

    Who reports, has shares, customers, a newsroom or the rights to a picture, is acquired, employs people or lays them
    off, has a ticker or an account of its own name in brackets. What somebody is told, or said according to, may be
    a person, so there the name must not look like one.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "A clerk told Vrebt that shares in Xolq fell. It was first reported by Zolqly, and Dryl employs few."
    >>> [words for words, _, _ in where("organization_that_acts", page)]
    ['Vrebt', 'Xolq', 'Zolqly', 'Dryl']

    Abstains:

    >>> where("organization_that_acts", "A clerk told Miller and Jane Roe that shares in Oslo fell, according to Roe.")
    []
    """
    yield from spans(document, acting)


@rule("mention", since="0.1", confidence=0.85)
def organization_written_oddly(document: Document) -> Iterator[Named]:
    """A word that begins small with a capital or a digit inside is an organization's name, where it acts as one once.

    Products are written so, too, and have no customers, chief executives or shares.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "The founder of my7boats is here. He says that my7boats sells few boats this year."
    >>> [words for words, _, _ in where("organization_written_oddly", page)]
    ['my7boats', 'my7boats']

    Abstains:

    >>> where("organization_written_oddly", "The founder of Xolq has an iPad, and says that iPads are what he likes.")
    []
    """
    blocks = tuple(in_source(document))
    for number, span in oddly_written(story(document)):
        yield from named_at(document, blocks[number], story(document).passages[number], [span])


@rule("mention", since="0.1", confidence=0.92)
def organization_by_first_word(document: Document) -> Iterator[Named]:
    """A name that begins with what organizations are, a name right behind it: "Landratsamt Vrebt", "Universitas Vrebt".

    So German, the Slavic languages, Indonesian and Vietnamese name offices, courts, universities, hospitals and firms.
    In German also one that an adjective of a town stands before: "Vrebter Verkehrsbetriebe", "Vrebter Anzeiger".

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "Das Landratsamt Vrebtingen und die Xolquer Verkehrsbetriebe sind zu, weiß auch der Xolquer Anzeiger."
    >>> [words for words, _, _ in where("organization_by_first_word", page)]
    ['Landratsamt Vrebtingen', 'Xolquer Verkehrsbetriebe', 'Xolquer Anzeiger']
    >>> page = "Bệnh nhân được đưa vào Bệnh viện Vrebt Xolq, và bác sĩ cho biết là bệnh nhân đã khỏe."
    >>> [words for words, _, _ in where("organization_by_first_word", page)]
    ['Bệnh viện Vrebt Xolq']

    Abstains:

    >>> page = "Das Landratsamt und die neuen Verkehrsbetriebe sind zu, und das Amtsgericht weiß davon auch nichts."
    >>> where("organization_by_first_word", page)
    []
    """
    yield from spans(document, headed)


@rule("mention", since="0.1", confidence=0.93)
def team_of_town(document: Document) -> Iterator[Named]:
    """A town's or state's name is its team's in a report of games, once a record, a score or a player is beside it.

    "Xolqtown (3-4)", "Xolqtown 5, Vrebt 2", "Xolqtown quarterback Jane Roe", "beat Xolqtown". After "in", "near" and
    the like, and before its state, it is the town again. Countries stay places.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "The team won the game and the coach is glad: Boston (3-4) beat Chicago in Boston this season again."
    >>> where("team_of_town", page)
    [('Boston', 'organization', 'Boston'), ('Chicago', 'organization', 'Chicago')]

    Abstains:

    >>> where("team_of_town", "The mayor of Boston (3-4) met Chicago mayor Jane Roe, and both are in Boston today.")
    []
    """
    yield from spans(document, playing)
