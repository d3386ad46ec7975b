"""Readers' comments that a line on who wrote, and when, stands above, and lines that ask for comments."""

import re
from collections.abc import Collection, Sequence

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.lines import bare_lines, is_item_of_menu, texts, times, word_counts
from corpustools.rules.outline import running
from corpustools.rules.places import holding
from corpustools.rules.zones import openings
from corpustools.text.calendar import says_when
from corpustools.text.sentences import ends_sentence
from corpustools.text.words import count_words

_SAID = (
    "said|says|wrote|writes|commented|replied|sagte|sagt|schrieb|schreibt|a dit|dit|a écrit|écrit|dijo|dice|escribió|"
    "disse|diz|escreveu|ha detto|ha scritto|zei|zegt|schreef|skrev|skriver|säger|sier|siger|sanoi|kirjoitti|napisał|"
    "napisała|pisze|mówi|napsal|napsala|říká|написал|написала|пишет|говорит|пише|dedi|diyor"
)
_ENDS = tuple(_SAID.split("|"))
_NAME = r"[•*▪\s-]*(?P<name>[^\d:,.!?«»\"“”]{2,40}?)"
_WITH_TIME = re.compile(
    rf"{_NAME}\s+(?:(?:on|am|le|el|em|il|op|den|dne|dnia)\s+)?(?P<when>\S.*\d.*?)\s+(?:{_SAID})\s*:?", re.IGNORECASE
)
_ALONE = re.compile(rf"{_NAME}\s+(?:{_SAID})\s*:", re.IGNORECASE)
_REPLY = frozenset(
    "reply|reply to this|antworten|répondre|responder|rispondi|beantwoorden|reageer|svara|svar|besvar|vastaa|odpowiedz|"
    "odpovědět|válasz|răspunde|yanıtla|ответить|відповісти|回复|返信|답글|رد".split("|")
)

_DISCUSSION = re.compile(
    r"\b(?:participate|take part|join|leave|post|write|add|view|show|be the first|log in|sign in)\b.{0,40}"
    r"\b(?:discussion|conversation|comments?|debate)\b|^(?:\d+\s+)?comments?(?:\s*\(\d+\))?:?$",
    re.IGNORECASE,
)
_discussing = holding("discussion conversation comment comments debate".split())


def _signed(draft: Draft) -> Sequence[int]:
    """Return the places of the lines that say who wrote, where a time stands in them or right below."""
    shown = draft.once(texts)
    found = []
    for place, text in enumerate(shown):
        if len(text) <= 100 and (text[-1:] == ":" or text.endswith(_ENDS)):
            dated = _WITH_TIME.fullmatch(text)
            below = shown[place + 1 : place + 3]
            if says_when(dated["when"]) if dated else _ALONE.fullmatch(text) and any(map(says_when, below)):
                found.append(place)
    return found


def _replied(draft: Draft) -> Sequence[int]:
    """Return the places where comments begin that have a time and a button to reply: the name, or else the time."""
    shown, is_time = draft.once(texts), draft.once(times)
    found = []
    before = -1
    for place, line in enumerate(draft.once(bare_lines)):
        if line in _REPLY:
            dates = [at for at in range(max(before + 1, place - 12), place) if is_time[at]]
            if dates:
                above = dates[0] - 1
                found.append(above if above > before and count_words(shown[above]) <= 5 else dates[0])
            before = place
    return found


def _series(draft: Draft, headers: Sequence[int], least: int) -> Collection[int]:
    """Return the places of a series of comments: from where the first one begins to the end of the last one's text.

    There are two or more, and so many words of running text stand before them: a forum's first post is no article.
    """
    if len(headers) < 2:
        return ()
    first, last = headers[0], headers[-1]
    numbers, sentences, opened = draft.once(word_counts), draft.once(running), draft.once(openings)
    if sum(number for number, runs in zip(numbers[:first], sentences[:first], strict=True) if runs) < least:
        return ()
    end = last + 1
    while end < len(numbers) and opened[end] is None and (sentences[end] or end <= last + 2):
        end += 1
    return range(first, end)


def _signed_comments(draft: Draft) -> Collection[int]:
    """Return the places of the comments that lines on who wrote them stand above."""
    return _series(draft, draft.once(_signed), 60)


def _replied_comments(draft: Draft) -> Collection[int]:
    """Return the places of the comments that have times and buttons to reply."""
    return _series(draft, draft.once(_replied), 150)


@rule("label", since="0.1", confidence=0.9995, label=Label.COMMENTS, places=_signed_comments)
def below_commenter(block: DraftBlock, draft: Draft) -> str | None:
    """After an article, what stands between lines such as "Jane on 3 May 2019 at 14:05 said:" are comments.

    Blogs set who wrote a comment, and when, above it. Comments read as articles do, so that nothing else tells them
    apart where the page's title over them is missing. Of the 3,900 words that this finds on pages whose running
    text is known, none is in it.

    Fires:

    >>> from corpustools.pipeline import where
    >>> article = "Nobody in the quiet town knows how long this will last, and nobody has asked the mayor of it. " * 4
    >>> comments = "Jane on 3 May 2019 said:\\nI asked him, and he does not know.\\nTom on 4 May 2019 said:\\nMe"
    >>> [line for line, _ in where("below_commenter", f"{article}\\n{comments}")][:2]
    ['Jane on 3 May 2019 said:', 'I asked him, and he does not know.']

    Abstains:

    >>> where("below_commenter", comments)
    []
    """
    return "between lines that say who wrote a comment" if block.index in draft.once(_signed_comments) else None


@rule("label", since="0.1", confidence=0.97, label=Label.COMMENTS, places=_replied_comments)
def between_replies(block: DraftBlock, draft: Draft) -> str | None:
    """After an article, what stands between times that each have a button to reply are comments.

    Nothing else on a page is answered. Posts of forums are, so a long text has to stand before them.

    Fires:

    >>> from corpustools.pipeline import where
    >>> article = "Nobody in the quiet town knows how long this will last, and nobody has asked the mayor of it. " * 9
    >>> comments = "Jane\\n3 May 2019\\nI asked him, and he does not know.\\nReply\\nTom\\n4 May 2019\\nMe too.\\nReply"
    >>> [line for line, _ in where("between_replies", f"{article}\\n{comments}")][:3]
    ['Jane', '3 May 2019', 'I asked him, and he does not know.']

    Abstains:

    >>> where("between_replies", comments)
    []
    """
    return "between times with a button to reply" if block.index in draft.once(_replied_comments) else None


@rule("label", since="0.1", confidence=0.94, label=Label.COMMENTS, words=(1, 12), places=_discussing)
def discussion_prompt(block: DraftBlock, draft: Draft) -> str | None:
    """A short line that asks to join a discussion, or counts comments, is part of the comment widget.

    The prompt is a fragment or an imperative of at most a dozen words, never a full sentence.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("discussion_prompt", "Be the first to leave a comment")
    [('Be the first to leave a comment', 'asks to join a discussion')]

    Abstains:

    >>> where("discussion_prompt", "The mayor refused to join the discussion about the bridge.")
    []
    """
    if len(block.text) > 120 or block.index not in draft.once(_discussing):
        return None
    if ends_sentence(block.text) or count_words(block.text) > 12 or is_item_of_menu(block, draft):
        return None
    return "asks to join a discussion" if _DISCUSSION.search(block.text) else None
