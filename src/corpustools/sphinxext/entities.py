"""Directives that show entities on any page: where one is named and what it said, and who there is."""

from typing import cast

from docutils.nodes import Node
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from corpustools.model.mention import ENTITY_KINDS, MentionKind
from corpustools.sphinxext.entity_pages import entities_table
from corpustools.sphinxext.entity_parts import entity_parts
from corpustools.sphinxext.opened import appearances_of, appearing_of, corpus_of, entries_of
from corpustools.sphinxext.part_nodes import corpus_parts
from corpustools.writers.appearing import Key


def _kind(argument: str) -> MentionKind:
    return cast(MentionKind, directives.choice(argument, ENTITY_KINDS))


class EntityEntry(SphinxDirective):
    """Show what documents, whose ids are the content, quote from an entity, and where they name it."""

    has_content = True
    required_arguments = 2

    def run(self) -> list[Node]:
        """Make a part for quotations and one for mentions, by document."""
        self.state.document["support_smartquotes"] = False
        key: Key = (_kind(self.arguments[0]), self.arguments[1])
        if key not in appearances_of(self.config):
            raise self.error(f"no document names a {key[0]} {key[1]!r}; `corpustools entities` lists whom they name")
        corpus, entries = corpus_of(self.config), entries_of(self.config)
        idents = [ident for ident in map(str.strip, self.content) if ident in entries]
        for ident in idents:
            self.env.note_dependency(str(corpus.record_path(ident)))
        held = (entries[ident] for ident in idents)
        return [corpus_parts("", parts=tuple(entity_parts(key, held, lambda ident: appearing_of(self.config, ident))))]


class EntityList(SphinxDirective):
    """List entities of a kind, whose slugs are the content."""

    has_content = True
    required_arguments = 1

    def run(self) -> list[Node]:
        """Make a table with a row for each."""
        self.state.document["support_smartquotes"] = False
        kind = _kind(self.arguments[0])
        self.env.note_dependency(str(corpus_of(self.config).state_file))
        known = appearances_of(self.config)
        found = (known[kind, slug] for slug in self.content if (kind, slug) in known)
        return [corpus_parts("", parts=(entities_table(found),))]


def setup(app: Sphinx) -> None:
    """Register the directives in the corpus domain."""
    app.add_directive_to_domain("corpus", "entity", EntityEntry)
    app.add_directive_to_domain("corpus", "entities", EntityList)
