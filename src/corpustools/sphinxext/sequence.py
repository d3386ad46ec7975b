"""The documents in the order of their list: each page leads to the one before and the one after."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any, NamedTuple, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from corpustools.corpus.entry import Entry
from corpustools.sphinxext.layout import layout_of
from corpustools.sphinxext.opened import entries_of
from corpustools.sphinxext.settled import is_put_off
from corpustools.text.characters import visible


class Neighbour(NamedTuple):
    """A document to go to."""

    id: str
    title: str


class Neighbours(NamedTuple):
    """The documents before and after another one."""

    before: Neighbour | None
    after: Neighbour | None


def neighbours(entries: Iterable[Entry]) -> dict[str, Neighbours]:
    """Return the neighbours of each document, by its id.

    >>> found = neighbours([Entry("a", [], [], title="A"), Entry("b", [], [], title="B")])
    >>> found["a"].before, found["a"].after.title, found["b"].after
    (None, 'B', None)
    """
    listed = [Neighbour(entry.id, entry.title) for entry in entries]
    around = zip([None, *listed], listed, [*listed[1:], None], strict=False)
    return {here.id: Neighbours(before, after) for before, here, after in around}


def note_moved(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterable[str]:
    """Name the pages whose neighbours are others than at the last build."""
    if is_put_off(env):
        return ()
    layout = layout_of(app.config)
    known = cast("dict[str, Neighbours]", getattr(env, "corpus_neighbours", {}))
    # Those of the pages that Sphinx reads: all others are made from records, and say it themselves.
    now = {
        ident: found
        for ident, found in neighbours(entries_of(app.config).values()).items()
        if layout.document(ident) in env.found_docs
    }
    env.corpus_neighbours = now  # type: ignore[attr-defined]
    return [layout.document(ident) for ident, found in now.items() if known.get(ident) != found]


def link_to(builder: StandaloneHTMLBuilder, docname: str, neighbour: Neighbour) -> dict[str, str]:
    """Return the link from a page to a document beside it, as themes take it."""
    link = builder.get_relative_uri(docname, layout_of(builder.config).document(neighbour.id))
    return {"link": link, "title": escape(visible(neighbour.title))}


def add_links(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let the theme link a document's page to its neighbours, as it links the pages of a table of contents."""
    layout = layout_of(app.config)
    ident = layout.ident(pagename)
    found: Mapping[str, Neighbours] = getattr(app.env, "corpus_neighbours", {})
    if not isinstance(app.builder, StandaloneHTMLBuilder) or ident not in found:
        return
    for name, neighbour in (("prev", found[ident].before), ("next", found[ident].after)):
        if neighbour is not None:
            context[name] = link_to(app.builder, pagename, neighbour)


def setup(app: Sphinx) -> None:
    """Register where neighbours are noted, and where they are linked."""
    app.connect("env-get-outdated", note_moved)
    app.connect("html-page-context", add_links)
