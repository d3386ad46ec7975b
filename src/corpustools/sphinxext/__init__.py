"""The Sphinx extension: a corpus folder becomes pages of the site.

``extensions = ["corpustools.sphinxext"]`` and ``corpus_path`` are all that a ``conf.py`` needs.
"""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

import corpustools
from corpustools.sphinxext import (
    about,
    assets,
    citing,
    concordance,
    counting,
    depending,
    directives,
    domain,
    drawing,
    duplicates,
    entities,
    figures,
    fired,
    heads,
    inventory,
    lasting,
    listing,
    lost,
    made_by,
    made_links,
    marks,
    nodes,
    pages,
    part_nodes,
    policy,
    quoting,
    records,
    search,
    sequence,
    settled,
    tables,
    transforms,
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register every room of the extension; each knows its own events, nodes and settings."""
    app.setup_extension("myst_parser")
    rooms = (
        *(
            pages,
            records,
            domain,
            nodes,
            part_nodes,
            made_links,
            directives,
            entities,
            transforms,
            tables,
            marks,
            citing,
            heads,
        ),
        *(sequence, policy, assets, concordance, depending, counting, listing, quoting, drawing, figures, about),
        *(duplicates, fired, search, lost, settled, inventory, lasting),
    )
    for room in rooms:
        room.setup(app)
    return {
        "version": corpustools.__version__,
        # Pages that other code made are made anew.
        "env_version": int(made_by.code_digest()[:8], 16),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
