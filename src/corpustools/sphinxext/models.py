"""What the entry of a learned model says beside what every rule's says: what it asks of a line, in words."""

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.nodes import Node

from corpustools.sphinxext.nodes import corpus_details

if TYPE_CHECKING:
    from corpustools.labels.inventory import Inventory

MODELS = frozenset({"line_model"})
"""The rules that are learned models."""

_NAMES = {"text": "plain text", "html": "HTML"}


def model_entry(name: str) -> list[Node]:
    """Make what the entry of a rule says of its parameters; nothing, where the rule is no model."""
    if name not in MODELS:
        return []
    from corpustools.labels.inventory import KINDS, inventory  # numpy, for one page of a site

    made: list[Node] = []
    for kind in KINDS:
        found = inventory(kind)
        made.append(nodes.paragraph("", "", nodes.Text(_summary(kind, found)), support_smartquotes=False))
        title = f"What it asks of a line of {_NAMES[kind]}: {len(found.features)} features, the weightiest first"
        made.append(corpus_details("", _features(found), summary=title))
    return made


def _summary(kind: str, found: "Inventory") -> str:
    """Say in a sentence how large a model is."""
    names = f" and {found.names:,} names of elements" if found.names else ""
    return (
        f"For {_NAMES[kind]} it has {found.trees[0]} and {found.trees[1]} trees, "
        f"and knows of {found.words:,} words{names} whether articles use them or what surrounds articles."
    )


def _features(found: "Inventory") -> nodes.bullet_list:
    items = nodes.bullet_list("", classes=["corpus-features"])
    for feature in found.features:
        words = feature.words + (", also of the two lines before and after it" if feature.of_neighbours else "")
        share = f"{100 * feature.share:.1f} %" if feature.share >= 0.001 else "less than 0.1 %"
        said = nodes.inline(share, share, classes=["corpus-share"])
        items += nodes.list_item("", nodes.paragraph("", "", nodes.Text(f"{words} "), said, support_smartquotes=False))
    return items
