"""From a text to blocks that have no label yet: repairs are claimed, lines joined and cut."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpustools import registry
from corpustools.model.draft import DraftBlock
from corpustools.model.span import Label, Span
from corpustools.model.view import View
from corpustools.text.lines import lines


@dataclass(frozen=True, slots=True)
class Segment:
    """A block to be: its place in the text as read, and what a label rule sees of it."""

    start: int
    end: int
    draft: DraftBlock


def claim_repairs(text: str) -> list[Span]:
    """Let every repair rule claim characters; where claims overlap, the surer rule has them.

    >>> [(span.start, span.rule, span.replacement) for span in claim_repairs("with\xa0Russia")]
    [(4, 'no_break_space_to_space', ' ')]
    """
    taken: list[Span] = []
    occupied = bytearray(len(text))
    for found in registry.rules("repair"):
        for what in found.function(text):
            if not any(occupied[what.start : what.end]):
                occupied[what.start : what.end] = b"\x01" * (what.end - what.start)
                taken.append(
                    Span(
                        what.start,
                        what.end,
                        Label.REPAIR,
                        found.name,
                        replacement=what.text,
                        confidence=found.confidence,
                    )
                )
    return sorted(taken)


def cut_blocks(text: str, repairs: Sequence[Span]) -> tuple[list[Segment], list[Span]]:
    """Cut the text into lines and lines where rules say; also return the repairs that lie in a block.

    >>> text = "OSLO (Agency) – The town is quiet.\\nShare"
    >>> [part.draft.text for part in cut_blocks(text, claim_repairs(text))[0]]
    ['OSLO (Agency) –', 'The town is quiet.', 'Share']
    """
    segments: list[Segment] = []
    inside: list[Span] = []
    cutters = registry.rules("segment")
    at = previous_end = 0
    for start, end in lines(_masked(text, repairs)):
        while at < len(repairs) and repairs[at].start < start:
            at += 1
        first = at
        while at < len(repairs) and repairs[at].end <= end:
            at += 1
        own = list(repairs[first:at])
        inside.extend(own)
        view = View.over(text, start, end, own)
        cuts = {
            cut: found.name for found in reversed(cutters) for cut in found.function(view.text) if _may_cut(view, cut)
        }
        edges = [0, *sorted(cuts), len(view.text)]
        parts = [(left, right) for left, right in pairwise(edges) if view.text[left:right].strip()]
        gap = len(text[previous_end:start].splitlines()) > 1 or not segments
        previous_end = end
        if not parts:
            # Nothing to read (controls alone) is still a block: no character is lost.
            segments.append(Segment(start, end, DraftBlock(len(segments), "", None, gap)))
            continue
        for (left, right), (begin, finish) in zip(parts, _places(text, view, parts, start, end), strict=True):
            shown = view.text[left:right].strip()
            draft = DraftBlock(len(segments), shown, cuts.get(left), gap and left == parts[0][0])
            segments.append(Segment(begin, finish, draft))
    return segments, [repair for repair in inside if _is_inside(repair, segments)]


def _masked(text: str, repairs: Sequence[Span]) -> str:
    """Write what is shown where something is repaired: letters for damage, spaces for a line end that joins."""
    pieces = []
    at = 0
    for repair in repairs:
        damaged = text[repair.start : repair.end]
        pieces += [text[at : repair.start], " " * len(damaged) if damaged.isspace() else "x" * len(damaged)]
        at = repair.end
    return "".join([*pieces, text[at:]])


def _may_cut(view: View, cut: int) -> bool:
    """Whether a cut leaves something on both sides, and does not go through what a repair shows."""
    return 0 < cut < len(view.text) and view.source(cut - 1, cut)[1] <= view.source(cut, cut + 1)[0]


def _places(text: str, view: View, parts: Sequence[tuple[int, int]], start: int, end: int) -> list[list[int]]:
    """Find the start and end, in the text as read, of each part of the line from ``start`` to ``end``."""
    places = []
    for left, right in parts:
        shown = view.text[left:right]
        places.append(list(view.source(right - len(shown.lstrip()), left + len(shown.rstrip()))))
    places[0][0], places[-1][1] = start, end
    for one, other in pairwise(places):
        # Between blocks stands white space and nothing else. Characters that a repair removes there, or
        # shows as white space, belong to the block that they touch.
        gap = text[one[1] : other[0]]
        touching = next((place for place, character in enumerate(gap) if character.isspace()), len(gap))
        one[1] += touching
        other[0] -= len(gap[touching:].lstrip())
    return places


def _is_inside(repair: Span, segments: Sequence[Segment]) -> bool:
    """Whether one segment holds the whole repair (white space between two cuts is in none)."""
    low, high = 0, len(segments)
    while low < high:
        middle = (low + high) // 2
        if segments[middle].end <= repair.start:
            low = middle + 1
        else:
            high = middle
    return low < len(segments) and segments[low].start <= repair.start and repair.end <= segments[low].end
