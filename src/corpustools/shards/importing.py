"""Documents of shards taken into the folder of a corpus: their bytes from the containers, and where they are from."""

import errno
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpustools.config import Config
from corpustools.containers import Fields, Piece, items_of
from corpustools.containers.places import format_of
from corpustools.corpus import Corpus
from corpustools.corpus.files import media_type_of, remove_half_written, write_if_changed
from corpustools.corpus.origins import Origin
from corpustools.errors import CorpusToolsError
from corpustools.shards.columns import unwritten
from corpustools.shards.run import MANIFEST
from corpustools.shards.selecting import condition
from corpustools.shards.store import Store

if TYPE_CHECKING:
    from pyarrow.compute import Expression

_COLUMNS = ("id", "name", "container", "position", "url", "retrieved", "media_type", "sha256")
_LONGEST = 255
"""Bytes that the name of a file may have on the file systems of today."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What was taken into a corpus: names below ``raw/`` that are new, that were there already, and why others are not.

    >>> ImportReport(["a.html"], [], {}).imported
    ['a.html']
    """

    imported: Sequence[str] = field(default_factory=list)
    there: Sequence[str] = field(default_factory=list)
    refused: Mapping[str, str] = field(default_factory=dict)


def import_documents(
    shards: str,
    corpus: Corpus,
    where: str | None = None,
    *,
    limit: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    waiting: Callable[[], None] | None = None,
) -> ImportReport:
    """Take documents of the shards in a folder into ``raw/`` of a corpus, under the names that the shards give them.

    ``where`` is a :func:`~corpustools.shards.selecting.condition` on their columns; without it all documents are
    taken, and ``limit`` is how many at most, the first of them. Their bytes come from the containers, and must be those
    that the shards were made of; where they are from is written to ``origins/``. A file that is there already is never
    written over. ``progress`` is called with the number of documents done and of all.

    Raises :class:`~corpustools.errors.QueryError` for a condition that cannot be meant, and
    :class:`~corpustools.errors.CorpusToolsError` where the folder has no shards.

    >>> import tempfile
    >>> from corpustools.shards.run import make_shards
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     corpus = Corpus.create(Path(folder, "island"))
    ...     _ = make_shards(["corpus/raw"], f"{folder}/shards", engine="serial")
    ...     chosen = import_documents(f"{folder}/shards", corpus, 'language == "en"')
    ...     chosen.imported, corpus.process().written
    (['000_fe9d5194648d3d10.txt'], ('000_fe9d5194648d3d10',))
    """
    store = Store(shards)
    manifest = store.read_json(MANIFEST)
    if not isinstance(manifest, dict) or not manifest.get("shards"):
        raise CorpusToolsError(f"{shards} has no whole set of shards; `corpustools process SOURCE --to DIR` makes one")
    chosen = list(_chosen(store, manifest, where, limit))
    settings = Config.from_table(manifest["settings"]), Fields(**manifest["fields"])
    imported: list[str] = []
    there: list[str] = []
    refused: dict[str, str] = {}
    with corpus.locked(waiting):
        safe: list[_Row] = []
        for row in chosen:
            if fault := _fault(row.name):
                refused[row.name] = fault
            else:
                safe.append(row)
        for folder in {(corpus.raw / row.name).parent for row in safe} | {corpus.origins.folder}:
            remove_half_written(folder)
        before = {row.name: corpus.origins.of(row.name) for row in safe}
        # Written first: a run that is killed in between leaves no document whose origin is not known.
        corpus.origins.add({row.name: row.origin for row in safe})
        for done, (row, data) in enumerate(_bytes_of(safe, *settings), len(refused) + 1):
            said = data if isinstance(data, str) else _put(corpus.raw, row, data)
            if said == _NEW:
                imported.append(row.name)
            elif said == _THERE:
                there.append(row.name)
            else:
                refused[row.name] = said
            if progress:
                progress(done, len(chosen))
        corpus.origins.add({name: before[name] for name in refused if name in before})
        corpus.origins.remove(name for name in refused if before.get(name) == Origin())
    return ImportReport(imported, there, refused)


@dataclass(frozen=True, slots=True)
class _Row:
    """A document that was chosen, and the address of its container: of the folder, where it is a file of its own."""

    address: str
    id: str
    name: str
    container: str
    position: int
    sha256: str
    origin: Origin


def _chosen(store: Store, manifest: Mapping[str, Any], where: str | None, limit: int | None) -> Iterator[_Row]:
    """Yield what is chosen, in the order of the shards and of their rows."""
    from pyarrow import ArrowException, compute

    is_read = compute.field("code").is_null()
    filters: Expression = is_read & condition(where) if where else is_read
    left = limit
    for shard in manifest["shards"]:
        try:
            rows = _read(store, shard["name"], filters)
        except (OSError, ArrowException) as error:
            raise CorpusToolsError(
                f"{store.path(shard['name'])}: the shard cannot be read: {error}; remove it and run process again"
            ) from error
        for row in rows[:left]:
            of = {key: row[key] for key in ("id", "position", "sha256")}
            of |= {key: unwritten(row[key]) for key in ("name", "container")}
            yield _Row(shard["container"], **of, origin=_origin(row))
        if left is not None:
            left -= min(left, len(rows))
            if left == 0:
                return


def _origin(row: Mapping[str, Any]) -> Origin:
    """Return what is known of where a document is from that its name does not say."""
    media_type = row["media_type"] if row["media_type"] != media_type_of(row["name"], b"") else None
    container, record = (row["container"], str(row["position"])) if row["container"] else (None, None)
    return Origin(row["url"], media_type, row["retrieved"], container, record)


def _read(store: Store, name: str, filters: "Expression") -> list[dict[str, Any]]:
    from pyarrow import parquet

    with store.fs.open(store.path(f"shards/{name}"), "rb") as file:
        rows: list[dict[str, Any]] = parquet.read_table(file, columns=list(_COLUMNS), filters=filters).to_pylist()
    return rows


def _fault(name: str) -> str | None:
    """Say why a file cannot have this name below ``raw/``; names in shards may be anybody's.

    >>> _fault("island.example/ferry.html"), _fault("a/../../b")
    (None, 'its name leads out of raw/, or is hidden there; name it otherwise where it is from')
    """
    parts = name.split("/")
    if "\0" in name or any(part == "" or part.startswith(".") for part in parts):
        return "its name leads out of raw/, or is hidden there; name it otherwise where it is from"
    if any(len(part.encode("utf-8", "surrogateescape")) > _LONGEST for part in parts):
        return f"a part of its name has more than {_LONGEST} bytes; name it otherwise where it is from"
    return None


def _bytes_of(rows: Sequence[_Row], config: Config, fields: Fields) -> Iterator[tuple[_Row, bytes | str]]:
    """Yield each row with its bytes, or with the reason why its container does not give them any more."""
    for (address, container), group in groupby(rows, lambda row: (row.address, row.container)):
        members = list(group)
        if not container:
            runs = [[row] for row in members]
            pieces = [Piece("files", address, "", row.position, files=((row.name, row.id),)) for row in members]
        elif _can_be_entered(container):
            runs = [list(run) for _, run in groupby(members, lambda row: row.position)]
            pieces = [_piece(run) for run in runs]
        else:
            runs, pieces = [members], [_piece(members)]
        for run, piece in zip(runs, pieces, strict=True):
            yield from _found(run, piece, config, fields)


def _can_be_entered(container: str) -> bool:
    """Whether a document can be read without those before it."""
    return format_of(container) == "warc" or container.lower().endswith((".jsonl", ".ndjson"))


def _piece(rows: Sequence[_Row]) -> Piece:
    """Return the part of a container that these documents, which are in their order, stand in."""
    kind = format_of(rows[0].container) or "files"
    # What is compressed is read from its beginning.
    start = rows[0].position if kind == "parquet" or _can_be_entered(rows[0].container) else 0
    return Piece(kind, rows[0].address, rows[0].container, start, rows[-1].position + 1)


def _found(rows: Sequence[_Row], piece: Piece, config: Config, fields: Fields) -> Iterator[tuple[_Row, bytes | str]]:
    wanted = {row.name: row for row in rows}
    lost = f"{piece.url} does not hold it any more; process it again"
    try:
        for found in items_of(piece, config, fields):
            if not wanted:
                return
            row = wanted.pop(found.name, None)
            if row is None:
                # It may be this that those stood behind which are not found.
                lost = f"{piece.url}: {found.error}" if found.error else lost
            elif found.item is None:
                yield row, str(found.error)
            elif hashlib.sha256(found.item.data).hexdigest() != row.sha256:
                yield row, f"{piece.url} holds other bytes than the shard was made of; process it again"
            else:
                yield row, found.item.data
    except (OSError, CorpusToolsError) as error:
        for row in wanted.values():
            yield row, f"{piece.url} cannot be read: {error}"
        return
    for row in wanted.values():
        yield row, lost


_NEW, _THERE = "new", "there"


def _put(raw: Path, row: _Row, data: bytes) -> str:
    """Write a raw file where there is none; say what was done, or why nothing was."""
    path = raw / row.name
    try:
        if path.is_symlink() or path.exists():
            same = path.is_file() and not path.is_symlink() and path.read_bytes() == data
            return _THERE if same else "raw/ has another file of this name, which was left as it is"
        if not path.parent.resolve().is_relative_to(raw.resolve()):
            return "its folder is a link out of raw/; take the link away"
        write_if_changed(path, data)
    except OSError as error:
        if error.errno == errno.ENOSPC:  # no space is left for the others either
            raise
        return f"it cannot be written: {error.strerror}"
    return _NEW
