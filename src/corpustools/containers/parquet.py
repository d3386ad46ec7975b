"""Parquet: a document in each row."""

import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import IO, TYPE_CHECKING, Any

from corpustools.config import Config
from corpustools.containers.items import Fields, Found, Piece
from corpustools.containers.jsonl import broken
from corpustools.containers.places import filesystem, needs
from corpustools.containers.rows import found_in, refused
from corpustools.errors import CorpusToolsError, UnreadableError

if TYPE_CHECKING:
    import pyarrow.parquet

_ROWS = 32
"""Rows that are held at a time."""

_SLACK = 1_000_000
"""Bytes that a column may have beside its values."""


def _opened(file: Any) -> "pyarrow.parquet.ParquetFile":
    try:
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise needs("shards", "Parquet is read by pyarrow") from None
    return ParquetFile(file)


def starts(file: IO[bytes], size: int) -> Sequence[int]:
    """Return the numbers of the rows at which pieces of about so many bytes begin: where row groups do."""
    from pyarrow import ArrowException

    try:
        found = _opened(file)
    except (ArrowException, OSError):
        return [0]  # what is wrong with it is told where it is read
    ends, held, row = [0], 0, 0
    for place in range(found.num_row_groups):
        group = found.metadata.row_group(place)
        if held and held + group.total_byte_size > size:
            ends.append(row)
            held = 0
        held += group.total_byte_size
        row += group.num_rows
    return ends


def _too_large(group: Any, columns: Sequence[str], config: Config) -> UnreadableError | None:
    """Say that rows expand to more than that many documents may have, before they are expanded."""
    most = group.num_rows * config.max_bytes + _SLACK
    for place in range(group.num_columns):
        column = group.column(place)
        if column.path_in_schema in columns and column.total_uncompressed_size > most:
            rows = "a row" if group.num_rows == 1 else f"{group.num_rows:,} rows"
            reason = f"{rows} would expand to {column.total_uncompressed_size:,} bytes, of which none was read"
            return UnreadableError("too_large", reason, advice="raise max_bytes in corpus.toml, or leave them out")
    return None


def _columns(found: "pyarrow.parquet.ParquetFile", url: str, fields: Fields) -> Sequence[str]:
    """Return which of the columns that hold what is looked for the file has; there must be one of documents."""
    names = found.schema_arrow.names
    if fields.html not in names and fields.text not in names:
        raise CorpusToolsError(
            f"{url} has no column {fields.html} or {fields.text}, but {', '.join(names)}; "
            "--html-field or --text-field names another"
        )
    return [name for name in dict.fromkeys((fields.html, fields.text, fields.url, fields.retrieved)) if name in names]


def items(piece: Piece, config: Config, fields: Fields) -> Iterator[Found]:
    """Yield what the rows of the piece hold. Positions are the numbers of rows."""
    from pyarrow import ArrowException

    fs, path = filesystem(piece.url)
    wanted = range(piece.start, sys.maxsize if piece.stop is None else piece.stop)
    position = piece.start
    try:
        with fs.open(path, "rb") as file:
            found = _opened(file)
            columns = _columns(found, piece.url, fields)
            first = 0
            for group in range(found.num_row_groups):
                held = found.metadata.row_group(group)
                if first + held.num_rows <= wanted.start or first >= wanted.stop:
                    pass  # of other pieces, which say themselves what is wrong with it
                elif fault := _too_large(held, columns, config):
                    yield refused(piece, first, fault)
                else:
                    position = first
                    batches = found.iter_batches(_ROWS, row_groups=[group], columns=columns)
                    for row in chain.from_iterable(batch.to_pylist() for batch in batches):
                        if position in wanted:
                            yield found_in(row, position, piece, config, fields)
                        position += 1
                first += held.num_rows
    except (ArrowException, OSError, UnicodeDecodeError) as error:
        yield refused(piece, position, broken(error))
