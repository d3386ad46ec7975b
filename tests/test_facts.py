"""Facts, mentions and quotations of odd input: nothing breaks, and everything lies where it says."""

import itertools

import pytest

import corpustools
from corpustools.corpus.verify import verify
from corpustools.extractors.receipts import names, quotes, says

SENTENCE = '“We stay here,” said Jane Roe of Oslo, who told NATO on 10 June 2015 that it’s "so-called late. '
MARKS = "\"'“”„«»‹›‘’"


def check(document):
    """Hold all that a document tells against its text, as ``corpustools verify`` does."""
    assert [] == [fact for fact in document.facts if not says(document, fact)]
    assert [] == [mention for mention in document.mentions if not names(document, mention)]
    assert [] == [said for said in document.quotations if not quotes(document, said)]
    for one, other in itertools.pairwise(document.mentions):
        assert one.end <= other.start


@pytest.mark.parametrize("text", ["", "\n", " ", "Oslo", "Jane", "“", "\u200b", "a", "2015", "“Oslo”", "said"])
def test_of_a_document_of_one_word_or_none(text):
    check(corpustools.read(text))


@pytest.mark.parametrize("html", ["", "<p>", "<p>Oslo</p>", "<h1>“</h1>", "<title>Jane Roe</title>"])
def test_of_a_page_of_one_word_or_none(html):
    check(corpustools.read(html, media_type="text/html"))


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("number", [1, 3, 7])
def test_of_an_odd_number_of_quotation_marks(mark, number):
    words = "We are staying here until it is over, said the mayor of the town. ".split(" ")
    for place in range(number):
        words[place * 2] = f"{mark}{words[place * 2]}"
    check(corpustools.read(" ".join(words) + "\n\n" + "Nobody knows how long it will be, and nobody has asked."))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The harbour is closed, said Paris Hilton of Oslo on a day in June.", {"Paris Hilton": "person"}),
        ("The harbour is closed, says Jordan Miller, who was born in Jordan.", {"Jordan Miller": "person"}),
        ("The harbour is closed, says the mayor of Lincoln, Nebraska, as ever.", {"Lincoln": "place"}),
    ],
)
def test_of_a_name_that_is_a_place(text, kinds):
    document = corpustools.read(text)
    check(document)
    assert kinds == {each.name: each.kind for each in document.mentions if each.name in kinds}


def test_of_a_hundred_kilobytes_on_one_line():
    document = corpustools.read(SENTENCE * (100_000 // len(SENTENCE)))
    assert document.mentions
    check(document)


def test_twice_the_line_takes_about_twice_the_time(grows_linearly):
    number = itertools.count()
    assert grows_linearly(
        lambda text: corpustools.read(f"It was said by Jane Roe of the town {next(number)}. {text}").quotations,
        lambda length: SENTENCE * (length // len(SENTENCE)),
        4_000,
    )


def test_of_a_corpus_of_odd_files_hold(tmp_path):
    corpus = corpustools.Corpus.create(tmp_path)
    odd = {"empty.txt": "", "word.txt": "Oslo", "mark.txt": "“", "empty.html": "", "word.html": "<p>Oslo"}
    for name, text in odd.items():
        (corpus.raw / name).write_text(text, encoding="utf-8")
    corpus.process()
    assert [] == list(verify(corpus))


@pytest.mark.parametrize(
    "stamp", ["12/18/23 4:02pm", "6/5/2015 at 9:05 am PT", "June 10 20154:46 PM", "10.6.2015 14:05"]
)
def test_of_a_day_that_is_read_by_what_stands_behind_it(stamp):
    sentence = "Nobody in the quiet town knows how long this will last, and nobody here has asked for many years. "
    document = corpustools.read(f"Town Is Quiet\n\nJane Roe • {stamp}\n\n{sentence * 3}")
    assert document.metadata.date_published
    check(document)
