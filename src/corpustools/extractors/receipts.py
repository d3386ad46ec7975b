"""Whether the words at a receipt say what the fact says."""

import re

from corpustools.model.document import Document
from corpustools.model.fact import FIELDS, Fact
from corpustools.text.dates import find_dates
from corpustools.text.languages import language_of_line, language_tag
from corpustools.text.stamps import address_date, stamp_date


def says(document: Document, fact: Fact) -> bool:
    """Read the words at the receipt again, in the way of the fact's field, and compare.

    >>> import corpustools
    >>> page = corpustools.read("By Jane Roe\\n\\nThe town is quiet today, and nobody knows for how long.")
    >>> fact = page.facts[0]
    >>> fact.field, says(page, fact)
    ('author', True)
    >>> from dataclasses import replace
    >>> says(page, replace(fact, value="John Roe"))
    False
    """
    if fact.declared:
        return any(
            declares(declaration.value, fact)
            for declaration in document.declarations
            if (declaration.start, declaration.end) == (fact.start, fact.end)
        )
    words = " ".join(document.words_at(fact.start, fact.end).split())
    match FIELDS[fact.field].says:
        case "verbatim":
            return words == fact.value
        case "name":
            return words.casefold() == str(fact.value).casefold()
        case "number":
            return words.isdigit() and int(words) == fact.value
        case "date":
            return [found.value for found in find_dates(words)] == [fact.value]
        case "language":
            return language_of_line(words) == fact.value


def declares(words: str, fact: Fact) -> bool:
    """Whether what is declared says the fact, and perhaps more: a title says its site, an author's name his role.

    >>> title = Fact("headline", "Town Is Quiet", 0, 9, "r", declared=True)
    >>> declares("Town Is Quiet | Example News", title), declares("Town Is Quietest", title)
    (True, False)
    >>> date = Fact("date_published", "2015-06-10", 0, 9, "r", declared=True)
    >>> declares("2015-06-10T14:05:00Z", date), declares("https://example.org/2015/06/10/quiet", date)
    (True, True)
    """
    value = str(fact.value)
    match FIELDS[fact.field].says:
        case "date":
            in_address = address_date(words)
            return stamp_date(words) == value or (in_address is not None and in_address[0] == value)
        case "language":
            return language_tag(words) == value
        case _:
            return re.search(rf"(?<!\w){re.escape(value)}(?!\w)", words) is not None
