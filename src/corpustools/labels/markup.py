"""What the markup around a line tells of it, as numbers."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, count
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from corpustools.labels.context import running_sums
from corpustools.labels.features import Numbers, Page, share, summed, within
from corpustools.model.hint import Hint, Kind

_TAGS: Mapping[str, tuple[str, ...]] = {
    "a paragraph": ("p",),
    "a list item": ("li", "dt", "dd"),
    "a table row": ("tr", "td", "th", "table"),
    "a division": ("div", "section", "article", "main", "body"),
    "a control": ("button", "label", "option", "select", "legend", "summary", "input", "form"),
    "a quotation": ("blockquote", "pre", "q"),
}
_AROUND = (
    "article",
    "main",
    "aside",
    "nav",
    "header",
    "footer",
    "form",
    "figure",
    "table",
    "ul",
    "ol",
    "blockquote",
    "a",
)
Key = TypeVar("Key", bound=Hashable)
_KINDS = (Kind.ALT, Kind.HIDDEN, Kind.NOSCRIPT, Kind.METADATA, Kind.JSON_LD)


def markup_features(
    page: Page, hints: Sequence[Hint], own: dict[str, Numbers], vocabulary: Mapping[str, int]
) -> dict[str, Numbers]:
    """Measure what markup says of each line: its element, its ancestors and their names, its container."""
    number = page.number
    said: Any = Hint._make(zip(*hints, strict=True))  # of each field, what all hints say
    shape, shapes = _shapes(said)
    tag, tags = _told_apart(said.tag)
    kind, kinds = _told_apart(said.kind)
    linked_as, shares = _told_apart(said.link_share)
    found = _columns(
        [f"in {name}" for name in _TAGS], [[each in listed for listed in _TAGS.values()] for each in tags], tag
    )
    found["level of heading"] = _small(said.level)
    found["share of links"] = np.array([round(each, 3) for each in shares], float)[linked_as]
    found |= _columns([f"is {each}" for each in _KINDS], [[one is each for each in _KINDS] for one in kinds], kind)
    found |= {"is emphasised": _small(said.emphasis), "is a caption": _small(said.caption)}
    found["is a time"] = _small(said.time)
    found |= _columns(("depth", *(f"within {each}" for each in _AROUND)), [_around(path) for path, _ in shapes], shape)
    found["inline elements"] = np.fromiter(map(len, said.inline), float, number)
    found |= _names(said, shape, shapes, vocabulary)
    sentence = own["sentences"] > 0
    running = page.size * (sentence & (page.size >= 8))
    linked = page.size * found["share of links"]
    total = running.sum()
    for name, group in (
        ("container", _told_apart(said.parent)[0]),
        ("container around", _told_apart([(path[:-2], names[:-2]) for path, names in shapes])[0][shape]),
        ("kind of element", _told_apart([(path, names[-2:]) for path, names in shapes])[0][shape]),
    ):
        size, words, lines, links = (
            summed(group, weights, number)[group] for weights in (page.size, running, np.ones(number), linked)
        )
        found |= {
            f"lines of its {name}": np.minimum(lines, 200),
            f"words of sentences in its {name}": np.minimum(words, 3000),
            f"share of the page's sentences in its {name}": share(words, np.full(number, total)),
            f"share of sentences in its {name}": share(words, size),
            f"share of links in its {name}": share(links, size),
            f"words per line of its {name}": size / lines,
        }
        best = np.bincount(group, running).argmax() if total else -1
        found[f"is in the best {name}"] = (group == best).astype(float)
    first = [place for place, level in enumerate(said.level) if level == 1 and said.kind[place] is Kind.TEXT]
    place = np.arange(number, dtype=float)
    found["headings of level 1"] = np.full(number, float(min(len(first), 5)))
    at = first[0] if first else 0
    words_before = np.concatenate([[0.0], np.cumsum(page.size)])
    found["lines after the first heading of level 1"] = within(place - at, -60, 60) if first else np.full(number, 99.0)
    found["words after the first heading of level 1"] = within(words_before[:-1] - words_before[at], -3000, 3000)
    return found


def _columns(
    names: Iterable[str], rows: Sequence[Sequence[float]], chosen: NDArray[np.int64] | None = None
) -> dict[str, Numbers]:
    """Return the columns of a table by their names, of its rows or of those that are ``chosen`` by their number.

    >>> {name: column.tolist() for name, column in _columns("ab", [(1, 2), (3, 4)], np.array([1, 0, 1])).items()}
    {'a': [3.0, 1.0, 3.0], 'b': [4.0, 2.0, 4.0]}
    """
    columns = np.array(rows, float).T
    return dict(zip(names, columns if chosen is None else columns[:, chosen], strict=True))


def _small(numbers: Iterable[int]) -> Numbers:
    """Return numbers below 256 as a column, in a tenth of the time that :func:`numpy.array` takes."""
    return np.frombuffer(bytes(numbers), np.uint8).astype(float)


@lru_cache(maxsize=4096)
def _around(path: tuple[str, ...]) -> tuple[int, ...]:
    """Return the depth of an element, and whether it is in each of those that are told apart."""
    return (len(path), *(each in path for each in _AROUND))


def kinds_of_lines(hints: Sequence[Hint]) -> NDArray[np.int64]:
    """Number the kinds of lines: links or not, in elements alike that stand in elements alike.

    >>> path, names = ("body", "ul", "li"), ((), ("cards",), ())
    >>> kinds_of_lines([Hint(0, 4, "li", path, names), Hint(6, 9, "li", path, names, link_share=1.0)]).tolist()
    [0, 1]
    """
    return _told_apart([(id(hint.path), id(hint.names), hint.kind, hint.link_share > 0.5) for hint in hints])[0]


Shape = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
"""The tags from the body down to an element, and the names of each of them."""


def _shapes(said: Any) -> tuple[NDArray[np.int64], list[Shape]]:
    """Number the shapes of the lines' elements in order, and list them.

    A page has far fewer of them than lines, and a reader that says the same of two lines may say it with one object,
    so that to look at it once is enough. Two objects that are equal may get two numbers: nothing depends on that.
    """
    keys = list(zip(map(id, said.path), map(id, said.names), strict=True))
    number, known = _told_apart(keys)
    shapes = dict(zip(keys, zip(said.path, said.names, strict=True), strict=True))
    return number, list(map(shapes.__getitem__, known))


def _told_apart(keys: Sequence[Key]) -> tuple[NDArray[np.int64], list[Key]]:
    """Number the different keys in order, and list them."""
    known: dict[Key, int] = defaultdict(count().__next__)
    return np.fromiter(map(known.__getitem__, keys), np.int64, len(keys)), list(known)


def _weight(words: tuple[str, ...], vocabulary: Mapping[str, int]) -> tuple[int, int, int]:
    """Return the sum, the greatest and the least weight of words.

    >>> _weight(("share", "this", "main"), {"share": 200, "main": -300})
    (-100, 200, -300)
    """
    odds = [odd for odd in map(vocabulary.get, words) if odd is not None]
    return (sum(odds), max(odds), min(odds)) if odds else (0, 0, 0)


def _weighed(names: Sequence[tuple[str, ...]], vocabulary: Mapping[str, int]) -> Numbers:
    """Return the weights of words, a row for each combination; one that comes as the same object is weighed once."""
    number, known = _told_apart(list(map(id, names)))
    objects = dict(zip(map(id, names), names, strict=True))
    return np.array([_weight(objects[each], vocabulary) for each in known], float).reshape(-1, 3)[number]


def _names(
    said: Any, shape: NDArray[np.int64], shapes: Sequence[Shape], vocabulary: Mapping[str, int]
) -> dict[str, Numbers]:
    """Weigh the words of classes, ids and roles: those of the element itself and of those around it."""
    named = [names or ((),) for _, names in shapes]
    flat = list(chain.from_iterable(named))
    weights = _weighed(flat, vocabulary)
    ends = np.fromiter(map(len, named), np.int64, len(named)).cumsum()
    last = ends - 1
    start = np.concatenate([[0], ends[:-1]])
    until = running_sums(weights[:, 0])
    rows = np.zeros((len(named), 9))
    rows[:, :3] = weights[last]
    rows[:, 5] = until[last] - until[start]
    rows[:, 8] = until[last] - until[np.maximum(last - 3, start)]
    # What stands around an element is all but the element itself; around the outermost there is nothing.
    weights[last, 1], weights[last, 2] = -np.inf, np.inf
    rows[:, 6] = np.where(last > start, np.maximum.reduceat(weights[:, 1], start), 0)
    rows[:, 7] = np.where(last > start, np.minimum.reduceat(weights[:, 2], start), 0)
    table = np.empty((len(shape), 11))
    table[:, :9] = rows[shape]
    table[:, 3:5] = _weighed(said.inline_names, vocabulary)[:, 1:]
    table[:, 9:] = _weighed(said.roles, vocabulary)[:, 1:]
    labels = (
        "names of its element",
        "strongest name of furniture of its element",
        "strongest name of articles of its element",
        "strongest name of furniture inside",
        "strongest name of articles inside",
        "names of the elements around",
        "strongest name of furniture around",
        "strongest name of articles around",
        "names of the three elements around",
        "strongest role of furniture",
        "strongest role of articles",
    )
    return {label: table[:, place] for place, label in enumerate(labels)}
