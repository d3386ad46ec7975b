"""The pages of near-duplicates, and the note on the page of each document that has any."""

from collections.abc import Callable, Iterator, Sequence, Set
from typing import Any

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from corpustools.corpus.card import Card
from corpustools.corpus.entry import Entry
from corpustools.sphinxext.alike import PER_PAGE, Alike, alike_of, anchor
from corpustools.sphinxext.generated import count, fence, more_pages_myst, paged, source
from corpustools.sphinxext.layout import Layout, layout_of
from corpustools.sphinxext.nodes import corpus_details
from corpustools.sphinxext.opened import corpus_of, document_of, entries_of
from corpustools.sphinxext.part_nodes import corpus_parts
from corpustools.sphinxext.parts import Paragraph
from corpustools.sphinxext.settled import is_put_off
from corpustools.text.characters import visible
from corpustools.text.differences import Part, differences
from corpustools.writers.myst import FRONT_MATTER


class corpus_differences(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes like elements)
    """The changed passages (``changes``) of a text: lists of parts."""


def duplicate_pages(layout: Layout, card: Card) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every page of near-duplicates; none shows more than :data:`PER_PAGE` groups."""
    names, chunks = paged(layout.duplicates, list(card.duplicates), PER_PAGE)
    for number, (docname, chunk) in enumerate(zip(names, chunks, strict=True)):
        parts = [FRONT_MATTER, f"# Near-duplicates{f', page {number + 1}' if number else ''}"]
        if number == 0:
            parts += _opening(card)
        for group in chunk:
            lines = (f"{other.id} {other.resemblance:.4f}" for other in group.others)
            parts.append(fence("corpus:duplicates", group.first, lines))
        parts.extend(more_pages_myst(names, number))
        yield docname, "\n\n".join(parts) + "\n"


def _opening(card: Card) -> Iterator[str]:
    if not card.duplicates:
        yield "No document is nearly the same as another."
        return
    alike = sum(len(group.others) for group in card.duplicates)
    groups, repeat = count(len(card.duplicates), "group"), "repeats" if alike == 1 else "repeat"
    yield f"{{.corpus-counts}}\n{groups} · {count(alike, 'document')} that {repeat} another"
    yield (
        "Each group is named after its oldest document. Its resemblance to that one is the share of their runs of five "
        f"words that both have; what is listed here has {card.config.near_duplicates:g} and more. In the differences, "
        "words that the oldest alone has are struck through, and words that it has not are underlined."
    )


class DuplicateEntry(SphinxDirective):
    """Show a group of near-duplicates, named after its oldest; the others, each with a number, are the content."""

    has_content = True
    required_arguments = 1

    def run(self) -> list[Node]:
        """Make the group: its first document, and of each other how it differs."""
        self.state.document["support_smartquotes"] = False
        first, entries, corpus = self.arguments[0], entries_of(self.config), corpus_of(self.config)
        if first not in entries:
            raise self.error(f"the corpus holds no document {first!r}")
        self.env.note_dependency(str(corpus.record_path(first)))
        heading = corpus_parts("", parts=(source(entries[first], undated="undated"),))
        group = nodes.container("", heading, classes=["corpus-alike"], ids=[anchor(first)])
        items = nodes.bullet_list("", classes=["corpus-alike-others"])
        for line in self.content:
            ident, _, alike = line.strip().rpartition(" ")
            if ident in entries:
                self.env.note_dependency(str(corpus.record_path(ident)))
                items += nodes.list_item("", *self._other(first, entries[ident], float(alike)))
        group += items
        return [group]

    def _other(self, first: str, entry: Entry, alike: float) -> Iterator[Node]:
        said = source(entry, f"resemblance {alike:.2f}", undated="undated")
        yield corpus_parts("", parts=(Paragraph(said.content),))
        corpus = corpus_of(self.config)
        if not corpus.is_whole:
            return
        one, other = (document_of(self.config, ident).article for ident in (first, entry.id))
        changes = differences(one, other)
        if changes:
            shown = corpus_differences("", changes=changes)
            yield corpus_details(
                "", shown, summary=f"{count(len(changes), 'passage')} that differ{'s' * (len(changes) == 1)}"
            )
        else:
            yield nodes.paragraph("", "The reading texts are equal.", classes=["corpus-by"])


def changed_pages(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Have the page of each document read again of whose near-duplicates there is something else to say."""
    if is_put_off(env):
        return []
    layout = layout_of(app.config)
    before: dict[str, Alike] = getattr(env, "corpus_alike", {})
    now = alike_of(app.config)
    env.corpus_alike = now  # type: ignore[attr-defined]
    differ = (ident for ident in before.keys() | now.keys() if before.get(ident) != now.get(ident))
    return [docname for docname in map(layout.document, differ) if docname in env.found_docs]


_TAGS = {"gone": "del", "new": "ins"}


def _visit_differences(self: HTML5Translator, node: corpus_differences) -> None:
    changes: Sequence[Sequence[Part]] = node["changes"]
    self.body.append('<div class="corpus-differences no-search">\n')
    self.body += (f"<p>{''.join(map(_writer(self), parts))}</p>\n" for parts in changes)
    self.body.append("</div>\n")
    raise nodes.SkipNode


def _writer(translator: HTML5Translator) -> Callable[[Part], str]:
    """Return what writes a part of a text as HTML."""

    def written(part: Part) -> str:
        if part.kind == "left out":
            return f' <span class="corpus-left-out">… {count(part.left_out, "word")} …</span> '
        words = translator.encode(visible(part.words))
        tag = _TAGS.get(part.kind)
        return f"<{tag}>{words}</{tag}>" if tag else words

    return written


def add_files(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let pages of near-duplicates load what they need."""
    if doctree is not None and any("corpus-alike" in each["classes"] for each in doctree.findall(nodes.container)):
        app.add_css_file("corpustools-figures.css")


def _skip(self: Any, node: nodes.Element) -> None:
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the directive and its node, and what is to be done when groups change."""
    past: dict[str, Any] = dict.fromkeys(("latex", "text", "man", "texinfo"), (_skip, None))
    app.add_node(corpus_differences, html=(_visit_differences, None), **past)
    app.add_directive_to_domain("corpus", "duplicates", DuplicateEntry)
    app.connect("env-get-outdated", changed_pages)
    app.connect("html-page-context", add_files)
