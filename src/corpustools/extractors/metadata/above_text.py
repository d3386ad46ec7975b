"""The lines close above the running text, whatever they were taken for: there pages say who wrote it, and when."""

import re
from collections.abc import Mapping, Sequence

from corpustools.model.document import Document
from corpustools.model.span import Label
from corpustools.text.dates import FoundDate, is_only_a_date
from corpustools.text.days import days_told
from corpustools.text.words import count_words

_LONG = 100  # characters: a paragraph that is longer is running text for sure
_LONG_UNSPACED, _MANY = 36, 18  # characters, and words, where a script has none between them
_ABOVE, _BELOW, _LONGEST = 20, 6, 160  # blocks before the text, after a summary, and characters of a line
_NEVER = frozenset({Label.PARAGRAPH, Label.ALT, Label.LEGAL})
_WITH_TIME = re.compile(r"\d{1,2}[:.h]\d\d|\b(?:published|posted|publié|veröffentlicht)\b", re.IGNORECASE)


def is_long(text: str) -> bool:
    """Whether a paragraph is so long that it is running text for sure: 100 characters, or as much in other scripts.

    >>> is_long("经过两年修缮，位于城东的老码头昨日重新开放。市政府为此投入约三千万元，新建泊位六十个。")
    True
    >>> is_long("Nobody knows how long this will last, and nobody has asked.")
    False
    """
    return len(text) > _LONG or (len(text) > _LONG_UNSPACED and not text.isascii() and _is_unspaced(text))


def _is_unspaced(text: str) -> bool:
    return text.count(" ") * 12 < len(text) and count_words(text) > _MANY


def lines_above_text(document: Document) -> Sequence[int]:
    """Return the places of the short lines among the twenty before the second long paragraph, in order.

    The first is often the summary below the title, with the byline below it. What stands above the first by more than
    twenty is further off than that.

    >>> import corpustools
    >>> text = "Nobody in the quiet town knows how long this will last, and nobody here has asked for many years. " * 2
    >>> lines_above_text(corpustools.read(f"Quiet Town\\nBy Jane Roe\\n{text}"))
    [0, 1]
    """
    long = [document.place(block) for block in document.labelled(Label.PARAGRAPH) if is_long(block.reading)][:2]
    if not long:
        return ()
    first, second = long[0], long[-1]
    behind = range(first + 1, min(second, first + 1 + (_ABOVE if second <= first + _ABOVE else _BELOW)))
    return [
        at
        for at in (*range(max(0, first - _ABOVE), first), *behind)
        if document.blocks[at].label not in _NEVER and len(document.blocks[at].reading) <= _LONGEST
    ]


def days_above_text(document: Document) -> Mapping[int, Sequence[FoundDate]]:
    r"""Return the days that lines above the text say with a time of day, after "Published" or alone; by place.

    >>> import corpustools
    >>> text = "Nobody in the quiet town knows how long this will last, and nobody here has asked for many years. " * 2
    >>> page = corpustools.read(f"Quiet Town\nJane Roe\n10 June 2015 14:05\n{text}")
    >>> {at: [day.value for day in days] for at, days in days_above_text(page).items()}
    {2: ['2015-06-10']}
    """
    found = {}
    for at in document.once(lines_above_text):
        line = document.blocks[at].reading
        days = [day for day in days_told(line) if len(day.value) == len("2015-06-10")]
        if days and (_WITH_TIME.search(line) or is_only_a_date(line)):
            found[at] = days
    return found
