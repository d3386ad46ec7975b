"""Organizations that no list has, by what is said of them: sources, owners of rights, employers, sellers, tickers."""

import re
from collections.abc import Iterator
from functools import lru_cache

from corpustools.extractors.names.known_names import is_place
from corpustools.extractors.names.letters import BODY_END, COMMON, PROPER, UNKNOWN
from corpustools.extractors.names.lexicons import cues
from corpustools.extractors.names.naming import names
from corpustools.extractors.names.passages import NOUNS_CAPITALISED, Passage, Span, Story, hits_in, kinds, small_words
from corpustools.extractors.names.word_kinds import fold, is_common, is_given, is_surname
from corpustools.text.capitals import Chain

_LONGEST = 34  # characters before a name that are looked at

# What is said of papers, firms and agencies, and of hardly anybody else; looked for where its last word stands.
_BEFORE = re.compile(
    r"(?:\b(?:[Ff]irst reported by|[Pp]ublished by|[Rr]eport (?:by|from|in)|[Rr]eports from|[Aa]rticle in"
    r"|[Aa]cquired by|[Oo]wned by|[Mm]anufactured by|[Ss]ponsored by|[Ss]ubsidiary of|[Dd]ivision of|[Ss]take in"
    r"|[Ss]hares (?:of|in)|[Cc]ustomers of|[Ss]pokes(?:man|woman|person) for|[Ee]ditor (?:of|at)|[Ff]ounder of|CEO of"
    r"|[Cc]hief executive of|[Mm]erger with|[Pp]artner(?:ship|ed) with|[Aa]nalysts? at|[Ee]conomists? at"
    r"|[Rr]eporters? (?:at|for)|[Cc]orrespondent for"
    r"|[Ee]mployees? (?:of|at)|[Pp]arent company of)|(?:Copyright|©)(?: ©)? (?:19|20)\d\d"
    r"|(?:[Ii]mage|[Pp]hoto) [Cc]redit:|[Cc]ourtesy of) (?:the )?\Z"
)
_TOLD = re.compile(r"\b(?:[Aa]ccording to|told) (?:the )?\Z")
_CUES_END = frozenset("by from in of at for with told to the credit:".split())
_YEAR = re.compile(r"(?:19|20)\d\d")

_BEHIND = re.compile(
    r"(?:['’]s? (?:new |former |own |first |latest )?(?:ceo|CEO|chief executive|Chief|founders?|co-founders?"
    r"|chairman|spokes(?:man|woman|person)|general counsel|board of directors|workforce|customers|clients|shareholders"
    r"|investors|employees|website|newsroom)"
    r"| (?:employs|manufactures|laid off|filed for (?:bankruptcy|an initial)|reported that"
    r"|raised [$€£]|has acquired|was acquired|was founded|is headquartered|operates \d|reporters?|journalists?)"
    r"| \((?:NYSE|NASDAQ|Nasdaq|LSE|ASX|TSX|OTC\w*|HKEX|NSE|BSE)(?:: ?| )[A-Z])\b"
)
_HANDLE = re.compile(r" \(@(?P<handle>\w{3,30})\)")

# "Vrebt.info", "the Vrebt report"
_GOES_ON = re.compile(r"\.\w|-\w| (?:report|survey|study|data|poll|index|method)\b")


def acting(story: Story, passage: Passage) -> Iterator[Span]:
    """Yield names that no list has beside what is said of organizations alone."""
    if story.language in NOUNS_CAPITALISED:
        return
    text, letters = passage.text, passage.letters
    for chain in passage.chains:
        begin = chain.start
        if not _may_act(letters[begin]):
            continue
        last = text[max(begin - 9, 0) : begin - 1].rpartition(" ")[2] if text[begin - 1 : begin] == " " else ""
        led = last.lower() in _CUES_END or _YEAR.fullmatch(last) is not None
        behind = text[chain.end : chain.end + 2]
        if not led and behind[:1] not in ("'", "’", " "):
            continue
        if led and _BEFORE.search(text, max(begin - _LONGEST, 0), begin) is not None:
            told = False
        elif led and _TOLD.search(text, max(begin - _LONGEST, 0), begin) is not None:
            told = True
        elif behind == " (" and _has_handle(text, chain) and len(chain.words) > 1:
            if chain.words[0].text not in names(story).full and not is_given(chain.words[0].text):
                yield begin, chain.end
            continue
        elif behind.strip() and _BEHIND.match(text, chain.end):
            told = False
        else:
            continue
        span = _name(story, passage, chain, told)
        if span is not None:
            yield span


@lru_cache(maxsize=1024)
def _may_act(letters: str) -> bool:
    """Whether words of these kinds may be a name that is looked for: most chains are a word that opens a sentence."""
    return letters == UNKNOWN or (len(letters) > 1 and bool(set(letters) & set(UNKNOWN + BODY_END + COMMON)))


def _has_handle(text: str, chain: Chain) -> bool:
    """Whether an account that is called as the name is stands behind it in brackets: "Old Boats (@oldboats)"."""
    found = _HANDLE.match(text, chain.end)
    return found is not None and found["handle"].lower() == "".join(word.text for word in chain.words).lower()


def _name(story: Story, passage: Passage, chain: Chain, told: bool) -> Span | None:
    """Return where the name in a chain stands, if it may be an organization's."""
    letters = kinds(passage, chain)
    first = 1 if chain.opens and letters[0] in "FWD" and len(letters) > 1 else 0
    words, named = chain.words[first:], letters[first:]
    if (
        len(named) > 4
        or set(named) - set(PROPER + COMMON + BODY_END)
        or not set(named) & set(UNKNOWN + BODY_END + COMMON)
    ):
        return None
    start, end = words[0].start, words[-1].end
    whole = passage.text[start:end]
    if any(is_place(hit) or hit.start == start for hit in hits_in(passage, chain)):
        return None
    if _GOES_ON.match(passage.text, end):
        return None
    people = names(story).full
    if any(word.text in people for word in words) or whole in small_words(story):
        return None
    if len(words) == 1:
        known = is_common(whole) or is_given(whole) or is_surname(whole) or len(whole) < 3
        return None if known or (chain.opens and first == 0 and whole not in story.inside) else (start, end)
    if is_given(words[0].text) or (told and (is_surname(words[-1].text) or named == UNKNOWN * len(named))):
        return None
    if set(named) == {COMMON} and (len(named) < 2 or (chain.opens and first == 0)):
        return None
    return None if fold(words[-1].text) in cues("designators", "terms") else (start, end)


# "eBay", "my6sense": a capital or a digit inside a word that begins small.
_ODD = re.compile(r"(?<![\w@#/.\-&])[a-z]{1,20}(?:[A-Z]|\d{1,9}[a-z])\w*(?![\w/@\-]|\.\w)")
_INSIDE = re.compile(r"[A-Z0-9](?<=[a-z].)")


def oddly_written(story: Story) -> Iterator[tuple[int, Span]]:
    """Yield the names of a story that begin with a small letter, where what is said of one is said of organizations."""
    found = [(at, each) for at, passage in enumerate(story.passages) for each in _odd_in(passage.text)]
    acting = {each[0] for at, each in found if _acts(story.passages[at].text, each.start(), each.end())}
    for at, each in found:
        if each[0] in acting:
            yield at, each.span()


def _odd_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the words that begin small with a capital or a digit inside; what is rare is looked for first."""
    for inside in _INSIDE.finditer(text):
        least = max(inside.start() - 21, 0)
        start = next((at for at in range(inside.start() - 1, least, -1) if not text[at].isalpha()), least - 1) + 1
        odd = _ODD.match(text, start)
        if odd is not None:
            yield odd


def _acts(text: str, start: int, end: int) -> bool:
    return _BEHIND.match(text, end) is not None or _BEFORE.search(text, max(start - _LONGEST, 0), start) is not None
