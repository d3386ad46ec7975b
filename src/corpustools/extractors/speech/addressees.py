"""To whom somebody says something: the words right behind "told", and those behind "said to" and "said Roe to"."""

import re

from corpustools.extractors.speech.passages import MASKS, Passage
from corpustools.extractors.speech.words import SpeechWords
from corpustools.model.mention import Place

_TALKED_TO = re.compile(r"\s*(?:(?:the|a|an|his|her|their|its|local|state|federal)\s+)*([\w’'-]+)")
_AFTER_ADDRESSEE = re.compile(rf"\s(?:that|on|in|at)\s|[,.:{MASKS}]")
_CAPITALS = re.compile(r"[A-Z](?:[\w’'&-]|\.(?=\w))*(?:\s(?:of\s)?[A-Z](?:[\w’'&-]|\.(?=\w))*)*")
_AGENCY = re.compile(
    r"(?: (?:news agency|news|newspaper|magazine|radio|television|TV|agency|website|podcast|outlet|show))+\b"
)


def addressee_of(passage: Passage, words: SpeechWords, start: int, end: int) -> Place | None:
    """Return whom somebody told: a name, a pronoun or a noun right behind the cue."""
    masked = passage.masked
    talked = _TALKED_TO.match(masked, start, end)
    if talked is None:
        return None
    begin = talked.start() + len(talked[0]) - len(talked[0].lstrip())
    for name in passage.names_in(begin, end)[:1]:
        if name.start <= talked.end() and masked[begin : name.start].count(" ") <= 2:
            more = _AGENCY.match(masked, name.end, end)
            return name.start, more.end() if more else name.end
    known = talked[1].lower()
    if known in words.others or known in words.pronouns or known in words.listeners:
        return begin, talked.end()
    stop = _AFTER_ADDRESSEE.search(masked, start, end)
    if (stop is not None and stop[0].strip() == "that") or talked[1][:1].isupper():
        capital = _CAPITALS.match(masked, talked.start(1), end)
        if capital is not None and (stop is None or stop.start() >= capital.end() - 1):
            more = _AGENCY.match(masked, capital.end(), end)
            return talked.start(1), more.end() if more else capital.start() + len(capital[0].rstrip())
        return (begin, stop.start()) if stop is not None and stop.start() > begin else None
    return None


_LISTENER = re.compile(rf"(?:the|a|an|his|her|their)(?:\s[\w’'-]+){{1,3}}?(?=\s(?:that|on|in|at)\s|[,.:{MASKS}])")


_WITH_LISTENER = frozenset(
    "said says say saying stated states explained explains confirmed confirms suggested suggests stressed stresses "
    "admitted admits acknowledged acknowledges announced announces complained complains whispered whispers described "
    "remarked joked confessed confided mentioned conceded revealed insisted".split()
)
"""Cues whose "to" stands before a listener; one agrees to a plan, and points to a fact."""


def listener_of(passage: Passage, words: SpeechWords, cue: str, start: int, end: int) -> Place | None:
    """Return whom an English "to" says that somebody spoke to, right behind the cue or the speaker."""
    if not words.is_english or cue not in _WITH_LISTENER or not passage.masked.startswith(" to ", start):
        return None
    listener = addressee_of(passage, words, start + 3, end)
    if listener is None and (noun := _LISTENER.match(passage.masked, start + 4, end)) is not None:
        listener = noun.span()
    if listener is not None and not passage.names_in(*listener) and " of " in passage.masked[slice(*listener)]:
        return None  # "to the delight of the crowd", "to a list of cops"
    return listener
