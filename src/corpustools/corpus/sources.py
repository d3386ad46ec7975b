"""The first pass over a corpus: what recurs in the documents of each source.

A source is a folder below ``raw/``. Its profile is stored with the corpus, in ``profiles/``, because its documents are
read with it. The footprints that it is made from are a cache, a file for each source: without it they are taken once
more, to the same profile.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from corpustools.config import Config
from corpustools.corpus.files import media_type_of, source_of, source_stem, write_if_changed
from corpustools.corpus.origins import Origins
from corpustools.corpus.raw import read_raw
from corpustools.corpus.state import fingerprint, stamp
from corpustools.engines import Engine, Limits
from corpustools.engines.serial import Serial
from corpustools.errors import RecordError, concerns_all

if TYPE_CHECKING:
    from corpustools.labels.footprints import Footprint
    from corpustools.labels.profiles import SourceProfile


@dataclass(frozen=True, slots=True)
class _Known:
    """What the last run knew of a source.

    ``fingerprint`` is that of the code and the settings, ``profile`` the stamp of the stored profile.
    ``documents`` gives of each raw file its stamp, the lengths of the parts of its footprint, and a digest of
    what the profile says of its lines.
    """

    fingerprint: str = ""
    profile: list[int] = field(default_factory=list)
    documents: Mapping[str, tuple[list[int], list[int], str]] = field(default_factory=dict)


class Sources:
    """The sources of a corpus, and the profiles of those in which something recurs.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     root = Path(folder)
    ...     (root / "raw").mkdir()
    ...     _ = (root / "raw" / "one.txt").write_text("The town is quiet.\\nSubscribe")
    ...     _ = (root / "raw" / "two.txt").write_text("The river is high.\\nSubscribe")
    ...     sources = Sources(root, Config())
    ...     parts = sources.update(["one.txt", "two.txt"])
    ...     sources.profile("").recurs("Subscribe")
    True
    """

    def __init__(self, root: Path, config: Config) -> None:
        self.raw = root / "raw"
        self.folder = root / "profiles"
        self.cache = root / ".corpustools" / "sources"
        self.origins = Origins(root / "origins")
        self.config = config

    def profile(self, source: str) -> "SourceProfile | None":
        """Return the stored profile of a source, or ``None`` where there is none that can be read.

        >>> Sources(Path("corpus"), Config()).profile("nowhere") is None
        True
        """
        path = self._path(source)
        found = stamp(path) if self.config.profiles else []
        return _stored(path, *found) if found else None

    def update(
        self, names: Iterable[str], engine_for: Callable[[Collection[str]], Engine] | None = None
    ) -> dict[str, str]:
        """Bring the profiles up to date with the raw files of these names.

        Files are read by the engine that ``engine_for`` returns for them, in this process where it is not given.

        Return for each file a digest of what the profile of its source says of it, empty where it says nothing:
        a document was read with this profile if it was read with another that gave the same digest.
        """
        current, parts = fingerprint(self.config), {}
        sources = self._sources(names)
        for source, members in sources.items():
            stamps = {name: [*stamp(self.raw / name), *self._decoded_as(name)] for name in members}
            known = self._known(source, current)
            then = {name: document[0] for name, document in known.documents.items()}
            if known.fingerprint != current or then != stamps or known.profile != stamp(self._path(source)):
                known = self._renew(source, stamps, known, current, engine_for)
            parts.update({name: document[2] for name, document in known.documents.items()})
        stems = {source_stem(source) for source in sources}
        for folder in (self.folder, self.cache):
            for path in folder.glob("*"):
                if path.suffix in {".json", ".bin", ".tmp"} and path.stem not in stems:
                    path.unlink()
        return parts

    def expected(self, names: Iterable[str], engine: Engine) -> Iterator[tuple[Path, bytes | None]]:
        """Yield where the profile of each source is stored and what it must be, ``None`` for no file at all.

        Every raw file is read for it, and no cache.
        """
        from corpustools.labels.profiles import profile_of_footprints

        for source, members in self._sources(names).items():
            profile = profile_of_footprints(source, list(self._take(members, engine)))
            yield self._path(source), profile.to_json() if profile.lines else None

    def _path(self, source: str) -> Path:
        return self.folder / f"{source_stem(source)}.json"

    def _sources(self, names: Iterable[str]) -> dict[str, list[str]]:
        """Return the files of each source that may have a profile: in one document nothing recurs."""
        members: dict[str, list[str]] = {}
        for name in sorted(names) if self.config.profiles else ():
            members.setdefault(source_of(name), []).append(name)
        return {source: listed for source, listed in sorted(members.items()) if len(listed) > 1}

    def _take(self, names: Sequence[str], engine: Engine) -> "Iterator[Footprint]":
        """Take the footprints of raw files; one that cannot be read leaves none."""
        from corpustools.labels.footprints import Footprint

        for found in engine.map(_Taker(self.raw, self.config, self.origins).take, names):
            if isinstance(found, Exception) and concerns_all(found):
                raise found
            yield found if isinstance(found, Footprint) else Footprint()

    def _decoded_as(self, name: str) -> list[int]:
        """Tell media types apart that an origin gives: a footprint depends on them as it does on the bytes."""
        kind = self.origins.of(name).media_type
        return [] if kind is None else list(kind.encode("utf-8", "surrogatepass"))

    def _renew(
        self,
        source: str,
        stamps: Mapping[str, list[int]],
        known: _Known,
        current: str,
        engine_for: Callable[[Collection[str]], Engine] | None,
    ) -> _Known:
        """Take the footprints that are not known yet, and store what follows from all of them."""
        from corpustools.labels.profiles import profile_of_footprints  # numpy, which an unchanged corpus does without

        before = self._footprints(source, known)
        new = [name for name, found in stamps.items() if name not in before or known.documents[name][0] != found]
        made = dict(zip(new, self._take(new, engine_for(new) if engine_for else Serial(Limits())), strict=True))
        footprints = {name: made[name] if name in made else before[name] for name in stamps}
        taken = list(footprints.values())
        profile = profile_of_footprints(source, taken)
        path = self._path(source)
        if profile.lines:
            write_if_changed(path, profile.to_json())
        else:
            path.unlink(missing_ok=True)
        documents = {
            name: (stamps[name], [len(each.main), len(each.long), len(each.short)], part)
            for (name, each), part in zip(footprints.items(), profile.parts(taken), strict=True)
        }
        known = _Known(current, stamp(path), documents)
        header = json.dumps([known.fingerprint, known.profile, known.documents]).encode("ascii")
        prints = b"".join(each.every for each in taken)
        write_if_changed(self.cache / f"{source_stem(source)}.bin", header + b"\n" + prints)
        return known

    def _known(self, source: str, current: str) -> _Known:
        """Read the head of the cache, or nothing where it is missing, damaged, or of other code or settings."""
        try:
            with (self.cache / f"{source_stem(source)}.bin").open("rb") as file:
                made_by, profile, documents = json.loads(file.readline())
            if made_by == current:
                return _Known(
                    made_by, profile, {name: (now, sizes, part) for name, (now, sizes, part) in documents.items()}
                )
        except (OSError, ValueError, TypeError, AttributeError):
            pass
        return _Known()

    def _footprints(self, source: str, known: _Known) -> "dict[str, Footprint]":
        """Read the footprints that the cache holds, or none where they are not what its head says."""
        from corpustools.labels.footprints import Footprint

        if not known.documents:
            return {}
        _, _, prints = (self.cache / f"{source_stem(source)}.bin").read_bytes().partition(b"\n")
        ends = list(accumulate((size for _, sizes, _ in known.documents.values() for size in sizes), initial=0))
        if ends[-1] != len(prints):
            return {}
        parts = [prints[start:end] for start, end in pairwise(ends)]
        return {name: Footprint(*parts[3 * place : 3 * place + 3]) for place, name in enumerate(known.documents)}


@dataclass(frozen=True, slots=True)
class _Taker:
    """Takes footprints of raw files, in any process."""

    raw: Path
    config: Config
    origins: Origins

    def take(self, name: str) -> "Footprint":
        """Take the footprint of a raw file, of which there is none where that file cannot be read."""
        from corpustools.labels.footprints import Footprint
        from corpustools.pipeline import footprint

        try:
            data, _ = read_raw(self.raw, name, self.config)
            media_type = self.origins.of(name).media_type or media_type_of(name, data)
            return footprint(data, media_type=media_type, config=self.config)
        except Exception as error:
            if isinstance(error, MemoryError) or concerns_all(error):
                raise
            return Footprint()


@lru_cache(maxsize=64)
def _stored(path: Path, size: int, changed: int) -> "SourceProfile | None":
    """Read a stored profile; the stamp of its file is given, so that a file that changed is read again."""
    from corpustools.labels.profiles import SourceProfile

    try:
        return SourceProfile.from_json(path.read_bytes())
    except (OSError, RecordError):
        return None
