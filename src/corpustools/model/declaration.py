"""What a page declares about itself in its markup, where no reader of the page sees it."""

from typing import NamedTuple


class Declaration(NamedTuple):
    """A value that markup declares, at ``start`` to ``end`` of the source: code points of the decoded file.

    What was given with the file, such as its address, is declared behind its end.

    ``name`` says where: ``meta og:title``, ``json-ld NewsArticle.author.name``, ``time pubdate``, ``link canonical``,
    ``html lang``. ``value`` is what stands there with escapes and references resolved. It is kept in the
    record, because the text as read does not hold it and facts may have their receipts in it.

    >>> Declaration("html lang", "cs", 12, 14).value
    'cs'
    """

    name: str
    value: str
    start: int
    end: int
