"""A document, or a passage of it, as others cite it: from what is known, and with what is not known left out.

The words follow the Chicago Manual of Style (18th edition, chapters 13 and 14: articles in newspapers and on
websites, and what an archive holds). Names are not turned around, because a text that says “Jane Roe” does not say
which of the two is the family name.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from corpustools.errors import ModelError
from corpustools.model.document import Document
from corpustools.text.characters import visible
from corpustools.writers.passages import passages, title

Kind = Literal["report", "page", "document"]
"""What is cited: a report, which opens with a dateline; another page of the web; or anything else."""

DIGITS = 16
"""How many digits of the SHA-256 a formatted citation shows; the other formats have all of them."""


_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9._:-]+")


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation can say. What is not known is ``None``, or empty.

    ``title`` stands in square brackets where the document states none: then it is its first words. ``published`` and
    ``retrieved`` are ISO 8601 dates as precise as is known, ``original`` is the address at which the publisher wants
    the page to be cited, or else the one that it was found at, ``language`` a BCP 47 tag. ``corpus`` is the title of
    the corpus, ``address`` where it shows what is cited, ``passage`` the anchor of a passage, and ``sha256`` the digest
    of the raw document.

    >>> import corpustools
    >>> cited = cite(corpustools.read("By Jane Roe\\n\\nThe ferry is late again, and nobody knows why.", id="ferry"))
    >>> cited.title, cited.authors, cited.published
    ('[By Jane Roe The ferry is late again, and nobody knows why.]', ('Jane Roe',), None)
    """

    id: str
    kind: Kind
    title: str
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    retrieved: str | None = None
    original: str | None = None
    language: str | None = None
    corpus: str = ""
    address: str = ""
    passage: str = ""
    sha256: str = ""

    @property
    def key(self) -> str:
        """The name of the citation in a bibliography: the id of the document, and the passage.

        >>> Citation("quiet", "document", "[Quiet]", passage="p-d381323f").key
        'quiet:p-d381323f'
        """
        return _NOT_IN_KEY.sub("-", f"{self.id}:{self.passage}" if self.passage else self.id)


def cite(document: Document, *, corpus: str = "", address: str = "", passage: str = "") -> Citation:
    """Say what a citation of the document can say.

    ``corpus`` is the title of the corpus, ``address`` the address of the document's page, and ``passage`` the anchor
    of the passage that is cited. Raises :class:`~corpustools.errors.ModelError` where there is no such passage.

    >>> import corpustools
    >>> page = corpustools.read("MOSCOW (Sputnik) – The ferry is late.", id="ferry")
    >>> cited = cite(page, corpus="Island news")
    >>> cited.kind, cited.title, cited.published
    ('report', '[MOSCOW (Sputnik) – The ferry is late.]', None)
    >>> cite(corpustools.read("The ferry is late.", url="https://island.example/ferry")).original
    'https://island.example/ferry'
    >>> cite(page, passage="p-00000000")
    Traceback (most recent call last):
    corpustools.errors.ModelError: the document ferry has no passage 'p-00000000'
    """
    if passage and all(passage != each.anchor for each in passages(document)):
        raise ModelError(f"the document {document.id} has no passage {passage!r}")
    known = document.metadata
    original = known.canonical_url or document.source.url
    is_page = original is not None or "html" in document.source.media_type
    return Citation(
        id=document.id,
        kind="report" if known.dateline else "page" if is_page else "document",
        title=line(known.headline) if known.headline else f"[{line(title(document))}]",
        authors=tuple(map(line, known.authors + known.author_organizations)),
        publisher=line(known.publisher) if known.publisher else None,
        published=known.date_published,
        retrieved=known.date_retrieved,
        original=original,
        language=known.language,
        corpus=line(corpus),
        address=f"{address}#{passage}" if address and passage else address,
        passage=passage,
        sha256=document.source.sha256,
    )


def page_address(site: str, ident: str) -> str:
    """Return the address of a document's page, below that of a site, where the extension puts it by default.

    >>> page_address("https://island.example/", "ferry"), page_address("", "ferry")
    ('https://island.example/corpus/documents/ferry.html', '')
    """
    return f"{site.rstrip('/')}/corpus/documents/{ident}.html" if site else ""


# --- In words ------------------------------------------------------------------------------------------


class Words(NamedTuple):
    """Some words of a citation; ``role`` says what they are: without one, words and signs between what is known.

    >>> words_of(Citation("a", "page", "Quiet", ("Jane Roe",)))[0]
    Words(text='Jane Roe', role='value')
    """

    text: str
    role: Literal["", "value", "work", "original", "address"] = ""


def words_of(cited: Citation) -> tuple[Words, ...]:
    """Put a citation in words; ``role`` tells what is known, titles of works and addresses from the rest.

    Signs stand outside of what is known: beside an Arabic name they would be set as if they were part of it.

    >>> cited = Citation("a", "page", "Quiet", ("Jane Roe",), publisher="The Daily")
    >>> [words.text for words in words_of(cited)][:7]
    ['Jane Roe', '. ', '“', 'Quiet', '.” ', 'The Daily', ', ']
    >>> [words.text for words in words_of(cited) if words.role == "work"]
    ['The Daily']
    """
    words = _listed(cited.authors)
    opens, title, closes = "“", cited.title, f"{_end(cited.title)}” "
    if title.startswith("["):
        opens, title, closes = "[", title.removeprefix("[").removesuffix("]"), "]. "
    words += [Words(opens), Words(title, "value"), Words(closes)]
    if cited.publisher:
        words += [Words(cited.publisher, "work"), Words(", ")]
    if cited.published:
        date = date_in_words(cited.published)
        words += [Words(date, "value"), Words(_end(date))]
    else:
        words.append(Words("n.d."))
    if cited.retrieved:
        words.append(Words(f" Accessed {date_in_words(cited.retrieved)}."))
    if cited.original:
        words += [Words(" "), Words(cited.original, "original"), Words(".")]
    if cited.corpus:
        words += [Words(" In "), Words(cited.corpus, "work"), Words(", document ")]
    else:
        words.append(Words(" Document "))
    words += [Words(cited.id, "value"), Words(f", passage {cited.passage}." if cited.passage else ".")]
    if cited.address:
        words += [Words(" "), Words(cited.address, "address"), Words(".")]
    words.append(Words(f" SHA-256 {cited.sha256[:DIGITS]}…" if cited.sha256 else ""))
    return tuple(each for each in words if each.text)


def text(cited: Citation) -> str:
    """Write a citation as a line of text.

    >>> print(text(Citation("ferry", "page", "Is It Late?", ("Jane Roe", "John Doe"), "The Daily", "2015-06-10")))
    Jane Roe and John Doe. “Is It Late?” The Daily, June 10, 2015. Document ferry.

    What is not known is left out; of the date it is said:

    >>> print(text(Citation("ferry", "document", "[The ferry is late…]", corpus="Island news", passage="p-d381323f")))
    [The ferry is late…]. n.d. In Island news, document ferry, passage p-d381323f.
    """
    return "".join(words.text for words in words_of(cited))


def date_in_words(date: str) -> str:
    """Write a date as Chicago does; what is no date of a form that is known stays as it is.

    >>> date_in_words("2015-06-10"), date_in_words("2015-06"), date_in_words("2015"), date_in_words("Michaelmas")
    ('June 10, 2015', 'June 2015', '2015', 'Michaelmas')
    """
    match date_numbers(date):
        case [year, month, day]:
            return f"{MONTHS[month - 1]} {day}, {year}"
        case [year, month]:
            return f"{MONTHS[month - 1]} {year}"
        case [year]:
            return str(year)
    return date


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""The names of the months, in English."""
_DATE = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?(?=$|T)")


def date_numbers(date: str) -> list[int]:
    """Return year, month and day of an ISO 8601 date, as far as they are known; nothing, where it is none.

    >>> date_numbers("2015-06"), date_numbers("Michaelmas")
    ([2015, 6], [])
    """
    found = _DATE.match(date)
    return [int(part) for part in found.groups() if part] if found else []


def _listed(names: tuple[str, ...]) -> list[Words]:
    """List names as a sentence, with a space behind it."""
    words = []
    for place, name in enumerate(names, 1 - len(names)):
        between = ", " if place < -1 else ", and " if len(names) > 2 else " and "
        words += [Words(name, "value"), Words(between if place else f"{_end(name)} ")]
    return words


def _end(words: str) -> str:
    """Return the sign that ends a sentence of these words, unless it has an end."""
    return "" if words.endswith((".", "?", "!", "…", "。", "？", "！", "؟")) else "."


@lru_cache(maxsize=1 << 10)
def line(words: str) -> str:
    """Put words on one line, with what cannot be seen made visible.

    >>> line("The ferry\\n is  late")
    'The ferry is late'
    """
    # A page has each citation six times, and its corpus and its publisher are those of many.
    return " ".join(visible(words).split())
