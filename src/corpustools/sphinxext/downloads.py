"""Files beside the pages: of each document the raw file, the reading text, the record, and its citations.

A file is as old as what it is made from, so that the next build sees by its size and time that it is there already.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from sphinx.builders.html import StandaloneHTMLBuilder

from corpustools.corpus.entry import Entry
from corpustools.corpus.files import names_in, write_if_changed
from corpustools.corpus.published import PublishedCorpus
from corpustools.corpus.state import stamp
from corpustools.sphinxext.citing import citation_of
from corpustools.sphinxext.layout import download_name, layout_of
from corpustools.sphinxext.made_by import code_digest, of_settings
from corpustools.sphinxext.opened import address_of, corpus_of
from corpustools.writers.bibliography import FORMATS

_STAMP = ".made-by"


class Download(NamedTuple):
    """A file to be published: its kind, and the size and the time that it has, in bytes and nanoseconds.

    The size of what is not a copy is not known before it is made.
    """

    kind: str
    size: int | None
    changed: int


class _Noted:
    """Of which documents the files are published, with the stamps that those had: a note beside the environment.

    It saves a look at each of fifty thousand files. It is for one folder and one key of what the files are made by,
    and taken away while files are written.
    """

    def __init__(self, builder: StandaloneHTMLBuilder, folder: Path, made_by: str) -> None:
        self._path = Path(builder.doctreedir, f"corpus-downloads-{builder.name}.json")
        self._key = [os.fspath(folder), made_by]
        self._before: dict[str, Sequence[Sequence[int]]] = {}
        with suppress(OSError, ValueError, TypeError):
            key, before = json.loads(self._path.read_bytes())
            if key == self._key:
                self._before = before
        self._now: dict[str, Sequence[Sequence[int]]] = {}
        self._is_there = bool(self._before)

    def is_same(self, entry: Entry) -> bool:
        """Note a document; return whether its files were published as it is."""
        stamps = self._now[entry.id] = [entry.raw, *entry.outputs]
        return self._before.get(entry.id) == stamps

    def forget(self) -> None:
        """Take the note away: a file is to be written."""
        if self._is_there:
            self._path.unlink(missing_ok=True)
            self._is_there = False

    def store(self) -> None:
        """Note that the files of all documents are there."""
        write_if_changed(self._path, json.dumps([self._key, self._now]).encode("ascii"))


def publish_downloads(builder: StandaloneHTMLBuilder) -> set[str]:
    """Write the files that are not there yet, and return the paths of all below the folder of the site."""
    corpus, layout = corpus_of(builder.config), layout_of(builder.config)
    folder = Path(builder.outdir, layout.folder, "files")
    said = (of_settings(corpus.config), code_digest(), corpus.shown, address_of(builder, layout.index))
    made_by = hashlib.sha256(repr(said).encode()).hexdigest().encode("ascii")
    there = set(names_in(folder))
    noted = _Noted(builder, folder, made_by.decode("ascii"))
    same = _STAMP in there and (folder / _STAMP).read_bytes() == made_by
    if not same:
        # What a build that is ended leaves half done must not be taken for whole by the next.
        (folder / _STAMP).unlink(missing_ok=True)
    wanted, endings = {_STAMP}, [download_name("", kind) for kind in _kinds(corpus)]
    for name, entry in corpus.entries().items():
        if entry.reason is not None:
            continue
        files = [entry.id + ending for ending in endings]
        wanted.update(files)
        if noted.is_same(entry) and same and there.issuperset(files):
            continue
        for file, (kind, size, changed) in zip(files, _downloads(corpus, entry), strict=True):
            size_there, changed_there = stamp(folder / file) or (-1, -1)
            is_copy = size is not None
            if not (changed_there == changed and (size_there == size if is_copy else same)):
                noted.forget()
                data = corpus.source_file(name, entry.id, kind).read_bytes() if is_copy else _made(builder, entry, kind)
                path = folder / file
                write_if_changed(path, data)
                os.utime(path, ns=(changed, changed))
    if wanted != {_STAMP} or folder.is_dir():
        write_if_changed(folder / _STAMP, made_by)
    noted.store()
    return {f"{layout.folder}/files/{file}" for file in wanted}


def _kinds(corpus: PublishedCorpus) -> list[str]:
    """Return of which kinds files of a document are published."""
    return [*corpus.files, *(kind for kind in FORMATS if kind != "text")]


def _downloads(corpus: PublishedCorpus, entry: Entry) -> Iterator[Download]:
    """Yield what is published of a document: where its texts are not, its files are made, and not copied."""
    record, reading = entry.outputs
    stamps = {"raw": entry.raw, "reading": reading, "record": record}
    for kind in _kinds(corpus):
        size, changed = stamps.get(kind, (None, record[1]))
        yield Download(kind, size if corpus.is_whole else None, changed)


def _made(builder: StandaloneHTMLBuilder, entry: Entry, kind: str) -> bytes:
    if kind in FORMATS:
        return FORMATS[kind].write([citation_of(builder, entry.id)]).encode("utf-8")
    return corpus_of(builder.config).record(entry.id)
