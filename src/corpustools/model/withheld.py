"""What a document that is published in part does not show."""

from dataclasses import dataclass

from corpustools.model.mention import Place

OMISSION = "[…]"
"""What stands for words that are withheld, as in scholarly quotations."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """Words of a text that are not shown, and what is known of them all the same.

    ``places`` are those of the text as read that hold the sign of an omission, filled up with spaces: all offsets are
    those of the document as it was read. ``anchors`` are the addresses of its passages, which their words would give.

    >>> Withheld(((4, 12),), ("p-d381323f",)).places
    ((4, 12),)
    """

    places: tuple[Place, ...]
    anchors: tuple[str, ...]
