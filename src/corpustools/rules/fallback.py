"""What to say of a block that no sharper rule knows: least sure, so any other claim wins."""

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.outline import extent
from corpustools.text.characters import is_visible
from corpustools.text.sentences import ends_sentence
from corpustools.text.words import count_words


@rule("label", since="0.1", confidence=1.0, label=Label.INTERFACE)
def nothing_to_read(block: DraftBlock, draft: Draft) -> str | None:
    r"""A line of characters that nobody can see (controls, joiners) is no text.

    It is a block all the same, because no character of the text as read may go unaccounted for.

    Fires:

    >>> from corpustools.pipeline import where
    >>> [reason for _, reason in where("nothing_to_read", "\u200b\u200b")]
    ['no visible character']

    Abstains:

    >>> where("nothing_to_read", "0")
    []
    """
    return None if is_visible(block.text) else "no visible character"


@rule("label", since="0.1", confidence=0.4, label=Label.INTERFACE)
def after_the_article(block: DraftBlock, draft: Draft) -> str | None:
    r"""After the last running text, a short line that is no sentence belongs to the page.

    What follows an article is widgets, counters and menus. The rule wants two running blocks before it, or
    it could not tell an article's end from a poem or a list.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the town knows how long this will last.\n"
    >>> where("after_the_article", text * 2 + "Editor's picks")
    [("Editor's picks", "no sentence, after the article's last sentence")]

    Abstains:

    >>> where("after_the_article", text + "Editor's picks")
    []
    """
    span = draft.once(extent)
    if span is None or span[0] == span[1] or block.index <= span[1]:
        return None
    if ends_sentence(block.text) or count_words(block.text) > 15:
        return None
    return "no sentence, after the article's last sentence"


@rule("label", since="0.1", confidence=0.35, label=Label.NAVIGATION)
def before_the_article(block: DraftBlock, draft: Draft) -> str | None:
    r"""Before the first running text, a line of one or two words is navigation.

    Titles have more words, and what is sharper known (bylines, dates, credits) has its own rules. As after
    the article, two running blocks must show that there is one.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the town knows how long this will last.\n"
    >>> where("before_the_article", "World\n" + text * 2)
    [('World', 'one or two words before the article')]

    Abstains:

    >>> where("before_the_article", "Town Is Quiet\n" + text * 2)
    []
    """
    span = draft.once(extent)
    if span is None or span[0] == span[1] or block.index >= span[0] or count_words(block.text) > 2:
        return None
    return "one or two words before the article"


@rule("label", since="0.1", confidence=0.05, label=Label.PARAGRAPH)
def unclaimed(block: DraftBlock, draft: Draft) -> str | None:
    r"""What no other rule claims is kept as running text.

    To keep too much is a mistake that a reader sees and can report; to set aside too much is one that
    nobody notices.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("unclaimed", "Roses are red")
    [('Roses are red', 'no other rule has a claim')]

    Abstains:

    >>> where("unclaimed", "")
    []
    """
    return "no other rule has a claim"
