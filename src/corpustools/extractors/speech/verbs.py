"""Verbs of speech where they stand: unknown ones beside marked words, and known ones that are nouns, too."""

import re
from collections.abc import Iterable

from corpustools.extractors.speech.passages import Name, Passage
from corpustools.extractors.speech.subject_phrases import PREPOSITIONS
from corpustools.extractors.speech.words import SpeechWords
from corpustools.model.mention import Place
from corpustools.text.quotation_marks import Marked

_WORD = re.compile(r"[^\W\d_]+")


def has_finite_verb(text: str, words: SpeechWords) -> bool:
    """Whether one of the most frequent finite verbs is in some words."""
    return any(word.replace("’", "'").partition("n't")[0] in words.verbs for word in text.lower().split())


NOUNS_TOO = frozenset(
    "report reports notes states claims shares posts remarks comments replies answers promises orders jokes".split()
)


def is_noun_of(passage: Passage, words: SpeechWords, subject: Place, word: str) -> bool:
    """Whether what looks like a cue belongs to the noun before: "run basic reports", "a deal announced on Monday"."""
    if word in NOUNS_TOO and _is_bare(passage, words, subject):
        return True
    if passage.names_in(*subject):
        return False
    return word in _AFTER_NOUNS and passage.masked[slice(*subject)].partition(" ")[0].lower() in ("a", "an")


_AFTER_NOUNS = frozenset("announced shared posted reported report state described called".split())


def _is_bare(passage: Passage, words: SpeechWords, subject: Place) -> bool:
    """Whether a subject is neither a name nor a noun with its article."""
    first = passage.masked[slice(*subject)].partition(" ")[0]
    if passage.names_in(*subject) or first.lower() in words.articles or first.lower() in words.pronouns:
        return False
    return first.islower()


def named_behind(passage: Passage, subject: Place) -> Name | None:
    """Return the person whose name stands behind a comma and ends the words for a speaker: "said the mayor, Roe.".

    >>> from corpustools.pipeline import where
    >>> where("so_he_said", "Der Hafen sei seit gestern zu, sagte die Vorsitzende im Landtag von Oslo, Jane Roe.")
    [('Der Hafen sei seit gestern zu', 'indirect', 'Jane Roe')]
    """
    start, end = subject
    place = _PLACE.match(passage.masked, end)
    if place is None or passage.names_in(start, end):
        return None
    name = next((name for name in passage.names_in(end, place.end() + 60) if name.kind == "person"), None)
    if name is None or name.start != place.end():
        return None
    return name if passage.masked[name.end : name.end + 1] in ".,;:" else None


_PLACE = re.compile(r"(?: (?:in|im|am|at|of|for|bei|beim|en|dans|nel|nella|na|no) [^,.;:()]{1,40})?, ")
"""What may stand between a role and the name behind it: "sagte der Vorsitzende im Landtag, Jane Roe"."""


_APPOSED = re.compile(r", (?:who|whose|the|a|an|\d\d)\b")


def is_apposed(passage: Passage, words: SpeechWords, start: int, at: int, end: int) -> bool:
    """Whether "said" has its subject before an apposition, and a clause behind it: "Roe, who left, said it was …"."""
    opening = next((name for name in passage.told_in(start, at) if name.kind == "person"), None)
    if opening is None or passage.masked[start : opening.start].strip():
        return False
    return _APPOSED.match(passage.masked, opening.end) is not None and has_finite_verb(
        passage.masked[at + 4 : end], words
    )


def is_described(passage: Passage, words: SpeechWords, start: int, at: int) -> bool:
    """Whether a sentence is, up to its verb, a name with an apposition: "Roe, alcaldesa de León, dijo"."""
    name = next((name for name in passage.told_in(start, at) if name.kind == "person"), None)
    if (
        name is None
        or passage.masked[start : name.start].count(" ") > 3
        or passage.masked[name.end : name.end + 2] != ", "
    ):
        return False
    apposition = passage.masked[name.end + 2 : at].rstrip()
    if apposition.count(",") != 1 or not apposition.endswith(","):
        return False
    return apposition[:1].islower() or not has_finite_verb(apposition.rstrip(","), words)


def behind_marks(passage: Passage, every: Iterable[Marked], end: int) -> dict[int, Marked]:
    """Return the marked words of a sentence that ends at ``end`` by where the word begins that follows each."""
    found = {}
    for marked in every:
        if marked.end < end:
            word = _WORD.search(passage.masked, marked.end, min(end, marked.end + 6))
            if word is not None:
                found[word.start()] = marked
    return found


def is_unknown_verb(passage: Passage, words: SpeechWords, match: re.Match[str], marked: Marked, end: int) -> bool:
    """Whether a word not known as a cue stands where one does: "“We are here to stay,” grins the mayor"."""
    word = match[0]
    if not word.islower() or len(word) < 3 or word in _NO_VERBS:
        return False
    if any(word in known for known in (words.that, words.articles, words.verbs, words.pronouns, words.others)):
        return False
    inner = passage.text[slice(*marked.inside())].strip()
    stopped = inner[-1:] in ",!?…" or passage.masked[marked.end : marked.end + 1] == ","
    if not stopped or inner.count(" ") < 3 or not next((c for c in inner if c.isalnum()), "a").isupper():
        return False
    following = passage.masked[match.end() : end].split(maxsplit=1)
    first = following[0].rstrip(".,") if following else ""
    if not first:
        return False
    if first[0].isupper():
        return not words.is_english or bool(passage.names_in(match.end(), match.end() + 60))
    return first in words.articles or first in words.pronouns or first == "sich"


_AS_SAID = re.compile(r" (?:[a-z]+ly )??(?P<verb>[a-z]{3,}(?:s|ed)|goes|went|told|wrote)(?= on\b| out\b|[,.:;!?]|$)")


def said_behind(passage: Passage, words: SpeechWords, every: Iterable[Marked], end: int) -> frozenset[int]:
    """Return where a verb ends the clause that a pronoun or a name begins behind marked words: "“…,” he reflects."."""
    found = set()
    for marked in every:
        inner = passage.text[slice(*marked.inside())].strip()
        if inner[-1:] not in (",", "!", "?", "…") or inner.count(" ") < 2:
            continue
        at = marked.end + len(passage.masked[marked.end : end]) - len(passage.masked[marked.end : end].lstrip())
        subject = _WORD.match(passage.masked, at)
        if subject is None:
            continue
        name = next((name for name in passage.names_in(at, end) if name.start == at and name.kind == "person"), None)
        if name is None and subject[0].lower() not in words.pronouns:
            continue
        verb = _AS_SAID.match(passage.masked, name.end if name else subject.end(), end)
        if verb is not None and verb["verb"] not in words.verbs:
            found.add(verb.start("verb"))
    return frozenset(found)


_ENDS_WITH_A_VERB = re.compile(r"(?:^|\s)(?P<verb>[a-z]{3,}(?:s|ed)|goes|went|wrote)[,:]$")


def said_before(passage: Passage, words: SpeechWords, every: Iterable[Marked], start: int) -> frozenset[int]:
    """Return where a verb that no list has stands between a name or a pronoun and marked words: "Roe offers: “…”".

    >>> from corpustools.pipeline import where
    >>> where("marked_by_cue", "Jane Roe elaborates, “This harbour will be closed again.” Nobody knows why.")
    [('“This harbour will be closed again.”', 'direct', 'Jane Roe')]
    >>> where("marked_by_cue", "Jane Roe stars, “this harbour will be closed” is its title. Nobody knows why.")
    []
    """
    found = set()
    for marked in every:
        inner = passage.text[slice(*marked.inside())].strip()
        if inner.count(" ") < 3 or not next((c for c in inner if c.isalnum()), "a").isupper():
            continue
        near = max(start, marked.start - 60)
        lead = passage.masked[near : marked.start].rstrip()
        verb = _ENDS_WITH_A_VERB.search(lead)
        if verb is None or verb["verb"] in words.verbs or verb["verb"] in _NO_VERBS:
            continue
        before = lead[: verb.start("verb")].rstrip()
        if before.rpartition(" ")[2].endswith("ly"):
            before = before.rpartition(" ")[0]
        stop = near + len(before)
        named = any(name.end == stop and name.kind == "person" for name in passage.told_in(near, stop))
        if named or before.rpartition(" ")[2].lower() in ("he", "she"):
            found.add(near + verb.start("verb"))
    return frozenset(found)


_NO_VERBS = PREPOSITIONS | frozenset(
    "from with that when while which who whose where and but or und oder aber dass wenn weil als wie dans avec "
    "pour comme et "
    "qui que para como y pero over against like according including among non not nicht so doch denn".split()
)
