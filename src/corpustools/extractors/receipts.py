"""Whether the words at a receipt say what the fact says."""

from corpustools.model.document import Document
from corpustools.model.fact import FIELDS, Fact
from corpustools.text.dates import find_dates
from corpustools.text.languages import identify_language


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
            return identify_language(words) == fact.value
