"""What a build knows of the corpus that its pages are made of: opened once, and again when it changes."""

import hashlib
import os
import pickle
import posixpath
import zlib
from functools import lru_cache

from sphinx.builders import Builder
from sphinx.config import Config as SphinxConfig
from sphinx.errors import ConfigError

from corpustools.corpus import Corpus
from corpustools.corpus.appearances import Appearances, appearances
from corpustools.corpus.card import Card, card_of
from corpustools.corpus.entities import Entities
from corpustools.corpus.entry import Entry
from corpustools.corpus.published import PublishedCorpus, open_published
from corpustools.corpus.redirects import Redirect
from corpustools.corpus.state import fingerprint, stamp
from corpustools.errors import CorpusToolsError
from corpustools.model.document import Document
from corpustools.model.mention import MentionKind
from corpustools.sphinxext.making_room import until_room_is_made
from corpustools.sphinxext.steady import asked_once, moment
from corpustools.writers.appearing import Appearing, Key, appearing
from corpustools.writers.page import Page, page

Stamp = tuple[int, ...]
Curated = tuple[tuple[str, Stamp], ...]  # of the files that merge and describe entities


def address_of(builder: Builder, docname: str) -> str:
    """Return the whole address of a page, where ``html_baseurl`` or the corpus says where the site is."""
    base: str = getattr(builder.config, "html_baseurl", "") or corpus_of(builder.config).config.site
    return posixpath.join(base, builder.get_target_uri(docname)) if base else ""


@asked_once
def corpus_of(config: SphinxConfig) -> PublishedCorpus:
    """Open the corpus that ``conf.py`` names, as a site may show it; raises Sphinx's ``ConfigError`` without one.

    Pages, indexes and downloads take what they show of a corpus from here, and from the functions below.
    """
    try:
        path: str = config.corpus_path
        return _corpus(path, _stamp(f"{path}/corpus.toml"))
    except CorpusToolsError as error:
        raise ConfigError(f"corpus_path: {error}") from error


@asked_once
def entries_of(config: SphinxConfig) -> dict[str, Entry]:
    """Return the summary of every document that has a page, by its id."""
    corpus = corpus_of(config)
    return _entries(corpus, _stamp(corpus.state_file))


@asked_once
def entities_of(config: SphinxConfig) -> Entities:
    """Return whom and what mentions name, as people curated it; raises Sphinx's ``ConfigError`` where they erred."""
    corpus = corpus_of(config)
    try:
        return _entities(corpus, _curated(corpus))
    except CorpusToolsError as error:
        raise ConfigError(str(error)) from error


@asked_once
def curated_of(config: SphinxConfig) -> Curated:
    """Return the stamps of the files in which people curated entities."""
    return _curated(corpus_of(config))


@asked_once
def appearances_of(config: SphinxConfig) -> dict[Key, Appearances]:
    """Return where each entity appears, by its kind and slug, in the order of their names."""
    corpus = corpus_of(config)
    entities_of(config)
    return _appearances(corpus, _stamp(corpus.state_file), _curated(corpus))


def document_of(config: SphinxConfig, ident: str) -> Document:
    """Read the record of a document, or take it from those that were just read."""
    corpus = corpus_of(config)
    return _document(corpus, ident, _stamp_of_record(corpus, ident))


def page_of(config: SphinxConfig, ident: str) -> Page:
    """Return what the page of a document shows, or take it from those that were just made."""
    corpus = corpus_of(config)
    return _page(corpus, ident, _stamp_of_record(corpus, ident))


def appearing_of(config: SphinxConfig, ident: str) -> dict[Key, Appearing]:
    """Return where a document names each entity, and what it quotes from it."""
    corpus = corpus_of(config)
    return _appearing(corpus, ident, _stamp_of_record(corpus, ident), entities_of(config))


def redirect_of(config: SphinxConfig, ident: str) -> Redirect:
    """Return what is said of an id that means another document, or of passages that have other anchors now.

    Few documents have such a file, and each page asks twice: while pages are written the folder is listed once instead.
    """
    if moment() and ident not in _redirected(config):
        return Redirect()
    return corpus_of(config).redirects.of(ident)


@asked_once
def _redirected(config: SphinxConfig) -> frozenset[str]:
    return frozenset(corpus_of(config).redirects.ids)


def card_in(config: SphinxConfig) -> Card:
    """Return the card of the corpus."""
    corpus = corpus_of(config)
    return _card(corpus, _stamp(corpus.state_file))


def standing_of(config: SphinxConfig) -> str:
    """Return a digest of all that the corpus says: its settings, and of each document what was made of it."""
    corpus = corpus_of(config)
    return _standing(corpus, _stamp(corpus.state_file))


# Each is kept for as long as the stamps of what it was made from are the same; processes that are forked share it.


def _stamp(path: str | os.PathLike[str]) -> Stamp:
    return tuple(stamp(path))


def _stamp_of_record(corpus: Corpus, ident: str) -> Stamp:
    return moment() or _stamp(corpus.record_path(ident))


def _curated(corpus: Corpus) -> Curated:
    return tuple((path.name, _stamp(path)) for path in sorted(corpus.entities_folder.glob("*.toml")))


@until_room_is_made
@lru_cache(maxsize=2)
def _corpus(path: str, changed: Stamp) -> PublishedCorpus:
    return open_published(path)


@until_room_is_made
@lru_cache(maxsize=2)
def _entries(corpus: PublishedCorpus, changed: Stamp) -> dict[str, Entry]:
    entries = corpus.entries().values()
    return {entry.id: entry for entry in sorted(entries, key=lambda entry: entry.id) if entry.reason is None}


@until_room_is_made
@lru_cache(maxsize=2)
def _standing(corpus: PublishedCorpus, changed: Stamp) -> str:
    # All that an entry says follows from the record, by the code; the stamp of the raw file is another where that was
    # only touched.
    entries = sorted(corpus.entries().items())
    said = [(name, entry.id, entry.outputs, entry.sha256, entry.reason) for name, entry in entries]
    made_from = repr((corpus.config, fingerprint(corpus.config), said))
    return hashlib.sha256(made_from.encode("utf-8", "surrogatepass")).hexdigest()


@until_room_is_made
@lru_cache(maxsize=2)
def _card(corpus: PublishedCorpus, changed: Stamp) -> Card:
    return card_of(corpus)


@until_room_is_made
@lru_cache(maxsize=2)
def _entities(corpus: PublishedCorpus, curated: Curated) -> Entities:
    return corpus.entities


@until_room_is_made
@lru_cache(maxsize=2)
def _appearances(corpus: PublishedCorpus, changed: Stamp, curated: Curated) -> dict[Key, Appearances]:
    found = appearances(_entities(corpus, curated), _entries(corpus, changed).values())
    return {(one.entity.kind, one.entity.slug): one for one in found}


@until_room_is_made
@lru_cache(maxsize=64)
def _document(corpus: PublishedCorpus, ident: str, changed: Stamp) -> Document:
    return corpus[ident]


@until_room_is_made
@lru_cache(maxsize=4)
def _page(corpus: PublishedCorpus, ident: str, changed: Stamp) -> Page:
    return page(_document(corpus, ident, changed))


def forget_documents() -> None:
    """Give back the memory that documents and what they name take, once their pages are written."""
    for kept in (_document, _page, _appearing, _packed):
        kept.cache_clear()


@until_room_is_made
@lru_cache(maxsize=512)
def _appearing(corpus: PublishedCorpus, ident: str, changed: Stamp, entities: Entities) -> dict[Key, Appearing]:
    found: dict[Key, Appearing] = pickle.loads(zlib.decompress(_packed(corpus, ident, changed, entities)))
    return found


@until_room_is_made
@lru_cache(maxsize=1 << 17)
def _packed(corpus: PublishedCorpus, ident: str, changed: Stamp, entities: Entities) -> bytes:
    """Pack where a document names each entity: it is on the pages of many, and its record takes long to read."""
    document = _document(corpus, ident, changed)

    def key(kind: MentionKind, name: str) -> Key:
        found = entities.of(kind, name, document.id)
        return found.kind, found.slug

    return zlib.compress(pickle.dumps(appearing(document, key)), 1)
