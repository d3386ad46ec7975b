"""That what is told of a document has its receipts where they can be: in the text, or in what markup declares."""

from collections.abc import Iterable
from itertools import pairwise

from corpustools.errors import ModelError
from corpustools.model.declaration import Declaration
from corpustools.model.fact import Fact
from corpustools.model.mention import Mention, Quotation


def check_receipts(
    length: int,
    declarations: Iterable[Declaration],
    facts: Iterable[Fact],
    mentions: Iterable[Mention],
    quotations: Iterable[Quotation],
) -> None:
    """Raise :class:`~corpustools.errors.ModelError` for a receipt that lies nowhere, and for mentions that overlap.

    ``length`` is that of the text as read; mentions come in order.

    >>> check_receipts(3, [], [Fact("headline", "One", 0, 3, "r")], [], [])
    >>> check_receipts(3, [], [Fact("headline", "One", 0, 3, "r", declared=True)], [], [])
    Traceback (most recent call last):
    corpustools.errors.ModelError: nothing is declared where headline has its receipt
    """
    declared = {(declaration.start, declaration.end) for declaration in declarations}
    for fact in facts:
        if fact.declared and (fact.start, fact.end) not in declared:
            raise ModelError(f"nothing is declared where {fact.field} has its receipt", fact.start)
        if not fact.declared and fact.end > length:
            raise ModelError(f"the receipt of {fact.field} ends at {fact.end}, past the text", fact.start)
    for mention, after in pairwise((*mentions, None)):
        if mention is not None and mention.end > (length if after is None else after.start):
            raise ModelError(f"the mention of {mention.name} ends past the text or in another one", mention.start)
    for quotation in quotations:
        if quotation.end > length:
            raise ModelError(f"a quotation ends at {quotation.end}, past the text", quotation.start)


def declaration_of(fact: Fact, declarations: Iterable[Declaration]) -> Declaration | None:
    """Return the declaration that says a fact, or ``None`` where the text does.

    >>> fact = Fact("language", "cs", 12, 14, "r", declared=True)
    >>> declaration_of(fact, [Declaration("html lang", "cs", 12, 14)])
    Declaration(name='html lang', value='cs', start=12, end=14)
    """
    if not fact.declared:
        return None
    return next(each for each in declarations if (each.start, each.end) == (fact.start, fact.end))
