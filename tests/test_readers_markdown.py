"""Markdown is read as the page that it is rendered to; what stands above it is declared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpustools
from corpustools import open_corpus
from corpustools.corpus.files import media_type_of
from corpustools.extractors.receipts import says
from corpustools.model.span import Label
from corpustools.readers import markdown, parse

BODY = """\
# The quiet town

*By Jane Roe*

Nobody in the town **knows** how long this will last, and [nobody](https://example.org/mayor) has asked the mayor.

## What the mayor says

> We wait. That is all that we can do, and we do it as well as anybody can.

- First, the boats have to come back, all three of them.
- Then the school may open, if the teachers agree.
"""


def read(text):
    return corpustools.read(text.encode(), media_type="text/markdown")


def test_its_elements_say_what_is_a_heading_an_item_and_a_quotation():
    found = [(block.label, block.reading) for block in read(BODY).blocks]
    assert (Label.HEADLINE, "The quiet town") in found
    assert (Label.BYLINE, "By Jane Roe") in found
    assert (Label.HEADING, "What the mayor says") in found
    assert (Label.BLOCKQUOTE, "We wait. That is all that we can do, and we do it as well as anybody can.") in found
    assert (Label.LIST_ITEM, "Then the school may open, if the teachers agree.") in found
    sentence = "Nobody in the town knows how long this will last, and nobody has asked the mayor."
    assert (Label.PARAGRAPH, sentence) in found


TOLD = {
    "yaml": (
        "---\ntitle: The quiet town\nauthors: [Jane Roe, '[[Ann Poe]]']\npublished: 2021-05-04\n"
        "source: https://example.org/a?b=c&d\n---\n"
    ),
    "yaml of another hand": (
        "---\r\nTitle: The quiet town\r\nauthor:\r\n  - name: Jane Roe\r\n  - name: Ann Poe\r\n"
        "date: 2021-05-04T00:00:00Z\r\nurl: https://example.org/a?b=c&d\r\n...\r\n"
    ),
    "toml": (
        "+++\ntitle = 'The quiet town'\nauthors = ['Jane Roe', 'Ann Poe']\ndate = 2021-05-04\n"
        "link = 'https://example.org/a?b=c&d'\n+++\n"
    ),
}


@pytest.mark.parametrize("told", TOLD.values(), ids=TOLD)
def test_what_stands_above_it_gives_facts(told):
    document = read(told + "\nNobody in the town knows how long this will last, and nobody has asked the mayor.\n")
    metadata = document.metadata
    assert ("The quiet town", ("Jane Roe", "Ann Poe")) == (metadata.headline, metadata.authors)
    assert "2021-05-04" == (metadata.date_published or "")[:10]
    assert "https://example.org/a?b=c&d" == metadata.canonical_url
    assert "title:" not in document.text.lower()
    assert all(says(document, fact) for fact in document.facts)


def test_the_lines_of_jina_give_facts():
    told = "Title: The quiet town\n\nURL Source: https://example.org/a\n\nPublished Time: 2021-05-04T10:00:00Z\n\n"
    metadata = read(told + "Markdown Content:\n" + BODY).metadata
    assert ("The quiet town", "https://example.org/a") == (metadata.headline, metadata.canonical_url)
    assert "2021-05-04" == (metadata.date_published or "")[:10]
    assert "Title: The quiet town" in read(told + BODY).text


@pytest.mark.parametrize(
    "told",
    [
        "---\ntitle: [torn\n---\n",
        "---\nThe first paragraph between two lines\n---\n",
        "+++\ntitle = torn\n+++\n",
        "---\ntitle: The quiet town\n",
        "---\na: &a [x, x]\nb: &b [*a, *a\n---\n",
    ],
    ids=["torn", "no keys", "torn toml", "not ended", "torn aliases"],
)
def test_what_is_no_metadata_stays_in_the_text(told):
    text = " ".join(read(told + BODY).text.split())
    for word in told.replace("-", " ").replace("+", " ").split():
        assert word in text


def test_what_is_told_cannot_become_markup():
    told = "---\ntitle: <script>alert(1)</script>\nauthor: '\"><p>Injected'\nurl: https://example.org/\"><p>Injected\n---\n"
    document = read(told + BODY)
    assert not [line for line in document.text.splitlines() if line.startswith("Injected")]
    assert "<script>alert(1)</script>" == document.text.splitlines()[0]


def test_references_that_multiply_are_not_followed():
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 12))
    told = f"---\nl0: &l0 [lol]\n{levels}author: *l11\ntitle: The quiet town\n---\n"
    metadata = read(told + "Nobody knows how long it will last.").metadata
    assert ("The quiet town", ()) == (metadata.headline, metadata.authors)


@given(st.text("-+:ab#>*_[]()`|~<&\\ \n\t0.", max_size=200))
def test_text_and_rendered_text_are_read_alike(text):
    decoded, _ = markdown.decode(text.encode(), "text/markdown")
    assert parse(text, "text/markdown") == parse(decoded.text, "text/markdown")


@pytest.mark.parametrize("name", ["a.md", "a.MD", "b.markdown"])
def test_files_of_a_corpus_are_read_by_their_ending(tmp_path, name):
    (tmp_path / "raw").mkdir()
    (tmp_path / "corpus.toml").write_text("[corpus]\n")
    (tmp_path / "raw" / name).write_text(BODY, encoding="utf-8")
    corpus = open_corpus(tmp_path)
    corpus.process()
    (ident,) = corpus.ids
    document = corpus[ident]
    assert ("text/markdown", "The quiet town") == (document.source.media_type, document.metadata.headline)
    assert media_type_of("a.mdx", b"# One") == "text/plain"
