"""Sections around the article: a title opens one, and what is no running text below it belongs to it."""

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.places import standing_in
from corpustools.rules.zones import sections


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
    return "in a section of teasers" if draft.once(sections)[block.index] is Label.RELATED else None


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
    return "in a section on the author" if draft.once(sections)[block.index] is Label.BYLINE else None


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
