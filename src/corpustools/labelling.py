"""From blocks that have no label yet to labelled spans: claims of rules, verdicts of evidence, the surest has it."""

from collections.abc import Sequence
from functools import partial

from corpustools import registry
from corpustools.claims import Claim, gather_claims
from corpustools.labels.profiles import SourceProfile
from corpustools.model.draft import Draft
from corpustools.model.span import DOUBT, GUESS, NEUTRAL, Span
from corpustools.registry import Rule, Verdict
from corpustools.segmentation import Segment


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
    deciders, verdicts = _surest_verdicts(draft)
    draft = _with_verdicts(draft, verdicts)
    claims = gather_claims(draft, verdicts)
    spans = []
    for (start, end, block), found, verdict, running, aside in zip(
        segments, deciders, verdicts, claims.running, claims.aside, strict=True
    ):
        claim = running if aside is None or (running is not None and running.rank < aside.rank) else aside
        assert claim is not None, "the fallback rule claims every block"
        rule, cut_by = claim.rule, block.cut_by or ""
        if found is None or verdict is None or verdict.confidence <= rule.confidence:
            spans.append(Span(start, end, claim.label, rule.name, claim.reason, None, rule.confidence, cut_by))
        else:
            held = running if verdict.running else aside
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
