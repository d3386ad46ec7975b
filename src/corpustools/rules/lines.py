"""Questions about the single lines of a draft, each asked once."""

from corpustools.model.draft import Draft, DraftBlock
from corpustools.rules.vocabulary import bare
from corpustools.text.words import count_words

__all__ = ["BULLETS", "DraftBlock", "bare_lines", "crowd", "is_item_of_menu", "line_words"]

BULLETS = frozenset("•‣▪●◦*+·")


def bare_lines(draft: Draft) -> tuple[str, ...]:
    """Return every block's words in small letters, without bullets and marks around them.

    >>> bare_lines(Draft((DraftBlock(0, "* Sign up"), DraftBlock(1, "More …"))))
    ('sign up', 'more')
    """
    return tuple(bare(block.text[:200]) for block in draft.blocks)


def line_words(draft: Draft) -> tuple[frozenset[str], ...]:
    """Return every block's words in small letters, each once; those of its first two hundred characters.

    >>> sorted(line_words(Draft((DraftBlock(0, "© The town, the TOWN"),)))[0])
    ['the', 'town', '©']
    """
    return tuple(
        frozenset(line.replace(",", " ").replace(".", " ").replace("©", " © ").split())
        for line in draft.once(bare_lines)
    )


def crowd(draft: Draft) -> tuple[float, ...]:
    """Return of each block which share of the seven blocks around it has five words or more.

    >>> crowd(Draft(tuple(DraftBlock(i, "a title of five words") for i in range(3))))
    (1.0, 1.0, 1.0)
    """
    long = [0]
    for block in draft.blocks:
        text = block.text
        long.append(long[-1] + (len(text) > 12 and count_words(text) >= (5 if text[2:3] < "\u2e80" else 9)))
    size = len(draft.blocks)
    spans = ((max(0, at - 3), min(size, at + 4)) for at in range(size))
    return tuple((long[last] - long[first]) / (last - first) for first, last in spans)


def is_item_of_menu(block: DraftBlock, draft: Draft) -> bool:
    """Whether a line of one word has a bullet, or a line of few words with one stands below it.

    >>> blocks = tuple(DraftBlock(i, text) for i, text in enumerate(("Comment", "* Columnists", "Comments")))
    >>> [is_item_of_menu(block, Draft(blocks)) for block in blocks]
    [True, True, False]
    """
    if count_words(block.text) > 1:
        return False
    below = draft.neighbour(block, 1)
    short = below is not None and below.text[:1] in BULLETS and count_words(below.text) <= 3
    return block.text[:1] in BULLETS or short
