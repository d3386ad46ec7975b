"""What Pagefind is given to index: of each page its words, passage by passage, and its facets."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from corpustools.model.document import Document
from corpustools.model.span import Label
from corpustools.sphinxext.fired import page_of_rules
from corpustools.sphinxext.layout import layout_of
from corpustools.sphinxext.opened import appearances_of, corpus_of, entries_of
from corpustools.text.characters import visible
from corpustools.text.tokens import parted
from corpustools.writers.citation import date_numbers
from corpustools.writers.passages import block_anchor, blocks_set_aside, passages, title

JOINT = "\N{WORD JOINER}"
"""What stands before a space that the index needs and the text has not; the script of the search page removes both."""

_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Words:
    """A passage that a result can lead to; without an anchor it leads to the page."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One page of the search index: its file below the site's root, its passages, its facets, and its ``date``."""

    path: Path
    title: str
    passages: tuple[Words, ...]
    facets: dict[str, list[str]] = field(default_factory=dict)
    date: str = ""

    def of_bundle(self, name: str) -> "SearchEntry":
        """Return it with a facet that says in which bundle of the index it is."""
        return replace(self, facets={**self.facets, "bundle": [name]})


def article(app: Sphinx, document: Document) -> SearchEntry:
    """Return what is found of a document: the passages of its reading text, and nothing that was set aside."""
    shown = tuple(Words(passage.anchor, spaced(passage.text)) for passage in passages(document))
    return _entry(app, document, shown, sorted({block.label for block in document.blocks}))


def set_aside(app: Sphinx, document: Document) -> SearchEntry | None:
    """Return what is found in the blocks that were set aside; of a corpus whose texts are withheld nothing is."""
    aside = blocks_set_aside(document)
    if not aside or not corpus_of(app.config).is_whole:
        return None
    found = tuple(Words(block_anchor(document, block.start), spaced(block.reading)) for block in aside)
    return _entry(app, document, found, sorted({block.label for block in aside}))


def has_set_aside(app: Sphinx, idents: Iterable[str]) -> bool:
    """Whether there is anything that :func:`set_aside` yields."""
    entries = entries_of(app.config)
    return corpus_of(app.config).is_whole and any(entries[ident].has_aside for ident in idents)


def _entry(app: Sphinx, document: Document, said: tuple[Words, ...], labels: list[Label]) -> SearchEntry:
    metadata = document.metadata
    facets = {
        "kind": ["document"],
        "year": [year(metadata.date_published)],
        "publisher": [facet(metadata.publisher or "unknown")],
        "language": [facet(metadata.language or "unknown")],
        "label": [label.value.replace("_", " ") for label in labels],
    }
    path = _file(app, layout_of(app.config).document(document.id))
    return SearchEntry(path, title(document), said, facets, visible(metadata.date_published or ""))


def year(date: str | None) -> str:
    """Return the year of a date, as a facet.

    >>> year("2015-06-10"), year("Michaelmas"), year(None)
    ('2015', 'unknown', 'unknown')
    """
    return str(next(iter(date_numbers(date or "")), "unknown"))


def entities(app: Sphinx) -> Iterator[SearchEntry]:
    """Yield people, organizations and places, by their names; what is said of them the documents say."""
    layout = layout_of(app.config)
    for (kind, slug), found in appearances_of(app.config).items():
        words = " ".join(dict.fromkeys((found.name, *found.entity.names, *found.names, found.about)))
        path = _file(app, layout.entity(kind, slug))
        yield SearchEntry(path, visible(found.name), (Words("", spaced(words)),), {"kind": [kind]})


def other_page(app: Sphinx, docname: str, path: Path) -> SearchEntry:
    """Return a page that is not of a document, by the sections of its main part."""
    # Beautiful Soup takes a tenth of a build in which nothing changed to load, and then there is nothing to read.
    from corpustools.sphinxext.page_words import sections_of

    html = path.read_bytes().decode(app.config.html_output_encoding, "replace")
    said = tuple(Words(anchor, spaced(words)) for anchor, words in sections_of(html.replace("\0", "")))
    return SearchEntry(_file(app, docname), app.env.titles[docname].astext(), said, {"kind": ["documentation"]})


def page_files(app: Sphinx) -> Iterator[tuple[str, Path]]:
    """Yield the name and the HTML of each page that people wrote, and of the page of rules.

    What is filled in on that page is not searched, and is another with nearly every document.
    """
    layout = layout_of(app.config)
    for docname in sorted(app.env.found_docs):
        path = app.outdir / _file(app, docname)
        generated = "corpus_generated" in app.env.metadata[docname] and layout.grows(docname)
        if not generated and path.is_file():
            yield docname, page_of_rules(app, docname) or path


def _file(app: Sphinx, docname: str) -> Path:
    """Return the file of a page, below the folder of the site."""
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    return Path(app.builder.get_outfilename(docname)).relative_to(app.outdir)


def facet(value: str) -> str:
    """Write a facet's value so that Pagefind can be asked for it; the script of the search page reads it back.

    Pagefind finds no value with a quotation mark in it, and decodes character references twice.

    >>> facet('The "Daily" & Co.')
    'The %22Daily%22 %26 Co.'
    """
    return re.sub(r'[%"&\\]', lambda found: f"%{ord(found[0]):02X}", value)


def spaced(text: str) -> str:
    """Part tokens that no space parts, so that words inside a Chinese or Thai sentence can be found.

    >>> spaced("NATO 北约，军").split(f"{JOINT} "), spaced("in Oslo and/or Ghent")
    (['NATO 北', '约，', '军'], 'in Oslo and/or Ghent')
    """
    if text.isascii():
        return text
    parts = parted(text)
    # Signs between words are few: to look at each kind once is quicker than to look at each place.
    close = {sign for sign in set(parts[2:-1:2]) if not _SPACE.search(sign)}
    if not close:
        return text
    cuts, at = [0], len(parts[0])
    for token, sign, following in zip(parts[1::2], parts[2:-1:2], parts[3::2], strict=False):
        at += len(token) + len(sign)
        if sign in close and not (sign + following[0]).isascii():
            cuts.append(at)
    return f"{JOINT} ".join([text[start:end] for start, end in pairwise((*cuts, len(text)))])
