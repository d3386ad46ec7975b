"""Facts: values with the words that say them, and the record they make together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from corpustools.errors import ModelError

Says = Literal["verbatim", "name", "number", "date", "language"]
"""How the words at a receipt say the value: as they stand, but for capitals, as a number, as a date that
may be partial, or as words of that language. A declaration may say more than the value beside it.
:func:`corpustools.extractors.receipts.says` checks it."""


@dataclass(frozen=True, slots=True)
class Field:
    """One kind of fact: how its receipt says it, whether a document can have several, and what it means.

    >>> FIELDS["date_published"].says, FIELDS["author"].many
    ('date', True)
    """

    name: str
    says: Says
    many: bool
    help: str


FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        field.name: field
        for field in (
            Field("headline", "verbatim", False, "the title of the article"),
            Field("standfirst", "verbatim", False, "the summary under the headline"),
            Field("description", "verbatim", False, "what the page's markup gives as its summary"),
            Field("author", "verbatim", True, "a person who is named as the author"),
            Field(
                "author_organization", "verbatim", True, "an organisation that signs: an agency, a newsroom, the site"
            ),
            Field("publisher", "verbatim", False, "the site or organisation that published the page"),
            Field("section", "verbatim", False, "the section of the site that the article stands in"),
            Field("tag", "verbatim", True, "a keyword that the page gives the article"),
            Field("canonical_url", "verbatim", False, "the address at which the page is to be cited"),
            Field("rights", "verbatim", False, "whose the text is, or on what terms it may be used, as stated"),
            Field("language", "language", False, "the language of the running text, as a BCP 47 tag"),
            Field("other_language", "language", True, "another language that a block is in, as a BCP 47 tag"),
            Field("date_published", "date", False, "when the article was published, as precise as is known"),
            Field("date_modified", "date", False, "when the article was last changed, as precise as is known"),
            Field("date_retrieved", "date", False, "when the page was saved, as far as it says so itself"),
            Field("dateline.place", "name", False, "where the report was filed"),
            Field("dateline.agency", "verbatim", False, "the agency that filed the report"),
            Field("image.caption", "verbatim", True, "what an image is said to show"),
            Field("image.credit", "verbatim", True, "who made or owns an image, as printed"),
            Field("image.agency", "verbatim", True, "the agency an image's credit names"),
            Field("image.photographer", "verbatim", True, "the person an image's credit names"),
            Field("image.year", "number", True, "the year an image's credit names"),
            Field("image.alt", "verbatim", True, "the alternative text of an image"),
            Field("image.source", "verbatim", True, "the address of an image"),
            Field("related.headline", "verbatim", True, "the headline of another article the page points to"),
            Field("related.alt", "verbatim", True, "the alternative text of the image beside that headline"),
        )
    }
)
"""Every field a fact can have. A new field is one row here, one attribute of :class:`Metadata` (or of :class:`Image`
and so on), and one function in ``extractors/metadata/``."""

_ORDER = {name: place for place, name in enumerate(FIELDS)}


@dataclass(frozen=True, slots=True)
class Fact:
    """A value and its receipt: the characters ``start`` to ``end`` of the text as read that say it.

    A fact that is ``declared`` has its receipt in the source instead: it is the
    :class:`~corpustools.model.declaration.Declaration` at these characters of the decoded file.

    ``group`` numbers what belongs together (the caption, credit and year of one image). The value of a
    date is an ISO 8601 string as precise as the text is: ``2015``, ``2015-06`` or ``2015-06-10``.

    >>> Fact("image.year", 2023, 82, 86, rule="image", group=0).value
    2023
    >>> Fact("mood", "gloomy", 0, 6, rule="guess")
    Traceback (most recent call last):
    corpustools.errors.ModelError: no field is called 'mood'; model/fact.py lists them
    """

    field: str
    value: str | int
    start: int
    end: int
    rule: str
    confidence: float = 1.0
    group: int = 0
    declared: bool = False

    def __post_init__(self) -> None:
        if self.field not in FIELDS:
            raise ModelError(f"no field is called {self.field!r}; model/fact.py lists them", self.start)
        if not 0 <= self.start < self.end:
            raise ModelError(f"a receipt must hold at least one character, not {self.start}:{self.end}", self.start)

    @property
    def order(self) -> tuple[int, int, float, bool, int, int, str]:
        """Sort key: by field, group, then the most confident first.

        >>> sure, unsure = (Fact("headline", "A title", 0, 7, "r", confidence=confidence) for confidence in (0.9, 0.5))
        >>> sure.order < unsure.order < Fact("author", "Jane Roe", 0, 8, "r").order
        True
        """
        return (_ORDER[self.field], self.group, -self.confidence, self.declared, self.start, self.end, self.rule)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place, and often the agency, that a report opens with.

    >>> Metadata.from_facts([Fact("dateline.place", "Moscow", 0, 6, rule="dateline_parts")]).dateline
    Dateline(place='Moscow', agency=None)
    """

    place: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """What the text says about one image.

    Facts of one group are of one image:

    >>> told = [Fact("image.credit", "AFP", 9, 12, "r", group=1), Fact("image.alt", "A ferry", 0, 7, "r", group=1)]
    >>> [(image.credit, image.alt, image.year) for image in Metadata.from_facts(told).images]
    [('AFP', 'A ferry', None)]
    """

    caption: str | None = None
    credit: str | None = None
    agency: str | None = None
    photographer: str | None = None
    year: int | None = None
    alt: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """A teaser of another article.

    >>> Metadata.from_facts([Fact("related.headline", "The ferry is late", 0, 17, rule="teaser")]).related
    (Related(headline='The ferry is late', alt=None),)
    """

    headline: str | None = None
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """The chosen value of every field; what the text does not say is ``None`` or empty.

    >>> import corpustools
    >>> about = corpustools.read("MOSCOW (Sputnik) – The ferry is late, and nobody knows for how long it is.").metadata
    >>> about.dateline, about.language, about.authors, about.date_published
    (Dateline(place='Moscow', agency='Sputnik'), 'en', (), None)
    """

    headline: str | None = None
    standfirst: str | None = None
    description: str | None = None
    authors: tuple[str, ...] = ()
    author_organizations: tuple[str, ...] = ()
    publisher: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    canonical_url: str | None = None
    rights: str | None = None
    language: str | None = None
    other_languages: tuple[str, ...] = ()
    date_published: str | None = None
    date_modified: str | None = None
    date_retrieved: str | None = None
    dateline: Dateline | None = None
    images: tuple[Image, ...] = ()
    related: tuple[Related, ...] = ()

    @classmethod
    def from_facts(cls, facts: Iterable[Fact]) -> "Metadata":
        """Choose among candidates: the most confident, then the first in the text.

        Authors and tags are chosen as sets: all that the surest rule read at the surest place. Organisations sign
        together with the persons who were chosen, or alone.

        >>> sure = Fact("headline", "A title", 0, 7, rule="first", confidence=0.9)
        >>> unsure = Fact("headline", "Another", 9, 16, rule="second", confidence=0.5)
        >>> Metadata.from_facts([unsure, sure]).headline
        'A title'
        >>> Metadata.from_facts([]).date_published is None
        True
        >>> one, other = (Fact("author", name, 0, 8, rule="byline", group=group)
        ...     for group, name in enumerate(("Jane Roe", "Roe, Jane")))
        >>> Metadata.from_facts([one, other]).authors
        ('Jane Roe',)
        """
        one: dict[str, str] = {}
        many: dict[str, list[Fact]] = {field.name: [] for field in FIELDS.values() if field.many}
        grouped: dict[str, dict[int, dict[str, str | int]]] = {"dateline": {}, "image": {}, "related": {}}
        for fact in sorted(facts, key=lambda fact: fact.order):
            kind, _, part = fact.field.partition(".")
            if part:
                grouped[kind].setdefault(fact.group, {}).setdefault(part, fact.value)
            elif kind in many:
                many[kind].append(fact)
            else:
                one.setdefault(kind, str(fact.value))
        people, organizations = many["author"], many["author_organization"]
        signed = _surest(people) or _surest(organizations)

        def groups(kind: str) -> list[dict[str, str | int]]:
            return [parts for _, parts in sorted(grouped[kind].items())]

        return cls(
            **one,
            authors=_values(people, signed),
            author_organizations=_values(organizations, signed),
            tags=_values(many["tag"], _surest(many["tag"])),
            other_languages=tuple(dict.fromkeys(str(fact.value) for fact in many["other_language"])),
            dateline=next((Dateline(**parts) for parts in groups("dateline")), None),  # type: ignore[arg-type]
            images=tuple(Image(**parts) for parts in groups("image")),  # type: ignore[arg-type]
            related=tuple(Related(**parts) for parts in groups("related")),  # type: ignore[arg-type]
        )


def _surest(facts: Iterable[Fact]) -> tuple[str, int] | None:
    """Return the rule and the group of the surest of some facts."""
    best = min(facts, key=lambda fact: (-fact.confidence, fact.order), default=None)
    return (best.rule, best.group) if best else None


def _values(facts: Iterable[Fact], chosen: tuple[str, int] | None) -> tuple[str, ...]:
    """Return the values of the facts of one rule and group, each once."""
    return tuple(dict.fromkeys(str(fact.value) for fact in facts if (fact.rule, fact.group) == chosen))
