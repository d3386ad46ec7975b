"""Headline, standfirst and authors: whole blocks, and the names in a byline."""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpustools.extractors.declaring import declared, from_declared, site_names
from corpustools.extractors.reading import blocks, part, whole
from corpustools.extractors.word_kinds import is_given
from corpustools.model.document import Document
from corpustools.model.span import Label
from corpustools.registry import Finding, rule
from corpustools.text.bylines import is_person, opens_byline, signatories
from corpustools.text.dates import find_dates
from corpustools.text.titles import fold, is_parted, without_site
from corpustools.text.words import count_words, words

_MOST_HEADINGS = 20
_LONGEST_BYLINE = 150  # a longer one is a biography
_JOINED = re.compile(r"(?:&|\b(?:and|und|et|y|e|og|och))\s+$")


@rule("describe", since="0.1", version=3, confidence=0.9)
def headline_of_block(document: Document) -> Iterator[Finding]:
    r"""The headline is what the headline block says.

    The label was decided by a rule with a reason; the fact repeats it and points there. A page's ``<title>`` is such a
    block, too, and so is a line that says the title with the site's name: where another block says the title alone,
    that one is surer. The first line of a dump is the page's ``<title>``, which search engines are to find: a headline
    that stands above the text in other words is surer, too, and what a bar or dash parts from it is left out where
    another line of the page says it, or says the rest.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("headline_of_block", "Town Is Quiet\n\nNobody in the town knows how long this will last.")
    [('headline', 'Town Is Quiet', 'Town Is Quiet')]
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> where("headline_of_block", f"Town Is Quiet - Example News\nExample News\nSport\n{text}")
    [('headline', 'Town Is Quiet', 'Town Is Quiet')]

    Abstains:

    >>> where("headline_of_block", "Nobody in the town knows how long this will last.")
    []
    """
    found = list(blocks(document, Label.HEADLINE))
    said = [fold(block.reading) for block in found]
    sites = site_names(document)
    titles = {fold(each.value) for each in declared(document, "title")}
    headings = {fold(each.value) for each in declared(document, "h1")} - sites
    seen = set()
    for block, folded in zip(found, said, strict=True):
        if not folded or folded in sites or folded in seen:
            continue
        seen.add(folded)
        if folded in headings:
            confidence = 0.91
        elif folded in titles or any(folded != other and folded.startswith(other) for other in said if len(other) > 12):
            confidence = 0.76
        else:
            confidence = 0.8 if headings else 0.9
        title = block.reading
        if block is document.blocks[0] and not titles and not headings:
            confidence = 0.85
            title = _without_page(document, title)
        start = block.reading.find(title)
        named = part(document, "headline", block, start, start + len(title), title)
        yield replace(named if title != block.reading else whole(document, "headline", block), confidence=confidence)


def _without_page(document: Document, title: str) -> str:
    """Return the first line of a dump without the name of the site or of a section, which other lines say as well."""
    if not is_parted(title):
        return title
    others = [block for block in document.blocks[1:] if len(block.reading) <= len(title)]
    names = {fold(block.reading) for block in others if block.label is not Label.HEADLINE and _is_short(block.reading)}
    titles = {fold(block.reading) for block in others if not _is_short(block.reading)}
    return without_site(title, frozenset(names - {""}), frozenset(titles))


def _is_short(text: str) -> bool:
    return count_words(text) <= 4


@rule("describe", since="0.1", confidence=0.9, markup=True)
def heading_of_first_level(document: Document) -> Iterator[Finding]:
    """The first heading of the first level is the headline, whatever the block that holds it was found to be.

    Pages have one such heading, and most give it to the article. One that says the name of the site is its logo, and
    where there are several the first that shares a word with the page's ``<title>`` goes before the others.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("heading_of_first_level", "<title>Quiet Town - Example News</title><h1>Menu</h1><h1>Town Is Quiet</h1>")
    [('headline', 'Town Is Quiet', 'Town Is Quiet')]

    Abstains:

    >>> where("heading_of_first_level", "<title>Quiet Town - Example News</title><h2>Town Is Quiet</h2>")
    []
    """
    sites = site_names(document)
    headings = [each for each in declared(document, "h1") if fold(each.value) not in sites][:_MOST_HEADINGS]
    if not headings:
        return
    titled = {word for each in declared(document, "title", "meta og:title") for word in _words(each.value)}
    best = next((each for each in headings if not titled.isdisjoint(_words(each.value))), headings[0])
    folded = fold(best.value)
    long = 3 * len(best.value) + 20
    shown = next((block for block in document.blocks if len(block.text) < long and _says(block.reading, folded)), None)
    if shown is not None:
        yield whole(document, "headline", shown)
    elif folded:
        yield from_declared("headline", best, best.value)


def _says(line: str, folded: str) -> bool:
    """Whether a line has these letters and digits, and no others; most are shorter, which is seen at once."""
    return (len(line) >= len(folded) or not line.isascii()) and fold(line) == folded


def _words(text: str) -> set[str]:
    return {word.casefold() for word in words(text) if len(word) > 3}


@rule("describe", since="0.1", confidence=0.85)
def standfirst_of_block(document: Document) -> Iterator[Finding]:
    r"""The standfirst is what the first standfirst block of four words or more says.

    A second one is running text of the same rank, and stays a block without becoming the fact. Fewer words are the
    title of a summary.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "Town Is Quiet\nThe mayor sees no reason for anybody to worry.\nOSLO (Agency) – Nobody knows why."
    >>> [value for _, value, _ in where("standfirst_of_block", page)]
    ['The mayor sees no reason for anybody to worry.']

    Abstains:

    >>> where("standfirst_of_block", "Nobody in the town knows how long this will last.")
    []
    """
    for block in blocks(document, Label.STANDFIRST):
        if count_words(block.reading) >= 4:
            yield whole(document, "standfirst", block)
            return


@rule("describe", since="0.1", version=3, confidence=0.93)
def authors_of_byline(document: Document) -> Iterator[Finding]:
    """The authors are the names in the byline, each with its own receipt.

    Only blocks labelled as bylines are read: "by" in running text names painters and rivers. The first byline with a
    name, and those beside it, are the article's; further off they are those of teasers. After "By", on its line or on
    the one above, a name stands whatever its form; alone, and behind another, it needs that of a person's name, or of
    an organisation's: places and offices stand there as well.

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
    site = site_names(document)
    last = None
    seen: set[str] = set()
    for block in blocks(document, Label.BYLINE):
        place = document.place(block)
        if len(block.reading) > _LONGEST_BYLINE:
            continue
        if last is not None and place > last + 3:
            return
        opened = opens_byline(block.reading) or _is_below_opening(document, place)
        certain = opened or block.rule == "markup_byline" or _is_dated(document, place)
        below_title = not certain and _is_below_title(document, place)
        stands, at = opened, 0
        for name, is_organization in signatories(block.reading):
            name = _without_site(name, site)
            start, end = _place_of(name, block.reading, at)
            # "By Linny and Peter", but "By Jane Roe, Oslo".
            stands = stands or (opened and _JOINED.search(block.reading[:start]) is not None)
            known = stands or is_organization or is_person(name) or fold(name) in site
            if fold(name) in seen or not known or not (certain or (below_title and is_given(name.split()[0]))):
                continue
            stands, at, last = False, end, place
            seen.add(fold(name))
            field = "author_organization" if is_organization or fold(name) in site else "author"
            if start < end:
                yield replace(part(document, field, block, start, end, name), confidence=0.93 if opened else 0.83)


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
