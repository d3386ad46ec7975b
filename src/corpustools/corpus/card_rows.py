"""The card of a corpus in words: parts with rows, as the page and the terminal show them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from corpustools.corpus.card import Card
from corpustools.search.texts import UNKNOWN

LISTED = 12
"""How many values of a kind are listed; the others are counted."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is said: its name, what is said of it, and the share from 0 to 1 that it is, where it is one."""

    name: str
    said: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that belong together, with what they have in common; ``key`` is what a directive calls them by.

    ``counted`` is one of what their numbers count; it is empty where they are no numbers, or say it themselves.

    >>> Part("languages", "Languages", (Row("en", "1"), Row("de", "1,200")), "document").rows[1].said
    '1,200'
    """

    key: str
    title: str
    rows: tuple[Row, ...]
    counted: str = ""

    def told(self, row: Row) -> str:
        """Return what a row says, with what it counts.

        >>> part = Part("languages", "Languages", (), "document")
        >>> part.told(Row("en", "1")), part.told(Row("de", "1,200"))
        ('1 document', '1,200 documents')
        """
        return f"{row.said} {self.counted}{'' if row.said == '1' else 's'}" if self.counted else row.said


def rows_of(card: Card) -> tuple[Part, ...]:
    """Put a card into words; a part of which there is nothing to say is left out.

    >>> from corpustools import open_corpus
    >>> from corpustools.corpus.card import card_of
    >>> parts = {part.key: part for part in rows_of(card_of(open_corpus("corpus")))}
    >>> parts["languages"].rows, "quarantined" in parts
    ((Row(name='en', said='1', share=1.0),), False)
    """
    return tuple(part for part in _parts(card) if part.rows)


def _parts(card: Card) -> Iterator[Part]:
    config = card.config
    stated = {
        "Version": config.version,
        "Published on": config.published,
        "Made by": ", ".join(config.creators),
        "About": ", ".join(config.keywords),
        "Published at": config.url,
        "Rights": config.rights,
        "License": config.license,
        "To be cited as": config.citation,
        "Funding": config.funding,
        "Contact": config.contact,
        "Read by": card.made_by,
    }
    yield Part("stated", "The corpus", tuple(Row(name, said) for name, said in stated.items() if said))
    aside = sum(row.characters for row in card.labels if not row.is_kept)
    characters = sum(row.characters for row in card.labels)
    sums = {
        "Documents": f"{card.documents:,}",
        "Words": f"{card.words:,}",
        "Tokens": f"{sum(card.tokens.values()):,}",
        "Set aside": f"{aside:,} of {characters:,} characters" if characters else "",
        "Raw files": f"{card.size:,} bytes",
        "Published": _period(card.dates),
        "Retrieved": _period(card.retrieved),
    }
    shares = {"Set aside": card.set_aside}
    yield Part("size", "What is in it", tuple(Row(name, said, shares.get(name)) for name, said in sums.items() if said))
    yield Part("languages", "Languages", tuple(_shares(card.languages, card.documents)), "document")
    # Of one language it would be said twice.
    tokens = tuple(_shares(card.tokens, sum(card.tokens.values()))) if len(card.tokens) > 1 else ()
    yield Part("tokens", "Tokens by language", tokens, "token")
    yield Part("publishers", "Publishers", tuple(_shares(card.publishers, card.documents)), "document")
    yield Part("hosts", "Hosts", tuple(_shares(card.hosts, card.documents)), "document")
    folders = {"raw/ itself" if name == "." else name: number for name, number in card.folders.items()}
    yield Part("folders", "Folders below raw/", tuple(_shares(folders, card.documents)), "document")
    yield Part("media-types", "Media types", tuple(_shares(card.media_types, card.documents)), "document")
    undated = {"undated": card.times.undated} if card.times.undated else {}
    yield Part("years", "Years", tuple(_counts({**card.times.periods, **undated}, card.documents)), "document")
    yield Part(
        "labels",
        "Labels",
        tuple(Row(row.label, f"{row.characters:,}", row.share) for row in card.labels),
        "character",
    )
    yield Part("repairs", "Repairs", tuple(_shares(card.repairs, sum(card.repairs.values()))), "time")
    blocks = sum(card.confidence)
    tenths = ((f"{at / 10:.1f} to {(at + 1) / 10:.1f}", number) for at, number in enumerate(card.confidence))
    yield Part("confidence", "Confidence", tuple(_counts(dict(tenths), blocks)) if blocks else (), "block")
    lacking = {name.replace("_", " "): number for name, number in card.missing.items() if number}
    yield Part("missing", "Not stated", tuple(_counts(lacking, card.documents)), "document")
    yield Part("quarantined", "Could not be read", tuple(Row(one.name, one.reason) for one in card.quarantined))
    alike = sum(len(group.others) for group in card.duplicates)
    groups = {"Groups": len(card.duplicates), "Documents that repeat another": alike}
    yield Part(
        "duplicates",
        "Near-duplicates",
        tuple(Row(name, f"{number:,}") for name, number in groups.items()) if alike else (),
    )
    yield Part("checksums", "Checksums", (Row("SHA-256 of SHA256SUMS", card.digest),))


def _period(ends: tuple[str, str] | None) -> str:
    return "" if ends is None else ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def _counts(numbers: Mapping[str, int], whole: int) -> Iterable[Row]:
    return (Row(name, f"{number:,}", number / whole if whole else None) for name, number in numbers.items())


def _shares(numbers: Mapping[str, int], whole: int) -> Iterator[Row]:
    """Yield a row for each of the commonest, one for how many others there are, and what is unknown."""
    known = {name: number for name, number in numbers.items() if name != UNKNOWN}
    names = list(known)
    yield from _counts({name: known[name] for name in names[:LISTED]}, whole)
    others = names[LISTED:]
    if others:
        number = sum(known[name] for name in others)
        yield from _counts({f"{len(others):,} others": number}, whole)
    # Where none is known the rows would say nothing.
    if known and UNKNOWN in numbers:
        yield from _counts({"not stated": numbers[UNKNOWN]}, whole)
