"""WARC: what a crawler was sent, with the address that it asked for (ISO 28500).

Responses and resources that are text or HTML are documents, and so are the plain texts of WET files; other types, other
statuses than 200 and records of other kinds are none. A record is believed only when the next one begins where it says
that it ends, or the file does: of one that lies about its length, the text would be that of its neighbours too.
"""

from collections.abc import Generator, Iterator
from typing import IO, TYPE_CHECKING, Any, cast

from corpustools.config import Config
from corpustools.containers.coded import decoded
from corpustools.containers.items import Fields, Found, Item, Piece, is_text, media_type_of_header, name_of
from corpustools.containers.jsonl import broken
from corpustools.containers.places import filesystem, needs
from corpustools.containers.rows import refused
from corpustools.errors import UnreadableError
from corpustools.pipeline import check_size

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_MARKS = (b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"WARC/1.")
"""What a record begins with: a member of gzip, a frame of Zstandard, or its first line."""

_TRIES = 100
"""How often reading is taken up again behind what cannot be read. A file made to lie could have it read for ever."""

_CHUNK = 65_536


def items(piece: Piece, config: Config, fields: Fields) -> Iterator[Found]:
    """Yield what the records that begin in the piece hold. Positions are those of their first bytes in the file.

    What is compressed is expanded as it is read, and of a record no more than ``max_bytes`` is held.
    """
    fs, path = filesystem(piece.url)
    try:
        with fs.open(path, "rb") as opened:
            file = cast("IO[bytes]", opened)
            first = file.read(8)
            mark = next((mark for mark in _MARKS if first.startswith(mark)), _MARKS[-1])
            start = piece.start
            for _ in range(_TRIES):
                resume = yield from _records(file, start, piece, config)
                behind = None if resume is None else _next(file, resume, mark)
                if behind is None or (piece.stop is not None and behind >= piece.stop):
                    return
                start = behind
            yield refused(piece, start, broken(OSError(f"{_TRIES} records before this one were broken")))
    except OSError as error:
        yield refused(piece, piece.start, broken(error))


def _records(file: IO[bytes], start: int, piece: Piece, config: Config) -> Generator[Found, None, int | None]:
    """Yield records from ``start`` on; return from where to look for the next one if they break off."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise needs("warc", "WARC is read by FastWARC") from None
    file.seek(start)
    records = ArchiveIterator(file, record_types=WarcRecordType.any_type, parse_http=True)
    held: _Held | None = None
    while True:
        try:
            record = next(records, None)
        except OSError as error:
            return (yield from _broken_off(error, start, held, piece))
        if held is not None:
            if record is None and held.is_short:
                yield held.lying(piece)
                return held.found.position + 1
            yield held.found
        if record is None or (piece.stop is not None and record.stream_pos >= piece.stop):
            return None
        held = _Held(record, piece, config)


def _broken_off(error: OSError, start: int, held: "_Held | None", piece: Piece) -> Generator[Found, None, int | None]:
    """Say which record is to blame where reading broke off, the one that was read or the one behind it."""
    if held is None:
        if start == piece.start:
            yield refused(piece, start, broken(error))
        return start + 1
    behind = held.found.position + 1
    if "decompression" in str(error):
        yield held.found
        yield refused(piece, behind, broken(error))
    else:
        # Something stands where the record says that the next one begins.
        yield held.lying(piece)
    return behind


class _Held:
    """A record that was read, and is believed when it is known what stands behind it."""

    def __init__(self, record: "WarcRecord", piece: Piece, config: Config) -> None:
        self.is_short = False
        self.found = self._found(record, piece, config)

    def lying(self, piece: Piece) -> Found:
        """Say that the record's length is not the one that it gives."""
        reason = "the record is not as long as it says: no other one begins where it should end"
        advice = "get the archive again; the records behind it were read"
        return refused(piece, self.found.position, UnreadableError("lying_length", reason, advice=advice), self.url)

    def _found(self, record: "WarcRecord", piece: Piece, config: Config) -> Found:
        position = record.stream_pos
        kind = (record.headers.get("WARC-Type") or "").lower()
        self.url = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or None
        http: Any = record.http_headers if kind == "response" else record.headers
        if kind not in {"response", "resource", "conversion"}:
            return Found(position, skipped=kind, url=self.url)
        if kind == "response":
            if http is None or http.status_code is None:
                reason = "the record holds no whole head of an HTTP response"
                return refused(piece, position, UnreadableError("no_http", reason, advice="leave it out"), self.url)
            if http.status_code != 200:
                return Found(position, skipped=f"status {http.status_code}", url=self.url)
        media_type = media_type_of_header(http.get("Content-Type") or "text/html")
        if not is_text(media_type):
            return Found(position, skipped=media_type, url=self.url)
        # Records in one member of gzip stand at one place of the file.
        place = f"{position} {record.headers.get('WARC-Record-ID')}"
        name = name_of(piece.path, place, media_type, self.url)
        length = record.content_length
        body = record.reader.read(config.max_bytes + 1)
        # Of one that is longer than is read, nobody has seen the end.
        self.is_short = len(body) < length or len(body) > config.max_bytes
        try:
            check_size(max(len(body), length), config)
            if kind == "response":
                codings = http.get("Transfer-Encoding") or "", http.get("Content-Encoding") or ""
                body = decoded(body, *codings, config.max_bytes)
        except UnreadableError as error:
            return Found(position, name, error=error, url=self.url)
        return Found(
            position, name, Item(body, media_type, self.url, record.headers.get("WARC-Date") or None), url=self.url
        )


def _next(file: IO[bytes], start: int, mark: bytes) -> int | None:
    """Return where the next record may begin, from ``start`` on."""
    file.seek(start)
    behind, before = start, b""
    while chunk := file.read(_CHUNK):
        found = (before + chunk).find(mark)
        if found >= 0:
            return behind - len(before) + found
        behind += len(chunk)
        before = chunk[-len(mark) + 1 :]
    return None
