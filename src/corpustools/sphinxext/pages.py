"""Keeping the MyST pages below the source folder current with the corpus: written only where bytes change."""

from collections.abc import Container, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config as SphinxConfig
from sphinx.errors import ConfigError
from sphinx.util import logging
from sphinx.util.display import progress_message

from corpustools.corpus.entry import Entry
from corpustools.corpus.files import write_if_changed
from corpustools.corpus.state import stamp
from corpustools.errors import CorpusToolsError, SiteWarning
from corpustools.extractors.names.geography import forget_places
from corpustools.model.mention import ENTITY_KINDS
from corpustools.sphinxext import made_by
from corpustools.sphinxext.about import about_pages
from corpustools.sphinxext.alike import alike_of
from corpustools.sphinxext.appearing_html import AppearingHtml
from corpustools.sphinxext.article import document_filling, kind_of
from corpustools.sphinxext.browse_pages import browse_pages
from corpustools.sphinxext.concordance import CONCORDANCE
from corpustools.sphinxext.duplicates import duplicate_pages
from corpustools.sphinxext.entity_pages import entity_pages
from corpustools.sphinxext.generated import Generated, Rows, digest
from corpustools.sphinxext.index_pages import index_page, more_index_pages
from corpustools.sphinxext.lasting import made_to_last
from corpustools.sphinxext.layout import Layout, layout_of
from corpustools.sphinxext.opened import (
    address_of,
    appearances_of,
    appearing_of,
    card_in,
    corpus_of,
    curated_of,
    document_of,
    entities_of,
    entries_of,
    forget_documents,
)
from corpustools.sphinxext.page_files import edited_pages, is_edited, remove_others, stand_ins, write_page
from corpustools.sphinxext.records import Made, SourceFolder, generated_filling, makes_pages, plan, source_folder
from corpustools.sphinxext.remembering import Remembered
from corpustools.sphinxext.rules_page import rules_page
from corpustools.sphinxext.sequence import Neighbours, neighbours
from corpustools.sphinxext.settled import note_processed, put_off
from corpustools.sphinxext.shell import Filling, Kind
from corpustools.text.characters import in_a_line
from corpustools.writers.appearing import Appearing, Key
from corpustools.writers.myst import myst_page

logger = logging.getLogger(__name__)

PER_PAGE = 200
"""How many documents one index page lists."""


def check_settings(app: Sphinx, config: SphinxConfig) -> None:
    """Let ``corpus_path`` count from the folder of ``conf.py``, whatever the working folder is."""
    if not config.corpus_path:
        raise ConfigError("corpus_path is not set in conf.py; it names the folder that holds corpus.toml")
    config.corpus_path = str(Path(app.confdir, config.corpus_path).resolve())
    folder = PurePosixPath(config.corpus_pages)
    if folder.is_absolute() or not folder.parts or ".." in folder.parts:
        raise ConfigError(f"corpus_pages is the name of a folder below the pages, not {config.corpus_pages!r}")
    # Every page is made anew when something else of the texts may be shown.
    config.corpustools_shown = corpus_of(config).shown


def update_pages(app: Sphinx) -> None:
    """Bring the pages up to date with the corpus, unless they are, as far as anybody can see."""
    before = None
    if makes_pages(app):
        code = made_by.fingerprint(corpus_of(app.config), entities_of(app.config))
        before = put_off(app, code, partial(_bring_up_to_date, app))
    if before is None:
        _bring_up_to_date(app)
    else:
        logger.info("the corpus is what it was")
        _warn_of_quarantined(app, before.quarantined)


def _warn_of_quarantined(app: Sphinx, quarantined: Mapping[str, str]) -> None:
    raw, of_kind = corpus_of(app.config).raw, SiteWarning.QUARANTINE.value
    for name, reason in quarantined.items():
        logger.warning("%s has no page: %s", raw / name, reason, type="corpus", subtype=of_kind)


def _bring_up_to_date(app: Sphinx) -> None:
    """Process the corpus, then write each page whose bytes change and remove those of documents that are gone."""
    corpus = corpus_of(app.config)
    layout = layout_of(app.config)
    try:
        with progress_message("processing the corpus"):
            report = corpus.process()
    except CorpusToolsError as error:
        raise ConfigError(f"corpus_path: {error}") from error
    note_processed(app, report.quarantined)
    _warn_of_quarantined(app, report.quarantined)
    root = Path(app.srcdir)
    with made_to_last():
        entries = sorted(corpus.entries().values(), key=lambda entry: entry.id)
        readable = [entry for entry in entries if entry.reason is None]
        texts = {
            layout.index: index_page(app.config, entries, PER_PAGE),
            layout.rules: rules_page(),
            layout.concordance: CONCORDANCE,
            **dict(about_pages(layout, card_in(app.config))),
            **dict(duplicate_pages(layout, card_in(app.config))),
        }
        lists = generated(app.config)
    documents = {layout.document(entry.id): entry for entry in readable}
    before = Remembered.load(app)
    # Where Sphinx reads the pages, those alone are looked at that are to be written.
    edited = edited_pages(root, documents, before) if makes_pages(app) or not corpus.is_whole else set()
    sources = source_folder(app, stand_ins(app, root, edited))
    if makes_pages(app):
        # A table of contents may name what Sphinx reads, and nothing else.
        read = [layout.entities(kind) for kind in ENTITY_KINDS]
        by = made_by.fingerprint(corpus, entities_of(app.config)) + _settings(app)
        assert isinstance(app.builder, StandaloneHTMLBuilder)
        appearing = AppearingHtml(app.builder, by)
        made = dict(_made_documents(app, sources, documents, edited, appearing, by))
        made |= _made_lists(app, (page for page in lists.values() if page.docname not in read), appearing, by)
        plan(app, sources, made, before, appearing)
        lists = {docname: lists[docname] for docname in read}
    else:
        _write_documents(app.config, sources, documents)
    texts |= {docname: page.myst() for docname, page in lists.items()}
    for docname, text in texts.items():
        write_page(root / f"{docname}.md", text)
    remove_others(root, layout.folder, {f"{docname}.md" for docname in (*documents, *texts)})


def generated(config: SphinxConfig) -> dict[str, Generated]:
    """Return the pages that list documents and entities, by their names."""
    state_file = corpus_of(config).state_file
    return _generated(config, layout_of(config), tuple(stamp(state_file)), curated_of(config), PER_PAGE)


@lru_cache(maxsize=1)
def _generated(
    config: SphinxConfig, layout: Layout, changed: object, curated: object, per_page: int
) -> dict[str, Generated]:
    entries = list(entries_of(config).values())
    rows = Rows(entries)

    def held(ident: str) -> Mapping[Key, Appearing]:
        return appearing_of(config, ident)

    found = (
        *more_index_pages(corpus_of(config).config.title, layout, entries, rows, per_page),
        *entity_pages(layout, appearances_of(config).values(), held, per_page),
        *browse_pages(layout, entries, rows, per_page),
    )
    return {page.docname: page for page in found}


def forget(app: Sphinx, exception: Exception | None) -> None:
    """Give back the memory that only pages need, before the indexes are made."""
    _generated.cache_clear()
    forget_documents()
    forget_places()


def _made_documents(
    app: Sphinx,
    sources: SourceFolder,
    documents: Mapping[str, Entry],
    edited: Container[str],
    appearing: AppearingHtml,
    by: str,
) -> Iterator[tuple[str, Made]]:
    """Yield the pages of documents that nobody edited, and that do not ask to be read by Sphinx."""
    config, builder = app.config, app.builder
    assert isinstance(builder, StandaloneHTMLBuilder)
    corpus = corpus_of(config)
    around, alike = neighbours(documents.values()), alike_of(config)
    redirected = {ident: tuple(stamp(corpus.redirects.path(ident))) for ident in corpus.redirects.ids}
    for docname, entry in documents.items():
        ident = entry.id
        if any(fnmatchcase(ident, pattern) for pattern in config.corpus_myst_pages):
            _write_document(config, sources.page(docname), entry)
        elif docname in sources.elsewhere or docname not in edited:
            made_from = (by, entry.outputs, around[ident], alike.get(ident), redirected.get(ident))
            yield (
                docname,
                Made(
                    in_a_line(entry.title),
                    digest(made_from),
                    kind_of(docname, around[ident]),
                    partial(_document_filling, builder, docname, entry, around[ident], appearing),
                    partial(_source, config, ident),
                ),
            )


def _document_filling(
    builder: StandaloneHTMLBuilder, docname: str, entry: Entry, around: Neighbours, appearing: AppearingHtml
) -> Filling:
    """Make what the page of a document says, and what it says on the pages of those whom it names."""
    appearing.note(entry, document_of(builder.config, entry.id))
    return document_filling(builder, docname, entry.id, around)


def _made_lists(app: Sphinx, pages: Iterable[Generated], appearing: AppearingHtml, by: str) -> dict[str, Made]:
    """Return the pages of lists and of entities; ``by`` is a digest of the code and the settings."""
    # A document is on the pages of all that it names.
    stamps = {ident: repr(entry.outputs[0]) for ident, entry in entries_of(app.config).items()}
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    made = {}
    for page in pages:
        made_from = digest((page.made_from, "".join([stamps[ident] for ident in page.documents]), by))
        kind = Kind(page.docname.rpartition("/")[0], has_list=page.has_list)
        fill = partial(generated_filling, app.builder, page, kind, appearing)
        made[page.docname] = Made(page.title, made_from, kind, fill)
    return made


def _settings(app: Sphinx) -> str:
    """Return a digest of the settings that the body of a page depends on."""
    config = app.config
    names = ("html_permalinks", "html_permalinks_icon", "html_copy_source", "html_sourcelink_suffix")
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    address = address_of(app.builder, layout_of(config).index)
    others = (address, config.corpus_pages, config.language, app.builder.link_suffix, corpus_of(config).shown)
    return digest(([getattr(config, name) for name in names], others))


def _source(config: SphinxConfig, ident: str) -> bytes:
    """Write the page of a document as MyST."""
    document, entities = document_of(config, ident), entities_of(config)
    named = [mention for mention in document.mentions if mention.kind in ENTITY_KINDS]
    found = (f"{each.kind} {entities.of(each.kind, each.name, ident).slug}" for each in named)
    return myst_page(document, dict.fromkeys(found)).encode("utf-8", "replace")


def _write_document(config: SphinxConfig, path: Path, entry: Entry) -> None:
    """Write the page of a document for Sphinx to read, unless somebody edited it."""
    if is_edited(path):
        logger.info("%s was edited, and stays as it is; remove it to have it made anew", path)
    else:
        write_page(path, _source(config, entry.id).decode("utf-8"))


def _write_documents(config: SphinxConfig, sources: SourceFolder, documents: Mapping[str, Entry]) -> None:
    """Write the page of each document whose record is newer than its page, or all if the writers changed."""
    corpus, layout, entities = corpus_of(config), layout_of(config), entities_of(config)
    made = Path(sources.srcdir, layout.folder, ".made-by")
    by = made_by.fingerprint(corpus, entities).encode("ascii")
    same_writers = made.is_file() and made.read_bytes() == by
    for docname, entry in documents.items():
        path = sources.page(docname)
        if not same_writers or not path.is_file() or path.stat().st_mtime_ns < entry.outputs[0][1]:
            _write_document(config, path, entry)
    write_if_changed(made, by)


def setup(app: Sphinx) -> None:
    """Register the settings, and the moment at which pages are brought up to date."""
    app.add_config_value(
        "corpus_path",
        "",
        "env",
        types=frozenset({str}),
        description="the folder that holds corpus.toml, counted from the folder of conf.py",
    )
    app.add_config_value(
        "corpus_pages",
        "corpus",
        "env",
        types=frozenset({str}),
        description="the folder below the source folder that the generated pages go to",
    )
    app.add_config_value(
        "corpus_rule_pages",
        {},
        "env",
        types=frozenset({dict}),
        description="pages of the site that say more about a rule: lists of their names, by the name of the rule",
    )
    app.add_config_value(
        "corpus_myst_pages",
        [],
        "env",
        types=frozenset({list, tuple}),
        description="ids of documents whose pages Sphinx reads as MyST, with * as in a shell, whatever it writes",
    )
    app.add_config_value("corpustools_shown", "", "env", description="what corpus.toml says, not conf.py")
    app.connect("config-inited", check_settings)
    app.connect("builder-inited", update_pages)
    app.connect("build-finished", forget, priority=100)
