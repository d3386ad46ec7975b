"""Where sentences end."""

import re
from collections.abc import Iterator
from functools import lru_cache

SENTENCE_END = frozenset(".!?…。！？؟۔।։።")
# German closes with “ and ‘, Danish with « and ‹: what opens in one language closes in another.
CLOSING = "\"'”’“‘»›«‹)]」』】）"

FULL_STOP, CALL = "\ue001", "\ue002"
"""Stand for quoted words that end with a full stop, and with ? or !, in a text where such words are masked."""

_END = re.compile(rf"[.!?…。！？{FULL_STOP}{CALL}][.!?…”\"»“«’')\]]*(?:(?=\s|$)|(?<=[。！？]))")
_ABBREVIATED = frozenset(
    "mr mrs ms dr prof st inc corp co ltd jr sr gen col lt sgt sen rep gov rev hon capt no vs etc jan feb mar apr jun "
    "jul aug sep sept oct nov dec bzw ca mio mrd mill usw ggf evtl nr str hl fr hr mme art u.s u.k d.c a.m p.m z.b u.a "
    "d.h i.e e.g t.c bs ths ts им г ул v chr n.chr v.chr".split()
)


@lru_cache(maxsize=2048)
def ends_sentence(text: str) -> bool:
    """Whether ``text`` ends as a sentence does, quotation marks and brackets after the stop allowed.

    >>> ends_sentence("“We agree,” he said."), ends_sentence('and left."'), ends_sentence("Read more")
    (True, True, False)
    >>> ends_sentence("他说。"), ends_sentence("Loading...")
    (True, True)
    >>> ends_sentence("„Es wird noch Tage dauern.“")
    True
    """
    return final_mark(text) in SENTENCE_END


def final_mark(text: str) -> str:
    """Return the last character of ``text``, quotation marks and brackets after it left out.

    >>> final_mark("“Who is there?”"), final_mark("")
    ('?', '')
    """
    return text.rstrip().rstrip(CLOSING).rstrip()[-1:]


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where sentences begin and end; one of which a question is quoted may go on after it.

    >>> text = "Mr. Roe left at 3.15 p.m. on Monday. “Why?” he was asked. Nobody knows."
    >>> [text[start:end] for start, end in sentences(text)]
    ['Mr. Roe left at 3.15 p.m. on Monday.', '“Why?” he was asked.', 'Nobody knows.']
    """
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        following = text[end : end + 12].lstrip()
        if not following:
            break
        opener = following[0] if following[0] not in "“\"„«»‘'(–—-" else following.lstrip("“\"„«»‘'(–—- ")[:1]
        if opener.islower() or (match[0] == "." and _is_abbreviation(text, start, match.start())):
            continue
        yield (start, end)
        start = end + (len(text[end : end + 12]) - len(following))
    if text[start:].strip():
        yield (start, len(text.rstrip()))


def _is_abbreviation(text: str, start: int, stop: int) -> bool:
    word = text[max(start, stop - 12) : stop].rpartition(" ")[2].lstrip('(“"„')
    if word.lower() == "no":
        return text[stop + 1 : stop + 3].strip().isdigit()
    return (
        word.lower() in _ABBREVIATED
        or (word[-2:-1] in (".", "") and word[-1:].isupper())
        or (word.isdigit() and len(word) < 3)
    )
