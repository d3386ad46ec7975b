"""Claims and verdicts: the surest has the block, whoever was asked first, and its side decides the label."""

import random
from itertools import permutations

import pytest

import corpustools
from corpustools import registry
from corpustools.claims import gather_claims
from corpustools.errors import RecordError
from corpustools.labelling import label_blocks
from corpustools.labels.profiles import profile_of
from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.record import from_record, to_json, to_record
from corpustools.model.span import BODY, Label
from corpustools.registry import Verdict
from corpustools.rules.repetitions import repetitions
from corpustools.segmentation import claim_repairs, cut_blocks

DOCUMENTED = """Do what the test wants.

    It has a reason.

    Fires:

    >>> 1
    1

    Abstains:

    >>> 2
    2
    """

SENTENCE = "Nobody in the town knows how long this will last, and nobody has asked the mayor."
PAGE = f"Town Is Quiet\n\nBy Jane Roe\n\n{SENTENCE}\n\n{SENTENCE} It is late.\n\nSubscribe\n\nMost read\n"


@pytest.fixture
def only(scratch_registry):
    """Leave the registry with nothing but the rules that the test asks for."""
    registry._rules.clear()

    def register(name, function, phase="label", **settings):
        function.__name__, function.__doc__, function.__module__ = name, DOCUMENTED, "a_plugin"
        registry.rule(phase, since="9.9", **settings)(function)

    def claims(name, label, confidence, says="because", **settings):
        register(name, lambda block, draft: says, label=label, confidence=confidence, **settings)

    def weighs(name, running, confidence, says="weighed"):
        verdict = None if running is None else Verdict(running, confidence, lambda: says)
        register(name, lambda draft: [verdict] * len(draft.blocks), phase="weigh")

    register.claims, register.weighs = claims, weighs
    return register


def label_of(text="one"):
    """Label a text of one line, and return what decided."""
    (span,) = label_blocks(cut_blocks(text, [])[0])
    return span.label.value, span.rule, span.confidence, span.reason


class TestClaims:
    def test_the_surest_has_the_block(self, only):
        only.claims("weak", Label.PARAGRAPH, 0.3)
        only.claims("strong", Label.SHARE, 0.8, "a share button")
        assert ("share", "strong", 0.8, "a share button") == label_of()

    def test_of_equal_ones_the_first_by_name(self, only):
        for name, label in (("b", Label.PARAGRAPH), ("a", Label.SHARE), ("c", Label.LEGAL)):
            only.claims(name, label, 0.5)
        assert label_of()[:2] == ("share", "a")

    def test_of_equal_ones_on_one_side_the_first_by_name(self, only):
        for name, label in (("b", Label.LEGAL), ("a", Label.SHARE), ("c", Label.PARAGRAPH)):
            only.claims(name, label, 0.5)
        only.weighs("evidence", False, 0.9)
        assert label_of()[:2] == ("share", "evidence")

    def test_a_rule_that_abstains_has_no_claim(self, only):
        only.claims("weak", Label.PARAGRAPH, 0.3)
        only.claims("strong", Label.SHARE, 0.8, says=None)
        assert label_of()[:2] == ("paragraph", "weak")

    def test_a_rule_is_not_asked_about_blocks_of_other_lengths(self, only):
        only.claims("weak", Label.PARAGRAPH, 0.3)
        only.claims("short", Label.SHARE, 0.8, words=(1, 2))
        assert label_of("one two")[:2] == ("share", "short")
        assert label_of("one two three")[:2] == ("paragraph", "weak")
        assert label_of("word " * 500)[:2] == ("paragraph", "weak")

    def test_a_rule_sees_the_labels_it_requires_and_no_others(self, only):
        seen = []

        def look(block, draft):
            seen.append(draft.label_of(block))

        only.claims("weak", Label.PARAGRAPH, 0.3)
        only.claims("credit", Label.CREDIT, 0.5)
        only("looks", look, label=Label.CAPTION, confidence=0.6, requires=frozenset({Label.CREDIT}))
        only("blind", look, label=Label.CAPTION, confidence=0.7, requires=frozenset({Label.PARAGRAPH}))
        assert label_of()[:2] == ("credit", "credit")
        assert sorted(map(str, seen)) == ["None", "credit"]

    def test_each_side_has_its_surest(self):
        blocks = tuple(DraftBlock(place, text) for place, text in enumerate([SENTENCE, SENTENCE, "Subscribe"]))
        claims = gather_claims(Draft(blocks))
        for place in range(3):
            running, aside = claims.running[place], claims.aside[place]
            assert running.label in BODY
            assert aside.label not in BODY
            assert claims.surest(place) is min((running, aside), key=lambda claim: claim.rank)
        assert [claims.surest(place).label for place in range(3)] == claims.labels()


class TestVerdicts:
    @pytest.fixture(autouse=True)
    def _both_sides(self, only):
        only.claims("kept", Label.PARAGRAPH, 0.6, "a sentence")
        only.claims("rest", Label.HEADING, 0.2, "a title")
        only.claims("aside", Label.RELATED, 0.1, "a teaser")

    def test_a_surer_verdict_hands_the_block_to_the_surest_claim_on_its_side(self, only):
        only.weighs("evidence", False, 0.7)
        assert ("related", "evidence", 0.7, "weighed; a teaser") == label_of()

    def test_a_verdict_for_running_text_names_what_decided_too(self, only):
        only.weighs("evidence", True, 0.7)
        assert ("paragraph", "evidence", 0.7, "weighed; a sentence") == label_of()

    def test_a_guess_that_a_verdict_hands_the_block_to_names_itself(self, only):
        only.claims("guess", Label.NAVIGATION, 0.05, "a guess")
        only.claims("knows", Label.SHARE, 0.1, "a button")
        only.weighs("evidence", False, 0.7)
        assert label_of()[:2] == ("related", "evidence")
        registry._rules.pop("aside")
        registry._rules.pop("knows")
        registry._load.cache_clear()
        registry.label_layers.cache_clear()
        assert ("navigation", "guess", 0.7, "weighed; a guess") == label_of()

    @pytest.mark.parametrize(("running", "decided"), [(True, ("evidence", 0.9)), (False, ("sums", 0.49))])
    def test_a_standfirst_is_one_on_either_side(self, only, running, decided):
        only.claims("sums", Label.STANDFIRST, 0.65, "a summary")
        only.weighs("evidence", running, 0.9)
        assert ("standfirst", *decided, "weighed; a summary") == label_of()

    def test_a_verdict_that_is_less_sure_changes_nothing(self, only):
        only.weighs("evidence", False, 0.59)
        assert ("paragraph", "kept", 0.6, "a sentence") == label_of()

    def test_a_verdict_that_is_as_sure_as_the_claim_changes_nothing(self, only):
        only.weighs("evidence", False, 0.6)
        assert ("paragraph", "kept", 0.6, "a sentence") == label_of()

    def test_a_rule_that_weighs_may_abstain(self, only):
        only.weighs("evidence", None, 1.0)
        assert label_of()[:2] == ("paragraph", "kept")

    def test_of_two_verdicts_the_surer_decides(self, only):
        only.weighs("for", True, 0.8)
        only.weighs("against", False, 0.9, "against it")
        assert ("related", "against", 0.9, "against it; a teaser") == label_of()

    def test_of_two_equally_sure_ones_the_first_by_name(self, only):
        only.weighs("b", True, 0.8)
        only.weighs("a", False, 0.8)
        assert label_of()[:2] == ("related", "a")

    def test_the_reason_of_a_verdict_that_does_not_decide_is_never_asked_for(self, only):
        def fail():
            raise AssertionError

        only("evidence", lambda draft: [Verdict(False, 0.1, fail)], phase="weigh")
        assert label_of()[1] == "kept"


def test_every_block_of_any_page_can_be_handed_to_either_side():
    texts = ["\u200b", "0", "Subscribe", SENTENCE, "word " * 400, "© AFP 2019 / JANE ROE", "…", "军事合作。"]
    claims = gather_claims(Draft(tuple(DraftBlock(place, text) for place, text in enumerate(texts))))
    for place in range(len(texts)):
        # What is certain is beyond any verdict.
        certain = claims.surest(place).rule.confidence == 1
        assert certain or None not in (claims.running[place], claims.aside[place])


def shuffled(rules, chance):
    """Return the rules in another order, as if they had been imported in it."""
    rules = list(rules.items())
    chance.shuffle(rules)
    return dict(rules)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_in_which_rules_were_registered_does_not_matter(scratch_registry, seed):
    profile = profile_of("", [[SENTENCE, "Most read"], ["The river is high.", "Most read"]])
    before = corpustools.read(PAGE, profile=profile)
    again = shuffled(registry._rules, random.Random(seed))
    registry._rules.clear()
    registry._rules.update(again)
    registry._load.cache_clear()
    registry.label_layers.cache_clear()
    assert to_json(before) == to_json(corpustools.read(PAGE, profile=profile))


def test_the_order_of_claims_and_verdicts_does_not_matter(only):
    rules = [
        ("a", "claims", Label.PARAGRAPH, 0.5),
        ("b", "claims", Label.SHARE, 0.5),
        ("c", "claims", Label.LEGAL, 0.4),
        ("d", "weighs", False, 0.7),
        ("e", "weighs", True, 0.7),
    ]
    found = set()
    for order in permutations(rules):
        registry._rules.clear()
        for name, kind, *settings in order:
            getattr(only, kind)(name, *settings)
        found.add(label_of())
    assert found == {("share", "d", 0.7, "weighed; because")}


def test_nothing_has_no_labels():
    assert [] == label_blocks([])
    assert [] == label_blocks(cut_blocks("\n \n", claim_repairs("\n \n"))[0])


PAGE = """<title>Town Is Quiet - Example News</title><nav><a href="/">Home</a></nav>
<main><h1>Town Is Quiet</h1><p>Nobody in the town knows why it is quiet, said the mayor.</p></main>"""


def test_a_title_is_read_once_and_kept_twice():
    page = corpustools.read(PAGE, media_type="text/html")
    assert [block.text for block in page.labelled(Label.HEADLINE)] == [
        "Town Is Quiet - Example News",
        "Town Is Quiet",
    ]
    assert page.article.startswith("Town Is Quiet\n\nNobody")
    assert page.view({"headline"}).text == "Town Is Quiet"
    assert page.view("all").text.startswith("Town Is Quiet - Example News\n\nHome\n\nTown Is Quiet")
    assert page.view("article", threshold=0).text == page.view("all").text
    assert from_record(to_record(page)) == page


def test_a_title_is_counted_once_unless_all_is(make_corpus):
    corpus = make_corpus({"page.html": PAGE})
    corpus.process()
    said = {labels: len(corpus.concordance("quiet", labels=labels)) for labels in ("article", "headline", "all")}
    assert said == {"article": 2, "headline": 1, "all": 3}


def test_what_says_the_same_as_nothing_is_no_document():
    page = corpustools.read(PAGE, media_type="text/html")
    record = to_record(page)
    record["spans"][0]["same_as"] = 7
    with pytest.raises(RecordError, match="no block that is kept starts at 7"):
        from_record(record)


@pytest.mark.parametrize(
    ("titles", "shown"),
    [
        (["Town Is Quiet Today", "Town Is…"], ["Town Is Quiet Today"]),
        (["Town Is Quiet Today", "River Is…"], ["Town Is Quiet Today", "River Is…"]),
        (["Town Is Quiet", "River Is High"], ["Town Is Quiet", "River Is High"]),
        (["安静的小镇里没有人知道为什么 - 新闻", "安静的小镇里没有人知道为什么"], ["安静的小镇里没有人知道为什么"]),
        (["Why?", "Why?"], ["Why?"]),
    ],
)
def test_of_titles_that_say_the_same_the_whole_one_nearest_to_the_text_is_shown(titles, shown):
    blocks = [DraftBlock(place, text) for place, text in enumerate([*titles, "Nobody knows."])]
    again = repetitions(blocks, [Label.HEADLINE] * len(titles) + [Label.PARAGRAPH])
    assert shown == [text for place, text in enumerate(titles) if place not in again]


def test_a_title_is_shown_above_its_byline():
    said = ["Town Is Quiet - Example News", "Town Is Quiet", "By Jane Roe", "Town Is Quiet", "Nobody in it knows why."]
    labels = [Label.HEADLINE, Label.HEADLINE, Label.BYLINE, Label.HEADLINE, Label.PARAGRAPH]
    assert repetitions([DraftBlock(place, text) for place, text in enumerate(said)], labels) == {0: 1, 3: 1}


POST = """<article class="cPost ipsComment" id="elComment_{number}"><h3>Jane{number}</h3><p>Member</p>
<div id="comment-{number}_wrap" class="ipsComment_content"><p>Posted May {number}, 2024</p>
<div class="cPost_contentWrap"><div class="ipsType_normal ipsType_richText"><p>{said}</p>{more}</div></div>
<a href="#">Link to comment</a></div></article>"""
QUOTED = "<blockquote class='ipsQuote'><p>Has anybody seen the ferry today?</p></blockquote>"


def test_what_is_posted_in_a_thread_is_its_text_though_the_forum_calls_it_comments():
    posts = ["Has anybody seen the ferry today?", "It lies at the quay, and nobody knows for how long.", "Me too."]
    page = "".join(
        POST.format(number=number, said=said, more=QUOTED if number == 2 else "")
        for number, said in enumerate(posts, start=1)
    )
    document = corpustools.read(f"<html><body><h1>Where is the ferry?</h1>{page}</body></html>", media_type="text/html")
    assert [block.text for block in document.blocks if block.rule == "posts_of_thread"] == posts
    assert [block.text for block in document.blocks if block.label is Label.COMMENTS][-1] == "Link to comment"


def test_the_same_words_below_an_article_are_comments():
    comment = '<div class="comment"><p>It lies at the quay, and nobody knows for how long.</p></div>'
    page = f"<html><body><article><h1>Ferry Stays</h1>{'<p>' + SENTENCE + '</p>'}</article>{comment * 2}</body></html>"
    document = corpustools.read(page, media_type="text/html")
    assert [block.label for block in document.blocks][-2:] == [Label.COMMENTS, Label.COMMENTS]
