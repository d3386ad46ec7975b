"""What people correct in single documents: ``corrections/SOURCE.csv``, kept with the corpus.

A file holds the corrections of the documents of one source, which is a folder below ``raw/``: a CSV file in UTF-8 with
a line of heads, of which ``name``, ``what`` and ``value`` must be there::

    name,what,value,words,why
    ferry.txt,label,interface,Reading time: 4 minutes,a counter of the site
    ferry.txt,author,Jane Roe,,"the printed edition, page 3"
    ferry.txt,date_published,,,the day on the page is that of the photo

:class:`~corpustools.model.correction.Correction` says what each column holds. ``corpustools correct`` writes such
files, and people may. A correction is as much a part of a document as its bytes.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from corpustools.corpus.files import source_of
from corpustools.corpus.written import digests_of, file_of, read_by_name, rows_of, write_rows
from corpustools.errors import ConfigError, ModelError
from corpustools.model.correction import Correction

HEADS = ("name", "what", "value", "words", "why")
"""The columns of a file, in the order in which they are written."""


class Corrections:
    """The files of one corpus.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     corrections = Corrections(Path(folder))
    ...     corrections.correct("ferry.txt", [Correction("author", "Jane Roe")])
    ...     [each.value for each in corrections.of("ferry.txt")], corrections.of("other.txt")
    (['Jane Roe'], ())
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def of(self, name: str) -> tuple[Correction, ...]:
        """Return the corrections of a raw file, named by its path below ``raw/``.

        Raises :class:`~corpustools.errors.ConfigError`, which names file and line, where they cannot be read or meant.
        """
        return self.of_source(source_of(name)).get(name, ())

    def of_source(self, source: str) -> Mapping[str, tuple[Correction, ...]]:
        """Return the corrections of all documents of a source, by their names.

        >>> dict(Corrections(Path("corrections")).of_source("island.example"))
        {}
        """
        return read_by_name(file_of(self.folder, source), _corrections)

    def digests(self, names: Iterable[str]) -> dict[str, str]:
        """Return for each name that has corrections a digest of them.

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     corrections = Corrections(Path(folder))
        ...     corrections.correct("a.txt", [Correction("author", "Jane Roe")])
        ...     list(corrections.digests(["a.txt", "b.txt"]))
        ['a.txt']
        """
        return digests_of(names, self.of_source, _digest)

    def with_(self, name: str, corrections: Iterable[Correction]) -> tuple[Correction, ...]:
        """Return what would hold of a raw file if these were written down.

        >>> Corrections(Path("corrections")).with_("ferry.txt", [Correction("author", "Jane Roe")])[0].value
        'Jane Roe'
        """
        new = tuple(corrections)
        again = {(each.what, each.words) for each in new}
        return (*(each for each in self.of(name) if (each.what, each.words) not in again), *new)

    def correct(self, name: str, corrections: Iterable[Correction]) -> None:
        """Write down what is right, in the place of what was said of the same field, or of a block by the same words.

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     corrections = Corrections(Path(folder))
        ...     for author in ("Jane Roe", "Ann Poe"):
        ...         corrections.correct("ferry.txt", [Correction("author", author, why="the printed edition")])
        ...     print(Path(folder, "raw.csv").read_text())
        name,what,value,words,why
        ferry.txt,author,Ann Poe,,the printed edition
        <BLANKLINE>
        """
        source = source_of(name)
        known = {**self.of_source(source), name: self.with_(name, corrections)}
        rows = ((each, said.what, said.value, said.words, said.why) for each in sorted(known) for said in known[each])
        write_rows(file_of(self.folder, source), HEADS, rows)

    def strangers(self, names: Iterable[str]) -> Iterator[tuple[Path, str]]:
        """Yield each file and a name in it that is none of these, or is of another source: its rows correct nothing.

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     corrections = Corrections(Path(folder))
        ...     corrections.correct("fery.txt", [Correction("author", "Jane Roe")])
        ...     [(path.name, name) for path, name in corrections.strangers(["ferry.txt"])]
        [('raw.csv', 'fery.txt')]
        """
        file_of_name = {name: file_of(self.folder, source_of(name)) for name in names}
        for path in sorted(self.folder.glob("*.csv")):
            for name in read_by_name(path, _corrections):
                if file_of_name.get(name) != path:
                    yield path, name


def _corrections(path: Path) -> Iterator[tuple[str, tuple[Correction, ...]]]:
    found = sorted(_each(path), key=lambda row: row[0])
    for name, rows in groupby(found, key=lambda row: row[0]):
        yield name, tuple(correction for _, correction in rows)


def _each(path: Path) -> Iterator[tuple[str, Correction]]:
    for line, row in rows_of(path, HEADS, HEADS[:3]):
        cells = {head: cell for head, cell in row.items() if head != "name"}
        try:
            where = f"{path.parent.name}/{path.name}:{line}"
            yield row["name"], Correction(**cells, stated_in=where)
        except ModelError as error:
            raise ConfigError(f"{path}:{line}: {error}") from None


def _digest(corrections: tuple[Correction, ...]) -> str:
    said = [(each.what, each.value, each.words, each.why) for each in corrections]
    return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()[:16]
