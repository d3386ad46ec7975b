"""A piece of a container made into a shard, on whatever machine."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from corpustools.containers import Found, Piece
from corpustools.engines import Engine
from corpustools.labels.profiles import SourceProfile
from corpustools.shards.columns import COLUMNS, arrow_schema, written
from corpustools.shards.reading import Row
from corpustools.shards.sites import Sites
from corpustools.shards.store import Store, shard_name

_ROWS = 1_000
_SIZE = 64_000_000
"""Rows, and bytes of records, that are written at a time."""

_NOTE = b"corpustools"
"""The key in the file's metadata under which it says what it was made of."""


@dataclass(slots=True)
class Shard:
    """What is in a shard: ``documents`` that were read, how many were ``refused`` by code, and ``skipped`` by kind."""

    name: str
    container: str
    start: int
    stop: int | None
    documents: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes shards. ``profiles`` names the files of the profiles of all buckets; empty where none are asked for."""

    sites: Sites
    profiles: tuple[str, ...] = ()

    def make(self, engine: Engine, job: tuple[Piece, str]) -> Shard:
        """Make the shard of a piece, given the name of its footprints, unless it is there."""
        piece, footprints = job
        told = self.sites.told_of(footprints, self.profiles) if self.profiles else None
        store, name = Store(self.sites.folder), shard_name(piece, self.sites.made_by, _digest(told))
        if store.has(f"shards/{name}"):
            return _noted(store, name)
        shard = Shard(name, piece.url, piece.start, piece.stop)
        self._write(store, shard, piece, engine, told)
        return shard

    def _write(
        self, store: Store, shard: Shard, piece: Piece, engine: Engine, told: Sequence[SourceProfile | None] | None
    ) -> None:
        from pyarrow import Table
        from pyarrow.parquet import ParquetWriter

        settings, schema = self.sites.settings, arrow_schema()
        found = settings.documents(piece, shard.skipped)
        with (
            store.writing(f"shards/{shard.name}") as file,
            ParquetWriter(file, schema, compression="zstd") as writer,
        ):
            for batch in _batches(settings.rows(engine, _with_profiles(found, told))):
                for row in batch:
                    row["container"] = piece.path
                    if row.get("code") is None:
                        shard.documents += 1
                    else:
                        shard.refused[str(row["code"])] = shard.refused.get(str(row["code"]), 0) + 1
                writer.write_table(Table.from_pylist([_whole(row) for row in batch], schema))
            note = {key: value for key, value in asdict(shard).items() if key != "name"}
            writer.add_key_value_metadata({_NOTE: json.dumps(note).encode()})


def _with_profiles(
    found: Iterator[Found], told: Sequence[SourceProfile | None] | None
) -> Iterator[tuple[Found, SourceProfile | None]]:
    if told is None:
        return ((each, None) for each in found)
    return zip(found, told, strict=True)


def _whole(row: Row) -> dict[str, Any]:
    return {column.name: written(row.get(column.name)) for column in COLUMNS}


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """Take rows together until they are many or large."""
    batch: list[Row] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += len(str(row.get("record") or ""))
        if len(batch) >= _ROWS or size >= _SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _digest(told: Sequence[SourceProfile | None] | None) -> str:
    """Tell whether documents would be read with other profiles than before, which makes another shard."""
    if told is None:
        return ""
    digest = hashlib.sha256()
    for profile in told:
        digest.update("".join(sorted(profile.lines)).encode() if profile else b"")
        digest.update(b"\0")
    return digest.hexdigest()


def _noted(store: Store, name: str) -> Shard:
    """Return what a shard that is there says of itself."""
    from pyarrow.parquet import read_metadata

    with store.fs.open(store.path(f"shards/{name}"), "rb") as file:
        return Shard(name, **json.loads(read_metadata(file).metadata[_NOTE]))
