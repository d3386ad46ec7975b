"""Headings inside the article."""

import re

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.lines import BULLETS
from corpustools.rules.outline import extent, is_running
from corpustools.rules.zones import stretch
from corpustools.text.sentences import ends_sentence
from corpustools.text.words import count_words

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
        or (ends_sentence(text) and text[-1] != "?")
    ):
        return None
    first, last = draft.once(stretch)
    if not first < block.index < last:
        return None
    before, after = draft.neighbour(block, -1), draft.neighbour(block, 1)
    if (
        before is None
        or after is None
        or after.text[:1].islower()
        or not after.text[:1].isalnum() | (after.text[:1] in "“„«\"'–—‘¿")
    ):
        return None
    if not (
        ends_sentence(before.text)
        or before.text[:1] in BULLETS
        or (count_words(before.text) <= 14 and not _TORN.search(before.text))
    ):
        return None
    below = [other for other in (after, draft.neighbour(block, 2), draft.neighbour(block, 3)) if other is not None]
    return "a short line between finished sentences" if any(map(is_running, below)) else None
