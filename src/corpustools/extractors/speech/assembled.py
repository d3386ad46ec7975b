"""What a document says that somebody said: words in quotation marks, and clauses beside a cue."""

from collections.abc import Iterator
from functools import partial

from corpustools.extractors.speech.attribution import Quoted
from corpustools.extractors.speech.chinese import chinese_speech
from corpustools.extractors.speech.cues import Cue, cues_of
from corpustools.extractors.speech.dashed import dashed_speech, has_dashed_speech
from corpustools.extractors.speech.japanese import japanese_speech
from corpustools.extractors.speech.korean import KoreanQuoted, korean_speech
from corpustools.extractors.speech.marked import marked_speech, may_be_said, signed_speech
from corpustools.extractors.speech.memory import Memory, Speaker
from corpustools.extractors.speech.passages import Passage, nested, passages
from corpustools.extractors.speech.reported import Reported, reported_speech
from corpustools.extractors.speech.sources import as_said, sources_of
from corpustools.extractors.speech.telling import Heard
from corpustools.extractors.speech.told_nouns import claims_of
from corpustools.extractors.speech.turkish import turkish_speech
from corpustools.extractors.speech.words import NO_WORDS, SpeechWords, guess_language, speech_words
from corpustools.model.answers import Said
from corpustools.model.document import Document
from corpustools.model.mention import Place, QuotationKind
from corpustools.text.words import count_words


def speech(document: Document) -> tuple[Heard, ...]:
    """Return all that is said in a document, each with the rule that it is found by."""
    if document.metadata.language == "ko":
        told = passages(document, may_be_said=lambda text: count_words(text) > 2)
        return tuple(map(_by_particle, korean_speech(told)))
    if document.metadata.language == "ja":
        told = passages(document, may_be_said=lambda text: len(text) > 5)
        return tuple(map(_by_particle, japanese_speech(told)))
    if document.metadata.language == "zh":
        told = passages(document, may_be_said=lambda text: len(text) > 4)
        return tuple(chinese_speech(told))
    language = document.metadata.language or guess_language(document.text[:4000])
    if language == "tr":
        told = passages(document, may_be_said=lambda text: count_words(text) > 2)
        return tuple(turkish_speech(told))
    words = speech_words(language) or NO_WORDS
    return tuple(_heard(passages(document, words.starts, partial(may_be_said, words)), words))


def _quoted_inside(passage: Passage, words: SpeechWords, quoted: list[Quoted]) -> Iterator[Quoted]:
    """Yield what somebody who is quoted quotes, where a cue stands beside it: "I" is who is quoted."""
    for each in quoted:
        if each.speaker is None or each.passage is not passage:
            continue
        inner = nested(passage, each.marked, words.starts, partial(may_be_said, words))
        if inner is None:
            continue
        memory = Memory(quoted=each.speaker)
        cues = sorted(cue for sentence in inner.sentences for cue in cues_of(inner, words, sentence, memory))
        for said in marked_speech(inner, words, cues, [], None, None, memory):
            if said.cue is not None and said.speaker is not None and said.speaker.name is not None:
                yield said


def _heard(told: list[Passage], words: SpeechWords) -> Iterator[Heard]:
    memory = Memory()
    quoted: list[Quoted] = []
    open_: list[Quoted] = []  # of passages without a speaker that go on in the next
    introduced: Speaker | None = None
    dashes = has_dashed_speech(told, words)
    finders = (cues_of, sources_of, as_said) if words.is_german else (cues_of, sources_of)
    for passage in told:
        memory.next_passage()
        signed = signed_speech(passage)
        if signed is not None and signed.speaker is not None:
            memory.see(passage)
            quoted, introduced = [signed], None
            place = passage.source(signed.marked.start, signed.marked.end)
            yield "marked_signed", Said(*place, "direct", signed.speaker.name, signed.speaker.place)
            continue
        dashed = dashed_speech(passage, words, memory) if dashes else []
        if dashed:
            memory.see(passage)
            quoted, introduced = [], None
            yield from (("dashed_line", _direct(each)[1]) for each in dashed)
            continue
        cues: list[Cue] = []
        claimed = bool(words.nouns) and any(word in words.nouns for _, word in passage.cues)
        for sentence in passage.sentences:
            if not passage.marked and not passage.cues_in(*sentence):
                continue
            spoken = sorted([each for find in finders for each in find(passage, words, sentence, memory)])
            if claimed:
                spoken = sorted([*spoken, *claims_of(passage, words, sentence, memory)])
            for cue in spoken:
                memory.hear(cue.speaker)
            cues += spoken
        if not cues and not passage.marked:
            yield from (_direct(each) for each in open_)
            quoted, open_ = [], []
            memory.see(passage)
            introduced = _introduced(passage, cues)
            continue
        memory.see(passage)
        last = memory.last(passage) if passage.marked else None
        quoted = marked_speech(passage, words, cues, quoted, last, introduced, memory)
        introduced = _introduced(passage, cues)
        if open_ and quoted and quoted[0].cue is None and not quoted[-1].marked.closed:
            open_ += quoted
            continue
        for each in open_:
            follows = quoted and quoted[0].cue is not None and quoted[0].marked.start < 2
            yield _direct(each._replace(speaker=quoted[0].speaker) if follows else each)
        open_ = [each for each in quoted if each.cue is None and not each.marked.closed]
        yield from (_direct(each) for each in quoted if each not in open_)
        yield from (_direct(each) for each in _quoted_inside(passage, words, quoted))
        reported = reported_speech(passage, words, cues, quoted)
        yield from (_indirect(passage, each) for each in reported if not _is_unresolved(passage, each.cue))
    yield from (_direct(each) for each in open_)


def _is_unresolved(passage: Passage, cue: Cue) -> bool:
    """Whether "they" or "it" says something, and the text does not say who that is."""
    opens = passage.masked[cue.first : cue.first + 5].lower()
    return cue.speaker.name is None and (opens == "they " or opens.startswith("it "))


def _introduced(passage: Passage, cues: list[Cue]) -> Speaker | None:
    """Return whose words follow a passage that ends with a colon: who speaks last in it, or is named alone there."""
    if passage.marked or not passage.text.rstrip().endswith(":"):
        return None
    if cues:
        return cues[-1].speaker
    end = len(passage.text)
    start = passage.text.rfind(". ", 0, end) + 1
    names = {name.name: name for name in passage.told_in(start, end) if name.kind in ("person", "organization")}
    if len(names) != 1:
        return None
    (name,) = names.values()
    return Speaker(name.name, name.kind, passage.source(name.start, name.end))


def _by_particle(each: KoreanQuoted) -> Heard:
    at, cue = (None if place is None else each.passage.source(*place) for place in (each.speaker_at, each.cue))
    place = each.passage.source(each.marked.start, each.marked.end)
    return "marked_by_cue", Said(*place, "direct", each.speaker, at, cue)


def _direct(each: Quoted) -> Heard:
    place = each.passage.source(each.marked.start, each.marked.end)
    if each.cue is None:
        who = each.speaker
        return "marked_sentence", Said(*place, "direct", who.name if who else None, who.place if who else None)
    rule = "marked_according_to" if each.cue.word == "according" else "marked_by_cue"
    return rule, _said(place, "direct", each.cue, each.passage)


def _indirect(passage: Passage, each: Reported) -> Heard:
    place = passage.source(each.start, each.end)
    rule = (
        "according_to" if each.cue.word == "according" else "said_that" if each.start > each.cue.start else "so_he_said"
    )
    return rule, _said(place, "indirect", each.cue, passage)


def _said(place: Place, kind: QuotationKind, cue: Cue, passage: Passage) -> Said:
    told = passage.names_in(*cue.addressee) if cue.addressee else ()
    addressee = (told[0].name if told else passage.text[slice(*cue.addressee)]) if cue.addressee else None
    return Said(
        *place,
        kind,
        cue.speaker.name,
        cue.speaker.place,
        passage.source(cue.start, cue.end),
        addressee,
        passage.source(*cue.addressee) if cue.addressee else None,
    )
