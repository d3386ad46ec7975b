"""Words, counted so that a page of any script gets a comparable number."""

import re
import unicodedata
from collections.abc import Sequence

from corpustools.text.characters import plain_marks

# Vowel signs of Indic scripts, points of Arabic and Hebrew: they are no letters to Python, and divide no word. Those of
# scripts without space between words are left out: what is counted there is letters.
_SIGNS = "".join(
    chr(code)
    for code in range(0x300, 0x1B00)
    if unicodedata.category(chr(code)) in {"Mn", "Mc"}
    and not (0xE00 <= code < 0xF00 or 0x1000 <= code < 0x10A0 or 0x1780 <= code < 0x1800)
)
_SIGN = re.compile(f"[{_SIGNS}]")
_LETTERS = rf"[^\W_]+(?:[{_SIGNS}]+[^\W_]*)*"
_WORD = re.compile(rf"{_LETTERS}(?:['’\-]{_LETTERS})*")
# Thai, Lao, Burmese, Khmer; kana; Han with its extensions and compatibility forms.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
# Of a text in ASCII: a letter or digit is an "a", what may stand inside a word a "-", all else a space.
_KINDS = bytes(
    ord("a" if chr(code).isalnum() else "-" if chr(code) in "'-" else "\n" if code == 10 else " ")
    for code in range(256)
)


def words(text: str) -> list[str]:
    """Return the words of ``text``: runs of letters and digits, with hyphens and apostrophes inside.

    >>> words("The US-led alliance didn't move.")
    ['The', 'US-led', 'alliance', "didn't", 'move']
    >>> words("मुख्य सामग्री पर जाएं")
    ['मुख्य', 'सामग्री', 'पर', 'जाएं']
    """
    return _WORD.findall(text)


def without_signs(text: str) -> str:
    """Return a text without the signs that stand on and beside its letters, so that Python takes the rest for letters.

    >>> "सलमा".isalpha(), without_signs("सलमा").isalpha()
    (False, True)
    """
    return text if text.isascii() else _SIGN.sub("", text)


def count_words(text: str) -> int:
    """Count words; scripts that do not space them count one for every two letters.

    Two letters a word is the usual mean for Chinese and Japanese news, and near enough for Thai, where
    the count only has to tell a sentence from a button.

    >>> count_words("Not two words"), count_words("军事合作"), count_words("0")
    (3, 2, 1)
    """
    return _COUNTS[text]


def _count(text: str) -> int:
    if text.isascii() and text.replace(" ", "").isalnum():
        return len(text.split())
    plain = plain_marks(text)
    if plain.isascii():
        return len(_parted(plain).split())
    found = words(text)
    if _UNSPACED.search(text) is None:
        return len(found)
    letters = (len(_UNSPACED.findall(word)) for word in found)
    return sum((number + 1) // 2 or 1 for number in letters)


class _Counts(dict[str, int]):
    """Remembers the counts of a page's lines: many rules ask about the same ones.

    >>> counts = _Counts()
    >>> counts["Not two words"], len(counts)
    (3, 1)
    """

    def __missing__(self, text: str) -> int:
        self.make_room(1)
        count = self[text] = _count(text)
        return count

    def make_room(self, number: int) -> None:
        """Forget all where so many more would be too many."""
        if len(self) + number > _MOST:
            self.clear()


_MOST = 4096
_COUNTS = _Counts()


def count_words_of_all(texts: Sequence[str]) -> Sequence[int]:
    """Count the words of all lines of a page as :func:`count_words` does those of each, in a fifth of the time.

    >>> count_words_of_all(["Don’t read on", "军事合作", "a - b"])
    [3, 2, 2]
    """
    known = list(map(_COUNTS.get, texts))
    if None not in known:
        return known  # type: ignore[return-value]  # counted a moment ago, by those who ask the same of a page
    plain = plain_marks("\n".join(texts))
    counts = list(map(len, map(bytes.split, _parted(plain).split(b"\n"))))
    if len(counts) != len(texts):
        return list(map(count_words, texts))
    if not plain.isascii():
        for place, line in enumerate(plain.split("\n")):
            if not line.isascii():
                counts[place] = _count(texts[place])
    if len(texts) <= _MOST:
        _COUNTS.make_room(len(texts))
        _COUNTS.update(zip(texts, counts, strict=True))
    return counts


def _parted(text: str) -> bytes:
    """Write a text in ASCII as words of the letter "a" with white space between; other letters are lost."""
    marked = text.encode("ascii", "replace").translate(_KINDS)
    if b"-" in marked:
        # Twice, because a letter between two marks belongs to both: "a-a-a".
        marked = marked.replace(b"a-a", b"aa").replace(b"a-a", b"aa").replace(b"-", b" ")
    return marked


def is_title_case(text: str) -> bool:
    """Whether most words of four letters and more open with a capital, as English headlines have it.

    >>> is_title_case("Joking Aside: Strategic Pivot is Very Real"), is_title_case("The town is quiet today")
    (True, False)
    """
    long = [word for word in words(text) if len(word) >= 4 and word[0].isalpha()]
    return len(long) >= 2 and sum(word[0].isupper() for word in long) >= 0.75 * len(long)
