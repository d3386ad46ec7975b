"""Whether a word is a cue where it stands, on which side of it the speaker is, and who speaks without a subject."""

import re

from corpustools.extractors.speech.addressees import listener_of
from corpustools.extractors.speech.main_clauses import main_subject
from corpustools.extractors.speech.memory import Memory, Speaker
from corpustools.extractors.speech.passages import MASKS, Passage
from corpustools.extractors.speech.speakers import identify
from corpustools.extractors.speech.subject_phrases import PREPOSITIONS
from corpustools.extractors.speech.verbs import has_finite_verb
from corpustools.extractors.speech.words import SpeechWords
from corpustools.model.mention import Place
from corpustools.text.clause_words import BARE_CLAUSE, BARE_PLURAL

_OF_THINGS = frozenset("noted notes shared posted report reports states claims mentioned mentions".split())
"""Cues that have a noun behind them more often than a clause without "that"."""


def opening_person(passage: Passage, start: int, at: int) -> Speaker | None:
    """Return the person whose name opens a sentence, where a verb further on has no subject of its own."""
    name = next(iter(passage.told_in(start, at)), None)
    if (
        name is None
        or name.kind != "person"
        or name.start - start > 40
        or passage.masked[start : name.start].count(" ") > 3
    ):
        return None
    return Speaker(name.name, "person", passage.source(name.start, name.end))


_ACCUSATIVE = frozenset("den dem einen einem diesen diesem ihn ihm ihren ihrem seinen seinem".split())
"""What opens an object of German, behind which the verb stands before its subject."""


def is_noun(word: str, before: str) -> bool:
    """Whether a word is the object of the verb before it: "refuted claims that", "denied reports that"."""
    return word in ("claims", "reports", "states", "notes", "remarks", "comments") and before.endswith(("ed", "ing"))


BEFORE_NOUNS = frozenset("of in by with for from across within every each any no new recent latest".split())


def is_used(masked: str, words: SpeechWords, word: str, at: int, after: int, start: int, end: int) -> bool:
    """Whether words stand there that a cue needs which is other things as well ("the state", "adds up")."""
    if word == "so":
        behind = masked[after : after + 24].split(maxsplit=1)[:1] or [""]
        return masked[start:at].rstrip()[-1:] in (",", *MASKS) and (
            behind[0][:1].isupper() or behind[0] in words.articles
        )
    if word == "biết":
        return masked[start:at].endswith("cho ")
    if word == "assured" and masked[start:at].rstrip().lower().endswith("rest"):
        return False
    if word in ("agree", "agreed", "agrees") and masked.startswith(" to ", after):
        return False  # "until the Government agreed to a subsidy"
    if word in ("add", "adds", "say", "says") and masked[after : after + 4] in (" up ", " to ", " up,"):
        return False
    if word in words.free:
        return True
    if word in words.quoting:
        return any(mark in masked[start:end] for mark in MASKS)
    following = masked[after : min(end, after + 100)]
    if word.endswith("ing") and words.is_english:
        near = following.partition(",")[0].split()[:5]
        return "that" in near or any(mark in following[:40] for mark in MASKS)
    return (
        any(f" {that} " in following for that in words.that)
        or (words.is_english and word not in _OF_THINGS and _opens_clause(masked, after, end))
        or any(mark in following for mark in MASKS)
        or any(mark in masked[start:at] for mark in MASKS)
        or word in ("reported", "reports")
        or following.strip(" \xa0") == ":"
        or ("," in masked[start:at] and word not in ("state", "states", "notes", "report", "posted", "shared"))
    )


def _opens_clause(masked: str, after: int, end: int) -> bool:
    return (BARE_CLAUSE.match(masked, after, end) or BARE_PLURAL.match(masked, after, end)) is not None


def clause_end(masked: str, start: int, end: int) -> int:
    """Return where the clause ends, or marked words begin, behind a cue."""
    stops = [place for mark in (",", ":", ";", *MASKS) if (place := masked.find(mark, start, end)) >= 0]
    return min(stops, default=end - 1)


def opens_with_adverb(text: str, words: SpeechWords) -> bool:
    """Whether the verb of a clause stands before its subject because of what opens it (not in English)."""
    if (
        words.is_german
        and " " not in text
        and text.lower() not in words.pronouns
        and text[-2:] in ("ch", "so", "ns", "em")
    ):
        return True  # "Natürlich", "Gleichzeitig", "Übrigens"
    first = text.partition(" ")[0].lower()
    return not words.is_english and (first in PREPOSITIONS or (words.is_german and first in _ACCUSATIVE))


def may_follow(passage: Passage, words: SpeechWords, subject: Place, end: int) -> bool:
    """Whether words behind a cue and a comma are a speaker: a name, or a noun with its article, and no more."""
    start, stop = subject
    names = passage.names_in(start, stop)
    first = passage.masked[start:stop].partition(" ")[0]
    rest = passage.masked[stop:end].lstrip()
    if passage.masked[:start].rstrip().endswith("reported") and not names:
        return False
    if has_finite_verb(re.split(r"[,;:.]\s| (?:who|which|that) ", rest, maxsplit=1)[0], words):
        return False  # "Roe, an aide to the mayor, said even a small rise in costs will hurt."
    if rest.startswith("to ") and listener_of(passage, words, "said", stop, end) is None:
        return False  # "The office, in 2017, added the officers to a list."
    return bool(names or first.lower() in words.articles or first[:1].isupper() or first in words.pronouns) and (
        not rest or rest[0] in ".,;:–—(!?" + MASKS or rest.partition(" ")[0] in PREPOSITIONS
    )


def of_main_clause(passage: Passage, words: SpeechWords, start: int, end: int, memory: Memory) -> Speaker | None:
    """Return whom a sentence tells of, for "Roe left the hall, saying …" and "Roe left the hall and said …"."""
    opening = next(iter(passage.told_in(start, end)), None)
    if (
        opening is not None
        and opening.start == start
        and opening.kind == "person"
        and passage.masked[opening.end] == ","
    ):
        behind = passage.masked[opening.end + 1 : end].partition(",")[0].split()
        if len(behind) == 1:
            return Speaker(opening.name, "person", passage.source(opening.start, opening.end))  # "Roe, meanwhile, …"
    place = main_subject(passage, words, start, end)
    if place is not None:
        return identify(passage, words, place, memory)
    if _IMPERSONAL.match(passage.masked, start):
        return None
    for name in passage.names_in(start, end):
        if name.kind in ("person", "organization"):
            return Speaker(name.name, name.kind, passage.source(name.start, name.end))
    return None


_IMPERSONAL = re.compile(r"(?:It|There)(?:['’]s|\s(?:is|was))\b")
