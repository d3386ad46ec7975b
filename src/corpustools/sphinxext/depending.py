"""Pages that say something of all documents: read again when the corpus is another one, and not when it was looked at.

The state of a corpus has stamps of its raw files, so that it changes where a file was only touched. What counts here is
what was made of the documents.
"""

from collections.abc import Set

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from corpustools.sphinxext.fired import is_filled_in
from corpustools.sphinxext.opened import standing_of
from corpustools.sphinxext.settled import is_put_off

_KEY = "corpus_made_from"


def depend_on_corpus(env: BuildEnvironment) -> None:
    """Have the page that is being read read again when any document, or a setting of the corpus, is another."""
    env.metadata[env.docname][_KEY] = standing_of(env.config)


def changed_pages(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Return the pages that were made from another corpus."""
    made = {docname: about[_KEY] for docname, about in env.metadata.items() if _KEY in about}
    if is_put_off(env) or not made:
        return []
    now = standing_of(env.config)
    others = (docname for docname, standing in made.items() if standing != now and docname in env.found_docs)
    return [docname for docname in others if not is_filled_in(env, docname)]


def setup(app: Sphinx) -> None:
    """Ask before each build which pages were made from another corpus."""
    app.connect("env-get-outdated", changed_pages)
