"""No rule takes more than linear time of any text: each is given what provokes patterns, at doubling lengths.

A rule that is asked about a block or a line is given one long block; one that reads a document is
given the document.
"""

import pytest
from growth import PIECES, grows_too_fast

from corpustools import registry
from corpustools.model.correction import Correction
from corpustools.model.draft import Draft, DraftBlock
from corpustools.pipeline import read
from corpustools.registry import PHASES
from corpustools.segmentation import claim_repairs, cut_blocks

LENGTHS = (4_000, 8_000, 16_000, 32_000)
ASKED = [rule for phase in PHASES for rule in registry.rules(phase)]


def provoked(piece, length):
    """Return a text of one line that begins like something, goes on for long, and does not end like it."""
    return (piece * (length // len(piece) + 1))[:length] + "\u0001!"


def works(rule, piece):
    """Return what makes the work of a rule, given a length."""

    def of(length):
        text = provoked(piece, length)
        match rule.phase:
            case "decode":
                data = text.encode("utf-8", "surrogatepass")
                return lambda: rule.function(data, "text/plain; charset=koi8-r")
            case "repair" | "segment":
                return lambda: list(rule.function(text))
            case "label":
                blocks = ["The town is quiet", text, "Nobody knows for how long it will be."]
                draft = Draft(tuple(DraftBlock(place, each) for place, each in enumerate(blocks)))
                return lambda: (rule.places and rule.places(draft), rule.function(draft.blocks[1], draft))
            case "weigh":
                draft = Draft(tuple(segment.draft for segment in cut_blocks(text, claim_repairs(text))[0]))
                return lambda: rule.function(draft)
            case "correct":
                blocks = [DraftBlock(place, each) for place, each in enumerate(("The town is quiet", text))]
                said = [Correction("label", "paragraph", text)]
                return lambda: list(rule.function(blocks, said))
            case _:
                document = DOCUMENTS[piece, length]
                return lambda: list(rule.function(document))

    return of


class _Documents(dict):
    def __missing__(self, key):
        piece, length = key
        self[key] = read("By Jane Roe\n\n" + provoked(piece, length))
        assert self[key].rules, "all is told before anything is measured"
        return self[key]


DOCUMENTS = _Documents()


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_no_rule_takes_long_of(piece):
    assert [] == [rule.name for rule in ASKED if grows_too_fast(works(rule, piece), LENGTHS)]


def test_this_test_sees_growth():
    # What else the machine does can hide it from one measurement, though not from several.
    assert any(grows_too_fast(lambda length: lambda: sum(range(length * length // 100)), LENGTHS) for _ in range(5))
    assert not grows_too_fast(lambda length: lambda: sum(range(100 * length)), LENGTHS)
