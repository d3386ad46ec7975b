"""What the first stage's probabilities tell of a page: where its runs of running text lie."""

import numpy as np

from corpustools.labels.context import beside, best_run, padded, running_sums
from corpustools.labels.features import Numbers, within

_COSTS = (0.35, 0.5, 0.65)
_FAR = 60


def run_features(probability: Numbers, size: Numbers) -> dict[str, Numbers]:
    """Measure each line's own probability, its neighbours', and its place among the page's runs.

    ``probability`` is how surely each line is running text by itself and its near context, ``size`` its words.
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
    for reach in (2, 5, 12, 30):
        before, after, both = beside(sums, reach)
        found[f"p in {reach} around"] = both[0] / (both[1] + 1)
        found[f"p in {reach} before"] = before[0] / (before[1] + 1)
        found[f"p in {reach} after"] = after[0] / (after[1] + 1)
    total = running[-1] + 1
    found["share of p before"] = running[:-1] / total
    found["words of p on the page"] = np.full(number, total)
    found["share of p on the page"] = np.full(number, total / (every[-1] + 1))
    for cost in _COSTS:
        first, last = best_run((probability - cost) * size)
        found[f"lines to the best run at {cost}"] = within(
            np.maximum(first - place, 0) - np.maximum(place - last, 0), -_FAR, _FAR
        ).astype(float)
        found[f"share of p in the best run at {cost}"] = np.full(number, (running[last + 1] - running[first]) / total)
    gain = (probability - 0.5) * size
    first, last = best_run(gain)
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
