"""Whom the main clause of a sentence tells of, where a verb of saying further on has no subject of its own."""

import itertools
import re

from corpustools.extractors.speech.passages import Passage
from corpustools.extractors.speech.subject_phrases import PREPOSITIONS, RELATIVES, trimmed
from corpustools.extractors.speech.verbs import has_finite_verb
from corpustools.extractors.speech.words import SpeechWords
from corpustools.model.mention import Place
from corpustools.text.clause_words import CONJUNCTIONS, SUBORDINATING

_WORD = re.compile(r"[\w’'\-]+\.?")
_WITH = re.compile(r"\bwith ((?:[\w’'.-]+ ){0,7}[\w’'.-]+)\s*$")
_APPOSITION = re.compile(r"\s(?:an?|who|which|whose|\d+)\b")
_NO_VERBS = PREPOSITIONS | frozenset("and or of s who whose that which as but not".split())
_SUBJECT_ENDS = re.compile(r"\s(?:who|which|whose|that|in which|after|when)\s")


def main_subject(passage: Passage, words: SpeechWords, begin: int, end: int) -> Place | None:
    """Return what stands before the first verb of a sentence, behind what opens it: "On Tuesday Roe left, saying …".

    Of "Shares fell, with analysts warning that …" it is what stands behind "with".
    """
    masked = passage.masked
    beside = _WITH.search(masked, max(begin, end - 80), end)
    if beside is not None:
        while (last := masked[beside.start(1) : end].rstrip()).rpartition(" ")[2].lower() in words.auxiliaries:
            end = beside.start(1) + len(last.rpartition(" ")[0])
        return trimmed(passage, words, beside.start(1), end)
    names = passage.names_in(begin, end)
    behind = {name.end for name in names if name.kind == "person"}
    for number, found in enumerate(_WORD.finditer(masked, begin, end)):
        if number > 24:
            return None
        if number and not any(name.start <= found.start() < name.end for name in names):
            word = found[0].lower()
            if word in RELATIVES | {"who"}:
                continue
            if _is_verb(word, words) or (found.start() - 1 in behind and word not in _NO_VERBS and found[0].islower()):
                return _before_verb(passage, words, begin, found.start())
    return None


_SUBORDINATE = re.compile(r"(?:while|although|though|even though|despite|after|as|since|because|when|given)\s", re.I)
_MAIN = re.compile(
    r",\s(?=(?:the|a|an|his|her|its|their|he|she|it|they|there|we|I|other|others|some|many|most|[A-Z][\w’'-]*)\s)"
)


def before_main_clause(masked: str, sentence: int, cue: int, start: int, end: int, words: SpeechWords) -> int | None:
    """Return where a clause at ``start`` ends that is part of one which opens its sentence, before the main clause.

    >>> from corpustools.pipeline import where
    >>> [words for words, _, _ in where("said_that", "While Jane Roe said that it was late, the others had not left.")]
    ['it was late']
    >>> [words for words, _, _ in where("said_that", "Saying that it was late, Jane Roe has left the hall.")]
    ['it was late']
    """
    if cue != sentence and (_SUBORDINATE.match(masked, sentence) is None or masked.find(",", sentence, cue) >= 0):
        return None
    for comma in _MAIN.finditer(masked, start, end):
        if has_finite_verb(masked[start : comma.start()], words) and _has_verb(masked[comma.end() : end], words):
            return comma.start()
    return None


def _has_verb(text: str, words: SpeechWords) -> bool:
    return any(_is_verb(word, words) for word in text.lower().split())


def _before_verb(passage: Passage, words: SpeechWords, begin: int, verb: int) -> Place | None:
    """Return the subject of what stands before a verb: behind the last comma, or before an apposition."""
    masked = passage.masked
    stops = [begin - 1, *(at for at in range(begin, verb) if masked[at] == ","), verb]
    parts = [(one + 1, other) for one, other in itertools.pairwise(stops)]
    closed = not masked[slice(*parts[-1])].strip()
    if len(parts) > 1 and _APPOSITION.match(masked, *parts[-1]):
        closed = True  # "Roe, a former miner who runs the club and …"
    for start, end in parts[:-1] if closed else parts[::-1]:
        opening = _WORD.search(masked, start, end)
        if opening is not None and opening[0].lower() in SUBORDINATING | CONJUNCTIONS:
            return None  # "It drew lots, because nobody could choose, and promised that …"
        ends = _SUBJECT_ENDS.search(masked, start + 1, end)
        place = trimmed(passage, words, start, ends.start() if ends else end)
        if place is not None and masked[slice(*place)].lower() not in ("thus", "btw", "someday", "shortly", "once"):
            return place
    return None


def _is_verb(word: str, words: SpeechWords) -> bool:
    """Whether a word may be the verb of a main clause: one of the lists, or a past form of English."""
    if (
        word in words.verbs
        or word in words.auxiliaries
        or word in words.free
        or word.partition("n’t")[0] in words.verbs
    ):
        return True
    return words.is_english and len(word) > 4 and word.endswith("ed") and word.isalpha()
