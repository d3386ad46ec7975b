"""Near-duplicates: documents whose texts are nearly the same, such as one report in several papers.

Signatures find pairs that may be alike, without a look at every pair; the texts of these are then compared.
"""

import base64
from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from corpustools.search.banding import Bands
from corpustools.search.resemblance import BANDS, PERMUTATIONS, resemblance, shingles

_CHECKED = 4
"""How many documents one is compared with, those first whose signatures are most alike."""

_DOUBT = 0.2
"""How far signatures may be off: more than four times the standard deviation, which is at most 0.044."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A document to compare, with its date as far as it is known, and its signature.

    >>> from corpustools.search.resemblance import signature
    >>> Signed("wire", "2015-06-10", signature("The town is quiet today, and nobody knows for how long.")).date
    '2015-06-10'
    """

    id: str
    date: str
    signature: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A document, and how much it resembles the one that its group is named after, from 0 to 1."""

    id: str
    resemblance: float


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """Documents that are nearly the same as ``first``, which is the oldest of them, the most alike first.

    >>> DuplicateGroup("wire", (Duplicate("paper", 0.9), Duplicate("archive", 0.8))).ids
    ('wire', 'paper', 'archive')
    """

    first: str
    others: tuple[Duplicate, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all of them."""
        return self.first, *(other.id for other in self.others)


class Compared:
    """The texts of documents, compared in pairs.

    ``text_of`` returns a text by the id of its document. ``known`` has how much pairs of ids resemble each other, from
    0 to 1, that were compared before; ``asked`` has it of those that were asked for.

    >>> said = "The town is quiet today, said the mayor."
    >>> pairs = Compared({"wire": said, "paper": said}.__getitem__, {("wire", "harbour"): 0.0})
    >>> pairs.resemblance("wire", "paper"), pairs.resemblance("wire", "harbour")
    (1.0, 0.0)
    >>> pairs.asked
    {('wire', 'paper'): 1.0, ('wire', 'harbour'): 0.0}
    """

    def __init__(self, text_of: Callable[[str], str], known: Mapping[tuple[str, str], float] | None = None) -> None:
        self._known = known or {}
        # The shingles of a text take 60 KB. Texts are compared by date: a report is in several papers on the same day.
        self._shingles = lru_cache(maxsize=32)(lambda ident: shingles(text_of(ident)))
        self.asked: dict[tuple[str, str], float] = {}

    def resemblance(self, one: str, other: str) -> float:
        """Return how much the texts of two documents resemble each other; a text is read if that is not known."""
        found = self._known.get((one, other))
        if found is None:
            found = resemblance(self._shingles(one), self._shingles(other))
        self.asked[one, other] = found
        return found


def near_duplicates(
    documents: Iterable[Signed], compared: Compared, threshold: float = 0.7
) -> tuple[DuplicateGroup, ...]:
    """Group documents whose texts resemble each other by ``threshold`` or more, the largest group first.

    Documents are taken by date, those without one last, and then by id. Each goes to the earlier document that it
    resembles most, or begins a group; so all of a group resemble its first document, and the answer does not depend on
    the order in which they are given. Only those are ``compared`` that may be alike. The time grows with the number of
    documents, not with that of pairs.

    >>> from corpustools.search.resemblance import signature
    >>> words = "The town is quiet today, said the mayor, and nobody knows for how long it will be as quiet as it is."
    >>> other = "A ship came into the harbour with forty tons of coffee, and left again with twenty bales of wool."
    >>> texts = {"wire": words, "paper": words + " (AP)", "harbour": other}
    >>> documents = [Signed(name, "", signature(text)) for name, text in texts.items()]
    >>> near_duplicates(documents, Compared(texts.__getitem__))
    (DuplicateGroup(first='paper', others=(Duplicate(id='wire', resemblance=0.9473684210526315),)),)
    >>> near_duplicates(documents, Compared(texts.__getitem__), threshold=0.99)
    ()
    """
    from rensa import RMinHash

    groups: dict[str, list[Duplicate]] = {}

    def minhash_of(document: Signed) -> RMinHash:
        # One has five times the size of what it is made from.
        made = RMinHash(num_perm=PERMUTATIONS, seed=0)
        made.__setstate__(base64.b64decode(document.signature))
        return made

    ordered = sorted((each for each in documents if each.signature), key=lambda each: (each.date or "~", each.id))
    leaders = Bands([array("I", minhash_of(each).digest()).tobytes() for each in ordered], BANDS)
    for number, document in enumerate(ordered):
        likely: list[tuple[float, int]] = []
        if near := leaders.query(number):
            minhash = minhash_of(document)
            likely = [(minhash.jaccard(minhash_of(ordered[at])), -at) for at in near]
        likely = sorted((each for each in likely if each[0] > threshold - _DOUBT), reverse=True)[:_CHECKED]
        found = [(compared.resemblance(ordered[-at].id, document.id), at) for _, at in likely]
        alike, at = max(found, default=(0.0, 0))
        if found and alike >= threshold:
            groups.setdefault(ordered[-at].id, []).append(Duplicate(document.id, alike))
        else:
            leaders.insert(number)
    made = [
        DuplicateGroup(first, tuple(sorted(others, key=lambda other: (-other.resemblance, other.id))))
        for first, others in groups.items()
    ]
    return tuple(sorted(made, key=lambda group: (-len(group.others), group.first)))
