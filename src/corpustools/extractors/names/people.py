"""People: names after titles, given names before surnames, and names beside what says that they are somebody's."""

from collections.abc import Iterator, Mapping, Sequence

from corpustools.extractors.names.evidence import Evidence
from corpustools.extractors.names.naming import known_person, names
from corpustools.extractors.names.passages import in_source, source_span, story
from corpustools.model.document import Document
from corpustools.registry import Named, rule


@rule("mention", since="0.1", version=3, confidence=0.97)
def person_after_title(document: Document) -> Iterator[Named]:
    r"""A capitalised name after a title or a role is a person's, and the title is where the role stands.

    Titles are words for offices, professions and forms of address in a dozen languages, with what stands before them
    ("Russian Deputy Foreign Minister"), also with a place between ("Ambassador to Norway"). One word alone is a name
    after a form of address or where it is a known one: "chief strategy" and "star wars" name nobody.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "The town was quiet, said Norwegian Deputy Prime Minister Jane Roe, and Mr Public agreed."
    >>> where("person_after_title", page)
    [('Jane Roe', 'person', 'Jane Roe'), ('Public', 'person', 'Public')]
    >>> where("person_after_title", "The game is over, Oslo coach Pat Roe said, and nobody knew why it was so.")
    [('Pat Roe', 'person', 'Pat Roe')]

    Abstains:

    >>> page = "The Prime Minister and the chief strategy officer of the town said nothing about King Street."
    >>> where("person_after_title", page)
    []
    """
    yield from _people(document, "title")


@rule("mention", since="0.1", confidence=0.93)
def person_by_given_name(document: Document) -> Iterator[Named]:
    """A given name and one to three more words with capitals are a person's name.

    Given names are those of some seventy countries. One that is a place, too ("Paris"), needs a known surname after
    it; one that is a common word ("Will"), too, where it opens a sentence. Initials count as given names.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("person_by_given_name", "The town is quiet, and neither Sergei Ivanov nor P.J. Miller knows why it is.")
    [('Sergei Ivanov', 'person', 'Sergei Ivanov'), ('P.J. Miller', 'person', 'P.J. Miller')]

    Abstains:

    >>> page = "Will Russia and Jordan Valley farmers come to James Street University this year?"
    >>> where("person_by_given_name", page)
    []
    """
    yield from _people(document, "given")


@rule("mention", since="0.1", confidence=0.9)
def person_beside_role(document: Document) -> Iterator[Named]:
    """Two words with capitals before an age, "who", or a role after a comma are a person's name.

    Reports introduce people that way. The role may be a few words off ("the mayor's first deputy"), at most five.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("person_beside_role", "The harbour is closed, and Xolqani Vrebt, a spokeswoman for the town, knows why.")
    [('Xolqani Vrebt', 'person', 'Xolqani Vrebt')]

    Abstains:

    >>> where("person_beside_role", "The harbour is closed, and Xolqani Vrebt, a ship of the line, is stuck in it.")
    []
    """
    yield from _people(document, "beside")


@rule("mention", since="0.1", version=2, confidence=0.86)
def person_called_by_surname(document: Document) -> Iterator[Named]:
    """Two words with capitals are a person's name where the second stands alone elsewhere, and the first never does.

    That is how news call people again; organizations are called by their first words. German writes all nouns
    with capitals, so nothing is said there.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "The hall fell silent as Xolqani Vrebt came in. Nobody had expected Vrebt on that day."
    >>> where("person_called_by_surname", page)
    [('Xolqani Vrebt', 'person', 'Xolqani Vrebt')]

    Abstains:

    >>> page = "The hall fell silent as Xolqani Vrebt came in. Nobody had expected it on that day."
    >>> where("person_called_by_surname", page)
    []
    """
    yield from _people(document, "again")


@rule("mention", since="0.1", confidence=0.84)
def person_by_surname(document: Document) -> Iterator[Named]:
    """Two words with capitals of which the last is a known surname are a person's name inside a sentence.

    Where they open one, only beside a verb of speech, or where both are known surnames: many a given name began as one.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("person_by_surname", "The harbour stays closed for the rest of the week, said Xolqani Miller.")
    [('Xolqani Miller', 'person', 'Xolqani Miller')]

    Abstains:

    >>> where("person_by_surname", "Xolqani Miller was a ship that sank in the harbour many years ago.")
    []
    """
    yield from _people(document, "speech")


@rule("mention", since="0.1", confidence=0.84)
def person_in_list(document: Document) -> Iterator[Named]:
    """Two or three words with capitals in a list of people are a person's name, too.

    One of them must be a name of the lists, or half of those in the list must be people and it have three.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "The harbour was opened by Jane Roe, Xolqani Vrebt and James Miller of the town, who came by ship."
    >>> where("person_in_list", page)
    [('Xolqani Vrebt', 'person', 'Xolqani Vrebt')]

    Abstains:

    >>> where("person_in_list", "The harbour was opened by Xolqani Vrebt, which is a ship, and many people came.")
    []
    """
    yield from _people(document, "listed")


@rule("mention", since="0.1", confidence=0.88)
def person_known_by_one_name(document: Document) -> Iterator[Named]:
    """Somebody whom the world's news calls by one name: a short list, of names that mean nobody else nine times in ten.

    Where the document has another full name with that surname, nothing is said.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("person_known_by_one_name", "In the end nobody knows what Putin wants from the town.")
    [('Putin', 'person', 'Vladimir Putin')]

    Abstains:

    >>> page = "In the end nobody knows what Igor Putin wants. The mayor says that Putin is ill."
    >>> where("person_known_by_one_name", page)
    []
    """
    yield from _people(document, "known")


@rule("mention", since="0.1", confidence=0.8)
def person_by_given_name_alone(document: Document) -> Iterator[Named]:
    """A given name alone is a person's beside an age or a verb of speech, or where "he" or "she" takes it up.

    Storms, dogs and products have given names, too, and none of them says how old it is. Who is taken up must be
    named twice, and half the times a pronoun follow in the sentence.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "It was a hard year for all of us, says Katarzyna, who lives by the harbour."
    >>> where("person_by_given_name_alone", page)
    [('Katarzyna', 'person', 'Katarzyna')]
    >>> page = "In the film, Katarzyna loses her boat. When Katarzyna finds that she can swim, the town is saved."
    >>> where("person_by_given_name_alone", page)
    [('Katarzyna', 'person', 'Katarzyna'), ('Katarzyna', 'person', 'Katarzyna')]

    Abstains:

    >>> page = "It was a hard year for the harbour, and the storm Katarzyna made it worse."
    >>> where("person_by_given_name_alone", page)
    []
    """
    yield from _people(document, "alone")


def _people(document: Document, evidence: Evidence) -> Sequence[Named]:
    return document.once(_by_evidence).get(evidence, ())


def _by_evidence(document: Document) -> Mapping[Evidence, Sequence[Named]]:
    """Return the people of a document by what makes them known for people."""
    told = story(document)
    found = names(told)
    by_evidence: dict[Evidence, list[Named]] = {}
    for block, passage, people in zip(in_source(document), told.passages, found.people, strict=True):
        for person in people:
            words = " ".join(passage.text[person.start : person.end].split())
            name = found.full.get(words, words)
            if person.evidence == "known":
                if words in found.full:
                    continue
                name = known_person(words, told.language) or words
            title = None if person.title is None else source_span(document, block, *person.title)
            place = source_span(document, block, person.start, person.end)
            by_evidence.setdefault(person.evidence, []).append(Named(*place, "person", name, title))
    return by_evidence
