"""Turn a folder of messy scraped documents into a corpus that people can read, search, cite and compute with.

>>> import corpustools
>>> page = corpustools.read("The town is quiet today, and nobody knows for how long.\\n\\nSubscribe")
>>> page.body
'The town is quiet today, and nobody knows for how long.'
>>> [block.label.value for block in page.blocks]
['paragraph', 'interface']
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpustools.config import Config
    from corpustools.corpus import Corpus, open_corpus
    from corpustools.errors import CorpusToolsError, UnreadableError
    from corpustools.labels.profiles import SourceProfile
    from corpustools.model.block import Block
    from corpustools.model.correction import Correction
    from corpustools.model.document import Document
    from corpustools.model.fact import Fact, Metadata
    from corpustools.model.known import KnownName
    from corpustools.model.mention import Mention, Quotation
    from corpustools.model.source import Source
    from corpustools.model.span import Label, Span
    from corpustools.model.view import View
    from corpustools.pipeline import read
    from corpustools.registry import Rule, rule
    from corpustools.search.concordance import Concordance
    from corpustools.search.subcorpus import Subcorpus
    from corpustools.writers.citation import Citation, cite

_HOMES = {
    "Block": "corpustools.model.block",
    "Citation": "corpustools.writers.citation",
    "Concordance": "corpustools.search.concordance",
    "Config": "corpustools.config",
    "Corpus": "corpustools.corpus",
    "CorpusToolsError": "corpustools.errors",
    "Correction": "corpustools.model.correction",
    "Document": "corpustools.model.document",
    "Fact": "corpustools.model.fact",
    "KnownName": "corpustools.model.known",
    "Label": "corpustools.model.span",
    "Mention": "corpustools.model.mention",
    "Metadata": "corpustools.model.fact",
    "Quotation": "corpustools.model.mention",
    "Rule": "corpustools.registry",
    "Source": "corpustools.model.source",
    "SourceProfile": "corpustools.labels.profiles",
    "Span": "corpustools.model.span",
    "Subcorpus": "corpustools.search.subcorpus",
    "UnreadableError": "corpustools.errors",
    "View": "corpustools.model.view",
    "cite": "corpustools.writers.citation",
    "open_corpus": "corpustools.corpus",
    "read": "corpustools.pipeline",
    "rule": "corpustools.registry",
}

__all__ = [
    "Block",
    "Citation",
    "Concordance",
    "Config",
    "Corpus",
    "CorpusToolsError",
    "Correction",
    "Document",
    "Fact",
    "KnownName",
    "Label",
    "Mention",
    "Metadata",
    "Quotation",
    "Rule",
    "Source",
    "SourceProfile",
    "Span",
    "Subcorpus",
    "UnreadableError",
    "View",
    "cite",
    "open_corpus",
    "read",
    "rule",
]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Import public names when they are first used, so that ``import corpustools`` itself costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'corpustools' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
