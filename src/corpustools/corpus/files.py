"""Files of a corpus: written whole or not at all, and only where their bytes change."""

import hashlib
import os
import re
import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

_MEDIA_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".mhtml": "multipart/related",
    ".mht": "multipart/related",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
    ".text": "text/plain",
}
_OPENS_HTML = re.compile(
    rb"(?>\xef\xbb\xbf|\s+|<!--.*?-->|<\?xml\b[^>]*>)*+<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_HEAD = 64_000
"""Bytes at the beginning of a file in which it is looked for what it is."""

_BESIDE = re.compile(r"\.[0-9a-f]{16}\.\d+\.tmp")
"""Names of files that are being written, which :func:`write_if_changed` gives."""

_WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)

_SIMPLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._\-]{0,99}")


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write ``data`` to ``path`` in one step, unless it is there already; return whether it was written.

    A reader sees the old file or the new one, never half of one: the bytes go to a file beside it that
    is then renamed. Folders are made as needed.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "a", "page.txt")
    ...     write_if_changed(path, b"one"), write_if_changed(path, b"one"), path.read_bytes()
    (True, False, b'one')
    """
    with suppress(OSError):
        if _size(path) == len(data) and path.read_bytes() == data:
            return False
    # A site has fourteen files for each document: strings instead of paths halve what it takes to write one.
    folder, separator, name = os.fspath(path).rpartition(os.sep)
    beside = f"{folder}{separator}.{_digest(name)[:16]}.{os.getpid()}.tmp"
    try:
        # Folders are made where they are missing, and not looked for.
        try:
            _write(beside, data)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(beside, data)
        os.replace(beside, path)  # noqa: PTH105
    except BaseException as error:
        with suppress(OSError):
            os.unlink(beside)  # noqa: PTH108
        if isinstance(error, OSError):
            # What went wrong while writing (a full disk) comes without a name; nobody knows the one of the file beside.
            error.filename = os.fspath(path) if error.filename in (None, beside) else error.filename
            error.filename2 = None
        raise
    return True


def _size(path: Path) -> int:
    return os.stat(path).st_size  # noqa: PTH116


def _write(path: str, data: bytes) -> None:
    file = os.open(path, _WRITE, 0o666)
    try:
        # The system may take less than all of it at once.
        written = os.write(file, data)
        while written < len(data):
            written += os.write(file, data[written:])
    finally:
        os.close(file)


def files_below(root: Path, folder: str, *without: str) -> Iterator[str]:
    """Yield the paths below ``root`` of all files in a folder and in those below it, with ``/`` between names.

    What is in folders whose paths below ``root`` are one of ``without`` is left out.

    They are strings: a path takes longer to make than a file to find, and there may be a million.

    >>> [name for name in files_below(Path("corpus"), "raw") if not name.startswith("raw/.")]
    ['raw/000_fe9d5194648d3d10.txt']
    """
    for within, folders, names in os.walk(root / folder):
        below = Path(within).relative_to(root).as_posix()
        folders[:] = [name for name in folders if f"{below}/{name}" not in without]
        yield from (f"{below}/{name}" for name in names)


def names_in(folder: Path) -> list[str]:
    """Return the names of what is in a folder, in no order; none where there is no folder.

    >>> "000_fe9d5194648d3d10.txt" in names_in(Path("corpus/raw")), names_in(Path("no/such/folder"))
    (True, [])
    """
    try:
        with os.scandir(folder) as found:
            return [item.name for item in found]
    except FileNotFoundError:
        return []


def remove_half_written(folder: Path) -> None:
    """Remove from a folder the files that somebody who was killed had not finished. Nobody else may write there now.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for name in (".0123456789abcdef.42.tmp", "page.txt", ".mine.tmp"):
    ...         _ = Path(folder, name).write_text("The tow")
    ...     remove_half_written(Path(folder))
    ...     sorted(path.name for path in Path(folder).iterdir())
    ['.mine.tmp', 'page.txt']
    """
    for name in names_in(folder):
        if _BESIDE.fullmatch(name):
            (folder / name).unlink(missing_ok=True)


def media_type_of(name: str, data: bytes) -> str:
    """Return the media type of a raw file by the ending of its name, or by its bytes, where that says nothing.

    These are HTML where a document type or an element says so before all else (``index.php?id=3``), else plain text.
    A text that is called one (``page.txt``) is one, also where it shows the source of a page.

    >>> media_type_of("news/Page.HTM", b""), media_type_of("page.mhtml", b""), media_type_of("page", b"The town")
    ('text/html', 'multipart/related', 'text/plain')
    >>> page = b"<!-- saved --><!DOCTYPE html><p>The town"
    >>> media_type_of("index.php?id=3", page), media_type_of("page.txt", page)
    ('text/html', 'text/plain')
    """
    known = _MEDIA_TYPES.get(PurePosixPath(name).suffix.lower())
    return known or ("text/html" if _OPENS_HTML.match(_head(data)) else "text/plain")


def _head(data: bytes) -> bytes:
    """Return the beginning of a file, in a form in which ASCII is ASCII."""
    head = data[:_HEAD]
    return head.decode("utf-16", "replace").encode() if head[:2] in (BOM_UTF16_LE, BOM_UTF16_BE) else head


def document_ids(names: Iterable[str]) -> dict[str, str]:
    """Give each raw file, named by its path below ``raw/``, the id of its document.

    A simple name becomes the id as it is, without its ending. A name with folders, spaces or other
    letters becomes a readable slug and eight digits of the path's SHA-256, so that it is a good address
    on every server and never that of another document. Of names that would share an id (``a.txt`` and
    ``a.html``, or ``A.txt`` on a system that ignores case) all but the first get such digits too. Where a file is
    called as that slug would be, the digits are those of the digest's own SHA-256.

    >>> document_ids(["seed.txt", "news/Žižkov 1.txt", "seed.html"])
    {'news/Žižkov 1.txt': 'news-zizkov-1-21e1952b', 'seed.html': 'seed', 'seed.txt': 'seed-5aed5995'}
    >>> document_ids(["seed.txt", "seed.html", "seed-5aed5995.txt"])
    {'seed-5aed5995.txt': 'seed-5aed5995', 'seed.html': 'seed', 'seed.txt': 'seed-ba20aa03'}
    """
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(names):
        stem = _stem(name)
        digested = name
        ident = stem if _SIMPLE.fullmatch(stem) else _slug(name, stem)
        while ident.casefold() in taken:
            ident = _slug(digested, stem)
            digested = _digest(digested)
        taken.add(ident.casefold())
        ids[name] = ident
    return ids


def source_of(name: str) -> str:
    """Return the source of a raw file: the folder below ``raw/`` that it is in, empty for ``raw/`` itself.

    >>> source_of("example.org/2015/page.html"), source_of("page.html")
    ('example.org/2015', '')
    """
    return name.rpartition("/")[0]


def source_stem(source: str) -> str:
    """Return the name of the files of a source, without their ending: one that no other source's files have.

    >>> source_stem("example.org"), source_stem("News/2015"), source_stem("")
    ('example.org', 'news-2015~4073b87d040e259a', 'raw')
    """
    if not source:
        return "raw"
    if source != "raw" and source == source.lower() and _SIMPLE.fullmatch(source):
        return source
    # No simple name has the sign between the words and the digest.
    return f"{_plain(source)}~{_digest(source)[:16]}"


def _stem(name: str) -> str:
    """Return a path without the ending of its name; ten thousand paths would take a tenth of a second to make.

    >>> _stem("news.d/seed.tar.gz"), _stem("news.d/.seed"), _stem("seed.")
    ('news.d/seed.tar', 'news.d/.seed', 'seed.')
    """
    folder, slash, last = name.rpartition("/")
    stem, _, ending = last.rpartition(".")
    return f"{folder}{slash}{stem}" if stem and ending else name


def _slug(digested: str, stem: str) -> str:
    """Write a path in ASCII letters, digits and hyphens, with a digest at its end, which is that of the whole path."""
    return f"{_plain(stem)}-{_digest(digested)[:8]}"


def _plain(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-").lower()[:60].strip("-") or "document"


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()
