"""Plain text: how bytes become characters, decided by rules that say why."""

import codecs
import re

from charset_normalizer import from_bytes

from corpustools.errors import UnreadableError
from corpustools.model.hint import Parsed
from corpustools.readers.encodings import encoding_called
from corpustools.registry import Decoded, rule, rules

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ISO_2022 = (
    (b"\x1b$B", "iso2022_jp_2", "Japan"),
    (b"\x1b$@", "iso2022_jp_2", "Japan"),
    (b"\x1b$)C", "iso2022_kr", "Korea"),
)
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:\-]+)""", re.IGNORECASE)
# Of the C0 controls, text files hold tab, line feeds, carriage return, form feed, and the escape of terminals.
_NOT_IN_TEXT = [chr(code) for code in range(0x20) if chr(code) not in "\t\n\v\f\r\x1b"]


def decode(data: bytes, media_type: str = "text/plain") -> tuple[Decoded, str]:
    """Decode plain text by the first decode rule that answers; return its answer and its name.

    The byte order mark belongs to the encoding and not to the text. Line ends stay as they are.

    >>> decoded, name = decode(b"caf\\xe9 and cr\\xe8me, d\\xe9j\\xe0 vu", "text/plain; charset=iso-8859-1")
    >>> decoded.text, name
    ('café and crème, déjà vu', 'declared_charset')

    Raises :class:`~corpustools.errors.UnreadableError` where more than one character in twenty is a control
    character: such bytes are not text.

    >>> decode(bytes(range(32)) * 4)
    Traceback (most recent call last):
    corpustools.errors.UnreadableError: 104 of 128 characters are control characters, so this is no text; ...
    """
    for candidate in rules("decode"):
        decoded: Decoded | None = candidate.function(data, media_type)
        if decoded is not None:
            controls = sum(map(decoded.text.count, _NOT_IN_TEXT))
            # 28 of 256 bytes are such controls: where one in ten was allowed, it was by chance that noise was refused.
            if controls * 20 > len(decoded.text):
                raise UnreadableError(
                    "binary",
                    f"{controls} of {len(decoded.text)} characters are control characters, so this is no text",
                    advice="convert it to UTF-8 text first",
                )
            return decoded, candidate.name
    raise AssertionError("the rule of last resort answers always")


def parse(text: str) -> Parsed:
    """Read plain text: it is what it is, and has no markup to give hints.

    >>> parse("Hello")
    Parsed(text='Hello', hints=(), notes=(), declarations=(), things=frozenset())
    """
    return Parsed(text)


@rule("decode", since="0.1", confidence=1.0)
def byte_order_mark(data: bytes, media_type: str) -> Decoded | None:
    r"""A byte order mark at the very start names the encoding.

    The mark is written by programs that know what they write, and by nothing else: no other encoding
    opens with these bytes by chance.

    Fires:

    >>> byte_order_mark(b"\xef\xbb\xbfHello", "text/plain").encoding
    'utf-8'

    Abstains:

    >>> byte_order_mark(b"Hello", "text/plain") is None
    True
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Decoded(
                data[len(mark) :].decode(encoding, errors="replace"), encoding, f"opens with the mark of {encoding}"
            )
    return None


@rule("decode", since="0.1", confidence=0.99)
def iso_2022_escapes(data: bytes, media_type: str) -> Decoded | None:
    r"""Escapes that switch to the characters of Japan or Korea and back are ISO 2022, the seven-bit form of both.

    Mail and pages of the nineties are written so. Each byte of it is ASCII, and UTF-8 as well; but no text has these
    escapes by chance, and what stands between them decodes or does not.

    Fires:

    >>> iso_2022_escapes("町は今日も静かです。".encode("iso2022_jp"), "text/plain").text
    '町は今日も静かです。'

    Abstains:

    >>> iso_2022_escapes(b"\x1b[1mThe town is quiet.\x1b[0m", "text/plain") is None  # colours of a terminal
    True
    >>> iso_2022_escapes(b"\x1b$B and no more", "text/plain") is None
    True
    """
    for mark, encoding, of in _ISO_2022:
        if mark in data:
            try:
                return Decoded(data.decode(encoding), encoding, f"escapes switch to the characters of {of} and back")
            except UnicodeDecodeError:
                return None
    return None


@rule("decode", since="0.1", confidence=0.98)
def utf_8(data: bytes, media_type: str) -> Decoded | None:
    r"""Bytes that are valid UTF-8 are UTF-8, whatever was declared.

    Text in a legacy encoding that uses any letter beyond ASCII is valid UTF-8 with a chance that falls
    with every such letter; servers that declare Latin-1 by default are far more common.

    Fires:

    >>> utf_8("naïve".encode("utf-8"), "text/plain; charset=iso-8859-1").text
    'naïve'

    Abstains:

    >>> utf_8(b"na\xefve", "text/plain") is None
    True
    >>> utf_8("UTF-16 has zero bytes".encode("utf-16-le"), "text/plain") is None
    True
    """
    if _looks_like_utf_16(data):
        return None
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "valid UTF-8 from the first byte to the last")
    except UnicodeDecodeError:
        return None


@rule("decode", since="0.1", version=2, confidence=0.95)
def declared_charset(data: bytes, media_type: str) -> Decoded | None:
    r"""The charset that the media type declares holds, where the bytes follow it.

    Fires only after UTF-8 was ruled out, because servers declare Latin-1 for pages that are UTF-8.

    Fires:

    >>> declared_charset(b"\xcf\xf0\xe8\xe2\xe5\xf2", "text/plain; charset=windows-1251").text
    'Привет'

    Abstains:

    >>> declared_charset(b"\xcf\xf0\xe8\xe2\xe5\xf2", "text/plain; charset=ascii") is None
    True
    >>> declared_charset(b"H\x00i\x00", "text/plain; charset=utf-16") is None  # which half comes first?
    True
    """
    declared = _CHARSET.search(media_type)
    name = declared and encoding_called(declared.group(1))
    if declared is None or name is None:
        return None
    try:
        return Decoded(data.decode(name), name, f"declared as {declared.group(1)}, and the bytes follow it")
    except (LookupError, ValueError):
        return None


@rule("decode", since="0.1", confidence=0.9)
def utf_16_without_mark(data: bytes, media_type: str) -> Decoded | None:
    r"""Zero bytes at every second place are UTF-16 whose byte order mark was lost.

    Text in a script of the first 256 code points has a zero for each letter; spaces, digits and line ends
    do so in every script.

    Fires:

    >>> utf_16_without_mark("Hello there".encode("utf-16-le"), "text/plain").encoding
    'utf-16-le'

    Abstains:

    >>> utf_16_without_mark(b"Hello there", "text/plain") is None
    True
    """
    encoding = _looks_like_utf_16(data)
    if encoding is None:
        return None
    try:
        return Decoded(data.decode(encoding), encoding, "zero bytes stand at every second place")
    except UnicodeDecodeError:
        return None


@rule("decode", since="0.1", confidence=0.6)
def detected_charset(data: bytes, media_type: str) -> Decoded | None:
    r"""Neither marked, declared nor UTF-8: the encoding under which the bytes look most like language.

    Detection is by the library charset-normalizer, on the first 64 KiB. It wants some words to go by.

    Fires:

    >>> detected_charset("Город сегодня тих, и никто не знает, надолго ли.".encode("cp1251"), "").text[:13]
    'Город сегодня'

    Abstains:

    >>> detected_charset(b"\xe9", "text/plain") is None
    True
    """
    best = from_bytes(data[:65536]).best() if len(data) >= 16 else None
    if best is None:
        return None
    try:
        text = data.decode(best.encoding)
    except ValueError:
        return None
    return Decoded(text, best.encoding, f"the bytes look most like language as {best.encoding}")


@rule("decode", since="0.1", confidence=0.1)
def last_resort(data: bytes, media_type: str) -> Decoded | None:
    r"""What nothing else could read is windows-1252, the web's default, with marks where it fails.

    A document is never refused for a stray byte: what cannot be decoded shows as U+FFFD and the reason
    counts how often, so that a reader can see that something is wrong.

    Fires:

    >>> last_resort(b"caf\xe9 \x81", "text/plain")
    Decoded(text='café �', encoding='windows-1252', reason='no other rule could read it; 1 byte undecodable')

    Abstains:

    >>> last_resort(b"", "text/plain") is None
    True
    """
    if not data:
        return None
    text = data.decode("windows-1252", errors="replace")
    lost = text.count("\ufffd")
    return Decoded(text, "windows-1252", f"no other rule could read it; {lost} byte{'s' * (lost != 1)} undecodable")


def _looks_like_utf_16(data: bytes) -> str | None:
    """Return the byte order that zero bytes at every second place give away, if they do."""
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    # Spaces and line ends alone are a seventh of the characters of any script that has them.
    if odd * 10 >= half and even * 50 < half:
        return "utf-16-le"
    if even * 10 >= half and odd * 50 < half:
        return "utf-16-be"
    return None
