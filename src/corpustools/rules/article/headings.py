"""Headings inside the article."""

import re
from collections.abc import Collection

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.lines import BULLETS, texts
from corpustools.rules.outline import extent, is_running
from corpustools.rules.zones import stretch
from corpustools.text.calendar import says_when
from corpustools.text.sentences import ends_sentence
from corpustools.text.words import count_words

_SMALL = re.compile(
    r"\s(?:of|the|a|an|and|or|at|to|for|with|by|from|as|is|are|was|than|der|die|das|und|von|mit|de|la|le|les|et|des|du|"
    r"el|los|y|del|di|il|e|van|het|een|en|och|og|i|w|z|на|с|о|и|в|по|что)$"
)
_FOLLOWS = frozenset("and but so or then und aber et mais y pero e ma och men og en i a и а но".split())
_ASKS = frozenset("?？")
_TORN = re.compile(r"(?:[,;–-]|\b[a-z]{1,4})$")


@rule("label", since="0.1", confidence=0.42, label=Label.HEADING, words=(1, 12))
def title_between_paragraphs(block: DraftBlock, draft: Draft) -> str | None:
    r"""A short line after a gap, with running text right after it, is a heading.

    Inside the article a line of at most twelve words that is no sentence and opens a stretch of running
    text divides it.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the town knows how long this will last."
    >>> where("title_between_paragraphs", f"{text}\n\nWhat comes next\n{text}")
    [('What comes next', 'a title inside the article, right before running text')]

    Abstains:

    >>> where("title_between_paragraphs", f"{text}\n\nSubscribe now")
    []
    """
    span = draft.once(extent)
    following = draft.neighbour(block, 1)
    if span is None or not span[0] < block.index < span[1] or following is None or not is_running(following):
        return None
    if not block.after_gap or ends_sentence(block.text) or not 1 <= count_words(block.text) <= 12:
        return None
    if _goes_on(block.text):
        return None
    return "a title inside the article, right before running text"


@rule("label", since="0.1", confidence=0.3, label=Label.HEADING, words=(1, 24))
def short_line_before_text(block: DraftBlock, draft: Draft) -> str | None:
    r"""Inside the article, a short line with a capital between a finished sentence and a new one is a heading.

    As :func:`title_between_paragraphs`, without the gap, which many dumps do not have. Pieces of a torn sentence
    follow an unfinished one, or go on in small letters.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the town knows how long this will last."
    >>> where("short_line_before_text", f"{text}\n{text}\nWhat comes next\n{text}")
    [('What comes next', 'a short line between finished sentences')]

    Abstains:

    >>> where("short_line_before_text", f"{text}\n{text}\nthe song,\nWhat comes next\n{text}")
    []
    """
    text = block.text
    if (
        not 2 <= len(text) <= 110
        or text[0].islower()
        or text[-1] in ",;–-("
        or text[0] in "$€£"
        or (ends_sentence(text) and text[-1] not in "?!" and not says_when(text))
        or _goes_on(text)
    ):
        return None
    first, last = draft.once(stretch)
    if not first < block.index < last:
        return None
    before, after = _beside(block, draft, -1), _beside(block, draft, 1)
    if before is None or after is None or after.text[:1].islower() or not _opens_something(after.text):
        return None
    if not (
        ends_sentence(before.text)
        or before.text[:1] in BULLETS
        or (count_words(before.text) <= 14 and not _TORN.search(before.text))
    ):
        return None
    below = [after, *draft.blocks[after.index + 1 : after.index + 3]]
    if any(map(is_running, below)) or (after.text[-1:] in ":：" and count_words(after.text) >= 5):
        return "a short line between finished sentences"
    is_listed = after.text[:1] in BULLETS or (draft.is_running(after) and count_words(after.text) >= 8)
    return "a short line before a longer one or a list" if is_listed and ends_sentence(before.text) else None


def _asking(draft: Draft) -> Collection[int]:
    """Return the places of the blocks inside the text that end in a question mark."""
    first, last = draft.once(stretch)
    shown = draft.once(texts)
    return [place for place in range(first + 1, last) if shown[place][-1:] in _ASKS]


@rule("label", since="0.1", confidence=0.485, label=Label.HEADING, words=(2, 12), places=_asking)
def question_before_text(block: DraftBlock, draft: Draft) -> str | None:
    r"""Inside the article, a line that asks one short question before a long paragraph is a heading.

    Advice is divided by the questions that it answers. In interviews questions are longer, or stand in quotation marks
    or after a dash, and answers are shorter; there the rule abstains.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the town knows how long this will last, and nobody has asked the mayor or the police of it."
    >>> where("question_before_text", f"{text}\n{text}\nWhat comes next?\n{text}")
    [('What comes next?', 'a short question before a long paragraph')]

    Abstains:

    >>> where("question_before_text", f"{text}\n{text}\n- What comes next?\n{text}")
    []
    """
    text = block.text
    if block.index not in draft.once(_asking) or not text[:1].isalnum() or text[0].islower():
        return None
    if any(mark in text[:-1] for mark in ".!?"):
        return None
    if text.partition(" ")[0].lower() in _FOLLOWS:
        return None
    before, after = _beside(block, draft, -1), _beside(block, draft, 1)
    if before is None or after is None:
        return None
    if not (ends_sentence(before.text) and count_words(before.text) >= 8) and before.text[:1] not in BULLETS:
        return None
    is_long = count_words(after.text) >= 12 and draft.is_running(after) is not False
    return "a short question before a long paragraph" if is_long else None


def _beside(block: DraftBlock, draft: Draft, step: int) -> DraftBlock | None:
    """Return the next block before or after one, without what evidence holds for no running text."""
    other = draft.neighbour(block, step)
    for _ in range(4):
        if other is None or draft.is_running(other) is not False:
            break
        other = draft.neighbour(other, step)
    return other


def _opens_something(text: str) -> bool:
    """Whether a line opens as a sentence, or as an item of a list that has some words."""
    return text[:1].isalnum() or text[:1] in "“„«\"'–—‘¿" or (text[:1] in BULLETS and count_words(text) >= 2)


def _goes_on(text: str) -> bool:
    """Whether a line is torn or announces what follows: it ends in a colon after some words, or in a small word."""
    return (text[-1:] in ":：" and count_words(text) > 3) or _SMALL.search(text) is not None
