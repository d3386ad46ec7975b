"""How much of two texts is the same: shingles, the resemblance of two texts, and the signature of one.

A. Z. Broder, "On the resemblance and containment of documents", *Compression and Complexity of Sequences* (1997).
"""

import base64
from functools import cache

from corpustools.text.tokens import fold, form, tokens

SHINGLE = 5
"""How many words a shingle has."""

LEAST = 20
"""How many words a text must have to be compared: shorter ones are alike by chance, or are no articles."""

PERMUTATIONS = 128
BANDS = 32
"""Of two texts that resemble each other by 0.7, so many bands of a signature miss one pair in 6,000; by 0.6, one in
80 (Leskovec, Rajaraman and Ullman, *Mining of Massive Datasets*, 3.4)."""

_SEED = 1


def shingles(text: str) -> frozenset[str]:
    """Return every run of five words of a text, without regard to capitals, signs and white space; a set.

    >>> sorted(shingles("The town is quiet today, again."))
    ['the town is quiet today', 'town is quiet today again']
    >>> shingles("Quiet!")
    frozenset()
    """
    words = [fold(form(text[start:end])) for start, end in tokens(text)]
    return frozenset(map(" ".join, zip(*(words[at:] for at in range(SHINGLE)), strict=False)))


def resemblance(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the shingles of two texts that both have, from 0 to 1: their Jaccard index.

    >>> one = shingles("The town is quiet today, and nobody knows for how long.")
    >>> resemblance(one, shingles("The town is QUIET today; and nobody knows for how long!"))
    1.0
    >>> resemblance(one, shingles("The town is quiet today, and nobody says for how long."))
    0.2727272727272727
    >>> resemblance(one, shingles("A ship came in.")), resemblance(frozenset(), frozenset())
    (0.0, 0.0)
    """
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def signature(text: str) -> str:
    """Return what says in 0.9 KB how much a text resembles others: a MinHash of its shingles, in base64.

    The same text has the same signature on any machine. A text of fewer than 20 words has none.

    >>> text = "The town is quiet today, and nobody in the town knows for how long it will stay so quiet. " * 2
    >>> signature(text) == signature(text.upper()), signature("The town is quiet today.")
    (True, '')
    """
    if len(tokens(text)) < LEAST:
        return ""
    from rensa import RMinHash

    made = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    made.update(sorted(shingles(text)))
    return base64.b64encode(made.__getstate__()).decode("ascii")


@cache
def method() -> str:
    """Name what signatures are made by: those of another method cannot be compared.

    >>> method().startswith("5 128 1 ")
    True
    """
    from rensa import RMinHash

    return f"{SHINGLE} {PERMUTATIONS} {_SEED} {RMinHash.ALGORITHM_VERSION}"
