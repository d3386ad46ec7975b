"""How bytes become the text as read: which rule decides on the encoding, and which bytes are refused."""

import codecs
import importlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpustools
from corpustools import pipeline, readers, registry
from corpustools.config import Config
from corpustools.errors import UnreadableError
from corpustools.model.hint import Parsed
from corpustools.pipeline import where
from corpustools.readers import decode, plain

RUSSIAN = "Город сегодня тих, и никто не знает, надолго ли это. Так было и в прошлом году, и раньше."
POLISH = "Zażółć gęślą jaźń, powiedział burmistrz, i nie było nikogo, kto by się z nim nie zgodził."


@pytest.mark.parametrize(
    ("data", "media_type", "encoding", "rule"),
    [
        (b"", "text/plain", "utf-8", "utf_8"),
        (b"plain", "text/plain", "utf-8", "utf_8"),
        (RUSSIAN.encode(), "text/plain", "utf-8", "utf_8"),
        (RUSSIAN.encode(), "text/plain; charset=windows-1251", "utf-8", "utf_8"),
        (RUSSIAN.encode("utf-8-sig"), "text/plain", "utf-8", "byte_order_mark"),
        (RUSSIAN.encode("utf-8-sig"), "text/plain; charset=koi8-r", "utf-8", "byte_order_mark"),
        (codecs.BOM_UTF16_LE + RUSSIAN.encode("utf-16-le"), "text/plain", "utf-16-le", "byte_order_mark"),
        (codecs.BOM_UTF16_BE + RUSSIAN.encode("utf-16-be"), "text/plain", "utf-16-be", "byte_order_mark"),
        (codecs.BOM_UTF32_LE + RUSSIAN.encode("utf-32-le"), "text/plain", "utf-32-le", "byte_order_mark"),
        (codecs.BOM_UTF32_BE + RUSSIAN.encode("utf-32-be"), "text/plain", "utf-32-be", "byte_order_mark"),
        (RUSSIAN.encode("utf-16-le"), "text/plain", "utf-16-le", "utf_16_without_mark"),
        (RUSSIAN.encode("utf-16-be"), "text/plain", "utf-16-be", "utf_16_without_mark"),
        (RUSSIAN.encode("koi8-r"), "text/plain; charset=koi8-r", "koi8-r", "declared_charset"),
        (RUSSIAN.encode("koi8-r"), 'text/plain; format=flowed; Charset = "KOI8-R"', "koi8-r", "declared_charset"),
        (POLISH.encode("iso8859-2"), "text/plain; charset=iso-8859-2", "iso8859-2", "declared_charset"),
        ("“naïve”".encode("cp1252"), "text/plain; charset=iso-8859-1", "windows-1252", "declared_charset"),
        (RUSSIAN.encode("cp1251"), "text/plain", "cp1251", "detected_charset"),
        (RUSSIAN.encode("cp1251"), "text/plain; charset=nonsense", "cp1251", "detected_charset"),
        (RUSSIAN.encode("cp1251"), "text/plain; charset=utf-8", "cp1251", "detected_charset"),
        (RUSSIAN.encode("cp1251"), "text/plain; charset=zlib", "cp1251", "detected_charset"),
        (RUSSIAN.encode("cp1251"), "text/plain; charset=unicode_escape", "cp1251", "detected_charset"),
        (RUSSIAN.encode("cp1251"), "text/plain; charset=ANSI_X3.4-1968", "cp1251", "detected_charset"),
        ("Şehir “sessiz”".encode("cp1254"), "text/plain; charset=iso-8859-9", "cp1254", "declared_charset"),
        ("東京今天很安静".encode("gb18030"), "text/html; charset=GB2312", "gb18030", "declared_charset"),
        ("①東京は静か".encode("cp932"), "text/plain; charset=x-sjis", "cp932", "declared_charset"),
        (b"caf\xe9", "text/plain", "windows-1252", "last_resort"),
        (b"caf\xe9", "text/plain; charset=ascii", "windows-1252", "last_resort"),
    ],
)
def test_one_rule_decides_on_the_encoding(data, media_type, encoding, rule):
    decoded, by = decode(data, media_type)
    assert (encoding, rule) == (decoded.encoding, by)
    assert decoded.reason
    assert rule in {found.name for found in registry.rules("decode")}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251"])
def test_the_text_is_what_was_written(encoding):
    assert corpustools.read(RUSSIAN.encode(encoding)).text == RUSSIAN


def test_the_source_says_what_was_decided():
    source = corpustools.read(RUSSIAN.encode("koi8-r"), media_type="text/plain; charset=koi8-r").source
    assert ("koi8-r", "declared_charset") == (source.encoding, source.encoding_rule)
    assert source.encoding_reason == "declared as koi8-r, and the bytes follow it"
    assert ("text/plain; charset=koi8-r", len(RUSSIAN)) == (source.media_type, source.size)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7", "a PDF"),
        (b"PK\x03\x04rest", "a ZIP archive"),
        (b"\x1f\x8b\x08", "gzip-compressed"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"GIF89a\x01\0\x01\0", "a GIF image"),
        (b"\x7fELF", "a program"),
        (b"SQLite format 3\x00", "an SQLite database"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old office document"),
    ],
)
def test_what_is_no_text_is_refused_by_its_first_bytes(data, kind):
    with pytest.raises(UnreadableError) as caught:
        corpustools.read(data)
    assert caught.value.code == "binary"
    assert caught.value.reason.startswith(f"the file is {kind}")
    assert caught.value.advice == "extract its text first and put the text into raw/"


@pytest.mark.parametrize(("controls", "refused"), [(5, False), (6, True)])
def test_more_than_one_control_in_twenty_characters_is_no_text(controls, refused):
    data = b"\x01" * controls + b"a" * (100 - controls)
    if refused:
        with pytest.raises(UnreadableError, match="6 of 100 characters are control characters") as caught:
            corpustools.read(data)
        assert caught.value.code == "binary"
    else:
        assert len(corpustools.read(data).text) == 100


def test_tabs_line_ends_and_escapes_of_terminals_are_no_sign_of_binaries():
    assert corpustools.read(b"\t\n\r\x0b\x0c\x1b" * 50).blocks


def test_a_media_type_without_reader_is_refused():
    with pytest.raises(UnreadableError, match="no reader is registered for image/svg") as caught:
        corpustools.read(b"text", media_type="Image/SVG; charset=utf-8")
    assert caught.value.code == "media_type"
    assert caught.value.advice == f"convert the file to one of {', '.join(readers.READERS)}"


@pytest.mark.parametrize(
    ("given", "meant"), [("markdown", "text/markdown"), ("HTML", "text/html"), ("text/markdwon", "text/markdown")]
)
def test_a_part_of_a_media_type_is_named_in_whole(given, meant):
    with pytest.raises(UnreadableError, match=f"no reader is registered for {given.lower()}; did you mean {meant}"):
        corpustools.read(b"text", media_type=given)


def test_a_text_may_open_as_an_image_is_marked():
    assert "GIF89a is a form of images." == corpustools.read(b"GIF89a is a form of images.").text
    assert "GIF8 is none." == corpustools.read(b"GIF8 is none.").text


@pytest.mark.parametrize("data", [Path("page.txt"), memoryview(b"text"), None, 7])
@pytest.mark.parametrize("read", [corpustools.read, pipeline.footprint])
def test_what_is_neither_bytes_nor_text_is_refused(read, data):
    with pytest.raises(TypeError, match=f"give bytes or str, as path.read_bytes\\(\\) does, not {type(data).__name__}"):
        read(data)


def test_a_media_type_may_be_written_in_capitals():
    assert corpustools.read(b"text", media_type="TEXT/Plain").text == "text"


@pytest.mark.parametrize(("size", "refused"), [(10, False), (11, True)])
@pytest.mark.parametrize("kind", [bytes, str])
def test_no_more_is_read_than_the_settings_allow(size, refused, kind):
    data = b"a" * size if kind is bytes else "a" * size
    if refused:
        with pytest.raises(UnreadableError, match="the file holds 11 bytes, more than the 10 that max_bytes") as caught:
            corpustools.read(data, config=Config(max_bytes=10))
        assert caught.value.code == "too_large"
    else:
        assert len(corpustools.read(data, config=Config(max_bytes=10)).text) == size


def test_bytes_that_follow_no_encoding_are_counted():
    decoded, _ = decode(b"caf\xe9 \x81 \x8d", "text/plain")
    assert decoded.text == "café \ufffd \ufffd"
    assert decoded.reason.endswith("2 bytes undecodable")


def test_a_mark_without_the_bytes_to_follow_it_loses_no_more_than_those():
    decoded, by = decode(codecs.BOM_UTF16_LE + "town".encode("utf-16-le") + b"\x00", "text/plain")
    assert ("byte_order_mark", "town\ufffd") == (by, decoded.text)


def test_utf_16_that_cannot_be_is_none():
    # Zeros where UTF-16 has them, but half a surrogate pair among them.
    data = ("a b c d " * 20).encode("utf-16-le") + b"\x00\xd8" + " e f g".encode("utf-16-le")
    assert plain._looks_like_utf_16(data) == "utf-16-le"
    assert registry.get("utf_16_without_mark").function(data, "text/plain") is None


def test_a_detector_that_answers_what_does_not_decode_is_not_believed(monkeypatch):
    class Wrong:
        encoding = "ascii"

        def best(self):
            return self

    monkeypatch.setattr(plain, "from_bytes", lambda data: Wrong())
    assert plain.detected_charset(RUSSIAN.encode("cp1251"), "text/plain") is None


def test_a_decode_rule_can_be_tried_on_a_text():
    assert [("utf-8", "valid UTF-8 from the first byte to the last")] == where("utf_8", "naïve")
    assert [] == where("byte_order_mark", "naïve")


def test_every_reader_has_a_module_that_decodes_and_parses():
    known = ["text/plain", "text/html", "application/xhtml+xml", "multipart/related", "text/markdown"]
    assert known == list(readers.READERS)
    for name in readers.READERS.values():
        module = importlib.import_module(name)
        assert callable(module.decode)
        assert callable(module.parse)


def test_plain_text_is_as_it_is_and_has_no_hints():
    text = "<p>One\r\n\ttwo\x00"
    assert Parsed(text) == readers.parse(text, "Text/Plain; charset=utf-8")
    with pytest.raises(UnreadableError, match="no reader is registered for image/svg"):
        readers.parse(text, "image/svg")


def test_an_id_is_given_or_the_first_digits_of_the_digest():
    assert corpustools.read(b"text").id == corpustools.read("text").id == corpustools.read(b"text").source.sha256[:16]
    assert corpustools.read(b"text", id="page").id == "page"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=100))
def test_utf_8_is_never_taken_for_anything_else(text):
    data = text.encode("utf-8")
    if not any(data.startswith(mark) for mark, _ in plain._BOMS) and plain._looks_like_utf_16(data) is None:
        assert plain.utf_8(data, "text/plain; charset=koi8-r").text == text
