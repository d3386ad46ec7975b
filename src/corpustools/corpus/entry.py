"""What the last run left of a document: when it is to be read again, and what indexes of the corpus say of it."""

import json
from dataclasses import asdict, dataclass, field
from sys import intern
from typing import Any, Generic, NamedTuple, Self, TypeVar

Value = TypeVar("Value", covariant=True)


@dataclass(frozen=True, slots=True)
class Stored(Generic[Value]):
    """A value as it is stored, in JSON, until it is asked for: it takes a third of the memory.

    >>> fired = Stored.of({"byline_by": [1, 20]})
    >>> fired, fired.value
    (Stored(written=b'{"byline_by":[1,20]}'), {'byline_by': [1, 20]})
    """

    written: bytes

    @classmethod
    def of(cls, value: Any) -> "Stored[Any]":
        """Write a value down.

        >>> Stored.of(["Jane Roe", 2])
        Stored(written=b'["Jane Roe",2]')
        """
        return cls(_bytes(json.dumps(value, ensure_ascii=False, separators=(",", ":"))))

    @property
    def value(self) -> Value:
        """Read it."""
        found: Value = json.loads(self.written)
        return found


@dataclass(slots=True)
class Entry:
    """One raw file at the last run: stamps of it and of what was made of it, and a summary for indexes.

    ``fired`` gives for each rule how often it fired, and the offset where it first did. ``named`` holds for each name
    its kind, the name, how often it is mentioned and how often quoted, the passage that mentions it first, its key in a
    gazetteer and the title that a mention gives. Few ask for these two, which were more than half of an entry.

    ``words`` are those of the reading text, of which a script without spaces between words has one for every two
    letters, and ``tokens`` those that are searched and counted.

    ``has_headline`` says whether the title is a headline, and not the first words of a text that has none, and
    ``has_aside`` whether there are words that the reading text leaves out. ``part`` is a digest of what the profile of
    its source says of it, and of what its origin does.

    What stands below ``part`` is for the description of the corpus: the path below ``raw/``, digest, length and media
    type of the raw file; the characters of the text as read by label; how many blocks were decided with a confidence
    of 0 to 0.1, to 0.2 and so on; the fields of which there is a fact; the address at which the document was found, or
    else the one that it says is its own; when it was retrieved; and what near-duplicates are found by.

    >>> import corpustools
    >>> from corpustools.corpus.summaries import summary
    >>> page = corpustools.read("By Jane Roe\\n\\nThe town is quiet, and nobody knows why.", id="town")
    >>> entry = summary(page, [], [])
    >>> entry.id, entry.has_headline, entry.words, entry.labels
    ('town', False, 11, {'byline': 1, 'paragraph': 1})
    """

    id: str
    raw: list[int]
    outputs: list[list[int]]
    title: str = ""
    has_headline: bool = False
    has_aside: bool = False
    publisher: str | None = None
    language: str | None = None
    date: str | None = None
    words: int = 0
    tokens: int = 0
    labels: dict[str, int] = field(default_factory=dict)
    fired: Stored[dict[str, list[int]]] = field(default_factory=lambda: Stored.of({}))
    named: Stored[list[list[str | int]]] = field(default_factory=lambda: Stored.of([]))
    reason: str | None = None
    part: str = ""
    name: str = ""
    sha256: str = ""
    size: int = 0
    media_type: str = ""
    characters: dict[str, int] = field(default_factory=dict)
    confidence: list[int] = field(default_factory=list)
    stated: list[str] = field(default_factory=list)
    address: str | None = None
    retrieved: str | None = None
    signature: str = ""

    def as_json(self) -> str:
        """Write it, to be read by :meth:`from_json`.

        >>> entry = Entry("town", [51, 0], [], words=11, fired=Stored.of({"byline_by": [1, 0]}))
        >>> again = Entry.from_json(entry.as_json())
        >>> again == entry, again.fired.value
        (True, {'byline_by': [1, 0]})
        """
        return json.dumps(asdict(self), default=_text)

    @classmethod
    def from_json(cls, written: str | bytes) -> Self | None:
        """Read it, or nothing where it has not today's form.

        >>> Entry.from_json('{"id": "town"}') is None
        True
        """
        try:
            found = json.loads(written)
            # Names of labels and fields are the same in all entries.
            for part in ("labels", "characters"):
                found[part] = dict(zip(map(intern, found[part]), found[part].values(), strict=True))
            found["stated"] = list(map(intern, found["stated"]))
            for part in ("fired", "named"):
                found[part] = Stored(_bytes(found[part]["written"]))
            return cls(**found)
        except (ValueError, TypeError, KeyError, AttributeError):
            return None


def _text(stored: bytes) -> str:
    return stored.decode("utf-8", "surrogatepass")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


class Noted(NamedTuple):
    """What tells whether a raw file is to be read again: a small part of its entry, which is read of every file."""

    id: str
    part: str
    raw: list[int]
    outputs: list[list[int]]
    reason: str | None
