"""The near-duplicates of a corpus."""

from typing import TYPE_CHECKING

from corpustools.search.duplicates import DuplicateGroup, Signed, near_duplicates
from corpustools.search.texts import UNKNOWN, known_date

if TYPE_CHECKING:
    from corpustools.corpus.folder import Corpus


def duplicates_of(corpus: "Corpus", threshold: float | None = None) -> tuple[DuplicateGroup, ...]:
    """Group the documents of a corpus whose reading texts are nearly the same.

    ``threshold`` is the resemblance from which on they are, and that of ``corpus.toml`` where nothing is said. What
    they are found by was noted when the corpus was processed, so only texts that may be alike are read.

    >>> from corpustools import open_corpus
    >>> duplicates_of(open_corpus("corpus"))
    ()
    """

    def date(stated: str | None) -> str:
        known = known_date(stated)
        return "" if known == UNKNOWN else known

    documents = (Signed(entry.id, date(entry.date), entry.signature) for entry in corpus.summaries())

    def text_of(ident: str) -> str:
        return corpus.reading_path(ident).read_text(encoding="utf-8")

    return near_duplicates(documents, text_of, corpus.config.near_duplicates if threshold is None else threshold)
