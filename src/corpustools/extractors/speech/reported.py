"""Which clauses report speech, and where they begin and end."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from corpustools.extractors.speech.around_cues import around, beside_source
from corpustools.extractors.speech.attribution import Quoted, has_verb, opens_with_verb
from corpustools.extractors.speech.cues import Cue
from corpustools.extractors.speech.main_clauses import before_main_clause
from corpustools.extractors.speech.passages import MASKS, Passage
from corpustools.extractors.speech.suppositions import is_asserted
from corpustools.extractors.speech.words import SpeechWords
from corpustools.model.mention import Place
from corpustools.text.clause_words import (
    ADDED,
    ADVISING,
    BARE_CLAUSE,
    BARE_PLURAL,
    COUNTING,
    CUT,
    DANGLING,
    GERUND,
    LEADS,
    NO_CLAUSE,
    NOT_REPORTED,
    OPENERS,
    PLAIN,
    SUBJUNCTIVE,
    SUBORDINATING,
    TOLD,
    WHEN_AND_WHERE,
)

_WORD = re.compile(r"[^\W_][\w’'-]*")


def _is_pronoun(masked: str, words: SpeechWords, cue: Cue) -> bool:
    return masked[cue.first : cue.start].strip().lower() in words.pronouns


_START = attrgetter("marked.start")
_STOPS = frozenset(MASKS + ":;")
_UNMASKED = str.maketrans(dict.fromkeys(MASKS, " "))
LONGEST = 2000  # characters of a sentence that may report


class Reported(NamedTuple):
    """A clause that reports what somebody said."""

    start: int
    end: int
    cue: Cue


def reported_speech(
    passage: Passage, words: SpeechWords, cues: Sequence[Cue], quoted: Sequence[Quoted]
) -> list[Reported]:
    """Return the clauses of a passage that report speech."""
    found: list[Reported] = []
    for place, cue in enumerate(cues):
        start, end = passage.sentence_at(cue.start)
        if end - start > LONGEST or not is_asserted(passage, words, cue, start, end):
            continue
        if cue.word in words.quoting and not (words.is_german and _is_subjunctive(passage.masked[start:end])):
            continue
        following = next((each for each in cues[place + 1 : place + 3] if _reports(passage, words, each, end)), None)
        if following is not None and following.first >= end:
            following = None
        if following is not None and not is_asserted(passage, words, following, start, end):
            following = None  # "can be removed only if a doctor says that …"
        if cue.word == "according":
            clauses = beside_source(passage, words, cue, start, end)
        else:
            clauses = _behind(passage, words, cue, end, following) or around(passage, words, cue, start, end, following)
        for clause in clauses:
            trimmed = _trimmed(passage, *clause)
            if trimmed is not None and _is_reported(passage, words, trimmed, quoted):
                found.append(Reported(*trimmed, cue))
    return found


def _reports(passage: Passage, words: SpeechWords, cue: Cue, end: int) -> bool:
    """Whether a cue may report: it is none that wants words in quotation marks beside it, or has them."""
    if cue.word in words.nouns and cue.word not in words.cues:
        return False
    behind = passage.masked[cue.last : end].lstrip(" ,:")[:1]
    return (
        cue.word not in words.quoting
        or passage.masked[: cue.first].rstrip()[-1:] in tuple(MASKS)
        or (behind in tuple(MASKS))
    )


def _behind(passage: Passage, words: SpeechWords, cue: Cue, end: int, following: Cue | None) -> list[Place]:
    """Return the clause that follows a cue: behind "that", behind a comma, or right behind the cue."""
    masked = passage.masked
    start = cue.last
    if cue.word in words.quoting:
        return []
    if words.commas:
        comma = masked.find(",", start, end)
        if comma < 0 or not _is_short(masked[start:comma]):
            return []
        begin = comma + 1
        first = _WORD.search(masked, begin, end)
        if first is not None and first[0].lower() in words.that:
            begin = first.end()
        elif (
            not words.is_german
            or first is None
            or cue.word == "so"
            or (
                not _is_subjunctive(masked[begin:end])
                and (not cue.before or first[0].lower() in NOT_REPORTED or cue.word not in PLAIN)
            )
        ):
            return []
        return [(begin, _cut(passage, words, cue, begin, end, following))]
    that = _find_that(masked, words, start, end, cue.word in TOLD)
    if that is not None:
        return [(that, _cut(passage, words, cue, that, end, following))]
    if words.is_english and cue.word in ("reported", "reports") and cue.before:
        bare = GERUND.match(masked, start, end) or BARE_CLAUSE.match(masked, start, end)
        return [(start, _cut(passage, words, cue, start, end, following))] if bare else []
    named = cue.first < cue.start and cue.speaker.kind in ("person", "organization", "place")
    if (
        words.is_english
        and cue.before
        and cue.word not in words.free
        and (BARE_CLAUSE.match(masked, start, end) or (named and BARE_PLURAL.match(masked, start, end)))
    ):
        return [(start, _cut(passage, words, cue, start, end, following))]
    if (not words.is_english and words.that) or cue.word not in words.free:
        if words.bare_clauses and cue.before:
            return [(start, _cut(passage, words, cue, start, end, following))]
        return []
    if not cue.before or (cue.word in ("told", "tell", "tells") and cue.addressee is None):
        return []
    if masked[start : start + 1] in (",", ":", "."):
        return []
    while (adverbial := WHEN_AND_WHERE.match(masked, start, end)) is not None and adverbial.end() > start:
        start = adverbial.end()
    first = _WORD.search(masked, start, end)
    if first is None or masked[start : first.start()].strip():
        return []
    opens = first[0].lower()
    if cue.word in ADVISING:
        if opens != "you":
            return []
        start = first.end() if masked.startswith(" to ", first.end()) else start
    elif (
        (opens in NO_CLAUSE and not _opens_clause(masked[first.end() : end], opens, cue, words))
        or (opens in words.verbs and words.is_english)
        or (opens.endswith("ing") and cue.addressee is not None)
        or (opens.endswith("ing") and len(opens) > 5 and cue.word == "said")
        or (
            cue.word in ("added", "adds")
            and (opens in ADDED or (cue.first < cue.start and not _is_pronoun(masked, words, cue)))
        )
    ):
        return []
    stop = _cut(passage, words, cue, start, end, following)
    if cue.word in ("added", "adds", "claimed", "claims", "maintained", "maintains"):
        first_part = masked[start:stop].partition(", ")[0]
        return [(start, stop)] if has_verb(first_part, words) else []
    return [(start, stop)] if has_verb(masked[start:stop], words) or len(masked[start:stop].split()) > 4 else []


def _opens_clause(rest: str, opens: str, cue: Cue, words: SpeechWords) -> bool:
    """Whether a word that seldom opens a reported clause does: "said if it rains, he will stay"."""
    if cue.word not in ("said", "says", "say", "told"):
        return False
    if opens in SUBORDINATING:
        return has_verb(rest.partition(", ")[2], words)
    return opens in COUNTING and has_verb(rest.partition(", ")[0], words)


def _find_that(masked: str, words: SpeechWords, start: int, end: int, told: bool) -> int | None:
    """Return where the clause behind "that" begins, where at most an adverbial is between it and the cue."""
    behind = masked[start:end].lower().replace("’", "'")
    if not any(that in behind for that in words.that):
        return None
    for number, word in enumerate(_WORD.finditer(masked, start, end)):
        between = masked[start : word.start()]
        if number == 1 and words.is_english and not told and not LEADS.match(masked, start, end):
            return None
        if number > 12 or not _STOPS.isdisjoint(between) or between.count(",") > 2:
            return None
        known = word[0].lower().replace("’", "'")
        if known in words.that or (known.partition("'")[0] in words.that and "'" in known):
            at = word.end() if known in words.that else word.start() + known.index("'") + 1
            comma = between.rstrip().endswith(",")
            return None if between.strip(" ,") and number > 1 and not comma and has_verb(between, words) else at
    return None


def _is_short(between: str) -> bool:
    return between.count(" ") < 12 and bool(_STOPS.isdisjoint(between))


def _is_subjunctive(text: str) -> bool:
    return SUBJUNCTIVE.search(text) is not None


def _cut(passage: Passage, words: SpeechWords, cue: Cue, start: int, end: int, following: Cue | None) -> int:
    """Return where a clause ends that goes on to the end of its sentence unless somebody speaks again."""
    if following is not None and following.first > start:
        end = start + len(DANGLING.sub("", passage.masked[start : following.first]))
    if words.is_english:
        sentence = passage.sentence_at(cue.start)[0]
        end = before_main_clause(passage.masked, sentence, cue.start, start, end, words) or end
    found = CUT.search(passage.masked, start, end)
    return found.start() if found is not None else end


def _trimmed(passage: Passage, start: int, end: int) -> Place | None:
    masked = passage.masked
    words = masked[start:end]
    start += len(words) - len(words.lstrip(" ,:–—-\xa0"))
    first = _WORD.match(masked, start, end)
    if first is not None and first[0].lower() in OPENERS:
        start = first.end()
        start += len(masked[start:end]) - len(masked[start:end].lstrip(" ,"))
    words = masked[start:end].rstrip()
    if words and words[-1] in ".!?…,;:" and not re.search(r"\b(?:Inc|Corp|Co|Ltd|Jr|Sr|U\.S|U\.K|a\.m|p\.m)\.$", words):
        words = words.rstrip(".!?…,;: ")
    return (start, start + len(words)) if " " in words else None


def _is_reported(passage: Passage, words: SpeechWords, place: Place, quoted: Sequence[Quoted]) -> bool:
    """Whether a clause is more than what it quotes: its verb stands outside of quotation marks."""
    start, end = place
    first = bisect_left(quoted, start, key=_START)
    inside = [each.marked for each in quoted[first : bisect_left(quoted, end, key=_START)]]
    if not inside:
        return True
    masked = passage.masked
    lead = masked[start : inside[0].start].rstrip()
    if not any(c.isalpha() for c in lead):
        return False
    outside = masked[start:end].translate(_UNMASKED)
    if has_verb(outside, words) or (inside[0].start > start and len(outside.split()) > 6):
        return True
    # "The boats “are going to stay”": the verb is quoted, and the clause is the author's if a tenth of its words is.
    inner = passage.text[slice(*inside[0].inside())]
    if len(outside.split()) * 10 < len(passage.text[start:end].split()):
        return False
    return lead[-1] not in ",:;" and inner[:1].islower() and (has_verb(inner, words) or opens_with_verb(inner))
