"""Croissant: what the specification requires of a description, and that it says what is in the file."""

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpustools.cli import main
from corpustools.corpus.card import card_of
from corpustools.corpus.croissant import CONTEXT, croissant
from corpustools.writers.json_lines import COLUMNS

PAGE = "Quiet town stays quiet\n\nBy Jane Roe\n\n10 June 2015\n\nThe town is quiet today, said the mayor, as it was.\n"
SAID = {
    "title": "Towns",
    "description": "News of quiet towns.",
    "license": "CC-BY-4.0",
    "creators": ["Jane Roe", "The Harbour Institute"],
    "url": "https://towns.example/",
    "published": "2024-05-31",
    "version": "1.0",
    "citation": "Roe, J. (2024). Towns.",
}


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def exported(make_corpus, tmp_path):
    corpus = make_corpus({"a.txt": PAGE, "b.txt": PAGE.replace("June", "May")}, **SAID)
    corpus.process()
    path = tmp_path / "towns.jsonl"
    path.write_bytes(run("export", "jsonl", "--corpus", corpus.root).stdout_bytes)
    return corpus, path


def nodes(value):
    """Yield all objects of a description, wherever they stand in it."""
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from nodes(each)
    elif isinstance(value, list):
        for each in value:
            yield from nodes(each)


def test_has_what_the_specification_requires(exported):
    corpus, path = exported
    made = croissant(card_of(corpus), path)
    assert "http://mlcommons.org/croissant/1.0" == made["conformsTo"]
    assert "sc:Dataset" == made["@type"]
    for name in ("name", "description", "license", "url", "creator", "datePublished", "version", "citeAs"):
        assert made[name], name
    assert ["Person", "Organization"] == [creator["@type"] for creator in made["creator"]]
    (file,), (records,) = made["distribution"], made["recordSet"]
    for name in ("@id", "name", "contentUrl", "encodingFormat", "sha256"):
        assert file[name], name
    assert all(field["@id"].startswith(f"{records['@id']}/") and field["source"] for field in records["field"])
    typed = [node for node in nodes({**made, "@context": None}) if "@id" in node and "@type" in node]
    known = [node["@id"] for node in typed]
    assert len(set(known)) == len(known)
    referred = {node["@id"] for node in nodes({**made, "@context": None}) if list(node) == ["@id"]}
    assert referred
    assert referred <= set(known)


def test_words_of_the_format_are_in_its_context(exported):
    corpus, path = exported
    of_format = {"citeAs", "conformsTo", "dataType", "equivalentProperty", "extract", "field", "fileObject", "key"}
    of_format |= {"recordSet", "repeated", "source", "column"}
    used = {name for node in nodes({**croissant(card_of(corpus), path), "@context": None}) for name in node}
    assert of_format <= used
    assert of_format <= CONTEXT.keys()


def test_says_what_is_in_the_file(exported):
    corpus, path = exported
    made = croissant(card_of(corpus), path)
    (file,), (records,) = made["distribution"], made["recordSet"]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == file["sha256"]
    assert f"{path.stat().st_size} B" == file["contentSize"]
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    columns = {field["source"]["extract"]["column"]: field for field in records["field"]}
    for line in lines:
        assert list(columns) == list(line)
        for name, value in line.items():
            assert isinstance(value, list) == columns[name].get("repeated", False), name
    assert ["2015-05-10", "2015-06-10"] == sorted(line["date_published"] for line in lines)
    assert len({line[columns["id"]["name"]] for line in lines}) == len(lines) == 2
    assert {"@id": columns["id"]["@id"]} == records["key"]


def test_every_column_says_what_it_means():
    assert all(column.help for column in COLUMNS)
    assert len({column.name for column in COLUMNS}) == len(COLUMNS)


def test_describe_prints_it_and_says_what_is_missing(exported, make_corpus):
    corpus, path = exported
    said = run("describe", "--croissant", path, "--corpus", corpus.root)
    assert (0, "") == (said.exit_code, said.stderr)
    assert croissant(card_of(corpus), path) == json.loads(said.stdout)
    (corpus.root / "corpus.toml").write_text('[corpus]\nlicense = "CC0-1.0"\n')
    less = run("describe", "--croissant", path, "--corpus", corpus.root)
    assert 0 == less.exit_code
    assert "Croissant requires what corpus.toml does not say: creators, url, published, description\n" == less.stderr
    both = run("describe", "--json", "--croissant", path, "--corpus", corpus.root)
    assert 2 == both.exit_code
    assert "--json and --croissant do not go together." in both.stderr


def test_what_was_withheld_is_not_in_it(exported):
    corpus, path = exported
    settings = (corpus.root / "corpus.toml").read_text()
    (corpus.root / "corpus.toml").write_text(f'{settings}publication = "derived"\n')
    path.write_bytes(run("export", "jsonl", "--as-published", "--corpus", corpus.root).stdout_bytes)
    assert "said the mayor" not in path.read_text()
    said = run("describe", "--croissant", path, "--corpus", corpus.root)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == json.loads(said.stdout)["distribution"][0]["sha256"]
    assert "said the mayor" not in said.stdout


@pytest.mark.parametrize("words", ["The town is quiet.", "[1]\n", '{"id": "a"}\n', "\xff"])
def test_another_file_is_refused(exported, words):
    corpus, path = exported
    with path.open("ab") as file:
        file.write(words.encode("latin-1"))
    said = run("describe", "--croissant", path, "--corpus", corpus.root)
    assert (2, "") == (said.exit_code, said.stdout)
    assert f"Error: {path}: it is no file that `corpustools export jsonl` wrote\n" == said.stderr


def test_a_day_of_publication_is_one(make_corpus):
    corpus = make_corpus({})
    (corpus.root / "corpus.toml").write_text('[corpus]\npublished = "last May"\n')
    said = run("describe", "--corpus", corpus.root)
    assert "published must be a day such as 2024-05-31, not 'last May'" in said.stderr
    assert not Path("croissant.json").exists()
