"""Keeping the MyST pages below the source folder current with the corpus: written only where bytes change."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache, lru_cache, partial
from importlib.resources import files
from pathlib import Path, PurePosixPath

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config as SphinxConfig
from sphinx.errors import ConfigError
from sphinx.util import logging
from sphinx.util.display import progress_message

from corpustools import registry
from corpustools.config import Publication
from corpustools.corpus import Corpus, state
from corpustools.corpus.entities import Entities
from corpustools.corpus.files import write_if_changed
from corpustools.corpus.published import PublishedCorpus
from corpustools.corpus.state import Entry, stamp
from corpustools.errors import CorpusToolsError, SiteWarning
from corpustools.model.mention import ENTITY_KINDS, MentionKind
from corpustools.registry import PHASES, Phase, Rule
from corpustools.sphinxext.about import about_pages
from corpustools.sphinxext.alike import alike_of
from corpustools.sphinxext.article import document_filling, kind_of
from corpustools.sphinxext.browse_pages import FACETS, browse_pages
from corpustools.sphinxext.duplicates import duplicate_pages
from corpustools.sphinxext.entity_pages import entity_pages
from corpustools.sphinxext.generated import (
    Generated,
    Rows,
    count,
    digest,
    fence,
    listing,
    more_pages,
    more_pages_myst,
)
from corpustools.sphinxext.layout import (
    FOLDERS,
    Layout,
    appearances_of,
    appearing_of,
    card_in,
    corpus_of,
    curated_of,
    document_of,
    entities_of,
    entries_of,
    layout_of,
)
from corpustools.sphinxext.records import Made, generated_filling, makes_pages, plan
from corpustools.sphinxext.sequence import neighbours
from corpustools.sphinxext.shell import Kind
from corpustools.writers.appearing import Appearing, Key
from corpustools.writers.markdown import escape, escape_line
from corpustools.writers.myst import FRONT_MATTER, is_as_written, myst_page
from corpustools.writers.page import in_a_line, visible

logger = logging.getLogger(__name__)

PER_PAGE = 200
"""How many documents one index page lists."""

CONCORDANCE = f"{FRONT_MATTER}\n\n# Concordance\n\n```{{corpus:concordance-page}}\n```\n"
"""The page on which words are found in their contexts."""

PASSAGES_PER_RULE = 12
"""How many documents a rule's entry points to; it says how many more there are."""

# What every generated page begins with: the head of its front matter.
_MARK = FRONT_MATTER[: FRONT_MATTER.index("hide-toc")].encode("ascii")


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
    """Process the corpus, then write each page whose bytes change and remove those of documents that are gone."""
    corpus = corpus_of(app.config)
    layout = layout_of(app.config)
    try:
        with progress_message("processing the corpus"):
            report = corpus.process()
    except CorpusToolsError as error:
        raise ConfigError(f"corpus_path: {error}") from error
    for name, reason in report.quarantined.items():
        logger.warning(
            "%s has no page: %s",
            corpus.raw / name,
            reason,
            type="corpus",
            subtype=SiteWarning.QUARANTINE.value,
        )
    entries = sorted(corpus.entries().values(), key=lambda entry: entry.id)
    readable = [entry for entry in entries if entry.reason is None]
    root = Path(app.srcdir)
    texts = {
        layout.index: _index_page(app.config, entries),
        layout.rules: _rules_page(readable),
        layout.concordance: CONCORDANCE,
        **dict(about_pages(layout, card_in(app.config))),
        **dict(duplicate_pages(layout, card_in(app.config))),
    }
    lists = generated(app.config)
    documents = {layout.document(entry.id): entry for entry in readable}
    if makes_pages(app):
        # A table of contents may name what Sphinx reads, and nothing else.
        read = [layout.entities(kind) for kind in ENTITY_KINDS]
        made = dict(_made_documents(app, root, documents))
        made |= {docname: _made_list(app, lists[docname]) for docname in lists if docname not in read}
        plan(app, made)
        lists = {docname: lists[docname] for docname in read}
    else:
        _write_documents(app.config, root, readable)
    for docname, text in texts.items():
        _write_page(root / f"{docname}.md", text)
    for docname, page in lists.items():
        _write_page(root / f"{docname}.md", page.myst())
    _remove_others(root / layout.folder, {root / f"{docname}.md" for docname in (*documents, *texts, *lists)})


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
        *_more_index_pages(corpus_of(config).config.title, layout, entries, rows, per_page),
        *entity_pages(layout, appearances_of(config).values(), held, per_page),
        *browse_pages(layout, entries, rows, per_page),
    )
    return {page.docname: page for page in found}


def _made_documents(app: Sphinx, root: Path, documents: Mapping[str, Entry]) -> Iterator[tuple[str, Made]]:
    """Yield the pages of documents that nobody edited, and that do not ask to be read by Sphinx."""
    config, builder = app.config, app.builder
    assert isinstance(builder, StandaloneHTMLBuilder)
    corpus = corpus_of(config)
    made_by = _fingerprint(corpus, entities_of(config)) + _settings(app)
    around, alike = neighbours(documents.values()), alike_of(config)
    redirected = {ident: tuple(stamp(corpus.redirects.path(ident))) for ident in corpus.redirects.ids}
    for docname, entry in documents.items():
        ident = entry.id
        if any(fnmatchcase(ident, pattern) for pattern in config.corpus_myst_pages):
            _write_document(config, root / f"{docname}.md", entry)
        elif not _is_edited(root / f"{docname}.md"):
            made_from = (made_by, entry.outputs, around[ident], alike.get(ident), redirected.get(ident))
            yield (
                docname,
                Made(
                    in_a_line(entry.title),
                    digest(made_from),
                    kind_of(docname, around[ident]),
                    partial(document_filling, builder, docname, ident, around[ident]),
                    partial(_source, config, ident),
                ),
            )


def _made_list(app: Sphinx, page: Generated) -> Made:
    corpus = corpus_of(app.config)
    stamps = [stamp(corpus.record_path(ident)) for ident in page.documents]
    made_from = digest((page.made_from, stamps, _settings(app), code_digest()))
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    kind = Kind(page.docname.rpartition("/")[0], has_list=page.has_list)
    return Made(page.title, made_from, kind, partial(generated_filling, app.builder, page, kind))


def _settings(app: Sphinx) -> str:
    """Return a digest of the settings that the body of a page depends on."""
    config = app.config
    names = ("html_permalinks", "html_permalinks_icon", "html_copy_source", "html_sourcelink_suffix", "html_baseurl")
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    others = (config.corpus_pages, config.language, app.builder.link_suffix, corpus_of(config).shown)
    return digest(([getattr(config, name) for name in names], others))


def _source(config: SphinxConfig, ident: str) -> bytes:
    """Write the page of a document as MyST."""
    document, entities = document_of(config, ident), entities_of(config)
    named = [mention for mention in document.mentions if mention.kind in ENTITY_KINDS]
    found = (f"{each.kind} {entities.of(each.kind, each.name, ident).slug}" for each in named)
    return myst_page(document, dict.fromkeys(found)).encode("utf-8", "replace")


def _write_document(config: SphinxConfig, path: Path, entry: Entry) -> None:
    """Write the page of a document for Sphinx to read, unless somebody edited it."""
    if _is_edited(path):
        logger.info("%s was edited, and stays as it is; remove it to have it made anew", path)
    else:
        _write_page(path, _source(config, entry.id).decode("utf-8"))


def _write_documents(config: SphinxConfig, root: Path, entries: list[Entry]) -> None:
    """Write the page of each document whose record is newer than its page, or all if the writers changed."""
    corpus, layout, entities = corpus_of(config), layout_of(config), entities_of(config)
    made = root / layout.folder / ".made-by"
    made_by = _fingerprint(corpus, entities).encode("ascii")
    same_writers = made.is_file() and made.read_bytes() == made_by
    for entry in entries:
        path = root / f"{layout.document(entry.id)}.md"
        if not same_writers or not path.is_file() or path.stat().st_mtime_ns < entry.outputs[0][1]:
            _write_document(config, path, entry)
    write_if_changed(made, made_by)


def _write_page(path: Path, text: str) -> None:
    """Write a generated page where it changed, but never over one that a person wrote."""
    if path.is_file() and not _is_generated(path):
        raise ConfigError(f"{path} was not made from the corpus and is in its place; move it, or set corpus_pages")
    write_if_changed(path, text.encode("utf-8", "replace"))


def _is_edited(path: Path) -> bool:
    """Whether somebody edited the page of a document, which bears a digest of what was written."""
    try:
        return not is_as_written(path.read_bytes())
    except FileNotFoundError:
        return False


def _is_generated(path: Path) -> bool:
    with path.open("rb") as page:
        return page.read(len(_MARK)) == _MARK


def _fingerprint(corpus: Corpus, entities: Entities) -> str:
    """Return a digest of the code and settings that pages are made by, this room included, and of curated entities."""
    curated = hashlib.sha256(repr(entities.curated).encode("utf-8", "surrogatepass")).hexdigest()
    return state.fingerprint(corpus.config) + code_digest() + curated


@cache
def code_digest() -> str:
    """Return a digest of this room's code and templates."""
    digest = hashlib.sha256()
    room = files("corpustools.sphinxext")
    for item in sorted((*room.iterdir(), *room.joinpath("templates").iterdir()), key=lambda item: item.name):
        if item.name.endswith((".py", ".html")):
            digest.update(item.read_bytes())
    return digest.hexdigest()


def _remove_others(folder: Path, wanted: set[Path]) -> None:
    """Remove generated pages that no document accounts for; pages that people wrote stay."""
    for path in sorted(folder.rglob("*.md")):
        if path not in wanted and _is_generated(path):
            path.unlink()


def _index_page(config: SphinxConfig, entries: list[Entry]) -> str:
    """Make the first page that lists the documents, at most :data:`PER_PAGE`, and says what there is."""
    corpus, layout = corpus_of(config), layout_of(config)
    readable = [entry for entry in entries if entry.reason is None]
    quarantined = [entry for entry in entries if entry.reason is not None]
    parts = [FRONT_MATTER, *_opening(corpus, readable, Counter(kind for kind, _ in appearances_of(config)))]
    parts.append(fence("corpus:documents", "", (entry.id for entry in readable[:PER_PAGE])))
    if quarantined:
        rows = (f"- {escape_line(visible(entry.title))}: {escape_line(entry.reason or '')}" for entry in quarantined)
        parts.append("```{rubric} Could not be read\n```\n\n" + "\n".join(rows))
    names = _index_names(layout, len(readable), PER_PAGE)
    parts.extend(more_pages_myst(names, 0))
    lists = map(layout.entities, ENTITY_KINDS)
    below = [f"/{name}" for name in (layout.about, layout.concordance, *lists, layout.rules)]
    parts.append(fence("toctree", "", [":hidden:", "", *below]))
    return "\n\n".join(parts) + "\n"


def _index_names(layout: Layout, documents: int, per_page: int) -> list[str]:
    pages = max(-(-documents // per_page), 1)
    return [layout.index] + [f"{layout.index}-{number}" for number in range(2, pages + 1)]


def _more_index_pages(
    title: str, layout: Layout, entries: list[Entry], rows: Rows, per_page: int
) -> Iterator[Generated]:
    """Make all other pages that list the documents."""
    names = _index_names(layout, len(entries), per_page)
    for number, docname in enumerate(names[1:], 1):
        chunk = entries[number * per_page : (number + 1) * per_page]
        table = rows.table(entry.id for entry in chunk)
        yield listing(docname, f"{title}, page {number + 1}", [table, *more_pages(names, number)])


def _opening(corpus: PublishedCorpus, readable: list[Entry], named: Counter[MentionKind]) -> list[str]:
    """Make what stands above the list: title, description, counts and rights."""
    config = corpus.config
    words = sum(entry.words for entry in readable)
    parts = [f"# {escape_line(config.title)}"]
    if config.description:
        parts.append(escape(config.description))
    parts.append(
        f"{count(len(readable), 'document')}, {count(words, 'word')} of reading text. "
        "What was set aside, and [by which rule](rules.md), is on each document's page."
    )
    counts = {kind: count(named[kind], kind, FOLDERS[kind]) for kind in ENTITY_KINDS if named[kind]}
    if counts:
        *others, last = (f"[{said}]({FOLDERS[kind]}/index.md)" for kind, said in counts.items())
        names = " and ".join(filter(None, (", ".join(others), last)))
        parts.append(f"{'It names' if len(readable) == 1 else 'They name'} {names}.")
    if readable:
        lists = " · ".join(f"[{facet.title}]({facet.name}/index.md)" for facet in FACETS)
        parts.append(f"{{.corpus-browse}}\nBrowse: {lists}")
    if not corpus.is_whole:
        parts.append("{.corpus-withheld}\n" + _WITHHELD[config.publication])
    parts.append("[About this corpus](about.md): what is in it, what was done to it, and what is missing.")
    if config.rights:
        parts.append("{.corpus-rights}\n" + escape(config.rights))
    return parts


_WITHHELD: dict[Publication, str] = {
    "snippets": "The texts are not published: pages show facts and short passages, at most a quarter of each text, and "
    "\\[…\\] where words are withheld. Search and concordance know these passages alone.",
    "derived": "The texts are not published: pages show facts, names and counts, and \\[…\\] where words are withheld.",
}

_TITLES: dict[Phase, str] = {
    "decode": "Decode: bytes to characters",
    "repair": "Repair: characters shown differently",
    "segment": "Segment: where a line is cut",
    "label": "Label: what a block is",
    "weigh": "Weigh: whether a block is running text",
    "describe": "Describe: facts with receipts",
    "mention": "Mention: names of people, organizations, places, times",
    "refer": "Refer: the same by other words",
    "quote": "Quote: who said what",
}


def _rules_page(entries: list[Entry]) -> str:
    """Make the reference of rules: each rule with where in the corpus it fired."""
    parts = [
        FRONT_MATTER,
        "# Rules",
        "Every repair, cut, label and fact in this corpus was made by one of these rules. Each says what it does "
        "and why, shows where it fires and where it abstains, and links to passages it fired on. Of several claims "
        "on one block the one of the surest rule holds. A rule that weighs says of a block only whether it is running "
        "text; where it is surer than every claim, the surest claim on its side holds.",
    ]
    for phase in PHASES:
        parts.append(f"## {_TITLES[phase]}")
        ordered = sorted(registry.rules(phase), key=lambda rule: (rule.label or "", -rule.confidence, rule.name))
        parts.extend(_rule(rule, entries) for rule in ordered)
    return "\n\n".join(parts) + "\n"


def _rule(rule: Rule, entries: list[Entry]) -> str:
    """Make one rule's entry: the directive, how often it fired, and a line for each document to point to."""
    fired = [entry for entry in entries if rule.name in entry.fired]
    total = sum(entry.fired[rule.name][0] for entry in fired)
    lines = [f"{entry.id} {entry.fired[rule.name][1]}" for entry in fired[:PASSAGES_PER_RULE]]
    options = [f":fired: {total}", f":documents: {len(fired)}", ""]
    return f"### {rule.name}\n\n" + fence("corpus:rule-entry", rule.name, [*options, *lines])


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
