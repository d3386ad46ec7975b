"""What the containers of a line are named for: comments, sharing, teasers, menus, forms, notices and the like."""

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.markup.elements import line, marked, names_of

__all__ = ["line"]

_CONTROLS = frozenset(
    {"button", "form", "label", "input", "select", "option", "textarea", "fieldset", "legend", "dialog"}
)


@rule("label", since="0.1", confidence=0.97, label=Label.COMMENTS, markup=True, places=marked("near comments"))
def markup_comments(block: DraftBlock, draft: Draft) -> str | None:
    """What stands in an element that is named for comments belongs to them.

    The element holds the readers' words and the widget around them.

    Fires:

    >>> markup_comments(*line("Reply", "div", "comment list"))
    'in an element for comments'

    Abstains:

    >>> markup_comments(*line("Reply", "div", "list")) is None
    True
    """
    hint = block.hint
    if hint is None:
        return None
    if "comments" not in names_of(hint, draft).near:
        return None
    return "in an element for comments"


@rule(
    "label", since="0.1", confidence=0.487, label=Label.SHARE, words=(0, 16), markup=True, places=marked("near share")
)
def markup_share(block: DraftBlock, draft: Draft) -> str | None:
    """A short line in an element that is named for sharing passes the article on.

    The element holds the buttons of networks.

    Fires:

    >>> markup_share(*line("Facebook", "li", "social share"))
    'in an element for sharing'

    Abstains:

    >>> markup_share(*line("Facebook", "li", "company")) is None
    True
    """
    hint = block.hint
    if hint is None:
        return None
    if len(block.text) > 80 or "share" not in names_of(hint, draft).near:
        return None
    return "in an element for sharing"


@rule(
    "label",
    since="0.1",
    confidence=0.486,
    label=Label.TAGS,
    words=(0, 16),
    markup=True,
    places=marked("inner tags", "role tag"),
)
def markup_tags(block: DraftBlock, draft: Draft) -> str | None:
    """A short line in an element that is named for tags is one.

    Its class says tags or keywords, or its link says that it leads to one.

    Fires:

    >>> markup_tags(*line("Norway", "li", "tags"))
    'in an element for tags'

    Abstains:

    >>> markup_tags(*line("Norway", "li", "towns")) is None
    True
    """
    hint = block.hint
    if hint is None:
        return None
    if len(block.text) > 80 or ("tag" not in hint.roles and "tags" not in names_of(hint, draft).inner):
        return None
    return "in an element for tags"


@rule(
    "label", since="0.1", confidence=0.475, label=Label.RELATED, markup=True, places=marked("near related", "in aside")
)
def markup_related(block: DraftBlock, draft: Draft) -> str | None:
    """What stands beside the article, or in an element that is named for teasers, teases other articles.

    Markup has an element for what stands beside; classes say related, popular or recommended.

    Fires:

    >>> markup_related(*line("Mayor resigns", "a", "related"))
    'in an element for teasers'

    Abstains:

    >>> markup_related(*line("Mayor resigns", "a")) is None
    True
    """
    hint = block.hint
    if hint is None:
        return None
    names = names_of(hint, draft)
    if "aside" not in hint.path and "related" not in names.near:
        return None
    return "in an element for teasers"


@rule(
    "label", since="0.1", confidence=0.484, label=Label.ADVERTISEMENT, markup=True, places=marked("inner advertisement")
)
def markup_advertisement(block: DraftBlock, draft: Draft) -> str | None:
    """What stands in an element that is named for advertising is that.

    The names are those that advertising networks fill.

    Fires:

    >>> markup_advertisement(*line("Ten shoes", "div", "ad slot"))
    'in an element for advertising'

    Abstains:

    >>> markup_advertisement(*line("Ten shoes", "div", "shop")) is None
    True
    """
    hint = block.hint
    if hint is None:
        return None
    if "advertisement" not in names_of(hint, draft).inner:
        return None
    return "in an element for advertising"


@rule(
    "label",
    since="0.1",
    confidence=0.48,
    label=Label.NAVIGATION,
    markup=True,
    places=marked("near navigation", "in nav", "role navigation"),
)
def markup_navigation(block: DraftBlock, draft: Draft) -> str | None:
    """What stands in an element for navigation leads through the site.

    Markup has an element and a role for it; older pages name one menu or breadcrumb.

    Fires:

    >>> markup_navigation(*line("News", "li", "menu"))
    'in an element for navigation'

    Abstains:

    >>> markup_navigation(*line("News", "li")) is None
    True
    """
    hint = block.hint
    if hint is None:
        return None
    names = names_of(hint, draft)
    if "nav" in hint.path or "navigation" in hint.roles:
        return "in an element for navigation"
    if len(block.text) > 80 or "navigation" not in names.near:
        return None
    return "in an element for navigation"


@rule(
    "label",
    since="0.1",
    confidence=0.485,
    label=Label.INTERFACE,
    markup=True,
    places=marked("near interface", *(f"in {tag}" for tag in _CONTROLS)),
)
def markup_interface(block: DraftBlock, draft: Draft) -> str | None:
    """What stands in a button, a form or an element that is named for one is part of the interface.

    Markup has elements for what people press and fill in.

    Fires:

    >>> markup_interface(*line("Go", "button"))
    'in a button, a form or a widget'

    Abstains:

    >>> markup_interface(*line("Go", "p")) is None
    True
    """
    hint = block.hint
    if hint is None:
        return None
    if hint.tag in _CONTROLS:
        return "in a button, a form or a widget"
    names = names_of(hint, draft)
    if _CONTROLS.isdisjoint(hint.path) and "interface" not in names.near:
        return None
    return "in a button, a form or a widget"


@rule("label", since="0.1", confidence=0.483, label=Label.LEGAL, markup=True, places=marked("near legal"))
def markup_legal(block: DraftBlock, draft: Draft) -> str | None:
    """What stands in an element that is named for notices of law is one.

    Its class says copyright, cookies or consent.

    Fires:

    >>> markup_legal(*line("Example Ltd.", "p", "copyright"))
    'in an element for notices'

    Abstains:

    >>> markup_legal(*line("Example Ltd.", "p", "company")) is None
    True
    """
    hint = block.hint
    if hint is None:
        return None
    names = names_of(hint, draft)
    if "legal" not in names.near or "figure" in hint.path or hint.caption:
        return None
    return "in an element for notices" if hint.link_share < 0.9 else None
