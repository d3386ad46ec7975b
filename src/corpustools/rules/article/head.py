"""What stands between a page's menus and its text, but for who wrote it: the title, and when it was published."""

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.article.byline_forms import is_byline
from corpustools.rules.lines import bare_lines
from corpustools.rules.page_tops import ABOVE_TITLES
from corpustools.rules.places import near, say_when, saying
from corpustools.rules.title import head, headline_places
from corpustools.rules.zones import stretch
from corpustools.text.calendar import is_of_time, says_when
from corpustools.text.sentences import ends_sentence


@rule("label", since="0.1", version=2, confidence=0.7, label=Label.HEADLINE, words=(1, 60), places=headline_places)
def title_of_text(block: DraftBlock, draft: Draft) -> str | None:
    """The line before the text that shares most words with it is the title, and so is each line that repeats it.

    Menus, breadcrumbs and teasers stand before the title on most pages. What tells the title is that the text uses its
    words, that the page's first line says it with the site's name, and that a date or a byline follows.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> [line for line, _ in where("title_of_text", f"Quiet Town - Example News\\nSport\\nQuiet Town\\n{text}")]
    ['Quiet Town - Example News', 'Quiet Town']

    Abstains:

    >>> where("title_of_text", f"Mayor resigns after vote\\nSport\\n{text}")
    []
    """
    return "the title that shares most words with the text" if block.index in draft.once(headline_places) else None


@rule("label", since="0.1", confidence=0.93, label=Label.INTERFACE, words=(1, 8), places=saying(ABOVE_TITLES))
def paper_above_title(block: DraftBlock, draft: Draft) -> str | None:
    r"""Above the text, "For immediate release" and "View this email in your browser" say what kind of paper this is.

    They stand first, where the title is looked for, and are the same on each paper.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> [line for line, _ in where("paper_above_title", f"FOR IMMEDIATE RELEASE\nQuiet Town Waits\n{text}")]
    ['FOR IMMEDIATE RELEASE']

    Abstains:

    >>> where("paper_above_title", f"Quiet Town Waits for Immediate Release\n{text}\nPress release")
    []
    """
    is_above = block.index < draft.once(stretch)[0] and draft.once(bare_lines)[block.index] in ABOVE_TITLES
    return "says what kind of paper this is" if is_above else None


@rule("label", since="0.1", confidence=0.7, label=Label.TIMESTAMP, words=(1, 14), places=near)
def when_near_text(block: DraftBlock, draft: Draft) -> str | None:
    """Near the title or the text's end, a line that says when, or how long reading takes, is the timestamp.

    Further off, dates belong to teasers.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> [line for line, _ in where("when_near_text", f"Quiet Town Waits\\nUpdated 5 hours ago\\n4 min read\\n{text}")]
    ['Updated 5 hours ago', '4 min read']

    Abstains:

    >>> where("when_near_text", f"{text}\\n" + "Mayor resigns\\n" * 9 + "5 hours ago")
    []
    """
    text = block.text
    if len(text) > 120 or not _is_near(block, draft) or (len(text) > 30 and ends_sentence(text)):
        return None
    if says_when(text):
        return "says when, near the text"
    before, after = draft.neighbour(block, -1), draft.neighbour(block, 1)
    if (
        is_of_time(text)
        and not is_byline(text)
        and any(other and (is_of_time(other.text) or says_when(other.text)) for other in (before, after))
    ):
        first, start = draft.once(head)
        return "words of a date beside others, near the text" if first < block.index < start else None
    return None


@rule("label", since="0.1", confidence=0.25, label=Label.RELATED, words=(2, 16), places=say_when)
def when_far_from_text(block: DraftBlock, draft: Draft) -> str | None:
    """Far from the text, a line that says when belongs to a teaser.

    Lists of teasers give the date of each; the page's own date stands at its title or its text's end.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> where("when_far_from_text", f"{text}\\n" + "Mayor resigns\\n" * 9 + "5 hours ago")
    [('5 hours ago', 'says when, far from the text')]

    Abstains:

    >>> where("when_far_from_text", f"Quiet Town Waits\\nUpdated 5 hours ago\\n4 min read\\n{text}")
    []
    """
    if len(block.text) > 60 or not says_when(block.text) or draft.once(stretch)[0] < 0 or _is_near(block, draft):
        return None
    return "says when, far from the text"


def _is_near(block: DraftBlock, draft: Draft) -> bool:
    """Whether a block stands between the title and the text, or right after the text."""
    return block.index in draft.once(near)
