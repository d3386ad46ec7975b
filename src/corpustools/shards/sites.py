"""What recurs on the pages of each site, wherever they are: the first pass over the containers.

It is the profile that a corpus makes of each folder below ``raw/``, of the same footprints. A site's pages may be in
any container, so the footprints are laid out by *buckets*: each site falls into one, by a digest of its name. One job
takes the footprints of a piece, one makes the profiles of a bucket from those of all pieces, and whoever reads a
piece asks for the profiles of its sites.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpustools.containers import Piece
from corpustools.corpus.files import source_of
from corpustools.engines import Engine
from corpustools.errors import concerns_all
from corpustools.labels.footprints import Footprint
from corpustools.labels.profiles import SourceProfile, profile_of_footprints
from corpustools.shards.columns import written
from corpustools.shards.reading import Settings
from corpustools.shards.store import Store, shard_name

if TYPE_CHECKING:
    import pyarrow

PIECES = 16
"""Pieces for each bucket: what one job holds of all footprints grows as slowly as the number of buckets."""

BUCKETS = 256
"""Buckets at most, because each piece's footprints list them all."""


def buckets_for(pieces: int) -> int:
    """Return into how many buckets sites fall; the profiles are the same for any number.

    >>> buckets_for(1), buckets_for(160), buckets_for(10**6)
    (1, 10, 256)
    """
    return max(1, min(BUCKETS, pieces // PIECES))


def bucket_of(site: str, buckets: int) -> int:
    """Return the bucket of a site.

    >>> bucket_of("example.org", 1), bucket_of("example.org", 10)
    (0, 2)
    """
    return int.from_bytes(hashlib.sha256(site.encode("utf-8", "surrogatepass")).digest()[:8]) % buckets


@dataclass(frozen=True, slots=True)
class Sites:
    """The footprints and profiles of a run, in ``footprints/`` and ``profiles/`` below the folder of its shards.

    ``made_by`` is the digest of the code and the settings.

    >>> import tempfile
    >>> from corpustools.config import Config
    >>> from corpustools.containers import pieces_of
    >>> from corpustools.engines.limits import Limits
    >>> from corpustools.engines.serial import Serial
    >>> engine, (piece,) = Serial(Limits()), pieces_of(["corpus/raw"])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     sites = Sites(folder, Settings(Config()), made_by="these rules", buckets=1)
    ...     footprints = sites.take(engine, piece)
    ...     profiles = sites.profile(engine, (0, [footprints]))
    ...     sites.told_of(footprints, [profiles])  # on the site's other pages nothing recurs: there are none
    [None]
    """

    folder: str
    settings: Settings
    made_by: str
    buckets: int

    def take(self, engine: Engine, piece: Piece) -> str:
        """Take the footprints of a piece, unless they are there; return the name of their file."""
        import pyarrow
        from pyarrow import parquet

        store, name = Store(self.folder), shard_name(piece, self.made_by, str(self.buckets))
        if store.has(f"footprints/{name}"):
            return name
        sites: list[str] = []

        def found() -> Any:
            for each in self.settings.documents(piece, {}):
                sites.append(str(written(source_of(each.name))))
                yield each

        taken = list(map(_footprint, engine.map(self.settings.footprint, found())))
        rows = sorted((bucket_of(site, self.buckets), place) for place, site in enumerate(sites))
        with store.writing(f"footprints/{name}") as file, parquet.ParquetWriter(file, _footprint_schema()) as writer:
            for bucket in sorted({row[0] for row in rows}):
                places = [place for each, place in rows if each == bucket]
                columns = {
                    "bucket": [bucket] * len(places),
                    "site": [sites[place] for place in places],
                    "place": places,
                    "main": [taken[place].main for place in places],
                    "long": [taken[place].long for place in places],
                    "short": [taken[place].short for place in places],
                }
                # A group of rows for each bucket, so that one bucket can be read without the others.
                writer.write_table(pyarrow.table(columns, _footprint_schema()))
        return name

    def profile(self, engine: Engine, job: tuple[int, Sequence[str]]) -> str:
        """Make the profiles of a bucket from the footprints in the files named, unless they are there."""
        import pyarrow
        from pyarrow import parquet

        bucket, names = job
        digest = hashlib.sha256("\0".join(names).encode()).hexdigest()[:16]
        store, name = Store(self.folder), f"{bucket:03}-of-{self.buckets:03}-{digest}.parquet"
        if store.has(f"profiles/{name}"):
            return name
        members: dict[str, list[Footprint]] = {}
        for each in names:
            for row in _read(store, f"footprints/{each}", [("bucket", "=", bucket)]).to_pylist():
                members.setdefault(row["site"], []).append(Footprint(row["main"], row["long"], row["short"]))
        made = [profile_of_footprints(site, members[site]) for site in sorted(members) if len(members[site]) > 1]
        made = [profile for profile in made if profile.lines]
        columns = {
            "site": [profile.name for profile in made],
            "documents": [profile.documents for profile in made],
            "lines": [bytes.fromhex("".join(sorted(profile.lines))) for profile in made],
        }
        kinds = pyarrow.schema(
            [("site", pyarrow.string()), ("documents", pyarrow.int64()), ("lines", pyarrow.binary())]
        )
        with store.writing(f"profiles/{name}") as file:
            parquet.write_table(pyarrow.table(columns, kinds), file)
        return name

    def told_of(self, footprints: str, profiles: Sequence[str]) -> list[SourceProfile | None]:
        """Return for each document of a piece, in their order, what the profile of its site tells of its lines."""
        store = Store(self.folder)
        rows = sorted(_read(store, f"footprints/{footprints}").to_pylist(), key=lambda row: row["place"])
        wanted: dict[int, set[str]] = {}
        for row in rows:
            wanted.setdefault(row["bucket"], set()).add(row["site"])
        known: dict[str, SourceProfile] = {}
        for bucket, sites in wanted.items():
            for row in _read(store, f"profiles/{profiles[bucket]}", [("site", "in", sites)]).to_pylist():
                lines = (row["lines"][at : at + 8].hex() for at in range(0, len(row["lines"]), 8))
                known[row["site"]] = SourceProfile(row["site"], row["documents"], dict.fromkeys(lines, 2))
        return [
            profile.told_of(Footprint(row["main"], row["long"], row["short"]))
            if (profile := known.get(row["site"]))
            else None
            for row in rows
        ]


def _footprint(answer: Footprint | Exception) -> Footprint:
    if isinstance(answer, Exception) and concerns_all(answer):
        raise answer
    return answer if isinstance(answer, Footprint) else Footprint()


def _footprint_schema() -> "pyarrow.Schema":
    import pyarrow

    kinds = {"bucket": pyarrow.int32(), "site": pyarrow.string(), "place": pyarrow.int64()}
    return pyarrow.schema([*kinds.items(), *((part, pyarrow.binary()) for part in ("main", "long", "short"))])


def _read(store: Store, name: str, filters: Any = None) -> "pyarrow.Table":
    from pyarrow import parquet

    with store.fs.open(store.path(name), "rb") as file:
        return parquet.read_table(file, filters=filters)
