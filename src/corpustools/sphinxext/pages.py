"""Keeping the MyST pages below the source folder current with the corpus: written only where bytes change."""

import hashlib
from collections import Counter
from functools import cache
from importlib.resources import files
from pathlib import Path, PurePosixPath

from sphinx.application import Sphinx
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
from corpustools.corpus.state import Entry
from corpustools.errors import CorpusToolsError, SiteWarning
from corpustools.model.mention import ENTITY_KINDS, MentionKind
from corpustools.registry import PHASES, Phase, Rule
from corpustools.sphinxext.about import about_pages
from corpustools.sphinxext.browse_pages import FACETS, browse_pages
from corpustools.sphinxext.duplicates import duplicate_pages
from corpustools.sphinxext.entity_pages import count, entity_pages, fence
from corpustools.sphinxext.layout import FOLDERS, Layout, appearances_of, card_in, corpus_of, entities_of, layout_of
from corpustools.writers.markdown import escape, escape_line
from corpustools.writers.myst import FRONT_MATTER, myst_page
from corpustools.writers.page import visible

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
    wanted = {root / f"{layout.document(entry.id)}.md" for entry in readable}
    _write_documents(app.config, root, readable)
    appearing = appearances_of(app.config)
    made = (
        *_index_pages(corpus, layout, entries, Counter(kind for kind, _ in appearing)),
        *entity_pages(layout, appearing.values(), PER_PAGE),
        *browse_pages(layout, readable, PER_PAGE),
        *about_pages(layout, card_in(app.config)),
        *duplicate_pages(layout, card_in(app.config)),
        (layout.rules, _rules_page(readable)),
        (layout.concordance, CONCORDANCE),
    )
    for docname, text in made:
        path = root / f"{docname}.md"
        wanted.add(path)
        _write_page(path, text)
    _remove_others(root / layout.folder, wanted)


def _write_documents(config: SphinxConfig, root: Path, entries: list[Entry]) -> None:
    """Write the page of each document whose record is newer than its page, or all if the writers changed."""
    corpus, layout, entities = corpus_of(config), layout_of(config), entities_of(config)
    stamp = root / layout.folder / ".made-by"
    made_by = _fingerprint(corpus, entities).encode("ascii")
    same_writers = stamp.is_file() and stamp.read_bytes() == made_by
    for entry in entries:
        path = root / f"{layout.document(entry.id)}.md"
        if same_writers and path.is_file() and path.stat().st_mtime_ns >= entry.outputs[0][1]:
            continue
        document = corpus[entry.id]
        named = [mention for mention in document.mentions if mention.kind in ENTITY_KINDS]
        found = (f"{each.kind} {entities.of(each.kind, each.name, entry.id).slug}" for each in named)
        _write_page(path, myst_page(document, dict.fromkeys(found)))
    write_if_changed(stamp, made_by)


def _write_page(path: Path, text: str) -> None:
    """Write a generated page where it changed, but never over one that a person wrote."""
    if path.is_file() and not _is_generated(path):
        raise ConfigError(f"{path} was not made from the corpus and is in its place; move it, or set corpus_pages")
    write_if_changed(path, text.encode("utf-8", "replace"))


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


def _index_pages(
    corpus: PublishedCorpus, layout: Layout, entries: list[Entry], named: Counter[MentionKind]
) -> list[tuple[str, str]]:
    """Make the pages that list the documents, at most :data:`PER_PAGE` on each; ``named`` counts the entities."""
    readable = [entry for entry in entries if entry.reason is None]
    quarantined = [entry for entry in entries if entry.reason is not None]
    chunks = [readable[at : at + PER_PAGE] for at in range(0, len(readable), PER_PAGE)] or [[]]
    names = [layout.index] + [f"{layout.index}-{number}" for number in range(2, len(chunks) + 1)]
    pages = []
    for number, (docname, chunk) in enumerate(zip(names, chunks, strict=True)):
        parts = [FRONT_MATTER]
        if number == 0:
            parts.extend(_opening(corpus, readable, named))
        else:
            parts.append(f"# {escape_line(corpus.config.title)}, page {number + 1}")
        parts.append(fence("corpus:documents", "", (entry.id for entry in chunk)))
        if number == 0 and quarantined:
            rows = (
                f"- {escape_line(visible(entry.title))}: {escape_line(entry.reason or '')}" for entry in quarantined
            )
            parts.append("```{rubric} Could not be read\n```\n\n" + "\n".join(rows))
        if len(names) > 1:
            links = (f"[{place + 1}](/{name})" for place, name in enumerate(names) if place != number)
            parts.append("More pages: " + " · ".join(links))
        if number == 0:
            lists = map(layout.entities, ENTITY_KINDS)
            below = [f"/{name}" for name in (layout.about, layout.concordance, *lists, layout.rules)]
            parts.append(fence("toctree", "", [":hidden:", "", *below]))
        pages.append((docname, "\n\n".join(parts) + "\n"))
    return pages


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
    app.add_config_value("corpustools_shown", "", "env", description="what corpus.toml says, not conf.py")
    app.connect("config-inited", check_settings)
    app.connect("builder-inited", update_pages)
