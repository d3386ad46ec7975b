"""Headline and standfirst: whole blocks, or what of them is the title."""

from collections.abc import Iterator
from dataclasses import replace

from corpustools.extractors.metadata.declaring import declared, from_declared, site_names
from corpustools.extractors.reading import blocks, part, whole
from corpustools.model.declaration import Declaration
from corpustools.model.document import Block, Document
from corpustools.model.span import Label
from corpustools.registry import Finding, rule
from corpustools.text.bylines import is_organization
from corpustools.text.titles import fold, is_parted, without_site
from corpustools.text.tokens import tokens
from corpustools.text.words import count_words

_TOLD = ("json-ld article.headline", "meta og:title", "meta twitter:title", "title")
_MOST_HEADINGS = 20
_CLOSE = 8  # blocks around a headline
_LEAST, _MOST_AROUND = 4, 6  # words of a title, and of what a dump may have joined with it
_PARTS = frozenset(":–—-|,")
_DOUBTED = 0.7
"""How sure a headline is that shares no word with the page's title.

Of 785 pages 25 had such a headline beside a declared title with other words; none of the headlines was right, and 19
of the titles were.
"""


@rule("describe", since="0.1", version=5, confidence=0.9)
def headline_of_block(document: Document) -> Iterator[Finding]:
    r"""The headline is what the headline block says.

    The label was decided by a rule with a reason; the fact repeats it and points there. A page's ``<title>`` is such a
    block, too, and so is a line that says the title with the site's name: where another block says the title alone,
    that one is surer. The first line of a dump is the page's ``<title>``, which search engines are to find: a headline
    that stands above the text in other words is surer, too, and what a bar or dash parts from it is left out where
    another line of the page says it, or says the rest. Of what a dump has joined with the menu beside it, a line close
    by says the title alone. Where markup declares a title and marks no heading of the first
    level, it is surer than a block in other words; a block that shares no word with it is doubted in any case: it is
    the title of something else on the page.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("headline_of_block", "Town Is Quiet\n\nNobody in the town knows how long this will last.")
    [('headline', 'Town Is Quiet', 'Town Is Quiet')]
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> where("headline_of_block", f"Town Is Quiet - Example News\nExample News\nSport\n{text}")
    [('headline', 'Town Is Quiet', 'Town Is Quiet')]
    >>> where("headline_of_block", f"News Quiet Town Waits Again\nQuiet Town Waits Again\n10 June 2015\n{text}")[0]
    ('headline', 'Quiet Town Waits Again', 'Quiet Town Waits Again')

    Abstains:

    >>> where("headline_of_block", "Nobody in the town knows how long this will last.")
    []
    """
    found = list(blocks(document, Label.HEADLINE))
    said = [fold(block.reading) for block in found]
    sites = site_names(document)
    titles = {fold(each.value) for each in declared(document, "title")}
    headings = {fold(each.value) for each in declared(document, "h1")} - sites
    behind = {fold(each.value): behind_kicker(document, each).value for each in declared(document, "h1")}
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
            confidence = 0.8 if headings else 0.77 if titles else 0.9
        title = block.reading
        if not titles and not headings:
            title = _without_steps(document, block)
            if block is document.blocks[0]:
                confidence = 0.85
                title = _without_page(document, title)
        if folded in behind and behind[folded] in title:
            title = behind[folded]
        start = block.reading.find(title)
        if not _is_titled(document, title):
            confidence = _DOUBTED
        named = part(document, "headline", block, start, start + len(title), title)
        yield replace(named if title != block.reading else whole(document, "headline", block), confidence=confidence)


def _without_steps(document: Document, block: Block) -> str:
    """Return what a block says that another line close to it says alone, without menus and counters around it.

    Dumps join what a page sets side by side: "Home News Town Is Quiet Again", "1 / 7 Town Is Quiet Again". What a colon
    or a dash parts from it belongs to the title.
    """
    title, place = block.reading, document.place(block)
    for other in document.blocks[max(0, place - _CLOSE) : place + _CLOSE + 1]:
        said = other.reading
        if len(said) >= len(title) or said not in title or count_words(said) < _LEAST:
            continue
        before, _, behind = title.partition(said)
        is_apart = before.rstrip()[-1:] in _PARTS or behind.lstrip()[:1] in _PARTS
        if not (before and behind) and not is_apart and count_words(before or behind) <= _MOST_AROUND:
            return said
    return title


def _without_page(document: Document, title: str) -> str:
    """Return the first line of a dump without the name of the site or of a section, which other lines say as well.

    What has the form of an organization's name needs no other line.
    """
    if not is_parted(title):
        return title
    named, bar, suffix = title.rpartition(" | ")
    if bar and _is_short(suffix) and is_organization(suffix) and not _is_short(named):
        return named
    others = [block for block in document.blocks[1:] if len(block.reading) <= len(title)]
    names = {fold(block.reading) for block in others if block.label is not Label.HEADLINE and _is_short(block.reading)}
    titles = {fold(block.reading) for block in others if not _is_short(block.reading)}
    return without_site(title, frozenset(names - {""}), frozenset(titles))


def _is_short(text: str) -> bool:
    return count_words(text) <= 4


@rule("describe", since="0.1", version=3, confidence=0.9, markup=True)
def heading_of_first_level(document: Document) -> Iterator[Finding]:
    """The first heading of the first level is the headline, whatever the block that holds it was found to be.

    Pages have one such heading, and most give it to the article. One that says the name of the site is its logo. Where
    there are several, one with which the page's ``<title>`` begins goes before the others, and then the first that
    shares a word with it; one that shares none is doubted. A kicker in an element of its own, before what the page
    declares to be its title, is left out.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("heading_of_first_level", "<title>Quiet Town - Example News</title><h1>Menu</h1><h1>Town Is Quiet</h1>")
    [('headline', 'Town Is Quiet', 'Town Is Quiet')]

    Abstains:

    >>> where("heading_of_first_level", "<title>Quiet Town - Example News</title><h2>Town Is Quiet</h2>")
    []
    >>> diary = "<title>Field Notes: A Boat Comes Home</title><h1>Field Notes</h1><h2>A Boat Comes Home</h2>"
    >>> where("heading_of_first_level", diary)
    []
    """
    titles = [each.value for each in declared(document, "title")]
    sites = site_names(document) | {""}
    headings = [each for each in declared(document, "h1") if fold(each.value) not in sites][:_MOST_HEADINGS]
    if not headings:
        return
    opens = (each for each in headings if any(_opens(title, each.value) for title in titles))
    best = next(opens, None) or next((each for each in headings if _is_titled(document, each.value)), headings[0])
    confidence = None if _is_titled(document, best.value) else _DOUBTED
    title = behind_kicker(document, best)
    folded = fold(best.value)
    long = 3 * len(best.value) + 20
    shown = next((block for block in document.blocks if len(block.text) < long and _says(block.reading, folded)), None)
    if shown is not None and title is best:
        yield replace(whole(document, "headline", shown), confidence=confidence)
    elif shown is not None and (at := shown.reading.find(title.value)) >= 0:
        named = part(document, "headline", shown, at, at + len(title.value), title.value)
        yield replace(named, confidence=confidence)
    else:
        yield from_declared("headline", title, title.value, confidence)


def _opens(title: str, heading: str) -> bool:
    """Whether a title begins with a heading of more than three letters."""
    opening = fold(heading)
    return len(opening) > 3 and fold(title).startswith(opening)


def behind_kicker(document: Document, heading: Declaration) -> Declaration:
    """Return the part of a heading that the page declares to be its title; the heading, where there is none.

    What stands before it in an element of its own is the name of a section, or a kicker.

    >>> import corpustools
    >>> markup = '<meta property="og:title" content="Town Is Quiet"><h1><i>Europe</i> Town Is Quiet</h1>'
    >>> page = corpustools.read(markup, media_type="text/html")
    >>> behind_kicker(page, next(declared(page, "h1"))).value
    'Town Is Quiet'
    """
    told = {fold(without_site(each.value, site_names(document))) for each in declared(document, *_TOLD)}
    parts = (each for each in declared(document, "h1 part") if heading.start < each.start and each.end == heading.end)
    return next((each for each in parts if fold(each.value) in told and count_words(each.value) >= 3), heading)


def _says(line: str, folded: str) -> bool:
    """Whether a line has these letters and digits, and no others; most are shorter, which is seen at once."""
    return (len(line) >= len(folded) or not line.isascii()) and fold(line) == folded


def _is_titled(document: Document, text: str) -> bool:
    """Whether a text shares a word with the title that the page declares, or either has none; of signs, a sign."""
    titled, own = document.once(_titled), _telling(text)
    return not titled or not own or not titled.isdisjoint(own)


def _titled(document: Document) -> frozenset[str]:
    return frozenset(word for each in declared(document, "title", "meta og:title") for word in _telling(each.value))


def _telling(text: str) -> set[str]:
    found = (text[start:end] for start, end in tokens(text))
    return {fold(word) for word in found if len(word) > 3 or not word.isascii()}


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
