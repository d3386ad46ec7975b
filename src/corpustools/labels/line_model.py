"""The learned model of lines: which are running text, how surely, and why.

Two stages of trees (:mod:`corpustools.labels.trees`): the first sees a line's features and those of the two lines
on either side, the second sees the line's features and what the first said of the whole page, so that
an article has a beginning and an end. The parameters are files of this package, made by ``tools/train_lines.py``.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache, cached_property, partial
from importlib.resources import files
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpustools.labels.context import context_features
from corpustools.labels.features import Line, Numbers, Page, own_features
from corpustools.labels.lexicon import Lexicon
from corpustools.labels.markup import markup_features
from corpustools.labels.phrases import phrase
from corpustools.labels.runs import run_features
from corpustools.labels.series import series_features
from corpustools.labels.trees import Forest, probabilities
from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.hint import Hint
from corpustools.model.rows import row_maker
from corpustools.registry import Verdict, rule
from corpustools.text.words import count_words_of_all

STEPS = (-2, -1, 1, 2)
"""The neighbours whose own features the first stage sees."""

_CITED = 8
"""How many features are looked at for a reason: of those that weighed most some say the same in other numbers."""

FEWEST = 20
"""The fewest words that are an article to the model."""

LITTLE, DOUBTED = 100, 0.6
"""With fewer words of running text than this on a page, no verdict is surer than that."""

CLEAN, SURE = 0.9, 0.1
"""Where so large a share of a page's words is running text, somebody has cleaned it: only what is so surely no running
text is set aside. Over other sites' pages this costs less than 0.001 of the score."""

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

_PARAMETERS = files("corpustools.labels") / "parameters"


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


# What the first stage says of single lines sums the other features up; what is the same for all lines tells none apart.
_EXPLAINS_NOTHING = ("p of ", "share of p", "words of p on", "greatest p", "sentences' words of the page")

# Of what markup says, the neighbours' elements matter; their containers are mostly the line's own.
_OF_THE_LINE = ("in a", "level", "share of links", "is ", "names of its element", "strongest name", "depth")


@cache
def _seen(columns: tuple[str, ...], near: tuple[str, ...]) -> tuple[Sequence[str], NDArray[np.intp]]:
    """Return the names of what the first stage sees, and which of the columns it sees of a line's neighbours."""
    shifted = [f"{name} of {abs(step)} {'before' if step < 0 else 'after'}" for step in STEPS for name in near]
    places = {name: place for place, name in enumerate(columns)}
    return (*columns, *shifted), np.array([places[name] for name in near])


class LineModel:
    """Parameters of both stages, with the vocabularies that their features use.

    ``blend`` is how much of the first stage's sum is added to the second's, in hundredths.
    """

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        self.vocabulary: Mapping[str, int] = parameters["vocabulary"]
        self.lexicon = Lexicon(self.vocabulary)
        self.names: Mapping[str, int] = parameters["names"]
        self.first, self.second = (Forest(stage) for stage in parameters["stages"])
        self.blend: int = parameters["blend"]

    def weigh(self, lines: Sequence[Line | DraftBlock], hints: Sequence[Hint] = ()) -> "Weighed":
        """Say of each line how surely it is running text."""
        measured = Measured(lines, hints, self.lexicon, self.names, capped=True)
        _, near = measured.first_stage()
        first = self.first.sums(near)
        names, far = measured.second_stage(probabilities(first))
        return Weighed(self.second, names, far, first * self.blend // 100)


class Weighed:
    """The probabilities of a page's lines, and the reasons, which are worked out when first asked for."""

    def __init__(
        self, forest: Forest, names: Sequence[str], matrix: NDArray[np.float32], added: NDArray[np.int64]
    ) -> None:
        self._forest, self._names, self._matrix = forest, names, matrix
        self.probabilities = probabilities(forest.sums(matrix) + added)

    def reason(self, place: int, number: int = 3) -> str:
        """Say in words which features weighed most for what was decided of a line."""
        said: list[str] = []
        for column, value in self._weightiest[place]:
            words = phrase(self._names[column], value)
            if words not in said:
                said.append(words)
                if len(said) == number:
                    break
        return "; ".join(said)

    @cached_property
    def _weightiest(self) -> list[list[tuple[int, float]]]:
        """The features that weighed most in each line, and their values; of equal ones the first comes first."""
        used = self._forest.used
        parts = self._forest.contributions(self._matrix)
        np.negative(parts, out=parts, where=(self.probabilities < 0.5)[:, None])
        parts[:, [self._names[column].startswith(_EXPLAINS_NOTHING) for column in used]] = -(2.0**31)
        # A key that no two features share makes any way of sorting give the same order.
        keys = parts.astype(np.int64) * len(used) + np.arange(len(used))[::-1]
        places = np.argpartition(keys, -_CITED)[:, -_CITED:] if len(used) > _CITED else np.argsort(keys)
        order = np.argsort(-np.take_along_axis(keys, places, 1))
        columns = used[np.take_along_axis(places, order, 1)]
        values = np.take_along_axis(self._matrix, columns, 1)
        return [list(zip(*pair, strict=True)) for pair in zip(columns.tolist(), values.tolist(), strict=True)]


@cache
def load_model(kind: str) -> LineModel:
    """Return the model of a kind of document: ``text`` or ``html``."""
    return LineModel(json.loads((_PARAMETERS / f"{kind}.json").read_text(encoding="utf-8")))


def weighed_lines(
    blocks: Sequence[DraftBlock],
) -> tuple[Sequence[int], Sequence[Line | DraftBlock], Sequence[Hint]]:
    """Return the lines that the model weighs, what markup says of them, and for each block the place of its line.

    A credit is weighed with the caption that it was cut from: alone it would look like one of a menu's short lines,
    and make the text around it look like a list of teasers.

    >>> caption, credit = DraftBlock(0, "The square"), DraftBlock(1, "(Photo: AP)", "credit_ends_caption")
    >>> opened, lines, _ = weighed_lines([caption, credit, DraftBlock(2, "It is quiet.")])
    >>> opened, [line.text for line in lines]
    ([0, 0, 1], ['The square (Photo: AP)', 'It is quiet.'])
    """
    if all(block.cut_by != _ENDS_LINE for block in blocks):
        return range(len(blocks)), blocks, [block.hint for block in blocks if block.hint is not None]
    opened: list[int] = []
    lines: list[Line] = []
    hints: list[Hint] = []
    for block in blocks:
        if block.cut_by == _ENDS_LINE and lines:
            before = lines[-1]
            lines[-1] = Line(f"{before.text} {block.text}", before.gap, before.indent)
        else:
            lines.append(Line(block.text, block.gap, block.indent))
            if block.hint is not None:
                hints.append(block.hint)
        opened.append(len(lines) - 1)
    return opened, lines, hints


_ENDS_LINE = "credit_ends_caption"
"""The rule whose cuts the model does not see."""

_VERDICT = row_maker(Verdict)


@rule("weigh", since="0.1", version=4)
def line_model(draft: Draft) -> list[Verdict | None]:
    """A learned model weighs a line's form, its words and its place among the others.

    Named rules know kinds of lines; where they abstain, what decides is context: how dense the sentences around a
    line are, which words it shares with them and with the headline, whether the line before it begins the comments.
    The model is two stages of decision trees over features with names, learned from pages whose
    running text is known; its reason gives the features that weighed most.

    Of a text that somebody has cleaned it says only what is running text: it goes by what stands around a line, and
    there what would have to stand around it is gone.

    Fires:

    >>> from corpustools.pipeline import where
    >>> sentence = "Nobody in the town knows how long this will last, and nobody has asked the mayor."
    >>> [running for _, running in where("line_model", f"{sentence}\\n" * 3 + "All rights reserved\\nSubscribe")]
    [True, True, True, False, False]

    Abstains:

    >>> where("line_model", "Small boats\\nOut on the grey of the water")  # too few words to find an article in
    []
    """
    verdicts = draft.once(_verdicts)
    return (
        [verdict and (verdict if verdict.running else None) for verdict in verdicts] if draft.is_cleaned else verdicts
    )


def _verdicts(draft: Draft) -> list[Verdict | None]:
    blocks = draft.blocks
    if not blocks:
        return []
    opened, lines, hints = weighed_lines(blocks)
    weighed = load_model("html" if hints else "text").weigh(lines, hints)
    p = weighed.probabilities
    running = p >= 0.5
    words = np.array(count_words_of_all([line.text for line in lines]), np.int64)
    number = int(words[running].sum())
    # Where it finds no article, it has nothing to set the rest aside from: a poem, a list, a word.
    if number < FEWEST:
        return [None] * len(blocks)
    doubted = SURE if number >= CLEAN * int(words.sum()) else 0.5
    # Where there is little to go by, named rules come first.
    sure = np.minimum(np.maximum(p, 1 - p), 1.0 if number >= LITTLE else DOUBTED)
    reasons = map(partial, repeat(weighed.reason), range(len(lines)))
    verdicts: list[Verdict | None] = list(map(_VERDICT, zip(running.tolist(), sure.tolist(), reasons, strict=True)))
    for place in np.flatnonzero(~running & (p > doubted)).tolist():
        verdicts[place] = None
    return verdicts if len(verdicts) == len(blocks) else [verdicts[place] for place in opened]
