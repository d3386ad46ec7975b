"""Sections around the article: a title opens one, and what is no running text below it belongs to it."""

import re
from collections.abc import Collection

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.lines import bare_lines, crowd, texts
from corpustools.rules.places import standing_in
from corpustools.rules.title import head, sections
from corpustools.rules.vocabulary import TITLES
from corpustools.rules.zones import stretch
from corpustools.text.calendar import says_when
from corpustools.text.words import count_words

_COMMENTING = re.compile(
    r"\b(?:as you comment|(?:before|by|when) commenting|comments? (?:policy|guidelines|rules|section|are (?:closed|"
    r"moderated|now closed|subject|not|welcome))|(?:to|must be logged in to|in order to) (?:post an? |leave an? )?"
    r"comment|commenters?\b.{0,60}\b(?:respect|rules)|kommentarfunktion|netiquette|commentaires? (?:sont|fermés)|"
    r"los comentarios|норм\w* общения|правила комментирования)",
    re.IGNORECASE,
)


@rule("label", since="0.1", confidence=0.355, label=Label.COMMENTS, places=standing_in(Label.COMMENTS))
def below_comments(block: DraftBlock, draft: Draft) -> str | None:
    """What stands below the title of the comments belongs to them.

    Names, times and buttons of comments look like anything; only the section tells what they are.

    Fires:

    >>> from corpustools.pipeline import where
    >>> [line for line, _ in where("below_comments", "Comments\\nanna_k\\nReply")]
    ['Comments', 'anna_k', 'Reply']

    Abstains:

    >>> where("below_comments", "Most read\\nanna_k\\nReply")
    []
    """
    return "in the section of comments" if draft.once(sections)[block.index] is Label.COMMENTS else None


# One of these, in small letters, is in all that the pattern finds; none has a letter that stands for another there.
_COMMENTING_HOLDS = ("comment", "comentar", "komment", "quette", "рм", "мм")


def _commenting(draft: Draft) -> Collection[int]:
    """Return the places of the blocks after the text that are on comments."""
    end = draft.once(stretch)[1]
    rest = [text[:300] for text in draft.once(texts)[end + 1 :]] if end >= 0 else []
    whole = "\n".join(rest).lower()
    marks = [mark for mark in _COMMENTING_HOLDS if mark in whole]
    return [
        place
        for place, text in enumerate(rest, end + 1)
        if any(mark in text.lower() for mark in marks) and _COMMENTING.search(text)
    ]


@rule("label", since="0.1", confidence=0.352, label=Label.COMMENTS, words=(3, 90), places=_commenting)
def on_commenting(block: DraftBlock, draft: Draft) -> str | None:
    """After the text, a line on comments, and on what is asked of those who write them, belongs to the comments.

    Sites remind their readers to be polite, to log in, or that comments are closed, above the comments themselves.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> where("on_commenting", f"{text}\\n{text}\\nShare\\nPlease read our rules before commenting")
    [('Please read our rules before commenting', 'on comments, after the text')]

    Abstains:

    >>> where("on_commenting", f"{text}\\n{text}\\nShare\\nMayor has no comment on rules for ferries")
    []
    """
    return "on comments, after the text" if block.index in draft.once(_commenting) else None


@rule("label", since="0.1", confidence=0.28, label=Label.RELATED, places=standing_in(Label.RELATED))
def below_related(block: DraftBlock, draft: Draft) -> str | None:
    """What stands below a title such as "Most read" teases other articles.

    The section goes on until another title, a row of short lines or the notice at the page's foot.

    Fires:

    >>> from corpustools.pipeline import where
    >>> [line for line, _ in where("below_related", "Most read\\nMayor resigns after the vote\\nPolitics")]
    ['Most read', 'Mayor resigns after the vote', 'Politics']

    Abstains:

    >>> where("below_related", "Tags\\nPolitics")
    []
    """
    if draft.once(sections)[block.index] is not Label.RELATED or _is_far_from_teasers(block, draft):
        return None
    return "in a section of teasers"


def _is_far_from_teasers(block: DraftBlock, draft: Draft) -> bool:
    """Whether a line has few words, and stands outside the article among others that have few.

    Titles of teasers stand next to what belongs to teasers; menus go on below where sections of teasers end.
    """
    text = block.text
    if len(text) > 40 or not draft.is_weighed or draft.once(crowd)[block.index] > 0.3:
        return False
    first, (_, last) = draft.once(head)[0], draft.once(stretch)
    if first < 0 or first <= block.index <= last or count_words(text) > 4 or says_when(text):
        return False
    return block.index < first or draft.once(crowd)[block.index] <= 0.15


@rule("label", since="0.1", confidence=0.34, label=Label.SHARE, places=standing_in(Label.SHARE))
def below_share(block: DraftBlock, draft: Draft) -> str | None:
    """What stands below "Share" or beside the names of networks passes the article on.

    Buttons of networks come in rows, and some of them have no words.

    Fires:

    >>> from corpustools.pipeline import where
    >>> [line for line, _ in where("below_share", "Share this:\\n* Facebook\\n* Copy")]
    ['Share this:', '* Facebook', '* Copy']

    Abstains:

    >>> where("below_share", "Tags\\nCopy")
    []
    """
    return "in a row of share buttons" if draft.once(sections)[block.index] is Label.SHARE else None


@rule("label", since="0.1", confidence=0.33, label=Label.TAGS, places=standing_in(Label.TAGS))
def below_tags(block: DraftBlock, draft: Draft) -> str | None:
    """Short lines below "Tags" or "Related topics" are keywords.

    The title says what they are; without it they would be a menu.

    Fires:

    >>> from corpustools.pipeline import where
    >>> [line for line, _ in where("below_tags", "Related topics\\n* Norway\\n* Towns")]
    ['Related topics', '* Norway', '* Towns']

    Abstains:

    >>> where("below_tags", "Share\\nNorway")
    []
    """
    return "in a list of keywords" if draft.once(sections)[block.index] is Label.TAGS else None


@rule("label", since="0.1", confidence=0.31, label=Label.BYLINE, places=standing_in(Label.BYLINE))
def below_about_the_author(block: DraftBlock, draft: Draft) -> str | None:
    """What stands below "About the author" says who wrote the article.

    Three lines at most: the name, the role and a short biography.

    Fires:

    >>> from corpustools.pipeline import where
    >>> [line for line, _ in where("below_about_the_author", "About the author\\nJane Roe\\nShe writes on towns.")]
    ['About the author', 'Jane Roe', 'She writes on towns.']

    Abstains:

    >>> where("below_about_the_author", "About the town\\nJane Roe")
    []
    """
    if draft.once(sections)[block.index] is not Label.BYLINE:
        return None
    lines = draft.once(bare_lines)
    own, before = (TITLES.get(lines[at]) if at >= 0 else None for at in (block.index, block.index - 1))
    if block.index < draft.once(head)[1] and own is None and before is not Label.BYLINE:
        return None  # above the text, it is the name alone
    return "in a section on the author"


@rule("label", since="0.1", confidence=0.24, label=Label.ADVERTISEMENT, places=standing_in(Label.ADVERTISEMENT))
def below_sponsored(block: DraftBlock, draft: Draft) -> str | None:
    """What stands below "Sponsored" is advertising.

    The mark is often all that a dump keeps of it; what follows at once belongs to it.

    Fires:

    >>> from corpustools.pipeline import where
    >>> [line for line, _ in where("below_sponsored", "Sponsored stories\\nTen shoes that doctors love")]
    ['Sponsored stories', 'Ten shoes that doctors love']

    Abstains:

    >>> where("below_sponsored", "Stories\\nTen shoes that doctors love")
    []
    """
    return "in a section of advertising" if draft.once(sections)[block.index] is Label.ADVERTISEMENT else None


@rule("label", since="0.1", confidence=0.23, label=Label.LEGAL, places=standing_in(Label.LEGAL))
def below_imprint(block: DraftBlock, draft: Draft) -> str | None:
    """After the text, "Editor-in-chief" or "Contact" and the two lines below it are the imprint.

    Imprints give the names and addresses that the law asks for, each after a word that says which.

    Fires:

    >>> from corpustools.pipeline import where
    >>> sentence = "Nobody in the town knows how long this will last."
    >>> [line for line, _ in where("below_imprint", f"{sentence}\\nEditor-in-chief:\\nJane Roe\\nDesk")][:2]
    ['Editor-in-chief:', 'Jane Roe']

    Abstains:

    >>> where("below_imprint", f"Editor-in-chief:\\nJane Roe\\nDesk\\n{sentence}")
    []
    """
    return "in the imprint" if draft.once(sections)[block.index] is Label.LEGAL else None
