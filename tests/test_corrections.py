"""What people correct in single documents holds, is read when it changes, and is missed where it fits no more."""

from dataclasses import replace

import pytest

import corpustools
from corpustools import Corpus, Correction
from corpustools.corpus.corrections import HEADS
from corpustools.corpus.verify import verify
from corpustools.errors import ConfigError, ModelError, UnreadableError
from corpustools.extractors.receipts import says
from corpustools.model.correction import CORRECTABLE
from corpustools.model.fact import FIELDS
from corpustools.model.receipts import declaration_of

TEXT = "The Ferry Is Back\n\nReading time: 4 minutes\n\nThe ferry sails again this week, ten years after it was sold."
LABEL = Correction("label", "interface", "Reading time", "a counter")


@pytest.fixture
def corpus(tmp_path):
    corpus = Corpus.create(tmp_path)
    for name in ("ferry", "mayor"):
        (corpus.raw / f"{name}.txt").write_text(f"{TEXT} So says the {name}.", encoding="utf-8")
    corpus.process()
    return corpus


def write(corpus, *rows):
    corpus.corrections.folder.mkdir(exist_ok=True)
    path = corpus.corrections.folder / "raw.csv"
    path.write_text("\n".join((",".join(HEADS), *rows, "")), encoding="utf-8")
    return path


class TestReading:
    def test_a_label_changes_its_block_and_no_other(self):
        before, after = corpustools.read(TEXT), corpustools.read(TEXT, corrections=[LABEL])
        changed = [(one, other) for one, other in zip(before.blocks, after.blocks, strict=True) if one != other]
        assert [("Reading time: 4 minutes", "timestamp", "interface")] == [
            (one.text, one.label, other.label) for one, other in changed
        ]
        assert before.text == after.text

    def test_words_that_are_a_whole_block_mean_each_such_block_and_no_longer_one(self):
        text = f"{TEXT}\n\nShare\n\nShare\n\nShare the ferry with a friend of yours, says the captain of it."
        page = corpustools.read(text, corrections=[Correction("label", "heading", "Share")])
        assert ["Share", "Share"] == [block.text for block in page.blocks if block.rule == "corrected_label"]

    @pytest.mark.parametrize("words", ["Reading tome", "the ferry sails", "e"])
    def test_words_that_stand_nowhere_or_in_several_blocks_are_refused(self, words):
        with pytest.raises(UnreadableError, match=r"fits nowhere: .*block") as refused:
            corpustools.read(TEXT, corrections=[Correction("label", "interface", words)])
        assert refused.value.code == "correction_misfits"

    def test_two_labels_for_one_block_are_refused(self):
        with pytest.raises(UnreadableError, match="with '4 minutes' another one says interface"):
            corpustools.read(TEXT, corrections=[LABEL, Correction("label", "credit", "4 minutes")])

    def test_a_field_holds_what_is_said_and_nothing_that_rules_found(self):
        page = '<meta name=author content="Jane Roe"><title>The ferry</title><p>By Jane Roe<p>' + TEXT
        said = [Correction("author", "Ann Poe", why="she said so"), Correction("author", "Li Hui")]
        document = corpustools.read(page, media_type="text/html", corrections=said)
        assert document.metadata.authors == ("Ann Poe", "Li Hui")
        assert {"corrected_fact"} == {fact.rule for fact in document.facts if fact.field == "author"}
        assert "Jane Roe" in document.text

    @pytest.mark.parametrize("field", CORRECTABLE[1:])
    def test_each_field_has_a_receipt_that_says_it(self, field):
        value = {"date": "2015-06", "language": "pt-BR"}.get(FIELDS[field].says, "[the] captain, ret.")
        page = corpustools.read(TEXT, corrections=[Correction(field, value)])
        [fact] = [fact for fact in page.facts if fact.field == field]
        assert fact.value == value
        assert says(page, fact)
        assert not says(page, replace(fact, value="1999" if FIELDS[field].says == "date" else "xx"))

    def test_what_is_given_with_a_file_is_told_apart_where_it_is_as_long(self):
        url = "https://town.example"
        page = corpustools.read(
            TEXT, url=url, retrieved="2020-01-01T10:00:00Z", corrections=[Correction("headline", url[::-1])]
        )
        facts = {fact.field: declaration_of(fact, page.declarations) for fact in page.facts if fact.declared}
        assert {"date_retrieved": "retrieved", "headline": "correction headline"} == {
            field: declaration.name for field, declaration in facts.items() if field in ("date_retrieved", "headline")
        }

    def test_a_record_holds_what_was_corrected(self):
        page = corpustools.read(TEXT, corrections=[LABEL, Correction("author", ""), Correction("publisher", "X: Y")])
        assert corpustools.Document.from_json(page.to_json()) == page

    @pytest.mark.parametrize(
        "said",
        [
            ("image.year", "2015"),
            ("label", "interface", "  "),
            ("author", "Jane Roe", "By Jane Roe"),
            ("author", " Jane Roe"),
            ("date_published", "2015-13"),
            ("date_published", "2015-06-10T10:00"),
            ("language", "English"),
        ],
    )
    def test_what_cannot_be_meant_is_refused(self, said):
        with pytest.raises(ModelError):
            Correction(*said)


class TestCorpus:
    def test_only_what_is_corrected_is_read_again(self, corpus):
        corpus.correct("ferry", LABEL)
        assert corpus.process().written == ("ferry",)
        assert corpus.process().written == ()
        assert "Reading time" not in corpus["ferry"].article
        assert [] == list(verify(corpus))

    def test_a_correction_that_is_taken_out_holds_no_more(self, corpus):
        corpus.correct("ferry", LABEL)
        corpus.process()
        (corpus.corrections.folder / "raw.csv").unlink()
        assert corpus.process().written == ("ferry",)
        assert "Reading time" in corpus["ferry"].article

    def test_a_correction_that_fits_nowhere_sets_its_document_in_quarantine_and_no_other(self, corpus):
        write(corpus, "ferry.txt,label,interface,Reading tome,")
        report = corpus.process()
        assert report.unchanged == ("mayor",)
        assert "corrections/raw.csv:2: no block has the words 'Reading tome'" in report.quarantined["ferry.txt"]
        assert [] == list(verify(corpus))
        write(corpus, "ferry.txt,label,interface,Reading time,")
        assert corpus.process().written == ("ferry",)

    def test_a_correction_that_fits_nowhere_is_not_written(self, corpus):
        with pytest.raises(UnreadableError):
            corpus.correct("ferry", replace(LABEL, words="Reading tome"))
        assert not corpus.corrections.folder.exists()

    def test_verify_finds_a_record_from_before_a_correction(self, corpus):
        corpus.correct("ferry", LABEL)
        [problem] = verify(corpus)
        assert problem.path == corpus.record_path("ferry")

    def test_verify_finds_a_name_that_no_document_has_and_a_file_of_no_source(self, corpus):
        path = write(corpus, "fery.txt,author,Jane Roe,,")
        other = path.with_name("islands.csv")
        other.write_text("name,what,value\nferry.txt,author,Jane Roe\n", encoding="utf-8")
        assert [(other, "ferry.txt"), (path, "fery.txt")] == list(corpus.corrections.strangers(corpus.names()))
        assert [other, path] == [problem.path for problem in verify(corpus)]

    @pytest.mark.parametrize(
        ("row", "fault"),
        [
            ("ferry.txt,autor,Jane Roe,,", "raw.csv:2: 'autor' cannot be corrected; did you mean 'author'?"),
            ("ferry.txt,author", "raw.csv:2: a line needs a name, and as many cells as there are heads"),
            (",author,Jane Roe,,", "raw.csv:2: a line needs a name"),
        ],
    )
    def test_a_row_that_cannot_be_meant_is_named(self, corpus, row, fault):
        write(corpus, row)
        with pytest.raises(ConfigError, match=fault.replace("?", r"\?")):
            corpus.process()
        assert fault in next(verify(corpus)).message

    def test_a_head_that_is_missing_is_named(self, corpus):
        write(corpus).write_text("name,value\n", encoding="utf-8")
        with pytest.raises(ConfigError, match=r"raw\.csv:1: the first line must name the columns name, what, value"):
            corpus.process()
