"""The corpus folder: raw documents, what was made of them, and the proof that the two agree."""

import os
from pathlib import Path

from corpustools.config import Config
from corpustools.corpus.folder import Corpus
from corpustools.corpus.processing import Report
from corpustools.corpus.verify import Problem, verify

__all__ = ["Corpus", "Problem", "Report", "open_corpus", "verify"]


def open_corpus(path: str | os.PathLike[str]) -> Corpus:
    """Open the corpus folder at ``path``; documents are read only when asked for.

    >>> [document.metadata.publisher for document in open_corpus("corpus")]
    ['Sputnik International']

    Raises :class:`~corpustools.errors.ConfigError` where the folder has no ``corpus.toml``:

    >>> open_corpus("nowhere")
    Traceback (most recent call last):
    corpustools.errors.ConfigError: nowhere/corpus.toml: there is no such file; `corpustools init` makes one
    """
    root = Path(path)
    return Corpus(root, Config.load(root / "corpus.toml"))
