"""Which documents the static index keeps together: in stretches that others than theirs hardly ever change.

An index that is made anew wherever a document changes costs as much as the corpus is large. In stretches of documents
what did not change is kept, as in a log-structured merge tree; but there the stretches tell in what order documents
came, and two indexes of one corpus are not the same. Here they follow from the ids of the documents and from nothing
else, as the pieces of a file do that is cut where its own bytes say (A. Muthitacharoen, B. Chen and D. Mazières, "A
low-bandwidth network file system", *SOSP* 2001).
"""

import hashlib
from collections.abc import Iterator, Sequence

DOCUMENTS = 512
"""How many documents a segment has at most, until there are so many that it takes more than :data:`SEGMENTS`."""

SEGMENTS = 32


def segments(idents: Sequence[str], documents: int | None = None, number: int | None = None) -> list[list[str]]:
    """Cut a sorted list of ids into stretches, the same whatever was there before.

    A stretch has at most so many ``documents`` (:data:`DOCUMENTS`) or, where that would be more than a ``number`` of
    stretches of that length (:data:`SEGMENTS`), a power of two as many.
    One that is too long is cut in its middle half, before the id whose SHA-256 is the least there. An id more or less
    moves the edges of that half by one, and so seldom moves the cut.

    >>> idents = [f"{number:04}" for number in range(2000)]
    >>> before, after = segments(idents), segments(idents[:1000] + idents[1001:])
    >>> list(map(len, before))
    [396, 196, 447, 428, 164, 369]
    >>> [len(stretch) for stretch in after if stretch not in before]
    [446]
    """
    most, number = documents or DOCUMENTS, number or SEGMENTS
    while most * number < len(idents):
        most *= 2
    return list(_cut(list(idents), most))


def _cut(idents: list[str], most: int) -> Iterator[list[str]]:
    if len(idents) <= most:
        if idents:
            yield idents
        return
    quarter = max(len(idents) // 4, 1)
    at = min(range(quarter, len(idents) - quarter), key=lambda place: (_digest(idents[place]), place))
    yield from _cut(idents[:at], most)
    yield from _cut(idents[at:], most)


def _digest(ident: str) -> bytes:
    return hashlib.sha256(ident.encode("utf-8", "surrogatepass")).digest()
