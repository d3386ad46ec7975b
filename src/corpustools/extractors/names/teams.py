"""Towns and states whose names stand for their teams, in reports of games."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from corpustools.extractors.names.known_names import Hit, is_organization, known_as
from corpustools.extractors.names.lexicons import cues
from corpustools.extractors.names.naming import names
from corpustools.extractors.names.passages import NOUNS_CAPITALISED, Passage, Span, Story, chain_at

_ENOUGH = 4  # words of games in a report of games
_RECORD = re.compile(r" \(\d{1,3}-\d{1,3}(?:-\d{1,3})?(?:, \d{1,3}-\d{1,3}(?:-\d{1,3})?)*[);,]")
_SCORE = re.compile(r" \d{1,3}(?:,| [-–]) (?=[^\W\d_a-z])")
_SCORED = re.compile(r" \d{1,3}\b(?!,\d)")
_VERSUS = re.compile(
    r" (?:\(\d[\d\-, ]*\) )?(?:beats?|defeated|defeats|rolled past|edged|edges|topped|tops|downed|routed|outscored"
    r"|lost to|drew with|hosts?|hosted|faces?|faced|takes? on|took on|vs\.?|v|gegen|schlägt|schlug|empfängt) (?:the )?"
)
_AGAINST = re.compile(
    r"\b(?:against|beat|beating|defeated|past|vs\.|gegen|(?:loss|win|victory|defeat|game|trip) (?:at|over|to|against)) "
    r"(?:the )?\Z"
)
_OWNS = re.compile(r"['’]s? (?:game|win|victory|loss|defeat|offense|defense|season|lineup|roster|bench|bullpen|goal)\b")
_AT_HOME = re.compile(
    r"\b(?:in|near|from|outside|around|across|city of|to|into|nach|aus|um) (?:the |downtown )?\Z", re.I
)
_IN_STATE = re.compile(r", [^\W\d_a-z]")
_PLAYER = re.compile(r"(?:['’]s)? (?:head |general |assistant |interim )?(?P<role>[a-z]+)\b")


def playing(story: Story, passage: Passage) -> Iterator[Span]:
    """Yield where towns and states stand for their teams."""
    teams = _teams(story)
    if not teams:
        return
    for hit in passage.hits:
        if passage.text[hit.start : hit.end] in teams and _stands_alone(passage, hit):
            home = _AT_HOME.search(passage.text, max(hit.start - 20, 0), hit.start)
            if home is None and not _IN_STATE.match(passage.text, hit.end):
                yield hit.start, hit.end


@lru_cache(maxsize=4)
def _teams(story: Story) -> frozenset[str]:
    """Return the names of towns and states that stand for their teams somewhere in a story."""
    if not any(_is_home(hit) for passage in story.passages for hit in passage.hits):
        return frozenset()
    people = names(story).full
    found: set[str] = set()
    for number, chains in story.chains_with(cues("designators", "clubs")).items():
        for at in chains:
            # "ThSV Eisenach": the town alone is the club, too.
            for before, word in pairwise(story.passages[number].chains[at].words):
                if before.text in cues("designators", "clubs") and any(e.kind == "city" for e in known_as(word.text)):
                    found.add(word.text)
    for passage in story.passages:
        for at, hit in enumerate(passage.hits):
            name = passage.text[hit.start : hit.end]
            if name not in found and name not in people and _is_home(hit) and _stands_alone(passage, hit):
                following = passage.hits[at + 1] if at + 1 < len(passage.hits) else None
                preceding = passage.hits[at - 1] if at else None
                if _plays(passage.text, hit, following, preceding, story.language):
                    found.add(name)
    return frozenset(found) if found and is_of_games(story) else frozenset()


@lru_cache(maxsize=4)
def is_of_games(story: Story) -> bool:
    """Whether a story is a report of games, by four words of such reports.

    >>> from corpustools.extractors.names.passages import told
    >>> report = "The coach said that his team had scored two goals in the last ten minutes of the season."
    >>> is_of_games(told((report,), "en")), is_of_games(told(("The coach left the town on Monday.",), "en"))
    (True, False)
    """
    words = {word.rstrip(".,:;") for passage in story.passages for word in passage.text.split()}
    return len(cues("designators", "games") & words) >= _ENOUGH


def _is_home(hit: Hit) -> bool:
    """Whether a name is of a town or a state, and of nothing greater."""
    kinds = {entry.kind for entry in hit.entries}
    return bool(kinds & {"city", "capital", "state"}) and not kinds & {"country", "region", "water", "space"}


def _stands_alone(passage: Passage, hit: Hit) -> bool:
    """Whether a name has no other word with a capital beside it that may be part of it."""
    chain = chain_at(passage, hit.start)
    if chain is None or passage.text[hit.end : hit.end + 1] == "-":
        return False
    before = [word for word in chain.words if word.end <= hit.start]
    return chain.end in (hit.end, hit.end - 1) and (not before or (chain.opens and len(before) == 1))


def _plays(text: str, hit: Hit, following: Hit | None, preceding: Hit | None, language: str | None) -> bool:
    if _RECORD.match(text, hit.end) or _OWNS.match(text, hit.end):
        return True
    if following is not None and _is_team(following):
        score = _SCORE.match(text, hit.end)
        if score is not None and score.end() == following.start and _SCORED.match(text, following.end):
            return True
        if _VERSUS.fullmatch(text, hit.end, following.start):
            return True
    if preceding is not None and _is_team(preceding):
        score = _SCORE.match(text, preceding.end)
        if score is not None and score.end() == hit.start and _SCORED.match(text, hit.end):
            return True
        if _VERSUS.fullmatch(text, preceding.end, hit.start):
            return True
    if _AGAINST.search(text, max(hit.start - 22, 0), hit.start):
        return True
    role = _PLAYER.match(text, hit.end) if language not in NOUNS_CAPITALISED else None
    return role is not None and role["role"] in cues("designators", "players")


def _is_team(hit: Hit) -> bool:
    return _is_home(hit) or is_organization(hit)
