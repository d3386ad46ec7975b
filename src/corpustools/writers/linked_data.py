"""What pages say to programs: schema.org as JSON-LD, and OpenGraph; only what is known of a document."""

import json
import re
from collections.abc import Iterator
from typing import Any

from corpustools.config import Config
from corpustools.model.document import Document
from corpustools.text.bylines import is_organization
from corpustools.text.characters import visible

Data = dict[str, Any]
"""An object of JSON-LD."""

_SPDX = re.compile(r"[A-Za-z0-9.+]+(?:-[A-Za-z0-9.+]+)*")
"""An identifier of a license, as those of SPDX are: no expression with several, and no sentence."""


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


def settings_data(config: Config) -> Data:
    """Return what the settings say of a corpus, in words of schema.org's ``Dataset``; empty, where they say nothing.

    >>> made = settings_data(Config(title="Island news", license="CC0-1.0", creators=["Jane Roe"]))
    >>> made["license"], made["creator"], made["citation"]
    ('https://spdx.org/licenses/CC0-1.0', [{'@type': 'Person', 'name': 'Jane Roe'}], '')
    """
    return {
        "name": config.title,
        "description": config.description,
        "version": config.version,
        "url": config.url,
        "license": _license(config.license),
        "copyrightNotice": config.rights,
        # Nothing but these two makes a data set, say schema.org and Croissant.
        "creator": [
            {"@type": "Organization" if is_organization(name) else "Person", "name": name} for name in config.creators
        ],
        "datePublished": config.published,
        "funding": config.funding and {"@type": "Grant", "description": config.funding},
        "citation": config.citation,
        "keywords": list(config.keywords),
        "contactPoint": _contact(config.contact),
    }


def dataset_data(config: Config, *, address: str = "", documents: int = 0, about: str = "") -> Data:
    """Describe a corpus as schema.org's ``Dataset``, in the words of its settings.

    ``address`` is that of its first page, ``about`` that of a file which says more, in words of schema.org too.

    >>> dataset_data(Config(title="Island news"), documents=2)["description"]
    'Island news: a corpus of 2 documents'
    """
    counted = f"{documents:,} document{'' if documents == 1 else 's'}"
    # Those who gather descriptions of data sets ask for a description of every one.
    return _known(
        {"@context": "https://schema.org", "@type": "Dataset"}
        | settings_data(config)
        | {
            "description": config.description or f"{config.title}: a corpus of {counted}",
            "url": address,
            "inLanguage": config.language,
            "size": counted,
            "subjectOf": about
            and {"@type": "DataDownload", "contentUrl": about, "encodingFormat": "application/ld+json"},
        }
    )


def _license(license_: str) -> str:
    """Return the address of a license that SPDX knows, as schema.org wants it; what is none stays as it is.

    >>> _license("CC-BY-4.0"), _license("https://island.example/terms"), _license("MIT OR CC-BY-4.0")
    ('https://spdx.org/licenses/CC-BY-4.0', 'https://island.example/terms', 'MIT OR CC-BY-4.0')
    """
    return f"https://spdx.org/licenses/{license_}" if _SPDX.fullmatch(license_) else license_


def _contact(contact: str) -> dict[str, str] | None:
    if not contact:
        return None
    kind = "url" if contact.startswith(("https://", "http://")) else "email"
    return {"@type": "ContactPoint", kind: contact}


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
