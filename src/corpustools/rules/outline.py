"""Questions about a whole draft that several rules ask."""

from collections import Counter
from collections.abc import Sequence

from corpustools.model.draft import Draft, DraftBlock
from corpustools.rules.lines import texts, word_counts
from corpustools.text.characters import dominant_script
from corpustools.text.sentences import ends_sentence
from corpustools.text.suffixes import has_dash, site_suffix
from corpustools.text.words import count_words


def is_running(block: DraftBlock) -> bool:
    """Whether the block reads like running text: a sentence of eight words or more.

    >>> is_running(DraftBlock(0, "Moscow has denied providing any assistance to the militias."))
    True
    >>> is_running(DraftBlock(0, "Read more."))
    False
    """
    return ends_sentence(block.text) and count_words(block.text) >= 8


def running(draft: Draft) -> Sequence[bool]:
    """Return of every block whether it reads like running text, as :func:`is_running` says.

    >>> running(Draft((DraftBlock(0, "Nobody in the town knows how long this lasts."), DraftBlock(1, "Read more."))))
    [True, False]
    """
    pairs = zip(draft.once(word_counts), draft.once(texts), strict=True)
    return [number >= 8 and ends_sentence(text) for number, text in pairs]


def extent(draft: Draft) -> tuple[int, int] | None:
    """Return the indexes of the first and the last running block, or ``None`` where there is none.

    >>> extent(Draft((DraftBlock(0, "Menu"), DraftBlock(1, "Nobody in the town knows how long this lasts."))))
    (1, 1)
    """
    running = draft.once(running_blocks)
    return (running[0], running[-1]) if running else None


def running_blocks(draft: Draft) -> tuple[int, ...]:
    """Return the indexes of all running blocks.

    >>> running_blocks(Draft((DraftBlock(0, "Menu"), DraftBlock(1, "Nobody in the town knows how long this lasts."))))
    (1,)
    """
    return tuple(place for place, runs in enumerate(draft.once(running)) if runs)


def recurring_suffixes(draft: Draft) -> frozenset[str]:
    """Return the suffixes that end two or more blocks which are no sentences.

    >>> blocks = ("A crowd waits - Example News", "A leader speaks - Example News", "A title - Ambassador")
    >>> sorted(recurring_suffixes(Draft(tuple(DraftBlock(i, text) for i, text in enumerate(blocks)))))
    ['Example News']
    """
    found = (site_suffix(text) for text in draft.once(texts) if _may_name_site(text))
    counts = Counter(suffix[0] for suffix in found if suffix and suffix[0].replace(" ", "").replace(".", "").isalpha())
    return frozenset(suffix for suffix, count in counts.items() if count >= 2)


def article_script(draft: Draft) -> str | None:
    """Return the script of most letters among the first 1,200 of running text.

    >>> article_script(Draft((DraftBlock(0, "Nobody in the town knows how long this lasts."), DraftBlock(1, "Меню"))))
    'Latin'
    """
    places = draft.once(running_blocks)
    if not places:
        return None
    text = " ".join(draft.blocks[place].text[:300] for place in places)[:1200]
    return "Latin" if text.isascii() else dominant_script(text)


def _may_name_site(text: str) -> bool:
    """Whether a line may be a description with a site's name behind it: no item of a list, no sentence."""
    return len(text) > 20 and text[0].isupper() and has_dash(text) and not ends_sentence(text)
