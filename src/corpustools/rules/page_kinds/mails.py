"""Mails that were saved as text: the lines of their heads."""

from collections.abc import Callable, Collection, Mapping, Sequence

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.lines import texts
from corpustools.text.mails import mail_heads

_QUOTES = frozenset("\"“„«‘'(")


def _heads(draft: Draft) -> Mapping[int, str]:
    return mail_heads(draft.once(texts))


def _of_kind(*kinds: str) -> Callable[[Draft], Sequence[int]]:
    """Return the question which lines of the heads of mails are of one of these kinds."""

    def found(draft: Draft) -> Sequence[int]:
        return [place for place, kind in draft.once(_heads).items() if kind in kinds]

    return found


_subjects, _senders, _times, _others = (_of_kind(kind) for kind in ("subject", "sender", "sent", "other"))


@rule("label", since="0.1", confidence=0.99, label=Label.HEADLINE, places=_subjects)
def subject_of_mail(block: DraftBlock, draft: Draft) -> str | None:
    r"""The subject of a mail, in the first head of a text, is its headline.

    People paste mails into files with all that the program shows, and archives of lists have them so.

    Fires:

    >>> from corpustools.pipeline import where
    >>> mail = "From: Jane Roe <jane@example.org>\nDate: 10 June 2015\nSubject: It is quiet here\n\nDear all,"
    >>> where("subject_of_mail", mail)
    [('Subject: It is quiet here', 'the subject of a mail')]

    Abstains:

    >>> where("subject_of_mail", "Date: 10 June 2015\nSubject: It is quiet here\n\nDear all,")
    []
    """
    return "the subject of a mail" if block.index in draft.once(_subjects)[:1] else None


@rule("label", since="0.1", confidence=0.99, label=Label.HEADING, places=_subjects)
def subject_of_next_mail(block: DraftBlock, draft: Draft) -> str | None:
    r"""The subjects of the other mails in a text, as in a digest of a list, are headings.

    What each was about must not be lost where many stand in one file.

    Fires:

    >>> from corpustools.pipeline import where
    >>> mail = "From: Jane Roe <jane@example.org>\nDate: 10 June 2015\nSubject: It is quiet here\n\nDear all,\n\n"
    >>> where("subject_of_next_mail", mail + mail.replace("It is", "Is it"))
    [('Subject: Is it quiet here', 'the subject of another mail')]

    Abstains:

    >>> where("subject_of_next_mail", mail)
    []
    """
    return "the subject of another mail" if block.index in draft.once(_subjects)[1:] else None


@rule("label", since="0.1", confidence=0.99, label=Label.BYLINE, places=_senders)
def sender_of_mail(block: DraftBlock, draft: Draft) -> str | None:
    r"""The line of a mail's head that says who sent it is the byline.

    What stands below it in the first person is the sender's.

    Fires:

    >>> from corpustools.pipeline import where
    >>> mail = "Von: Jane Roe\nGesendet: 10. Juni 2015\nAn: Ann Poe\nBetreff: Es ist still\n\nLiebe Ann,"
    >>> where("sender_of_mail", mail)
    [('Von: Jane Roe', 'says who sent a mail')]

    Abstains:

    >>> where("sender_of_mail", "Von: Jane Roe\nEs ist still in der Stadt.")
    []
    """
    return "says who sent a mail" if block.index in draft.once(_senders) else None


@rule("label", since="0.1", confidence=0.99, label=Label.TIMESTAMP, places=_times)
def mail_was_sent(block: DraftBlock, draft: Draft) -> str | None:
    r"""The line of a mail's head that says when it was sent is the timestamp.

    No other line says when a mail was written.

    Fires:

    >>> from corpustools.pipeline import where
    >>> mail = "From: Jane Roe\nSent: 10 June 2015 14:05\nTo: Ann Poe\nSubject: It is quiet\n\nDear Ann,"
    >>> where("mail_was_sent", mail)
    [('Sent: 10 June 2015 14:05', 'says when a mail was sent')]

    Abstains:

    >>> where("mail_was_sent", "Sent: 10 June 2015 14:05\nIt is quiet in the town.")
    []
    """
    return "says when a mail was sent" if block.index in draft.once(_times) else None


@rule("label", since="0.1", confidence=0.99, label=Label.INTERFACE, places=_others)
def field_of_mail(block: DraftBlock, draft: Draft) -> str | None:
    r"""The other lines of a mail's head say how it came and to whom, and are no part of what was written.

    Machines wrote them: the way it took, its number, its form. Its recipients stay in the record.

    Fires:

    >>> from corpustools.pipeline import where
    >>> mail = "Message-ID: <1@example.org>\nFrom: Jane Roe\nTo: Ann Poe\nSubject: It is quiet\n\nDear Ann,"
    >>> [line for line, _ in where("field_of_mail", mail)]
    ['Message-ID: <1@example.org>', 'To: Ann Poe']

    Abstains:

    >>> where("field_of_mail", "To: Ann Poe\nIt is quiet in the town.")
    []
    """
    return "another field of a mail's head" if block.index in draft.once(_others) else None


def _below_heads(draft: Draft) -> Collection[int]:
    """Return the places below the first head of a mail, in plain text, of lines that open with a letter or a quote."""
    heads = draft.once(_heads)
    if not heads or draft.blocks[0].hint is not None:
        return ()
    shown = draft.once(texts)
    below = (place for place in range(min(heads), len(shown)) if place not in heads)
    return [place for place in below if shown[place][:1].isalpha() or shown[place][:1] in _QUOTES]


@rule("label", since="0.1", confidence=0.9, label=Label.PARAGRAPH, words=(5, 1000), places=_below_heads)
def text_of_mail(block: DraftBlock, draft: Draft) -> str | None:
    r"""What stands below the head of a mail, five words or more on a line, is what somebody wrote.

    A mail has no menus and no teasers, but lines that are as short as those. Items of a list are told by their marks.

    Fires:

    >>> from corpustools.pipeline import where
    >>> mail = "From: Jane Roe\nDate: 10 June 2015\nSubject: It is quiet here\n\nMay I ask you to call me back?"
    >>> where("text_of_mail", mail)
    [('May I ask you to call me back?', 'below the head of a mail')]

    Abstains:

    >>> where("text_of_mail", "Jane Roe\n10 June 2015\nMay I ask you to call me back?")
    []
    """
    return "below the head of a mail" if block.index in draft.once(_below_heads) else None
