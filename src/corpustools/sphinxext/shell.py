"""The theme's page around what a page says: rendered once for each folder, with places where pages differ.

A theme's template takes two to twenty milliseconds for each page, and all that differs between pages of a folder is
their name, their title, their body and what the head says of them. So it is rendered around marks, and cut where these
stand.
Whatever a theme does to a title that was not foreseen here is noticed: see :func:`fits`.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from markupsafe import Markup
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.docutils import new_document

from corpustools.sphinxext.generated import digest

META = {"orphan": "True", "corpus_generated": "True", "hide-toc": "True", "no-search": "true"}
"""What the front matter of generated pages says, as Sphinx gives it to themes."""


class Filling(NamedTuple):
    """What one page has of its own: its name, and as HTML its title, its body and what its head says of it.

    ``has_source`` says whether its source is published.
    """

    docname: str
    title: str
    body: str
    has_source: bool = False
    head: str = ""


# A title goes into a page as HTML, or as text without its elements, or as that escaped again: all can be told apart.
_NAME, _BODY, _HEAD = (f"corpus7slot{word}7" for word in ("name", "body", "head"))
_TITLE = "corpus7slot&amp;<i></i>title7"
_TEXT, _ESCAPED = "corpus7slot&title7", "corpus7slot&amp;title7"
_SLOTS = (_NAME, _BODY, _HEAD, _TITLE, _TEXT, _ESCAPED)
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
        text = Markup(filling.title).striptags()
        name = filling.docname.rpartition("/")[2]
        values = (name, filling.body, filling.head, filling.title, text, str(Markup.escape(text)))
        parts = [self.texts[0]]
        for slot, after in zip(self.slots, self.texts[1:], strict=True):
            parts += (values[slot], after)
        return "".join(parts)


def shell(builder: StandaloneHTMLBuilder, folder: str, *, has_source: bool) -> Shell:
    """Render the theme's page for a folder, and cut it."""
    found = _SLOT.split(rendered(builder, Filling(f"{folder}/{_NAME}", _TITLE, _BODY, has_source, _HEAD)))
    return Shell(tuple(found[::2]), tuple(map(_SLOTS.index, found[1::2])), digest(found))


def rendered(builder: StandaloneHTMLBuilder, filling: Filling) -> str:
    """Render a page by the theme's template alone, as Sphinx does it for pages that it read."""
    suffix = builder.config.html_sourcelink_suffix
    source = f"{filling.docname}.md{'' if suffix == '.md' else suffix}"
    context: dict[str, Any] = {
        "parents": [],
        "prev": None,
        "next": None,
        "title": filling.title,
        "meta": META,
        "body": filling.body,
        "metatags": _head_of_docutils(builder) + filling.head,
        "rellinks": builder.globalcontext["rellinks"][:],
        "sourcename": source if filling.has_source and builder.config.html_copy_source else "",
        # Sphinx looks for headings in sections, and finds none in the article.
        "toc": f'<ul>\n<li><a class="reference internal" href="#">{filling.title}</a></li>\n</ul>\n',
        "display_toc": False,
        "page_source_suffix": ".md",
        "has_maths_elements": False,
    }
    with _no_copies(builder), TemporaryDirectory() as folder:
        path = Path(folder, "page.html")
        builder.handle_page(filling.docname, context, outfilename=path)
        return path.read_text(encoding=builder.config.html_output_encoding)


def fits(builder: StandaloneHTMLBuilder, made: Shell, filling: Filling) -> bool:
    """Whether a page put together is what the theme's template makes of it."""
    return made.is_whole and encoded(builder, made.fill(filling)) == encoded(builder, rendered(builder, filling))


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
