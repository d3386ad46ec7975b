"""Every folder of ``tests/cases``: what reading its raw document gives, and what holds whatever is read.

``expected.json`` is written by ``make accept``; read the diff before it is committed. That of a known failure
(``xfail`` in ``case.toml``) is written by hand and says what would be right; ``null`` there stands for any rule.
"""

import json
import pickle
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import corpustools
from corpustools import registry
from corpustools.extractors.receipts import says
from corpustools.model.document import Document
from corpustools.model.record import from_json, from_record, to_json, to_record
from corpustools.model.schema import make_schema, schema
from corpustools.model.span import BLOCK_LABELS, KEPT
from corpustools.model.tiling import excerpt
from corpustools.text.words import words

SCHEMA_FILE = Path(corpustools.__file__).parent / "schemas" / "record-1.json"


def essence(document: Document) -> dict[str, Any]:
    """Return what a person would check by eye."""
    return {
        "encoding": [document.source.encoding, document.source.encoding_rule],
        "repairs": dict(sorted(Counter(repair.rule for repair in document.repairs).items())),
        "metadata": without_empty(asdict(document.metadata)),
        "blocks": [
            [block.start, block.end, block.label.value, block.rule, excerpt(block.reading, 60)]
            for block in document.blocks
        ],
        "mentions": [[each.start, each.end, each.kind, each.name, each.rule] for each in document.mentions],
        "quotations": [[each.start, each.end, each.kind, each.speaker, each.rule] for each in document.quotations],
    }


def without_empty(value: Any) -> Any:
    """Leave out of dictionaries, however deep, what is unknown or empty; tuples become lists, as in JSON."""
    if isinstance(value, dict):
        return {name: without_empty(item) for name, item in value.items() if item not in (None, ())}
    return [without_empty(item) for item in value] if isinstance(value, tuple) else value


def render(essence: dict[str, Any]) -> str:
    """Write JSON with a line for each block and each thing told, and characters that nobody sees as escapes."""
    metadata = [f"{json.dumps(name)}: {_line(value)}" for name, value in essence["metadata"].items()]
    told = [(name, list(map(_line, essence[name]))) for name in ("blocks", "mentions", "quotations")]
    rows = ",\n".join(f' "{name}": [{_rows(lines)}]' for name, lines in told if lines or name == "blocks")
    return (
        f'{{\n "encoding": {_line(essence["encoding"])},\n "repairs": {_line(essence["repairs"])},\n'
        f' "metadata": {{{_rows(metadata)}}},\n{rows}\n}}\n'
    )


def _rows(items: list[str]) -> str:
    return "\n  " + ",\n  ".join(items) + "\n " if items else ""


def _line(value: Any) -> str:
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in json.dumps(value, ensure_ascii=False))


def test_the_schema_is_the_one_the_model_makes(accept):
    # Before the tests that hold records to it: `make accept` gives up at a failure, and a new field would be one.
    made = (json.dumps(make_schema(), indent=1) + "\n").encode()
    if accept:
        SCHEMA_FILE.write_bytes(made)
        schema.cache_clear()
    assert made == SCHEMA_FILE.read_bytes()


def test_reading_gives_what_is_expected(case, accept, request):
    path = case.path / "expected.json"
    found = essence(case.document)
    if accept and not case.xfail:
        path.write_text(render(found), encoding="utf-8")
    assert path.is_file(), "run `make accept`, and read what it accepts"
    expected = {"mentions": [], "quotations": [], **json.loads(path.read_text(encoding="utf-8"))}
    if case.xfail:
        found |= {name: expected[name] for name in ("mentions", "quotations")}
        request.applymarker(pytest.mark.xfail(reason=case.xfail, strict=True))
        known = {block[0]: block[3] for block in expected["blocks"]}
        for block in found["blocks"]:
            block[3] = block[3] if known.get(block[0]) else None
    assert expected == found


def test_a_known_failure_expects_something_possible(case):
    """What was written by hand is held to the same rules: labels that exist, words that stand there, all of them."""
    expected = json.loads((case.path / "expected.json").read_text(encoding="utf-8"))
    text = case.document.text
    at = 0
    for start, end, label, rule, words_there in expected["blocks"]:
        assert label in set(BLOCK_LABELS)
        assert rule is not None or case.xfail
        assert text[at:start].strip() == ""
        assert excerpt(case.document.words_at(start, end), 60) == words_there
        at = end
    assert text[at:].strip() == ""


def test_a_case_says_what_it_is_for(case):
    settings = case.settings
    optional = {"kind", "xfail", "media_type", "gazetteer", "corrections", "given_as"}
    assert {"title", "why"} <= settings.keys() <= {"title", "why"} | optional
    assert settings["why"].endswith((".", "。"))
    assert settings.get("kind", "negative") == "negative"
    assert {"raw.txt", "case.toml", "expected.json"} == {path.name for path in case.path.iterdir()} - {"siblings"}


def test_a_negative_case_is_left_alone(negative_case):
    document = negative_case.document
    assert [] == [block for block in document.blocks if block.label not in KEPT]
    assert () == document.repairs
    assert {"language", "other_language"} >= {fact.field for fact in document.facts}


def test_each_character_is_in_one_block_or_is_white_space(case):
    document = case.document
    held = Counter(place for block in document.blocks for place in range(block.start, block.end))
    assert set(held.values()) <= {1}
    assert "" == "".join(c for place, c in enumerate(document.text) if place not in held).strip()


def test_each_receipt_says_its_fact(case):
    assert [] == [fact for fact in case.document.facts if not says(case.document, fact)]


def test_the_record_says_everything_the_document_says(case):
    document = case.document
    assert document == from_record(json.loads(json.dumps(to_record(document))))
    assert document == from_json(to_json(document))
    assert to_json(document) == to_json(from_json(to_json(document)))


def test_the_record_follows_its_schema(case):
    jsonschema.Draft202012Validator(schema()).validate(json.loads(to_json(case.document)))


def test_reading_twice_gives_the_same(case):
    assert case.document == case.read()
    assert to_json(case.document) == to_json(case.read())


def test_a_document_survives_pickling(case):
    again = pickle.loads(pickle.dumps(case.document))
    assert case.document == again
    assert case.document.blocks == again.blocks
    assert case.document.metadata == again.metadata


def test_the_document_names_the_rules_that_made_it(case):
    document = case.document
    used = {part.rule for part in (*document.spans, *document.facts, *document.mentions)} | {
        document.source.encoding_rule
    }
    versions = {rule.name: rule.version for rule in registry.rules()}
    assert used - {"given_as_text"} <= document.rules.keys()
    assert document.rules.items() <= versions.items()


def test_each_shown_character_leads_back_to_where_it_was_read(case):
    document = case.document
    view = document.view("all")
    replaced = {(repair.start, repair.end): repair.replacement for repair in document.repairs}
    before = 0
    for place, character in enumerate(view.text):
        start, end = view.source(place, place + 1)
        assert before <= start
        before = start
        if (start, end) in replaced:
            assert character in replaced[start, end]
        elif end - start == 1 and not character.isspace():
            assert character == document.text[start]
        else:
            assert character.isspace()
            assert document.words_at(start, end).strip() == "" if start < end else character == "\n"


def test_the_reading_text_read_again_shows_the_same_words(case):
    assert words(case.document.article) == words(corpustools.read(case.document.article).article)
