"""Sums of symmetric decision trees, in whole numbers.

A symmetric tree asks the same question of all its nodes on one level (Prokhorenkova et al. 2018, *CatBoost*), so that
a line's leaf is found by comparing all features with all borders at once. The values of leaves are whole numbers
(:data:`SCALE` to one logit): their sum is the same in any order and on any machine.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

SCALE = 4096
"""How much one logit counts."""

_FINER = 64
"""How much finer parts are counted than sums: whole numbers as well, so that their order is the same everywhere."""


class Forest:
    """Trees of one depth over the columns of a matrix of features.

    ``features`` and ``borders`` hold the questions (tree × level: is the feature greater than the border?),
    ``values`` what each leaf adds (tree × leaf; bit ``d`` of a leaf's number is the answer on level ``d``), and
    ``weights`` how much of the training data came to each leaf. A matrix whose columns are contiguous is read faster.

    >>> stump = {"bias": 0, "trees": [{"features": [1], "borders": [2.5], "values": [-4096, 4096], "weights": [3, 1]}]}
    >>> forest = Forest(stump)
    >>> forest.sums(np.array([[9, 2], [0, 3]], np.float32)).tolist()
    [-4096, 4096]
    >>> forest.used.tolist()
    [1]
    """

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        trees: Sequence[Mapping[str, Any]] = parameters["trees"]
        self.bias = int(parameters["bias"])
        self.features = np.array([tree["features"] for tree in trees], np.intp)
        self.borders = np.array([tree["borders"] for tree in trees], np.float32)
        self.values = np.array([tree["values"] for tree in trees], np.int64)
        self.weights = np.array([tree["weights"] for tree in trees], np.int64)
        self.number, self.depth = self.features.shape
        assert self.depth <= 8, "the number of a leaf is one byte"
        # Trees ask the same questions again: of 1,200 questions 632 are different. Each is asked once.
        asked, question = np.unique([self.features.ravel(), self.borders.ravel()], axis=1, return_inverse=True)
        self._question = question.reshape(self.features.shape)
        self._column, self._border = asked[0].astype(np.intp), asked[1].astype(np.float32)[:, None]
        self._base = (np.arange(self.number) * self.values.shape[1])[:, None]
        self._flat = self.values.ravel()

    def leaves(self, matrix: NDArray[np.float32]) -> NDArray[np.uint8]:
        """Return the number of the leaf that each tree (row) puts each line (column) into.

        >>> tree = {"features": [0, 1], "borders": [0.5, 0.5], "values": [0, 8, 0, 16], "weights": [1, 1, 1, 1]}
        >>> Forest({"bias": 0, "trees": [tree]}).leaves(np.array([[1, 0], [0, 1], [1, 1]], np.float32)).tolist()
        [[1, 2, 3]]
        """
        answers = (matrix.T.take(self._column, 0) > self._border).view(np.uint8)
        found: NDArray[np.uint8] = answers.take(self._question[:, -1], 0)
        for level in reversed(range(self.depth - 1)):
            found += found
            found |= answers.take(self._question[:, level], 0)
        return found

    def sums(self, matrix: NDArray[np.float32]) -> NDArray[np.int64]:
        """Return the sum of all trees for each line of the matrix, in units of :data:`SCALE` to a logit."""
        total: NDArray[np.int64] = self._flat.take(self.leaves(matrix) + self._base).sum(0) + self.bias
        return total

    @cached_property
    def used(self) -> NDArray[np.intp]:
        """The columns that any tree asks about, in order."""
        return np.unique(self.features)

    def contributions(self, matrix: NDArray[np.float32]) -> NDArray[np.int32]:
        """Return how much each feature that is :attr:`used` (column) moved the sum of each line (row).

        A question's part is the difference that its answer makes to the mean value of the leaves that can still be
        reached (Saabas 2014). The parts of a line add up to its sum less the mean of all, but for rounding.

        >>> tree = {"features": [0, 1], "borders": [0.5, 0.5], "values": [0, 8, 0, 16], "weights": [1, 1, 1, 1]}
        >>> Forest({"bias": 0, "trees": [tree]}).contributions(np.array([[1, 1]], np.float32)).tolist()
        [[6, 4]]
        """
        tree, first, base, parts = self._parts
        total = np.add.reduceat(parts.take(self.leaves(matrix)[tree] + base), first)
        found: NDArray[np.int32] = ((total + (_FINER >> 1)) // _FINER).T
        return found

    @cached_property
    def _parts(self) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp], NDArray[np.int32]]:
        """Return the part that each question has in each leaf, the questions about one feature side by side.

        With them: the tree of each question, where each feature's questions begin, and where each question's parts do.
        """
        leaf = np.arange(1 << self.depth)
        means = self._means()
        parts = np.stack(
            [
                means[level + 1][:, leaf & ((2 << level) - 1)] - means[level][:, leaf & ((1 << level) - 1)]
                for level in range(self.depth)
            ],
            1,
        ).reshape(-1, len(leaf))
        asked = self.features.ravel()
        order = np.argsort(asked, kind="stable")
        _, first = np.unique(asked[order], return_index=True)
        base = (np.arange(len(order)) * len(leaf))[:, None]
        return order // self.depth, first, base, np.rint(_FINER * parts[order].ravel()).astype(np.int32)

    def _means(self) -> list[NDArray[np.float64]]:
        """Return, per number of answers given, the mean value of the leaves that each beginning can reach."""
        means = []
        weights = np.maximum(self.weights, 1e-9)
        for level in range(self.depth + 1):
            shape = (self.number, -1, 1 << level)
            total = (self.values * weights).reshape(shape).sum(1)
            means.append(total / weights.reshape(shape).sum(1))
        return means


def probabilities(sums: NDArray[np.int64]) -> NDArray[np.float64]:
    """Turn sums into probabilities, rounded to four places so that they do not depend on the machine's arithmetic.

    >>> probabilities(np.array([-4096, 0, 8192])).tolist()
    [0.2689, 0.5, 0.8808]
    """
    return np.round(1.0 / (1.0 + np.exp(-sums / SCALE)), 4)
