"""Where containers are, here or behind an address that fsspec knows, and how they are cut into pieces."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from corpustools.containers.items import Piece
from corpustools.corpus.files import document_ids
from corpustools.errors import CorpusToolsError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

FILES = 500
"""Files of a folder that are one piece."""

SIZE = 64_000_000
"""Bytes of JSON Lines or Parquet that are about one piece."""

_FORMATS = {
    (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.bz2", ".jsonl.xz", ".jsonl.zst"): "jsonl",
    (".parquet",): "parquet",
    (".warc", ".warc.gz", ".warc.wet.gz", ".warc.zst"): "warc",
}
_MAGIC = frozenset("*?[")


def format_of(path: str) -> str | None:
    """Return the format of a container by the ending of its name, or nothing of a file that is a document.

    >>> format_of("crawl/00001.WARC.gz"), format_of("page.html")
    ('warc', None)
    """
    for endings, name in _FORMATS.items():
        if path.lower().endswith(endings):
            return name
    return None


def filesystem(url: str) -> "tuple[AbstractFileSystem, str]":
    """Return the file system that an address is on, and the path on it.

    Raises :class:`~corpustools.errors.CorpusToolsError` where fsspec, or what it needs for such addresses, is not
    installed.

    >>> filesystem("memory://crawl/a.warc")[1]
    '/crawl/a.warc'
    """
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise needs("shards", "documents from containers are found by fsspec") from None
    try:
        fs, path = url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise CorpusToolsError(f"{url}: {error}") from error
    return fs, path


def needs(extra: str, why: str) -> CorpusToolsError:
    """Say which extra to install.

    >>> print(needs("warc", "WARC is read by FastWARC"))
    WARC is read by FastWARC, which is not installed: pip install 'corpustools[warc]'
    """
    return CorpusToolsError(f"{why}, which is not installed: pip install 'corpustools[{extra}]'")


def pieces_of(sources: Sequence[str]) -> list[Piece]:
    """Cut what folders, globs and addresses of files name into pieces; the same files give the same pieces.

    Of a folder, all files in it that are no containers are documents, named by their paths below it; hidden ones are
    none. Files are cut by their number, JSON Lines that are not compressed and Parquet by their size, and the others
    are not cut.

    >>> [(piece.format, piece.path) for piece in pieces_of(["corpus/raw"])]
    [('files', '')]

    Raises :class:`~corpustools.errors.CorpusToolsError` where there is nothing of this name.
    """
    listed: dict[str, tuple[AbstractFileSystem, str, str, Mapping[str, Any]]] = {}
    roots = []
    for source in sources:
        fs, path = filesystem(source)
        root, found = _find(fs, path)
        if not found:
            raise CorpusToolsError(f"{source}: there is no such file or folder, and none that it matches")
        roots.append(root)
        for each, info in found.items():
            listed[fs.unstrip_protocol(each)] = (fs, each, root, info)
    # Of several sources the names begin where they part, so that none is given twice.
    common = _common(roots) if len(set(roots)) > 1 else None
    pieces: list[Piece] = []
    folders: dict[str, list[tuple[str, str]]] = {}
    for url, (fs, path, root, info) in sorted(listed.items()):
        below = path[len(root if common is None else common) :].lstrip("/")
        kind = format_of(path)
        if kind is None:
            folders.setdefault(url.removesuffix(below).rstrip("/") or "/", []).append((below, _stamp(info)))
        else:
            pieces.extend(_cut(Piece(kind, url, below, stamp=_stamp(info)), fs, path, info))
    for url, files in folders.items():
        pieces.extend(_files(url, files))
    return pieces


def _find(fs: "AbstractFileSystem", path: str) -> tuple[str, dict[str, Mapping[str, Any]]]:
    """Return what a path names, and the folder below which documents are named."""
    if _MAGIC & set(path):
        parts = path.split("/")
        first = next(place for place, part in enumerate(parts) if _MAGIC & set(part))
        root = "/".join(parts[:first])
        found = fs.glob(path, detail=True)
    elif fs.isdir(path):
        root = path.rstrip("/")
        found = fs.find(path, detail=True)
    else:
        root = path.rpartition("/")[0]
        found = {path: fs.info(path)} if fs.exists(path) else {}
    return root, {
        each: info
        for each, info in found.items()
        if info["type"] != "directory" and not any(part.startswith(".") for part in each[len(root) :].split("/"))
    }


def _common(roots: Sequence[str]) -> str:
    parts: list[str] = []
    for row in zip(*(root.split("/") for root in roots), strict=False):
        if len(set(row)) > 1:
            break
        parts.append(row[0])
    return "/".join(parts)


def _stamp(info: Mapping[str, Any]) -> str:
    """Tell one state of a file from others by what a listing says of it, wherever it is."""
    changed = info.get("ETag") or info.get("etag") or info.get("mtime") or info.get("LastModified") or ""
    return f"{info.get('size')} {changed}"


def _cut(piece: Piece, fs: "AbstractFileSystem", path: str, info: Mapping[str, Any]) -> Iterator[Piece]:
    ends: Sequence[int]
    match piece.format:
        case "jsonl" if path.lower().endswith((".jsonl", ".ndjson")):
            size = int(info["size"] or 0)
            ends = range(0, max(size, 1), SIZE)
        case "parquet":
            from corpustools.containers.parquet import starts

            with fs.open(path) as file:
                ends = starts(file, SIZE)
        case _:
            ends = range(1)
    for place, start in enumerate(ends):
        stop = ends[place + 1] if place + 1 < len(ends) else None
        yield Piece(piece.format, piece.url, piece.path, start, stop, piece.stamp)


def _files(url: str, files: Sequence[tuple[str, str]]) -> Iterator[Piece]:
    """Cut a folder's files; their ids are those that a corpus gives them."""
    ids = document_ids(name for name, _ in files)
    for start in range(0, len(files), FILES):
        part = files[start : start + FILES]
        stamp = hashlib.sha256(repr(part).encode("utf-8", "surrogatepass")).hexdigest()
        named = tuple((name, ids[name]) for name, _ in part)
        yield Piece("files", url, "", start, start + len(part), stamp, named)
