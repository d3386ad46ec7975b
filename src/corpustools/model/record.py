"""The stored form of a document: a JSON object that says everything the document says.

The schema, ``schemas/record-1.json`` in the package, is part of the public interface; its number goes up
when a reader of the old form could not read the new one.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from corpustools.errors import ModelError, RecordError
from corpustools.model.document import Document, Source
from corpustools.model.fact import FIELDS, Fact
from corpustools.model.span import BLOCK_LABELS, Label, Span

SCHEMA = "corpustools/record/1"
"""The name and version of the form, as each record states it."""


def to_record(document: Document) -> dict[str, Any]:
    """Return the document as JSON values; offsets are code points into ``text``, end exclusive.

    >>> import corpustools
    >>> record = to_record(corpustools.read("Subscribe", id="page"))
    >>> record["id"], record["spans"][0]["label"], record["text"]
    ('page', 'interface', 'Subscribe')
    """
    source = document.source
    return {
        "schema": SCHEMA,
        "id": document.id,
        "source": {
            "name": source.name,
            "url": source.url,
            "sha256": source.sha256,
            "size": source.size,
            "media_type": source.media_type,
            "encoding": {
                "name": source.encoding,
                "rule": source.encoding_rule,
                "reason": source.encoding_reason,
            },
            **({"notes": list(source.notes)} if source.notes else {}),
        },
        "facts": [
            {
                "field": fact.field,
                "value": fact.value,
                "start": fact.start,
                "end": fact.end,
                "rule": fact.rule,
                "confidence": fact.confidence,
                "group": fact.group,
            }
            for fact in document.facts
        ],
        "spans": [
            {
                "start": span.start,
                "end": span.end,
                "label": span.label.value,
                "rule": span.rule,
                **({"reason": span.reason} if span.replacement is None else {"replacement": span.replacement}),
                "confidence": span.confidence,
                **({"cut_by": span.cut_by} if span.cut_by else {}),
            }
            for span in document.spans
        ],
        "rules": dict(document.rules),
        "text": document.text,
    }


def from_record(record: Mapping[str, Any]) -> Document:
    """Make the document that a record describes; its invariants are checked on the way.

    >>> import corpustools
    >>> page = corpustools.read("A\\xa0small town in the north is quiet today.")
    >>> from_record(to_record(page)) == page
    True

    Raises :class:`~corpustools.errors.RecordError` for another schema, a missing key, or a broken invariant:

    >>> from_record({"schema": "corpustools/record/99"})
    Traceback (most recent call last):
    corpustools.errors.RecordError: the schema is 'corpustools/record/99', not 'corpustools/record/1'
    """
    if record.get("schema") != SCHEMA:
        raise RecordError(f"the schema is {record.get('schema')!r}, not {SCHEMA!r}")
    try:
        origin = record["source"]
        encoding = origin["encoding"]
        return Document(
            record["id"],
            Source(
                origin["sha256"],
                origin["size"],
                origin["media_type"],
                encoding["name"],
                encoding["rule"],
                encoding["reason"],
                origin["url"],
                origin["name"],
                tuple(origin.get("notes", ())),
            ),
            record["text"],
            tuple(
                Span(
                    span["start"],
                    span["end"],
                    Label(span["label"]),
                    span["rule"],
                    span.get("reason", ""),
                    span.get("replacement"),
                    span["confidence"],
                    span.get("cut_by", ""),
                )
                for span in record["spans"]
            ),
            tuple(
                Fact(
                    fact["field"],
                    fact["value"],
                    fact["start"],
                    fact["end"],
                    fact["rule"],
                    fact["confidence"],
                    fact["group"],
                )
                for fact in record["facts"]
            ),
            record["rules"],
        )
    except ModelError as error:
        raise RecordError(str(error), error.offset) from error
    except KeyError as error:
        raise RecordError(f"the key {error} is missing") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise RecordError(f"a value has the wrong kind: {error}") from error


def to_json(document: Document) -> bytes:
    """Write the record as the UTF-8 JSON that ``normalized/ID.json`` holds; same document, same bytes.

    >>> import corpustools
    >>> to_json(corpustools.read("Žižkov"))[-22:]
    b' "text": "\\xc5\\xbdi\\xc5\\xbekov"\\n}\\n'
    """
    return json_bytes(to_record(document))


def json_bytes(value: Any) -> bytes:
    r"""Write JSON values as UTF-8, or with escapes where half a surrogate pair has no UTF-8 form.

    >>> json_bytes(["ž"]), json_bytes(["\udc80"])
    (b'[\n "\xc5\xbe"\n]\n', b'[\n "\\udc80"\n]\n')
    """
    try:
        return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    except UnicodeEncodeError:
        return (json.dumps(value, ensure_ascii=True, indent=1) + "\n").encode("ascii")


def from_json(data: bytes) -> Document:
    """Read what :func:`to_json` wrote; raises :class:`~corpustools.errors.RecordError` where it cannot.

    >>> from_json(b"{")
    Traceback (most recent call last):
    corpustools.errors.RecordError: this is not JSON: Expecting property name enclosed in double quotes at 1
    """
    try:
        record = json.loads(data)
    except json.JSONDecodeError as error:
        raise RecordError(f"this is not JSON: {error.msg} at {error.pos}", error.pos) from error
    except UnicodeDecodeError as error:
        raise RecordError(f"this is not UTF-8: {error.reason} at byte {error.start}", error.start) from error
    if not isinstance(record, dict):
        raise RecordError("a record is a JSON object")
    return from_record(record)


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a record, as the package ships it.

    >>> schema()["$schema"]
    'https://json-schema.org/draft/2020-12/schema'
    """
    text = files("corpustools").joinpath("schemas/record-1.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def make_schema() -> dict[str, Any]:
    """Build the JSON Schema from the model, so that labels and fields are listed once.

    ``make accept`` writes it into the package; a test compares the two.

    >>> make_schema() == schema()
    True
    """
    number = {"type": "integer", "minimum": 0}
    start = {**number, "description": "the first character, a code point of `text`"}
    end = {**number, "description": "the code point after the last character"}
    rule = {"type": "string", "description": "the name of the rule that said so"}
    confidence = {
        "type": "number",
        "minimum": 0,
        "maximum": 1,
        "description": "how sure the rule was: of a learned model a probability, else what the rule's author judged",
    }
    text = {"type": "string"}
    optional = {"type": ["string", "null"]}

    def object_of(properties: dict[str, Any], *, optional: tuple[str, ...] = ()) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": properties,
            "required": [name for name in properties if name not in optional],
            "additionalProperties": False,
        }

    span = object_of(
        {
            "start": start,
            "end": end,
            "label": {
                "enum": [label.value for label in (*BLOCK_LABELS, Label.REPAIR)],
                "description": "; ".join(f"{label.value}: {label.description}" for label in Label),
            },
            "rule": rule,
            "reason": {**text, "description": "why the block has its label; repairs have none"},
            "replacement": {**text, "description": "what a repair shows instead; blocks have none"},
            "confidence": confidence,
            "cut_by": {**text, "description": "the rule that cut the block from the one before it on its line"},
        },
        optional=("reason", "replacement", "cut_by"),
    )
    fact = object_of(
        {
            "field": {
                "enum": list(FIELDS),
                "description": "; ".join(f"{field.name}: {field.help}" for field in FIELDS.values()),
            },
            "value": {
                "type": ["string", "integer"],
                "description": "the value; a date is ISO 8601, as precise as the text",
            },
            "start": start,
            "end": end,
            "rule": rule,
            "confidence": confidence,
            "group": {**number, "description": "facts of one image or teaser share a number"},
        }
    )
    source = object_of(
        {
            "name": {**optional, "description": "the path below raw/"},
            "url": {**optional, "description": "where the document was found, if that was given"},
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "of the raw bytes"},
            "size": {**number, "description": "of the raw file, in bytes"},
            "media_type": {**text, "description": "as given, with its charset if it had one"},
            "encoding": object_of(
                {
                    "name": {**text, "description": "the encoding the bytes were read in"},
                    "rule": {**text, "description": "the rule that decided it"},
                    "reason": {**text, "description": "why"},
                }
            ),
            "notes": {
                "type": "array",
                "items": text,
                "description": "what the reader did out of the ordinary, in sentences",
            },
        },
        optional=("notes",),
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A document of a corpus made by corpustools",
        "description": "Offsets are Unicode code points into `text`, end exclusive.",
        **object_of(
            {
                "schema": {"const": SCHEMA},
                "id": text,
                "source": source,
                "facts": {"type": "array", "items": fact},
                "spans": {"type": "array", "items": span},
                "rules": {
                    "type": "object",
                    "additionalProperties": {"type": "integer", "minimum": 1},
                    "description": "the version of each rule that made something of this record",
                },
                "text": {**text, "description": "the text as read; nothing was removed from it"},
            }
        ),
    }
