"""Organizations that no list has, by the lists of others that they stand in."""

import re
from collections.abc import Iterator

from corpustools.extractors.names.letters import BODY_END, COMMON, PROPER, UNKNOWN
from corpustools.extractors.names.lexicons import cues
from corpustools.extractors.names.passages import NOUNS_CAPITALISED, Passage, in_source, kinds, source_span, story
from corpustools.extractors.names.word_kinds import fold, is_common, is_compound, is_surname
from corpustools.model.document import Document
from corpustools.registry import Named, rule
from corpustools.text.capitals import Chain

_LINK = re.compile(r", (?:and |und |et |y |e |och |og |en |or )?| (?:and|und|et|y|e|och|og|en|or) |/")


@rule("refer", since="0.1", confidence=0.91)
def organization_in_list(document: Document) -> Iterator[Named]:
    """A name that no list has is an organization's in a list of organizations: two are known, a third of the list.

    Names of people and places in such a list make it one of other things, and so do common words.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "The boats are made by Vrebt Technologies, Xolq and Dryl Boats Inc. for whoever wants them."
    >>> where("organization_in_list", page)
    [('Xolq', 'organization', 'Xolq')]

    Abstains:

    >>> page = "The boats are made by Vrebt Technologies, Xolq and Jane Roe of the town for whoever wants them."
    >>> where("organization_in_list", page)
    []
    """
    yield from document.once(_listed)


def listed_bodies(document: Document) -> tuple[str, ...]:
    """Return the names that are organizations' by the lists that they stand in."""
    return tuple(named.name for named in document.once(_listed))


def _listed(document: Document) -> tuple[Named, ...]:
    return tuple(_find(document))


def _find(document: Document) -> Iterator[Named]:
    held = {mention.start: mention for mention in document.mentions}
    if sum(mention.kind == "organization" for mention in document.mentions) < 2:
        return
    told = story(document)
    for block, passage in zip(in_source(document), told.passages, strict=True):
        if len(passage.chains) < 2:
            continue
        for run in _runs(passage):
            places = [source_span(document, block, chain.start, chain.end) for chain in run]
            kind = [held[start].kind if start in held else None for start, _ in places]
            bodies = kind.count("organization")
            if bodies < 2 or None not in kind or bodies * 3 < len(run) or bodies + kind.count(None) < len(run):
                continue
            for chain, place, known in zip(run, places, kind, strict=True):
                begun = any(start in held for start in range(*place))
                if known is None and not begun and _may_be_body(passage, chain, told.language):
                    yield Named(*place, "organization", " ".join(document.words_at(*place).split()))


def _runs(passage: Passage) -> Iterator[list[Chain]]:
    """Yield the chains of a passage that a comma, a stroke or "and" joins, two of them or more."""
    run: list[Chain] = []
    for chain in passage.chains:
        if run and 0 < chain.start - run[-1].end < 8 and _LINK.fullmatch(passage.text, run[-1].end, chain.start):
            run.append(chain)
            continue
        if len(run) > 1:
            yield run
        run = [chain]
    if len(run) > 1:
        yield run


def _may_be_body(passage: Passage, chain: Chain, language: str | None) -> bool:
    letters = kinds(passage, chain)
    words = [word.text for word in chain.words]
    if (
        len(words) > 3
        or set(letters) - set(PROPER + COMMON + BODY_END)
        or passage.text[chain.end : chain.end + 1] == "-"
    ):
        return False
    if fold(words[-1]) in cues("designators", "terms") or (chain.opens and is_common(words[0])):
        return False
    if len(words) == 1:
        word = words[0]
        return letters == UNKNOWN and not is_surname(word) and not (language in NOUNS_CAPITALISED and is_compound(word))
    return language not in NOUNS_CAPITALISED and bool(set(letters) & set(UNKNOWN + BODY_END))
