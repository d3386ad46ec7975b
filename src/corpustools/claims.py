"""Which rule claims which block for which label: the surest claims on each, for running text and against it."""

import sys
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from corpustools import registry
from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.rows import row_maker
from corpustools.model.span import BODY, GUESS, KEPT, NEUTRAL, Label
from corpustools.registry import Rule, Verdict
from corpustools.rules.lines import word_counts


class Claim(NamedTuple):
    """A label that a rule says a block has, and why; ``rank`` is the rule's place among all, the surest first."""

    rank: int
    rule: Rule
    reason: str

    @property
    def label(self) -> Label:
        """The label that the rule assigns."""
        return self.rule.label  # type: ignore[return-value]  # label rules have one


_CLAIM = row_maker(Claim)


class Claims:
    """The surest claim on each block: of those that hold it for running text, and of those that do not."""

    def __init__(self, number: int) -> None:
        self.running: list[Claim | None] = [None] * number
        self.aside: list[Claim | None] = [None] * number

    def surest(self, place: int) -> Claim | None:
        """Return the surest claim on a block."""
        return _surest(self.running[place], self.aside[place])

    def labels(
        self, verdicts: Sequence[Verdict | None] | None = None, places: Iterable[int] | None = None
    ) -> list[Label | None]:
        """Return the label of each block: of its surest claim, or of the surest on the side of a surer verdict.

        Where only some ``places`` are asked about, there is none at the others.
        """
        found: list[Label | None] = [None] * len(self.running)
        for place in range(len(found)) if places is None else places:
            claim, verdict = self.surest(place), verdicts[place] if verdicts else None
            if claim is not None and verdict is not None and verdict.confidence > claim.rule.confidence:
                claim = (self.running if verdict.running else self.aside)[place] or claim
            found[place] = claim.rule.label if claim else None
        return found


def _surest(one: Claim | None, other: Claim | None) -> Claim | None:
    if one is None or other is None:
        return one or other
    return one if one.rank < other.rank else other


SURE = 0.8
"""How sure a rule must be to set something aside in a text that somebody has cleaned."""


class _Asked(NamedTuple):
    """A rule as it is asked: its place among all, which side it claims for, and whether others look at its label."""

    rank: int
    rule: Rule
    running: bool
    is_seen: bool


class _Plan(NamedTuple):
    """All label rules, the surest first, layer by layer; ``doubts`` are their confidences by rank, below zero."""

    layers: Sequence[Sequence[_Asked]]
    doubts: Sequence[float]


@lru_cache(maxsize=8)
def _plan(layers: tuple[tuple[Rule, ...], ...], marked: bool, cleaned: bool) -> _Plan:
    """Rank the rules once for all pages: the surest first, equal ones by name, as the registry has them.

    About a text that somebody has ``cleaned``, those are not asked that set something aside and are not sure. Guesses
    are: none has a block by itself, and they say what it is where evidence sets it aside.
    """
    ranked = registry.rules("label")
    rank = {found: place for place, found in enumerate(ranked)}
    seen = frozenset[Label]().union(*(found.requires for found in ranked))
    asked = [
        [
            _Asked(rank[found], found, running, found.label in seen)
            for found in sorted(layer, key=rank.__getitem__)
            if (marked or not found.markup)
            and not (cleaned and found.label not in KEPT and GUESS <= found.confidence < SURE)
            for running in _sides_of(found.label)
        ]
        for layer in layers
    ]
    return _Plan(asked, [-found.confidence for found in ranked])


def _sides_of(label: Label | None) -> tuple[bool, ...]:
    """Return for which sides a label claims: for running text or not, or for both."""
    return (False, True) if label in NEUTRAL else (label in BODY,)


def gather_claims(draft: Draft, verdicts: Sequence[Verdict | None] | None = None) -> Claims:
    """Let every label rule claim blocks, layer by layer.

    Each rule, the surest first, is asked about the blocks that it says it may fire at and that no surer one has
    claimed for the same side. Where there is a verdict, who is less sure and on the other side has no say, and is
    asked only if other rules want to see the label.
    """
    blocks = draft.blocks
    claims = Claims(len(blocks))
    numbers = draft.once(word_counts)
    plan = _plan(registry.label_layers(), any(block.hint is not None for block in blocks), draft.is_cleaned)
    sides = _sides(claims, verdicts or (), plan.doubts)
    looked_at: list[int] = []
    for layer in plan.layers:
        shown = {frozenset[Label](): draft}
        for requires in {asked.rule.requires for asked in layer if asked.rule.requires}:
            shown[requires] = _shown(draft, claims.labels(verdicts, looked_at), requires)
        where: dict[int, Collection[int]] = {}
        for asked in layer:
            view, question, side = shown[asked.rule.requires], asked.rule.places, sides[asked.running]
            if question is not None:
                places = where[asked.rank] = draft.once(question) if view is draft else question(view)
            else:
                places = side.everywhere if asked.is_seen or asked.rank < side.widest else side.open
            claimed = _ask(asked, places, view, sides, numbers)
            if asked.is_seen:
                looked_at += claimed
        for place in looked_at if verdicts else ():
            _ask_those_without_say(blocks[place], claims, verdicts, layer, where, shown, numbers[place])
    return claims


class _Side(NamedTuple):
    """The claims for one side, and of each block the rank that a rule must be below to be asked.

    The rank is one for rules whose labels others look at (``if_seen``), and one for the rest (``limits``). At the
    ``open`` places no verdict limits who is asked; at no other is a rule of the rank ``widest`` or above asked.
    """

    held: list[Claim | None]
    limits: list[int]
    if_seen: list[int]
    open: Sequence[int]
    everywhere: Sequence[int]
    widest: int


def _sides(claims: Claims, verdicts: Sequence[Verdict | None], doubts: Sequence[float]) -> tuple[_Side, _Side]:
    """Return both sides, that of running text last: who has a say there about each block."""
    everywhere = range(len(claims.aside))
    limits = ([sys.maxsize] * len(everywhere), [sys.maxsize] * len(everywhere))
    open_: tuple[list[int], list[int]] = ([], [])
    widest = [0, 0]
    for place in everywhere:
        verdict = verdicts[place] if verdicts else None
        if verdict is None:
            open_[0].append(place)
            open_[1].append(place)
            continue
        running = verdict.running
        open_[running].append(place)
        limit = limits[not running][place] = bisect_right(doubts, -verdict.confidence)
        if limit > widest[not running]:
            widest[not running] = limit
    aside, running_ = (
        _Side(held, limits[at], [sys.maxsize] * len(everywhere), open_[at], everywhere, widest[at])
        for at, held in enumerate((claims.aside, claims.running))
    )
    return aside, running_


def _ask(
    asked: _Asked, places: Collection[int], view: Draft, sides: tuple[_Side, _Side], numbers: Sequence[int]
) -> Sequence[int]:
    """Ask a rule about those of some blocks on which it may have a say; return the places of those that it claims."""
    rank, rule, running, is_seen = asked
    side, blocks, function = sides[running], view.blocks, rule.function
    limits = side.if_seen if is_seen else side.limits
    fewest, most = rule.words
    claimed = []
    for place in places:
        if rank < limits[place] and fewest <= numbers[place] <= most:
            reason = function(blocks[place], view)
            if reason is not None:
                side.held[place] = _CLAIM((rank, rule, reason))
                side.limits[place] = side.if_seen[place] = rank
                claimed.append(place)
    if rule.confidence >= 1:
        # What is certain needs no second opinion.
        for place in claimed:
            for each in sides:
                each.limits[place] = each.if_seen[place] = -1
    return claimed


def _ask_those_without_say(
    block: DraftBlock,
    claims: Claims,
    verdicts: Sequence[Verdict | None] | None,
    layer: Sequence[_Asked],
    where: Mapping[int, Collection[int]],
    shown: Mapping[frozenset[Label], Draft],
    number: int,
) -> None:
    """Ask who was left out because of a verdict, where other rules look at the label: it must be the surest of all."""
    place = block.index
    surest, verdict = claims.surest(place), verdicts[place] if verdicts else None
    if verdict is None or surest is None:
        return
    held = claims.aside if verdict.running else claims.running
    for rank, rule, running, _ in layer:
        if rank >= surest.rank:
            return
        is_asked = rule.places is None or place in where[rank]
        if running is not verdict.running and is_asked and rule.words[0] <= number <= rule.words[1]:
            reason = rule.function(block, shown[rule.requires])
            if reason is not None:
                held[place] = Claim(rank, rule, reason)
                return


def seen_by(found: Rule, draft: Draft) -> Draft:
    """Show a rule the labels it requires and no others: what it sees must not depend on who ran before."""
    return _shown(draft, gather_claims(draft).labels(), found.requires) if found.requires else draft


def _shown(draft: Draft, labels: Sequence[Label | None], requires: frozenset[Label]) -> Draft:
    return draft.with_labels(tuple([label if label in requires else None for label in labels]))
