"""The verdict of the other pages of a source."""

from corpustools.labels.profiles import after_what_recurs, recurring
from corpustools.model.draft import Draft
from corpustools.registry import Verdict, rule


@rule("weigh", since="0.1", confidence=0.995)
def recurs_on_other_pages(draft: Draft) -> list[Verdict | None]:
    """A line that recurs on other pages of the same source is no running text.

    With one other page of a site, two thirds of the furniture's words recur and one in a hundred of the body's. The
    profile of a source says which lines recur; near-duplicates are left out of it, and little is
    taken from inside the page's main block.

    Fires:

    >>> from corpustools.labels.profiles import profile_of
    >>> from corpustools.model.draft import DraftBlock
    >>> pages = [["The town is quiet.", "More from us"], ["The river is high.", "More from us"]]
    >>> blocks = tuple(DraftBlock(place, text) for place, text in enumerate(["The mill is closed.", "More from us"]))
    >>> [verdict and verdict.running for verdict in recurs_on_other_pages(Draft(blocks, profile=profile_of("", pages)))]
    [None, False]

    Abstains:

    >>> from corpustools.pipeline import where
    >>> where("recurs_on_other_pages", "More from us")  # there are no other pages
    []
    """
    if draft.profile is None:
        return [None] * len(draft.blocks)
    verdict = Verdict(running=False, confidence=0.995, reason=lambda: "recurs on other pages of its source")
    return [verdict if recurs else None for recurs in draft.once(recurring_lines)]


def recurring_lines(draft: Draft) -> tuple[bool, ...]:
    """Return of each block whether the profile of the source says that it recurs; nothing where there is none.

    >>> from corpustools.model.draft import DraftBlock
    >>> recurring_lines(Draft((DraftBlock(0, "Menu"),)))
    ()
    """
    return () if draft.profile is None else recurring(draft.profile, draft.blocks)


@rule("weigh", since="0.1", confidence=0.7)
def after_what_recurs_on_other_pages(draft: Draft) -> list[Verdict | None]:
    r"""What comes after the main block, behind three lines or more that recur on other pages, is no running text.

    Where a site's own lines begin the article has ended, and what stands between and behind them is the site's, too,
    though other pages may not have it: teasers of the day, comments, a biography. In news and blogs none of the text
    goes on there; in forums and lists some does, so it abstains where as much comes after as was in the main block, and
    a model that is surer is followed. Where there is markup the model
    has seen the containers, and knows better.

    Fires:

    >>> from corpustools.labels.profiles import profile_of
    >>> from corpustools.model.draft import DraftBlock
    >>> told = "Nobody in the town knows for how long the {} will be closed, and nobody in the town has asked so far."
    >>> pages = [[told.format(what), "More from us", "Subscribe", "Share", what] for what in ("ferry", "bank")]
    >>> blocks = tuple(DraftBlock(place, text) for place, text in enumerate(pages[0]))
    >>> verdicts = after_what_recurs_on_other_pages(Draft(blocks, profile=profile_of("", pages)))
    >>> [verdict and verdict.running for verdict in verdicts]
    [None, None, None, None, False]

    Abstains:

    >>> from corpustools.pipeline import where
    >>> where("after_what_recurs_on_other_pages", "More from us\nSubscribe\nShare\nFerry")  # there are no other pages
    []
    """
    if draft.profile is None:
        return [None] * len(draft.blocks)
    verdict = Verdict(False, 0.7, lambda: "comes after the main block, behind lines that recur on other pages")
    marked = any(block.hint is not None for block in draft.blocks)
    after = len(draft.blocks) if marked else after_what_recurs(draft.blocks, draft.once(recurring_lines))
    return [verdict if place >= after else None for place in range(len(draft.blocks))]
