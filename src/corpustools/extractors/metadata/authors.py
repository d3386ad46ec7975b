"""Authors: the names in the bylines."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from corpustools.extractors.metadata.around_bylines import (
    NEAR,
    goes_on,
    has_time_between,
    is_above_credit,
    is_above_text,
    is_below_opening,
    is_below_title,
    is_dated,
    is_of_others,
    without_paper,
)
from corpustools.extractors.metadata.declaring import declared, site_names
from corpustools.extractors.names.cues import has_given
from corpustools.extractors.reading import part, place_of
from corpustools.model.document import Document
from corpustools.model.span import Label
from corpustools.registry import Finding, rule
from corpustools.text.bylines import AND, is_organization, is_person, joins_names, opens_byline, signatories
from corpustools.text.titles import fold

_LONGEST_BYLINE = 150  # a longer one is a biography
_SURE, _UNSURE = 0.93, 0.83
_MORE = 0.96
"""How sure the names of a byline are that has all which JSON-LD has (0.95), and more."""
_DECLARED = ("json-ld article.author.name", "json-ld article.author")
_HANDLE = re.compile(r"\w\s?@\w{3,}$")  # "Jane Roe@janeroe"
_AND = rf"(?:{'|'.join(AND)})"
_JOINED = re.compile(rf"(?:&|\b{_AND})\s+$")
_JOINER_OPENS = re.compile(rf"{_AND}\s+[A-ZÀ-ÞА-Я]")


@rule("describe", since="0.1", version=9, confidence=0.93)
def authors_of_byline(document: Document) -> Iterator[Finding]:
    """The authors are the names in the byline, each with its own receipt.

    Only blocks labelled as bylines are read: "by" in running text names painters and rivers. The first byline with a
    name, and those beside it, are the article's; further off they are those of teasers. After "By", on its line or on
    the one above, a name stands whatever its form; alone, and behind another, it needs that of a person's name, or of
    an organisation's: places and offices stand there as well. Beside others it needs a given name, too, or "and": names
    of sections have the form of a person's. The byline goes on behind "and" and a comma that stand on lines of their
    own, as dumps leave them. Alone above the text, a name needs a given name, and to stand above no credit: that is
    whom a picture shows. What has no given name and opens the title is no name. Below "Contributions from" and
    "Reviewed by" nobody is an author. A byline that names all whom the page's JSON-LD names, and more, is surer than
    that.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("authors_of_byline", "By Jane Roe and John Public")
    [('author', 'Jane Roe', 'Jane Roe'), ('author', 'John Public', 'John Public')]
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> where("authors_of_byline", f"Quiet Town Waits for Nobody\\nBy\\nJane Roe\\nand\\nAnn Poe\\n{text}")
    [('author', 'Jane Roe', 'Jane Roe'), ('author', 'Ann Poe', 'Ann Poe')]

    Abstains:

    >>> where("authors_of_byline", "A picture by Jane Roe hangs in the hall.")
    []
    """
    found = list(_signed(document))
    sure = [each for each in found if each.confidence != _UNSURE or has_given(str(each.value))]
    # "Working Motherhood" beside "By Jane Roe" is a section: a name with no given name in it needs to be the only one.
    found = sure if any(each.field == "author" for each in sure) else found
    # "Quieter Harbours" above "Quieter Harbours: What the Town Wants" is what the title opens with.
    titles = [fold(block.reading) for block in document.labelled(Label.HEADLINE)]
    found = [each for each in found if each in sure or not any(t.startswith(fold(str(each.value))) for t in titles)]
    signed = [str(each.value) for each in found if each.field == "author" and each.confidence == _SURE]
    names = [fold(name) for name in signed if is_person(name)]
    if len(names) == len(signed) and _are_all_declared_in(document, names):
        found = [replace(each, confidence=_MORE) if each.confidence == _SURE else each for each in found]
    yield from found


def _signed(document: Document) -> Iterable[Finding]:
    """Return the names in the bylines, those behind "By" surer than others, each where it is surest."""
    site = site_names(document)
    found: dict[str, Finding] = {}
    signed: dict[int, bool] = {}
    for place, before in document.once(_bylines).items():
        block = document.blocks[place]
        if len(block.reading) > _LONGEST_BYLINE or is_of_others(document, place) or block.rule == "sender_of_mail":
            continue
        last = next(reversed(signed), None)
        if last is not None and place > last + NEAR:
            break
        was_sure = before is not None and signed.get(before, False)
        opened = opens_byline(block.reading) or is_below_opening(document, place)
        # Behind "By Jane Roe" and the day, a name alone is a photographer's or a teaser's.
        ended = last is not None and any(signed.values()) and has_time_between(document, last, place)
        certain = opened or (_is_marked(document, place, ended) and not is_above_credit(document, place))
        certain = certain or (last is not None and (before in signed or goes_on(document, last, place)))
        beside = is_below_title(document, place) or (last is None and is_above_text(document, place))
        stands, joins, at = opened, False, 0
        for said, is_of_many in signatories(block.reading):
            name = without_paper(_without_site(said, site))
            is_of_many = (is_of_many and (name == said or is_organization(name))) or fold(name) in site
            start, end = place_of(name, block.reading, at)
            # "By Linny and Peter", but "By Jane Roe, Oslo".
            is_joined = _JOINED.search(block.reading[:start]) is not None
            stands = stands or (joins and name[:1].isupper() and is_joined)
            if is_of_many and joins and not is_joined:
                continue  # the site itself, behind an author: where that person works
            sure = (opened and (stands or is_of_many or has_given(name))) or was_sure
            known = stands or is_of_many or is_person(name)
            again = fold(name) in found and (not sure or found[fold(name)].confidence == _SURE)
            if again or not known or not (certain or (beside and has_given(name))):
                joins = False
                continue
            stands, joins, at, signed[place] = False, sure, end, sure
            if start < end:
                named = part(document, "author_organization" if is_of_many else "author", block, start, end, name)
                found[fold(name)] = replace(named, confidence=_SURE if sure else _UNSURE)
    return found.values()


def _is_marked(document: Document, place: int, ended: bool) -> bool:
    """Whether markup, a handle behind it or, where none has ended, a date beside it says that a line is a byline."""
    block = document.blocks[place]
    is_marked = block.rule == "markup_byline" or _HANDLE.search(block.reading) is not None
    return is_marked or (not ended and is_dated(document, place))


def _bylines(document: Document) -> Mapping[int, int | None]:
    """Return the places of bylines, and of what a comma or "and" joins to one; for the latter, the place of the former.

    Dumps set each link of a byline on a line of its own, and what stands between two on one more.
    """
    found: dict[int, int | None] = {}
    every = document.blocks
    for block in document.labelled(Label.BYLINE):
        place = document.place(block)
        if place in found:
            continue
        found[place] = None
        while place in found:
            between = place
            while between + 1 < len(every) and joins_names(every[between + 1].reading):
                between += 1
            place, before = between + 1, place
            line = every[place].reading if place < len(every) else ""
            is_next = between > before or _JOINER_OPENS.match(line) is not None
            if is_next and any(is_person(name) for name, _ in signatories(line[:_LONGEST_BYLINE])[:1]):
                found[place] = before
    return dict(sorted(found.items()))


def _are_all_declared_in(document: Document, names: Sequence[str]) -> bool:
    """Whether a byline has all authors that the page's JSON-LD names, and others: there some sites name the first."""
    told = [fold(name) for each in declared(document, *_DECLARED) for name, _ in signatories(each.value)]
    return 0 < len(told) < len(names) and all(any(name.endswith(one) for name in names) for one in told)


def _without_site(name: str, site: frozenset[str]) -> str:
    """Leave out the site's name where it stands behind the author's."""
    parts = name.split()
    for count in range(2, len(parts)):
        if fold(" ".join(parts[count:])) in site:
            return " ".join(parts[:count])
    return name
