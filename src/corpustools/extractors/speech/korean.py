"""Words in quotation marks in Korean: the particle behind the marks says that they are speech."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpustools.extractors.speech.passages import Passage
from corpustools.model.mention import Place
from corpustools.text.quotation_marks import Marked

_PARTICLE = re.compile(r"\s?(?:이?라고|이?라며|이?라면서|이?라는|고|며|면서|하고)(?![^\s.,]{3})")
_CUE = re.compile(
    r"(?:말|강조|지적|주장|설명|비판|요구|당부|약속|평가|언급|반박|호소|토로|제안|촉구|단언|경고|인정|진단)했|밝혔|전했|했다|덧붙였|"
    r"적었|썼|물었|답했|꼬집었|외쳤|한다"
)
_SUBJECT = re.compile(r"(?P<words>[^\s,.“”\"'‘’]+(?:\s[^\s,.“”\"'‘’]+){0,2}?)(?P<particle>[은는이가도])(?=\s)")
_STEMS = ("하", "되", "있", "없", "않", "이기")
_ASKED = re.compile(r"데 대해|하자 |묻자 |질문에|물음에")
_PRONOUNS = frozenset(("그", "그녀", "이", "그들"))


class KoreanQuoted(NamedTuple):
    """Marked words that are speech: whose name, where the speaker and the cue are, in the passage."""

    marked: Marked
    speaker: str | None
    speaker_at: Place | None
    cue: Place | None
    passage: Passage


def korean_speech(passages: Sequence[Passage]) -> Iterator[KoreanQuoted]:
    """Yield the marked words of a Korean document that are speech."""
    last: str | None = None
    for passage in passages:
        for marked in passage.marked:
            particle = _PARTICLE.match(passage.masked, marked.end)
            if particle is None:
                continue
            start, end = passage.sentence_at(marked.start)
            cue = _CUE.search(passage.masked, particle.end(), min(max(end, particle.end()), particle.end() + 120))
            named = _subject(passage, max(start, marked.start - 300), marked.start)
            if named is not None and named[0] not in _PRONOUNS:
                last = named[0]
            place = named[1] if named is not None else None
            yield KoreanQuoted(marked, last, place, cue.span() if cue else None, passage)


def _subject(passage: Passage, start: int, end: int) -> tuple[str, Place] | None:
    """Return the name, or the words, that a particle marks as the subject before marked words."""
    subjects = [
        found
        for found in _SUBJECT.finditer(passage.masked, start, end)
        if not (found["particle"] == "는" and found["words"].endswith(_STEMS))
    ]
    if _ASKED.search(passage.masked, start, end) and not any(found["particle"] in "은는" for found in subjects):
        return None  # Who was asked, or spoken to, answers: "김 의원이 지지한 데 대해 “…”고 했다"
    # Of several the last with a topic's particle: what comes before it belongs to it ("the one who came to Mokpo").
    subjects = [found for found in subjects if found["particle"] in "은는"][-1:] or subjects[:1]
    for found in subjects:
        for name in passage.names_in(max(found.start() - 12, start), found.end()):
            if name.kind in ("person", "organization"):
                return name.name, (name.start, name.end)
    if not subjects:
        return None
    place = subjects[0].span("words")
    return passage.text[slice(*place)], place
