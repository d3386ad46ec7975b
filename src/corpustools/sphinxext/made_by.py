"""What pages are made by, as digests: where one changes, what was made by it is made anew."""

import hashlib
from functools import cache
from importlib.resources import files

from corpustools.config import Config
from corpustools.corpus import Corpus, state
from corpustools.corpus.entities import Entities


def fingerprint(corpus: Corpus, entities: Entities) -> str:
    """Return a digest of the code and settings that pages are made by, this room included, and of curated entities."""
    curated = hashlib.sha256(repr(entities.curated).encode("utf-8", "surrogatepass")).hexdigest()
    return of_settings(corpus.config) + code_digest() + curated


def of_settings(config: Config) -> str:
    """Return a digest of all settings, and of the code and the rules that documents are read by."""
    return hashlib.sha256(repr((config, state.fingerprint(config))).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def code_digest() -> str:
    """Return a digest of this room's code and templates."""
    digest = hashlib.sha256()
    room = files("corpustools.sphinxext")
    for item in sorted((*room.iterdir(), *room.joinpath("templates").iterdir()), key=lambda item: item.name):
        if item.name.endswith((".py", ".html")):
            digest.update(item.read_bytes())
    return digest.hexdigest()
