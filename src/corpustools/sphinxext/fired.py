"""Where in the corpus each rule fired, on the page of rules: filled in after Sphinx has written the page.

How often a rule fired changes with nearly every document, and all else on the page of rules with the code alone. To
read and write two hundred rules with their examples anew takes as long as all lists of ten thousand documents. So where
pages are made from records, Sphinx writes the page of rules with marks, which is kept, and what stands between is put
in their places. Other builders are given it as part of the page, which they read again when a document changes.
"""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from corpustools.corpus.entry import Entry
from corpustools.corpus.files import write_if_changed
from corpustools.model.tiling import first_words
from corpustools.sphinxext.layout import layout_of
from corpustools.sphinxext.making_room import until_room_is_made
from corpustools.sphinxext.opened import document_of, entries_of
from corpustools.sphinxext.part_html import Html
from corpustools.sphinxext.part_nodes import corpus_parts
from corpustools.sphinxext.parts import Block, Item, Items, Link, Paragraph
from corpustools.sphinxext.records import made_pages
from corpustools.sphinxext.same import Same
from corpustools.sphinxext.settled import is_put_off
from corpustools.sphinxext.shell import encoded
from corpustools.text.characters import in_a_line
from corpustools.writers.passages import block_anchor

PASSAGES = 12
"""How many documents a rule's entry points to; it says how many more there are."""

_MARK = re.compile(r"<!-- corpus-fired (\S+) -->\n")


class corpus_fired(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes like elements)
    """The place of what is said of where a rule (``rule``) fired."""


@dataclass(slots=True)
class Fired:
    """How often a rule fired in how many documents, and the first ``passages``: ids of documents, with an offset."""

    times: int = 0
    documents: int = 0
    passages: list[tuple[str, int]] = field(default_factory=list)


def fired_parts(config: Config, fired: Fired) -> tuple[Block, ...]:
    """Say how often a rule fired, with links to the passages that are named."""
    if not fired.times:
        return (Paragraph(("It fired nowhere in this corpus.",)),)
    times = "once" if fired.times == 1 else f"{fired.times:,} times"
    where = "one document" if fired.documents == 1 else f"{fired.documents:,} documents"
    shown = "the passage" if fired.times == 1 else f"the first passage{'' if fired.documents == 1 else 's'}"
    items = tuple(_passages(config, fired.passages))
    return Paragraph((f"It fired {times} in {where}; {shown}:",)), Items(items)


def _passages(config: Config, passages: Iterable[tuple[str, int]]) -> Iterator[Item]:
    entries = entries_of(config)
    for ident, offset in passages:
        if ident not in entries:
            continue
        # The rules name the same few documents, the first ones.
        document = document_of(config, ident)
        anchor = block_anchor(document, offset)
        block = next((block for block in document.blocks if anchor == f"block-{block.start}"), None)
        words = first_words(block.reading) if block and block.reading else ident
        yield Item((Link("para", f"{ident}#{anchor}", (words,), in_a_line(entries[ident].title)),))


def fired_in(config: Config) -> dict[str, Fired]:
    """Return where each rule fired, by its name; one that fired nowhere is not among them."""
    return _fired(Same(entries_of(config)))


@until_room_is_made
@lru_cache(maxsize=1)
def _fired(entries: Same[dict[str, Entry]]) -> dict[str, Fired]:
    # A document names the few rules that fired in it: to ask each for every rule takes many times as long.
    found: dict[str, Fired] = {}
    for entry in entries.held.values():
        for name, (times, first) in entry.fired.value.items():
            if name not in found:
                found[name] = Fired()
            fired = found[name]
            fired.times += times
            fired.documents += 1
            if fired.documents <= PASSAGES:
                fired.passages.append((entry.id, first))
    return found


def is_filled_in(env: BuildEnvironment, docname: str) -> bool:
    """Whether it is put into a page after that is written; on all others it is when they are read."""
    return docname == layout_of(env.config).rules and bool(made_pages(env.project))


def fill_in(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Put into the page of rules, if Sphinx wrote one, where each fired; Sphinx is left no page to write."""
    docname, builder = layout_of(app.config).rules, app.builder
    if not is_filled_in(app.env, docname) or docname not in app.env.found_docs:
        return ()
    assert isinstance(builder, StandaloneHTMLBuilder)
    path, kept = Path(builder.get_output_path(docname)), _kept(app)
    page = path.read_bytes() if path.is_file() else b""
    if _MARK.search(page.decode(app.config.html_output_encoding, "replace")):
        write_if_changed(kept, page)
    marked = kept.read_bytes().decode(app.config.html_output_encoding, "replace")
    html, fired = Html(builder, docname), fired_in(app.config)

    def said(mark: re.Match[str]) -> str:
        return html.blocks(fired_parts(app.config, fired.get(mark[1], Fired())))

    write_if_changed(path, encoded(builder, _MARK.sub(said, marked)))
    return ()


def _kept(app: Sphinx) -> Path:
    return Path(app.doctreedir, f"corpus-rules-{app.builder.name}.html")


def page_of_rules(app: Sphinx, docname: str) -> Path | None:
    """Return the page of rules as Sphinx wrote it, without what is filled in, where that is kept."""
    return _kept(app) if is_filled_in(app.env, docname) and _kept(app).is_file() else None


def unmarked_page(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Have the page of rules read again where it is not known how it was with its marks."""
    docname = layout_of(app.config).rules
    is_missing = not is_put_off(env) and is_filled_in(env, docname) and not _kept(app).is_file()
    return [docname] if is_missing and docname in env.found_docs else []


class FiredAsParts(SphinxPostTransform):
    """Put what is said of where rules fired into pages that nobody fills in."""

    # Before nodes are made of parts, for builders that write no HTML.
    default_priority = 4

    def run(self, **kwargs: Any) -> None:
        """Put parts in the place of each node."""
        for node in list(self.document.findall(corpus_fired)):
            if not is_filled_in(self.env, self.env.current_document.docname):
                fired = fired_in(self.config).get(node["rule"], Fired())
                node.replace_self(corpus_parts("", parts=fired_parts(self.config, fired)))


def _mark(self: HTML5Translator, node: corpus_fired) -> None:
    self.body.append(f"<!-- corpus-fired {node['rule']} -->\n")
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the node, what becomes of it, and when pages are filled in."""
    app.add_node(corpus_fired, html=(_mark, None))
    app.add_post_transform(FiredAsParts)
    app.connect("env-get-outdated", unmarked_page)
    app.connect("html-collect-pages", fill_in)
