"""The folder that shards are written to, here or behind an address that fsspec knows: whole files or none."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import PurePosixPath
from typing import IO, Any, cast
from uuid import uuid4

from corpustools.containers.items import Piece
from corpustools.containers.places import filesystem
from corpustools.model.record import json_bytes


class Store:
    """A folder of files that are written once and have names that say what they depend on.

    >>> store = Store("memory://made")
    >>> with store.writing("shards/one.parquet") as file:
    ...     _ = file.write(b"PAR1")
    >>> store.names("shards"), store.has("shards/two.parquet")
    (['one.parquet'], False)
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.fs, self.root = filesystem(url)

    def path(self, name: str) -> str:
        """Return where a file is on its file system."""
        return f"{self.root.rstrip('/')}/{name}"

    def has(self, name: str) -> bool:
        """Whether there is a file of this name; it is whole."""
        return bool(self.fs.exists(self.path(name)))

    def names(self, folder: str) -> list[str]:
        """Return the names of the files of a folder, sorted, half-written ones left out."""
        with suppress(FileNotFoundError):
            found = self.fs.ls(self.path(folder), detail=False, refresh=True)
            return sorted(name for each in found if not (name := PurePosixPath(each).name).startswith("."))
        return []

    @contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        """Write a file beside its place and then move it there; nothing is left of it where that fails."""
        path = PurePosixPath(self.path(name))
        self.fs.makedirs(str(path.parent), exist_ok=True)
        # Two workers may write one shard, if the first was thought dead. Both write the same bytes.
        beside = str(path.with_name(f".{path.name}.{uuid4().hex}.tmp"))
        try:
            with self.fs.open(beside, "wb") as file:
                yield cast("IO[bytes]", file)
            self.fs.mv(beside, str(path))
        except BaseException:
            with suppress(OSError):
                self.fs.rm(beside)
            raise

    def write_json(self, name: str, value: Mapping[str, Any]) -> None:
        """Write a file of JSON in the place of an earlier one."""
        with self.writing(name) as file:
            file.write(json_bytes(value))

    def read_json(self, name: str) -> Any:
        """Return what a file of JSON holds, or nothing where there is none that can be read."""
        with suppress(FileNotFoundError, ValueError):
            return json.loads(self.fs.cat_file(self.path(name)))
        return None

    def keep(self, folder: str, names: set[str]) -> None:
        """Remove all other files of a folder, half-written ones too."""
        with suppress(FileNotFoundError):
            for each in self.fs.ls(self.path(folder), detail=False, refresh=True):
                if PurePosixPath(each).name not in names:
                    self.fs.rm(each)


def shard_name(piece: Piece, *on: str) -> str:
    """Return the name of what is made of a piece, which says what it depends on beside the piece.

    >>> shard_name(Piece("warc", "s3://crawl/00001.warc.gz", "00001.warc.gz"), "settings")
    '00001-warc-gz-0-d27768e69f3e0c64.parquet'
    """
    words = re.sub(r"[^A-Za-z0-9]+", "-", piece.path).strip("-")[-60:].strip("-") or "files"
    digest = hashlib.sha256("\0".join([piece.digest, *on]).encode()).hexdigest()[:16]
    return f"{words}-{piece.start}-{digest}.parquet"
