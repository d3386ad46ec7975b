"""Blogs: the line below an entry that says where it is filed."""

from collections.abc import Collection

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.lines import texts
from corpustools.rules.places import opening_with
from corpustools.rules.zones import stretch
from corpustools.text.blogs import is_filed

_asked = opening_with(
    "this dieser cet cette esta este questo questa dit det dette ten запись posted filed veröffentlicht publié "
    "publicado pubblicato geplaatst publicerat publisert udgivet opublikowano опубликовано".split()
)


def _filed(draft: Draft) -> Collection[int]:
    """Return the places from the text on of the lines that say where an entry is filed."""
    start = draft.once(stretch)[0]
    shown = draft.once(texts)
    return frozenset(place for place in _asked(draft) if place > start and is_filed(shown[place]))


@rule("label", since="0.1", confidence=0.95, label=Label.TAGS, words=(3, 60), places=_filed)
def filed_in_blog(block: DraftBlock, draft: Draft) -> str | None:
    r"""Below an entry of a blog, "This entry was posted in …" says where it is filed, and is the program's.

    It is a whole sentence, and was the last of the text.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> where("filed_in_blog", f"Quiet Town\n{text}\nThis entry was posted in Towns and tagged quiet by Jane.")
    [('This entry was posted in Towns and tagged quiet by Jane.', 'says where an entry of a blog is filed')]

    Abstains:

    >>> where("filed_in_blog", f"Quiet Town\n{text}\nPosted in 1912 to Cairo, he never came home.")
    []
    """
    return "says where an entry of a blog is filed" if block.index in draft.once(_filed) else None
