"""From a text to blocks that have no label yet: repairs are claimed, lines joined and cut."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from corpustools import registry
from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.hint import Hint
from corpustools.model.rows import row_maker
from corpustools.model.span import Label, Span
from corpustools.model.view import View, shown_text
from corpustools.text.lines import lines


class Segment(NamedTuple):
    """A block to be: its place in the text as read, and what a label rule sees of it."""

    start: int
    end: int
    draft: DraftBlock


_SEGMENT, _BLOCK = row_maker(Segment), row_maker(DraftBlock)


def claim_repairs(text: str) -> list[Span]:
    """Let every repair rule claim characters; where claims overlap, the surer rule has them.

    >>> [(span.start, span.rule, span.replacement) for span in claim_repairs("with\xa0Russia")]
    [(4, 'no_break_space_to_space', ' ')]
    """
    taken: list[Span] = []
    occupied = bytearray(len(text))
    for rule in registry.rules("repair"):
        for what in rule.function(text):
            start, end = what.start, what.end
            if occupied.find(1, start, end) < 0:
                occupied[start:end] = b"\x01" * (end - start)
                taken.append(Span(start, end, Label.REPAIR, rule.name, "", what.text, rule.confidence))
    return sorted(taken, key=_START)


_START = attrgetter("start")


def cut_blocks(text: str, repairs: Sequence[Span], hints: Sequence[Hint] = ()) -> tuple[list[Segment], list[Span]]:
    """Cut the text into lines and lines where rules say; also return the repairs that lie in a block.

    ``hints`` are what markup says of the lines, in order, where there is markup.

    >>> text = "OSLO (Agency) – The town is quiet.\\nShare"
    >>> [part.draft.text for part in cut_blocks(text, claim_repairs(text))[0]]
    ['OSLO (Agency) –', 'The town is quiet.', 'Share']
    """
    whole = _whole_lines(text, repairs, hints)
    cuts = _find_cuts(Draft(tuple([line.draft for line, _ in whole])))
    segments: list[Segment] = []
    inside: list[Span] = []
    for place, (line, within) in enumerate(whole):
        if place in cuts:
            parts = _cut(text, line, within, cuts[place], len(segments))
            segments += parts
            inside += [repair for repair in within if _is_inside(repair, parts)]
            continue
        # Four lines in five have no repair, and 99 in 100 no cut: they are what they are.
        start, end, draft = line
        if within:
            inside += within
            line = _SEGMENT((start, end, _BLOCK((len(segments), draft.text.strip(), *draft[2:]))))
        elif draft.index != len(segments):
            line = _SEGMENT((start, end, _BLOCK((len(segments), *draft[1:]))))
        segments.append(line)
    return segments, inside


def _whole_lines(text: str, repairs: Sequence[Span], hints: Sequence[Hint]) -> list[tuple[Segment, Sequence[Span]]]:
    """Return the lines of the text, repairs applied, each with the repairs that lie in it."""
    found: list[tuple[Segment, Sequence[Span]]] = []
    at = previous_end = hinted = 0
    number, last = len(repairs), len(hints) - 1
    hint = hints[0] if hints else None
    for start, end in lines(_masked(text, repairs)):
        within: Sequence[Span] = ()
        shown = text[start:end]
        if at < number:
            while at < number and repairs[at].start < start:
                at += 1
            first = at
            while at < number and repairs[at].end <= end:
                at += 1
            if at > first:
                within = repairs[first:at]
                shown = shown_text(text, start, end, within)
        while hinted < last and hints[hinted + 1].start <= start:
            hinted += 1
            hint = hints[hinted]
        white = text[previous_end:start]
        before = _USUAL.get(white)
        gap, indent = _before(white) if before is None else before
        previous_end = end
        place = len(found)
        block = _BLOCK((place, shown, None, gap if place else 1, indent, hint))
        found.append((_SEGMENT((start, end, block)), within))
    return found


def _find_cuts(draft: Draft) -> dict[int, dict[int, str]]:
    """Return by the place of each line that is cut where it is, and by the surest rule that says so."""
    found: dict[int, dict[int, str]] = {}
    for rule in reversed(registry.rules("segment")):
        for place in range(len(draft.blocks)) if rule.places is None else draft.once(rule.places):
            for cut in rule.function(draft.blocks[place].text):
                found.setdefault(place, {})[cut] = rule.name
    return found


def _cut(text: str, line: Segment, repairs: Sequence[Span], cuts: Mapping[int, str], number: int) -> list[Segment]:
    """Return the parts of a line that is cut; ``number`` is the index of the first."""
    start, end, whole = line
    view = View.over(text, start, end, repairs)
    shown = view.text
    edges = [0, *sorted(cut for cut in cuts if _may_cut(view, cut)), len(shown)]
    parts = [(left, right) for left, right in pairwise(edges) if shown[left:right].strip()]
    if not parts:
        # Nothing to read (controls alone) is still a block: no character is lost.
        return [Segment(start, end, whole._replace(text="", index=number))]
    found: list[Segment] = []
    for (left, right), (begin, finish) in zip(parts, _places(text, view, parts, start, end), strict=True):
        cut_by = cuts.get(left) if left else None
        gap, indent = (0, 0) if found else (whole.gap, whole.indent)
        draft = DraftBlock(number + len(found), shown[left:right].strip(), cut_by, gap, indent, whole.hint)
        found.append(Segment(begin, finish, draft))
    return found


# What nearly always stands between two lines; half of all pages have more than one blank line somewhere.
_USUAL = {"\n" * ends: (ends - 1, 0) for ends in range(1, 9)}


def _before(white: str) -> tuple[int, int]:
    r"""Return the number of blank lines in the white space before a line, and how far the line is indented.

    >>> _before("\n"), _before("\n\n"), _before(" \r\n\n\n\t "), _before("")
    ((0, 0), (1, 0), (2, 2), (0, 0))
    """
    if not white:
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
