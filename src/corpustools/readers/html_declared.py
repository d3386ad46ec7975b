"""What a page declares of itself in its markup, each value with its place in the source.

libxml2 gives no places, so the source is scanned once more: for few elements, past comments, scripts and styles.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice

from corpustools.model.declaration import Declaration
from corpustools.readers.json_described import described
from corpustools.readers.json_things import Place, resolve_json

# Regardless of case "ı" is an "i" to Unicode, and "ſ" an "s": in the names of elements to no browser.
_ANY_CASE = re.IGNORECASE | re.ASCII
_OPENS = re.compile(
    # The look at the first letter takes half of the time: most tags are others, and each choice is tried by itself.
    r"<(?=[!hlmst])(?:(?P<comment>!--)|(?P<tag>script|style|textarea|title|meta|link|html|time|h1)(?=[\s/>]))",
    _ANY_CASE,
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>][^\s>]*+)))?|(>)""")
_CLOSES = {tag: re.compile(f"</{re.escape(tag)}", _ANY_CASE) for tag in ("script", "style", "textarea", "title")}
_LINKED = re.compile("canonical|license")
# What stands behind the name of the attribute and "=".
_MARKED = {
    "itemprop": re.compile(r"""["']?([^"'<>]{1,80})"""),
    "rel": re.compile(r"""["']?((?:author|tag)\b)"""),
}
_NESTED = re.compile(r"""itemprop=["']?name\b["']?""")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*+>|<!--[^<>]*+>")
_BREAK = re.compile(r"</?(?:br|p|div|li)\b[^<>]*+>", _ANY_CASE)
# Buttons in a heading, such as those that copy its address, and what is not shown.
_NOT_SAID = re.compile(
    r"<(?:(button)|([a-z][\w-]{0,40}+)(?=[^<>]*?\shidden[\s=>]))[^<>]*+>.*?</(?(1)button|\2)\b",
    _ANY_CASE | re.DOTALL,
)
_NAME = re.compile(r"[a-zA-Z][^\s/<>]{0,30}")
# What programs and archives that save pages write into them.
_SAVED = re.compile(
    r"saved date:\s*+([^\n]{8,60})|FILE ARCHIVED ON\s*+([^\n]{8,40}?)\s+AND RETRIEVED|"
    r"(?:archived|retrieved|mirrored from .{1,200}?,)\s(?:on|at)?\s*+(\S[^\n]{7,40})"
)
# Browsers write the first into pages that they save, with the length of the address; the other SingleFile does.
_SAVED_FROM = re.compile(
    r"saved from url=\(\d{4,6}\)([^\s<>]+?)(?=\s|-->)|saved with SingleFile\s+url:\s*+([^\s<>]+?)(?=\s|-->)"
)

_LONGEST_TAG = 8192
_LONGEST = 2000  # of what is declared: more is no name, no title and no date
_MOST = 400
_MOST_PARTS = 4

META = frozenset(
    "og:title twitter:title title headline parsely-title sailthru.title dc.title dcterms.title citation_title "
    "og:description description twitter:description "
    "author article:author og:article:author parsely-author sailthru.author dc.creator dcterms.creator byl byline "
    "article:author_name citation_author dc.creator.personalname cxenseparse:author authors "
    "og:site_name application-name apple-mobile-web-app-title site_name dc.publisher "
    "dcterms.publisher publisher "
    "article:published_time og:article:published_time article:published og:published_time datepublished "
    "date pubdate publishdate publish-date publish_date published_time published-date publication_date "
    "parsely-pub-date sailthru.date dc.date dc.date.issued dcterms.date dcterms.issued dcterms.created dc.date.created "
    "citation_publication_date citation_date cxenseparse:recs:publishtime cxenseparse:publishtime "
    "originalpublicationdate article.published article_date_original date.issued article:date published "
    "article:modified_time og:article:modified_time og:updated_time article:modified datemodified last-modified "
    "lastmod dcterms.modified dc.date.modified article.updated updated_time revised last_updated_date "
    "article:section og:article:section section parsely-section article:tag og:article:tag keywords news_keywords "
    "parsely-tags sailthru.tags "
    "og:url parsely-link og:locale content-language dc.language dcterms.language "
    "og:image og:image:url og:image:alt twitter:image twitter:image:src twitter:image:alt "
    "copyright rights dc.rights dcterms.rights".split()
)
"""What ``<meta>`` declares and facts are made of, in lower case."""
PROPERTIES = frozenset(
    "headline author creator publisher datepublished datemodified datecreated articlesection keywords".split()
)
"""The schema.org properties in ``itemprop`` that facts are made of, in lower case."""


def declarations(source: str) -> tuple[Declaration, ...]:
    r"""Return what the source of a page declares, in order; a hostile page says no more than others.

    >>> page = '<html lang="cs"><!--<title>No</title>--><title>Caf&eacute;</title><meta name=author content="Jane Roe">'
    >>> for found in declarations(page):
    ...     print(found.name, "=", found.value, "from", page[found.start : found.end])
    html lang = cs from cs
    title = Café from Caf&eacute;
    meta author = Jane Roe from Jane Roe
    """
    found: dict[Declaration, None] = {}
    skipped: list[tuple[int, int]] = []
    scripts: list[tuple[int, int]] = []
    for declared in _elements(source, skipped, scripts):
        found[declared] = None
        if len(found) >= _MOST:
            break
    for declared in _marked(source, skipped):
        found[declared] = None
        if len(found) >= 2 * _MOST:
            break
    pages = [declared.value for declared in found if declared.name in {"link canonical", "meta og:url"}]
    for name, start, end in described(source, scripts, frozenset(pages)):
        for declared in _declare(f"json-ld {name}", source, start, end):
            found[declared] = None
    return tuple(sorted(found, key=lambda declared: (declared.start, declared.end, declared.name)))


def resolve(name: str, raw: str) -> str:
    """Return what stands in the source where something of this name is declared: escapes resolved, tags left out.

    >>> resolve("title", "Caf&eacute;\\n is <b>quiet</b>"), resolve("json-ld Article.headline", r"Caf\\u00e9")
    ('Café is quiet', 'Café')
    """
    if name.startswith("json-ld "):
        return _plain(resolve_json(raw))
    if name in {"h1", "h1 part"}:
        raw = _NOT_SAID.sub(" ", raw)
    return " ".join(unescape(_plain(raw)).split())


def _plain(text: str) -> str:
    if "<" not in text:
        return text
    return " ".join(_TAG.sub("", _BREAK.sub(" ", text)).split())


def _elements(source: str, skipped: list[Place], scripts: list[Place]) -> Iterator[Declaration]:
    """Declare what elements of the head say; gather the places to skip, and those of JSON-LD."""
    at = 0
    titled = False
    while (opening := _OPENS.search(source, at)) is not None:
        start, at = opening.span()
        if opening["comment"]:
            end = source.find("-->", start + 2)
            at = len(source) if end < 0 else end + 3
            skipped.append((start, at))
            yield from _saved(source, start, min(at, start + _LONGEST))
            continue
        tag = opening["tag"].lower()
        if tag in _CLOSES:
            within = source.find(">", at) + 1 or len(source)
            if tag == "script" and "ld+json" in source[at : min(within, at + _LONGEST)]:
                scripts.append((within, len(source)))
            closing = _CLOSES[tag].search(source, within)
            end = closing.start() if closing else len(source)
            if tag != "title":
                skipped.append((start, end))
                if scripts and scripts[-1][0] == within:
                    scripts[-1] = (within, end)
            elif not titled:
                titled = True
                yield from _declare("title", source, within, end)
            at = end
        elif tag == "h1":
            at = source.find(">", at) + 1 or len(source)
            end = _end_of(source, at, "h1")
            yield from _declare("h1", source, at, end)
            yield from _parts(source, at, end)
        elif tag != "link" or _is_told(source, at):
            attributes, at = _attributes(source, at)
            yield from _DECLARED_BY[tag](source, attributes)


def _parts(source: str, start: int, end: int) -> Iterator[Declaration]:
    """Declare what stands in a heading from each element on that begins or ends in it: a kicker may stand before."""
    for tag in islice(_TAG.finditer(source, start, end), _MOST_PARTS):
        if resolve("h1", source[start : tag.start()]):
            yield from _declare("h1 part", source, tag.end(), end)


def _is_told(source: str, at: int) -> bool:
    """Whether a link is one of those that facts are made of: most are to styles and scripts."""
    return _LINKED.search(source, at, source.find(">", at, at + _LONGEST) + 1) is not None


def _attributes(source: str, at: int) -> tuple[dict[str, Place], int]:
    """Return the places of the values of a tag's attributes, and where the tag ends."""
    found: dict[str, Place] = {}
    for match in _ATTRIBUTE.finditer(source, at, at + _LONGEST_TAG):
        at = match.end()
        if match.lastindex == 5:
            break
        which = match.lastindex or 1
        if which > 1:
            found.setdefault(match[1].lower(), match.span(which))
        else:
            found.setdefault(match[1].lower(), (at, at))
    return found, at


def _declare(name: str, source: str, start: int, end: int) -> Iterator[Declaration]:
    """Declare what stands between two places, if it is something and not too much."""
    if start < end <= start + _LONGEST and (value := resolve(name, source[start:end])):
        yield Declaration(name, value, start, end)


def _meta(source: str, attributes: dict[str, Place]) -> Iterator[Declaration]:
    if "content" not in attributes:
        return
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        if attribute in attributes:
            for name in _words(source, attributes[attribute]):
                if attribute == "itemprop":
                    if name in PROPERTIES:
                        yield from _declare(f"itemprop {name}", source, *attributes["content"])
                elif name in META:
                    yield from _declare(f"meta {name}", source, *attributes["content"])


def _link(source: str, attributes: dict[str, Place]) -> Iterator[Declaration]:
    if "rel" in attributes and "href" in attributes:
        for name in _words(source, attributes["rel"]):
            if name in {"canonical", "license"}:
                yield from _declare(f"link {name}", source, *attributes["href"])


def _html(source: str, attributes: dict[str, Place]) -> Iterator[Declaration]:
    for name in ("lang", "xml:lang"):
        if name in attributes:
            yield from _declare("html lang", source, *attributes[name])


def _time(source: str, attributes: dict[str, Place]) -> Iterator[Declaration]:
    """Declare a time, and of what it says to be: by its property, by ``pubdate``, or by the words of its class."""
    if "datetime" not in attributes:
        return
    said = " ".join(
        source[slice(*attributes[name])].lower() for name in ("itemprop", "class", "id") if name in attributes
    )
    if "updated" in said or "modified" in said:
        # WordPress gives one element both classes where the article was not changed.
        name = "time" if "publish" in said else "time modified"
    else:
        name = "time published" if "pubdate" in attributes or "publish" in said or "entry-date" in said else "time"
    yield from _declare(name, source, *attributes["datetime"])


def _words(source: str, place: Place) -> list[str]:
    return source[slice(*place)].lower().split()[:4]


_DECLARED_BY = {"meta": _meta, "link": _link, "html": _html, "time": _time}


def _saved(source: str, start: int, end: int) -> Iterator[Declaration]:
    """Declare what a comment says of where and when the page was saved: programs that save pages leave one."""
    for name, pattern in (("comment url", _SAVED_FROM), ("comment saved", _SAVED)):
        found = pattern.search(source, start, end)
        if found:
            yield from _declare(name, source, *found.span(found.lastindex or 0))


def _marked(source: str, skipped: list[Place]) -> Iterator[Declaration]:
    """Declare the text of elements with a property, and of links to authors and tags."""
    places = [
        marked for how, pattern in _MARKED.items() for marked in islice(_valued(source, how, pattern, skipped), _MOST)
    ]
    for place, how, said in places[:_MOST]:
        start = source.rfind("<", max(0, place - _LONGEST), place)
        tag = _NAME.match(source, start + 1)
        names = [name for name in said.split() if how == "rel" or name in PROPERTIES]
        if start < 0 or tag is None or (kind := tag[0].lower()) in {"meta", "link"} or not names:
            continue
        attributes, at = _attributes(source, tag.end())
        if how not in attributes:
            continue
        for name in names:
            if name == "author" and (within := _NESTED.search(source, at, _end_of(source, at, kind))):
                kind = (_NAME.match(source, source.rfind("<", at, within.start()) + 1) or tag)[0].lower()
                attributes, at = _attributes(source, within.end())
            given = next((attributes[each] for each in ("datetime", "content") if each in attributes), None)
            yield from _declare(f"{how} {name}", source, *(given or (at, _end_of(source, at, kind))))


def _valued(source: str, how: str, value: re.Pattern[str], skipped: list[Place]) -> Iterator[tuple[int, str, str]]:
    """Yield where an attribute has such a value; to find its name first takes a tenth of what one pattern takes."""
    name = f"{how}="
    skips = iter(skipped)
    skip_start = skip_end = -1
    at = source.find(name)
    while at >= 0:
        while skip_end <= at:
            skip_start, skip_end = next(skips, (len(source), len(source)))
        if at >= skip_start:
            at = source.find(name, skip_end)
            continue
        match = value.match(source, at + len(name))
        if match is not None:
            yield at, how, match[1].lower()
        at = source.find(name, match.end() if match else at + len(name))


def _end_of(source: str, at: int, tag: str) -> int:
    """Return where an element ends that begins to hold text at a place; the place itself where that is far off."""
    closing = re.compile(f"</{re.escape(tag)}", _ANY_CASE).search(source, at, at + _LONGEST)
    return closing.start() if closing else at
