"""Files that hold many documents: JSON Lines, Parquet and WARC, and folders of files that are one each.

A container is read in pieces, each by itself, on whatever machine: :func:`pieces_of` says which there are, and
:func:`items_of` reads one. What cannot be read is told in its place and the rest goes on. The heavy libraries are
those of the extras ``shards`` and ``warc``.
"""

from collections.abc import Callable, Iterator
from importlib import import_module

from corpustools.config import Config
from corpustools.containers.items import Fields, Found, Piece
from corpustools.containers.places import pieces_of

__all__ = ["Fields", "Found", "Piece", "items_of", "pieces_of"]

READERS = {
    "files": "corpustools.containers.files",
    "jsonl": "corpustools.containers.jsonl",
    "parquet": "corpustools.containers.parquet",
    "warc": "corpustools.containers.warc",
}
"""The module that reads each format, by a function ``items``."""


def items_of(piece: Piece, config: Config, fields: Fields) -> Iterator[Found]:
    """Yield what a piece holds, in its order: documents, what is none, and what cannot be read.

    >>> (piece,) = pieces_of(["corpus/raw"])
    >>> [(found.name, len(found.item.data)) for found in items_of(piece, Config(), Fields()) if found.item]
    [('000_fe9d5194648d3d10.txt', 2483)]
    """
    items: Callable[[Piece, Config, Fields], Iterator[Found]] = import_module(READERS[piece.format]).items
    return items(piece, config, fields)
