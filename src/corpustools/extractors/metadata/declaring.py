"""What rules share that read declarations: which of them are asked for, and what they say of the site."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from corpustools.model.declaration import Declaration
from corpustools.model.document import Document
from corpustools.model.span import Label
from corpustools.registry import Finding
from corpustools.text.titles import first_parted, fold, last_parted
from corpustools.text.words import count_words

_ARTICLE = re.compile(r"json-ld (?!BreadcrumbList|WebSite)\w*?(?P<page>Page)?[.](?P<rest>.+)")
_SITES = (
    "meta og:site_name",
    "json-ld WebSite.name",
    "json-ld article.publisher.name",
    "json-ld page.publisher.name",
    "itemprop publisher",
    "meta site_name",
)
_HOST = re.compile(r"(?:https?:)?//(?:www\.|m\.|amp\.)?(?P<host>[^/:?#]+)", re.IGNORECASE)


def declared(document: Document, *names: str) -> Iterator[Declaration]:
    """Yield what is declared by one of these names, in the order of the names and then of the page.

    An article's JSON-LD has the name ``json-ld article.…`` here whatever its type is, and a page's ``json-ld page.…``.

    >>> import corpustools
    >>> page = corpustools.read('<meta name=author content="Jane Roe"><title>Town</title>', media_type="text/html")
    >>> [found.value for found in declared(page, "title", "meta author")]
    ['Town', 'Jane Roe']
    """
    by_name = document.once(_by_name)
    for name in names:
        yield from by_name.get(name, ())


def _by_name(document: Document) -> Mapping[str, list[Declaration]]:
    """Sort by name; a document has a dozen rules that ask."""
    by_name: dict[str, list[Declaration]] = {}
    for declaration in document.declarations:
        by_name.setdefault(general(declaration.name), []).append(declaration)
    return by_name


@lru_cache(maxsize=1024)
def general(name: str) -> str:
    """Return the name of a declaration without the type of the article.

    >>> general("json-ld NewsArticle.author.name"), general("json-ld WebPage.name"), general("meta author")
    ('json-ld article.author.name', 'json-ld page.name', 'meta author')
    """
    found = _ARTICLE.fullmatch(name)
    return f"json-ld {'page' if found['page'] else 'article'}.{found['rest']}" if found else name


def from_declared(
    field: str, declaration: Declaration, value: str, confidence: float | None = None, group: int = 0
) -> Finding:
    """Make a finding whose receipt is a declaration."""
    return Finding(field, value, declaration.start, declaration.end, group, confidence, declared=True)


def site_names(document: Document) -> frozenset[str]:
    """Return what the site is called by what the page declares, folded, by its address, and beside its titles.

    >>> import corpustools
    >>> page = '<meta property="og:site_name" content="Example News"><link rel=canonical href="https://www.example.org/">'
    >>> sorted(site_names(corpustools.read(page, media_type="text/html")))
    ['example', 'examplenews', 'exampleorg']
    """
    return document.once(_site_names)


def _site_names(document: Document) -> frozenset[str]:
    names = {fold(each.value) for each in declared(document, *_SITES)}
    for each in declared(document, "url", "link canonical", "meta og:url", "comment url"):
        if found := _HOST.match(each.value):
            host = found["host"].lower()
            labels = host.split(".")
            names |= {fold(".".join(labels[at:])) for at in range(max(1, len(labels) - 1))}
            if len(labels) > 1:
                # "example" of example.co.uk, example.org and news.example.org
                names.add(fold(max(labels[:-1], key=len)))
    return frozenset((names | _names_beside_title(document)) - {""})


def _names_beside_title(document: Document) -> set[str]:
    """Return what stands before or behind the title in the page's ``<title>`` where another heading says the rest.

    Manuals and diaries give the name of the whole a heading of the first level on each of their pages.
    """
    found = set()
    said = {fold(block.reading) for block in document.labelled(Label.HEADLINE, Label.HEADING)}
    for each in declared(document, "title"):
        title, name = last_parted(each.value)
        if title and fold(title) in said:
            found.add(fold(name))
        name, title = first_parted(each.value)
        if (
            count_words(title) > count_words(name) > 0
            and fold(title) in said
            and fold(name) in {fold(one.value) for one in declared(document, "h1")}
        ):
            found.add(fold(name))
    return found
