"""What a labelled document tells: facts, mentions and quotations, each by its rule and with its receipt."""

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from operator import attrgetter

from corpustools import registry
from corpustools.extractors.metadata.corrected import corrected_fact, corrected_fields
from corpustools.garbage import uncollected
from corpustools.model.document import Document
from corpustools.model.fact import Fact
from corpustools.model.mention import Mention, Quotation
from corpustools.registry import Named, Phase, Rule


def describe(document: Document) -> Document:
    """Return the document with what every rule that describes, mentions, refers or quotes finds, once somebody asks.

    >>> import corpustools
    >>> describe(corpustools.read("By Jane Roe")).metadata.authors
    ('Jane Roe',)
    """
    telling = _Telling(document)
    return document.told_when_asked(
        lambda: telling.with_quotations.rules,
        facts=lambda: telling.with_facts.facts,
        mentions=lambda: telling.with_mentions.mentions,
        quotations=lambda: telling.with_quotations.quotations,
    )


class _Telling:
    """What a document tells, step by step, none of them twice: facts, then mentions, then quotations."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def with_facts(self) -> Document:
        with uncollected():
            facts = _facts(self._document)
            return _with(self._document, {fact.rule for fact in facts}, facts=facts)

    @cached_property
    def with_mentions(self) -> Document:
        with uncollected():
            document = mention(self.with_facts)
            mentions = _claimed(document, "refer", document.mentions)
            return _with(document, {found.rule for found in mentions}, mentions=mentions)

    @cached_property
    def with_quotations(self) -> Document:
        with uncollected():
            document = self.with_mentions
            quotations = _quotations(document)
            return _with(document, {found.rule for found in quotations}, quotations=quotations)


def mention(document: Document) -> Document:
    """Return the document with what its mention rules found, and nothing that only refers to it.

    >>> import corpustools
    >>> mention(corpustools.read("")).mentions
    ()
    """
    mentions = _claimed(document, "mention", ())
    return _with(document, {found.rule for found in mentions}, mentions=mentions)


def _with(document: Document, used: set[str], **told: Iterable[Fact | Mention | Quotation]) -> Document:
    return document.with_told({**document.rules, **registry.versions(used)}, **told)  # type: ignore[arg-type]


def _facts(document: Document) -> list[Fact]:
    """Gather the findings of every describe rule; words of which nothing is shown say nothing.

    Of a field that somebody has corrected it is the correction alone that holds.
    """
    corrected = corrected_fields(document)
    return [
        Fact(
            finding.field,
            finding.value,
            finding.start,
            finding.end,
            found.name,
            found.confidence if finding.confidence is None else finding.confidence,
            finding.group,
            finding.declared,
        )
        for found in registry.rules("describe")
        if document.declarations or not found.markup
        for finding in found.function(document)
        if finding.value != "" and (finding.field not in corrected or found.function is corrected_fact)
    ]


def _claimed(document: Document, phase: Phase, held: Iterable[Mention]) -> list[Mention]:
    """Add what the rules of a phase find to the mentions held: of overlapping ones the surest, then the longest."""
    claims = [_mention(named, found) for found in registry.rules(phase) for named in found.function(document)]
    claims.sort(key=lambda claim: (-claim.confidence, claim.start - claim.end, claim.start, claim.rule, claim.kind))
    taken = sorted(held, key=attrgetter("start"))
    for claim in claims:
        at = bisect_left(taken, claim.start, key=attrgetter("start"))
        before = taken[at - 1] if at else None
        after = taken[at] if at < len(taken) else None
        if (before is None or before.end <= claim.start) and (after is None or claim.end <= after.start):
            taken.insert(at, claim)
    return taken


def _mention(named: Named, found: Rule) -> Mention:
    return Mention(
        named.start,
        named.end,
        named.kind,
        named.name,
        found.name,
        found.confidence if named.confidence is None else named.confidence,
        named.title,
        named.identifier,
        named.readings,
    )


def _quotations(document: Document) -> list[Quotation]:
    """Gather what quote rules find; of quotations with the same words the surest rule's holds."""
    taken: dict[tuple[int, int], Quotation] = {}
    for found in registry.rules("quote"):
        for said in found.function(document):
            taken.setdefault(
                (said.start, said.end),
                Quotation(
                    said.start,
                    said.end,
                    said.kind,
                    found.name,
                    found.confidence if said.confidence is None else said.confidence,
                    said.speaker,
                    said.speaker_at,
                    said.cue,
                    said.addressee,
                    said.addressee_at,
                ),
            )
    return list(taken.values())
