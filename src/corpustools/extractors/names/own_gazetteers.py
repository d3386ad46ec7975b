"""Names of the corpus's own gazetteers, which ``corpus.toml`` lists."""

from collections.abc import Iterator
from functools import lru_cache

import ahocorasick

from corpustools.extractors.names.passages import in_source, source_span
from corpustools.model.document import Document
from corpustools.model.known import KnownName
from corpustools.registry import Named, rule


@rule("mention", since="0.1", confidence=0.99)
def name_in_own_gazetteer(document: Document) -> Iterator[Named]:
    """A name that one of the corpus's own gazetteers has, written as it is there, names what the gazetteer says.

    Whoever made the corpus knows it better than lists of the whole world, so no other rule of names is surer. Of names
    that overlap the longest holds. A letter or a digit beside it makes it part of another word; Chinese, Japanese and
    Korean have no spaces, and their names may stand anywhere.

    Fires:

    >>> from corpustools.pipeline import where
    >>> names = (KnownName("place", "Old Nora", ("the Nora",), "wrecks:7"),)
    >>> where("name_in_own_gazetteer", "Divers found the Nora in the bay, and Old Nora is to be lifted.", names)
    [('the Nora', 'place', 'Old Nora'), ('Old Nora', 'place', 'Old Nora')]

    Abstains:

    >>> where("name_in_own_gazetteer", "Divers found the Norasund in the bay, and old nora is to be lifted.", names)
    []
    """
    if not document.known:
        return
    automaton = _automaton(document.known)
    for block in in_source(document):
        for start, end, known in _longest(block.reading, automaton):
            place = source_span(document, block, start, end)
            yield Named(*place, known.kind, known.name, None, known.identifier)


@lru_cache(maxsize=4)
def _automaton(known: tuple[KnownName, ...]) -> "ahocorasick.Automaton":
    automaton = ahocorasick.Automaton()
    for each in known:
        for form in each.forms:
            automaton.add_word(form, (len(form), each))
    automaton.make_automaton()
    return automaton


def _longest(text: str, automaton: "ahocorasick.Automaton") -> Iterator[tuple[int, int, KnownName]]:
    """Yield the names in a text, the longest of those that overlap."""
    found = [(last + 1 - size, last + 1, known) for last, (size, known) in automaton.iter(text)]
    reached = 0
    for start, end, known in sorted(found, key=lambda hit: (hit[0], -hit[1])):
        if start >= reached and _is_bordered(text, start, end):
            reached = end
            yield start, end, known


def _is_bordered(text: str, start: int, end: int) -> bool:
    """Whether words that stand alone are no part of a longer one."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_joins(before, text[start]) or _joins(text[end - 1], after))


def _joins(one: str, other: str) -> bool:
    return one.isalnum() and other.isalnum() and one < "\u2e80" and other < "\u2e80"
