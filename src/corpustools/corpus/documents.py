"""One raw document made into what a corpus keeps of it: bytes and a summary, and nothing written yet.

It can be done in any process. Whoever holds the corpus writes.
"""

import traceback
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from corpustools.config import Config
from corpustools.corpus import raw
from corpustools.corpus.corrections import Corrections
from corpustools.corpus.entry import Entry
from corpustools.corpus.files import media_type_of, source_of
from corpustools.corpus.gazetteers import load_gazetteers
from corpustools.corpus.origins import Origin, Origins
from corpustools.corpus.sources import Sources
from corpustools.corpus.summaries import summary
from corpustools.errors import UnreadableError, concerns_all
from corpustools.model.correction import Correction
from corpustools.model.document import Document
from corpustools.model.known import KnownName
from corpustools.model.record import json_bytes, to_json

if TYPE_CHECKING:
    from corpustools.labels.profiles import SourceProfile
    from corpustools.voting import Pipeline

LIMITS = frozenset({"too_slow", "too_much_memory", "crashed"})
"""The codes of documents that could not be read on one machine and might be on another."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a raw file: record and reading text, or a note for the quarantine.

    ``entry`` sums it up, still without the stamps of what has yet to be written.
    """

    entry: Entry
    record: bytes = b""
    reading: bytes = b""
    note: bytes = b""


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes documents of the raw files of a corpus, each named by its path below ``raw/`` and its id.

    >>> maker = Maker(Path("corpus"), Config())
    >>> maker.make(("000_fe9d5194648d3d10.txt", "seed")).entry.publisher
    'Sputnik International'
    >>> maker.make(("nowhere.txt", "nowhere")).entry.reason
    'the file cannot be opened: No such file or directory; check its permissions, or where it links to'
    """

    root: Path
    config: Config

    def read(
        self,
        name: str,
        ident: str,
        media_type: str | None = None,
        corrections: tuple[Correction, ...] | None = None,
    ) -> tuple[Document, list[int]]:
        """Read a raw file with the stored profile of its source; return the stamp of what was read, too.

        Where a ``media_type`` is given, it is read as that, whatever its origin or its name says; where ``corrections``
        are, with these and not with those that are written down.

        Raises :class:`~corpustools.errors.UnreadableError` where it cannot be read as text.

        >>> document, stamp = Maker(Path("corpus"), Config()).read("000_fe9d5194648d3d10.txt", "seed")
        >>> document.metadata.publisher, stamp[0]  # with the size of the file
        ('Sputnik International', 2483)
        """
        data, stamp = raw.read_raw(self.root / "raw", name, self.config)
        profile = Sources(self.root, self.config).profile(source_of(name))
        known = known_names(self.root, self.config)
        origin = Origins(self.root / "origins").of(name)
        origin = replace(origin, media_type=media_type or origin.media_type)
        if corrections is None:
            corrections = Corrections(self.root / "corrections").of(name)
        return document_of(data, origin, name, ident, self.config, profile, known, corrections), stamp

    def make(self, job: tuple[str, str]) -> Made:
        """Make what the corpus keeps of a raw file, given its name and its id."""
        name, ident = job
        try:
            document, stamp = self.read(name, ident)
            return Made(summary(document, stamp, []), to_json(document), document.article.encode("utf-8"))
        except Exception as error:
            refused = refusal(error)
        # What changed while it was read is looked at again by the next run, whatever it looks like then.
        seen = [] if refused.code == "changing" else raw.stamp(self.root / "raw" / name)
        return unreadable(name, ident, seen, refused)


def document_of(
    data: bytes,
    origin: Origin,
    name: str,
    ident: str,
    config: Config,
    profile: "SourceProfile | None",
    known: tuple[KnownName, ...],
    corrections: tuple[Correction, ...] = (),
) -> Document:
    """Read a document as a corpus does, wherever its bytes are from.

    Where its origin does not say what they are, the ending of its name does, or their beginning.

    Raises :class:`~corpustools.errors.UnreadableError` where it cannot be read as text, or a correction fits no block.

    >>> document_of(b"By Jane Roe", Origin(), "news/one.txt", "one", Config(), None, ()).source.name
    'news/one.txt'
    """
    from corpustools.pipeline import read  # the rules and their models, which an unchanged corpus does without

    document = read(
        data,
        media_type=origin.media_type or media_type_of(name, data),
        url=origin.url,
        retrieved=origin.retrieved,
        id=ident,
        config=config,
        profile=profile,
        gazetteer=known,
        corrections=corrections,
    )
    if config.ner:
        from corpustools.voting import vote

        document = vote(document, voter(config.ner))
    return replace(document, source=replace(document.source, name=name))


def refusal(error: Exception) -> UnreadableError:
    """Say why a document cannot be read, given what reading it raised.

    Raises ``MemoryError`` as it is: the document is over a limit, and those who set the limit say so. Raises what
    :func:`~corpustools.errors.concerns_all`, too: no document is to blame, and all would go into quarantine.

    >>> refusal(UnreadableError("binary", "it is a PDF", advice="extract its text")).code, refusal(KeyError(1)).code
    ('binary', 'failed')
    """
    if isinstance(error, MemoryError) or concerns_all(error):
        raise error
    return error if isinstance(error, UnreadableError) else failed(error)


def known_names(root: Path, config: Config) -> tuple[KnownName, ...]:
    """Return the names of the gazetteers that ``corpus.toml`` lists, which are read when they change.

    Raises :class:`~corpustools.errors.ConfigError` where a file cannot be read.

    >>> known_names(Path("corpus"), Config())
    ()
    """
    return _known_names(root, config.gazetteers, tuple(tuple(raw.stamp(root / each)) for each in config.gazetteers))


@lru_cache(maxsize=4)
def _known_names(root: Path, gazetteers: tuple[str, ...], stamps: object) -> tuple[KnownName, ...]:
    return load_gazetteers(root, gazetteers)


@lru_cache(maxsize=1)
def voter(name: str) -> "Pipeline":
    """Return the pipeline that ``corpus.toml`` names under ``ner``; each process loads it once.

    Raises :class:`~corpustools.errors.ConfigError` where it, or spaCy, is not installed.

    >>> voter("no_such_pipeline")
    Traceback (most recent call last):
    corpustools.errors.ConfigError: there is no pipeline 'no_such_pipeline'; `python -m spacy download` fetches spaCy's
    """
    from corpustools.voting import load_pipeline

    return load_pipeline(name)


def unreadable(name: str, ident: str, stamp: list[int], error: UnreadableError) -> Made:
    """Make the note on a document that cannot be read.

    >>> made = unreadable("a.txt", "a", [], UnreadableError("binary", "it is a PDF", advice="extract its text"))
    >>> made.entry.reason
    'it is a PDF; extract its text'
    """
    note = {"name": name, "code": error.code, "reason": error.reason, "advice": error.advice}
    return Made(Entry(ident, stamp, [], title=name, reason=str(error)), note=json_bytes(note))


def failed(error: Exception) -> UnreadableError:
    """Say where reading failed for no fault of the document's.

    >>> try:
    ...     [][1]
    ... except IndexError as error:
    ...     failed(error).code, failed(error).reason
    ('failed', 'reading it failed with IndexError: list index out of range (line 2 of <doctest ...>)')
    """
    where = [
        f" (line {step.lineno} of {Path(step.filename).name})" for step in traceback.extract_tb(error.__traceback__)
    ]
    return UnreadableError(
        "failed",
        f"reading it failed with {type(error).__name__}: {error}{''.join(where[-1:])}",
        advice="that is a fault of corpustools or of a package of rules: report it, with the file",
    )
