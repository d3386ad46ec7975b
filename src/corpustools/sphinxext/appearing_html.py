"""What the pages of entities show of each document, as HTML: written once, and kept for the next build.

A document stands on the page of everybody and everything it names. What it says of each is written while its record is
at hand, and put into a database beside Sphinx's environment; no record is read again for a page of an entity, whichever
of its documents changed.
"""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import ExtensionError

from corpustools.corpus.entry import Entry
from corpustools.model.document import Document
from corpustools.model.mention import MentionKind
from corpustools.sphinxext.entity_parts import MENTIONS, QUOTATIONS, document_parts
from corpustools.sphinxext.generated import source
from corpustools.sphinxext.layout import FOLDERS, layout_of
from corpustools.sphinxext.opened import document_of, entities_of, entries_of
from corpustools.sphinxext.part_html import Html
from corpustools.writers.appearing import Key, appearing

_TABLES = """
CREATE TABLE made_by (digest TEXT);
CREATE TABLE documents (document TEXT PRIMARY KEY, outputs TEXT) WITHOUT ROWID;
CREATE TABLE parts (document TEXT, entity TEXT, quoted TEXT, named TEXT, UNIQUE (document, entity));
"""


class _Part(NamedTuple):
    """What one document says of an entity: what it quotes from it, if anything, and the passages that name it."""

    quoted: str
    named: str


class AppearingHtml:
    """The parts of all documents for the pages of a build; ``made_by`` is a digest of what they are written by.

    It is a context: what was written is kept when it ends.
    """

    def __init__(self, builder: StandaloneHTMLBuilder, made_by: str) -> None:
        self._builder = builder
        self._made_by = made_by
        self._path = Path(builder.doctreedir, f"corpus-appearing-{builder.name}.sqlite")
        self._layout, self._entities = layout_of(builder.config), entities_of(builder.config)
        # Addresses are the same on all pages in a folder; no page has this name.
        self._html = {kind: Html(builder, f"{self._layout.folder}/{FOLDERS[kind]}/0.0") for kind in FOLDERS}

    def __enter__(self) -> Self:
        """Open the database; one that is damaged, or was written by something else, is begun anew."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(self._path)
        try:
            self._outputs = self._begin()
        except sqlite3.DatabaseError:
            # Not table by table: words that are shown no more are to be nowhere in it.
            self._connection.close()
            for path in (self._path, self._path.with_name(f"{self._path.name}-journal")):
                path.unlink(missing_ok=True)
            self._connection = sqlite3.connect(self._path)
            self._outputs = self._begin()
        return self

    def _begin(self) -> dict[str, str]:
        """Return of which documents it has the parts, each with the stamps of what they were read from."""
        # What a document says that is taken out is overwritten.
        self._connection.execute("PRAGMA secure_delete = ON")
        if not self._connection.execute("SELECT name FROM sqlite_master").fetchall():
            for statement in _TABLES.strip().split("\n"):
                self._connection.execute(statement)
            self._connection.execute("INSERT INTO made_by VALUES (?)", (self._made_by,))
        elif self._connection.execute("SELECT digest FROM made_by").fetchall() != [(self._made_by,)]:
            raise sqlite3.DatabaseError("it was written by other code, or with other settings")
        return dict(self._connection.execute("SELECT document, outputs FROM documents"))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Keep what was written, whatever the build ended by; forget documents that are gone."""
        with closing(self._connection):
            if isinstance(error, sqlite3.Error):
                raise ExtensionError(f"{self._path}: {error}; see to that, remove it and build again") from error
            for ident in self._outputs.keys() - entries_of(self._builder.config).keys():
                self._forget(ident)
            self._connection.commit()

    def note(self, entry: Entry, document: Document) -> None:
        """Write what a document says of each entity, unless that was done."""
        outputs = json.dumps(entry.outputs)
        if self._outputs.get(entry.id) == outputs:
            return

        def key(kind: MentionKind, name: str) -> Key:
            found = self._entities.of(kind, name, entry.id)
            return found.kind, found.slug

        self._forget(entry.id)
        rows = []
        found = appearing(document, key)
        # Which document it is stands above all that it says of each.
        origin = source(entry)
        above = {kind: self._html[kind].block(origin) for kind in dict.fromkeys(kind for kind, _ in found)}
        for (kind, slug), here in found.items():
            html = self._html[kind]
            quoted, named = document_parts(entry, here)
            said = html.part(above[kind], quoted) if quoted else ""
            rows.append((entry.id, f"{kind} {slug}", said, html.part(above[kind], named)))
        self._connection.executemany("INSERT INTO parts VALUES (?, ?, ?, ?)", rows)
        self._connection.execute("INSERT INTO documents VALUES (?, ?)", (entry.id, outputs))
        self._outputs[entry.id] = outputs

    def _forget(self, ident: str) -> None:
        for table in ("documents", "parts"):
            self._connection.execute(f"DELETE FROM {table} WHERE document = ?", (ident,))

    def parts(self, docname: str, key: Key, idents: Iterable[str]) -> str:
        """Write what documents say of an entity, for its page ``docname``."""
        kind, slug = key
        entity = f"{kind} {slug}"
        config = self._builder.config
        entries = entries_of(config)
        found: list[_Part] = []
        for ident in idents:
            # A page that Sphinx reads was not made of its record.
            if self._outputs.get(ident) != json.dumps(entries[ident].outputs):
                self.note(entries[ident], document_of(config, ident))
            rows = self._connection.execute(
                "SELECT quoted, named FROM parts WHERE document = ? AND entity = ?", (ident, entity)
            )
            found.extend(map(_Part._make, rows))
        html = self._html[kind]
        quoted = [part.quoted for part in found if part.quoted]
        written = html.block(QUOTATIONS) + "".join(quoted) if quoted else ""
        if found:
            written += html.block(MENTIONS) + "".join([part.named for part in found])
        if docname == self._layout.entity(kind, slug):
            # Whoever speaks to himself is on this very page.
            written = written.replace(f' href="{html.href(kind, slug)}"', ' href="#"')
        return written
