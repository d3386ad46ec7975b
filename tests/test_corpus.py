"""The corpus folder: what is processed and what is left alone, what is set apart, and what is never touched."""

import json
import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

import corpustools
from corpustools import pipeline
from corpustools.config import Config
from corpustools.corpus import Corpus, Report, folder, open_corpus, processing, raw, state, verify
from corpustools.corpus.files import document_ids, media_type_of, write_if_changed
from corpustools.engines import Limits, open_engine
from corpustools.errors import ConfigError, CorpusNotFoundError, EngineError, RecordError, RegistryError
from corpustools.model.record import from_json
from corpustools.model.span import Label
from corpustools.registry import Replacement

ONE = "The town is quiet today, and has been for years.\n\nSubscribe\n"
TWO = "The river is high today, and nobody knows for how long.\n"


def tree(folder):
    """Return the bytes and the time of change of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def made(corpus):
    """Return everything that processing made, the cache aside."""
    return {**tree(corpus.normalized), **{f"quarantine/{name}": is_ for name, is_ in tree(corpus.quarantine).items()}}


def age(corpus):
    """Make every file of the corpus look an hour older, so that a file written again shows."""
    for path in corpus.root.rglob("*"):
        if path.is_file():
            was = path.stat()
            os.utime(path, ns=(was.st_atime_ns - 3_600_000_000_000, was.st_mtime_ns - 3_600_000_000_000))


class TestProcess:
    def test_makes_a_record_and_a_reading_text_of_each_raw_file(self, make_corpus):
        corpus = make_corpus({"one.txt": ONE, "two.txt": TWO})
        report = corpus.process()
        assert ("one", "two") == report.written
        assert ((), (), {}) == (report.unchanged, report.removed, report.quarantined)
        assert {"one.json", "one.txt", "two.json", "two.txt"} == made(corpus).keys()
        assert (
            corpus.reading_path("one").read_text(encoding="utf-8") == "The town is quiet today, and has been for years."
        )
        assert corpus["one"].source.name == "one.txt"
        assert corpus["one"].text == ONE

    def test_writes_nothing_where_nothing_changed(self, make_corpus):
        corpus = make_corpus({"one.txt": ONE, "two.txt": TWO, "no.txt": b"%PDF-1.7"})
        corpus.process()
        before = tree(corpus.root)
        report = open_corpus(corpus.root).process()
        assert ((), ("one", "two")) == (report.written, report.unchanged)
        assert {"no.txt"} == report.quarantined.keys()
        assert before == tree(corpus.root)

    def test_reads_nothing_where_nothing_changed(self, make_corpus, monkeypatch):
        corpus = make_corpus({"one.txt": ONE, "no.txt": b"%PDF-1.7"})
        corpus.process()
        monkeypatch.setattr(pipeline, "read", lambda *_, **__: pytest.fail("a file that did not change was read again"))
        assert corpus.process().unchanged == ("one",)

    def test_processes_what_changed_and_nothing_else(self, make_corpus):
        corpus = make_corpus({"one.txt": ONE, "two.txt": TWO})
        corpus.process()
        before = made(corpus)
        (corpus.raw / "two.txt").write_text(TWO + "It will be low again in the summer, as it always is.\n")
        report = corpus.process()
        assert (("two",), ("one",)) == (report.written, report.unchanged)
        after = made(corpus)
        assert {"two.json", "two.txt"} == {name for name in after if after[name] != before[name]}

    def test_counts_a_touched_file_as_unchanged(self, make_corpus):
        corpus = make_corpus({"one.txt": ONE})
        corpus.process()
        before = made(corpus)
        os.utime(corpus.raw / "one.txt", ns=(1, 1))
        assert corpus.process().unchanged == ("one",)
        assert before == made(corpus)

    def test_follows_a_renamed_file(self, make_corpus):
        corpus = make_corpus({"one.txt": ONE})
        corpus.process()
        (corpus.raw / "one.txt").rename(corpus.raw / "uno.txt")
        report = corpus.process()
        assert (("uno",), ("one",)) == (report.written, report.removed)
        assert {"uno.json", "uno.txt"} == made(corpus).keys()

    def test_removes_what_was_made_of_a_removed_file(self, make_corpus):
        corpus = make_corpus({"one.txt": ONE, "two.txt": TWO, "no.txt": b"%PDF-1.7"})
        corpus.process()
        (corpus.raw / "one.txt").unlink()
        (corpus.raw / "no.txt").unlink()
        report = corpus.process()
        assert (("one",), {}) == (report.removed, report.quarantined)
        assert {"two.json", "two.txt"} == made(corpus).keys()
        assert {"two.txt"} == corpus.entries().keys()

    def test_leaves_alone_what_it_did_not_make(self, make_corpus):
        corpus = make_corpus({"one.txt": ONE})
        corpus.process()
        (corpus.normalized / "README.md").write_text("a person's note")
        corpus.process()
        assert (corpus.normalized / "README.md").read_text() == "a person's note"

    @pytest.mark.parametrize("ending", ["txt", "json"])
    def test_restores_what_was_edited_by_hand(self, make_corpus, ending):
        corpus = make_corpus({"one.txt": ONE, "two.txt": TWO})
        corpus.process()
        path = corpus.normalized / f"one.{ending}"
        before = path.read_bytes()
        path.write_bytes(before.replace(b"quiet", b"noisy"))
        report = corpus.process()
        assert (("one",), ("two",)) == (report.written, report.unchanged)
        assert before == path.read_bytes()

    @pytest.mark.parametrize("ending", ["txt", "json"])
    def test_restores_what_was_deleted(self, make_corpus, ending):
        corpus = make_corpus({"one.txt": ONE})
        corpus.process()
        before = {name: data for name, (data, _) in made(corpus).items()}
        (corpus.normalized / f"one.{ending}").unlink()
        assert corpus.process().written == ("one",)
        assert before == {name: data for name, (data, _) in made(corpus).items()}

    @pytest.mark.parametrize("damage", [b"", b"{", b"SQLite format 3\0 and then", b"\xff" * 5000])
    def test_does_without_its_cache(self, make_corpus, damage):
        corpus = make_corpus({"one.txt": ONE, "no.txt": b"%PDF-1.7"})
        corpus.process()
        before = made(corpus)
        corpus.state_file.write_bytes(damage)
        assert {} == corpus.entries()
        assert corpus.process().unchanged == ("one",)
        assert before == made(corpus)
        assert {"one.txt", "no.txt"} == corpus.entries().keys()

    @pytest.mark.parametrize("damage", [b"\xff", b"\0", b"a", b"[]"])
    @pytest.mark.parametrize("place", [0.1, 0.3, 0.5, 0.7, 0.9])
    def test_does_without_a_cache_that_is_damaged_in_the_middle(self, make_corpus, damage, place):
        files = {f"{at:02}.txt": f"The town is quiet on day {at}, and nobody knows for how long.\n" for at in range(60)}
        corpus = make_corpus(files, profiles=False)
        corpus.process()
        before = made(corpus)
        with corpus.state_file.open("r+b") as file:
            at = int(corpus.state_file.stat().st_size * place) // 4096 * 4096
            file.seek(at)
            file.write((damage * 8192)[:8192])
        (corpus.raw / "60.txt").write_text(ONE)
        assert len(files) + 1 == len((report := corpus.process()).written) + len(report.unchanged)
        assert before == {name: is_ for name, is_ in made(corpus).items() if "60" not in name}
        assert {*files, "60.txt"} == corpus.entries().keys()
        assert len(files) + 1 == len(corpus.process().unchanged)

    def test_does_without_a_cache_whose_entries_are_of_another_form(self, make_corpus):
        corpus = make_corpus({"one.txt": ONE})
        corpus.process()
        with sqlite3.connect(corpus.state_file) as connection:
            connection.execute("UPDATE entries SET entry = json_set(entry, '$.mood', 'gloomy')")
        connection.close()
        assert {} == corpus.entries()
        assert corpus.process().unchanged == ("one",)

    @pytest.mark.parametrize(
        ("settings", "again"),
        [
            ({"max_bytes": 1_000}, ["one", "two"]),
            ({"max_seconds": 7}, ["one", "two"]),
            ({"profiles": False}, ["one", "two"]),
            ({"gazetteers": ["names.csv"]}, ["one", "two"]),
            ({"title": "Another", "publication": "snippets", "snippet_words": 9, "near_duplicates": 0.9}, []),
            ({"exclude": ["*.log"]}, []),
        ],
    )
    def test_processes_all_again_when_settings_for_reading_change(self, make_corpus, monkeypatch, settings, again):
        corpus = make_corpus({"one.txt": ONE, "two.txt": TWO})
        (corpus.root / "names.csv").write_text("kind,name\n")
        corpus.process()
        read, whole = [], pipeline.read
        monkeypatch.setattr(pipeline, "read", lambda data, **also: read.append(also["id"]) or whole(data, **also))
        make_corpus(**settings).process()
        assert again == read

    def test_processes_all_again_when_a_rule_changes(self, make_corpus, scratch_registry):
        corpus = make_corpus({"one.txt": ONE})
        corpus.process()
        assert {"one.txt"} == corpus.entries().keys()

        @corpustools.rule("repair", since="9.9")
        def quiet_is_noisy(text):
            """Show that towns are noisy.

            They are.

            Fires:

            >>> 1
            1

            Abstains:

            >>> 1
            1
            """
            start = text.find("quiet")
            return [Replacement(start, start + 5, "noisy")]

        assert {} == corpus.entries()
        assert corpus.process().written == ("one",)
        assert "noisy" in corpus.reading_path("one").read_text()

    @pytest.mark.parametrize("profiles", [True, False])
    def test_removes_nothing_where_rules_cannot_be_asked(self, make_corpus, scratch_registry, profiles):
        corpus = make_corpus({"one.txt": ONE, "two.txt": TWO}, profiles=profiles)
        corpus.process()
        before = made(corpus)
        (corpus.raw / "one.txt").write_text(TWO)

        def baron(block, draft):
            """Do nothing.

            It pulls itself up.

            Fires:

            >>> 1
            1

            Abstains:

            >>> 2
            2
            """

        corpustools.rule("label", since="9.9", label=Label.TAGS, requires=frozenset({Label.TAGS}))(baron)
        with pytest.raises(RegistryError, match="label rules require each other in a circle: baron → baron"):
            corpus.process()
        assert before == made(corpus)
        with pytest.raises(RegistryError):
            list(verify(corpus))

    def test_removes_nothing_where_a_library_is_missing(self, make_corpus, monkeypatch):
        corpus = make_corpus({"one.txt": ONE})
        corpus.process()
        before = made(corpus)
        (corpus.raw / "one.txt").write_text(TWO)

        def read(data, **also):
            raise ModuleNotFoundError("No module named 'lexbor'")

        monkeypatch.setattr(pipeline, "read", read)
        with pytest.raises(ModuleNotFoundError, match="lexbor"):
            corpus.process()
        assert before == made(corpus)

    def test_never_writes_to_raw(self, make_corpus):
        corpus = make_corpus(
            {"one.txt": ONE, "a/b/two.txt": TWO, "no.txt": b"\x00\x01", "crlf.txt": b"One\r\ntwo.\r\n"}
        )
        age(corpus)
        before = tree(corpus.raw)
        corpus.process()
        (corpus.normalized / "one.json").unlink()
        corpus.process()
        list(verify(corpus))
        assert before == tree(corpus.raw)

    def test_makes_the_same_bytes_elsewhere(self, make_corpus, tmp_path):
        corpus = make_corpus({"one.txt": ONE, "näh/two.txt": TWO, "no.txt": b"%PDF-1.7"})
        corpus.process()
        other = tmp_path / "elsewhere"
        corpus.root.rename(other)
        first = {name: data for name, (data, _) in made(open_corpus(other)).items()}
        again = make_corpus({"no.txt": b"%PDF-1.7", "näh/two.txt": TWO, "one.txt": ONE})
        again.process()
        assert first == {name: data for name, (data, _) in made(again).items()}

    def test_says_how_far_it_is(self, make_corpus):
        steps = []
        make_corpus({"one.txt": ONE, "two.txt": TWO}).process(lambda done, of: steps.append((done, of)))
        assert [(1, 2), (2, 2)] == steps

    def test_of_an_empty_corpus_does_nothing(self, make_corpus):
        corpus = make_corpus()
        corpus.raw.mkdir()
        assert Report() == corpus.process()
        assert ((), 0, []) == (corpus.ids, len(corpus), list(corpus))

    def test_does_not_take_a_missing_raw_folder_for_an_empty_one(self, make_corpus):
        corpus = make_corpus({"one.txt": ONE})
        corpus.process()
        corpus.raw.rename(corpus.root / "away")
        with pytest.raises(CorpusNotFoundError, match=r"raw is missing; nothing was changed"):
            corpus.process()
        assert {"one.json", "one.txt"} == made(corpus).keys()

    def test_summarises_for_the_indexes(self, make_corpus):
        corpus = make_corpus({"one.txt": "Town Is Quiet\nBy Jane Roe\n10 June 2015\n" + ONE})
        corpus.process()
        entry = corpus.entries()["one.txt"]
        assert ("one", "Town Is Quiet", "2015-06-10") == (entry.id, entry.title, entry.date)
        assert {"byline": 1, "headline": 1, "interface": 1, "paragraph": 1, "timestamp": 1} == entry.labels
        assert [1, corpus["one"].text.index("Subscribe")] == entry.fired.value["interface_word"]
        assert [entry] == list(corpus.summaries())
        corpus.state_file.unlink()
        (again,) = corpus.summaries()
        assert (entry.title, entry.labels, entry.fired) == (again.title, again.labels, again.fired)


class TestProcesses:
    @pytest.fixture
    def raw_files(self):
        pages = {f"news/{at}.txt": f"{ONE}\nPage {at} of the town.\n\nSubscribe to our letters" for at in range(20)}
        return {**pages, "no.txt": b"%PDF-1.7", "page.html": "<p>The river is high today.", "two.txt": TWO}

    def test_make_the_same_bytes(self, make_corpus, raw_files, tmp_path):
        corpus = make_corpus(raw_files)
        serial = corpus.process()
        one = {name: data for name, (data, _) in made(corpus).items()}
        profiles = {name: data for name, (data, _) in tree(corpus.sources.folder).items()}
        entries = corpus.entries()
        corpus.root.rename(tmp_path / "serial")
        several = make_corpus(raw_files)
        assert serial == several.process(jobs=2)
        assert one == {name: data for name, (data, _) in made(several).items()}
        assert profiles == {name: data for name, (data, _) in tree(several.sources.folder).items()}
        assert profiles

        def lasting(entries):
            return {name: replace(entry, raw=[], outputs=[]) for name, entry in entries.items()}

        assert lasting(entries) == lasting(several.entries())
        assert [] == list(verify(several, jobs=2))
        (several.raw / "two.txt").write_text(ONE)
        assert ["two.txt"] == [problem.path.name for problem in verify(several, jobs=2)][:1]

    def test_are_started_where_there_is_much_to_do(self, make_corpus, raw_files, monkeypatch):
        started = []
        monkeypatch.setattr(processing, "open_engine", lambda many, _: started.append(many) or open_engine(1, Limits()))
        monkeypatch.setattr(processing, "cores", lambda: 7)
        monkeypatch.setattr(processing.Engines, "_check", lambda *_: None)
        make_corpus(raw_files).process(jobs=None)
        assert {1} == set(started)
        monkeypatch.setattr(processing, "LITTLE", 1000)
        started.clear()
        make_corpus(raw_files, title="Another").process(jobs=None)
        assert 7 in started

    def test_must_have_the_same_rules(self, make_corpus, scratch_registry):
        def lonely(text):
            """Do nothing.

            It is here alone.

            Fires:

            >>> 1
            1

            Abstains:

            >>> 2
            2
            """
            return []

        corpustools.rule("repair", since="9.9")(lonely)
        with pytest.raises(EngineError, match="rules that only this process has registered"):
            make_corpus({"one.txt": ONE}).process(jobs=2)
        assert ("one",) == make_corpus({"one.txt": ONE}).process().written


class TestLimits:
    """What a document may take, and what becomes of it where it takes more."""

    @pytest.fixture
    def slow(self, monkeypatch):
        """Let a document that says so take long, or much, or fail."""
        whole = pipeline.read

        def read(data, **also):
            if b"slow" in data:
                while True:
                    pass
            if b"much" in data:
                len(bytearray(10**13))
            if b"wrong" in data:
                raise KeyError("wrong")
            return whole(data, **also)

        monkeypatch.setattr(pipeline, "read", read)

    def test_set_a_document_aside_and_no_other(self, make_corpus, slow, monkeypatch):
        raw_files = {"a.txt": "slow", "b.txt": ONE, "c.txt": "much", "d.txt": TWO, "e.txt": "wrong"}
        corpus = make_corpus(raw_files, max_seconds=1)
        report = corpus.process()
        assert ("b", "d") == report.written
        codes = {path.stem: json.loads(path.read_bytes())["code"] for path in corpus.quarantine.iterdir()}
        assert {"a": "too_slow", "c": "too_much_memory", "e": "failed"} == codes
        assert "raise max_seconds in corpus.toml" in report.quarantined["a.txt"]
        assert "reading it failed with KeyError: 'wrong' (line " in report.quarantined["e.txt"]
        assert report.quarantined == corpus.process().quarantined
        assert [] == list(verify(corpus))
        monkeypatch.undo()
        (problem,) = verify(corpus)
        assert "raw can be read now" in problem.message
        (corpus.quarantine / "a.json").unlink()
        assert ("a",) == corpus.process().written


class TestOneAtATime:
    def test_others_are_told_and_wait(self, make_corpus):
        corpus = make_corpus({"one.txt": ONE})
        told = []
        with ThreadPoolExecutor() as threads:
            with corpus.locked():
                other = threads.submit(corpus.process, waiting=lambda: told.append("waiting"))
                with pytest.raises(TimeoutError):
                    other.result(timeout=0.3)
                assert (["waiting"], {}) == (told, made(corpus))
            assert ("one",) == other.result(timeout=30).written

    def test_who_has_the_lock_does_not_wait_for_himself(self, make_corpus):
        corpus = make_corpus({"one.txt": ONE})
        with corpus.locked(), pytest.raises(EngineError, match="this thread holds the lock of the corpus already"):
            corpus.process(waiting=lambda: pytest.fail("nobody else holds it"))
        assert ("one",) == corpus.process().written

    def test_a_lock_whose_holder_died_is_free(self, make_corpus, run_python):
        corpus = make_corpus({"one.txt": ONE})
        run_python(
            f"import corpustools, os; corpustools.open_corpus({str(corpus.root)!r}).locked().__enter__(); os._exit(0)"
        )
        assert ("one",) == corpus.process(waiting=lambda: pytest.fail("nobody holds it")).written


class TestQuarantine:
    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"%PDF-1.7 and so on", "binary"),
            (b"PK\x03\x04", "binary"),
            (bytes(range(32)) * 3, "binary"),
            (b"a" * 101, "too_large"),
        ],
    )
    def test_holds_a_note_on_what_cannot_be_read(self, make_corpus, data, code):
        corpus = make_corpus({"a.txt": data, "one.txt": ONE}, max_bytes=100)
        report = corpus.process()
        assert (("one",), {"a.txt"}) == (report.written, report.quarantined.keys())
        assert {"one.json", "one.txt", "quarantine/a.json"} == made(corpus).keys()
        note = json.loads((corpus.quarantine / "a.json").read_bytes())
        assert ["name", "code", "reason", "advice"] == list(note)
        assert ("a.txt", code) == (note["name"], note["code"])
        assert f"{note['reason']}; {note['advice']}" == report.quarantined["a.txt"]
        assert ("one",) == corpus.ids

    def test_holds_a_note_on_what_cannot_be_opened(self, make_corpus, monkeypatch):
        corpus = make_corpus({"locked.txt": ONE})
        open_it = os.open

        def locked(path, *how):
            if str(path).endswith("locked.txt"):
                raise PermissionError(13, "Permission denied", str(path))
            return open_it(path, *how)

        monkeypatch.setattr(raw.os, "open", locked)
        report = corpus.process()
        assert {
            "locked.txt": "the file cannot be opened: Permission denied; check its permissions, or where it links to"
        } == report.quarantined

    def test_holds_a_note_on_a_link_that_leads_nowhere(self, make_corpus):
        corpus = make_corpus({"one.txt": ONE})
        (corpus.raw / "link.txt").symlink_to(corpus.raw / "nowhere")
        report = corpus.process()
        assert (("one",), {"link.txt"}) == (report.written, report.quarantined.keys())
        assert "No such file or directory" in report.quarantined["link.txt"]
        assert report.quarantined == corpus.process().quarantined

    def test_does_not_hold_links_that_lead_somewhere(self, make_corpus):
        corpus = make_corpus({"a/one.txt": ONE})
        (corpus.raw / "same.txt").symlink_to(corpus.raw / "a" / "one.txt")
        (corpus.raw / "folder").symlink_to(corpus.raw / "a")
        assert ("a-one-" + corpus.names()["a/one.txt"][-8:], "same") == corpus.process().written

    def test_lets_go_of_what_can_be_read_again(self, make_corpus):
        corpus = make_corpus({"a.txt": b"%PDF-1.7"})
        corpus.process()
        (corpus.raw / "a.txt").write_text(ONE)
        report = corpus.process()
        assert (("a",), (), {}) == (report.written, report.removed, report.quarantined)
        assert {"a.json", "a.txt"} == made(corpus).keys()

    def test_takes_what_could_be_read_before(self, make_corpus):
        corpus = make_corpus({"a.txt": ONE})
        corpus.process()
        (corpus.raw / "a.txt").write_bytes(b"%PDF-1.7")
        report = corpus.process()
        assert ((), (), ()) == (report.written, report.unchanged, report.removed)
        assert {"a.txt"} == report.quarantined.keys()
        assert {"quarantine/a.json"} == made(corpus).keys()

    def test_lets_go_when_the_limit_is_raised(self, make_corpus):
        raw = {"a.txt": ONE}
        assert {"a.txt"} == make_corpus(raw, max_bytes=20).process().quarantined.keys()
        assert ("a",) == make_corpus(raw, max_bytes=200).process().written

    def test_restores_a_note_that_was_edited(self, make_corpus):
        corpus = make_corpus({"a.txt": b"%PDF-1.7"})
        corpus.process()
        before = (corpus.quarantine / "a.json").read_bytes()
        (corpus.quarantine / "a.json").write_bytes(b"{}")
        corpus.process()
        assert before == (corpus.quarantine / "a.json").read_bytes()


class TestNames:
    @pytest.mark.parametrize("name", ["one.txt", "ONE-2.txt", "a.b_c.txt", "2015.html", "noending"])
    def test_a_simple_name_is_the_id(self, name):
        assert {name: name.rsplit(".", 1)[0]} == document_ids([name])

    @pytest.mark.parametrize(
        ("name", "slug"),
        [
            ("two words.txt", "two-words"),
            ("news/2015/one.txt", "news-2015-one"),
            ("Žižkov.txt", "zizkov"),
            ("新闻.txt", "document"),
            ("-dash.txt", "dash"),
            ("..txt", "document"),
            ("a" * 150 + ".txt", "a" * 60),
            ("50% & more?.txt", "50-more"),
        ],
    )
    def test_any_other_name_becomes_a_slug_with_a_digest(self, name, slug):
        (ident,) = document_ids([name]).values()
        assert slug == ident[:-9]
        assert ident[-9] == "-"
        assert int(ident[-8:], 16) >= 0

    @pytest.mark.parametrize(
        "names",
        [
            ["a.txt", "a.md"],
            ["A.txt", "a.txt"],
            ["Ab.txt", "aB.txt"],
            ["a/b.txt", "a b.txt"],
            ["ä.txt", "a\u0308.txt"],
            ["新.txt", "闻.txt"],
            ["seed.html", "seed.txt", "seed-5aed5995.txt"],
            ["s eed.txt", "s-eed-b7624bbc.html", "s-eed-b7624bbc.txt"],
        ],
    )
    def test_no_two_documents_share_an_id_even_where_case_is_ignored(self, names):
        ids = document_ids(names)
        assert len(names) == len({ident.casefold() for ident in ids.values()})
        assert ids == document_ids(reversed(names))

    def test_of_odd_kinds_are_processed(self, make_corpus):
        names = ["two words.txt", "新闻/一.txt", "a.txt", "a.md", "A.txt", "deep/er/est/one.txt", "no ending"]
        corpus = make_corpus(dict.fromkeys(names, ONE))
        assert len(names) == len(corpus.process().written)
        assert sorted(names) == sorted(document.source.name for document in corpus)
        assert sorted(corpus.names().values()) == sorted(corpus.ids)

    def test_that_are_no_text_are_processed(self, make_corpus):
        corpus = make_corpus({"one.txt": ONE})
        try:
            with open(os.fsencode(corpus.raw) + b"/caf\xe9.txt", "wb") as file:  # noqa: PTH123
                file.write(ONE.encode())
        except OSError:
            pytest.skip("not part of the project: this file system takes no such name")
        corpus.process()
        (ident,) = (ident for ident in corpus.ids if ident != "one")
        assert corpus[ident].source.name == "caf\udce9.txt"
        assert corpus.process().written == ()
        assert [] == list(verify(corpus))

    @pytest.mark.parametrize("name", ["index.php?id=3", "page.shtml", "page", "page.asp", "page.2"])
    @pytest.mark.parametrize(
        "opening",
        [
            b"<!DOCTYPE html>",
            b"\xef\xbb\xbf\r\n <!doctype HTML PUBLIC '-//W3C//DTD XHTML 1.0//EN'>",
            b"<?xml version='1.0'?>\n<!-- <p> --><!-- --->\n<HTML lang=en>",
        ],
    )
    def test_of_other_endings_may_be_those_of_pages(self, make_corpus, name, opening):
        page = opening + b"<title>Quiet</title><nav><p>Ferry timetables</nav><p>The town is quiet today."
        corpus = make_corpus({name: page, "source.txt": page, f"b {name}": page})
        corpus.process()
        kinds = {document.source.name: document.source.media_type for document in corpus}
        assert {name: "text/html", f"b {name}": "text/html", "source.txt": "text/plain"} == kinds
        assert [] == list(verify(corpus))

    @pytest.mark.parametrize(
        ("data", "kind"),
        [
            ("<html><p>One".encode("utf-16"), "text/html"),
            (b"The town is quiet. <!DOCTYPE html>", "text/plain"),
            (b"<!-- no end <html>", "text/plain"),
            (b"<!DOCTYPE htmlish>", "text/plain"),
            (b"<htmlish>", "text/plain"),
            (b"<?xml version='1.0'?><rss>", "text/plain"),
            (b"", "text/plain"),
        ],
    )
    def test_say_nothing_of_what_opens_as_a_page_or_does_not(self, data, kind):
        assert kind == media_type_of("page", data)

    def test_what_is_no_page_is_seen_in_time_that_grows_with_its_length(self, grows_linearly):
        for part in ("<!-- -->", "<!--", " ", "<?xml ?>", "<?xml"):
            assert grows_linearly(lambda text: media_type_of("page", text.encode()), lambda n, p=part: p * n, 500)

    def test_what_the_settings_exclude_is_no_document(self, make_corpus):
        files = {
            "a/page.html": ONE,
            "a/page_files/style.css": TWO,
            "a/page_files/b/x.png": b"\x89PNG\r\n",
            "a.log": ONE,
        }
        corpus = make_corpus(files)
        assert 4 == len(corpus.names())
        assert {"a/page_files/b/x.png"} == corpus.process().quarantined.keys()
        with (corpus.root / "corpus.toml").open("a") as settings:
            settings.write('exclude = ["*_files/*", "*.log"]\n')
        corpus = open_corpus(corpus.root)
        assert ["a/page.html"] == list(corpus.names())
        report = corpus.process()
        assert (2, {}) == (len(report.removed), report.quarantined)
        assert 1 == len(corpus)
        assert all((corpus.raw / name).is_file() for name in files)

    def test_of_hidden_files_and_folders_are_passed_over(self, make_corpus):
        corpus = make_corpus({".hidden": ONE, ".git/config": ONE, "a/.DS_Store": ONE, "a/one.txt": ONE})
        assert ["a/one.txt"] == list(corpus.names())


class TestReading:
    def test_opens_no_document_before_it_is_asked_for(self, make_corpus, monkeypatch):
        corpus = make_corpus({"one.txt": ONE, "two.txt": TWO})
        corpus.process()
        opened = []
        monkeypatch.setattr(folder, "from_json", lambda data: opened.append(data) or from_json(data))
        corpus = open_corpus(corpus.root)
        documents = iter(corpus)
        assert (2, ("one", "two"), True) == (len(corpus), corpus.ids, "one" in corpus)
        assert [] == opened
        assert next(documents).id == "one"
        assert len(opened) == 1
        assert [document.id for document in documents] == ["two"]
        assert len(opened) == 2

    @pytest.mark.parametrize("ident", ["nothing", "", "..", "../raw/one", "a/b", "one.json", ".", "one\u0000"])
    def test_gives_no_document_that_there_is_not(self, make_corpus, ident):
        corpus = make_corpus({"one.txt": ONE})
        corpus.process()
        assert ident not in corpus
        with pytest.raises(KeyError):
            corpus[ident]

    def test_knows_ids_alone(self, make_corpus):
        assert 1 not in make_corpus()

    def test_of_a_torn_record_names_its_file(self, make_corpus):
        corpus = make_corpus({"one.txt": ONE})
        corpus.process()
        corpus.record_path("one").write_bytes(corpus.record_path("one").read_bytes()[:100])
        with pytest.raises(RecordError, match=r"one\.json: this is not JSON: .* at \d+") as caught:
            corpus["one"]
        assert caught.value.offset > 0


class TestFinding:
    def test_looks_here_and_above(self, make_corpus):
        corpus = make_corpus({"a/b/one.txt": ONE})
        assert corpus.root == Corpus.find(corpus.root).root
        assert corpus.root == Corpus.find(corpus.raw / "a" / "b").root

    def test_looks_in_a_folder_called_corpus(self, make_corpus, tmp_path):
        make_corpus({"one.txt": ONE}).root.rename(tmp_path / "corpus")
        (tmp_path / "docs").mkdir()
        assert tmp_path / "corpus" == Corpus.find(tmp_path / "docs").root

    def test_says_what_to_do_where_there_is_none(self, tmp_path):
        with pytest.raises(CorpusNotFoundError, match=r"no corpus\.toml in .* or above; `corpustools init DIR` makes"):
            Corpus.find(tmp_path)

    def test_creates_one_where_there_is_none_yet(self, tmp_path):
        (tmp_path / ".gitignore").write_text("*.bak\n")
        corpus = Corpus.create(tmp_path)
        assert corpus.raw.is_dir()
        assert Config() == corpus.config
        assert "*.bak\n.corpustools/\n" == (tmp_path / ".gitignore").read_text()
        before = tree(tmp_path)
        with pytest.raises(ConfigError, match=r"corpus\.toml is there already; nothing was changed"):
            Corpus.create(tmp_path)
        (tmp_path / "corpus.toml").unlink()
        Corpus.create(tmp_path)
        assert before.keys() == tree(tmp_path).keys()
        assert before[".gitignore"] == tree(tmp_path)[".gitignore"]


class TestConfig:
    @pytest.mark.parametrize(
        ("toml", "message"),
        [
            ("[corpus]\ntitel = 'x'", "there is no setting 'titel'; did you mean 'title'?"),
            (
                "[corpus]\nmood = 'x'",
                "there is no setting 'mood'; there are title, description, language, rights, publication, "
                "snippet_words, license, version, published, "
                "creators, contact, funding, citation, url, keywords, exclude, max_bytes, max_seconds, max_memory, "
                "profiles, near_duplicates, gazetteers, ner",
            ),
            ("[corpus]\ntitle = 3", "title must be a text in quotation marks, not 3"),
            ("[corpus]\nmax_bytes = 'big'", "max_bytes must be a whole number above 0, not 'big'"),
            ("[corpus]\nmax_bytes = true", "max_bytes must be a whole number above 0, not True"),
            ("[corpus]\nmax_bytes = 0", "max_bytes must be a whole number above 0, not 0"),
            ("[corpus]\nprofiles = 'yes'", "profiles must be true or false, not 'yes'"),
            ("[corpus]\nprofiles = 1", "profiles must be true or false, not 1"),
            ("title = 'x'", "there is no table [title]; settings stand under [corpus]"),
            ("[corpora]", "there is no table [corpora]; settings stand under [corpus]"),
            ("corpus = 3", "settings stand under a line that says [corpus]"),
            ("[corpus", "it is no TOML: Expected ']' at the end of a table declaration (at end of document)"),
            (b"[corpus]\ntitle = '\xff'", "it is not UTF-8 (invalid start byte at byte 18); save it as UTF-8"),
        ],
    )
    def test_that_cannot_be_meant_is_refused_by_file_and_name(self, tmp_path, toml, message):
        path = tmp_path / "corpus.toml"
        path.write_bytes(toml if isinstance(toml, bytes) else toml.encode())
        with pytest.raises(ConfigError) as caught:
            open_corpus(tmp_path)
        assert f"{path}: {message}" == str(caught.value)

    def test_may_open_with_a_byte_order_mark(self, tmp_path):
        (tmp_path / "corpus.toml").write_text('[corpus]\ntitle = "Quiet"\n', encoding="utf-8-sig")
        assert "Quiet" == Config.load(tmp_path / "corpus.toml").title

    def test_that_is_missing_says_how_to_make_one(self, tmp_path):
        with pytest.raises(ConfigError, match=r"corpus\.toml: there is no such file; `corpustools init` makes one"):
            open_corpus(tmp_path)

    def test_may_be_empty(self, tmp_path):
        (tmp_path / "corpus.toml").write_text("")
        assert Config() == open_corpus(str(tmp_path)).config


class TestFiles:
    def test_are_written_whole_or_not_at_all(self, tmp_path, monkeypatch):
        path = tmp_path / "page.txt"
        path.write_bytes(b"old")

        def full(file, data):
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr(os, "write", full)
            with pytest.raises(OSError, match="No space left") as raised:
                write_if_changed(path, b"new")
        assert str(path) == raised.value.filename
        assert b"old" == path.read_bytes()
        assert [path] == list(tmp_path.iterdir())

    def test_are_written_whole_where_the_system_takes_them_in_parts(self, tmp_path, monkeypatch):
        write = os.write
        with monkeypatch.context() as patched:
            patched.setattr(os, "write", lambda file, data: write(file, data[:2]))
            write_if_changed(tmp_path / "page.txt", b"quiet")
        assert b"quiet" == (tmp_path / "page.txt").read_bytes()

    def test_of_the_same_size_are_compared(self, tmp_path):
        path = tmp_path / "page.txt"
        path.write_bytes(b"old")
        assert write_if_changed(path, b"new")
        assert not write_if_changed(path, b"new")

    def test_that_are_missing_have_no_stamp(self, tmp_path):
        assert [] == state.stamp(tmp_path / "nothing")
