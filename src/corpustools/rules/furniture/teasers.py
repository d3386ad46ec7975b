"""Teasers: lines that lead to other articles."""

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.lines import crowd
from corpustools.rules.outline import recurring_suffixes
from corpustools.rules.places import opening_with, right_after
from corpustools.rules.title import headline_places, sections
from corpustools.text.pointers import POINTER_OPENS, pointed_to
from corpustools.text.suffixes import site_suffix
from corpustools.text.words import count_words


@rule(
    "label",
    since="0.1",
    confidence=0.86,
    label=Label.RELATED,
    requires=frozenset({Label.ALT}),
    words=(3, 30),
    places=right_after(Label.ALT),
)
def teaser_after_image(block: DraftBlock, draft: Draft) -> str | None:
    """A headline right after an image's alternative text teases another article.

    Teasers are an image and a headline that is a link. The article's own headline opens the page and its
    paragraphs end in full stops, so a title that follows an image anywhere else is neither.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "Quiet Town\\nA crowd - Example News\\nMayor Resigns After Vote\\nA leader - Example News\\nIt is quiet."
    >>> where("teaser_after_image", page)
    [('Mayor Resigns After Vote', 'a title right after the alternative text of an image')]

    Abstains:

    >>> where("teaser_after_image", "Quiet Town\\nA crowd in the square\\nMayor Resigns After Vote")
    []
    """
    if draft.label_of(draft.neighbour(block, -1)) is not Label.ALT or draft.label_of(block) is Label.ALT:
        return None
    before = draft.neighbour(block, -1)
    suffix = site_suffix(before.text) if before is not None else None
    if suffix is None or suffix[0] not in draft.once(recurring_suffixes):
        return None
    if block.after_gap or not 3 <= count_words(block.text) <= 30 or block.text.endswith((".", "。", ".”", '."')):
        return None
    return "a title right after the alternative text of an image"


@rule(
    "label",
    since="0.1",
    version=2,
    confidence=0.8,
    label=Label.RELATED,
    words=(1, 60),
    places=opening_with(POINTER_OPENS),
)
def read_also(block: DraftBlock, draft: Draft) -> str | None:
    """A line that opens with "Read also:" or "Related" points to another article.

    The words are those with which sites introduce links between their paragraphs.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("read_also", "READ ALSO: Mayor resigns after the vote")
    [('READ ALSO: Mayor resigns after the vote', 'opens as a pointer to another article')]

    Abstains:

    >>> where("read_also", "Read more books, the teacher said.")
    []
    """
    if draft.once(sections)[block.index] is Label.TAGS:
        return None  # "Related" above a list of keywords
    return None if pointed_to(block.text) is None else "opens as a pointer to another article"


@rule("label", since="0.1", confidence=0.03, label=Label.RELATED, words=(0, 16))
def teaser_line(block: DraftBlock, draft: Draft) -> str | None:
    """A short line among longer ones that are no running text is part of a teaser: its section, author or number.

    Teasers are a title and what stands around it; menus have no long lines.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("teaser_line", "Mayor resigns after the vote\\nPolitics\\nBridge will not be built")[1]
    ('Politics', 'among titles of teasers')

    Abstains:

    >>> where("teaser_line", "Politics\\nSport\\nTowns")
    []
    """
    if len(block.text) > 60 or draft.once(crowd)[block.index] < 0.45 or block.index in draft.once(headline_places):
        return None
    return "among titles of teasers"
