"""Where each entity of a corpus appears: the documents that mention it, and what it is quoted with."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpustools.corpus.entities import Entities, Entity
from corpustools.corpus.entry import Entry
from corpustools.model.mention import ENTITY_KINDS, MentionKind


@dataclass(slots=True)
class Appearance:
    """One entity in one document: how often it is mentioned, where first, and how often it is quoted."""

    document: Entry
    mentions: int = 0
    anchor: str = ""
    quotations: int = 0


@dataclass(slots=True)
class Appearances:
    """All appearances of one entity, in the order of the documents' ids.

    ``names`` counts the forms that documents have for it, ``titles`` what they say a person is, and ``identifier`` is
    its key in a gazetteer, if it has one.

    >>> li = Entity("li-hui", "person", "Li Hui")
    >>> one = Appearance(Entry("one", [], []), mentions=3, quotations=1)
    >>> other = Appearance(Entry("other", [], []), mentions=2)
    >>> found = Appearances(li, [one, other], Counter({"LI Hui": 1, "Li Hui": 4}), Counter(["Ambassador"]))
    >>> found.mentions, found.quotations, found.name, found.about
    (5, 1, 'Li Hui', 'Ambassador')
    """

    entity: Entity
    documents: list[Appearance] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    identifier: str | None = None

    @property
    def mentions(self) -> int:
        """How often it is mentioned in all documents."""
        return sum(appearance.mentions for appearance in self.documents)

    @property
    def quotations(self) -> int:
        """How many quotations have it as their speaker."""
        return sum(appearance.quotations for appearance in self.documents)

    @property
    def name(self) -> str:
        """What to call it: as curated, else the form that most documents have, of equal ones the first by letters."""
        if self.entity.curated or not self.names:
            return self.entity.name
        return _commonest(self.names)

    @property
    def about(self) -> str:
        """Who or what it is: as curated, else the title that most documents give, or nothing."""
        return self.entity.description or (_commonest(self.titles) if self.titles else "")


def _commonest(counted: Counter[str]) -> str:
    """Return what was counted most often, of equal ones the first by letters."""
    return min(counted, key=lambda name: (-counted[name], name))


def appearances(entities: Entities, documents: Iterable[Entry]) -> list[Appearances]:
    """Gather where entities appear, by kind and then by name.

    >>> from corpustools.corpus.entry import Stored
    >>> page = Entry("page", [], [], named=Stored.of([["person", "Li Hui", 3, 1, "p-1", "", "Ambassador"]]))
    >>> [(found.name, found.about, found.mentions, found.quotations) for found in appearances(Entities(), [page])]
    [('Li Hui', 'Ambassador', 3, 1)]
    """
    found: dict[tuple[MentionKind, str], Appearances] = {}
    for document in sorted(documents, key=lambda entry: entry.id):
        here: dict[tuple[MentionKind, str], Appearance] = {}
        for kind, name, mentions, quotations, anchor, identifier, title in document.named.value:
            entity = entities.of(kind, str(name), document.id)  # type: ignore[arg-type]
            key = (entity.kind, entity.slug)
            if key not in found:
                found[key] = Appearances(entity)
            everywhere = found[key]
            everywhere.names[str(name)] += 1
            if title:
                everywhere.titles[str(title)] += 1
            everywhere.identifier = everywhere.identifier or entity.identifier or str(identifier) or None
            if key not in here:
                here[key] = Appearance(document, anchor=str(anchor))
                everywhere.documents.append(here[key])
            here[key].mentions += int(mentions)
            here[key].quotations += int(quotations)
    order = ENTITY_KINDS.index
    return sorted(found.values(), key=lambda one: (order(one.entity.kind), one.name.casefold(), one.entity.slug))
