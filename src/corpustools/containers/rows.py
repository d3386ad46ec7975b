"""A row of JSON Lines or Parquet: a document in one of its fields."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from corpustools.config import Config
from corpustools.containers.items import Fields, Found, Item, Piece, name_of
from corpustools.errors import UnreadableError
from corpustools.pipeline import check_size
from corpustools.text.characters import join_pairs

_HALF = re.compile("[\ud800-\udfff]")


def found_in(row: Mapping[str, Any], position: int, piece: Piece, config: Config, fields: Fields) -> Found:
    """Take the document out of a row: HTML where there is some, else text. A field of white space alone has none.

    Text becomes UTF-8, in which half a surrogate pair has no form and is replaced by U+FFFD.

    >>> piece = Piece("jsonl", "news.jsonl", "news.jsonl")
    >>> found_in({"text": "The town is quiet."}, 0, piece, Config(), Fields()).item
    Item(data=b'The town is quiet.', media_type='text/plain', url=None, retrieved=None)
    >>> found_in({"html": "", "text": "The town is quiet."}, 0, piece, Config(), Fields()).item.media_type
    'text/plain'
    >>> print(found_in({"body": "The town"}, 0, piece, Config(), Fields()).error)
    the row has no text in the fields html or text; it has body; --html-field or --text-field names another
    """
    url = row.get(fields.url)
    url = url if isinstance(url, str) and url else None
    values = [(row.get(fields.html), "text/html"), (row.get(fields.text), "text/plain")]
    given = [(value, media_type) for value, media_type in values if isinstance(value, str | bytes)]
    if given:
        # Where all are empty it is an empty document, as an empty file is.
        value, media_type = next(((value, kind) for value, kind in given if value.strip()), given[0])
        name = name_of(piece.path, position, media_type, url)
        data = _HALF.sub("\ufffd", join_pairs(value)).encode("utf-8") if isinstance(value, str) else value
        try:
            check_size(len(data), config)
        except UnreadableError as error:
            return Found(position, name, error=error, url=url)
        return Found(position, name, Item(data, media_type, url, _time(row.get(fields.retrieved))), url=url)
    has = ", ".join(sorted(map(str, row))[:20]) or "none"
    reason = f"the row has no text in the fields {fields.html} or {fields.text}; it has {has}"
    advice = "--html-field or --text-field names another"
    return refused(piece, position, UnreadableError("no_text", reason, advice=advice), url)


def _time(value: Any) -> str | None:
    """Return a time in ISO 8601, as JSON has it or Parquet."""
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) and value else None


def refused(piece: Piece, position: int, error: UnreadableError, url: str | None = None) -> Found:
    """Say that what stands at a position of a piece cannot be read."""
    return Found(position, name_of(piece.path, position, "", url), error=error, url=url)
