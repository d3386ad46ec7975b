"""Whether a sentence says that somebody said something, or asks it, or supposes it."""

import re

from corpustools.extractors.speech.cues import Cue
from corpustools.extractors.speech.passages import Passage
from corpustools.extractors.speech.words import SpeechWords

_WORD = re.compile(r"[^\W\d_]+['’]?")
_CLOSES = " \u00a0\"'”’»)"


def is_asserted(passage: Passage, words: SpeechWords, cue: Cue, start: int, end: int) -> bool:
    """Whether the sentence at ``start`` to ``end`` says that a cue's speaker spoke.

    It does not where the cue's clause opens with "if" or "whether", nor where it is a question: a verb stands before
    the speaker, and a question mark at the end. "She said it was late?" says so all the same.

    >>> from corpustools.pipeline import where
    >>> where("said_that", "Jane Roe said that the ferry is late. Nobody asked whether she would say that it is.")
    [('the ferry is late', 'indirect', 'Jane Roe')]
    >>> where("said_that", "If Jane Roe said that the ferry is late, she lied. Why would she say that it is late?")
    []
    >>> where("said_that", "Wenn Jane Roe sagt, dass die Fähre zu spät ist, lügt sie, und das ist nicht gut.")
    []
    >>> where("said_that", "¿Dijo Jane Roe que el barco llega tarde? La verdad es que no lo sabe nadie en el puerto.")
    []
    """
    if cue.word == "according":
        return True
    masked = passage.masked
    before = [word.lower() for word in _WORD.findall(masked[max(start, cue.first - 40) : cue.first])]
    while before and before[-1] in words.articles:
        before.pop()
    opening = _WORD.match(masked, cue.first, cue.start)
    opens = {*before[-1:], *((opening[0].lower(),) if opening else ())}
    if not words.supposing.isdisjoint(opens) and not masked[start : cue.first].rstrip().endswith((",", ";", ":")):
        return False
    if not masked[start:end].rstrip(_CLOSES).endswith("?"):
        return True
    inverted = not before and cue.first == cue.start and not cue.before
    return not (inverted or masked[start] == "¿" or not words.asking.isdisjoint(opens))
