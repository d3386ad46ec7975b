"""What pages are made by, as digests: where one changes, what was made by it is made anew."""

import hashlib
from functools import cache
from importlib.resources import files

from corpustools.corpus import Corpus, state
from corpustools.corpus.entities import Entities


def fingerprint(corpus: Corpus, entities: Entities) -> str:
    """Return a digest of the code and settings that pages are made by, this room included, and of curated entities."""
    curated = hashlib.sha256(repr(entities.curated).encode("utf-8", "surrogatepass")).hexdigest()
    return state.fingerprint(corpus.config) + code_digest() + curated


@cache
def code_digest() -> str:
    """Return a digest of this room's code and templates."""
    digest = hashlib.sha256()
    room = files("corpustools.sphinxext")
    for item in sorted((*room.iterdir(), *room.joinpath("templates").iterdir()), key=lambda item: item.name):
        if item.name.endswith((".py", ".html")):
            digest.update(item.read_bytes())
    return digest.hexdigest()
