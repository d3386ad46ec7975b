"""Words, counted so that a page of any script gets a comparable number."""

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
# Thai, Lao, Burmese, Khmer; kana; Han with its extensions and compatibility forms.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


def words(text: str) -> list[str]:
    """Return the words of ``text``: runs of letters and digits, with hyphens and apostrophes inside.

    >>> words("The US-led alliance didn't move.")
    ['The', 'US-led', 'alliance', "didn't", 'move']
    """
    return _WORD.findall(text)


@lru_cache(maxsize=2048)
def count_words(text: str) -> int:
    """Count words; scripts that do not space them count one for every two letters.

    Two letters a word is the usual mean for Chinese and Japanese news, and near enough for Thai, where
    the count only has to tell a sentence from a button.

    >>> count_words("Not two words"), count_words("军事合作"), count_words("0")
    (3, 2, 1)
    """
    is_ascii = text.isascii()
    if is_ascii and text.replace(" ", "").isalnum():
        return len(text.split())
    found = words(text)
    if is_ascii or _UNSPACED.search(text) is None:
        return len(found)
    letters = (len(_UNSPACED.findall(word)) for word in found)
    return sum((number + 1) // 2 or 1 for number in letters)


def is_title_case(text: str) -> bool:
    """Whether most words of four letters and more open with a capital, as English headlines have it.

    >>> is_title_case("Joking Aside: Strategic Pivot is Very Real"), is_title_case("The town is quiet today")
    (True, False)
    """
    long = [word for word in words(text) if len(word) >= 4 and word[0].isalpha()]
    return len(long) >= 2 and sum(word[0].isupper() for word in long) >= 0.75 * len(long)
