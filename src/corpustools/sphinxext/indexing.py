"""Bringing the index of the concordance up to date: what did not change is neither read nor written."""

import os
import pickle
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import replace
from io import FileIO
from pathlib import Path
from typing import Any

from corpustools.corpus.files import write_if_changed
from corpustools.search.index import common_files
from corpustools.search.marked import text_files
from corpustools.search.segment import Indexed, IndexedDocument, Tokens, segment_of
from corpustools.search.segmenting import segments
from corpustools.search.texts import TokenizedDocument

Stamps = Mapping[str, str]
"""Of each document, by its id, something that is another when the document is."""

Read = Callable[[str], TokenizedDocument]
"""Takes a document apart into tokens, given its id."""


def update_index(folder: Path, cache: Path, stamps: Stamps, read: Read, made_by: str) -> None:
    """Write the index of some documents to ``folder``, and remove what is none of it any more.

    ``cache`` keeps what the next run needs of each segment; ``made_by`` is a key of the code and the settings, and what
    was made by others is not used. One segment is held in memory at a time, and of all others their words.
    """
    made_by_file = cache / "made-by"
    if not made_by_file.is_file() or made_by_file.read_text() != made_by:
        shutil.rmtree(cache, ignore_errors=True)
        write_if_changed(made_by_file, made_by.encode())
    wanted: set[str] = set()
    stored: dict[str, _Stored] = {}
    indexed: dict[str, Indexed] = {}
    # Words are the same in most segments, and held once.
    words: dict[str, str] = {}
    with ExitStack() as files:
        for idents in segments(sorted(stamps)):
            name = idents[0]
            own = folder / "segments" / name
            stored[name] = _Stored(cache / "segments" / name)
            _update_segment(own, stored[name], {ident: stamps[ident] for ident in idents}, read)
            indexed[name] = stored[name].indexed(words, files)
            wanted.update(f"segments/{name}/{file}" for file in indexed[name].files)
        for name, data in common_files(indexed, lambda name: stored[name].load("stream")):
            wanted.add(name)
            write_if_changed(folder / name, data)
    remove_others(folder, wanted)
    for path in (cache / "segments").glob("*"):
        if path.name not in stored:
            shutil.rmtree(path)


class _Stored:
    """What is kept of a segment between runs. A file that is there was written whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, name: str) -> Any:
        return pickle.loads((self._folder / name).read_bytes())

    def store(self, name: str, value: Any) -> None:
        write_if_changed(self._folder / name, pickle.dumps(value))

    def indexed(self, words: dict[str, str], files: ExitStack) -> Indexed:
        """Return what was made of the documents, each word from ``words``; the bytes of entries stay where they are."""
        found: Indexed = self.load("indexed")[1]
        own = tuple(words.setdefault(word, word) for word in found.words.words)
        coded = _Part(files.enter_context((self._folder / "coded").open("rb", buffering=0)))
        return replace(found, words=replace(found.words, words=own, coded=coded))

    def store_indexed(self, stamps: Stamps, found: Indexed) -> None:
        write_if_changed(self._folder / "coded", found.words.coded[:])
        # Last: it says that all else is there.
        self.store("indexed", (dict(stamps), replace(found, words=replace(found.words, coded=b""))))


class _Part:
    """Bytes that are read from a file when they are asked for."""

    def __init__(self, file: FileIO) -> None:
        self._file = file

    def __getitem__(self, part: slice) -> bytes:
        return os.pread(self._file.fileno(), part.stop - part.start, part.start)


def _update_segment(folder: Path, stored: _Stored, stamps: Stamps, read: Read) -> None:
    """Make a segment anew where a document of it changed: its texts where they changed, and all that is of several."""
    known: dict[str, tuple[IndexedDocument, Tokens]] = {}
    with suppress(OSError, EOFError, pickle.UnpicklingError):
        before, indexed = stored.load("indexed")
        if set(indexed.files) <= set(_names(folder)):
            if before == stamps:
                return
            # A text is in a file by the place of its document.
            if list(before) == list(stamps):
                pairs = zip(before.items(), indexed.documents, stored.load("tokens"), strict=True)
                known = {ident: (one, its) for (ident, stamp), one, its in pairs if stamp == stamps[ident]}
    documents, tokens = [], []
    for number, ident in enumerate(stamps):
        if ident not in known:
            document = read(ident)
            texts = text_files(document)
            for part, data in texts.items():
                write_if_changed(folder / part / f"{number}.json", data)
            known[ident] = IndexedDocument.of(document, texts), Tokens.of(document)
        documents.append(known[ident][0])
        tokens.append(known[ident][1])
    segment = segment_of(tokens)
    for file, data in segment.rank_files():
        write_if_changed(folder / file, data)
    stored.store("tokens", tokens)
    stored.store("stream", (segment.stream, segment.ends))
    stored.store_indexed(stamps, segment.indexed(documents))


def _names(folder: Path) -> Iterator[str]:
    """Yield the names of the files below a folder, without looking at each."""
    for root, _, names in os.walk(folder):
        below = Path(root).relative_to(folder).as_posix()
        yield from names if below == "." else (f"{below}/{name}" for name in names)


def remove_others(folder: Path, wanted: set[str]) -> None:
    """Remove files whose names below the folder are not wanted, and folders that are then empty."""
    for name in set(_names(folder)) - wanted:
        (folder / name).unlink()
    for root, folders, _ in os.walk(folder, topdown=False):
        for name in folders:
            with suppress(OSError):
                Path(root, name).rmdir()
