"""The pages of people, organizations and places, and the pages that list them, as MyST."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from babel import Locale

from corpustools.corpus.appearances import Appearances
from corpustools.extractors.geography import coordinates, place_of
from corpustools.extractors.lexicons import Entry
from corpustools.model.mention import ENTITY_KINDS, MentionKind
from corpustools.sphinxext.layout import Layout
from corpustools.writers.markdown import escape, escape_line
from corpustools.writers.myst import FRONT_MATTER
from corpustools.writers.page import visible

Item = TypeVar("Item")

TITLES: Mapping[MentionKind, str] = {"person": "People", "organization": "Organizations", "place": "Places"}
"""What the lists of each kind are called."""

_PLACES = {
    "country": "Country",
    "capital": "Capital",
    "city": "City",
    "state": "State",
    "region": "Region",
    "water": "Waters",
    "mountain": "Mountains",
    "space": "In space",
    "site": "Site",
}


def entity_pages(layout: Layout, found: Iterable[Appearances], per_page: int) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every page of entities; no page lists more than ``per_page``.

    What a page says of its documents its directives take from their records. What it says itself is all else that it
    depends on, so that its bytes change when it must be read again.
    """
    kinds: dict[MentionKind, list[Appearances]] = {kind: [] for kind in ENTITY_KINDS}
    for one in found:
        kinds[one.entity.kind].append(one)
        yield from _pages_of(layout, one, per_page)
    for kind, listed in kinds.items():
        yield from _list_pages(layout, kind, listed, per_page)


def _pages_of(layout: Layout, found: Appearances, per_page: int) -> Iterator[tuple[str, str]]:
    """Make the page of one entity, or the pages, the oldest documents first and those without a date last."""
    documents = sorted(found.documents, key=lambda each: (each.document.date or "~", each.document.id))
    names, chunks = paged(layout.entity(found.entity.kind, found.entity.slug), documents, per_page)
    for number, (docname, chunk) in enumerate(zip(names, chunks, strict=True)):
        parts = [FRONT_MATTER, f"# {escape_line(visible(found.name))}{f', page {number + 1}' if number else ''}"]
        if number == 0:
            parts.extend(_opening(found))
        idents = (each.document.id for each in chunk)
        options = [":continued:", ""] if number else []
        parts.append(fence("corpus:entity", f"{found.entity.kind} {found.entity.slug}", [*options, *idents]))
        parts.extend(more_pages(names, number))
        yield docname, "\n\n".join(parts) + "\n"


def _opening(found: Appearances) -> Iterator[str]:
    """Say who or what it is, how often it is named, and where else it is described."""
    entity = found.entity
    said = f" and {count(found.quotations, 'quotation')}" if found.quotations else ""
    named = f"{count(found.mentions, 'mention')}{said} in {count(len(found.documents), 'document')}"
    yield f"{{.corpus-counts}}\n[{TITLES[entity.kind]}](index.md) · {named}"
    described = about(found)
    if described:
        yield "{.corpus-lead}\n" + escape(visible(described))
    rows = []
    names = [name for name in (*entity.names, *found.names) if name.casefold() != found.name.casefold()]
    if names:
        rows.append(f"Also named: {_listed(names)}")
    titles = [title for title, _ in found.titles.most_common() if title != described]
    if titles:
        rows.append(f"Also called: {_listed(titles)}")
    rows.extend(_identified(found.identifier))
    rows.extend(f"The same as {_address(address)}" for address in entity.same_as)
    if rows:
        yield "{.corpus-known}\n" + "\n".join(f"- {row}" for row in rows)


def about(found: Appearances) -> str:
    """Say in a few words who or what an entity is; nothing, where nobody says so.

    >>> from corpustools.corpus.entities import Entity
    >>> about(Appearances(Entity("moscow", "place", "Moscow"), identifier="geonames:524901"))
    'Capital of Russia'
    """
    place = place_of(found.identifier) if found.identifier else None
    return found.about or (_described(place) if place else "")


def reading(key: str) -> str:
    """Say in words what a mention may name: of a key in a gazetteer the place.

    >>> reading("geonames:5601538"), reading("person")
    ('Moscow (city in United States)', 'person')
    """
    place = place_of(key)
    return f"{place.name} ({_in_text(_described(place))})" if place else key


def _in_text(words: str) -> str:
    return words[:1].lower() + words[1:]


def _described(place: Entry) -> str:
    kind = _PLACES[place.kind]
    country = Locale("en").territories.get(place.country) if place.kind != "country" else None
    if not country:
        return kind
    return f"{kind} {'of' if place.kind in ('capital', 'state') else 'in'} {country}"


def _identified(identifier: str | None) -> Iterator[str]:
    """Say by which key a gazetteer has a place, and where it is."""
    source, _, key = (identifier or "").partition(":")
    if source == "geonames" and key.isdecimal():
        yield f"GeoNames [{key}](https://www.geonames.org/{key})"
        where = coordinates(f"geonames:{key}")
        if where is not None:
            yield f"{_degrees(where[0], 'N', 'S')}, {_degrees(where[1], 'E', 'W')}"
    elif identifier:
        yield f"Identifier: {escape_line(visible(identifier))}"


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):.3f}° {positive if value >= 0 else negative}"


def _address(address: str) -> str:
    """Make a link of an address of the web; anything else stays what it is."""
    shown = escape_line(visible(address))
    plain = address.isascii() and address.isprintable() and not set(address) & set(" <>()\\")
    return f"[{shown}]({address})" if plain and address.startswith(("https://", "http://")) else shown


def _listed(names: Iterable[str]) -> str:
    return ", ".join(escape_line(visible(name)) for name in dict.fromkeys(names))


def _list_pages(
    layout: Layout, kind: MentionKind, listed: list[Appearances], per_page: int
) -> Iterator[tuple[str, str]]:
    """Make the pages that list the entities of a kind by name."""
    names, chunks = paged(layout.entities(kind), listed, per_page)
    for number, (docname, chunk) in enumerate(zip(names, chunks, strict=True)):
        parts = [FRONT_MATTER, f"# {TITLES[kind]}{f', page {number + 1}' if number else ''}"]
        if number == 0 and listed:
            documents = {each.document.id for one in listed for each in one.documents}
            parts.append(f"{{.corpus-counts}}\n{count(len(listed), 'name')} in {count(len(documents), 'document')}")
        parts.append(fence("corpus:entities", kind, (one.entity.slug for one in chunk)))
        parts.extend(more_pages(names, number))
        yield docname, "\n\n".join(parts) + "\n"


def paged(first: str, items: list[Item], per_page: int) -> tuple[list[str], list[list[Item]]]:
    """Share out items to pages, at least one; the names of the others have a number.

    >>> paged("people/index", [1, 2, 3], 2)
    (['people/index', 'people/index.2'], [[1, 2], [3]])
    """
    chunks = [items[at : at + per_page] for at in range(0, len(items), per_page)] or [[]]
    return [first, *(f"{first}.{number}" for number in range(2, len(chunks) + 1))], chunks


def more_pages(names: list[str], number: int) -> list[str]:
    """Make the line that leads to the other pages, where there are any."""
    if len(names) == 1:
        return []
    links = (f"[{at + 1}](/{name}.md)" if at != number else f"{at + 1}" for at, name in enumerate(names))
    return ["{.corpus-more-pages}\nPages: " + " · ".join(links)]


def count(number: int, noun: str, many: str = "") -> str:
    """Put a number before a noun.

    >>> count(1, "name"), count(1200, "name"), count(2, "person", "people")
    ('1 name', '1,200 names', '2 people')
    """
    return f"{number:,} {noun if number == 1 else many or f'{noun}s'}"


def fence(directive: str, argument: str, lines: Iterable[str]) -> str:
    """Write a directive and its content."""
    return "\n".join([f"```{{{directive}}} {argument}".rstrip(), *lines, "```"])
