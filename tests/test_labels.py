"""The line model: the same features in the same order everywhere, reasons in words, any page however small or long."""

import json
import random
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpustools
from corpustools.labels.features import Line
from corpustools.labels.inventory import KINDS, importances, in_words, inventory
from corpustools.labels.line_model import LineModel, line_model, load_model
from corpustools.labels.measured import Measured
from corpustools.labels.phrases import phrase
from corpustools.labels.trees import Forest, probabilities
from corpustools.model.draft import Draft
from corpustools.model.record import to_json
from corpustools.pipeline import where
from corpustools.readers import parse
from corpustools.segmentation import claim_repairs, cut_blocks

SENTENCE = "Nobody in the town knows how long this will last, and nobody has asked the mayor so far."
PAGE = f"""News
Sport

Town Is Quiet

By Jane Roe
10 June 2015

{SENTENCE}

The ferry to the island sails again this week, ten years after it was sold to a company in the south.

“We never stopped hoping,” said Ann Doe, who bakes the bread there.

Subscribe
Most read
Council Saves the Lighthouse
军事合作。
© 2021 Island News. All rights reserved.
"""
MARKUP = (
    "<html><head><title>Town Is Quiet</title></head><body><nav><ul><li><a href='/'>News</a><li>Sport</ul></nav>"
    f"<article class='story'><h1>Town Is Quiet</h1><p class='byline'>By Jane Roe</p><p>{SENTENCE}</p><p>{SENTENCE}"
    " It is late.</p><figure><img alt='A quiet town'><figcaption>The town</figcaption></figure></article>"
    "<footer role='contentinfo'><p>© 2021 Island News</p></footer></body></html>"
)
SOURCES = {"text": PAGE, "html": MARKUP}


def draft_of(text, kind="text"):
    parsed = parse(text, "text/html" if kind == "html" else "text/plain")
    segments, _ = cut_blocks(parsed.text, claim_repairs(parsed.text), parsed.hints)
    return Draft(tuple(segment.draft for segment in segments))


def measured_of(text, kind="text", *, model=None):
    draft = draft_of(text, kind)
    lines = [Line(block.text, block.gap, block.indent) for block in draft.blocks]
    hints = [block.hint for block in draft.blocks if block.hint is not None]
    model = model or load_model(kind)
    return Measured(lines, hints, model.lexicon, model.names)


def weighed_of(text, kind="text"):
    """Weigh a page by the model, whether or not the rule would then speak; return also the number of blocks."""
    draft = draft_of(text, kind)
    lines = [Line(block.text, block.gap, block.indent) for block in draft.blocks]
    return load_model(kind).weigh(lines, [block.hint for block in draft.blocks if block.hint]), len(lines)


def names_of(measured):
    first, _ = measured.first_stage()
    second, _ = measured.second_stage(np.full(len(measured.size), 0.5))
    return first, second


@pytest.mark.parametrize("kind", KINDS)
class TestFeatures:
    def test_have_one_name_each(self, kind):
        for names in names_of(measured_of(SOURCES[kind], kind)):
            assert len(names) == len(set(names))
            assert all(names)

    def test_stand_in_the_same_order_whatever_the_page(self, kind):
        pages = [SOURCES[kind], "<p>One</p>" if kind == "html" else "One", f"<p>{SENTENCE}</p>" * 3, "0"]
        found = {tuple(map(tuple, names_of(measured_of(page, kind)))) for page in pages}
        assert len(found) == 1

    def test_stand_in_the_same_order_in_another_process(self, kind, run_python):
        code = (
            "import numpy as np\n"
            "from corpustools.labels.measured import Measured\n"
            "from corpustools.labels.features import Line\n"
            "from corpustools.labels.lexicon import Lexicon\n"
            "from corpustools.model.hint import Hint\n"
            f"hints = [Hint(0, 3, 'p', ('body', 'p'), ((), ()))] if {kind!r} == 'html' else []\n"
            "measured = Measured([Line('One')], hints, Lexicon({}), {})\n"
            "print(measured.first_stage()[0], measured.second_stage(np.full(1, 0.5))[0])"
        )
        here = " ".join(map(str, names_of(measured_of("<p>One</p>", kind))))
        assert {here} == {run_python(code, PYTHONHASHSEED=seed).strip() for seed in ("1", "2")}

    def test_are_those_that_the_parameters_were_made_for(self, kind):
        model = load_model(kind)
        for forest, names in zip((model.first, model.second), names_of(measured_of(SOURCES[kind], kind)), strict=True):
            assert forest.features.max() < len(names)

    def test_are_finite_numbers(self, kind):
        measured = measured_of(SOURCES[kind], kind)
        for _, matrix in (measured.first_stage(), measured.second_stage(np.zeros(len(measured.size)))):
            assert np.isfinite(matrix).all()

    def test_do_not_change_when_they_are_measured_again(self, kind):
        one, other = (measured_of(SOURCES[kind], kind).first_stage()[1] for _ in range(2))
        assert (one == other).all()

    def test_can_be_said_in_words(self, kind):
        for names in names_of(measured_of(SOURCES[kind], kind)):
            for name in names:
                for value in (-3.0, -1.0, 0.0, 0.5, 1.0, 60.0, 1234.0):
                    said = phrase(name, value)
                    assert said
                    assert said == said.strip()
                    assert "nan" not in said
                assert in_words(name)


@pytest.mark.parametrize("kind", KINDS)
class TestModel:
    def test_weighs_every_line(self, kind):
        weighed, number = weighed_of(SOURCES[kind], kind)
        assert number == len(weighed.probabilities)
        assert all(0 <= p <= 1 and p == round(p, 4) for p in weighed.probabilities)

    def test_gives_a_verdict_on_every_line_or_on_none(self, kind):
        for page in (SOURCES[kind], "One", SENTENCE, f"{SENTENCE}\n" * 30):
            draft = draft_of(page, kind)
            verdicts = line_model(draft)
            assert len(draft.blocks) == len(verdicts)
            assert all(verdicts) or not any(verdicts)
            for verdict in filter(None, verdicts):
                assert 0.5 <= verdict.confidence <= 1

    def test_says_why_in_words(self, kind):
        weighed, number = weighed_of(SOURCES[kind], kind)
        for place in range(number):
            reason = weighed.reason(place)
            parts = reason.split("; ")
            assert 1 <= len(parts) <= 3
            assert len(parts) == len(set(parts))
            assert all(any(map(str.isalpha, part)) for part in parts)
            assert reason == weighed.reason(place)

    def test_says_the_same_in_threads(self, kind):
        def answer(_):
            weighed, number = weighed_of(SOURCES[kind], kind)
            return weighed.probabilities.tolist(), [weighed.reason(place) for place in range(number)]

        expected = answer(0)
        with ThreadPoolExecutor(8) as pool:
            assert [expected] * 24 == list(pool.map(answer, range(24)))

    def test_says_the_same_in_another_process(self, kind, run_python):
        media_type = "text/html" if kind == "html" else "text/plain"
        code = (
            "import hashlib, corpustools; from corpustools.model.record import to_json\n"
            f"page = corpustools.read({SOURCES[kind]!r}, media_type={media_type!r}, id='page')\n"
            "print(hashlib.sha256(to_json(page)).hexdigest())"
        )
        assert run_python(code, PYTHONHASHSEED="1") == run_python(code, PYTHONHASHSEED="2")

    def test_the_parameters_are_as_the_script_writes_them(self, kind):
        stored = json.loads((files("corpustools.labels") / "parameters" / f"{kind}.json").read_text(encoding="utf-8"))
        assert set(stored) == {"vocabulary", "names", "blend", "stages"}
        assert len(stored["stages"]) == 2
        assert bool(stored["names"]) == (kind == "html")
        assert all(isinstance(weight, int) for weight in (*stored["vocabulary"].values(), *stored["names"].values()))
        for stage in stored["stages"]:
            assert isinstance(stage["bias"], int)
            for tree in stage["trees"]:
                assert len(tree["features"]) == len(tree["borders"])
                assert len(tree["values"]) == len(tree["weights"]) == 2 ** len(tree["features"])
                assert all(isinstance(value, int) for value in tree["values"])

    def test_no_site_or_address_is_among_what_it_knows(self, kind):
        model = load_model(kind)
        for word in (*model.vocabulary, *model.names):
            assert not set(word) & set("/.:@")

    def test_the_inventory_lists_what_it_asks_the_weightiest_first(self, kind):
        found = inventory(kind)
        shares = [feature.share for feature in found.features]
        assert sum(shares) == pytest.approx(1)
        assert sorted(shares, reverse=True) == shares
        assert len({feature.words for feature in found.features}) == len(found.features)
        assert any(feature.of_neighbours for feature in found.features)
        assert (len(load_model(kind).vocabulary), len(load_model(kind).names)) == (found.words, found.names)


def test_an_empty_page_has_no_verdicts():
    assert [] == line_model(draft_of(""))
    assert [] == line_model(draft_of("\n \n"))
    assert [] == where("line_model", "")


@pytest.mark.parametrize("text", ["0", "One", SENTENCE, "军事合作。", "\u200b", "word " * 3000, "©"])
def test_a_page_of_one_line(text):
    weighed, number = weighed_of(text)
    assert number == 1
    assert weighed.reason(0)
    assert len(corpustools.read(text).blocks) == 1


@pytest.mark.parametrize("text", ["…\n…\n…", "0\n" * 30, "Menu\n" * 200, f"{SENTENCE}\n" * 50, "ไทย\nไทย ไทย"])
def test_a_page_of_lines_that_are_alike(text):
    weighed, number = weighed_of(text)
    assert all(weighed.reason(place) for place in range(number))
    assert len(corpustools.read(text).blocks) == number


def test_ten_thousand_lines():
    """Nothing here asks each line about each other line: it would take minutes."""
    lines = [f"{SENTENCE} It is day {number}." if number % 3 else f"Menu {number % 50}" for number in range(10_000)]
    document = corpustools.read("\n".join(lines))
    assert len(document.blocks) == 10_000
    assert document.quotations == ()


def report(paragraphs):
    """A long text: sentences that say different things, in paragraphs of four."""
    chance = random.Random(7)
    who = [
        "The commission",
        "A second witness",
        "The harbour office",
        "Her deputy",
        "The mill's owner",
        "Nobody in town",
    ]
    did = ["asked for", "had lost", "wrote about", "kept", "was shown", "could not find", "sent back", "paid for"]
    what = [
        "the ledgers of that winter",
        "a map of the lower town",
        "the third letter",
        "two barges",
        "her own account",
    ]
    when = ["before the flood", "in the spring of the next year", "when the road was closed", "without a reason"]
    return [
        " ".join(f"{' '.join(map(chance.choice, (who, did, what, when)))}." for _ in range(4))
        for _ in range(paragraphs)
    ]


@pytest.mark.parametrize("paragraphs", [10, 100, 800])
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_long_text_is_read_to_its_end(kind, paragraphs):
    """What stands after some thousand words is comments on most pages, and a report's second half on this one."""
    said = report(paragraphs)
    if kind == "html":
        text = "".join(f"<p>{paragraph}</p>" for paragraph in said)
        text = f"<nav><a href='/'>Home</a></nav><main><h1>The inquiry</h1>{text}</main><footer>© 2020</footer>"
    else:
        text = "\n\n".join(["Home", "The inquiry", *said, "© 2020"])
    document = corpustools.read(text, media_type=f"text/{kind}")
    kept = sum(paragraph in document.body for paragraph in said)
    assert kept >= 0.99 * paragraphs


def test_a_model_reads_each_feature_once_for_each_page(monkeypatch):
    """The number of matrices that are made does not grow with the lines of a page."""
    made = []
    original = Forest.sums

    def sums(self, matrix):
        made.append(len(matrix))
        return original(self, matrix)

    monkeypatch.setattr(Forest, "sums", sums)
    for number in (10, 100, 1000):
        made.clear()
        line_model(draft_of("\n".join(f"Line {place}" for place in range(number))))
        assert [number, number] == made


def test_reasons_are_worked_out_only_when_they_are_asked_for(monkeypatch):
    def fail(self, *_):
        raise AssertionError

    monkeypatch.setattr(Forest, "contributions", fail)
    weighed, _ = weighed_of(PAGE)
    with pytest.raises(AssertionError):
        weighed.reason(0)


def test_a_file_is_read_once():
    assert load_model("text") is load_model("text")
    assert isinstance(load_model("html"), LineModel)


def test_a_document_says_that_a_model_decided_and_what_its_version_is(monkeypatch):
    monkeypatch.setattr("corpustools.labels.line_model.FEWEST", 0)
    document = corpustools.read(PAGE)
    decided = [block for block in document.blocks if block.rule == "line_model"]
    assert decided
    assert document.rules["line_model"] >= 1
    assert all(";" in block.reason for block in decided)
    assert to_json(document) == to_json(corpustools.read(PAGE))


class TestForest:
    TREE = {  # noqa: RUF012
        "features": [1, 0],
        "borders": [0.5, 2.0],
        "values": [-100, 40, 0, 300],
        "weights": [4, 2, 1, 1],
    }

    @pytest.fixture
    def forest(self):
        return Forest({"bias": 7, "trees": [self.TREE, self.TREE]})

    @given(st.lists(st.tuples(st.floats(-5, 5, width=32), st.floats(-5, 5, width=32)), min_size=1, max_size=9))
    def test_sums_are_those_of_the_trees(self, rows):
        forest = Forest({"bias": 7, "trees": [self.TREE, self.TREE]})
        expected = [7 + 2 * self.TREE["values"][(b > 0.5) + 2 * (a > 2.0)] for a, b in rows]
        assert expected == forest.sums(np.array(rows, np.float32)).tolist()

    def test_contributions_add_up(self, forest):
        rows = np.array([[0, 0], [0, 1], [3, 0], [3, 1]], np.float32)
        mean = 2 * np.average(self.TREE["values"], weights=self.TREE["weights"])
        moved = forest.contributions(rows).sum(1)
        assert (forest.sums(rows) - 7 - mean).tolist() == pytest.approx(moved.tolist())

    def test_importances_go_to_what_is_asked(self, forest):
        found = importances(forest, 3)
        assert found[2] == 0
        assert (found[:2] > 0).all()

    def test_probabilities_grow_with_the_sums(self):
        found = probabilities(np.arange(-40_000, 40_000, 997))
        assert (np.diff(found) >= 0).all()
        assert 0 <= found.min() < 0.01 < 0.99 < found.max() <= 1


def test_lines_that_say_by_whom_and_when_are_bylines_where_they_are_few():
    text = "Nobody in the quiet town knows how long this will last, and nobody asks."
    menu = "\n".join(f"Section {number} of the Site" for number in range(40))
    signed = [f"By {name} on June 5, 2015" for name in ("Jane Roe", "John Doe", "Ann Poe")]

    def bylines(lines):
        page = "\n".join(("Menu", "Subscribe", *lines, menu, "Quiet Town Waits for Nobody", *[text] * 4))
        return [block.text for block in corpustools.read(page).blocks if block.label == "byline"]

    assert bylines(signed[:1]) == signed[:1]
    assert bylines(signed) == []
