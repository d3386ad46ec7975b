"""Reported clauses before a cue, on both sides of it, and beside "according to" somebody."""

import re

from corpustools.extractors.speech.attribution import has_verb
from corpustools.extractors.speech.cues import Cue
from corpustools.extractors.speech.passages import MASKS, Passage
from corpustools.extractors.speech.subject_phrases import PREPOSITIONS
from corpustools.extractors.speech.words import SpeechWords
from corpustools.model.mention import Place
from corpustools.text.clause_words import (
    ADVERBIAL,
    CONDITIONS,
    CONJUNCTIONS,
    GOES_ON,
    NOT_REPORTED,
    OCCASION,
    REPORTING,
    SUBJUNCTIVE,
    SUBORDINATE,
    SUBORDINATES,
    WHEN_AND_WHERE,
)

_OPENS = re.compile(
    r"(?:(?:[,;]|\s[–—-])\s(?:and|but|or|so|although|though|because|who|which|que|und|aber|y|pero|et|mais)\b"
    r"(?P<rest>(?:\s[\w’'-]+){0,2})|\s(?:because|although|though|who|which|que|dass|weil))$"
)
"""What opens another clause right before "Roe said,": "The boats came, and now, Roe said, they will leave"."""
_LONGEST = 10  # words for a speaker without a name, beside a clause that no "that" opens
_JOINS = frozenset(
    "and but or so that because although though while since as und aber dass weil y pero que et mais who which".split()
)
_QUOTED_BEHIND_COLON = re.compile(rf":\s*[{MASKS}]")


def around(passage: Passage, words: SpeechWords, cue: Cue, start: int, end: int, following: Cue | None) -> list[Place]:
    """Return the clause before a cue and its speaker; and behind it, where "he said" stands in its middle.

    >>> import corpustools
    >>> page = corpustools.read("A good boat, Jane Roe said, brings far more than its price.")
    >>> [page.text[said.start : said.end] for said in page.quotations]
    ['A good boat', 'brings far more than its price']
    >>> from corpustools.pipeline import where
    >>> page = corpustools.read("If it rains, Jane Roe said, they still have to row.")
    >>> [page.text[said.start : said.end] for said in page.quotations]
    ['If it rains', 'they still have to row']
    >>> [words for words, _, _ in where("so_he_said", "The boats are gone, fishermen say.")]
    ['The boats are gone']
    >>> where("so_he_said", "Speaking to reporters in the hall, Jane Roe said nothing. Asked, she said little.")
    []
    """
    masked = passage.masked
    left = masked[start : cue.first].rstrip()
    if (
        cue.word in REPORTING
        or cue.word.endswith("ing")
        or not (left.endswith(",") or masked.startswith(",", cue.first) or _ends_marked(passage, start, cue.first))
        or _QUOTED_BEHIND_COLON.search(left)
        or (left.count(",") == 1 and OCCASION.match(left))
        or (cue.word == "say" and not cue.before)
        or (cue.speaker.kind is None and cue.before and masked[cue.first : cue.start].count(" ") > _LONGEST)
    ):
        return []
    if cue.before and masked[cue.last : end].lstrip(" ,:")[:1] in tuple(MASKS):
        return []  # "Once, when I left, he said, “…”"
    last = _without_occasion(masked, cue.last, end)
    rest = masked[last:end]
    if cue.before and left.count(",") == 1 and SUBORDINATES.match(left) and rest[:1] not in (",", ".", ""):
        return []  # "As the harbour was closed, Jane Roe testified before …"
    tail = rest.rstrip(" .!?")
    clause = (start, start + len(left.rstrip(",")))
    if cue.before and tail.startswith(",") and (opening := _OPENS.search(left.rstrip(","))) is not None:
        return [(start + _rest_of(opening), clause[1]), (last + 1, end)]
    if not any(c.isalpha() for c in left):
        return []
    whole = has_verb(left, words)
    if not whole and len(left.split()) < 5:
        # "The harbour, Roe said, will be closed"
        return [clause, (last + 1, end)] if cue.before and _is_predicate(tail, words) else []
    if not tail.strip():
        return [clause]
    if not tail.startswith(","):
        if not whole and left.partition(" ")[0].lower() in PREPOSITIONS and SUBJUNCTIVE.search(left) is None:
            return []
        if words.is_german and tail.startswith(":") and not whole and SUBJUNCTIVE.search(left) is None:
            return []  # "Leuten, die nicht rudern, entgegnet sie: „…“"
        if not whole and words.is_english and not cue.before:
            return []  # "Jane Roe of the Harbour Office, says the dam in the town is safe"
        return [clause] if ADVERBIAL.fullmatch(tail) or not cue.before or (whole and not words.is_english) else []
    if not cue.before and not ADVERBIAL.fullmatch(tail):
        return [clause]  # "…, said Smith, who leads the party."
    if ADVERBIAL.fullmatch(tail) or len(tail.split()) < 3:
        return [clause]
    opens = tail.lstrip(", ").partition(" ")[0]
    if words.is_german and opens.islower() and opens not in NOT_REPORTED:
        return [clause, (last + 1, end)]
    if opens in words.verbs or (not whole and (_is_predicate(tail, words) or has_verb(tail, words))):
        return [clause, (last + 1, end)]
    if left.count(",") == 1 and CONDITIONS.match(left) and has_verb(tail, words):
        return [clause, (last + 1, end)]  # "If it rains, Roe said, they will row"
    if opens in CONJUNCTIONS and (following is None or following.first >= end):
        return [clause, (last + 1, end)]  # "The harbour is closed, Roe said, because it is deep"
    return [clause] if words.is_english or opens in GOES_ON else []


def _rest_of(opening: re.Match[str]) -> int:
    return opening.end() if opening["rest"] is None else opening.start("rest")


def _without_occasion(masked: str, start: int, end: int) -> int:
    """Return where a cue ends with what says when and where, if a comma is next: "she said in a statement, …"."""
    occasion = WHEN_AND_WHERE.match(masked, start, end)
    return occasion.end() - 1 if occasion is not None and occasion[0].endswith(",") else start


def _is_predicate(tail: str, words: SpeechWords) -> bool:
    """Whether what follows "Roe said," goes on with the clause before: it has a verb, or no conjunction opens it."""
    first = tail[1:].partition(",")[0]
    opens = first.split()[:1]
    return (
        tail.startswith(",")
        and opens not in (["who"], ["which"], ["and"])
        and ADVERBIAL.fullmatch(tail) is None
        and (
            has_verb(first, words)
            or (first.count(" ") > 2 and opens[0] not in GOES_ON and not opens[0].endswith("ing"))
        )
    )


def _ends_marked(passage: Passage, start: int, end: int) -> bool:
    """Whether words in quotation marks that are the end of a clause, and end with a comma, stand before a place."""
    stop = start + len(passage.masked[start:end].rstrip())
    if stop <= start or passage.masked[stop - 1] not in MASKS:
        return False
    words = passage.text[slice(*passage.marked_before(stop).inside())].strip()
    return words.endswith(",") and words[:1].islower()


def beside_source(passage: Passage, words: SpeechWords, cue: Cue, start: int, end: int) -> list[Place]:
    """Return the clause that "according to" somebody: behind a comma where it opens the sentence, else before it.

    >>> from corpustools.pipeline import where
    >>> [words for words, _, _ in where("according_to", "The old harbour, according to Jane Roe, remains a sight.")]
    ['The old harbour', 'remains a sight']
    """
    masked = passage.masked
    if cue.first < cue.start and not cue.before:
        that = max((found.end() for found in SUBORDINATE.finditer(masked, start, cue.start)), default=start)
        return [(that, end)]
    before = masked[start : cue.start].rstrip()
    left = before.strip(" ,—–(")
    clause = (start, start + len(before.rstrip(" ,—–(")))
    rest = masked[cue.last : end].rstrip(" .)")
    joins = before.rpartition(" ")[2].lower().lstrip("(") in _JOINS or (before[-1:] in "–—-" and has_verb(rest, words))
    behind = _behind_apposition(passage, cue.last)
    if rest.startswith(",") and (before[-1:] in (":", ";") or joins):
        return [(behind, end)]
    if rest.startswith(",") and before.endswith(","):
        opening = _OPENS.search(left)
        if opening is not None:
            return [(start + before.index(left) + _rest_of(opening), clause[1]), (behind, end)]
        opens = left.partition(" ")[0].lower()
        if left and opens not in PREPOSITIONS and not has_verb(left, words) and _is_predicate(rest, words):
            return [clause, (behind, end)]
    if len(left.split()) < 3:
        if masked[cue.last : cue.last + 1] == ",":
            return [(behind, end)]
        return [(cue.last, end)] if not cue.before else []
    rest = rest.strip()
    return [clause] if not rest or rest[0] == "," else []


def _behind_apposition(passage: Passage, last: int) -> int:
    """Return where a clause begins behind a source and its comma, and behind a name between two: "…, Jane Roe, …"."""
    name = next((name for name in passage.names_in(last, last + 60) if name.kind == "person"), None)
    closed = name is not None and name.start == last + 2 and passage.masked[name.end : name.end + 1] == ","
    return name.end + 1 if name is not None and closed else last + 1
