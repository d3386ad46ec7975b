"""Authors who sign by their name alone, where the page says elsewhere who that is."""

import re
from collections.abc import Iterator

from corpustools.extractors.names.word_kinds import is_given
from corpustools.extractors.reading import whole
from corpustools.model.document import Document
from corpustools.model.span import Label
from corpustools.registry import Finding, rule
from corpustools.text.bylines import PARTICLES, is_person
from corpustools.text.titles import fold

_LONGEST_NAME = 50
_NEAR = 15  # lines between a signature and the text
_INTRODUCES = re.compile(
    r"(?:more (?:by|from)|(?:view |see |read )?all (?:posts|stories|articles) by|about(?: the author:?)?|"
    r"contact(?: \w+)?|follow|written by|mehr von|alle (?:artikel|beiträge) von|tous les articles de|plus de|más de|"
    r"todos los artículos de|altri articoli di|meer van|flere artikler av|fler artiklar av)\s+",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r",?\s+(?:is|was|are|writes|covers|runs|leads|edits|works|joined|reports|can be reached|has (?:been|worked|written|"
    r"covered|reported)|ist|war|schreibt|arbeitet|berichtet|est|écrit|couvre|es|escribe|cubre|è|scrive|é|escreve|"
    r"schrijft|werkt|är|skriver|er|jest|pisze)\s"
)


@rule("describe", since="0.1", version=2, confidence=0.75)
def author_with_biography(document: Document) -> Iterator[Finding]:
    r"""A person whose name is a line of its own is the author if a line further on says who that is, or leads to more.

    Sites that sign without "By" end the page with a biography ("Jane Roe is a reporter"), an address ("Contact Jane Roe
    at") or a link ("More by Jane Roe", "Written by Jane Roe"). A name that only stands alone may be a speaker's, a
    photographer's or that of a teaser's author. It must stand just before the text or behind it, and its first part
    must be a given name: products and firms are told of in the same way. Several authors have a biography each.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the town knows how long this will last."
    >>> where("author_with_biography", f"Town Is Quiet\nJane Roe\n{text}\n{text}\nJane Roe is a reporter for News.")
    [('author', 'Jane Roe', 'Jane Roe')]

    Abstains:

    >>> where("author_with_biography", f"Town Is Quiet\nJane Roe\n{text}\nJane Roe said that the town is quiet.")
    []
    """
    seen: set[str] = set()
    for place, name in _names_beside_text(document):
        folded = fold(name)
        if folded not in seen and document.once(_introduced).get(folded, -1) > place:
            seen.add(folded)
            yield whole(document, "author", document.blocks[place])


def _names_beside_text(document: Document) -> Iterator[tuple[int, str]]:
    """Yield the lines that are a name and stand just before the running text or behind it: menus name others."""
    running = document.labelled(Label.PARAGRAPH)
    if not running:
        return
    blocks = document.blocks
    first, last = document.place(running[0]), document.place(running[-1])
    for place in (*range(max(first - _NEAR, 0), first), *range(last, min(last + _NEAR, len(blocks)))):
        name = blocks[place].reading.strip().rstrip(",")
        if len(name) <= _LONGEST_NAME and is_person(name) and is_given(name.split()[0]):
            yield place, name


def _introduced(document: Document) -> dict[str, int]:
    """Return the last places of lines that open with a name and say who that is; by the name, folded."""
    places: dict[str, int] = {}
    for place, block in enumerate(document.blocks):
        reading = block.reading
        opening = _INTRODUCES.match(reading)
        if opening is not None:
            name = re.split(r"\s+(?:at|on|by|an?|is)\b|[.,:|(\n]", reading[opening.end() :], maxsplit=1)[0]
        else:
            tells = None if _is_prose(reading) else _TELLS.search(reading, 0, _LONGEST_NAME + 20)
            name = reading[: tells.start()] if tells else ""
        if name and len(name) <= _LONGEST_NAME and is_person(name.strip()):
            places[fold(name.strip())] = place
    return places


def _is_prose(line: str) -> bool:
    """Whether the second word of a line is in small letters and no particle, so that no name of two words opens it.

    >>> _is_prose("The town is quiet."), _is_prose("Jane Roe is quiet."), _is_prose("Jane de Roe"), _is_prose("예나 is")
    (True, False, False, False)
    """
    words = line[: 2 * _LONGEST_NAME].split(None, 2)
    return (
        len(words) > 1
        and words[0][0].isupper()
        and words[1][0].islower()
        and words[1].removesuffix(",") not in PARTICLES
    )
