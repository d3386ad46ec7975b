"""What markup says of a line of the text as read, and what a reader made of a document.

A hint is advice and no claim: it labels nothing. Plain text has none.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from corpustools.model.declaration import Declaration


class Kind(StrEnum):
    """What a line is to the page that it stands in.

    >>> Kind.ALT == "alt"
    True
    """

    # Looked up at every line; the hash of an enumeration's member is worked out anew each time.
    __hash__ = str.__hash__

    TEXT = "text"
    """Text that a browser shows."""
    ALT = "alt"
    """The alternative text of an image."""
    HIDDEN = "hidden"
    """Text that the markup hides: ``hidden``, ``display: none``, ``<template>``, a closed ``<dialog>``, and what
    ``aria-hidden`` hides within a line. Blocks with ``aria-hidden`` are text; it is among their roles."""
    NOSCRIPT = "noscript"
    """What shows only where scripts, frames or embedded media do not work."""
    METADATA = "metadata"
    """Text that stands outside the page's body: its ``<title>``."""
    JSON_LD = "json_ld"
    """A paragraph that stands in the page's JSON-LD alone."""


class Hint(NamedTuple):
    """What markup says of the line at ``start`` to ``end`` of the text as read.

    The line's element is the innermost block-level element that holds it. ``path`` gives the tags from the
    body down to that element, ``names`` the words of the class and id of each of them, ``roles`` their ARIA
    roles, schema.org properties and types, and what else their attributes say of meaning, the innermost last.
    ``inline`` gives the tags of the inline elements that hold the whole line, ``inline_names`` the words of
    their classes and ids. ``element`` and ``parent`` number the line's element and the element around it, in
    document order, so that lines of one container can be put together. ``link_share`` is the share of the
    line's characters, white space aside, that are links.

    >>> hint = Hint(0, 4, "p", ("body", "article", "p"), ((), ("main", "story"), ("lead",)), ("articleBody",))
    >>> hint.kind, hint.level, hint.link_share
    (<Kind.TEXT: 'text'>, 0, 0.0)
    """

    start: int
    end: int
    tag: str
    path: tuple[str, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()
    roles: tuple[str, ...] = ()
    link_share: float = 0.0
    kind: Kind = Kind.TEXT
    element: int = 0
    parent: int = 0
    level: int = 0
    """1 to 6 in a heading, else 0."""
    emphasis: bool = False
    """Whether all of the line is bold or in italics by its tags."""
    caption: bool = False
    """Whether the line is in a ``<figcaption>`` or in the ``<caption>`` of a table."""
    time: bool = False
    """Whether all of the line is in a ``<time>``."""
    datetime: str = ""
    """The ``datetime`` of the first ``<time>`` in the line that has one."""
    inline: tuple[str, ...] = ()
    inline_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document as a reader gives it: the text as read, a hint for each of its lines, and what was odd.

    Each line that is not white space alone has exactly one hint, in order; plain text has no hints. ``notes``
    are sentences that say what the reader did out of the ordinary. ``declarations`` are what markup says of the page.
    ``things`` are the kinds of things that it says the page is or holds.

    >>> from corpustools.readers import parse
    >>> parse("<title>Quiet</title><p>The town is quiet.", "text/html").text
    'Quiet\\n\\nThe town is quiet.'
    """

    text: str
    hints: tuple[Hint, ...] = ()
    notes: tuple[str, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    things: frozenset[str] = frozenset()
