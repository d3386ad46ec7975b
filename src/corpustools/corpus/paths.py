"""What lies in the folder of a corpus, and where."""

from functools import cached_property
from pathlib import Path

from corpustools.config import Config
from corpustools.corpus.corrections import Corrections
from corpustools.corpus.documents import known_names
from corpustools.corpus.entities import Entities
from corpustools.corpus.origins import Origins
from corpustools.corpus.redirects import Redirects
from corpustools.errors import ConfigError, CorpusNotFoundError
from corpustools.model.known import KnownName


class CorpusFolder:
    """Where the files of a corpus are, whether they are there or not, and what people wrote down beside its documents.

    >>> at = CorpusFolder(Path("island"), Config())
    >>> for path in (at.raw, at.normalized, at.quarantine, at.entities_folder, at.state_file):
    ...     print(path.as_posix())
    island/raw
    island/normalized
    island/quarantine
    island/entities
    island/.corpustools/state.sqlite
    """

    def __init__(self, root: Path, config: Config) -> None:
        self.root = root
        self.config = config

    @property
    def raw(self) -> Path:
        """The folder of documents as found. Nothing in it is ever changed."""
        return self.root / "raw"

    def check_raw(self) -> None:
        """Raise :class:`~corpustools.errors.CorpusNotFoundError` where there is no ``raw/``.

        A folder that was moved or not mounted is not an empty one.

        >>> CorpusFolder(Path("island"), Config()).check_raw()
        Traceback (most recent call last):
        corpustools.errors.CorpusNotFoundError: island/raw is missing; nothing was changed, put the folder back or ...
        """
        if not self.raw.is_dir():
            how = "is a file, and has to be a folder" if self.raw.exists() else "is missing"
            raise CorpusNotFoundError(f"{self.raw} {how}; nothing was changed, put the folder back or make it")

    def check_outside(self, folder: Path) -> None:
        """Raise :class:`~corpustools.errors.ConfigError` for a folder in which nothing but the corpus itself writes.

        >>> at = CorpusFolder(Path("island"), Config())
        >>> at.check_outside(Path("island/exports"))
        >>> at.check_outside(Path("island/raw/exports"))
        Traceback (most recent call last):
        corpustools.errors.ConfigError: island/raw/exports: documents of the corpus are in island/raw; name another ...
        """
        for own in (self.raw, self.normalized, self.quarantine):
            if folder.resolve().is_relative_to(own.resolve()):
                raise ConfigError(f"{folder}: documents of the corpus are in {own}; name another folder to write to")

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
    def origins(self) -> Origins:
        """Where raw documents are from, as far as that was written down.

        >>> from corpustools import open_corpus
        >>> open_corpus("corpus").origins.of("000_fe9d5194648d3d10.txt").url is None
        True
        """
        return Origins(self.root / "origins")

    @property
    def corrections(self) -> Corrections:
        """What people correct in single documents.

        >>> from corpustools import open_corpus
        >>> open_corpus("corpus").corrections.of("000_fe9d5194648d3d10.txt")
        ()
        """
        return Corrections(self.root / "corrections")

    @property
    def redirects(self) -> Redirects:
        """Where documents and passages are whose addresses have changed.

        >>> from corpustools import open_corpus
        >>> open_corpus("corpus").redirects.of("000_fe9d5194648d3d10")
        Redirect(document=None, passages={})
        """
        return Redirects(self.root / "redirects")

    @property
    def entities(self) -> Entities:
        """Whom and what the documents' mentions name, as the files in ``entities/`` say.

        Raises :class:`~corpustools.errors.ConfigError` where a file cannot be read.

        >>> from corpustools import open_corpus
        >>> open_corpus("corpus").entities.of("person", "LI HUI", "000_fe9d5194648d3d10").slug
        'li-hui'
        """
        return Entities.load(self.entities_folder)

    @property
    def gazetteer(self) -> tuple[KnownName, ...]:
        """The names of the gazetteers that ``corpus.toml`` lists.

        Raises :class:`~corpustools.errors.ConfigError` where a file cannot be read.

        >>> from corpustools import open_corpus
        >>> open_corpus("corpus").gazetteer
        ()
        """
        return known_names(self.root, self.config)

    @cached_property
    def state_file(self) -> Path:
        """The cache of the last run; it belongs into no repository."""
        return self.root / ".corpustools" / "state.sqlite"

    def record_path(self, ident: str) -> Path:
        """Return where the record of a document is.

        >>> CorpusFolder(Path("island"), Config()).record_path("ferry").as_posix()
        'island/normalized/ferry.json'
        """
        return self.normalized / f"{ident}.json"

    def reading_path(self, ident: str) -> Path:
        """Return where the reading text of a document is.

        >>> CorpusFolder(Path("island"), Config()).reading_path("ferry").as_posix()
        'island/normalized/ferry.txt'
        """
        return self.normalized / f"{ident}.txt"
