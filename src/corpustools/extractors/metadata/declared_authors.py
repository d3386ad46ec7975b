"""Who wrote the article, by what the markup declares."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpustools.extractors.metadata.declaring import declared, from_declared, site_names
from corpustools.extractors.receipts import has_words
from corpustools.model.declaration import Declaration
from corpustools.model.document import Document
from corpustools.registry import Finding, rule
from corpustools.text.bylines import Signatory, signatories
from corpustools.text.titles import fold

_SOURCES: tuple[tuple[float, tuple[str, ...]], ...] = (
    (
        0.95,
        (
            "json-ld article.author.name",
            "json-ld article.author",
            "json-ld article.author(Organization).name",
            "json-ld article.author(NewsMediaOrganization).name",
            "json-ld article.author(Corporation).name",
        ),
    ),
    (0.92, ("meta parsely-author", "meta sailthru.author", "meta cxenseparse:author", "meta byl")),
    (0.91, ("json-ld article.creator.name", "json-ld article.creator")),
    (0.9, ("json-ld page.author.name", "json-ld page.author", "json-ld page.creator.name")),
    (
        0.89,
        (
            "meta author",
            "meta authors",
            "meta byline",
            "meta dc.creator",
            "meta dcterms.creator",
            "meta citation_author",
            "meta article:author_name",
            "meta dc.creator.personalname",
        ),
    ),
    (0.88, ("itemprop author", "itemprop creator")),
    (0.86, ("meta article:author", "meta og:article:author")),
    (0.84, ("rel author",)),
)

_OF_ACCOUNTS = frozenset({"json-ld DiscussionForumPosting.author.name", "json-ld SocialMediaPosting.author.name"})
"""What is signed by whatever name somebody has there."""
_CLOSE = 1000  # characters of markup between the authors of one article
_LIKE_A_NAME = re.compile(r"\s|[^\W\d_a-z][^\W\d_A-Z]|[^\x00-\x7f]")


@rule("describe", since="0.1", version=4, confidence=0.95, markup=True)
def declared_authors(document: Document) -> Iterator[Finding]:
    """The page's markup says who wrote the article: its JSON-LD, its ``<meta>`` elements, microdata, links to authors.

    One such declaration is one set of authors, and the sets do not mix: a page that spells a name two ways has one
    author. Addresses, handles, roles and numbers are no names. The site itself, a newsroom or an agency is an
    organisation and no person, whatever the markup says it is.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("declared_authors", '<meta name="author" content="By Jane Roe, Staff Writer">')
    [('author', 'Jane Roe', 'By Jane Roe, Staff Writer')]
    >>> where("declared_authors", '<meta name="author" content="Reuters">')
    [('author_organization', 'Reuters', 'Reuters')]

    Abstains:

    >>> where("declared_authors", '<meta name="author" content="https://example.org/jane">')
    []
    """
    site = site_names(document)
    known: set[str] = set()
    for group, (confidence, names) in enumerate(_SOURCES):
        findings = []
        signed = set()
        for each in _first_run(declared(document, *names)):
            for name, is_organization in _names(each):
                if is_organization or "(" in each.name or fold(name) in site:
                    findings.append(from_declared("author_organization", each, name, confidence, group))
                elif fold(name) not in signed:
                    findings.append(from_declared("author", each, name, confidence, group))
                signed.add(fold(name))
        is_of_accounts = any(each.name in _OF_ACCOUNTS for each in declared(document, *names))
        if findings and not is_of_accounts and not any(_LIKE_A_NAME.search(str(finding.value)) for finding in findings):
            # The name of an account, which an editor may have: a byline knows better.
            findings = [replace(finding, confidence=0.8) for finding in findings]
        if not signed <= known:
            yield from findings
        known |= signed


def _names(declaration: Declaration) -> list[Signatory]:
    """Return who signs; ``citation_author`` has one name, with the family's before a comma.

    What is left of a stamp that is no date, glued to what follows, names nobody.

    >>> _names(Declaration("meta citation_author", "Roe, Jane Q.", 0, 12))
    [Signatory(name='Roe, Jane Q.', is_organization=False)]
    """
    name = declaration.value.strip()
    if declaration.name == "meta citation_author" and name.count(",") == 1:
        return [Signatory(name, is_organization=False)]
    return [each for each in signatories(name) if has_words(name, each.name)]


def _first_run(declarations: Iterable[Declaration]) -> Iterator[Declaration]:
    """Yield those that stand close together, first of all: in forums and below articles others have authors, too."""
    last = None
    for each in declarations:
        if each.name.startswith(("itemprop", "rel")):
            if last is not None and each.start > last + _CLOSE:
                return
            last = each.end
        yield each
