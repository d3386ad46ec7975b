"""Choosing documents by what is known of them, and blocks by their labels."""

from collections.abc import Callable, Collection

from corpustools.errors import ModelError, QueryError
from corpustools.model.span import Label, labels_of_view
from corpustools.search.dates import Period

Choice = str | Collection[str] | None
"""One value of a facet, or several of which any will do, or ``None`` for all."""

Chooser = Callable[[str, str, str, str, str], bool]
"""Whether a document is chosen, given its id, publisher, language and date, and its path below ``raw/``."""


def chooser(
    *,
    publisher: Choice = None,
    language: Choice = None,
    date: str | None = None,
    document: Choice = None,
    source: Choice = None,
) -> Chooser:
    """Return what chooses documents; see :meth:`corpustools.Corpus.subcorpus` for what each choice means.

    >>> chosen = chooser(language={"en", "de"}, date="2015")
    >>> chosen("one", "unknown", "en", "2015-06-10", ""), chosen("two", "unknown", "fr", "2015", "")
    (True, False)
    >>> chosen = chooser(source="news")
    >>> [chosen("one", "", "", "", name) for name in ("news/one.txt", "news/2015/one.txt", "newsletters/one.txt")]
    [True, True, False]
    >>> [chooser(source=".")("one", "", "", "", name) for name in ("one.txt", "news/one.txt")]
    [True, False]

    Raises :class:`~corpustools.errors.QueryError` for a date that cannot be meant.
    """
    *wanted, sources = [
        None if choice is None else frozenset([choice] if isinstance(choice, str) else choice)
        for choice in (document, publisher, language, source)
    ]
    period = None if date is None else Period.parse(date)

    def chosen(ident: str, publisher: str, language: str, date: str, name: str) -> bool:
        known = (ident, publisher, language)
        fits = all(values is None or value in values for values, value in zip(wanted, known, strict=True))
        fits = fits and (period is None or date in period)
        return fits and (sources is None or any(is_of_source(name, each) for each in sources))

    return chosen


def is_of_source(name: str, source: str) -> bool:
    """Whether a path below ``raw/`` is in a folder, or in one below it; ``.`` is ``raw/`` itself, without its folders.

    >>> is_of_source("news/2015/ferry.txt", "news/"), is_of_source("news/ferry.txt", ".")
    (True, False)
    """
    return "/" not in name if source == "." else name.startswith(f"{source.rstrip('/')}/")


def labels_of(labels: str | Collection[str]) -> frozenset[Label]:
    """Return the labels of a view, or the one or those given, as :func:`~corpustools.model.span.labels_of_view` does.

    Raises :class:`~corpustools.errors.QueryError` for what is neither.

    >>> sorted(labels_of({"related", "tags"}))
    [<Label.RELATED: 'related'>, <Label.TAGS: 'tags'>]
    >>> labels_of("everything")
    Traceback (most recent call last):
    corpustools.errors.QueryError: 'everything' is no view and no label; there are the views article, body, all and ...
    """
    try:
        return labels_of_view(labels)
    except ModelError as error:
        raise QueryError(str(error)) from None
