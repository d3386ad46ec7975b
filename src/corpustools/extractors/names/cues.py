"""What stands around a person's name: titles before it, roles, ages and verbs of speech beside it."""

import re

from corpustools.extractors.names.lexicons import cues
from corpustools.extractors.names.passages import NOUNS_CAPITALISED, Passage, Span, Story
from corpustools.extractors.names.word_kinds import fold, is_given, is_role
from corpustools.text.capitals import Chain

_AGED = re.compile(r"(?:,| \() ?(?:\d{2}|\d{1,2} Jahre|aged \d+)(?:[,)]|\b(?! (?:million|percent|per|km|Uhr)))")


_WHO = re.compile(r", (?:who|whose|qui|quien|que foi|der|die)\b")


_AFTER = re.compile(
    r",? (?:(?:and|the|then|a|an|its|his|her|their|our|former|ein|eine|der|die|le|la|un|une|el|il|lo)\s)?"
)


_WORDS = re.compile(r"[^\W\d_][\w\-’']*")


_BEFORE = re.compile(r"(?:[^\W\d_][\w\-]*[ \u00a0])*[^\W\d_][\w\-]*[ \u00a0]\Z")
_LAST_BEFORE = re.compile(r"[^\W\d_][\w\-]*\Z")


_LINKED = re.compile(r"\b[^\W\d_][\w\-]* (?:to|of|for|at|in|with|with the|of the|for the|at the|to the) \Z")


_ADDRESS = frozenset("mr mrs ms mx herr herrn frau madame monsieur mme mlle señor señora".split())
SINGLE_TITLES = frozenset(
    "mr mrs ms miss mx dr prof sir dame lord lady herr herrn frau madame monsieur mme mlle señor señora don doña "
    "signor signora president präsident kanzler kanzlerin président presidente king queen prince princess pope könig "
    "königin papst coach trainer senator".split()
)


_ARTICLES = frozenset(
    "der die das den dem des ein eine einen einem einer eines im am zum zur vom beim ins kein keine".split()
)


def inflected(text: str, start: int) -> bool:
    """Whether an article or an inflected adjective of German stands before a word, which then is a noun and no name.

    >>> inflected("die große Regierung", 10), inflected("sagt Roe", 5)
    (True, False)
    """
    word = text[max(start - 24, 0) : start].rsplit(None, 1)[-1:]
    if not word or text[start - 1 : start] != " " or not word[0].isalpha():
        return start == 0 or text[start - 1 : start] != " "
    return word[0].lower() in _ARTICLES or (
        word[0].islower() and len(word[0]) > 4 and word[0].endswith(("e", "en", "er", "es", "em"))
    )


def title_before(passage: Passage, chain: Chain, letters: str, at: int) -> Span | None:
    """Find the title that ends where word ``at`` of a chain begins."""
    words, text = chain.words, passage.text
    first = at
    while first > 0 and letters[first - 1] in "RMD":
        first -= 1
    if "R" in letters[first:at]:
        if first == 0:
            before = _lowered(text, words[0].start)
            return (before if before is not None else words[0].start), words[at - 1].end
        return words[first].start, words[at - 1].end
    if at == 0:
        before = _lowered(text, words[0].start)
        return None if before is None else (before, words[0].start - 1)
    # "Chinese Ambassador to Russia Li Hui": a place or an organization between the role and the name.
    if first == at and set(letters[:at]) <= set("XSGKW"):
        linked = _LINKED.search(text, max(words[0].start - 40, 0), words[0].start)
        if linked and is_role(linked[0].split()[0]):
            role = linked.start() + linked[0].index(" ") + 1
            before = _lowered(text, role)
            return (linked.start() if before is None else before), words[at - 1].end
    return None


def _lowered(text: str, end: int) -> int | None:
    """Find where the role begins whose last word stands right before ``end``, whatever its case."""
    if text[end - 1 : end] not in (" ", "\u00a0"):
        return None
    # Most often the word right before is no role, which is seen at once.
    space = max(text.rfind(" ", 0, end - 1), text.rfind("\u00a0", 0, end - 1))
    last = _LAST_BEFORE.search(text, max(end - 60, space + 1, 0), end - 1)
    found = _BEFORE.search(text, max(end - 60, 0), end) if last is not None and is_role(last[0]) else None
    if found is None:
        return None
    start = None
    for word in reversed(list(_WORDS.finditer(text, found.start(), end))):
        folded = fold(word[0])
        if start is None and not is_role(word[0]):
            return None
        if not (is_role(word[0]) or folded in cues("modifiers") or folded in cues("demonyms")):
            break
        start = word.start()
    return start


def single_after_title(passage: Passage, title: Span, first: str, letter: str, story: Story) -> bool:
    """Whether one word after a title is a name; "chief strategy" and "star wars" are none."""
    address = fold(passage.text[title[0] : title[1]].rpartition(" ")[2])
    if letter == "W":
        return address in _ADDRESS
    if story.inside[first] == 0 and letter == "X" and len(first) < 3:
        return False
    words = [fold(word) for word in passage.text[title[0] : title[1]].split()]
    return (
        letter in "GS"
        or words[-1] in SINGLE_TITLES
        or (story.language in NOUNS_CAPITALISED and passage.text[title[0]].isupper())
    )


def beside(text: str, start: int, end: int) -> bool:
    """Whether an age, a role or "who" follows a name."""
    if _AGED.match(text, end) or _WHO.match(text, end):
        return True
    if not text.startswith(",", end):
        return False
    after = _AFTER.match(text, end)
    if after is None:
        return False
    near = text[after.end() : after.end() + 50]
    words = near.partition(",")[0].split()[:5]
    return any(is_role(word.strip('“”".,;')) for word in words) and words[0][:1] != "“"


_YEARS_OLD = re.compile(r"\b\d{1,2}(?:-year-old|[- ]?jährigen?r?|[- ]Jahre alten?r?)[ \u00a0]\Z")
_STOPS = re.compile(r"[,.;:()“”\"–—]")
_DETERMINERS = frozenset("the a an his her their its another then former".split())


def introduced(text: str, start: int, end: int) -> bool:
    """Whether an age, or a role and a comma, stands before a name: "her doctor, Jane Roe, agreed"."""
    near = text[max(start - 80, 0) : start]
    if _YEARS_OLD.search(near) is not None:
        return True
    if text[end : end + 1] not in (",", "."):
        return False
    if not near.endswith(", "):
        return False
    noun = re.split(r" (?:of|for|at|in|to|from) ", _STOPS.split(near[:-2])[-1], maxsplit=1)[0].split()
    first = max((at for at, word in enumerate(noun) if word.lower() in _DETERMINERS), default=-1)
    return first >= 0 and len(noun) - first < 6 and is_role(noun[-1])


def speaks(text: str, start: int, end: int) -> bool:
    """Whether a verb of speech stands right before or after a name."""
    after = (
        text[end : end + 20].lstrip(", ").split(None, 1)[:1]
        if _is_apposed(text, start, end)
        else (text[end : end + 16].split(None, 1)[:1])
    )
    before = text[max(start - 16, 0) : start].rsplit(None, 1)[-1:]
    verbs = cues("speech")
    if after and (text[end : end + 1].isspace() or _is_apposed(text, start, end)) and after[0].strip(',:“".') in verbs:
        return True
    return bool(before) and before[0] in verbs


def _is_apposed(text: str, start: int, end: int) -> bool:
    """Whether commas stand around a name."""
    return text.startswith(", ", end) and text[max(start - 2, 0) : start] == ", "


def is_aged(text: str, end: int) -> bool:
    """Whether an age stands behind a name that ends at ``end``."""
    return _AGED.match(text, end) is not None


def has_given(name: str) -> bool:
    """Whether a name begins with a given name, a title aside.

    >>> has_given("Dr Jane Roe"), has_given("Energy Markets")
    (True, False)
    """
    first, *others = name.split()
    is_title = bool(others) and first.rstrip(".").casefold() in SINGLE_TITLES
    return is_given(first) or (is_title and is_given(others[0]))
