"""Whom and what mentions name: entities of the whole corpus, curated by people in ``corpus/entities/*.toml``.

Rules make mentions, people decide on entities, and neither overwrites the other. Without a word from anybody each
name, whatever its capitals, is an entity of its own. A table in one of the files merges names, splits one between
documents, and says more::

    [li-hui]
    kind = "person"
    name = "Li Hui"
    names = ["Hui Li", "LI Hui"]      # other names that mean the same: this merges them
    documents = ["1999-interview"]    # only where one of these documents says so: this splits a name
    description = "Chinese ambassador to Russia from 2009 to 2019"
    same_as = ["https://www.wikidata.org/wiki/Q6540576"]
"""

import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

from corpustools.errors import ConfigError, did_you_mean, in_words
from corpustools.model.mention import ENTITY_KINDS, MentionKind

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 80
"""How many characters of an address are made of a name; file systems stop at 255 bytes."""

_NO_LETTER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that mentions name; ``slug`` is the last part of its address on the site.

    >>> Entity("li-hui", "person", "Li Hui").curated
    False
    """

    slug: str
    kind: MentionKind
    name: str
    names: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    description: str = ""
    identifier: str | None = None
    same_as: tuple[str, ...] = ()
    curated: bool = False


_SETTINGS = {each.name: each.type for each in fields(Entity) if each.name not in {"slug", "curated"}}


class Entities:
    """The entities that people curated, and a rule for all names that nobody said anything of.

    >>> mao = Entity("mao", "person", "Mao Zedong", names=("Mao Tse-tung",), curated=True)
    >>> other = Entity("mao-the-painter", "person", "Mao Zedong", documents=("show",), curated=True)
    >>> known = Entities([mao, other])
    >>> [known.of("person", name, document).slug for name, document in
    ...  (("Mao Tse-tung", "essay"), ("Mao Zedong", "show"), ("Jane Roe", "show"), ("JANE ROE", "essay"))]
    ['mao', 'mao-the-painter', 'jane-roe', 'jane-roe']
    """

    def __init__(self, curated: Iterable[Entity] = ()) -> None:
        self.curated = tuple(sorted(curated, key=lambda entity: (entity.kind, entity.slug)))
        self._everywhere: dict[tuple[str, str], Entity] = {}
        self._within: dict[tuple[str, str, str], Entity] = {}
        self._slugs = {(entity.kind, entity.slug) for entity in self.curated}
        for entity in self.curated:
            for name in (entity.name, *entity.names):
                for document in entity.documents:
                    self._note(self._within, (entity.kind, name.casefold(), document), entity)
                if not entity.documents:
                    self._note(self._everywhere, (entity.kind, name.casefold()), entity)

    @staticmethod
    def _note(known: dict[Any, Entity], key: tuple[str, ...], entity: Entity) -> None:
        other = known.setdefault(key, entity)
        if other is not entity:
            where = f" in the document {key[2]}" if len(key) > 2 else ""
            raise ConfigError(
                f"the {entity.kind} {key[1]!r} is [{other.slug}] and [{entity.slug}]{where}; "
                "take the name from one of them, or give both their documents"
            )

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read every ``.toml`` of a folder, in the order of their names; no folder, no entities.

        Raises :class:`~corpustools.errors.ConfigError` naming the file and what to do.

        >>> Entities.load(Path("nowhere")).curated
        ()
        """
        found: dict[tuple[str, str], Entity] = {}
        for path in sorted(folder.glob("*.toml")):
            try:
                for slug, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
                    entity = _entity(slug, table)
                    if (entity.kind, slug) in found:
                        raise ConfigError(f"there are two of [{slug}]; merge them, or rename one")
                    found[entity.kind, slug] = entity
            except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ConfigError) as error:
                raise ConfigError(f"{path}: {in_words(error)}") from None
        try:
            return cls(found.values())
        except ConfigError as error:
            raise ConfigError(f"{folder}: {error}") from None

    def of(self, kind: MentionKind, name: str, document: str) -> Entity:
        """Return whom or what a name means in a document (its id).

        >>> Entities().of("person", "Jane ROE", "essay")
        Entity(slug='jane-roe', kind='person', name='Jane ROE', ...)
        """
        if not self.curated:
            return _named(kind, name)  # as in most corpora, for all the mentions of all documents
        key = (kind, name.casefold())
        held = self._within.get((*key, document)) or self._everywhere.get(key)
        if held is not None:
            return held
        made = _named(kind, name)
        if (kind, made.slug) in self._slugs:
            # Somebody gave this address to another entity; the digest tells the two apart.
            return Entity(f"{made.slug}-{_digest(name)}", kind, name)
        return made


@lru_cache(maxsize=1 << 13)
def _named(kind: MentionKind, name: str) -> Entity:
    """Make the entity of a name of which nobody said anything; a document's page asks for one again and again."""
    return Entity(slug(name), kind, name)


def slug(name: str) -> str:
    """Make the last part of an address of a name: the same for names that differ in capitals alone.

    Where letters were lost or changed, a digest keeps apart what would be one.

    >>> [slug(name) for name in ("Li Hui", "LI HUI", "Jean-Paul Sartre", "Žižek", "中国", " ")]
    ['li-hui', 'li-hui', 'jean-paul-sartre-e3c329a6', 'zizek-cde27db2', 'f0e95216', 'e3b0c442']
    """
    folded = " ".join(name.casefold().split())
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode("ascii")
    made = _NO_LETTER.sub("-", plain).strip("-")[:_LONGEST].rstrip("-")
    return made if made and made.replace("-", " ") == folded else f"{made}-{_digest(name)}".strip("-")


def _digest(name: str) -> str:
    return hashlib.sha256(" ".join(name.casefold().split()).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _entity(slug: str, table: Any) -> Entity:
    """Check one table of a file and take it."""
    if not _SLUG.fullmatch(slug):
        raise ConfigError(f"[{slug}] is part of an address: small letters a to z, digits and hyphens")
    if not isinstance(table, dict):
        raise ConfigError(f"{slug} stands outside a table; write [{slug}] above the settings of an entity")
    for name, value in table.items():
        kind = _SETTINGS.get(name)
        if kind is None:
            raise ConfigError(f"[{slug}]: there is no setting {name!r}; {did_you_mean(name, _SETTINGS)}")
        if kind == tuple[str, ...]:
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                raise ConfigError(f"[{slug}]: {name} must be a list of texts, not {value!r}")
        elif not isinstance(value, str):
            raise ConfigError(f"[{slug}]: {name} must be a text in quotation marks, not {value!r}")
    lacking = [name for name in ("kind", "name") if not table.get(name)]
    if lacking:
        raise ConfigError(f"[{slug}]: {' and '.join(lacking)} must be given")
    if table["kind"] not in ENTITY_KINDS:
        raise ConfigError(f"[{slug}]: a kind is one of {', '.join(ENTITY_KINDS)}, not {table['kind']!r}")
    values: Mapping[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in table.items()
    }
    return Entity(slug, curated=True, **values)
