"""Bringing ``normalized/`` and ``quarantine/`` up to date with ``raw/``: only what changed, in as many processes.

Documents are read wherever the engine reads them; all writing is done here, by the one process that holds the lock.
"""

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from corpustools.config import Config
from corpustools.corpus.corrections import Corrections
from corpustools.corpus.documents import Made, Maker, unreadable
from corpustools.corpus.entry import Entry, Noted
from corpustools.corpus.files import names_in, remove_half_written, write_if_changed
from corpustools.corpus.origins import Origins
from corpustools.corpus.redirects import Redirects
from corpustools.corpus.sources import Sources
from corpustools.corpus.state import State, fingerprint, stamp
from corpustools.engines import Engine, Limits, cores, open_engine, refuse_to_start_again
from corpustools.errors import EngineError, RecordError, UnreadableError
from corpustools.model.document import Document
from corpustools.model.record import from_json

LITTLE = 1_000_000
"""Bytes of raw files that one process has read by the time that others would have started."""

_OTHER_FOLDERS = ("redirects", "origins", "corrections", ".corpustools")
"""Where a run that was killed may have left half of a file, beside the folders of which all is removed that is of no
document or source."""


_HELD: set[tuple[Path, int]] = set()
"""Which locks this process has, and the thread that took each."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one run of :meth:`corpustools.Corpus.process` did.

    ``written``, ``unchanged`` and ``removed`` hold the ids of documents; a document that went into
    quarantine is in none of them. ``quarantined`` gives the reason for each file, named by its path below
    ``raw/``, that cannot be read.

    >>> from corpustools import Corpus
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     corpus = Corpus.create(Path(folder))
    ...     _ = (corpus.raw / "report.txt").write_bytes(b"%PDF-1.7 ...")
    ...     corpus.process()
    Report(written=(), unchanged=(), removed=(), quarantined={'report.txt': 'the file is a PDF; ...'})
    """

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    quarantined: Mapping[str, str] = field(default_factory=dict)


@contextmanager
def holding(path: Path, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold the lock of a corpus; where another process has it, call ``waiting`` and wait.

    It is a lock of the operating system's, which is let go when a process ends, by whatever: there is no file to
    remove after a crash.

    Raises :class:`~corpustools.errors.EngineError` in a process that is only being started to read for another, and in
    the thread that has the lock already, which would wait for itself.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, holding(Path(folder, "lock")):
    ...     Path(folder, "lock").exists()
    True
    """
    from filelock import FileLock, Timeout  # slow to load, and who only reads a corpus needs no lock

    refuse_to_start_again()
    here = (path.absolute(), threading.get_ident())
    if here in _HELD:
        raise EngineError(f"{path.parent}: this thread holds the lock of the corpus already; end that block first")
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        if waiting:
            waiting()
        lock.acquire()
    _HELD.add(here)
    try:
        yield
    finally:
        _HELD.discard(here)
        lock.release()


def limits_of(config: Config) -> Limits:
    """Return what reading one document may take.

    >>> limits_of(Config(max_seconds=5)).seconds
    5
    """
    return Limits(config.max_seconds, config.max_memory)


class Engines:
    """Engines for the parts of a run, of ``jobs`` processes each, or of as many as the work is worth.

    >>> with ExitStack() as stack:
    ...     type(Engines(stack, Config(), None).for_bytes(1_000)).__name__
    'Serial'
    """

    def __init__(self, stack: ExitStack, config: Config, jobs: int | None) -> None:
        self._stack = stack
        self._config = config
        self._jobs = jobs
        self._made: dict[int, Engine] = {}

    def for_bytes(self, size: int) -> Engine:
        """Return an engine to read so many bytes with.

        Raises :class:`~corpustools.errors.EngineError` where processes beside this one would read with other rules.
        """
        processes = self._jobs or (cores() if size > LITTLE else 1)
        if processes not in self._made:
            engine = self._stack.enter_context(open_engine(processes, limits_of(self._config)))
            if processes > 1:
                self._check(engine, processes)
            self._made[processes] = engine
        return self._made[processes]

    def _check(self, engine: Engine, processes: int) -> None:
        own = fingerprint(self._config)
        if any(found != own for found in engine.map(fingerprint, [self._config] * processes)):
            raise EngineError(
                "rules that only this process has registered would not be asked in others; read with one job, "
                "or register them by an entry point of the group corpustools.rules"
            )


class Run:
    """One run over the corpus at ``root``, whose raw files have these names and ids."""

    def __init__(self, root: Path, config: Config, names: Mapping[str, str], state: State) -> None:
        self.root = root
        self.config = config
        self.names = names
        self.state = state
        self.redirects = Redirects(root / "redirects")

    def go(self, jobs: int | None, progress: Callable[[int, int], None] | None) -> Report:
        """Read what is new or changed, remove what no raw file accounts for, and say what was done."""
        normalized = names_in(self.root / "normalized")
        known = {name.removesuffix(".json") for name in normalized if name.endswith(".json")}
        for folder in _OTHER_FOLDERS:
            remove_half_written(self.root / folder)
        written_down = (
            Origins(self.root / "origins").digests(self.names),
            Corrections(self.root / "corrections").digests(self.names),
        )
        with ExitStack() as stack:
            engines = Engines(stack, self.config, jobs)
            parts = Sources(self.root, self.config).update(
                self.names, lambda names: engines.for_bytes(self._size(names))
            )
            for digests in written_down:
                for name, digest in digests.items():
                    parts[name] = parts.get(name, "") + digest
            todo, done = self._sort_out(parts)
            written: list[str] = []
            unchanged = [self.names[name] for name, reason in done.items() if reason is None]
            quarantined = {name: reason for name, reason in done.items() if reason is not None}
            if progress and done:
                progress(len(done), len(self.names))
            made = engines.for_bytes(self._size(todo)).map(
                Maker(self.root, self.config).make, ((name, self.names[name]) for name in todo)
            )
            for count, (name, answer) in enumerate(zip(todo, made, strict=True), len(done) + 1):
                entry, changed = self._store(self._made(name, answer))
                entry.part = parts.get(name, "")
                self.state.note(name, entry)
                if entry.reason is not None:
                    quarantined[name] = entry.reason
                else:
                    (written if changed else unchanged).append(entry.id)
                if progress:
                    progress(count, len(self.names))
        self._redirect(known - set(self.names.values()))
        self._prune({ident: name not in quarantined for name, ident in self.names.items()})
        self.state.keep(set(self.names))
        removed = known - set(self.names.values())
        return Report(
            tuple(sorted(written)),
            tuple(sorted(unchanged)),
            tuple(sorted(removed)),
            {name: quarantined[name] for name in sorted(quarantined)},
        )

    def _size(self, names: Iterable[str]) -> int:
        return sum(sum(stamp(self.root / "raw" / name)[:1]) for name in names)

    def _sort_out(self, parts: Mapping[str, str]) -> tuple[list[str], dict[str, str | None]]:
        """Return what is to be read, and of the rest why it could not be read, if it could not."""
        current: dict[str, str | None] = {}
        for name, entry in self.state.noted():
            is_wanted = (entry.id, entry.part) == (self.names.get(name), parts.get(name, ""))
            if is_wanted and self._is_current(name, entry):
                current[name] = entry.reason
        todo = [name for name in self.names if name not in current]
        return todo, {name: current[name] for name in self.names if name in current}

    def _is_current(self, name: str, entry: Noted) -> bool:
        """Whether neither the raw file nor what was made of it changed since the entry was made."""
        # Each file is looked at in each build, and a path takes longer to make than a file to be looked at.
        root = os.fspath(self.root)
        outputs = [f"{root}/{output}" for output in self._outputs(entry)]
        return entry.raw == stamp(f"{root}/raw/{name}") and entry.outputs == list(map(stamp, outputs))

    def _outputs(self, entry: Entry | Noted) -> list[str]:
        """Return the paths, below the root, of what is made of a document."""
        if entry.reason is not None:
            return [f"quarantine/{entry.id}.json"]
        return [f"normalized/{entry.id}{ending}" for ending in (".json", ".txt")]

    def _made(self, name: str, answer: Made | Exception) -> Made:
        """Return what was made, which is a note where the document took more than it may."""
        if isinstance(answer, UnreadableError):
            return unreadable(name, self.names[name], stamp(self.root / "raw" / name), answer)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _store(self, made: Made) -> tuple[Entry, bool]:
        """Write what was made, and say whether bytes changed."""
        entry = made.entry
        paths = [self.root / output for output in self._outputs(entry)]
        if entry.reason is not None:
            changed = write_if_changed(paths[0], made.note)
        else:
            # Before the record is written over: a run that is killed then has lost no former address.
            if paths[1].is_file() and paths[1].read_bytes() != made.reading:
                before = self._recorded(entry.id)
                if before is not None:
                    self.redirects.change(before, from_json(made.record))
            changed = write_if_changed(paths[1], made.reading)
            changed |= write_if_changed(paths[0], made.record)
        entry.outputs = [stamp(path) for path in paths]
        return entry, changed

    def _redirect(self, removed: set[str]) -> None:
        """Note which documents have the bytes now of those that are gone: their raw files were moved."""
        if not removed:
            return
        now: dict[str, str] = {}
        for name, ident in self.names.items():
            entry = self.state.get(name)
            if entry is not None and entry.sha256:
                now.setdefault(entry.sha256, ident)
        for old in sorted(removed):
            before = self._recorded(old)
            if before is not None and before.source.sha256 in now:
                self.redirects.move(old, now[before.source.sha256])

    def _recorded(self, ident: str) -> Document | None:
        """Return a document as its record has it; nothing, where there is none that can be read."""
        try:
            return from_json((self.root / "normalized" / f"{ident}.json").read_bytes())
        except (OSError, RecordError):
            return None

    def _prune(self, readable: Mapping[str, bool]) -> None:
        """Remove what was made of raw files that are gone, or that can or cannot be read any more."""
        for folder, wanted in (("normalized", True), ("quarantine", False)):
            for name in names_in(self.root / folder):
                stem, _, suffix = name.rpartition(".")
                if stem and suffix in {"json", "txt", "tmp"} and readable.get(stem) is not wanted:
                    (self.root / folder / name).unlink()
