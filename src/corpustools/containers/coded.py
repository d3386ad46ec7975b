"""What a server did to a body before it sent it: chunks, and compression (RFC 9110, 9112), undone within a limit."""

import re
import zlib

from corpustools.errors import UnreadableError

_CHUNK_HEAD = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_STORED = frozenset({"", "identity", "none"})


def decoded(body: bytes, transfer: str, content: str, most: int) -> bytes:
    """Undo the transfer coding and the content coding that the headers name, to ``most`` bytes and one at most.

    Archives often keep the header of what they have undone already: a body that is not coded so stays as it is. One
    that was cut off gives what there is.

    Raises :class:`~corpustools.errors.UnreadableError` for a coding that is not known, and where more bytes come out.

    >>> import gzip
    >>> decoded(b"5\\r\\nhello\\r\\n0\\r\\n\\r\\n", "chunked", "", 100), decoded(b"hello", "", "gzip", 100)
    (b'hello', b'hello')
    >>> decoded(gzip.compress(bytes(10**6)), "", "gzip", 1_000)
    Traceback (most recent call last):
    corpustools.errors.UnreadableError: the body expands to more than the 1,000 bytes that max_bytes allows; ...
    """
    if transfer.strip().lower() == "chunked":
        body = dechunked(body)
    for coding in reversed(content.lower().split(",")):
        name = coding.strip()
        if name in _STORED:
            continue
        if name in {"gzip", "x-gzip", "deflate"}:
            body = _inflated(body, most)
        elif name == "br":
            body = _unbrotlied(body, most)
        else:
            reason = f"the body is coded as {name[:40]!r}, which is not known here"
            raise UnreadableError("coded", reason, advice="decode it first")
        if len(body) > most:
            reason = f"the body expands to more than the {most:,} bytes that max_bytes allows"
            raise UnreadableError("too_large", reason, advice="raise max_bytes in corpus.toml")
    return body


def dechunked(body: bytes) -> bytes:
    """Join chunks; where a chunk's length is no number or lies, what is left is the last one.

    >>> dechunked(b"2\\r\\nab\\r\\nffff\\r\\ncd"), dechunked(b"<p>as it is")
    (b'abcd', b'<p>as it is')
    """
    parts: list[bytes] = []
    at = 0
    while head := _CHUNK_HEAD.match(body, at):
        size = int(head[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[head.end() : head.end() + size])
        at = head.end() + size
        at += 2 if body.startswith(b"\r\n", at) else 1 if body.startswith(b"\n", at) else 0
    return b"".join(parts) + body[at:]


def _inflated(body: bytes, most: int) -> bytes:
    # A header of gzip or of zlib, or neither, as some servers have it.
    for window in (47, -15):
        try:
            return zlib.decompressobj(window).decompress(body, most + 1)
        except zlib.error:
            pass
    return body


def _unbrotlied(body: bytes, most: int) -> bytes:
    import brotli

    try:
        expanded: bytes = brotli.Decompressor().process(body, output_buffer_limit=most + 1)
    except brotli.error:
        return body
    return expanded
