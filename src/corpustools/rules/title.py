"""Where the article's title is, and what stands between it and the text."""

import re
from collections.abc import Sequence

from corpustools.model.draft import Draft, DraftBlock
from corpustools.rules.lines import BULLETS, bare_lines, texts, times, word_counts
from corpustools.rules.outline import running
from corpustools.rules.vocabulary import BUTTONS, MENUS, TITLES, bare
from corpustools.rules.zones import sections, stretch
from corpustools.text.sentences import ends_sentence
from corpustools.text.suffixes import site_suffix
from corpustools.text.words import count_words, words

__all__ = ["DraftBlock"]

_OF_A_SITE = re.compile(r"\s+[|–—-]\s+")
_BY = frozenset({"By", "By ", "Von", "Por", "Par", "Av ", "Af "})
_NUMBERS = frozenset(f"{number}." for number in range(1, 10))
_OF_A_PICTURE = re.compile(
    r"\((?:ap|afp|reuters|getty|image|photo|credit|foto|picture|epa|pa)\b|(?:photo|foto|image|credit)\s*:",
    re.IGNORECASE,
)


def _content(text: str) -> set[str]:
    """Return the words that carry a line's topic: those of four letters and more, and pairs of unspaced letters."""
    parts = set(text.lower().replace("-", " ").replace(",", " ").replace(".", " ").split())
    found = {part for part in parts if len(part) >= 4}
    # To split at white space takes a third of the time; what is left that is more than a word is looked at closer.
    marked = [part for part in found if not part.isalnum()]
    if marked:
        found.difference_update(marked)
        found.update(word for part in marked for word in words(part) if len(word) >= 4)
    if not text.isascii():
        for word in [word for word in found if "\u2e80" < word[0] < "\ud7ff"]:
            found.discard(word)
            found.update(word[at : at + 2] for at in range(len(word) - 1))
    return found


def page_title(draft: Draft) -> str:
    """Return what the first line says (bare), the site's name cut off; empty where the page has no first line.

    >>> page_title(Draft((DraftBlock(0, "Town Is Quiet | Example News"),)))
    'town is quiet'
    """
    if not draft.blocks:
        return ""
    text = draft.blocks[0].text[:300]
    suffix = site_suffix(text)
    if suffix:
        text = (
            _OF_A_SITE.split(text[: suffix[1]] + " ")[0] if text.count(" | ") > 1 else text[: suffix[1]].rstrip(" |–—-")
        )
    return bare(text)


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
    if end >= 0 and 0 not in found and _is_same(_content(chosen), _content(draft.once(page_title))):
        found.insert(0, 0)
    return found


def _is_same(one: set[str], other: set[str]) -> bool:
    """Whether two titles have four fifths of their words in common."""
    return bool(one) and len(one & other) >= 0.8 * len(one | other)


def _title(draft: Draft) -> tuple[int, str]:
    """Return the index of the article's title and what it says (bare); -1 where none is found."""
    start, end = draft.once(stretch)
    if start < 0:
        return -1, ""
    shown, lines, is_time = draft.once(texts), draft.once(bare_lines), draft.once(times)
    sentences, numbers, parts = draft.once(running), draft.once(word_counts), draft.once(sections)
    blocks = draft.blocks
    said = _content(_text_near(shown, sentences, start, end))
    first = _content(draft.once(page_title))
    scores: dict[int, float] = {}
    for index in range(max(0, start - 45), min(start + 25, len(shown))):
        text, line = shown[index], lines[index]
        if not 6 <= len(text) <= 250 or text[0] in BULLETS or line in BUTTONS or line in MENUS or line in TITLES:
            continue
        if is_time[index] or (text[-1] not in "?!？！…”’»" and ends_sentence(text)):
            continue
        if text[:2] in _NUMBERS or text[:3] in _BY or (("(" in text or ":" in text) and _OF_A_PICTURE.search(text)):
            continue
        if blocks[index].cut_by or (index + 1 < len(blocks) and blocks[index + 1].cut_by):
            continue
        own = _content(line)
        again = index > 0 and _is_same(own, first)
        share = len(own & said) / len(own) if own else 0.0
        if share < (0.35 if index else 0.25) and not again:
            continue
        dated = any(is_time[index + 1 : index + 6]) + 0.5 * any(
            other[:3] in _BY for other in shown[index + 1 : index + 6]
        )
        if index >= start and not dated and not again:
            continue
        score = share * min(len(own), 8) - 0.08 * abs(start - index) - (2 if numbers[index] < 3 else 0)
        score -= 2 * (parts[index] is not None)
        scores[index] = score + 5 * again + 3 * dated + (start - 3 < index < start) + 2.5 * (index == 0)
    best = max(scores, key=lambda index: scores[index], default=-1)
    if best < 0 or scores[best] < 1.5:
        return (0, lines[0]) if start > 0 and len(first) >= 3 and len(first & said) >= 0.6 * len(first) else (-1, "")
    # A summary shares more words with the text than the title right before it.
    before = scores.get(best - 1, 0)
    if before >= max(1, 0.4 * scores[best]) and 12 < len(shown[best - 1]) < len(shown[best]):
        best -= 1
    return best, lines[best]


def _text_near(shown: Sequence[str], sentences: Sequence[bool], start: int, end: int) -> str:
    """Return the first four thousand characters of text, from thirty blocks before the stretch that was found."""
    found = []
    size = 0
    for place in range(max(0, start - 30), end + 1):
        text = shown[place]
        if len(text) > 40 and (place >= start or sentences[place]):
            found.append(text)
            size += len(text)
            if size >= 4000:
                break
    return " ".join(found)[:4000]


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
    for place in range(start + 1, min(start + 5, len(shown))):
        if is_time[place] or shown[place][:3] in _BY:
            start = place + 1
    return first, start
