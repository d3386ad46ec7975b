"""What people write down beside ``raw/``: CSV files, one for each source, with a row or more for a document.

A file is in UTF-8 and begins with a line of heads; ``name``, a path below ``raw/``, is among them. The file of the
folder ``island.example`` is ``island.example.csv``, that of ``raw/`` itself ``raw.csv``.
"""

import csv
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from corpustools.corpus.files import source_of, source_stem, write_if_changed
from corpustools.corpus.raw import stamp
from corpustools.errors import ConfigError

Row = Mapping[str, str]
T = TypeVar("T")


def file_of(folder: Path, source: str) -> Path:
    """Return where the file of a source is.

    >>> file_of(Path("origins"), "island.example").as_posix(), file_of(Path("origins"), "").as_posix()
    ('origins/island.example.csv', 'origins/raw.csv')
    """
    return folder / f"{source_stem(source)}.csv"


def read_by_name(path: Path, reader: Callable[[Path], Iterable[tuple[str, Any]]]) -> Mapping[str, Any]:
    """Return what the ``reader`` of such files makes of each name, from memory where the file did not change.

    >>> dict(read_by_name(Path("origins", "nowhere.csv"), list))
    {}
    """
    found = stamp(path)
    return _read(path, reader, *found) if found else {}


@lru_cache(maxsize=64)
def _read(
    path: Path, reader: Callable[[Path], Iterable[tuple[str, Any]]], size: int, changed: int
) -> Mapping[str, Any]:
    """Read a file; its stamp is given, so that one that changed is read again."""
    return MappingProxyType(dict(reader(path)))


def digests_of(
    names: Iterable[str], of_source: Callable[[str], Mapping[str, T]], digest: Callable[[T], str]
) -> dict[str, str]:
    """Return the digest of what is written down of each name, where there is anything that it depends on.

    All files of the sources are read for it, so what is wrong with one is said before any document is read.

    >>> digests_of(["a.html", "news/b.html"], lambda source: {"news/b.html": "x"} if source else {}, str.upper)
    {'news/b.html': 'X'}
    """
    known: dict[str, Mapping[str, T]] = {}
    found = {}
    for name in names:
        source = source_of(name)
        if source not in known:
            known[source] = of_source(source)
        if name in known[source] and (digested := digest(known[source][name])):
            found[name] = digested
    return found


def rows_of(path: Path, heads: Sequence[str], needed: Sequence[str] = ("name",)) -> Iterator[tuple[int, Row]]:
    """Yield the number of the line of each row, and its cells by their heads.

    Raises :class:`~corpustools.errors.ConfigError`, which names file and line, where it cannot be read, where a head
    that is ``needed`` is missing or one is none of ``heads``, and where a row has no name or not as many cells.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "raw.csv")
    ...     _ = path.write_text("name,url\\nferry.html,https://island.example/ferry\\n")
    ...     list(rows_of(path, ("name", "url", "retrieved")))
    [(2, {'name': 'ferry.html', 'url': 'https://island.example/ferry'})]
    """
    try:
        # Names of files may hold bytes that are not UTF-8.
        text = path.read_bytes().decode("utf-8-sig", "surrogateescape")
        rows = csv.DictReader(StringIO(text, newline=""), strict=True)
        found = set(rows.fieldnames or ())
        if not found.issuperset(needed) or found.difference(heads):
            must, may = ", ".join(needed), ", ".join(head for head in heads if head not in needed)
            column = "columns" if len(needed) > 1 else "column"
            raise ConfigError(f"{path}:1: the first line must name the {column} {must}, and may name {may}")
        for row in rows:
            if None in row or None in row.values() or not row["name"]:
                raise ConfigError(f"{path}:{rows.line_num}: a line needs a name, and as many cells as there are heads")
            yield rows.line_num, row
    except csv.Error as error:
        raise ConfigError(f"{path}:{rows.line_num}: {error}") from None
    except OSError as error:
        raise ConfigError(f"{path}: it cannot be read: {os.strerror(error.errno or 0)}") from None


def write_rows(path: Path, heads: Sequence[str], rows: Iterable[Sequence[str | None]]) -> None:
    """Write a file with these rows, or remove it where there are none.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "raw.csv")
    ...     write_rows(path, ("name", "url"), [("ferry.html", None)])
    ...     path.read_text()
    'name,url\\nferry.html,\\n'
    """
    written = [[cell or "" for cell in row] for row in rows]
    if not written:
        path.unlink(missing_ok=True)
        return
    file = StringIO()
    plain = csv.writer(file, lineterminator="\n")
    quoted = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow(heads)
    for cells in written:
        # Half a line end is not quoted, and would be read as one.
        (quoted if "\r" in "".join(cells) else plain).writerow(cells)
    write_if_changed(path, file.getvalue().encode("utf-8", "surrogateescape"))
