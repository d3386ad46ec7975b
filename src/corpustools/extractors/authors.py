"""Authors: the names in the bylines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpustools.extractors.declaring import declared, site_names
from corpustools.extractors.name_cues import SINGLE_TITLES
from corpustools.extractors.reading import blocks, part
from corpustools.extractors.word_kinds import is_given
from corpustools.model.document import Document
from corpustools.model.span import Label
from corpustools.registry import Finding, rule
from corpustools.text.bylines import is_person, opens_byline, signatories
from corpustools.text.dates import find_dates
from corpustools.text.titles import fold

_LONGEST_BYLINE = 150  # a longer one is a biography
_SURE, _UNSURE = 0.93, 0.83
_MORE = 0.96
"""How sure the names of a byline are that has all which JSON-LD has (0.95), and more."""
_DECLARED = ("json-ld article.author.name", "json-ld article.author")
_OTHERS = re.compile(
    r"(?:with )?(?:additional )?(?:contributions?|contributors?|reporting)(?: (?:from|by))?\s*:?\s*$|"
    r"(?:medically |expert |fact[ -])?(?:reviewed|checked|edited|approved) by\s*:?\s*$",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"\w\s?@\w{3,}$")  # "Jane Roe@janeroe"
_JOINED = re.compile(r"(?:&|\b(?:and|und|et|y|e|og|och))\s+$")


@rule("describe", since="0.1", version=4, confidence=0.93)
def authors_of_byline(document: Document) -> Iterator[Finding]:
    """The authors are the names in the byline, each with its own receipt.

    Only blocks labelled as bylines are read: "by" in running text names painters and rivers. The first byline with a
    name, and those beside it, are the article's; further off they are those of teasers. After "By", on its line or on
    the one above, a name stands whatever its form; alone, and behind another, it needs that of a person's name, or of
    an organisation's: places and offices stand there as well. Beside others it needs a given name, too, or "and": names
    of sections have the form of a person's. Below "Contributions from" and "Reviewed by" nobody is an author. A byline
    that names all whom the page's JSON-LD names, and more, is surer than that.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("authors_of_byline", "By Jane Roe and John Public")
    [('author', 'Jane Roe', 'Jane Roe'), ('author', 'John Public', 'John Public')]
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> where("authors_of_byline", f"Quiet Town Waits for Nobody\\nBy\\nJane Roe, Oslo\\n{text}")
    [('author', 'Jane Roe', 'Jane Roe')]

    Abstains:

    >>> where("authors_of_byline", "A picture by Jane Roe hangs in the hall.")
    []
    """
    found = list(_signed(document))
    sure = [each for each in found if each.confidence != _UNSURE or _has_given(str(each.value))]
    # "Working Motherhood" beside "By Jane Roe" is a section: a name with no given name in it needs to be the only one.
    found = sure if any(each.field == "author" for each in sure) else found
    signed = [str(each.value) for each in found if each.field == "author" and each.confidence == _SURE]
    names = [fold(name) for name in signed if is_person(name)]
    if len(names) == len(signed) and _are_all_declared_in(document, names):
        found = [replace(each, confidence=_MORE) if each.confidence == _SURE else each for each in found]
    yield from found


def _signed(document: Document) -> Iterator[Finding]:
    """Yield the names in the bylines, those behind "By" surer than others."""
    site = site_names(document)
    last = None
    seen: set[str] = set()
    for block in blocks(document, Label.BYLINE):
        place = document.place(block)
        if len(block.reading) > _LONGEST_BYLINE or _is_of_others(document, place):
            continue
        if last is not None and place > last + 3:
            return
        opened = opens_byline(block.reading) or _is_below_opening(document, place)
        certain = opened or block.rule == "markup_byline" or _is_dated(document, place)
        certain = certain or _HANDLE.search(block.reading) is not None
        below_title = not certain and _is_below_title(document, place)
        stands, joins, at = opened, False, 0
        for name, is_organization in signatories(block.reading):
            name = _without_site(name, site)
            start, end = _place_of(name, block.reading, at)
            # "By Linny and Peter", but "By Jane Roe, Oslo".
            stands = stands or (joins and name[:1].isupper() and _JOINED.search(block.reading[:start]) is not None)
            known = stands or is_organization or is_person(name) or fold(name) in site
            if fold(name) in seen or not known or not (certain or (below_title and _has_given(name))):
                joins = False
                continue
            sure = opened and (stands or is_organization or _has_given(name))
            stands, joins, at, last = False, sure, end, place
            seen.add(fold(name))
            field = "author_organization" if is_organization or fold(name) in site else "author"
            if start < end:
                named = part(document, field, block, start, end, name)
                yield replace(named, confidence=_SURE if sure else _UNSURE)


def _has_given(name: str) -> bool:
    """Whether a name begins with a given name, a title aside.

    >>> _has_given("Dr Jane Roe"), _has_given("Energy Markets")
    (True, False)
    """
    first, *others = name.split()
    is_title = bool(others) and first.rstrip(".").casefold() in SINGLE_TITLES
    return is_given(first) or (is_title and is_given(others[0]))


def _are_all_declared_in(document: Document, names: Sequence[str]) -> bool:
    """Whether a byline has all authors that the page's JSON-LD names, and others: there some sites name the first."""
    told = [fold(name) for each in declared(document, *_DECLARED) for name, _ in signatories(each.value)]
    return 0 < len(told) < len(names) and all(any(name.endswith(one) for name in names) for one in told)


def _is_of_others(document: Document, place: int) -> bool:
    """Whether the line above a block says that it names those who contributed, edited or checked."""
    return place > 0 and _OTHERS.match(document.blocks[place - 1].reading) is not None


def _is_below_opening(document: Document, place: int) -> bool:
    """Whether the line above a block is the word of a byline and nothing else, as "By" is."""
    above = document.blocks[place - 1] if place else None
    return above is not None and len(above.reading) < 24 and opens_byline(f"{above.reading.strip()} X")


def _is_below_title(document: Document, place: int) -> bool:
    """Whether the line above a block is the headline or the standfirst."""
    return place > 0 and document.blocks[place - 1].label in (Label.HEADLINE, Label.STANDFIRST)


def _is_dated(document: Document, place: int) -> bool:
    """Whether a line beside a block, or the next one, says when; teasers and buttons look like names otherwise."""
    beside = document.blocks[max(0, place - 1) : place + 3]
    return any(block.label is Label.TIMESTAMP for block in beside) or bool(find_dates(document.blocks[place].reading))


def _without_site(name: str, site: frozenset[str]) -> str:
    """Leave out the site's name where it stands behind the author's."""
    parts = name.split()
    for count in range(2, len(parts)):
        if fold(" ".join(parts[count:])) in site:
            return " ".join(parts[:count])
    return name


def _place_of(name: str, text: str, at: int) -> tuple[int, int]:
    """Return where a name stands in a text, whatever white space is between its parts."""
    found = re.compile(r"\s+".join(map(re.escape, name.split()))).search(text, at)
    return found.span() if found else (at, at)
