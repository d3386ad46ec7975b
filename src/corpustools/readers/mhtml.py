"""MHTML: a page that a browser saved as a single file, with the address and the time of that.

Such a file is a message of mail in the format of RFC 2557: the page is a part of it, and so is each picture and style
sheet. The page alone is read, as :mod:`corpustools.readers.html` reads it. Where and when it was saved stands before
the parts; it is read as the comment that browsers write into a page which they save as HTML.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

from corpustools.errors import UnreadableError
from corpustools.model.hint import Parsed
from corpustools.readers import html
from corpustools.registry import Decoded

__all__ = ["decode", "parse"]

_PAGES = ("text/html", "application/xhtml+xml")
_FIELDS = re.compile(r"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?mime-version:", re.IGNORECASE)
"""The head of such a file."""
# Python's parser takes time with the square of such a field's length: 4 s for 900 kB.
_ENDLESS = re.compile(rb"^content-type:(?:[^\r\n]|\r?\n[ \t]){8192}", re.IGNORECASE | re.MULTILINE)
_TOLD = re.compile(r"[^\s<>][^\n<>]*")
"""What can stand in a comment: it cannot end it."""


def decode(data: bytes, media_type: str) -> tuple[Decoded, str]:
    r"""Decode the page of a saved file, by the charset that its part declares or by what the page says.

    >>> saved = (
    ...     b"Snapshot-Content-Location: https://example.org/quiet\nDate: Wed, 10 Jun 2015 14:05:00 +0000\n"
    ...     b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="X"\n\n--X\nContent-Type: text/html\n'
    ...     b"Content-Transfer-Encoding: quoted-printable\n\n<p>The town is qu=\niet.</p>\n--X--\n"
    ... )
    >>> print(decode(saved, "multipart/related")[0].text)
    <!-- saved from url=(0025)https://example.org/quiet saved date: Wed, 10 Jun 2015 14:05:00 +0000 -->
    <p>The town is quiet.</p>

    Raises :class:`~corpustools.errors.UnreadableError` where no part is a page.

    >>> decode(b"The town is quiet.", "multipart/related")
    Traceback (most recent call last):
    corpustools.errors.UnreadableError: it has the ending of a saved page, and holds none; rename it to what it is
    """
    if _ENDLESS.search(data):
        raise _refused("one of its fields is longer than those of a saved page")
    try:
        message = message_from_bytes(data)
    except RecursionError:
        raise _refused("its parts are nested too deep to be a saved page") from None
    page = _page(message)
    if page is None:
        raise _refused("it has the ending of a saved page, and holds none")
    charset = page.get_content_charset()
    kind = page.get_content_type() + (f"; charset={charset}" if charset else "")
    decoded, by = html.decode(bytes(page.get_payload(decode=True) or b""), kind)
    return Decoded("".join(_saved(message, page)) + decoded.text, decoded.encoding, decoded.reason), by


def parse(text: str) -> Parsed:
    """Read the page that :func:`decode` found, as HTML; or a saved file that is given as text.

    >>> parse("<p>The town is quiet.</p>").text
    'The town is quiet.'
    """
    if _FIELDS.match(text):
        text = decode(text.encode("utf-8", "replace"), "multipart/related")[0].text
    return html.parse(text)


def _refused(reason: str) -> UnreadableError:
    return UnreadableError("no_page", reason, advice="rename it to what it is")


def _page(message: Message) -> Message | None:
    """Return the part that is the page: the one that the file is said to start with, or else the first."""
    pages = [part for part in message.walk() if part.get_content_type() in _PAGES and not part.is_multipart()]
    start = message.get_param("start")
    return next((part for part in pages if part.get("Content-ID") == start is not None), pages[0] if pages else None)


def _saved(message: Message, page: Message) -> Iterator[str]:
    """Yield the comment that says from where the page was saved, and when, as far as that is told."""
    address = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "").strip()
    date = " ".join(str(message.get("Date") or "").split())
    told = []
    if address.startswith(("http://", "https://")) and _TOLD.fullmatch(address):
        told.append(f"saved from url=({len(address):04}){address}")
    if _TOLD.fullmatch(date):
        told.append(f"saved date: {date}")
    if told:
        yield f"<!-- {' '.join(told)} -->\n"
