"""Which documents have near-duplicates, and where these are compared."""

from functools import lru_cache
from typing import NamedTuple

from docutils import nodes
from sphinx.builders import Builder
from sphinx.config import Config

from corpustools.corpus.card import Card
from corpustools.sphinxext.generated import count, paged
from corpustools.sphinxext.layout import Layout, layout_of
from corpustools.sphinxext.making_room import until_room_is_made
from corpustools.sphinxext.opened import card_in
from corpustools.sphinxext.same import Same

PER_PAGE = 25
"""How many groups one page shows."""


class Alike(NamedTuple):
    """What the page of a document says of near-duplicates: how many others there are, and where they are compared."""

    others: int
    docname: str
    anchor: str


def alike_of(config: Config) -> dict[str, Alike]:
    """Return what to say of each document that has near-duplicates, by its id."""
    return _alike(Same(card_in(config)), layout_of(config))


@until_room_is_made
@lru_cache(maxsize=2)
def _alike(card: Same[Card], layout: Layout) -> dict[str, Alike]:
    # Each page asks for them.
    names, chunks = paged(layout.duplicates, list(card.held.duplicates), PER_PAGE)
    return {
        ident: Alike(len(group.others), docname, anchor(group.first))
        for docname, chunk in zip(names, chunks, strict=True)
        for group in chunk
        for ident in group.ids
    }


def note(builder: Builder, docname: str, ident: str) -> tuple[str, str] | None:
    """Return the words and the address of the link to the near-duplicates of a document, where it has any."""
    found = alike_of(builder.config).get(ident)
    if found is None:
        return None
    words = f"{count(found.others, 'other document')} with nearly the same text"
    return words, f"{builder.get_relative_uri(docname, found.docname)}#{found.anchor}"


def anchor(first: str) -> str:
    """Return the anchor of the group that is named after a document.

    >>> anchor("000_fe9d")
    'group-000-fe9d'
    """
    return nodes.make_id(f"group-{first}")
