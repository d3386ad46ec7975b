"""What was true after the last run, so that the next one does only what changed.

The state is a cache: it lives outside git, and a corpus without it is processed once more, to the same
bytes. A file counts as unchanged while its size and its time of change are what they were, which is what
git and make go by; ``corpustools verify`` trusts neither and reads everything.

It is an SQLite database, so that a run holds one entry at a time and not those of the whole corpus, and so that a run
that was killed has kept what it had done.
"""

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Self
from urllib.parse import quote

from corpustools.config import Config
from corpustools.corpus.entry import Entry, Noted
from corpustools.corpus.raw import stamp
from corpustools.errors import CorpusToolsError
from corpustools.model.known import KnownName
from corpustools.registry import other_rules
from corpustools.search.resemblance import method

__all__ = ["DamagedError", "State", "fingerprint", "load", "stamp"]

VERSION = 10

_SECONDS = 1.0
"""How long what was noted may wait to be written: so much work is lost when a run is killed."""

_TABLES = """
CREATE TABLE made_by (fingerprint TEXT);
CREATE TABLE entries (name BLOB PRIMARY KEY, noted TEXT, entry TEXT) WITHOUT ROWID;
"""


class DamagedError(CorpusToolsError):
    """The state is damaged, which SQLite says of a page only when it comes to it."""


class State:
    """The state as a run writes it: an entry for each name, as they come.

    Where damage shows after it was opened, its methods raise :class:`DamagedError`: what it said so far may have been
    wrong, and whoever asked is to :meth:`begin_anew`.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "state.sqlite")
    ...     with State(path, Config()) as state:
    ...         state.note("one.txt", Entry("one", [4, 1], []))
    ...     with State(path, Config()) as state:
    ...         state.get("one.txt").id, state.get("two.txt")
    ('one', None)
    """

    def __init__(self, path: Path, config: Config, gazetteer: Iterable[KnownName] = ()) -> None:
        self._path = path
        self._fingerprint = fingerprint(config, gazetteer)

    def __enter__(self) -> Self:
        """Open the state; one that is damaged, or of other code or settings, is begun anew."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._written = time.monotonic()
        try:
            self._open()
        except sqlite3.DatabaseError:
            self.begin_anew()
        return self

    def __exit__(self, *_: object) -> None:
        """Write what was noted, whatever the run ended by."""
        with closing(self._connection), self._told():
            self._connection.commit()

    def begin_anew(self) -> None:
        """Forget all entries, and the file that they were in.

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder, State(Path(folder, "state.sqlite"), Config()) as state:
        ...     state.note("one.txt", Entry("one", [4, 1], []))
        ...     state.begin_anew()
        ...     list(state.noted())
        []
        """
        self._connection.close()
        for path in (self._path, self._path.with_name(f"{self._path.name}-journal")):
            path.unlink(missing_ok=True)
        with self._told():
            self._open()

    def get(self, name: str) -> Entry | None:
        """Return the entry of a raw file, or nothing where there is none of today's form."""
        with self._told():
            of_name = "SELECT entry FROM entries WHERE name = ?"
            found = self._connection.execute(of_name, (os.fsencode(name),)).fetchone()
        return found and Entry.from_json(found[0])

    def noted(self) -> Iterator[tuple[str, Noted]]:
        """Yield of each raw file that has an entry what tells whether it is to be read again.

        All are asked for at once: to look each up takes as long as to see whether its files changed. Entries are looked
        through, too, for damage that SQLite itself does not see: of 10,000 that takes 0.03 seconds.
        """
        whole = "SELECT name, noted FROM entries WHERE json_valid(noted) AND json_valid(entry)"
        with self._told():
            for name, noted in self._connection.execute(whole):
                yield os.fsdecode(name), Noted(*json.loads(noted))

    def note(self, name: str, entry: Entry) -> None:
        """Keep the entry of a raw file in the place of an earlier one."""
        with self._told():
            noted = Noted(*(getattr(entry, part) for part in Noted._fields))
            row = (os.fsencode(name), json.dumps(noted), entry.as_json())
            self._connection.execute("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", row)
            if time.monotonic() > self._written + _SECONDS:
                self._connection.commit()
                self._written = time.monotonic()

    def keep(self, names: set[str]) -> None:
        """Forget the entries of all other raw files.

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder, State(Path(folder, "state.sqlite"), Config()) as state:
        ...     for name in ("one.txt", "two.txt"):
        ...         state.note(name, Entry(name[:3], [4, 1], []))
        ...     state.keep({"two.txt"})
        ...     [(name, noted.id) for name, noted in state.noted()]
        [('two.txt', 'two')]
        """
        with self._told():
            known = [row[0] for row in self._connection.execute("SELECT name FROM entries")]
            gone = [(name,) for name in known if os.fsdecode(name) not in names]
            if gone:
                self._connection.executemany("DELETE FROM entries WHERE name = ?", gone)

    def _open(self) -> None:
        self._connection = sqlite3.connect(self._path)
        with suppress(sqlite3.OperationalError):
            if self._connection.execute("SELECT fingerprint FROM made_by").fetchall() == [(self._fingerprint,)]:
                return
        tables = self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            self._connection.execute(f'DROP TABLE "{table}"')
        for statement in _TABLES.strip().split("\n"):
            self._connection.execute(statement)
        self._connection.execute("INSERT INTO made_by VALUES (?)", (self._fingerprint,))
        self._connection.commit()

    def _told(self) -> "_Told":
        return _Told(self._path)


class _Told:
    """Says in which file something could not be read or written, and what to do."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, sqlite3.Error):
            if _is_damage(error):
                raise DamagedError(f"{self._path}: {error}; remove it, and process again") from error
            raise CorpusToolsError(
                f"{self._path}: {error}; see to that and process again: what was read so far is kept"
            ) from error


def _is_damage(error: sqlite3.Error) -> bool:
    """Whether the file is to blame. That a text is no UTF-8 is said by Python, which has no codes."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return isinstance(error, sqlite3.OperationalError)
    return code & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def load(path: Path, config: Config, gazetteer: Iterable[KnownName] = ()) -> dict[str, Entry]:
    """Read the state, or nothing where it is missing, damaged, or of other code or settings.

    >>> load(Path("nowhere/state.sqlite"), Config())
    {}
    """
    return dict(each_entry(path, config, gazetteer))


def each_entry(path: Path, config: Config, gazetteer: Iterable[KnownName] = ()) -> Iterator[tuple[str, Entry]]:
    """Yield what :func:`load` returns, one entry at a time, by name."""
    try:
        address = f"file:{quote(os.fsencode(path))}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            if connection.execute("SELECT fingerprint FROM made_by").fetchall() == [(fingerprint(config, gazetteer),)]:
                connection.text_factory = bytes  # a damaged text is one entry less, and not the end of them
                for name, stored in connection.execute("SELECT name, entry FROM entries ORDER BY name"):
                    if (entry := Entry.from_json(stored)) is not None:
                        yield os.fsdecode(name), entry
    except sqlite3.Error:
        return


def fingerprint(config: Config, gazetteer: Iterable[KnownName] = ()) -> str:
    """Return a digest of everything but the raw bytes that a document depends on.

    That is the settings for reading, the corpus's own gazetteers, the rules of plugins with their versions, and the
    code itself, so that a developer who changes a rule sees its effect at the next run. The rules of this package are
    its code, and are not loaded for it.

    >>> fingerprint(Config(title="Quiet towns")) == fingerprint(Config()) != fingerprint(Config(max_bytes=1000))
    True
    """
    listed = [(rule.name, rule.module, rule.version, rule.confidence) for rule in other_rules()]
    known = [asdict(each) for each in gazetteer]
    made_of = [VERSION, method(), config.for_reading(), known, listed, _code()]
    return hashlib.sha256(json.dumps(made_of).encode()).hexdigest()


@cache
def _code() -> str:
    """Return a digest of the package's own Python files, of the parameters of its models and of its word lists."""
    digest = hashlib.sha256()
    pending: list[Traversable] = [files("corpustools")]
    while pending:
        for item in sorted(pending.pop().iterdir(), key=lambda item: item.name):
            if item.is_dir() and item.name not in {"__pycache__", "sphinxext"}:
                pending.append(item)
            elif item.name.endswith((".py", ".json", ".toml", ".tsv", ".txt")):
                digest.update(item.name.encode() + b"\0" + item.read_bytes())
    return digest.hexdigest()
