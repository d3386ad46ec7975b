"""Searching and counting: what is found is what looking at every word by hand finds."""

import csv
import io
import math
import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpustools
from corpustools.errors import QueryError
from corpustools.model.document import Document
from corpustools.model.fact import Fact
from corpustools.model.source import Source
from corpustools.model.span import Label, Span
from corpustools.search.concordance import SORTED_BY
from corpustools.search.dates import Period
from corpustools.search.keyness import keyness
from corpustools.search.query import Query
from corpustools.search.subcorpus import Subcorpus
from corpustools.search.texts import tokenize
from corpustools.text.tokens import collation, fold, form, token_pattern, tokens
from corpustools.text.words import words

WORDS = ["a", "b", "A", "ab", "ba", "b-a", "é", "北"]


def document(blocks, ident="d", publisher=None, date=None):
    """Make a document of labelled texts."""
    text, spans = "", []
    for label, said in blocks:
        spans.append(Span(len(text), len(text) + len(said), label, rule="r"))
        text += said + "\n\n"
    facts = []
    for field, value in (("publisher", publisher), ("date_published", date)):
        if value:
            facts.append(Fact(field, value, 0, 1, rule="r"))
    source = Source("0" * 64, len(text), "text/plain", "utf-8", "utf_8", "valid UTF-8")
    return Document(ident, source, text, tuple(spans), tuple(facts))


blocks_of_words = st.lists(
    st.tuples(
        st.sampled_from([Label.PARAGRAPH, Label.CAPTION, Label.RELATED]),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join),
    ),
    min_size=1,
    max_size=4,
)
corpora = st.lists(blocks_of_words, min_size=1, max_size=4).map(
    lambda all_blocks: tuple(
        tokenize(document(blocks, f"d{place}", date=[None, "2015", "2015-06-10"][place % 3]))
        for place, blocks in enumerate(all_blocks)
    )
)


def searched(corpus):
    """Return what should be searched by default: each block's words, folded, with where it is from."""
    for one in corpus:
        for block in one.blocks:
            if block.is_kept:
                yield one, block, [word.lower() for word in re.findall(r"北|[\w-]+", block.view.text)]


# --- Tokens -----------------------------------------------------------------------------------------------


@given(st.text(alphabet="abcXÉß'’-_ .,1\n"))
def test_in_a_script_with_spaces_tokens_are_words(text):
    assert words(text) == [text[start:end] for start, end in tokens(text)]


@given(st.text() | st.text(alphabet="aÉßж_'’-.٣北ก\u0301\u200d "))
def test_tokens_are_the_same_whichever_expression_finds_them(text):
    assert [found.span() for found in token_pattern().finditer(text)] == tokens(text)


@given(st.text())
def test_tokens_are_in_order_and_hold_a_letter_or_digit(text):
    found = tokens(text)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    assert all(text[start].isalnum() for start, _ in found)
    left_over = "".join(c for place, c in enumerate(text) if not any(start <= place < end for start, end in found))
    assert not any(c.isalnum() for c in left_over)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(form(text)) == fold(form(fold(form(text))))


@pytest.mark.parametrize("word", ["हिन्दी", "שָׁלוֹם", "می‌خواهم", "don’t", "cafe\u0301", "한국어"])
def test_marks_and_joiners_are_inside_words(word):
    assert [(0, len(word))] == tokens(word)


# --- Concordance ------------------------------------------------------------------------------------------


@given(corpora, st.sampled_from(WORDS))
def test_hits_of_a_word_are_all_its_places(corpus, word):
    wanted = word.lower()
    expected = [
        (one.id, block.anchor, place)
        for one, block, said in searched(corpus)
        for place, each in enumerate(said)
        if each == wanted
    ]
    found = Subcorpus.choose(corpus).concordance(word)
    assert len(expected) == len(found)
    assert expected == [(hit.document.id, hit.block.anchor, hit.first) for hit in found.hits]


@given(corpora, st.sampled_from(["a b", "a * b", "a|b b", '"a b"|a', "*a", "b* a", "a*b|b", '"b a"|"b a b" a']))
def test_a_query_finds_what_a_regular_expression_finds(corpus, query):
    # Words are joined by spaces, so that a place of a query is a stretch without any.
    def place(forms):
        return (
            "(?:" + "|".join(" ".join(re.escape(each).replace(r"\*", "[^ ]*") for each in one) for one in forms) + ")"
        )

    expression = " ".join(
        place([("[^ ]+",) if each == ("*",) else each for each in forms]) if forms != (("*",),) else "[^ ]+"
        for forms in Query.parse(query).places
    )
    expected = 0
    for _, _, said in searched(corpus):
        for at in range(len(said)):
            rest = " ".join(said[at:])
            expected += bool(re.match(expression + "(?= |$)", rest))
    assert expected == len(Subcorpus.choose(corpus).concordance(query))


@given(corpora, st.sampled_from(["a", "b*", "a b"]), st.integers(0, 4))
def test_a_line_says_what_stands_there(corpus, query, width):
    found = Subcorpus.choose(corpus, "all").concordance(query, width=width)
    assert len(found) == len(list(found))
    for line, hit in zip(found, found.hits, strict=True):
        text = hit.block.view.text
        assert line.left + line.node + line.right in text
        assert hit.last - hit.first == len(tokens(line.node))
        assert min(width, hit.first) == len(tokens(line.left))
        assert min(width, len(hit.block) - hit.last) == len(tokens(line.right))


def test_offsets_are_those_of_the_text_as_read():
    page = corpustools.read("The town is\xa0quiet today, and nobody knows for how long it will be quiet.")
    found = Subcorpus.choose([tokenize(page)]).concordance("IS quiet")
    line = found[0]
    assert ("The town ", "is quiet", " today, and nobody knows for how long it") == (line.left, line.node, line.right)
    assert "is\xa0quiet" == page.text[line.start : line.end]
    assert line.anchor.startswith("p-")


@given(corpora, st.sampled_from(["a", "b", "a|b"]), st.sampled_from(["left", "right", "node"]))
def test_sorting_keeps_the_hits_and_orders_them(corpus, query, sort):
    subcorpus = Subcorpus.choose(corpus)
    unsorted, found = subcorpus.concordance(query), subcorpus.concordance(query, sort=sort)
    assert Counter(map(id_of, unsorted.hits)) == Counter(map(id_of, found.hits))

    def key(hit):
        folds = hit.block.folds
        near = {
            "left": folds[: hit.first][::-1][:SORTED_BY],
            "right": folds[hit.last :][:SORTED_BY],
            "node": folds[hit.first : hit.last],
        }[sort]
        return [collation(word) for word in near], [id_of(each) for each in unsorted.hits].index(id_of(hit))

    assert sorted(map(key, found.hits)) == list(map(key, found.hits))
    assert list(unsorted) == list(found.sorted_by("document"))


def id_of(hit):
    return id(hit.block), hit.first, hit.last


def test_case_counts_when_asked():
    part = Subcorpus.choose([tokenize(document([(Label.PARAGRAPH, "Bush met a bush by the BUSH of Bush.")]))])
    assert [4, 2, 1] == [
        len(part.concordance(query, case=case)) for query, case in (("bush", False), ("Bush", True), ("B*H", True))
    ]


def test_hits_in_what_was_set_aside_are_found_when_asked():
    page = corpustools.read("The town is quiet today, and nobody knows for how long.\n\nSubscribe")
    one = [tokenize(page)]
    assert [0, 1, 1] == [
        len(Subcorpus.choose(one, labels).concordance("subscribe")) for labels in ("article", "all", {"interface"})
    ]
    line = Subcorpus.choose(one, "all").concordance("subscribe")[0]
    assert (Label.INTERFACE, "block-57") == (line.label, line.anchor)


def test_facets_choose_documents():
    corpus = [
        tokenize(document([(Label.PARAGRAPH, "a b")], "one", publisher="a", date="2015")),
        tokenize(document([(Label.PARAGRAPH, "a")], "two", date="2016-02-03")),
    ]

    def ids(**choice):
        return [each.id for each in Subcorpus.choose(corpus, **choice).documents]

    assert ["one"] == ids(publisher="a")
    assert ["two"] == ids(publisher="unknown")
    assert ["one", "two"] == ids(publisher=["a", "unknown"], language="unknown")
    assert ["two"] == ids(date="2015-06/..")
    assert ["one"] == ids(document="one")
    assert [] == ids(document="one", publisher="unknown")
    assert 2 == Subcorpus.choose(corpus, document="two").rest.size


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"query": ""}, "'' has no word to look for"),
        ({"query": "* a"}, "begins or ends with a bare"),
        ({"query": "a|* b"}, "begins or ends with a bare"),
        ({"query": "a " * 17}, "17 tokens long; a query has at most 16"),
        ({"query": "a", "width": -1}, "no fewer than 0 words, not -1"),
        ({"query": "a", "sort": "length"}, "not by 'length'"),
    ],
)
def test_what_cannot_be_meant_is_an_error(wrong, said):
    part = Subcorpus.choose([tokenize(document([(Label.PARAGRAPH, "a")]))])
    with pytest.raises(QueryError, match=re.escape(said)):
        part.concordance(wrong.pop("query"), **wrong)


@pytest.mark.parametrize("choice", [{"labels": "everything"}, {"labels": ["tag"]}, {"date": "2015-6"}, {"date": "/x"}])
def test_a_choice_that_cannot_be_meant_is_an_error(choice):
    with pytest.raises(QueryError):
        Subcorpus.choose([], **choice)


def test_csv_reads_back_and_holds_no_formula():
    one = tokenize(document([(Label.PARAGRAPH, '=1+1 said "a", a')]))
    found = Subcorpus.choose([one]).concordance("a", width=9)
    rows = list(csv.DictReader(io.StringIO(found.to_csv())))
    assert ["'=1+1 said \"", '\'=1+1 said "a", '] == [row["left"] for row in rows]
    assert ["11", "15"] == [row["start"] for row in rows]


# --- Counts -----------------------------------------------------------------------------------------------


@given(corpora, st.sampled_from(["a", "a|b", "a b"]), st.integers(1, 4))
def test_collocates_are_the_words_in_the_windows(corpus, query, window):
    part = Subcorpus.choose(corpus)
    found = part.concordance(query)
    near = Counter()
    for _, block, said in searched(corpus):
        hits = [(hit.first, hit.last) for hit in found.hits if hit.block is block]
        for place, word in enumerate(said):
            near[word] += any(first - window <= place < first or last <= place < last + window for first, last in hits)
    answer = found.collocates(window, minimum=1)
    assert {word: count for word, count in near.items() if count} == {row.word: row.near for row in answer}
    everything = Counter(word for _, _, said in searched(corpus) for word in said)
    assert (everything.total(), near.total(), len(found)) == (answer.size, answer.near, answer.nodes)
    for row in answer:
        n, w, f, o = everything.total(), near.total(), everything[row.word], near[row.word]
        assert (f, w * f / n) == (row.frequency, row.expected)
        assert math.isclose(14 + math.log2(2 * o / (len(found) + f)), row.log_dice)
        assert math.isclose(math.log2(o * n / (w * f)), row.mi, abs_tol=1e-12)
        assert math.isclose((o - w * f / n) / o**0.5, row.t_score)
        table = [[o, w - o], [f - o, n - w - f + o]]
        # As the entropies of the table, its rows and its columns: the same number by another way.
        entropy = [[o, w - o, f - o, n - w - f + o], [w, n - w], [f, n - f]]
        cells, rows, columns = (sum(x * math.log(x / n) for x in each if x) for each in entropy)
        assert min(min(row) for row in table) >= 0
        assert math.isclose(2 * (cells - rows - columns), row.log_likelihood, rel_tol=1e-9, abs_tol=1e-9)


@given(corpora, st.integers(1, 3))
def test_ngrams_and_clusters_count_sequences(corpus, n):
    part = Subcorpus.choose(corpus)
    expected = Counter(
        " ".join(said[at : at + n]) for _, _, said in searched(corpus) for at in range(len(said) - n + 1)
    )
    assert expected == part.ngrams(n)
    assert part.ngrams(1) == part.frequencies()
    clusters = part.concordance("a").clusters(n)
    assert {
        gram: count * gram.split().count("a") for gram, count in expected.items() if "a" in gram.split()
    } == clusters


@given(corpora)
def test_dispersion_and_time_add_up_to_the_hits(corpus):
    part = Subcorpus.choose(corpus)
    found = part.concordance("a")
    spread = found.dispersion()
    assert len(found) == sum(len(each.positions) for each in spread.parts)
    assert spread.range_ == len(found.documents) == len(spread.parts)
    for each in spread.parts:
        said = [word for one, _, block in searched(corpus) if one.id == each.document for word in block]
        assert [place for place, word in enumerate(said) if word == "a"] == list(each.positions)
        assert len(said) == each.size
    if found:
        assert 0 <= spread.dp < 1
    else:
        assert (None, None) == (spread.dp, spread.dp_norm)
    for by in ("year", "month"):
        rows = found.over_time(by)
        assert (len(found), part.size) == (sum(row.hits for row in rows), sum(row.tokens for row in rows))


def test_time_keeps_what_is_known_less_precisely_apart():
    dates = [None, "2015", "2015-06-10", "2015-06-11T10:00", "2014-01"]
    corpus = [tokenize(document([(Label.PARAGRAPH, "a")], f"d{n}", date=date)) for n, date in enumerate(dates)]
    found = Subcorpus.choose(corpus).concordance("a")
    assert [("2014", 1), ("2015", 3), ("unknown", 1)] == [(row.period, row.hits) for row in found.over_time()]
    assert [("2014-01", 1), ("2015", 1), ("2015-06", 2), ("unknown", 1)] == [
        (row.period, row.hits) for row in found.over_time("month")
    ]
    assert 1_000_000 == found.over_time()[0].per_million == found.per_million
    with pytest.raises(QueryError, match="by year or month"):
        found.over_time("week")


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 50)),
    st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 50)),
)
def test_keyness_turns_round(here, there):
    one, other = keyness(here, there), keyness(there, here)
    assert [row.word for row in one] == [row.word for row in other]
    for row, back in zip(one, other, strict=True):
        assert math.isclose(row.log_ratio, -back.log_ratio, abs_tol=1e-9)
        assert row.log_likelihood >= -1e-9
        assert (row.percent_difference is None) == (row.reference == 0)


def test_keyness_is_against_the_rest_unless_told():
    corpus = [
        tokenize(document([(Label.PARAGRAPH, "bloc bloc town")], "one", date="2015")),
        tokenize(document([(Label.PARAGRAPH, "town town quiet")], "two")),
    ]
    part = Subcorpus.choose(corpus, date="2015")
    assert [("bloc", 2, 0), ("town", 1, 2)] == [(row.word, row.frequency, row.reference) for row in part.keyness()]
    assert part.keyness() == part.keyness(part.rest)


@pytest.mark.parametrize(
    ("date", "period", "inside"),
    [
        ("2015-06-10", "2015", True),
        ("2015", "2015-06", False),
        ("2015", "2015", True),
        ("2015", "2015-06/..", False),
        ("2015-06", "../2015-06-29", False),
        ("2015-06", "../2015-06", True),
        ("2015-06", "/2015", True),
        ("unknown", "../..", False),
        ("unknown", "unknown", True),
        ("2015", "unknown", False),
    ],
)
def test_periods(date, period, inside):
    assert inside == (date in Period.parse(period))


@pytest.mark.parametrize(
    "period",
    ["2015-13", "2015-00", "2015-02-30", "0000", "2016/2015", "2015-06/2015-05-31", "٢٠١٥", "unknown/2015", ""],
)
def test_what_is_no_period_is_refused(period):
    with pytest.raises(QueryError, match=r"is no date|ends before it begins"):
        Period.parse(period)


def test_a_corpus_reads_a_record_again_when_it_changes(make_corpus):
    corpus = make_corpus({"a.txt": "The town is quiet today, and nobody knows for how long."})
    corpus.process()
    assert 1 == len(corpus.concordance("town"))
    before = corpus.tokenized()[0]
    assert before is corpus.tokenized()[0]
    (corpus.raw / "a.txt").write_text("The town, the old town, is quiet today, and nobody knows for how long.")
    corpus.process()
    assert 2 == len(corpus.concordance("town"))


@given(corpora, st.integers(1, 3), st.integers(1, 2))
def test_lists_of_words_say_how_each_is_spread(corpus, n, minimum):
    part = Subcorpus.choose(corpus)
    listed = part.ngram_list(n, minimum=minimum)
    assert {words: count for words, count in part.ngrams(n).items() if count >= minimum} == {
        row.words: row.frequency for row in listed
    }
    for row in listed:
        # A query finds longer matches of what overlaps itself, too; a word does not.
        if n == 1:
            found = part.concordance(row.words)
            spread = found.dispersion()
            assert (spread.range_, found.per_million) == (row.documents, row.per_million)
            assert math.isclose(spread.dp, row.dp, abs_tol=1e-9)
        assert 0 <= row.dp < 1


def test_the_standardised_ratio_is_the_mean_of_full_windows():
    parts = [
        tokenize(document([(Label.PARAGRAPH, said)], name))
        for name, said in (("a", "a b a b a"), ("b", "c c c d e f g"))
    ]
    found = Subcorpus.choose(parts).richness(4)
    # a b a b | a c c c | d e f g
    assert (12, 7, 4) == (found.tokens, found.types, found.hapaxes)
    assert math.isclose((2 / 4 + 2 / 4 + 4 / 4) / 3, found.sttr)
    assert math.isclose(7 / 12, found.ttr)
    assert Subcorpus.choose(parts).richness(13).sttr is None
    assert Subcorpus.choose([]).richness().ttr is None
    with pytest.raises(QueryError, match="of one token at least, not of 0"):
        Subcorpus.choose(parts).richness(0)
