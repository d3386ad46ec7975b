"""Where raw documents are from, as whoever fetched them wrote down: ``origins/SOURCE.csv``, kept with the corpus.

A file holds the origins of the documents of one source, which is a folder below ``raw/``: a CSV file in UTF-8 with a
line of heads. ``name``, the path below ``raw/``, must be there::

    name,url,media_type,retrieved,container,record
    island.example/ferry.html,https://island.example/ferry,text/html; charset=koi8-r,2020-01-01T10:00:00Z,a.warc.gz,4096

``corpustools import`` writes such files, and people may. What they say is as much a part of a document as its bytes:
the address and the time are facts about it, and its media type may say how it is to be decoded.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from operator import attrgetter
from pathlib import Path

from corpustools.corpus.files import source_of
from corpustools.corpus.written import digests_of, file_of, read_by_name, rows_of, write_rows


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of where a document's bytes are from; what is not known is ``None``.

    ``retrieved`` is when they were fetched, in ISO 8601. ``container`` is the file of many documents that they were
    taken from, and ``record`` their place in it: a byte, a row, or the number of a file.

    >>> Origin(url="https://island.example/ferry").url
    'https://island.example/ferry'
    """

    url: str | None = None
    media_type: str | None = None
    retrieved: str | None = None
    container: str | None = None
    record: str | None = None

    @property
    def digest(self) -> str:
        """Tell what a document depends on from anything else; empty where that is nothing.

        >>> Origin(container="a.warc").digest, len(Origin(url="https://island.example/").digest)
        ('', 16)
        """
        of = (self.url, self.media_type, self.retrieved)
        return hashlib.sha256(repr(of).encode("utf-8", "surrogatepass")).hexdigest()[:16] if any(of) else ""


HEADS = ("name", *(each.name for each in fields(Origin)))
"""The columns of a file, in the order in which they are written."""

UNKNOWN = Origin()
"""The origin of a document of which nothing was written down."""


class Origins:
    """The files of one corpus.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     origins = Origins(Path(folder))
    ...     origins.add({"island.example/ferry.html": Origin("https://island.example/ferry")})
    ...     origins.of("island.example/ferry.html").url, origins.of("other.txt").url
    ('https://island.example/ferry', None)
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def of(self, name: str) -> Origin:
        """Return the origin of a raw file, named by its path below ``raw/``.

        Raises :class:`~corpustools.errors.ConfigError`, which names file and line, where it cannot be read.
        """
        return self.of_source(source_of(name)).get(name, UNKNOWN)

    def of_source(self, source: str) -> Mapping[str, Origin]:
        """Return the origins of all documents of a source, by their names.

        >>> dict(Origins(Path("origins")).of_source("island.example"))
        {}
        """
        return read_by_name(file_of(self.folder, source), _origins)

    def digests(self, names: Iterable[str]) -> dict[str, str]:
        """Return for each name a digest of what its document depends on, where there is anything.

        All files of the sources are read for it, so what is wrong with one is said before any document is read.

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     origins = Origins(Path(folder))
        ...     origins.add({"a.html": Origin("https://island.example/ferry"), "b.html": Origin(container="a.warc")})
        ...     list(origins.digests(["a.html", "b.html", "c.html"]))
        ['a.html']
        """
        return digests_of(names, self.of_source, attrgetter("digest"))

    def add(self, origins: Mapping[str, Origin]) -> None:
        """Write origins down, in the place of what was known of these names.

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     origins = Origins(Path(folder))
        ...     origins.add({"a.html": Origin("https://island.example/a"), "news/b.html": Origin("https://news.example/b")})
        ...     sorted(path.name for path in origins.folder.iterdir())
        ['news.csv', 'raw.csv']
        """
        sources: dict[str, dict[str, Origin]] = {}
        for name, origin in origins.items():
            if origin != UNKNOWN:
                sources.setdefault(source_of(name), {})[name] = origin
        for source, added in sources.items():
            self._write(source, {**self.of_source(source), **added})

    def remove(self, names: Iterable[str]) -> None:
        """Forget what was written down of these names.

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     origins = Origins(Path(folder))
        ...     origins.add({"ferry.html": Origin("https://island.example/ferry")})
        ...     origins.remove(["ferry.html"])
        ...     origins.of("ferry.html") == UNKNOWN, list(origins.folder.iterdir())
        (True, [])
        """
        gone = set(names)
        for source in {source_of(name) for name in gone}:
            self._write(source, {name: each for name, each in self.of_source(source).items() if name not in gone})

    def _write(self, source: str, origins: Mapping[str, Origin]) -> None:
        rows = ((name, *astuple(origins[name])) for name in sorted(origins))
        write_rows(file_of(self.folder, source), HEADS, rows)


def _origins(path: Path) -> Iterator[tuple[str, Origin]]:
    for _, row in rows_of(path, HEADS):
        yield row["name"], Origin(**{head: cell or None for head, cell in row.items() if head != "name"})
