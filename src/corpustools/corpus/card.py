"""The card of a corpus: what is in it, where it came from, what was done to it, and what is missing.

It answers what T. Gebru et al., "Datasheets for Datasets", *Communications of the ACM* 64.12 (2021), ask of a data set,
as far as the corpus itself can tell; the rest is for ``corpus.toml`` to say.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import corpustools
from corpustools.config import Config
from corpustools.corpus.counts import LabelCount, Times, by_label, missing, over_time
from corpustools.corpus.duplicates import duplicates_of
from corpustools.corpus.entry import Entry
from corpustools.registry import rules
from corpustools.search.duplicates import DuplicateGroup
from corpustools.search.texts import UNKNOWN, known_date
from corpustools.writers.linked_data import settings_data

if TYPE_CHECKING:
    from corpustools.corpus.folder import Corpus


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A raw file that could not be read: its path below ``raw/``, a word for programs, and why."""

    name: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Card:
    """What can be said of a corpus in numbers, beside what its settings say.

    ``words`` are those of the reading texts, and ``tokens`` those that the concordance searches and counts there, by
    language: in a script without spaces between words each letter is a token, and every two are a word. ``size`` is
    that of the raw files in bytes. Counters give a number of
    documents, ``unknown`` where they do not say; ``repairs`` gives for each rule how often it fired, and
    ``confidence`` how many blocks were decided with a confidence of 0 to 0.1, to 0.2 and so on. ``dates`` and
    ``retrieved`` are the first and the last that are known. ``digest`` is the SHA-256 of :attr:`checksums`.

    >>> from corpustools import open_corpus
    >>> card = card_of(open_corpus("corpus"))
    >>> card.documents, card.words, card.media_types, card.missing["author"]
    (1, 281, {'text/plain': 1}, 1)
    """

    config: Config
    documents: int
    words: int
    tokens: Mapping[str, int]
    size: int
    languages: Mapping[str, int]
    publishers: Mapping[str, int]
    media_types: Mapping[str, int]
    folders: Mapping[str, int]
    hosts: Mapping[str, int]
    dates: tuple[str, str] | None
    times: Times
    retrieved: tuple[str, str] | None
    labels: tuple[LabelCount, ...]
    repairs: Mapping[str, int]
    confidence: tuple[int, ...]
    missing: Mapping[str, int]
    quarantined: tuple[Quarantined, ...]
    duplicates: tuple[DuplicateGroup, ...]
    checksums: str
    digest: str
    made_by: str

    @property
    def set_aside(self) -> float:
        """The share of the characters that was set aside, from 0 to 1.

        >>> from corpustools import open_corpus
        >>> round(card_of(open_corpus("corpus")).set_aside, 2)
        0.23
        """
        return sum(row.share for row in self.labels if not row.is_kept)


def card_of(corpus: "Corpus") -> Card:
    """Describe a corpus as it was last processed.

    >>> from corpustools import open_corpus
    >>> card = card_of(open_corpus("corpus"))
    >>> card.tokens
    {'en': 281}
    >>> card.documents, card.publishers, card.missing["date_published"], len(card.quarantined)
    (1, {'Sputnik International': 1}, 1, 0)
    >>> round(card.set_aside, 2), sum(card.confidence)
    (0.23, 24)
    """
    entries = list(corpus.summaries())
    repairing = {rule.name for rule in rules("repair")}
    repairs: Counter[str] = Counter()
    confidence = [0] * 10
    for entry in entries:
        fired = entry.fired.value
        for name in repairing.intersection(fired):
            repairs[name] += fired[name][0]
        confidence = [one + other for one, other in zip(confidence, entry.confidence, strict=True)]
    sums = checksums(entries)
    return Card(
        config=corpus.config,
        documents=len(entries),
        words=sum(entry.words for entry in entries),
        tokens=_tokens(entries),
        size=sum(entry.size for entry in entries),
        languages=_counted(entry.language for entry in entries),
        publishers=_counted(entry.publisher for entry in entries),
        media_types=_counted(entry.media_type for entry in entries),
        folders=_counted(entry.name.rpartition("/")[0] or "." for entry in entries),
        hosts=_counted(_host(entry.address) for entry in entries),
        dates=_ends(entry.date for entry in entries),
        times=over_time(entries),
        retrieved=_ends(entry.retrieved for entry in entries),
        labels=by_label(entries),
        repairs={name: repairs[name] for name in sorted(repairs, key=lambda name: (-repairs[name], name))},
        confidence=tuple(confidence),
        missing=missing(entries),
        quarantined=tuple(_quarantined(corpus)),
        duplicates=duplicates_of(corpus),
        checksums=sums,
        digest=hashlib.sha256(sums.encode("utf-8", "surrogateescape")).hexdigest(),
        made_by=f"corpustools {corpustools.__version__}",
    )


def checksums(entries: Iterable[Entry]) -> str:
    """List the SHA-256 of every raw file that was read, as ``sha256sum`` does: it can check them in the corpus folder.

    >>> checksums([Entry("b", [], [], name="b.txt", sha256="00"), Entry("a", [], [], name="a\\nc.txt", sha256="ff")])
    '\\\\ff  raw/a\\\\nc.txt\\n00  raw/b.txt\\n'
    """
    return "".join(_checksum(entry.sha256, f"raw/{entry.name}") for entry in sorted(entries, key=lambda one: one.name))


def _checksum(digest: str, name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{chr(92) if escaped != name else ''}{digest}  {escaped}\n"


def _counted(values: Iterable[str | None]) -> dict[str, int]:
    """Count values, the commonest first and of equal ones the first by letters; what is unknown last."""
    counts = Counter(value or UNKNOWN for value in values)
    return {
        value: counts[value] for value in sorted(counts, key=lambda value: (value == UNKNOWN, -counts[value], value))
    }


def _tokens(entries: Iterable[Entry]) -> dict[str, int]:
    """Count the tokens of each language, in the order of the languages' documents."""
    tokens: Counter[str] = Counter()
    for entry in entries:
        tokens[entry.language or UNKNOWN] += entry.tokens
    return {language: tokens[language] for language in _counted(entry.language for entry in entries)}


def _host(address: str | None) -> str | None:
    try:
        return urlsplit(address or "").hostname
    except ValueError:
        return None


def _ends(dates: Iterable[str | None]) -> tuple[str, str] | None:
    known = sorted(date for date in map(known_date, dates) if date != UNKNOWN)
    return (known[0], known[-1]) if known else None


def _quarantined(corpus: "Corpus") -> Iterable[Quarantined]:
    for path in sorted(corpus.quarantine.glob("*.json")):
        note = json.loads(path.read_bytes())
        yield Quarantined(note["name"], note["code"], f"{note['reason']}; {note['advice']}")


def json_ld(card: Card) -> dict[str, Any]:
    """Write a card as a schema.org ``Dataset``: what of it schema.org has no word for is under ``additionalProperty``.

    >>> from corpustools import open_corpus
    >>> made = json_ld(card_of(open_corpus("corpus")))
    >>> made["@type"], made["name"], made["inLanguage"], made["distribution"]["sha256"][:8]
    ('Dataset', 'The corpustools seed corpus', ['en'], '57633c15')
    """
    said = described(card) | {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "creditText": card.config.citation,
        "size": f"{card.documents} document{'s' * (card.documents != 1)}",
        "sdPublisher": {"@type": "SoftwareApplication", "name": card.made_by},
        "distribution": {
            "@type": "DataDownload",
            "name": "SHA256SUMS",
            "description": "the SHA-256 of every raw file that was read",
            "contentUrl": "SHA256SUMS",
            "encodingFormat": "text/plain",
            "sha256": card.digest,
        },
        "additionalProperty": [
            {"@type": "PropertyValue", "name": name, "value": value} for name, value in numbers(card).items()
        ],
    }
    return {key: value for key, value in said.items() if value}


def described(card: Card) -> dict[str, Any]:
    """Return what is said of a corpus in words of schema.org, by its settings and its documents; empty, where nothing.

    >>> from corpustools import open_corpus
    >>> described(card_of(open_corpus("corpus")))["inLanguage"]
    ['en']
    """
    return settings_data(card.config) | {
        "inLanguage": [language for language in card.languages if language != UNKNOWN],
        "temporalCoverage": card.dates and "/".join(card.dates),
        "isBasedOn": [f"https://{host}/" for host in card.hosts if host != UNKNOWN],
    }


def numbers(card: Card) -> dict[str, Any]:
    """Return all that is counted, by name: numbers, and objects of numbers by name.

    >>> from corpustools import open_corpus
    >>> numbers(card_of(open_corpus("corpus")))["documents"]
    1
    """
    return {
        "documents": card.documents,
        "words": card.words,
        "tokensByLanguage": dict(card.tokens),
        "bytes": card.size,
        "languages": dict(card.languages),
        "publishers": dict(card.publishers),
        "mediaTypes": dict(card.media_types),
        "folders": dict(card.folders),
        "hosts": dict(card.hosts),
        "documentsByYear": dict(card.times.periods),
        "undated": card.times.undated,
        "retrieved": list(card.retrieved or ()),
        "charactersByLabel": {row.label.value: row.characters for row in card.labels},
        "blocksByLabel": {row.label.value: row.blocks for row in card.labels},
        "repairsByRule": dict(card.repairs),
        "blocksByTenthOfConfidence": list(card.confidence),
        "documentsWithout": dict(card.missing),
        "quarantined": [{"name": one.name, "code": one.code, "reason": one.reason} for one in card.quarantined],
        "nearDuplicates": [list(group.ids) for group in card.duplicates],
    }
