"""What a part of a corpus adds up to: documents over time, labels, names. What figures show is counted here."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from corpustools.corpus.entry import Entry
from corpustools.model.span import BLOCK_LABELS, KEPT, Label
from corpustools.search.choosing import Choice, chooser
from corpustools.search.dates import LENGTHS
from corpustools.search.texts import UNKNOWN, known_date
from corpustools.writers.page import EXPECTED


def choose(
    entries: Iterable[Entry],
    *,
    publisher: Choice = None,
    language: Choice = None,
    date: str | None = None,
    document: Choice = None,
    source: Choice = None,
) -> list[Entry]:
    """Return the documents that a choice means, as :meth:`corpustools.Corpus.subcorpus` does.

    >>> entries = [Entry("one", [], [], language="en", date="2015-06-10"), Entry("two", [], [])]
    >>> [entry.id for entry in choose(entries, language="en")], [entry.id for entry in choose(entries, date="unknown")]
    (['one'], ['two'])

    Raises :class:`~corpustools.errors.QueryError` for a date that cannot be meant.
    """
    if publisher is language is date is document is source is None:
        return list(entries)  # as nearly all figures ask
    fits = chooser(publisher=publisher, language=language, date=date, document=document, source=source)
    return [
        entry
        for entry in entries
        if fits(entry.id, entry.publisher or UNKNOWN, entry.language or UNKNOWN, known_date(entry.date), entry.name)
    ]


@dataclass(frozen=True, slots=True)
class Times:
    """How many documents each period has, in order; how many are ``undated``, and how many name the year alone.

    ``year_only`` is empty where years are counted.
    """

    periods: Mapping[str, int]
    undated: int = 0
    year_only: int = 0


def over_time(entries: Iterable[Entry], by: Literal["year", "month"] = "year") -> Times:
    """Count documents by the ``year`` or ``month`` in which they were published.

    >>> entries = [Entry(date, [], [], date=date) for date in ("2015-06-10", "2015-06", "2015", "soon")]
    >>> over_time(entries)
    Times(periods={'2015': 3}, undated=1, year_only=0)
    >>> over_time(entries, "month")
    Times(periods={'2015-06': 2}, undated=1, year_only=1)
    """
    dates = [known_date(entry.date) for entry in entries]
    length = LENGTHS[by]
    dated = [date for date in dates if date != UNKNOWN]
    periods = Counter(date[:length] for date in dated if len(date) >= length)
    return Times(
        {period: periods[period] for period in sorted(periods)}, len(dates) - len(dated), len(dated) - periods.total()
    )


@dataclass(frozen=True, slots=True)
class LabelCount:
    """What has one label: how many blocks and characters of the text as read, and their share of all of these.

    >>> LabelCount(Label.RELATED, blocks=1, characters=10, share=0.25).is_kept
    False
    """

    label: Label
    blocks: int
    characters: int
    share: float

    @property
    def is_kept(self) -> bool:
        """Whether the reading text shows it."""
        return self.label in KEPT


def by_label(entries: Iterable[Entry]) -> tuple[LabelCount, ...]:
    """Count what each label has, those that the reading text shows first, in the order of
    :class:`~corpustools.model.span.Label`.

    >>> entry = Entry("one", [], [], labels={"related": 1, "paragraph": 2}, characters={"related": 10, "paragraph": 30})
    >>> [(row.label.value, row.blocks, row.characters, row.share, row.is_kept) for row in by_label([entry])]
    [('paragraph', 2, 30, 0.75, True), ('related', 1, 10, 0.25, False)]
    """
    blocks: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    for entry in entries:
        # Counter.update takes five times as long for the few labels of a document.
        for name, number in entry.labels.items():
            blocks[name] += number
        for name, number in entry.characters.items():
            characters[name] += number
    whole = characters.total() or 1
    return tuple(
        LabelCount(label, blocks[label.value], characters[label.value], characters[label.value] / whole)
        for label in BLOCK_LABELS
        if blocks[label.value]
    )


ASKED = (*EXPECTED, "canonical_url", "rights")
"""The fields of which it is said how many documents lack them: those that each page says it lacks; the address, by
which whoever cites one would find it elsewhere; and who has the rights."""


def missing(entries: Iterable[Entry]) -> dict[str, int]:
    """Count the documents that do not state a field.

    >>> missing([Entry("one", [], [], stated=["headline", "language"])])["author"]
    1
    """
    stated: Counter[str] = Counter()
    asked = frozenset(ASKED)
    documents = 0
    for entry in entries:
        documents += 1
        for name in asked.intersection(entry.stated):
            stated[name] += 1
    return {name: documents - stated[name] for name in ASKED}
