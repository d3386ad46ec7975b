"""Addresses of documents that have another one now: a small page that leads there, and the passages' former anchors."""

from pathlib import Path

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config as SphinxConfig
from sphinx.errors import ConfigError

from corpustools.corpus.files import write_if_changed
from corpustools.errors import CorpusToolsError
from corpustools.sphinxext.layout import layout_of
from corpustools.sphinxext.nodes import templates
from corpustools.sphinxext.opened import address_of, corpus_of, entries_of, redirect_of
from corpustools.sphinxext.policy import DIRECTIVES
from corpustools.text.characters import visible


def moved(config: SphinxConfig) -> dict[str, str]:
    """Return what each former id means now; raises Sphinx's ``ConfigError`` where a file is no redirect."""
    redirects, entries = corpus_of(config).redirects, entries_of(config)
    try:
        found = {ident: redirects.document(ident, entries.__contains__) for ident in redirects.ids}
    except CorpusToolsError as error:
        raise ConfigError(str(error)) from error
    return {ident: now for ident, now in found.items() if now is not None}


def former_anchors(config: SphinxConfig, ident: str) -> dict[str, list[str]]:
    """Return the former anchors of a document's passages, by the anchors that they have."""
    found: dict[str, list[str]] = {}
    for old, now in sorted(redirect_of(config, ident).passages.items()):
        if now is not None:
            found.setdefault(now, []).append(old)
    return found


def publish_redirects(builder: StandaloneHTMLBuilder) -> set[str]:
    """Write a page at each former address of a document, and return the paths of these pages in the site."""
    layout, entries = layout_of(builder.config), entries_of(builder.config)
    script = Path(builder.outdir, "_static", "corpustools-moved.js")
    said = "; ".join(f"{name} {' '.join(sources)}" for name, sources in DIRECTIVES.items())
    wanted = set()
    for old, now in moved(builder.config).items():
        here, there = layout.document(old), layout.document(now)
        path = Path(builder.get_outfilename(here))
        root = "../" * builder.get_target_uri(here).count("/")
        page = (
            templates()
            .get_template("moved.html")
            .render(
                address=builder.get_relative_uri(here, there),
                canonical=address_of(builder, there),
                title=visible(entries[now].title),
                script=f"{root}{script.relative_to(builder.outdir).as_posix()}",
                policy=said if builder.config.corpus_csp else "",
                language=corpus_of(builder.config).config.language,
            )
        )
        write_if_changed(path, page.encode("utf-8", "replace"))
        wanted.add(path.relative_to(builder.outdir).as_posix())
    return wanted
