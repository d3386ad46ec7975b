"""Pages that a browser saved as a single file are read as those pages are."""

from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpustools
from corpustools import open_corpus
from corpustools.errors import UnreadableError

PAGE = "<title>Town</title><h1>Quiet town</h1><p>Die Straße ist ruhig, und niemand weiß, wie lange das so bleibt.</p>"
ADDRESS = "https://example.org/a--b?c=d"


def saved(page=PAGE, charset="utf-8", encoding="quoted-printable", address=ADDRESS, **others):
    """Save a page as browsers do: with a style sheet behind it."""
    message = EmailMessage(policy=SMTP)
    message["Snapshot-Content-Location"] = address
    message["Date"] = "Wed, 10 Jun 2015 14:05:00 -0000"
    message["MIME-Version"] = "1.0"
    message.add_related(page, subtype="html", charset=charset, cte=encoding, **others)
    message.add_related("p { color: red }", subtype="css")
    return message.as_bytes()


def read(data):
    return corpustools.read(data, media_type="multipart/related")


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "quoted-printable"), ("utf-8", "base64"), ("iso-8859-1", "quoted-printable"), ("utf-8", "8bit")],
)
def test_a_saved_page_is_read_as_the_page(charset, encoding):
    found = read(saved(charset=charset, encoding=encoding))
    page = corpustools.read(PAGE, media_type="text/html")
    assert page.text == found.text
    assert [(each.label, each.start, each.end) for each in page.blocks] == [
        (each.label, each.start, each.end) for each in found.blocks
    ]


def test_it_says_from_where_and_when_it_was_saved():
    metadata = read(saved()).metadata
    assert (ADDRESS, "2015-06-10") == (metadata.canonical_url, metadata.date_retrieved)
    wanted = '<link rel="canonical" href="https://example.org/quiet">' + PAGE
    assert read(saved(wanted)).metadata.canonical_url == "https://example.org/quiet"


@pytest.mark.parametrize("address", ["file:///home/somebody/page.html", "https://example.org/--><p>Injected", "  "])
def test_what_is_no_address_is_not_told(address):
    found = read(saved(address=address))
    assert found.metadata.canonical_url is None
    assert "Injected" not in found.text


def test_of_several_pages_the_one_is_read_that_the_file_starts_with():
    parts = "".join(
        f"--X\nContent-Type: text/html\nContent-ID: <{name}>\n\n<p>This is the page {name}.\n" for name in "abc"
    )
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="X"'
    assert read(f"{head}\n\n{parts}--X--\n".encode()).text == "This is the page a."
    assert read(f'{head}; start="<b>"\n\n{parts}--X--\n'.encode()).text == "This is the page b."
    # As text, too, and where nothing says so is what it says.
    assert read(f"{head}\n\n{parts}--X--\n").text == "This is the page a."
    assert "Content-Type" in corpustools.read(f"{head}\n\n{parts}--X--\n").text


NESTED = b"".join(
    b'Content-Type: multipart/related; boundary="b%d"\n\n--b%d\n' % (depth, depth) for depth in range(2000)
)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "holds none"),
        (b"The town is quiet.", "holds none"),
        (b"Content-Type: image/png\n\n\x89PNG", "holds none"),
        (NESTED, "nested too deep"),
        (
            b"Content-Type: multipart/related" + b'; a="b"' * 2000 + b"\n\n<p>Quiet.",
            "longer than those of a saved page",
        ),
    ],
)
def test_what_is_no_saved_page_is_refused(data, reason):
    with pytest.raises(UnreadableError, match=reason):
        read(data)


@given(st.binary(max_size=300), st.integers(0, 900), st.integers(0, 300))
def test_whatever_is_in_it_is_read_or_refused(data, at, length):
    whole = saved()
    with suppress(UnreadableError):
        assert isinstance(read(whole[:at] + data + whole[at + length :]).text, str)


def test_a_corpus_reads_it_by_its_ending(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "corpus.toml").write_text("[corpus]\n")
    (tmp_path / "raw" / "page.mhtml").write_bytes(saved())
    (tmp_path / "raw" / "broken.mht").write_bytes(b"The town is quiet.")
    corpus = open_corpus(tmp_path)
    assert {"broken.mht"} == corpus.process().quarantined.keys()
    assert "Quiet town" in corpus["page"].article
