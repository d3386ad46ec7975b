"""The records of documents that are searched, in as many indexes as a corpus of their number needs."""

import shutil
from pathlib import Path
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.config import Config as SphinxConfig

from corpustools.model.document import Document
from corpustools.search.segmenting import segments
from corpustools.sphinxext.made_by import code_digest
from corpustools.sphinxext.opened import corpus_of, entries_of
from corpustools.sphinxext.search_entries import article, has_set_aside, set_aside
from corpustools.sphinxext.search_records import KeptRecords

BUNDLE_DOCUMENTS = 512
"""How many documents one index of Pagefind has at most, until there would be more than :data:`MOST_BUNDLES`."""

MOST_BUNDLES = 32

ARTICLES = "articles"
SET_ASIDE = "set-aside"
"""The kinds of index in which documents are: what was set aside is loaded by those who ask for it."""

PAGES = "pages"
ALL = "all"
"""The names of the index of all other pages, and of that of all documents where they have no bundles."""


def can_search(builder: Builder) -> bool:
    """Whether the pages of a builder can load files beside them: not those of a book, nor one page with all in it."""
    is_one_page = isinstance(builder, SingleFileHTMLBuilder)
    return isinstance(builder, StandaloneHTMLBuilder) and builder.search and not is_one_page


def bundles_of(config: SphinxConfig) -> dict[str, list[str]]:
    """Return the documents of each bundle of the index; without any, the documents are in the index of the pages.

    Pagefind holds in memory all that it indexes, and makes an index as a whole. So the documents of a large corpus are
    in several, by their ids, of which only those are made again whose documents changed; the browser asks all of them.
    """
    idents = sorted(entries_of(config))
    found = segments(idents, BUNDLE_DOCUMENTS, MOST_BUNDLES) if len(idents) > BUNDLE_DOCUMENTS else []
    return {stretch[0]: stretch for stretch in found}


class DocumentRecords:
    """The records of all documents, by the index that they are in: a kind, and the name of a bundle.

    Without bundles the articles are in the index of the pages, and what was set aside is in one.
    """

    def __init__(self, app: Sphinx) -> None:
        self._app, self.bundles = app, bundles_of(app.config)
        self._entries, by = entries_of(app.config), made_by(app)
        self._language = language_of(app)
        stretches = self.bundles or {ALL: sorted(self._entries)}
        self._bundle_of = {ident: name for name, idents in stretches.items() for ident in idents}
        aside = [name for name, idents in stretches.items() if has_set_aside(app, idents)]
        kinds = {ARTICLES: self.bundles or [ALL], SET_ASIDE: aside}
        folder = Path(app.doctreedir, "pagefind")
        self.kept = {
            (kind, name): KeptRecords(folder / kind / name, by) for kind, names in kinds.items() for name in names
        }
        for kind, names in kinds.items():
            for path in (folder / kind).glob("*"):
                if path.name not in names:
                    shutil.rmtree(path)

    def take(self, document: Document) -> None:
        """Make the records of a document, where they are not there."""
        name, stamp = self._bundle_of[document.id], self._stamp(document.id)
        for kind, entry in ((ARTICLES, article), (SET_ASIDE, set_aside)):
            kept = self.kept.get((kind, name))
            if kept is not None and not kept.has(document.id, stamp):
                found = entry(self._app, document)
                bundle = name if self.bundles or kind == SET_ASIDE else PAGES
                kept.take(document.id, stamp, found and found.of_bundle(bundle), self._language)

    def take_all(self) -> None:
        """Make the records that are missing, and forget documents that are no more."""
        idents: dict[str, list[str]] = {}
        for ident, name in self._bundle_of.items():
            idents.setdefault(name, []).append(ident)
        for ident, name in self._bundle_of.items():
            kept = (self.kept.get((kind, name)) for kind in (ARTICLES, SET_ASIDE))
            if any(each is not None and not each.has(ident, self._stamp(ident)) for each in kept):
                self.take(corpus_of(self._app.config)[ident])
        for (kind, name), each in self.kept.items():
            # Where all articles are in the index of the pages, it is not known here what else there is.
            if (kind, name) != (ARTICLES, ALL):
                each.keep(idents[name])

    def _stamp(self, ident: str) -> str:
        return repr(self._entries[ident].outputs)


# The records of a build, for as long as it runs.
_documents: WeakKeyDictionary[Sphinx, DocumentRecords] = WeakKeyDictionary()


def documents_of(app: Sphinx) -> DocumentRecords:
    """Return the records of the documents of this build: whoever reads a document may let them take it."""
    if app not in _documents:
        _documents[app] = DocumentRecords(app)
    return _documents[app]


def forget(app: Sphinx) -> None:
    """Give back the memory that the lists of records take, once the indexes are made."""
    _documents.pop(app, None)


def made_by(app: Sphinx) -> str:
    """Return a key of the code and of what the site shows."""
    corpus = corpus_of(app.config)
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    return f"{code_digest()} {corpus.shown} {corpus.config.language} {app.builder.out_suffix}"


def language_of(app: Sphinx) -> str:
    """Return the language whose rules Pagefind goes by: that of the site."""
    return corpus_of(app.config).config.language.partition("-")[0]
