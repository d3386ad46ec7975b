"""What markup says of lines that are no running text: elements, roles, and the names of the elements around them.

The rules fire only where a line has a hint. None is so sure that it sets a line aside by itself: they name what the
model of lines has set aside.
"""

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.hint import Kind
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.markup.elements import is_in_list_of_others, line, marked, names_of
from corpustools.rules.title import head, headline_places
from corpustools.rules.zones import stretch

__all__ = ["line"]

_DATES = frozenset({"datePublished", "dateModified", "dateCreated", "published_time", "modified_time"})
_FOOT = 6
"""How many lines below the text its date may stand."""

MOST_TITLES = 3
"""How many headings a page has at most that says of each that it is a title, and means its article by all."""

_IN_MENUS = frozenset({"nav", "footer", "li", "label", "button"})
_IN_ARTICLES = frozenset({"article", "main"})


@rule(
    "label",
    since="0.1",
    confidence=0.82,
    label=Label.HEADLINE,
    words=(1, 60),
    markup=True,
    places=marked("role headline", "level 1", "kind metadata"),
)
def markup_headline(block: DraftBlock, draft: Draft) -> str | None:
    """A heading of the first level, or what the page calls its headline, is the title.

    Pages have one such heading, and most give it to the article; the title in the head of the page says it again. Where
    many lines are such headings, they are the titles of a list.

    Fires:

    >>> markup_headline(*line("Town Is Quiet", "h1", level=1))
    'a heading of the first level'

    Abstains:

    >>> markup_headline(*line("What comes next", "h2", level=2)) is None
    True
    """
    hint = block.hint
    if hint is None:
        return None
    if hint.kind is Kind.METADATA and hint.tag == "title":
        return "the title in the page's head"
    is_called = "headline" in hint.roles and hint.level > 0
    if not is_called and (hint.level != 1 or "logo" in names_of(hint, draft).inner):
        return None
    titles = draft.once(headline_places)
    called, first = draft.once(_said_to_be_titles)
    is_title = block.index in titles or (called <= MOST_TITLES if is_called else first <= MOST_TITLES and not titles)
    if not is_title:
        return None
    return "called the headline by the page" if is_called else "a heading of the first level"


def _said_to_be_titles(draft: Draft) -> tuple[int, int]:
    """Return how many headings the page calls headlines, and how many are of the first level."""
    hints = [block.hint for block in draft.blocks if block.hint is not None and block.hint.level]
    return sum("headline" in hint.roles for hint in hints), sum(hint.level == 1 for hint in hints)


@rule("label", since="0.1", confidence=0.494, label=Label.ALT, markup=True, places=marked("kind alt"))
def markup_alt(block: DraftBlock, draft: Draft) -> str | None:
    """What the markup gives as the alternative text of an image is one.

    No other text of a page stands there.

    Fires:

    >>> markup_alt(*line("A crowd", kind=Kind.ALT))
    'the alternative text of an image'

    Abstains:

    >>> markup_alt(*line("A crowd")) is None
    True
    """
    hint = block.hint
    if hint is None:
        return None
    return "the alternative text of an image" if hint.kind is Kind.ALT else None


@rule("label", since="0.1", confidence=0.885, label=Label.CREDIT, markup=True, places=marked("inner credit"))
def markup_credit(block: DraftBlock, draft: Draft) -> str | None:
    """In a figure or a caption, an element that is named for a credit holds one.

    Its class says credit, copyright or photographer.

    Fires:

    >>> markup_credit(*line("Jane Roe", "span", "photo credit", caption=True))
    'an element for the credit of an image'

    Abstains:

    >>> markup_credit(*line("Jane Roe", "span", "credit")) is None
    True
    """
    hint = block.hint
    if hint is None:
        return None
    names = names_of(hint, draft)
    if not (hint.caption or "figure" in hint.path or "caption" in names.near):
        return None
    return "an element for the credit of an image" if "credit" in names.inner else None


@rule("label", since="0.1", confidence=0.88, label=Label.CAPTION, markup=True, places=marked("caption"))
def caption_of_figure(block: DraftBlock, draft: Draft) -> str | None:
    """What stands in an element for the caption of a figure or a table is the caption, be it a sentence or two.

    Only a picture or a table has such an element; its words read like those of the text around it.

    Fires:

    >>> caption_of_figure(*line("A crowd waits in the square.", "figcaption", caption=True))
    'in a caption'

    Abstains:

    >>> caption_of_figure(*line("A crowd waits in the square.")) is None
    True
    """
    return "in a caption" if block.hint is not None and block.hint.caption else None


@rule(
    "label", since="0.1", confidence=0.49, label=Label.CAPTION, markup=True, places=marked("inner caption"), version=2
)
def markup_caption(block: DraftBlock, draft: Draft) -> str | None:
    """What stands in an element that is named a caption is one.

    Older pages have no other element for the captions of images. But the words on entries of menus and on buttons are
    named so too, where a name is one of a size of letters.

    Fires:

    >>> markup_caption(*line("A crowd", "div", "caption"))
    'in an element for captions'

    Abstains:

    >>> markup_caption(*line("A crowd")) is None
    True
    """
    hint = block.hint
    if hint is None:
        return None
    if hint.link_share > 0.5 or not _IN_MENUS.isdisjoint(hint.path):
        return None
    if "header" in hint.path and _IN_ARTICLES.isdisjoint(hint.path):
        return None
    return "in an element for captions" if "caption" in names_of(hint, draft).inner else None


@rule(
    "label",
    since="0.1",
    confidence=0.72,
    label=Label.TIMESTAMP,
    words=(1, 30),
    markup=True,
    places=marked("time", "inner timestamp", *(f"role {role}" for role in _DATES)),
    version=2,
)
def markup_timestamp(block: DraftBlock, draft: Draft) -> str | None:
    """Near the text, an element for times, or one that is named for the date, holds the timestamp.

    Markup has an element and properties for it; further off it gives the dates of teasers, of which lists below an
    article have dozens.

    Fires:

    >>> markup_timestamp(*line("2 hours ago", "time", time=True))
    'an element for the date'

    Abstains:

    >>> markup_timestamp(*line("2 hours ago")) is None
    True
    """
    hint = block.hint
    if hint is None:
        return None
    if len(block.text) > 120:
        return None
    dated = hint.time or not _DATES.isdisjoint(hint.roles[-3:]) or "timestamp" in names_of(hint, draft).inner
    if not dated or not any(map(str.isdigit, block.text)):
        return None
    first, start = draft.once(head)
    last = draft.once(stretch)[1]
    if start >= 0 and not (first - 5 <= block.index <= start + 1 or last <= block.index <= last + _FOOT):
        return None
    return None if is_in_list_of_others(hint, draft) else "an element for the date"


@rule(
    "label",
    since="0.1",
    confidence=0.488,
    label=Label.BYLINE,
    words=(1, 60),
    markup=True,
    places=marked("inner byline", "role author"),
)
def markup_byline(block: DraftBlock, draft: Draft) -> str | None:
    """An element for the author, or one that is named so, holds the byline.

    Pages mark authors for search engines and for their own design; in comments and teasers the same names mean others.

    Fires:

    >>> markup_byline(*line("Jane Roe", "span", "byline"))
    'an element for the author'

    Abstains:

    >>> markup_byline(*line("Jane Roe", "span", "title")) is None
    True
    """
    hint = block.hint
    if hint is None:
        return None
    if len(block.text) > 300:
        return None
    names = names_of(hint, draft)
    if "author" not in hint.roles[-2:] and "byline" not in names.inner:
        return None
    return None if is_in_list_of_others(hint, draft) else "an element for the author"
