"""Whom the words beside a cue stand for: a name, somebody named before, or nobody who has a name."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from corpustools.extractors.passages import is_common
from corpustools.extractors.speech_passages import Name, Passage
from corpustools.extractors.speech_words import SpeechWords
from corpustools.model.mention import Place

_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])(?=\W|$)")
_PREPOSITIONS_ABROAD = frozenset("de des du del della di do da von der van".split())
_PRONOUN_FIRST = re.compile(r"(?:He|She|His|Her|Er|Sie|Il|Elle)\b")
_SHORTENED = re.compile(r"^\w+['’](?:d|s|ll)$")  # "she’d respond"
_FIRST_PERSON = re.compile(r"(?:^|\s)(?:I|[Ww]e|you)(?:['’](?:ve|d|ll|m|re))?$")
_OF = re.compile(
    r"\s(?:of|for|from|to|with|at|in|on|by|who|whose|von|des|der|bei|für|de|du|des|del|della|di|do|da|из)\s"
)
_TOLD_BY = frozenset(
    "report statement letter study survey post tweet blog website lawsuit release filing account".split()
)
_AGED = re.compile(
    r"(?:\d\d-year-old|\d\d[- ]?jährige\w*|\d\d jahre alte|(?:expert|analyst|actor|actress|singer|player|striker|star|"
    r"politician|senator|congressman|congresswoman|minister|president|coach|manager|author|professor|researcher|"
    r"scientist|director|chairman|executive|chief|designer|founder|mayor|governor|lawyer|musician|rapper|comedian|"
    r"trainer|kapitän|minister|ministerin|präsident|präsidentin|kanzler|kanzlerin|experte|expertin|autor|autorin|"
    r"politiker|politikerin|schauspieler|schauspielerin|sänger|sängerin|forscher|forscherin))\b.*",
    re.IGNORECASE,
)


_BODY = re.compile(
    r"group|company|firm|agency|organi[sz]ation|newspaper|outlet|bank|charity|unternehmen|konzern", re.IGNORECASE
)


NEAR = 1500  # characters within which somebody named before may be meant


class Speaker(NamedTuple):
    """Who speaks, what kind of name it is (``None``: no name), and where the text as read says so."""

    name: str | None
    kind: str | None
    place: Place | None = None


@dataclass(slots=True)
class Memory:
    """Whom a document named and heard so far, to know who "she" is."""

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
    titled: dict[str, Name] = field(default_factory=dict)

    def next_passage(self) -> None:
        """Forget who spoke long ago."""
        self.age += 1
        self.told_of += 1
        if self.told_of > 2:
            self.subject = None
        if self.age > 3:
            self.person = self.named = self.body = self.group = None

    def last(self, passage: Passage) -> Speaker | None:
        """Return who spoke last in a passage, or, where it holds marked words alone, in one before."""
        named = self.person is not None and self.person.kind == "person"
        return self.person if self.age <= (3 if named and passage.marked and passage.is_marked_alone() else 0) else None

    def only_body(self) -> Speaker | None:
        """Return the one organization that the passage before names."""
        return Speaker(self.recent[0].name, "organization") if len({name.name for name in self.recent}) == 1 else None

    def heard_body(self) -> Speaker | None:
        """Return what spoke last that "it" may stand for: an organization, or a noun that is nobody."""
        person = self.person
        if person is not None and person.kind is None and (person.name or "").rpartition(" ")[2].lower() in _NOT_HUMAN:
            return person
        return self.body

    def see(self, passage: Passage) -> None:
        """Remember by which words the organizations and people of a passage may be called later."""
        self.recent = tuple(name for name in passage.names if name.kind == "organization")
        people = {name.name: name for name in passage.told_in(0, len(passage.text)) if name.kind == "person"}
        if people:
            first = next(iter(people.values()))
            alone = len(people) == 1 or first.start < 40
            self.subject = Speaker(first.name, "person", passage.source(first.start, first.end)) if alone else None
            self.told_of = 0
        elif _PRONOUN_FIRST.match(passage.text):
            self.told_of = 0
        for name in passage.names:
            if name.kind == "organization":
                for word in name.name.lower().split()[-2:]:
                    self.bodies[word] = name
            elif name.title:
                self.titled[name.title.split()[-1]] = name

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
            self.body, self.age = speaker, 0


def _is_several(speaker: Speaker) -> bool:
    """Whether a speaker is several people, as "they" takes up: officials, the police."""
    if speaker.kind == "organization":
        return False
    name = speaker.name or ""
    following = _OF.search(name)
    head = (name[: following.start()] if following else name).rpartition(" ")[2]
    if speaker.kind is not None or not (head.islower() or is_common(head)):
        return False
    if not _PREPOSITIONS_ABROAD.isdisjoint((speaker.name or "").split()):
        return False  # "syndicat des pêcheurs": the head is not the last word
    return head.lower() in ("police", "people") or (head[-1:] == "s" and head[-2:] not in ("ss", "us", "is"))


def identify(passage: Passage, words: SpeechWords, place: Place, memory: Memory) -> Speaker | None:
    """Say whom the words at ``place`` stand for; ``None`` where nobody can be meant by them."""
    start, end = place
    said = passage.text[start:end]
    first = said.partition(" ")[0]
    lower = said.lower()
    if lower in words.pronouns or (_SHORTENED.search(said) and lower[:-2] in words.pronouns):
        return _meant(passage, place, memory)
    if lower == "they":
        several = memory.group or memory.body or _opening_body(passage, start) or memory.only_body()
        return Speaker(several.name if several else None, several.kind if several else None, passage.source(start, end))
    if lower == "it":
        body = memory.heard_body() or _opening_body(passage, start)
        return Speaker(body.name, body.kind, passage.source(start, end)) if body else None
    if _FIRST_PERSON.search(said):
        return None
    if lower in words.others or (first.lower() in words.others and len(said.split()) < 2):
        return None
    return named(passage, words, place) or _described(passage, words, place, memory)


def named(passage: Passage, words: SpeechWords, place: Place) -> Speaker | None:
    """Return the name that the words at ``place`` are, or have as their head."""
    start, end = place
    text = passage.text
    names = passage.names_in(start, end)
    if not names:
        return None
    article = text[start:end].partition(" ")[0].lower() in words.articles
    opens = start + len(text[start:end].partition(" ")[0]) + 1 if article else start
    preposition = _OF.search(text, start, end)
    head = preposition.start() if preposition else end
    for name in names:
        if name.kind != "person" or _POSSESSIVE.match(text, name.end) is not None:
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


def _is_object(text: str, name: Name) -> bool:
    """Whether a preposition stands right before a name."""
    return _OF.search(text, max(0, name.start - 7), name.start) is not None


def _described(passage: Passage, words: SpeechWords, place: Place, memory: Memory) -> Speaker | None:
    """Return the words themselves, without their article; "the 35-year-old" is who spoke last."""
    start, end = place
    said = passage.text[start:end]
    first, _, rest = said.partition(" ")
    if first.lower() in words.articles and rest:
        definite = first.lower() in ("the", "der", "die", "le", "la", "el", "il", "o")
        if definite and _AGED.fullmatch(rest):
            known = _subject(passage, start) or memory.named
            if known is not None:
                return Speaker(known.name, known.kind, passage.source(start, end))
        if definite and " " not in rest:
            called = memory.titled.get(rest.lower()) or memory.bodies.get(rest.lower())
            if called is not None:
                return Speaker(called.name, called.kind, passage.source(start, end))
        if definite and _BODY.fullmatch(rest):
            body = memory.body or memory.only_body()
            if body is not None:
                return Speaker(body.name, body.kind, passage.source(start, end))
        head = rest.split()[-1].lower()
        if definite and head not in memory.introduced and rest.count(" ") < 3 and _is_human(first.lower(), head):
            alone = only_person(passage, 0, start) or (
                memory.named if memory.named is memory.person and memory.age < 2 else None
            )
            if alone is not None:
                return Speaker(alone.name, alone.kind, passage.source(start, end))
        memory.introduced.add(head)
        start += len(first) + 1
        said = rest
    if not any(c.isalpha() for c in said):
        return None
    return Speaker(" ".join(said.split()), None, passage.source(start, end))


_NOT_HUMAN = frozenset(
    "service police government ministry statement report court agency department office team paper study university "
    "council "
    "union party committee commission association institute authority family club state city country league board "
    "administration army military company firm group site website channel station network magazine newspaper "
    "band polizei ministerium unternehmen partei regierung gericht behörde bericht studie feuerwehr "
    "staatsanwaltschaft verein club bank konzern stadt land gemeinde institut zeitung sender amt kreis verband clique "
    "leitung mannschaft gewerkschaft firma kirche".split()
)


def _is_human(article: str, head: str) -> bool:
    """Whether a noun with its definite article may be one person, by the little that its form tells."""
    if head in _NOT_HUMAN or head.endswith(("schaft", "ung", "ium", "amt", "ment", "tion")):
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


def _meant(passage: Passage, place: Place, memory: Memory) -> Speaker | None:
    """Return whom a pronoun means: the person who is talked of in the passage, or who spoke last."""
    known = _subject(passage, place[0])
    if memory.person is not None and memory.age == 0:
        known = memory.person
    known = known or memory.person or memory.subject
    return Speaker(known.name if known else None, known.kind if known else None, passage.source(*place))


def _opening_body(passage: Passage, before: int) -> Speaker | None:
    """Return the organization that the sentence before a place opens with."""
    start, _ = passage.sentence_at(before)
    earlier = passage.sentence_at(max(start - 2, 0))[0]
    for name in passage.told_in(earlier, before)[:1]:
        if name.kind == "organization" and name.start - earlier < 40:
            return Speaker(name.name, "organization", passage.source(name.start, name.end))
    return None


def _subject(passage: Passage, before: int) -> Speaker | None:
    """Return the one person named in a passage up to a place, or the first of its last sentences."""
    people = [name for name in passage.told_in(max(0, before - NEAR), before) if name.kind == "person"]
    if not people:
        return None
    sentence = passage.sentence_at(before)[0]
    earlier = [name for name in people if name.start < sentence] or people
    if len({name.name for name in earlier}) > 1:
        opening = [name for name in earlier if name.start - passage.sentence_at(name.start)[0] < 40]
        earlier = opening[-1:] or earlier[-1:]
    return Speaker(earlier[-1].name, "person", passage.source(earlier[-1].start, earlier[-1].end))
