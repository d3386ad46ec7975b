"""The JSON Schema of a record, made from the model.

``schemas/record-1.json`` in the package is part of the public interface; its number goes up when a reader of the old
form could not read the new one.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from corpustools.model.fact import FIELDS
from corpustools.model.mention import MENTION_KINDS, QUOTATION_KINDS
from corpustools.model.span import BLOCK_LABELS, Label

SCHEMA = "corpustools/record/1"
"""The name and version of the form, as each record states it."""


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
            "same_as": {
                **start,
                "description": "where the block starts that says the same; this one is shown by the view `all` alone",
            },
        },
        optional=("reason", "replacement", "cut_by", "same_as"),
    )
    place = {
        "type": "array",
        "items": number,
        "minItems": 2,
        "maxItems": 2,
    }
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
            "declared": {
                "const": True,
                "description": "where it stands, start and end are those of a declaration, and not of the text",
            },
            "rule": rule,
            "confidence": confidence,
            "group": {**number, "description": "facts of one image or teaser share a number"},
        },
        optional=("declared",),
    )
    declaration = object_of(
        {
            "name": {**text, "description": "where in the markup it stands"},
            "value": {**text, "description": "what it says, escapes resolved"},
            "start": {**number, "description": "its first character, a code point of the decoded file"},
            "end": {**number, "description": "the code point after its last character"},
        }
    )
    mention = object_of(
        {
            "start": start,
            "end": end,
            "kind": {"enum": list(MENTION_KINDS), "description": "what the words name"},
            "name": {
                **text,
                "description": "the fullest form in the document, or that of a gazetteer; of a time its value",
            },
            "rule": rule,
            "confidence": confidence,
            "title": {**place, "description": "where the document says what the person is"},
            "identifier": {**text, "description": "the name's key in a gazetteer"},
            "readings": {"type": "array", "items": text, "description": "what an unsure mention may name"},
            "votes": {"type": "array", "items": text, "description": "what other recognisers said of it"},
        },
        optional=("title", "identifier", "readings", "votes"),
    )
    quotation = object_of(
        {
            "start": start,
            "end": end,
            "kind": {"enum": list(QUOTATION_KINDS)},
            "rule": rule,
            "confidence": confidence,
            "speaker": {**text, "description": "who said it; missing where the text does not say"},
            "speaker_at": {**place, "description": "the words that say who"},
            "cue": {**place, "description": "the words that say that somebody speaks"},
            "addressee": {**text, "description": "who was told"},
            "addressee_at": {**place, "description": "the words that say who was told"},
        },
        optional=("speaker", "speaker_at", "cue", "addressee", "addressee_at"),
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
                "declarations": {
                    "type": "array",
                    "items": declaration,
                    "description": "what markup declares of the page, and the text as read does not hold",
                },
                "facts": {"type": "array", "items": fact},
                "mentions": {"type": "array", "items": mention},
                "quotations": {"type": "array", "items": quotation},
                "spans": {"type": "array", "items": span},
                "rules": {
                    "type": "object",
                    "additionalProperties": {"type": "integer", "minimum": 1},
                    "description": "the version of each rule that made something of this record",
                },
                "text": {**text, "description": "the text as read; nothing was removed from it"},
            },
            optional=("declarations",),
        ),
    }
