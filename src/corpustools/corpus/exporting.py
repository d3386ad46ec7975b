"""Documents of a corpus in forms that other programs read."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpustools.corpus.files import write_if_changed
from corpustools.errors import QueryError
from corpustools.search.choosing import Choice, Chooser, chooser, labels_of
from corpustools.search.texts import UNKNOWN, known_date
from corpustools.writers.chosen import chosen_blocks
from corpustools.writers.citation import cite, page_address
from corpustools.writers.exports import EXPORTS, Write
from corpustools.writers.publication import publish

if TYPE_CHECKING:
    from corpustools.corpus.folder import Corpus


@dataclass(frozen=True)
class Exporting:
    """An export of documents, and of the blocks with some labels; see :meth:`corpustools.Corpus.subcorpus` for these.

    ``site`` is the address of the published site, whose pages are named then; without one, that of the settings is.
    With ``as_published``, words are withheld as the setting ``publication`` says; else texts are whole. Raises
    :class:`~corpustools.errors.QueryError` for a form that there is none of, a label or a date that cannot be meant.

    >>> from corpustools import open_corpus
    >>> corpus = open_corpus("corpus")
    >>> lines = "".join(Exporting(corpus, "vertical", labels={"headline"}).whole()).splitlines()
    >>> lines[1:5]
    ['<p type="headline" id="p-3f927f90">', 'Chinese-Russian', 'Military', 'Ties']
    >>> Exporting(corpus, "pdf")
    Traceback (most recent call last):
    corpustools.errors.QueryError: there is no export 'pdf'; there are tei, vertical, jsonl, mentions, quotations
    """

    corpus: "Corpus"
    form: str
    labels: str | Collection[str] = "article"
    publisher: Choice = None
    language: Choice = None
    date: str | None = None
    document: Choice = None
    source: Choice = None
    site: str = ""
    as_published: bool = False

    def __post_init__(self) -> None:
        if self.form not in EXPORTS:
            raise QueryError(f"there is no export {self.form!r}; there are {', '.join(EXPORTS)}")
        # Said now, and not when half of a file is written.
        labels_of(self.labels)
        self._fits()

    def _fits(self) -> Chooser:
        return chooser(
            publisher=self.publisher,
            language=self.language,
            date=self.date,
            document=self.document,
            source=self.source,
        )

    def whole(self) -> Iterator[str]:
        """Yield one file of all documents in parts: what stands above, each document by its id, what stands below.

        >>> from corpustools import open_corpus
        >>> parts = list(Exporting(open_corpus("corpus"), "tei").whole())
        >>> len(parts), parts[-1].strip()
        (3, '</teiCorpus>')
        """
        export = EXPORTS[self.form]
        yield export.opened(self.corpus.config)
        for _, written in self._written(export.write):
            yield written
        yield export.closed

    def write(self, folder: Path) -> int:
        """Write a file for each document into a folder, and return how many there are; what else is there stays.

        Raises :class:`~corpustools.errors.ConfigError` for a folder in which the corpus keeps its documents.

        >>> import tempfile
        >>> from corpustools import open_corpus
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     written = Exporting(open_corpus("corpus"), "tei").write(Path(folder))
        ...     written, [path.name for path in Path(folder).iterdir()]
        (1, ['000_fe9d5194648d3d10.xml'])
        """
        self.corpus.check_outside(folder)
        export = EXPORTS[self.form]
        number = 0
        for ident, written in self._written(export.alone):
            # Halves of surrogate pairs are nowhere but in JSON, whose escapes these are.
            write_if_changed(folder / f"{ident}.{export.ending}", written.encode("utf-8", "backslashreplace"))
            number += 1
        return number

    def _written(self, write: Write) -> Iterator[tuple[str, str]]:
        fits = self._fits()
        config = self.corpus.config
        for entry in self.corpus.summaries():
            if fits(
                entry.id, entry.publisher or UNKNOWN, entry.language or UNKNOWN, known_date(entry.date), entry.name
            ):
                document = self.corpus[entry.id]
                if self.as_published:
                    document = publish(document, config.publication, config.snippet_words)
                cited = cite(document, corpus=config.title, address=page_address(self.site or config.site, entry.id))
                yield entry.id, write(document, chosen_blocks(document, self.labels), cited, config)
