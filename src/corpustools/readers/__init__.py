"""Bytes to characters to the text as read. A format is one module here and one line in :data:`READERS`."""

import importlib
from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType, ModuleType

from corpustools.errors import UnreadableError
from corpustools.model.hint import Parsed
from corpustools.registry import Decoded

READERS: Mapping[str, str] = MappingProxyType(
    {
        "text/plain": "corpustools.readers.plain",
        "text/html": "corpustools.readers.html",
        "application/xhtml+xml": "corpustools.readers.html",
        "multipart/related": "corpustools.readers.mhtml",
        "text/markdown": "corpustools.readers.markdown",
    }
)
"""Which module reads which media type; each has the functions ``decode(data, media_type)`` and ``parse(text)``."""

_GIF = (b"GIF87a", b"GIF89a")
_HEAD = 1024
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (or an office document, which is one)"),
    (b"\x1f\x8b", "gzip-compressed"),
    *((b"BZh%d1AY&SY" % level, "bzip2-compressed") for level in range(1, 10)),
    (b"\xfd7zXZ\x00", "xz-compressed"),
    (b"\x28\xb5\x2f\xfd", "Zstandard-compressed"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    *((mark, "a GIF image") for mark in _GIF),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)


def decode(data: bytes, media_type: str) -> tuple[Decoded, str]:
    """Read bytes by the reader of their media type; return what it decoded and the rule that did.

    Raises :class:`~corpustools.errors.UnreadableError` for a media type that has no reader, for an
    archive or image, and for bytes that hold no text.

    >>> decode("Žluťoučký".encode("utf-8"), "text/plain")[0].text
    'Žluťoučký'
    >>> decode(b"%PDF-1.7 ...", "text/plain")
    Traceback (most recent call last):
    corpustools.errors.UnreadableError: the file is a PDF; extract its text first and put the text into raw/
    """
    for magic, kind in _MAGIC:
        # The mark of a GIF is letters, which a text may open with; no text has the zeros of its sizes and colours.
        if data.startswith(magic) and (magic not in _GIF or b"\0" in data[:_HEAD]):
            raise UnreadableError(
                "binary", f"the file is {kind}", advice="extract its text first and put the text into raw/"
            )
    decoded: tuple[Decoded, str] = _reader(media_type).decode(data, media_type)
    return decoded


def parse(text: str, media_type: str) -> Parsed:
    """Read the characters of a document by the reader of its media type: the text as read, with hints.

    >>> parse("<p>The town<br>is <b>quiet</b>.", "text/html").text
    'The town\\nis quiet.'

    Raises :class:`~corpustools.errors.UnreadableError` for a media type that has no reader.
    """
    parsed: Parsed = _reader(media_type).parse(text)
    return parsed


def _reader(media_type: str) -> ModuleType:
    """Return the module that reads a media type."""
    essence = media_type.partition(";")[0].strip().lower()
    if essence not in READERS:
        near = [kind for kind in READERS if kind.partition("/")[2].startswith(essence)]
        near = near or get_close_matches(essence, READERS, n=1, cutoff=0.85)
        advice = f"did you mean {near[0]}?" if near else f"convert the file to one of {', '.join(READERS)}"
        raise UnreadableError("media_type", f"no reader is registered for {essence}", advice=advice)
    return importlib.import_module(READERS[essence])
