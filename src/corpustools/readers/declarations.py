"""What a page says of its own encoding."""

import re

from corpustools.readers.encodings import encoding_called
from corpustools.registry import Decoded, rule

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_DECLARED = re.compile(rb"""<(?:meta\b|\?xml\b)[^>]*?\b(?:charset|encoding)\s*=\s*["']?\s*([\w.:\-]+)""", re.IGNORECASE)
# A declaration that can be read as ASCII is not in UTF-16, whatever it says.
_NOT_OF_BYTES = re.compile("utf-(16|32)")


@rule("decode", since="0.1", confidence=0.93)
def meta_charset(data: bytes, media_type: str) -> Decoded | None:
    r"""The encoding that a page declares in its first kilobyte, where nearly all of the bytes follow it.

    Pages declare in a ``<meta>`` or in an XML declaration what their server does not say. Fires only after
    UTF-8 was ruled out for the whole page and after the server was asked, and forgives a few broken bytes:
    pages put together from parts, or cut off, have some, and are still what they say.

    Fires:

    >>> page = '<meta charset="windows-1251"><p>Город сегодня тих.'.encode("windows-1251")
    >>> meta_charset(page, "text/html").text[-18:]
    'Город сегодня тих.'
    >>> meta_charset(b'<meta charset="utf-8"><p>' + "Žluťoučký kůň".encode() * 3 + b"\xc5", "text/html").reason
    'the page declares utf-8, and all but 1 of its 19 characters beyond ASCII follow it'

    Abstains:

    >>> meta_charset(b'<meta charset="utf-8"><p>caf\xe9, na\xefve', "text/html") is None
    True
    >>> meta_charset(b'<meta charset="windows-1251"><p>\xc3', "text/plain") is None
    True
    """
    if media_type.partition(";")[0].strip().lower() not in _PAGES:
        return None
    found = _DECLARED.search(data[:1024])
    if found is None:
        return None
    declared = found.group(1).decode("ascii", "replace")
    name = encoding_called(declared)
    if name is None or _NOT_OF_BYTES.match(name):
        return None
    if name == "ascii":
        name = "windows-1252"  # as browsers have it
    try:
        text = data.decode(name, errors="replace")
    except (LookupError, ValueError):
        return None
    beyond = sum(not character.isascii() for character in text)
    lost = text.count("\ufffd")
    if lost * 10 > beyond:
        return None
    followed = f"all but {lost} of its {beyond} characters beyond ASCII follow it" if lost else "the bytes follow it"
    return Decoded(text, name, f"the page declares {declared}, and {followed}")
