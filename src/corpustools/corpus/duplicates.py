"""The near-duplicates of a corpus, and how much the texts resemble each other that were compared to find them."""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from corpustools.corpus.entry import Entry
from corpustools.corpus.files import write_if_changed
from corpustools.corpus.state import fingerprint
from corpustools.search.duplicates import Compared, DuplicateGroup, Signed, near_duplicates
from corpustools.search.texts import UNKNOWN, known_date

if TYPE_CHECKING:
    from corpustools.corpus.folder import Corpus


def duplicates_of(corpus: "Corpus", threshold: float | None = None) -> tuple[DuplicateGroup, ...]:
    """Group the documents of a corpus whose reading texts are nearly the same.

    ``threshold`` is the resemblance from which on they are, and that of ``corpus.toml`` where nothing is said. What
    they are found by was noted when the corpus was processed, so only texts that may be alike are read; and of these
    only those that changed since they were compared.

    >>> from corpustools import open_corpus
    >>> duplicates_of(open_corpus("corpus"))
    ()
    """

    def date(stated: str | None) -> str:
        known = known_date(stated)
        return "" if known == UNKNOWN else known

    def text_of(ident: str) -> str:
        return corpus.reading_path(ident).read_text(encoding="utf-8")

    entries = list(corpus.summaries())
    documents = [Signed(entry.id, date(entry.date), entry.signature) for entry in entries]
    if threshold is not None:
        return near_duplicates(documents, Compared(text_of), threshold)
    memory = _Remembered(corpus.state_file.with_name("compared.json"), fingerprint(corpus.config), entries)
    compared = Compared(text_of, memory.load())
    found = near_duplicates(documents, compared, corpus.config.near_duplicates)
    memory.store(compared.asked)
    return found


class _Remembered:
    """How much pairs of documents resemble each other, kept with the sizes and times of their texts.

    It is a cache: without it texts are compared once more.
    """

    def __init__(self, path: Path, made_by: str, entries: Iterable[Entry]) -> None:
        self._path, self._made_by = path, made_by
        # A summary that was made just now says nothing of files.
        self._texts = {entry.id: entry.outputs[1] for entry in entries if entry.outputs}

    def load(self) -> dict[tuple[str, str], float]:
        """Return what is known of texts that are what they were; nothing, where that is missing or damaged."""
        try:
            stored = json.loads(self._path.read_bytes())
            if stored["made_by"] == self._made_by:
                return {
                    (one, other): alike
                    for one, other, texts, alike in stored["pairs"]
                    if texts == [self._texts.get(one), self._texts.get(other)]
                }
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return {}

    def store(self, asked: Mapping[tuple[str, str], float]) -> None:
        """Keep what was asked for, where a run keeps what it noted; a corpus that cannot be written to goes without."""
        pairs = [
            [one, other, [self._texts[one], self._texts[other]], alike]
            for (one, other), alike in asked.items()
            if one in self._texts and other in self._texts
        ]
        if pairs or self._path.is_file():
            with suppress(OSError):
                write_if_changed(self._path, json.dumps({"made_by": self._made_by, "pairs": pairs}).encode())
