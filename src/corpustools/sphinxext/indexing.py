"""Bringing the index of the concordance up to date: what did not change is neither read nor written."""

import hashlib
import os
import pickle
import shutil
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from io import FileIO
from pathlib import Path
from typing import Any, NamedTuple

from corpustools.corpus.files import write_if_changed
from corpustools.search.encoding import Numbers
from corpustools.search.index import Said, SharedFiles, stream_files
from corpustools.search.indexed import IndexedDocument, Tokens
from corpustools.search.marked import text_files
from corpustools.search.segment import Indexed, Words, segment_of
from corpustools.search.segmenting import segments
from corpustools.search.texts import TokenizedDocument
from corpustools.search.vocabulary import Lexicon, Places

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
    there = set(_names(folder))
    wanted: set[str] = set()
    stored: dict[str, _Stored] = {}
    indexed: dict[str, Indexed] = {}
    with ExitStack() as files:
        of_all = _Stored(cache, files)
        known = _Known(of_all)
        for idents in segments(sorted(stamps)):
            name = idents[0]
            stored[name] = _Stored(cache / "segments" / name, files)
            own = {ident: stamps[ident] for ident in idents}
            indexed[name] = _update_segment(folder, f"segments/{name}", stored[name], own, read, there, known)
            wanted.update(f"segments/{name}/{file}" for file in indexed[name].files)
        words, places = _placed(of_all, indexed, stored)
        shared = SharedFiles(indexed, words, places, known.endings(words))
        same = known.same(list(indexed), shared) & there
        wanted |= same
        for name, data in shared.files(without=same):
            wanted.add(name)
            write_if_changed(folder / name, data)
        known.store(list(indexed), words, shared)
        stream_bytes = 0
        for name, numbers in shared.numbers.items():
            made_from = f"{indexed[name].digest} {hashlib.sha256(numbers.tobytes()).hexdigest()}"
            streams = _update_streams(folder, f"streams/{name}", stored[name], made_from, numbers, there)
            wanted.update(streams)
            stream_bytes += sum(streams.values())
        wanted.add("manifest.json")
        write_if_changed(folder / "manifest.json", shared.manifest(stream_bytes))
    _remove(folder, there - wanted)
    for path in (cache / "segments").glob("*"):
        if path.name not in stored:
            shutil.rmtree(path)


class _Stored:
    """What is kept of a segment between runs. A file that is there was written whole."""

    def __init__(self, folder: Path, files: ExitStack) -> None:
        self._folder, self._files = folder, files

    def load(self, name: str) -> Any:
        return pickle.loads((self._folder / name).read_bytes())

    def store(self, name: str, value: Any) -> None:
        write_if_changed(self._folder / name, pickle.dumps(value))

    def forget(self, name: str) -> None:
        """Remove what says that something is there, before that is written anew: who is killed then leaves half."""
        (self._folder / name).unlink(missing_ok=True)

    def indexed(self) -> tuple[Stamps, Indexed]:
        """Return what was made of the documents, and from which; the bytes of entries stay where they are."""
        stamps, found = self.load("indexed")
        coded = _Part(self._files.enter_context((self._folder / "coded").open("rb", buffering=0)))
        return stamps, replace(found, words=replace(found.words, coded=coded))

    def store_indexed(self, stamps: Stamps, found: Indexed) -> None:
        write_if_changed(self._folder / "coded", found.words.coded[:])
        self.store("words", "\n".join(found.words.words))
        # Last: it says that all else is there.
        self.store("indexed", (dict(stamps), replace(found, words=replace(found.words, words=(), coded=b""))))


class _Shared(NamedTuple):
    """What the files were made from that segments share: segments, edges of shards, and of the words their digest.

    Of the same words the shards of endings are the same; ``entries`` is what the vocabulary says of each.
    """

    segments: list[str]
    shards: dict[str, tuple[str, str]]
    words: str
    endings: dict[str, str]
    entries: Said


class _Known:
    """Which files that segments share are what they were.

    Those are shards of words whose edges are, if no segment changed what it knows of a word, and where the words are
    what they were, the endings and what of the vocabulary says nothing else of one. What is known is taken away while
    segments are made anew: who is killed then leaves files of before.
    """

    def __init__(self, stored: _Stored) -> None:
        self._stored = stored
        self._before: _Shared | None = None
        self._are_words_same = False
        self._changed: set[str] = set()
        with suppress(OSError, EOFError, pickle.UnpicklingError):
            self._before = _Shared(*stored.load("shared"))
        stored.forget("shared")

    def note(self, before: Words | None, after: Words) -> None:
        """Note which words a segment had, if that is known, and has."""
        if before is None:
            self._before = None
            return
        known, found = before.bodies_by_word(), after.bodies_by_word()
        self._changed |= {word for word in known.keys() | found.keys() if known.get(word) != found.get(word)}

    def endings(self, words: Sequence[str]) -> Mapping[str, str] | None:
        """Return the openings of the shards of endings, by their files, if these are of the same words."""
        self._are_words_same = self._before is not None and self._before.words == _digest(words)
        return self._before.endings if self._before and self._are_words_same else None

    def same(self, segments: list[str], shared: SharedFiles) -> set[str]:
        """Return the names of files that need not be written."""
        before = self._before
        if before is None or before.segments != segments:
            return set()
        changed = sorted(self._changed)
        found = {
            name
            for name, (first, last) in shared.shards.items()
            if before.shards.get(name) == (first, last) and bisect_left(changed, first) == bisect_right(changed, last)
        }
        if self._are_words_same:
            found.update(shared.endings, shared.same_vocabulary(before.entries))
        return found

    def store(self, segments: list[str], words: Sequence[str], shared: SharedFiles) -> None:
        """Keep for the next run what the files are made from that were written."""
        endings = dict(shared.endings)
        self._stored.store("shared", tuple(_Shared(segments, shared.shards, _digest(words), endings, shared.entries)))


def _digest(words: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(words).encode("utf-8", "surrogatepass")).hexdigest()


def _placed(
    stored: _Stored, indexed: Mapping[str, Indexed], segments: Mapping[str, _Stored]
) -> tuple[list[str], list[Places]]:
    """Return all words in order, and the places of each segment's; those of segments that are what they were are known.

    A word is one string for all segments: there are a million of them in 10,000 documents, and 200,000 words.
    """
    known: str = ""
    before: dict[str, tuple[str, Places]] = {}
    with suppress(OSError, EOFError, pickle.UnpicklingError):
        known, before = stored.load("lexicon")
    lexicon = Lexicon(known.split())
    numbers = []
    for name, segment in indexed.items():
        digest, found = before.get(name, ("", None))
        is_known = found is not None and digest == segment.digest
        numbers.append(
            found if is_known and found is not None else lexicon.numbers(segments[name].load("words").split())
        )
    words, places = lexicon.in_order(numbers)
    digests = [segment.digest for segment in indexed.values()]
    stored.store("lexicon", ("\n".join(words), dict(zip(indexed, zip(digests, places, strict=True), strict=True))))
    return words, places


def _update_streams(
    folder: Path, own: str, stored: _Stored, made_from: str, numbers: Numbers, there: set[str]
) -> Mapping[str, int]:
    """Write the streams of a segment unless they are made from what they were; return their files, and how large."""
    with suppress(OSError, EOFError, pickle.UnpicklingError):
        before, known = stored.load("streams")
        if before == made_from and there.issuperset(known):
            sizes: Mapping[str, int] = known
            return sizes
    stored.forget("streams")
    found = {}
    stream, ends = stored.load("stream")
    for file, data in stream_files(stream, ends, numbers):
        write_if_changed(folder / own / file, data)
        found[f"{own}/{file}"] = len(data)
    stored.store("streams", (made_from, found))
    return found


class _Part:
    """Bytes that are read from a file when they are asked for."""

    def __init__(self, file: FileIO) -> None:
        self._file = file

    def __getitem__(self, part: slice) -> bytes:
        return os.pread(self._file.fileno(), part.stop - part.start, part.start)


def _update_segment(
    folder: Path, own: str, stored: _Stored, stamps: Stamps, read: Read, there: set[str], shared: _Known
) -> Indexed:
    """Make a segment anew where a document of it changed: its texts where they changed, and all that is of several.

    ``own`` is the name of its folder below that of the index, and ``there`` has the files that are in this one.
    ``shared`` is told which words it had and has.
    """
    known: dict[str, tuple[IndexedDocument, Tokens]] = {}
    words_before: Words | None = None
    with suppress(OSError, EOFError, pickle.UnpicklingError):
        before, indexed = stored.indexed()
        if there.issuperset(f"{own}/{file}" for file in indexed.files):
            if before == stamps:
                return indexed
            # A text is in a file by the place of its document.
            if list(before) == list(stamps):
                pairs = zip(before.items(), indexed.documents, stored.load("tokens"), strict=True)
                known = {ident: (one, its) for (ident, stamp), one, its in pairs if stamp == stamps[ident]}
        words_before = replace(indexed.words, words=tuple(stored.load("words").split()))
    stored.forget("indexed")
    documents, tokens = [], []
    for number, ident in enumerate(stamps):
        if ident not in known:
            document = read(ident)
            texts = text_files(document)
            for part, data in texts.items():
                write_if_changed(folder / own / part / f"{number}.json", data)
            known[ident] = IndexedDocument.of(document, texts), Tokens.of(document)
        documents.append(known[ident][0])
        tokens.append(known[ident][1])
    segment = segment_of(tokens)
    shared.note(words_before, segment.words)
    for file, data in segment.own_files():
        write_if_changed(folder / own / file, data)
    stored.store("tokens", tokens)
    stored.store("stream", (segment.stream, segment.ends))
    stored.store_indexed(stamps, segment.indexed(documents))
    return stored.indexed()[1]


def _names(folder: Path) -> Iterator[str]:
    """Yield the names of the files below a folder, without looking at each."""
    for root, _, names in os.walk(folder):
        below = Path(root).relative_to(folder).as_posix()
        yield from names if below == "." else (f"{below}/{name}" for name in names)


def remove_others(folder: Path, wanted: set[str]) -> None:
    """Remove files whose names below the folder are not wanted, and folders that are then empty."""
    _remove(folder, set(_names(folder)) - wanted)


def _remove(folder: Path, names: set[str]) -> None:
    for name in names:
        (folder / name).unlink()
    for parent in {parent for name in names for parent in (folder / name).parents if folder in parent.parents}:
        with suppress(OSError):
            os.removedirs(parent)
