"""Former addresses of documents and passages lead to where these are now."""

import json

import pytest
from click.testing import CliRunner

from corpustools.cli import main
from corpustools.corpus import Corpus, verify
from corpustools.corpus.redirects import successors
from corpustools.errors import ConfigError
from corpustools.model.span import Label, Span
from corpustools.writers.passages import passages

FERRY = "The ferry is late again today.\n\nNobody on the island of Skarv knows for how long it will be so.\n"
BREAD = "Bread costs more since Monday, says the baker, and flour is hard to come by on the island.\n"


@pytest.fixture
def corpus(tmp_path):
    made = Corpus.create(tmp_path / "corpus")
    (made.raw / "ferry.txt").write_text(FERRY)
    (made.raw / "bread.txt").write_text(BREAD)
    made.process()
    return made


def anchors(corpus, ident):
    return [passage.anchor for passage in passages(corpus[ident])]


def test_a_moved_file_leaves_a_redirect(corpus):
    assert () == corpus.redirects.ids
    (corpus.raw / "ferry.txt").rename(corpus.raw / "late.txt")
    corpus.process()
    assert {"document": "late"} == json.loads(corpus.redirects.path("ferry").read_bytes())
    (corpus.raw / "late.txt").rename(corpus.raw / "later.txt")
    corpus.process()
    assert "later" == corpus.redirects.document("ferry", corpus.__contains__)
    assert [] == list(verify(corpus))
    # Back again: what is there is no former address.
    (corpus.raw / "later.txt").rename(corpus.raw / "ferry.txt")
    corpus.process()
    assert corpus.redirects.document("ferry", corpus.__contains__) is None
    assert "ferry" == corpus.redirects.document("late", corpus.__contains__)


def test_what_is_gone_or_other_has_no_redirect(corpus):
    (corpus.raw / "ferry.txt").unlink()
    (corpus.raw / "late.txt").write_text(FERRY + "And more of it.\n")
    corpus.process()
    assert () == corpus.redirects.ids


def test_a_run_that_was_killed_loses_none(corpus):
    """The new document was read, and the old one not yet removed."""
    (corpus.raw / "late.txt").write_text(FERRY)
    corpus.process()
    (corpus.raw / "ferry.txt").unlink()
    corpus.process()
    assert "late" == corpus.redirects.document("ferry", corpus.__contains__)


def test_passages_keep_their_former_anchors(corpus):
    [first, second] = anchors(corpus, "ferry")
    (corpus.raw / "ferry.txt").write_text("News of the day at the harbour.\n\n" + FERRY.replace("again", "once more"))
    corpus.process()
    now = anchors(corpus, "ferry")
    assert {first: now[1]} == corpus.redirects.of("ferry").passages
    assert second == now[2]
    # Changed again, then moved, then as it was.
    (corpus.raw / "ferry.txt").write_text(FERRY.replace("again today", "again this day"))
    corpus.process()
    found = corpus.redirects.of("ferry").passages
    assert {first, now[0], now[1]} == found.keys()
    assert anchors(corpus, "ferry")[0] == found[first] == found[now[1]]
    assert found[now[0]] is None
    (corpus.raw / "ferry.txt").rename(corpus.raw / "late.txt")
    corpus.process()
    assert found == corpus.redirects.of("late").passages
    (corpus.raw / "late.txt").write_text(FERRY)
    corpus.process()
    assert first not in corpus.redirects.of("late").passages


def test_a_rule_that_changes_words_keeps_anchors(corpus):
    """The text as read is the same: the passage with its characters is the one."""
    [first, _] = anchors(corpus, "ferry")
    document = corpus["ferry"]
    # As if an earlier version of a rule had repaired a word.
    repairs = (Span(4, 9, Label.REPAIR, rule="invisible_character", replacement="boat"),)
    before = type(document)("ferry", document.source, document.text, (*document.spans, *repairs))
    [old, _] = [passage.anchor for passage in passages(before)]
    assert {old: first} == successors(before, document)


def test_the_command_line_takes_a_former_id(corpus):
    (corpus.raw / "ferry.txt").rename(corpus.raw / "late.txt")
    corpus.process()
    found = CliRunner().invoke(main, ["show", "--corpus", str(corpus.root), "ferry"])
    assert "The ferry is late again today." in found.stdout


@pytest.mark.parametrize("said", ["{", "[]", '{"to": "x"}', '{"document": 1}', '{"passages": {"p-1": 2}}'])
def test_what_is_no_redirect_is_told(corpus, said):
    corpus.redirects.folder.mkdir()
    corpus.redirects.path("old").write_text(said)
    with pytest.raises(ConfigError, match=r"old\.json"):
        corpus.redirects.of("old")
    [problem] = verify(corpus)
    assert corpus.redirects.path("old") == problem.path


def test_redirects_in_a_circle_lead_nowhere(corpus):
    corpus.redirects.move("one", "other")
    corpus.redirects.move("other", "one")
    assert corpus.redirects.document("one", corpus.__contains__) is None
