"""The cues of a sentence: each with whom it says to have spoken, and to whom."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpustools.extractors.speech.addressees import addressee_of, listener_of
from corpustools.extractors.speech.cue_evidence import (
    BEFORE_NOUNS,
    clause_end,
    is_noun,
    is_used,
    may_follow,
    of_main_clause,
    opening_person,
    opens_with_adverb,
)
from corpustools.extractors.speech.main_clauses import before_main_clause, main_subject
from corpustools.extractors.speech.memory import Memory, Speaker
from corpustools.extractors.speech.passages import MASKS, Passage
from corpustools.extractors.speech.speakers import identify
from corpustools.extractors.speech.subjects import description_start, shared_subject, subject_after, subject_before
from corpustools.extractors.speech.verbs import (
    behind_marks,
    has_finite_verb,
    is_apposed,
    is_described,
    is_noun_of,
    is_unknown_verb,
    named_behind,
    said_before,
    said_behind,
)
from corpustools.extractors.speech.words import SpeechWords, has_particle
from corpustools.model.mention import Place
from corpustools.text.impersonal import says_nothing
from corpustools.text.sentences import CALL

_WORD = re.compile(r"[^\W\d_]+")
_SHARES = re.compile(r"\b(?:and|but|und|aber|et|mais|y|pero|e|ma)(?:\s+(?:also|then|later|auch))?$")
_TOLD = frozenset("told tell tells telling assured".split())
_INVERTING = frozenset("said says say added adds wrote writes reported explains explained notes noted".split())
"""Cues that may have their subject behind them after a clause without quotation marks."""
FAR = 800  # A speaker is not farther from a cue than so many characters.


class Cue(NamedTuple):
    """A cue at ``start`` to ``end``; all that belongs to it, subject and addressee, at ``first`` to ``last``."""

    start: int
    end: int
    word: str
    speaker: Speaker
    first: int
    last: int
    before: bool
    addressee: Place | None = None


def cues_of(passage: Passage, words: SpeechWords, sentence: Place, memory: Memory) -> Iterator[Cue]:
    """Yield the cues of a sentence that have a speaker, in order."""
    start, end = _with_question(passage, sentence[0]), sentence[1]
    masked = passage.masked
    marked = passage.marked_in(start, end)
    behind = behind_marks(passage, marked, end)
    french = words.is_french
    held: Speaker | None = None
    reach = start
    places = dict(passage.cues_in(start, end))
    if marked and words.is_english:
        said = said_behind(passage, words, marked, end) | said_before(passage, words, marked, start)
        places |= {place: masked[place : _word_end(masked, place)].lower() for place in said}
    else:
        said = frozenset()
    for place in behind:
        places.setdefault(place, masked[place : _word_end(masked, place)].lower())
    if french:
        inverted = (_VERB_BEFORE.search(masked, max(start, at - 30), at) for at in _hyphens(masked, start, end))
        places |= {found.start(): found[0].lower() for found in inverted if found is not None}
    for place in sorted(places):
        word = places[place]
        match = _WORD.match(masked, place)
        if match is None or match[0].lower() != word:
            continue
        known = word in words.cues
        if match.start() < reach:
            continue
        inverts = _INVERTED.match(masked, match.end(), end) if french else None
        if not known and inverts is None and place not in said:
            beside = behind.get(match.start())
            if beside is None or not is_unknown_verb(passage, words, match, beside, end):
                continue
        if match[0][0].isupper() and match.start() > start + 1:
            continue
        if (
            words.is_german
            and _ENDS_CLAUSE.match(masked, match.end())
            and " wie " in masked[max(start, place - 120) : place]
        ):
            continue  # "…, wie er sagte." (speech_sources.as_said)
        if known and not is_used(masked, words, word, match.start(), match.end(), start, end):
            continue
        if inverts is not None and word not in words.auxiliaries:
            speaker = identify(passage, words, inverts.span(1), memory)
            if speaker is not None:
                held, reach = speaker, inverts.end()
                yield Cue(*match.span(), word, speaker, match.start(), inverts.end(), False)
            continue
        before = masked[max(start, match.start() - 12) : match.start()].rstrip().rpartition(" ")[2].lower()
        if words.is_english and (before in words.articles or before in BEFORE_NOUNS or is_noun(word, before)):
            continue
        if masked[match.end() : match.end() + 1] in ("-", "’", "'") or masked[match.start() - 1 : match.start()] == "-":
            continue
        near = (max(start, place - FAR), min(end, match.end() + FAR))
        found = _cue(passage, words, near, match.span(), word, memory, held)
        if found is not None:
            held = found.speaker
            reach = found.last
            yield found


def _with_question(passage: Passage, start: int) -> int:
    """Return where the marked question or call begins that a sentence goes on from: "“Why?” Roe asked."."""
    at = start
    while at and passage.masked[at - 1].isspace():
        at -= 1
    return passage.marked_before(start).start if at and passage.masked[at - 1] == CALL else start


def _cue(
    passage: Passage,
    words: SpeechWords,
    sentence: Place,
    place: Place,
    word: str,
    memory: Memory,
    held: Speaker | None,
) -> Cue | None:
    start, end = sentence
    masked = passage.masked
    at, after = place
    if word.endswith("ing") and at == start:
        return _of_participle(passage, words, sentence, place, word, memory)
    limit = clause_end(masked, after, end)
    if not has_particle(word, masked[after:limit]):
        return None
    if masked[after : after + 3] == " es" and word in ("heißt", "hieß"):
        return Cue(at, after + 3, word, Speaker(None, None), at, after + 3, True)
    left = masked[start:at].rstrip()
    if word in ("heißt", "hieß") and left.endswith(" es") and masked.startswith(":", after):
        return Cue(at, after, word, Speaker(None, None), at, after, True)  # "…, in dem es hieß: „…“"
    bare = left.rstrip(" ,–—-:")
    while (last := bare.rpartition(" ")[2]) in words.auxiliaries and last:
        bare = bare[: -len(last)].rstrip(" ,–—-:")
    inverted = not bare or bare[-1] in MASKS or left.endswith(",") or opens_with_adverb(bare, words)
    quoted = bare[-1:] in tuple(MASKS)
    if words.bare_clauses and not quoted:
        inverted = False  # Where no word opens a reported clause, what follows the verb is that clause.
    if (
        words.is_english
        and not quoted
        and (word in _TOLD or word.endswith("ing") or (left.endswith(",") and word not in _INVERTING))
    ):
        inverted = False
    if inverted and word == "said" and left.endswith(",") and not quoted and is_apposed(passage, words, start, at, end):
        inverted = False
    first = at
    if (
        inverted
        and not words.is_english
        and not quoted
        and left.endswith(",")
        and is_described(passage, words, start, at)
    ):
        inverted = False
    if words.is_german and left.endswith(" so") and left[:-3].rstrip()[-1:] in (",", *MASKS):
        inverted, first = True, start + len(left) - 2  # "Das Wetter, so sagte sie, werde gut"
    subject = None
    if inverted and quoted and words.lone_verbs and masked[after:end].lstrip()[:1] in (".", ",", ""):
        # "…", confesó.
        speaker = memory.person
        return (
            Cue(at, after, word, Speaker(speaker.name, speaker.kind, speaker.place), at, after, False)
            if speaker
            else None
        )
    if inverted:
        subject = subject_after(passage, words, after, end)
        if subject is not None and (
            has_finite_verb(masked[slice(*subject)], words)
            or (left.endswith(",") and not quoted and not may_follow(passage, words, subject, end))
        ):
            subject = None
    if subject is not None:
        apposed = named_behind(passage, subject)
        if apposed is not None:
            name = Speaker(apposed.name, apposed.kind, passage.source(apposed.start, apposed.end))
            return Cue(at, after, word, name, first, apposed.end, False)
        speaker = identify(passage, words, subject, memory)
        if speaker is None:
            return None
        listener = listener_of(passage, words, word, subject[1], end)
        return Cue(at, after, word, speaker, first, listener[1] if listener else subject[1], False, listener)
    shares = _SHARES.search(left) is not None
    subject = None if shares or word.endswith("ing") else subject_before(passage, words, start, at)
    if shares and held is None and not word.endswith("ing"):
        subject = shared_subject(passage, words, start, at - len(masked[start:at]) + len(left))
    if subject is not None:
        if says_nothing(masked[slice(*subject)], words.articles) or is_noun_of(passage, words, subject, word):
            return None
        speaker = identify(passage, words, subject, memory)
        first = at if shares else description_start(passage, words, start, subject[0])
    else:
        # "said A and added B", "…, adding that …": who spoke last in the sentence.
        speaker = held if shares or left.endswith(",") else None
        if speaker is None and (word.endswith("ing") or shares):
            speaker = of_main_clause(passage, words, start, at, memory)
            speaker = speaker if speaker is not None and speaker.name is not None else None
        if speaker is None and words.drops and memory.age < 2 and word in words.free:
            speaker = held or opening_person(passage, start, at) or memory.person
        first = at
    if speaker is None:
        return None
    told = addressee_of(passage, words, after, end) if word in _TOLD else None
    addressee = told or listener_of(passage, words, word, after, end)
    aside = _IN_BRACKETS.match(masked, addressee[1], end) if addressee else None
    return Cue(at, after, word, speaker, first, aside.end() if aside else after, True, addressee)


def _of_participle(
    passage: Passage, words: SpeechWords, sentence: Place, place: Place, word: str, memory: Memory
) -> Cue | None:
    """Return the cue that opens its sentence, whose speaker the main clause tells of: "Saying that …, Roe left"."""
    after, end = place[1], sentence[1]
    if not words.is_english or not passage.masked.startswith(" that ", after):
        return None
    comma = before_main_clause(passage.masked, place[0], place[0], after, end, words)
    subject = main_subject(passage, words, comma + 1, end) if comma is not None else None
    speaker = identify(passage, words, subject, memory) if subject is not None else None
    return Cue(*place, word, speaker, *place, True) if speaker is not None else None


_IN_BRACKETS = re.compile(r"(?: \([^()]{1,40}\))?")
"""What may stand behind whom somebody told: "told the Harbour Times (HT) that …"."""
_ENDS_CLAUSE = re.compile(r"\s?[,.;:–]")
_VERB_BEFORE = re.compile(r"[^\W\d_]+$")


def _word_end(masked: str, place: int) -> int:
    word = _WORD.match(masked, place)
    return word.end() if word is not None else place


def _hyphens(masked: str, start: int, end: int) -> Iterator[int]:
    return (found.start() for found in _INVERTED.finditer(masked, start, end))


_INVERTED = re.compile(r"-(?:t-)?(ils?|elles?)\b")
