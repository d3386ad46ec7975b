"""What is remembered of a document while it is read: who was named and heard, and by which words they go."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corpustools.extractors.names.word_kinds import is_common
from corpustools.extractors.speech.passages import Name, Passage
from corpustools.model.mention import Place

OF = re.compile(
    r"\s(?:of|for|from|to|with|at|in|on|by|who|whose|von|des|der|bei|für|de|du|des|del|della|di|do|da|из)\s"
)
"""What follows the head of the words for a speaker."""
_PREPOSITIONS_ABROAD = frozenset("de des du del della di do da von der van".split())
_PRONOUN_FIRST = re.compile(r"(?:He|She|His|Her|Er|Sie|Il|Elle)\b")
NOT_HUMAN = frozenset(
    "service police government ministry statement report court agency department office team paper study university "
    "council "
    "union party committee commission association institute authority family club state city country league board "
    "administration army military company firm group site website channel station network magazine newspaper "
    "band polizei ministerium unternehmen partei regierung gericht behörde bericht studie feuerwehr "
    "staatsanwaltschaft verein club bank konzern stadt land gemeinde institut zeitung sender amt kreis verband clique "
    "leitung mannschaft gewerkschaft firma kirche".split()
)
"""Nouns that stand for a body, not for a person."""

NEAR = 1500  # characters within which somebody named before may be meant


class Speaker(NamedTuple):
    """Who speaks, what kind of name it is (``None``: no name), and where the text as read says so."""

    name: str | None
    kind: str | None
    place: Place | None = None


@dataclass(slots=True)
class Memory:
    """Whom a document named and heard so far, to know who "she" is."""

    quoted: Speaker | None = None
    """Who says "I": somebody who is quoted, inside of whose words others are."""
    person: Speaker | None = None
    named: Speaker | None = None
    body: Speaker | None = None
    group: Speaker | None = None
    age: int = 0
    subject: Speaker | None = None
    told_of: int = 0
    introduced: set[str] = field(default_factory=set)
    recent: tuple[Name, ...] = ()
    bodies: dict[str, Name] = field(default_factory=dict)
    body_age: int = 0
    titled: dict[str, Name] = field(default_factory=dict)

    def next_passage(self) -> None:
        """Forget who spoke long ago."""
        self.age += 1
        self.body_age += 1
        self.told_of += 1
        if self.told_of > 2:
            self.subject = None
        if self.age > 3:
            self.person = self.named = self.body = self.group = None

    def last(self, passage: Passage) -> Speaker | None:
        """Return who spoke last in a passage, or, where it holds marked words alone, in one before."""
        if self.age == 0:
            return self.person
        named = self.age <= 3 and self.person is not None and self.person.kind == "person"
        return self.person if named and passage.marked and passage.is_marked_alone() else None

    def only_body(self) -> Speaker | None:
        """Return the one organization that the passage before names."""
        return Speaker(self.recent[0].name, "organization") if len({name.name for name in self.recent}) == 1 else None

    def heard_body(self) -> Speaker | None:
        """Return what spoke last that "it" may stand for: an organization, or a noun that is nobody.

        None where the passage before tells of organizations, and not of the one that spoke before it.
        """
        if self.person is not None and is_body(self.person):
            return self.person
        body = self.body
        if body is not None and self.body_age > 1 and self.recent and body.name not in {n.name for n in self.recent}:
            return self.only_body()
        return body

    def see(self, passage: Passage) -> None:
        """Remember by which words the organizations and people of a passage may be called later."""
        if not passage.names:
            self.recent = ()
            if _PRONOUN_FIRST.match(passage.text):
                self.told_of = 0
            return
        self.recent = tuple([name for name in passage.names if name.kind == "organization"])
        told = [name for name in passage.told_in(0, len(passage.text)) if name.kind == "person"]
        people = {name.name: name for name in reversed(subjects(passage, told))}
        if people:
            first = min(people.values())
            alone = (len(people) == 1 and _is_subject(passage, first)) or first.start < 40
            self.subject = Speaker(first.name, "person", passage.source(first.start, first.end)) if alone else None
            self.told_of = 0
        elif _PRONOUN_FIRST.match(passage.text):
            self.told_of = 0
        for name in passage.names:
            if name.kind == "organization":
                for word in name.name.lower().split()[-2:]:
                    self.bodies[word] = name
            elif name.title:
                title = name.title.split()
                self.titled |= {" ".join(title[at:]): name for at in range(max(len(title) - 4, 0), len(title))}

    def hear(self, speaker: Speaker) -> None:
        """Remember who spoke."""
        if _is_several(speaker):
            self.group, self.age = speaker, 0
            return
        if speaker.kind == "person" or (speaker.kind is None and speaker.name):
            self.person, self.age = speaker, 0
            if speaker.kind == "person":
                self.named = speaker
        elif speaker.kind in ("organization", "place"):
            self.body, self.age, self.body_age = speaker, 0, 0


def is_body(speaker: Speaker) -> bool:
    """Whether a speaker without a name is no human being: "the Government", "the harbour police".

    >>> is_body(Speaker("old Government", None)), is_body(Speaker("mayor", None)), is_body(Speaker("Bank", "person"))
    (True, False, False)
    """
    return speaker.kind is None and (speaker.name or "").rpartition(" ")[2].lower() in NOT_HUMAN


def subjects(passage: Passage, people: Sequence[Name]) -> Sequence[Name]:
    """Return those of some people who may be told of, if any: "Roe's plan" and "friends like Roe" tell of others."""
    return [name for name in people if _is_subject(passage, name)] or people


def _is_subject(passage: Passage, name: Name) -> bool:
    if passage.masked[name.end : name.end + 2] in ("’s", "'s"):
        return False
    before = passage.masked[max(name.start - 12, 0) : name.start].split()[-1:]
    return not before or before[0].lower() not in _NOT_BEFORE_SUBJECTS


_NOT_BEFORE_SUBJECTS = frozenset("like by of with for from to than about and".split())


def _is_several(speaker: Speaker) -> bool:
    """Whether a speaker is several people, as "they" takes up: officials, the police."""
    if speaker.kind == "organization":
        return False
    name = speaker.name or ""
    following = OF.search(name)
    head = (name[: following.start()] if following else name).rpartition(" ")[2]
    if speaker.kind is not None or not (head.islower() or is_common(head)):
        return False
    if not _PREPOSITIONS_ABROAD.isdisjoint((speaker.name or "").split()):
        return False  # "syndicat des pêcheurs": the head is not the last word
    return head.lower() in ("police", "people") or (head[-1:] == "s" and head[-2:] not in ("ss", "us", "is"))
