"""What a page's JSON-LD says of its article: who wrote it, when, who published it, and what it is called."""

from collections.abc import Iterator, Mapping, Sequence

from corpustools.readers.json_things import Place, Thing, things, within

_PARTS = frozenset({"", "@graph", "mainEntity", "mainEntityOfPage"})
_AUTHORS = frozenset({"author", "creator", "@list"})
_STRINGS = (
    *("headline", "datePublished", "dateModified", "dateCreated", "articleSection", "keywords"),
    *("inLanguage", "copyrightNotice", "license", "image", "thumbnailUrl", "description"),
)
_ENDS_OF_ARTICLES = ("Article", "Posting", "Report", "Review", "Recipe", "HowTo", "CreativeWork")
_MOST_SCRIPTS = 40
_DEEPEST = 60

Said = tuple[str, int, int]


def described(source: str, scripts: Sequence[Place], pages: frozenset[str]) -> Iterator[tuple[str, int, int]]:
    """Yield the name and place of what JSON-LD says of the article, and of the site.

    Of several articles the one whose address is among ``pages`` is the page's own, else the first.

    >>> page = '{"@type": "NewsArticle", "author": [{"name": "Jane Roe"}], "datePublished": "2015-06-10"}'
    >>> for name, start, end in described(page, [(0, len(page))], frozenset()):
    ...     print(name, "=", page[start:end])
    NewsArticle.datePublished = 2015-06-10
    NewsArticle.author.name = Jane Roe
    """
    found = [things(source, start, end) for start, end in scripts[:_MOST_SCRIPTS]]
    parts = list(within(found, _PARTS))
    types = {thing: _types(source, thing) for thing in parts}
    named = {
        source[slice(*place)]: thing
        for thing in within(found)
        if "name" in thing.strings
        for place in thing.strings.get("@id", ())
    }
    for ends in (_ENDS_OF_ARTICLES, ("Page",)):
        several = [thing for thing in parts if types[thing].endswith(ends)]
        own = [thing for thing in several if not pages.isdisjoint(_addresses(source, thing))]
        for thing in (own or several)[:1]:
            yield from _of_article(source, thing, types[thing], named)
    for thing in parts:
        name = types[thing]
        if name == "WebSite":
            yield from (("WebSite.name", *place) for place in thing.strings.get("name", ())[:1])
        elif name == "BreadcrumbList":
            yield from _crumbs(thing)


def _of_article(source: str, thing: Thing, name: str, named: Mapping[str, Thing]) -> Iterator[Said]:
    keys = _STRINGS if not name.endswith("Page") else (*_STRINGS, "name")
    for key in keys:
        yield from ((f"{name}.{key}", *place) for place in thing.strings.get(key, ()))
    for key in ("author", "creator"):
        yield from ((f"{name}.{key}", *place) for place in thing.strings.get(key, ()))
        for author in within(thing.things.get(key, ()), _AUTHORS):
            known = _known(source, author, named)
            kind = _types(source, known)
            shown = f"{name}.{key}.name" if kind in {"", "Person"} else f"{name}.{key}({kind}).name"
            yield from ((shown, *place) for place in known.strings.get("name", ()))
    for publisher in thing.things.get("publisher", ())[:1]:
        known = _known(source, publisher, named)
        yield from ((f"{name}.publisher.name", *place) for place in known.strings.get("name", ())[:1])
    yield from ((f"{name}.publisher", *place) for place in thing.strings.get("publisher", ())[:1])
    for image in thing.things.get("image", ())[:1]:
        known = _known(source, image, named)
        for key in ("url", "contentUrl", "caption", "creditText"):
            yield from ((f"{name}.image.{key}", *place) for place in known.strings.get(key, ())[:1])


def _crumbs(thing: Thing) -> Iterator[Said]:
    """Yield the names on the way from the front page to this one."""
    for item in thing.things.get("itemListElement", ()):
        for held in (item, *item.things.get("item", ())):
            if "name" in held.strings:
                yield ("BreadcrumbList.name", *held.strings["name"][0])
                break


def _known(source: str, thing: Thing, named: Mapping[str, Thing]) -> Thing:
    """Return the thing itself, or the one with the same ``@id`` where this one is no more than a reference."""
    if "name" not in thing.strings:
        for place in thing.strings.get("@id", ()):
            return named.get(source[slice(*place)], thing)
    return thing


def _types(source: str, thing: Thing) -> str:
    """Return the type of a thing, the most telling one where there are several."""
    said = [source[slice(*place)].replace("\\", "").rpartition("/")[2] for place in thing.strings.get("@type", ())]
    said = [each.rpartition(":")[2] for each in said if each]
    return next((each for each in said if each.endswith(_ENDS_OF_ARTICLES)), said[0] if said else "")[:_DEEPEST]


def _addresses(source: str, thing: Thing) -> set[str]:
    """Return where a thing says that it is found."""
    held = [thing, *thing.things.get("mainEntityOfPage", ())]
    keys = ("@id", "url", "mainEntityOfPage")
    places = [place for one in held for key in keys for place in one.strings.get(key, ())]
    return {source[slice(*place)].replace("\\/", "/").partition("#")[0] for place in places}
