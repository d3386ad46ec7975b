"""What documents tell, as tables: a row for each mention, or for each quotation, for spreadsheets and statistics."""

import csv
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from corpustools.model.document import Document
from corpustools.model.mention import Place
from corpustools.writers.chosen import ChosenBlock
from corpustools.writers.citation import Citation

_WHERE = ("document", "date", "publisher", "address")
_RECEIPT = ("start", "end", "rule", "confidence")
MENTIONS = (*_WHERE, "kind", "name", "words", "title", "identifier", "readings", *_RECEIPT)
"""The columns of the table of mentions; what is not known is empty."""
QUOTATIONS = (*_WHERE, "kind", "speaker", "words", "cue", "speaker_words", "addressee", *_RECEIPT)
"""The columns of the table of quotations."""


def mention_rows(document: Document, chosen: Sequence[ChosenBlock], cited: Citation) -> str:
    """Write a row of CSV for each mention in the chosen blocks, in the order of the text.

    ``name`` is the fullest name that the document has, ``words`` are those that stand there, ``readings`` what the
    words may name, with ``|`` between them. ``start`` and ``end`` are code points of the text as read.

    >>> import corpustools
    >>> from corpustools.writers.chosen import chosen_blocks
    >>> from corpustools.writers.citation import cite
    >>> page = corpustools.read("“No,” said Mayor Jane Roe. The town is quiet, and Roe knows why.", id="quiet")
    >>> print(mention_rows(page, chosen_blocks(page), cite(page)))
    quiet,,,#p-f49ae258,person,Jane Roe,Jane Roe,Mayor,,,17,25,person_after_title,0.97
    quiet,,,#p-f49ae258,person,Jane Roe,Roe,,,,50,53,part_of_name_again,0.92
    <BLANKLINE>
    """
    at = _Addresses(document, chosen, cited)
    return csv_rows(
        (
            *at.where(each.start),
            each.kind,
            each.name,
            document.words_at(each.start, each.end),
            _words(document, each.title),
            each.identifier,
            "|".join(each.readings),
            *(each.start, each.end, each.rule, each.confidence),
        )
        for each in document.mentions
        if at.has(each.start)
    )


def quotation_rows(document: Document, chosen: Sequence[ChosenBlock], cited: Citation) -> str:
    """Write a row of CSV for each quotation in the chosen blocks, in the order of the text.

    ``speaker`` is the fullest name that the document has, or the words for somebody without a name; ``cue`` is the word
    that says that somebody speaks, and ``speaker_words`` are those that stand beside it.

    >>> import corpustools
    >>> from corpustools.writers.chosen import chosen_blocks
    >>> from corpustools.writers.citation import cite
    >>> page = corpustools.read("“We never stopped hoping,” said Mayor Jane Roe.", id="quiet")
    >>> print(quotation_rows(page, chosen_blocks(page), cite(page)))
    quiet,,,#p-2802b696,direct,Jane Roe,"“We never stopped hoping,”",said,Jane Roe,,0,26,marked_by_cue,0.95
    <BLANKLINE>
    """
    at = _Addresses(document, chosen, cited)
    return csv_rows(
        (
            *at.where(each.start),
            each.kind,
            each.speaker,
            document.words_at(each.start, each.end),
            _words(document, each.cue),
            _words(document, each.speaker_at),
            each.addressee,
            *(each.start, each.end, each.rule, each.confidence),
        )
        for each in document.quotations
        if at.has(each.start)
    )


def csv_rows(rows: Iterable[Iterable[object]]) -> str:
    r"""Write rows as CSV.

    >>> csv_rows([("name", "words"), ("Jane Roe", "No, she said")])
    'name,words\nJane Roe,"No, she said"\n'
    """
    written = StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()


class _Addresses:
    """Where in a document something stands: in which of the chosen blocks, and at which address that is."""

    def __init__(self, document: Document, chosen: Sequence[ChosenBlock], cited: Citation) -> None:
        self._known = (document.id, cited.published, cited.publisher)
        self._address = cited.address or ""
        self._chosen = sorted(chosen, key=lambda one: one.block.start)
        self._starts = [one.block.start for one in self._chosen]

    def _block(self, start: int) -> ChosenBlock | None:
        place = bisect_right(self._starts, start) - 1
        found = self._chosen[place] if place >= 0 else None
        return found if found is not None and start < found.block.end else None

    def has(self, start: int) -> bool:
        """Whether a chosen block holds this character."""
        return self._block(start) is not None

    def where(self, start: int) -> Iterator[str | None]:
        """Yield which document it is, from when and by whom, and the address of the block."""
        yield from self._known
        found = self._block(start)
        yield f"{self._address}#{found.anchor}" if found else None


def _words(document: Document, place: Place | None) -> str | None:
    return None if place is None else document.words_at(*place)
