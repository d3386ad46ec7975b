"""The words for a speaker, without what stands before and behind them: conjunctions, adverbs, "on Tuesday"."""

import re
from collections.abc import Iterable

from corpustools.extractors.speech.passages import Name, Passage
from corpustools.extractors.speech.words import SpeechWords
from corpustools.model.mention import Place

_WORD = re.compile(r"[\w’'\-]+\.?")

_OFTEN = re.compile(r"(?:\w+\stimes|once|twice)\s(?=(?:the|a|his|her|[A-Z]))")
# Fewer than those that join authors: in reported speech "i" is most often "in", as Norwegian has it.
_AND = re.compile(r"\s(?:and|und|et|y|e|en|och|og|и)\s")
OPENERS = frozenset(
    "but and or still yet however meanwhile then so also instead now again earlier later yesterday today afterwards "
    "und oder doch aber auch et mais y pero e ma mas но и though while as als wenn nachdem während "
    "men og så da videre ja her der derfor deretter också och "
    "jak bowiem także też jednak ale również już dříve již také však ovšem prý přitom potom tak".split()
)
PREPOSITIONS = frozenset(
    "in on at by due during after before since for from with without despite under over about amid among following "
    "between of to über unter aus durch für gegen ohne seit trotz wegen neben into through against around as "
    "per via am im bei beim nach vor zum zur gegenüber laut mit auf zu "
    "zudem dazu dabei dann während so zugleich gleichzeitig ferner außerdem dennoch bereits weiter dort hier "
    "zuvor später jedoch allerdings zuletzt heute gestern dans en à sur pour après avant lors depuis con por para "
    "según tras ante durante sobre nel nella per su dopo secondo em no na com após в на по при после".split()
)
_ASKING = frozenset("who which what whom where".split())
_PERSONAL = frozenset("he she they we i you it".split())
_WHEN = frozenset("last this next earlier later when then once today yesterday recently again".split())
RELATIVES = frozenset("which that que qui che die der das welche который которая которые".split())
LONGEST = 30  # words for one speaker


def trimmed(passage: Passage, words: SpeechWords, start: int, end: int) -> Place | None:
    """Return a subject without what opens its sentence: conjunctions, adverbs, "on Tuesday"; or ``None``."""
    masked = passage.masked
    ands = list(_AND.finditer(masked, start, end))
    for found in reversed(ands):
        right = masked[found.end() : end].split()
        left = masked[start : found.start()].lower().split()
        if right and (
            right[0].lower() in words.pronouns
            or right[0].lower() in words.others
            or not (words.verbs.isdisjoint(left) and words.free.isdisjoint(left))
        ):
            start = found.end()
            break
    start, end = stripped(masked, start, end)
    if masked[start:end].rpartition(" ")[2].lower() in RELATIVES or masked.startswith("whose ", start):
        return None
    while (first := _WORD.match(masked, start, end)) is not None and (
        (lower := first[0].lower()) in OPENERS
        or lower in words.conjunctions
        or (first[0] in words.free and first.end() < end)
    ):
        start, end = stripped(masked, first.end(), end)
    if (often := _OFTEN.match(masked, start, end)) is not None:
        start = often.end()
        first = _WORD.match(masked, start, end)
    if first is not None and first[0].lower() in _ASKING and first.end() < end:
        start, end = stripped(masked, first.end(), end)
        first = _WORD.match(masked, start, end)
    if first is None or start >= end:
        return None
    opens = first[0].lower()
    said = masked[start:end].rpartition(" ")[2]
    if said.lower() in words.articles:
        return None
    if words.is_english and said.lower() in _PERSONAL and len(said) < end - start:
        # "Last year she said"; but "Anything they say" is a relative clause.
        return (end - len(said), end) if opens in _WHEN or opens in PREPOSITIONS else None
    if not words.is_english and not words.is_german and opens in words.pronouns:
        return start, first.end()  # "hun ivrigt"
    if words.by_case and not any(name.kind == "person" for name in passage.names_in(start, end)):
        later = (found.start() for found in _WORD.finditer(masked, first.end(), end) if found[0] in words.stops)
        end = start + len(masked[start : next(later, end)].rstrip())
        while (last := masked[start:end].rpartition(" "))[1] and last[2].lower() in words.auxiliaries:
            end = start + len(last[0].rstrip())
    led = opens in PREPOSITIONS or opens in words.prepositions or opens in words.stops
    if led or (words.is_english and opens.endswith("ing") and opens[:-3].isalpha()):
        # "On Tuesday Smith said", "Speaking to reporters Smith said": the last name, or what the last article opens.
        names = [each for each in passage.names_in(start, end) if each.kind == "person" and each.end == end]
        if names:
            return names[-1].start, end
        if said.lower() in words.pronouns:
            return end - len(said), end
        if led:
            return None
    if words.is_german and german_noun_end(masked, start, end, passage.names_in(start, end)) < end:
        return None
    spoken = masked[start:end].split()
    if len(spoken) > LONGEST or not any(c.isalpha() for c in masked[start:end]):
        return None
    return start, end


_BETWEEN_NOUNS = frozenset(
    "der des den dem die das ein eine eines einer einem einen für von und im am in zum zur bei beim aus vom auf "
    "an zu mit "
    "gegen über um unter nach alte alter ihr sein seine ihre seines ihrer laut zwischen van de bin al da del".split()
)
_ADVERBS = frozenset("weiter wieder aber immer bisher früher später hier dagegen daneben eben".split())
_NEW_NOUN = frozenset("ein eine das die den dem einen einem".split())


def german_noun_end(masked: str, start: int, end: int, names: Iterable[Name]) -> int:
    """Return where a noun and what belongs to it end: before the small word behind a noun that no noun follows.

    >>> text = "die neue Sprecherin der Stadt Bonn weiter im Radio"
    >>> text[: german_noun_end(text, 0, len(text), ())]
    'die neue Sprecherin der Stadt Bonn'
    """
    reached = start
    noun = False
    last = ""
    for found in _WORD.finditer(masked, start, end):
        word = found[0]
        if (
            any(name.start <= found.start() < name.end for name in names)
            or masked[found.start() - 1 : found.start()] == "."
            or word[0].isupper()
            or word[0].isdigit()
        ):
            noun, reached = True, found.end()
        elif (noun and (word in _NEW_NOUN and last not in _BETWEEN_NOUNS)) or (
            noun and word.lower() not in _BETWEEN_NOUNS and (word in _ADVERBS or not word.endswith(("en", "er", "es")))
        ):
            break
        elif not noun and word.lower() in ("er", "sie"):
            return found.end()
        last = word.lower()
    return reached if noun else end


def stripped(text: str, start: int, end: int) -> Place:
    """Return where words begin and end without spaces, marks and punctuation around them."""
    words = text[start:end]
    start += len(words) - len(words.lstrip(' ,;”“"»«(\n\t\u200b\u00a0'))
    return start, max(start, start + len(words.strip(' ,;”“"»«\n\t\u200b\u00a0')))
