"""Who speaks: the words before or behind a cue that stand for a speaker."""

import re
from collections.abc import Iterable

from corpustools.extractors.passages import is_role
from corpustools.extractors.speech_passages import MASKS, Name, Passage
from corpustools.extractors.speech_words import SpeechWords
from corpustools.model.mention import Place

_WORD = re.compile(r"[\w’'\-]+\.?")
_TO_THE_LEFT = re.compile(
    rf"[,;:–—{MASKS}]|\s-\s|(?<=\s)(?:that|but|while|because|although|though|when|where|if|whether|as|aber|doch|"
    rf"denn|dass|"
    r"weil|während|sondern|que|quand|mais|pero|porque|cuando|ma|mentre|perché|mas|но|а|что)(?=\s)",
    re.IGNORECASE,
)
_OFTEN = re.compile(r"(?:\w+\stimes|once|twice)\s(?=(?:the|a|his|her|[A-Z]))")
_AND = re.compile(r"\s(?:and|und|et|y|e|en|och|og|и)\s")
_OPENERS = frozenset(
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
_STOPS_AFTER = re.compile(
    rf"[,.;:!?(–—{MASKS}]|\s-\s|\s(?:that|when|while|as|after|before|during|told|who|in (?:an?|the|his|her|its|"
    rf"their|this) "
    r"(?:[\w-]+ ){0,2}(?:interview|statement|letter|report|post|tweet|email|e-mail|news|press|release|article|video)|"
    r"(?:on|last|this|earlier|later|in) (?:mon|tues|wednes|thurs|fri|satur|sun|week|month|year|jan|feb|mar|apr|may|jun|"
    r"jul|aug|sep|oct|nov|dec|\d)\w*|yesterday|today|tonight|about|dass|am|im|in|auf|bei|nach|vor|gegenüber|laut|"
    r"zu|dem|que|dans|lors|après|sur|à|en|tras|durante|al|a los|nel|durante|dopo|em|na|no|в|на|во|после)\b",
    re.IGNORECASE,
)
_NEGATED = frozenset(
    "not never to is are was were be been being didn’t didn't don’t don't doesn’t doesn't wasn't wasn’t hasn't haven't "
    "can’t can't cannot nicht nie wird wurde ist est été es ser no non não не".split()
)
_PART_OF_A_NAME = re.compile(r"[\w.’'\-]+(?:\s|$)")
_ASKING = frozenset("who which what whom where".split())
_NOUNS_IN_LY = frozenset("family assembly monopoly anomaly supply reply bully belly jelly july italy".split())
_PERSONAL = frozenset("he she they we i you it".split())
_WHEN = frozenset("last this next earlier later when then once today yesterday recently again".split())
RELATIVES = frozenset("which that que qui che die der das welche который которая которые".split())
LONGEST = 30  # words for one speaker


def subject_before(passage: Passage, words: SpeechWords, begin: int, cue: int) -> Place | None:
    """Return where the subject is that ends at a cue; it may have an apposition between commas behind it."""
    masked = passage.masked
    end = _without_auxiliaries(masked, words, begin, cue)
    if end is None or end <= begin:
        return None
    if masked[end - 1] == ")" and (opening := masked.rfind("(", begin, end)) > begin:
        end = begin + len(masked[begin:opening].rstrip())
    if masked[end - 1] == ",":
        return _before_apposition(passage, words, begin, end - 1)
    start = begin
    for boundary in _TO_THE_LEFT.finditer(masked, begin, end):
        start = boundary.end()
    if start > begin and (described := _described_without_comma(passage, begin, start, end)) is not None:
        return described
    if "dass" in words.that and (named := _of_relative_clause(passage, start, end)) is not None:
        return named
    if "that" in words.that and (aside := _HAS.search(masked, start, end)) is not None:
        end = aside.start()
    # "Mr Smith, who leads the party, said", "Smith, 35, said" end with commas; "the man who said" does not.
    if _finite(masked[start:end], words):
        # "Shares fell after the agency reported that …"
        for boundary in _SUBORDINATES.finditer(masked, start, end):
            start = boundary.end()
        if _finite(masked[start:end], words):
            return None
    return trimmed(passage, words, start, end)


def _described_without_comma(passage: Passage, begin: int, start: int, end: int) -> Place | None:
    """Return the name that opens a sentence before a comma and a role: "Jane Roe, mayor of the town said"."""
    first = passage.masked[start:end].split()[:1]
    if passage.masked[start - 1] != "," or not first or not is_role(first[0]):
        return None
    name = next((name for name in passage.names_in(begin, start) if name.end == start - 1), None)
    if name is None or name.kind != "person" or passage.masked[begin : name.start].strip():
        return None
    return name.start, name.end


def _of_relative_clause(passage: Passage, start: int, end: int) -> Place | None:
    """Return the name that a relative clause of German is of: "Jane Roe, die später berichtete"."""
    if passage.masked[start - 1 : start] != "," or passage.masked[start:end].split()[0] not in ("der", "die"):
        return None
    name = next((name for name in passage.names_in(max(0, start - 60), start) if name.end == start - 1), None)
    return None if name is None or name.kind != "person" else (name.start, name.end)


_HAS = re.compile(r"\s(?:has|have|had)\s(?:over|in|for|during|since|throughout)\s[^,;:]{1,40}$")
"""What may stand between a subject and its verb: "Roe has over the past months warned that …"."""
_PAST = re.compile(r" [a-z]{3,}ed(?= )")
_SUBORDINATES = re.compile(
    r"\s(?:after|before|since|until|once|nachdem|bevor|seit|après|después|dopo)\s", re.IGNORECASE
)
_RELATIVE = re.compile(r"\s(?:who|which|that|whose)\s")


def _finite(text: str, words: SpeechWords) -> bool:
    """Whether a finite verb is in what should be a noun and its company."""
    return _RELATIVE.search(text) is None and any(word in words.verbs for word in text.split()["that" in words.that :])


def shared_subject(passage: Passage, words: SpeechWords, begin: int, cue: int) -> Place | None:
    """Return the subject that a cue behind "and" shares with the verb before: "Voters complained and said …"."""
    masked = passage.masked
    start = begin
    for boundary in _TO_THE_LEFT.finditer(masked, begin, cue):
        start = boundary.end()
    if "that" in words.that and (verb := _PAST.match(masked, start, cue)) is not None and masked[start - 1] == ",":
        return _before_apposition(passage, words, begin, start - 1)  # "Roe, the mayor, accused them and warned that …"
    for name in passage.names_in(start, cue):
        if "that" in words.that and (verb := _PAST.match(masked, name.end, cue)) is not None:
            return trimmed(passage, words, start, verb.start())
    for found in _WORD.finditer(masked, start, cue):
        word = found[0].lower()
        if found.start() > start + 1 and (word in words.verbs or word in words.auxiliaries or word in words.cues):
            return trimmed(passage, words, start, found.start())
    return None


def _without_auxiliaries(masked: str, words: SpeechWords, begin: int, end: int) -> int | None:
    """Return where what stands before a cue ends without "has", "also"; ``None`` where it is denied or passive."""
    while True:
        end = begin + len(masked[begin:end].rstrip())
        last = masked[max(begin, end - 24) : end].rpartition(" ")[2].lower()
        if not last or end == begin:
            return end
        if last in _NEGATED and last not in words.auxiliaries:
            return None
        if last in words.auxiliaries or (
            last.endswith("ly")
            and masked[end - len(last)] == last[0]
            and "that" in words.that
            and last.isalpha()
            and len(last) > 4
            and last not in _NOUNS_IN_LY
        ):
            end -= len(last)
            continue
        return end


_LED = re.compile(r"\b(?:an?|the|to|of|for|with|under|by|who|whose)\b")


def _before_apposition(passage: Passage, words: SpeechWords, begin: int, end: int) -> Place | None:
    masked = passage.masked
    parts: list[Place] = []
    stop = end
    while len(parts) < 6:
        comma = max(masked.rfind(mark, begin, stop) for mark in ",;:" + MASKS)
        parts.append((comma + 1 if comma >= begin else begin, stop))
        if comma < begin or masked[comma] != ",":
            break
        stop = comma
    for name in passage.names_in(*parts[0]):
        before = masked[parts[0][0] : name.start]
        titled = not before.strip() or (is_role(before.split()[-1]) and _LED.search(before) is None)
        if name.kind == "person" and not masked[name.end : parts[0][1]].strip() and titled:
            return name.start, name.end  # "Roe's lawyer, John Public, said"; "the best player, striker Jane Roe, said"
    candidates = parts[1:]
    if not candidates:
        # "Jane Roe of the Harbour Office (HO), says": the comma closes what no other opens.
        named = next((name for name in passage.names_in(*parts[0]) if name.kind == "person"), None)
        alone = named is not None and masked[parts[0][0] : named.start].count(" ") < 3
        return trimmed(passage, words, *parts[0]) if alone else None
    for start, stop in candidates:
        names = [name for name in passage.names_in(start, stop) if name.kind in ("person", "organization")]
        if names and masked[names[-1].end : stop].strip(" .") == "" and names[-1].kind == "person":
            return trimmed(passage, words, start, stop)
    for start, stop in reversed(candidates):
        opening = _WORD.search(masked, start, stop)
        if (
            opening is None
            or opening[0].lower() in _OPENERS | PREPOSITIONS | words.others
            or _finite(masked[start:stop], words)
        ):
            continue
        return trimmed(passage, words, start, stop)
    return None


def trimmed(passage: Passage, words: SpeechWords, start: int, end: int) -> Place | None:
    """Return a subject without what opens its sentence: conjunctions, adverbs, "on Tuesday"; or ``None``."""
    masked = passage.masked
    ands = list(_AND.finditer(masked, start, end))
    for found in reversed(ands):
        right = masked[found.end() : end].split()
        left = masked[start : found.start()].lower().split()
        if right and (
            right[0].lower() in words.pronouns | words.others or any(w in words.verbs | words.free for w in left)
        ):
            start = found.end()
            break
    start, end = _stripped(masked, start, end)
    if masked[start:end].rpartition(" ")[2].lower() in RELATIVES:
        return None
    while (first := _WORD.match(masked, start, end)) is not None and (
        first[0].lower() in _OPENERS
        or first[0].lower() in words.conjunctions
        or (first[0] in words.free and first.end() < end)
    ):
        start, end = _stripped(masked, first.end(), end)
    if (often := _OFTEN.match(masked, start, end)) is not None:
        start = often.end()
        first = _WORD.match(masked, start, end)
    if first is not None and first[0].lower() in _ASKING and first.end() < end:
        start, end = _stripped(masked, first.end(), end)
        first = _WORD.match(masked, start, end)
    if first is None or start >= end:
        return None
    opens = first[0].lower()
    said = masked[start:end].rpartition(" ")[2]
    if said.lower() in words.articles:
        return None
    if "that" in words.that and said.lower() in _PERSONAL and len(said) < end - start:
        # "Last year she said"; but "Anything they say" is a relative clause.
        return (end - len(said), end) if opens in _WHEN or opens in PREPOSITIONS else None
    if "that" not in words.that and "dass" not in words.that and opens in words.pronouns:
        return start, first.end()  # "hun ivrigt"
    if words.stops and not any(name.kind == "person" for name in passage.names_in(start, end)):
        later = (found.start() for found in _WORD.finditer(masked, first.end(), end) if found[0] in words.stops)
        end = start + len(masked[start : next(later, end)].rstrip())
        while (last := masked[start:end].rpartition(" "))[1] and last[2].lower() in words.auxiliaries:
            end = start + len(last[0].rstrip())
    led = opens in PREPOSITIONS or opens in words.prepositions or opens in words.stops
    if led or ("that" in words.that and opens.endswith("ing") and opens[:-3].isalpha()):
        # "On Tuesday Smith said", "Speaking to reporters Smith said": the last name, or what the last article opens.
        names = [each for each in passage.names_in(start, end) if each.kind == "person" and each.end == end]
        if names:
            return names[-1].start, end
        if said.lower() in words.pronouns:
            return end - len(said), end
        if led:
            return None
    if "dass" in words.that and german_noun_end(masked, start, end, passage.names_in(start, end)) < end:
        return None
    spoken = masked[start:end].split()
    if len(spoken) > LONGEST or not any(c.isalpha() for c in masked[start:end]):
        return None
    return start, end


_BEFORE_SUBJECTS = frozenset("sich außerdem zudem weiter etwa si se sa się".split())
_NO_SUBJECT = PREPOSITIONS | frozenset("and und et".split())


def subject_after(passage: Passage, words: SpeechWords, cue: int, end: int) -> Place | None:
    """Return where the subject is that follows a cue, up to a comma, a stop or a word of time and place."""
    masked = passage.masked
    start, end = _stripped(masked, cue, end)
    while (first := _WORD.match(masked, start, end)) is not None and (
        first[0].lower() in words.auxiliaries or first[0].lower() in _BEFORE_SUBJECTS
    ):
        start, end = _stripped(masked, first.end(), end)
    if first is None or start >= end:
        return None
    if any(first[0].lower() in known for known in (_NO_SUBJECT, words.that, words.prepositions)):
        return None
    if first[0].lower() in words.pronouns:
        return start, first.end()
    # Names may hold what would end a subject: "Bank of England", "Downtown Madison, Inc."
    names = passage.names_in(start, end)
    stop = end
    for boundary in _STOPS_AFTER.finditer(masked, start + 1, end):
        if any(name.start <= boundary.start() and boundary.end() <= name.end for name in names):
            continue
        if boundary[0] == "." and masked[boundary.end() : boundary.end() + 1].strip() and boundary.end() < end:
            continue
        if boundary[0] == "." and boundary.end() < end - 1:
            continue
        stop = boundary.start()
        break
    if words.stops:
        small = (found.start() for found in _WORD.finditer(masked, start + 1, stop) if found[0] in words.stops)
        stop = next(small, stop)
    if "dass" in words.that:
        stop = german_noun_end(masked, start, stop, names)
    start, stop = _stripped(masked, start, stop)
    if start >= stop or len(masked[start:stop].split()) > LONGEST:
        return None
    return start, stop


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


def _stripped(text: str, start: int, end: int) -> Place:
    words = text[start:end]
    start += len(words) - len(words.lstrip(' ,;”“"»«(\n\t\u200b\u00a0'))
    return start, max(start, start + len(words.strip(' ,;”“"»«\n\t\u200b\u00a0')))
