"""The pure function in the middle: bytes in, :class:`~corpustools.model.document.Document` out.

The phases run in order: decode, repair, segment, label, describe. No phase has I/O or state, so the same
bytes give the same document in any process.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from corpustools import registry
from corpustools.config import Config
from corpustools.errors import UnreadableError
from corpustools.model.document import Document, Source
from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.fact import Fact
from corpustools.model.span import Label, Span
from corpustools.model.view import View
from corpustools.readers import decode
from corpustools.registry import Rule
from corpustools.text.characters import join_pairs
from corpustools.text.lines import lines


def read(
    data: bytes | str,
    *,
    media_type: str | None = None,
    url: str | None = None,
    id: str | None = None,
    config: Config | None = None,
) -> Document:
    """Read one document: decode it, repair it, cut it into blocks, label them, and gather its facts.

    ``media_type`` is that of the bytes and may carry a charset (``text/plain; charset=koi8-r``); plain
    text where it is not given. ``url`` is where the document was found. ``id`` names it; otherwise the
    first 16 hexadecimal digits of its SHA-256 do. ``config`` sets the limits.

    >>> page = read(b"By Jane Roe\\n\\nThe town is quiet today, and nobody knows for how long.\\n\\nSubscribe")
    >>> [(block.label.value, block.text[:20]) for block in page.blocks]
    [('byline', 'By Jane Roe'), ('paragraph', 'The town is quiet to'), ('interface', 'Subscribe')]
    >>> page.metadata.authors
    ('Jane Roe',)

    Raises :class:`~corpustools.errors.UnreadableError` where the bytes are not text, or too many:

    >>> read(b"%PDF-1.7 ...")
    Traceback (most recent call last):
    corpustools.errors.UnreadableError: the file is a PDF; extract its text first and put the text into raw/
    """
    config = config or Config()
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if len(raw) > config.max_bytes:
        raise UnreadableError(
            "too_large",
            f"the file holds {len(raw):,} bytes, more than the {config.max_bytes:,} that max_bytes allows",
            advice="raise max_bytes in corpus.toml, or split the file",
        )
    sha256 = hashlib.sha256(raw).hexdigest()
    media_type = media_type or "text/plain"
    if isinstance(data, str):
        text = join_pairs(data)
        encoding = ("unicode", "given_as_text", "given as text, not as bytes")
    else:
        decoded, by = decode(data, media_type)
        text = join_pairs(decoded.text)
        encoding = (decoded.encoding, by, decoded.reason)
    source = Source(sha256, len(raw), media_type, *encoding, url=url)

    repairs = _repair(text)
    segments, repairs = _segment(text, repairs)
    spans = [*repairs, *_label(segments)]
    document = Document(id or sha256[:16], source, text, tuple(spans))
    facts = _describe(document)
    used = {span.rule for span in spans} | {fact.rule for fact in facts} | {source.encoding_rule}
    used |= {segment.draft.cut_by for segment in segments if segment.draft.cut_by}
    return replace(document, facts=facts, rules=registry.versions(used))


@dataclass(frozen=True, slots=True)
class _Segment:
    """A block to be: its place in the text as read, and what a label rule sees of it."""

    start: int
    end: int
    draft: DraftBlock


def _repair(text: str) -> list[Span]:
    """Let every repair rule claim characters; where claims overlap, the surer rule has them."""
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


def _segment(text: str, repairs: Sequence[Span]) -> tuple[list[_Segment], list[Span]]:
    """Cut the text into lines and lines where rules say; also return the repairs that lie in a block."""
    segments: list[_Segment] = []
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
            segments.append(_Segment(start, end, DraftBlock(len(segments), "", None, gap)))
            continue
        for (left, right), (begin, finish) in zip(parts, _places(text, view, parts, start, end), strict=True):
            shown = view.text[left:right].strip()
            draft = DraftBlock(len(segments), shown, cuts.get(left), gap and left == parts[0][0])
            segments.append(_Segment(begin, finish, draft))
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


def _is_inside(repair: Span, segments: Sequence[_Segment]) -> bool:
    """Whether one segment holds the whole repair (white space between two cuts is in none)."""
    low, high = 0, len(segments)
    while low < high:
        middle = (low + high) // 2
        if segments[middle].end <= repair.start:
            low = middle + 1
        else:
            high = middle
    return low < len(segments) and segments[low].start <= repair.start and repair.end <= segments[low].end


def _label(segments: Sequence[_Segment]) -> list[Span]:
    """Let every label rule claim blocks, layer by layer; the surest claim on a block wins."""
    best: list[tuple[Rule, str] | None] = [None] * len(segments)
    unlabelled = Draft(tuple(segment.draft for segment in segments))
    for layer in registry.label_layers():
        labels = tuple(claim[0].label if claim else None for claim in best)
        for found in layer:
            draft = _seen_by(found, unlabelled, labels)
            for index, segment in enumerate(segments):
                held = best[index]
                if held is not None and _rank(held[0]) <= _rank(found):
                    continue
                reason = found.function(segment.draft, draft)
                if reason is not None:
                    best[index] = (found, reason)
    spans = []
    for segment, claim in zip(segments, best, strict=True):
        assert claim is not None, "the fallback rule claims every block"
        by, reason = claim
        assert by.label is not None, "label rules have a label"
        spans.append(
            Span(
                segment.start,
                segment.end,
                by.label,
                by.name,
                reason,
                confidence=by.confidence,
                cut_by=segment.draft.cut_by or "",
            )
        )
    return spans


def _seen_by(found: Rule, draft: Draft, labels: Sequence[Label | None]) -> Draft:
    """Show a rule the labels it requires and no others: what it sees must not depend on who ran before."""
    if not found.requires:
        return draft
    return draft.with_labels(tuple(label if label in found.requires else None for label in labels))


def _rank(found: Rule) -> tuple[float, str]:
    return (-found.confidence, found.name)


def _describe(document: Document) -> tuple[Fact, ...]:
    """Gather the findings of every describe rule; words of which nothing is shown say nothing."""
    return tuple(
        Fact(
            finding.field,
            finding.value,
            finding.start,
            finding.end,
            found.name,
            found.confidence if finding.confidence is None else finding.confidence,
            finding.group,
        )
        for found in registry.rules("describe")
        for finding in found.function(document)
        if finding.value != ""
    )


def where(name: str, text: str) -> list[tuple[Any, ...]]:
    r"""Say where in ``text`` one rule fires, and what it says there.

    Of a repair rule: what stood there and what is shown instead. Of a segment rule: the two sides of
    each cut. Of a label rule: the block and the reason, whether or not a surer rule has the block in the
    end. Of a describe rule: field, value and the words of the receipt. It is what the examples of rules
    are written with, and a way to try one:

    >>> where("no_break_space_to_space", "with\u00a0Russia")
    [('\xa0', ' ')]
    >>> where("interface_word", "Subscribe\nThe town is quiet today.")
    [('Subscribe', "a button's or widget's words and nothing else")]
    """
    found = registry.get(name)
    return _WHERE[found.phase](found, text)


def _where_repairs(found: Rule, text: str) -> list[tuple[Any, ...]]:
    return [(text[what.start : what.end], what.text) for what in found.function(text)]


def _where_cuts(found: Rule, text: str) -> list[tuple[Any, ...]]:
    shown = [text[start:end] for start, end in lines(text)]
    return [(line[:cut].strip(), line[cut:].strip()) for line in shown for cut in found.function(line)]


def _where_labels(found: Rule, text: str) -> list[tuple[Any, ...]]:
    segments, _ = _segment(text, _repair(text))
    draft = Draft(tuple(segment.draft for segment in segments))
    if found.requires:
        draft = _seen_by(found, draft, [span.label for span in _label(segments)])
    claims = ((block.text, found.function(block, draft)) for block in draft.blocks)
    return [(words, reason) for words, reason in claims if reason is not None]


def _where_findings(found: Rule, text: str) -> list[tuple[Any, ...]]:
    document = read(text)
    return [
        (finding.field, finding.value, document.words_at(finding.start, finding.end))
        for finding in found.function(document)
    ]


def _where_decoded(found: Rule, text: str) -> list[tuple[Any, ...]]:
    decoded = found.function(text.encode("utf-8", "surrogatepass"), "text/plain")
    return [] if decoded is None else [(decoded.encoding, decoded.reason)]


_WHERE: dict[str, Callable[[Rule, str], list[tuple[Any, ...]]]] = {
    "decode": _where_decoded,
    "repair": _where_repairs,
    "segment": _where_cuts,
    "label": _where_labels,
    "describe": _where_findings,
}
