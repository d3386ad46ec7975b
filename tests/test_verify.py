"""``verify`` proves a corpus, and names the file and the place where it cannot."""

import json
import os

import pytest

from corpustools import registry
from corpustools.corpus import open_corpus, verify
from corpustools.errors import CorpusNotFoundError

PAGE = """Über den Fluss: Town Is Quiet
By Jane Roe
10 June 2015
The\u00a0town is quiet today, and it has been quiet for as long as anybody can remember.

Nobody in the town knows how long this will last.

Subscribe
"""


@pytest.fixture
def corpus(make_corpus):
    corpus = make_corpus({"page.txt": PAGE, "pdf.txt": b"%PDF-1.7", "empty.txt": b""})
    corpus.process()
    assert [] == found(corpus)
    return corpus


def found(corpus):
    """Return the problems: below which folder, at which place, what."""
    return [(str(problem.path.relative_to(corpus.root)), problem.offset, problem.message) for problem in verify(corpus)]


def tamper(corpus, change):
    """Change a record as someone would who knows its form, and write it as it is written."""
    path = corpus.record_path("page")
    record = json.loads(path.read_bytes())
    change(record)
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def span_of(record, label):
    return next(span for span in record["spans"] if span["label"] == label)


def fact_of(record, field):
    return next(fact for fact in record["facts"] if fact["field"] == field)


def test_the_corpus_of_the_repository_holds():
    assert [] == list(verify(open_corpus("corpus")))


def test_a_problem_names_file_and_place(corpus):
    corpus.reading_path("page").unlink()
    (problem,) = verify(corpus)
    assert f"{corpus.reading_path('page')}:0: the reading text is missing; run `corpustools process`" == str(problem)


class TestRaw:
    @pytest.mark.parametrize(("word", "instead"), [("quiet for", "quiet fur"), ("Über", "Aber"), ("Fluss", "Fluß")])
    def test_changed_by_a_byte_is_named_with_the_byte(self, corpus, word, instead):
        path = corpus.raw / "page.txt"
        before = path.read_bytes()
        path.write_bytes(before.replace(word.encode(), instead.encode()))
        byte = next(i for i, (one, other) in enumerate(zip(before, path.read_bytes(), strict=False)) if one != other)
        ((file, offset, message),) = found(corpus)
        assert ("raw/page.txt", "raw changed since it was read (its SHA-256 is another)") == (file, message)
        # The byte that differs may be the second of a character; the place is that of the character.
        assert len(before[:byte].decode(errors="ignore").encode()) == offset

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "cp1251"])
    def test_in_any_encoding_is_named_with_the_byte(self, make_corpus, encoding):
        text = "Город сегодня тих, и никто не знает, надолго ли это. Так было и в прошлом году, и раньше."
        corpus = make_corpus({"page.txt": text.encode(encoding)})
        corpus.process()
        (corpus.raw / "page.txt").write_bytes(text.replace("прошлом", "прежнем").encode(encoding))
        byte = len(text[: text.index("ошлом")].encode(encoding))
        assert [("raw/page.txt", byte, "raw changed since it was read (its SHA-256 is another)")] == found(corpus)

    def test_with_a_mark_set_before_it_is_named(self, corpus):
        path = corpus.raw / "page.txt"
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
        assert [("raw/page.txt", 0, "raw changed since it was read (its SHA-256 is another)")] == found(corpus)

    def test_cut_short_or_made_longer_is_named(self, corpus):
        path = corpus.raw / "page.txt"
        whole = path.read_bytes()
        path.write_bytes(whole[:-20])
        assert [("raw/page.txt", len(whole) - 20)] == [problem[:2] for problem in found(corpus)]
        path.write_bytes(whole + b"More.\n")
        assert [("raw/page.txt", len(whole))] == [problem[:2] for problem in found(corpus)]

    def test_that_cannot_be_read_any_more_is_named(self, corpus):
        (corpus.raw / "page.txt").write_bytes(b"%PDF-1.7")
        ((file, offset, message),) = found(corpus)
        assert ("raw/page.txt", 0) == (file, offset)
        assert message.startswith("raw was read once and cannot be read any more: the file is a PDF;")

    def test_that_was_never_processed_is_named(self, corpus):
        (corpus.raw / "new.txt").write_text("The town is quiet today.")
        message = "raw has no record and is not in quarantine; run `corpustools process`"
        assert [("raw/new.txt", 0, message)] == found(corpus)

    def test_that_is_gone_leaves_strays(self, corpus):
        (corpus.raw / "page.txt").unlink()
        message = "no raw document accounts for this file; run `corpustools process`, or move it away"
        assert [("normalized/page.json", 0, message), ("normalized/page.txt", 0, message)] == found(corpus)

    def test_that_is_missing_as_a_whole_is_an_error(self, corpus):
        corpus.raw.rename(corpus.root / "away")
        with pytest.raises(CorpusNotFoundError, match="raw is missing"):
            found(corpus)


class TestRecord:
    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("label", "paragraph"),
            ("rule", "running_text"),
            ("reason", "because I say so"),
            ("confidence", 0.5),
        ],
    )
    def test_with_a_changed_span_is_named_at_the_span(self, corpus, key, value):
        tamper(corpus, lambda record: span_of(record, "interface").update({key: value}))
        problems = [problem for problem in found(corpus) if problem[0] == "normalized/page.json"]
        ((_, offset, message),) = problems
        assert PAGE.index("Subscribe") == offset
        assert message.startswith("the spans are not those that the rules give: Span(start=")

    def test_with_a_changed_label_has_another_reading_text_too(self, corpus):
        tamper(corpus, lambda record: span_of(record, "interface").update(label="paragraph"))
        reading = corpus.reading_path("page").read_text(encoding="utf-8")
        message = "the reading text does not follow from raw and its spans"
        assert ("normalized/page.txt", len(reading), message) in found(corpus)

    def test_with_a_moved_span_cannot_be_read(self, corpus):
        def move(record):
            span_of(record, "byline")["start"] += 1

        tamper(corpus, move)
        ((file, offset, message),) = found(corpus)
        assert ("normalized/page.json", PAGE.index("By Jane")) == (file, offset)
        assert message.startswith("the record cannot be read: 'B' at ")

    def test_with_a_span_too_few_is_named_where_it_should_be(self, corpus):
        tamper(corpus, lambda record: record["spans"].remove(span_of(record, "repair")))
        problems = {file: (offset, message) for file, offset, message in found(corpus)}
        assert {"normalized/page.json", "normalized/page.txt"} == problems.keys()
        offset, message = problems["normalized/page.json"]
        assert PAGE.index("\u00a0") == offset
        assert "the spans are not those that the rules give: nothing where there should be Span(start=58" in message

    def test_with_a_span_too_many_is_named(self, corpus):
        def invent(record):
            start = PAGE.index("town is")
            record["spans"].append(
                {**span_of(record, "repair"), "start": start, "end": start + 4, "replacement": "town"}
            )

        tamper(corpus, invent)
        ((file, offset, message),) = found(corpus)
        assert ("normalized/page.json", PAGE.index("town is")) == (file, offset)
        assert message.endswith("where there should be nothing")

    def test_with_a_fact_too_many_is_named(self, corpus):
        def invent(record):
            start = PAGE.index("town is")
            record["facts"].append({**fact_of(record, "author"), "value": "town", "start": start, "end": start + 4})

        tamper(corpus, invent)
        ((file, offset, message),) = found(corpus)
        assert ("normalized/page.json", PAGE.index("town is")) == (file, offset)
        assert message.startswith("the facts are not those that the rules give: Fact(field='author', value='town'")
        assert message.endswith("where there should be nothing")

    def test_with_a_fact_too_few_is_named_where_it_should_be(self, corpus):
        tamper(corpus, lambda record: record["facts"].remove(fact_of(record, "author")))
        ((file, offset, message),) = found(corpus)
        assert ("normalized/page.json", PAGE.index("Jane Roe")) == (file, offset)
        assert "nothing where there should be Fact(field='author', value='Jane Roe'" in message

    def test_with_a_fact_twice_is_named(self, corpus):
        tamper(corpus, lambda record: record["facts"].append(fact_of(record, "author")))
        assert [("normalized/page.json", PAGE.index("Jane Roe"))] == [problem[:2] for problem in found(corpus)]

    def test_with_a_moved_receipt_says_what_stands_there(self, corpus):
        def move(record):
            fact_of(record, "author")["start"] += 1

        tamper(corpus, move)
        problems = found(corpus)
        start = PAGE.index("Jane Roe") + 1
        assert ("normalized/page.json", start, "the receipt of author says 'ane Roe', not 'Jane Roe'") == problems[0]

    @pytest.mark.parametrize(
        ("field", "value", "message"),
        [
            ("author", "John Roe", "the receipt of author says 'Jane Roe', not 'John Roe'"),
            ("date_published", "2015-06-11", "the receipt of date_published says '10 June 2015', not '2015-06-11'"),
            ("headline", 3, "the receipt of headline says 'Über den Fluss: Town Is Quiet', not 3"),
        ],
    )
    def test_with_a_changed_value_says_what_stands_there(self, corpus, field, value, message):
        tamper(corpus, lambda record: fact_of(record, field).update(value=value))
        assert message in [problem[2] for problem in found(corpus)]

    def test_with_another_name_for_a_mention_is_named(self, corpus):
        (corpus.raw / "page.txt").write_text(f"{PAGE}\n\n“We are staying,” said Ann Li of Oslo.\n", encoding="utf-8")
        corpus.process()
        tamper(corpus, lambda record: record["mentions"][-1].update(name="Bergen", identifier="nowhere:1"))
        messages = [problem[2] for problem in found(corpus)]
        assert "the words 'Oslo' do not name 'Bergen'" in messages

    def test_with_a_speaker_whom_nobody_named_is_named(self, corpus):
        (corpus.raw / "page.txt").write_text(f"{PAGE}\n\n“We are staying,” said Ann Li of Oslo.\n", encoding="utf-8")
        corpus.process()

        def misquote(record):
            said = record["quotations"][-1]
            said["speaker"] = "Li Hui"
            del said["speaker_at"]

        tamper(corpus, misquote)
        messages = [problem[2] for problem in found(corpus)]
        assert "'“We are staying,”' is no direct quotation that 'Li Hui' can have said" in messages

    def test_with_changed_text_is_named_at_the_character(self, corpus):
        tamper(corpus, lambda record: record.update(text=record["text"].replace("long as", "lung as")))
        problems = found(corpus)
        place = PAGE.index("long as") + 1
        assert ("normalized/page.json", place, "the text is not that of the raw document") in problems

    def test_with_a_changed_digest_is_named(self, corpus):
        tamper(corpus, lambda record: record["source"].update(sha256="0" * 64))
        assert [("raw/page.txt", 0, "raw changed since it was read (its SHA-256 is another)")] == found(corpus)

    @pytest.mark.parametrize(("key", "value"), [("size", 3), ("name", "other.txt"), ("url", "https://example.org")])
    def test_with_another_source_is_named(self, corpus, key, value):
        tamper(corpus, lambda record: record["source"].update({key: value}))
        message = "the record is not the one that reading raw gives; run `corpustools process`"
        assert [("normalized/page.json", 0, message)] == found(corpus)

    def test_written_in_another_way_is_named(self, corpus):
        path = corpus.record_path("page")
        path.write_text(json.dumps(json.loads(path.read_bytes())))
        assert ["the record is not the one that reading raw gives; run `corpustools process`"] == [
            message for _, _, message in found(corpus)
        ]

    def test_made_by_other_rules_is_named(self, corpus):
        tamper(corpus, lambda record: record["rules"].update(running_text=99))
        message = "the record was made by other rules than today's; run `corpustools process`"
        assert [("normalized/page.json", 0, message)] == found(corpus)

    def test_made_by_a_rule_that_is_gone_is_named(self, corpus, scratch_registry):
        del registry._rules["interface_word"]
        registry._load.cache_clear()
        registry.label_layers.cache_clear()
        message = "the record was made by other rules than today's; run `corpustools process`"
        assert ("normalized/page.json", 0, message) in found(corpus)

    def test_with_another_schema_cannot_be_read(self, corpus):
        tamper(corpus, lambda record: record.update(schema="corpustools/record/99"))
        message = "the record cannot be read: the schema is 'corpustools/record/99', not 'corpustools/record/1'"
        assert [("normalized/page.json", 0, message)] == found(corpus)

    def test_with_a_key_of_its_own_breaks_the_schema(self, corpus):
        tamper(corpus, lambda record: record.update(mood="gloomy"))
        messages = [message for _, _, message in found(corpus)]
        assert any(
            message.startswith("the record breaks its schema at $: Additional properties") for message in messages
        )

    @pytest.mark.parametrize(
        ("keep", "message"),
        [
            (0, "Expecting value"),
            (1, "Expecting property name"),
            (200, "Unterminated string"),
            (-2, "Expecting ',' delim"),
        ],
    )
    def test_that_is_torn_is_named_with_the_place(self, corpus, keep, message):
        path = corpus.record_path("page")
        path.write_bytes(path.read_bytes()[:keep])
        ((file, offset, found_message),) = found(corpus)
        assert "normalized/page.json" == file
        assert 0 <= offset <= len(path.read_bytes())
        assert found_message.startswith(f"the record cannot be read: {message}")

    @pytest.mark.parametrize("data", [b"[]", b"3", b"\xff\xfe\xfd", b'{"schema": "corpustools/record/1"}'])
    def test_that_is_no_record_is_named(self, corpus, data):
        corpus.record_path("page").write_bytes(data)
        ((file, _, message),) = found(corpus)
        assert "normalized/page.json" == file
        assert message.startswith("the record cannot be read: ")

    def test_that_is_missing_is_named(self, corpus):
        corpus.record_path("page").unlink()
        message = "raw has no record and is not in quarantine; run `corpustools process`"
        assert ("raw/page.txt", 0, message) in found(corpus)


class TestReadingText:
    def test_that_was_edited_is_named_at_the_character(self, corpus):
        path = corpus.reading_path("page")
        before = path.read_text(encoding="utf-8")
        path.write_text(before.replace("Nobody", "Somebody"), encoding="utf-8")
        message = "the reading text does not follow from raw and its spans"
        assert [("normalized/page.txt", before.index("Nobody"), message)] == found(corpus)

    def test_with_other_line_ends_is_named(self, corpus):
        path = corpus.reading_path("page")
        before = path.read_bytes()
        path.write_bytes(before.replace(b"\n", b"\r\n"))
        assert [("normalized/page.txt", before.decode().index("\n"))] == [problem[:2] for problem in found(corpus)]

    def test_that_is_missing_is_named(self, corpus):
        corpus.reading_path("page").unlink()
        message = "the reading text is missing; run `corpustools process`"
        assert [("normalized/page.txt", 0, message)] == found(corpus)

    def test_that_is_no_utf_8_is_named_at_the_byte(self, corpus):
        corpus.reading_path("page").write_bytes(b"The town\xff")
        assert [("normalized/page.txt", 8, "the reading text is not UTF-8")] == found(corpus)


class TestQuarantine:
    def test_that_is_not_needed_any_more_is_named(self, corpus):
        (corpus.raw / "pdf.txt").write_text("The town is quiet today.")
        assert [("quarantine/pdf.json", 0, "raw can be read now; run `corpustools process`")] == found(corpus)

    def test_for_another_reason_is_named(self, corpus):
        (corpus.raw / "pdf.txt").write_bytes(b"a" * 60)
        (corpus.root / "corpus.toml").write_text("[corpus]\nmax_bytes = 50\n")
        problems = {file: message for file, _, message in found(open_corpus(corpus.root))}
        assert problems["quarantine/pdf.json"].startswith("raw cannot be read for another reason than stated: ")

    @pytest.mark.parametrize("note", [b"", b"{}", b"[]", b'"binary"', b"null", b"\xff"])
    def test_that_is_torn_is_named(self, corpus, note):
        (corpus.quarantine / "pdf.json").write_bytes(note)
        message = "the quarantine note cannot be read; run `corpustools process`"
        assert [("quarantine/pdf.json", 0, message)] == found(corpus)

    def test_that_is_missing_is_named(self, corpus):
        (corpus.quarantine / "pdf.json").unlink()
        message = "raw has no record and is not in quarantine; run `corpustools process`"
        assert [("raw/pdf.txt", 0, message)] == found(corpus)

    def test_beside_a_record_is_a_stray(self, corpus):
        (corpus.quarantine / "page.json").write_bytes((corpus.quarantine / "pdf.json").read_bytes())
        message = "no raw document accounts for this file; run `corpustools process`, or move it away"
        assert [("quarantine/page.json", 0, message)] == found(corpus)


@pytest.mark.parametrize(
    "name", ["normalized/stray.json", "normalized/pdf.txt", "normalized/notes.md", "quarantine/x.json"]
)
def test_what_no_raw_document_accounts_for_is_named(corpus, name):
    (corpus.root / name).write_text("stray")
    message = "no raw document accounts for this file; run `corpustools process`, or move it away"
    assert [(name, 0, message)] == found(corpus)


def test_hidden_files_are_nobody_s_business(corpus):
    (corpus.normalized / ".gitkeep").touch()
    (corpus.quarantine / ".DS_Store").touch()
    assert [] == found(corpus)


def test_processing_mends_what_does_not_hold(corpus):
    corpus.reading_path("page").write_text("edited")
    corpus.record_path("empty").unlink()
    (corpus.quarantine / "page.json").write_text("{}")
    (corpus.raw / "pdf.txt").write_text("The town is quiet today.")
    (corpus.normalized / "stray.json").write_text("{}")
    assert len(found(corpus)) >= 5
    corpus.process()
    assert [] == found(corpus)


def test_what_no_cache_can_know_is_found(corpus):
    """The stamps of a file can be set; what verify goes by cannot."""
    path = corpus.reading_path("page")
    stamp = path.stat()
    path.write_bytes(path.read_bytes().replace(b"quiet", b"noisy"))
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert ("page",) == tuple(ident for ident in corpus.process().unchanged if ident == "page")
    assert ["normalized/page.txt"] == [file for file, _, _ in found(corpus)]
