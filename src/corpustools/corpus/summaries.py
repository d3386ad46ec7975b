"""A document summed up: what indexes of the corpus need to know of it, without its text."""

from bisect import bisect_right
from collections import Counter

from corpustools.corpus.entry import Entry, Stored
from corpustools.model.document import Document
from corpustools.model.mention import ENTITY_KINDS
from corpustools.model.tiling import first_words
from corpustools.search.resemblance import signature
from corpustools.text.tokens import parted
from corpustools.text.words import count_words
from corpustools.writers.passages import blocks_set_aside, passages, title

_TITLE = 120
"""How many characters of a person's title it shows."""


def summary(document: Document, raw: list[int], outputs: list[list[int]]) -> Entry:
    """Sum a document up, with the stamps of its raw file and of what was made of it.

    >>> import corpustools
    >>> entry = summary(corpustools.read("The town is quiet today.\\n\\nSubscribe", id="quiet"), [], [])
    >>> entry.title, entry.has_aside, entry.words, entry.tokens
    ('The town is quiet today.', True, 5, 5)
    """
    metadata = document.metadata
    fired: dict[str, list[int]] = {document.source.encoding_rule: [1, 0]}
    claims = [(span.rule, span.start) for span in document.spans]
    claims += [(span.cut_by, span.start) for span in document.spans if span.cut_by]
    claims += [(fact.rule, 0 if fact.declared else fact.start) for fact in document.facts]
    claims += [(mention.rule, mention.start) for mention in document.mentions]
    claims += [(quotation.rule, quotation.start) for quotation in document.quotations]
    for name, start in claims:
        count, first = fired.get(name, (0, start))
        fired[name] = [count + 1, first]
    characters: Counter[str] = Counter()
    confidence = [0] * 10
    for block in document.blocks:
        characters[block.label.value] += block.end - block.start
        confidence[min(int(block.confidence * 10), 9)] += 1
    article = document.article
    return Entry(
        document.id,
        raw,
        outputs,
        title=title(document),
        has_headline=metadata.headline is not None,
        has_aside=bool(blocks_set_aside(document)),
        publisher=metadata.publisher,
        language=metadata.language,
        date=metadata.date_published,
        words=count_words(article),
        tokens=len(parted(article)) // 2,
        labels=dict(sorted(Counter(block.label.value for block in document.blocks).items())),
        fired=Stored.of(dict(sorted(fired.items()))),
        named=Stored.of(_named(document)),
        name=document.source.name or "",
        sha256=document.source.sha256,
        size=document.source.size,
        media_type=document.source.media_type,
        characters=dict(sorted(characters.items())),
        confidence=confidence,
        stated=sorted({fact.field for fact in document.facts}),
        address=document.source.url or metadata.canonical_url,
        retrieved=metadata.date_retrieved,
        signature=signature(article),
    )


def _named(document: Document) -> list[list[str | int]]:
    """Return what is mentioned, and how often each is quoted: see :class:`~corpustools.corpus.entry.Entry`."""
    if not document.mentions:
        return []
    shown = passages(document)
    starts = [passage.start for passage in shown]
    quoted = Counter(quotation.speaker for quotation in document.quotations)
    named: dict[tuple[str, str], list[str | int]] = {}
    for mention in document.mentions:
        if mention.kind in ENTITY_KINDS:
            key = (mention.kind, mention.name)
            if key not in named:
                anchor = shown[max(bisect_right(starts, mention.start) - 1, 0)].anchor if shown else ""
                # Of two with one name the first is who speaks.
                said = quoted.pop(mention.name, 0)
                named[key] = [mention.kind, mention.name, 0, said, anchor, mention.identifier or "", ""]
            row = named[key]
            row[2] = int(row[2]) + 1
            if mention.title and not row[6]:
                row[6] = first_words(document.words_at(*mention.title), _TITLE)
    return list(named.values())
