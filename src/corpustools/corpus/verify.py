"""The proof that a corpus is what its raw documents say: file by file, from the bytes up."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from corpustools import registry
from corpustools.corpus.documents import LIMITS, refusal
from corpustools.corpus.folder import Corpus
from corpustools.corpus.processing import Engines
from corpustools.corpus.raw import stamp
from corpustools.engines import Engine
from corpustools.errors import ConfigError, RecordError, UnreadableError
from corpustools.extractors.receipts import names, quotes, says
from corpustools.model.document import Document
from corpustools.model.record import from_record, to_json
from corpustools.model.schema import schema
from corpustools.model.tiling import excerpt


@dataclass(frozen=True, slots=True)
class Problem:
    """What does not hold, in which file, and at which character (or byte, of a raw file) it shows first.

    >>> print(Problem(Path("corpus/normalized/ferry.txt"), 17, "the reading text is not UTF-8"))
    corpus/normalized/ferry.txt:17: the reading text is not UTF-8
    """

    path: Path
    offset: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.offset}: {self.message}"


def verify(corpus: Corpus, *, jobs: int | None = 1) -> Iterator[Problem]:
    """Yield everything in the corpus that does not hold; nothing, where all of it does.

    For each raw document: the record follows its schema; blocks tile the text; raw has the size and SHA-256
    that the record states; the reading text follows from text and spans; the words at each receipt say
    what the fact says, those at each mention name what it names, quotations are marked or reported and said by somebody
    whom the document speaks of; and reading raw again gives the record, byte for byte. A document in quarantine must
    still be unreadable for the stated reason; that it took too long or too much memory is believed. What entities
    are told apart by must be documents, and so must what is corrected. Nothing may lie in ``normalized/`` or
    ``quarantine/`` that no raw file accounts for, and what lies in ``redirects/`` must be redirects. The profile of
    each source must be the one that its raw documents give.

    ``jobs`` is the number of processes to read in, as for :meth:`Corpus.process <corpustools.Corpus.process>`.

    >>> from corpustools.corpus import open_corpus
    >>> list(verify(open_corpus("corpus")))
    []
    """
    names = corpus.names()
    try:
        corpus.origins.digests(names)
        strangers = list(corpus.corrections.strangers(names))
    except ConfigError as error:
        yield Problem(corpus.root, 0, str(error))
        return
    for path, name in strangers:
        yield Problem(path, 0, f"there is no raw document {name!r} in this file's source; correct the name")
    with ExitStack() as stack:
        size = sum(sum(stamp(corpus.raw / name)[:1]) for name in names)
        engine = Engines(stack, corpus.config, jobs).for_bytes(size)
        yield from _verify_profiles(corpus, names, engine)
        # Opened anew, because what this one remembers does not have to go to other processes.
        verify_one = partial(_verify_one, Corpus(corpus.root, corpus.config))
        for name, found in zip(names, engine.map(verify_one, names.items()), strict=True):
            if isinstance(found, UnreadableError):
                yield Problem(corpus.raw / name, 0, f"raw was read once and cannot be read any more: {found}")
            elif isinstance(found, Exception):
                raise found
            else:
                yield from found
    yield from _verify_entities(corpus, set(names.values()))
    for ident in corpus.redirects.ids:
        try:
            corpus.redirects.of(ident)
        except ConfigError as error:
            yield Problem(corpus.redirects.path(ident), 0, str(error))
    accounted = {path for ident in names.values() for path in _outputs(corpus, ident)}
    for path in sorted((*corpus.normalized.glob("*"), *corpus.quarantine.glob("*"))):
        if path not in accounted and not path.name.startswith("."):
            yield Problem(path, 0, "no raw document accounts for this file; run `corpustools process`, or move it away")


def _verify_profiles(corpus: Corpus, names: Iterable[str], engine: Engine) -> Iterator[Problem]:
    """Check that the stored profiles are those that raw gives, and that there is no other."""
    accounted = set()
    for path, expected in corpus.sources.expected(names, engine):
        if expected is None:
            continue
        accounted.add(path)
        try:
            found = path.read_bytes()
        except OSError:
            yield Problem(path, 0, "the profile of the source is missing; run `corpustools process`")
            continue
        if found != expected:
            offset = _first_difference(found.decode(errors="replace"), expected.decode(errors="replace"))
            yield Problem(path, offset, "the profile is not the one that raw gives; run `corpustools process`")
    for path in sorted(corpus.sources.folder.glob("*")):
        if path not in accounted and not path.name.startswith("."):
            yield Problem(path, 0, "no source accounts for this file; run `corpustools process`, or move it away")


def _verify_entities(corpus: Corpus, idents: set[str]) -> Iterator[Problem]:
    """Check that the files of entities can be read, and speak of documents that are there."""
    try:
        curated = corpus.entities.curated
    except ConfigError as error:
        yield Problem(corpus.root / "entities", 0, str(error))
        return
    for entity in curated:
        for ident in entity.documents:
            if ident not in idents:
                yield Problem(corpus.root / "entities", 0, f"[{entity.slug}]: there is no document {ident!r}")


def _outputs(corpus: Corpus, ident: str) -> tuple[Path, ...]:
    """Return what may lie in the corpus for one raw document: a record with its reading text, or a note."""
    if corpus.record_path(ident).is_file():
        return corpus.record_path(ident), corpus.reading_path(ident)
    return (corpus.quarantine / f"{ident}.json",)


def _verify_one(corpus: Corpus, document: tuple[str, str]) -> list[Problem]:
    """Return what does not hold of one raw file, given its name and its id."""
    name, ident = document
    if _stated_code(corpus, ident) in LIMITS and not corpus.record_path(ident).is_file():
        return []
    try:
        again: Document | UnreadableError = corpus.read_raw(name, ident)
    except Exception as error:
        again = refusal(error)
    return list(_verify_document(corpus, name, ident, again))


def _stated_code(corpus: Corpus, ident: str) -> object:
    """Return why a document is in quarantine, if it is there and says so."""
    try:
        return json.loads((corpus.quarantine / f"{ident}.json").read_bytes())["code"]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _verify_document(corpus: Corpus, name: str, ident: str, again: Document | UnreadableError) -> Iterator[Problem]:
    path = corpus.record_path(ident)
    if not path.is_file():
        yield from _verify_quarantine(corpus, name, ident, again)
        return
    stored = path.read_bytes()
    try:
        record = json.loads(stored)
        document = from_record(record)
    except (ValueError, AttributeError, RecordError) as error:
        offset = getattr(error, "offset", getattr(error, "pos", 0))
        yield Problem(path, offset, f"the record cannot be read: {error}")
        return
    import jsonschema  # slow to load, and sites and runs that read need the rest of this package alone

    for fault in jsonschema.Draft202012Validator(schema()).iter_errors(record):
        yield Problem(path, 0, f"the record breaks its schema at {fault.json_path}: {fault.message}")
    if isinstance(again, UnreadableError):
        yield Problem(corpus.raw / name, 0, f"raw was read once and cannot be read any more: {again}")
        return
    yield from _verify_raw(corpus, name, document, again)
    yield from _verify_reading(corpus, document)
    for fact in document.facts:
        if not says(document, fact):
            words = excerpt(document.words_of(fact))
            yield Problem(path, fact.start, f"the receipt of {fact.field} says {words!r}, not {fact.value!r}")
    yield from _verify_told(path, document)
    yield from _verify_record(path, stored, document, again)


def _verify_told(path: Path, document: Document) -> Iterator[Problem]:
    """Check that the words at each mention name what it says, and that quotations are marked and said by somebody."""
    for mention in document.mentions:
        if not names(document, mention):
            words = excerpt(document.words_at(mention.start, mention.end))
            yield Problem(path, mention.start, f"the words {words!r} do not name {mention.name!r}")
    for quotation in document.quotations:
        if not quotes(document, quotation):
            words = excerpt(document.words_at(quotation.start, quotation.end))
            who = quotation.speaker
            yield Problem(
                path, quotation.start, f"{words!r} is no {quotation.kind} quotation that {who!r} can have said"
            )


def _verify_quarantine(corpus: Corpus, name: str, ident: str, again: Document | UnreadableError) -> Iterator[Problem]:
    """Check a document that has no record: it must be in quarantine, and for the reason given there."""
    path = corpus.quarantine / f"{ident}.json"
    if not path.is_file():
        yield Problem(corpus.raw / name, 0, "raw has no record and is not in quarantine; run `corpustools process`")
        return
    stated = _stated_code(corpus, ident)
    if stated is None:
        yield Problem(path, 0, "the quarantine note cannot be read; run `corpustools process`")
        return
    if not isinstance(again, UnreadableError):
        yield Problem(path, 0, "raw can be read now; run `corpustools process`")
    elif again.code != stated:
        yield Problem(path, 0, f"raw cannot be read for another reason than stated: {again}")


def _verify_raw(corpus: Corpus, name: str, document: Document, again: Document) -> Iterator[Problem]:
    """Check that raw is what was read, and say which byte differs first where it is not."""
    if document.source.sha256 == again.source.sha256 and document.text == again.text:
        return
    offset = _first_difference(document.text, again.text)
    if document.source.sha256 == again.source.sha256:
        yield Problem(corpus.record_path(document.id), offset, "the text is not that of the raw document")
        return
    if again.source.media_type != "text/plain":
        # The text as read is no copy of the bytes.
        yield Problem(corpus.raw / name, 0, "raw changed since it was read (its SHA-256 is another)")
        return
    # Counted from the end, because a byte order mark is in the file and not in the text.
    rest = again.text[offset:].encode(again.source.encoding, errors="replace")
    byte = again.source.size - len(rest) if document.text != again.text else 0
    yield Problem(corpus.raw / name, byte, "raw changed since it was read (its SHA-256 is another)")


def _verify_reading(corpus: Corpus, document: Document) -> Iterator[Problem]:
    """Check that the reading text follows from the text as read and the spans."""
    path = corpus.reading_path(document.id)
    try:
        found = path.read_bytes().decode("utf-8")
    except OSError:
        yield Problem(path, 0, "the reading text is missing; run `corpustools process`")
        return
    except UnicodeDecodeError as error:
        yield Problem(path, error.start, "the reading text is not UTF-8")
        return
    if found != document.article:
        yield Problem(
            path, _first_difference(found, document.article), "the reading text does not follow from raw and its spans"
        )


def _verify_record(path: Path, stored: bytes, document: Document, again: Document) -> Iterator[Problem]:
    """Check that reading raw again gives the same spans, facts and bytes."""
    if document.source.sha256 != again.source.sha256 or document.text != again.text:
        return
    known = registry.versions(set(document.rules))
    if known != dict(document.rules):
        yield Problem(path, 0, "the record was made by other rules than today's; run `corpustools process`")
        return
    for what in ("spans", "facts", "mentions", "quotations"):
        mine, made = Counter(getattr(document, what)), Counter(getattr(again, what))
        wrong, lacking = next(iter(mine - made), None), next(iter(made - mine), None)
        odd = wrong or lacking
        if odd is not None:
            yield Problem(
                path,
                odd.start,
                f"the {what} are not those that the rules give: {wrong or 'nothing'} where there should be "
                f"{lacking or 'nothing'}",
            )
            return
    if to_json(again) != stored:
        yield Problem(path, 0, "the record is not the one that reading raw gives; run `corpustools process`")


def _first_difference(one: str, other: str) -> int:
    """Return the offset of the first character in which two texts differ."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
