"""JSON Lines: a document on each line. What stands there is told by rows, which other descriptions read too."""

import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from corpustools.config import Config
from corpustools.model.document import Document
from corpustools.model.fact import FIELDS
from corpustools.model.schema import make_schema
from corpustools.writers.chosen import ChosenBlock
from corpustools.writers.citation import Citation


class Column(NamedTuple):
    """What a line says under one name: what it means, how to get it, and whether it is a list.

    ``equivalent`` is the property of schema.org that means the same, where there is one; ``address`` is whether values
    are addresses.

    >>> {column.name: column.help for column in COLUMNS}["date_published"]
    'when the article was published, as precise as is known'
    >>> [column.name for column in COLUMNS if column.many]
    ['authors', 'tags']
    """

    name: str
    help: str
    of: Callable[[Document, Sequence[ChosenBlock], Citation], Any]
    equivalent: str = ""
    many: bool = False
    address: bool = False


def _fact(
    name: str, of: Callable[[Document], Any], equivalent: str, *, field: str = "", address: bool = False
) -> Column:
    told = FIELDS[field or name]
    return Column(name, told.help, lambda document, *_: of(document), equivalent, told.many, address)


_OF_SOURCE = make_schema()["properties"]["source"]["properties"]

COLUMNS = (
    Column("id", "the id of the document in its corpus", lambda document, *_: document.id, "identifier"),
    Column(
        "text",
        "the words of the blocks that were chosen, with an empty line between blocks",
        lambda _, chosen, *__: "\n\n".join(one.block.reading for one in chosen),
        "text",
    ),
    _fact("headline", lambda document: document.metadata.headline, "headline"),
    _fact(
        "authors",
        lambda document: list(document.metadata.authors + document.metadata.author_organizations),
        "author",
        field="author",
    )._replace(help=f"{FIELDS['author'].help}, or {FIELDS['author_organization'].help}"),
    _fact("publisher", lambda document: document.metadata.publisher, "publisher"),
    _fact("date_published", lambda document: document.metadata.date_published, "datePublished"),
    _fact("language", lambda document: document.metadata.language, "inLanguage"),
    Column("url", _OF_SOURCE["url"]["description"], lambda document, *_: document.source.url, "url", address=True),
    _fact("canonical_url", lambda document: document.metadata.canonical_url, "", address=True),
    _fact("date_retrieved", lambda document: document.metadata.date_retrieved, ""),
    _fact("rights", lambda document: document.metadata.rights, "copyrightNotice"),
    _fact("tags", lambda document: list(document.metadata.tags), "keywords", field="tag"),
    Column("corpus", "the title of the corpus", lambda _, __, cited: cited.corpus, "isPartOf"),
    Column(
        "sha256",
        f"the SHA-256 {_OF_SOURCE['sha256']['description']}",
        lambda document, *_: document.source.sha256,
        "sha256",
    ),
)
"""What a line says of a document, in this order."""


def json_line(document: Document, chosen: Sequence[ChosenBlock], cited: Citation, _: Config) -> str:
    """Write the text of a document, and what is known of it, as JSON on one line; what is not known is null.

    >>> import corpustools
    >>> from corpustools.writers.chosen import chosen_blocks
    >>> from corpustools.writers.citation import cite
    >>> page = corpustools.read("The ferry is late again today, and nobody knows why.", id="ferry")
    >>> json_line(page, chosen_blocks(page, "article"), cite(page), corpustools.Config())[:41]
    '{"id": "ferry", "text": "The ferry is lat'
    """
    said = {column.name: column.of(document, chosen, cited) for column in COLUMNS}
    return f"{json.dumps(said, ensure_ascii=False)}\n"
