"""What the article is called, by what the markup declares."""

from collections.abc import Iterator

from corpustools.extractors.metadata.declaring import declared, from_declared, site_names
from corpustools.extractors.reading import blocks
from corpustools.model.document import Document
from corpustools.model.span import Label
from corpustools.registry import Finding, rule
from corpustools.text.titles import fold, without_site

_TITLES = {
    "json-ld article.headline": 0.88,
    "itemprop headline": 0.87,
    "meta og:title": 0.84,
    "meta twitter:title": 0.82,
    **dict.fromkeys(
        (
            "meta parsely-title",
            "meta sailthru.title",
            "meta citation_title",
            "meta dc.title",
            "meta dcterms.title",
            "meta headline",
            "meta title",
            "json-ld page.headline",
            "json-ld page.name",
        ),
        0.8,
    ),
    "title": 0.78,
}
_AGREED = 0.93


@rule("describe", since="0.1", confidence=0.88, markup=True)
def declared_headline(document: Document) -> Iterator[Finding]:
    """The page's markup says what the article is called; the name of the site is no part of it.

    What stands before or behind the title is cut where the page's heading, or the name that the page gives its site,
    shows it to be something else. The heading that readers see is surer than each of these; where JSON-LD and OpenGraph
    agree against it on other words, and on no longer or shorter form of the same, those are the title.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = '<meta property="og:site_name" content="Example News"><title>Town Is Quiet | Example News</title>'
    >>> where("declared_headline", page)
    [('headline', 'Town Is Quiet', 'Town Is Quiet | Example News')]

    Abstains:

    >>> where("declared_headline", '<meta property="og:site_name" content="Example News"><p>Town Is Quiet')
    []
    """
    sites = site_names(document)
    titles = {fold(each.value) for each in declared(document, "title")}
    shown = {fold(block.reading) for block in blocks(document, Label.HEADLINE)}
    shown |= {fold(each.value) for each in declared(document, "h1")}
    visible = {fold(each.value) for each in declared(document, "h1")} - sites or shown - titles - sites
    shown |= {fold(each.value) for each in declared(document, "json-ld article.headline", "meta headline")}
    headings = frozenset(each for each in shown - titles - sites if len(each) > 3)
    found = []
    for name, confidence in _TITLES.items():
        for each in list(declared(document, name))[:1]:
            value = without_site(each.value, sites, headings)
            if fold(value) and fold(value) not in sites:
                found.append((each, value, confidence))
    said = {each.name if each.name.startswith("meta") else each.name[-8:]: fold(value) for each, value, _ in found}
    agreed = said.get("headline")
    if agreed != said.get("meta og:title") or any(agreed in each or each in agreed for each in visible if agreed):
        agreed = None
    seen = set()
    for each, value, confidence in found:
        if value not in seen:
            seen.add(value)
            yield from_declared("headline", each, value, _AGREED if fold(value) == agreed else confidence)


@rule("describe", since="0.1", confidence=0.7, markup=True)
def declared_description(document: Document) -> Iterator[Finding]:
    """The page's markup sums the article up.

    Publishers write it for search engines and for those who share the page; some repeat the standfirst, some the
    first words, so it is a field of its own.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("declared_description", '<meta name="description" content="The mayor sees no reason to worry.">')
    [('description', 'The mayor sees no reason to worry.', 'The mayor sees no reason to worry.')]

    Abstains:

    >>> where("declared_description", "<p>The mayor sees no reason to worry.")
    []
    """
    names = ("json-ld article.description", "meta og:description", "meta description", "meta twitter:description")
    for each in list(declared(document, *names))[:1]:
        yield from_declared("description", each, each.value)
