"""Words that stand for somebody whom the text names elsewhere: "the minister", "the company", "the 35-year-old"."""

import re

from corpustools.extractors.names.lexicons import cues
from corpustools.extractors.speech.memory import NEAR, NOT_HUMAN, OF, Memory, Speaker, subjects
from corpustools.extractors.speech.passages import MASKS, Passage
from corpustools.extractors.speech.subject_phrases import PREPOSITIONS
from corpustools.extractors.speech.words import SpeechWords
from corpustools.model.mention import Place

_DEFINITE = frozenset("the der die das le la el il o".split())
_AGED = re.compile(r"(?:\d\d-year-old|\d\d[- ]?jährige\w*|\d\d jahre alte|\d\d-åringen)\b.*", re.IGNORECASE)
_NO_PHRASE = re.compile(
    r"(?:(?:it|that|there|here|he|she|what|who|this)['’]s|btw)\b|.*\s(?:what|who|which)$", re.IGNORECASE
)
_SPEAK = ("person", "organization")
_MODIFIERS = 4  # words before the noun by which somebody is called again


def described(passage: Passage, words: SpeechWords, place: Place, memory: Memory) -> Speaker | None:
    """Return whom a description means; else the words themselves, without their article; ``None`` for no description.

    Somebody whom the text names is meant by the title that stood before the name, by a noun that news call people by
    again where the text tells of one person, by "the company" where one organization is told of.

    >>> from corpustools.pipeline import where
    >>> where("said_that", "Jane Roe has left the town. The former minister said that it was quiet there.")
    [('it was quiet there', 'indirect', 'Jane Roe')]
    >>> where("said_that", "Jane Roe has left the town. A former minister said that it was quiet there.")
    [('it was quiet there', 'indirect', 'former minister')]
    """
    start, end = place
    said = passage.text[start:end]
    if _NO_PHRASE.match(said):
        return None
    apposed = next(iter(passage.names_in(end, end + 60)), None)
    if apposed is not None and apposed.kind in _SPEAK and _is_apposed(passage, end, apposed.start, apposed.end):
        return Speaker(apposed.name, apposed.kind, passage.source(apposed.start, apposed.end))
    first, _, rest = said.partition(" ")
    if first.lower() in words.articles and rest:
        if first.lower() in _DEFINITE:
            known = _called(passage, words, first.lower(), rest, start, memory)
            if known is not None:
                return Speaker(known.name, known.kind, passage.source(start, end))
        memory.introduced.add(_head(rest, words))
        start += len(first) + 1
        said = rest
    if not any(c.isalpha() for c in said):
        return None
    return Speaker(" ".join(said.split()), None, passage.source(start, end))


def _is_apposed(passage: Passage, end: int, start: int, stop: int) -> bool:
    """Whether a name stands between commas right behind a description: "the mine's owner, Vrebt plc, said …"."""
    return passage.masked[end:start] == ", " and passage.masked[stop : stop + 1] == ","


def _head(rest: str, words: SpeechWords) -> str:
    """Return the noun of a description: the first word in Romance languages, else the last before a preposition."""
    following = OF.search(rest)
    noun = (rest[: following.start()] if following else rest).lower().split()
    return noun[0 if words.nouns_first else -1]


def _called(
    passage: Passage, words: SpeechWords, article: str, rest: str, start: int, memory: Memory
) -> Speaker | None:
    """Return whom words behind a definite article call by something else than a name."""
    lower = rest.lower()
    whole = passage.names_in(start, start + len(article) + 1 + len(rest))
    if words.is_english and any(name.kind == "person" for name in whole):
        return None  # "the Roe campaign"
    if _AGED.fullmatch(rest):
        return last_subject(passage, start) or memory.named
    titled = memory.titled.get(lower)
    if titled is not None:
        return Speaker(titled.name, titled.kind)
    if " " not in rest and lower in memory.bodies:
        return Speaker(memory.bodies[lower].name, memory.bodies[lower].kind)
    head = _head(rest, words)
    number = rest.count(" ")
    if not words.is_german and head not in rest.split():
        return None  # "the Harbour Post" is a name
    if head in cues("bodies") and number <= _MODIFIERS:
        return _body_meant(passage, start, memory)
    if head in memory.introduced:
        return None
    if head in cues("called") and number <= _MODIFIERS + 4 * (OF.search(rest) is not None):
        modifiers = lower.split()[:-1]
        if not cues("demonyms").isdisjoint(modifiers) and not _is_of_subject(passage, start):
            return None
        recent = memory.named if memory.age < 2 else None
        return last_subject(passage, start) or recent or memory.subject or memory.named
    if number < 3 and _is_human(article, head):
        return only_person(passage, 0, start) or (
            memory.named if memory.named is memory.person and memory.age < 2 else None
        )
    return None


def _body_meant(passage: Passage, start: int, memory: Memory) -> Speaker | None:
    """Return the organization that spoke in this passage, or that it tells of, or the passage before does."""
    told = None if memory.body is not None and memory.body_age == 0 else opening_body(passage, start)
    return told or memory.heard_body() or memory.only_body()


def _is_of_subject(passage: Passage, start: int) -> bool:
    """Whether a passage names one person alone before a place, whom an adjective of a country may describe."""
    return only_person(passage, 0, start) is not None


def _is_human(article: str, head: str) -> bool:
    """Whether a noun with its definite article may be one person, by the little that its form tells."""
    if head in NOT_HUMAN or head.endswith(("schaft", "ung", "ium", "amt", "ment", "tion")):
        return False
    return (
        head.endswith("in")
        if article == "die"
        else article in ("the", "der", "le", "la", "el", "il") and head[-1] != "s"
    )


def only_person(passage: Passage, start: int, end: int) -> Speaker | None:
    """Return the one person whom a stretch of a passage names."""
    people = {name.name: name for name in passage.told_in(max(start, end - NEAR), end) if name.kind == "person"}
    if len(people) != 1:
        return None
    (name,) = people.values()
    return Speaker(name.name, "person", passage.source(name.start, name.end))


def last_subject(passage: Passage, before: int) -> Speaker | None:
    """Return the one person named in a passage up to a place, or the first of its last sentences."""
    people = [name for name in passage.told_in(max(0, before - NEAR), before) if name.kind == "person"]
    people = list(subjects(passage, people))
    if not people:
        return None
    sentence = passage.sentence_at(before)[0]
    earlier = [name for name in people if name.start < sentence] or people
    if len({name.name for name in earlier}) > 1:
        opening = [name for name in earlier if name.start - passage.sentence_at(name.start)[0] < 40]
        earlier = opening[-1:] or earlier[-1:]
    return Speaker(earlier[-1].name, "person", passage.source(earlier[-1].start, earlier[-1].end))


def opener(passage: Passage, since: int, before: int) -> Speaker | None:
    """Return the person whom the last of the sentences of a stretch opens with, if that is one of its first words."""
    at = before
    since = max(since, before - NEAR)
    while at > since:
        start, _ = passage.sentence_at(at - 1)
        for name in passage.told_in(max(start, since), min(before, max(start, since) + 60))[:1]:
            lead = passage.masked[start : name.start]
            if name.kind == "person" and start >= since and len(lead) < 40 and not lead.strip()[:1].islower():
                first = lead.partition(" ")[0].lower()
                possessive = passage.masked[name.end : name.end + 2] in ("’s", "'s")
                if first not in PREPOSITIONS and not possessive and not any(mark in lead for mark in ",:" + MASKS):
                    return Speaker(name.name, "person", passage.source(name.start, name.end))
        if start <= since:
            return None
        at = start
    return None


def opening_body(passage: Passage, before: int) -> Speaker | None:
    """Return the organization that the sentence before a place opens with."""
    start, _ = passage.sentence_at(before)
    earlier = passage.sentence_at(max(start - 2, 0))[0]
    for name in passage.told_in(max(earlier, before - NEAR), before)[:1]:
        if name.kind == "organization" and name.start - earlier < 40:
            return Speaker(name.name, "organization", passage.source(name.start, name.end))
    return None
