"""Joins: sentences torn at inline elements. A join is a repair: the line end is shown as a space, or as nothing."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpustools.registry import Replacement, rule
from corpustools.rules.vocabulary import TITLES, bare
from corpustools.text.bylines import is_person, opens_byline
from corpustools.text.hyphens import Spellings
from corpustools.text.languages import FUNCTION_WORDS
from corpustools.text.line_ends import is_unspaced, runs
from corpustools.text.sentences import ends_sentence
from corpustools.text.words import count_words

_GRAMMAR = frozenset().union(*FUNCTION_WORDS.values())
# What closes or goes on: no line of a page begins with it, but a line torn off another does. A stop, a colon and
# a quotation mark do so only where no word follows at once: ”Hej opens in Swedish, »Text« in German, .NET is a
# name. An ellipsis and a smiley open lines of their own.
_CLOSING = frozenset(",;:.!?%)]»”\"'’…、。，；：！？）」』】،؛؟")
_GOES_ON = re.compile(
    r"""(?![.…]{2}|[:;]-?[)(])
    (?:[,;)\]、。，；：！？）」』】،؛؟] | [:.!?%»”"'’…](?=[\s,;:.!?)\]»”"'’…–—-]|$) | ['’][a-zà-öø-ÿ]{1,2}\b)""",
    re.VERBOSE,
)
# What begins a line of its own, whatever stands before: an item of a list.
_ITEM = re.compile(r"(?:[*+•·▪◦●○‣]|\(?\d{1,2}[.)])(?:\s|$)")
# What stands between the items of a row.
_DOTTED = re.compile(r" [•·] ")
# Two lines that end so are code, which is told by its line ends.
_CODE_ENDS = ("{", "}", ";", "):")
# A small letter that is none of a sentence: addresses, and names such as iPhone.
_SMALL_NAME = re.compile(r"https?:|www\.|\S+@|[a-z]{1,2}[A-Z]")
# A dash with a small letter goes on as well, and so does the second half of a compound: "Zucker" "-Stoffwechsel".
_DASH = re.compile(r"-[^\W\d_]|[–—-] ?([^\W\d_])")
# What is left open at a line's end. Quotation marks and signs of money open only after a space.
_OPENING = frozenset(",([（「『【，、،“„‘«»”\"'$€£—–&-")
_STILL_OPEN = re.compile(r"(?:[,(\[（「『【，、،]|(?:^|\s)[“„‘«»”\"'$€£—–&-])$")
_TIGHT_BEFORE = frozenset("([（「『【“„‘$€£\"'")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"[^\W\d_]+$")


@rule("repair", since="0.1", confidence=0.9, version=3)
def torn_line(text: str) -> Iterator[Replacement]:
    r"""A sentence torn at its links and emphasis is shown on one line again.

    Dumps that put each element on a line of its own tear a paragraph wherever it has a link. The pieces give
    themselves away: a line that opens with a small letter or a comma, a line that ends in a comma, an opened
    bracket or a word that carries grammar, a short line between a beginning and its continuation. Where the
    page sets a blank line between its paragraphs, lines without one are one paragraph more often than not, and
    less is asked. They are joined only where eight words or more come of it, which end as a sentence does or
    are held together by more than a small letter, so that menus and widgets are left alone.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("torn_line", "In a\njoint statement\n, the ministries accused the city of delay.")
    [('\n', ' '), ('\n', '')]
    >>> where("torn_line", "Nobody has read the report by\nThe Harbour Office\nto its end, it seems.")
    [('\n', ' '), ('\n', ' ')]

    Abstains:

    >>> where("torn_line", "To take part in the discussion\nlog in or register\nloader\nChats")
    []
    >>> where("torn_line", "In a joint statement\n\nthe ministries accused the city of delay and of much else.")
    []
    >>> where("torn_line", "Nine reasons to love the ferry, and one not to\nby Jane Roe\n4 May 2021")
    []
    """
    found = [(run, [text[start:end] for start, end in run]) for run in runs(text) if len(run) > 1]
    if not found:
        # Every line stands alone, as in most dumps that set a blank line between elements.
        return
    spellings = Spellings(text)
    apart = _sets_paragraphs_apart(text, [shown for _, shown in found])
    for run, shown in found:
        yield from _joins(run, shown, apart, spellings)


def _sets_paragraphs_apart(text: str, found: Sequence[Sequence[str]]) -> bool:
    """Whether long lines that end as sentences do are followed by a blank line, and seldom by another line.

    Of 883 pages torn at their tags 490 are of that kind. There, two lines that may or may not be torn, beside two
    that surely are, belong to one paragraph in 88 of 100 cases; elsewhere in 33.
    """
    lasts = [run[-1] for run in runs(text)]
    apart = sum([end - start >= 80 and ends_sentence(text[end - 12 : end]) for start, end in lasts])
    together = 0
    for shown in found:
        for line, following in pairwise(shown):
            if len(line) >= 80 and not following[0].islower() and following[0] not in _CLOSING:
                together += ends_sentence(line[-12:])
    return apart >= max(1, 3 * together)


def _joins(
    run: Sequence[tuple[int, int]], shown: Sequence[str], apart: bool, spellings: Spellings
) -> Iterator[Replacement]:
    """Yield the joins in a run of lines without a blank one."""
    if _is_even(run):
        return
    sure = [_surely_goes_on(before, after) for before, after in pairwise(shown)]
    if not apart and True not in sure:
        return
    items = [
        _is_item(before, after) or (_is_signature(after) and sure[place + 1 : place + 2] != [True])
        for place, (before, after) in enumerate(pairwise(shown))
    ]
    sure = [goes_on and not item for goes_on, item in zip(sure, items, strict=True)]
    if not apart and True not in sure:
        return
    torn = [
        sure[place]
        or (
            not items[place]
            and _perhaps_goes_on(
                before, after, sure[place - 1 : place] == [True], sure[place + 1 : place + 2] == [True], apart
            )
        )
        for place, (before, after) in enumerate(pairwise(shown))
    ]
    first = 0
    for place, joined in enumerate([*torn, False]):
        if joined:
            continue
        chain = shown[first : place + 1]
        if len(chain) > 1 and _holds_together(chain, sure[first:place]):
            for at in range(first, place):
                initial = at == first and _is_initial(shown[at], shown[at + 1], spellings)
                between = "" if initial else _between(shown[at], shown[at + 1])
                yield Replacement(run[at][1], run[at + 1][0], between)
        first = place + 1


def _is_even(run: Sequence[tuple[int, int]]) -> bool:
    """Whether four lines or more are of about one length, as in verse; elements do not tear so evenly."""
    lengths = [end - start for start, end in run]
    return len(run) >= 4 and 20 <= max(lengths) <= 80 and min(lengths) >= 0.5 * max(lengths)


def _is_item(before: str, after: str) -> bool:
    """Whether ``after`` is an item of a list or a row of a table.

    An item opens with a bullet, or with the same short mark as the one before; columns stand three spaces apart.
    Below a row of items with dots between them ("Story by Jane Roe • 3 min read") whatever follows is as one.
    """
    if after[1:2] == " " and before[:2] == after[:2]:
        return True
    if _DOTTED.search(before):
        return True
    return "   " in after or "   " in before or _ITEM.match(after) is not None


def _is_signature(line: str) -> bool:
    """Whether a line is "by" in small letters and a person's name, as bylines are set below a summary."""
    return line[0].islower() and len(line) <= 50 and opens_byline(line) and is_person(line.partition(" ")[2])


def _surely_goes_on(before: str, after: str) -> bool:
    """Whether ``after`` reads on where ``before`` broke off, whatever stands around them."""
    first = after[0]
    if first in _CLOSING:
        return _GOES_ON.match(after) is not None
    if first.islower() and not _SMALL_NAME.match(after):
        return not ends_sentence(before[-12:])
    if first == "(" and after[1:2].islower():
        return not ends_sentence(before[-12:])
    if first in "-–—":
        dashed = _DASH.match(after)
        # A list's lines open with dashes, too, and one after the other or after a colon.
        if dashed is None or before[0] == first or before[-1] == ":":
            return False
        return (dashed[1] is None or dashed[1].islower()) and not ends_sentence(before[-12:])
    is_framed = before[0] == before[-1] and before[0] in "-–—" and len(before) > 1  # "- Advertisement -"
    return not is_framed and before[-1] in _OPENING and _STILL_OPEN.search(before, max(0, len(before) - 2)) is not None


def _perhaps_goes_on(before: str, after: str, torn_before: bool, torn_after: bool, apart: bool) -> bool:
    """Whether ``after`` reads on, judged by the lines around the two: are they torn, are paragraphs set apart."""
    neighbour_torn = torn_before or torn_after
    if ends_sentence(before[-12:]):
        return apart and neighbour_torn
    if after[0] in "([" and neighbour_torn:
        return True
    if before[-1] == ":":
        return apart and after[-1] != ":" and bare(before) not in TITLES
    if _ends_in_grammar(before):
        return torn_after or (apart and torn_before)
    if apart:
        return torn_after or (torn_before and (is_unspaced(after[0]) or count_words(before) > 8))
    # A headline that names somebody, above a paragraph that opens with the name as a link, is no beginning.
    return torn_after and not before.startswith(after) and count_words(before) > 8 and count_words(after) <= 8


def _ends_in_grammar(line: str) -> bool:
    """Whether a line breaks off at a word that needs a next one: "said in". A title's "Log In" does not."""
    found = _LAST_WORD.search(line, max(0, len(line) - 20))
    return found is not None and (found[0] in _GRAMMAR or (found[0] == line and line.lower() in _GRAMMAR))


def _holds_together(chain: Sequence[str], sure: Sequence[bool]) -> bool:
    """Whether lines that would be joined make running text: eight words, and a stop or more than small letters."""
    if sum(map(count_words, chain)) < 8 or sum(line.endswith(_CODE_ENDS) for line in chain) >= 2:
        return False
    return ends_sentence(chain[-1][-12:]) or any(
        after[0] in _CLOSING or before[-1] in _OPENING or _ends_in_grammar(before)
        for certain, (before, after) in zip(sure, pairwise(chain), strict=True)
        if certain
    )


def _is_initial(before: str, after: str, spellings: Spellings) -> bool:
    """Whether a line is the large first letter of a word, which the text writes elsewhere: "W" and "hile"."""
    if len(before) > 1 or not before.isupper() or not after[0].islower() or before in "AEIOUY":
        return False
    rest = _FIRST_WORD.match(after)
    return rest is not None and spellings.has(before + rest[0])


def _between(before: str, after: str) -> str:
    """Return what to show for the line end: nothing beside a mark that leans on a word, or in unspaced scripts."""
    if _GOES_ON.match(after) or (before[-1] in _TIGHT_BEFORE and _STILL_OPEN.search(before, max(0, len(before) - 2))):
        return ""
    if after[0] == "-" and after[1:2].isalpha():
        return ""
    return "" if is_unspaced(before[-1]) and is_unspaced(after[0]) else " "
