"""Words that open with a capital, and the chains of them that names are found in."""

import re
from typing import NamedTuple

# Upper-case letters of Latin, Greek, Cyrillic and Armenian, which have them.
_UPPER = "".join(
    chr(code) for low, high in ((0x41, 0x588), (0x1E00, 0x1F00)) for code in range(low, high) if chr(code).isupper()
)
_ABBREVIATIONS = "St|Ste|Mt|Ft|Dr|Mr|Mrs|Ms|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Cpl|Rev|Hon|Jr|Sr|Mme|Mlle|Hr|Fr"
# "J.", "P.J.", "U.S."; "Dr."; an apostrophe is inside a word ("O'Neill") unless it makes a genitive or a short form
# of it, or a case of Turkish ("Yılmaz'ın").
# What few characters are stands first: to look for those takes a third of the time.
_CASES = "n?[ıiuü]n|y?[aeıiuü]|n[aeıiuü]|(?:n?d|t)[ae]n?|y?l[ae]|l[ae]r"
_INSIDE = rf"\w*(?:['’](?!(?:s|re|ve|ll|d|m|{_CASES})\b)[^\W_]+|-[^\W_]+)*"
_ABBREVIATED_AFTER = "|".join(rf"(?<={word[0]}){word[1:]}\." for word in _ABBREVIATIONS.split("|"))
_REST = rf"\.(?!\w\w)(?:[{_UPPER}]\.)*|{_ABBREVIATED_AFTER}|{_INSIDE}"
_WORD = re.compile(
    rf"[{_UPPER}ae](?<![\w@#/].)(?<!\w[-.].)(?:(?<=[{_UPPER}])(?:{_REST})|(?<=[ae])l-[{_UPPER}]{_INSIDE})"
)
# The same where no Arabic article stands in a text: not to look at each "a" and "e" takes three quarters of the time.
_WITHOUT_ARTICLES = re.compile(rf"[{_UPPER}](?<![\w@#/].)(?<!\w[-.].)(?:{_REST})")
# "der", "den" and "zu" are part of a name after "van" or "von" alone: "warf Exum zu Boden".
_PARTICLES = re.compile(
    r"(?:[ \u00a0](?:(?:van|von|de)[ \u00a0](?:der|den|la|las|los|zu)|de|del|della|di|da|do|dos|das|du|la|le|van|von"
    r"|bin|ibn|bint|ben|ter|ten))"
    r"[ \u00a0]"
)
_LONGEST_GAP = 14  # " van der den "
_LONGEST_CHAIN = 60  # words; what is longer is a menu or a heading in capitals, and is cut
# What may stand between the end of one sentence and the first word of the next.
_OPENING = re.compile(r"(?:^|[.!?:…。;\n•|]|[“„«»‘\"(\[–—-])[\s\"'“”„‘’«»(\[–—•*-]*$")
_ABBREVIATED = re.compile(rf"(?:^|\W)(?:[A-Z]|{_ABBREVIATIONS}|No|vs)\.\s*$")


class Word(NamedTuple):
    """A word of a chain: where it begins (particles before it left out) and ends, and the particles before it.

    >>> word = chains("Nobody met Ursula von der Leyen.")[1].words[1]
    >>> word.text, word.particles, word.start - word.begin
    ('Leyen', 'von der ', 8)
    """

    start: int
    end: int
    text: str
    particles: str = ""

    @property
    def begin(self) -> int:
        """Where the word begins, its particles included."""
        return self.start - len(self.particles)


class Chain(NamedTuple):
    """Words that open with capitals, one space or a particle apart, and where the first begins and the last ends.

    ``opens`` is whether the first opens a sentence.

    >>> text = "The mayor met Jane Roe."
    >>> chain = chains(text)[1]
    >>> text[chain.start : chain.end], len(chain.words), chain.opens
    ('Jane Roe', 2, False)
    """

    words: tuple[Word, ...]
    opens: bool
    start: int
    end: int


# There are two hundred words and chains on a page; to make them by their own constructors takes twice as long.
_new = tuple.__new__


def chains(text: str) -> list[Chain]:
    """Return the chains of capitalised words in ``text``, in order.

    >>> [[word.text for word in chain.words] for chain in chains("J. K. Rowling's Harry met Ursula von der Leyen.")]
    [['J.', 'K.', 'Rowling'], ['Harry'], ['Ursula', 'Leyen']]
    >>> [chain.opens for chain in chains("The mayor of Oslo left. Nobody knew Jane O'Neill.")]
    [True, False, True, False]
    """
    found: list[Chain] = []
    words: list[Word] = []
    before = -_LONGEST_GAP - 1
    for match in (_WORD if "l-" in text else _WITHOUT_ARTICLES).finditer(text):
        start, end = match.span()
        gap = start - before
        if gap == 1 and text[before] in " \u00a0\n":
            words.append(_new(Word, (start, end, match[0], "")))
        elif 3 < gap <= _LONGEST_GAP and text[before + 1] in "vdlbit" and _PARTICLES.fullmatch(text, before, start):
            words.append(_new(Word, (start, end, match[0], text[before + 1 : start])))
        else:
            if words:
                found.append(_chain(text, words))
            words = [_new(Word, (start, end, match[0], ""))]
        if len(words) == _LONGEST_CHAIN:
            found.append(_chain(text, words))
            words = []
        before = end
    return [*found, _chain(text, words)] if words else found


def _chain(text: str, words: list[Word]) -> Chain:
    start = words[0].start
    # Most often a word stands before, and a space.
    inside = start > 1 and text[start - 1] == " " and text[start - 2].isalpha()
    return _new(Chain, (tuple(words), not inside and _opens(text, start), start, words[-1].end))


def _opens(text: str, start: int) -> bool:
    """Whether a sentence, a quotation or a bracket opens at ``start``."""
    before = text[max(start - 12, 0) : start]
    if not before:
        return True
    found = _OPENING.search(before)
    if found is None or (start > 12 and found.start() == 0 and before[0].isspace()):
        return False
    return _ABBREVIATED.search(before) is None
