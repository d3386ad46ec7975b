"""What a document says of people, organizations, places and times, and who speaks in it, as its page shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from corpustools.model.document import Document
from corpustools.model.mention import ENTITY_KINDS, Mention, MentionKind, Quotation
from corpustools.model.tiling import first_words
from corpustools.model.withheld import OMISSION
from corpustools.writers.cuts import Mark


class Form(NamedTuple):
    """Words that name something by one rule, as surely; ``keys`` stand for each place where they do."""

    words: str
    rule: str
    confidence: float
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name that a document has for somebody or something, by what words, and what it says that a person is.

    >>> full, short = Form("Jane Roe", "full_name", 0.9, ("m0",)), Form("Roe", "surname_again", 0.7, ("m1", "m4"))
    >>> row = NameRow("person", "Jane Roe", (full, short))
    >>> row.mentions, row.sure
    (3, (0.7, 0.9))
    """

    kind: MentionKind
    name: str
    forms: tuple[Form, ...]
    titles: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()

    @property
    def mentions(self) -> int:
        """How often it is mentioned."""
        return sum(len(form.keys) for form in self.forms)

    @property
    def sure(self) -> tuple[float, float]:
        """How sure the least and the most sure of its mentions are."""
        found = [form.confidence for form in self.forms]
        return min(found), max(found)


class SpeechRow(NamedTuple):
    """A quotation with its first words, and the kinds of its speaker's and its addressee's names, if they have any."""

    key: str
    words: str
    quotation: Quotation
    cue: str
    speaker_kind: MentionKind | None
    addressee_kind: MentionKind | None


@dataclass(frozen=True, slots=True)
class Told:
    """Names by their kind, in the order of their first mention, and quotations in order."""

    names: dict[MentionKind, tuple[NameRow, ...]]
    speech: tuple[SpeechRow, ...]


_SPEECH = 160
"""How many characters of a quotation the panel shows."""

_TITLE = 160
"""How many characters of a name or a title it shows."""


def told(document: Document) -> Told:
    """Arrange what a document tells.

    >>> import corpustools
    >>> page = corpustools.read("“It is quiet in Prague,” said Mayor Jane Roe. Roe lives there.")
    >>> found = told(page)
    >>> [(row.name, row.titles, [(form.words, form.keys) for form in row.forms]) for row in found.names["person"]]
    [('Jane Roe', ('Mayor',), [('Jane Roe', ('m1',)), ('Roe', ('m2',))])]
    >>> [(row.key, row.words, row.quotation.speaker, row.speaker_kind, row.cue) for row in found.speech]
    [('q0', '“It is quiet in Prague,”', 'Jane Roe', 'person', 'said')]
    """
    rows: dict[tuple[MentionKind, str], list[tuple[str, Mention]]] = {}
    for number, mention in enumerate(document.mentions):
        rows.setdefault((mention.kind, mention.name), []).append((f"m{number}", mention))
    names: dict[MentionKind, list[NameRow]] = {}
    for (kind, name), found in rows.items():
        names.setdefault(kind, []).append(_row(document, kind, name, found))
    known = {name: kind for kind, name in reversed(rows) if kind in ENTITY_KINDS}
    speech = tuple(
        SpeechRow(
            f"q{number}",
            first_words(spoken(document, quotation, _SPEECH), _SPEECH) or OMISSION,
            quotation,
            first_words(document.words_at(*quotation.cue)) if quotation.cue else "",
            known.get(quotation.speaker or ""),
            known.get(quotation.addressee or ""),
        )
        for number, quotation in enumerate(document.quotations)
    )
    return Told({kind: tuple(named) for kind, named in names.items()}, speech)


def _row(document: Document, kind: MentionKind, name: str, found: list[tuple[str, Mention]]) -> NameRow:
    forms: dict[tuple[str, str, float], list[str]] = {}
    for key, mention in found:
        words = first_words(document.words_at(mention.start, mention.end), _TITLE) or OMISSION
        forms.setdefault((words, mention.rule, mention.confidence), []).append(key)
    titles = (document.words_at(*mention.title) for _, mention in found if mention.title)
    return NameRow(
        kind,
        name,
        tuple(Form(*form, tuple(keys)) for form, keys in forms.items()),
        tuple(dict.fromkeys(first_words(title, _TITLE) for title in titles)),
        tuple(dict.fromkeys(reading for _, mention in found for reading in mention.readings)),
    )


def marks(document: Document) -> list[Mark]:
    """Return where mentions and quotations are in the text as read, each with its key.

    >>> import corpustools
    >>> marks(corpustools.read("“It is quiet in Prague,” said Jane Roe."))
    [Mark(start=0, end=24, key='q0'), Mark(start=16, end=22, key='m0'), Mark(start=30, end=38, key='m1')]
    """
    found = [Mark(mention.start, mention.end, f"m{number}") for number, mention in enumerate(document.mentions)]
    found += [Mark(said.start, said.end, f"q{number}") for number, said in enumerate(document.quotations)]
    return sorted(found)


def spoken(document: Document, quotation: Quotation, length: int | None = None) -> str:
    """Return the words of a quotation: of several paragraphs each, without what was set aside between them.

    With ``length`` no more paragraphs are taken than make that many characters.

    >>> import corpustools
    >>> page = corpustools.read("“It is quiet,” said Jane Roe.")
    >>> spoken(page, page.quotations[0])
    '“It is quiet,”'
    """
    parts: list[str] = []
    for part in _kept(document, quotation):
        parts.append(part)
        if length is not None and sum(map(len, parts)) > length:
            break
    return " ".join(parts)


def _kept(document: Document, quotation: Quotation) -> Iterator[str]:
    for block in document.within(quotation.start, quotation.end):
        if block.is_kept:
            view = document.reading(block)
            place = view.shown(quotation.start, quotation.end)
            if place is not None:
                yield view.text[slice(*place)]
