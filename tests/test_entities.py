"""Entities: names that people merged, split and described in the files of ``entities/``."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpustools
from corpustools.corpus import Corpus, verify
from corpustools.corpus.appearances import appearances
from corpustools.corpus.entities import Entities, slug
from corpustools.corpus.entry import Entry, Stored
from corpustools.corpus.summaries import summary
from corpustools.errors import ConfigError

MERGED = """
[mao]
kind = "person"
name = "Mao Zedong"
names = ["Mao Tse-tung"]
description = "chairman"

[mao-the-painter]
kind = "person"
name = "Mao Zedong"
documents = ["show"]
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "entities").mkdir()
    return tmp_path / "entities"


def load(folder, text):
    (folder / "people.toml").write_text(text, encoding="utf-8")
    return Entities.load(folder)


def test_names_are_merged_and_split_by_editing_a_file(folder):
    known = load(folder, MERGED)
    assert "mao" == known.of("person", "MAO TSE-TUNG", "essay").slug
    assert "mao" == known.of("person", "Mao Zedong", "essay").slug
    assert "mao-the-painter" == known.of("person", "Mao Zedong", "show").slug
    assert "mao" == known.of("person", "Mao Tse-tung", "show").slug
    assert "chairman" == known.of("person", "Mao Zedong", "essay").description


def test_kinds_are_told_apart(folder):
    known = load(folder, MERGED)
    assert not known.of("place", "Mao Zedong", "essay").curated


def test_a_name_without_a_table_never_takes_the_address_of_one(folder):
    known = load(folder, '[jane-roe]\nkind = "person"\nname = "Jane Q. Roe"\n')
    assert "jane-roe" != known.of("person", "Jane Roe", "essay").slug
    assert known.of("person", "Jane Roe", "essay").slug.startswith("jane-roe-")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name = 1", "name stands outside a table"),
        ("[Mao]\n", "[Mao] is part of an address"),
        ('[mao]\nkind = "person"\n', "[mao]: name must be given"),
        ("[mao]\n", "[mao]: kind and name must be given"),
        ('[mao]\nkind = "animal"\nname = "Mao"\n', "a kind is one of person, organization, place, not 'animal'"),
        ('[mao]\nkind = "time"\nname = "Mao"\n', "a kind is one of person, organization, place, not 'time'"),
        ('[mao]\nkind = "person"\nname = "Mao"\nnmaes = []\n', "did you mean 'names'?"),
        ('[mao]\nkind = "person"\nname = "Mao"\ncurated = true\n', "there is no setting 'curated'"),
        ('[mao]\nkind = "person"\nname = "Mao"\nnames = "M"\n', "names must be a list of texts, not 'M'"),
        ('[mao]\nkind = "person"\nname = 3\n', "name must be a text in quotation marks, not 3"),
        ("[mao\n", "at line 1"),
        (MERGED + '[chairman]\nkind = "person"\nname = "mao zedong"\n', "is [chairman] and [mao]"),
        (
            MERGED + '[painter]\nkind = "person"\nname = "Mao Zedong"\ndocuments = ["show"]\n',
            "in the document show",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_place_and_advice(folder, text, message):
    with pytest.raises(ConfigError) as refused:
        load(folder, text)
    assert message in str(refused.value)
    assert str(folder) in str(refused.value)


def test_the_same_address_in_two_files_is_refused(folder):
    (folder / "more.toml").write_text('[mao]\nkind = "person"\nname = "Mao"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"people\.toml: there are two of \[mao\]"):
        load(folder, MERGED)


def test_bytes_that_are_no_text_are_refused(folder):
    (folder / "people.toml").write_bytes(b"\xff")
    with pytest.raises(ConfigError, match=r"people\.toml"):
        Entities.load(folder)


def test_a_corpus_knows_its_entities(tmp_path, folder):
    load(folder, MERGED)
    assert ("mao", "mao-the-painter") == tuple(e.slug for e in Corpus.create(tmp_path).entities.curated)


@given(st.text(min_size=1).filter(str.strip), st.text(min_size=1).filter(str.strip))
def test_names_share_an_address_only_if_they_differ_in_capitals_and_spaces(one, other):
    same = " ".join(one.casefold().split()) == " ".join(other.casefold().split())
    assert same == (slug(one) == slug(other))
    assert slug(one) == slug(one.casefold())
    assert len(slug(one)) <= 100


def entry(ident, *named):
    rows = [[kind, name, mentions, 0, anchor, "", ""] for kind, name, mentions, anchor in named]
    return Entry(ident, [], [], named=Stored.of(rows))


def test_appearances_follow_what_was_merged(folder):
    known = load(folder, MERGED)
    one = entry("essay", ("person", "Mao Tse-tung", 2, "p-1"), ("person", "Mao Zedong", 1, "p-2"))
    other = entry("show", ("person", "Mao Zedong", 4, "p-9"))
    found = {each.entity.slug: each for each in appearances(known, [other, one])}
    assert {"mao": 3, "mao-the-painter": 4} == {slug: each.mentions for slug, each in found.items()}
    assert ["p-1"] == [appearance.anchor for appearance in found["mao"].documents]


def test_a_name_is_shown_as_most_documents_have_it():
    rows = [entry(str(n), ("place", name, 1, "")) for n, name in enumerate(("Oslo", "OSLO", "Oslo"))]
    assert ["Oslo"] == [each.name for each in appearances(Entities(), rows)]


def test_quotations_belong_to_their_speaker_and_to_nobody_else():
    said = (
        "“The river is high today,” said Jane Roe, mayor of Oslo.",
        "“It was quiet,” a spokesperson said.",
        "“Nobody was here on Monday,” Roe said.",
    )
    text = "\n\n".join(said)
    page = summary(corpustools.read(text), [], [])
    assert {"Jane Roe": 2, "Oslo": 0} == {each.name: each.quotations for each in appearances(Entities(), [page])}


def test_verify_complains_of_documents_that_are_not_there(tmp_path, folder):
    load(folder, MERGED)
    corpus = Corpus.create(tmp_path)
    assert ["[mao-the-painter]: there is no document 'show'"] == [problem.message for problem in verify(corpus)]
    (folder / "people.toml").write_text("[mao", encoding="utf-8")
    (problem,) = verify(corpus)
    assert "people.toml" in problem.message
