"""Which words in quotation marks are speech, and whose."""

import re
from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from operator import attrgetter

from corpustools.extractors.speech.attribution import (
    Quoted,
    has_verb,
    neighbour,
    opens_with_verb,
    part_of_speech,
    told_of,
)
from corpustools.extractors.speech.cues import Cue
from corpustools.extractors.speech.descriptions import only_person
from corpustools.extractors.speech.memory import Memory, Speaker
from corpustools.extractors.speech.passages import MASKS, Passage
from corpustools.extractors.speech.words import SpeechWords
from corpustools.model.mention import Place
from corpustools.text.quotation_marks import Marked
from corpustools.text.sentences import CALL
from corpustools.text.words import count_words

_FINAL = ".!?…。！？"


def marked_speech(
    passage: Passage,
    words: SpeechWords,
    cues: Sequence[Cue],
    previous: Sequence[Quoted],
    last: Speaker | None,
    introduced: Speaker | None,
    memory: Memory,
) -> list[Quoted]:
    """Return what is speech of what is marked in a passage.

    ``previous`` is that of the passage before it, ``last`` who spoke last, and ``introduced`` whom the passage before
    it introduces with a colon; ``memory`` says whom pronouns mean.
    """
    found: dict[int, Quoted] = {}
    left: list[Marked] = []
    for each in passage.marked:
        cue, close = _cue_of(passage, words, cues, each)
        if cue is not None and _is_said(passage, words, each, close):
            found[each.start] = Quoted(each, cue.speaker, cue, passage)
        elif cue is None:
            left.append(each)
    only = bool(left) and passage.is_marked_alone()
    order = sorted(found)
    for each in left:
        if not _is_whole(passage, words, each, found):
            part = part_of_speech(passage, words, found, order, each, previous)
            if part is not None:
                found[each.start] = Quoted(each, part, None, passage)
                insort(order, each.start)
            continue
        near = neighbour(passage, words, cues, found, order, each, memory)
        if introduced is not None and each.start < 2:
            near = introduced
        if (
            near is None
            and previous
            and each.start == passage.marked[0].start
            and (each.start < 2 or not previous[-1].marked.closed)
        ):
            near = previous[-1].speaker
        if (near is None or near.name is None) and not _is_of_another(passage, words, each):
            near = only_person(passage, 0, each.start) or told_of(passage, each) or last
        if near is None and only and not found and (not each.closed or previous):
            near = Speaker(None, None)
        if near is not None:
            found[each.start] = Quoted(each, near if near.name else None, None, passage)
            insort(order, each.start)
    return [found[place] for place in order]


_SIGNATURE = re.compile(r"\s*(?:[—–]|-{1,2})\s?(?P<who>[^\W\d_][^.!?:;\n]{2,90}?)\s*$")


def signed_speech(passage: Passage) -> Quoted | None:
    """Return the speech of a passage that is marked words and a dash with who said them: "“We agree.” — Jane Roe"."""
    if len(passage.marked) != 1 or passage.marked[0].start > 1 or not passage.marked[0].closed:
        return None
    marked = passage.marked[0]
    signature = _SIGNATURE.match(passage.text, marked.end)
    if signature is None or count_words(passage.text[slice(*marked.inside())]) < 4:
        return None
    start, end = signature.span("who")
    name = next((each for each in passage.names_in(start, end) if each.kind == "person"), None)
    if name is not None:
        speaker = Speaker(name.name, "person", passage.source(name.start, name.end))
    else:
        who = signature["who"].partition(",")[0]
        speaker = Speaker(who, None, passage.source(start, start + len(who)))
    return Quoted(marked, speaker, None, passage)


def _cue_of(passage: Passage, words: SpeechWords, cues: Sequence[Cue], each: Marked) -> tuple[Cue | None, bool]:
    """Return the cue that says who said the marked words, and whether it stands right beside them."""
    masked = passage.masked
    start, end = _sentence(passage, each)
    place = bisect_left(cues, each.end, key=attrgetter("first"))
    behind = cues[place] if place < len(cues) else None
    if behind is not None and masked[each.end - 1] == CALL and _introduces(passage, cues, each):
        behind = None
    if behind is not None and not _has_mask(masked, each.end, behind.first):
        gap = masked[each.end : behind.first].strip(" ,–—-\u2009\xa0")
        asked = masked[each.end - 1] == CALL
        if (
            (behind.first < end or asked)
            and (not gap or _only_auxiliaries(gap, words))
            and not _leads_on(passage, words, behind)
        ):
            return behind, True
        if gap and _goes_on_behind(passage, words, each, start, behind):
            return behind, False
    place = bisect_left(cues, each.start, key=attrgetter("start"))
    before = next(
        (cue for cue in cues[max(place - 3, 0) : place][::-1] if start <= cue.start and cue.last <= each.start), None
    )
    if before is not None:
        gap = masked[before.last : each.start].strip()
        if before.speaker.name is None and masked[before.first : before.first + 3].lower() == "it ":
            return None, False  # "It says “all drivers are installed”": what speaks may be a machine.
        if ";" in gap or (before.word in ("according",) and not gap.endswith(",")):
            return None, False
        return before, not gap or gap[-1] in ":," or gap in words.that
    return None, False


def _introduces(passage: Passage, cues: Sequence[Cue], each: Marked) -> bool:
    """Whether a cue stands right before marked words that a colon opens: "Roe asked: “Why?” Public said: “…”"."""
    place = bisect_left(cues, each.start, key=attrgetter("start"))
    cue = cues[place - 1] if place else None
    return cue is not None and cue.last <= each.start and passage.masked[cue.last : each.start].strip() in (":", ",")


def _is_of_another(passage: Passage, words: SpeechWords, each: Marked) -> bool:
    """Whether words and a colon before marked ones say of somebody without a name that they are theirs.

    "One user posted: “…”" is nobody's who spoke before; "She had this to say: “…”" may be.
    """
    start = passage.sentence_at(each.start)[0]
    lead = passage.masked[max(start, each.start - 200) : each.start].rstrip()
    if not lead.endswith(":") or not words.verbs:
        return False
    tokens = lead.lower().rstrip(":").split()
    return len(tokens) > 2 and any(token in words.cues for token in tokens[-4:]) and words.pronouns.isdisjoint(tokens)


def _leads_on(passage: Passage, words: SpeechWords, cue: Cue) -> bool:
    """Whether a cue behind marked words is of what follows it: "“Stop.” He said that …", "“X” Smith said she …"."""
    following = passage.masked[cue.last : cue.last + 12].split()
    return bool(following) and following[0].lower().strip(",") in words.that and cue.before


def _goes_on_behind(passage: Passage, words: SpeechWords, each: Marked, start: int, cue: Cue) -> bool:
    """Whether a few words of the author stand between a quoted sentence and who says it.

    >>> from corpustools.pipeline import where
    >>> where("marked_by_cue", "“We never wanted to have the boats here” in the first place, Jane Roe said on Monday.")
    [('“We never wanted to have the boats here”', 'direct', 'Jane Roe')]
    >>> where("marked_by_cue", "“We Never Wanted to Have the Boats” is a good song, Jane Roe said on Monday.")
    []
    """
    gap = passage.masked[each.end : cue.first].rstrip()
    inner = passage.text[slice(*each.inside())].strip()
    tokens = inner.split()
    return (
        words.is_english
        and passage.masked[start : each.start].strip() == ""
        and gap.endswith(",")
        and gap.count(",") == 1
        and gap.lstrip()[0].islower()
        and gap.count(" ") < 8
        and words.verbs.isdisjoint(gap.lower().split())
        and len(tokens) > 5
        and inner[0].isupper()
        and sum(token[0].isupper() for token in tokens) * 3 < len(tokens)
        and has_verb(inner, words)
    )


def _only_auxiliaries(gap: str, words: SpeechWords) -> bool:
    return all(word in words.auxiliaries for word in gap.lower().split())


def _has_mask(masked: str, start: int, end: int) -> bool:
    return any(masked.find(mark, start, end) >= 0 for mark in MASKS)


def _sentence(passage: Passage, each: Marked) -> Place:
    start, end = passage.sentence_at(each.start)
    return start, max(end, passage.sentence_at(each.end - 1)[1])


def may_be_said(words: SpeechWords, text: str) -> bool:
    """Whether words in quotation marks may be speech rather than a term: three of them, and more than a phrase.

    >>> from corpustools.extractors.speech.words import speech_words
    >>> [may_be_said(speech_words("en"), text) for text in ("so-called old harbour", "missed the mark", "We agree")]
    [False, True, False]
    """
    number = count_words(text)
    if number > 4 or number < 2:
        return number > 4
    if not words.is_english:
        return number > 2 or text[-1:] in ".!?…"
    upper = next((c for c in text if c.isalnum()), "a").isupper()
    return (upper and text[-1:] in ",.!?…" and has_verb(text, words)) if number == 2 else upper or has_verb(text, words)


def _is_said(passage: Passage, words: SpeechWords, each: Marked, close: bool) -> bool:
    inner = passage.text[slice(*each.inside())].strip()
    if has_verb(inner, words) or (words.is_english and inner[:1].islower() and _goes_on(passage, each)):
        return True
    number = count_words(inner)
    if number < 6 and inner[-1:] not in _FINAL + "," and all(word[:1].isupper() for word in inner.split()):
        return False  # "Wall Street Journal"
    if not words.is_english:
        return (close and (inner[:1].isupper() or number > 4)) or number > 6
    # Imperatives and exclamations: "Stop the madness!", "Not on my watch,"
    return close and inner[:1].isupper() and inner[-1:] in ".,!?…" and number > 2


_BEFORE_A_VERB = frozenset(
    "it he she they we you i who which to will would can could should must not never that".split()
)

_BEFORE_PARTICIPLES = frozenset("is are was were be been being am isn’t aren’t wasn’t weren’t".split())
_PARTICIPLE = re.compile(r"\s?(?:[a-z]+ ){0,2}[a-z]{2,}ing\b")


def _goes_on(passage: Passage, each: Marked) -> bool:
    """Whether marked words begin with the verb of what is before them: "said it “regrets any decision”".

    >>> from corpustools.pipeline import where
    >>> where("marked_by_cue", "Jane Roe said the boats were “just lying about in the rain.” Nobody knows why.")
    [('“just lying about in the rain.”', 'direct', 'Jane Roe')]
    >>> where("marked_by_cue", "Jane Roe said the boats were “a sight of rare beauty.” Nobody knows why.")
    []
    """
    before = passage.masked[max(each.start - 12, 0) : each.start].rstrip().rpartition(" ")[2].lower()
    inner = passage.text[slice(*each.inside())]
    return (
        before in _BEFORE_A_VERB
        or opens_with_verb(inner)
        or (before in _BEFORE_PARTICIPLES and _PARTICIPLE.match(inner) is not None)
    )


def _is_whole(passage: Passage, words: SpeechWords, each: Marked, found: Mapping[int, Quoted]) -> bool:
    """Whether marked words are sentences of their own."""
    inner = passage.text[slice(*each.inside())].strip()
    before = passage.masked[max(each.start - 40, 0) : each.start].rstrip()
    opens = not before or before[-1] in _FINAL + MASKS + ":" or not each.opened
    first = next((c for c in inner if c.isalnum()), "")
    closes = not each.closed or inner[-1:] in _FINAL or passage.masked[each.end : each.end + 1] == "."
    whole = first.isupper() or first.isdigit() or not first.isascii() or not each.opened or bool(found)
    number = count_words(inner)
    return (
        opens
        and closes
        and whole
        and number > (1 if found else 3)
        and (number > 4 or bool(found) or has_verb(inner, words))
    )
