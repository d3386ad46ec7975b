"""What the elements of HTML are to a reader: which break lines, which hide, and what their attributes say."""

import re
from collections.abc import Mapping
from functools import lru_cache

from corpustools.model.hint import Kind

# How an element takes part in the text. What is not listed is unknown: a custom element, MathML, SVG.
INLINE, BLOCK, UNKNOWN, SIDE, RAW, ALONE, MUTE = range(7)

_ELEMENTS: dict[int, str] = {
    INLINE: """
        a abbr acronym b bdi bdo big blink cite code data del dfn em font i ins kbd mark nobr output q rb rp rt rtc
        ruby s samp slot small span strike strong sub sup time tt u var""",
    BLOCK: """
        address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset
        figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup html label legend li listing
        main map marquee menu menuitem nav ol optgroup option p plaintext pre search section select summary table
        tbody td textarea tfoot th thead title tr ul xmp""",
    # What stands beside the line that it is in, and not in it.
    SIDE: "annotation annotation-xml audio canvas datalist desc metadata noscript object template video",
    # libxml2 gives what is in these as characters, as the HTML standard says; there is markup in them.
    RAW: "iframe noembed noframes",
    ALONE: """
        area base basefont bgsound br col colgroup embed frame hr img input keygen link meta param source spacer
        track wbr""",
    MUTE: "script style",
}
CODES: Mapping[str, int] = {tag: code for code, tags in _ELEMENTS.items() for tag in tags.split()}

# What holds of an element and of all that is in it; BREAKS, that it breaks lines, holds of it alone.
# The three lowest bits are the level of a heading.
LEVEL, LINK, EMPHASIS, PRE, CAPTION, TIME, HANDED_DOWN, BREAKS = 7, 8, 16, 32, 64, 128, 255, 256
FLAGS: Mapping[str, int] = {
    **dict.fromkeys((tag for tag, code in CODES.items() if code in {BLOCK, SIDE, RAW}), BREAKS),
    **{f"h{level}": BREAKS | level for level in range(1, 7)},
    **dict.fromkeys(("b", "strong", "em", "i"), EMPHASIS),
    **dict.fromkeys(("pre", "textarea", "listing", "xmp", "plaintext"), BREAKS | PRE),
    **dict.fromkeys(("figcaption", "caption"), BREAKS | CAPTION),
    "time": TIME,
}

KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(("annotation", "annotation-xml", "datalist", "metadata", "template", "dialog"), Kind.HIDDEN),
    **dict.fromkeys(("audio", "canvas", "iframe", "noembed", "noframes", "noscript", "object", "video"), Kind.NOSCRIPT),
    "title": Kind.METADATA,
    "desc": Kind.ALT,
}
"""What the text in an element is, where it is not text that a browser shows."""


TAGS: Mapping[str, tuple[int, int, bool]] = {
    tag: (code, FLAGS.get(tag, 0), tag in KINDS) for tag, code in CODES.items()
}
"""All three in one look: how an element takes part, its flags, and whether it is listed among the kinds."""
UNLISTED = (UNKNOWN, 0, False)

DEEPEST = 512
"""Elements deeper than this break lines and say nothing else; Chromium's parser flattens at the same depth."""

TOO_DEEP = 2000
"""A page that nests elements deeper than this is left to another parser.

For each end tag that nothing opened, libxml2 looks through all open elements: 100,000 such tags in 100,000 open
elements take it 11 seconds.
"""


class TooDeepError(Exception):
    """The page nests its elements so deep that libxml2 would take time that grows with the square of its size."""


class Node:
    """An element of a page, as far as the lines in it need to know it."""

    __slots__ = ("_said", "attrib", "depth", "flags", "is_open", "kind", "number", "parent", "tag")

    def __init__(
        self,
        tag: str,
        attrib: Mapping[str, str],
        parent: "Node | None",
        number: int,
        flags: int = BREAKS,
        kind: Kind = Kind.TEXT,
    ) -> None:
        self.tag = tag
        self.attrib = attrib
        self.parent = parent
        self.number = number
        self.flags = flags
        self.kind = kind
        self.is_open = True
        self.depth: int = 0 if parent is None else parent.depth + 1
        self._said: Description | None = None

    def describe(self, said_before: "Said | None" = None) -> "Description":
        """Return the tags from the body down to here, the names of each of them, and all their roles.

        With ``said_before``, a memory that the elements of one page share, what is said of two elements alike is one
        object: a list of a hundred links takes no more room than one link, and can be compared by a look.

        >>> body = Node("body", {}, None, 1)
        >>> Node("p", {"class": "lead", "itemprop": "description"}, body, 2).describe()
        (('body', 'p'), ((), ('lead',)), ('description',))
        """
        if self._said is not None:
            return self._said
        chain = [self]
        node = self.parent
        while node is not None and node._said is None:
            chain.append(node)
            node = node.parent
        around = _NOTHING if node is None or node._said is None else node._said
        said_before = {} if said_before is None else said_before
        for node in reversed(chain):
            own, roles = described(node.attrib) if node.attrib else ((), ())
            key = (id(around), node.tag, own, roles)
            held = said_before.get(key)
            if held is None:
                # What it stands in is kept as well: an id is that of one object only as long as the object lives.
                held = said_before[key] = (_extended(around, node.tag, own, roles), around)
            around = node._said = held[0]
        return around


Description = tuple[tuple[str, ...], tuple[tuple[str, ...], ...], tuple[str, ...]]
Said = dict[tuple[int, str, tuple[str, ...], tuple[str, ...]], tuple[Description, Description]]
_NOTHING: Description = ((), (), ())


def _extended(around: Description, tag: str, own: tuple[str, ...], said: tuple[str, ...]) -> Description:
    """Go one element further down."""
    path, names, roles = around
    if tag in {"body", "head"}:
        path, names = (tag,), (own,)
    elif tag and tag != "html":
        if not path or (path == ("head",) and tag != "title"):
            # A page need not say where its body begins, and text after </html> is in none.
            path, names = ("body",), ((),)
        path = (*path, tag)
        names = (*names, own)
    return path, names, roles + said if said else roles


# Attributes that hold names: those for styles and scripts, and those that a page's makers test it by.
_NAMES = frozenset({"class", "id", "data-testid", "data-test-id", "data-component", "data-module", "data-qa"})
_ROLES = frozenset({"role", "itemprop", "itemtype", "property", "typeof", "rel"})
_HIDES = frozenset({"hidden", "aria-hidden", "style"})


def described(attrib: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what the attributes of an element say: the words that name it, and its roles.

    >>> described({"class": "ArticleBody post__text", "id": "main-2", "href": "/"})
    (('article', 'body', 'post', 'text', 'main', '2'), ())
    >>> described({"role": "main", "itemtype": "https://schema.org/NewsArticle", "aria-hidden": "true"})
    ((), ('main', 'NewsArticle', 'aria-hidden'))
    """
    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    for key, value in attrib.items():
        if key in _NAMES:
            names = names + _words(value) if names else _words(value)
        elif key in _ROLES:
            roles += _last_parts(value)
        elif key in _HIDES:
            roles += _hides(key, value)
    return names, roles


def is_hidden(attrib: Mapping[str, str], *, is_block: bool) -> bool:
    """Whether the attributes of an element hide it.

    What ``aria-hidden`` hides from screen readers alone, a browser shows. Within a line it is an icon or says
    again what a hidden text says. A whole block of it is often what a window opened above it: of the blocks
    that nothing else hides, 28 in 100 are text of the article on 880 real pages.

    >>> is_hidden({"style": "color: red; Display:none"}, is_block=True)
    True
    >>> is_hidden({"aria-hidden": "true"}, is_block=True), is_hidden({"aria-hidden": "true"}, is_block=False)
    (False, True)
    """
    return any(
        _hides(key, value) for key, value in attrib.items() if key in _HIDES and not (is_block and key == "aria-hidden")
    )


_HUMP = re.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_TO_SPACE = str.maketrans(dict.fromkeys("-_:/.,;|#&=+*!?@$%'\"()[]{}<>~^`\\", " "))


@lru_cache(maxsize=16384)
def _words(value: str) -> tuple[str, ...]:
    """Split a class or id into lower-case words; its first two thousand characters count."""
    value = value[:2000]
    if not value.islower():
        value = _HUMP.sub(" ", value).lower()
    return tuple(value.translate(_TO_SPACE).split())


@lru_cache(maxsize=1024)
def _last_parts(value: str) -> tuple[str, ...]:
    """Return the last part of each address in a list of roles or types."""
    return tuple(re.split("[/#:]", word.rstrip("/"))[-1] for word in value[:500].split())


_HIDING_STYLE = re.compile(r"(?:^|[;\s])(display\s*:\s*none|visibility\s*:\s*hidden)")


def _hides(key: str, value: str) -> tuple[str, ...]:
    """Return how an attribute hides its element, if it does."""
    if key == "hidden":
        return ("hidden",)
    if key == "aria-hidden":
        return ("aria-hidden",) if value == "true" else ()
    match = _HIDING_STYLE.search(value.lower())
    return () if match is None else ("display-none" if match[1].startswith("display") else "visibility-hidden",)
