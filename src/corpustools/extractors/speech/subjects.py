"""Who speaks: the words before or behind a cue that stand for a speaker."""

import re

from corpustools.extractors.names.word_kinds import is_role
from corpustools.extractors.speech.memory import OF
from corpustools.extractors.speech.passages import MASKS, Passage
from corpustools.extractors.speech.subject_phrases import (
    LONGEST,
    OPENERS,
    PREPOSITIONS,
    german_noun_end,
    stripped,
    trimmed,
)
from corpustools.extractors.speech.words import SpeechWords
from corpustools.model.mention import Place
from corpustools.text.clause_words import NAMED_SPEECH

_WORD = re.compile(r"[\w’'\-]+\.?")
_TO_THE_LEFT = re.compile(
    rf"[,;:–—]|[{MASKS}]+|\s-\s|(?<=\s)(?:that|but|while|because|although|though|when|where|if|whether|as|aber|doch|"
    rf"denn|dass|"
    r"weil|während|sondern|que|quand|mais|pero|porque|cuando|ma|mentre|perché|mas|но|а|что)(?=\s)",
    re.IGNORECASE,
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
_NOUNS_IN_LY = frozenset("family assembly monopoly anomaly supply reply bully belly jelly july italy".split())


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
    if words.is_english and (taken_up := _TAKEN_UP.match(masked, start, end)) is not None:
        start = taken_up.end()  # "a phrase critics have said"
    if words.is_german and (named := _of_relative_clause(passage, start, end)) is not None:
        return named
    if words.is_english and (aside := _HAS.search(masked, start, end)) is not None:
        end = aside.start()
    # "Mr Smith, who leads the party, said", "Smith, 35, said" end with commas; "the man who said" does not.
    if _finite(masked[start:end], words):
        # "Shares fell after the agency reported that …"
        for boundary in _SUBORDINATES.finditer(masked, start, end):
            start = boundary.end()
        if _finite(masked[start:end], words):
            return None
    return trimmed(passage, words, start, end)


_BEFORE_NAME = re.compile(rf"(?:^|[{MASKS}])\s*$")


def _head(phrase: str) -> str:
    """Return the last word of a noun phrase before its first preposition."""
    following = OF.search(phrase)
    return (phrase[: following.start()] if following else phrase).rstrip().rpartition(" ")[2]


def _described_without_comma(passage: Passage, begin: int, start: int, end: int) -> Place | None:
    """Return the name before a comma and a role, where no other comma closes it: "Jane Roe, mayor of the town said".

    >>> from corpustools.pipeline import where
    >>> where("marked_by_cue", "“We are staying here for a year,” Jane Roe, the deputy mayor of the town told us.")
    [('“We are staying here for a year,”', 'direct', 'Jane Roe')]
    """
    phrase = passage.masked[start:end]
    first = phrase.split()[:1]
    if passage.masked[start - 1] != "," or not first or not (is_role(first[0]) or is_role(_head(phrase))):
        return None
    name = next((name for name in passage.names_in(begin, start) if name.end == start - 1), None)
    if name is None or name.kind != "person" or _BEFORE_NAME.search(passage.masked[begin : name.start]) is None:
        return None
    return name.start, name.end


def _of_relative_clause(passage: Passage, start: int, end: int) -> Place | None:
    """Return the name that a relative clause of German is of: "Jane Roe, die später berichtete"."""
    if passage.masked[start - 1 : start] != "," or passage.masked[start:end].split()[0] not in ("der", "die"):
        return None
    name = next((name for name in passage.names_in(max(0, start - 60), start) if name.end == start - 1), None)
    return None if name is None or name.kind != "person" else (name.start, name.end)


_TAKEN_UP = re.compile(rf"\s*{NAMED_SPEECH}\s(?=[A-Z]|[a-z]+s\s*$)")
_HAS = re.compile(r"\s(?:has|have|had)\s(?:over|in|for|during|since|throughout)\s[^,;:]{1,40}$")
"""What may stand between a subject and its verb: "Roe has over the past months warned that …"."""
_PAST = re.compile(r"(?: ha(?:s|ve|d))? [a-z]{3,}ed(?= )")
_SUBORDINATES = re.compile(
    r"\s(?:after|before|since|until|once|nachdem|bevor|seit|après|después|dopo)\s", re.IGNORECASE
)
_RELATIVE = re.compile(r"\s(?:who|which|that|whose)\s")


def _finite(text: str, words: SpeechWords) -> bool:
    """Whether a finite verb is in what should be a noun and its company."""
    return _RELATIVE.search(text) is None and not words.verbs.isdisjoint(text.split()[words.is_english :])


def shared_subject(passage: Passage, words: SpeechWords, begin: int, cue: int) -> Place | None:
    """Return the subject that a cue behind "and" shares with the verb before: "Voters complained and said …"."""
    masked = passage.masked
    start = begin
    for boundary in _TO_THE_LEFT.finditer(masked, begin, cue):
        start = boundary.end()
    if words.is_english and (verb := _PAST.match(masked, start, cue)) is not None and masked[start - 1] == ",":
        return _before_apposition(passage, words, begin, start - 1)  # "Roe, the mayor, accused them and warned that …"
    for name in passage.names_in(start, cue):
        if words.is_english and (verb := _PAST.match(masked, name.end, cue)) is not None:
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
            and words.is_english
            and last.isalpha()
            and len(last) > 4
            and last not in _NOUNS_IN_LY
        ):
            end -= len(last)
            continue
        return end


_BRACKETED = re.compile(r"\([^()]*\)")


def _closed(bracketed: re.Match[str]) -> str:
    return f"({'x' * (len(bracketed[0]) - 2)})"


def _before_brackets(masked: str, begin: int, end: int) -> int:
    """Return where words end without the brackets that close them."""
    opening = masked.rfind("(", begin, end) if masked[end - 1] == ")" else -1
    return begin + len(masked[begin:opening].rstrip()) if opening > begin else end


_SURNAME = re.compile(r"(?: (?:[a-z]{1,3}|[A-Z][\w’'-]*)){0,3}\s*")
"""What may belong to a name that is known in part: "Rogelio Ramírez de la O"."""
_LED = re.compile(r"\b(?:an?|the|to|of|for|with|under|by|who|whose)\b")


def description_start(passage: Passage, words: SpeechWords, begin: int, name: int) -> int:
    """Return where the description begins whose apposition a name is: "the mayor of the town, Jane Roe, said".

    >>> from corpustools.pipeline import where
    >>> where("marked_by_cue", "“We are staying here,” the deputy mayor of the town, Jane Roe, said on Tuesday.")
    [('“We are staying here,”', 'direct', 'Jane Roe')]
    >>> where("so_he_said", "The harbour is closed, the deputy mayor of the town, Jane Roe, said on Tuesday.")
    [('The harbour is closed', 'indirect', 'Jane Roe')]
    """
    masked = passage.masked
    stop = begin + len(masked[begin:name].rstrip())
    if stop <= begin or masked[stop - 1] != ",":
        return name
    start = max(masked.rfind(mark, begin, stop - 1) for mark in ",;:" + MASKS) + 1
    place = stripped(masked, max(start, begin), stop)
    phrase = masked[slice(*place)]
    if start <= begin or not is_role(_head(phrase)) or phrase.count(" ") > 12 or _finite(phrase, words):
        return name
    return place[0]


def _before_apposition(passage: Passage, words: SpeechWords, begin: int, end: int) -> Place | None:
    masked = passage.masked
    # "Vrebt A/S (OSL: VREBT), a maker of boats, said": nothing in brackets ends a part.
    open_ = _BRACKETED.sub(_closed, masked[begin:end])
    parts: list[Place] = []
    stop = end
    while len(parts) < 6:
        comma = begin + max(open_.rfind(mark, 0, stop - begin) for mark in ",;:" + MASKS)
        parts.append((max(comma + 1, begin), _before_brackets(masked, begin, stop)))
        if comma < begin or masked[comma] != ",":
            break
        stop = comma
    for name in passage.names_in(*parts[0]):
        before = masked[parts[0][0] : name.start]
        titled = not before.strip() or (is_role(before.split()[-1]) and _LED.search(before) is None)
        if name.kind == "person" and titled and _SURNAME.fullmatch(masked, name.end, parts[0][1]) is not None:
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
        if opening is not None and opening[0].lower() in OPENERS and masked[opening.end() : stop].strip():
            start, opening = opening.end(), _WORD.search(masked, opening.end(), stop)  # "But the mayor, Jane Roe, said"
        if (
            opening is None
            or opening[0].lower().replace("’", "'").partition("'")[0] in OPENERS | PREPOSITIONS | words.others
            or _finite(masked[start:stop], words)
        ):
            continue
        return trimmed(passage, words, start, stop)
    return None


_TO = re.compile(r"\sto\s")
_WITH_TO = frozenset(
    "ambassador ambassadors envoy envoys adviser advisers advisor advisors aide aides assistant assistants secretary "
    "delegate delegates counsel consultant representative liaison nuncio heir witness witnesses visitor visitors "
    "close next according related linked tied due prior similar opposed sympathetic loyal".split()
)
"""Words that take "to" with them: "an aide to the mayor", "a source close to the talks"."""
_BEFORE_SUBJECTS = frozenset("sich außerdem zudem weiter etwa si se sa się".split())
_NO_SUBJECT = PREPOSITIONS | frozenset("and und et".split())


def subject_after(passage: Passage, words: SpeechWords, cue: int, end: int) -> Place | None:
    """Return where the subject is that follows a cue, up to a comma, a stop or a word of time and place."""
    masked = passage.masked
    start, end = stripped(masked, cue, end)
    while (first := _WORD.match(masked, start, end)) is not None and (
        first[0].lower() in words.auxiliaries or first[0].lower() in _BEFORE_SUBJECTS
    ):
        start, end = stripped(masked, first.end(), end)
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
    if words.is_english:
        stop = next((found.start() for found in _TO.finditer(masked, start, stop) if _tells(masked, found)), stop)
    if words.by_case:
        small = (found.start() for found in _WORD.finditer(masked, start + 1, stop) if found[0] in words.stops)
        stop = next(small, stop)
    if words.is_german:
        stop = german_noun_end(masked, start, stop, names)
    start, stop = stripped(masked, start, stop)
    if start >= stop or len(masked[start:stop].split()) > LONGEST:
        return None
    return start, stop


def _tells(masked: str, to: re.Match[str]) -> bool:
    """Whether "to" stands before a listener, and belongs to no word before it."""
    return masked[max(to.start() - 20, 0) : to.start()].rpartition(" ")[2].lower() not in _WITH_TO
