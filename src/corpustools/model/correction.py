"""What people say of a document that is not in its file: where it was found, and what they correct."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from corpustools.errors import ModelError, did_you_mean
from corpustools.model.declaration import Declaration
from corpustools.model.fact import FIELDS
from corpustools.model.source import Source
from corpustools.model.span import BLOCK_LABELS

LABEL = "label"
"""What a correction corrects that is of a block; all else is a field."""

CORRECTABLE = (LABEL, *(name for name in FIELDS if not name.startswith(("image.", "related."))))
"""What can be corrected. Facts of one image or one teaser belong together, and no row says of which they are."""

_DECLARED = "correction "


@dataclass(frozen=True, slots=True)
class Correction:
    """The label of a block, or the value of a field, as a person says it is.

    ``what`` is ``label`` or the name of a field, ``value`` what it is: one of :data:`corpustools.model.span.Label`, a
    day in ISO 8601 where the field is one, otherwise words; empty where nothing should be known. ``words`` are those of
    the block whose label it is. ``why`` says what speaks for it ("the printed edition, page 3"), and ``stated_in`` the
    file and line where it stands.

    >>> Correction("label", "interface", "Reading time: 4 minutes").value
    'interface'

    Raises :class:`~corpustools.errors.ModelError` for what cannot be corrected, and for values that cannot be meant:

    >>> Correction("autor", "Jane Roe")
    Traceback (most recent call last):
    corpustools.errors.ModelError: 'autor' cannot be corrected; did you mean 'author'?
    >>> Correction("label", "button", "Reading time")
    Traceback (most recent call last):
    corpustools.errors.ModelError: 'button' is no label; the labels are headline, standfirst, byline, ...
    >>> Correction("date_published", "June 10, 2015")
    Traceback (most recent call last):
    corpustools.errors.ModelError: 'June 10, 2015' is no date; write it as 2015-06-10, 2015-06 or 2015
    """

    what: str
    value: str
    words: str = ""
    why: str = ""
    stated_in: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if fault := _fault_of(self):
            raise ModelError(fault)

    def declared_at(self, start: int) -> Declaration:
        """Return the declaration that is the receipt of a corrected fact, at ``start`` of what is given with a file.

        >>> Correction("author", "Jane Roe", why="the printed edition").declared_at(100)
        Declaration(name='correction author: the printed edition', value='Jane Roe', start=100, end=108)
        """
        why = f": {self.why}" if self.why else ""
        return Declaration(f"{_DECLARED}{self.what}{why}", self.value, start, start + len(self.value))


def _fault_of(correction: Correction) -> str | None:
    """Say what is wrong with a correction, if anything."""
    what, value = correction.what, correction.value
    if what not in CORRECTABLE:
        return f"{what!r} cannot be corrected; {did_you_mean(what, CORRECTABLE)}"
    if what == LABEL:
        if value not in BLOCK_LABELS:
            return f"{value!r} is no label; the labels are {', '.join(BLOCK_LABELS)}"
        return None if correction.words.split() else "a label needs the words of the block that it is of"
    if correction.words:
        return f"words say which block a label is of; {what} is of the whole document"
    if value != value.strip():
        return f"{value!r} begins or ends with white space"
    if value and FIELDS[what].says == "date" and not _is_day(value):
        return f"{value!r} is no date; write it as 2015-06-10, 2015-06 or 2015"
    if value and FIELDS[what].says == "language" and not _TAG.fullmatch(value):
        return f"{value!r} is no tag of a language; write it as en, pt-BR or zh-Hant"
    return None


_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")


def _is_day(value: str) -> bool:
    if not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return False
    return True


def field_corrected(declaration: Declaration) -> str | None:
    """Return the field that a declaration corrects, or ``None`` where it is none of a correction.

    >>> field_corrected(Declaration("correction author: the printed edition", "Jane Roe", 100, 108))
    'author'
    >>> field_corrected(Declaration("meta author", "Jane Roe", 10, 18)) is None
    True
    """
    if not declaration.name.startswith(_DECLARED):
        return None
    return declaration.name.removeprefix(_DECLARED).partition(": ")[0]


def why_corrected(declaration: Declaration) -> str:
    """Return what speaks for a correction, as far as its declaration says it.

    >>> why_corrected(Declaration("correction author: the printed edition", "Jane Roe", 100, 108))
    'the printed edition'
    """
    return declaration.name.partition(": ")[2]


def given_with(source: Source, retrieved: str | None, corrections: Iterable[Correction]) -> Iterator[Declaration]:
    """Yield what was given with a file: its address, when it was fetched, and the fields that are corrected.

    It is declared as if it stood below the file, at places that nothing in it has: a file has no more characters than
    bytes.

    >>> source = Source("0" * 64, 7, "text/plain", "utf-8", "utf_8", "valid UTF-8", url="https://island.example/")
    >>> for declaration in given_with(source, None, [Correction("author", "Jane Roe")]):
    ...     print(declaration.name, declaration.start, declaration.end)
    url 7 30
    correction author 30 38
    """
    start = source.size
    for name, said in (("url", source.url), ("retrieved", retrieved)):
        if said:
            yield Declaration(name, said, start, start + len(said))
            start += len(said)
    for correction in corrections:
        if correction.what != LABEL:
            declaration = correction.declared_at(start)
            yield declaration
            start = declaration.end
