"""Bytes to the text as read. A format is one module here and one line in :data:`READERS`."""

import importlib
from collections.abc import Mapping
from types import MappingProxyType

from corpustools.errors import UnreadableError
from corpustools.registry import Decoded

READERS: Mapping[str, str] = MappingProxyType({"text/plain": "corpustools.readers.plain"})
"""Which module reads which media type; each has a function ``decode(data, media_type)``."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (or an office document, which is one)"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
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
        if data.startswith(magic):
            raise UnreadableError(
                "binary", f"the file is {kind}", advice="extract its text first and put the text into raw/"
            )
    essence = media_type.partition(";")[0].strip().lower()
    if essence not in READERS:
        raise UnreadableError(
            "media_type",
            f"no reader is registered for {essence}",
            advice=f"convert the file to one of {', '.join(READERS)}",
        )
    decoded: tuple[Decoded, str] = importlib.import_module(READERS[essence]).decode(data, media_type)
    return decoded
