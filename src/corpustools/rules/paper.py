"""The edges of printed pages, which stand between the lines of paragraphs: asked once for the whole text."""

from collections import Counter
from collections.abc import Collection

from corpustools.model.draft import Draft
from corpustools.rules.lines import texts
from corpustools.text.printouts import page_edges
from corpustools.text.sentences import ends_sentence
from corpustools.text.titles import fold

_PROSE = 60
"""How many characters a paragraph has at least that a printed page cuts."""
_LONGEST_HEAD = 100


def edges_of_pages(draft: Draft) -> Collection[int]:
    """Return the places of lines with the number of a printed page, and of the running heads beside them.

    >>> from corpustools.model.draft import DraftBlock
    >>> page = "The harbour was built where the river meets the sea, and nobody knows when that was. " * 6
    >>> lines = ("Roe and Poe      46", page, "Roe and Poe      47", page)
    >>> sorted(edges_of_pages(Draft(tuple(DraftBlock(place, text) for place, text in enumerate(lines)))))
    [0, 2]
    """
    shown = draft.once(texts)
    if any(block.hint is not None for block in draft.blocks[:1]):
        return frozenset()

    def is_cut(place: int) -> bool:
        return place > 0 and len(shown[place - 1]) >= _PROSE and not ends_sentence(shown[place - 1][-12:])

    numbered = frozenset(page_edges(shown, is_cut))
    beside = [
        (place, fold(shown[place]))
        for place in sorted({near for at in numbered for near in (at - 1, at + 1)} - numbered)
        if 0 <= place < len(shown) and len(shown[place]) <= _LONGEST_HEAD
    ]
    said = Counter(head for _, head in beside)
    return numbered | {place for place, head in beside if said[head] > 1}
