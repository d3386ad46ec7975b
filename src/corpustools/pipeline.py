"""The pure function in the middle: bytes in, :class:`~corpustools.model.document.Document` out.

The phases run in order: decode, repair, segment, label, describe, mention, refer, quote. No phase has I/O or
state, so the same bytes give the same document in any process.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from corpustools import registry
from corpustools.claims import seen_by
from corpustools.config import Config
from corpustools.describing import describe, mention
from corpustools.errors import UnreadableError
from corpustools.garbage import uncollected
from corpustools.labelling import label_blocks, weighed
from corpustools.labels.footprints import Footprint
from corpustools.labels.profiles import SourceProfile
from corpustools.model.correction import Correction, given_with
from corpustools.model.document import Document
from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.hint import Parsed
from corpustools.model.known import KnownName
from corpustools.model.source import Source
from corpustools.model.span import Span
from corpustools.readers import decode, parse
from corpustools.registry import Rule
from corpustools.segmentation import Segment, claim_repairs, cut_blocks
from corpustools.text.characters import join_pairs
from corpustools.text.lines import lines
from corpustools.text.words import count_words


def read(
    data: bytes | str,
    *,
    media_type: str | None = None,
    url: str | None = None,
    retrieved: str | None = None,
    id: str | None = None,
    config: Config | None = None,
    profile: SourceProfile | None = None,
    gazetteer: Iterable[KnownName] = (),
    corrections: Iterable[Correction] = (),
) -> Document:
    """Read one document: decode it, repair it, cut it into blocks, label them, and gather its facts.

    ``media_type`` is that of the bytes, or of a text that is given as such (``text/html``), and may carry a
    charset (``text/plain; charset=koi8-r``); plain text where it is not given. ``url`` is where the document
    was found, and ``retrieved`` when, in ISO 8601. ``id`` names it; otherwise the first 16 hexadecimal digits of
    its SHA-256 do. ``config`` sets the limits. ``profile`` is what the other pages of the document's source tell:
    lines that recur there are no running text. ``gazetteer`` holds names that are known to name a person, an
    organization or a place. ``corrections`` are what a person says of the document, whatever rules say. Facts, mentions
    and quotations are looked for when somebody first asks the document for them.

    >>> page = read(b"By Jane Roe\\n\\nThe town is quiet today, and nobody knows for how long.\\n\\nSubscribe")
    >>> [(block.label.value, block.text[:20]) for block in page.blocks]
    [('byline', 'By Jane Roe'), ('paragraph', 'The town is quiet to'), ('interface', 'Subscribe')]
    >>> page.metadata.authors
    ('Jane Roe',)

    Raises :class:`~corpustools.errors.UnreadableError` where the bytes are not text, or too many, and where a
    correction fits no block:

    >>> read(b"%PDF-1.7 ...")
    Traceback (most recent call last):
    corpustools.errors.UnreadableError: the file is a PDF; extract its text first and put the text into raw/
    """
    with uncollected():
        return _read(
            data,
            media_type or "text/plain",
            url,
            retrieved,
            id,
            config or Config(),
            profile,
            tuple(gazetteer),
            tuple(corrections),
        )


def _read(
    data: bytes | str,
    media_type: str,
    url: str | None,
    retrieved: str | None,
    id: str | None,
    config: Config,
    profile: SourceProfile | None,
    gazetteer: tuple[KnownName, ...],
    corrections: tuple[Correction, ...],
) -> Document:
    source, parsed, segments, repairs = _cut(data, media_type, url, config)
    spans = [*repairs, *label_blocks(segments, profile, corrections, parsed.things)]
    used = {span.rule for span in spans} | {source.encoding_rule}
    used |= {segment.draft.cut_by for segment in segments if segment.draft.cut_by}
    document = Document(
        id or source.sha256[:16],
        source,
        parsed.text,
        tuple(spans),
        rules=registry.versions(used),
        declarations=(*given_with(source, retrieved, corrections), *parsed.declarations),
        known=gazetteer,
    )
    return describe(document)


def footprint(data: bytes | str, *, media_type: str | None = None, config: Config | None = None) -> Footprint:
    """Read a document as far as its lines, and return what the profile of its source counts of them.

    >>> from corpustools.labels.profiles import profile_of_footprints
    >>> pages = ["News\\nSport\\nThe town is quiet today.", "News\\nSport\\nThe river is high today."]
    >>> profile = profile_of_footprints("example.org", [footprint(page) for page in pages])
    >>> [profile.recurs(line) for line in pages[0].split("\\n")]
    [True, True, False]

    Raises :class:`~corpustools.errors.UnreadableError` as :func:`corpustools.read` does.
    """
    _, _, segments, _ = _cut(data, media_type or "text/plain", None, config or Config())
    return Footprint.of([segment.draft.text for segment in segments])


def check_size(size: int, config: Config) -> None:
    """Raise :class:`~corpustools.errors.UnreadableError` where a document has more bytes than ``max_bytes`` allows.

    >>> check_size(2_000, Config(max_bytes=1_000))
    Traceback (most recent call last):
    corpustools.errors.UnreadableError: the file holds 2,000 bytes, more than the 1,000 that max_bytes allows; ...
    """
    if size > config.max_bytes:
        raise UnreadableError(
            "too_large",
            f"the file holds {size:,} bytes, more than the {config.max_bytes:,} that max_bytes allows",
            advice="raise max_bytes in corpus.toml, or split the file",
        )


def _cut(
    data: bytes | str, media_type: str, url: str | None, config: Config
) -> tuple[Source, Parsed, list[Segment], list[Span]]:
    """Decode, repair and segment: everything that comes before labels, and does not depend on a profile."""
    if not isinstance(data, bytes | bytearray | str):
        raise TypeError(f"give bytes or str, as path.read_bytes() does, not {type(data).__name__}")
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    check_size(len(raw), config)
    sha256 = hashlib.sha256(raw).hexdigest()
    if isinstance(data, str):
        # In UTF-8 each half of a pair opens with this byte, and what is no half seldom does.
        text = join_pairs(data) if b"\xed" in raw else data
        encoding = ("unicode", "given_as_text", "given as text, not as bytes")
    else:
        decoded, by = decode(data, media_type)
        text = join_pairs(decoded.text)
        encoding = (decoded.encoding, by, decoded.reason)
    parsed = parse(text, media_type)
    source = Source(sha256, len(raw), media_type, *encoding, url=url, notes=parsed.notes)
    segments, repairs = cut_blocks(parsed.text, claim_repairs(parsed.text), parsed.hints)
    return source, parsed, segments, repairs


def where(name: str, text: str, gazetteer: Iterable[KnownName] = ()) -> list[tuple[Any, ...]]:
    r"""Say where in ``text`` one rule fires, and what it says there.

    Of a repair rule: what stood there and what is shown instead. Of a segment rule: the two sides of
    each cut. Of a label rule: the block and the reason, whether or not a surer rule has the block in the
    end. Of a weigh rule: the block and whether it is running text. Of a correct rule: nothing, since
    nobody corrects the text. Of a describe rule: field, value and the words
    of the receipt. Of a mention or refer rule: the words, their kind and the name. Of a quote rule: the words, their
    kind and the speaker. A text that begins with ``<`` is read as HTML, and ``gazetteer`` are names that are known to
    a mention rule. It is what the examples of rules are
    written with, and a way to try one:

    >>> where("no_break_space_to_space", "with\u00a0Russia")
    [('\xa0', ' ')]
    >>> where("interface_word", "Subscribe\nThe town is quiet today.")
    [('Subscribe', "a button's or widget's words and nothing else")]
    >>> where("markup_alt", "<img alt='A crowd'><p>The town is quiet today.")
    [('A crowd', 'the alternative text of an image')]
    """
    found = registry.get(name)
    if found.phase in ("mention", "refer"):
        return _where_named(found, text, gazetteer)
    return _WHERE[found.phase](found, text)


def _where_repairs(found: Rule, text: str) -> list[tuple[Any, ...]]:
    text = parse(text, _kind_of(text)).text
    return [(text[what.start : what.end], what.text) for what in found.function(text)]


def _where_cuts(found: Rule, text: str) -> list[tuple[Any, ...]]:
    text = parse(text, _kind_of(text)).text
    draft = Draft(tuple([DraftBlock(place, text[start:end]) for place, (start, end) in enumerate(lines(text))]))
    shown = [draft.blocks[place].text for place in _places_of(found, draft)]
    return [(line[:cut].strip(), line[cut:].strip()) for line in shown for cut in found.function(line)]


def _where_labels(found: Rule, text: str) -> list[tuple[Any, ...]]:
    draft = seen_by(found, weighed(_draft_of(text)))
    least, most = found.words
    blocks = [draft.blocks[place] for place in _places_of(found, draft)]
    asked = [block for block in blocks if least <= count_words(block.text) <= most]
    claims = ((block.text, found.function(block, draft)) for block in asked)
    return [(words, reason) for words, reason in claims if reason is not None]


def _places_of(found: Rule, draft: Draft) -> Sequence[int]:
    return range(len(draft.blocks)) if found.places is None else sorted(found.places(draft))


def _where_weighed(found: Rule, text: str) -> list[tuple[Any, ...]]:
    draft = _draft_of(text)
    weighed = zip(draft.blocks, found.function(draft), strict=True)
    return [(block.text, verdict.running) for block, verdict in weighed if verdict is not None]


def _draft_of(text: str) -> Draft:
    _, parsed, segments, _ = _cut(text, _kind_of(text), None, Config())
    return Draft(tuple(segment.draft for segment in segments), things=parsed.things)


def _where_findings(found: Rule, text: str) -> list[tuple[Any, ...]]:
    document = _read_for(text)
    return [
        (
            finding.field,
            finding.value,
            next(each.value for each in document.declarations if (each.start, each.end) == (finding.start, finding.end))
            if finding.declared
            else document.words_at(finding.start, finding.end),
        )
        for finding in found.function(document)
    ]


def _where_named(found: Rule, text: str, gazetteer: Iterable[KnownName] = ()) -> list[tuple[Any, ...]]:
    document = _read_for(text, gazetteer)
    if found.phase == "refer":
        document = mention(document)
    return [(document.words_at(named.start, named.end), named.kind, named.name) for named in found.function(document)]


def _where_said(found: Rule, text: str) -> list[tuple[Any, ...]]:
    document = _read_for(text)
    return [(document.words_at(said.start, said.end), said.kind, said.speaker) for said in found.function(document)]


def _read_for(text: str, gazetteer: Iterable[KnownName] = ()) -> Document:
    return read(text, media_type=_kind_of(text), gazetteer=gazetteer)


def _kind_of(text: str) -> str:
    return "text/html" if text.startswith("<") else "text/plain"


def _where_decoded(found: Rule, text: str) -> list[tuple[Any, ...]]:
    decoded = found.function(text.encode("utf-8", "surrogatepass"), _kind_of(text))
    return [] if decoded is None else [(decoded.encoding, decoded.reason)]


_WHERE: dict[str, Callable[[Rule, str], list[tuple[Any, ...]]]] = {
    "decode": _where_decoded,
    "repair": _where_repairs,
    "segment": _where_cuts,
    "label": _where_labels,
    "weigh": _where_weighed,
    "correct": lambda found, text: [],
    "describe": _where_findings,
    "quote": _where_said,
}
