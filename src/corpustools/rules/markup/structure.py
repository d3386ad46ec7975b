"""What markup says of the parts of the text: headings, lists, tables, quoted passages, the summary."""

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.hint import Kind
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.markup.elements import line, marked, names_of
from corpustools.rules.outline import is_running
from corpustools.rules.title import head
from corpustools.rules.zones import stretch
from corpustools.text.words import count_words

__all__ = ["line"]


@rule(
    "label",
    since="0.1",
    confidence=0.491,
    label=Label.HEADING,
    words=(1, 20),
    markup=True,
    places=marked("level 2", "level 3", "level 4", "level 5", "level 6"),
)
def markup_heading(block: DraftBlock, draft: Draft) -> str | None:
    """In the article, an element for headings below the first level holds a heading.

    It divides the text; headings of more than twenty words are texts that look like one.

    Fires:

    >>> markup_heading(*line("What comes next", "h2", level=2))
    'a heading of a lower level'

    Abstains:

    >>> markup_heading(*line("Town Is Quiet", "h1", level=1)) is None
    True
    """
    hint = block.hint
    if hint is None:
        return None
    if hint.level < 2 or hint.link_share > 0.5 or not _is_in_text(block, draft):
        return None
    return "a heading of a lower level" if count_words(block.text) <= 20 else None


@rule("label", since="0.1", confidence=0.492, label=Label.LIST_ITEM, markup=True, places=marked("in li"))
def markup_list_item(block: DraftBlock, draft: Draft) -> str | None:
    """In the article, an item of a list that is no link is a list item.

    Lists of links are menus and teasers.

    Fires:

    >>> markup_list_item(*line("the first of them", "li"))
    'an item of a list'

    Abstains:

    >>> markup_list_item(*line("the first of them", "li", link_share=1.0)) is None
    True
    """
    hint = block.hint
    if hint is None:
        return None
    if "li" not in hint.path or hint.link_share > 0.5 or hint.level or hint.kind is not Kind.TEXT:
        return None
    return "an item of a list" if _is_in_text(block, draft) else None


@rule("label", since="0.1", confidence=0.49, label=Label.TABLE, markup=True, places=marked("in tr", "in td", "in th"))
def markup_table_row(block: DraftBlock, draft: Draft) -> str | None:
    """In the article, a row of a table is one.

    Pages that use tables for their layout put paragraphs into them, so a sentence is left alone.

    Fires:

    >>> markup_table_row(*line("2015 12 houses", "tr"))
    'a row of a table'

    Abstains:

    >>> markup_table_row(*line("2015 12 houses", "p")) is None
    True
    """
    hint = block.hint
    if hint is None:
        return None
    if not ({"tr", "td", "th"} & set(hint.path[-2:])) or is_running(block) or len(block.text) > 300:
        return None
    return "a row of a table" if _is_in_text(block, draft) else None


@rule("label", since="0.1", confidence=0.493, label=Label.BLOCKQUOTE, markup=True, places=marked("in blockquote"))
def markup_blockquote(block: DraftBlock, draft: Draft) -> str | None:
    """In the article, what stands in an element for quoted passages is one.

    Markup has an element for it; what else is in it, buttons and dates, is set aside by others.

    Fires:

    >>> markup_blockquote(*line("We are quiet.", "p", within="blockquote"))
    'in a quoted passage'

    Abstains:

    >>> markup_blockquote(*line("We are quiet.", "p")) is None
    True
    """
    hint = block.hint
    if hint is None:
        return None
    if "blockquote" not in hint.path or hint.kind is not Kind.TEXT:
        return None
    return "in a quoted passage" if _is_in_text(block, draft) else None


@rule(
    "label",
    since="0.1",
    confidence=0.5,
    label=Label.STANDFIRST,
    words=(3, 80),
    markup=True,
    places=marked("inner standfirst"),
)
def markup_standfirst(block: DraftBlock, draft: Draft) -> str | None:
    """Between title and text, an element that is named for the summary holds the standfirst.

    Its class says lead, dek or standfirst. Inside the text the same words name other things.

    Fires:

    >>> markup_standfirst(*line("The mayor sees no reason to worry.", "p", "standfirst"))
    'an element for the summary'

    Abstains:

    >>> markup_standfirst(*line("The mayor sees no reason to worry.", "p")) is None
    True
    """
    hint = block.hint
    if hint is None:
        return None
    if len(block.text) < 20 or hint.level == 1 or "standfirst" not in names_of(hint, draft).inner:
        return None
    first, start = draft.once(head)
    if start >= 0 and not first < block.index <= start:
        return None
    return "an element for the summary" if count_words(block.text) <= 80 else None


def _is_in_text(block: DraftBlock, draft: Draft) -> bool:
    """Whether a block stands in the text, or in a page without any."""
    first, last = draft.once(stretch)
    return first < 0 or first - 1 <= block.index <= last + 1
