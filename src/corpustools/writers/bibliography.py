"""Citations in the formats that reference managers read: BibTeX and CSL-JSON."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from corpustools.model.record import json_bytes
from corpustools.writers.citation import MONTHS, Citation, Kind, date_numbers, line, text

# --- BibTeX ----------------------------------------------------------------------------------------------


def bibtex(cited: Citation) -> str:
    r"""Write an entry for BibTeX and biblatex.

    It is a ``misc``, which both know and which requires nothing. Names and titles stand in two pairs of braces:
    neither is taken apart, nor set in small letters. Fields that only biblatex knows BibTeX leaves alone.

    >>> print(bibtex(Citation("ferry", "page", "Rope & {Tar}", ("Jane Roe",), "The Daily", "2015-06", sha256="e3b0")))
    @misc{ferry,
      author = {{Jane Roe}},
      title = {{Rope \& \textbraceleft{}Tar\textbraceright{}}},
      howpublished = {The Daily},
      date = {2015-06},
      year = {2015},
      month = jun,
      note = {Document ferry. SHA-256 e3b0},
    }
    """
    numbers = date_numbers(cited.published or "")
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in cited.authors),
        "title": f"{{{_tex(cited.title)}}}",
        "howpublished": _tex(cited.publisher or ""),
        "date": "-".join(f"{number:02}" for number in numbers),
        "year": f"{numbers[0]:04}" if numbers else "",
        "month": MONTHS[numbers[1] - 1][:3].lower() if len(numbers) > 1 else "",
        "url": _plain_address(cited.original or cited.address),
        "urldate": cited.retrieved if cited.retrieved and date_numbers(cited.retrieved) else "",
        "language": _tex(cited.language or ""),
        "note": " ".join(filter(None, (_tex(_place(cited)), f"SHA-256 {cited.sha256}" if cited.sha256 else ""))),
    }
    rows = (f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n" for name, value in fields.items() if value)
    return f"@misc{{{cited.key},\n{''.join(rows)}}}"


def _place(cited: Citation) -> str:
    """Say in words where in the corpus it is."""
    inside = f"In {cited.corpus}, document {cited.id}" if cited.corpus else f"Document {cited.id}"
    passage = f", passage {cited.passage}" if cited.passage else ""
    address = f": {cited.address}" if cited.address and cited.original else ""
    return f"{inside}{passage}{address}."


# A brace counts for BibTeX though a backslash stands before it.
_TEX = {
    **{sign: f"\\{sign}" for sign in "&%$#_"},
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_TEX_SIGN = re.compile(f"[{re.escape(''.join(_TEX))}]")


@lru_cache(maxsize=1 << 10)
def _tex(words: str) -> str:
    return _TEX_SIGN.sub(lambda found: _TEX[found[0]], line(words))


_NOT_IN_ADDRESS = re.compile(r"[{}\\ ]")


def _plain_address(address: str) -> str:
    """Write an address so that neither BibTeX nor TeX finds a brace, a backslash or a space in it."""
    return _NOT_IN_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", line(address))


# --- CSL-JSON ----------------------------------------------------------------------------------------------

_TYPES: Mapping[Kind, str] = {"report": "article-newspaper", "page": "webpage", "document": "document"}

CslItem = dict[str, object]
"""An item of CSL-JSON, the data that citation processors and reference managers exchange."""


def csl_item(cited: Citation) -> CslItem:
    """Return a citation as an item of CSL-JSON, by the schema of CSL 1.0.2.

    Names are ``literal``: not taken apart. ``archive`` is the corpus, and ``archive_location`` the place in it.

    >>> csl_item(Citation("ferry", "report", "Rope", ("Jane Roe",), "The Daily", "2015-06", corpus="Island news"))
    {'id': 'ferry', 'type': 'article-newspaper', 'title': 'Rope', 'author': [{'literal': 'Jane Roe'}],
     'container-title': 'The Daily', 'issued': {'date-parts': [[2015, 6]]}, 'archive': 'Island news',
     'archive_location': 'ferry'}
    >>> csl_item(Citation("ferry", "document", "[The ferry is late]"))
    {'id': 'ferry', 'type': 'document', 'title': '[The ferry is late]', 'archive_location': 'ferry'}
    """
    item: CslItem = {"id": cited.key, "type": _TYPES[cited.kind], "title": cited.title}
    if cited.authors:
        item["author"] = [{"literal": name} for name in cited.authors]
    known = {
        "container-title": cited.publisher,
        "issued": _csl_date(cited.published),
        "accessed": _csl_date(cited.retrieved),
        "URL": cited.original or cited.address,
        "language": cited.language,
        "archive": cited.corpus,
        "archive_location": cited.address or (f"{cited.id}#{cited.passage}" if cited.passage else cited.id),
        "note": f"SHA-256: {cited.sha256}" if cited.sha256 else "",
    }
    shown = {name: _csl(value) for name, value in known.items()}
    return item | {name: value for name, value in shown.items() if value}


def _csl_date(date: str | None) -> CslItem | None:
    if date is None:
        return None
    numbers = date_numbers(date)
    return {"date-parts": [numbers]} if numbers else {"literal": date}


def _csl(value: object) -> object:
    return line(value) if isinstance(value, str) else value


# --- The formats -------------------------------------------------------------------------------------------


class Format(NamedTuple):
    """A format of citations: how many of them are written, the ending of a file of them, and its name for people."""

    write: Callable[[Iterable[Citation]], str]
    ending: str
    name: str


def _each(write: Callable[[Citation], str], between: str) -> Callable[[Iterable[Citation]], str]:
    return lambda cited: "".join(f"{between if place else ''}{write(one)}\n" for place, one in enumerate(cited))


def _csl_json(cited: Iterable[Citation]) -> str:
    return json_bytes([csl_item(one) for one in cited]).decode("utf-8")


FORMATS: Mapping[str, Format] = {
    "text": Format(_each(text, ""), "txt", "Text"),
    "bibtex": Format(_each(bibtex, "\n"), "bib", "BibTeX"),
    "csl-json": Format(_csl_json, "csl.json", "CSL-JSON"),
}
"""The formats, by the names that the command line takes."""
