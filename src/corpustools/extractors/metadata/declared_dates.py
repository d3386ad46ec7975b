"""When the article was published and changed, by what the markup declares."""

from collections.abc import Iterator

from corpustools.extractors.metadata.declaring import declared, from_declared
from corpustools.extractors.reading import blocks
from corpustools.model.document import Document
from corpustools.model.span import Label
from corpustools.registry import Finding, rule
from corpustools.text.dates import find_dates
from corpustools.text.stamps import address_date, stamp_date

_PUBLISHED = {
    "json-ld article.datePublished": 0.97,
    "meta article:published_time": 0.96,
    "itemprop datepublished": 0.95,
    "meta og:article:published_time": 0.95,
    "time published": 0.93,
    "json-ld page.datePublished": 0.92,
    **dict.fromkeys(
        (
            *("meta article:published", "meta og:published_time", "meta datepublished", "meta pubdate"),
            *("meta publishdate", "meta publish-date", "meta publish_date", "meta published_time", "meta published"),
            *("meta published-date", "meta publication_date", "meta parsely-pub-date", "meta sailthru.date"),
            *("meta citation_publication_date", "meta cxenseparse:recs:publishtime", "meta cxenseparse:publishtime"),
            *("meta originalpublicationdate", "meta article.published", "meta article_date_original"),
            *("meta dc.date.issued", "meta dcterms.issued", "meta date.issued", "meta article:date"),
        ),
        0.9,
    ),
    **dict.fromkeys(
        (
            "meta date",
            "meta dcterms.date",
            "meta dcterms.created",
            "meta dc.date.created",
            "meta citation_date",
            "json-ld article.dateCreated",
            "itemprop datecreated",
            "json-ld page.dateCreated",
        ),
        0.86,
    ),
    "meta dc.date": 0.84,
}
_MODIFIED = {
    "json-ld article.dateModified": 0.95,
    "meta article:modified_time": 0.94,
    "itemprop datemodified": 0.93,
    "time modified": 0.9,
    **dict.fromkeys(
        (
            *("meta og:article:modified_time", "meta article:modified", "meta og:updated_time", "meta datemodified"),
            *("meta last-modified", "meta lastmod", "meta dcterms.modified", "meta dc.date.modified"),
            *("meta article.updated", "meta updated_time", "meta revised", "meta last_updated_date"),
            "json-ld page.dateModified",
        ),
        0.88,
    ),
}

_OF_PARTS = 0.855
"""How sure the first is of several days in microdata: answers, comments and teasers have such dates, too."""


@rule("describe", since="0.1", version=2, confidence=0.97, markup=True)
def declared_published(document: Document) -> Iterator[Finding]:
    """The page's markup says when the article was published: JSON-LD, then ``<meta>``, microdata and ``<time>``.

    Search engines ask publishers for it. Where a page declares several dates they are seldom of one precision or one
    day: what is called published is surer than what is called date, and the article's than the page's. A date of
    change is never taken, nor is what a system writes where it knows none (1970-01-01).

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("declared_published", '<meta property="article:published_time" content="2015-06-10T23:30:00-05:00">')
    [('date_published', '2015-06-10', '2015-06-10T23:30:00-05:00')]

    Abstains:

    >>> where("declared_published", '<meta property="article:modified_time" content="2015-06-10"><p>© AFP 2015')
    []
    >>> where("declared_published", '<meta name="date" content="1970-01-01T00:00:00Z">')
    []
    """
    yield from _dates(document, "date_published", _PUBLISHED)


@rule("describe", since="0.1", version=2, confidence=0.95, markup=True)
def declared_modified(document: Document) -> Iterator[Finding]:
    """The page's markup says when the article was last changed.

    It is declared beside the date of publication, and mistaken for it by who takes any date he finds.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("declared_modified", '<meta property="article:modified_time" content="2015-06-12">')
    [('date_modified', '2015-06-12', '2015-06-12')]

    Abstains:

    >>> where("declared_modified", '<meta property="article:published_time" content="2015-06-10">')
    []
    """
    yield from _dates(document, "date_modified", _MODIFIED)


@rule("describe", since="0.1", confidence=0.83, markup=True)
def date_in_time_element(document: Document) -> Iterator[Finding]:
    """The first ``<time>`` behind the page's first heading says when the article was published.

    Teasers have such elements, too, and stand before the title or far behind it; so this is a candidate, and any date
    that is declared to be one of publication is surer.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("date_in_time_element", "<h1>Town Is Quiet</h1><time datetime='2015-06-10'>Wednesday</time>")
    [('date_published', '2015-06-10', '2015-06-10')]

    Abstains:

    >>> where("date_in_time_element", "<time datetime='2015-06-10'>Wednesday</time><h1>Town Is Quiet</h1>")
    []
    """
    heading = next(declared(document, "h1"), None)
    for each in declared(document, "time"):
        value = stamp_date(each.value)
        if value and heading is not None and heading.end < each.start < heading.end + 20_000:
            yield from_declared("date_published", each, value)
            return


@rule("describe", since="0.1", confidence=0.8, markup=True)
def date_in_address(document: Document) -> Iterator[Finding]:
    """The day in the address of a page is that of its publication.

    Publishers file articles by the day. It is less sure than what a page says outright: archives have such addresses,
    too, and what was moved keeps or changes its own. Where the page shows the same day it is the surest of all: what
    is declared in universal time is often of the day after.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("date_in_address", '<link rel="canonical" href="https://example.org/2015/06/10/quiet-town">')
    [('date_published', '2015-06-10', 'https://example.org/2015/06/10/quiet-town')]

    Abstains:

    >>> where("date_in_address", '<link rel="canonical" href="https://example.org/2015/06/quiet-town">')
    []
    """
    for each in declared(document, "url", "link canonical", "meta og:url", "comment url"):
        if found := address_date(each.value):
            shown = {
                one.value for block in blocks(document, Label.TIMESTAMP) for one in find_dates(block.reading[:200])
            }
            yield from_declared("date_published", each, found[0], 0.98 if found[0] in shown else None)
            return


@rule("describe", since="0.1", confidence=0.9, markup=True)
def declared_retrieved(document: Document) -> Iterator[Finding]:
    """Whoever fetched the page says when, or a comment that an archive or a program left in it.

    What a page says of itself was true on that day, and it may be the only trace of when it was there to be read. A
    crawler writes the time down beside the page, and is surer than what stands in it.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("declared_retrieved", "<p>Quiet.<!-- FILE ARCHIVED ON 14:05:00 Jun 10, 2015 AND RETRIEVED FROM x -->")
    [('date_retrieved', '2015-06-10', '14:05:00 Jun 10, 2015')]
    >>> from corpustools.pipeline import read
    >>> read("Quiet.", retrieved="2015-06-10T14:05:00Z").metadata.date_retrieved
    '2015-06-10'

    Abstains:

    >>> where("declared_retrieved", "<p>Quiet.<!-- archived, some day -->")
    []
    """
    for each in declared(document, "retrieved", "comment saved"):
        if value := stamp_date(each.value):
            yield from_declared("date_retrieved", each, value, 0.99 if each.name == "retrieved" else None)


def _dates(document: Document, field: str, names: dict[str, float]) -> Iterator[Finding]:
    """Yield each date once, from where it is surest."""
    seen = set()
    for name, confidence in names.items():
        stamps = [(each, stamp_date(each.value)) for each in declared(document, name)]
        if name.startswith("itemprop") and len({value for _, value in stamps}) > 1:
            confidence = min(confidence, _OF_PARTS)
        for each, value in stamps:
            if value and value not in seen:
                seen.add(value)
                yield from_declared(field, each, value, confidence)
