"""What makes reading fast changes no answer, and no input makes it slow: twice the input takes twice the time."""

import copy
import gc
import itertools
import pickle
import re
from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from ftfy.badness import is_bad
from hypothesis import given
from hypothesis import strategies as st

import corpustools
from corpustools import registry
from corpustools.claims import Claim, Claims, gather_claims
from corpustools.errors import RegistryError
from corpustools.extractors.metadata.signatures import _TELLS, _is_prose
from corpustools.extractors.names.gazetteer import _BEFORE, _last_words
from corpustools.extractors.names.known_names import _gazetteer, find_known_in
from corpustools.labelling import label_blocks
from corpustools.labels.characters import codes, word_keys
from corpustools.labels.trees import Forest
from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.hint import Hint, Kind
from corpustools.model.span import BODY, NEUTRAL, Label, Span
from corpustools.pipeline import where
from corpustools.readers import parse
from corpustools.readers.html_text import _SPACE, collapsed
from corpustools.registry import Verdict
from corpustools.rules.markup.elements import NAMES
from corpustools.rules.places import right_after
from corpustools.rules.repair.characters import _MAYBE, ALONE, HARMLESS
from corpustools.rules.segment.fusions import button_stuck_to_sentence
from corpustools.segmentation import claim_repairs, cut_blocks
from corpustools.text.bylines import is_person
from corpustools.text.capitals import _ABBREVIATIONS, _CASES, _OPENING, _UPPER, _WITHOUT_ARTICLES
from corpustools.text.capitals import _WORD as _CAPITALISED
from corpustools.text.lines import lines as lines_of
from corpustools.text.occurrences import _lower_words, occurrences
from corpustools.text.time_expressions import _OPENERS, _OPENINGS, _may_open
from corpustools.text.words import _COUNTS, _count, count_words, count_words_of_all, words

SENTENCE = "Nobody in the town knows how long this will last. "

TEXTS = {
    "one line": SENTENCE,
    "short lines": "Menu\n",
    "torn lines": "and so the mayor,\nwho said\n",
    "wrapped lines": "The harbour office has told the owners of boats to\n",
    "blank lines": "\n \n",
    "spaces": "a" + " " * 40,
    "repairs on one line": "caf\u00a0&amp; \u00ad",
    "damage": "cafÃ© “well” – ",
    "capitals": "JANE ROE",
    "dates": "12 March 2019 14:05Jane Roe\n",
    "credits": "© AFP 2019 / JANE ROEPeople in the square\n",
    "shares": "ShareTweetShare ",
    "teasers": "A crowd waits - Example News\nMayor Resigns After Vote\n",
    "hyphens": "a well-\nknown ",
    "unspaced": "军事合作",
    "surrogates": "\ud83d ",
    "digits": "12 14:05 2019 ",
}
MARKUP = {
    "paragraphs": "<p>The town <b>is</b> quiet.",
    "siblings": '<li class="item one"><a href="/">Home</a>',
    "open elements": "<div class=a>x",
    "inline elements": "<span class=a>x",
    "cells": "<tr><td>1<td>2",
    "line ends": "x<br>",
    "images": "<img alt='A crowd'>",
    "end tags": "</p></b>",
    "attributes": "<p " + " ".join(f"data-{at}=b" for at in range(9)) + ">x",
}


@pytest.mark.parametrize(
    ("piece", "media_type"),
    [
        *(pytest.param(piece, "text/plain", id=name) for name, piece in TEXTS.items()),
        *(pytest.param(piece, "text/html", id=f"html {name}") for name, piece in MARKUP.items()),
    ],
)
def test_twice_the_input_takes_about_twice_the_time(piece, media_type, grows_linearly):
    assert grows_linearly(
        lambda text: corpustools.read(text, media_type=media_type).quotations,
        lambda length: piece * (length // len(piece)),
        12_000,
    )


class TestDamageIsLookedForWhereItMayBe:
    @given(st.text(st.characters(exclude_categories=("Cs",)), max_size=6))
    def test_what_is_passed_over_is_no_damage_to_ftfy(self, text):
        assert _MAYBE.search(text) or not is_bad(text)

    def test_one_character_beyond_ascii_is_no_damage_but_for_some(self):
        around = ["", "a", "Z", " ", "1", ".", "a ", "-"]
        found = {
            chr(code)
            for code in range(0x80, 0x3000)
            for before, after in itertools.product(around, around)
            if is_bad(before + chr(code) + after)
        }
        assert {chr(code) for code in range(0x80, 0x3000) if re.match(f"[{ALONE}]", chr(code))} == found

    def test_no_three_harmless_ones_are_damage_unless_they_are_looked_at(self):
        harmless = [chr(code) for code in range(0x80, 0x2E80) if re.match(f"[{HARMLESS}]", chr(code))]
        few = [each for each in harmless if ord(each) < 0x450 or 0x2000 < ord(each)] + list("aZ1 .!")
        assert [] == [
            text for text in map("".join, itertools.product(few, repeat=3)) if is_bad(text) and not _MAYBE.search(text)
        ]


@given(st.text(st.characters(max_codepoint=127)) | st.text("ab 1-'_ ", max_size=12))
def test_plain_words_are_counted_as_words_are_found(text):
    assert len(words(text)) == count_words(text)


_TYPOGRAPHY = st.text("ab1-'’“”—_\u00a0é军.", max_size=9)


@given(st.lists(_TYPOGRAPHY | st.text(st.characters(exclude_characters="\n"), max_size=12), max_size=6))
def test_words_of_a_page_are_counted_as_those_of_its_lines(page):
    _COUNTS.clear()
    assert list(map(_count, page)) == list(count_words_of_all(page)) == list(map(count_words, page))


@given(_TYPOGRAPHY | st.text(max_size=12))
def test_words_are_looked_for_as_they_are_found(text):
    lower, found = _lower_words(text)
    assert sorted(re.findall(r"\w+", lower)) == sorted(found)


@given(st.text("ab \n\r\x0b\u2028\u00a0", max_size=12) | st.text(max_size=12))
def test_lines_are_those_that_splitlines_parts(text):
    found = [text[start:end] for start, end in lines_of(text)]
    assert [line.strip() for line in text.splitlines() if line.strip()] == found


@given(st.sampled_from([*_OPENERS, *_OPENINGS]), st.sampled_from([str.title, str.upper, str.lower, str.swapcase]))
def test_where_an_expression_of_time_may_open_it_is_looked_for(opener, cased):
    for word in {cased(opener), opener.replace("ı", "i"), opener.replace("s", "ſ")}:
        assert _may_open(word) or not re.fullmatch(opener, word, re.IGNORECASE)


@given(
    st.lists(st.sampled_from([*"AEaeSl.-'’_@1 é\nÉ", "St", "Dr", "al-", "el-", "’s", "Mme"]), max_size=9).map("".join)
)
def test_words_with_capitals_are_found_where_they_may_begin(text):
    inside = rf"\w*(?:['’](?!(?:s|re|ve|ll|d|m|{_CASES})\b)[^\W_]+|-[^\W_]+)*"
    plainly = re.compile(
        rf"(?<![\w@#/])(?<!\w[-.])(?:[{_UPPER}]\.(?!\w\w)(?:[{_UPPER}]\.)*|(?:{_ABBREVIATIONS})\."
        rf"|(?:al-|el-)?[{_UPPER}]{inside})"
    )
    spans = [found.span() for found in plainly.finditer(text)]
    assert spans == [found.span() for found in _CAPITALISED.finditer(text)]
    assert "l-" in text or spans == [found.span() for found in _WITHOUT_ARTICLES.finditer(text)]


_TEXTS = st.lists(
    st.lists(st.sampled_from(["New", "York", "The", "U.S.", "said", "today", "é", "_", "İ"]), max_size=5).map(" ".join),
    max_size=4,
)


@given(_TEXTS)
def test_what_is_looked_for_in_several_texts_is_what_each_of_them_has(page):
    assert [hits for text in page for hits in find_known_in([text])] == find_known_in(page)
    wanted = frozenset({"said", "today", "new"})
    assert [places for text in page for places in occurrences([text], wanted)] == occurrences(page, wanted)


_NEAR = st.lists(st.sampled_from(["in", "the", " ", "\u00a0", ",", "3", "l’", "(", "Of"]), max_size=14).map("".join)


@given(_NEAR, st.integers(0, 40))
def test_a_preposition_is_looked_for_where_it_may_stand(text, end):
    end = min(end, len(text))
    near, far = (_BEFORE.search(text, start, end) for start in (_last_words(text, end), max(end - 24, 0)))
    assert (near and near[1]) == (far and far[1])


@given(st.lists(st.sampled_from(["Jane", "Roe", "de", "is", "예나", "the", "Ä", " ", "\u00a0", ","]), max_size=9))
def test_no_line_is_taken_for_prose_that_a_name_opens(words):
    line = "".join(words)
    tells = _TELLS.search(line)
    assert not (_is_prose(line) and tells and is_person(line[: tells.start()].strip()))


@given(st.sampled_from(["Read more", "Show ALL »", "Continue reading…", "Weiterlesen", "Lire la suite", "Leer más"]))
def test_buttons_are_looked_for_where_their_words_are(button):
    line = f"The market opened in the rain on Saturday. {button}"
    assert [line.index(button) - 1] == list(button_stuck_to_sentence(line))


@given(st.text(max_size=10), st.characters(categories=("L",)))
def test_no_sentence_opens_behind_a_letter_and_a_space(before, letter):
    assert _OPENING.search(f"{before}{letter} ") is None


@given(st.data())
def test_names_are_looked_up_by_their_words_wherever_they_stand(data):
    gazetteer = _gazetteer()
    listed = [*sorted(gazetteer.numbers)[:: len(gazetteer.numbers) // 500], "New York", "York", "a", ""]
    said = data.draw(st.lists(st.sampled_from(listed), max_size=9))
    level = " ".join(said).replace("New York", data.draw(st.sampled_from(["New York", "New  York", "New"])))
    ends = [at for at, mark in enumerate(f"{level} ") if mark == " "]
    starts = [0, *(at + 1 for at in ends)]
    held = {(start, end - start) for start in starts for end in ends if level[start:end] in gazetteer.numbers}
    assert sorted(held) == sorted((start, size) for start, size, _ in gazetteer.names_in(level))


@given(st.lists(st.text(st.characters(max_codepoint=0xFFFE, categories=["L", "Nd"]), min_size=1), max_size=20))
def test_words_that_share_a_number_are_the_same(said):
    text = " ".join(said)
    ends = np.cumsum([len(word) + 1 for word in said], dtype=np.int64) - 1
    keys = word_keys(codes(text), ends - np.array([len(word) for word in said], np.int64), ends).tolist()
    assert len(set(zip(said, keys, strict=True))) == len(set(said)) == len(set(keys))


@given(st.text(st.sampled_from("ab\t\n\x0b\x1c \x85\xa0\u1680\u2003\u2028\u202f\u3000é")))
def test_white_space_is_collapsed_as_the_pattern_does_it(text):
    assert collapsed(text) == _SPACE.sub(" ", text).strip()


@pytest.mark.parametrize("was_on", [True, False])
def test_the_search_for_cycles_is_left_as_it_was(was_on):
    try:
        if not was_on:
            gc.disable()
        corpustools.read(SENTENCE)
        with pytest.raises(corpustools.UnreadableError):
            corpustools.read(b"%PDF-1.7")
        assert gc.isenabled() is was_on
    finally:
        gc.enable()


TOLD = ("facts", "mentions", "quotations", "rules")


class TestWhatADocumentTellsIsLookedForWhenAsked:
    NEWS = f"Town Is Quiet\n\nBy Jane Roe\n\n{SENTENCE}\n\n“Nobody knows why,” said Ann Poe of Oslo, Norway."

    @pytest.fixture
    def asked(self, scratch_registry):
        """Register a rule in each phase that notes when it is asked, and return the notes."""
        seen = []

        def registered(phase):
            def function(document):
                seen.append(phase)
                return ()

            function.__name__, function.__module__ = f"asks_to_{phase}", "a_plugin"
            function.__doc__ = "Do.\n\nIt has a why.\n\nFires:\n\n>>> 1\n1\n\nAbstains:\n\n>>> 2\n2\n"
            registry.rule(phase, since="9.9")(function)

        for phase in ("describe", "mention", "refer", "quote"):
            registered(phase)
        return seen

    def test_step_by_step_and_once(self, asked):
        page = corpustools.read(self.NEWS)
        assert page.article
        assert page.explain()
        assert [] == asked
        assert ("Jane Roe",) == page.metadata.authors
        assert page.facts
        assert ["describe"] == asked
        assert page.mentions
        assert ["describe", "mention", "refer"] == asked
        assert page.quotations
        assert page.rules["line_model"]
        assert ["describe", "mention", "refer", "quote"] == asked

    @pytest.mark.parametrize("order", list(permutations(TOLD)), ids="-".join)
    def test_in_whatever_order(self, order):
        plain, page = (corpustools.read(self.NEWS) for _ in range(2))
        found = {name: getattr(page, name) for name in order}
        assert all(found.values())
        assert {name: getattr(plain, name) for name in TOLD} == found
        assert plain.to_json() == page.to_json()

    def test_whatever_is_done_with_the_document(self):
        page = corpustools.read(self.NEWS)
        for other in (pickle.loads(pickle.dumps(page)), copy.copy(page), replace(page), page.with_told(page.rules)):
            assert corpustools.read(self.NEWS).to_json() == other.to_json()
        assert corpustools.read(self.NEWS) == page
        assert hash(corpustools.read(self.NEWS)) == hash(page)
        assert repr(corpustools.read(self.NEWS)) == repr(page)

    def test_and_again_where_it_failed(self, scratch_registry):
        def fails_once(document):
            if not failed:
                failed.append(1)
                raise ValueError("once")
            return ()

        failed = []
        fails_once.__module__ = "a_plugin"
        fails_once.__doc__ = "Do.\n\nIt has a why.\n\nFires:\n\n>>> 1\n1\n\nAbstains:\n\n>>> 2\n2\n"
        registry.rule("describe", since="9.9")(fails_once)
        page = corpustools.read(self.NEWS)
        with pytest.raises(ValueError, match="once"):
            page.facts  # noqa: B018
        assert page.metadata.authors == ("Jane Roe",)
        assert gc.isenabled()


class TestReasonsAreWordsWhenAskedFor:
    def test_each_once(self):
        asked = []
        span = Span.of_block(0, 3, Label.PARAGRAPH, "r", lambda: asked.append(1) or "because", 0.9)
        assert [] == asked
        assert ["because", "because", "because"] == [span.reason, span.reason, pickle.loads(pickle.dumps(span)).reason]
        assert [1] == asked

    def test_the_span_is_what_it_would_have_been(self):
        late = [Span.of_block(0, 3, Label.PARAGRAPH, "r", lambda: "because", 0.9, "cut") for _ in range(5)]
        span = Span(0, 3, Label.PARAGRAPH, "r", "because", None, 0.9, "cut")
        assert late[0] == span
        assert hash(late[1]) == hash(span)
        assert repr(late[2]) == repr(span)
        assert not late[3] < span
        assert pickle.loads(pickle.dumps(late[4])) == span

    def test_reading_asks_for_no_reason_of_a_verdict(self, scratch_registry):
        asked = []

        def surer(draft):
            return [Verdict(True, 0.999, lambda: asked.append(1) or "weighed")] * len(draft.blocks)

        surer.__module__, surer.__doc__ = "a_plugin", "Do.\n\nWhy.\n\nFires:\n\n>>> 1\n1\n\nAbstains:\n\n>>> 2\n2\n"
        registry.rule("weigh", since="9.9")(surer)
        page = corpustools.read(SENTENCE)
        assert SENTENCE.strip() == page.body
        assert [] == asked
        assert ("surer", "weighed; ") == (page.blocks[0].rule, page.blocks[0].reason[:9])
        assert [1] == asked

    def test_there_is_nothing_else_to_put_in_words(self):
        with pytest.raises(AttributeError, match="'Span' object has no attribute 'guess'"):
            Span(0, 3, Label.PARAGRAPH, "r").guess  # noqa: B018


@pytest.fixture(scope="module")
def drafts(cases):
    return [
        Draft(tuple(segment.draft for segment in cut_blocks(text, claim_repairs(text))[0]))
        for text in (case.document.text for case in cases)
    ]


def ask_everyone(draft, verdicts):
    """Ask every label rule about every block, layer by layer, and return who claims a block as what it is."""
    claims = Claims(len(draft.blocks))
    ranks = {rule: rank for rank, rule in enumerate(registry.rules("label"))}
    marked = any(block.hint is not None for block in draft.blocks)
    for layer in registry.label_layers():
        labels = claims.labels(verdicts)
        for rule in layer if marked else [rule for rule in layer if not rule.markup]:
            view = draft.with_labels(tuple(label if label in rule.requires else None for label in labels))
            sides = [claims.running] * (rule.label in BODY) + [claims.aside] * (rule.label not in BODY - NEUTRAL)
            for block in draft.blocks:
                if rule.words[0] <= count_words(block.text) <= rule.words[1]:
                    reason = rule.function(block, view)
                    for side in sides if reason is not None else ():
                        held = side[block.index]
                        if held is None or ranks[rule] < held.rank:
                            side[block.index] = Claim(ranks[rule], rule, reason)
    return claims


@given(st.data())
def test_who_has_no_say_need_not_be_asked(drafts, data):
    """With a verdict on each block, fewer rules are asked; who decides in the end is the same."""
    draft = data.draw(st.sampled_from(drafts))
    sure = st.builds(Verdict, st.booleans(), st.floats(0, 1), st.just(lambda: "weighed"))
    verdicts = data.draw(st.lists(sure, min_size=len(draft.blocks), max_size=len(draft.blocks)))
    draft = Draft(draft.blocks).weighed(tuple(verdict.running for verdict in verdicts))
    few, all_ = gather_claims(draft, verdicts), ask_everyone(draft, verdicts)
    for place, verdict in enumerate(verdicts):
        held = all_.surest(place)
        if verdict.confidence > held.rule.confidence:
            side = all_.running if verdict.running else all_.aside
            assert few.surest(place).rule.confidence < verdict.confidence
            assert side[place] == (few.running if verdict.running else few.aside)[place]
        else:
            assert held == few.surest(place)


class TestRulesThatSayWhomToAskThem:
    @pytest.fixture
    def asked(self, scratch_registry):
        """Register a rule with these settings, and return the blocks that it is asked about."""

        def ask(text, media_type="text/plain", **settings):
            seen = []

            def function(block, draft):
                seen.append(block.text)

            function.__name__, function.__module__ = "asks", "a_plugin"
            function.__doc__ = "Do.\n\nIt has a why.\n\nFires:\n\n>>> 1\n1\n\nAbstains:\n\n>>> 2\n2\n"
            registry.rule("label", since="9.9", confidence=0.999, label=Label.TABLE, **settings)(function)
            parsed = parse(text, media_type)
            label_blocks(cut_blocks(parsed.text, [], parsed.hints)[0])
            return seen

        return ask

    def test_are_asked_about_blocks_of_so_many_words(self, asked):
        text = "\n".join(" ".join(["word"] * number) for number in (1, 2, 3, 4, 2000))
        assert ["word word", "word word word"] == asked(text, words=(2, 3))

    def test_are_asked_about_all_blocks_if_they_do_not_say(self, asked):
        assert ["word", "word " * 1999 + "word"] == asked("word\n" + "word " * 2000)

    def test_are_not_asked_about_plain_text_if_they_go_by_markup(self, asked):
        assert [] == asked("one", markup=True)
        assert ["one"] == asked("<p>one", "text/html", markup=True)

    def test_are_label_rules(self):
        with pytest.raises(RegistryError, match="label rules, and only they, are asked about blocks"):
            registry.rule("describe", since="9.9", words=(1, 2))(lambda document: None)
        with pytest.raises(RegistryError, match="label and describe rules, and only they, go by markup"):
            registry.rule("repair", since="9.9", markup=True)(lambda text: ())


def test_who_goes_by_markup_describes_nothing_where_nothing_is_declared(cases):
    told = [rule for rule in registry.rules("describe") if rule.markup]
    assert len(told) > 9
    for case in cases:
        document = replace(case.document, declarations=(), facts=())
        assert [] == [(case.name, rule.name) for rule in told if list(rule.function(document))]


def test_parts_are_whole_numbers_and_add_up_to_the_sum():
    rng = np.random.default_rng(1)
    trees = [
        {
            "features": rng.integers(0, 5, 3).tolist(),
            "borders": rng.integers(0, 9, 3).tolist(),
            "values": rng.integers(-4096, 4096, 8).tolist(),
            "weights": rng.integers(0, 50, 8).tolist(),
        }
        for _ in range(20)
    ]
    forest = Forest({"bias": 7, "trees": trees})
    matrix = rng.integers(0, 9, (30, 5)).astype(np.float32)
    parts = forest.contributions(matrix)
    rest = forest.sums(matrix) - parts.sum(1)
    assert np.issubdtype(parts.dtype, np.integer)
    assert np.ptp(rest) <= len(forest.used)
    assert np.array_equal(forest.sums(matrix), forest.sums(np.asfortranarray(matrix)))


def test_the_body_is_made_of_its_labels():
    page = corpustools.read(f"Town Is Quiet\n\n{SENTENCE}\n\nSubscribe")
    assert list(page.blocks) == sorted(
        (block for label in Label for block in page.labelled(label)), key=lambda block: block.start
    )
    assert [page.place(block) for block in page.blocks] == list(range(len(page.blocks)))
    assert page.body == "\n\n".join(block.reading for block in page.blocks if block.label in BODY)


@pytest.fixture(scope="module")
def lines(cases):
    """What rules fire at: the lines of all cases and of all examples, and what they may be taken for."""
    shown = [block.reading for case in cases for block in case.document.blocks]
    shown += [line for rule in registry.rules() for line in re.findall(r'"([^"]+)"', rule.fires + rule.abstains)]
    return sorted({line.strip()[:400] for line in shown if line.strip() and "\n" not in line})


def weighed_somehow(data, draft):
    """Give a draft any verdicts, or none: what rules see of them decides where the article is."""
    size = len(draft.blocks)
    held = st.lists(st.sampled_from([True, False, None]), min_size=size, max_size=size)
    running = data.draw(st.none() | held)
    return draft if running is None else draft.weighed(tuple(running))


class TestRulesThatSayAtWhichPlacesToAskThem:
    @given(st.data())
    def test_have_nothing_to_say_elsewhere(self, lines, data):
        told = [rule for rule in registry.rules("label") if rule.places is not None and not rule.markup]
        line = st.sampled_from(lines) | st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=30)
        alike = st.sampled_from([str, str.upper, str.lower, str.title, str.casefold, "• {}".format, "{} ›".format])
        page = data.draw(st.lists(st.builds(lambda say, text: say(text), alike, line), min_size=1, max_size=12))
        draft = Draft(tuple(DraftBlock(place, text) for place, text in enumerate(page)))
        draft = weighed_somehow(data, draft)
        labels = gather_claims(draft).labels()
        for rule in told:
            view = draft.with_labels(tuple(label if label in rule.requires else None for label in labels))
            places = rule.places(view)
            elsewhere = [block for block in draft.blocks if block.index not in places]
            assert [] == [(rule.name, block.text) for block in elsewhere if rule.function(block, view) is not None]

    @given(st.data())
    def test_have_nothing_to_say_of_other_marked_lines(self, lines, data):
        words = st.lists(st.sampled_from([*(name for names in NAMES.values() for name in names), "story"]), max_size=3)
        tags = st.sampled_from(["p", "li", "td", "aside", "nav", "button", "blockquote", "figure", "h1", "h2", "div"])
        said = st.builds(
            Hint,
            *(st.just(0), st.just(1), tags),
            path=st.lists(tags, max_size=4).map(tuple),
            names=st.lists(words.map(tuple), max_size=7).map(tuple),
            roles=st.lists(st.sampled_from(["author", "headline", "tag", "datePublished", "x"]), max_size=4).map(tuple),
            kind=st.sampled_from(list(Kind)),
            element=st.integers(0, 99),
            level=st.integers(0, 6),
            caption=st.booleans(),
            time=st.booleans(),
        )
        hints = data.draw(st.lists(said, min_size=1, max_size=6, unique_by=lambda hint: hint.element))
        blocks = [DraftBlock(place, data.draw(st.sampled_from(lines)), hint=hint) for place, hint in enumerate(hints)]
        draft = weighed_somehow(data, Draft(tuple(blocks)))
        for rule in registry.rules("label"):
            if rule.markup:
                assert rule.places is not None
                elsewhere = [block for block in blocks if block.index not in rule.places(draft)]
                assert [] == [rule.name for block in elsewhere if rule.function(block, draft) is not None]

    @given(st.data())
    def test_cut_no_line_elsewhere(self, lines, data):
        text = st.sampled_from(lines) | st.text(max_size=30)
        page = data.draw(st.lists(st.builds("{}{}".format, text, text), min_size=1, max_size=12))
        draft = Draft(tuple(DraftBlock(place, text) for place, text in enumerate(page)))
        for rule in registry.rules("segment"):
            elsewhere = set(range(len(page))) - set(rule.places(draft))
            assert [] == [(rule.name, page[place]) for place in elsewhere if list(rule.function(page[place]))]

    def test_are_asked_there_and_nowhere_else(self, scratch_registry):
        seen = []

        def function(block, draft):
            seen.append(block.text)

        function.__name__, function.__module__ = "asks", "a_plugin"
        function.__doc__ = "Do.\n\nIt has a why.\n\nFires:\n\n>>> 1\n1\n\nAbstains:\n\n>>> 2\n2\n"
        settings = {"since": "9.9", "confidence": 0.999, "label": Label.TABLE}
        registry.rule("label", **settings, words=(1, 1), places=lambda draft: [1, 2])(function)
        label_blocks(cut_blocks("one\ntwo\nthree words here\nfour", [])[0])
        assert ["two"] == seen
        assert [] == where("asks", "one\ntwo\nthree words here")
        assert ["two", "two"] == seen

    def test_see_the_labels_that_they_require(self, scratch_registry):
        def function(block, draft):
            return "after a share button"

        function.__name__, function.__module__ = "asks", "a_plugin"
        function.__doc__ = "Do.\n\nIt has a why.\n\nFires:\n\n>>> 1\n1\n\nAbstains:\n\n>>> 2\n2\n"
        needs = frozenset({Label.SHARE})
        settings = {"since": "9.9", "confidence": 0.999, "label": Label.TABLE, "requires": needs}
        registry.rule("label", **settings, places=right_after(Label.SHARE))(function)
        assert [("More", "after a share button")] == where("asks", "Oslo\nShare on Facebook\nMore\nSport")
        spans = label_blocks(cut_blocks("Oslo\nShare on Facebook\nMore\nSport", [])[0])
        assert [False, False, True, False] == [span.rule == "asks" for span in spans]

    def test_are_label_or_segment_rules(self):
        with pytest.raises(RegistryError, match="label and segment rules, and only they, are asked about some places"):
            registry.rule("describe", since="9.9", places=lambda draft: [])(lambda document: None)
