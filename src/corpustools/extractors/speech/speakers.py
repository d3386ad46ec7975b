"""Whom the words beside a cue stand for: a name, somebody named before, or nobody who has a name."""

import re

from corpustools.extractors.names.lexicons import cues
from corpustools.extractors.names.word_kinds import is_role
from corpustools.extractors.speech.descriptions import described, last_subject, opener, opening_body
from corpustools.extractors.speech.memory import OF, Memory, Speaker, is_body
from corpustools.extractors.speech.passages import Name, Passage
from corpustools.extractors.speech.words import SpeechWords
from corpustools.model.mention import Place

_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])(?=\W|$)")
_SHORTENED = re.compile(r"^\w+['’](?:d|s|ll)$")  # "she’d respond"
_FIRST_PERSON = re.compile(r"(?:^|\s)(?:I|[Ww]e|you)(?:['’](?:ve|d|ll|m|re))?$")
_PARTICLES = re.compile(r"(?:(?:[Vv]on|[Vv]an|de|der|den|del|di|da|du|la|le|zu) )+")
_TOLD_BY = frozenset(
    "report statement letter study survey post tweet blog website lawsuit release filing account".split()
)


def identify(passage: Passage, words: SpeechWords, place: Place, memory: Memory) -> Speaker | None:
    """Say whom the words at ``place`` stand for; ``None`` where nobody can be meant by them."""
    start, end = place
    said = passage.text[start:end]
    first = said.partition(" ")[0]
    lower = said.lower()
    if lower == "who":
        before = passage.names_in(max(start - 80, 0), start)[-1:]
        if before and before[0].kind != "person" and not passage.masked[before[0].end : start].strip(" ,"):
            return None  # "researchers at the University of Oslo, who warned …"
        if before and before[0].kind == "person" and passage.masked[before[0].end : start] in (", ", " "):
            return Speaker(before[0].name, "person", passage.source(*before[0][:2]))
    if lower in words.pronouns or (_SHORTENED.search(said) and lower[:-2] in words.pronouns):
        return meant(passage, words, place, memory)
    if lower == "they":
        several = memory.group or memory.body or opening_body(passage, start) or memory.only_body()
        return Speaker(several.name if several else None, several.kind if several else None, passage.source(start, end))
    if lower == "it":
        body = memory.heard_body() or opening_body(passage, start)
        return Speaker(body.name if body else None, body.kind if body else None, passage.source(start, end))
    if _FIRST_PERSON.search(said):
        quoted = memory.quoted if lower == "i" or lower in ("ich", "je", "yo", "io", "eu") else None
        return Speaker(quoted.name, quoted.kind, passage.source(start, end)) if quoted is not None else None
    if (
        lower in words.others
        or lower in ("let’s", "let's")
        or (first.lower() in words.others and len(said.split()) < 2)
    ):
        return None
    return named(passage, words, place) or described(passage, words, place, memory)


def named(passage: Passage, words: SpeechWords, place: Place) -> Speaker | None:
    """Return the name that the words at ``place`` are, or have as their head."""
    start, end = place
    text = passage.text
    names = [name for name in passage.names_in(start, end) if name.kind != "time"]
    if not names:
        return None
    article = text[start:end].partition(" ")[0].lower() in words.articles
    opens = start + len(text[start:end].partition(" ")[0]) + 1 if article else start
    preposition = OF.search(text, start, end)
    head = preposition.start() if preposition else end
    if names[0].kind == "person" and _PARTICLES.fullmatch(text, start, names[0].start):
        return Speaker(names[0].name, "person", passage.source(names[0].start, names[0].end))
    for name in names:
        if name.kind != "person" or _POSSESSIVE.match(text, name.end) is not None:
            continue
        if name.end < head and _is_modifier(text[name.end : head]):
            continue
        # "a spokesman for Joe Biden" is not he; "Ambassador to Russia Li Hui" is.
        if name.start < head or (name.end == end and not article and not _is_object(text, name)):
            return Speaker(name.name, "person", passage.source(name.start, name.end))
    for name in names:
        possessive = _POSSESSIVE.match(text, name.end)
        if possessive is not None and name.start == opens:
            if set(text[possessive.end() : end].lower().split()) & _TOLD_BY:
                return Speaker(name.name, name.kind, passage.source(name.start, name.end))
        elif (name.kind == "organization" and name.start < head and (name.end >= head or name.end == end)) or (
            name.kind in ("place", "unsure", "organization") and (name.start, name.end) == (opens, end)
        ):
            return Speaker(name.name, name.kind, passage.source(name.start, name.end))
    return None


def _is_modifier(after: str) -> bool:
    """Whether a noun behind a name, and no comma, makes the name its modifier: "the Roe campaign"."""
    noun = after.split()[-1:]
    if not after.startswith(" ") or not noun or not after.strip().islower() or "," in after:
        return False
    return noun[0] in cues("around") or is_role(noun[0]) or (noun[0].endswith("s") and is_role(noun[0][:-1]))


def _is_object(text: str, name: Name) -> bool:
    """Whether a preposition stands right before a name."""
    return OF.search(text, max(0, name.start - 7), name.start) is not None


def meant(passage: Passage, words: SpeechWords, place: Place, memory: Memory) -> Speaker | None:
    """Return whom a pronoun means: the person who is talked of in the passage, or who spoke last."""
    known = last_subject(passage, place[0])
    person = memory.person
    if words.is_english and person is not None and is_body(person):
        person = memory.named  # In English "he" and "she" are no government and no company.
    if person is not None and person is memory.person and memory.age == 0:
        known = person
        since = person.place
        told = opener(passage, 0, passage.sentence_at(place[0])[0]) if since is not None else None
        if told is not None and told.place is not None and since is not None and told.place[0] >= since[1]:
            known = told  # "“…,” Roe said. Public agreed. “…,” he added."
    if known is None and memory.subject is not None and memory.told_of < memory.age:
        known = memory.subject  # Who spoke is longer ago than who was told of.
    known = known or person or memory.subject
    return Speaker(known.name if known else None, known.kind if known else None, passage.source(*place))
