"""Facts that a person states, in the place of those that rules find."""

from collections.abc import Iterator

from corpustools.extractors.metadata.declaring import from_declared
from corpustools.model.correction import field_corrected
from corpustools.model.document import Document
from corpustools.registry import Finding, rule


@rule("describe", since="0.1", confidence=1.0)
def corrected_fact(document: Document) -> Iterator[Finding]:
    """Somebody says what a field of the document is; nothing else is known of it then.

    What a person looked up holds, whatever the page says: it may name no author, or the wrong day. Several rows of one
    field, such as two authors, hold together; a row without a value says that the field is unknown, though a rule may
    have found something. The receipt is the correction, which says from where its author has it.

    Fires:

    >>> import corpustools
    >>> said = corpustools.Correction("author", "Ann Poe", why="the printed edition, page 3")
    >>> page = corpustools.read("By Jane Roe\\n\\nThe town is quiet today, and nobody knows why.", corrections=[said])
    >>> page.metadata.authors, [(fact.rule, fact.declared) for fact in page.facts if fact.field == "author"]
    (('Ann Poe',), [('corrected_fact', True)])
    >>> corpustools.read("By Jane Roe", corrections=[corpustools.Correction("author", "")]).metadata.authors
    ()

    Abstains:

    >>> from corpustools.pipeline import where
    >>> where("corrected_fact", "By Jane Roe")
    []
    """
    for declaration in document.declarations:
        field = field_corrected(declaration)
        if field and declaration.value:
            yield from_declared(field, declaration, declaration.value)


def corrected_fields(document: Document) -> frozenset[str]:
    """Return the fields that somebody has corrected; what rules find of them does not hold.

    >>> import corpustools
    >>> sorted(corrected_fields(corpustools.read("By Jane Roe", corrections=[corpustools.Correction("author", "")])))
    ['author']
    """
    return frozenset(filter(None, map(field_corrected, document.declarations)))
