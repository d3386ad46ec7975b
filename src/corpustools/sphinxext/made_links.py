"""Links that people write to generated pages, of which Sphinx knows nothing where they are made from records."""

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config as SphinxConfig
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join

from corpustools.sphinxext.layout import layout_of
from corpustools.sphinxext.opened import entries_of
from corpustools.sphinxext.pages import generated
from corpustools.text.characters import in_a_line


class GeneratedPages(SphinxPostTransform):
    """Hand what leads to such a page to the domain of the corpus, whichever way the page is made.

    That is ``{doc}`` with the name of the page, and in Markdown a link to its file, with or without an anchor.
    """

    # Before MyST and Sphinx resolve what they know.
    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        """Go through the references of the page."""
        here = self.env.current_document.docname
        for node in list(self.document.findall(addnodes.pending_xref)):
            domain, kind = str(node.get("refdomain") or ""), str(node["reftype"])
            if (domain, kind) in {("std", "doc"), ("doc", "myst"), ("", "myst")}:
                target, _, anchor = node["reftarget"].partition("#")
                # MyST gives the names of files that are there from the root.
                name = target if domain == "doc" else docname_join(here, target.removesuffix(".md"))
                self._hand_over(node, name, node.get("reftargetid") or anchor)

    def _hand_over(self, node: addnodes.pending_xref, name: str, anchor: str) -> None:
        ident = name.removeprefix(layout_of(self.config).document(""))
        is_document = ident != name
        title = title_of(self.config, name)
        if title is not None:
            words = node[0].children if node.get("refexplicit") else [nodes.Text(title)]
            classes = ["doc"] if node["refdomain"] == "std" else ["std", "std-doc"]
            node[:] = [nodes.inline("", "", *words, classes=classes)]
            kind, target = ("para", ident) if is_document and anchor else ("page", name)
            target = f"{target}#{anchor}" if anchor else target
            node.attributes |= {"refdomain": "corpus", "reftype": kind, "reftarget": target, "refexplicit": True}


def title_of(config: SphinxConfig, name: str) -> str | None:
    """Return the title of a generated page; nothing, where there is none of that name."""
    ident = name.removeprefix(layout_of(config).document(""))
    if ident != name:
        entry = entries_of(config).get(ident)
        return None if entry is None else in_a_line(entry.title)
    page = generated(config).get(name)
    return None if page is None else page.title


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(GeneratedPages)
