"""The verdict of the other pages of a source."""

from corpustools.labels.profiles import recurring
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
    return [verdict if recurs else None for recurs in recurring(draft.profile, draft.blocks)]
