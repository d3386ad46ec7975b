"""Files beside the pages: of each document the raw file, the reading text, the record, and its citations.

A file is as old as what it is made from, so that the next build sees by its size and time that it is there already.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sphinx.builders.html import StandaloneHTMLBuilder

from corpustools.corpus.entry import Entry
from corpustools.corpus.files import write_if_changed
from corpustools.corpus.published import PublishedCorpus
from corpustools.corpus.state import fingerprint
from corpustools.sphinxext.citing import citation_of
from corpustools.sphinxext.layout import address_of, corpus_of, download_name, layout_of
from corpustools.sphinxext.made_by import code_digest
from corpustools.writers.bibliography import FORMATS

_STAMP = ".made-by"


class Download(NamedTuple):
    """A file to be published: its kind, and the size and the time that it has, in bytes and nanoseconds.

    The size of what is not a copy is not known before it is made.
    """

    kind: str
    size: int | None
    changed: int


def publish_downloads(builder: StandaloneHTMLBuilder) -> set[str]:
    """Write the files that are not there yet, and return the paths of all below the folder of the site."""
    corpus, layout = corpus_of(builder.config), layout_of(builder.config)
    folder = Path(builder.outdir, layout.folder, "files")
    said = (fingerprint(corpus.config), code_digest(), corpus.shown, address_of(builder, layout.index))
    made_by = hashlib.sha256(repr(said).encode()).hexdigest().encode("ascii")
    there = _files(folder)
    same = _STAMP in there and (folder / _STAMP).read_bytes() == made_by
    if not same:
        # What a build that is ended leaves half done must not be taken for whole by the next.
        (folder / _STAMP).unlink(missing_ok=True)
    wanted = {_STAMP}
    for name, entry in corpus.entries().items():
        for kind, size, changed in _downloads(corpus, entry):
            file = download_name(entry.id, kind)
            wanted.add(file)
            size_there, changed_there = there.get(file, (-1, -1))
            is_copy = size is not None
            if not (changed_there == changed and (size_there == size if is_copy else same)):
                data = corpus.source_file(name, entry.id, kind).read_bytes() if is_copy else _made(builder, entry, kind)
                path = folder / file
                write_if_changed(path, data)
                os.utime(path, ns=(changed, changed))
    if wanted != {_STAMP} or folder.is_dir():
        write_if_changed(folder / _STAMP, made_by)
    return {f"{layout.folder}/files/{file}" for file in wanted}


def _files(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the size and the time of each file in a folder, by its name."""
    try:
        with os.scandir(folder) as found:
            files = ((item.name, item.stat()) for item in found)
            return {name: (status.st_size, status.st_mtime_ns) for name, status in files}
    except FileNotFoundError:
        return {}


def _downloads(corpus: PublishedCorpus, entry: Entry) -> Iterator[Download]:
    """Yield what is published of a document: where its texts are not, its files are made, and not copied."""
    if entry.reason is not None:
        return
    record, reading = entry.outputs
    stamps = {"raw": entry.raw, "reading": reading, "record": record}
    for kind in corpus.files:
        size, changed = stamps[kind]
        yield Download(kind, size if corpus.is_whole else None, changed)
    for kind in FORMATS:
        if kind != "text":
            yield Download(kind, None, record[1])


def _made(builder: StandaloneHTMLBuilder, entry: Entry, kind: str) -> bytes:
    if kind in FORMATS:
        return FORMATS[kind].write([citation_of(builder, entry.id)]).encode("utf-8")
    return corpus_of(builder.config).record(entry.id)
