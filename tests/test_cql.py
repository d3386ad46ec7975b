"""Queries in CQL: what is found is what regular expressions find by trying everything, and errors name their place."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpustools
from corpustools.errors import QueryError
from corpustools.search.automaton import Automaton
from corpustools.search.cql import LONGEST_HIT
from corpustools.search.cql_reader import is_cql, read_cql
from corpustools.search.query import Query
from corpustools.search.subcorpus import Subcorpus
from corpustools.search.texts import tokenize

WORDS = ["a", "b", "A", "ab", "ba", "aab"]

_bounds = st.sampled_from(["", "", "?", "*", "+", "{2}", "{0,2}", "{1,}", "{,3}"])

letters = st.recursive(
    st.sampled_from(["a", "b", "A", ".", "[ab]", "[^a]", "[A-Z]"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}|{two[1]})"),
        st.tuples(inner, _bounds).map(lambda both: f"({both[0]}){both[1]}"),
    ),
    max_leaves=6,
)
"""Patterns of letters, which Python's expressions have in the same form."""


def expression(pattern):
    """Write a pattern as Python has it."""
    return pattern.replace("{,", "{0,")


_conditions = st.one_of(
    st.just(("[]", "[^ ]+ ")),
    letters.map(lambda one: (f'"{one}"', f"(?:{expression(one)}) ")),
    letters.map(lambda one: (f'[word!="{one}"]', f"(?!(?:{expression(one)}) )[^ ]+ ")),
    letters.map(lambda one: (f'[lc="{one}"]', f"(?i:{expression(one)}) ")),
    st.tuples(letters, letters).map(
        lambda two: (
            f'[word="{two[0]}" & !(word="{two[1]}")]',
            f"(?=(?:{expression(two[0])}) )(?!(?:{expression(two[1])}) )[^ ]+ ",
        )
    ),
)
patterns = st.recursive(
    _conditions,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: (f"{two[0][0]} {two[1][0]}", two[0][1] + two[1][1])),
        st.tuples(inner, inner).map(lambda two: (f"({two[0][0]} | {two[1][0]})", f"(?:{two[0][1]}|{two[1][1]})")),
        st.tuples(inner, _bounds).map(
            lambda both: (f"({both[0][0]}){both[1]}", f"(?:{both[0][1]}){expression(both[1])}")
        ),
    ),
    max_leaves=5,
)
"""Patterns of words, each with an expression for the words with a space behind each."""


def tried(found, words, stretches):
    """Return what an expression finds, by trying all stretches: the shortest from each word, the longest up to one."""
    hits, seen = [], set()
    for first, last in stretches:
        for at in range(first, last):
            for end in range(at + 1, last + 1):
                if re.fullmatch(found, "".join(f"{word} " for word in words[at:end])):
                    if end not in seen:
                        hits.append((at, end))
                    seen.add(end)
                    break
    return hits


@given(letters, st.lists(st.sampled_from([*WORDS, "", "aaaa", "bA"]), max_size=6))
def test_a_pattern_of_letters_is_that_of_an_expression(pattern, words):
    read = read_cql(f'[word="{pattern}"] "x"')
    automaton = Automaton(read.comparisons[0].letters, lambda symbol, letter: symbol.has(letter))
    assert [automaton.is_whole(word) for word in words] == [
        re.fullmatch(expression(pattern), word) is not None for word in words
    ]


@given(patterns, st.lists(st.sampled_from(WORDS), max_size=9), st.integers(0, 9))
def test_hits_are_those_that_an_expression_finds_by_trying_everything(both, words, cut):
    query, found = both
    # Each hit has to have a word that is said; here it begins with one.
    query, found = f'"a|b" {query}', f"(?:a|b) {found}"
    stretches = [(0, min(cut, len(words))), (min(cut, len(words)), len(words))]
    search = read_cql(query).searcher(set(words))
    assert tried(found, words, stretches) == list(search(words, stretches))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        # What is left out in front is taken in, what may be left out behind is not, and nothing is found twice.
        ('"a"* "b" within p', ["a a b", "b"]),
        ('"a" "b"?', ["a", "a", "a"]),
        ('"a" []{0,3} "b"', ["a a b", "a c b"]),
        ('"a" [word!="c"]{0,3} "b"', ["a a b"]),
        ('"c" "b"|"b" [] "c"', ["b a c", "c b"]),
        ('("a"|"c"){2}', ["a a", "a c"]),
        ('[word="a|c" & word!="a"] []', ["c b"]),
        ('[!word="a" & (lc="b" | lc="c")] within <p/>', ["b", "c", "b"]),
    ],
)
def test_what_is_found_is_what_cqp_finds(query, found):
    part = Subcorpus.choose([tokenize(corpustools.read("a a b a c b"))], "all")
    assert found == [line.node for line in part.concordance(query)]


def test_a_sentence_is_an_edge_where_that_is_asked():
    page = corpustools.read(
        "Mr. Roe sent aid. The army was near, and nobody knew why it had come so far. Aid came late."
    )
    part = Subcorpus.choose([tokenize(page)])
    inside, anywhere = (part.concordance(f'"aid"%c []* "army|far|late" {within}') for within in ("within s", ""))
    assert ["Aid came late"] == [line.node for line in inside]
    assert ["aid. The army", "Aid came late"] == [line.node for line in anywhere]
    assert ["Roe sent aid"] == [line.node for line in part.concordance('"Roe" []* "aid" within s')]


def test_capitals_count_for_each_word():
    part = Subcorpus.choose(
        [tokenize(document := corpustools.read("Bush met a bush by the BUSH of Straße, a STRASSE."))]
    )
    assert document.text
    for query, hits in (
        ('[word="Bush"]', 1),
        ('"bush"%c []? "by"', 1),
        ('[lc="bush"]', 3),
        ('[word="B.*"]', 2),
        ('[word="[A-Z]+"]', 2),
        ('[word="straße"%c]', 2),
        ('[word="[ß]traße"%c]', 0),
        ('[word="Stra[ß]e"%c]', 2),
        ('[word="s[a-z]+"%c]', 2),
    ):
        assert hits == len(part.concordance(query)) == len(part.concordance(query, case=True)), query


@given(st.text(alphabet='[]()"word!=&|%c{}1,?*+.\\^$- <>/swithn') | st.text())
def test_whatever_is_asked_is_read_or_refused(text):
    for each in (text, f"[{text}", f'"a" []{text}'):
        try:
            Query.parse(each).searcher({"a", "word"})
        except QueryError:
            continue


@pytest.mark.parametrize(
    ("query", "place", "said"),
    [
        ('[pos="N"] "x"', 2, "there is no attribute pos; there are word and lc"),
        ('"a"%c []{0,300}', 9, "nothing is repeated more than 100 times"),
        ('"a" []{3,1} "b"', 7, "the second number is at least the first, and 1"),
        ('"a" []{x}', 7, "a repetition is {n}, {m,n}, {m,} or {,n}"),
        ('"a"+*', 5, "a repetition cannot be repeated"),
        ('"a" []{2} within np', 11, "a hit is within s, a sentence"),
        ('"a b" []', 3, "no word has a space in it"),
        ('"^a" []', 2, "words are compared as a whole, without ^ and $"),
        ('"(?:a)" []', 3, "brackets that begin with (? are not known"),
        ('"\\d+" []', 2, "\\d is not known"),
        ('"[[:alpha:]]" []', 3, "classes such as [:alpha:] are not known"),
        ('"[b-a]" []', 2, "a range goes from a letter to a later one"),
        ('"a*+" []', 4, "a repetition cannot be repeated"),
        ('"a"%d', 4, "the only flag is %c"),
        ('[word="a"', 1, "this bracket is not closed"),
        ('("a" []', 1, "this bracket is not closed"),
        ('[word="a] "b"', 10, "no word has a space in it"),
        ('[word="a" "b"]', 1, "& or | or ] is missing"),
        ("[word]", 6, "after an attribute stands = or !="),
        ("[word=a]", 7, "a word in quotation marks is missing"),
        ('["a"]', 2, "an attribute is missing"),
        ('[word="(a"] "b"', 8, "this bracket is not closed"),
        ('[word="a)"] "b"', 7, "a bracket is closed that was not opened"),
        ('"a"%c aid', 7, "this is not understood"),
        ('"a"%c |', 8, "a word in quotation marks or square brackets is missing"),
        ("[]", 1, "at least one word must be said"),
        ('[word!="a"] []', 1, "at least one word must be said"),
        ('"a"? []', 1, "at least one word must be said"),
        ('"(a{50}){50}" []', 9, "at most 1000 words or letters"),
        ('"(((((a{9}){9}){9}){9}){9})" []', 20, "at most 1000 words or letters"),
        (f"{'(' * 21}[]{')' * 21}", 21, "at most 20 brackets"),
        (f"[{'!' * 2000}]", 2001, "at most 2000 characters"),
        (f"[{'!' * 1000}]", 22, "at most 20 brackets"),
        ('"[\u0100-\uffff]"%c', 1, "a range has at most 1000 letters"),
    ],
)
def test_errors_name_the_place(query, place, said):
    with pytest.raises(QueryError, match=re.escape(f"at character {place} of {query}: ") + ".*" + re.escape(said)):
        Query.parse(query)


@pytest.mark.parametrize(
    "query", ["militar* bloc", '"North Atlantic"|NATO', '"a" * b', "a [b]", "(NATO)", "Who?", "a{2}"]
)
def test_simple_queries_stay_what_they_are(query):
    assert not is_cql(query)
    assert Query.parse(query).places


def test_a_hit_has_an_end():
    words = ["a", *["c"] * LONGEST_HIT, "b"]
    search = read_cql('"a" []* "b"').searcher(words)
    assert [] == list(search(words, [(0, len(words))]))
    assert [(0, LONGEST_HIT)] == list(search([*words[: LONGEST_HIT - 1], "b"], [(0, LONGEST_HIT)]))


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|a)*b", "(a|b)*a(a|b){12}", "(.*a){30}", "((a?){30})a{30}"])
def test_hostile_patterns_take_no_longer_than_the_words_are(pattern):
    read = read_cql(f'[word="{pattern}"]')

    def took(length):
        began = time.process_time()
        read.searcher({"a" * length + "c"})
        return time.process_time() - began

    # Expressions that go back and try again would take longer than the universe is old.
    assert took(20_000) < 5


@pytest.mark.parametrize("query", ['("a"* "a"*)* "b"', '(("a"?){30}) "b"', '"a" ([]{0,20} "a"){0,20} "b"'])
def test_hostile_queries_take_no_longer_than_the_text_is(query):
    words = ["a"] * 20_000
    search = read_cql(query).searcher(words)
    began = time.process_time()
    assert [] == list(search(words, [(0, len(words))]))
    assert time.process_time() - began < 10
