"""The pages of people, organizations and places, and the pages that list them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from babel import Locale

from corpustools.corpus.appearances import Appearances
from corpustools.corpus.entry import Entry
from corpustools.extractors.names.geography import coordinates, place_of, state_of
from corpustools.extractors.names.known_names import Entry as Place
from corpustools.model.mention import ENTITY_KINDS, MentionKind
from corpustools.sphinxext.entity_parts import entity_parts
from corpustools.sphinxext.generated import AroundParts, Generated, count, digest, listing, more_pages, paged
from corpustools.sphinxext.layout import Layout
from corpustools.sphinxext.parts import Block, Inline, Item, Items, Link, Paragraph, Row, Table, Web
from corpustools.text.characters import visible
from corpustools.writers.appearing import Appearing, Key

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


def entity_pages(
    layout: Layout, found: Iterable[Appearances], held: Callable[[str], Mapping[Key, Appearing]], per_page: int
) -> Iterator[Generated]:
    """Yield every page of entities; no page lists more than ``per_page``.

    ``held`` says where a document names each entity, and what it quotes from it.
    """
    kinds: dict[MentionKind, list[Appearances]] = {kind: [] for kind in ENTITY_KINDS}
    # A document is on the pages of all that it names; these go by a digest of what they show of it.
    digests: dict[str, str] = {}
    for one in found:
        kinds[one.entity.kind].append(one)
        for each in one.documents:
            if (entry := each.document).id not in digests:
                digests[entry.id] = digest((entry.id, entry.title, entry.publisher, entry.date))
        yield from _pages_of(layout, one, held, digests, per_page)
    for kind, listed in kinds.items():
        yield from _list_pages(layout, kind, listed, per_page)


def _pages_of(
    layout: Layout,
    found: Appearances,
    held: Callable[[str], Mapping[Key, Appearing]],
    digests: Mapping[str, str],
    per_page: int,
) -> Iterator[Generated]:
    """Make the page of one entity, or the pages, the oldest documents first and those without a date last."""
    documents = sorted(found.documents, key=lambda each: (each.document.date or "~", each.document.id))
    names, chunks = paged(layout.entity(found.entity.kind, found.entity.slug), documents, per_page)
    # As dictionaries: to write itself a counter sorts what it counted.
    known = repr((found.entity, dict(found.names), dict(found.titles), found.identifier))
    for number, (docname, chunk) in enumerate(zip(names, chunks, strict=True)):
        title = f"{visible(found.name)}{f', page {number + 1}' if number else ''}"
        below = more_pages(names, number)
        entries = [each.document for each in chunk]
        key: Key = (found.entity.kind, found.entity.slug)
        # What stands above is not made before it is written: to say where a city is, all cities are loaded.
        around = AroundParts(key, partial(_opening, layout, None if number else found), below)
        blocks = partial(_blocks, around, entries, held)
        opening = None if number else (about(found), found.mentions, found.quotations, len(found.documents))
        idents = tuple(entry.id for entry in entries)
        made_from = digest((known, opening, "".join([digests[ident] for ident in idents]), below))
        yield Generated(docname, title, blocks, made_from, idents, around=around)


def _blocks(
    around: AroundParts, entries: list[Entry], held: Callable[[str], Mapping[Key, Appearing]]
) -> Iterator[Block]:
    yield from around.above()
    yield from entity_parts(around.key, entries, held)
    yield from around.below


def _opening(layout: Layout, found: Appearances | None) -> list[Block]:
    """Say who or what it is, how often it is named, and where else it is described; nothing on a page that goes on."""
    if found is None:
        return []
    entity = found.entity
    said = f" and {count(found.quotations, 'quotation')}" if found.quotations else ""
    named = f"{count(found.mentions, 'mention')}{said} in {count(len(found.documents), 'document')}"
    every = Link("page", layout.entities(entity.kind), (TITLES[entity.kind],))
    blocks: list[Block] = [Paragraph((every, f" · {named}"), "corpus-counts")]
    described = about(found)
    if described:
        blocks.append(Paragraph((visible(described),), "corpus-lead"))
    rows: list[tuple[Inline, ...]] = []
    names = [name for name in (*entity.names, *found.names) if name.casefold() != found.name.casefold()]
    if names:
        rows.append((f"Also named: {_listed(names)}",))
    titles = [title for title, _ in found.titles.most_common() if title != described]
    if titles:
        rows.append((f"Titles in the texts: {_listed(titles)}",))
    rows.extend(_identified(found.identifier))
    rows.extend(("The same as ", _address(address)) for address in entity.same_as)
    if rows:
        blocks.append(Items(tuple(Item(row) for row in rows), "corpus-known"))
    return blocks


def about(found: Appearances) -> str:
    """Say in a few words who or what an entity is; nothing, where nobody says so.

    >>> from corpustools.corpus.entities import Entity
    >>> about(Appearances(Entity("moscow", "place", "Moscow"), identifier="geonames:524901"))
    'Capital of Russia'
    """
    place = place_of(found.identifier) if found.identifier else None
    return found.about or (_described(place, state_of(found.identifier or "")) if place else "")


def reading(key: str) -> str:
    """Say in words what a mention may name: of a key in a gazetteer the place.

    >>> reading("geonames:5601538"), reading("person")
    ('Moscow (city in Idaho, United States)', 'person')
    """
    place = place_of(key)
    return f"{place.name} ({_in_text(_described(place, state_of(key)))})" if place else key


def readings(keys: Iterable[str]) -> list[str]:
    """Say in words what a mention may name, and of two that would be said in the same words where they are.

    >>> readings(["geonames:4080555", "geonames:5129290"])
    ['Northport (city in Alabama, United States)', 'Northport (city in New York, United States)']
    >>> readings(["geonames:1793743", "geonames:1886760"])[0]
    'Suzhou (city in China) at 33.636° N, 116.979° E'
    """
    said = {key: reading(key) for key in keys}
    many = Counter(said.values())
    return [
        f"{words} at {where}" if many[words] > 1 and (where := _where(key)) else words for key, words in said.items()
    ]


def _in_text(words: str) -> str:
    return words[:1].lower() + words[1:]


def _described(place: Place, state: str | None = None) -> str:
    kind = _PLACES[place.kind]
    country = Locale("en").territories.get(place.country) if place.kind != "country" else None
    if not country:
        return kind
    within = f"{state}, {country}" if state and place.kind != "capital" else country
    return f"{kind} {'of' if place.kind in ('capital', 'state') else 'in'} {within}"


def _identified(identifier: str | None) -> Iterator[tuple[Inline, ...]]:
    """Say by which key a gazetteer has a place, and where it is."""
    source, _, key = (identifier or "").partition(":")
    if source == "geonames" and key.isdecimal():
        yield "GeoNames ", Web(f"https://www.geonames.org/{key}", key)
        where = _where(f"geonames:{key}")
        if where:
            yield (where,)
    elif identifier:
        yield (f"Identifier: {visible(identifier)}",)


def _where(key: str) -> str:
    where = coordinates(key)
    return f"{_degrees(where[0], 'N', 'S')}, {_degrees(where[1], 'E', 'W')}" if where else ""


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):.3f}° {positive if value >= 0 else negative}"


def _address(address: str) -> Inline:
    """Make a link of an address of the web; anything else stays what it is."""
    plain = address.isascii() and address.isprintable() and not set(address) & set(" <>()\\")
    return Web(address, address) if plain and address.startswith(("https://", "http://")) else visible(address)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(visible(name) for name in dict.fromkeys(names))


def _list_pages(layout: Layout, kind: MentionKind, listed: list[Appearances], per_page: int) -> Iterator[Generated]:
    """Make the pages that list the entities of a kind by name."""
    names, chunks = paged(layout.entities(kind), listed, per_page)
    for number, (docname, chunk) in enumerate(zip(names, chunks, strict=True)):
        blocks: list[Block] = []
        if number == 0 and listed:
            documents = {each.document.id for one in listed for each in one.documents}
            said = f"{count(len(listed), 'name')} in {count(len(documents), 'document')}"
            blocks.append(Paragraph((said,), "corpus-counts"))
        title = f"{TITLES[kind]}{f', page {number + 1}' if number else ''}"
        yield listing(docname, title, [*blocks, entities_table(chunk), *more_pages(names, number)])


def entities_table(found: Iterable[Appearances]) -> Block:
    """List entities, each with what it is and how often it is named."""
    listed = tuple(found)
    if not listed:
        return Paragraph(("None is named.",))
    heads = ("Name", "Quotations", "Mentions", "Documents")
    rows = tuple(map(_entity_row, listed))
    if all(one.entity.kind == "place" for one in listed):
        # No place is ever quoted.
        rows = tuple((row[0], *row[2:]) for row in rows)
        return Table((heads[0], *heads[2:]), rows, (70, 15, 15), "corpus-entities no-search")
    return Table(heads, rows, (55, 15, 15, 15), "corpus-entities no-search")


def _entity_row(found: Appearances) -> Row:
    name = Paragraph((Link(found.entity.kind, found.entity.slug, (visible(found.name),)),))
    described = about(found)
    cell = (name, Paragraph((visible(described),), "corpus-about")) if described else (name,)
    counts = (found.quotations, found.mentions, len(found.documents))
    return (cell, *((Paragraph((f"{number:,}" if number else "",)),) for number in counts))
