"""What the head of a mail says: its subject, and who sent it."""

from collections.abc import Iterator

from corpustools.extractors.reading import part
from corpustools.model.document import Block, Document
from corpustools.registry import Finding, rule
from corpustools.text.bylines import is_organization
from corpustools.text.mails import mail_heads, said_by, sender_named


@rule("describe", since="0.1", confidence=0.96)
def headline_of_mail(document: Document) -> Iterator[Finding]:
    r"""The headline of a mail is its subject, without the name of the field.

    Of several mails in one text it is that of the first.

    Fires:

    >>> from corpustools.pipeline import where
    >>> mail = "From: Jane Roe <jane@example.org>\nDate: 10 June 2015\nSubject: It is quiet here\n\nDear all,"
    >>> where("headline_of_mail", mail)
    [('headline', 'It is quiet here', 'It is quiet here')]

    Abstains:

    >>> where("headline_of_mail", "Subject: It is quiet here\n\nDear all,")
    []
    """
    for block in _fields(document, "subject"):
        start, end = said_by(block.reading)
        if start < end:
            yield part(document, "headline", block, start, end, block.reading[start:end])
        return


@rule("describe", since="0.1", confidence=0.96)
def author_of_mail(document: Document) -> Iterator[Finding]:
    r"""The author of a mail is who sent it, where a name stands beside the address.

    A family's name before a comma stays there, as programs for mail write it. Of several mails in one text it is that
    of the first. An address alone names nobody.

    Fires:

    >>> from corpustools.pipeline import where
    >>> mail = "From: \"Roe, Jane\" <jane@example.org>\nDate: 10 June 2015\nSubject: It is quiet here\n\nDear all,"
    >>> where("author_of_mail", mail)
    [('author', 'Roe, Jane', 'Roe, Jane')]

    Abstains:

    >>> where("author_of_mail", mail.replace('"Roe, Jane" ', ""))
    []
    """
    for block in _fields(document, "sender"):
        start, end = said_by(block.reading)
        name = sender_named(block.reading[start:end])
        at = block.reading.find(name, start) if name else -1
        if at >= 0:
            field = "author_organization" if is_organization(name) else "author"
            yield part(document, field, block, at, at + len(name), name)
        return


def _fields(document: Document, kind: str) -> Iterator[Block]:
    """Yield the lines of the heads of mails that are this field, in order."""
    return (document.blocks[place] for place, found in document.once(_heads).items() if found == kind)


def _heads(document: Document) -> dict[int, str]:
    return dict(mail_heads([block.reading for block in document.blocks]))
