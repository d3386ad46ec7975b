"""JSON Lines: an object on each line, compressed or not."""

import json
from collections.abc import Iterator
from io import BufferedReader
from typing import IO, TYPE_CHECKING, cast

from corpustools.config import Config
from corpustools.containers.items import Fields, Found, Piece
from corpustools.containers.places import filesystem
from corpustools.containers.rows import found_in, refused
from corpustools.errors import UnreadableError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_ESCAPED = 12
"""How many bytes JSON may take for a byte of the document: six for each byte of an escape, and as much for the rest."""

_ENDLESS = 64
"""How often a line may be as long as the longest that is read; what goes on after that is no line, but a bomb."""

_CHUNK = 1_000_000


def items(piece: Piece, config: Config, fields: Fields) -> Iterator[Found]:
    """Yield what the lines hold that begin in the piece. Positions are those of bytes, of the expanded file.

    A line is held to ``max_bytes`` before it is read as JSON, so that no compressed file fills the memory.
    """
    fs, path = filesystem(piece.url)
    longest = _ESCAPED * config.max_bytes
    position = piece.start
    try:
        with _opened(fs, path) as file:
            if piece.start:
                file.seek(piece.start - 1)
                position = piece.start - 1 + _skip_line(file, longest * _ENDLESS)
            while piece.stop is None or position < piece.stop:
                line = file.readline(longest + 1)
                if not line:
                    return
                length = len(line)
                if length > longest:
                    length += 0 if line.endswith(b"\n") else _skip_line(file, longest * _ENDLESS)
                    yield refused(piece, position, _too_long(length, config))
                elif line.strip():
                    yield _found(line, position, piece, config, fields)
                position += length
    except (OSError, EOFError, ValueError, UnreadableError) as error:
        yield refused(piece, position, broken(error))


def _opened(fs: "AbstractFileSystem", path: str) -> IO[bytes]:
    """Open a file to read it expanded; what is not compressed can be entered in the middle."""
    if path.lower().endswith(".zst"):
        from pyarrow import CompressedInputStream

        # fsspec expands it where another library is installed; this one is there.
        return BufferedReader(CompressedInputStream(fs.open(path, "rb"), "zstd"))
    # "infer" goes by the ending.
    return cast("IO[bytes]", fs.open(path, "rb", compression="infer"))


def broken(error: Exception) -> UnreadableError:
    """Say that a container ends, or cannot be read any further, at some place.

    >>> print(broken(EOFError("Compressed file ended too early")))
    from here on it cannot be read: Compressed file ended too early; get the file again, ...
    """
    if isinstance(error, UnreadableError):
        return error
    reason = f"from here on it cannot be read: {error}"
    return UnreadableError("broken_container", reason, advice="get the file again, whole; what stands before was read")


def _found(line: bytes, position: int, piece: Piece, config: Config, fields: Fields) -> Found:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = f"the line is not JSON: {error}"
        return refused(piece, position, UnreadableError("not_json", reason, advice="mend or remove the line"))
    if not isinstance(row, dict):
        reason = f"the line holds a {type(row).__name__}, not an object"
        return refused(piece, position, UnreadableError("not_json", reason, advice="mend or remove the line"))
    return found_in(row, position, piece, config, fields)


def _skip_line(file: IO[bytes], most: int) -> int:
    """Read to the end of the line; return how many bytes that were."""
    skipped = 0
    while chunk := file.readline(_CHUNK):
        skipped += len(chunk)
        if chunk.endswith(b"\n"):
            break
        if skipped > most:
            reason = f"a line goes on for more than {most:,} bytes; neither it nor what follows was read"
            raise UnreadableError("too_large", reason, advice="raise max_bytes in corpus.toml, or mend the file")
    return skipped


def _too_long(length: int, config: Config) -> UnreadableError:
    reason = f"the line has {length:,} bytes, more than a document of max_bytes = {config.max_bytes} takes"
    return UnreadableError("too_large", reason, advice="raise max_bytes in corpus.toml, or split the document")
