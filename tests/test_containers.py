"""Containers of documents: each document is found, what is none is said, and nothing that lies takes others with it."""

import bz2
import gzip
import json
import lzma
import zlib

import brotli
import pyarrow
import pytest
from pyarrow import parquet
from warc_records import record

from corpustools.config import Config
from corpustools.containers import Fields, Piece, coded, items_of, pieces_of, places, warc
from corpustools.containers.places import filesystem
from corpustools.corpus.files import document_ids
from corpustools.errors import CorpusToolsError, UnreadableError


def found_in(*sources, fields=None, **settings):
    """Return all that is found in sources, one piece after the other."""
    config = Config(**settings)
    return [found for piece in pieces_of([*map(str, sources)]) for found in items_of(piece, config, fields or Fields())]


def told(found):
    """Say of each thing what it is: the document's bytes, the code of its error, or its kind."""
    return [each.item.data if each.item else each.error.code if each.error else each.skipped for each in found]


@pytest.fixture
def put(tmp_path):
    """Write a file, and return where it is."""

    def write(name, data):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    return write


ONE, THREE = record("one", b"<p>one"), record("three", b"<p>three")


def zstd(data):
    return pyarrow.compress(data, "zstd", asbytes=True)


class TestWhatIsNamed:
    def test_a_folder_has_documents_named_as_in_a_corpus(self, put, tmp_path):
        for name in ("a.txt", "news/Žižkov 1.html", ".hidden", "news/.git/x.txt"):
            put(f"pages/{name}", b"The town")
        found = found_in(tmp_path / "pages")
        assert document_ids(["a.txt", "news/Žižkov 1.html"]) == {f.name: f.id for f in found}
        assert ["text/plain", "text/html"] == [f.item.media_type for f in found]

    def test_containers_in_a_folder_are_opened(self, put, tmp_path):
        put("all/page.txt", b"a page")
        put("all/rows.jsonl", b'{"text": "a row"}\n')
        put("all/crawl.warc", ONE)
        assert {b"a page", b"a row", b"<p>one"} == set(told(found_in(tmp_path / "all")))

    def test_a_glob_names_from_where_it_begins(self, put, tmp_path):
        for year in (2014, 2015):
            put(f"{year}/page.txt", b"The town")
        assert ["2014/page.txt", "2015/page.txt"] == [f.name for f in found_in(tmp_path / "20*" / "*.txt")]

    def test_several_sources_give_no_name_twice(self, put):
        paths = [put(f"{year}/rows.jsonl", b'{"text": "The town"}\n') for year in (2014, 2015)]
        assert 2 == len({f.name for f in found_in(*paths)})

    def test_an_address_of_another_file_system(self):
        fs, path = filesystem("memory://crawl/one.jsonl")
        fs.pipe_file(path, b'{"text": "far away"}\n')
        assert [b"far away"] == told(found_in("memory://crawl/*.jsonl"))

    def test_nothing_of_the_name_is_an_error(self, tmp_path):
        with pytest.raises(CorpusToolsError, match="nowhere: there is no such file or folder"):
            pieces_of([str(tmp_path / "nowhere")])
        with pytest.raises(CorpusToolsError, match="Protocol not known"):
            pieces_of(["nosuch://nowhere"])

    def test_pieces_cover_all_and_none_twice(self, put, tmp_path, monkeypatch):
        monkeypatch.setattr(places, "SIZE", 100)
        monkeypatch.setattr(places, "FILES", 2)
        rows = [json.dumps({"text": "The town " * (at % 7)}) for at in range(40)]
        put("all/rows.jsonl", "\n".join(rows).encode())
        table = pyarrow.table({"text": [f"row {at}" for at in range(40)]})
        parquet.write_table(table, tmp_path / "all" / "rows.parquet", row_group_size=3)
        for at in range(5):
            put(f"all/{at}.txt", b"The town")
        pieces = pieces_of([str(tmp_path / "all")])
        assert {"jsonl", "parquet", "files"} == {piece.format for piece in pieces}
        assert len(pieces) > 15
        found = found_in(tmp_path / "all")
        assert 85 == len(found) == len({f.name for f in found})
        assert [f"row {at}".encode() for at in range(40)] == [f.item.data for f in found if f.item.data[:3] == b"row"]

    def test_a_piece_changes_with_its_file(self, put):
        (before,) = pieces_of([str(put("rows.jsonl", b'{"text": "one"}\n'))])
        (after,) = pieces_of([str(put("rows.jsonl", b'{"text": "three"}\n'))])
        assert before.digest != after.digest

    @pytest.mark.parametrize(
        "url", ["http://[::1", "nonsense", "http://" + "a" * 300, "http://../../etc/passwd", "http://\0"]
    )
    def test_no_name_leads_out_of_the_folder(self, put, url):
        path = put("rows.jsonl", json.dumps({"text": "The town", "url": url}).encode())
        (found,) = found_in(path)
        assert not {"", ".", ".."} & set(found.name.split("/"))
        assert "\0" not in found.name


class TestFiles:
    def test_one_that_is_too_large_is_not_opened(self, put, tmp_path):
        put("pages/a.txt", b"The town is quiet")
        put("pages/b.txt", b"The town")
        assert ["too_large", b"The town"] == told(found_in(tmp_path / "pages", max_bytes=10))

    def test_one_that_is_gone_is_said(self, put, tmp_path):
        put("pages/a.txt", b"The town")
        pieces = pieces_of([str(tmp_path / "pages")])
        (tmp_path / "pages" / "a.txt").unlink()
        (found,) = items_of(pieces[0], Config(), Fields())
        assert ("a.txt", "unreadable") == (found.name, found.error.code)


class TestRows:
    def test_html_goes_before_text(self, put):
        rows = [
            {"html": "<p>one", "text": "one", "url": "https://town.example/1"},
            {"text": "two"},
            {"html": None, "text": ""},
        ]
        found = found_in(put("rows.jsonl", "\n".join(map(json.dumps, rows)).encode()))
        assert [b"<p>one", b"two", b""] == told(found)
        assert ["https://town.example/1", None, None] == [f.item.url for f in found]
        assert found[0].name.startswith("town.example/1-")
        assert found[0].name.endswith(".html")

    def test_html_that_is_empty_goes_behind_text(self, put):
        rows = [
            {"html": "", "text": "one"},
            {"html": " \n", "text": "two"},
            {"html": " ", "text": "\n"},
            {"html": "<p>four", "text": ""},
            {"html": "", "text": None},
        ]
        found = found_in(put("rows.jsonl", "\n".join(map(json.dumps, rows)).encode()))
        assert [b"one", b"two", b" ", b"<p>four", b""] == told(found)
        assert ["plain", "plain", "html", "html", "html"] == [f.item.media_type.removeprefix("text/") for f in found]

    def test_fields_can_be_named(self, put):
        path = put("rows.jsonl", b'{"content": "<p>one", "source": "http://a.example/"}\n')
        (found,) = found_in(path, fields=Fields(html="content", url="source"))
        assert ("text/html", "http://a.example/") == (found.item.media_type, found.item.url)

    def test_what_is_no_row_is_said_and_others_are_read(self, put):
        lines = [b'{"text": "one"}', b"{", b"[1]", b"", b'{"body": "two"}', b"\xff", b'{"text": 7}', b"[" * 100_000]
        found = found_in(put("rows.jsonl", b"\n".join([*lines, b'{"text": "last"}'])))
        assert [b"one", "not_json", "not_json", "no_text", "not_json", "no_text", "not_json", b"last"] == told(found)
        assert "it has body; --html-field or --text-field names another" in str(found[3].error)

    def test_half_a_pair_of_surrogates_becomes_the_sign_for_what_cannot_be_read(self, put):
        (found,) = found_in(put("rows.jsonl", rb'{"text": "a \ud800 b \ud83d\ude00"}'))
        assert "a \ufffd b \U0001f600" == found.item.data.decode()

    @pytest.mark.parametrize(
        ("ending", "compress"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress), ("zst", zstd)]
    )
    def test_compressed_lines(self, put, ending, compress):
        assert [b"one"] == told(found_in(put(f"rows.jsonl.{ending}", compress(b'{"text": "one"}\n'))))

    def test_a_line_without_end_fills_no_memory(self, put):
        bomb = gzip.compress(b'{"text": "one"}\n{"text": "' + b"a" * 50_000_000 + b'"}\n{"text": "two"}\n')
        found = found_in(put("rows.jsonl.gz", bomb), max_bytes=100_000)
        assert [b"one", "too_large", b"two"] == told(found)
        found = found_in(put("rows.jsonl.gz", bomb), max_bytes=1_000)
        assert [b"one", "too_large"] == told(found)
        assert "neither it nor what follows was read" in str(found[1].error)

    @pytest.mark.parametrize(("ending", "compress"), [("bz2", bz2.compress), ("xz", lzma.compress), ("zst", zstd)])
    def test_bombs_of_any_kind(self, put, ending, compress):
        bomb = compress(b'{"text": "one"}\n{"text": "' + b"a" * 20_000_000 + b'"}\n{"text": "two"}\n')
        found = found_in(put(f"rows.jsonl.{ending}", bomb), max_bytes=100_000)
        assert [b"one", "too_large", b"two"] == told(found)
        found = found_in(put(f"other.jsonl.{ending}", bomb[:60]), max_bytes=100_000)
        assert "broken_container" == told(found)[-1]

    def test_a_bomb_of_parquet_is_not_expanded(self, tmp_path):
        path = tmp_path / "rows.parquet"
        rows = pyarrow.table({"text": ["one", "a" * 3_000_000, "three"]})
        parquet.write_table(rows, path, row_group_size=1, compression="zstd")
        found = found_in(path, max_bytes=100_000)
        assert [b"one", "too_large", b"three"] == told(found)
        assert "a row would expand to 3,000," in str(found[1].error)
        parquet.write_table(rows, path, compression="zstd")
        assert [b"one", "too_large", b"three"] == told(found_in(path, max_bytes=2_000_000))

    def test_what_of_parquet_is_not_expanded_is_said_by_one_piece_alone(self, tmp_path, monkeypatch):
        monkeypatch.setattr(places, "SIZE", 1)
        path = tmp_path / "rows.parquet"
        parquet.write_table(pyarrow.table({"text": ["one", "a" * 3_000_000, "b" * 3_000_000]}), path, row_group_size=1)
        assert 3 == len(pieces_of([str(path)]))
        assert [b"one", "too_large", "too_large"] == told(found_in(path, max_bytes=100_000))

    def test_a_compressed_file_that_is_cut_off_gives_what_stands_before(self, put):
        data = gzip.compress(b"".join(b'{"text": "%d"}\n' % at for at in range(10_000)))
        found = found_in(put("rows.jsonl.gz", data[: len(data) // 2]))
        assert len(found) > 100
        assert "broken_container" == told(found)[-1]
        assert ["broken_container"] == told(found_in(put("other.jsonl.gz", b"no gzip at all")))

    def test_parquet(self, tmp_path, put):
        path = tmp_path / "rows.parquet"
        parquet.write_table(pyarrow.table({"html": [b"<p>\xe9", None], "text": [None, "two"], "n": [1, 2]}), path)
        assert [b"<p>\xe9", b"two"] == told(found_in(path))
        parquet.write_table(pyarrow.table({"html_": ["a"], "text": ["a"], "n": [1]}), path)
        with pytest.raises(CorpusToolsError, match="has no column html or body, but html_, text, n") as error:
            found_in(path, fields=Fields(text="body"))
        assert "--text-field names another" in str(error.value)
        assert ["broken_container"] == told(found_in(put("broken.parquet", b"PAR1 and no more")))


class TestWarc:
    def test_documents_are_responses_resources_and_conversions_of_text(self, put):
        records = [
            record("info", b"software: x", kind="warcinfo", http=False, media_type="application/warc-fields"),
            record("ask", b"GET / HTTP/1.1\r\n\r\n", kind="request", http=False),
            ONE,
            record("gone", b"<p>gone", status="404 Not Found"),
            record("picture", b"\x89PNG", media_type="image/png"),
            record("plain", b"plain", media_type="Text/Plain; charset=KOI8-R"),
            record("text", b"a WET text", kind="conversion", http=False, media_type="text/plain"),
            record("file", b"<p>a resource", kind="resource", http=False, url="<http://town.example/file>"),
        ]
        for data in (b"".join(records), b"".join(map(gzip.compress, records)), gzip.compress(b"".join(records))):
            found = found_in(put("crawl.warc.gz", data))
            assert [
                *("warcinfo", "request", b"<p>one", "status 404", "image/png"),
                *(b"plain", b"a WET text", b"<p>a resource"),
            ] == told(found)
            assert "text/plain; charset=KOI8-R" == found[5].item.media_type
            assert "http://town.example/file" == found[7].item.url
            named = [f.name for f in found if f.item]
            assert len(named) == len(set(named))

    @pytest.mark.parametrize("length", [0, 3, 20, 300, 10**15, -5, "", "many"])
    @pytest.mark.parametrize("packed", [bytes, gzip.compress], ids=["plain", "gzip"])
    def test_a_length_that_lies_costs_no_other_record(self, put, length, packed):
        records = [ONE, record("two", b"<p>two", length=length), THREE]
        found = found_in(put("crawl.warc.gz", b"".join(map(packed, records))))
        assert [b"<p>one", b"<p>three"] == [f.item.data for f in found if f.item]
        assert {"lying_length", "no_http", "broken_container"} >= {f.error.code for f in found if f.error}
        assert any(f.error for f in found)

    def test_what_is_damaged_costs_no_other_record(self, put):
        packed = [*map(gzip.compress, (ONE, record("two", b"<p>two"), THREE))]
        for damaged in (packed[1][:40], b"\0" * 50, b"nonsense", packed[1][:20] + bytes(20) + packed[1][40:]):
            found = found_in(put("crawl.warc.gz", packed[0] + damaged + packed[2]))
            assert [b"<p>one", b"<p>three"] == [f.item.data for f in found if f.item]
            assert 1 == sum(f.error is not None for f in found)

    @pytest.mark.parametrize("cut", [1, 5, 30, 60])
    def test_an_archive_that_is_cut_off(self, put, cut):
        for data in (ONE + THREE, gzip.compress(ONE) + gzip.compress(THREE)):
            found = found_in(put("crawl.warc.gz", data[: -cut - 4]))
            assert b"<p>one" == found[0].item.data
            assert found[-1].error or found[-1].item.data == b"<p>three"

    def test_bombs(self, put):
        zeros = bytes(10_000_000)
        bombs = {
            "too_large": [
                record("body", zeros),
                record("coded", gzip.compress(zeros), coding=b"Content-Encoding: gzip\r\n"),
                record("brotli", brotli.compress(zeros), coding=b"Content-Encoding: br\r\n"),
                record("chunks", b"%x\r\n" % len(zeros) + zeros, coding=b"Transfer-Encoding: chunked\r\n"),
            ],
            "lying_length": [record("behind", b"") + zeros],
            "broken_container": [
                b"WARC/1.0\r\nWARC-Type: " + zeros,
                record("head", b"", coding=b"A: " + zeros + b"\r\n"),
            ],
        }
        for code, records in bombs.items():
            for bomb in records:
                found = found_in(put("crawl.warc.gz", gzip.compress(bomb) + gzip.compress(THREE)), max_bytes=1_000_000)
                assert [code, b"<p>three"] == told(found)

    def test_one_made_to_be_read_for_ever_is_given_up(self, put, monkeypatch):
        monkeypatch.setattr(warc, "_TRIES", 5)
        liars = [record(f"liar{at}", b"<p>liar", length=10**6) for at in range(50)]
        found = found_in(put("crawl.warc", b"".join(liars)))
        assert ["lying_length"] * 5 + ["broken_container"] == told(found)
        assert "5 records before this one were broken" in str(found[-1].error)

    def test_what_is_no_archive(self, put):
        assert ["broken_container"] == told(found_in(put("crawl.warc", b"hello\n" * 10)))
        assert [] == told(found_in(put("empty.warc", b"")))

    def test_no_status_is_no_response(self, put):
        assert ["no_http"] == told(found_in(put("crawl.warc", record("a", b"<p>only HTML", http=False))))

    def test_a_coding_that_nobody_knows(self, put):
        data = record("a", b"???", coding=b"Content-Encoding: x-tight\r\n")
        (found,) = found_in(put("crawl.warc", data))
        assert "the body is coded as 'x-tight', which is not known here" in str(found.error)


class TestCodings:
    BODY = b"<p>The town is quiet today." * 20

    @pytest.mark.parametrize(
        ("coding", "code"),
        [
            ("gzip", gzip.compress),
            ("x-gzip", gzip.compress),
            ("deflate", zlib.compress),
            ("deflate", lambda body: zlib.compress(body)[2:-4]),
            ("br", brotli.compress),
            ("br, gzip", lambda body: gzip.compress(brotli.compress(body))),
            ("identity", bytes),
        ],
    )
    def test_are_undone(self, coding, code):
        assert self.BODY == coded.decoded(code(self.BODY), "", coding, 10_000)
        chunked = b"".join(b"%x\r\n%s\r\n" % (1, bytes([byte])) for byte in code(self.BODY)) + b"0\r\n\r\n"
        assert self.BODY == coded.decoded(chunked, "Chunked", coding, 10_000)
        assert self.BODY == coded.decoded(self.BODY, "chunked", coding, 10_000), "archives undo it and keep the header"

    def test_a_body_that_is_cut_off_gives_what_there_is(self):
        body = bytes(range(256)) * 8
        assert body.startswith(coded.decoded(gzip.compress(body)[:-40], "", "gzip", 10_000)[:100])

    def test_chunks_grow_linearly(self, grows_linearly):
        assert grows_linearly(lambda text: coded.dechunked(text.encode()), lambda size: "1\r\na\r\n" * size, 20_000)
        assert grows_linearly(lambda text: coded.dechunked(text.encode()), lambda size: " " * size, 200_000)

    def test_more_than_may_be_is_an_error(self):
        with pytest.raises(UnreadableError, match="expands to more than the 1,000 bytes"):
            coded.decoded(brotli.compress(bytes(10**7)), "", "br", 1_000)


def test_a_missing_library_names_its_extra(monkeypatch, put):
    path = put("crawl.warc", ONE)
    monkeypatch.setitem(__import__("sys").modules, "fastwarc.warc", None)
    with pytest.raises(CorpusToolsError, match=r"pip install 'corpustools\[warc\]'"):
        found_in(path)
    monkeypatch.setitem(__import__("sys").modules, "fsspec.core", None)
    with pytest.raises(CorpusToolsError, match=r"pip install 'corpustools\[shards\]'"):
        found_in(path)


def test_a_piece_can_be_read_alone(put):
    path = put("crawl.warc", ONE + THREE)
    piece = Piece("warc", str(path), "crawl.warc", len(ONE), len(ONE) + 1)
    assert [b"<p>three"] == told(items_of(piece, Config(), Fields()))
