"""Sources: who is named by "according to" and its like, and how far the words go that name them."""

import re
from collections.abc import Iterator

from corpustools.extractors.speech.cues import FAR, Cue
from corpustools.extractors.speech.memory import Memory
from corpustools.extractors.speech.passages import MASKS, Passage
from corpustools.extractors.speech.speakers import identify
from corpustools.extractors.speech.subject_phrases import german_noun_end
from corpustools.extractors.speech.words import SpeechWords
from corpustools.model.mention import Place
from corpustools.text.impersonal import says_nothing

_WORD = re.compile(r"[^\W\d_]+")
_POSTPOSITION = re.compile(r"(?P<who>(?:(?:[Dd]e[mnr]|[\w-]+en) )?[\w-]+) (?:zufolge|nach eigenen Angaben)\b")
_PER = re.compile(r", per (?:(?:the|an?|its|his|her) (?:[a-z]+ ){0,2})?[A-Z]")
_BY_DETAILS = re.compile(r"\b[Nn]ach (?P<who>[A-ZÄÖÜ][\w-]{2,}?)-?[Aa]ngaben\b")
_BOUNDARY = re.compile(rf"[,.;:)—–{MASKS}](?=\s|$)|[{MASKS}]")


_AS_SAID = re.compile(rf"\bwie (?P<rest>[^,.;:{MASKS}]{{2,90}}) (?P<verb>[^\W\d_]+)(?=\s?[,.;:–])")

_ASIDE = re.compile(r"\s(?:am|im|in|auf|bei|beim|gegenüber|nach|vor|dem)\s")


def as_said(passage: Passage, words: SpeechWords, sentence: Place, memory: Memory) -> Iterator[Cue]:
    """Yield the cues of German that end a clause: "…, wie der Bürgermeister am Montag sagte."."""
    masked = passage.masked
    for found in _AS_SAID.finditer(masked, *sentence):
        if found["verb"] not in words.cues:
            continue
        start, end = found.span("rest")
        first = _WORD.match(masked, start, end)
        if first is not None and first[0] in words.pronouns:
            end = first.end()
        else:
            end = german_noun_end(masked, start, end, passage.names_in(start, end))
            aside = _ASIDE.search(masked, start + 4, end)
            end = aside.start() if aside is not None else end
        speaker = identify(passage, words, (start, end), memory)
        if speaker is not None:
            begin = found.start() - len(", ") * masked.startswith(", ", found.start() - 2)
            yield Cue(*found.span("verb"), found["verb"], speaker, begin, found.end(), False)


def sources_of(passage: Passage, words: SpeechWords, sentence: Place, memory: Memory) -> Iterator[Cue]:
    """Yield the sources of a sentence: "according to" somebody."""
    start, end = sentence
    masked = passage.masked
    lower = masked[start:end].lower()
    for phrase in words.according:
        at = lower.find(phrase) if phrase != "per" or ", per " in lower else -1
        while at >= 0:
            begin, after = start + at, start + at + len(phrase)
            at = lower.find(phrase, at + len(phrase))
            if phrase == "per" and _PER.match(masked, begin - 2, end) is None:
                continue  # "a day, per person"
            if masked[after : after + 1].isalnum() or (masked[begin - 1 : begin].isalnum() and begin > 0):
                continue
            opens = begin - start < 8 and masked[start:begin].strip().lower() in ("", "but", "and", "aber", "und")
            near = (max(start, begin - FAR), min(end, after + FAR))
            found = _source(passage, words, *near, begin, after, opens, memory)
            if found is not None:
                yield found
    if words.is_german:
        for said in _BY_DETAILS.finditer(masked, start, end):
            # "nach RMV-Angaben", "nach Polizeiangaben"
            speaker = identify(passage, words, said.span("who"), memory)
            if speaker is not None:
                opens = said.start() == start
                first = said.start() if opens else start
                yield Cue(said.start(), said.end(), "according", speaker, first, said.end(), False)
        for found_after in _POSTPOSITION.finditer(masked, start, end):
            place = found_after.span("who")
            if says_nothing(found_after["who"], words.articles):
                continue
            speaker = identify(passage, words, place, memory)
            if speaker is not None:
                at, after = found_after.end("who") + 1, found_after.end()
                opens = found_after.start() == start
                yield Cue(at, after, "according", speaker, at if opens else start, after, False)


def _source(
    passage: Passage,
    words: SpeechWords,
    start: int,
    end: int,
    begin: int,
    after: int,
    opens: bool,
    memory: Memory,
) -> Cue | None:
    masked = passage.masked
    stop = end
    names = passage.names_in(after, end)
    for boundary in _BOUNDARY.finditer(masked, after + 1, end):
        if not any(name.start <= boundary.start() < name.end for name in names):
            stop = boundary.start()
            break
    open_clause = True
    inside = False
    if words.by_case:
        # The case alone says how far the words go: of names it is sure.
        named = next((name for name in names if name.kind in ("person", "organization")), None)
        if named is None or masked[after : named.start].count(" ") > 4 or named.start > stop:
            return None
        stop = _behind_brackets(masked, named.end)
        open_clause = False
        inside = not opens and masked[start:begin].rstrip()[-1:] != ","
        if inside and any(mark in masked[start:begin] for mark in MASKS):
            return None
    if opens and not words.is_english:
        verb = next((m for m in _WORD.finditer(masked, after, stop) if m[0].lower() in words.verbs), None)
        if verb is not None and words.is_german:
            stop, open_clause = verb.start(), False
    if words.is_german:
        if not opens and masked[start:begin].rstrip()[-1:] != ",":
            inside = True
            if masked[start:begin].rstrip().rpartition(" ")[2].lower() in words.articles:
                return None
        stop = min(stop, german_noun_end(masked, after, stop, names))
        people = [name for name in names if name.kind == "person" and name.start < stop]
        stop = min([stop, *(name.end for name in people[:1])])
        open_clause = open_clause and masked[stop : stop + 1] in (",", ".", "")
    place = (
        after + len(masked[after:stop]) - len(masked[after:stop].lstrip()),
        after + len(masked[after:stop].rstrip()),
    )
    if place[0] >= place[1] or masked[slice(*place)].count(" ") > 14:
        return None
    source = masked[slice(*place)]
    if says_nothing(source, words.articles) or (words.is_english and " that " in source):
        return None
    speaker = identify(passage, words, place, memory)
    if speaker is None or speaker.name is None:
        return None
    last = place[1]
    if opens and masked[last : last + 1] == ",":
        # "According to Jane Roe, a teacher at the school, the …"
        comma = masked.find(",", last + 1, end)
        if (
            comma > 0
            and masked[last + 1 : comma].split()[:1]
            and masked[last + 1 : comma].split()[0]
            in ("a", "an", "who", "director", "professor", "head", "author", "president", "chief", "editor")
        ):
            last = comma
    return Cue(begin, after, "according", speaker, start if inside else begin, last, open_clause and not inside)


def _behind_brackets(masked: str, end: int) -> int:
    """Return where the brackets close that open right behind a name, or where it ends: "Jan Novák (ODS)"."""
    return masked.find(")", end) + 1 if masked.startswith(" (", end) and masked.find(")", end, end + 30) > 0 else end
