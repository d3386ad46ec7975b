"""Speech in Turkish, whose verb comes last: marked words before it, and clauses that an ending makes its object."""

import re
from collections.abc import Iterator, Sequence

from corpustools.extractors.speech.memory import NEAR
from corpustools.extractors.speech.passages import MASKS, Passage
from corpustools.extractors.speech.telling import Heard, Teller, heard, in_order
from corpustools.model.mention import Place
from corpustools.text.quotation_marks import Marked

_SAYS = (
    r"de(?:di|dik?ler|r|rken|mişti|mekte)|söyle(?:di|diler|mişti|yerek)|belirt(?:ti|tiler|erek|mişti)|"
    r"konuştu|kaydetti|vurgula(?:dı|dılar|yarak)|açıkla(?:dı|dılar|mıştı)|aktar(?:dı|dılar|arak)|bildir(?:di|diler)|"
    r"anlat(?:tı|tılar|arak)|ekle(?:di|diler|yerek)|savun(?:du|dular|arak)|duyur(?:du|dular)|hatırlat(?:tı|arak)|"
    r"sordu|yanıtladı|seslendi|yazdı|uyardı|(?:ifade|iddia) (?:etti|ettiler|ederek)|dile getir(?:di|diler|erek)|"
    r"öne sür(?:dü|düler|erek)|altını çizdi|dikkat(?:i)? çekti|"
    r"(?:ifade(?:si|leri)ni|söz(?:ü|leri)nü?|sözlerini) (?:kullandı|sarf etti)|"
    r"(?:değerlendirmesi|açıklaması|paylaşımı|yorumu)n[ıd]?[ae]?(?: bulundu| yaptı)|(?:yanıt|cevap)ını verdi"
)
_SAYING = (
    r"diyen|diye konuşan|diye yazan|(?:ifade(?:si|leri)ni|sözlerini) kullanan|"
    r"(?:değerlendirmesi|açıklaması)nd[ae] bulunan|şeklinde konuşan"
)
_BEHIND = re.compile(rf"[,.]?\s?(?:(?:diye|şeklinde|ve|de|da)\s)?(?P<cue>{_SAYS})\b")
_WHO_SAYS = re.compile(rf"[,.]?\s?(?P<cue>{_SAYING})\s(?P<who>(?:[^\W\d_]\S* ){{0,6}}?[^\W\d_a-zçğıöşü]\w*)(?=[,.'’ ])")
_BEFORE = re.compile(rf"(?P<cue>{_SAYS})\b[^:{MASKS}.!?]{{0,24}}:\s?$")
_OBJECT = re.compile(
    r"(?P<words>[^.!?]+?\w(?:[ıiuü]ğ[ıiuü]n[ıiuü]|[ae]c[ae]ğ[ıi]n[ıi]|[ıiuü]k(?:lar|ler)[ıi]n[ıi]|c[ae]klar[ıi]n[ıi]|cekler[ıi]n[ıi]))"
    rf"(?: (?:de|da|ise))?,? (?P<cue>{_SAYS})\b"
)
_ACCORDING = re.compile(r"(?P<who>[^\W\d_][^,.:;]{1,60}?) göre,? ")
_ASIDE = re.compile(
    r"^(?:(?:Ancak|Ayrıca|Dün|Bugün|Öte yandan|Daha sonra|Konuşmasında|Açıklamasında|Ve|Ama|Fakat|Böylece|"
    r"Son olarak),? )+"
)
_ENDS = re.compile(
    r",|\s(?:ise|de|da|dün|bugün|yaptığı|yazılı|konuya|sosyal|basın|bir|bu|için|ile|[A-ZÇĞİÖŞÜ]?\w*(?:da|de|ta|te))\s"
)
_NO_SPEAKERS = re.compile(
    r"^(?:bu|şu|o|buna|ona|şuna|bun[au]n?|edinilen .*|alınan .*|şöyle|şunları?|böyle|"
    r".*(?:bilgi|iddia|plan|yasa|kanun|araştırma|anket|sonuçlar|veriler|rapor)\w*)$",
    re.IGNORECASE,
)


def turkish_speech(passages: Sequence[Passage]) -> Iterator[Heard]:
    """Yield what a Turkish document says that somebody said.

    >>> from corpustools.extractors.speech.passages import passages
    >>> import corpustools
    >>> def said(text):
    ...     document = corpustools.read(text)
    ...     found = [said for _, said in turkish_speech(passages(document))]
    ...     return [(document.words_at(each.start, each.end), each.speaker) for each in found]
    >>> said("Belediye Başkanı Ayşe Yılmaz, “Liman yarın yeniden açılacak” dedi. Yılmaz, çok beklediklerini söyledi.")
    [('“Liman yarın yeniden açılacak”', 'Ayşe Yılmaz'), ('çok beklediklerini', 'Ayşe Yılmaz')]

    A name in marks is not said, nor does a plan say anything:

    >>> said("“Eski Liman Kahvesi” kapandı. Plana göre, liman yarın açılacak. Nedenini kimse bilmiyor bu şehirde.")
    []
    """
    last: Teller | None = None
    opened = False
    for passage in passages:
        last = last and last.in_next_passage()
        spoken = opened
        opened = False
        for place, marked in in_order(passage, passage.sentences or ((0, len(passage.text)),)):
            if marked is None:
                for rule, at, speaker, cue in _reported(passage, *place, last):
                    last = speaker
                    yield heard(rule, passage, at, "indirect", speaker, cue)
                continue
            found = _beside(passage, passage.sentence_at(marked.start), marked, last)
            if found is not None:
                speaker, cue = found
                last, spoken = speaker, True
                yield heard("marked_by_cue", passage, place, "direct", speaker, cue)
            elif spoken and last is not None and _is_sentence(passage, marked):
                yield heard("marked_sentence", passage, place, "direct", last, None)
        opened = passage.text.rstrip().endswith(":") or (spoken and passage.is_marked_alone())


def _is_sentence(passage: Passage, marked: Marked) -> bool:
    before = passage.masked[max(marked.start - 40, 0) : marked.start].rstrip()[-1:]
    words = passage.text[slice(*marked.inside())].strip()
    return (not before or before in ".!?:" + MASKS) and words[:1].isupper() and (words[-1:] in ".!?" or not before)


def _beside(passage: Passage, sentence: Place, marked: Marked, last: Teller | None) -> tuple[Teller, Place] | None:
    """Return who says marked words, and the cue: behind them with the speaker at either side, or before a colon."""
    masked = passage.masked
    who = _WHO_SAYS.match(masked, marked.end)
    if who is not None:
        speaker = _speaker(passage, who.start("who"), who.end("who"), None)
        return None if speaker is None else (speaker, who.span("cue"))
    start = max(sentence[0], marked.start - NEAR)
    behind = _BEHIND.match(masked, marked.end)
    if behind is not None:
        speaker = _speaker(passage, start, marked.start, last)
        return None if speaker is None else (speaker, behind.span("cue"))
    before = _BEFORE.search(masked, max(start, marked.start - 60), marked.start)
    if before is not None:
        speaker = _speaker(passage, start, before.start("cue"), last)
        return None if speaker is None else (speaker, before.span("cue"))
    return None


def _reported(
    passage: Passage, start: int, end: int, last: Teller | None
) -> Iterator[tuple[str, Place, Teller, Place]]:
    """Yield the clause that an ending makes the object of a verb of saying, or that stands behind "according to"."""
    masked = passage.masked
    end = min(end, start + 4 * NEAR)
    source = _ACCORDING.match(masked, start, end)
    if source is not None:
        begin, stop = source.span("who")
        if _NO_SPEAKERS.match(masked[begin:stop]) is None:
            speaker = _speaker(passage, begin, stop, None) or Teller(masked[begin:stop], (begin, stop))
            yield "according_to", (source.end(), _without_stop(masked, source.end(), end)), speaker, source.span()
        return
    found = _OBJECT.match(masked, start, end)
    if found is None or any(mark in found["words"] for mark in MASKS):
        return
    teller = _speaker(passage, start, found.end("words"), last)
    if teller is None:
        return
    begin = start
    if teller.place is not None and teller.place[0] >= start:
        comma = masked.find(",", teller.place[1], found.end("words"))
        begin = comma + 1 if comma >= 0 else teller.place[1]
    begin += len(masked[begin : found.end("words")]) - len(masked[begin : found.end("words")].lstrip())
    if masked[begin : found.end("words")].strip():
        yield "said_that", (begin, found.end("words")), teller, found.span("cue")


def _without_stop(masked: str, start: int, end: int) -> int:
    return start + len(masked[start:end].rstrip(" .!?"))


def _speaker(passage: Passage, start: int, end: int, last: Teller | None) -> Teller | None:
    """Return who speaks in the words that open a sentence: a name, a noun up to a comma, or who spoke last."""
    masked = passage.masked
    aside = _ASIDE.match(masked[start:end])
    start += aside.end() if aside is not None else 0
    comma = masked.find(",", start, end)
    stop = comma if comma >= 0 else end
    names = [name for name in passage.told_in(start, end) if name.kind in ("person", "organization")]
    near = [name for name in names if name.end <= stop and masked[name.end : name.end + 1] not in ("'", "’")]
    if near:
        people = [name for name in near if name.kind == "person"] or near
        return Teller(people[-1].name, (people[-1].start, people[-1].end))
    bound = _ENDS.search(masked, start, end)
    words = masked[start : bound.start() if bound is not None else stop].strip()
    # A noun is the subject where a comma closes it; else nobody is named, and who spoke last goes on.
    if comma < 0 or not 1 <= len(words.split()) <= 6 or _NO_SPEAKERS.match(words) or not words[:1].isupper():
        return last
    at = start + masked[start:end].index(words)
    return Teller(words, (at, at + len(words)))
