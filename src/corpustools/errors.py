"""What can go wrong, as one tree of exceptions, and the warnings a site build can give.

.. code-block:: text

    CorpusToolsError
    ├── ModelError            a value that breaks an invariant of the model (also a ValueError)
    ├── RegistryError         a rule that is not registered properly
    ├── ConfigError           corpus.toml says something that cannot be meant
    ├── CorpusNotFoundError   there is no corpus folder here or above
    ├── QueryError            a query or a choice of documents that cannot be meant (also a ValueError)
    ├── RecordError           a normalized/ID.json that cannot be read back
    ├── EngineError           a process for reading cannot be started
    └── UnreadableError       bytes that no reader can turn into text: the document goes to quarantine
"""

import errno
from collections.abc import Callable, Collection
from enum import StrEnum
from functools import partial
from typing import Self


class CorpusToolsError(Exception):
    """Base of every error that corpustools raises on purpose.

    >>> import corpustools
    >>> try:
    ...     corpustools.open_corpus("nowhere")
    ... except CorpusToolsError as error:
    ...     print(error)
    nowhere/corpus.toml: there is no such file; `corpustools init` makes one
    """


class ModelError(CorpusToolsError, ValueError):
    """A value breaks an invariant of the model; ``offset`` says where in the text as read.

    >>> import corpustools
    >>> try:
    ...     corpustools.Span(5, 5, "paragraph", rule="r")
    ... except ModelError as error:
    ...     print(error.offset, error)
    5 a span must hold at least one character, not 5:5
    """

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.offset = offset


class RegistryError(CorpusToolsError):
    """A rule was registered twice, lacks its documentation, or requires a label that needs itself.

    >>> from corpustools.registry import get
    >>> get("guess")
    Traceback (most recent call last):
    corpustools.errors.RegistryError: there is no rule called guess; `corpustools rules` lists them
    """


class ConfigError(CorpusToolsError):
    """``corpus.toml`` holds a key or a value that cannot be meant; the message names both and the file.

    >>> import corpustools
    >>> corpustools.Config.from_table({"titel": "Island news"})
    Traceback (most recent call last):
    corpustools.errors.ConfigError: there is no setting 'titel'; did you mean 'title'?
    """


class CorpusNotFoundError(CorpusToolsError):
    """Neither the folder nor any folder above it holds a ``corpus.toml``.

    >>> from pathlib import Path
    >>> import corpustools
    >>> corpustools.Corpus(Path("nowhere"), corpustools.Config()).names()
    Traceback (most recent call last):
    corpustools.errors.CorpusNotFoundError: nowhere/raw is missing; nothing was changed, put the folder back or make it
    """


class QueryError(CorpusToolsError, ValueError):
    """A query of the concordance, or a choice of what it searches, cannot be meant; the message says why.

    >>> import corpustools
    >>> corpustools.open_corpus("corpus").concordance("*")
    Traceback (most recent call last):
    corpustools.errors.QueryError: '*' begins or ends with a bare *; a query begins and ends with a word
    """


class RecordError(CorpusToolsError):
    """A stored record does not follow the schema or contradicts itself; ``offset`` says where.

    >>> import corpustools
    >>> corpustools.Document.from_json('{"schema": "corpustools/record/99"}')
    Traceback (most recent call last):
    corpustools.errors.RecordError: the schema is 'corpustools/record/99', not 'corpustools/record/1'
    """

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.offset = offset


class EngineError(CorpusToolsError):
    """Processes that documents are read in cannot be started, or are not such as this one.

    >>> from pathlib import Path
    >>> import corpustools, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     corpus = corpustools.Corpus.create(Path(folder))
    ...     with corpus.locked():
    ...         corpus.process()
    Traceback (most recent call last):
    corpustools.errors.EngineError: ...: this thread holds the lock of the corpus already; end that block first
    """


class UnreadableError(CorpusToolsError):
    """The bytes are not text that any reader understands.

    ``code`` is a stable word for programs, ``advice`` tells a person what to do about it.

    >>> error = UnreadableError("binary", "holds NUL bytes from byte 4 on", advice="convert it to text first")
    >>> error.code, str(error)
    ('binary', 'holds NUL bytes from byte 4 on; convert it to text first')
    """

    def __init__(self, code: str, reason: str, *, advice: str) -> None:
        super().__init__(f"{reason}; {advice}")
        self.code = code
        self.reason = reason
        self.advice = advice

    def __reduce__(self) -> tuple[Callable[..., Self], tuple[()]]:
        return partial(type(self), self.code, self.reason, advice=self.advice), ()


_OF_ONE_DOCUMENT = (UnreadableError, ModelError, QueryError, RecordError)
"""What a document, or a rule that fails on it, may be to blame for."""


def concerns_all(error: BaseException) -> bool:
    """Whether an error says something of the rules or of what is installed, and would be raised at any document.

    Of one document it says nothing. What Python cannot compile is one too, unless it is no file: a rule may have tried
    the words of a document.

    >>> concerns_all(ImportError("lxml")), concerns_all(RegistryError("a circle")), concerns_all(KeyError("Moscow"))
    (True, True, False)
    >>> try:
    ...     compile("(", "<a document>", "eval")
    ... except SyntaxError as error:
    ...     concerns_all(error)
    False
    """
    if isinstance(error, SyntaxError):
        return str(error.filename).endswith(".py")
    return isinstance(error, ImportError | CorpusToolsError) and not isinstance(error, _OF_ONE_DOCUMENT)


def did_you_mean(name: str, known: Collection[str], otherwise: str = "") -> str:
    """Say which of the names that are known somebody who wrote another one meant, or else ``otherwise``, or which are.

    >>> did_you_mean("titel", ["title", "url"]), did_you_mean("mood", ["title", "url"])
    ("did you mean 'title'?", 'there are title, url')
    """
    from difflib import get_close_matches  # where nothing is wrong nobody needs it

    near = get_close_matches(name, known, n=1)
    return f"did you mean {near[0]!r}?" if near else otherwise or f"there are {', '.join(known)}"


_NOT_ALLOWED = "check its permissions and those of its folder"
_IN_THE_WAY = "a file is where a folder has to be"
_ADVICE = {
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: "name a folder that can be written to",
    errno.ENOSPC: "make room on its disk",
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EEXIST: _IN_THE_WAY,
    errno.EISDIR: "a file has to be there",
}
"""What a person can do about what the system does not."""


def in_words(error: Exception) -> str:
    """Say of a file that cannot be read or written why, and what to do, in words that go on after its name.

    >>> try:
    ...     b"Caf\\xe9".decode()
    ... except UnicodeDecodeError as error:
    ...     in_words(error)
    'it is not UTF-8 (unexpected end of data at byte 3); save it as UTF-8'
    >>> in_words(PermissionError(13, "Permission denied", "names.csv")), in_words(ValueError("no name"))
    ('Permission denied; check its permissions and those of its folder', 'no name')
    >>> import tomllib
    >>> try:
    ...     tomllib.loads("title = Island news")
    ... except tomllib.TOMLDecodeError as error:
    ...     in_words(error)
    'it is no TOML: Invalid value (at line 1, column 9); texts stand in quotation marks, as in title = "Island news"'
    """
    from tomllib import TOMLDecodeError  # where nothing is wrong nobody needs it

    if isinstance(error, UnicodeDecodeError):
        return f"it is not UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8"
    if isinstance(error, TOMLDecodeError):
        # Next to always it is a text without them.
        quoted = '; texts stand in quotation marks, as in title = "Island news"' if "value" in str(error) else ""
        return f"it is no TOML: {error}{quoted}"
    if isinstance(error, OSError) and error.strerror:
        return "; ".join(filter(None, (error.strerror, _ADVICE.get(error.errno or 0))))
    return str(error)


class SiteWarning(StrEnum):
    """Subtypes of the warnings a Sphinx build gives; silence one with ``suppress_warnings = ["corpus.NAME"]``.

    >>> SiteWarning.QUARANTINE.value
    'quarantine'
    """

    QUARANTINE = "quarantine"
    """A raw document could not be read and has no page."""
    REFERENCE = "reference"
    """A ``{corpus:…}`` role names something the corpus does not hold."""
    QUOTATION = "quotation"
    """A page quotes words that the document does not have, or not in that passage."""
    RECORD = "record"
    """A page asks for a document whose record is missing."""
    EDITED = "edited"
    """A page of a document that somebody edited is not shown, since the texts of the corpus are not published."""
