"""From blocks that have no label yet to labelled spans: claims of rules, verdicts of evidence, the surest has it."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from corpustools import registry
from corpustools.claims import SURE, Claim, gather_claims
from corpustools.labels.profiles import SourceProfile
from corpustools.labels.recurrence import recurring_lines
from corpustools.model.correction import Correction
from corpustools.model.draft import Draft
from corpustools.model.span import DOUBT, FURNITURE, GUESS, KEPT, NEUTRAL, Span
from corpustools.registry import Rule, Verdict
from corpustools.rules.lines import word_counts
from corpustools.rules.repetitions import repetitions
from corpustools.segmentation import Segment

CERTAIN = 0.91
"""How sure evidence must be for its word to be taken where no rule knows a line."""


def label_blocks(
    segments: Sequence[Segment],
    profile: SourceProfile | None = None,
    corrections: Sequence[Correction] = (),
    things: frozenset[str] = frozenset(),
) -> list[Span]:
    """Label every block, and say which rule did and why.

    Of all claims on a block the surest has it. A verdict that is surer still hands the block to the surest
    claim on its side (running text or not), and is named as what decided, unless the claim is a guess. A claim that a
    block is the standfirst is on both sides, because some sites count it as text and others do not. What a person says
    of a block, in ``corrections``, holds whatever rules claim. ``things`` are the kinds of things that markup says the
    page is or holds.

    >>> from corpustools.segmentation import claim_repairs, cut_blocks
    >>> text = "The town is quiet, and no one knows for how long it will be so, but no one here minds it much.\\nShare"
    >>> [(span.label.value, span.rule) for span in label_blocks(cut_blocks(text, claim_repairs(text))[0])]
    [('paragraph', 'line_model'), ('share', 'share_prompt')]
    """
    draft = Draft(tuple([segment.draft for segment in segments]), profile=profile, things=things)
    labelled = _labelled(segments, draft)
    spans = _labelled(segments, draft.cleaned()).spans if _is_cleaned(draft, labelled) else labelled.spans
    if corrections:
        _correct(spans, draft, corrections)
    for place, shown in repetitions(draft.blocks, [span.label for span in spans]).items():
        spans[place] = spans[place].said_again(spans[shown].start)
    return spans


def _correct(spans: list[Span], draft: Draft, corrections: Sequence[Correction]) -> None:
    """Give blocks the labels that a person gives them, in the place of those that rules gave."""
    for found in registry.rules("correct"):
        for place, label, reason in found.function(draft.blocks, corrections):
            span = spans[place]
            spans[place] = Span(
                span.start, span.end, label, found.name, reason, None, found.confidence, cut_by=span.cut_by
            )


class _Labelled(NamedTuple):
    """The spans of all blocks, the claim that has each, and the number of its words.

    ``certain`` is of how many blocks evidence is next to certain that they are no running text.
    """

    spans: list[Span]
    held: list[Claim]
    words: Sequence[int]
    certain: int


def _labelled(segments: Sequence[Segment], draft: Draft) -> _Labelled:
    """Label every block of a draft."""
    deciders, verdicts = _surest_verdicts(draft)
    draft = _with_verdicts(draft, verdicts)
    claims = gather_claims(draft, verdicts)
    spans: list[Span] = []
    holding: list[Claim] = []
    certain = 0
    of_block = Span.of_block
    for (start, end, block), found, verdict, running, aside in zip(
        segments, deciders, verdicts, claims.running, claims.aside, strict=True
    ):
        claim = running if aside is None or (running is not None and running.rank < aside.rank) else aside
        assert claim is not None, "the fallback rule claims every block"
        rule, cut_by = claim.rule, block.cut_by or ""
        if found is None or verdict is None or verdict.confidence <= rule.confidence:
            spans.append(Span(start, end, claim.label, rule.name, claim.reason, None, rule.confidence, cut_by))
            holding.append(claim)
        else:
            held = running if verdict.running else aside
            assert held is not None, "fallback rules claim every block for both sides"
            label = held.label
            why = partial(_because, verdict, held.reason)
            name, sure = _decider(found, verdict, held.rule)
            spans.append(of_block(start, end, label, name, why, sure, cut_by))
            holding.append(held)
            certain += not verdict.running and verdict.confidence >= CERTAIN and label not in KEPT
    return _Labelled(spans, holding, draft.once(word_counts), certain)


def _is_cleaned(draft: Draft, labelled: _Labelled) -> bool:
    """Whether somebody has cleaned a text, so that what was set aside of it should be kept.

    Much of it is kept, and next to no line is known for furniture: none by a rule that is sure, and no more than one in
    ten by others (on a longer page one in fifty, and two), because sentences of an article can sound like a notice.
    Guesses do not count, since they name whatever the model sets aside; but where evidence is next to certain that more
    than a fifth of all lines are no running text, and nothing that goes with it, there are menus, in whatever language.
    Where there is markup, or where lines are known to recur on other pages of the source, nobody has cleaned anything.
    """
    number = len(labelled.held)
    if all(claim.label in KEPT for claim in labelled.held) or any(block.hint is not None for block in draft.blocks):
        return False
    if labelled.certain > number / 5 or any(draft.once(recurring_lines)):
        return False
    furniture = [claim.rule.confidence for claim in labelled.held if claim.label in FURNITURE]
    known = [confidence for confidence in furniture if GUESS <= confidence < 1]
    if len(known) > min(number / 10, 2 + number / 50) or any(confidence >= SURE for confidence in known):
        return False
    pairs = zip(labelled.words, labelled.held, strict=True)
    return sum(words for words, claim in pairs if claim.label in KEPT) >= 0.4 * sum(labelled.words)


def _decider(found: Rule, verdict: Verdict, claiming: Rule) -> tuple[str, float]:
    """Return the name of what decided by a verdict, and how sure it is, where it hands the block to a rule's claim.

    Where nothing but a guess names what is set aside, it is the guess, so that nobody builds on the label. A
    standfirst that the verdict holds for no running text is one by its rule alone.
    """
    if verdict.running:
        return found.name, verdict.confidence
    if claiming.label in NEUTRAL:
        return claiming.name, min(claiming.confidence, DOUBT)
    return claiming.name if claiming.confidence < GUESS else found.name, verdict.confidence


def _surest_verdicts(draft: Draft) -> tuple[Sequence[Rule | None], Sequence[Verdict | None]]:
    """Return the rule that gave the surest verdict on each block, and the verdicts; of equal ones the surest rule's."""
    deciders: list[Rule | None] = [None] * len(draft.blocks)
    surest: list[Verdict | None] = [None] * len(draft.blocks)
    for found in registry.rules("weigh"):
        verdicts = found.function(draft)
        if not any(verdicts):
            continue
        if not any(surest):
            surest = list(verdicts)
            deciders = [verdict and found for verdict in verdicts]
            continue
        for place, verdict in enumerate(verdicts):
            held = surest[place]
            if verdict is not None and (held is None or verdict.confidence > held.confidence):
                deciders[place], surest[place] = found, verdict
    return deciders, surest


def weighed(draft: Draft) -> Draft:
    """Return the draft with what the weigh rules say of each block."""
    return _with_verdicts(draft, _surest_verdicts(draft)[1])


def _with_verdicts(draft: Draft, verdicts: Sequence[Verdict | None]) -> Draft:
    return draft.weighed(tuple([None if verdict is None else verdict.running for verdict in verdicts]))


def _because(verdict: Verdict, reason: str) -> str:
    return f"{verdict.reason()}; {reason}"
