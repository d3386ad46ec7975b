"""Mentions: the seed's gold, odd input, and what must hold of whatever is found."""

import itertools
import json

import pytest

import corpustools
from corpustools.extractors.names import known_names
from corpustools.extractors.names.gazetteer import settled
from corpustools.extractors.names.known_names import find_known
from corpustools.extractors.names.passages import told
from corpustools.text.capitals import chains


@pytest.fixture(scope="module")
def gold(seed):
    return json.loads((seed / "gold.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def document(seed, gold):
    return corpustools.read((seed / gold["source"]).read_bytes())


def test_mentions_of_the_seed_are_those_of_the_annotation_and_no_others(gold, document):
    expected = {(each["start"], each["end"], each["kind"], each["name"]) for each in gold["mentions"]}
    assert expected == {
        (each.start, each.end, each.kind, each.name) for each in document.mentions if each.kind != "time"
    }


def test_titles_of_the_seed_are_those_of_the_annotation(gold, document):
    expected = {each["start"]: each["title"] for each in gold["mentions"] if "title" in each}
    assert expected == {each.start: document.words_at(*each.title) for each in document.mentions if each.title}


def test_a_place_has_its_key_in_the_gazetteer(document):
    assert {"geonames:524901"} == {each.identifier for each in document.mentions if each.name == "Moscow"}


@pytest.mark.parametrize(
    "text", ["", "\n", "London", "A", "J.", "O'", "'s", "-", "St. ", "US", "the", "U.S.", "¡Él!", "ß", "ǅ"]
)
def test_little_or_nothing_is_read_without_harm(text):
    for mention in corpustools.read(text).mentions:
        assert 0 <= mention.start < mention.end <= len(text)


@pytest.mark.parametrize("character", ["\u00a0", "\n", "\u00ad", "’"])
def test_odd_characters_between_names_move_no_offset(character):
    text = (
        f"The town is quiet today, said Jane{character}Roe of Oslo, and nobody in Oslo knows for how long it will be."
    )
    document = corpustools.read(text)
    for mention in document.mentions:
        assert mention.name.split()[-1] in document.words_at(mention.start, mention.end)
    assert text.count("Oslo") == sum(each.name == "Oslo" for each in document.mentions)


PIECES = {
    "names": "Jane Roe of Oslo met Mr Public. ",
    "one chain": "Jane Roe ",
    "initials": "J. ",
    "particles": "van der ",
    "places": "Oslo, Paris, New York ",
    "organizations": "University of Oslo and Bank of Norway ",
    "ampersands": "A & B & ",
    "acronyms": "Norwegian Harbour Office (NHO) ",
    "brackets": "(NHO) (",
    "titles": "president minister ",
    "short forms": "Roe ",
    "capitals": "JANE ROE ",
    "hyphens": "A-",
    "apostrophes": "O'O'",
    "foreign names in Chinese": "唐纳德·特朗普说，罗伊表示很忙。",
    "Chinese without a stop": "会长王建国对记者说",
    "known names in Chinese": "中国国家航天局联合国",
    "teams": "Boston (3-4) beat Chicago in the game. ",
    "words that begin small": "founder of my7boats a1b2",
    "countries joined": "Russia-Ukraine-",
    "firms in a list": "Apple Inc., Xolq, Google, ",
    "firms that act": "told Vrebt that shares in Xolq ",
    "kinds of places": "village of Vrebt province ",
    "German offices": "Landratsamt Köln Kölner Anzeiger ",
}


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_twice_the_line_takes_about_twice_the_time(piece, grows_linearly):
    # Another text each time, because what was seen of a block is kept for the next rule.
    number = itertools.count()
    assert grows_linearly(
        lambda text: corpustools.read(f"It was said by Jane Roe of the town {next(number)}. {text}").quotations,
        lambda length: piece * (length // len(piece)),
        4_000,
    )


def test_known_names_are_found_at_the_borders_of_words_alone():
    assert [] == find_known("Osloer Nigerian Osl NATOs US-led romania")
    assert ["Nigeria", "New York"] == [hit.entries[0].name for hit in find_known("Nigeria,New\nYork")]


def test_chains_hold_every_word_with_a_capital():
    assert [["Jane", "Roe"], ["É."], ["Ωμέγα"]] == [
        [word.text for word in chain.words] for chain in chains("Jane Roe, É.; Ωμέγα")
    ]


def people(text):
    document = corpustools.read(text)
    return [(document.words_at(m.start, m.end), m.name) for m in document.mentions if m.kind == "person"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We met Robert De Niro, Dick Van Dyke and Juan Del Potro.",
            ["Robert De Niro", "Dick Van Dyke", "Juan Del Potro"],
        ),
        ("The 20-year-old Xolqani Vrebt is from the town and left it.", ["Xolqani Vrebt"]),
        ("The club has changed, and her lawyer, Xolqani Vrebt, left it.", ["Xolqani Vrebt"]),
        ("The harbour, Xolqani Vrebt, is where the ships of the town lie.", []),
        ("It is a good place for a walk, Nadira Vrebt writes in the paper.", ["Nadira Vrebt"]),
        ("The film stars Jane Brooks and Colman Domingo, who go home.", ["Jane Brooks", "Colman Domingo"]),
        ("Merry Christmas and a happy new year to all of you in the town!", []),
    ],
)
def test_people_by_what_stands_in_and_beside_their_names(text, expected):
    assert [words for words, _ in people(text)] == expected


def test_declined_names_are_those_of_the_same_person():
    text = "Petr Novák řekl, že je v městě klid, a že to tak bude. Podle Nováka to tak není, a proto se o tom mluví."
    assert people(text) == [("Petr Novák", "Petr Novák"), ("Nováka", "Petr Novák")]


def test_a_word_that_opens_a_sentence_is_no_part_of_a_name():
    text = "Selvom Roe er i byen, er det stille. Jane Roe kommer i morgen, og Roe er glad, siger hun. Vi tror på Roe."
    assert people(text) == [("Roe", "Jane Roe"), ("Jane Roe", "Jane Roe"), *[("Roe", "Jane Roe")] * 2]


def test_a_town_is_that_of_the_dateline_throughout():
    document = corpustools.read("COLUMBIA, S.C. (AP) — The town is quiet. Nobody in Columbia knows for how long.")
    assert [m.name for m in document.mentions if m.kind == "place"] == ["Columbia", "South Carolina", "Columbia"]


def test_the_article_that_is_part_of_a_name_stays():
    document = corpustools.read("The court in The Hague is closed today, and so is the one in the Netherlands.")
    assert [(document.text[m.start : m.end], m.name) for m in document.mentions if m.kind == "place"] == [
        ("The Hague", "The Hague"),
        ("Netherlands", "The Netherlands"),
    ]


def test_what_was_read_before_changes_nothing():
    # What is kept between documents is equal to what is made anew, and need not be the same object.
    page = "The mayor came home to Springfield on Monday, and nobody in Springfield knows why."
    first = corpustools.read(page).mentions
    assert any(mention.readings for mention in first)
    for kept in (known_names._entries, known_names._standing_for, known_names.known_as, told, settled):
        kept.cache_clear()
    assert first == corpustools.read(page).mentions
