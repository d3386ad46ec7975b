"""Questions about the single lines of a draft, each asked once for the whole page."""

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate

from corpustools.model.draft import Draft
from corpustools.rules.vocabulary import bare
from corpustools.text.calendar import says_when
from corpustools.text.words import count_words

BULLETS = frozenset("•‣▪●◦*+·")
_OPENING = re.compile(r"\w+|.", re.DOTALL)
# Letters that a pattern takes for others when it ignores case, and that small letters leave as they are.
_ALIKE = str.maketrans("ſıİᲀᲁᲂᲃᲄᲅᲆ", "siiвдосттъ")


def texts(draft: Draft) -> Sequence[str]:
    """Return every block's text.

    >>> from corpustools.model.draft import DraftBlock
    >>> texts(Draft((DraftBlock(0, "Menu"), DraftBlock(1, "More …"))))
    ['Menu', 'More …']
    """
    return [block.text for block in draft.blocks]


def word_counts(draft: Draft) -> Sequence[int]:
    """Return the number of every block's words.

    >>> from corpustools.model.draft import DraftBlock
    >>> word_counts(Draft((DraftBlock(0, "Menu"), DraftBlock(1, "Sign up now"))))
    [1, 3]
    """
    return list(map(count_words, draft.once(texts)))


def times(draft: Draft) -> Sequence[bool]:
    """Return of every block whether it says when and nothing else.

    >>> from corpustools.model.draft import DraftBlock
    >>> times(Draft((DraftBlock(0, "10 June 2015"), DraftBlock(1, "In June 2015 the town was quiet."))))
    [True, False]
    """
    return list(map(says_when, draft.once(texts)))


def bare_lines(draft: Draft) -> Sequence[str]:
    """Return every block's words in small letters, without bullets and marks around them.

    >>> from corpustools.model.draft import DraftBlock
    >>> bare_lines(Draft((DraftBlock(0, "* Sign up"), DraftBlock(1, "More …"))))
    ['sign up', 'more']
    """
    return [bare(text[:200]) for text in draft.once(texts)]


def line_words(draft: Draft) -> Sequence[frozenset[str]]:
    """Return every block's words in small letters, each once; those of its first two hundred characters.

    >>> from corpustools.model.draft import DraftBlock
    >>> sorted(line_words(Draft((DraftBlock(0, "© The town, the TOWN"),)))[0])
    ['the', 'town', '©']
    """
    return [
        frozenset(line.replace(",", " ").replace(".", " ").replace("©", " © ").split())
        for line in draft.once(bare_lines)
    ]


def first_words(draft: Draft) -> Mapping[str, Sequence[int]]:
    """Return the words that blocks open with (a mark where that is no word), in small letters, and where.

    >>> from corpustools.model.draft import DraftBlock
    >>> first_words(Draft((DraftBlock(0, "By Jane"), DraftBlock(1, "• Oslo"), DraftBlock(2, "BY"))))
    {'by': [0, 2], '•': [1]}
    """
    found: dict[str, list[int]] = {}
    for place, text in enumerate(draft.once(texts)):
        opening = _OPENING.match(text)
        if opening is not None:
            word = opening[0]
            word = word.lower() if word.isascii() else word.translate(_ALIKE).lower()
            if word in found:
                found[word].append(place)
            else:
                found[word] = [place]
    return found


def by_line(draft: Draft) -> Mapping[str, Sequence[int]]:
    """Return what the blocks say, as :func:`bare_lines` gives it, and where.

    >>> from corpustools.model.draft import DraftBlock
    >>> by_line(Draft((DraftBlock(0, "More"), DraftBlock(1, "Menu"), DraftBlock(2, "* more"))))
    {'more': [0, 2], 'menu': [1]}
    """
    found: dict[str, list[int]] = {}
    for place, line in enumerate(draft.once(bare_lines)):
        if line in found:
            found[line].append(place)
        else:
            found[line] = [place]
    return found


def crowd(draft: Draft) -> Sequence[float]:
    """Return of each block which share of the seven blocks around it has five words or more.

    >>> from corpustools.model.draft import DraftBlock
    >>> crowd(Draft(tuple(DraftBlock(i, "a title of five words") for i in range(3))))
    [1.0, 1.0, 1.0]
    """
    pairs = zip(draft.once(texts), draft.once(word_counts), strict=True)
    long = (number >= 5 and len(text) > 12 and (number >= 9 or text[2] < "\u2e80") for text, number in pairs)
    until = list(accumulate(long, initial=0))
    size = len(until) - 1
    return [
        (until[min(size, at + 4)] - until[max(0, at - 3)]) / (min(size, at + 4) - max(0, at - 3)) for at in range(size)
    ]
