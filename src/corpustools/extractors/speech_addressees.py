"""To whom somebody says something: the words right behind "told"."""

import re

from corpustools.extractors.speech_passages import MASKS, Passage
from corpustools.extractors.speech_words import SpeechWords
from corpustools.model.mention import Place

_TALKED_TO = re.compile(r"\s*(?:(?:the|a|an|his|her|their|its|local|state|federal)\s+)*([\w’'-]+)")
_AFTER_ADDRESSEE = re.compile(rf"\s(?:that|on|in|at)\s|[,.:{MASKS}]")
_CAPITALS = re.compile(r"[A-Z][\w’'&-]*(?:\s[A-Z][\w’'&-]*)*")
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
