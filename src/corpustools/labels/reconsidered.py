"""What the model of lines says of a page, looked at once more: with lines of a kind, and with what the page says it is.

The model sees a line and its surroundings. It does not see that the twenty entries of a list stand in elements alike,
and gives some of them 0.53 and others 0.47. And it was learned from articles mostly, so that on overviews, front pages
and lists of goods, whose text stands in many small pieces, it finds hardly anything that it is sure of.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpustools.labels.markup import kinds_of_lines
from corpustools.model.hint import Hint

ALIKE = 0.4
"""How much what is said of lines of a kind counts for a line of one word beside what is said of itself."""

FEWEST, LONG, SUREST = 3, 40, 3.0
"""From how many lines on a kind counts; past how many words a line is as good as any longer one, and speaks for itself
half as far again; and past which odds nothing is surer. Without these, one long line that is certain would take a
dozen others with it."""

DOUBTFUL = 0.75
"""Where what is held for running text is held so with less than this on average, the model has found no article."""

RAISED = 0.75
"""By how much the logarithm of the odds is raised there. Over other sites' pages, overviews and lists gain most with
1.0, all sets together with this."""

_ARTICLES = ("article", "Article", "Posting", "Report", "Review", "Recipe", "HowTo")
_ONE_THING = (*_ARTICLES, "product", "Product", "ProductGroup", "Event", "QAPage", "VideoObject")


def is_article(things: frozenset[str]) -> bool:
    """Whether a page says that it is, or has, an article, by the words of schema.org or Open Graph.

    >>> is_article(frozenset({"WebPage", "NewsArticle"})), is_article(frozenset({"website", "ItemList"}))
    (True, False)
    """
    return any(thing.endswith(_ARTICLES) for thing in things)


def reconsidered(
    probabilities: NDArray[np.float64], words: NDArray[np.int64], hints: Sequence[Hint], things: frozenset[str]
) -> NDArray[np.float64]:
    """Say of each line of a page with markup how surely it is running text, where the model said so before.

    A page that says of one thing that it is its subject (an article, a product, an event) has a text and much around
    it. Of one that says of none, such as an overview, more is text than the model thinks where the model doubts all
    of it, and all odds are raised.

    >>> p, words = np.array([0.6, 0.45]), np.array([30, 30])
    >>> hints = [Hint(0, 9, "p"), Hint(10, 19, "p")]
    >>> reconsidered(p, words, hints, frozenset({"website"})).tolist()
    [0.7605, 0.634]
    >>> reconsidered(p, words, hints, frozenset({"Article"})).tolist()
    [0.6, 0.45]

    Lines of one kind, as :func:`~corpustools.labels.markup.kinds_of_lines` tells them, are drawn to each other:

    >>> p, words = np.array([0.6, 0.8, 0.45]), np.array([3, 3, 3])
    >>> reconsidered(p, words, [*hints, Hint(20, 29, "p")], frozenset({"Article"})).tolist()
    [0.6115, 0.7421, 0.5202]
    """
    size = np.clip(words, 1, LONG)
    held = np.clip(probabilities, 0.001, 0.999)
    odds = np.log(held / (1 - held))
    running = words * (probabilities >= 0.5)
    if not any(thing.endswith(_ONE_THING) for thing in things) and (running @ probabilities < DOUBTFUL * running.sum()):
        odds += RAISED
    kind = kinds_of_lines(hints)
    mean = np.bincount(kind, size * np.clip(odds, -SUREST, SUREST)) / np.bincount(kind, size)
    share = ALIKE * (1 - size / (2 * LONG)) * (np.bincount(kind) >= FEWEST)[kind]
    odds += share * (mean[kind] - odds)
    return np.round(1 / (1 + np.exp(-odds)), 4)
