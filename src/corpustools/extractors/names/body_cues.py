"""Organizations by what stands beside their names: kinds, roles, business, and acronyms in brackets."""

import re
from collections.abc import Iterator
from functools import lru_cache

from corpustools.extractors.names.known_names import is_place
from corpustools.extractors.names.lexicons import cues
from corpustools.extractors.names.naming import names
from corpustools.extractors.names.passages import NOUNS_CAPITALISED, Passage, Span, Story, small_words
from corpustools.extractors.names.word_kinds import fold, is_common, is_given, is_role

_LEADS = frozenset(
    """ceo cfo cto coo president founder co-founder cofounder chairman chairwoman chairperson chair chief head
    spokesman spokeswoman spokesperson
    analyst analysts economist economists researcher researchers manager owner executive executives member members
    partner employee employees
    experts expert scientists scientist engineers engineer strategist""".split()
)


_LED = re.compile(r"(?P<role>[^\W\d_][\w\-]+) (?:of|at|for|from|with) (?:the )?\Z")
# Languages in which a role does not stand behind whose it is, or in which every noun has a capital.
_ROLES_BEFORE = NOUNS_CAPITALISED | {"vi", "id", "fr", "es", "it", "pt", "ro", "ca"}
_LINKS = frozenset("of at for from with the".split())


_ROLE_AFTER = re.compile(r" (?P<first>[a-zà-ÿ][\w\-]*)(?: (?P<second>[a-zà-ÿ][\w\-]*))?")


_ANYBODYS = frozenset(
    "winner nominee champion star veteran fan fans legend hero player rookie model candidate "
    "student students resident residents".split()
)


_APPOSED = re.compile(r", (?:a|an|the|one of the|eine?|une?|una|un) (?P<words>[^,.;:()]{3,70})")


# What firms have and do, and hardly anybody else.
_BUSINESS = re.compile(
    r"(?:['’]s)? (?:employees|shares|stock|shareholders|customers|executives|headquarters|offices|spokesperson|website"
    r"|layoffs|subsidiary|declined to comment|filed for|acquired|announced|unveiled|raised \$|partnered"
    r"|did not (?:immediately )?respond)\b"
)


def beside(story: Story, passage: Passage) -> Iterator[Span]:
    """Yield unknown names beside a role or the kind of organization that they are of."""
    text = passage.text
    taken = {hit.start for hit in passage.hits}
    people = names(story).full
    kinds = passage.letters
    for chain in passage.chains:
        letters = kinds[chain.start]
        first = 1 if chain.opens and letters[0] in "FWD" and len(letters) > 1 else 0
        rest = letters[first:]
        if len(rest) > 3 or not _may_be_body(rest):
            continue
        start, end = chain.words[first].start, chain.words[-1].end
        if start in taken or (chain.opens and first == 0 and is_common(chain.words[0].text)):
            continue
        words = text[start:end]
        if len(rest) == 1 and is_common(words):
            continue
        before = text[max(start - 40, 0) : start].rstrip("»„“\"'‘”›‹« ")
        kind = "" if before.endswith(".") else fold(before.rpartition(" ")[2])
        person = is_given(chain.words[first].text) or words in people
        if not person and (
            kind in cues("designators", "kinds")
            or (story.language in NOUNS_CAPITALISED and kind.rstrip("sn") in cues("designators", "kinds"))
        ):
            yield start, end
            continue
        # Which of the patterns may match is seen from the words and marks beside the name, most often none.
        led = _LED.search(text, max(start - 30, 0), start) if kind in _LINKS and not person and rest != "G" else None
        if led is not None and fold(led["role"]) in _LEADS:
            yield start, end
            continue
        unknown, behind = not rest.strip("XO"), text[end : end + 1]
        after = _ROLE_AFTER.match(text, end) if unknown and behind == " " else None
        if after is not None and story.language not in _ROLES_BEFORE:
            roles = [
                word
                for word in (after["first"], after["second"])
                if word and is_role(word) and fold(word) not in _ANYBODYS
            ]
            if roles and (is_role(after["first"]) or fold(after["first"]) in cues("modifiers")):
                yield start, end
                continue
        business = _BUSINESS.match(text, end) if unknown and behind in (" ", "'", "’") else None
        if business is not None and not (len(rest) == 1 and len(words) < 3):
            yield start, end
            continue
        apposed = _APPOSED.match(text, end) if behind == "," and not person else None
        if (
            (
                apposed is not None
                and any(fold(word) in cues("designators", "kinds") for word in apposed["words"].split()[:9])
            )
            and not any(is_role(word) for word in apposed["words"].split()[:4])
            and words not in small_words(story)
        ):
            yield start, end


@lru_cache(maxsize=1024)
def _may_be_body(letters: str) -> bool:
    """Whether words of these kinds may be the name of an organization that no list has."""
    return not set(letters) - set("XSGWOT") and bool(set(letters) & set("XSG"))


_BRACKETED = re.compile(r"[ \u00a0]\((?P<acronym>[^\W\d_][\w&\-]{1,7})\)")


def with_acronym(story: Story, passage: Passage) -> Iterator[tuple[Span, Span]]:
    """Yield names with the acronym in brackets behind them: where the name stands, and where the acronym."""
    for found in _BRACKETED.finditer(passage.text) if "(" in passage.text else ():
        acronym = found["acronym"]
        if sum(map(str.isupper, acronym)) < 2 or sum(map(str.isupper, acronym)) * 2 < len(acronym):
            continue
        if acronym.endswith("s") or fold(passage.text[: found.start()].rpartition(" ")[2]) in cues(
            "designators", "terms"
        ):
            continue  # "Demand Side Platforms (DSPs)"
        start = _spelled(passage.text, found.start(), acronym)
        if start is not None and not any(
            hit.start <= start and hit.end >= found.start() and is_place(hit) for hit in passage.hits
        ):
            yield (start, found.start()), found.span("acronym")


_LETTERS = re.compile(r"[^\W_]+")


def _spelled(text: str, end: int, acronym: str) -> int | None:
    """Return where the words before ``end`` begin that the letters of an acronym stand for, in order."""
    words = list(_LETTERS.finditer(text, max(end - 90, 0), end))
    letters = [letter.lower() for letter in acronym if letter.isalnum()]
    for word in reversed(words):
        if not word[0][0].isupper() or word[0][0].lower() != letters[0] or (word.start() == 0 and text[0].islower()):
            continue
        between = text[word.start() : end]
        if any(mark in between for mark in '.;:()[]“”"–—') or len(between.split()) > len(letters) + 4:
            break
        capitals = [each[0][0].lower() for each in words if each.start() >= word.start() and each[0][0].isupper()]
        if len(capitals) >= 2 or (len(between.split()) == 1 and len(between) > 12):
            rest = iter(between.lower())
            if all(letter in rest for letter in letters) and len(capitals) <= len(letters) + 1:
                return word.start()
    return None
