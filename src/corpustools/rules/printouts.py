"""Print-outs: what a browser set above and below the pages of paper that a document was printed on."""

from collections.abc import Collection

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.lines import texts
from corpustools.rules.places import with_any
from corpustools.text.printouts import is_printed_header, printed_address

__all__ = ["DraftBlock"]

_with_address = with_any("://")


def _edges_of_paper(draft: Draft) -> Collection[int]:
    """Return the places of the lines below each page of paper and, where there are such, of those above."""
    shown = draft.once(texts)
    below = {place for place in _with_address(draft) if printed_address(shown[place])}
    return below | {place for place, text in enumerate(shown) if is_printed_header(text)} if below else below


@rule("label", since="0.1", confidence=0.97, label=Label.INTERFACE, places=_edges_of_paper)
def set_by_browser(block: DraftBlock, draft: Draft) -> str | None:
    """A line with an address and "1/2", or in the same text one with a date, a time and a title, is a browser's.

    Browsers set them below and above each page that they print, also to a PDF. In the text of such a file they stand
    in the middle of paragraphs, and repeat the title.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "12/11/2024, 09:41    Town Is Quiet\\nThe town is quiet.\\nhttps://example.org/town    1/2"
    >>> [line.split()[0] for line, _ in where("set_by_browser", page)]
    ['12/11/2024,', 'https://example.org/town']

    Abstains:

    >>> where("set_by_browser", page.replace("1/2", ""))
    []
    """
    return "set by a browser around a printed page" if block.index in draft.once(_edges_of_paper) else None
