"""Where the article comes from, by what the markup declares: publisher, section, tags, address, language, rights."""

import re
from collections.abc import Iterator

from corpustools.extractors.metadata.declaring import declared, from_declared
from corpustools.model.document import Document
from corpustools.registry import Finding, rule
from corpustools.text.languages import language_tag
from corpustools.text.titles import fold

_PUBLISHERS = {
    "json-ld article.publisher.name": 0.93,
    "meta og:site_name": 0.92,
    "itemprop publisher": 0.86,
    **dict.fromkeys(
        (
            "json-ld article.publisher",
            "json-ld WebSite.name",
            "meta dc.publisher",
            "meta publisher",
            "meta dcterms.publisher",
            "json-ld page.publisher.name",
        ),
        0.85,
    ),
    "meta application-name": 0.75,
    "meta apple-mobile-web-app-title": 0.74,
}
_SECTIONS = {
    "json-ld article.articleSection": 0.93,
    "meta article:section": 0.92,
    "meta og:article:section": 0.9,
    "itemprop articlesection": 0.9,
    "meta parsely-section": 0.88,
    "meta section": 0.85,
}
_TAGS = {
    "meta article:tag": 0.92,
    "meta og:article:tag": 0.91,
    "json-ld article.keywords": 0.9,
    "meta news_keywords": 0.88,
    "meta parsely-tags": 0.87,
    "meta sailthru.tags": 0.86,
    "rel tag": 0.84,
    "itemprop keywords": 0.8,
    "meta keywords": 0.7,
}
_LANGUAGES = {
    "json-ld article.inLanguage": 0.8,
    "html lang": 0.75,
    "meta content-language": 0.7,
    "meta dc.language": 0.7,
    "meta dcterms.language": 0.7,
    "meta og:locale": 0.65,
}
_RIGHTS = (
    "json-ld article.copyrightNotice",
    "meta dcterms.rights",
    "meta dc.rights",
    "meta rights",
    "meta copyright",
    "link license",
    "json-ld article.license",
)
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]*")
_MOST_TAGS = 40


@rule("describe", since="0.1", confidence=0.92, markup=True)
def declared_publisher(document: Document) -> Iterator[Finding]:
    """The page's markup names its publisher, or the site.

    The article's JSON-LD names who published it; where it does not, what the site calls itself for those who share
    its pages is the nearest.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("declared_publisher", '<meta property="og:site_name" content="Example News">')
    [('publisher', 'Example News', 'Example News')]

    Abstains:

    >>> where("declared_publisher", "<title>Town Is Quiet - Mayor</title>")
    []
    """
    yield from _each_once(document, "publisher", _PUBLISHERS)


@rule("describe", since="0.1", confidence=0.92, markup=True)
def declared_section(document: Document) -> Iterator[Finding]:
    """The page's markup says in which section the article stands; the way from the front page leads through it, too.

    Of such a way the last step that has another below it is the section; the first is the front page.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("declared_section", '<meta property="article:section" content="Europe">')
    [('section', 'Europe', 'Europe')]
    >>> steps = ",".join('{"name": "%s"}' % name for name in ("Home", "Europe", "Town Is Quiet"))
    >>> page = '{"@type": "BreadcrumbList", "itemListElement": [%s]}' % steps
    >>> where("declared_section", f'<script type="application/ld+json">{page}</script>')
    [('section', 'Europe', 'Europe')]

    Abstains:

    >>> where("declared_section", page.join(('<script type="application/ld+json">', '</script>')).replace("Europe", ""))
    []
    """
    yield from _each_once(document, "section", _SECTIONS)
    steps = list(declared(document, "json-ld BreadcrumbList.name"))
    if len(steps) > 2:
        yield from_declared("section", steps[-2], steps[-2].value, 0.75)


@rule("describe", since="0.1", confidence=0.9, markup=True)
def declared_tags(document: Document) -> Iterator[Finding]:
    """The page's markup gives keywords, one by one or between commas.

    Each declaration of them is a set of its own; the surest is chosen.

    Fires:

    >>> from corpustools.pipeline import where
    >>> [value for _, value, _ in where("declared_tags", '<meta name="keywords" content="town, quiet streets, Town">')]
    ['town', 'quiet streets']

    Abstains:

    >>> where("declared_tags", '<meta name="keywords" content=" , ">')
    []
    """
    for group, (name, confidence) in enumerate(_TAGS.items()):
        seen: set[str] = set()
        for each in declared(document, name):
            for tag in re.split(r"\s*[,;|、，]\s*", each.value):
                tag = tag.strip(" #\"'")
                if tag and len(tag) <= 80 and tag.casefold() not in seen and len(seen) < _MOST_TAGS:
                    seen.add(tag.casefold())
                    yield from_declared("tag", each, tag, confidence, group)


@rule("describe", since="0.1", confidence=0.95, markup=True)
def declared_address(document: Document) -> Iterator[Finding]:
    """The page's markup says at which address it wants to be cited.

    One article stands at many addresses, with parameters or for small screens; this is the one of them all. A relative
    address says nothing by itself.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("declared_address", '<link rel="canonical" href="https://example.org/quiet">')
    [('canonical_url', 'https://example.org/quiet', 'https://example.org/quiet')]

    Abstains:

    >>> where("declared_address", '<link rel="canonical" href="/quiet">')
    []
    """
    seen = set()
    for name, confidence in (("link canonical", 0.95), ("meta og:url", 0.9), ("meta parsely-link", 0.88)):
        for each in declared(document, name):
            if _ADDRESS.fullmatch(each.value) and each.value not in seen:
                seen.add(each.value)
                yield from_declared("canonical_url", each, each.value, confidence)


@rule("describe", since="0.1", confidence=0.8, markup=True)
def address_saved_from(document: Document) -> Iterator[Finding]:
    """The program that saved the page left a comment in it which says from where.

    Browsers, SingleFile and the format MHTML do. It is the address that somebody had before them, parameters and all,
    so what the page itself wants to be cited by is surer.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("address_saved_from", "<!-- saved from url=(0025)https://example.org/quiet --><p>Quiet.")
    [('canonical_url', 'https://example.org/quiet', 'https://example.org/quiet')]

    Abstains:

    >>> where("address_saved_from", "<!-- saved from url=(0014)about:internet --><p>Quiet.")
    []
    """
    for each in declared(document, "comment url"):
        if _ADDRESS.fullmatch(each.value):
            yield from_declared("canonical_url", each, each.value)
            return


@rule("describe", since="0.1", confidence=0.75, markup=True)
def declared_language(document: Document) -> Iterator[Finding]:
    """The page's markup says in which language it is.

    It is often that of the system's makers, so the running text's own language is surer; where the text leaves a
    doubt this stands.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("declared_language", '<html lang="en_us">')
    [('language', 'en-US', 'en_us')]

    Abstains:

    >>> where("declared_language", '<html lang="english, please">')
    []
    """
    seen = set()
    for name, confidence in _LANGUAGES.items():
        for each in declared(document, name):
            tag = language_tag(each.value)
            if tag and tag not in seen:
                seen.add(tag)
                yield from_declared("language", each, tag, confidence)


@rule("describe", since="0.1", confidence=0.85, markup=True)
def declared_rights(document: Document) -> Iterator[Finding]:
    """The page's markup says whose the text is, or by which licence it may be used.

    What may be done with a text is decided by its owner, so his words are kept as they stand.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("declared_rights", '<meta name="copyright" content="© 2015 Example Ltd.">')
    [('rights', '© 2015 Example Ltd.', '© 2015 Example Ltd.')]

    Abstains:

    >>> where("declared_rights", '<meta name="description" content="© 2015 Example Ltd.">')
    []
    """
    for each in list(declared(document, *_RIGHTS))[:1]:
        yield from_declared("rights", each, each.value)


def _each_once(document: Document, field: str, names: dict[str, float]) -> Iterator[Finding]:
    """Yield each value once, from where it is surest; addresses name nobody and nothing."""
    seen = set()
    for name, confidence in names.items():
        for each in declared(document, name):
            if fold(each.value) and fold(each.value) not in seen and "://" not in each.value:
                seen.add(fold(each.value))
                yield from_declared(field, each, each.value, confidence)
