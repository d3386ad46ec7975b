"""Where a document comes from: publisher, language, dateline."""

import re
from collections import Counter
from collections.abc import Iterator

from corpustools.extractors.reading import blocks, part, whole
from corpustools.model.document import Document
from corpustools.model.span import BODY, Label
from corpustools.registry import Finding, rule
from corpustools.text.characters import dominant_script
from corpustools.text.datelines import dateline
from corpustools.text.languages import FUNCTION_WORDS, identify_language, language_of_line
from corpustools.text.printouts import printed_address
from corpustools.text.suffixes import site_suffix

_RIGHTS = re.compile(
    r"©|\(c\)\s*\d{4}|copyright|all rights|alle rechte|tous droits|todos los derechos|diritti riservati|"
    r"direitos reservados|все права|licen[cs]e|CC[ -]BY|版权|版權|著作権|무단",
    re.IGNORECASE,
)
_LONGEST_NOTICE = 400
_LONG_ENOUGH = 200
_LONG = 60  # characters of running text in which function words can be counted


def _body(document: Document) -> str:
    return "\n".join(block.reading for block in blocks(document, *BODY))


def _language(document: Document) -> str | None:
    return identify_language(document.once(_body))


def _script(document: Document) -> str | None:
    return dominant_script(document.once(_body))


@rule("describe", since="0.1", confidence=0.85)
def publisher_after_descriptions(document: Document) -> Iterator[Finding]:
    """The name that a site appends to its images' descriptions is the publisher's.

    Content management systems end alternative texts with the site's name. The commonest such name is
    taken, and its receipt is where it first stands.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "Town Is Quiet\\nA crowd waits - Example News\\nA leader speaks - Example News\\nIt is quiet here."
    >>> where("publisher_after_descriptions", page)
    [('publisher', 'Example News', 'Example News')]

    Abstains:

    >>> where("publisher_after_descriptions", "Town Is Quiet - Mayor\\nIt is quiet here.")
    []
    """
    found = []
    for block in blocks(document, Label.ALT):
        suffix = site_suffix(block.reading)
        if suffix:
            found.append((block, *suffix))
    counts = Counter(name for _, name, _ in found)
    if not counts:
        return
    commonest = min(counts, key=lambda name: (-counts[name], name))
    block, name, start = next(one for one in found if one[1] == commonest)
    yield part(document, "publisher", block, start, start + len(name), name)


@rule("describe", since="0.1", confidence=0.8)
def address_on_printout(document: Document) -> Iterator[Finding]:
    """A browser prints the address of a page below each sheet of paper.

    It is the address that somebody had before them, parameters and all. One that was cut short is none.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("address_on_printout", "The town is quiet.\\nhttps://example.org/town    1/1")
    [('canonical_url', 'https://example.org/town', 'https://example.org/town')]

    Abstains:

    >>> where("address_on_printout", "The town is quiet.\\nhttps://example.org/a-long-na…    1/1")
    []
    """
    for block in blocks(document, Label.INTERFACE):
        address = printed_address(block.reading)
        if address and not address.endswith(("…", "...")):
            start = block.reading.index(address)
            yield part(document, "canonical_url", block, start, start + len(address), address)
            return


@rule("describe", since="0.1", version=2, confidence=0.9)
def language_of_body(document: Document) -> Iterator[Finding]:
    """The language is that of the running text, and the receipt is the first block that shows it alone.

    Furniture is left out, because sites mix languages there. Where the whole and every single block leave
    a doubt, nothing is said.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("language_of_body", "It was the best of times, and it was the worst of times for the town.")[0][:2]
    ('language', 'en')

    Abstains:

    >>> where("language_of_body", "Lorem ipsum dolor sit amet.")
    []
    """
    language = document.once(_language)
    if language is None:
        return
    for block in blocks(document, *BODY):
        if identify_language(block.reading) == language:
            yield Finding("language", language, block.start, block.end)
            return


@rule("describe", since="0.1", version=2, confidence=0.85)
def language_of_block(document: Document) -> Iterator[Finding]:
    """A block in another language than the running text is told apart by its script, or by its function words.

    Sites leave lines of other editions in their pages, and texts quote. Short blocks are told by their script alone:
    a name or a title has too few words to count.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "It was the best of times, and it was the worst of times for the town."
    >>> where("language_of_block", f"{text}\\nЗаголовок открываемого материала")
    [('other_language', 'ru', 'Заголовок открываемого материала')]

    Abstains:

    >>> where("language_of_block", f"{text}\\nNewsfeed")
    []
    """
    language = document.once(_language)
    if language is None:
        return
    script = document.once(_script)
    usual = FUNCTION_WORDS.get(language, frozenset())
    for block in document.blocks:
        reading = block.reading
        # Most blocks show at a glance that they are in the text's own script, or in its language.
        own = "Latin" if reading.isascii() else dominant_script(reading)
        if own == script:
            if len(reading) < _LONG or block.span.label not in BODY:
                continue
        elif own is None or own == "Latin":
            continue
        if len(usual.intersection(reading[:_LONG_ENOUGH].lower().split())) > 2:
            continue
        other = language_of_line(reading)
        if other is not None and other != language:
            yield Finding("other_language", other, block.start, block.end)


@rule("describe", since="0.1", confidence=0.8)
def rights_of_line(document: Document) -> Iterator[Finding]:
    """The first legal line with a sign or a word of copyright says whose the text is.

    Below it stand terms, cookies and trademarks. Credits of images have the sign, too, and are other blocks.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("rights_of_line", "© 2019 Example Ltd. All rights reserved.")
    [('rights', '© 2019 Example Ltd. All rights reserved.', '© 2019 Example Ltd. All rights reserved.')]

    Abstains:

    >>> where("rights_of_line", "© AFP 2019 / JANE ROE\\nWe use cookies.")
    []
    """
    for block in blocks(document, Label.LEGAL):
        if len(block.reading) <= _LONGEST_NOTICE and _RIGHTS.search(block.reading):
            yield whole(document, "rights", block)
            return


@rule("describe", since="0.1", confidence=0.95)
def dateline_parts(document: Document) -> Iterator[Finding]:
    """The dateline names a place and, in brackets or between strokes, an agency.

    The place is written in capitals; its value is in ordinary ones.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("dateline_parts", "NEW YORK (Agency) – The town is quiet today.")
    [('dateline.place', 'New York', 'NEW YORK'), ('dateline.agency', 'Agency', 'Agency')]

    Abstains:

    >>> where("dateline_parts", "The town is quiet today.")
    []
    """
    for group, block in enumerate(blocks(document, Label.DATELINE)):
        # The dash ends the block, so give the pattern something to stand before.
        found = dateline(block.reading + " …")
        if found is None:
            continue
        yield part(document, "dateline.place", block, *found.span("place"), found["place"].title(), group)
        for name in ("agency", "slashed"):
            if found[name]:
                yield part(document, "dateline.agency", block, *found.span(name), found[name], group)
