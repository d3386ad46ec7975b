"""A corpus as its site may show it: what is withheld of its documents cannot be asked for here."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from corpustools.config import Config
from corpustools.corpus.entry import Entry, Stored
from corpustools.corpus.folder import Corpus
from corpustools.corpus.state import stamp
from corpustools.model.correction import Correction
from corpustools.model.document import Document
from corpustools.model.record import to_json
from corpustools.search.counts import Counts
from corpustools.text.tokens import tokens
from corpustools.writers.publication import publish, short
from corpustools.writers.quoting import passage_that_says
from corpustools.writers.showing import LONGEST_HEADLINE, LONGEST_RUN

FILES = ("raw", "reading", "record")
"""The files of a document that a site of full texts has beside its pages."""


class PublishedCorpus(Corpus):
    """A corpus whose documents, summaries and files are those that its ``publication`` lets a site show.

    The pages, the indexes and the downloads of a site are made from it, and from nothing else of the corpus. Whatever
    asks it for a document is given what :func:`corpustools.writers.publication.publish` makes of it.

    >>> from corpustools.corpus.published import open_published
    >>> corpus = open_published("corpus")
    >>> corpus.config.publication, corpus.files
    ('full', ('raw', 'reading', 'record'))
    """

    def __init__(self, root: Path, config: Config) -> None:
        super().__init__(root, config)
        # None where it is this one: what holds itself stays until somebody looks for such.
        self._other = None if self.is_whole else Corpus(root, config)
        self._summarized: tuple[list[int], dict[str, Entry]] = ([], {})

    @property
    def is_whole(self) -> bool:
        """Whether the texts are published.

        >>> open_published("corpus").is_whole
        True
        """
        return self.config.publication == "full"

    @property
    def _whole(self) -> Corpus:
        return self if self._other is None else self._other

    @property
    def shown(self) -> str:
        """A key of what is shown of texts: what was made for another one is out of date.

        >>> open_published("corpus").shown.split()[0]
        'full'
        """
        return f"{self.config.publication} {self.config.snippet_words}"

    @property
    def files(self) -> tuple[str, ...]:
        """Which files of each document the site has: where texts are withheld, the record of what is not."""
        return FILES if self.is_whole else ("record",)

    def __getitem__(self, ident: str) -> Document:
        return publish(super().__getitem__(ident), self.config.publication, self.config.snippet_words)

    def entries(self) -> dict[str, Entry]:
        """Return the summary of each document, without words that are withheld."""
        # All that a build makes of a corpus asks for them.
        changed = stamp(self.state_file)
        if not changed or self._summarized[0] != changed:
            self._summarized = changed, {name: self._published(entry) for name, entry in super().entries().items()}
        return self._summarized[1]

    def summaries(self) -> Iterator[Entry]:
        """Yield the summary of each document that can be read, by id, without words that are withheld."""
        return map(self._published, super().summaries())

    def read_raw(self, name: str, ident: str, corrections: tuple[Correction, ...] | None = None) -> Document:
        """Read one raw file anew, and return what may be shown of it."""
        return publish(super().read_raw(name, ident), self.config.publication, self.config.snippet_words)

    def source_file(self, name: str, ident: str, kind: str) -> Path:
        """Return where a file that the site has is copied from, where its texts are published.

        >>> ident = "000_fe9d5194648d3d10"
        >>> open_published("corpus").source_file(f"{ident}.txt", ident, "reading").as_posix()
        'corpus/normalized/000_fe9d5194648d3d10.txt'
        """
        if not self.is_whole:
            raise ValueError(f"the texts of this corpus are not published, and no {kind} of {name} is copied")
        if kind == "raw":
            return self.raw / name
        return self.reading_path(ident) if kind == "reading" else self.record_path(ident)

    def record(self, ident: str) -> bytes:
        """Return the record of a document as the site has it.

        >>> corpus = open_published("corpus")
        >>> corpus.record("000_fe9d5194648d3d10") == corpus.record_path("000_fe9d5194648d3d10").read_bytes()
        True
        """
        return to_json(self[ident])

    def counts(self) -> Counts:
        """Return how often words occur in the whole texts; it knows numbers and no texts.

        >>> open_published("corpus").counts().of("military alliance").hits
        2
        """
        return Counts(self._whole.tokenized())

    def passage_that_says(self, ident: str, words: str, anchor: str = "") -> str | None:
        """Return the address of the passage of a whole text that has words which somebody quotes, or ``None``.

        See :func:`corpustools.writers.quoting.passage_that_says`.

        >>> corpus = open_published("corpus")
        >>> corpus.passage_that_says("000_fe9d5194648d3d10", "military bloc") is None
        False
        """
        return passage_that_says(self._whole[ident], words, anchor)

    def _published(self, entry: Entry) -> Entry:
        if self.is_whole or entry.reason is not None:
            return entry
        named = [
            [kind, short(str(name)), *counts_and_passage, key, title if len(tokens(str(title))) <= LONGEST_RUN else ""]
            for kind, name, *counts_and_passage, key, title in entry.named.value
        ]
        return replace(
            entry,
            title=short(entry.title, LONGEST_HEADLINE) if entry.has_headline else entry.id,
            named=Stored.of(named),
        )


def open_published(path: str | os.PathLike[str]) -> PublishedCorpus:
    """Open the corpus folder at ``path`` to show it: see :class:`PublishedCorpus`.

    Raises :class:`~corpustools.errors.ConfigError` where the folder has no ``corpus.toml``.

    >>> [document.metadata.publisher for document in open_published("corpus")]
    ['Sputnik International']
    """
    root = Path(path)
    return PublishedCorpus(root, Config.load(root / "corpus.toml"))
