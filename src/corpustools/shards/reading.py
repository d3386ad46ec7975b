"""Reading what was found in a container: a document to a row, or to the fingerprints of its lines."""

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corpustools.config import Config
from corpustools.containers import Found, items_of
from corpustools.containers.items import Fields, Piece
from corpustools.corpus.documents import document_of, refusal
from corpustools.corpus.files import document_ids, source_of
from corpustools.corpus.origins import Origin
from corpustools.engines import Engine
from corpustools.errors import UnreadableError, concerns_all
from corpustools.labels.footprints import Footprint
from corpustools.labels.profiles import SourceProfile
from corpustools.model.known import KnownName
from corpustools.pipeline import footprint
from corpustools.shards.columns import Value, read_columns

Row = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Settings:
    """What reading depends on beside the containers: the settings, the names that are known, and fields of rows.

    >>> from corpustools.containers import pieces_of
    >>> from corpustools.engines.limits import Limits
    >>> from corpustools.engines.serial import Serial
    >>> settings, skipped = Settings(Config()), {}
    >>> (piece,) = pieces_of(["corpus/raw"])
    >>> found = list(settings.documents(piece, skipped))
    >>> len(found), skipped
    (1, {})
    >>> rows = list(settings.rows(Serial(Limits()), [(each, None) for each in found]))
    >>> rows[0] == settings.row((found[0], None)), rows[0]["language"], rows[0]["words"]
    (True, 'en', 281)
    >>> settings.footprint(found[0]) == Footprint()  # so its lines are known
    False
    """

    config: Config
    known: tuple[KnownName, ...] = ()
    fields: Fields = field(default_factory=Fields)

    def documents(self, piece: Piece, skipped: dict[str, int]) -> Iterator[Found]:
        """Yield the documents of a piece, and what cannot be read; count the rest by what it is."""
        for found in items_of(piece, self.config, self.fields):
            if found.skipped:
                skipped[found.skipped] = skipped.get(found.skipped, 0) + 1
            else:
                yield found

    def row(self, job: tuple[Found, SourceProfile | None]) -> Row:
        """Read a document that was found, with what the other pages of its site tell of it."""
        found, profile = job
        ident = found.id or document_ids([found.name])[found.name]
        row: Row = {"id": ident, "name": found.name, "site": source_of(found.name), "position": found.position}
        row["url"] = found.url
        try:
            if found.item is None:
                raise found.error or AssertionError("a document, or the reason why there is none")
            data, origin = found.item.data, Origin(found.item.url, found.item.media_type, found.item.retrieved)
            row |= {"media_type": origin.media_type, "retrieved": origin.retrieved}
            row |= {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            return row | read_columns(document_of(data, origin, found.name, ident, self.config, profile, self.known))
        except Exception as error:
            return row | refused(refusal(error))

    def rows(self, engine: Engine, jobs: Iterable[tuple[Found, SourceProfile | None]]) -> Iterator[Row]:
        """Yield a row for each document, read by an engine; one that took more than it may has a reason, too."""
        handed: deque[Found] = deque()

        def noted() -> Iterator[tuple[Found, SourceProfile | None]]:
            for job in jobs:
                # Without the bytes: it is here until its turn comes, to say of what an engine gave up that it was read.
                handed.append(Found(job[0].position, job[0].name, url=job[0].url, id=job[0].id))
                yield job

        for answer in engine.map(self.row, noted()):
            found = handed.popleft()
            if isinstance(answer, UnreadableError):
                row = self.row((Found(found.position, found.name, error=answer, url=found.url, id=found.id), None))
                yield row
            elif isinstance(answer, Exception):
                raise answer
            else:
                yield answer

    def footprint(self, found: Found) -> Footprint:
        """Take the footprint of a document; what cannot be read leaves none."""
        if found.item is None:
            return Footprint()
        try:
            return footprint(found.item.data, media_type=found.item.media_type, config=self.config)
        except Exception as error:
            if isinstance(error, MemoryError) or concerns_all(error):
                raise
            return Footprint()


def refused(error: UnreadableError) -> Row:
    """Return the columns that say why a document could not be read."""
    return {"code": error.code, "reason": error.reason, "advice": error.advice}
