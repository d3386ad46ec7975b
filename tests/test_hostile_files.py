"""Hostile files: each becomes a document or goes into quarantine with a reason, nothing waits, and others go on."""

import bz2
import gzip
import json
import lzma
import os
import random
import re
import socket
import unicodedata
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpustools.cli import main
from corpustools.corpus import open_corpus, raw, verify
from corpustools.corpus.documents import Maker
from corpustools.errors import UnreadableError

GOOD = "The town is quiet today, and has been for years.\n"
LAUGHS = (
    "<?xml version='1.0'?><!DOCTYPE html ["
    + "<!ENTITY l0 'ha'>"
    + "".join(f"<!ENTITY l{at} '{f'&l{at - 1};' * 10}'>" for at in range(1, 10))
    + "]><html><body><p>The town laughs: &l9;</p></body></html>"
)


def bomb():
    """Make an archive that would be 100 MB."""
    return gzip.compress(bytes(100_000_000))


def zipped():
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("page.txt", GOOD)
    return file.getvalue()


READ = {
    "empty.txt": (b"", ""),
    "utf-16 without its mark.txt": (GOOD.encode("utf-16-le"), "The town is quiet"),
    "utf-16 of the other order.txt": (GOOD.encode("utf-16-be"), "The town is quiet"),
    "utf-16 cut in a character.txt": (GOOD.encode("utf-16")[:-1], "The town is quiet"),
    "iso-2022.txt": ("町は今日も静かです。".encode("iso2022_jp"), "町は今日も静かです。"),
    "utf-7.html": (b"<meta charset=utf-7>+ADw-script+AD4-alert(1)", "+ADw-script+AD4-alert(1)"),
    "declared wrongly.html": ("<meta charset=latin-1><p>Žluťoučký kůň, and so on.".encode(), "Žluťoučký kůň"),
    "mixed.txt": (b"The caf\xc3\xa9 is quiet, and the caf\xe9 is quiet too, they say.", "is quiet"),
    "some zeros.txt": (GOOD.encode() * 3 + b"\0\0 and more of it", "The town is quiet"),
    "zeros.html": (b"<p>The town\0 is quiet today, and has been for years.", "is quiet today"),
    "laughs.xhtml": (LAUGHS.encode(), "The town laughs"),
    "laughs.html": (LAUGHS.encode(), "The town laughs"),
    "nested.html": (b"<div>" * 100_000 + GOOD.encode() + b"</div>" * 100_000, "The town is quiet"),
    "attributes.html": (
        b"<p " + b" ".join(b"a%d=1" % at for at in range(50_000)) + b">" + GOOD.encode(),
        "The town is",
    ),
    "entities.html": (b"&amp;" * 100_000 + GOOD.encode(), "The town is quiet"),
    "turned round.txt": (("\u202e" * 10_000 + GOOD).encode(), "The town is quiet"),
    "nested tables.html": (b"<table><tr><td>" * 30_000 + GOOD.encode(), "The town is quiet"),
    "open quotes.html": (b"<p title='" * 20_000 + GOOD.encode(), ""),
    "deep json.html": (b"<script type='application/ld+json'>" + b"[" * 100_000 + b"</script>" + GOOD.encode(), "town"),
    "a comment for ever.html": (GOOD.encode() + b"<!--" * 50_000, "The town is quiet"),
    "surrogates.html": (b"<p>&#xd800;&#xdfff;&#x110000;&#99999999999; " + GOOD.encode(), "The town is quiet"),
}
REFUSED = {
    "random.txt": (bytes(range(256)) * 40, "binary", "is no text"),
    "noise.txt": (random.Random(4).randbytes(2_000), "binary", "is no text"),
    "zeros.txt": (bytes(10_000), "binary", "is no text"),
    "bomb.gz": (bomb(), "binary", "the file is gzip-compressed"),
    "bomb.html": (bomb(), "binary", "the file is gzip-compressed"),
    "bomb.bz2": (bz2.compress(bytes(10_000_000)), "binary", "the file is bzip2-compressed"),
    "bomb.xz": (lzma.compress(bytes(10_000_000)), "binary", "the file is xz-compressed"),
    "page.pdf": (b"%PDF-1.4 and so on", "binary", "the file is a PDF"),
    "zeros between words.txt": (
        GOOD.replace(" ", "\0").encode(),
        "binary",
        "9 of 49 characters are control characters",
    ),
    "utf-32 without its mark.txt": (GOOD.encode("utf-32-le"), "binary", "is no text"),
    "archive.zip": (zipped(), "binary", "the file is a ZIP archive"),
    "program": (b"\x7fELF\x02\x01\x01" + bytes(100), "binary", "the file is a program"),
    "image.txt": (b"\x89PNG\r\n\x1a\n" + bytes(100), "binary", "the file is a PNG image"),
}


@pytest.mark.parametrize("name", READ)
def test_is_read(make_corpus, name):
    data, words = READ[name]
    corpus = make_corpus({name: data, "neighbour.txt": GOOD})
    report = corpus.process()
    assert {} == report.quarantined
    ident = corpus.names()[name]
    assert {ident, "neighbour"} == set(report.written)
    assert words in " ".join(corpus[ident].view("all").text.split())
    assert [] == list(verify(corpus))


@pytest.mark.parametrize("name", REFUSED)
def test_is_refused_with_a_reason(make_corpus, name):
    data, code, words = REFUSED[name]
    corpus = make_corpus({name: data, "neighbour.txt": GOOD})
    report = corpus.process()
    assert ("neighbour",) == report.written
    assert words in report.quarantined[name]
    (note,) = corpus.quarantine.iterdir()
    assert code == json.loads(note.read_bytes())["code"]
    assert [] == list(verify(corpus))


def test_what_is_too_large_is_not_even_read(make_corpus, monkeypatch):
    corpus = make_corpus({"neighbour.txt": GOOD})
    with (corpus.raw / "line.txt").open("wb") as file:
        file.truncate(200_000_000)  # on one line, and on no disk
    opened = []
    fdopen = os.fdopen

    class Unread:
        def __init__(self, descriptor):
            self.file = fdopen(descriptor, "rb")

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self.file.close()

        def fileno(self):
            return self.file.fileno()

        def read(self, most):
            opened.append(most)
            return self.file.read(most)

    monkeypatch.setattr(raw.os, "fdopen", lambda descriptor, _: Unread(descriptor))
    report = corpus.process()
    assert ("neighbour",) == report.written
    assert "the file holds 200,000,000 bytes, more than the 50,000,000" in report.quarantined["line.txt"]
    assert 2 == len(opened), "the neighbour, for the profile of its source and for its record"


def test_one_long_line_that_takes_too_long_is_set_aside(make_corpus):
    corpus = make_corpus({"line.txt": GOOD.strip() * 200_000, "neighbour.txt": GOOD}, max_seconds=1, profiles=False)
    report = corpus.process()
    assert ("neighbour",) == report.written
    assert "raise max_seconds" in report.quarantined["line.txt"]


class TestNames:
    ODD = (
        *(
            "two\nlines.txt",
            "-rf.txt",
            "a;b&c|d.txt",
            "'quoted\".txt",
            "<b>bold.txt",
            "%2e%2e%2fup.txt",
            "...dots.txt"[3:],
        ),
        *("\u202egnp.txt", "日本.txt", "a" * 250 + ".txt", "{braces}.txt", "c:\\dos.txt", "tab\there.txt", "con.txt"),
        *("d/" * 40 + "deep.txt", "trailing .txt", "\x1b[2J.txt", "#fragment?query.txt"),
    )

    def test_all_become_addresses(self, make_corpus):
        corpus = make_corpus(dict.fromkeys(self.ODD, GOOD))
        (corpus.raw / os.fsdecode(b"not utf-8 \xff\xfe.txt")).write_text(GOOD)
        report = corpus.process()
        assert ({}, len(self.ODD) + 1) == (report.quarantined, len(report.written))
        for ident in report.written:
            assert len(ident) <= 100
            assert not set(ident) - set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")
        assert sorted(corpus.names()) == sorted(document.source.name for document in corpus)
        assert [] == list(verify(corpus))
        assert report.written == corpus.process().unchanged

    @pytest.mark.parametrize(
        "pair",
        [("Page.txt", "page.txt"), ("é.txt", unicodedata.normalize("NFD", "é.txt")), ("a.txt", "a.html"), ("ſ", "s")],
    )
    def test_that_nearly_agree_are_two(self, make_corpus, pair):
        corpus = make_corpus({name: f"{GOOD}It is page {at}.\n" for at, name in enumerate(pair)})
        idents = {name.casefold() for name in corpus.process().written}
        assert 2 == len(idents)
        assert {0, 1} == {at for at in (0, 1) for one in corpus if f"page {at}" in one.text}
        assert [] == list(verify(corpus))

    def test_no_name_leads_out_of_the_folder(self, make_corpus):
        corpus = make_corpus({"..a.txt"[2:]: GOOD})
        with pytest.raises(KeyError):
            corpus["../raw/a"]
        assert "../corpus" not in corpus


class TestWhatIsNoFile:
    @pytest.fixture
    def corpus(self, make_corpus):
        return make_corpus({"neighbour.txt": GOOD})

    def refused(self, corpus, name, words, **how):
        report = corpus.process(**how)
        assert (("neighbour",), {name}) == (report.written, set(report.quarantined))
        assert words in report.quarantined[name]
        assert [] == list(verify(corpus))
        assert report.quarantined == corpus.process().quarantined

    def test_named_pipes_are_not_waited_for(self, corpus):
        os.mkfifo(corpus.raw / "pipe.txt")
        self.refused(corpus, "pipe.txt", "it is a named pipe, not a file; take it out of raw/")

    def test_sockets(self, corpus, monkeypatch):
        monkeypatch.chdir(corpus.raw)  # an address of a socket may have a hundred bytes
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("socket.txt")
            self.refused(corpus, "socket.txt", "it is a socket")

    def test_devices(self, corpus):
        try:
            os.mknod(corpus.raw / "zero.txt", 0o600 | 0o020000, os.makedev(1, 5))
        except PermissionError:
            pytest.skip("only root makes devices, which is not part of the project")
        self.refused(corpus, "zero.txt", "it is a device")

    @pytest.mark.parametrize("target", ["/etc/passwd", "../corpus.toml", "/dev/zero", "..", "/"])
    def test_links_out_are_not_followed(self, corpus, target):
        (corpus.raw / "link.txt").symlink_to(target)
        self.refused(corpus, "link.txt", f"it is a link out of raw/, to {target!r}; put a copy")

    def test_links_to_links_out_are_not_followed(self, corpus):
        (corpus.raw / "a.txt").symlink_to("b.txt")
        (corpus.raw / "b.txt").symlink_to("/etc/passwd")
        assert {"a.txt", "b.txt"} == set(corpus.process().quarantined)

    def test_links_in_a_circle(self, corpus):
        (corpus.raw / "a.txt").symlink_to("a.txt")
        self.refused(corpus, "a.txt", "the file cannot be opened: Too many levels of symbolic links")

    def test_a_link_to_the_folder_itself_leads_to_nothing_new(self, corpus):
        (corpus.raw / "round").symlink_to(corpus.raw)
        assert (("neighbour",), {}) == (corpus.process().written, corpus.process().quarantined)

    def test_raw_may_be_a_link_itself(self, corpus, tmp_path):
        corpus.raw.rename(tmp_path / "scrapes")
        corpus.raw.symlink_to(tmp_path / "scrapes")
        (corpus.raw / "same.txt").symlink_to("neighbour.txt")
        assert (("neighbour", "same"), {}) == ((report := corpus.process()).written, report.quarantined)

    def test_folders_that_cannot_be_opened(self, corpus, monkeypatch):
        (corpus.raw / "locked").mkdir()
        scandir = os.scandir

        def refuse(path):
            if str(path).rstrip("/").endswith("locked"):
                raise PermissionError(13, "Permission denied", str(path))
            return scandir(path)

        monkeypatch.setattr(raw.os, "scandir", refuse)
        self.refused(corpus, "locked", "it is a folder that cannot be opened")

    def test_files_that_cannot_be_opened(self, corpus, monkeypatch):
        (corpus.raw / "locked.txt").write_text(GOOD)
        open_it = os.open

        def refuse(path, *how):
            if str(path).endswith("locked.txt"):
                raise PermissionError(13, "Permission denied", str(path))
            return open_it(path, *how)

        monkeypatch.setattr(raw.os, "open", refuse)
        self.refused(corpus, "locked.txt", "the file cannot be opened: Permission denied; check its permissions")

    def test_links_that_lead_nowhere(self, corpus):
        (corpus.raw / "link.txt").symlink_to("nowhere.txt")
        self.refused(corpus, "link.txt", "the file cannot be opened: No such file or directory")

    def test_the_exit_status_says_so(self, corpus):
        os.mkfifo(corpus.raw / "pipe.txt")
        result = CliRunner().invoke(main, ["process", "--corpus", str(corpus.root)])
        assert 1 == result.exit_code
        assert "1 written, 0 unchanged, 0 removed, 1 in quarantine" in result.stdout
        assert f"{corpus.raw / 'pipe.txt'}: it is a named pipe, not a file; take it out of raw/" in result.stdout


class TestAFileThatChangesWhileItIsRead:
    @pytest.fixture
    def corpus(self, make_corpus):
        return make_corpus({"log.txt": GOOD, "neighbour.txt": GOOD + GOOD}, profiles=False)

    def writing(self, corpus, monkeypatch, times):
        """Let somebody write to the file after each of its first so many openings."""
        left = [times]
        fdopen = os.fdopen

        def opened(descriptor, how):
            file = fdopen(descriptor, how)
            if os.fstat(descriptor).st_ino == (corpus.raw / "log.txt").stat().st_ino and left[0]:
                left[0] -= 1
                read = file.read

                class Changing:
                    def __enter__(self):
                        return self

                    def __exit__(self, *_):
                        file.close()

                    def fileno(self):
                        return file.fileno()

                    def read(self, most):
                        data = read(most)
                        with (corpus.raw / "log.txt").open("a") as more:
                            more.write("And so it is written.\n")
                        return data

                return Changing()
            return file

        monkeypatch.setattr(raw.os, "fdopen", opened)

    def test_is_read_again(self, corpus, monkeypatch):
        self.writing(corpus, monkeypatch, 2)
        assert ("log", "neighbour") == corpus.process().written
        assert 2 == corpus["log"].text.count("And so")
        assert ("log", "neighbour") == corpus.process().unchanged

    def test_is_left_to_the_next_run_where_there_is_no_end(self, corpus, monkeypatch):
        self.writing(corpus, monkeypatch, 99)
        report = corpus.process()
        assert ("neighbour",) == report.written
        assert "the file changed while it was read; process again" in report.quarantined["log.txt"]
        monkeypatch.undo()
        assert ("log",) == open_corpus(corpus.root).process().written

    def test_a_stamp_is_of_what_was_read(self, corpus):
        document, stamp = Maker(corpus.root, corpus.config).read("log.txt", "log")
        assert [document.source.size, (corpus.raw / "log.txt").stat().st_mtime_ns] == stamp

    def test_says_so_for_folders(self, corpus):
        with pytest.raises(UnreadableError, match="it is a folder"):
            raw.read_raw(corpus.root, "raw", corpus.config)


def test_each_test_that_the_page_on_hostile_files_names_is_there():
    tests = Path(__file__).parent
    page = (tests.parent / "docs" / "reference" / "hostile-files.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| ") and not line.endswith("| test |")]
    assert len(rows) > 30
    for row in rows:
        path, _, name = row[-1].strip(" |`").partition("::")
        source = (tests / path).read_text(encoding="utf-8")
        assert re.search(rf"^(?:class|def) {name}\b" if name else "^def test_", source, re.MULTILINE), row
