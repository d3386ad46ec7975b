"""The stored form of a document: a JSON object that says everything the document says.

Its form is that of :mod:`corpustools.model.schema`.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from corpustools.errors import ModelError, RecordError
from corpustools.model.declaration import Declaration
from corpustools.model.document import Document
from corpustools.model.fact import Fact
from corpustools.model.mention import Mention, Quotation
from corpustools.model.schema import SCHEMA
from corpustools.model.source import Source
from corpustools.model.span import Label, Span


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
        **({"declarations": [each._asdict() for each in document.declarations]} if document.declarations else {}),
        "facts": [
            {
                "field": fact.field,
                "value": fact.value,
                "start": fact.start,
                "end": fact.end,
                **({"declared": True} if fact.declared else {}),
                "rule": fact.rule,
                "confidence": fact.confidence,
                "group": fact.group,
            }
            for fact in document.facts
        ],
        "mentions": [_without_empty(asdict(mention)) for mention in document.mentions],
        "quotations": [_without_empty(asdict(quotation)) for quotation in document.quotations],
        "spans": [
            {
                "start": span.start,
                "end": span.end,
                "label": span.label.value,
                "rule": span.rule,
                **({"reason": span.reason} if span.replacement is None else {"replacement": span.replacement}),
                "confidence": span.confidence,
                **({"cut_by": span.cut_by} if span.cut_by else {}),
                **({} if span.same_as is None else {"same_as": span.same_as}),
            }
            for span in document.spans
        ],
        "rules": dict(document.rules),
        "text": document.text,
    }


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not known, and write places as lists, as JSON has them."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if value not in (None, ())
    }


def _with_tuples(values: Mapping[str, Any]) -> dict[str, Any]:
    """Undo what JSON made of tuples."""
    lists = {name: tuple(value) for name, value in values.items() if type(value) is list}
    return {**values, **lists}


_LABELS: Mapping[str, Label] = {label.value: label for label in Label}


def _span(stored: Mapping[str, Any]) -> Span:
    start, end, rule, confidence = stored["start"], stored["end"], stored["rule"], stored["confidence"]
    # To ask for a label by its value takes as long as to look up all else.
    label = _LABELS.get(stored["label"]) or Label(stored["label"])
    reason, cut_by, same_as = stored.get("reason", ""), stored.get("cut_by", ""), stored.get("same_as")
    if label is Label.REPAIR or "replacement" in stored or same_as is not None:
        return Span(start, end, label, rule, reason, stored.get("replacement"), confidence, cut_by, same_as)
    return Span.of_block(start, end, label, rule, reason, confidence, cut_by)


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
            tuple(map(_span, record["spans"])),
            tuple(
                [
                    Fact(
                        fact["field"],
                        fact["value"],
                        fact["start"],
                        fact["end"],
                        fact["rule"],
                        fact["confidence"],
                        fact["group"],
                        fact.get("declared", False),
                    )
                    for fact in record["facts"]
                ]
            ),
            record["rules"],
            tuple(Declaration(**declared) for declared in record.get("declarations", ())),
            tuple([Mention(**_with_tuples(mention)) for mention in record["mentions"]]),
            tuple([Quotation(**_with_tuples(quotation)) for quotation in record["quotations"]]),
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


def from_json(data: bytes | str) -> Document:
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
    except RecursionError as error:
        raise RecordError("this is not a record: it is nested too deep") from error
    if not isinstance(record, dict):
        raise RecordError("a record is a JSON object")
    return from_record(record)
