"""No rule takes more than linear time of any text: each is given what provokes patterns, at doubling lengths.

Time is told by counting: the calls that Python makes, and the processor time of the best of several runs, of which only
the growth counts. A rule that is asked about a block or a line is given one long block; one that reads a document is
given the document.
"""

import time

import pytest

from corpustools import registry
from corpustools.model.draft import Draft, DraftBlock
from corpustools.pipeline import read
from corpustools.registry import PHASES
from corpustools.segmentation import claim_repairs, cut_blocks

PIECES = {
    "letters": "a",
    "capitals": "A",
    "spaces": " ",
    "tabs": "\t",
    "no-break spaces": "\u00a0",
    "digits": "1",
    "stops": ".",
    "commas": ", ",
    "hyphens": "-",
    "dashes": " – ",
    "slashes": "/",
    "colons": ": ",
    "pipes": " | ",
    "quotes": '"',
    "curly quotes": "“a” ",
    "open quotes": "“",
    "apostrophes": "'a",
    "brackets": "(",
    "pairs of brackets": "() ",
    "ampersands": "&",
    "entities": "&amp",
    "at signs": "a@",
    "accents": "e\u0301",
    "damage": "Ã©",
    "words": "the town ",
    "names": "Jane Roe ",
    "names with and": "Jane Roe and ",
    "initials": "J. ",
    "by": "By ",
    "by names": "By Jane Roe, ",
    "numbers": "12 ",
    "dates": "10 June 2015 ",
    "times": "14:05 ",
    "credits": "© ",
    "credits with names": "© AFP / ",
    "titles": "Dr. ",
    "said": " said ",
    "said by": "“No,” said Jane Roe. ",
    "datelines": "OSLO (Agency) – ",
    "addresses": "https://a.b/",
    "dots and letters": "a.",
    "hyphenated": "a-",
    "underscores": "_",
    "ideographs": "中",
    "han words": "军事合作。",
    "thai": "ก",
    "arabic": "ـ",
    "bullets": "• ",
    "arrows": "› ",
    "surrogates": "\ud83d",
    "zero widths": "\u200b",
    "soft hyphens": "a\u00ad",
}
LENGTHS = (4_000, 8_000, 16_000, 32_000)
ASKED = [rule for phase in PHASES for rule in registry.rules(phase)]


def provoked(piece, length):
    """Return a text of one line that begins like something, goes on for long, and does not end like it."""
    return (piece * (length // len(piece) + 1))[:length] + "\u0001!"


def seconds(work):
    start = time.process_time()
    work()
    return time.process_time() - start


def grows_too_fast(work_of):
    """Whether eight times the length takes more than thirty times as long; sixty-four, if it grew with the square.

    Other processes can spoil a measurement but not hide growth: one good measurement of several will do, and what
    takes no time at all does not count.
    """
    short, long = work_of(LENGTHS[0]), work_of(LENGTHS[-1])
    short()
    return all(seconds(long) > 30 * seconds(short) + 0.05 for _ in range(5))


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
            case _:
                document = DOCUMENTS[piece, length]
                return lambda: list(rule.function(document))

    return of


class _Documents(dict):
    def __missing__(self, key):
        piece, length = key
        self[key] = read("By Jane Roe\n\n" + provoked(piece, length))
        return self[key]


DOCUMENTS = _Documents()


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_no_rule_takes_long_of(piece):
    assert [] == [rule.name for rule in ASKED if grows_too_fast(works(rule, piece))]


def test_this_test_sees_growth():
    assert grows_too_fast(lambda length: lambda: sum(range(length * length // 100)))
    assert not grows_too_fast(lambda length: lambda: sum(range(100 * length)))
