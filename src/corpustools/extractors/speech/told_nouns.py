"""Nouns for what somebody says, behind whoever says it: "Roe's claim that the harbour is safe"."""

import re
from collections.abc import Iterator

from corpustools.extractors.speech.cue_evidence import of_main_clause
from corpustools.extractors.speech.cues import FAR, Cue
from corpustools.extractors.speech.memory import Memory, Speaker
from corpustools.extractors.speech.passages import Passage
from corpustools.extractors.speech.speakers import identify, meant
from corpustools.extractors.speech.words import SpeechWords
from corpustools.model.mention import Place

_POSSESSIVE = re.compile(
    r"(?:\b(?P<own>his|her|their|its|sein\w{0,2}|ihr\w{0,2})|(?P<of>[\w’'-]*(?:['’]s|s['’])))\s(?:[a-z]+\s){0,2}$",
    re.IGNORECASE,
)
_NOUN_PHRASE = re.compile(
    r"(?:^|\s)(?P<noun>(?:the|a|an|some|several|many)\s(?:[\w’'-]+\s){0,4}[\w’'-]+)$", re.IGNORECASE
)


def claims_of(passage: Passage, words: SpeechWords, sentence: Place, memory: Memory) -> Iterator[Cue]:
    """Yield the nouns of a sentence with whose claim they say it is, where "that" and a clause follow.

    >>> from corpustools.pipeline import where
    >>> where("said_that", "Despite Jane Roe's claim that it is safe, the harbour was closed.")
    [('it is safe', 'indirect', 'Jane Roe')]
    >>> where("said_that", "Jane Roe left, and nobody believed her claim that the harbour was safe.")
    [('the harbour was safe', 'indirect', 'Jane Roe')]
    >>> where("said_that", "The claim that the harbour is safe was made by nobody. They said it out loud.")
    []
    """
    start, end = sentence
    masked = passage.masked
    for at, word in passage.cues_in(start, end):
        if word not in words.nouns:
            continue
        after = at + len(word)
        behind = masked[after : after + 8].split()[:2]
        if not behind or (behind[0].lower() not in words.that and behind[:1] != [","] and behind[-1] not in words.that):
            continue
        near = max(start, at - FAR)
        owner = _POSSESSIVE.search(masked, max(near, at - 60), at)
        if owner is None:
            continue
        speaker = _owner(passage, words, near, owner, memory)
        if speaker is not None:
            yield Cue(at, after, word, speaker, owner.start(), after, True)


def _owner(passage: Passage, words: SpeechWords, start: int, owner: re.Match[str], memory: Memory) -> Speaker | None:
    if owner["own"] is not None:
        own = owner["own"].lower()
        if own in ("their", "its") and any(word in words.free for _, word in passage.cues_in(start, owner.start())):
            return None  # "Vrebt said it disagreed with the court about its claim that …"
        told = of_main_clause(passage, words, start, owner.start(), memory)
        if own in ("their", "its") or (told is not None and told.kind == "person"):
            return told
        return meant(passage, words, owner.span("own"), memory)
    stop = owner.end("of") - 2 + (passage.masked[owner.end("of") - 1] in "'’")
    name = next((name for name in passage.names_in(start, stop + 1) if name.end in (stop, stop + 1)), None)
    if name is not None:
        return Speaker(name.name, name.kind, passage.source(name.start, name.end))
    phrase = _NOUN_PHRASE.search(passage.masked, max(start, stop - 60), stop)
    return identify(passage, words, phrase.span("noun"), memory) if phrase is not None else None
