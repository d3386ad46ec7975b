"""Authors who sign by their name alone, where the page says elsewhere who that is."""

import re
from collections.abc import Iterator

from corpustools.extractors.passages import is_given
from corpustools.extractors.reading import whole
from corpustools.model.document import Document
from corpustools.model.span import Label
from corpustools.registry import Finding, rule
from corpustools.text.bylines import is_person
from corpustools.text.titles import fold

_LONGEST_NAME = 50
_NEAR = 15  # lines between a signature and the text
_INTRODUCES = re.compile(
    r"(?:more (?:by|from)|(?:view |see |read )?all (?:posts|stories|articles) by|about(?: the author:?)?|"
    r"contact(?: \w+)?|follow|mehr von|alle (?:artikel|beiträge) von|tous les articles de|plus de|más de|"
    r"todos los artículos de|altri articoli di|meer van|flere artikler av|fler artiklar av)\s+",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r",?\s+(?:is|was|are|writes|covers|runs|leads|edits|works|joined|reports|can be reached|has (?:been|worked|written|"
    r"covered|reported)|ist|war|schreibt|arbeitet|berichtet|est|écrit|couvre|es|escribe|cubre|è|scrive|é|escreve|"
    r"schrijft|werkt|är|skriver|er|jest|pisze)\s"
)


@rule("describe", since="0.1", confidence=0.75)
def author_with_biography(document: Document) -> Iterator[Finding]:
    r"""A person whose name is a line of its own is the author if a line further on says who that is, or leads to more.

    Sites that sign without "By" end the page with a biography ("Jane Roe is a reporter"), an address ("Contact Jane
    Roe at") or a link ("More by Jane Roe"). A name that only stands alone may be a speaker's, a photographer's or that
    of a teaser's author. It must stand just before the text or behind it, and its first
    part must be a given name: products and firms are told of in the same way. Several authors have a biography each.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the town knows how long this will last."
    >>> where("author_with_biography", f"Town Is Quiet\nJane Roe\n{text}\nJane Roe is a reporter for Example News.")
    [('author', 'Jane Roe', 'Jane Roe')]

    Abstains:

    >>> where("author_with_biography", f"Town Is Quiet\nJane Roe\n{text}\nJane Roe said that the town is quiet.")
    []
    """
    introduced, beside = document.once(_introduced), document.once(_beside_text)
    seen: set[str] = set()
    for place, block in enumerate(document.blocks):
        if place not in beside:
            continue
        name = block.reading.strip().rstrip(",")
        if len(name) > _LONGEST_NAME or not is_person(name) or not is_given(name.split()[0]):
            continue
        folded = fold(name)
        if folded not in seen and introduced.get(folded, -1) > place:
            seen.add(folded)
            yield whole(document, "author", block)


def _beside_text(document: Document) -> frozenset[int]:
    """Return the places just before the running text begins and just after it ends: menus and lists name others."""
    running = [at for at, block in enumerate(document.blocks) if block.label is Label.PARAGRAPH]
    if not running:
        return frozenset()
    first, last = running[0], running[-1]
    return frozenset((*range(first - _NEAR, first), *range(last, last + _NEAR)))


def _introduced(document: Document) -> dict[str, int]:
    """Return the last places of lines that open with a name and say who that is; by the name, folded."""
    places: dict[str, int] = {}
    for place, block in enumerate(document.blocks):
        reading = block.reading
        opening = _INTRODUCES.match(reading)
        if opening is not None:
            name = re.split(r"\s+(?:at|on|by|an?|is)\b|[.,:|(\n]", reading[opening.end() :], maxsplit=1)[0]
        else:
            tells = _TELLS.search(reading, 0, _LONGEST_NAME + 20)
            name = reading[: tells.start()] if tells else ""
        if name and len(name) <= _LONGEST_NAME and is_person(name.strip()):
            places[fold(name.strip())] = place
    return places
