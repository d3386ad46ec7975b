"""A folder, each of whose files is one document."""

from collections.abc import Iterator

from corpustools.config import Config
from corpustools.containers.items import Fields, Found, Item, Piece
from corpustools.containers.places import filesystem
from corpustools.corpus.files import media_type_of
from corpustools.errors import UnreadableError
from corpustools.pipeline import check_size


def items(piece: Piece, config: Config, fields: Fields) -> Iterator[Found]:
    """Yield the files of a piece; one that is too large is not opened."""
    fs, root = filesystem(piece.url)
    for position, (name, ident) in enumerate(piece.files, piece.start):
        path = f"{root.rstrip('/')}/{name}"
        try:
            check_size(int(fs.info(path)["size"] or 0), config)
            with fs.open(path, "rb") as file:
                data = file.read(config.max_bytes + 1)
        except UnreadableError as error:
            yield Found(position, name, error=error, id=ident)
        except OSError as error:
            reason = f"the file cannot be opened: {error.strerror or error}"
            refused = UnreadableError("unreadable", reason, advice="check its permissions, or where it links to")
            yield Found(position, name, error=refused, id=ident)
        else:
            yield Found(position, name, Item(data, media_type_of(name, data)), id=ident)
