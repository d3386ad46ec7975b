"""The pure function in the middle: bytes in, :class:`~corpustools.model.document.Document` out.

The phases run in order: decode, repair, segment, label, describe. No phase has I/O or state, so the same
bytes give the same document in any process.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from corpustools import registry
from corpustools.config import Config
from corpustools.errors import UnreadableError
from corpustools.model.document import Document, Source
from corpustools.model.draft import Draft
from corpustools.model.fact import Fact
from corpustools.model.span import Label, Span
from corpustools.readers import decode
from corpustools.registry import Rule
from corpustools.segmentation import Segment, claim_repairs, cut_blocks
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

    repairs = claim_repairs(text)
    segments, repairs = cut_blocks(text, repairs)
    spans = [*repairs, *_label(segments)]
    document = Document(id or sha256[:16], source, text, tuple(spans))
    facts = _describe(document)
    used = {span.rule for span in spans} | {fact.rule for fact in facts} | {source.encoding_rule}
    used |= {segment.draft.cut_by for segment in segments if segment.draft.cut_by}
    return replace(document, facts=facts, rules=registry.versions(used))


def _label(segments: Sequence[Segment]) -> list[Span]:
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
    segments, _ = cut_blocks(text, claim_repairs(text))
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
