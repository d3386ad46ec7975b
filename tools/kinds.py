"""Every kind of page that a built site of a corpus has: a name, and the address of a page of that kind."""

import re
from collections.abc import Iterator
from pathlib import Path

_MORE = re.compile(r"^index\b|\.\d+\.html$")

LISTS = ("publishers", "dates", "languages", "labels")
ENTITIES = {"people": "person", "organizations": "organization", "places": "place"}
PANELS = "".join(f"&show={name}" for name in ("collocates", "ngrams", "keyness", "dispersion", "time"))

OWN = {
    "figures": "how-to/draw-figures.html",
    "counting": "how-to/count-words-and-find-them.html",
    "lists": "how-to/list-documents.html",
    "line-model": "explanation/line-model.html",
    "labels-reference": "reference/labels.html",
    "python": "reference/python.html",
    "essay": "essay.html",
}
"""Pages that people wrote, of this project's own site and of those that ``benchmarks/made_corpus.py`` writes."""


def kinds_of_pages(site: Path) -> dict[str, str]:
    """Return the address of a page of each kind that the site has; of documents one in each language."""
    found = dict(_corpus(site)) | OWN
    return {name: address for name, address in found.items() if (site / page_of(address)).is_file()}


def page_of(address: str) -> str:
    """Return the page of an address.

    >>> page_of("search.html?q=military#results")
    'search.html'
    """
    return address.partition("#")[0].partition("?")[0]


def _corpus(site: Path) -> Iterator[tuple[str, str]]:
    quoting, languages = _documents(site)
    yield "home", "index.html"
    yield "documents", "corpus/index.html"
    yield "document", quoting
    yield "text-as-read", f"{quoting}#text-as-read"
    yield "receipt", f"{quoting}#receipt-0"
    passages = re.findall(r'label-paragraph" id="(p-[0-9a-f]{8})"', (site / quoting).read_text("utf-8"))
    if passages:
        yield "cite-passage", f"{quoting}#{passages[-1]}"
    for language, address in sorted(languages.items()):
        yield f"document-{language}", address
    for folder in LISTS:
        yield folder, f"corpus/{folder}/index.html"
        yield f"{folder}-one", _longest(site, folder)
    for folder, one in ENTITIES.items():
        yield folder, f"corpus/{folder}/index.html"
        yield one, _longest(site, folder)
    yield "search", "search.html?q=military"
    yield "search-aside", "search.html?q=rights&aside=1"
    yield "search-nothing", "search.html?q=xyzzy"
    yield "search-empty", "search.html"
    yield "concordance", f"corpus/concordance.html?q=militar*&language=en&sort=right{PANELS}"
    yield "concordance-rtl", "corpus/concordance.html?q=%D9%81%D9%8A"
    yield "concordance-empty", "corpus/concordance.html"
    yield "about", "corpus/about.html"
    yield "duplicates", "corpus/duplicates.html"
    yield "rules", "corpus/rules.html"
    yield "rule", "corpus/rules.html#rule-line-model"
    yield "by-title", "corpus-documents.html"
    yield "genindex", "genindex.html"


def _documents(site: Path) -> tuple[str, dict[str, str]]:
    """Return the first document that quotes somebody, and the first in each language if there are several."""
    first = quoting = ""
    languages: dict[str, str] = {}
    # The languages of a corpus are among its first documents, and a large site has many files.
    for path in sorted((site / "corpus" / "documents").glob("*.html"))[:300]:
        address, html = path.relative_to(site).as_posix(), path.read_text("utf-8")
        language = re.search(r'class="corpus-article"[^>]* lang="([\w-]+)"', html)
        languages.setdefault(language[1] if language else "unknown", address)
        first = first or address
        if not quoting and "corpus-speaker" in html:
            quoting = address
    return quoting or first, languages if len(languages) > 1 else {}


def _longest(site: Path, folder: str) -> str:
    """Return the address of the longest page of a folder that is not its list, nor goes on from another."""
    pages = [path for path in (site / "corpus" / folder).glob("*.html") if not _MORE.search(path.name)]
    longest = max(pages, key=lambda path: (path.stat().st_size, path.name), default=site / "none")
    return longest.relative_to(site).as_posix()
