"""A run over containers: which shards there are to be, which are missing, and who makes them."""

import json
import platform
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from corpustools.config import Config
from corpustools.containers import Fields, pieces_of
from corpustools.corpus.documents import voter
from corpustools.corpus.processing import holding, limits_of
from corpustools.corpus.state import fingerprint
from corpustools.engines import Engine, cores, open_engine
from corpustools.engines.cluster import Cluster
from corpustools.errors import CorpusToolsError, EngineError
from corpustools.model.known import KnownName
from corpustools.shards import ENGINES
from corpustools.shards.making import Maker, Shard
from corpustools.shards.reading import Settings
from corpustools.shards.sites import Sites, buckets_for
from corpustools.shards.store import Store

MANIFEST = "manifest.json"
SCHEMA = "corpustools/shards/1"
"""The name and version of the manifest's form."""

Job = TypeVar("Job")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class ShardsReport:
    """What a run did: the shards of all pieces, those that it made among them.

    >>> report = ShardsReport([Shard("a", "a.warc", 0, None, 3, {"binary": 1}, {"image/png": 9})], made=1)
    >>> report.documents, report.made, report.refused, report.skipped
    (3, 1, {'binary': 1}, {'image/png': 9})
    """

    shards: Sequence[Shard] = field(default_factory=tuple)
    made: int = 0
    """How many of the shards were not there before this run."""

    @property
    def documents(self) -> int:
        """How many documents were read."""
        return sum(shard.documents for shard in self.shards)

    @property
    def refused(self) -> dict[str, int]:
        """How many documents could not be read, by the code of the reason."""
        return _added(shard.refused for shard in self.shards)

    @property
    def skipped(self) -> dict[str, int]:
        """How many records were no documents, by what they are."""
        return _added(shard.skipped for shard in self.shards)


class Jobs(Protocol):
    """Where whole pieces are done: here, by an engine for their documents, or on a cluster."""

    def map(self, function: Callable[[Engine, Job], Answer], jobs: Iterable[Job]) -> Iterator[Answer | Exception]:
        """Yield what the function returns for each job, or the exception that it raised, in their order."""
        ...


class Here:
    """Does one piece after the other, and their documents by an engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def map(self, function: Callable[[Engine, Job], Answer], jobs: Iterable[Job]) -> Iterator[Answer | Exception]:
        """Yield the answer for each job; what goes wrong on this machine would go wrong for the next job too."""
        for job in jobs:
            yield function(self._engine, job)


def make_shards(
    sources: Sequence[str],
    to: str,
    *,
    config: Config | None = None,
    known: Iterable[KnownName] = (),
    fields: Fields | None = None,
    engine: str = "processes",
    scheduler: str | None = None,
    jobs: int | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    waiting: Callable[[], None] | None = None,
) -> ShardsReport:
    """Read the documents of containers into the shards of the folder ``to``, those that are missing there.

    ``sources`` are folders, globs and addresses of files, ``to`` is a folder, each here or behind an address that
    fsspec knows. ``engine`` is one of ``serial``, ``processes`` and ``dask``; a ``scheduler`` is the address of a
    cluster, and without it dask works on this machine. ``jobs`` is the number of processes. ``progress`` is called with
    what is done (``sites`` or ``shards``), how many pieces are, and how many there are.

    Raises :class:`~corpustools.errors.CorpusToolsError` where there are no such sources, where ``to`` has the shards of
    others or of other settings, and where a library is missing; :class:`~corpustools.errors.EngineError` where there is
    no such engine, or some shards could not be made: the next run makes them.

    >>> import tempfile
    >>> from pyarrow.parquet import read_table
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     first = make_shards(["corpus/raw"], folder, engine="serial")
    ...     again = make_shards(["corpus/raw"], folder, engine="serial")
    ...     rows = read_table(f"{folder}/shards").to_pylist()
    >>> (first.documents, first.made), (again.documents, again.made), rows[0]["publisher"]
    ((1, 1), (1, 0), 'Sputnik International')
    """
    if engine not in ENGINES:
        raise EngineError(f"there is no engine {engine!r}; there are {', '.join(ENGINES)}")
    config = config or Config()
    settings = Settings(config, tuple(known), fields or Fields())
    if config.ner:
        voter(config.ner)  # said now where it is not there, and not of each document
    store = Store(to)
    # Asked before the folder is one of these sources: a mistake in typing must not keep it from the right ones.
    pieces = pieces_of(sources)
    with ExitStack() as stack:
        stack.enter_context(_alone(store, waiting))
        made_by = fingerprint(config, settings.known)
        manifest = _manifest(store, sources, settings, made_by)
        # Asked before any worker starts: one whose answer is lost with it does its piece again, and finds the shard.
        before = set(store.names("shards"))
        sites = Sites(to, settings, made_by, buckets_for(len(pieces)))
        where = stack.enter_context(_opened(engine, scheduler, jobs or cores(), config))
        each = _Each(where, settings, made_by, progress)
        names, profiles = [""] * len(pieces), list[str]()
        if config.profiles:
            names = each.done("sites", sites.take, pieces)
            profiles = each.done("profiles", sites.profile, [(bucket, tuple(names)) for bucket in range(sites.buckets)])
        shards = each.done("shards", Maker(sites, tuple(profiles)).make, list(zip(pieces, names, strict=True)))
        store.write_json(MANIFEST, manifest | {"shards": [asdict(shard) for shard in shards]})
        for folder, wanted in (
            ("shards", [shard.name for shard in shards]),
            ("footprints", names),
            ("profiles", profiles),
        ):
            store.keep(folder, set(wanted))
    return ShardsReport(shards, sum(shard.name not in before for shard in shards))


def _alone(store: Store, waiting: Callable[[], None] | None) -> AbstractContextManager[None]:
    """Keep other runs on this machine from the folder; behind an address, two would make the same shards twice."""
    if "file" not in store.fs.protocol:
        return nullcontext()
    return holding(Path(store.path(".lock")), waiting)


@contextmanager
def _opened(engine: str, scheduler: str | None, jobs: int, config: Config) -> Iterator[Jobs]:
    if engine == "dask":
        with Cluster(scheduler, jobs, limits_of(config)) as cluster:
            yield cluster
    else:
        with open_engine(jobs if engine == "processes" else 1, limits_of(config)) as here:
            yield Here(here)


def _manifest(store: Store, sources: Sequence[str], settings: Settings, made_by: str) -> dict[str, Any]:
    """Say what the shards of a folder are of; refuse a folder that has those of something else."""
    is_of = {
        "schema": SCHEMA,
        "sources": list(sources),
        "made_by": made_by,
        "settings": settings.config.for_reading(),
        "fields": asdict(settings.fields),
    }
    # What JSON makes of tuples, so that the two compare.
    is_of = dict(json.loads(json.dumps(is_of)))
    there = store.read_json(MANIFEST)
    if there is None:
        store.write_json(MANIFEST, is_of | {"shards": []})
    else:
        other = [key for key in is_of if not isinstance(there, dict) or there.get(key) != is_of[key]]
        if other:
            what = {"sources": "other sources", "made_by": "other rules or names", "schema": "another version"}
            raise CorpusToolsError(
                f"{store.url} has shards of {what.get(other[0], f'other {other[0]}')}; "
                "give another folder with --to, or remove this one to read all anew"
            )
    return is_of


@dataclass(frozen=True, slots=True)
class _Each:
    """Has jobs done, and goes on where one fails, to say so in the end."""

    where: Jobs
    settings: Settings
    made_by: str
    progress: Callable[[str, int, int], None] | None

    def done(self, what: str, function: Callable[[Engine, Job], Answer], jobs: Sequence[Job]) -> list[Answer]:
        """Return the answers to all jobs."""
        call = _Same(function, self.settings, self.made_by)
        answers: list[Answer] = []
        failed: list[Exception] = []
        for place, answer in enumerate(self.where.map(call, jobs), 1):
            if isinstance(answer, CorpusToolsError):
                raise answer  # that would be said of every other piece too
            if isinstance(answer, Exception):
                failed.append(answer)
            else:
                answers.append(answer)
            if self.progress:
                self.progress(what, place, len(jobs))
        if failed:
            raise EngineError(
                f"{len(failed)} of {len(jobs)} pieces could not be done ({what}): {failed[0]!r}; "
                "the others are kept, and the next run does what is missing"
            )
        return answers


@dataclass(frozen=True, slots=True)
class _Same(Generic[Job, Answer]):
    """Calls a function on another machine if that has the same rules."""

    function: Callable[[Engine, Job], Answer]
    settings: Settings
    made_by: str

    def __call__(self, engine: Engine, job: Job) -> Answer:
        if fingerprint(self.settings.config, self.settings.known) != self.made_by:
            raise EngineError(
                f"{platform.node()} has other rules or another version of corpustools than this machine; "
                "install the same on all, packages of rules too"
            )
        return self.function(engine, job)


def _added(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return dict(sorted(total.items()))
