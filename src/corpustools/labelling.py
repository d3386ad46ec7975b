"""From blocks that have no label to labelled spans: claims of rules, verdicts of evidence, the surest has it."""

import sys
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from corpustools import registry
from corpustools.labels.profiles import SourceProfile
from corpustools.model.draft import Draft
from corpustools.model.span import BODY, Label, Span
from corpustools.registry import Rule, Verdict
from corpustools.rules.lines import word_counts
from corpustools.segmentation import Segment


class Claim(NamedTuple):
    """A label that a rule says a block has, and why; ``rank`` is the rule's place among all, the surest first."""

    rank: int
    rule: Rule
    reason: str

    @property
    def label(self) -> Label:
        """The label that the rule assigns."""
        assert self.rule.label is not None, "label rules have a label"
        return self.rule.label


class Claims:
    """The surest claim on each block: of those that hold it for running text, and of those that do not."""

    def __init__(self, number: int) -> None:
        self.running: list[Claim | None] = [None] * number
        self.aside: list[Claim | None] = [None] * number

    def surest(self, place: int) -> Claim | None:
        """Return the surest claim on a block."""
        one, other = self.running[place], self.aside[place]
        if one is None or other is None:
            return one or other
        return one if one.rank < other.rank else other

    def labels(self) -> list[Label | None]:
        """Return the label of each block's surest claim."""
        surest = map(self.surest, range(len(self.running)))
        return [claim.rule.label if claim else None for claim in surest]


class _Asked(NamedTuple):
    """A rule as it is asked: its place among all, which side it claims for, and whether others look at its label."""

    rank: int
    rule: Rule
    running: bool
    is_seen: bool


class _Plan(NamedTuple):
    """All label rules, the surest first, layer by layer; ``doubts`` are their doubts (1 - confidence) by rank."""

    layers: Sequence[Sequence[_Asked]]
    seen: frozenset[Label]
    doubts: Sequence[float]


@lru_cache(maxsize=4)
def _plan(layers: tuple[tuple[Rule, ...], ...], marked: bool) -> _Plan:
    """Rank the rules once for all pages: the surest first, equal ones by name, as the registry has them."""
    ranked = registry.rules("label")
    rank = {found: place for place, found in enumerate(ranked)}
    seen = frozenset[Label]().union(*(found.requires for found in ranked))
    return _Plan(
        [
            [
                _Asked(rank[found], found, found.label in BODY, found.label in seen)
                for found in sorted(layer, key=rank.__getitem__)
                if marked or not found.markup
            ]
            for layer in layers
        ],
        seen,
        [-found.confidence for found in ranked],
    )


def label_blocks(segments: Sequence[Segment], profile: SourceProfile | None = None) -> list[Span]:
    """Label every block, and say which rule did and why.

    Of all claims on a block the surest has it. A verdict that is surer still hands the block to the surest
    claim on its side (running text or not), and is named as what decided.

    >>> from corpustools.segmentation import claim_repairs, cut_blocks
    >>> text = "The town is quiet, and no one knows for how long it will be so, but no one here minds it much.\\nShare"
    >>> [(span.label.value, span.rule) for span in label_blocks(cut_blocks(text, claim_repairs(text))[0])]
    [('paragraph', 'line_model'), ('share', 'share_prompt')]
    """
    draft = Draft(tuple([segment.draft for segment in segments]), profile=profile)
    surest = _surest_verdicts(draft)
    claims = gather_claims(draft, [verdict for _, verdict in surest])
    spans = []
    for place, (segment, (found, verdict)) in enumerate(zip(segments, surest, strict=True)):
        start, end, block = segment
        cut_by = block.cut_by or ""
        claim = claims.surest(place)
        assert claim is not None, "the fallback rule claims every block"
        if found is None or verdict is None or verdict.confidence <= claim.rule.confidence:
            rule = claim.rule
            spans.append(Span(start, end, claim.label, rule.name, claim.reason, None, rule.confidence, cut_by))
        else:
            held = claims.running[place] if verdict.running else claims.aside[place]
            assert held is not None, "fallback rules claim every block for both sides"
            why = partial(_because, verdict, held.reason)
            spans.append(Span.of_block(start, end, held.label, found.name, why, verdict.confidence, cut_by))
    return spans


def _surest_verdicts(draft: Draft) -> list[tuple[Rule | None, Verdict | None]]:
    """Return the surest verdict on each block, and the rule that gave it; of equal ones the surest rule's."""
    surest: list[tuple[Rule | None, Verdict | None]] = [(None, None)] * len(draft.blocks)
    for found in registry.rules("weigh"):
        for place, verdict in enumerate(found.function(draft)):
            if verdict is not None:
                held = surest[place][1]
                if held is None or verdict.confidence > held.confidence:
                    surest[place] = found, verdict
    return surest


def _because(verdict: Verdict, reason: str) -> str:
    return f"{verdict.reason()}; {reason}"


def gather_claims(draft: Draft, verdicts: Sequence[Verdict | None] | None = None) -> Claims:
    """Let every label rule claim blocks, layer by layer.

    Each rule, the surest first, is asked about the blocks that it says it may fire at and that no surer one has
    claimed for the same side. Where there is a verdict, who is less sure and on the other side has no say, and is
    asked only if other rules want to see the label.
    """
    blocks = draft.blocks
    claims = Claims(len(blocks))
    numbers = draft.once(word_counts)
    marked = any(block.hint is not None for block in blocks)
    plan = _plan(registry.label_layers(), marked)
    # For each side and block the rank that a rule must be below to be asked: if others look at its label, and if not.
    seen = _Limits(*([sys.maxsize] * len(blocks) for _ in range(2)))
    rest = _Limits(list(seen.running), list(seen.aside))
    for place, verdict in enumerate(verdicts or ()):
        if verdict is not None:
            limit = bisect_right(plan.doubts, -verdict.confidence)
            (rest.aside if verdict.running else rest.running)[place] = limit
    everywhere = range(len(blocks))
    for layer in plan.layers:
        shown = {frozenset[Label](): draft}
        requires = {asked.rule.requires for asked in layer if asked.rule.requires}
        if requires:
            labels = claims.labels()
            shown |= {each: _shown(draft, labels, each) for each in requires}
        where: dict[int, Collection[int]] = {}
        for rank, rule, running, is_seen in layer:
            view = shown[rule.requires]
            places = rule.places
            asked = everywhere if places is None else draft.once(places) if view is draft else places(view)
            if not asked:
                continue
            where[rank] = asked
            fewest, most = rule.words
            function = rule.function
            limits = seen if is_seen else rest
            limit = limits.running if running else limits.aside
            held = claims.running if running else claims.aside
            for place in asked:
                if rank < limit[place] and fewest <= numbers[place] <= most:
                    reason = function(blocks[place], view)
                    if reason is not None:
                        held[place] = Claim(rank, rule, reason)
                        _close(place, rank, (seen, rest), running, certain=rule.confidence >= 1)
        if verdicts and plan.seen:
            _ask_those_without_say(draft, claims, verdicts, plan.seen, layer, where, shown, numbers)
    return claims


class _Limits(NamedTuple):
    """Of each side and block the rank that a rule must be below to be asked."""

    running: list[int]
    aside: list[int]


def _close(place: int, rank: int, limits: Iterable[_Limits], running: bool, *, certain: bool) -> None:
    """Note that a block has a claim: who is less sure is not asked. A certain one needs no second opinion."""
    for each in limits:
        (each.running if running else each.aside)[place] = -1 if certain else rank
        if certain:
            (each.aside if running else each.running)[place] = -1


def _ask_those_without_say(
    draft: Draft,
    claims: Claims,
    verdicts: Sequence[Verdict | None],
    seen: frozenset[Label],
    layer: Sequence[_Asked],
    where: Mapping[int, Collection[int]],
    shown: Mapping[frozenset[Label], Draft],
    numbers: Sequence[int],
) -> None:
    """Ask who was left out because of a verdict, where other rules look at the label: it must be the surest of all."""
    for place, verdict in enumerate(verdicts):
        surest = claims.surest(place)
        if verdict is None or surest is None or surest.label not in seen:
            continue
        held = claims.aside if verdict.running else claims.running
        for rank, rule, running, _ in layer:
            if rank >= surest.rank:
                break
            if running is verdict.running or place not in where.get(rank, ()):
                continue
            if rule.words[0] <= numbers[place] <= rule.words[1]:
                reason = rule.function(draft.blocks[place], shown[rule.requires])
                if reason is not None:
                    held[place] = Claim(rank, rule, reason)
                    break


def surest_claims(draft: Draft) -> list[Claim]:
    """Return the surest claim on each block, verdicts left out."""
    claims = gather_claims(draft)
    found = [claims.surest(place) for place in range(len(draft.blocks))]
    return [claim for claim in found if claim is not None]


def seen_by(found: Rule, draft: Draft, labels: Sequence[Label | None]) -> Draft:
    """Show a rule the labels it requires and no others: what it sees must not depend on who ran before."""
    return _shown(draft, labels, found.requires) if found.requires else draft


def _shown(draft: Draft, labels: Sequence[Label | None], requires: frozenset[Label]) -> Draft:
    return draft.with_labels(tuple(label if label in requires else None for label in labels))
