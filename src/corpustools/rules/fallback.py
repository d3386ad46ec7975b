"""What to say of a block that no sharper rule knows: least sure, so any other claim wins."""

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.places import opening_unseen
from corpustools.text.characters import is_visible


@rule("label", since="0.1", confidence=1.0, label=Label.INTERFACE, places=opening_unseen)
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
    text = block.text
    if text and text[0].isalnum():
        return None
    return None if is_visible(text) else "no visible character"


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
    return "no other rule has a claim; the text has been cleaned" if draft.is_cleaned else "no other rule has a claim"


@rule("label", since="0.1", confidence=0.01, label=Label.RELATED)
def other_words(block: DraftBlock, draft: Draft) -> str | None:
    r"""What is no running text, and what no other rule can name, is taken for a teaser of another article.

    Teasers are the commonest kind of words around an article, and the kind that looks most like one.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("other_words", "Roses are red, violets are blue")
    [('Roses are red, violets are blue', 'no other rule names it')]

    Abstains:

    >>> where("other_words", "")
    []
    """
    return "no other rule names it"
