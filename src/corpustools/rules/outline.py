"""Questions about a whole draft that several rules ask."""

import re
from collections import Counter

from corpustools.model.draft import Draft, DraftBlock
from corpustools.text.sentences import ends_sentence
from corpustools.text.words import count_words

# A title and what a site appends to it: "Two leaders shake hands - Example News", "… | Example News".
_SUFFIXED = re.compile(r"^(?P<said>.+\S)(?P<dash>\s+[-–—|]\s+)(?P<site>[^\s\-–—|][^\-–—|]{1,40})$")


def is_running(block: DraftBlock) -> bool:
    """Whether the block reads like running text: a sentence of eight words or more.

    >>> is_running(DraftBlock(0, "Moscow has denied providing any assistance to the militias."))
    True
    >>> is_running(DraftBlock(0, "Read more."))
    False
    """
    return ends_sentence(block.text) and count_words(block.text) >= 8


def extent(draft: Draft) -> tuple[int, int] | None:
    """Return the indexes of the first and the last running block, or ``None`` where there is none.

    >>> extent(Draft((DraftBlock(0, "Menu"), DraftBlock(1, "Nobody in the town knows how long this lasts."))))
    (1, 1)
    """
    running = [block.index for block in draft.blocks if is_running(block)]
    return (running[0], running[-1]) if running else None


def site_suffix(text: str) -> tuple[str, int] | None:
    """Return what stands after the last spaced dash or bar, and the offset it starts at.

    At most five words count as the name of a site.

    >>> site_suffix("Two leaders shake hands - Example News")
    ('Example News', 26)
    >>> site_suffix("A well-known town") is None
    True
    """
    found = _SUFFIXED.match(text)
    if found is None or count_words(found["site"]) > 5:
        return None
    return found["site"], found.start("site")


def recurring_suffixes(draft: Draft) -> frozenset[str]:
    """Return the suffixes that end two or more blocks which are no sentences.

    >>> blocks = ("A crowd - Example News", "A leader - Example News", "A title - Ambassador")
    >>> sorted(recurring_suffixes(Draft(tuple(DraftBlock(i, text) for i, text in enumerate(blocks)))))
    ['Example News']
    """
    found = (site_suffix(block.text) for block in draft.blocks if not ends_sentence(block.text))
    counts = Counter(suffix[0] for suffix in found if suffix)
    return frozenset(suffix for suffix, count in counts.items() if count >= 2)
