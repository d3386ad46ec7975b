"""Forums: the lines above posts that say who wrote them, and when."""

from collections.abc import Collection

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.lines import texts
from corpustools.rules.places import holding
from corpustools.text.forums import posted_by

_asked = holding(
    "starter ersteller auteur autor autore topicstarter trådskapare trådstarter автор konbuyu".split(), " » "
)


def _posted(draft: Draft) -> Collection[int]:
    """Return the places of the lines that say who posted."""
    shown = draft.once(texts)
    return frozenset(place for place in _asked(draft) if posted_by(shown[place]) is not None)


@rule("label", since="0.1", confidence=0.95, label=Label.BYLINE, words=(2, 40), places=_posted)
def post_in_forum(block: DraftBlock, draft: Draft) -> str | None:
    r"""The line that a forum's program sets above a post, with an account and a time, is the post's byline.

    phpBB writes "Post by" or its like, the account, "»" and the time; XenForo writes who began the thread.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "Post by jane_roe » Wed Jun 10, 2015 7:41 am\nIt is quiet here.\nThread starter jane_roe"
    >>> [line for line, _ in where("post_in_forum", page)]
    ['Post by jane_roe » Wed Jun 10, 2015 7:41 am', 'Thread starter jane_roe']

    Abstains:

    >>> where("post_in_forum", "Home » News » 10 June 2015 7:41\nThread starter kits for boats")
    []
    """
    return "says who posted in a forum" if block.index in draft.once(_posted) else None
