"""Whose the marked words are that have no cue of their own: who is spoken of, or spoke, beside them."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from corpustools.extractors.speech.cues import Cue
from corpustools.extractors.speech.descriptions import only_person, opener
from corpustools.extractors.speech.main_clauses import main_subject
from corpustools.extractors.speech.memory import NEAR, Memory, Speaker
from corpustools.extractors.speech.passages import Passage
from corpustools.extractors.speech.speakers import identify
from corpustools.extractors.speech.subject_phrases import PREPOSITIONS
from corpustools.extractors.speech.words import SpeechWords
from corpustools.text.clause_words import SUBJUNCTIVE
from corpustools.text.quotation_marks import Marked
from corpustools.text.words import count_words


class Quoted(NamedTuple):
    """Marked words that are speech: whose, and by which cue; ``None`` where they go on from others."""

    marked: Marked
    speaker: Speaker | None
    cue: Cue | None
    passage: Passage


_TOKEN = re.compile(r"[\w’'-]+")
_SHORTENED = re.compile(r"[’'](?:re|m|ve|ll|d|t)$|^(?:it|that|he|she|there|what|who|here|let)[’']s$")


def has_verb(text: str, words: SpeechWords) -> bool:
    """Whether a finite verb is in words, as far as a list of the most frequent ones tells."""
    found = _TOKEN.findall(text)
    tokens = [token.lower() for token in found]
    if not words.verbs:
        return len(tokens) > 4 or count_words(text) > 4
    # Most often it is one of the list, which is seen at once.
    if not words.verbs.isdisjoint(tokens) or not words.free.isdisjoint(tokens):
        return True
    english = words.is_english
    return any(
        _SHORTENED.search(token)
        or (english and len(token) > 4 and token.endswith("ed") and token == written and token.isalpha())
        for token, written in zip(tokens, found, strict=True)
    )


_WITH_OBJECT = re.compile(
    r"\s?(?:[a-z]+ly )?(?P<verb>[a-z]{2,}[^\Wsu]s) (?:the|an?|this|these|that|it|us|them|him|her|me|you|his|its|their|"
    r"our|my|no|any|all|every|more|how|what|to)\b"
)
"""A verb that opens quoted words, with what stands before its object: "brings a new energy"."""


def opens_with_verb(text: str) -> bool:
    """Whether words of English open with a verb of the third person and its object, by what stands before the object.

    >>> [opens_with_verb(each) for each in ("brings a new energy to the town", "boats of the town", "less a town")]
    [True, False, False]
    """
    return _WITH_OBJECT.match(text) is not None


_FIRST_PERSON = re.compile(
    r"\b(?:I|I['’]\w+|we|We|my|My|our|us|me|ich|Ich|wir|Wir|je|Je|j['’]\w+|nous|Nous|mi|io|yo)\b"
)


def told_of(passage: Passage, each: Marked) -> Speaker | None:
    """Return the person that the sentence before marked ones opens with, where these are in the first person."""
    if _FIRST_PERSON.search(passage.text, *each.inside()) is None or not each.start:
        return None
    start, _ = passage.sentence_at(max(each.start - 2, 0))
    people = [name for name in passage.told_in(start, each.start) if name.kind == "person"]
    return (
        Speaker(people[0].name, "person", passage.source(*people[0][:2]))
        if people and people[0].start - start < 60
        else None
    )


def _introduced(passage: Passage, words: SpeechWords, each: Marked, memory: Memory) -> Speaker | None:
    """Return the person whom the words before a colon name, or tell of: "Jane Roe was not amused: “…”"."""
    if not passage.masked[max(each.start - 8, 0) : each.start].rstrip().endswith(":"):
        return None
    start = passage.sentence_at(each.start)[0]
    alone = only_person(passage, start, each.start)
    if alone is not None or not words.verbs:
        return alone
    place = main_subject(passage, words, start, each.start)
    speaker = identify(passage, words, place, memory) if place is not None else None
    return speaker if speaker is not None and speaker.kind == "person" else None


_BESIDE = re.compile(r"[\s,–—-]*(?:[^\W\d_]+\s){1,4}")


def _beside(passage: Passage, each: Marked) -> Speaker | None:
    """Return the person whose name ends the clause behind marked words, with a verb that no list has between."""
    words = passage.text[slice(*each.inside())].strip()
    if words[-1:] not in ",!?…" and passage.masked[each.end : each.end + 1] != ",":
        return None
    end = passage.sentence_at(each.end - 1)[1]
    name = next((name for name in passage.told_in(each.end, min(end, each.end + 60))), None)
    if name is None or name.kind != "person" or passage.masked[name.end : name.end + 1] not in (".", ",", ""):
        return None
    between = passage.masked[each.end : name.start]
    if _BESIDE.fullmatch(between) is None or not between.islower():
        return None
    return Speaker(name.name, "person", passage.source(name.start, name.end))


def neighbour(
    passage: Passage,
    words: SpeechWords,
    cues: Sequence[Cue],
    found: Mapping[int, Quoted],
    order: Sequence[int],
    each: Marked,
    memory: Memory,
) -> Speaker | None:
    """Return who said the words next to these in the passage, where nobody else comes between."""
    named = _introduced(passage, words, each, memory) or _beside(passage, each)
    if named is not None:
        return named
    place = bisect_left(order, each.start)
    start = passage.sentence_at(each.start)[0]
    if place:
        last = found[order[place - 1]]
        since = [
            cue
            for cue in cues[
                bisect_left(cues, last.marked.end, key=attrgetter("first")) : bisect_left(
                    cues, each.start, key=attrgetter("first")
                )
            ]
            if cue.last <= each.start and cue is not last.cue and cue.word != "according"
        ]
        if since and passage.masked[since[-1].last : start].count(". ") == 0:
            return since[-1].speaker
        told = opener(passage, last.marked.end if last.cue is None else max(last.marked.end, last.cue.last), each.start)
        return told or last.speaker
    earlier = bisect_left(cues, start, key=attrgetter("last"))
    for cue in cues[max(earlier - 1, 0) : earlier]:
        if cue.word != "according" and passage.masked[cue.last : start].count(". ") <= 1:
            return cue.speaker
    if place < len(order):
        following = found[order[place]]
        if not any(c.isalnum() for c in passage.masked[each.end : following.marked.start][:20]):
            return following.speaker
    return None


_NO_SPEECH_BEFORE = frozenset(
    "called titled entitled dubbed named as like phrase phrases slogan term word words title hashtag song album book "
    "film namens genannt sogenannte sogenannten wie als titel".split()
)


def part_of_speech(
    passage: Passage,
    words: SpeechWords,
    found: Mapping[int, Quoted],
    order: Sequence[int],
    each: Marked,
    previous: Sequence[Quoted],
) -> Speaker | None:
    """Return whose the marked words are that a sentence of the author goes on with, where somebody is quoted already.

    Four words with a verb, or in German three in a sentence that reports by its mood; nobody else is named between.
    """
    inner = passage.text[slice(*each.inside())].strip()
    tokens = inner.split()
    start, end = passage.sentence_at(each.start)
    start, end = max(start, each.start - NEAR), min(end, each.end + NEAR)
    reports = words.is_german and SUBJUNCTIVE.search(passage.masked, start, end) is not None
    before = passage.masked[start : each.start].split()[-1:]
    if before and before[0].lower() in words.articles | PREPOSITIONS | _NO_SPEECH_BEFORE:
        return None
    capitals = sum(token[:1].isupper() for token in tokens)
    if not words.verbs or capitals == len(tokens) or (words.is_english and capitals * 2 > len(tokens)):
        return None
    if not (len(tokens) > 3 and has_verb(inner, words)) and not (reports and count_words(inner) > 2):
        return None
    place = bisect_left(order, each.start)
    last = found[order[place - 1]] if place else previous[-1] if previous and not found else None
    if last is None or last.speaker is None or last.speaker.kind != "person":
        return None
    since = last.marked.end if last.passage is passage else 0
    others = {name.name for name in passage.told_in(since, end) if name.kind == "person"} - {last.speaker.name}
    return None if others else last.speaker
