"""Directives of the pages of people, organizations and places: who there is, where each is named, what each said."""

from collections.abc import Iterable, Iterator
from typing import ClassVar, cast

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from corpustools.corpus.state import Entry
from corpustools.model.mention import ENTITY_KINDS, MentionKind
from corpustools.model.span import percent
from corpustools.sphinxext.domain import CorpusDomain
from corpustools.sphinxext.entity_pages import about, count
from corpustools.sphinxext.layout import appearances_of, appearing_of, corpus_of, entries_of, layout_of
from corpustools.sphinxext.nodes import corpus_part
from corpustools.sphinxext.references import link
from corpustools.writers.appearing import Appearing, Key, NamedIn, SaidIn
from corpustools.writers.page import visible

PASSAGES_PER_DOCUMENT = 12
"""How many passages of one document an entity's page shows; it says how many more there are."""


def _kind(argument: str) -> MentionKind:
    return cast(MentionKind, directives.choice(argument, ENTITY_KINDS))


class EntityEntry(SphinxDirective):
    """Show what documents, whose ids are the content, quote from an entity, and where they name it."""

    has_content = True
    required_arguments = 2
    option_spec: ClassVar[OptionSpec] = {"continued": directives.flag}

    def run(self) -> list[Node]:
        """Make a part for quotations and one for mentions, by document; declare the entity where its page begins."""
        self.state.document["support_smartquotes"] = False
        key: Key = (_kind(self.arguments[0]), self.arguments[1])
        found = appearances_of(self.config).get(key)
        if found is None:
            raise self.error(f"no document names a {key[0]} {key[1]!r}; `corpustools entities` lists whom they name")
        if "continued" not in self.options:
            domain = self.env.domains["corpus"]
            assert isinstance(domain, CorpusDomain)
            domain.note_entity(key, visible(found.name))
        corpus, entries = corpus_of(self.config), entries_of(self.config)
        held: list[tuple[Entry, Appearing]] = []
        for ident in filter(entries.__contains__, map(str.strip, self.content)):
            self.env.note_dependency(str(corpus.record_path(ident)))
            here = appearing_of(self.config, ident).get(key)
            if here is not None:
                held.append((entries[ident], here))
        made: list[Node] = []
        quoted = [(entry, here) for entry, here in held if here.said]
        if quoted:
            made += [_heading("Quotations"), *(self._quotations(*each) for each in quoted)]
        if held:
            made += [_heading("Mentions"), *(self._mentions(*each) for each in held)]
        return made

    def _quotations(self, entry: Entry, here: Appearing) -> Node:
        part = _part(entry)
        part += [self._speech(entry, said) for said in here.said]
        return part

    def _speech(self, entry: Entry, said: SaidIn) -> Node:
        words = nodes.paragraph("", "", link("para", f"{entry.id}#{said.anchor}", visible(said.words), checked=True))
        to: list[Node] = []
        if said.quotation.addressee:
            name = visible(said.quotation.addressee)
            to = [nodes.Text(", to "), link(*said.addressee, name) if said.addressee else nodes.Text(name)]
        cue = [nodes.emphasis("", visible(said.cue)), *to, nodes.Text(" · ")] if said.cue else []
        by = _by((said.quotation.rule, said.quotation.confidence))
        source = nodes.paragraph("", "", *cue, nodes.Text(f"{said.quotation.kind} · "), *by, classes=["corpus-by"])
        return nodes.block_quote("", words, source, classes=["corpus-speech", f"corpus-{said.quotation.kind}"])

    def _mentions(self, entry: Entry, here: Appearing) -> Node:
        part = _part(entry)
        items = nodes.bullet_list("", classes=["corpus-passages"])
        items += [self._passage(entry, named) for named in here.named[:PASSAGES_PER_DOCUMENT]]
        part += items
        more = len(here.named) - PASSAGES_PER_DOCUMENT
        if more > 0:
            part += nodes.paragraph("", f"and {count(more, 'more passage')} of this document", classes=["corpus-by"])
        return part

    def _passage(self, entry: Entry, named: NamedIn) -> Node:
        words = [
            nodes.strong(text, text) if part.is_marked else nodes.Text(text)
            for part in named.words
            for text in [visible(part.text)]
        ]
        rules = dict.fromkeys((mention.rule, mention.confidence) for mention in named.mentions)
        by = nodes.inline("", "", *_by(*rules), classes=["corpus-by"])
        passage = link("para", f"{entry.id}#{named.anchor}", words, checked=True)
        return nodes.list_item("", nodes.paragraph("", "", passage, nodes.Text(" "), by))


class EntityList(SphinxDirective):
    """List entities of a kind, whose slugs are the content."""

    has_content = True
    required_arguments = 1

    def run(self) -> list[Node]:
        """Make a table with a row for each."""
        self.state.document["support_smartquotes"] = False
        kind = _kind(self.arguments[0])
        known = appearances_of(self.config)
        layout = layout_of(self.config)
        rows: list[list[list[Node]]] = []
        for slug in filter(lambda slug: (kind, slug) in known, self.content):
            found = known[kind, slug]
            # What the row says stands on the entity's page, too, which is written only when it changes.
            self.env.note_dependency(f"{layout.entity(kind, slug)}.md")
            name = nodes.paragraph("", "", link(kind, slug, visible(found.name)))
            described = about(found)
            cell: list[Node] = [name]
            if described:
                cell.append(nodes.paragraph("", visible(described), classes=["corpus-about"]))
            counts = (found.quotations, found.mentions, len(found.documents))
            numbers: list[list[Node]] = [[nodes.paragraph("", f"{number:,}" if number else "")] for number in counts]
            rows.append([cell, *numbers])
        if not rows:
            return [nodes.paragraph("", "None is named.")]
        return [_table(("Name", "Quotations", "Mentions", "Documents"), rows)]


def _table(heads: Iterable[str], rows: Iterable[list[list[Node]]]) -> nodes.table:
    titles = list(heads)
    group = nodes.tgroup("", cols=len(titles))
    group.extend(nodes.colspec("", colwidth=width) for width in (55, 15, 15, 15))
    head = nodes.row("", *(nodes.entry("", nodes.paragraph("", text)) for text in titles))
    body = nodes.tbody("", *(nodes.row("", *(nodes.entry("", *cell) for cell in row)) for row in rows))
    group += [nodes.thead("", head), body]
    return nodes.table("", group, classes=["corpus-entities", "no-search"])


def _heading(title: str) -> Node:
    return nodes.rubric("", title, **{"heading-level": 2})


def _part(entry: Entry) -> nodes.Element:
    """Begin what one document says, with its title, its publisher and its date."""
    said = " · ".join(filter(None, (entry.publisher, entry.date)))
    source = nodes.paragraph("", "", link("doc", entry.id, visible(entry.title)), classes=["corpus-source"])
    if said:
        source += [nodes.Text(" "), nodes.inline("", visible(said), classes=["corpus-by"])]
    return corpus_part("", source)


def _by(*rules: tuple[str, float]) -> Iterator[Node]:
    """Name rules, and say how sure each is."""
    for number, (rule, confidence) in enumerate(rules):
        if number:
            yield nodes.Text("; ")
        yield link("rule", rule)
        yield nodes.Text(f", {percent(confidence)} % sure")


def setup(app: Sphinx) -> None:
    """Register the directives in the corpus domain."""
    app.add_directive_to_domain("corpus", "entity", EntityEntry)
    app.add_directive_to_domain("corpus", "entities", EntityList)
