"""From a text to blocks that have no label yet: repairs are claimed, lines joined and cut."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from corpustools import registry
from corpustools.model.draft import DraftBlock
from corpustools.model.hint import Hint
from corpustools.model.span import Label, Span
from corpustools.model.view import View
from corpustools.text.lines import lines


class Segment(NamedTuple):
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


def cut_blocks(text: str, repairs: Sequence[Span], hints: Sequence[Hint] = ()) -> tuple[list[Segment], list[Span]]:
    """Cut the text into lines and lines where rules say; also return the repairs that lie in a block.

    ``hints`` are what markup says of the lines, in order, where there is markup.

    >>> text = "OSLO (Agency) – The town is quiet.\\nShare"
    >>> [part.draft.text for part in cut_blocks(text, claim_repairs(text))[0]]
    ['OSLO (Agency) –', 'The town is quiet.', 'Share']
    """
    segments: list[Segment] = []
    inside: list[Span] = []
    cutters = [(found.name, found.function) for found in reversed(registry.rules("segment"))]
    at = previous_end = hinted = 0
    hint = hints[0] if hints else None
    for start, end in lines(_masked(text, repairs)):
        while at < len(repairs) and repairs[at].start < start:
            at += 1
        first = at
        while at < len(repairs) and repairs[at].end <= end:
            at += 1
        while hinted + 1 < len(hints) and hints[hinted + 1].start <= start:
            hinted += 1
            hint = hints[hinted]
        gap, indent = _before(text[previous_end:start])
        if not segments:
            gap = 1
        previous_end = end
        # Four lines in five have no repair, and 99 in 100 no cut: they are what they are, and need no view.
        view = View.over(text, start, end, repairs[first:at]) if at > first else None
        shown = text[start:end] if view is None else view.text
        cuts = {cut: name for name, function in cutters for cut in function(shown)}
        if view is None:
            if not cuts:
                segments.append(Segment(start, end, DraftBlock(len(segments), shown, None, gap, indent, hint)))
                continue
            view = View.over(text, start, end)
        inside.extend(repairs[first:at])
        edges = [0, *sorted(cut for cut in cuts if _may_cut(view, cut)), len(shown)]
        parts = [(left, right) for left, right in pairwise(edges) if shown[left:right].strip()]
        if not parts:
            # Nothing to read (controls alone) is still a block: no character is lost.
            segments.append(Segment(start, end, DraftBlock(len(segments), "", None, gap, indent, hint)))
            continue
        for (left, right), (begin, finish) in zip(parts, _places(text, view, parts, start, end), strict=True):
            cut_by = cuts.get(left) if left else None
            draft = DraftBlock(len(segments), shown[left:right].strip(), cut_by, gap, indent, hint)
            segments.append(Segment(begin, finish, draft))
            gap = indent = 0
    return segments, [repair for repair in inside if _is_inside(repair, segments)]


def _before(white: str) -> tuple[int, int]:
    r"""Return the number of blank lines in the white space before a line, and how far the line is indented.

    >>> _before("\n"), _before("\n\n"), _before(" \r\n\n\n\t "), _before("")
    ((0, 0), (1, 0), (2, 2), (0, 0))
    """
    if white == "\n\n":
        return 1, 0
    if white == "\n" or not white:
        return 0, 0
    line_ends = f"{white}.".splitlines()
    return max(len(line_ends) - 2, 0), len(line_ends[-1]) - 1


def _masked(text: str, repairs: Sequence[Span]) -> str:
    """Write what is shown where something is repaired: letters for damage, spaces for a line end that joins."""
    if not repairs:
        return text
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
