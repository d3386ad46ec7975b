"""Pages that list the documents by publisher, date, language and label."""

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from corpustools.corpus.entities import slug
from corpustools.corpus.entry import Entry
from corpustools.model.span import BLOCK_LABELS
from corpustools.sphinxext.generated import (
    LANGUAGE_TAG,
    Generated,
    Rows,
    count,
    language_in_words,
    listing,
    more_pages,
    paged,
)
from corpustools.sphinxext.layout import Layout
from corpustools.sphinxext.parts import Block, Item, Items, Link, Paragraph
from corpustools.text.characters import visible


class Value(NamedTuple):
    """One value of a facet: the last part of its page's address, its name, and the heading that it stands under."""

    slug: str
    name: str
    under: str = ""


# No name makes a slug with a stop in it.
UNKNOWN = "not.stated"

_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-[0-9]{2}|\Z)")


class Facet(NamedTuple):
    """What documents are listed by; ``values`` says which ones a document has of which this is ``stated``.

    Few things are stated of many documents: each is looked at once.
    """

    name: str
    title: str
    stated: Callable[[Entry], Hashable]
    values: Callable[[Any], Iterable[Value]]


def _publishers(publisher: str | None) -> Iterator[Value]:
    yield Value(slug(publisher), publisher) if publisher else Value(UNKNOWN, "Publisher not stated")


def _dates(date: str | None) -> Iterator[Value]:
    """A document of a day is one of its month and of its year, too."""
    found = _DATE.match(date or "")
    if found is None:
        yield Value("undated", "Undated")
        return
    year, month = found["year"], found[0]
    yield Value(year, year)
    if month != year:
        yield Value(month, month, year)


def _languages(language: str | None) -> Iterator[Value]:
    tag = language or ""
    if LANGUAGE_TAG.fullmatch(tag):
        yield Value(tag.lower(), language_name(tag))
    else:
        yield Value(UNKNOWN, "Language not known")


def language_name(tag: str) -> str:
    """Name a language in English, with its tag.

    >>> language_name("cs"), language_name("tlh")
    ('Czech (cs)', 'tlh')
    """
    name = language_in_words(tag)
    return f"{name} ({tag})" if name != tag else tag


def _labels(labels: Collection[str]) -> Iterator[Value]:
    return (
        Value(label.value.replace("_", "-"), label.value.replace("_", " "))
        for label in BLOCK_LABELS
        if label.value in labels
    )


PUBLISHERS = Facet("publishers", "Publishers", lambda entry: entry.publisher, _publishers)
DATES = Facet("dates", "Dates", lambda entry: entry.date, _dates)
LANGUAGES = Facet("languages", "Languages", lambda entry: entry.language, _languages)
LABELS = Facet("labels", "Labels", lambda entry: tuple(entry.labels), _labels)
FACETS = (PUBLISHERS, DATES, LANGUAGES, LABELS)
"""What documents are listed by."""


@lru_cache(maxsize=1024)
def page_of(folder: str, facet: Facet, stated: Hashable) -> str:
    """Return the name of the page that lists the documents of which this is stated: of a day that of its month.

    >>> page_of("corpus", DATES, "2015-06-10"), page_of("corpus", PUBLISHERS, "The Daily")
    ('corpus/dates/2015-06', 'corpus/publishers/the-daily')
    """
    *_, value = facet.values(stated)
    return f"{folder}/{facet.name}/{_file(value)}"


def browse_pages(layout: Layout, entries: Iterable[Entry], rows: Rows, per_page: int) -> Iterator[Generated]:
    """Yield every page that lists documents by something; none lists more than ``per_page``.

    >>> one = Entry("one", [], [], title="One", publisher="The Daily", date="2015-06-10", language="en")
    >>> made = browse_pages(Layout("corpus"), [one], Rows([one]), 200)
    >>> [page.docname for page in made if "dates" in page.docname]
    ['corpus/dates/2015', 'corpus/dates/2015-06', 'corpus/dates/index']
    """
    documents = list(entries)
    by_age = sorted(documents, key=_age)
    for facet in FACETS:
        found: dict[Value, list[Entry]] = {}
        listed: dict[Hashable, list[list[Entry]]] = {}
        for entry in documents:
            stated = facet.stated(entry)
            if stated not in listed:
                listed[stated] = [found.setdefault(value, []) for value in facet.values(stated)]
        for entry in by_age:
            for held in listed[facet.stated(entry)]:
                held.append(entry)
        pages: dict[str, tuple[Value, list[Entry]]] = {}
        for value, held in sorted(found.items(), key=lambda item: (item[0].name.casefold(), item[0].name)):
            # Two names that differ in capitals alone have one page.
            if value.slug in pages:
                first, others = pages[value.slug]
                held = sorted([*others, *held], key=_age)
                value = first
            pages[value.slug] = (value, held)
        for value, held in pages.values():
            yield from _documents(layout, facet, value, held, rows, per_page)
        yield from _values(layout, facet, list(pages.values()), per_page)


def _age(entry: Entry) -> tuple[str, str]:
    """Sort the oldest first, and those without a date last."""
    return entry.date or "~", entry.id


def _documents(
    layout: Layout, facet: Facet, value: Value, held: list[Entry], rows: Rows, per_page: int
) -> Iterator[Generated]:
    """List the documents that have a value, in their order."""
    names, chunks = paged(f"{layout.folder}/{facet.name}/{_file(value)}", held, per_page)
    for number, (docname, chunk) in enumerate(zip(names, chunks, strict=True)):
        title = visible(value.name[:1].upper() + value.name[1:])
        every = Link("page", f"{layout.folder}/{facet.name}/index", (facet.title,))
        above = Paragraph((every, f" · {count(len(held), 'document')}"), "corpus-counts")
        said = f"{title}{f', page {number + 1}' if number else ''}"
        yield rows.listing(docname, said, [above], [entry.id for entry in chunk], more_pages(names, number))


def _file(value: Value) -> str:
    # The list of values has the name "index", and a publisher may be called so.
    return "index.value" if value.slug == "index" else value.slug


def _values(layout: Layout, facet: Facet, pages: list[tuple[Value, list[Entry]]], per_page: int) -> Iterator[Generated]:
    """List the values of a facet, each with how many documents have it."""
    names, chunks = paged(f"{layout.folder}/{facet.name}/index", pages, per_page)
    for number, (docname, chunk) in enumerate(zip(names, chunks, strict=True)):
        items = tuple(
            Item(
                (
                    Link("page", f"{layout.folder}/{facet.name}/{_file(value)}", (visible(value.name),)),
                    f" {len(held):,}",
                ),
                bool(value.under),
            )
            for value, held in chunk
        )
        listed: Block = Items(items, "corpus-values") if items else Paragraph(("No document yet.",))
        title = f"{facet.title}{f', page {number + 1}' if number else ''}"
        yield listing(docname, title, [listed, *more_pages(names, number)])
