"""What is found in a container, and the names that documents get which have none."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from corpustools.errors import UnreadableError

_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:\-]{1,40})""", re.IGNORECASE)
_ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".xhtml", "text/plain": ".txt"}


@dataclass(frozen=True, slots=True)
class Fields:
    """The columns or keys in which rows of JSON Lines and Parquet hold a document: HTML, or else text, and its address
    and the time when it was fetched.

    >>> Fields().html, Fields(text="content").text
    ('html', 'content')
    """

    html: str = "html"
    text: str = "text"
    url: str = "url"
    retrieved: str = "retrieved"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a container that is read at once: what stands from ``start`` to before ``stop``, or to its end.

    Offsets are bytes of the file as it reads expanded (WARC: as it is stored), rows, or places in ``files``. ``path``
    is the container's below all that is read, ``stamp`` tells one state of its bytes from others. Of a folder,
    ``files`` has the names of the files that are documents, with their ids.

    >>> from corpustools.containers import pieces_of
    >>> (piece,) = pieces_of(["corpus/raw"])
    >>> piece.format, piece.start, piece.stop, piece.files
    ('files', 0, 1, (('000_fe9d5194648d3d10.txt', '000_fe9d5194648d3d10'),))
    """

    format: str
    url: str
    path: str
    start: int = 0
    stop: int | None = None
    stamp: str = ""
    files: tuple[tuple[str, str], ...] = ()

    @property
    def digest(self) -> str:
        """64 hexadecimal digits that change with everything that the piece's documents depend on.

        >>> Piece("warc", "a.warc", "a.warc").digest == Piece("warc", "a.warc", "a.warc", stamp="2").digest
        False
        """
        of = (self.format, self.path, self.start, self.stop, self.stamp, self.files)
        return hashlib.sha256(repr(of).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Item:
    """A document's bytes, and what its container says of them; when they were retrieved, in ISO 8601."""

    data: bytes
    media_type: str
    url: str | None = None
    retrieved: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What stands at a place of a container: an ``item``, or why it is none.

    ``name`` is the path below ``raw/`` that the document has in a corpus, ``id`` the id that goes with it where the
    container gives one. ``error`` says why something cannot be read, ``skipped`` what it is if it is no document.
    """

    position: int
    name: str = ""
    item: Item | None = None
    error: UnreadableError | None = None
    skipped: str = ""
    url: str | None = None
    id: str | None = None


def media_type_of_header(header: str) -> str:
    """Return a media type as reading takes it, of what a server said: the type, and a charset if there is one.

    >>> media_type_of_header('Text/HTML; foo=bar; charset="KOI8-R"')
    'text/html; charset=KOI8-R'
    """
    kind, charset = header.partition(";")[0].strip().lower(), _CHARSET.search(header)
    return f"{kind}; charset={charset[1]}" if charset else kind


def is_text(media_type: str) -> bool:
    """Whether documents of this type are read.

    >>> is_text("text/html; charset=koi8-r"), is_text("image/png")
    (True, False)
    """
    return media_type.partition(";")[0] in _ENDINGS


def name_of(path: str, position: int | str, media_type: str, url: str | None) -> str:
    """Return a name for a document that has none: below its site the words of its address, and a digest of its place.

    The digest is of the container's path and the position in it, so no two documents have the same name. A document
    without an address is below its container's name.

    >>> name_of("crawl.warc.gz", 4096, "text/html", "https://www.Example.org/2015/A%20quiet%20town.html?page=2")
    'www.example.org/2015-a-20quiet-20town-html-6ab9f1ad28466c07.html'
    >>> name_of("news.jsonl", 0, "text/plain", None)
    'news.jsonl/b45aa8eab7d7bbc8.txt'
    """
    place = hashlib.sha256(f"{path}\0{position}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    try:
        address = urlsplit(url or "")
        host = (address.hostname or "").encode("idna").decode("ascii").lower()
    except (ValueError, UnicodeError):
        host = ""
    ending = _ENDINGS.get(media_type.partition(";")[0], ".txt")
    if not _HOST.fullmatch(host):
        return f"{'/'.join(filter(None, map(_plain_part, path.split('/'))))}/{place}{ending}"
    words = re.sub(r"[^a-z0-9]+", "-", _ascii(address.path).lower())[:60].strip("-")
    return f"{host}/{words}-{place}{ending}" if words else f"{host}/{place}{ending}"


def _plain_part(part: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", _ascii(part))[:100].strip(".-")


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
