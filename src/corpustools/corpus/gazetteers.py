"""The corpus's own gazetteers: files of names that ``corpus.toml`` lists.

A gazetteer is a CSV file in UTF-8 with a line of heads. ``kind`` (person, organization or place) and ``name`` must be
there; ``also`` holds other names, with | between them, and ``identifier`` a key in whatever the names come from::

    kind,name,also,identifier
    place,Skarvøya,Skarvoya|the Skarv,islands:12
    organization,Harbour League,,
"""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpustools.errors import ConfigError, ModelError, in_words
from corpustools.model.known import KnownName

COLUMNS = ("kind", "name", "also", "identifier")


def load_gazetteers(root: Path, files: Iterable[str]) -> tuple[KnownName, ...]:
    """Read the gazetteers of a corpus in order; of two lines with one name the first holds.

    Raises :class:`~corpustools.errors.ConfigError`, which names the file and the line, where one cannot be read.

    >>> load_gazetteers(Path("corpus"), ["nowhere.csv"])
    Traceback (most recent call last):
    corpustools.errors.ConfigError: corpus/nowhere.csv: there is no such file; corpus.toml lists it under gazetteers
    """
    return tuple(known for name in files for known in _read(root / name))


def _read(path: Path) -> Iterator[KnownName]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        raise ConfigError(f"{path}: there is no such file; corpus.toml lists it under gazetteers") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: the gazetteer cannot be read: {in_words(error)}") from None
    rows = csv.DictReader(lines, strict=True)
    heads = set(rows.fieldnames or ())
    if not {"kind", "name"} <= heads or heads - set(COLUMNS):
        raise ConfigError(
            f"{path}:1: the first line must name the columns kind and name, and may name also, identifier"
        )
    try:
        for row in rows:
            cells = {head: (cell or "").strip() for head, cell in row.items() if head is not None and cell is not None}
            if None in row or not cells.get("name"):
                raise ConfigError(
                    f"{path}:{rows.line_num}: a line needs a name, and no more cells than there are heads"
                )
            also = tuple(form.strip() for form in cells.get("also", "").split("|") if form.strip())
            yield KnownName(cells.get("kind", ""), cells["name"], also, cells.get("identifier") or None)  # type: ignore[arg-type]
    except (csv.Error, ModelError) as error:
        raise ConfigError(f"{path}:{rows.line_num}: {error}") from None
