"""What the first stage's probabilities tell of a page: where its runs of running text lie."""

import numpy as np

from corpustools.labels.context import beside, best_run, best_runs, distances, padded, running_sums
from corpustools.labels.features import Numbers, within

_COSTS = np.array([[0.35], [0.5], [0.65]])
_EVEN = 1
"""Which of the costs is 0.5."""
_REACHES = (2, 5, 12, 30)
_FAR = 60


def run_features(probability: Numbers, size: Numbers) -> dict[str, Numbers]:
    """Measure each line's own probability, its neighbours', and its place among the page's runs.

    ``probability`` is how surely each line is running text by itself and its near context, ``size`` its words.

    >>> run_features(np.array([0.1, 0.9, 0.9]), np.array([1.0, 9.0, 9.0]))["p of the line"].tolist()
    [0.1, 0.9, 0.9]
    """
    number = len(probability)
    place = np.arange(number)
    found = {"p of the line": probability}
    shifted = np.zeros(number + 6)
    shifted[3 : number + 3] = probability
    for step in (1, 2, 3):
        found[f"p of {step} before"] = shifted[3 - step : number + 3 - step]
        found[f"p of {step} after"] = shifted[3 + step : number + 3 + step]
    running, every = running_sums(probability * size), running_sums(size)
    sums = padded(np.array([probability * size, size]))
    before, after, around = (of / (words + 1) for of, words in beside(sums, _REACHES))
    for at, reach in enumerate(_REACHES):
        found[f"p in {reach} around"] = around[at]
        found[f"p in {reach} before"] = before[at]
        found[f"p in {reach} after"] = after[at]
    total = running[-1] + 1
    found["share of p before"] = running[:-1] / total
    found["words of p on the page"] = np.full(number, total)
    found["share of p on the page"] = np.full(number, total / (every[-1] + 1))
    gains = (probability - _COSTS) * size
    runs = best_runs(gains)
    shares = [(running[last + 1] - running[first]) / total for first, last in runs]
    for cost, distance, share in zip(_COSTS.ravel().tolist(), distances(runs, number, _FAR), shares, strict=True):
        found[f"lines to the best run at {cost}"] = distance
        found[f"share of p in the best run at {cost}"] = np.full(number, share)
    gain = gains[_EVEN]
    first, last = runs[_EVEN]
    gain[first : last + 1] = -1000.0
    second, second_last = best_run(gain)
    found["share of p in the second run"] = np.full(number, (running[second_last + 1] - running[second]) / total)
    found["is in the second run"] = ((place >= second) & (place <= second_last)).astype(float)
    found["lines after the second run's start"] = within(place - second, -_FAR, _FAR).astype(float)
    greatest = np.maximum.accumulate(probability)
    found["greatest p before"] = np.concatenate([[0.0], greatest[:-1]])
    greatest = np.maximum.accumulate(probability[::-1])[::-1]
    found["greatest p after"] = np.concatenate([greatest[1:], [0.0]])
    return found
