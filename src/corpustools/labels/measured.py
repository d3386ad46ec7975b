"""What the learned model of lines sees of a page: its features, put together for each of the two stages."""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from corpustools.labels.context import context_features
from corpustools.labels.features import Line, Numbers, Page, own_features
from corpustools.labels.lexicon import Lexicon
from corpustools.labels.markup import markup_features
from corpustools.labels.runs import run_features
from corpustools.labels.series import series_features
from corpustools.model.draft import DraftBlock
from corpustools.model.hint import Hint

STEPS = (-2, -1, 1, 2)
"""The neighbours whose own features the first stage sees."""

LEARNED_UP_TO: Mapping[str, float] = {
    "sentences' words before": 1000,
    "sentences' words after": 1000,
    "sentences' words of the page": 2000,
    "words of p on the page": 2000,
    "lines before": 100,
    "lines after": 100,
    "lines of the page": 200,
}
"""Past this the model takes more for as much. One line in ten that it was learned from stands on so long a page, and
most of those are comments: read without this, a report of 16,000 words lost two thirds of them. With it, other sites'
pages score up to 0.004 better, too: how long a page is says little about pages of other sites."""

# Of what markup says, the neighbours' elements matter; their containers are mostly the line's own.
_OF_THE_LINE = ("in a", "level", "share of links", "is ", "names of its element", "strongest name", "depth")


class Measured:
    """The features of a page's lines, as named columns; ``capped`` where the model reads, and not where it learns.

    >>> measured = Measured([Line("Menu"), Line("The town is quiet today.")], (), Lexicon({}), {})
    >>> measured.columns["words"].tolist(), len(measured.first_stage()[0])
    ([1.0, 5.0], 297)
    """

    def __init__(
        self,
        lines: Sequence[Line | DraftBlock],
        hints: Sequence[Hint],
        lexicon: Lexicon,
        names: Mapping[str, int],
        *,
        capped: bool = False,
    ) -> None:
        self._most = LEARNED_UP_TO if capped else {}
        page = Page(lines, lexicon)
        own = own_features(page)
        self.size = page.size
        self.near = list(own)
        context = context_features(page, own)
        self.columns = own | context | series_features(page, own, context)
        if hints:
            marked = markup_features(page, hints, own, names)
            self.near += [name for name in marked if name.startswith(_OF_THE_LINE)]
            self.columns |= marked
        self._rows = _joined(self.columns, len(lines), self._most)

    def first_stage(self) -> tuple[Sequence[str], NDArray[np.float32]]:
        """Return the names and the matrix (lines × features) of what the first stage sees: -1 past the page's ends."""
        names, places = _seen(tuple(self.columns), tuple(self.near))
        near = self._rows[places]
        height, width = near.shape
        rows = np.full((len(names), width), -1, np.float32)
        at = len(self._rows)
        rows[:at] = self._rows
        for step in STEPS:
            if abs(step) < width:
                of, on = (
                    (slice(None, step), slice(-step, None)) if step < 0 else (slice(step, None), slice(None, -step))
                )
                rows[at : at + height, on] = near[:, of]
            at += height
        return names, rows.T

    def second_stage(self, probability: Numbers) -> tuple[Sequence[str], NDArray[np.float32]]:
        """Return the names and the matrix (lines × features) of what the second stage sees."""
        added = run_features(probability, self.size)
        rows = np.concatenate([self._rows, _joined(added, len(probability), self._most)])
        return [*self.columns, *added], rows.T


def _joined(columns: Mapping[str, Numbers], number: int, most: Mapping[str, float]) -> NDArray[np.float32]:
    """Put columns below each other, in single precision, those in ``most`` up to what it says."""
    columns = {**columns, **{name: np.minimum(columns[name], most[name]) for name in most if name in columns}}
    rows = np.empty((len(columns), number), np.float32)
    # To make an array of a list would take numpy ten times as long.
    np.concatenate(list(columns.values()), out=rows.reshape(-1))
    return rows


@cache
def _seen(columns: tuple[str, ...], near: tuple[str, ...]) -> tuple[Sequence[str], NDArray[np.intp]]:
    """Return the names of what the first stage sees, and which of the columns it sees of a line's neighbours."""
    shifted = [f"{name} of {abs(step)} {'before' if step < 0 else 'after'}" for step in STEPS for name in near]
    places = {name: place for place, name in enumerate(columns)}
    return (*columns, *shifted), np.array([places[name] for name in near])
