"""Giving the page of a document its shape: passages in the article, everything else beside it."""

import re
from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from corpustools.model.span import Label
from corpustools.sphinxext.nodes import corpus_apparatus, corpus_article, corpus_figure, corpus_layout
from corpustools.sphinxext.redirecting import former_anchors

TITLE_ANCHOR = "document"
"""The anchor of a page's title, where that is no passage."""

_ANCHOR = re.compile(r"p-[0-9a-f]{8}(?:-\d+)?")


class DocumentPage(SphinxTransform):
    """Turn anchor classes into ids, switch smart quotes off, and wrap article and apparatus.

    MyST can give a paragraph an id, but each such id becomes a label of the whole project: a corpus of
    100,000 documents would have a million. A class is local, and becomes the id here. It is the only one:
    an id made of a heading's words could be that of a receipt, or of the text as read.
    """

    default_priority = 400

    def apply(self, **kwargs: Any) -> None:
        """Shape the page, where it is that of a document."""
        apparatus = list(self.document.findall(corpus_apparatus))
        if not apparatus:
            return
        # Quotation marks and dashes of a document are data; Sphinx would make them "smart".
        self.document["support_smartquotes"] = False
        former = former_anchors(self.config, apparatus[0]["document"])
        for node in self.document.findall(nodes.Element):
            names: list[str] = node.get("classes", [])
            anchor = next((name for name in names if _ANCHOR.fullmatch(name)), None)
            if anchor is not None:
                names.remove(anchor)
                self._give_id(node, anchor, *former.get(anchor, ()))
            elif isinstance(node, nodes.section):
                self._give_id(node, TITLE_ANCHOR)
        self._wrap(apparatus)

    def _give_id(self, node: nodes.Element, *anchors: str) -> None:
        for old in node["ids"]:
            del self.document.ids[old]
        node["ids"] = [*anchors]
        self.document.ids.update(dict.fromkeys(anchors, node))

    def _wrap(self, apparatus: list[corpus_apparatus]) -> None:
        section = next(self.document.findall(nodes.section))
        for node in apparatus:
            node.parent.remove(node)
        place = section.first_child_matching_class(nodes.title)
        first = 0 if place is None else place + 1
        article = corpus_article("", *section.children[first:], document=apparatus[0]["document"])
        for parent in [article, *article.findall(nodes.section)]:
            parent[:] = _with_figures(parent.children)
        section.children[first:] = []
        section += corpus_layout("", article, *apparatus, document=apparatus[0]["document"])


OF_IMAGES = frozenset((Label.CAPTION, Label.CREDIT))
"""What is said of an image."""

_OF_IMAGES = {f"label-{label.value}" for label in OF_IMAGES}


def _with_figures(passages: list[nodes.Node]) -> list[nodes.Node]:
    """Put captions and credits that stand together into one figure."""
    made: list[nodes.Node] = []
    for of_image, held in groupby(passages, _is_of_image):
        together = list(held)
        made += [corpus_figure("", *together)] if of_image else together
    return made


def _is_of_image(node: nodes.Node) -> bool:
    return isinstance(node, nodes.paragraph) and not _OF_IMAGES.isdisjoint(node["classes"])


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(DocumentPage)
