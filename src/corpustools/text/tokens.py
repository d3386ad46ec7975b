"""Tokens: the words that a corpus is searched by and counted in, whatever their script.

The definition is one for everything that counts or finds words, here and in the browser:

1. A token is a run of letters, digits and the marks on them, with single hyphens, apostrophes and joiners inside:
   ``US-led`` and ``didn't`` are one each, as for :func:`corpustools.text.words.words`. Unlike there, a mark belongs
   to its letter, so that a Hindi word or a pointed Hebrew one is not cut. Hyphens are ``-`` and those that Unicode has
   of its own (U+2010, and U+2011, at which no line breaks), and no dashes.
2. In scripts that put no space between words (Han, kana, Bopomofo, Thai, Lao, Burmese, Khmer) each letter with its
   marks is a token. Any stretch of such a text can then be found as a phrase, and no dictionary decides what a word is.
3. What else there is (punctuation, signs, emoji, the underscore) separates tokens and is none. So ``3.5``, ``U.S.``
   and ``example.org`` are two each, and ``#quiet`` is ``quiet``.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import compress

_UNSPACED = (
    "\u3005-\u3007\u3040-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff"  # Han, kana, Bopomofo
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai and Lao, Burmese, Khmer
)
# The apostrophe and the typographic one, hyphens, and the joiners that Persian and Indic words have inside. The
# apostrophe that Unicode has for Ukrainian (U+02BC) is a letter.
_INSIDE = "'’\\-\u2010\u2011\u200c\u200d"
# What the pattern below comes to where there is nothing but ASCII; five times as fast.
_ASCII = re.compile(r"([A-Za-z0-9]+(?:['\-][A-Za-z0-9]+)*)")
# The same for scripts that put spaces between words, where no mark stands in the text; four times as fast.
_SPACED = re.compile(rf"([^\W_]+(?:[{_INSIDE}][^\W_]+)*)")
_JOINERS = str.maketrans({"\u200c": None, "\u200d": None, "’": "'", "\u02bc": "'", "\u2010": "-", "\u2011": "-"})
_JOINER = re.compile("[\u200c\u200d’\u02bc\u2010\u2011]")

_KEPT = 1 << 12
"""How many words are remembered of each kind: the commonest, which are most of a text. All others are quick to make.

With sixteen times as many the index of the concordance of ten thousand documents took as long, and 35 MB more.
"""

_BEYOND = re.compile("[\U00010000-\U0010ffff]")
"""What stands beyond Unicode's first plane: old scripts, rare ideographs, emoji."""


@cache
def _mark_codes() -> frozenset[int]:
    """Return the combining marks: ``\\p{M}``, which :mod:`re` has no name for."""
    # From the first mark on; above the pictographs there are none but the variation selectors.
    places = (*range(0x300, 0x1F000), *range(0xE0100, 0xE01F0))
    is_mark = map({"Mc", "Me", "Mn"}.__contains__, map(unicodedata.category, map(chr, places)))
    return frozenset(compress(places, is_mark))


@cache
def _marks() -> str:
    """Return a character class of the combining marks."""
    return _character_class(_mark_codes())


def _character_class(codes: Iterable[int]) -> str:
    """Write characters as a class of an expression has them, without its brackets.

    >>> _character_class({97, 98, 99, 233})
    'a-cé-é'
    """
    runs: list[list[int]] = []
    for code in sorted(codes):
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in runs)


@cache
def token_pattern(also: str = "") -> re.Pattern[str]:
    """Return the expression that finds tokens, with the characters ``also`` taken for letters of spaced scripts.

    >>> token_pattern("*").findall("militar* *-led")
    ['militar*', '*-led']
    """
    marks, also = _marks(), re.escape(also)
    letter = rf"(?:[^\W_{_UNSPACED}{marks}]{f'|[{also}]' if also else ''})"
    # A mark alone, at the start of a text, is no token; after a letter it belongs to it.
    alone = rf"(?![{marks}])(?=[{_UNSPACED}])[^\W_][{marks}]*"
    return re.compile(rf"{alone}|{letter}(?:{letter}|[{marks}])*(?:[{_INSIDE}]{letter}(?:{letter}|[{marks}])*)*")


@cache
def _unlike_others() -> re.Pattern[str]:
    """Return the expression that finds what :data:`_SPACED` does not know: marks, and scripts without spaces."""
    return re.compile(f"[{_UNSPACED}{_marks()}]")


# A class of characters of the first plane alone is one table, and any other is looked through run by run: to look for
# marks took 167 ns for each character, and takes 3.
@cache
def _in_first_plane() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what :func:`_unlike_others` and :func:`token_pattern` are where nothing stands beyond the first plane."""
    plane = range(0x10000)
    marks = _mark_codes().intersection(plane)
    characters = "".join(map(chr, plane))
    others = set(map(ord, re.findall(f"[{_UNSPACED}]", characters)))
    letters = set(compress(plane, map(str.isalnum, characters))) - marks
    mark, alone, letter = map(_character_class, (marks, letters & others, letters - others))
    word = f"[{letter}][{letter}{mark}]*"
    pattern = re.compile(f"([{alone}][{mark}]*|{word}(?:[{_INSIDE}]{word})*)")
    return re.compile(f"[{_character_class(others | marks)}]"), pattern


def _pattern_for(text: str) -> re.Pattern[str]:
    """Return the fastest expression that finds the tokens of a text, each as its first group."""
    if text.isascii():
        return _ASCII
    unlike_others, in_first_plane = _in_first_plane()
    beyond = "".join(_BEYOND.findall(text))
    if unlike_others.search(text) or (beyond and _unlike_others().search(beyond)):
        return re.compile(f"({token_pattern().pattern})") if beyond else in_first_plane
    return _SPACED


def tokens(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each token of ``text``, end exclusive, in code points.

    >>> text = "NATO's US-led bloc, 北约 (हिन्दी)"
    >>> [text[start:end] for start, end in tokens(text)]
    ["NATO's", 'US-led', 'bloc', '北', '约', 'हिन्दी']
    """
    return list(map(re.Match.span, _pattern_for(text).finditer(text)))


def parted(text: str) -> list[str]:
    """Return what stands in ``text``, signs and tokens by turns: first what is before the first token, if only ``""``.

    >>> parted("“The town”, he said.")
    ['“', 'The', ' ', 'town', '”, ', 'he', ' ', 'said', '.']
    """
    return _pattern_for(text).split(text)


def forms(text: str, found: Sequence[str]) -> Sequence[str]:
    """Return the forms of the tokens that were found in ``text``, each as :func:`form` has it.

    >>> forms("Didn’t they?", ["Didn’t", "they"])
    ["Didn't", 'they']
    """
    # Of a text that is composed every part is: to ask once is quicker than to ask of each token.
    if text.isascii() or (not _JOINER.search(text) and unicodedata.is_normalized("NFC", text)):
        return found
    return list(map(form, found))


@lru_cache(maxsize=_KEPT)
def form(token: str) -> str:
    """Return the form of a token: composed (NFC), its apostrophes and hyphens plain, without joiners; capitals stay.

    >>> form("Didn’t"), form("US\\u2011led"), form("cafe\\u0301") == "café"
    ("Didn't", 'US-led', True)
    """
    if token.isascii():
        return token
    return unicodedata.normalize("NFC", token.translate(_JOINERS))


@lru_cache(maxsize=_KEPT)
def fold(form: str) -> str:
    """Return a form without regard to case: its capitals' small letters.

    All letters are made capitals first, which writes out ``ß`` and ``ﬁ`` and makes one of the two Greek sigmas. Every
    browser has the same two steps, so that a query is folded there as the texts are here. Of the four letters i that
    Turkish has (``I`` and ``ı``, ``İ`` and ``i``) one is made, since a word does not say its language: with capitals
    that count they are four.

    >>> fold("Straße"), fold("STRASSE"), fold("ΟΔΟΣ") == fold("οδος")
    ('strasse', 'strasse', True)
    >>> fold("İstanbul"), fold("ISTANBUL"), fold("ırmak"), fold("IRMAK")
    ('istanbul', 'istanbul', 'irmak', 'irmak')
    """
    if form.isascii():
        return form.lower()
    return unicodedata.normalize("NFC", form.upper().lower().replace("ς", "σ").replace("i\u0307", "i"))


@lru_cache(maxsize=_KEPT)
def collation(word: str) -> tuple[str, str]:
    """Return what words are sorted by: their letters without marks, then as they are, in the order of Unicode.

    >>> sorted(["zone", "état", "etat", "eta"], key=collation)
    ['eta', 'etat', 'état', 'zone']
    """
    if word.isascii():
        return word, word
    bare = unicodedata.normalize("NFD", word)
    if not bare.isalnum():  # no mark is a letter, and most words are letters
        bare = "".join([c for c in bare if unicodedata.category(c)[0] != "M"])
    return bare, word
