"""Where things are on a page: the article, its title, what stands between them, and the sections around."""

import re
from itertools import pairwise

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.rules.lines import BULLETS, bare_lines, is_item_of_menu
from corpustools.rules.outline import is_running
from corpustools.rules.sharing import passes_on
from corpustools.rules.topics import content, is_same, page_title
from corpustools.rules.vocabulary import BUTTONS, MENUS, TITLES
from corpustools.text.calendar import says_when
from corpustools.text.sentences import ends_sentence
from corpustools.text.words import count_words

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
_BY = frozenset({"By", "By ", "Von", "Por", "Par", "Av ", "Af "})
_NUMBERS = frozenset(f"{number}." for number in range(1, 10))
_AWAY = frozenset({Label.RELATED, Label.COMMENTS})
_OF_A_PICTURE = re.compile(
    r"\((?:ap|afp|reuters|getty|image|photo|credit|foto|picture|epa|pa)\b|(?:photo|foto|image|credit)\s*:",
    re.IGNORECASE,
)
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
    best = total = 0.0
    first, found = 0, (-1, -1)
    weighed = draft.running
    for block in draft.blocks:
        counted = count_words(block.text) if len(block.text) > 12 else 0
        held = weighed[block.index] if weighed else None
        if held is not None:
            value = min(counted, 60) if held else -2
        elif counted >= 25 or (counted >= 8 and is_running(block)):
            value = min(counted, 60) if "©" not in block.text else -30
        else:
            value = -3
        if total <= 0:
            first, total = block.index, 0.0
        total += value
        if total > best:
            best, found = total, (first, block.index)
    first, last = _trimmed(draft, *found)
    # Before the first sentence, a title may be held for text.
    while weighed and first < last and count_words(draft.blocks[first].text) <= 20:
        if ends_sentence(draft.blocks[first].text):
            break
        first += 1
    return first, last


def _trimmed(draft: Draft, first: int, last: int) -> tuple[int, int]:
    """Cut a stretch off at a title of teasers or comments, where little of its running text stands below it."""
    lines, blocks = draft.once(bare_lines), draft.blocks
    sizes = [len(block.text) if len(block.text) > 40 and is_running(block) else 0 for block in blocks[first : last + 1]]
    for place in range(1, len(sizes)):
        if _opens(lines[first + place], imprint=False) not in _AWAY:
            continue
        rest = sizes[place:]
        pairs = sum(1 for one, other in pairwise(rest) if one and other)
        if pairs == 0 or 4 * sum(map(bool, rest)) < len(rest):
            return first, max((first + at for at in range(place) if sizes[at]), default=last)
    return first, last


def headline_places(draft: Draft) -> tuple[int, ...]:
    """Return the indexes of the blocks that say the article's title: the likeliest one, and its repetitions.

    A title shares words with the text, says again what the page's first line says, stands close to the text,
    and a date or a byline follows it.

    >>> sentence = "Nobody in the quiet town knows how long this will last."
    >>> page = ("News", "Mayor resigns", "Town Is Quiet", "10 June 2015", sentence)
    >>> headline_places(Draft(tuple(DraftBlock(index, text) for index, text in enumerate(page))))
    (2,)
    """
    place, chosen = draft.once(_title)
    if place < 0:
        return ()
    blocks, lines, end = draft.blocks, draft.once(bare_lines), draft.once(stretch)[1]
    return tuple(
        block.index
        for block in blocks[: end + 1]
        if block.index == place
        or (lines[block.index] == chosen and count_words(chosen) >= 4)
        or (block.index == 0 and draft.once(_opens_with_title))
        or (block.text.endswith("…") and len(lines[block.index]) > 20 and chosen.startswith(lines[block.index]))
    )


def _opens_with_title(draft: Draft) -> bool:
    """Whether the page's first line says the title: in the words of the headline, or in other words of the text."""
    first = content(draft.once(page_title))
    if is_same(content(draft.once(_title)[1]), first):
        return True
    return draft.is_weighed and len(first) >= 4 and len(first & draft.once(_said)) >= 0.6 * len(first)


def _said(draft: Draft) -> set[str]:
    """Return the words that carry the topic of the text and of what reads like text right before it."""
    start, end = draft.once(stretch)
    is_weighed = draft.is_weighed
    near = (block for block in draft.blocks[max(0, start - 30) : end + 1] if len(block.text) > 40)
    found = (
        block.text
        for block in near
        if (draft.is_running(block) if is_weighed else block.index >= start or is_running(block))
    )
    return content(" ".join(found)[:4000])


def _title(draft: Draft) -> tuple[int, str]:
    """Return the index of the article's title and what it says (bare); -1 where none is found."""
    start = draft.once(stretch)[0]
    if start < 0:
        return -1, ""
    lines = draft.once(bare_lines)
    blocks: tuple[DraftBlock, ...] = draft.blocks
    said = draft.once(_said)
    parts = draft.once(_titled)
    first = content(draft.once(page_title))
    is_weighed = draft.is_weighed
    scores: dict[int, float] = {}
    for block in blocks[max(0, start - 45) : start + 25]:
        index, text, line = block.index, block.text, lines[block.index]
        if draft.is_running(block) and index > 0 and (index >= start or True in draft.running[:index]):
            continue  # of what is held for text, only the first line may be the title
        if not 6 <= len(text) <= 250 or text[:1] in BULLETS or line in BUTTONS or line in MENUS or line in TITLES:
            continue
        if (ends_sentence(text) and text[-1] not in "?!？！…”’»") or says_when(text) or _OF_A_PICTURE.search(text):
            continue
        own = content(line)
        again = index > 0 and is_same(own, first)
        share = len(own & said) / len(own) if own else 0.0
        if (
            text[:2] in _NUMBERS
            or text[:3] in _BY
            or block.cut_by
            or (blocks[index + 1 : index + 2] and blocks[index + 1].cut_by)
        ):
            continue
        after = [other.text for other in blocks[index + 1 : index + 6]]
        dated = any(says_when(other) for other in after) + 0.5 * any(other[:3] in _BY for other in after)
        # A line right above a date or a byline may be the title in whatever words.
        is_signed = is_weighed and dated >= 1 and 0 < start - index <= 12 and 4 <= count_words(text) <= 25
        if share < (0.35 if index else 0.25) and not again and not (is_signed and parts[index] is None):
            continue
        if index >= start and not again and (is_weighed or not dated):
            continue
        score = share * min(len(own), 8) - 0.08 * abs(start - index) - (2 + is_weighed if count_words(text) < 3 else 0)
        score -= 2 * (parts[index] is not None)
        scores[index] = score + 5 * again + 3 * dated + (start - 3 < index < start) + 2.5 * (index == 0)
    best = max(scores, key=lambda index: scores[index], default=-1)
    if best < 0 or scores[best] < (0 if is_weighed else 1.5):
        return (0, lines[0]) if start > 0 and len(first) >= 3 and len(first & said) >= 0.6 * len(first) else (-1, "")
    # A summary shares more words with the text than the title right before it; before a title stands its section.
    before, size = scores.get(best - 1, 0), len(blocks[best].text)
    if before >= max(1, (0.25 if is_weighed else 0.4) * scores[best]) and 12 < len(blocks[best - 1].text) < size:
        above = content(lines[best - 1])
        is_section = size < 70 and (count_words(blocks[best - 1].text) < 4 or is_same(content(lines[best]), first))
        is_section = is_section and not is_same(above, first)
        best -= not (is_weighed and is_section)
    return best, lines[best]


def head(draft: Draft) -> tuple[int, int]:
    """Return the indexes of the last title before the text and of the first block of the text; (-1, -1) without text.

    A standfirst reads like text, so where a date follows within four blocks, the head goes on as far as that.

    >>> sentence = "Nobody in the quiet town knows how long this will last."
    >>> page = ("Town Is Quiet", sentence, "10 June 2015", sentence, sentence)
    >>> head(Draft(tuple(DraftBlock(index, text) for index, text in enumerate(page))))
    (0, 3)
    """
    start, _ = draft.once(stretch)
    if start < 0:
        return (-1, -1)
    first = draft.once(_title)[0]
    if first >= start:
        start = next((block.index for block in draft.blocks[first + 1 :] if is_running(block)), first + 1)
    if first < 0:
        first = max(-1, start - 8)
    for block in draft.blocks[start + 1 : start + 5]:
        if sum(map(bool, draft.running[start : block.index])) > 1:
            break  # the text has begun
        if says_when(block.text) or block.text[:3] in _BY:
            start = block.index + 1
    for block in draft.blocks[start : start + 8] if draft.is_weighed else ():
        if draft.is_running(block) is not False:
            return first, block.index
    return first, start


def sections(draft: Draft) -> tuple[Label | None, ...]:
    """Return of each block the section that it stands in by the titles on the page, or ``None``.

    A title opens a section; the next one, a line of the article or the section's usual length ends it, and so does
    the article's headline, where evidence says where the text begins.

    >>> page = ("Tags", "Norway", "Towns", "Most read", "Mayor resigns after a vote", "Home")
    >>> [label and label.value for label in sections(Draft(tuple(DraftBlock(i, text) for i, text in enumerate(page))))]
    ['tags', 'tags', 'tags', 'related', 'related', 'related']
    """
    found = draft.once(_titled)
    place, start = draft.once(_title)[0], draft.once(stretch)[0]
    if not draft.is_weighed or not 0 <= place < start or found[place] not in _AWAY:
        return found
    lines = draft.once(bare_lines)
    until = next((at for at in range(place, start) if _opens(lines[at], imprint=False) is not None), start)
    return (*found[:place], *[None] * (until - place), *found[until:])


def _titled(draft: Draft) -> tuple[Label | None, ...]:
    """Return of each block the section that the title before it opens, wherever the article begins."""
    start, end = draft.once(stretch)
    blocks, lines = draft.blocks, draft.once(bare_lines)
    found: list[Label | None] = [None] * len(blocks)
    section: Label | None = None
    left = short = 0
    for block in blocks:
        index, text, line = block.index, block.text, lines[block.index]
        opened = _opens(line, imprint=index > end and text.endswith(":"))
        if opened is Label.COMMENTS and (is_item_of_menu(block, draft) or (draft.is_weighed and index < start)):
            opened = None  # an item of a menu
        if opened is Label.RELATED and not any(len(other.text) > 24 for other in blocks[index + 1 : index + 5]):
            opened = None
        if opened is not None:
            section, left, short = opened, _LENGTHS.get(opened, 400), 0
        elif section is not None:
            left -= 1
            size = len(text)
            short = short + 1 if size <= (60 if section is Label.COMMENTS else 20) and not says_when(text) else 0
            held = draft.is_running(block)
            running = start <= index <= end and size > 40 and (is_running(block) if held is None else held)
            if (
                left < 0
                or running
                or (section in _WORDS and count_words(text) > _WORDS[section])
                or (section in _ENDS and (short >= _ENDS[section] or "©" in text))
                or (
                    section is Label.SHARE
                    and line not in _SHORT
                    and any(map(str.isalpha, line))
                    and not passes_on(line)
                )
            ):
                section = None
        found[index] = section
    return tuple(found)


def _opens(line: str, *, imprint: bool) -> Label | None:
    """Return the label of the section that a bare line opens, if any."""
    if not line or len(line) > 60:
        return None
    label = TITLES.get(line)
    if label is not None:
        return label if label is not Label.LEGAL or imprint else None
    word = line.partition(" ")[0]
    if word in _POINTING and _POINTS.match(line) and line.count(" ") <= 5:
        return Label.RELATED
    return Label.SHARE if passes_on(line) else None


def is_in_menus(block: DraftBlock, draft: Draft) -> bool:
    """Whether a line of few words stands before the title, where evidence says which blocks are text.

    >>> page = ("Local sport", "Quiet Town Waits", "Nobody in the quiet town knows how long this will last.")
    >>> draft = Draft(tuple(DraftBlock(index, text) for index, text in enumerate(page)))
    >>> is_in_menus(draft.blocks[0], draft), is_in_menus(draft.blocks[0], draft.weighed((False, False, True)))
    (False, True)
    """
    return draft.is_weighed and block.index < draft.once(head)[0] and count_words(block.text) <= 4
