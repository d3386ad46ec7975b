"""Pages that list documents and entities, as values: a title and parts, from which either way makes a page."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from babel import Locale, UnknownLocaleError

from corpustools.corpus.entry import Entry
from corpustools.sphinxext.parts import Block, Inline, Link, Paragraph, Row, Styled, Table
from corpustools.text.characters import in_a_line, visible
from corpustools.writers.appearing import Key
from corpustools.writers.markdown import escape_line
from corpustools.writers.myst import FRONT_MATTER

NOT_SEARCHED = "{.no-search}"
"""What stands above a paragraph that counts: nobody looks for a number that is another with each document."""


class AroundParts(NamedTuple):
    """What stands above and below what documents say of an entity (``key``)."""

    key: Key
    above: Callable[[], list[Block]]
    below: list[Block]


@dataclass(frozen=True, slots=True)
class Generated:
    """A page that is made of what is known of many documents.

    ``made_from`` is a digest of all that the page shows but what ``blocks`` take from the records of ``documents``.
    """

    docname: str
    title: str
    blocks: Callable[[], Iterable[Block]]
    made_from: str
    documents: tuple[str, ...] = ()
    has_list: bool = False
    """Whether there is a table of documents or entities on it."""
    around: "AroundParts | None" = None
    """What stands around what ``documents`` say of an entity, where it is a page of that."""

    def myst(self) -> str:
        """Write the page as MyST, for Sphinx to read: what stands below its title a directive puts there."""
        content = ["```{corpus:page} " + self.docname, f":made-from: {self.made_from}", "```"]
        return "\n\n".join([FRONT_MATTER, f"# {escape_line(self.title)}", "\n".join(content)]) + "\n"


def listing(docname: str, title: str, blocks: Iterable[Block]) -> Generated:
    """Make a page of blocks that are known already.

    >>> print(listing("corpus/dates/2015", "2015", [Paragraph(("1 document",))]).myst().removeprefix(FRONT_MATTER))
    <BLANKLINE>
    <BLANKLINE>
    # 2015
    <BLANKLINE>
    ```{corpus:page} corpus/dates/2015
    :made-from: de5ece259b4efa5a
    ```
    <BLANKLINE>
    """
    made = tuple(blocks)
    has_list = any(isinstance(block, Table) for block in made)
    return Generated(docname, title, lambda: made, digest(made), has_list=has_list)


def digest(value: object) -> str:
    """Return a short digest of a value, by what it is written as."""
    return hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Column(NamedTuple):
    """What a list says of each document: the heading, the width, the cell, and what documents are sorted by."""

    head: str
    width: int
    cell: Callable[[Entry], str]
    key: Callable[[Entry], Any]


LANGUAGE_TAG = re.compile(r"[A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}")
"""A tag of a language (BCP 47); a page may declare anything, and its name becomes that of a file."""


@lru_cache(maxsize=256)
def language_in_words(tag: str) -> str:
    """Name a language in English; a tag that has no name stays what it is.

    >>> language_in_words("cs"), language_in_words("tlh"), language_in_words("a language")
    ('Czech', 'tlh', 'a language')
    """
    try:
        name = Locale.parse(tag, sep="-").get_display_name("en") if LANGUAGE_TAG.fullmatch(tag) else None
    except (ValueError, UnknownLocaleError):
        name = None
    return name or tag


COLUMNS: Mapping[str, Column] = {
    "title": Column("Document", 50, lambda entry: in_a_line(entry.title), lambda entry: entry.title.casefold()),
    "publisher": Column(
        "Publisher",
        20,
        lambda entry: in_a_line(entry.publisher or ""),
        lambda entry: (entry.publisher or "").casefold(),
    ),
    "date": Column("Published", 12, lambda entry: in_a_line(entry.date or ""), lambda entry: entry.date or ""),
    "language": Column(
        "Language",
        8,
        lambda entry: in_a_line(language_in_words(entry.language or "")),
        lambda entry: language_in_words(entry.language or "").casefold(),
    ),
    "words": Column("Words", 10, lambda entry: f"{entry.words:,}", lambda entry: entry.words),
}
"""The columns that a list of documents can have, by the names that options give them."""


class Rows:
    """The rows of documents in tables; every list that has a document has the same row."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._cells = {entry.id: tuple(column.cell(entry) for column in COLUMNS.values()) for entry in entries}
        # A document is on a dozen lists, which go by a digest of its row.
        self._digests = {ident: digest((ident, cells)) for ident, cells in self._cells.items()}

    def listing(self, docname: str, title: str, above: list[Block], idents: list[str], below: list[Block]) -> Generated:
        """Make a page of documents; its table, of which most lists change no row, is made when it is written."""

        def blocks() -> Iterable[Block]:
            return (*above, self.table(idents), *below)

        made_from = digest((above, "".join([self._digests.get(ident, "") for ident in idents]), below))
        return Generated(docname, title, blocks, made_from, has_list=any(ident in self._cells for ident in idents))

    def table(self, idents: Iterable[str]) -> Block:
        """List documents with what is known about each; what is not known stays an empty cell."""
        rows = tuple(_row(ident, self._cells[ident]) for ident in idents if ident in self._cells)
        if not rows:
            return Paragraph(("No document yet: put files into raw/.",))
        heads = tuple(column.head for column in COLUMNS.values())
        widths = tuple(column.width for column in COLUMNS.values())
        classes = tuple(f"corpus-column-{name}" for name in COLUMNS)
        return Table(heads, rows, widths, "corpus-documents no-search", classes)


def _row(ident: str, said: tuple[str, ...]) -> Row:
    title = Link("doc", ident, (said[0],))
    return ((Paragraph((title,)),), *((Paragraph((text,)),) for text in said[1:]))


def source(entry: Entry, *also: str, undated: str = "") -> Paragraph:
    """Say which document it is, where and when it appeared, and what else there is to say of it."""
    title = Link("doc", entry.id, (in_a_line(entry.title),))
    known = _origin(entry.publisher, entry.date or undated, *also)
    return Paragraph((title, " ", Styled("span", known, "corpus-by")) if known else (title,), "corpus-source")


def _origin(publisher: str | None, *others: str) -> tuple[Inline, ...]:
    """Join a publisher and what else is known; an Arabic name must not turn round the figures of the date after it.

    >>> _origin("Nordpost", "2015", "")
    (Styled(element='bdi', content=('Nordpost',), classes=''), ' · 2015')
    """
    known = [visible(other) for other in others if other]
    if not publisher:
        return (" · ".join(known),) if known else ()
    rest = "".join(f" · {other}" for other in known)
    return (Styled("bdi", (in_a_line(publisher),)), *([rest] if rest else ()))


def more_pages(names: list[str], number: int) -> list[Block]:
    """Make the line that leads to the other pages, where there are any.

    >>> more_pages(["dates/index"], 0)
    []
    """
    if len(names) == 1:
        return []
    content: list[Inline] = ["Pages: "]
    for at, name in enumerate(names):
        content += [" · "] if at else []
        content.append(f"{at + 1}" if at == number else Link("page", name, (f"{at + 1}",)))
    return [Paragraph(tuple(content), "corpus-more-pages")]


def more_pages_myst(names: list[str], number: int) -> list[str]:
    """Write the same line for a page that is MyST.

    >>> more_pages_myst(["index", "index-2"], 0)
    ['{.corpus-more-pages}\\nPages: 1 · [2](/index-2)']
    """
    if len(names) == 1:
        return []
    links = (f"[{at + 1}](/{name})" if at != number else f"{at + 1}" for at, name in enumerate(names))
    return ["{.corpus-more-pages}\nPages: " + " · ".join(links)]


def fence(directive: str, argument: str, lines: Iterable[str]) -> str:
    """Write a directive and its content as MyST.

    >>> print(fence("corpus:documents", "", ["quiet"]))
    ```{corpus:documents}
    quiet
    ```
    """
    return "\n".join([f"```{{{directive}}} {argument}".rstrip(), *lines, "```"])


Each = TypeVar("Each")


def paged(first: str, items: list[Each], per_page: int) -> tuple[list[str], list[list[Each]]]:
    """Share out items to pages, at least one; the names of the others have a number.

    >>> paged("people/index", [1, 2, 3], 2)
    (['people/index', 'people/index.2'], [[1, 2], [3]])
    """
    chunks = [items[at : at + per_page] for at in range(0, len(items), per_page)] or [[]]
    return [first, *(f"{first}.{number}" for number in range(2, len(chunks) + 1))], chunks


def count(number: int, noun: str, many: str = "") -> str:
    """Put a number before a noun.

    >>> count(1, "name"), count(1200, "name"), count(2, "person", "people")
    ('1 name', '1,200 names', '2 people')
    """
    return f"{number:,} {noun if number == 1 else many or f'{noun}s'}"
