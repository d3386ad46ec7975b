"""Where label rules are asked: questions about a whole draft, answered with the places of some of its blocks.

Most rules fire at lines that open with a known word, hold one, or stand in a known part of the page. To find such
lines for all rules at once takes a twentieth of the time that it takes to ask each rule about each line.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import accumulate, pairwise

from corpustools.model.draft import Draft
from corpustools.model.span import Label
from corpustools.rules.lines import bare_lines, first_words, line_words, texts, times
from corpustools.rules.title import head, sections
from corpustools.rules.zones import stretch

Places = Callable[[Draft], Collection[int]]


def opening_with(words: Iterable[str]) -> Places:
    """Return the question which blocks open with one of these words, or marks, bullets and capitals aside.

    >>> from corpustools.model.draft import DraftBlock
    >>> page = Draft(tuple(DraftBlock(place, text) for place, text in enumerate(["BY Jane", "Bye", "© Oslo"])))
    >>> sorted(opening_with({"by", "©"})(page))
    [0, 2]
    """
    asked = frozenset(words)

    def opening(draft: Draft) -> Collection[int]:
        found = draft.once(first_words)
        return [place for word in found.keys() & asked for place in found[word]]

    return opening


def saying(lines: Iterable[str]) -> Places:
    """Return the question which blocks say one of these things and nothing else, bullets and marks aside.

    >>> from corpustools.model.draft import DraftBlock
    >>> saying({"sign up"})(Draft((DraftBlock(0, "• Sign up"), DraftBlock(1, "Sign up now"))))
    [0]
    """
    asked = frozenset(lines)

    def said(draft: Draft) -> Collection[int]:
        return [place for place, line in enumerate(draft.once(bare_lines)) if line in asked]

    return said


_HELD: set[str] = set()
"""All words that :func:`holding` was given: lines without any of them, which most are, are looked at once."""


def holding(words: Iterable[str], *marks: str) -> Places:
    """Return the question which blocks hold one of these words among their first, or one of these marks.

    >>> from corpustools.model.draft import DraftBlock
    >>> page = Draft(tuple(DraftBlock(place, text) for place, text in enumerate(["Oslo, today", "5 € a day", "Oslos"])))
    >>> sorted(holding({"oslo"}, "€")(page))
    [0, 1]
    """
    asked = frozenset(words)
    _HELD.update(asked)

    def held(draft: Draft) -> Collection[int]:
        found = {place for place, words in draft.once(_telling_words) if not asked.isdisjoint(words)}
        return found.union(*(places_of(draft, mark) for mark in marks))

    return held


def _telling_words(draft: Draft) -> Sequence[tuple[int, set[str]]]:
    """Return the places of the blocks that hold a word which a rule goes by, and those words."""
    each = enumerate(map(_HELD.intersection, draft.once(line_words)))
    return [(place, words) for place, words in each if words]


def with_any(*marks: str) -> Places:
    """Return the question in which blocks one of these marks stands.

    >>> from corpustools.model.draft import DraftBlock
    >>> sorted(with_any("_", "{{")(Draft((DraftBlock(0, "arrow_down"), DraftBlock(1, "Oslo"), DraftBlock(2, "{{x}}")))))
    [0, 2]
    """

    def held(draft: Draft) -> Collection[int]:
        return {place for mark in marks for place in places_of(draft, mark)}

    return held


def places_of(draft: Draft, mark: str) -> Sequence[int]:
    """Return the places of the blocks that hold a mark; the page is searched as one string.

    >>> from corpustools.model.draft import DraftBlock
    >>> places_of(Draft((DraftBlock(0, "© and ©"), DraftBlock(1, "Oslo"), DraftBlock(2, "©"))), "©")
    [0, 2]
    """
    text, starts = draft.once(_whole)
    found: list[int] = []
    if mark[0] not in text:
        # One character is found, or not, in a tenth of the time that several take.
        return found
    at = text.find(mark)
    while at >= 0:
        place = bisect_right(starts, at) - 1
        found.append(place)
        if place + 1 == len(starts):
            break
        at = text.find(mark, starts[place + 1])
    return found


def _whole(draft: Draft) -> tuple[str, Sequence[int]]:
    """Return all text, and where in it each block starts."""
    shown = draft.once(texts)
    return "\n".join(shown), list(accumulate([len(text) + 1 for text in shown[:-1]], initial=0))


def cut(draft: Draft) -> Collection[int]:
    """Return the places of the blocks that were cut from the one before them on their line.

    >>> from corpustools.model.draft import DraftBlock
    >>> cut(Draft((DraftBlock(0, "OSLO –"), DraftBlock(1, "It is quiet.", cut_by="dateline_opens_paragraph"))))
    [1]
    """
    return [block.index for block in draft.blocks if block.cut_by is not None]


def before_cut(draft: Draft) -> Collection[int]:
    """Return the places of the blocks from which the next one was cut.

    >>> from corpustools.model.draft import DraftBlock
    >>> before_cut(Draft((DraftBlock(0, "OSLO –"), DraftBlock(1, "It is quiet.", cut_by="dateline_opens_paragraph"))))
    [0]
    """
    return [place - 1 for place in draft.once(cut) if place]


def right_after(label: Label) -> Places:
    """Return the question which blocks stand right after one with this label.

    >>> from corpustools.model.draft import DraftBlock
    >>> right_after(Label.ALT)(Draft((DraftBlock(0, "A crowd"), DraftBlock(1, "Mayor resigns")), (Label.ALT, None)))
    [1]
    """

    def following(draft: Draft) -> Collection[int]:
        return [place for place, held in enumerate(draft.labels[:-1], 1) if held is label]

    return following


def right_before(label: Label) -> Places:
    """Return the question which blocks stand right before one with this label.

    >>> from corpustools.model.draft import DraftBlock
    >>> right_before(Label.CREDIT)(Draft((DraftBlock(0, "A crowd"), DraftBlock(1, "AP")), (None, Label.CREDIT)))
    [0]
    """

    def preceding(draft: Draft) -> Collection[int]:
        return [place for place, held in enumerate(draft.labels[1:]) if held is label]

    return preceding


def opening_in_no_letter(draft: Draft) -> Collection[int]:
    """Return the places of the blocks that open with a digit or a mark, and of those that are empty.

    >>> from corpustools.model.draft import DraftBlock
    >>> opening_in_no_letter(Draft((DraftBlock(0, "• Oslo"), DraftBlock(1, "Oslo"), DraftBlock(2, "2"))))
    [0, 2]
    """
    return [place for place, text in enumerate(draft.once(texts)) if not text[:1].isalpha()]


def opening_unseen(draft: Draft) -> Collection[int]:
    """Return the places of the blocks that open with what may be no visible character, and of those that are empty.

    >>> from corpustools.model.draft import DraftBlock
    >>> opening_unseen(Draft((DraftBlock(0, "\\u200b"), DraftBlock(1, "Oslo"), DraftBlock(2, "•"))))
    [0]
    """
    shown = enumerate(draft.once(texts))
    return [place for place, text in shown if (mark := text[:1]) <= " " or not mark.isprintable()]


def with_year(draft: Draft) -> Collection[int]:
    """Return the places of the lines of at most 200 characters that may hold a year.

    >>> from corpustools.model.draft import DraftBlock
    >>> with_year(Draft((DraftBlock(0, "10 June 2015"), DraftBlock(1, "June"))))
    [0]
    """
    shown = draft.once(texts)
    return sorted(
        {place for century in ("19", "20") for place in places_of(draft, century) if len(shown[place]) <= 200}
    )


def said_again(draft: Draft) -> Collection[int]:
    """Return the places of the blocks that say again, or open with, what the block before says.

    >>> from corpustools.model.draft import DraftBlock
    >>> said_again(Draft((DraftBlock(0, "The square"), DraftBlock(1, "The square at noon"), DraftBlock(2, "More"))))
    [1]
    """
    pairs = enumerate(pairwise(draft.once(texts)), 1)
    return [place for place, (one, other) in pairs if other.startswith(one)]


def say_when(draft: Draft) -> Collection[int]:
    """Return the places of the blocks that say when and nothing else.

    >>> from corpustools.model.draft import DraftBlock
    >>> say_when(Draft((DraftBlock(0, "10 June 2015"), DraftBlock(1, "June"))))
    [0]
    """
    return [place for place, is_time in enumerate(draft.once(times)) if is_time]


def standing_in(section: Label) -> Places:
    """Return the question which blocks stand in a section.

    >>> from corpustools.model.draft import DraftBlock
    >>> page = Draft(tuple(DraftBlock(place, text) for place, text in enumerate(["Comments", "anna_k", "Reply"])))
    >>> standing_in(Label.COMMENTS)(page), standing_in(Label.SHARE)(page)
    ([0, 1, 2], [])
    """

    def standing(draft: Draft) -> Collection[int]:
        return [place for place, held in enumerate(draft.once(sections)) if held is section]

    return standing


def inside(draft: Draft) -> Collection[int]:
    """Return the places of the blocks between the title and the text's end, in no section of something else.

    >>> from corpustools.model.draft import DraftBlock
    >>> sentence = "Nobody in the quiet town knows how long this will last."
    >>> page = enumerate(("Quiet Town Waits", "Jane Roe", sentence, "Share", sentence, "More"))
    >>> sorted(inside(Draft(tuple(DraftBlock(place, text) for place, text in page))))
    [1, 2, 4]
    """
    opens, held = draft.once(head)[0], draft.once(sections)
    return {place for place in range(opens + 1, draft.once(stretch)[1] + 1) if held[place] is None}


def near(draft: Draft) -> Collection[int]:
    """Return the places of the blocks between the title and the text, and of those right after the text.

    >>> from corpustools.model.draft import DraftBlock
    >>> sentence = "Nobody in the quiet town knows how long this will last."
    >>> page = enumerate(("Quiet Town Waits", "Jane Roe", sentence, *["Menu"] * 9))
    >>> sorted(near(Draft(tuple(DraftBlock(place, text) for place, text in page))))
    [0, 1, 2, 3, 4, 5, 6, 7, 8]
    """
    opens, start = draft.once(head)
    if start < 0:
        return frozenset()
    end, held = draft.once(stretch)[1], draft.once(sections)
    last = len(draft.blocks) - 1
    above = range(max(opens - 3, 0), min(start, last) + 1)
    below = [place for place in range(end, min(end + 6, last) + 1) if held[place] is not Label.RELATED]
    return {*above, *below}


def between(draft: Draft) -> Collection[int]:
    """Return the places of the blocks after the title and up to the first of the text.

    >>> from corpustools.model.draft import DraftBlock
    >>> sentence = "Nobody in the quiet town knows how long this will last."
    >>> page = enumerate(("Quiet Town Waits", "Jane Roe", sentence, "Menu"))
    >>> list(between(Draft(tuple(DraftBlock(place, text) for place, text in page))))
    [1, 2]
    """
    opens, start = draft.once(head)
    return range(opens + 1, min(start, len(draft.blocks) - 1) + 1) if opens >= 0 else ()


def below(draft: Draft) -> Collection[int]:
    """Return the places of the blocks after the text; all where there is none.

    >>> from corpustools.model.draft import DraftBlock
    >>> list(below(Draft((DraftBlock(0, "Menu"), DraftBlock(1, "More")))))
    [0, 1]
    """
    return range(draft.once(stretch)[1] + 1, len(draft.blocks))
