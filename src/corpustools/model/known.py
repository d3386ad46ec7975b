"""Names that a corpus says itself whom or what they name: its own gazetteers."""

from dataclasses import dataclass

from corpustools.errors import ModelError
from corpustools.model.mention import MENTION_KINDS, MentionKind

KNOWN_KINDS: tuple[MentionKind, ...] = tuple(kind for kind in MENTION_KINDS if kind not in ("time", "unsure"))
"""What a gazetteer can hold names of."""


@dataclass(frozen=True, slots=True)
class KnownName:
    """A person, an organization or a place of a corpus's own gazetteer: its name, and other names it is called by.

    >>> KnownName("place", "Skarvøya", ("Skarvoya",), "islands:12").forms
    ('Skarvøya', 'Skarvoya')
    >>> KnownName("ship", "Old Nora")
    Traceback (most recent call last):
    corpustools.errors.ModelError: a gazetteer holds names of person, organization, place, not of 'ship'
    """

    kind: MentionKind
    name: str
    also: tuple[str, ...] = ()
    identifier: str | None = None

    def __post_init__(self) -> None:
        if self.kind not in KNOWN_KINDS:
            raise ModelError(f"a gazetteer holds names of {', '.join(KNOWN_KINDS)}, not of {self.kind!r}")

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form of the name that a text may have.

        >>> KnownName("person", "Ann Doe", ("A. Doe",)).forms
        ('Ann Doe', 'A. Doe')
        """
        return (self.name, *self.also)
