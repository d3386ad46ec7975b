"""A pipeline of spaCy as a second opinion: what it says is recorded, and changes nothing else."""

import pytest
import spacy

import corpustools
from corpustools.corpus import open_corpus
from corpustools.corpus.verify import verify
from corpustools.errors import ConfigError
from corpustools.model.record import from_json, to_json
from corpustools.voting import load_pipeline, vote

PAGE = "The ferry to Stockholm is late, said\u00a0Jane Roe of the Vrebt Institute on Monday, and will be in Oslo, too."


@pytest.fixture(scope="module")
def pipeline():
    """A stand-in: a pipeline without a model that knows three names, one of them as something else."""
    blank = spacy.blank("en")
    known = {"Stockholm": "GPE", "Jane Roe": "ORG", "Vrebt Institute": "ORG", "Monday": "DATE"}
    blank.add_pipe("entity_ruler").add_patterns([{"label": kind, "pattern": name} for name, kind in known.items()])
    return blank


def test_each_name_has_the_opinion_beside_it(pipeline):
    page = vote(corpustools.read(PAGE), pipeline)
    said = {
        each.name: (each.kind, *(each_vote.partition(": ")[2] for each_vote in each.votes)) for each in page.mentions
    }
    assert {
        "Stockholm": ("place", "place"),
        "Jane Roe": ("person", "organization"),
        "Vrebt Institute": ("organization", "organization"),
        "Oslo": ("place", "nothing"),
        "Monday": ("time",),
    } == said


def test_nothing_but_the_votes_changes_and_they_are_stored(pipeline):
    page = corpustools.read(PAGE)
    voted = vote(page, pipeline)
    assert page.mentions == tuple(corpustools.Mention(**{**fields_of(each), "votes": ()}) for each in voted.mentions)
    assert (page.spans, page.facts, page.quotations) == (voted.spans, voted.facts, voted.quotations)
    assert voted == from_json(to_json(voted))


def fields_of(mention):
    return {name: getattr(mention, name) for name in type(mention).__dataclass_fields__}


def test_a_corpus_names_its_pipeline_and_is_verified_with_it(tmp_path, pipeline):
    pipeline.to_disk(tmp_path / "names")
    corpus = corpustools.Corpus.create(tmp_path / "corpus")
    settings = f"[corpus]\nner = {str(tmp_path / 'names')!r}\n"
    (corpus.root / "corpus.toml").write_text(settings, encoding="utf-8")
    (corpus.raw / "page.txt").write_text(PAGE, encoding="utf-8")
    corpus = open_corpus(corpus.root)
    corpus.process()
    [page] = corpus
    assert all(each.votes for each in page.mentions if each.kind != "time")
    assert [] == list(verify(open_corpus(corpus.root)))


def test_without_the_pipeline_it_says_how_to_get_one():
    with pytest.raises(ConfigError, match="python -m spacy download"):
        load_pipeline("no_such_pipeline")


def test_without_spacy_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "spacy", None)
    with pytest.raises(ConfigError, match=r"corpustools\[ner\]"):
        load_pipeline("en_core_web_sm")
