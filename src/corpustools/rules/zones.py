"""Where things are on a page: the running text, and the sections around it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.rules.lines import BULLETS, bare_lines, first_words, is_item_of_menu, texts, times, word_counts
from corpustools.rules.outline import running
from corpustools.rules.sharing import passing_on
from corpustools.rules.vocabulary import MENUS, NETWORKS, TITLES
from corpustools.text.sentences import ends_sentence

__all__ = ["DraftBlock"]

_POINTS = re.compile(
    r"(?:more (?:in|from|on|by|about)|most read in|most popular in|trending|latest (?:in|from|on)|popular (?:in|on)|"
    r"other news|recommended|related|mehr (?:zu|aus|über)|weitere|alles (?:zu|über)|plus de|dans la même|más "
    r"(?:en|de|sobre)|"
    r"mer (?:om|från|fra)|mere om|meer over|więcej (?:o|na)|все о|ещё по)\b"
)
_POINTING = frozenset(
    "more most trending latest popular other recommended related mehr weitere alles plus dans más mer mere meer "
    "więcej все ещё".split()
)
_LENGTHS = {Label.SHARE: 12, Label.TAGS: 12, Label.LEGAL: 2, Label.BYLINE: 3, Label.ADVERTISEMENT: 4, Label.RELATED: 60}
_SHORT = frozenset("copy email e-mail mail more print link sms share messenger e-post mehr plus más".split())
_AWAY = frozenset({Label.RELATED, Label.COMMENTS})
_ENDS = {Label.RELATED: 4, Label.COMMENTS: 4}
_WORDS = {Label.SHARE: 8, Label.TAGS: 5, Label.LEGAL: 10, Label.BYLINE: 80}


def stretch(draft: Draft) -> tuple[int, int]:
    """Return the indexes of the first and the last block of the densest running text, (-1, -1) where there is none.

    Each running block adds its words, at most sixty; every other block costs three. Where evidence says which blocks
    are running text, it is believed.

    >>> sentence = "Nobody in the town knows how long this will last."
    >>> page = (sentence, *["Menu"] * 9, "Title", sentence, "Share", sentence)
    >>> stretch(Draft(tuple(DraftBlock(index, text) for index, text in enumerate(page))))
    (11, 13)
    """
    best = total = 0
    first, found = 0, (-1, -1)
    shown, numbers, sentences, weighed = draft.once(texts), draft.once(word_counts), draft.once(running), draft.running
    for place, (number, text) in enumerate(zip(numbers, shown, strict=True)):
        if total <= 0:
            first, total = place, 0
        held = weighed[place] if weighed else None
        if held or (held is None and number >= 8 and len(text) > 12 and (number >= 25 or sentences[place])):
            if len(text) > 12:
                total += min(number, 60) if held or "©" not in text else -30
            if total > best:
                best, found = total, (first, place)
        else:
            total -= 3 if held is None else 2
    first, last = _trimmed(draft, *found)
    # Before the first sentence, a title may be held for text.
    while weighed and first < last and numbers[first] <= 20 and not ends_sentence(shown[first]):
        first += 1
    return first, last


def _trimmed(draft: Draft, first: int, last: int) -> tuple[int, int]:
    """Cut a stretch off at a title of teasers or comments, where little of its running text stands below it."""
    opened = draft.once(openings)
    away = [place for place in range(first + 1, last + 1) if opened[place] in _AWAY]
    if first < 0 or not away:
        return first, last
    shown, sentences = draft.once(texts), draft.once(running)
    sizes = [len(shown[at]) if sentences[at] and len(shown[at]) > 40 else 0 for at in range(first, last + 1)]
    for place in away:
        rest = sizes[place - first :]
        pairs = sum(1 for one, other in pairwise(rest) if one and other)
        if pairs == 0 or 4 * sum(map(bool, rest)) < len(rest):
            return first, max((at for at in range(first, place) if sizes[at - first]), default=last)
    return first, last


def titled(draft: Draft) -> Sequence[Label | None]:
    """Return of each block the section that the title before it opens, or ``None``, wherever the article begins.

    The next title, a line of the article or the section's usual length ends a section.

    >>> page = ("Tags", "Norway", "Towns", "Most read", "Mayor resigns after a vote", "Home")
    >>> [label and label.value for label in titled(Draft(tuple(DraftBlock(i, text) for i, text in enumerate(page))))]
    ['tags', 'tags', 'tags', 'related', 'related', 'related']
    """
    start, end = draft.once(stretch)
    shown, lines, numbers = draft.once(texts), draft.once(bare_lines), draft.once(word_counts)
    is_time, sentences, shared = draft.once(times), draft.once(running), draft.once(passing_on)
    if draft.running:
        sentences = [one if held is None else held for one, held in zip(sentences, draft.running, strict=True)]
    is_weighed = draft.is_weighed
    found: list[Label | None] = [None] * len(shown)
    section: Label | None = None
    left = short = 0
    for place, opened in enumerate(draft.once(openings)):
        if opened is Label.LEGAL and not (place > end and shown[place].endswith(":")):
            opened = None
        if opened is Label.COMMENTS and ((is_weighed and place < start) or is_item_of_menu(draft.blocks[place], draft)):
            opened = None
        if opened is Label.SHARE and section is Label.TAGS and lines[place] in NETWORKS and left == _LENGTHS[section]:
            opened = None  # the first of the keywords is a network
        if opened is Label.ADVERTISEMENT and place and {lines[place], lines[place - 1]} <= MENUS:
            opened = None  # the section of a paper that has them, in a menu
        if opened is Label.RELATED and _lists_keywords(draft, place):
            opened = Label.TAGS
        if opened is Label.TAGS and _is_bulleted(shown[max(place - 1, 0) : place + 2]) == 3 and shown[place][-1] != ":":
            opened = None  # a link to the topics of the site, in a menu
        if opened is Label.RELATED and not any(len(other) > 24 for other in shown[place + 1 : place + 5]):
            opened = None
        if opened is not None:
            section, left, short = opened, _LENGTHS.get(opened, 400), 0
        elif section is not None:
            text, line = shown[place], lines[place]
            left -= 1
            size = len(text)
            short = short + 1 if size <= (60 if section is Label.COMMENTS else 20) and not is_time[place] else 0
            if (
                left < 0
                or (start <= place <= end and size > 40 and sentences[place])
                or (section in _WORDS and numbers[place] > _WORDS[section])
                or (section in _ENDS and (short >= _ENDS[section] or "©" in text))
                or (
                    section is Label.SHARE
                    and line not in _SHORT
                    and any(map(str.isalpha, line))
                    and place not in shared
                )
            ):
                section = None
        found[place] = section
    return found


def _is_bulleted(shown: Sequence[str]) -> int:
    """Return how many of these lines open with a bullet."""
    return sum(text[:1] in BULLETS for text in shown)


def _lists_keywords(draft: Draft, place: int) -> bool:
    """Whether below "Related", soon after the text, items of a list stand that are no titles: up to four words."""
    shown, numbers, end = draft.once(texts), draft.once(word_counts), draft.once(stretch)[1]
    items = shown[place + 1 : place + 4]
    if not 0 <= end < place <= end + 15 or _is_bulleted(items[:2]) < 2 or shown[place][:1] in BULLETS:
        return False
    return all(number <= 4 and len(text) <= 40 for number, text in zip(numbers[place + 1 :], items, strict=False))


def openings(draft: Draft) -> Sequence[Label | None]:
    """Return of each block the label of the section that it would open by what it says, if any.

    >>> opened = openings(Draft((DraftBlock(0, "Most read"), DraftBlock(1, "Most readers"), DraftBlock(2, "Share"))))
    >>> [label and label.value for label in opened]
    ['related', None, 'share']
    """
    lines, shared = draft.once(bare_lines), draft.once(passing_on)
    found = list(map(TITLES.get, lines))
    for word, places in draft.once(first_words).items():
        if word in _POINTING:
            for place in places:
                line = lines[place]
                if found[place] is not None or len(line) > 60 or line.partition(" ")[0] != word:
                    continue
                if line.count(" ") <= 5 and _POINTS.match(line):
                    found[place] = Label.RELATED
    for place in shared:
        if found[place] is None and len(lines[place]) <= 60:
            found[place] = Label.SHARE
    return found
