"""What pages say to programs: schema.org as JSON-LD, and OpenGraph; only what is known of a document."""

import json
import re
from collections.abc import Iterator
from typing import Any

from corpustools.model.document import Document
from corpustools.text.characters import visible

Data = dict[str, Any]
"""An object of JSON-LD."""


def article_data(document: Document, *, dataset: Data, address: str = "") -> Data:
    """Describe a document as schema.org's ``Article``, or as a ``NewsArticle`` where it opens with a dateline.

    ``dataset`` is the corpus that it is part of, ``address`` that of its page.

    >>> import corpustools
    >>> page = corpustools.read("MOSCOW (Sputnik) – The ferry is late.", id="ferry")
    >>> data = article_data(page, dataset={"@type": "Dataset", "name": "Island news"})
    >>> data["@type"], data["dateline"], data["isPartOf"]["name"]
    ('NewsArticle', 'Moscow', 'Island news')

    What the text does not say is not there:

    >>> "datePublished" in data, "author" in data
    (False, False)
    """
    known = document.metadata
    people = [{"@type": "Person", "name": name} for name in known.authors]
    organizations = [{"@type": "Organization", "name": name} for name in known.author_organizations]
    said = {
        "@context": "https://schema.org",
        "@type": "NewsArticle" if known.dateline else "Article",
        "url": address,
        "identifier": [document.id, f"sha256:{document.source.sha256}"],
        "headline": known.headline,
        "abstract": known.standfirst,
        "description": known.description,
        "author": people + organizations,
        "publisher": {"@type": "Organization", "name": known.publisher} if known.publisher else None,
        "datePublished": known.date_published,
        "dateModified": known.date_modified,
        "dateline": known.dateline.place if known.dateline else None,
        "articleSection": known.section,
        "keywords": list(known.tags),
        "inLanguage": known.language,
        "copyrightNotice": known.rights,
        "isBasedOn": known.canonical_url or document.source.url,
        "isPartOf": dataset,
    }
    return _known(said)


def dataset_data(
    title: str, *, description: str = "", language: str = "", rights: str = "", address: str = "", documents: int = 0
) -> Data:
    """Describe a corpus as schema.org's ``Dataset``; ``language`` is that of its description.

    >>> dataset_data("Island news", documents=2)["description"]
    'Island news: a corpus of 2 documents'
    """
    counted = f"{documents:,} document{'' if documents == 1 else 's'}"
    # Those who gather descriptions of data sets ask for a description of every one.
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": title,
            "description": description or f"{title}: a corpus of {counted}",
            "url": address,
            "inLanguage": language,
            "copyrightNotice": rights,
            "size": counted,
        }
    )


def open_graph(document: Document, *, title: str, site: str, address: str = "") -> Iterator[tuple[str, str]]:
    """Yield the properties of OpenGraph that are known of a document, each with its content.

    >>> import corpustools
    >>> dict(open_graph(corpustools.read("The ferry is late."), title="The ferry is late.", site="Island news"))
    {'og:type': 'article', 'og:title': 'The ferry is late.', 'og:site_name': 'Island news'}
    """
    known = document.metadata
    properties: list[tuple[str, str | None]] = [
        ("og:type", "article"),
        ("og:title", title),
        ("og:site_name", site),
        ("og:url", address),
        ("og:description", known.standfirst or known.description),
        ("article:published_time", known.date_published),
        ("article:modified_time", known.date_modified),
        ("article:section", known.section),
        *(("article:tag", tag) for tag in known.tags),
    ]
    return ((name, visible(content)) for name, content in properties if content)


def script(data: Data) -> str:
    r"""Write data for the inside of a ``script`` element: nothing in it can end that, or begin a comment there.

    >>> print(script({"headline": "</script><!--"}))
    {"headline": "\u003c/script\u003e\u003c!--"}
    """
    written = json.dumps(data, ensure_ascii=False)
    return visible(_OPENS_MARKUP.sub(lambda found: f"\\u{ord(found[0]):04x}", written))


_OPENS_MARKUP = re.compile("[<>&\u2028\u2029]")


def _known(said: Data) -> Data:
    """Leave out what is not known."""
    return {name: value for name, value in said.items() if value}
