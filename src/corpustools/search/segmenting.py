"""Where lists are cut so that an item more or less moves few of the cuts: documents for the index, and its words.

An index that is made anew wherever a document changes costs as much as the corpus is large. In stretches of documents
what did not change is kept, as in a log-structured merge tree; but there the stretches tell in what order documents
came, and two indexes of one corpus are not the same. Here they follow from the ids of the documents and from nothing
else, as the pieces of a file do that is cut where its own bytes say (A. Muthitacharoen, B. Chen and D. Mazières, "A
low-bandwidth network file system", *SOSP* 2001). So do the files that words are in, from the words.
"""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import TypeVar

Digest = TypeVar("Digest", bytes, int)

DOCUMENTS = 512
"""How many documents a segment has at most, until there are so many that it takes more than :data:`SEGMENTS`."""

SEGMENTS = 32


def segments(idents: Sequence[str], documents: int | None = None, number: int | None = None) -> list[list[str]]:
    """Cut a sorted list of ids into stretches, the same whatever was there before.

    A stretch has at most so many ``documents`` (:data:`DOCUMENTS`) or, where that would be more than a ``number`` of
    stretches of that length (:data:`SEGMENTS`), a power of two as many. They are cut by :func:`cuts`.

    >>> idents = [f"{number:04}" for number in range(2000)]
    >>> before, after = segments(idents), segments(idents[:1000] + idents[1001:])
    >>> list(map(len, before))
    [396, 196, 447, 428, 164, 369]
    >>> [len(stretch) for stretch in after if stretch not in before]
    [446]
    """
    most = at_most(len(idents), documents or DOCUMENTS, number or SEGMENTS)
    edges = cuts([1] * len(idents), list(map(_digest, idents)), most)
    return [list(idents[first:last]) for first, last in pairwise(edges)]


def at_most(weight: int, most: int, number: int) -> int:
    """Return how much a stretch weighs at most: ``most``, or as many times a power of two as gives no larger number.

    >>> at_most(1000, 512, 32), at_most(100_000, 512, 32)
    (512, 4096)
    """
    while most * number < weight:
        most *= 2
    return most


def cuts(weights: Sequence[int], digests: Sequence[Digest], most: int) -> list[int]:
    """Return where stretches of a list begin, and its length; a stretch of two items or more weighs at most ``most``.

    A stretch that is too heavy is cut in its middle half, by weight, before the item whose digest is the least there;
    where a single item fills that half, before or behind it. An item more or less moves the edges of that half by what
    it weighs, and so seldom moves the cut. Each weighs 1 or more.

    >>> cuts([1, 1, 1, 1, 9, 1, 1], [40, 10, 30, 20, 50, 70, 60], 4)
    [0, 3, 4, 5, 7]
    """
    upto = list(accumulate(weights, initial=0))
    pending, found = [(0, len(weights))] if weights else [], [0]
    while pending:
        first, last = pending.pop()
        if last - first == 1 or upto[last] - upto[first] <= most:
            found.append(last)
            continue
        at = _cut(upto, digests, first, last)
        # The part in front is the next.
        pending += [(at, last), (first, at)]
    return found


def _cut(upto: list[int], digests: Sequence[Digest], first: int, last: int) -> int:
    """Return where to cut a stretch of two items or more, given how much all items before each weigh."""
    quarter = max((upto[last] - upto[first]) // 4, 1)
    low = bisect_left(upto, upto[first] + quarter, first + 1, last)
    high = bisect_left(upto, upto[last] - quarter, low, last)
    if low < high:
        return digests.index(min(digests[low:high]), low, high)
    middle = bisect_right(upto, (upto[first] + upto[last]) // 2, first, last) - 1
    return max(middle, first + 1)


def _digest(ident: str) -> bytes:
    return hashlib.sha256(ident.encode("utf-8", "surrogatepass")).digest()
