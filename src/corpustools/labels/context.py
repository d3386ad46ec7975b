"""What can be measured of a line among the other lines of its page."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpustools.labels import characters as c
from corpustools.labels import lexicon as x
from corpustools.labels.features import Numbers, Page, distinct, share, summed, within

_FAR = 60
_WIDEST = 30
"""The greatest reach of :func:`beside`."""
_RUN_WEIGHTS = np.array([[8], [15], [25]])
_REACHES = (1, 3, 6, 8, 10)


def context_features(page: Page, own: dict[str, Numbers]) -> dict[str, Numbers]:
    """Measure each line's place, the density of sentences around it, and the words it shares with the rest.

    >>> from corpustools.labels.features import Line, own_features
    >>> page = Page([Line("Menu"), Line("Nobody in the town knows for how long it will be quiet.")], x.Lexicon({}))
    >>> context_features(page, own_features(page))["sentences' words after"].tolist()
    [12.0, 0.0]
    """
    n, number = page.size, page.number
    place = np.arange(number, dtype=float)
    sentence = ((own["sentences"] > 0) & (n >= 8)).astype(float)
    big = (sentence > 0) & (n >= 15)
    weight = n * sentence
    running, every = running_sums(weight), running_sums(n)
    total = running[-1]
    found = {
        "place": place / number,
        "lines before": np.minimum(place, 400),
        "lines after": np.minimum(number - 1 - place, 400),
        "sentences' words before": running[:-1],
        "sentences' words after": total - running[1:],
        "share of sentences before": share(running[:-1], np.full(number, total)),
        "sentences' words of the page": np.full(number, total),
        "lines of the page": np.full(number, float(number)),
        "share of sentences on the page": np.full(number, total / (every[-1] + 1)),
        "mean words of the page's sentences": np.full(number, total / max(sentence.sum(), 1.0)),
    }
    marks = {
        "a long sentence": big,
        "a mark of furniture": (n <= 6) & (own["strongest word of furniture"] >= 150),
        "a date": (n <= 14) & ((own["words of dates"] > 0.15) | (own["years"] > 0)) & (own["digits"] > 0),
        "a line without a sentence": (sentence == 0) & (n >= 2),
    }
    marked = np.array(list(marks.values()))
    since, until = _distances(marked)
    words_since = running[:-1] - running[np.maximum(np.arange(number) - since.astype(int), 0)]
    sums = padded(np.array([weight, n, own["words of furniture"] * n, *marked, np.ones(number)]))
    before, after, around = beside(sums, _REACHES)
    near = _REACHES.index(6)
    for at, name in enumerate(marks):
        found[f"lines since {name}"], found[f"lines to {name}"] = since[at], until[at]
        if at:
            found[f"words of sentences since {name}"] = np.minimum(words_since[at], 2000)
            found[f"{name} in 6 before"], found[f"{name} in 6 after"] = before[3 + at, near], after[3 + at, near]
    density_before, furniture_before = before[(0, 2), :] / (before[1] + 1)
    density_after, furniture_after = after[(0, 2), :] / (after[1] + 1)
    words_around = around[0] / around[-1]
    for reach in (3, 10):
        at = _REACHES.index(reach)
        found[f"words of furniture in {reach} before"] = furniture_before[at]
        found[f"words of furniture in {reach} after"] = furniture_after[at]
    for reach in (1, 3, 8):
        at = _REACHES.index(reach)
        found[f"density of {reach} before"] = density_before[at]
        found[f"density of {reach} after"] = density_after[at]
        found[f"words in {reach} around"] = words_around[at]
    runs = best_runs(n * (0.25 + 0.75 * sentence) - _RUN_WEIGHTS)
    for cost, distance in zip(_RUN_WEIGHTS.ravel().tolist(), distances(runs, number, _FAR), strict=True):
        found[f"lines to the run of {cost}"] = distance
    indent = own["indentation"]
    usual = np.bincount(indent.astype(int), weight).argmax() if total else 0
    found["indented as the sentences"] = (indent == usual).astype(float)
    found["indented more than before"] = np.diff(indent, prepend=indent[:1])
    return found | _echoes(page, own, big, until[0])


def best_run(gain: Numbers) -> tuple[int, int]:
    """Return the first and last place of the run with the greatest sum (Bentley 1984).

    >>> best_run(np.array([-1.0, 2.0, -1.0, 3.0, -5.0]))
    (1, 3)
    """
    return best_runs(gain[None])[0]


def best_runs(gains: Numbers) -> list[tuple[int, int]]:
    """Return row by row what :func:`best_run` does.

    >>> best_runs(np.array([[-1.0, 2.0, -1.0], [-1.0, -2.0, -1.0]]))
    [(1, 1), (0, 0)]
    """
    total = np.zeros((len(gains), gains.shape[1] + 1))
    gains.cumsum(1, out=total[:, 1:])
    lowest = np.minimum.accumulate(total[:, :-1], 1)
    lasts = (total[:, 1:] - lowest).argmax(1).tolist()
    return [(int(row[: last + 1].argmin()), last) for row, last in zip(total, lasts, strict=True)]


def distances(runs: Sequence[tuple[int, int]], number: int, far: int) -> Numbers:
    """Count, in a row for each run, the lines from each line to the run: those above it, or below zero those behind.

    >>> distances([(1, 2)], 5, 60).tolist()
    [[1.0, 0.0, 0.0, -1.0, -2.0]]
    """
    place = np.arange(number, dtype=float)
    first, last = np.array(runs, float).T[..., None]
    return within(np.maximum(first - place, 0) - np.maximum(place - last, 0), -far, far)


def running_sums(values: Numbers) -> Numbers:
    """Return the sums of all beginnings, the empty one first.

    >>> running_sums(np.array([1.0, 2.0, 3.0])).tolist()
    [0.0, 1.0, 3.0, 6.0]
    """
    sums = np.zeros(len(values) + 1)
    values.cumsum(out=sums[1:])
    return sums


def padded(rows: NDArray[Any]) -> Numbers:
    """Return the running sums of each row, the first and the last of them repeated for :func:`beside`."""
    height, width = rows.shape
    sums = np.zeros((height, width + 1 + 2 * _WIDEST))
    middle = sums[:, _WIDEST + 1 : _WIDEST + 1 + width]
    rows.cumsum(1, out=middle)
    sums[:, _WIDEST + 1 + width :] = middle[:, -1:]
    return sums


def beside(sums: Numbers, reaches: Sequence[int]) -> tuple[Numbers, Numbers, Numbers]:
    """Sum up, in each row, so many places before each, after it, and around it; none past the ends.

    >>> [found.tolist() for found in beside(padded(np.array([[1, 2, 4]])), [1])]
    [[[[0.0, 1.0, 2.0]]], [[[2.0, 4.0, 0.0]]], [[[3.0, 7.0, 6.0]]]]
    """
    last = sums.shape[1] - _WIDEST - 1
    place, reach = np.arange(_WIDEST, last), np.array(reaches)[:, None]
    low, high = sums.take(place - reach, 1), sums.take(place + 1 + reach, 1)
    own, following = sums[:, None, _WIDEST:last], sums[:, None, _WIDEST + 1 : last + 1]
    return own - low, high - following, high - low


def _distances(marked: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """Count, in each row, the lines since the last marked line before each, and to the next one."""
    number = marked.shape[-1]
    place = np.arange(number)
    since, until = np.full((2, *marked.shape), -_FAR)
    until += number + 2 * _FAR
    np.maximum.accumulate(np.where(marked, place, -_FAR)[..., :-1], -1, out=since[..., 1:])
    np.minimum.accumulate(np.where(marked, place, number + _FAR)[..., :0:-1], -1, out=until[..., -2::-1])
    return np.minimum(place - since, _FAR).astype(float), np.minimum(until - place, _FAR).astype(float)


def _tokens(page: Page) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Number the words that carry a topic, and say where they are; pairs of letters where words are not spaced."""
    chosen = (page.word_ends - page.word_starts > 3) & ((page.classes & x.FUNCTION) == 0)
    ident, line = page.word[chosen], page.word_line[chosen]
    unspaced = (page.kind & c.UNSPACED) > 0
    pairs = np.flatnonzero(unspaced[:-1] & unspaced[1:])
    if len(pairs):
        codes = page.code.astype(np.int64)
        _, pair = np.unique(codes[pairs] * 65536 + codes[pairs + 1], return_inverse=True)
        ident = np.concatenate([ident, pair + len(page.word)])
        line = np.concatenate([line, page.edges.searchsorted(pairs, "right") - 1])
    return ident, line


def _echoes(page: Page, own: dict[str, Numbers], big: NDArray[np.bool_], ahead: Numbers) -> dict[str, Numbers]:
    """Measure how many of a line's words other lines use: all long sentences, those nearby, the headline."""
    number = page.number
    ident, line = _tokens(page)
    kinds = int(ident.max()) + 1 if len(ident) else 1
    count = summed(line, np.ones(len(line)), number)
    in_big = big[line]
    used = np.bincount(ident[in_big], minlength=kinds)
    others = used[ident] - in_big
    shared = summed(line, others > 0, number)
    # The nearest long sentence with the same word, on either side and not in the line itself.
    width = number + 2 * _FAR + 2
    key = distinct(ident[in_big] * width + line[in_big])
    own_key = ident * width + line
    key = np.concatenate([[-width], key, [kinds * width + width]])
    left = key[key.searchsorted(own_key, "left") - 1]
    right = key[key.searchsorted(own_key, "right")]
    distance_before = np.where(left // width == ident, own_key - left, _FAR)
    distance_after = np.where(right // width == ident, right - own_key, _FAR)
    found = {
        "topic words": count,
        "words the sentences use": share(shared, count, 0.5),
        "words long sentences use within 10 before": share(summed(line, distance_before <= 10, number), count, 0.5),
        "words long sentences use within 10 after": share(summed(line, distance_after <= 10, number), count, 0.5),
    }
    title = _headline(page, own, ahead, shared, ident, line, kinds)
    place = np.arange(number, dtype=float)
    for name, at in title.items():
        holds = np.zeros(kinds, bool)
        holds[ident[line == at]] = True
        in_title = holds[ident]
        elsewhere = summed(line, in_title, number)
        words_since = running_sums(page.size)
        found[f"words of {name}"] = share(elsewhere, count)
        found[f"number of words of {name}"] = elsewhere
        found[f"lines after {name}"] = within(place - at, -_FAR, _FAR)
        found[f"words since {name}"] = within(words_since[:-1] - words_since[at], -3000, 3000)
        found[f"share of {name} in the sentences"] = np.full(number, _part(shared, count, at))
        window = np.convolve(elsewhere, np.ones(7), "full")
        found[f"words of {name} in 3 around"] = window[3 : 3 + number]
    return found


def _headline(
    page: Page,
    own: dict[str, Numbers],
    ahead: Numbers,
    shared: Numbers,
    ident: NDArray[np.int64],
    line: NDArray[np.int64],
    kinds: int,
) -> dict[str, int]:
    """Find the line that is most likely the headline, among all lines and among those that a dump opens with."""
    number, n = page.number, page.size
    titled = (n >= 3) & (n <= 30) & ((own["sentences"] == 0) | (n <= 12)) & (own["ends as a sentence"] == 0)
    first = np.zeros(kinds, bool)
    first[ident[line == 0]] = True
    like_first = summed(line, first[ident], number)
    repeated = own["times the line stands on the page"] > 1
    score = np.minimum(shared, 8) + 1.5 * np.minimum(like_first, 6) * (np.arange(number) > 0)
    score = score + 2.0 * repeated + np.where(ahead <= 8, 2.0, np.where(ahead <= 20, 1.0, 0.0))
    score = np.where(titled, score, -1.0)
    # Of equals the later one: a page's title stands before the article's.
    return {"the headline": number - 1 - int(score[::-1].argmax()), "the first line": 0}


def _part(shared: Numbers, count: Numbers, at: int) -> float:
    return float(shared[at] / count[at]) if count[at] else 0.0
