"""Words, counted so that a page of any script gets a comparable number."""

import re

from corpustools.text.characters import script

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_UNSPACED = frozenset({"Han", "Kana", "Thai"})


def words(text: str) -> list[str]:
    """Return the words of ``text``: runs of letters and digits, with hyphens and apostrophes inside.

    >>> words("The US-led alliance didn't move.")
    ['The', 'US-led', 'alliance', "didn't", 'move']
    """
    return _WORD.findall(text)


def count_words(text: str) -> int:
    """Count words; scripts that do not space them count one for every two letters.

    Two letters a word is the usual mean for Chinese and Japanese news, and near enough for Thai, where
    the count only has to tell a sentence from a button.

    >>> count_words("Not two words"), count_words("军事合作"), count_words("0")
    (3, 2, 1)
    """
    total = 0
    for word in words(text):
        unspaced = sum(script(character) in _UNSPACED for character in word)
        total += (unspaced + 1) // 2 if unspaced else 1
    return total


def is_title_case(text: str) -> bool:
    """Whether most words of four letters and more open with a capital, as English headlines have it.

    >>> is_title_case("Joking Aside: Strategic Pivot is Very Real"), is_title_case("The town is quiet today")
    (True, False)
    """
    long = [word for word in words(text) if len(word) >= 4 and word[0].isalpha()]
    return len(long) >= 2 and sum(word[0].isupper() for word in long) >= 0.75 * len(long)
