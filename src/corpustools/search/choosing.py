"""Choosing documents by what is known of them."""

from collections.abc import Callable, Collection

from corpustools.search.dates import Period

Choice = str | Collection[str] | None
"""One value of a facet, or several of which any will do, or ``None`` for all."""

Chooser = Callable[[str, str, str, str], bool]
"""Whether a document is chosen, given its id, its publisher, its language and its date."""


def chooser(
    *, publisher: Choice = None, language: Choice = None, date: str | None = None, document: Choice = None
) -> Chooser:
    """Return what chooses documents; see :meth:`corpustools.Corpus.subcorpus` for what each choice means.

    >>> chosen = chooser(language={"en", "de"}, date="2015")
    >>> chosen("one", "unknown", "en", "2015-06-10"), chosen("two", "unknown", "fr", "2015"), chooser()("", "", "", "")
    (True, False, True)

    Raises :class:`~corpustools.errors.QueryError` for a date that cannot be meant.
    """
    wanted = [
        None if choice is None else frozenset([choice] if isinstance(choice, str) else choice)
        for choice in (document, publisher, language)
    ]
    period = None if date is None else Period.parse(date)

    def chosen(ident: str, publisher: str, language: str, date: str) -> bool:
        known = (ident, publisher, language)
        fits = all(values is None or value in values for values, value in zip(wanted, known, strict=True))
        return fits and (period is None or date in period)

    return chosen
