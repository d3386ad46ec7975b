"""The columns of a shard: the record as a corpus stores it, and beside it the facts that documents are chosen by."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpustools.model.document import Document
from corpustools.model.record import to_json
from corpustools.model.span import BLOCK_LABELS
from corpustools.text.words import count_words
from corpustools.writers.passages import title

if TYPE_CHECKING:
    import pyarrow

SCHEMA = "corpustools/shard/1"
"""The name and version of the columns."""

_BYTE = re.compile(r"\\u(dc[89a-f][0-9a-f])")
"""A byte that is not UTF-8, as Python has it in a name and :func:`written` writes it."""

Value = str | int | tuple[str, ...] | dict[str, float] | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type as Arrow calls it, and what it holds. ``None`` is null everywhere."""

    name: str
    type: str
    help: str


COLUMNS = (
    Column("id", "string", "the document's id, as the record has it"),
    Column("name", "string", "the path that the raw document has below raw/ of a corpus"),
    Column("site", "string", "the folder of that path: whose pages have one profile"),
    Column("container", "string", "where it was found, below what was read; empty for a file of its own"),
    Column("position", "int64", "where in the container: a byte, a row, or the place among the files"),
    Column("url", "string", "the address that its container gives"),
    Column("retrieved", "string", "when it was fetched, as its container says"),
    Column("media_type", "string", "what the container says that it is, or the ending of its name"),
    Column("bytes", "int64", "its size"),
    Column("sha256", "string", "the SHA-256 of its bytes"),
    Column("title", "string", "its headline, or what stands in the place of one"),
    Column("authors", "list<string>", "who signs it"),
    Column("publisher", "string", "who published it"),
    Column("date", "string", "when it was published, as far as it says: a day, a month or a year"),
    Column("language", "string", "its language, as a BCP 47 tag"),
    Column("words", "int64", "the number of words of the reading text"),
    Column("shares", "struct", "by label, the share of the text as read that stands in such blocks: from 0 to 1"),
    Column("text", "string", "the reading text: what normalized/ID.txt holds"),
    Column("record", "string", "the record: byte for byte what normalized/ID.json holds"),
    Column("code", "string", "the kind of reason why it could not be read; null where it was"),
    Column("reason", "string", "the reason"),
    Column("advice", "string", "what can be done"),
)
"""All columns, in their order."""


def arrow_schema() -> "pyarrow.Schema":
    """Return the columns as pyarrow has them."""
    import pyarrow

    shares = pyarrow.struct([(label.value, pyarrow.float64()) for label in BLOCK_LABELS])
    types = {
        "struct": shares,
        "string": pyarrow.string(),
        "int64": pyarrow.int64(),
        "list<string>": pyarrow.list_(pyarrow.string()),
    }
    return pyarrow.schema([(column.name, types[column.type]) for column in COLUMNS], {"schema": SCHEMA})


def written(value: Value) -> Value:
    r"""Return a value as Arrow can hold it: half a surrogate pair, which has no UTF-8 form, as JSON would escape it.

    Names of files that are not UTF-8 have such halves, and so may whatever was escaped in JSON.

    >>> print(written("a\udcff.txt"), written(("Jane Roe", "\ud83d")))
    a\udcff.txt ('Jane Roe', '\\ud83d')
    """
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    return tuple(str(written(each)) for each in value) if isinstance(value, tuple) else value


def unwritten(name: str) -> str:
    r"""Return the name of a file of which :func:`written` made this.

    >>> unwritten(r"a\udcff.txt") == "a\udcff.txt", unwritten("one.txt")
    (True, 'one.txt')
    """
    return _BYTE.sub(lambda found: chr(int(found[1], 16)), name)


def read_columns(document: Document) -> dict[str, Value]:
    """Return what is told by a document itself.

    >>> import corpustools
    >>> row = read_columns(corpustools.read("By Jane Roe", id="one"))
    >>> row["id"], row["authors"], row["words"], row["record"][:30]
    ('one', ('Jane Roe',), 3, '{\\n "schema": "corpustools/reco')
    """
    metadata = document.metadata
    article = document.article
    return {
        "id": document.id,
        "bytes": document.source.size,
        "sha256": document.source.sha256,
        "title": title(document),
        "authors": metadata.authors,
        "publisher": metadata.publisher,
        "date": metadata.date_published,
        "language": metadata.language,
        "words": count_words(article),
        "shares": shares_of(document),
        "text": article,
        "record": to_json(document).decode("utf-8"),
    }


def shares_of(document: Document) -> dict[str, float]:
    """Return for each label the share of the characters of all blocks that stand in blocks of that label.

    >>> import corpustools
    >>> shares = shares_of(corpustools.read("By Jane Roe\\n\\nSubscribe", id="one"))
    >>> shares["byline"], shares["interface"], shares["paragraph"]
    (0.55, 0.45, 0.0)
    """
    counted: Counter[str] = Counter()
    for block in document.blocks:
        counted[block.label.value] += block.end - block.start
    total = counted.total()
    return {label.value: round(counted[label.value] / total, 4) if total else 0.0 for label in BLOCK_LABELS}
