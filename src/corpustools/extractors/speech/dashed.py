"""Speech that a dash opens at the start of a line, as Scandinavian, Slavic and Romance languages print it."""

import re
from collections.abc import Sequence

from corpustools.extractors.speech.attribution import Quoted
from corpustools.extractors.speech.cues import Cue
from corpustools.extractors.speech.memory import Memory, Speaker
from corpustools.extractors.speech.passages import Passage
from corpustools.extractors.speech.speakers import identify
from corpustools.extractors.speech.subjects import subject_after
from corpustools.extractors.speech.words import SpeechWords
from corpustools.text.quotation_marks import Marked
from corpustools.text.words import count_words

_OPENS = re.compile(r"\s*[–—]\s?(?=[^\W\d_a-z]|[«“„\"¿¡])")
_AGAIN = re.compile(r"\s*[,.]?\s?[–—]\s?")
_VERB = re.compile(r"(?:[,!?…»”]\s?[–—]?|\s[–—])\s?(?P<verb>[^\W\d_]{3,}) $")
_BEFORE_CUE = ",.!?…»”–— "


def has_dashed_speech(told: Sequence[Passage], words: SpeechWords) -> bool:
    """Whether a dash opens speech in a document, and not items of lists alone: a verb of saying says so."""
    return words.dashes and any(
        _OPENS.match(passage.text) is not None
        and any(
            word in words.free and passage.text[max(at - 4, 0) : at].rstrip()[-1:] in _BEFORE_CUE
            for at, word in passage.cues
        )
        for passage in told
    )


def dashed_speech(passage: Passage, words: SpeechWords, memory: Memory) -> list[Quoted]:
    """Return the speech of a passage that a dash opens; of one that names nobody, it is the person's who spoke before.

    Behind "he says" it goes on where another dash stands.
    """
    opening = _OPENS.match(passage.text)
    if opening is None:
        return []
    start, end = opening.end(), len(passage.text.rstrip())
    cue = _cue(passage, words, start, end, memory)
    if cue is None:
        known = memory.person if memory.age < 3 else None
        if count_words(passage.text[start:end]) < 4:
            return []
        speaker = known if known is not None and known.kind == "person" else None
        return [Quoted(Marked(start, end, False, False), speaker, None, passage)]
    memory.hear(cue.speaker)
    parts = [(start, start + len(passage.text[start : cue.first].rstrip(_BEFORE_CUE)))]
    again = _AGAIN.match(passage.text, cue.last)
    if again is not None and again.end() < end:
        parts.append((again.end(), end))
    return [Quoted(Marked(*part, False, False), cue.speaker, cue, passage) for part in parts if part[0] < part[1]]


def _cue(passage: Passage, words: SpeechWords, start: int, end: int, memory: Memory) -> Cue | None:
    """Return the first verb of saying behind a comma, a stop or a dash, with its subject behind it."""
    for place, word in passage.cues_in(start, end):
        if (
            word not in words.cues
            or passage.text[max(start, place - 4) : place].rstrip()[-1:] not in _BEFORE_CUE.strip()
        ):
            continue
        after = place + len(word)
        subject = subject_after(passage, words, after, passage.sentence_at(place)[1])
        speaker: Speaker | None = identify(passage, words, subject, memory) if subject is not None else None
        if subject is not None and speaker is not None:
            return Cue(place, after, word, speaker, place, subject[1], False)
    for name in passage.told_in(start, end):
        # A verb that no list has: "…, utbryter Roe", "…,— начал Роу."
        near = max(start, name.start - 40)
        before = _VERB.search(passage.text[near : name.start])
        if name.kind == "person" and before is not None and before["verb"].islower():
            speaker = Speaker(name.name, "person", passage.source(name.start, name.end))
            at = near + before.start("verb")
            return Cue(at, near + before.end("verb"), before["verb"], speaker, at, name.end, False)
    return None
