"""What can be measured of lines that come in series: lists, calendars, tables, tables of results, menus."""

import numpy as np
from numpy.typing import NDArray

from corpustools.labels.context import beside, padded
from corpustools.labels.features import Numbers, Page, distinct, share, summed, within

_REACHES = (4, 12)
_LENGTHS = np.array([2.5, 6.5, 15.5, 40.5])


def series_features(page: Page, own: dict[str, Numbers], context: dict[str, Numbers]) -> dict[str, Numbers]:
    """Measure the series of like lines that each line is in, and the words it shares with its neighbours.

    Lines are alike where the same is true of them: whether they open with a digit, hold digits, end as a sentence,
    and about how long they are. An article's list has digits, stops or words in common, and stands below the headline;
    a menu has none of these.
    """
    number, n = page.number, page.size
    length = _LENGTHS.searchsorted(n)
    has_digits = own["digits"] > 0
    kind = length * 8 + (own["opens with a digit"] > 0) * 4 + has_digits * 2 + (own["ends as a sentence"] > 0)
    found = {"columns": _columns(page)}
    found["words shared with the line before"], found["words shared with the line after"] = _shared(page)
    keys = np.array([kind, length, has_digits])
    begins = np.ones(keys.shape, np.bool_)
    np.not_equal(keys[:, 1:], keys[:, :-1], out=begins[:, 1:])
    # All series of all three kinds, one after the other.
    series = begins.cumsum() - 1
    start = np.flatnonzero(begins)
    lines = np.minimum(np.diff(start, append=keys.size)[series], 200).reshape(keys.shape).astype(float)
    words = np.minimum(summed(series, np.tile(n, len(keys)), len(start))[series], 3000).reshape(keys.shape)
    behind = (np.arange(keys.size) - start[series]).reshape(keys.shape)
    places = np.minimum(behind, 200).astype(float)
    from_headline = within(context["lines after the headline"] - behind, -60, 60)
    for at, name in enumerate(("like lines", "lines as long", "lines with digits or without")):
        found[f"lines in its series of {name}"] = lines[at]
        found[f"place in its series of {name}"] = places[at]
        found[f"words of its series of {name}"] = words[at]
        found[f"line from the headline where its series of {name} begins"] = from_headline[at]
    sums = padded(
        np.array([found["words shared with the line before"], has_digits, (n <= 2) & has_digits, np.ones(number)])
    )
    _, _, around = beside(sums, _REACHES)
    common, digits, numbered = around[:-1] / around[-1]
    for at, reach in enumerate(_REACHES):
        found[f"words shared by lines in {reach} around"] = common[at]
        found[f"lines with digits in {reach} around"] = digits[at]
        found[f"lines of a number in {reach} around"] = numbered[at]
    return found


def _columns(page: Page) -> Numbers:
    """Count the places where a line has a tab, or two spaces or more, inside."""
    space = (page.code == 32) | (page.code == 160)
    tab = page.code == 9
    wide = (
        (space[1:] & space[:-1]) & ~np.concatenate([[False], space[:-2]])[: len(space) - 1] if len(space) > 1 else space
    )
    gaps = np.concatenate([wide, [False]])[: len(space)] | (tab & ~np.concatenate([[False], tab[:-1]]))
    return page.per_character(gaps)


def _shared(page: Page) -> tuple[Numbers, Numbers]:
    """Return the shares of each line's words that the line before it has, too, and that the line after it has."""
    if not len(page.word):
        return np.zeros(page.number), np.zeros(page.number)
    width = int(page.word.max()) + 1
    key: NDArray[np.int64] = distinct(page.word_line * width + page.word)
    line = key // width
    # The keys are in order, and so are those of the same words a line on.
    place = np.minimum(key.searchsorted(key + width), len(key) - 1)
    after = key[place] == key + width
    before = np.zeros(len(key), np.bool_)
    before[place[after]] = True
    words = summed(line, np.ones(len(line)), page.number)
    return share(summed(line, before, page.number), words), share(summed(line, after, page.number), words)
