"""From blocks that have no label to labelled spans: claims of rules, verdicts of evidence, the surest has it."""

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from corpustools import registry
from corpustools.labels.profiles import SourceProfile
from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import BODY, DOUBT, GUESS, NEUTRAL, Label, Span
from corpustools.registry import Rule, Verdict
from corpustools.segmentation import Segment
from corpustools.text.words import count_words


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

    def labels(self, verdicts: Sequence[Verdict | None] | None = None) -> list[Label | None]:
        """Return the label of each block: of its surest claim, or of the surest on the side of a surer verdict."""
        found: list[Label | None] = []
        for place in range(len(self.running)):
            claim, verdict = self.surest(place), verdicts[place] if verdicts else None
            if claim is not None and verdict is not None and verdict.confidence > claim.rule.confidence:
                claim = (self.running if verdict.running else self.aside)[place] or claim
            found.append(claim.rule.label if claim else None)
        return found


class _Asked(NamedTuple):
    """A rule as it is asked: its place among all, what it is called with, and whether others look at its label."""

    rank: int
    rule: Rule
    function: Callable[..., str | None]
    requires: frozenset[Label]
    confidence: float
    is_seen: bool


class _Layer:
    """The rules of a layer, the surest first, apart by the side that they claim for."""

    def __init__(self, ranked: Sequence[tuple[int, Rule]], seen: frozenset[Label]) -> None:
        self.seen = seen
        self.requires = {found.requires for _, found in ranked if found.requires}
        self._ranked = [
            _Asked(rank, found, found.function, found.requires, found.confidence, found.label in seen)
            for rank, found in ranked
        ]
        bounds = {bound for _, found in ranked for bound in (found.words[0], found.words[1] + 1)}
        self._last = max((bound for bound in bounds if bound <= _MANY), default=0)
        self._able: dict[int, tuple[list[_Asked], list[_Asked]]] = {}

    def able(self, words: int) -> tuple[list[_Asked], list[_Asked]]:
        """Return the rules that can fire at a block of so many words: for what is no running text, and for what is."""
        if words > self._last:
            words = self._last if words < _MANY else words
        held = self._able.get(words)
        if held is None:
            able = [each for each in self._ranked if each.rule.words[0] <= words <= each.rule.words[1]]
            aside = [each for each in able if each.rule.label not in BODY or each.rule.label in NEUTRAL]
            held = aside, [each for each in able if each.rule.label in BODY]
            if words < _MANY:
                self._able[words] = held
        return held


_MANY = 1000
"""From so many words on, which rules can fire is looked up for each block."""


@lru_cache(maxsize=4)
def _plan(layers: tuple[tuple[Rule, ...], ...], marked: bool) -> list[_Layer]:
    """Rank the rules once for all pages: the surest first, equal ones by name, as the registry has them."""
    rank = {found: place for place, found in enumerate(registry.rules("label"))}
    seen = frozenset[Label]().union(*(found.requires for found in rank))
    return [
        _Layer(
            [(rank[found], found) for found in sorted(layer, key=rank.__getitem__) if marked or not found.markup], seen
        )
        for layer in layers
    ]


def label_blocks(segments: Sequence[Segment], profile: SourceProfile | None = None) -> list[Span]:
    """Label every block, and say which rule did and why.

    Of all claims on a block the surest has it. A verdict that is surer still hands the block to the surest
    claim on its side (running text or not), and is named as what decided, unless the claim is a guess. A claim that a
    block is the standfirst is on both sides, because some sites count it as text and others do not.

    >>> from corpustools.segmentation import claim_repairs, cut_blocks
    >>> text = "The town is quiet, and no one knows for how long it will be so, but no one here minds it much.\\nShare"
    >>> [(span.label.value, span.rule) for span in label_blocks(cut_blocks(text, claim_repairs(text))[0])]
    [('paragraph', 'line_model'), ('share', 'share_prompt')]
    """
    draft = Draft(tuple([segment.draft for segment in segments]), profile=profile)
    surest = _surest_verdicts(draft)
    draft = _with_verdicts(draft, surest)
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
            name, sure = _decider(found, verdict, held)
            spans.append(Span.of_block(start, end, held.label, name, why, sure, cut_by))
    return spans


def _decider(found: Rule, verdict: Verdict, claim: Claim) -> tuple[str, float]:
    """Return the name of what decided by a verdict, and how sure it is.

    Where nothing but a guess names what is set aside, it is the guess, so that nobody builds on the label. A
    standfirst that the verdict holds for no running text is one by its rule alone.
    """
    if verdict.running:
        return found.name, verdict.confidence
    if claim.label in NEUTRAL:
        return claim.rule.name, min(claim.rule.confidence, DOUBT)
    return claim.rule.name if claim.rule.confidence < GUESS else found.name, verdict.confidence


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


def weighed(draft: Draft) -> Draft:
    """Return the draft with what the weigh rules say of each block."""
    return _with_verdicts(draft, _surest_verdicts(draft))


def _with_verdicts(draft: Draft, verdicts: Sequence[tuple[Rule | None, Verdict | None]]) -> Draft:
    return draft.weighed(tuple([None if verdict is None else verdict.running for _, verdict in verdicts]))


def _because(verdict: Verdict, reason: str) -> str:
    return f"{verdict.reason()}; {reason}"


def gather_claims(draft: Draft, verdicts: Sequence[Verdict | None] | None = None) -> Claims:
    """Let every label rule claim blocks, layer by layer.

    Rules are asked from the surest down, and on each side no more once one has a claim: who is asked later could
    have no surer one. Where there is a verdict, who is less sure and on the other side has no say, and is asked
    only if other rules want to see the label.
    """
    claims = Claims(len(draft.blocks))
    numbers = [count_words(block.text) for block in draft.blocks]
    marked = any(block.hint is not None for block in draft.blocks)
    for layer in _plan(registry.label_layers(), marked):
        shown = {frozenset[Label](): draft}
        if layer.requires:
            labels = claims.labels(verdicts)
            shown |= {requires: _shown(draft, labels, requires) for requires in layer.requires}
        for place, (block, number) in enumerate(zip(draft.blocks, numbers, strict=True)):
            aside, running = layer.able(number)
            verdict = verdicts[place] if verdicts else None
            if verdict is None:
                _ask(aside, block, place, claims.aside, shown)
                if not _is_certain(claims.aside[place]):
                    _ask(running, block, place, claims.running, shown)
                continue
            ours, other = (running, aside) if verdict.running else (aside, running)
            held, others = (claims.running, claims.aside) if verdict.running else (claims.aside, claims.running)
            _ask(ours, block, place, held, shown)
            if not _is_certain(held[place]):
                before = others[place]
                _ask(other, block, place, others, shown, verdict.confidence)
                surest = claims.surest(place)
                if surest is not None and surest.rule.label in layer.seen:
                    # A rule that looks at labels sees this one; so it must be the surest of all.
                    others[place] = before
                    _ask(other, block, place, others, shown)
    return claims


def _is_certain(claim: Claim | None) -> bool:
    """Whether a claim needs no second opinion: of a block without words there is nothing to ask."""
    return claim is not None and claim.rule.confidence >= 1


def _ask(
    rules: Sequence[_Asked],
    block: DraftBlock,
    place: int,
    held: list[Claim | None],
    shown: Mapping[frozenset[Label], Draft],
    least: float = 0.0,
) -> None:
    """Ask rules, the surest first, until one claims the block, or has to be less sure than who does.

    Those less sure than ``least`` are asked only if other rules look at their labels.
    """
    best = held[place]
    limit = sys.maxsize if best is None else best.rank
    for rank, rule, function, requires, confidence, is_seen in rules:
        if rank > limit:
            return
        if confidence >= least or is_seen:
            reason = function(block, shown[requires])
            if reason is not None:
                held[place] = Claim(rank, rule, reason)
                return


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
