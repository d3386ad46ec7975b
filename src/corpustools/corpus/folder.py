"""A corpus on disk: what is in it, and bringing ``normalized/`` up to date with ``raw/``."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Self

from corpustools.config import Config
from corpustools.corpus import state
from corpustools.corpus.entities import Entities
from corpustools.corpus.files import document_ids, media_type_of, source_of, write_if_changed
from corpustools.corpus.gazetteers import load_gazetteers
from corpustools.corpus.searching import Searchable
from corpustools.corpus.sources import Sources
from corpustools.corpus.state import Entry, stamp
from corpustools.corpus.summaries import summary
from corpustools.errors import ConfigError, CorpusNotFoundError, RecordError, UnreadableError
from corpustools.model.document import Document
from corpustools.model.known import KnownName
from corpustools.model.record import from_json, json_bytes, to_json
from corpustools.pipeline import read
from corpustools.voting import Pipeline, load_pipeline, vote


@dataclass(frozen=True, slots=True)
class Report:
    """What one run of :meth:`corpustools.Corpus.process` did.

    ``written``, ``unchanged`` and ``removed`` hold the ids of documents; a document that went into
    quarantine is in none of them. ``quarantined`` gives the reason for each file, named by its path below
    ``raw/``, that cannot be read.
    """

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    quarantined: Mapping[str, str] = field(default_factory=dict)


class Corpus(Searchable):
    """A corpus folder as a lazy collection of documents.

    It has ``corpus.toml``, ``raw/`` and what is made of them: ``normalized/`` and, where something could
    not be read, ``quarantine/``. Nothing is read before it is asked for:

    >>> from corpustools.corpus import open_corpus
    >>> corpus = open_corpus("corpus")
    >>> len(corpus), corpus.ids
    (1, ('000_fe9d5194648d3d10',))
    >>> corpus["000_fe9d5194648d3d10"].metadata.dateline.place
    'Moscow'
    """

    def __init__(self, root: Path, config: Config) -> None:
        super().__init__()
        self.root = root
        self.config = config
        self.sources = Sources(root, config)

    @classmethod
    def find(cls, start: Path) -> Self:
        """Open the corpus at ``start`` or in the nearest folder above, there or in a folder ``corpus``.

        Raises :class:`~corpustools.errors.CorpusNotFoundError` where there is none.
        """
        start = start.resolve()
        for folder in (start, *start.parents):
            for candidate in (folder, folder / "corpus"):
                if (candidate / "corpus.toml").is_file():
                    return cls(candidate, Config.load(candidate / "corpus.toml"))
        raise CorpusNotFoundError(
            f"no corpus.toml in {start} or above; `corpustools init DIR` makes a corpus, --corpus DIR names one"
        )

    @classmethod
    def create(cls, root: Path) -> Self:
        """Make a corpus folder: ``corpus.toml`` with every setting explained, ``raw/``, and a ``.gitignore``.

        Raises :class:`~corpustools.errors.ConfigError`, and changes nothing, where there is one already.
        """
        toml, ignore = root / "corpus.toml", root / ".gitignore"
        if toml.exists():
            raise ConfigError(f"{toml} is there already; nothing was changed")
        (root / "raw").mkdir(parents=True, exist_ok=True)
        write_if_changed(toml, Config.template().encode("utf-8"))
        ignored = ignore.read_text(encoding="utf-8").splitlines() if ignore.exists() else []
        if ".corpustools/" not in ignored:
            write_if_changed(ignore, "\n".join([*ignored, ".corpustools/", ""]).encode("utf-8"))
        return cls(root, Config.load(toml))

    @property
    def raw(self) -> Path:
        """The folder of documents as found. Nothing is ever written to it."""
        return self.root / "raw"

    @property
    def normalized(self) -> Path:
        """The folder of reading texts and records."""
        return self.root / "normalized"

    @property
    def quarantine(self) -> Path:
        """The folder of notes on documents that could not be read."""
        return self.root / "quarantine"

    @property
    def entities_folder(self) -> Path:
        """The folder of what people said of entities."""
        return self.root / "entities"

    @property
    def entities(self) -> Entities:
        """Whom and what the documents' mentions name, as the files in ``entities/`` say.

        Raises :class:`~corpustools.errors.ConfigError` where a file cannot be read.
        """
        return Entities.load(self.entities_folder)

    @cached_property
    def gazetteer(self) -> tuple[KnownName, ...]:
        """The names of the gazetteers that ``corpus.toml`` lists.

        Raises :class:`~corpustools.errors.ConfigError` where a file cannot be read.
        """
        return load_gazetteers(self.root, self.config.gazetteers)

    @cached_property
    def voter(self) -> Pipeline:
        """The pipeline that ``corpus.toml`` names under ``ner``.

        Raises :class:`~corpustools.errors.ConfigError` where it, or spaCy, is not installed.
        """
        return load_pipeline(self.config.ner)

    @property
    def state_file(self) -> Path:
        """The cache of the last run; it belongs into no repository."""
        return self.root / ".corpustools" / "state.json"

    def names(self) -> dict[str, str]:
        """Return the path below ``raw/`` of every document, and its id; hidden files are no documents.

        Raises :class:`~corpustools.errors.CorpusNotFoundError` where there is no ``raw/``: a folder that was
        moved or not mounted is not an empty one.
        """
        if not self.raw.is_dir():
            raise CorpusNotFoundError(f"{self.raw} is missing; nothing was changed, put the folder back or make it")
        found = (path.relative_to(self.raw) for path in self.raw.rglob("*") if path.is_file() or _leads_nowhere(path))
        return document_ids(path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts))

    def entries(self) -> dict[str, Entry]:
        """Return the summary of each document that the last run made, by its path below ``raw/``."""
        return state.load(self.state_file, self.config, self.gazetteer)

    def summaries(self) -> Iterator[Entry]:
        """Yield the summary of each document that can be read, by id: the last run's, else made anew."""
        known = {entry.id: entry for entry in self.entries().values() if entry.reason is None}
        for ident in self.ids:
            yield known.get(ident) or summary(self[ident], [], [])

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the documents that can be read, sorted."""
        return tuple(sorted(path.stem for path in self.normalized.glob("*.json")))

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Document]:
        return (self[ident] for ident in self.ids)

    def __contains__(self, ident: object) -> bool:
        return isinstance(ident, str) and _is_plain(ident) and self.record_path(ident).is_file()

    def __getitem__(self, ident: str) -> Document:
        path = self.record_path(ident)
        if not _is_plain(ident) or not path.is_file():
            raise KeyError(ident)
        try:
            return from_json(path.read_bytes())
        except RecordError as error:
            raise RecordError(f"{path}: {error}", error.offset) from error

    def record_path(self, ident: str) -> Path:
        """Return where the record of a document is."""
        return self.normalized / f"{ident}.json"

    def reading_path(self, ident: str) -> Path:
        """Return where the reading text of a document is."""
        return self.normalized / f"{ident}.txt"

    def read_raw(self, name: str, ident: str) -> Document:
        """Read one raw file by the pure function, as the ending of its name says, whatever ``normalized/`` holds.

        It is read with the stored profile of its source, where there is one.

        Raises :class:`~corpustools.errors.UnreadableError` where the file cannot be read as text.
        """
        path = self.raw / name
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UnreadableError(
                "unreadable",
                f"the file cannot be opened: {error.strerror}",
                advice="check its permissions, or where it links to",
            ) from error
        profile = self.sources.profile(source_of(name))
        document = read(
            data,
            media_type=media_type_of(name),
            id=ident,
            config=self.config,
            profile=profile,
            gazetteer=self.gazetteer,
        )
        if self.config.ner:
            document = vote(document, self.voter)
        return replace(document, source=replace(document.source, name=name))

    def process(self, progress: Callable[[int, int], None] | None = None) -> Report:
        """Bring ``normalized/`` and ``quarantine/`` up to date with ``raw/``, and say what was done.

        Only what changed is processed again: raw files whose stamp changed, documents of which the profile of
        their source says something else than before, outputs that were changed or removed, and everything
        when the rules or the settings change. ``progress`` is called with the
        number of documents done and of all.
        """
        before = self.entries()
        names = self.names()
        known = set(self.ids)
        parts = self.sources.update(names)
        now: dict[str, Entry] = {}
        written: list[str] = []
        unchanged: list[str] = []
        quarantined: dict[str, str] = {}
        for done, (name, ident) in enumerate(names.items()):
            entry = before.get(name)
            part = parts.get(name, "")
            if entry is None or (entry.id, entry.part) != (ident, part) or not self._is_current(name, entry):
                entry, changed = self._process_one(name, ident)
                entry.part = part
            else:
                changed = False
            if entry.reason is not None:
                quarantined[name] = entry.reason
            else:
                (written if changed else unchanged).append(ident)
            now[name] = entry
            if progress:
                progress(done + 1, len(names))
        self._prune({entry.id: entry.reason is None for entry in now.values()})
        removed = tuple(sorted(known - set(names.values())))
        state.save(self.state_file, self.config, now, self.gazetteer)
        return Report(tuple(written), tuple(unchanged), removed, quarantined)

    def _is_current(self, name: str, entry: Entry) -> bool:
        """Whether neither the raw file nor what was made of it changed since the entry was made."""
        return entry.raw == stamp(self.raw / name) and entry.outputs == [
            stamp(path) for path in self._outputs(entry.id, readable=entry.reason is None)
        ]

    def _outputs(self, ident: str, *, readable: bool) -> list[Path]:
        if readable:
            return [self.record_path(ident), self.reading_path(ident)]
        return [self.quarantine / f"{ident}.json"]

    def _process_one(self, name: str, ident: str) -> tuple[Entry, bool]:
        """Read one raw file and write its record or its quarantine note; also say whether bytes changed."""
        raw = stamp(self.raw / name)
        try:
            document = self.read_raw(name, ident)
        except UnreadableError as error:
            note = {"name": name, "code": error.code, "reason": error.reason, "advice": error.advice}
            path = self.quarantine / f"{ident}.json"
            changed = write_if_changed(path, json_bytes(note))
            return Entry(ident, raw, [stamp(path)], title=name, reason=str(error)), changed
        record, reading = self._outputs(ident, readable=True)
        changed = write_if_changed(reading, document.article.encode("utf-8"))
        changed |= write_if_changed(record, to_json(document))
        return summary(document, raw, [stamp(record), stamp(reading)]), changed

    def _prune(self, readable: Mapping[str, bool]) -> None:
        """Remove what was made of raw files that are gone, or that can or cannot be read any more."""
        for folder, wanted in ((self.normalized, True), (self.quarantine, False)):
            for path in folder.glob("*"):
                if path.suffix in {".json", ".txt", ".tmp"} and readable.get(path.stem) is not wanted:
                    path.unlink()


def _leads_nowhere(path: Path) -> bool:
    """Whether a path is a link to a file that is not there: a document all the same, and one to complain of."""
    return path.is_symlink() and not path.exists()


def _is_plain(ident: str) -> bool:
    """Whether an id is a name and not a path that leads elsewhere."""
    return bool(ident) and Path(ident).name == ident
