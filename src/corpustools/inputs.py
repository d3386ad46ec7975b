"""What a command is given: a corpus, a document of it, a file, or standard input."""

import os
import shlex
import sys
from pathlib import Path

from corpustools.config import Config
from corpustools.corpus import Corpus, open_corpus
from corpustools.corpus.documents import Maker
from corpustools.corpus.files import document_ids, media_type_of
from corpustools.errors import CorpusNotFoundError, CorpusToolsError, UnreadableError, did_you_mean
from corpustools.model.document import Document
from corpustools.pipeline import read


def corpus_at(folder: Path | None) -> Corpus:
    """Open the corpus in this folder, or the nearest one from here."""
    if folder is not None:
        return open_corpus(folder)
    found = Corpus.find(Path.cwd())
    # Told as seen from here, which is how a person would name it.
    return Corpus(Path(os.path.relpath(found.root)), found.config)


def document_of(file: str, folder: Path | None, media_type: str | None = None) -> Document:
    """Read a file or standard input, or take the document of this id.

    A file below the ``raw/`` of a corpus is read as that corpus reads it, to the same record. The ending of a file's
    name says what it is, or its beginning, where ``media_type`` does not.

    Raises :class:`~corpustools.errors.CorpusToolsError`, which names it, where there is no such thing, or where it
    cannot be read.

    >>> document_of("corpus/raw", None)
    Traceback (most recent call last):
    corpustools.errors.CorpusToolsError: corpus/raw is a folder, and no document has that id; name a file in it
    """
    try:
        return _document_of(file, folder, media_type)
    except UnreadableError as error:
        raise CorpusToolsError(f"{'standard input' if file == '-' else file}: {error}") from error


def _document_of(file: str, folder: Path | None, media_type: str | None) -> Document:
    if file == "-":
        data = sys.stdin.buffer.read()
        return read(data, media_type=media_type or media_type_of("", data), config=_settings(folder))
    path = Path(file)
    if path.exists() and not path.is_dir():
        home = _home_of(path, folder)
        if home is None:
            data = path.read_bytes()
            return read(data, media_type=media_type or media_type_of(path.name, data), config=_settings(folder))
        corpus, name = home
        # What is hidden or excluded there is no document, and has the id that it would have.
        ident = corpus.names().get(name) or document_ids([name])[name]
        return Maker(corpus.root, corpus.config).read(name, ident, media_type)[0]
    try:
        corpus = corpus_at(folder)
    except CorpusNotFoundError:
        if path.is_dir():
            raise _is_folder(file) from None
        raise CorpusToolsError(f"there is no file {file}, and no corpus here to look for such a document") from None
    if path.is_dir() and file not in corpus:
        raise _is_folder(file)
    if media_type is not None and file in corpus:
        raise CorpusToolsError(f"{file} is a document of {corpus.root} and was read; a media type is for files")
    return stored(corpus, file)


def _is_folder(file: str) -> CorpusToolsError:
    return CorpusToolsError(f"{file} is a folder, and no document has that id; name a file in it")


def _settings(folder: Path | None) -> Config | None:
    return None if folder is None else open_corpus(folder).config


def _home_of(path: Path, folder: Path | None) -> tuple[Corpus, str] | None:
    """Return the corpus in whose ``raw/`` a file is, and its name there; with ``folder``, no other corpus is meant."""
    path = path.parent.resolve() / path.name
    roots = [folder.resolve()] if folder else [each.parent for each in path.parents if each.name == "raw"]
    for root in roots:
        raw = root / "raw"
        if raw in path.parents and (root / "corpus.toml").is_file():
            return open_corpus(root), path.relative_to(raw).as_posix()
    return None


def stored(corpus: Corpus, ident: str) -> Document:
    """Return a document of the corpus, by its id or by one that it had; raises as :func:`known_id` does."""
    return corpus[known_id(corpus, ident)]


def known_id(corpus: Corpus, ident: str) -> str:
    """Return the id of a document of the corpus, given that or one that it had.

    Raises :class:`~corpustools.errors.CorpusToolsError`, which says what is there instead, where there is none.

    >>> known_id(open_corpus("corpus"), "000_fe9d5194648d3d1")
    Traceback (most recent call last):
    corpustools.errors.CorpusToolsError: there is no file or document 000_fe9d5194648d3d1 in corpus; did you mean ...
    """
    if ident in corpus:
        return ident
    if (corpus.quarantine / f"{ident}.json").is_file():
        raise CorpusToolsError(f"the document {ident} is in quarantine; `corpustools process` says why")
    now = corpus.redirects.document(ident, corpus.__contains__)
    if now is not None:
        return now
    if corpus.raw.is_dir() and ident in corpus.names().values():
        raise CorpusToolsError(f"the document {ident} was not read yet; {next_step(corpus)}")
    advice = did_you_mean(ident, corpus.ids, "`corpustools show` lists the documents" if corpus else next_step(corpus))
    raise CorpusToolsError(f"there is no file or document {ident} in {corpus.root}; {advice}")


def next_step(corpus: Corpus) -> str:
    """Say how a corpus comes to documents: by ``corpustools process``, for which something has to be in ``raw/``.

    >>> next_step(open_corpus("corpus"))
    '`corpustools process --corpus corpus` reads what is in corpus/raw'
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     next_step(Corpus.create(Path(folder)))
    'put files of text or HTML into ...raw and run `corpustools process --corpus ...`'
    """
    where = "" if corpus.root == Path() else f" --corpus {shlex.quote(str(corpus.root))}"
    command = f"`corpustools process{where}`"
    if corpus.raw.is_dir() and corpus.names():
        return f"{command} reads what is in {corpus.raw}"
    return f"put files of text or HTML into {corpus.raw} and run {command}"
