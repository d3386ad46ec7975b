"""The theme's page around what a page says: rendered once for each kind of page, with places where pages differ.

A theme's template takes two to twenty milliseconds for each page, and all that differs between pages of a kind is
their name, their title, their body and what the head says of them. So it is rendered around marks, and cut where these
stand.
Whatever a theme does to a title that was not foreseen here is noticed: see :func:`fits`.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from docutils import nodes
from markupsafe import Markup
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.docutils import new_document

from corpustools.sphinxext.generated import digest
from corpustools.sphinxext.part_nodes import corpus_parts
from corpustools.sphinxext.parts import Table

META = {"orphan": "True", "corpus_generated": "True", "hide-toc": "True"}
"""What the front matter of generated pages says, as Sphinx gives it to themes."""


class Kind(NamedTuple):
    """What pages with the same shell have in common: their folder, whether their source is published, whether they have
    a table of documents or entities, and whether the theme links them to a page before and a page after."""

    folder: str
    has_source: bool = False
    has_list: bool = False
    has_before: bool = False
    has_after: bool = False


class Beside(NamedTuple):
    """The page before or after: its address, and as HTML its title."""

    link: str
    title: str


class Filling(NamedTuple):
    """What one page has of its own: its name, and as HTML its title, its body and what its head says of it.

    ``anchors`` are those of the passages on it.
    """

    docname: str
    kind: Kind
    title: str
    body: str
    head: str = ""
    before: Beside | None = None
    after: Beside | None = None
    anchors: tuple[str, ...] = ()


def _of_title(word: str) -> tuple[str, str, str]:
    """Make the marks of a title, which goes into a page as HTML, as text without its elements, or as that escaped."""
    return f"corpus7slot&amp;<i></i>{word}7", f"corpus7slot&{word}7", f"corpus7slot&amp;{word}7"


_NAME, _BODY, _HEAD, _BEFORE, _AFTER = (f"corpus7slot{word}7" for word in ("name", "body", "head", "before", "after"))
_TITLE, _TITLE_BEFORE, _TITLE_AFTER = map(_of_title, ("title", "titlebefore", "titleafter"))
_SLOTS = (_NAME, _BODY, _HEAD, _BEFORE, _AFTER, *_TITLE, *_TITLE_BEFORE, *_TITLE_AFTER)
_SLOT = re.compile("(" + "|".join(map(re.escape, _SLOTS)) + ")")


@dataclass(frozen=True, slots=True)
class Shell:
    """The theme's page cut at its slots: texts of the theme, and between them which slot stands there."""

    texts: tuple[str, ...]
    slots: tuple[int, ...]
    digest: str

    @property
    def is_whole(self) -> bool:
        """Whether every mark was found as it was given: a theme may do with a title what nobody foresaw."""
        return not any("corpus7slot" in text for text in self.texts) and self.slots.count(_SLOTS.index(_BODY)) == 1

    def fill(self, filling: Filling) -> str:
        """Put a page together."""
        before, after = filling.before or Beside("", ""), filling.after or Beside("", "")
        titles = (form for title in (filling.title, before.title, after.title) for form in _forms(title))
        name = filling.docname.rpartition("/")[2]
        values = (name, filling.body, filling.head, before.link, after.link, *titles)
        parts = [self.texts[0]]
        for slot, text in zip(self.slots, self.texts[1:], strict=True):
            parts += (values[slot], text)
        return "".join(parts)


def _forms(title: str) -> tuple[str, str, str]:
    """Return a title in the forms that :func:`_of_title` makes marks for."""
    text = Markup(title).striptags()
    return title, text, str(Markup.escape(text))


class Theme:
    """Renders pages of one build by the theme's template alone."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self.builder = builder
        self._tables_of_contents: dict[tuple[str, int, str], str] = {}

    def table_of_contents(self, docname: str, **options: Any) -> str:
        """Write the site's table of contents for a page.

        No table of contents names any of these pages, so it is the same on all that are as deep in one folder. Where a
        theme shows all of it, it takes most of the time of a page.
        """
        depth = self.builder.get_target_uri(docname).count("/")
        key = (docname.rpartition("/")[0], depth, repr(sorted(options.items())))
        if key not in self._tables_of_contents:
            self._tables_of_contents[key] = self.builder._get_local_toctree(docname, **options)
        return self._tables_of_contents[key]


def shell(theme: Theme, kind: Kind) -> Shell:
    """Render the theme's page for a kind of page, and cut it."""
    before = Beside(_BEFORE, _TITLE_BEFORE[0]) if kind.has_before else None
    after = Beside(_AFTER, _TITLE_AFTER[0]) if kind.has_after else None
    marks = Filling(f"{kind.folder}/{_NAME}", kind, _TITLE[0], _BODY, _HEAD, before, after)
    found = _SLOT.split(rendered(theme, marks))
    return Shell(tuple(found[::2]), tuple(map(_SLOTS.index, found[1::2])), digest(found))


def rendered(theme: Theme, filling: Filling) -> str:
    """Render a page by the theme's template alone, as Sphinx does it for pages that it read."""
    builder = theme.builder
    suffix = builder.config.html_sourcelink_suffix
    source = f"{filling.docname}.md{'' if suffix == '.md' else suffix}"
    context: dict[str, Any] = {
        "parents": [],
        "prev": filling.before and filling.before._asdict(),
        "next": filling.after and filling.after._asdict(),
        "title": filling.title,
        "meta": META,
        "body": filling.body,
        "metatags": _head_of_docutils(builder) + filling.head,
        "corpus_head": filling.head,
        "rellinks": builder.globalcontext["rellinks"][:],
        "sourcename": source if filling.kind.has_source and builder.config.html_copy_source else "",
        # Sphinx looks for headings in sections, and finds none in the article.
        "toc": f'<ul>\n<li><a class="reference internal" href="#">{filling.title}</a></li>\n</ul>\n',
        "display_toc": False,
        "page_source_suffix": ".md",
        "has_maths_elements": False,
        "toctree": partial(theme.table_of_contents, filling.docname),
    }
    with _no_copies(builder), TemporaryDirectory() as folder:
        path = Path(folder, "page.html")
        builder.handle_page(filling.docname, context, outfilename=path, event_arg=_doctree(filling.kind))
        return path.read_text(encoding=builder.config.html_output_encoding)


def _doctree(kind: Kind) -> nodes.document:
    """Stand in for what Sphinx would have read: by it handlers of events decide which files a page loads."""
    document = new_document("")
    if kind.has_list:
        document += corpus_parts("", parts=(Table((), (), (), "corpus-documents corpus-entities"),))
    return document


def fits(theme: Theme, made: Shell, filling: Filling) -> bool:
    """Whether a page put together is what the theme's template makes of it."""
    encode = partial(encoded, theme.builder)
    return made.is_whole and encode(made.fill(filling)) == encode(rendered(theme, filling))


def encoded(builder: StandaloneHTMLBuilder, page: str) -> bytes:
    """Return the bytes that Sphinx writes of a page."""
    return page.encode(builder.config.html_output_encoding, "xmlcharrefreplace")


@contextmanager
def _no_copies(builder: StandaloneHTMLBuilder) -> Iterator[None]:
    """Let Sphinx render without copying the page's source: this page has none, or it is copied elsewhere."""
    before, builder.copysource = builder.copysource, False
    try:
        yield
    finally:
        builder.copysource = before


def _head_of_docutils(builder: StandaloneHTMLBuilder) -> str:
    """Return what docutils puts into the head of every page."""
    empty = new_document("")
    empty.settings = builder.docsettings
    visitor: Any = builder.create_translator(empty, builder)
    empty.walkabout(visitor)
    return "".join(visitor.meta[2:])
