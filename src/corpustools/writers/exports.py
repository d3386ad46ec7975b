"""Exports: the forms in which documents of a corpus leave it, for other programs.

Each is a file for every document, or one for all of them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from corpustools.config import Config
from corpustools.model.document import Document
from corpustools.writers.chosen import ChosenBlock
from corpustools.writers.citation import Citation
from corpustools.writers.json_lines import json_line
from corpustools.writers.tables import MENTIONS, QUOTATIONS, csv_rows, mention_rows, quotation_rows
from corpustools.writers.tei import CORPUS_CLOSED, corpus_opened, tei, tei_in_corpus
from corpustools.writers.vertical import vertical

Write = Callable[[Document, Sequence[ChosenBlock], Citation, Config], str]


class Export(NamedTuple):
    """A form of export: its name for people, and the ending of its files.

    ``write`` writes a document into the file of all, between what ``opened`` and ``closed`` say; ``alone`` writes it as
    a file of its own.

    >>> EXPORTS["tei"].name, EXPORTS["tei"].ending
    ('TEI XML (P5)', 'xml')
    """

    name: str
    ending: str
    write: Write
    alone: Write
    opened: Callable[[Config], str] = lambda _: ""
    closed: str = ""


def _vertical(document: Document, chosen: Sequence[ChosenBlock], cited: Citation, _: Config) -> str:
    return vertical(document, chosen, cited)


def _table(columns: Sequence[str], rows: Callable[[Document, Sequence[ChosenBlock], Citation], str], of: str) -> Export:
    """Return the export of a table: its columns stand above the rows of all documents, or above those of each."""
    heads = csv_rows([columns])

    def write(document: Document, chosen: Sequence[ChosenBlock], cited: Citation, _: Config) -> str:
        return rows(document, chosen, cited)

    def alone(document: Document, chosen: Sequence[ChosenBlock], cited: Citation, _: Config) -> str:
        return heads + rows(document, chosen, cited)

    return Export(f"a table of {of}, as CSV", f"{of}.csv", write, alone, lambda _: heads)


EXPORTS: Mapping[str, Export] = {
    "tei": Export("TEI XML (P5)", "xml", tei_in_corpus, tei, corpus_opened, CORPUS_CLOSED),
    "vertical": Export("vertical text, one token a line, for Sketch Engine and the CWB", "vert", _vertical, _vertical),
    "jsonl": Export("JSON Lines, a document a line", "jsonl", json_line, json_line),
    "mentions": _table(MENTIONS, mention_rows, "mentions"),
    "quotations": _table(QUOTATIONS, quotation_rows, "quotations"),
}
"""The forms, by the names that the command line takes."""
