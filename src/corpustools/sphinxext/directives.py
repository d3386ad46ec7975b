"""Directives of generated pages: the apparatus of a document, the list of documents, the entry of a rule."""

from typing import ClassVar

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from corpustools import registry
from corpustools.errors import SiteWarning
from corpustools.sphinxext.depending import depend_on_corpus
from corpustools.sphinxext.domain import CorpusDomain
from corpustools.sphinxext.fired import Fired, corpus_fired, fired_parts
from corpustools.sphinxext.generated import Rows
from corpustools.sphinxext.models import model_entry
from corpustools.sphinxext.nodes import corpus_apparatus, corpus_details
from corpustools.sphinxext.opened import corpus_of, entries_of
from corpustools.sphinxext.pages import generated
from corpustools.sphinxext.part_nodes import corpus_parts

logger = logging.getLogger(__name__)


class Apparatus(SphinxDirective):
    """Show the facts, the source and the text as read of the document whose page this is.

    The content names the entities that the page links to, so that the page changes when they do.
    """

    has_content = True
    required_arguments = 1

    def run(self) -> list[Node]:
        """Make one node; it is rendered from the record when the page is written."""
        ident = self.arguments[0]
        corpus = corpus_of(self.config)
        if ident not in corpus:
            logger.warning(
                "the corpus holds no record of %r; a page is made for each document, not by hand",
                ident,
                location=self.get_location(),
                type="corpus",
                subtype=SiteWarning.RECORD.value,
            )
            return []
        self.env.note_dependency(str(corpus.record_path(ident)))
        # The title of the corpus and its rights stand on the page, too.
        self.env.note_dependency(str(corpus.root / "corpus.toml"))
        # Where passages are that had other anchors. Sphinx takes a file that is not there for one that has changed.
        if (redirects := corpus.redirects.path(ident)).is_file():
            self.env.note_dependency(str(redirects))
        return [corpus_apparatus("", document=ident)]


class DocumentList(SphinxDirective):
    """List documents, whose ids are the content, with what is known about each."""

    has_content = True

    def run(self) -> list[Node]:
        """Make a table with a row for each document."""
        # Titles and names of files on this page are data, as documents are.
        self.state.document["support_smartquotes"] = False
        corpus, entries = corpus_of(self.config), entries_of(self.config)
        rows = [entries[ident] for ident in self.content if ident in entries]
        for entry in rows:
            self.env.note_dependency(str(corpus.record_path(entry.id)))
        return [corpus_parts("", parts=(Rows(rows).table(entry.id for entry in rows),))]


class ListPage(SphinxDirective):
    """Show what a generated page of that name lists; ``made-from`` says what it lists, so that the page changes too."""

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {"made-from": directives.unchanged}

    def run(self) -> list[Node]:
        """Make one node."""
        # Titles and names of files on this page are data, as documents are.
        self.state.document["support_smartquotes"] = False
        page = generated(self.config).get(self.arguments[0])
        if page is None:
            raise self.error(f"no page is called {self.arguments[0]}; these pages are generated, not written")
        for ident in page.documents:
            self.env.note_dependency(str(corpus_of(self.config).record_path(ident)))
        return [corpus_parts("", parts=tuple(page.blocks()))]


class RuleEntry(SphinxDirective):
    """Describe one rule from the registry, and link to the passages named in the content (id and offset).

    With ``counted``, how often it fired, and where first, is what the corpus says.
    """

    has_content = True
    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {
        "fired": directives.nonnegative_int,
        "documents": directives.nonnegative_int,
        "counted": directives.flag,
    }

    def run(self) -> list[Node]:
        """Make the description, the examples and the links."""
        rule = registry.get(self.arguments[0])
        anchor = f"rule-{rule.name.replace('_', '-')}"
        target = nodes.target("", "", ids=[anchor])
        self.state.document.note_explicit_target(target)
        domain = self.env.domains["corpus"]
        assert isinstance(domain, CorpusDomain)
        domain.note_rule(rule.name, anchor)
        summary = nodes.paragraph("", "", *self.parse_inline(rule.summary)[0], classes=["corpus-rule-summary"])
        made: list[Node] = [target, summary, self._facts_of(rule)]
        made.extend(
            nodes.paragraph("", "", *self.parse_inline(" ".join(part.split()))[0]) for part in rule.why.split("\n\n")
        )
        made.extend(model_entry(rule.name))
        made.extend(self._more_about(rule))
        # Of two hundred rules the examples are most of the page.
        examples = corpus_details("", summary="Where it fires and where it abstains", kind="corpus-examples")
        for title, example in (("Fires", rule.fires), ("Abstains", rule.abstains)):
            examples += nodes.paragraph("", "", nodes.strong("", title))
            examples.extend(_example(example))
        made.append(examples)
        made.append(self._passages(rule))
        return made

    def _facts_of(self, rule: registry.Rule) -> Node:
        """Make the line that says what the rule assigns, how sure it is and since when there is one."""
        assigns = f"assigns {rule.label} · " if rule.label else ""
        # A verdict says by itself how sure it is.
        sure = (
            "each verdict has a confidence of its own" if rule.phase == "weigh" else f"confidence {rule.confidence:g}"
        )
        line = f"{assigns}{sure} · since {rule.since} · version {rule.version} · {rule.module}"
        return nodes.paragraph("", line, classes=["corpus-rule-facts"])

    def _more_about(self, rule: registry.Rule) -> list[Node]:
        """Make the line that leads to the pages of the site that say more about a rule, where it has any."""
        pages = self.config.corpus_rule_pages.get(rule.name, [])
        if not pages:
            return []
        links = " · ".join(f"{{doc}}`/{page}`" for page in pages)
        return [nodes.paragraph("", "", *self.parse_inline(f"More: {links}")[0])]

    def _passages(self, rule: registry.Rule) -> Node:
        """Make the list of links to where the rule fired; kept out of Sphinx's search, as documents are."""
        container = nodes.container(classes=["corpus-fired", "no-search"])
        if "counted" in self.options:
            depend_on_corpus(self.env)
            container += corpus_fired("", rule=rule.name)
            return container
        named = [line.strip().rpartition(" ") for line in self.content]
        passages = [(ident, int(offset)) for ident, _, offset in named if ident in entries_of(self.config)]
        for ident, _ in passages:
            self.env.note_dependency(str(corpus_of(self.config).record_path(ident)))
        fired = Fired(self.options.get("fired", 0), self.options.get("documents", 0), passages)
        container += corpus_parts("", parts=fired_parts(self.config, fired))
        return container


def _example(text: str) -> list[Node]:
    """Make a doctest block of the example, and paragraphs of the prose between."""
    made: list[Node] = []
    for part in text.split("\n\n"):
        if part.startswith(">>>"):
            # Nobody who looks for words looks for them in examples.
            made.append(nodes.literal_block(part, part, language="pycon", classes=["no-search"]))
        else:
            made.append(nodes.paragraph("", " ".join(part.split())))
    return made


def setup(app: Sphinx) -> None:
    """Register the directives in the corpus domain."""
    app.add_directive_to_domain("corpus", "apparatus", Apparatus)
    app.add_directive_to_domain("corpus", "documents", DocumentList)
    app.add_directive_to_domain("corpus", "page", ListPage)
    app.add_directive_to_domain("corpus", "rule-entry", RuleEntry)
