"""What the learned model goes by, read from its parameters: its features, and how much each of them weighs."""

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from corpustools.labels.features import Line
from corpustools.labels.line_model import load_model
from corpustools.labels.measured import Measured
from corpustools.labels.trees import Forest
from corpustools.model.hint import Hint

KINDS = ("text", "html")
"""The kinds of documents that there is a model for."""

_SAMPLE = Line("A line.")
_MARKED = Hint(0, 7, "p", ("body", "p"), ((), ()))


_NEIGHBOUR = re.compile(r" of [12] (?:before|after)$")
_BY_ITSELF = "how much the line reads like running text by itself"
_IN_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"^p of the line$", _BY_ITSELF),
        (r"^p of 1 (before|after)$", r"how much the line \1 it reads like running text"),
        (r"^p of (\d) (before|after)$", r"how much the line \1 lines \2 it reads like running text"),
        (r"^p in (\d+) around$", r"how much the \1 lines on either side read like running text"),
        (r"^p in (\d+) (before|after)$", r"how much the \1 lines \2 it read like running text"),
        (r"^greatest p (before|after)$", r"how much the best line \1 it reads like running text"),
        (r"^share of p (before|in|on)\b", r"share of the running text \1"),
        (r"\bof p on\b", "of running text on"),
        (r" at (0\.\d+)$", r" (at \1)"),
        (r"^density of (\d+) (before|after)$", r"share of sentences in the \1 lines \2 it"),
        (r"^words in (\d+) around$", r"words of sentences in the \1 lines on either side"),
        (r"\bin (\d+) around$", r"in the \1 lines on either side"),
        (r"\bin (\d+) (before|after)$", r"in the \1 lines \2 it"),
        (r"\bof (\d+)$", r"(at \1 words a line)"),
        (r"\bthe 1 lines\b", "the line"),
    )
)


@dataclass(frozen=True, slots=True)
class Feature:
    """What a model asks of a line: in words, its share in all decisions, and whether it asks it of neighbours too."""

    words: str
    share: float
    of_neighbours: bool


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a model goes by.

    ``features`` is what it asks of a line, the weightiest first. ``trees`` are the numbers of trees of both stages,
    ``words`` and ``names`` those of the words, and of the names of elements, that it holds to be typical of
    articles or of what surrounds them.
    """

    features: tuple[Feature, ...]
    trees: tuple[int, int]
    words: int
    names: int


@cache
def inventory(kind: str) -> Inventory:
    """Take the inventory of the model of a kind of document: ``text`` or ``html``.

    >>> text = inventory("text")
    >>> round(sum(feature.share for feature in text.features), 6), text.names
    (1.0, 0)
    >>> {"ends as a sentence", "words"} <= {feature.words for feature in text.features}
    True
    """
    model = load_model(kind)
    measured = Measured([_SAMPLE], [_MARKED] if kind == "html" else [], model.lexicon, model.names)
    stages = (measured.first_stage()[0], measured.second_stage(np.zeros(1))[0])
    shares: dict[str, float] = {}
    neighbours = set()
    for forest, names in zip((model.first, model.second), stages, strict=True):
        found = importances(forest, len(names))
        for name, share in zip(names, (found / found.sum()).tolist(), strict=True):
            if share > 0:
                own = name if name in measured.columns else _NEIGHBOUR.sub("", name)
                if own in measured.columns and own != name:
                    neighbours.add(own)
                else:
                    own = name
                shares[own] = shares.get(own, 0.0) + share / 2
    features = [Feature(in_words(name), share, name in neighbours) for name, share in shares.items()]
    features.sort(key=lambda feature: (-feature.share, feature.words))
    return Inventory(
        tuple(features), (model.first.number, model.second.number), len(model.vocabulary), len(model.names)
    )


def in_words(name: str) -> str:
    """Say what a feature measures; most names say it themselves.

    >>> in_words("ends as a sentence"), in_words("p in 5 after")
    ('ends as a sentence', 'how much the 5 lines after it read like running text')
    """
    for pattern, words in _IN_WORDS:
        name = pattern.sub(words, name)
    return name


def importances(forest: Forest, number: int) -> NDArray[np.float64]:
    """Return for each of ``number`` features how far its questions part the lines that the forest was learned from.

    That is the variance of a tree's values between the two answers to a question, summed over all questions.

    >>> tree = {"features": [0, 1], "borders": [0.5, 0.5], "values": [0, 8, 0, 8], "weights": [1, 1, 1, 1]}
    >>> importances(Forest({"bias": 0, "trees": [tree]}), 3).tolist()
    [64.0, 0.0, 0.0]
    """
    found = np.zeros(number)
    leaves = np.arange(forest.values.shape[1])
    weights = np.maximum(forest.weights, 1e-9)
    for level in range(forest.depth):
        low = leaves[(leaves >> level) & 1 == 0]
        high = low | (1 << level)
        few, many = weights[:, low], weights[:, high]
        apart = (forest.values[:, high] - forest.values[:, low]) ** 2 * few * many / (few + many)
        np.add.at(found, forest.features[:, level], apart.sum(1))
    return found
