"""Joins: where two lines are one. A join is a repair: the line end is shown as a space, or as nothing."""

from collections.abc import Iterator
from itertools import pairwise

from corpustools.registry import Replacement, rule
from corpustools.text.languages import FUNCTION_WORDS
from corpustools.text.lines import lines
from corpustools.text.sentences import ends_sentence
from corpustools.text.words import count_words, words

_GRAMMAR = frozenset().union(*FUNCTION_WORDS.values())
# What closes or goes on: no line of a page begins with it, but a line torn off another does.
_GOES_ON = tuple(",;:.)]»”’%")
_STILL_OPEN = tuple(",([«“„‘")


@rule("repair", since="0.1", confidence=0.9)
def torn_line(text: str) -> Iterator[Replacement]:
    r"""A sentence torn at its links and emphasis is shown on one line again.

    Dumps that put each element on a line of its own tear a paragraph wherever it has a link. The pieces give
    themselves away: a line that opens with a small letter or a comma, a short one between a beginning and such a
    line. They are joined only where what comes of it ends as a sentence
    does and has eight words or more, so that menus and widgets are left alone.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("torn_line", "In a\njoint statement\n, the ministries accused the city of delay.")
    [('\n', ' '), ('\n', '')]

    Abstains:

    >>> where("torn_line", "To take part in the discussion\nlog in or register\nloader\nChats")
    []
    >>> where("torn_line", "In a joint statement\n\nthe ministries accused the city of delay and of much else.")
    []
    """
    run: list[tuple[int, int]] = []
    for start, end in lines(text):
        # A blank line ends a run: elements inside a paragraph leave none.
        if run and len(text[run[-1][1] : start].splitlines()) > 1:
            yield from _joins(text, run)
            run = []
        run.append((start, end))
    yield from _joins(text, run)


def _joins(text: str, run: list[tuple[int, int]]) -> Iterator[Replacement]:
    """Yield the joins in a run of lines without a blank one."""
    shown = [text[start:end] for start, end in run]
    torn = [_continues(before, after) for before, after in pairwise(shown)]
    # A name that was a link stands between a beginning and its continuation.
    for place in range(len(torn) - 1):
        if torn[place + 1] and not torn[place] and _begins(shown[place]):
            torn[place] = count_words(shown[place + 1]) <= 8
    first = 0
    for place, joined in enumerate([*torn, False]):
        if joined:
            continue
        chain = shown[first : place + 1]
        if len(chain) > 1 and ends_sentence(chain[-1]) and sum(map(count_words, chain)) >= 8:
            for (_, end), (start, _) in pairwise(run[first : place + 1]):
                yield Replacement(end, start, "" if text[start] in ",;:.)]%" else " ")
        first = place + 1


def _continues(before: str, after: str) -> bool:
    """Whether ``after`` reads on where ``before`` broke off."""
    if after.startswith(_GOES_ON):
        return True
    return not ends_sentence(before) and (after[0].islower() or before.endswith(_STILL_OPEN))


def _begins(line: str) -> bool:
    """Whether a line may be the beginning of a sentence that a link goes on: "In", "He said in"."""
    said = words(line)
    return not ends_sentence(line) and (len(said) >= 3 or (bool(said) and said[-1].lower() in _GRAMMAR))
