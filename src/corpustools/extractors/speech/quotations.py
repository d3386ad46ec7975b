"""Quotations, direct and indirect: who says what, to whom, and by which word."""

from collections.abc import Iterator

from corpustools.extractors.speech.assembled import speech
from corpustools.model.answers import Said
from corpustools.model.document import Document
from corpustools.registry import rule


def _found_by(name: str, document: Document) -> Iterator[Said]:
    return (said for rule_name, said in document.once(speech) if rule_name == name)


@rule("quote", since="0.1", version=3, confidence=0.95)
def marked_by_cue(document: Document) -> Iterator[Said]:
    """Words in quotation marks are speech where a verb of saying and its subject stand beside them.

    At least three words, and a verb among them: terms, titles and nicknames stand in quotation marks too.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("marked_by_cue", "“We are staying here,” the mayor said, “until it is over.”")
    [('“We are staying here,”', 'direct', 'mayor'), ('“until it is over.”', 'direct', 'mayor')]
    >>> where("marked_by_cue", "“We are staying here,” said the mayor to reporters on Monday. Nobody knows why.")
    [('“We are staying here,”', 'direct', 'mayor')]
    >>> where("marked_by_cue", "„Wir bleiben hier“, sagte der Bürgermeister der Stadt.")
    [('„Wir bleiben hier“', 'direct', 'Bürgermeister der Stadt')]
    >>> where("marked_by_cue", "町の市長は「港は今日から閉じることになった」と述べた。理由は説明されなかった。")
    [('「港は今日から閉じることになった」', 'direct', '町の市長')]

    Abstains:

    >>> where("marked_by_cue", "The mayor said the “so-called new harbour” was older than “A Song of the Sea”.")
    []
    """
    return _found_by("marked_by_cue", document)


@rule("quote", since="0.1", version=2, confidence=0.9)
def marked_according_to(document: Document) -> Iterator[Said]:
    """Words in quotation marks are speech where "according to" somebody stands beside them.

    The same limits hold as beside a verb of saying: three words, and a verb among them.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("marked_according_to", "According to the mayor, “we are staying here until it is over.”")
    [('“we are staying here until it is over.”', 'direct', 'mayor')]

    Abstains:

    >>> where("marked_according_to", "According to the mayor, “the old harbour” will stay.")
    []
    """
    return _found_by("marked_according_to", document)


@rule("quote", since="0.1", version=3, confidence=0.85)
def marked_sentence(document: Document) -> Iterator[Said]:
    r"""Whole sentences in quotation marks go on with what the same person said right before, or says right after.

    A second part needs no cue of its own, nor does the second of two paragraphs of which the first closes no mark.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("marked_sentence", "“We are staying,” said the mayor of the town. “It is not over yet.”")
    [('“It is not over yet.”', 'direct', 'mayor of the town')]

    Abstains:

    >>> where("marked_sentence", "The sign has been there for years. “Do not feed the birds.” Nobody does.")
    []
    """
    return _found_by("marked_sentence", document)


@rule("quote", since="0.1", confidence=0.85)
def marked_signed(document: Document) -> Iterator[Said]:
    r"""A paragraph of words in quotation marks, and a dash with a name or an office behind them, is that person's.

    Collections of praise and opinions quote that way, and so do mottos before a chapter. At least four words.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("marked_signed", "“We are staying here until it is over.” — Jane Roe, mayor of the town")
    [('“We are staying here until it is over.”', 'direct', 'Jane Roe')]

    Abstains:

    >>> where("marked_signed", "“We are staying here” — that is what the sign has said for years. Nobody reads it.")
    []
    """
    return _found_by("marked_signed", document)


@rule("quote", since="0.1", version=2, confidence=0.85)
def dashed_line(document: Document) -> Iterator[Said]:
    """A line that a dash opens is speech up to the verb of saying, in languages that print it so.

    Behind the speaker it goes on where another dash stands. A line that names nobody is whose the one before was.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("dashed_line", "– Vi blir her til det er over, sier ordføreren i byen. Det er ikke lett.")
    [('Vi blir her til det er over', 'direct', 'ordføreren i byen')]

    Abstains:

    >>> where("dashed_line", "– The harbour is closed, says the mayor of the town. It is not easy.")
    []
    """
    return _found_by("dashed_line", document)


@rule("quote", since="0.1", version=3, confidence=0.9)
def said_that(document: Document) -> Iterator[Said]:
    """The clause behind a verb of saying reports what its subject said; "that" is not part of it.

    Hopes, beliefs and calls are no reports, nor are questions and conditions, and passive voice names no speaker.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("said_that", "The mayor said on Tuesday that the harbour would be closed.")
    [('the harbour would be closed', 'indirect', 'mayor')]
    >>> where("said_that", "Der Bürgermeister teilte mit, dass der Hafen geschlossen werde.")
    [('der Hafen geschlossen werde', 'indirect', 'Bürgermeister')]
    >>> where("said_that", "The mayor confirmed the harbour would be closed for a year.")
    [('the harbour would be closed for a year', 'indirect', 'mayor')]
    >>> where("said_that", "Vrebt A/S (CPH: VREBT), a maker of boats, announced that the harbour would be closed.")
    [('the harbour would be closed', 'indirect', 'Vrebt A/S')]

    >>> where("said_that", "The mayor said that the harbour “remains the deepest of the north.” Nobody else thinks so.")
    [('the harbour “remains the deepest of the north.”', 'indirect', 'mayor')]
    >>> where("said_that", "The mayor denied that boats were lost, a claim that Jane Roe had made.")
    [('boats were lost', 'indirect', 'mayor')]

    Abstains:

    >>> where("said_that", "The mayor confirmed the plan that would close the harbour for a year.")
    []

    >>> where("said_that", "The mayor hopes that the harbour will be closed. It is said to be deep.")
    []
    >>> where("said_that", "Did Jane Roe say that the harbour is closed? If she said that it is, she was wrong.")
    []
    """
    return _found_by("said_that", document)


@rule("quote", since="0.1", version=3, confidence=0.9)
def so_he_said(document: Document) -> Iterator[Said]:
    """The clause before a comma, a speaker and a verb of saying reports what the speaker said.

    Where "he said" stands in the middle of the clause, both parts of it do.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("so_he_said", "The harbour will be closed for a year, the mayor said on Tuesday.")
    [('The harbour will be closed for a year', 'indirect', 'mayor')]
    >>> where("so_he_said", "The boats will be tied up, its members said last night, after the price had risen.")
    [('The boats will be tied up', 'indirect', 'members')]
    >>> where("so_he_said", "Der Hafen ist seit gestern zu, wie die Sprecherin am Montag mitteilte.")
    [('Der Hafen ist seit gestern zu', 'indirect', 'Sprecherin')]

    Abstains:

    >>> where("so_he_said", "When the harbour was closed, the mayor said nothing.")
    []
    """
    return _found_by("so_he_said", document)


@rule("quote", since="0.1", version=2, confidence=0.88)
def according_to(document: Document) -> Iterator[Said]:
    """The clause beside "according to" somebody reports what that somebody said.

    Plans, laws, studies and polls say nothing, though things are according to them.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("according_to", "According to the mayor, the harbour will be closed.")
    [('the harbour will be closed', 'indirect', 'mayor')]
    >>> where("according_to", "The harbour will be closed for a year, according to the mayor.")
    [('The harbour will be closed for a year', 'indirect', 'mayor')]
    >>> where("according_to", "The harbour will be closed for a year, per the Harbour Office of the town.")
    [('The harbour will be closed for a year', 'indirect', 'Harbour Office of the town')]
    >>> where("according_to", "Nach Polizeiangaben wurde der Hafen gestern geschlossen.")
    [('wurde der Hafen gestern geschlossen', 'indirect', 'Polizei')]

    Abstains:

    >>> where("according_to", "According to the plan, the harbour will be closed.")
    []
    """
    return _found_by("according_to", document)
