"""Where the article's title is, and what stands between it and the text."""

import re
from collections import Counter
from collections.abc import Sequence

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.rules.lines import BULLETS, bare_lines, has_steps, is_trail, texts, times, word_counts
from corpustools.rules.outline import running
from corpustools.rules.page_tops import ABOVE_TITLES
from corpustools.rules.paper import edges_of_pages
from corpustools.rules.topics import content, is_same, page_title
from corpustools.rules.vocabulary import BUTTONS, MENUS, TITLES
from corpustools.rules.zones import openings, stretch, titled
from corpustools.text.calendar import says_how_old
from corpustools.text.dates import find_dates
from corpustools.text.sentences import ends_sentence
from corpustools.text.words import count_words

__all__ = ["DraftBlock"]

_BY = frozenset({"By", "By ", "Von", "Por", "Par", "Av ", "Af "})
_CLOCK = re.compile(r"\W{0,3}\d{1,2}[:.h]\d\d\b")
_SHORT = 80  # characters of a line that may be a title
_NONE = frozenset(TITLES) | ABOVE_TITLES
_AWAY = frozenset({Label.RELATED, Label.COMMENTS})
_NUMBERS = frozenset(f"{number}." for number in range(1, 10))
_OF_A_PICTURE = re.compile(
    r"\((?:ap|afp|reuters|getty|image|photo|credit|foto|picture|epa|pa|bild|billede|bilde|kuva|grafik|symbolbild)\b|"
    r"(?:photo|foto|image|credit|фото|写真)\s*:|^(?:bild\s*:|(?:image caption|illustration)\b)|"
    r"©|[.\s/](?-i:AP|AFP|EFE|EPA|dpa|DPA|AAP|ANP|APA|Reuters|REUTERS|Getty Images\S*)(?:\s?[/.]\s?.{2,30})?$",
    re.IGNORECASE,
)
# What pages count, and addresses.
_OF_A_PAGE = re.compile(
    r"^(?:https?://|www\.)\S+$|\b\d[\d.,]{0,9}\s?(?:views?|comments?|shares?|likes?|reads?|mins?)\b|"
    r"\bearn an? .{0,20}commission",
    re.IGNORECASE,
)


def headline_places(draft: Draft) -> Sequence[int]:
    """Return the indexes of the blocks that say the article's title: the likeliest one, and its repetitions.

    A title shares words with the text, says again what the page's first line says, stands close to the text,
    and a date or a byline follows it.

    >>> sentence = "Nobody in the quiet town knows how long this will last."
    >>> page = ("News", "Mayor resigns", "Town Is Quiet", "10 June 2015", sentence)
    >>> headline_places(Draft(tuple(DraftBlock(index, text) for index, text in enumerate(page))))
    [2]
    """
    place, chosen = draft.once(_title)
    if place < 0:
        return []
    shown, lines, end = draft.once(texts), draft.once(bare_lines), draft.once(stretch)[1]
    is_long = count_words(chosen) >= 4
    found = [
        at
        for at, line in enumerate(lines[: end + 1])
        if (line == chosen and (is_long or at == place))
        or (shown[at].endswith("…") and len(line) > 20 and chosen.startswith(line))
    ]
    if end >= 0 and 0 not in found and _opens_with_title(draft):
        found.insert(0, 0)
    return found


def _opens_with_title(draft: Draft) -> bool:
    """Whether the page's first line says the title: in the words of the headline, or in other words of the text."""
    first = content(draft.once(page_title))
    if is_same(content(draft.once(_title)[1]), first):
        return True
    return draft.is_weighed and len(first) >= 4 and len(first & draft.once(_said)) >= 0.6 * len(first)


def _title(draft: Draft) -> tuple[int, str]:
    """Return the index of the article's title and what it says (bare); -1 where none is found."""
    start = draft.once(stretch)[0]
    if start < 0:
        return -1, ""
    shown, lines, is_time = draft.once(texts), draft.once(bare_lines), draft.once(times)
    numbers, parts, said = draft.once(word_counts), draft.once(titled), draft.once(_said)
    blocks, weighed, is_weighed = draft.blocks, draft.running, draft.is_weighed
    begins = weighed.index(True) if is_weighed else len(blocks)
    if lines[begins : begins + 1] and lines[begins] in MENUS:
        # Lines of a menu are held for text now and then, and then hide no title.
        begins = next((at for at in range(begins, start) if len(shown[at]) > _SHORT or ends_sentence(shown[at])), start)
    first, edges, often = content(draft.once(page_title)), draft.once(edges_of_pages), Counter(lines)
    scores: dict[int, float] = {}
    for index in range(max(0, start - 45), min(start + 25, len(shown))):
        if weighed and weighed[index] and index > 0 and (index >= start or index > begins):
            continue  # of what is held for text, only the first line may be the title
        text, line = shown[index], lines[index]
        if index in edges or is_time[index] or not _has_form_of_title(text, line):
            continue
        if blocks[index].cut_by or (index + 1 < len(blocks) and blocks[index + 1].cut_by):
            continue
        own = content(line)
        again = index > 0 and is_same(own, first)
        share = len(own & said) / len(own) if own else 0.0
        dated = any(is_time[index + 1 : index + 6])
        if share < (0.35 if index else 0.25) and not again:
            # A line right above a date may be the title in whatever words; blogs set the date above it.
            is_below = start - index <= 2 and index > 0 and is_time[index - 1]
            is_dated = dated or is_below or any(map(_says_day, shown[index + 1 : index + 4]))
            is_list = text.count(", ") > 3
            if is_list or not (is_weighed and is_dated and 0 < start - index <= 12 and 4 <= numbers[index] <= 25):
                continue
            if parts[index] is not None:
                continue
            dated = dated or is_dated
        signed = dated + 0.5 * any(other[:3] in _BY for other in shown[index + 1 : index + 6])
        if index >= start and not again and (is_weighed or not signed):
            continue
        score = share * min(len(own), 8) - 0.08 * abs(start - index) - (2 + is_weighed if numbers[index] < 3 else 0)
        score -= 2 * (parts[index] is not None)
        # A section's name or an author's beside a date.
        score -= 3 * (numbers[index] <= 8 and bool(find_dates(text)))
        # A title is said again where it is linked; what stands twice in a row is a picture's text and its caption.
        repeated = numbers[index] > 3 and often[line] > 1 and line not in lines[max(0, index - 1) : index + 2 : 2]
        repeated = repeated and (signed > 0 or again)
        score += (5 + (numbers[index] > 3)) * again + repeated
        scores[index] = score + 3 * signed + (start - 3 < index < start) + 2.5 * (index == 0)
    best = max(scores, key=lambda index: scores[index], default=-1)
    if best < 0 or scores[best] < (0 if is_weighed else 1.5):
        return (0, lines[0]) if start > 0 and len(first) >= 3 and len(first & said) >= 0.6 * len(first) else (-1, "")
    # A summary shares more words with the text than the title right before it; before a title stands its section.
    above = best - 1
    while above > 0 and says_how_old(shown[above]):
        above -= 1
    before, size = scores.get(above, 0), len(shown[best])
    if before >= max(1, (0.25 if is_weighed else 0.4) * scores[best]) and 12 < len(shown[above]) < size:
        is_section = size < 70 and (numbers[above] < 4 or is_same(content(lines[best]), first))
        if not (is_weighed and is_section and not is_same(content(lines[above]), first)):
            best = above
    return best, lines[best]


def _has_form_of_title(text: str, line: str) -> bool:
    """Whether a line (and what it says, bare) is none that is never a title, such as a button, a credit or a trail."""
    if not 6 <= len(text) <= 250 or text[0] in BULLETS or line in BUTTONS or line in MENUS or line in _NONE:
        return False
    if says_how_old(text) or (text[-1] not in "?!？！…”’»" and ends_sentence(text)):
        return False
    if text[0].isdecimal() and _CLOCK.match(text):
        return False  # what happened then, as live reports list it
    if text[:2] in _NUMBERS or text[:3] in _BY or _OF_A_PICTURE.search(text) or _OF_A_PAGE.search(text):
        return False
    # Two strokes part the steps of a trail ("News / Europe / Oslo") or the owners of a picture.
    return not (is_trail(text) or has_steps(text) or text.count(" / ") > 1 or text[-1] in ",;")


def _says_day(text: str) -> bool:
    """Whether a short line says a day beside something else, as a byline does."""
    return len(text) < 80 and not ends_sentence(text) and any(len(day.value) == 10 for day in find_dates(text))


def _said(draft: Draft) -> set[str]:
    """Return the words that carry the topic of the text and of what reads like text right before it.

    They are those of the first four thousand characters, from thirty blocks before the stretch that was found.
    """
    start, end = draft.once(stretch)
    shown, sentences, is_weighed = draft.once(texts), draft.once(running), draft.is_weighed
    found = []
    size = 0
    for place in range(max(0, start - 30), end + 1):
        text = shown[place]
        if len(text) > 40 and (draft.running[place] if is_weighed else place >= start or sentences[place]):
            found.append(text)
            size += len(text)
            if size >= 4000:
                break
    return content(" ".join(found)[:4000])


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
    shown, is_time, sentences = draft.once(texts), draft.once(times), draft.once(running)
    first = draft.once(_title)[0]
    if first >= start:
        start = next((place for place in range(first + 1, len(shown)) if sentences[place]), first + 1)
    if first < 0:
        first = max(-1, start - 8)
    weighed = draft.running
    for place in range(start + 1, min(start + 5, len(shown))):
        if sum(map(bool, weighed[start:place])) > 1:
            break  # the text has begun
        if is_time[place] or shown[place][:3] in _BY:
            start = place + 1
    for place in range(start, min(start + 8, len(shown))) if draft.is_weighed else ():
        if weighed[place] is not False:
            return first, place
    return first, start


def sections(draft: Draft) -> Sequence[Label | None]:
    """Return of each block the section that it stands in by the titles on the page, or ``None``.

    The article's headline ends a section, too, where evidence says where the text begins.

    >>> page = ("Most read", "Quiet Town Waits for Rain", "Nobody in the quiet town knows how long the rain will last.")
    >>> draft = Draft(tuple(DraftBlock(index, text) for index, text in enumerate(page)))
    >>> sections(draft)[1], sections(draft.weighed((False, False, True)))[1]
    (<Label.RELATED: 'related'>, None)
    """
    found = draft.once(titled)
    place, start = draft.once(_title)[0], draft.once(stretch)[0]
    if not draft.is_weighed or not 0 <= place < start or found[place] not in _AWAY:
        return found
    opened = draft.once(openings)
    until = next((at for at in range(place, start) if opened[at] not in {None, Label.LEGAL}), start)
    return [*found[:place], *[None] * (until - place), *found[until:]]


def is_in_menus(block: DraftBlock, draft: Draft) -> bool:
    """Whether a line of few words stands before the title, where evidence says which blocks are text.

    >>> page = ("Local sport", "Quiet Town Waits", "Nobody in the quiet town knows how long this will last.")
    >>> draft = Draft(tuple(DraftBlock(index, text) for index, text in enumerate(page)))
    >>> is_in_menus(draft.blocks[0], draft), is_in_menus(draft.blocks[0], draft.weighed((False, False, True)))
    (False, True)
    """
    return draft.is_weighed and block.index < draft.once(head)[0] and count_words(block.text) <= 4
