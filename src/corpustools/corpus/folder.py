"""A corpus on disk: what is in it, and bringing ``normalized/`` up to date with ``raw/``."""

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from corpustools.config import Config
from corpustools.corpus import state
from corpustools.corpus.documents import Maker, voter
from corpustools.corpus.entry import Entry
from corpustools.corpus.files import document_ids, names_in, write_if_changed
from corpustools.corpus.paths import CorpusFolder
from corpustools.corpus.processing import Report, Run, holding
from corpustools.corpus.raw import find_raw
from corpustools.corpus.searching import Searchable
from corpustools.corpus.sources import Sources
from corpustools.corpus.state import DamagedError, State
from corpustools.corpus.summaries import summary
from corpustools.errors import ConfigError, CorpusNotFoundError, RecordError
from corpustools.model.correction import Correction
from corpustools.model.document import Document
from corpustools.model.record import from_json

if TYPE_CHECKING:
    from corpustools.corpus.exporting import Exporting
    from corpustools.corpus.verify import Problem


class Corpus(CorpusFolder, Searchable):
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
        CorpusFolder.__init__(self, root, config)
        Searchable.__init__(self)
        self.sources = Sources(root, config)

    @classmethod
    def find(cls, start: Path) -> Self:
        """Open the corpus at ``start`` or in the nearest folder above, there or in a folder ``corpus``.

        Raises :class:`~corpustools.errors.CorpusNotFoundError` where there is none.

        >>> Corpus.find(Path("corpus", "raw")).config.title
        'The corpustools seed corpus'
        >>> Corpus.find(Path("/"))
        Traceback (most recent call last):
        corpustools.errors.CorpusNotFoundError: no corpus.toml in / or above; `corpustools init DIR` makes a corpus, ...
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

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     corpus = Corpus.create(Path(folder, "island"))
        ...     sorted(path.name for path in corpus.root.iterdir()), len(corpus)
        (['.gitignore', 'corpus.toml', 'raw'], 0)
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

    def names(self) -> dict[str, str]:
        """Return the path below ``raw/`` of every document, in order, and its id.

        Hidden files are no documents, nor are those that the setting ``exclude`` names.

        What lies there and is no file is listed too: it will be in quarantine.

        Raises :class:`~corpustools.errors.CorpusNotFoundError` where there is no ``raw/``: a folder that was
        moved or not mounted is not an empty one.

        >>> from corpustools import open_corpus
        >>> open_corpus("corpus").names()
        {'000_fe9d5194648d3d10.txt': '000_fe9d5194648d3d10'}
        """
        self.check_raw()
        return document_ids(find_raw(self.raw, self.config.exclude))

    def entries(self) -> dict[str, Entry]:
        """Return the summary of each document that the last run made, by its path below ``raw/``.

        What could not be read has one as well, which says why:

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     corpus = Corpus.create(Path(folder))
        ...     _ = (corpus.raw / "report.txt").write_bytes(b"%PDF-1.7 ...")
        ...     _ = corpus.process()
        ...     corpus.entries()["report.txt"].reason
        'the file is a PDF; extract its text first and put the text into raw/'
        """
        return state.load(self.state_file, self.config, self.gazetteer)

    def summaries(self) -> Iterator[Entry]:
        """Yield the summary of each document that can be read, by id: the last run's, else made anew.

        >>> from corpustools import open_corpus
        >>> [(entry.date, entry.words, entry.labels["credit"]) for entry in open_corpus("corpus").summaries()]
        [(None, 281, 1)]
        """
        known = {entry.id: entry for entry in self.entries().values() if entry.reason is None}
        for ident in self.ids:
            yield known.get(ident) or summary(self[ident], [], [])

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the documents that can be read, sorted."""
        names = (name for name in names_in(self.normalized) if name.endswith(".json"))
        return tuple(sorted(name.removesuffix(".json") for name in names))

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Document]:
        return (self[ident] for ident in self.ids)

    def __contains__(self, ident: object) -> bool:
        return isinstance(ident, str) and _is_plain(ident) and self.record_path(ident).is_file()

    def __getitem__(self, ident: str) -> Document:
        if not _is_plain(ident):
            raise KeyError(ident)
        path = self.record_path(ident)
        try:
            return from_json(path.read_bytes())
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            raise KeyError(ident) from None
        except RecordError as error:
            raise RecordError(f"{path}: {error}", error.offset) from error

    def read_raw(self, name: str, ident: str, corrections: tuple[Correction, ...] | None = None) -> Document:
        """Read one raw file by the pure function, as a run does, whatever ``normalized/`` holds.

        It is read with the stored profile of its source, where there is one, and with what ``corrections/`` says of it
        unless others are given.

        Raises :class:`~corpustools.errors.UnreadableError` where the file cannot be read as text.

        >>> from corpustools import open_corpus
        >>> corpus = open_corpus("corpus")
        >>> again = corpus.read_raw("000_fe9d5194648d3d10.txt", "000_fe9d5194648d3d10")
        >>> again == corpus["000_fe9d5194648d3d10"]
        True
        """
        return Maker(self.root, self.config).read(name, ident, corrections=corrections)[0]

    def correct(self, ident: str, *corrections: Correction) -> None:
        """Write down what is right of a document; the next run reads it so.

        What ``corrections/`` said of the same field, or of a block by the same words, goes.

        Raises ``KeyError`` where there is no such document, and :class:`~corpustools.errors.UnreadableError`, and
        writes nothing, where the words of a label stand in no block or in several.

        >>> import tempfile
        >>> from corpustools import Correction
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     corpus = Corpus.create(Path(folder))
        ...     _ = (corpus.raw / "ferry.txt").write_text("The ferry is late again today, and nobody knows why.")
        ...     corpus.correct("ferry", Correction("author", "Jane Roe", why="she said so"))
        ...     _ = corpus.process()
        ...     corpus["ferry"].metadata.authors
        ('Jane Roe',)
        """
        name = {known: name for name, known in self.names().items()}[ident]
        with self.locked():
            self.read_raw(name, ident, self.corrections.with_(name, corrections))
            self.corrections.correct(name, corrections)

    def locked(self, waiting: Callable[[], None] | None = None) -> AbstractContextManager[None]:
        """Keep other processes from bringing the corpus up to date; where one does, call ``waiting`` and wait.

        A thread that holds the lock cannot process the corpus meanwhile: it would wait for itself.

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     corpus = Corpus.create(Path(folder))
        ...     with corpus.locked():
        ...         _ = (corpus.raw / "ferry.txt").write_text("The ferry is late again today.")
        ...     corpus.process().written
        ('ferry',)
        """
        return holding(self.root / ".corpustools" / "lock", waiting)

    def process(
        self,
        progress: Callable[[int, int], None] | None = None,
        *,
        jobs: int | None = 1,
        waiting: Callable[[], None] | None = None,
    ) -> Report:
        """Bring ``normalized/`` and ``quarantine/`` up to date with ``raw/``, and say what was done.

        Only what changed is processed again: raw files whose stamp changed, documents of which the profile of
        their source says something else than before, outputs that were changed or removed, and everything
        when the rules or the settings for reading change. ``progress`` is called with the
        number of documents done and of all.

        ``jobs`` is the number of processes to read in, ``None`` for one on each core that may be used, or for this
        process alone where there is little to do. The bytes written are the same. A script that asks for more than
        one keeps what it does below ``if __name__ == "__main__":``.

        One process at a time works on a corpus: where another one does, ``waiting`` is called and it is waited for.
        A run that was ended, by whatever, is gone on with by the next.

        Raises :class:`~corpustools.errors.CorpusNotFoundError` where there is no ``raw/``,
        :class:`~corpustools.errors.ConfigError` where a gazetteer or a pipeline that ``corpus.toml`` names, or a file
        of ``origins/`` or ``corrections/``, cannot be loaded, and :class:`~corpustools.errors.EngineError` where other
        processes cannot be started, or know other rules.

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     corpus = Corpus.create(Path(folder))
        ...     _ = (corpus.raw / "ferry.txt").write_text("The ferry is late again today, and nobody knows why.")
        ...     first, second = corpus.process(), corpus.process()
        ...     first.written, second.written, second.unchanged, corpus["ferry"].body[:9]
        (('ferry',), (), ('ferry',), 'The ferry')
        """
        names = self.names()
        if self.config.ner:
            voter(self.config.ner)  # said now where it is not there, and not of each document
        with self.locked(waiting), State(self.state_file, self.config, self.gazetteer) as state:
            run = Run(self.root, self.config, names, state)
            try:
                return run.go(jobs, progress)
            except DamagedError:
                # Once more: to read all again gives the same bytes, and to find out how much was damaged may not.
                state.begin_anew()
                return run.go(jobs, progress)

    def verify(self, *, jobs: int | None = 1) -> "Iterator[Problem]":
        """Yield everything in the corpus that does not hold; nothing, where all of it does.

        See :func:`corpustools.corpus.verify`, which it asks, for what has to hold.

        >>> import corpustools
        >>> for problem in corpustools.open_corpus("corpus").verify():
        ...     print(problem)
        """
        from corpustools.corpus.verify import verify  # it is made of corpora

        return verify(self, jobs=jobs)

    def export(self, form: str, labels: str | Collection[str] = "article", **choice: Any) -> "Exporting":
        """Write documents for other programs, in one of the forms of :mod:`corpustools.writers.exports`.

        ``labels`` says which blocks, and ``choice`` which documents, as for :meth:`subcorpus`; it may say more, see
        :class:`~corpustools.corpus.exporting.Exporting`. Nothing is written before that is asked to.

        >>> import json, corpustools
        >>> lines = corpustools.open_corpus("corpus").export("jsonl", "body", language="en").whole()
        >>> [json.loads(line)["text"][:24] for line in lines if line]
        ['The military cooperation']

        Raises :class:`~corpustools.errors.QueryError` for a form that there is none of, and for a label or a date that
        cannot be meant.
        """
        from corpustools.corpus.exporting import Exporting  # its forms, which few ask for

        return Exporting(self, form, labels, **choice)


def _is_plain(ident: str) -> bool:
    """Whether an id is a name and not a path that leads elsewhere."""
    # Next to all are; to ask a path takes as long as to find the file.
    return ident.isalnum() or (bool(ident) and "\0" not in ident and Path(ident).name == ident)
