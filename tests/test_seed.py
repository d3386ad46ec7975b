"""The seed document against its gold annotation, line by line.

``time_expressions``, ``mentions`` and ``quotations`` of the annotation are left out here.
"""

import hashlib
import json
from collections import Counter
from dataclasses import asdict

import pytest

import corpustools
from corpustools.corpus import open_corpus
from corpustools.extractors.receipts import says
from corpustools.model.record import to_json

NAME = "000_fe9d5194648d3d10"
LATER = {"time_expressions", "other_languages"}
RENAMED = {"published": "date_published", "byline": "authors"}
NOT_STATED = {"date_published": None, "authors": ()}


@pytest.fixture(scope="module")
def gold(seed):
    return json.loads((seed / "gold.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def document(seed, gold):
    return corpustools.read((seed / gold["source"]).read_bytes(), id=NAME)


def test_the_seed_is_the_document_that_was_annotated(seed, gold):
    assert gold["sha256"] == hashlib.sha256((seed / gold["source"]).read_bytes()).hexdigest()


def test_blocks_are_the_segments_of_the_annotation_and_no_others(gold, document):
    expected = [(segment["start"], segment["end"], segment["text"]) for segment in gold["segments"]]
    assert expected == [(block.start, block.end, block.text) for block in document.blocks]


def test_each_block_has_the_label_of_its_segment(gold, document):
    blocks = {block.start: block for block in document.blocks}
    wrong = {
        segment["text"]: blocks[segment["start"]].label
        for segment in gold["segments"]
        if blocks[segment["start"]].label not in {segment["role"], *segment.get("also", ())}
    }
    assert {} == wrong


def test_each_segment_stands_on_its_line(gold, document):
    expected = [segment["line"] for segment in gold["segments"]]
    assert expected == [document.text.count("\n", 0, block.start) + 1 for block in document.blocks]


def test_repairs_are_those_of_the_annotation(gold, document):
    assert gold["repairs"] == Counter(repair.rule for repair in document.repairs)


def test_metadata_is_that_of_the_annotation(gold, document):
    stated = {name: value for name, value in gold["metadata"].items() if name not in LATER | {"published_why"}}
    expected = {}
    for name, value in stated.items():
        field = RENAMED.get(name, name)
        expected[field] = NOT_STATED[field] if value is None else value
    found = json.loads(json.dumps(asdict(document.metadata)))
    # What the annotation has no part for is not stated.
    found["images"] = [{part: value for part, value in image.items() if part != "source"} for image in found["images"]]
    assert [None] == [image.source for image in document.metadata.images]
    assert json.loads(json.dumps(expected)) == {name: found[name] for name in expected}
    assert not any(value for name, value in found.items() if name not in expected and name != "other_languages")


def test_the_line_in_another_language_is_told_apart(gold, document):
    assert ["ru (line 30 only)"] == gold["metadata"]["other_languages"]
    assert ("ru",) == document.metadata.other_languages
    [fact] = [fact for fact in document.facts if fact.field == "other_language"]
    assert document.text.count("\n", 0, fact.start) + 1 == 30


def test_each_fact_says_its_receipt(document):
    assert document.facts
    assert [] == [fact for fact in document.facts if not says(document, fact)]


def test_the_committed_raw_document_is_the_seed(gold):
    assert gold["sha256"] == hashlib.sha256((open_corpus("corpus").raw / f"{NAME}.txt").read_bytes()).hexdigest()


def test_the_committed_corpus_is_what_reading_gives():
    corpus = open_corpus("corpus")
    again = corpus.read_raw(f"{NAME}.txt", NAME)
    assert again.article.encode() == corpus.reading_path(NAME).read_bytes()
    assert to_json(again) == corpus.record_path(NAME).read_bytes()
