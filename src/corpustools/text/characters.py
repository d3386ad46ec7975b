"""What single characters are: their script, and whether a person sees them."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

# The first word of a character's Unicode name is its script for every script that news is written in.
_SCRIPTS = {
    "LATIN": "Latin",
    "CYRILLIC": "Cyrillic",
    "GREEK": "Greek",
    "ARABIC": "Arabic",
    "HEBREW": "Hebrew",
    "DEVANAGARI": "Devanagari",
    "BENGALI": "Bengali",
    "TAMIL": "Tamil",
    "TELUGU": "Telugu",
    "THAI": "Thai",
    "GEORGIAN": "Georgian",
    "ARMENIAN": "Armenian",
    "ETHIOPIC": "Ethiopic",
    "HANGUL": "Hangul",
    "HIRAGANA": "Kana",
    "KATAKANA": "Kana",
    "CJK": "Han",
}

_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_FEW = 16
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


@lru_cache(maxsize=4096)
def script(character: str) -> str | None:
    """Return the script of a letter (ISO 15924's English name), or ``None`` for anything that is no letter.

    >>> script("а"), script("a"), script("1")
    ('Cyrillic', 'Latin', None)
    """
    if not character.isalpha():
        return None
    return _SCRIPTS.get(unicodedata.name(character, "?").partition(" ")[0], "Other")


def dominant_script(text: str) -> str | None:
    """Return the script of most letters of ``text``, or ``None`` where it has no letter.

    >>> dominant_script("Заголовок (title)"), dominant_script("2023")
    ('Cyrillic', None)
    """
    # The letters of ASCII are all alike; of the others each is looked up once.
    latin = len(text.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    if latin * 2 > len(text):
        return "Latin"  # whatever else there is
    if plain_marks(text).isascii():
        return "Latin" if latin else None
    counts = Counter({"Latin": latin} if latin else {})
    letters = [(character, name) for character in set(text) if character >= "\x80" and (name := script(character))]
    # A letter or two with an accent are counted one by one, an alphabet at once.
    times = text.count if len(letters) < _FEW else Counter(text).__getitem__
    for character, name in letters:
        counts[name] += times(character)
    return min(counts, key=lambda name: (-counts[name], name)) if counts else None


_MARKS = "‘“”„–—…«»•·\u00a0"


def plain_marks(text: str) -> str:
    """Write a typographic apostrophe as a plain one, and other marks of good typography as spaces, one for one.

    Most lines of English are ASCII then, of which words are found at once by ``bytes.translate``. To replace one
    mark after the other takes a tenth of what :meth:`str.translate` takes.

    >>> plain_marks("“I don’t”")
    " I don't "
    """
    if text.isascii():
        return text
    text = text.replace("’", "'")
    for mark in _MARKS:
        text = text.replace(mark, " ")
    return text


def join_pairs(text: str) -> str:
    """Write each pair of surrogates as the one character it stands for; lone halves stay.

    >>> ascii(join_pairs("\\ud83d\\ude00 \\ud83d"))
    "'\\\\U0001f600 \\\\ud83d'"
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return _PAIR.sub(lambda pair: pair.group().encode("utf-16", "surrogatepass").decode("utf-16"), text)
    return text


def is_visible(text: str) -> bool:
    """Whether a person would see anything: something that is not white space, a control or a format character.

    >>> is_visible("a\\u200b"), is_visible("\\u200b\\xad \\x00")
    (True, False)
    """
    return any(not c.isspace() and unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Cn"} for c in text)


def visible(text: str) -> str:
    """Show what cannot be shown: controls as Unicode's pictures of them, lone surrogates as U+FFFD.

    >>> visible("a\\x00b\\xadc")
    'a␀b␦c'
    """
    # A page asks it of each of its texts, and next to none has any; what cannot be shown is not printable.
    return text if text.isprintable() else _NOT_SHOWN.sub(_picture, text)


def in_a_line(text: str) -> str:
    """Show a text in one line, as titles stand in lists: whatever ends lines or parts words in it is a space.

    >>> in_a_line("Town\\x0bIs\\n Quiet\\x00")
    'Town Is Quiet␀'
    """
    return visible(" ".join(text.split()))


# Controls but the tab and the ends of lines, soft hyphens, byte order marks, halves of surrogate pairs.
_NOT_SHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\ufeff\ud800-\udfff]")


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return chr(0x2400 + code) if code < 0x20 else "␦"


# What a terminal obeys and a person does not see: controls, and marks that turn the order of letters round.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def escape_controls(text: object, *, lines: bool = False) -> str:
    r"""Write control characters as escapes, all but line ends and tabs where ``lines``.

    >>> print(escape_controls("\x1b[2J"), escape_controls("one\ntwo", lines=True))
    \u001b[2J one
    two
    """
    return _UNSEEN.sub(lambda m: m[0] if lines and m[0] in "\n\t" else f"\\u{ord(m[0]):04x}", str(text))
