"""Wraps: paragraphs broken at a width, and words divided there. Their line ends are shown as spaces, or as nothing."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpustools.registry import Replacement, rule
from corpustools.text.hyphens import Division, Spellings, divisions
from corpustools.text.languages import FUNCTION_WORDS
from corpustools.text.line_ends import is_unspaced, runs
from corpustools.text.sentences import ends_sentence

_GRAMMAR = frozenset().union(*FUNCTION_WORDS.values())
_NARROWEST, _WIDEST = 40, 120
# A line that opens so begins an item, a quotation in a mail or a row of a table, and goes on no line before it.
_BEGINS_ITEM = re.compile(r"[>|•·*+#▪◦●–—-]\s|[>|]|\(?(?:\d{1,2}[.)]|\w\))\s")
# Columns and code: what stands beside one another was not wrapped, and statements are not.
_NO_PROSE = re.compile(r"\t|\S {3,}\S| \| |[{}]|\);|[=<>]=|=>")
_FIRST_WORD = re.compile(r"\S+")


@rule("repair", since="0.1", confidence=0.92)
def hard_wrapped_line(text: str) -> Iterator[Replacement]:
    r"""A paragraph that was broken at a width is shown on one line again.

    Mails, books in plain text and terminals end a line where the next word would not fit. Lines of 40 to 120
    characters are such a paragraph where one width explains every line end among them: no line is wider, and
    each would be with the first word of the next. There must be three lines at least, and at a third of their
    ends, two at least, the sentence must go on with a small letter (or in a script without capitals). Verse,
    addresses, menus, headlines and tables seldom meet the one condition and hardly ever the other.

    Fires:

    >>> from corpustools.pipeline import where
    >>> letter = '''The harbour office has told all the owners of boats to
    ... move them before Friday, because the new crane will then
    ... arrive from the yard and needs the whole of the quay.'''
    >>> where("hard_wrapped_line", letter)
    [('\n', ' '), ('\n', ' ')]

    Abstains:

    >>> verse = '''The harbour sleeps beneath the falling snow,
    ... And every mast is silver in the light,
    ... The boats that came in many years ago,
    ... Lie side by side and listen to the night.'''
    >>> where("hard_wrapped_line", verse)
    []
    """
    for run in runs(text):
        if len(run) >= 3:
            yield from _unwrapped(text, run)


def _unwrapped(text: str, run: Sequence[tuple[int, int]]) -> Iterator[Replacement]:
    """Yield the joins of those stretches of a run that one width explains."""
    first = 0
    widest, limit = run[0][1] - run[0][0], _WIDEST + 1
    for place, ((start, end), (next_start, next_end)) in enumerate(pairwise(run)):
        width, next_width = end - start, next_end - next_start
        if width >= _NARROWEST:
            fits = _FIRST_WORD.match(text, next_start, min(next_end, next_start + _WIDEST))
            # The width is at least that of the widest line, and less than a line with one word more.
            would_be = width + 1 + (fits.end() - next_start if fits else 0)
            wider, lower = max(widest, next_width), min(limit, would_be)
            if wider < lower and not _is_apart(text, run[place], run[place + 1]):
                widest, limit = wider, lower
                continue
        if place - first >= 2:
            yield from _stretch(text, run[first : place + 1])
        first, widest, limit = place + 1, next_width, _WIDEST + 1
    if len(run) - first >= 3:
        yield from _stretch(text, run[first:])


def _is_apart(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether the second line begins something new, or either is a row of a table, or code."""
    return bool(
        _BEGINS_ITEM.match(text, *following) or _NO_PROSE.search(text, *line) or _NO_PROSE.search(text, *following)
    )


def _stretch(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[Replacement]:
    """Yield the joins of lines that one width explains, if their sentences go on from line to line."""
    going_on = 0
    for (start, end), (following, _) in pairwise(lines):
        first = text[following]
        goes_on = first.isalpha() and not first.isupper() and not is_unspaced(first)
        going_on += goes_on and not ends_sentence(text[max(start, end - 12) : end])
    if going_on >= max(2, (len(lines) - 1) / 3):
        for (_, end), (start, _) in pairwise(lines):
            yield Replacement(end, start, " ")


# Surer than the rules that join lines, and than the one that hides soft hyphens: it knows more about the place.
@rule("repair", since="0.1", confidence=0.985)
def hyphenated_line_end(text: str) -> Iterator[Replacement]:
    r"""A word divided at a line end is shown whole.

    Wrapped text divides words with a hyphen, and some words have one of their own. Which it is the same text
    often says: the word is written there in one piece, or with its hyphen. Where it says nothing, a hyphen
    between small letters at the end of a line of 30 characters or more is taken for a division, unless both
    halves are words of the text themselves. A soft hyphen at a line end always is one.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("hyphenated_line_end", "The town was quiet until the mili-\ntary came, says the mayor.")
    [('-\n', '')]
    >>> where("hyphenated_line_end", "She is well-known in the town, and he was once well-\nknown.")
    [('\n', '')]

    Abstains:

    >>> where("hyphenated_line_end", "It has a name for short-\nand long-term loans.")
    []
    >>> where("hyphenated_line_end", "Log-\nin")
    []
    """
    spellings = Spellings(text)
    for found in divisions(text):
        if text[found.hyphen] == "\u00ad":
            yield Replacement(found.hyphen, found.following, "")
        elif found.right[0].islower() and found.left[-1].islower():
            keeps = spellings.keeps_hyphen(found)
            if keeps or (keeps is None and "-" in found.left):
                yield Replacement(found.hyphen + 1, found.following, "")
            elif keeps is False or (_is_long(text, found.hyphen) and not _are_words(spellings, found)):
                yield Replacement(found.hyphen, found.following, "")


def _is_long(text: str, end: int) -> bool:
    """Whether the line that ends there has 30 characters or more."""
    return end >= 30 and len(text[end - 30 : end].splitlines()) == 1


def _are_words(spellings: Spellings, division: Division) -> bool:
    """Whether the two halves make sense apart: "short-" "and long-term" do, and so do two words of the text."""
    left, right = division.left, division.right
    return right in _GRAMMAR or (spellings.has(left) and spellings.has(right))
