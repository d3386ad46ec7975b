"""The directive for a quotation from a document that stands by itself, checked against what the document says."""

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from corpustools.sphinxext.domain import checked_quotation
from corpustools.sphinxext.opened import corpus_of, entries_of
from corpustools.sphinxext.references import link
from corpustools.text.characters import visible


class Quote(SphinxDirective):
    """Quote a document, named by its id or by ``ID#ANCHOR``; the content is what it says."""

    has_content = True
    required_arguments = 1

    def run(self) -> list[Node]:
        """Make a quotation, and a line that says where it is from and leads there."""
        target = self.arguments[0]
        ident = target.partition("#")[0]
        self.env.note_dependency(str(corpus_of(self.config).record_path(ident)))
        quotation = nodes.block_quote("", classes=["corpus-quote"])
        # Words of a document stay words, but for the paragraphs that they are in.
        paragraphs = " \n".join(self.content).split(" \n \n")
        texts = [" ".join(text.split()) for text in paragraphs if text.strip()]
        for text in texts:
            quotation += nodes.paragraph("", "", nodes.inline(text, text, support_smartquotes=False))
        found = checked_quotation(self.env, " […] ".join(texts), target, self.get_location())
        entry = entries_of(self.config).get(ident)
        said = ", ".join(filter(None, (entry.publisher, entry.date))) if entry else ""
        source = nodes.attribution("", "", link("para", found, visible(entry.title) if entry else ident))
        if said:
            source += nodes.inline("", f", {visible(said)}", support_smartquotes=False)
        quotation += source
        return [quotation]


def setup(app: Sphinx) -> None:
    """Register the directive in the corpus domain."""
    app.add_directive_to_domain("corpus", "quote", Quote)
