"""The line below the title of a document: who published it, who wrote it, when, and in which language.

The same stands among the facts, with receipts; here it is where a reader looks for it, and leads to all others of it.
"""

from functools import lru_cache

from corpustools.model.document import Document
from corpustools.sphinxext.browse_pages import DATES, LANGUAGES, PUBLISHERS, Facet, page_of
from corpustools.sphinxext.generated import language_in_words
from corpustools.sphinxext.layout import layout_of
from corpustools.sphinxext.part_html import Html
from corpustools.sphinxext.rule_links import escape
from corpustools.text.characters import in_a_line
from corpustools.writers.citation import date_in_words

_MOST = 4
"""So many authors are named; a page may have dozens."""


def origin(html: Html, document: Document) -> str:
    """Write the line; nothing, where the document says none of it."""
    metadata, folder = document.metadata, layout_of(html.builder.config).folder

    def linked(facet: Facet, value: str, shown: str) -> str:
        return f'<a href="{escape(html.address("page", page_of(folder, facet, value)))}">{_isolated(shown)}</a>'

    parts = []
    if metadata.publisher:
        parts.append(linked(PUBLISHERS, metadata.publisher, metadata.publisher))
    if metadata.authors:
        parts.append(named(metadata.authors))
    if metadata.date_published:
        parts.append(linked(DATES, metadata.date_published, date_in_words(metadata.date_published)))
    if parts and metadata.language:
        parts.append(linked(LANGUAGES, metadata.language, language_in_words(metadata.language)))
    said = "".join([f"<li>{part}</li>\n" for part in parts])
    return f'<ul class="corpus-origin" aria-label="Source">\n{said}</ul>\n' if parts else ""


def named(authors: tuple[str, ...]) -> str:
    """Name authors, the first few where there are many.

    >>> named(("Jane Roe", "Ann Poe"))
    '<bdi>Jane Roe</bdi>, <bdi>Ann Poe</bdi>'
    >>> named(tuple("ABCDEF")).partition("D")[2]
    '</bdi> and 2 others'
    """
    shown = authors if len(authors) <= _MOST + 1 else authors[:_MOST]
    others = f" and {len(authors) - len(shown)} others" if len(authors) > len(shown) else ""
    return f"{', '.join(map(_isolated, shown))}{others}"


@lru_cache(maxsize=1024)
def _isolated(words: str) -> str:
    return f"<bdi>{escape(in_a_line(words))}</bdi>"
