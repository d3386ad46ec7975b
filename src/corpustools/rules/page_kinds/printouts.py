"""Print-outs: what stands above and below the text on the pages of paper that a document was printed on."""

from collections.abc import Collection

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.lines import texts
from corpustools.rules.paper import edges_of_pages
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


@rule("label", since="0.1", confidence=1.0, label=Label.INTERFACE, places=edges_of_pages)
def edge_of_page(block: DraftBlock, draft: Draft) -> str | None:
    r"""The number of a printed page, and the running head beside it, are no part of the text.

    In the text of a book or a journal, taken from a PDF or recognised in a scan, they stand between the lines of
    paragraphs. The numbers count up by one, with a page's worth of text between them.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "The harbour was built where the river meets the sea, and nobody knows when that was. " * 6
    >>> page = f"{text}\n\nRoe and Poe      46\n\n{text}\n\nRoe and Poe      47\n\n{text}"
    >>> [line for line, _ in where("edge_of_page", page)]
    ['Roe and Poe      46', 'Roe and Poe      47']

    Abstains:

    >>> where("edge_of_page", f"{text}\n\n1\n\n{text}\n\n2\n\n{text}\n\n3\n\n{text}")  # parts of a list
    []
    """
    return "the number of a printed page, or its running head" if block.index in draft.once(edges_of_pages) else None
