"""Exports: every word that a view shows, in forms that other programs read.

``tests/exports`` holds the corpus of this project in each form. It is written by ``make accept``.
"""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from exported import ID, assert_exported, body_of, said_in, tag
from hypothesis import given
from lxml import etree

import corpustools
from corpustools.cli import main
from corpustools.config import Config
from corpustools.corpus import open_corpus
from corpustools.corpus.exporting import Exporting
from corpustools.errors import CorpusToolsError
from corpustools.model.document import Document
from corpustools.model.mention import Mention, Quotation
from corpustools.model.span import Label, Span
from corpustools.writers.chosen import chosen_blocks
from corpustools.writers.citation import cite
from corpustools.writers.exports import EXPORTS
from corpustools.writers.tables import MENTIONS
from corpustools.writers.tei import NAMESPACE
from corpustools.writers.xml import Mark, marked
from test_properties import MARKUP, TEXTS

EXPECTED = Path(__file__).parent / "exports"


def made(*blocks, mentions=(), quotations=()):
    """Make a document of blocks: a label and its words each."""
    spans, text = [], ""
    for label, words in blocks:
        spans.append(Span(len(text), len(text) + len(words), label, rule="r"))
        text += f"{words}\n"
    source = corpustools.read("x").source
    return Document("made", source, text, tuple(spans), (), {}, (), mentions, quotations)


def shape(element):
    """Say which elements of blocks are in which, without those of words."""
    inside = [shape(child) for child in element if child.get("n") or tag(child) in BLOCKS]
    return [tag(element), *inside] if inside else tag(element)


BLOCKS = {"div", "list", "table", "figure"}


# --- The corpus of this project ------------------------------------------------------------------------


@pytest.mark.parametrize("form", EXPORTS)
def test_the_corpus_is_exported_as_expected(form, accept):
    written = "".join(Exporting(open_corpus("corpus"), form).whole())
    path = EXPECTED / f"corpus.{EXPORTS[form].ending}"
    if accept:
        path.write_text(written, encoding="utf-8")
    assert path.is_file(), "run `make accept`, and read what it accepts"
    assert written == path.read_text(encoding="utf-8")


# --- Every text ----------------------------------------------------------------------------------------


@given(TEXTS)
def test_no_word_is_lost_whatever_the_text(text):
    assert_exported(corpustools.read(text))


@given(MARKUP)
def test_no_word_is_lost_whatever_the_markup(markup):
    assert_exported(corpustools.read(f"<html><body>{markup}", media_type="text/html"))


@pytest.mark.parametrize("form", EXPORTS)
def test_twice_the_text_takes_about_twice_the_time(form, grows_linearly):
    def make(length):
        document = corpustools.read("“No,” said Jane Roe in Oslo. " * length)
        return document, chosen_blocks(document), cite(document)

    assert grows_linearly(lambda made: EXPORTS[form].alone(*made, Config()), make, 150)


# --- TEI -----------------------------------------------------------------------------------------------


def test_what_stands_above_the_text_and_what_stands_below_headings():
    document = made(
        (Label.HEADLINE, "Town Is Quiet"),
        (Label.STANDFIRST, "Nobody knows why."),
        (Label.BYLINE, "By Jane Roe"),
        (Label.TIMESTAMP, "10 June 2015"),
        (Label.CAPTION, "The quay"),
        (Label.CREDIT, "Photo: Jane Roe"),
        (Label.CAPTION, "The town"),
        (Label.DATELINE, "OSLO –"),
        (Label.PARAGRAPH, "It is quiet."),
        (Label.BYLINE, "Jane Roe is a writer"),
        (Label.HEADING, "Why"),
        (Label.LIST_ITEM, "one"),
        (Label.LIST_ITEM, "two"),
        (Label.TABLE, "a\tb"),
        (Label.BLOCKQUOTE, "It is."),
        (Label.HEADING, "What now"),
    )
    [article] = body_of(document)
    assert shape(article) == [
        "div",
        *("head", "argument", "byline", "docDate", ["figure", "head", "ab"], ["figure", "head"], "dateline", "p", "ab"),
        ["div", "head", ["list", "item", "item"], ["table", "row"], "quote"],
        ["div", "head"],
    ]
    assert [element.get("type") for element in article if tag(element) == "ab"] == ["byline"]
    [row] = article.iter(f"{{{NAMESPACE}}}row")
    assert [cell.text for cell in row] == ["a", "b"]


def test_names_and_speech_are_marked_in_each_block_that_they_run_through():
    words = "“It is quiet in Oslo."
    document = made(
        (Label.PARAGRAPH, words),
        (Label.PARAGRAPH, "It is.” Roe said"),
        mentions=[Mention(16, 20, "place", "Oslo", "r"), Mention(30, 33, "person", "Jane Roe", "r")],
        quotations=[Quotation(0, 29, "direct", "r", speaker="Jane Roe", speaker_at=(30, 33))],
    )
    paragraphs = list(body_of(document).iter(f"{{{NAMESPACE}}}p"))
    speech = [element for paragraph in paragraphs for element in paragraph if tag(element) == "said"]
    assert [said_in(element) for element in speech] == [words, "It is.”"]
    assert [(tag(element), element.get("key")) for element in speech[0]] == [("placeName", "Oslo")]
    [person] = body_of(document).getroottree().iter(f"{{{NAMESPACE}}}person")
    assert {element.get("who") for element in speech} == {f"#{person.get(ID)}"}
    assert person[0].text == "Jane Roe"


@pytest.mark.parametrize(("kind", "name"), [("person", "person"), ("organization", "org")])
def test_who_speaks_is_a_person_unless_it_is_an_organization(kind, name):
    document = made(
        (Label.PARAGRAPH, "“No,” NATO said"),
        mentions=[Mention(6, 10, kind, "NATO", "r")],
        quotations=[Quotation(0, 5, "direct", "r", speaker="NATO", speaker_at=(6, 10))],
    )
    [speaker] = body_of(document).getroottree().iter(f"{{{NAMESPACE}}}{name}")
    assert speaker[0].text == "NATO"


def test_marks_that_cross_are_parted_and_names_stay_whole():
    later = [Mark(0, 6, "a"), Mark(3, 9, "b"), Mark(4, 5, "c")]
    assert marked("012345678", later) == "<a>0123<c>4</c>5</a><b>678</b>"
    assert marked("0123456", [Mark(2, 4, "a"), Mark(1, 5, "n", is_whole=True)]) == "0<n>1234</n>56"
    assert marked("0123456", [Mark(2, 6, "a"), Mark(1, 5, "n", is_whole=True)]) == "0<n>1234</n><a>5</a>6"
    assert marked("012", [Mark(0, 3, "n", is_whole=True), Mark(0, 3, "a")]) == "<a><n>012</n></a>"


def test_ids_in_the_file_of_a_corpus_are_all_different(make_corpus):
    said = "“It is quiet in Oslo,” said Jane Roe."
    corpus = make_corpus({"one.txt": said, "two.txt": said})
    corpus.process()
    whole = etree.fromstring("".join(Exporting(corpus, "tei").whole()).encode("utf-8"))
    ids = [element.get(ID) for element in whole.iter() if element.get(ID)]
    assert len(ids) == len(set(ids)) == 2
    assert [element.get("n") for element in whole.iter(f"{{{NAMESPACE}}}TEI")] == ["one", "two"]


# --- The command ---------------------------------------------------------------------------------------


def run(*arguments):
    return CliRunner().invoke(main, ["export", *map(str, arguments)])


def test_a_file_for_each_document(make_corpus, tmp_path):
    corpus = make_corpus({"one.txt": "The town is quiet today.", "two.txt": "It rained in Oslo today."})
    corpus.process()
    for form, export in EXPORTS.items():
        done = run(form, "--to", tmp_path / form, "--corpus", corpus.root)
        assert done.exit_code == 0, done.output
        assert done.stderr.startswith("2 documents in ")
        assert sorted(path.name for path in (tmp_path / form).iterdir()) == [
            f"{name}.{export.ending}" for name in ("one", "two")
        ]
    etree.parse(tmp_path / "tei" / "one.xml")


def test_documents_and_blocks_are_chosen(make_corpus):
    corpus = make_corpus({"one.txt": "The town is quiet today.\n\nSubscribe", "two.txt": "Il pleut."})
    corpus.process()

    def exported(*arguments):
        done = run("jsonl", "--corpus", corpus.root, *arguments)
        assert done.exit_code == 0, done.output
        lines = done.stdout.splitlines()
        assert done.stderr == ("1 document\n" if len(lines) == 1 else f"{len(lines)} documents\n")
        return [json.loads(line) for line in lines]

    assert [one["id"] for one in exported()] == ["one", "two"]
    assert [one["text"] for one in exported("--document", "one")] == ["The town is quiet today."]
    assert [one["text"] for one in exported("--document", "one", "--in", "interface")] == ["Subscribe"]
    assert exported("--date", "2015") == []
    corpus.redirects.move("former", "two")
    assert [one["id"] for one in exported("--document", "former")] == ["two"]
    done = run("jsonl", "--corpus", corpus.root, "--document", "one", "--document", "oen")
    assert (2, "") == (done.exit_code, done.stdout)
    assert "there is no file or document oen in " in done.stderr
    assert "did you mean 'one'?" in done.stderr


@pytest.mark.parametrize(("option", "value"), [("--in", "nope"), ("--date", "last")])
def test_nothing_is_written_of_a_choice_that_cannot_be_meant(make_corpus, option, value):
    done = run("tei", "--corpus", make_corpus({"one.txt": "The town is quiet today."}).root, option, value)
    assert (2, "") == (done.exit_code, done.stdout)
    assert f"Error: '{value}' is no " in done.stderr


def test_words_are_withheld_where_that_is_asked_for(make_corpus):
    text = "The town of Oslo is quiet today, and nobody knows why it is."
    corpus = make_corpus({"one.txt": text}, publication="derived")
    corpus.process()
    for form in ("tei", "vertical", "jsonl"):
        assert "quiet" in "".join(Exporting(corpus, form).whole())
        assert "quiet" not in "".join(Exporting(corpus, form, as_published=True).whole())
        assert "Oslo" in "".join(Exporting(corpus, form, as_published=True).whole())


# --- Tables --------------------------------------------------------------------------------------------


def table(corpus, form, **choice):
    return list(csv.DictReader(StringIO("".join(Exporting(corpus, form, **choice).whole()))))


def test_a_table_has_a_row_for_each_mention_and_quotation_of_the_record():
    corpus = open_corpus("corpus")
    [document] = corpus
    for form, told in (("mentions", document.mentions), ("quotations", document.quotations)):
        rows = table(corpus, form)
        assert [(each.start, each.end, each.kind) for each in told] == [
            (int(row["start"]), int(row["end"]), row["kind"]) for row in rows
        ]
        assert all(row["words"] == document.words_at(int(row["start"]), int(row["end"])) for row in rows)


def test_a_table_has_what_stands_in_the_chosen_blocks_alone():
    corpus = open_corpus("corpus")
    [document] = corpus
    places = [document.blocks[place] for place in range(len(document.blocks))]
    headlines = [block for block in places if block.label is Label.HEADLINE]
    rows = table(corpus, "mentions", labels={"headline", "dateline"})
    assert {row["document"] for row in rows} == {document.id}
    assert len(rows) < len(document.mentions)
    inside = [block for block in places if block.label in (Label.HEADLINE, Label.DATELINE)]
    assert headlines
    assert all(any(block.start <= int(row["start"]) < block.end for block in inside) for row in rows)


def test_the_words_of_a_quotation_are_withheld_and_not_who_said_them(make_corpus):
    text = "“We have never stopped hoping for a ferry to the island,” said Mayor Jane Roe in Oslo on Monday."
    corpus = make_corpus({"one.txt": text}, publication="derived")
    corpus.process()
    assert ["hoping" in row["words"] for row in table(corpus, "quotations")] == [True]
    [row] = table(corpus, "quotations", as_published=True, site="https://town.example/")
    assert "hoping" not in row["words"]
    assert (row["speaker"], row["cue"]) == ("Jane Roe", "said")
    assert row["address"].startswith("https://town.example/corpus/documents/one.html#p-")


def test_each_file_of_a_table_has_its_heads(tmp_path, make_corpus):
    corpus = make_corpus({"one.txt": "So said Mayor Jane Roe.", "two.txt": "Nobody knows why."})
    corpus.process()
    folder = tmp_path / "tables"
    folder.mkdir()
    assert Exporting(corpus, "mentions").write(folder) == 2
    files = {path.name: path.read_text(encoding="utf-8").splitlines() for path in folder.iterdir()}
    assert {"one.mentions.csv": 2, "two.mentions.csv": 1} == {name: len(lines) for name, lines in files.items()}
    assert {",".join(MENTIONS)} == {lines[0] for lines in files.values()}


def test_half_of_a_surrogate_pair_stays_json(make_corpus):
    corpus = make_corpus({"one.txt": "The town is quiet today."})
    corpus.process()
    record = corpus.record_path("one")
    record.write_text(record.read_text(encoding="utf-8").replace("quiet", "q\\ud83d\\ud83det"), encoding="utf-8")
    done = run("jsonl", "--corpus", corpus.root)
    assert json.loads(done.stdout)["text"] == "The town is q\ud83d\ud83det today."


def test_what_there_is_none_of_is_said(make_corpus):
    corpus = make_corpus({"one.txt": "The town is quiet today."})
    corpus.process()
    done = run("tei", "--corpus", corpus.root, "--in", "everything")
    assert done.exit_code == 2
    assert "'everything'" in done.stderr
    assert "paragraph" in done.stderr
    assert run("pdf", "--corpus", corpus.root).exit_code == 2
    with pytest.raises(CorpusToolsError, match="there is no export 'pdf'"):
        Exporting(corpus, "pdf")
