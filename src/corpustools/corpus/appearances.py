"""Where each entity of a corpus appears: the documents that mention it, and what it is quoted with."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpustools.corpus.entities import Entities, Entity
from corpustools.corpus.state import Entry
from corpustools.model.mention import ENTITY_KINDS, MentionKind


@dataclass(slots=True)
class Appearance:
    """One entity in one document: how often it is mentioned, where first, and what was said by it."""

    document: Entry
    mentions: int = 0
    anchor: str = ""
    said: list[tuple[str, str, str]] = field(default_factory=list)
    """Kind, passage and first words of each quotation."""


@dataclass(slots=True)
class Appearances:
    """All appearances of one entity, in the order of the documents' ids.

    ``names`` counts the forms that documents have for it, ``titles`` what they say a person is, and ``identifier`` is
    its key in a gazetteer, if it has one.
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
        return sum(len(appearance.said) for appearance in self.documents)

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

    >>> named, said = [["person", "Li Hui", 3, "p-1", "", "Ambassador"]], [["Li Hui", "direct", "p-2", "“No.”"]]
    >>> page = Entry("page", [], [], named=named, said=said)
    >>> [(found.name, found.about, found.mentions, found.quotations) for found in appearances(Entities(), [page])]
    [('Li Hui', 'Ambassador', 3, 1)]
    """
    found: dict[tuple[MentionKind, str], Appearances] = {}
    for document in sorted(documents, key=lambda entry: entry.id):
        here: dict[tuple[MentionKind, str], Appearance] = {}
        speakers: dict[str, tuple[MentionKind, str]] = {}
        for kind, name, count, anchor, identifier, title in document.named:
            entity = entities.of(kind, str(name), document.id)  # type: ignore[arg-type]
            key = (entity.kind, entity.slug)
            speakers.setdefault(str(name), key)
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
            here[key].mentions += int(count)
        for speaker, kind_of_quotation, anchor, words in document.said:
            if speaker in speakers:
                here[speakers[speaker]].said.append((kind_of_quotation, anchor, words))
    order = ENTITY_KINDS.index
    return sorted(found.values(), key=lambda one: (order(one.entity.kind), one.name.casefold(), one.entity.slug))
