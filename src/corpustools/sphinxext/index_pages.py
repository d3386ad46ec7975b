"""The pages that list every document of the corpus; the first says what there is."""

from collections import Counter
from collections.abc import Iterator

from sphinx.config import Config as SphinxConfig

from corpustools.config import Publication
from corpustools.corpus.entry import Entry
from corpustools.corpus.published import PublishedCorpus
from corpustools.model.mention import ENTITY_KINDS, MentionKind
from corpustools.sphinxext.browse_pages import FACETS
from corpustools.sphinxext.generated import NOT_SEARCHED, Generated, Rows, count, fence, more_pages, more_pages_myst
from corpustools.sphinxext.layout import FOLDERS, Layout, layout_of
from corpustools.sphinxext.opened import appearances_of, corpus_of
from corpustools.text.characters import visible
from corpustools.writers.markdown import escape, escape_line
from corpustools.writers.myst import FRONT_MATTER


def index_page(config: SphinxConfig, entries: list[Entry], per_page: int) -> str:
    """Make the first page that lists the documents, at most ``per_page``, and says what there is."""
    corpus, layout = corpus_of(config), layout_of(config)
    readable = [entry for entry in entries if entry.reason is None]
    quarantined = [entry for entry in entries if entry.reason is not None]
    parts = [FRONT_MATTER, *_opening(corpus, readable, Counter(kind for kind, _ in appearances_of(config)))]
    parts.append(fence("corpus:documents", "", (entry.id for entry in readable[:per_page])))
    if quarantined:
        rows = (f"- {escape_line(visible(entry.title))}: {escape_line(entry.reason or '')}" for entry in quarantined)
        parts.append("```{rubric} Could not be read\n```\n\n" + "\n".join(rows))
    names = _index_names(layout, len(readable), per_page)
    parts.extend(more_pages_myst(names, 0))
    lists = map(layout.entities, ENTITY_KINDS)
    below = [f"/{name}" for name in (layout.about, layout.concordance, *lists, layout.rules)]
    parts.append(fence("toctree", "", [":hidden:", "", *below]))
    return "\n\n".join(parts) + "\n"


def _index_names(layout: Layout, documents: int, per_page: int) -> list[str]:
    pages = max(-(-documents // per_page), 1)
    return [layout.index] + [f"{layout.index}-{number}" for number in range(2, pages + 1)]


def more_index_pages(
    title: str, layout: Layout, entries: list[Entry], rows: Rows, per_page: int
) -> Iterator[Generated]:
    """Make all other pages that list the documents."""
    names = _index_names(layout, len(entries), per_page)
    for number, docname in enumerate(names[1:], 1):
        chunk = entries[number * per_page : (number + 1) * per_page]
        idents = [entry.id for entry in chunk]
        yield rows.listing(docname, f"{title}, page {number + 1}", [], idents, more_pages(names, number))


def _opening(corpus: PublishedCorpus, readable: list[Entry], named: Counter[MentionKind]) -> list[str]:
    """Make what stands above the list: title, description, counts and rights."""
    config = corpus.config
    words = sum(entry.words for entry in readable)
    parts = [f"# {escape_line(config.title)}"]
    if config.description:
        parts.append(escape(config.description))
    parts.append(
        f"{NOT_SEARCHED}\n{count(len(readable), 'document')}, {count(words, 'word')} of reading text. "
        "What was set aside, and [by which rule](rules.md), is on each document's page."
    )
    counts = {kind: count(named[kind], kind, FOLDERS[kind]) for kind in ENTITY_KINDS if named[kind]}
    if counts:
        *others, last = (f"[{said}]({FOLDERS[kind]}/index.md)" for kind, said in counts.items())
        names = " and ".join(filter(None, (", ".join(others), last)))
        parts.append(f"{NOT_SEARCHED}\n{'It names' if len(readable) == 1 else 'They name'} {names}.")
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
