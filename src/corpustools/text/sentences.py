"""Where sentences end."""

from functools import lru_cache

SENTENCE_END = frozenset(".!?…。！？؟۔।։።")
# German closes with “ and ‘, Danish with « and ‹: what opens in one language closes in another.
CLOSING = "\"'”’“‘»›«‹)]」』】）"


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
