"""The head of the article: title, standfirst, dateline, byline, date."""

from collections.abc import Collection

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.lines import BULLETS, bare_lines, has_steps, is_trail
from corpustools.rules.outline import extent, running_blocks
from corpustools.rules.page_tops import ABOVE_TITLES
from corpustools.rules.places import before_cut, opening_with, with_year
from corpustools.rules.title import head, headline_places, sections
from corpustools.rules.vocabulary import BUTTONS, MENUS
from corpustools.rules.zones import stretch
from corpustools.text.datelines import dateline
from corpustools.text.dates import is_only_a_date
from corpustools.text.names import BYLINE_OPENS, byline_names
from corpustools.text.sentences import ends_sentence, final_mark
from corpustools.text.words import count_words


def _at_top(draft: Draft) -> Collection[int]:
    """Return the place of the first block, but for lines above it that say what kind of paper it is."""
    lines = draft.once(bare_lines)
    return [place for place in range(len(lines)) if lines[place] not in ABOVE_TITLES][:1]


@rule("label", since="0.1", version=2, confidence=0.85, label=Label.HEADLINE, words=(3, 30), places=_at_top)
def opening_title(block: DraftBlock, draft: Draft) -> str | None:
    r"""The first block is the headline where it reads like a title and running text follows.

    A dump of an article page opens with the article's title, unless menus stand before it, or a line such as "For
    immediate release". A title has three to thirty words and no full stop; a question mark or an exclamation mark it
    may have.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("opening_title", "Town Is Quiet\n\nNobody in the town knows how long this will last.")
    [('Town Is Quiet', 'the first block, 3 words and no full stop, before running text')]

    Abstains:

    >>> where("opening_title", "Home\n\nNobody in the town knows how long this will last.")
    []
    >>> where("opening_title", "Nobody in the town knows how long this will last.")
    []
    """
    place = block.index
    if place not in draft.once(_at_top):
        return None
    span = draft.once(extent)
    if span is None or span[0] <= place or is_only_a_date(block.text) or byline_names(block.text):
        return None
    title, line = draft.once(headline_places), draft.once(bare_lines)[place]
    if (
        (title and title[0] != place)
        or block.text[:1] in BULLETS
        or line in MENUS
        or line in BUTTONS
        or has_steps(block.text)
    ):
        return None
    words = count_words(block.text)
    if (
        not 3 <= words <= 30
        or block.text[-1] in ",;"
        or (ends_sentence(block.text) and final_mark(block.text) not in "?!？！…")
    ):
        return None
    return f"the first block, {words} words and no full stop, before running text"


@rule("label", since="0.1", version=2, confidence=0.98, label=Label.HEADLINE, words=(3, 30), places=_at_top)
def title_of_clean_text(block: DraftBlock, draft: Draft) -> str | None:
    r"""Where evidence holds even the first block for text, it is the headline if it reads like a title.

    Somebody has cleaned such a text: no menu stands before it. The model was not shown titles as text; on pages as
    they are scraped it holds none for that.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = (
    ...     "Nobody in the town knows how long this will last, and nobody has asked the mayor or the police of it.\n"
    ...     "The boats have been away since Thursday, and the families wait for them in the harbour every evening.\n"
    ...     "It is quiet in the streets, and even the school is closed until somebody says what will happen next.\n"
    ...     "The baker sells bread to whoever comes, and those who come do not ask him what he has heard of it."
    ... )
    >>> [line for line, _ in where("title_of_clean_text", f"Town Is Quiet Again\n{text}")]
    ['Town Is Quiet Again']

    Abstains:

    >>> where("title_of_clean_text", f"Town Is Quiet Again.\n{text}")
    []
    """
    if not draft.is_running(block) or is_trail(block.text):
        return None
    return opening_title(block, draft)


def _before_dateline(draft: Draft) -> Collection[int]:
    """Return the place of the first running block, where the page has a dateline."""
    return draft.once(running_blocks)[:1] if Label.DATELINE in draft.labels else ()


@rule(
    "label",
    since="0.1",
    confidence=0.85,
    label=Label.STANDFIRST,
    requires=frozenset({Label.DATELINE}),
    places=_before_dateline,
)
def standfirst_before_dateline(block: DraftBlock, draft: Draft) -> str | None:
    r"""The one sentence block that stands before the dateline is the standfirst.

    The dateline opens the report, so what reads like text before it introduces the report. Where several
    such blocks stand before it they may be anything, and the rule abstains.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "Town Is Quiet\nThe mayor sees no reason for anybody to worry.\nOSLO (Agency) – Nobody knows why."
    >>> where("standfirst_before_dateline", page)[0][0]
    'The mayor sees no reason for anybody to worry.'

    Abstains:

    >>> where("standfirst_before_dateline", page.replace("OSLO (Agency) – ", ""))
    []
    """
    running = draft.once(running_blocks)
    if running[:1] != (block.index,):
        return None
    first = next((other.index for other in draft.blocks if draft.label_of(other) is Label.DATELINE), 0)
    is_alone = block.index < first and all(first <= second for second in running[1:2])
    return "the only sentence before the dateline" if is_alone else None


@rule("label", since="0.1", confidence=0.97, label=Label.DATELINE, places=before_cut)
def dateline_before_text(block: DraftBlock, draft: Draft) -> str | None:
    """A place in capitals, an agency and a dash that were cut from the paragraph they opened.

    The cut says where the dateline ends; this rule names what it cut off.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("dateline_before_text", "OSLO (Agency) – The town is quiet today.")
    [('OSLO (Agency) –', 'a place in capitals before a dash: OSLO')]

    Abstains:

    >>> where("dateline_before_text", "Oslo is quiet today – and cold.")
    []
    """
    following = draft.neighbour(block, 1)
    if following is None or following.cut_by != "dateline_opens_paragraph":
        return None
    found = dateline(f"{block.text} {following.text}")
    return f"a place in capitals before a dash: {found['place']}" if found else None


@rule("label", since="0.1", confidence=0.93, label=Label.BYLINE, words=(2, 30), places=opening_with(BYLINE_OPENS))
def byline_names_people(block: DraftBlock, draft: Draft) -> str | None:
    """A short line of "By" and names is the byline.

    The word that opens a byline is known for a dozen languages; what follows must be nothing but names.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("byline_names_people", "By Jane Roe and John Q. Public")
    [('By Jane Roe and John Q. Public', 'opens as a byline and names Jane Roe, John Q. Public')]

    Abstains:

    >>> where("byline_names_people", "By the river stands a house.")
    []
    """
    names = byline_names(block.text)
    if names and draft.is_weighed and _is_of_teaser(block, draft):
        return None
    return f"opens as a byline and names {', '.join(name for name, _ in names)}" if names else None


@rule("label", since="0.1", confidence=0.8, label=Label.TIMESTAMP, words=(1, 30), places=with_year)
def date_alone(block: DraftBlock, draft: Draft) -> str | None:
    """A line that holds a date, perhaps a time and "Published" or "Updated", and nothing else.

    Running text has dates too, but never alone on a line. Far from the text, dates belong to teasers.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("date_alone", "Published: 10 June 2015, 14:05")
    [('Published: 10 June 2015, 14:05', 'a date and nothing else')]

    Abstains:

    >>> where("date_alone", "On 10 June 2015 the town was quiet.")
    []
    """
    first, start = draft.once(head)
    end = draft.once(stretch)[1]
    if start >= 0 and draft.once(sections)[block.index] is Label.RELATED:
        return None
    if start >= 0 and not (first - 5 <= block.index <= start + 1 or end - 1 <= block.index <= end + 8):
        return None
    return "a date and nothing else" if len(block.text) <= 120 and is_only_a_date(block.text) else None


def _is_of_teaser(block: DraftBlock, draft: Draft) -> bool:
    """Whether a block stands so far from the title and the text that a name there is a teaser's author."""
    first, last = draft.once(head)[0], draft.once(stretch)[1]
    return first >= 0 and not first - 6 <= block.index <= last + 8
