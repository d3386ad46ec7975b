"""Where things are on a page: the running text, and the sections around it."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.rules.lines import bare_lines, first_words, texts, times, word_counts
from corpustools.rules.outline import running
from corpustools.rules.vocabulary import PASSES_ON, TITLES, is_networks

__all__ = ["DraftBlock"]

_POINTS = re.compile(
    r"(?:more (?:in|from|on|by|about)|most read in|most popular in|trending|latest (?:in|from|on)|popular (?:in|on)|"
    r"other news|recommended|related|mehr (?:zu|aus|über)|weitere|alles (?:zu|über)|plus de|dans la même|más "
    r"(?:en|de|sobre)|"
    r"mer (?:om|från|fra)|mere om|meer over|więcej (?:o|na)|все о|ещё по)\b"
)
_SHARES = re.compile(
    r"(?:click to (?:share|email|print|copy)|(?:share|tweet|post|pin|submit|email|send) (?:this|on|to|via|by|with|in)|"
    r"(?:find|follow|like|check|join|visit) us on|teilen (?:auf|per)|auf \w+ teilen|partager (?:sur|par)|"
    r"envoyer par|compartir (?:en|por)|condividi su|compartilhar n|delen (?:op|via)|dela (?:på|via)|del (?:på|"
    r"via|artik)|"
    r"udostępnij na|поделиться в)"
)
_POINTING = frozenset(
    "more most trending latest popular other recommended related mehr weitere alles plus dans más mer mere meer "
    "więcej все ещё".split()
)
_SHARING = frozenset(
    "click share tweet post pin submit email send find follow like check join visit teilen auf partager envoyer "
    "compartir "
    "condividi compartilhar delen dela del udostępnij поделиться".split()
)
_PASSING_OPENS = _SHARING | {opening for word in PASSES_ON for opening in re.findall(r"^\w+", word)}
_LENGTHS = {Label.SHARE: 12, Label.TAGS: 12, Label.LEGAL: 2, Label.BYLINE: 3, Label.ADVERTISEMENT: 4, Label.RELATED: 60}
_SHORT = frozenset("copy email e-mail mail more print link sms share messenger e-post mehr plus más".split())
_AWAY = frozenset({Label.RELATED, Label.COMMENTS})
_ENDS = {Label.RELATED: 4, Label.COMMENTS: 4}
_WORDS = {Label.SHARE: 8, Label.TAGS: 5, Label.LEGAL: 10, Label.BYLINE: 80}


def stretch(draft: Draft) -> tuple[int, int]:
    """Return the indexes of the first and the last block of the densest running text, (-1, -1) where there is none.

    Each running block adds its words, at most sixty; every other block costs three.

    >>> sentence = "Nobody in the town knows how long this will last."
    >>> page = (sentence, *["Menu"] * 9, "Title", sentence, "Share", sentence)
    >>> stretch(Draft(tuple(DraftBlock(index, text) for index, text in enumerate(page))))
    (11, 13)
    """
    best = total = 0
    first, found = 0, (-1, -1)
    sentences = draft.once(running)
    for place, (number, text) in enumerate(zip(draft.once(word_counts), draft.once(texts), strict=True)):
        if total <= 0:
            first, total = place, 0
        if number >= 8 and len(text) > 12 and (number >= 25 or sentences[place]):
            total += min(number, 60) if "©" not in text else -30
            if total > best:
                best, found = total, (first, place)
        else:
            total -= 3
    return _trimmed(draft, *found)


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


def sections(draft: Draft) -> Sequence[Label | None]:
    """Return of each block the section that it stands in by the titles on the page, or ``None``.

    A title opens a section; the next one, a line of the article or the section's usual length ends it.

    >>> page = ("Tags", "Norway", "Towns", "Most read", "Mayor resigns after a vote", "Home")
    >>> [label and label.value for label in sections(Draft(tuple(DraftBlock(i, text) for i, text in enumerate(page))))]
    ['tags', 'tags', 'tags', 'related', 'related', 'related']
    """
    start, end = draft.once(stretch)
    shown, lines, numbers = draft.once(texts), draft.once(bare_lines), draft.once(word_counts)
    is_time, sentences, shared = draft.once(times), draft.once(running), draft.once(passing_on)
    found: list[Label | None] = [None] * len(shown)
    section: Label | None = None
    left = short = 0
    for place, opened in enumerate(draft.once(openings)):
        if opened is Label.LEGAL and not (place > end and shown[place].endswith(":")):
            opened = None
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


def passing_on(draft: Draft) -> Collection[int]:
    """Return the places of the blocks that pass the article on, or name networks.

    >>> sorted(passing_on(Draft((DraftBlock(0, "• Share on Facebook"), DraftBlock(1, "Sport"), DraftBlock(2, "X")))))
    [0, 2]
    """
    lines = draft.once(bare_lines)
    return frozenset(
        place
        for word, places in draft.once(first_words).items()
        if word in _PASSING_OPENS
        for place in places
        if passes_on(lines[place])
    )


def passes_on(line: str) -> bool:
    """Whether a bare line is one that passes the article on, or names networks.

    >>> passes_on("share on facebook"), passes_on("find us on twitter"), passes_on("share prices fell")
    (True, True, False)
    """
    if not line or len(line) > 100:
        return False
    if line.partition(" ")[0] in _SHARING and _SHARES.match(line):
        return True
    return is_networks(line)
