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

from corpustools.labels.features import Line
from corpustools.labels.lexicon import Lexicon
from corpustools.labels.measured import Measured
from corpustools.labels.phrases import phrase
from corpustools.labels.reconsidered import reconsidered
from corpustools.labels.trees import Forest, probabilities
from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.hint import Hint
from corpustools.model.rows import row_maker
from corpustools.registry import Verdict, rule
from corpustools.text.words import count_words_of_all

_CITED = 8
"""How many features are looked at for a reason: of those that weighed most some say the same in other numbers."""

FEWEST = 20
"""The fewest words that are an article to the model."""

LITTLE, DOUBTED = 100, 0.6
"""With fewer words of running text than this on a page, no verdict is surer than that."""

CLEAN, SURE = 0.9, 0.1
"""Where so large a share of a page's words is running text, somebody has cleaned it: only what is so surely no running
text is set aside. Over other sites' pages this costs less than 0.001 of the score."""

_PARAMETERS = files("corpustools.labels") / "parameters"


# What the first stage says of single lines sums the other features up; what is the same for all lines tells none apart.
_EXPLAINS_NOTHING = ("p of ", "share of p", "words of p on", "greatest p", "sentences' words of the page")


class LineModel:
    """Parameters of both stages, with the vocabularies that their features use.

    ``blend`` is how much of the first stage's sum is added to the second's, in hundredths.

    The lines are weighed together, since what stands around a line tells most:

    >>> lines = [Line("Menu"), Line("Log in"), Line("The ferry was late again on Monday, the harbour office said.")]
    >>> (load_model("text").weigh(lines).probabilities > 0.5).tolist()
    [False, False, True]
    """

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        self.vocabulary: Mapping[str, int] = parameters["vocabulary"]
        self.lexicon = Lexicon(self.vocabulary)
        self.names: Mapping[str, int] = parameters["names"]
        self.first, self.second = (Forest(stage) for stage in parameters["stages"])
        self.blend: int = parameters["blend"]

    def weigh(self, lines: Sequence[Line | DraftBlock], hints: Sequence[Hint] = ()) -> "Weighed":
        """Say of each line how surely it is running text.

        ``hints`` are what markup says of the lines, one for each; without them the lines are those of plain text.

        >>> weighed = load_model("text").weigh([Line("Log in"), Line("Nobody in the town knows for how long.")])
        >>> weighed.probabilities.shape
        (2,)
        """
        measured = Measured(lines, hints, self.lexicon, self.names, capped=True)
        _, near = measured.first_stage()
        first = self.first.sums(near)
        names, far = measured.second_stage(probabilities(first))
        return Weighed(self.second, names, far, first * self.blend // 100)


class Weighed:
    """The probabilities of a page's lines, and the reasons, which are worked out when first asked for.

    >>> long = "The ferry was late again on Monday, the harbour office said."
    >>> weighed = load_model("text").weigh([Line("Menu"), Line("Log in"), Line(long)])
    >>> (weighed.probabilities > 0.5).tolist()
    [False, False, True]
    """

    def __init__(
        self, forest: Forest, names: Sequence[str], matrix: NDArray[np.float32], added: NDArray[np.int64]
    ) -> None:
        self._forest, self._names, self._matrix = forest, names, matrix
        self.probabilities = probabilities(forest.sums(matrix) + added)

    def reason(self, place: int, number: int = 3) -> str:
        """Say in words which features weighed most for what was decided of a line.

        >>> weighed = load_model("text").weigh([Line("Menu"), Line("The town is quiet, and nobody knows why.")])
        >>> len(weighed.reason(1).split("; ")), len(weighed.reason(1, number=1).split("; "))
        (3, 1)
        """
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
    """Return the model of a kind of document: ``text`` or ``html``.

    It is loaded once. That of plain text knows no names of elements, since a text has none:

    >>> load_model("text") is load_model("text"), len(load_model("text").names)
    (True, 0)
    """
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


@rule("weigh", since="0.1", version=5)
def line_model(draft: Draft) -> list[Verdict | None]:
    """A learned model weighs a line's form, its words and its place among the others.

    Named rules know kinds of lines; where they abstain, what decides is context: how dense the sentences around a
    line are, which words it shares with them and with the headline, whether the line before it begins the comments.
    The model is two stages of decision trees over features with names, learned from pages whose
    running text is known; its reason gives the features that weighed most. Where there is markup, what it says of a
    line is looked at once more with what it says of lines alike, and with what the page says that it is.

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
    words = np.array(count_words_of_all([line.text for line in lines]), np.int64)
    if hints:
        weighed.probabilities = reconsidered(weighed.probabilities, words, hints, draft.things)
    p = weighed.probabilities
    running = p >= 0.5
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
