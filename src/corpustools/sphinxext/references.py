"""References to objects of the corpus, as directives make them."""

from collections.abc import Sequence

from docutils import nodes
from docutils.nodes import Node
from sphinx import addnodes


def link(role: str, target: str, words: str | Sequence[Node] | None = None, *, checked: bool = False) -> Node:
    """Make a reference to an object of the corpus; the words are text, whatever is in them.

    ``checked`` says that whoever makes it knows that the passage is there.
    """
    if words is None or isinstance(words, str):
        text = target if words is None else words
        shown = nodes.inline(text, text, support_smartquotes=False)
    else:
        shown = nodes.inline("", "", *words, support_smartquotes=False)
    return addnodes.pending_xref(
        "",
        shown,
        refdomain="corpus",
        reftype=role,
        reftarget=target,
        refexplicit=words is not None,
        refwarn=True,
        corpus_checked=checked,
    )
