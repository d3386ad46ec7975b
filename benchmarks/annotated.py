"""Compare the labels of blocks with those that were given by reading the pages (``annotations/GUIDELINES.md``)."""

import hashlib
import json
import random
import statistics
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from typing import Any

from folds import learned_elsewhere
from pages import FILES, HERE, Data, Row
from reading import Reader

from corpustools import Document
from corpustools.model.span import BLOCK_LABELS

ANNOTATIONS = HERE / "annotations"
HALVES = ("development", "report")

AVERAGED = tuple(
    "headline standfirst byline timestamp caption credit heading list_item paragraph "
    "related interface navigation comments legal share".split()
)
"""The labels that the macro average is over."""

Annotated = Sequence[tuple[int, int, str]]
"""Start, end and label of each block of a page that was annotated."""

Pairs = Counter[tuple[str, str]]
"""How many blocks were annotated with the one label and read with the other."""


def load_annotations() -> list[dict[str, Any]]:
    """Read the annotation of every page."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(ANNOTATIONS.glob("*.json"))]


def compared(annotated: Annotated, document: Document) -> Pairs:
    """Pair the label of each annotated block with that of the block which covers most of its characters.

    >>> import corpustools
    >>> page = corpustools.read("Share\\nThe town is quiet today, and has been for years.", id="page")
    >>> sorted(compared([(0, 5, "interface")], page))
    [('interface', 'share')]
    """
    starts = [block.start for block in document.blocks]
    pairs: Pairs = Counter()
    for start, end, label in annotated:
        first = max(bisect_right(starts, start) - 1, 0)
        near = document.blocks[first : bisect_right(starts, end - 1)]
        read = max(near, key=lambda block: min(end, block.end) - max(start, block.start))
        pairs[label, read.label.value] += 1
    return pairs


def scores(pairs: Mapping[tuple[str, str], int]) -> dict[str, dict[str, float]]:
    """Return precision, recall and F1 of each label that was annotated or read, and how many blocks were annotated.

    >>> scores({("share", "share"): 3, ("share", "interface"): 1})["share"]
    {'P': 1.0, 'R': 0.75, 'F1': 0.8571, 'n': 4}
    """
    given = Counter[str]()
    read = Counter[str]()
    for (label, other), number in pairs.items():
        given[label] += number
        read[other] += number
    figures = {}
    for label in BLOCK_LABELS:
        right = pairs.get((label.value, label.value), 0)
        if given[label] or read[label]:
            figures[label.value] = {
                "P": round(right / max(read[label], 1), 4),
                "R": round(right / max(given[label], 1), 4),
                "F1": round(2 * right / (given[label] + read[label]), 4),
                "n": given[label],
            }
    return figures


def macro_f1(pairs: Mapping[tuple[str, str], int]) -> float:
    """Return the mean F1 of the labels of :data:`AVERAGED`; those that were not annotated do not count.

    >>> macro_f1({("share", "share"): 3, ("share", "interface"): 1, ("legal", "legal"): 1})
    0.92855
    """
    found = scores(pairs)
    return statistics.fmean([found[label]["F1"] for label in AVERAGED if label in found and found[label]["n"]] or [0.0])


def summarise(pages: Sequence[Pairs], times: int = 200) -> dict[str, Any]:
    """Sum up pages: the confusion matrix, the scores of labels, and their mean with its standard error by pages."""
    total = sum(pages, Pairs())
    right = sum(total[label.value, label.value] for label in BLOCK_LABELS)
    rng = random.Random(1)
    drawn = [macro_f1(sum(rng.choices(pages, k=len(pages)), Pairs())) for _ in range(times)] if pages else []
    matrix: dict[str, dict[str, int]] = {}
    for label in BLOCK_LABELS:
        row = {other.value: total[label.value, other.value] for other in BLOCK_LABELS}
        matrix[label.value] = {other: number for other, number in row.items() if number}
    return {
        "pages": len(pages),
        "blocks": total.total(),
        "right": round(right / max(total.total(), 1), 4),
        "macro F1": round(macro_f1(total), 4),
        "se": round(statistics.stdev(drawn), 4) if len(drawn) > 1 else 0.0,
        "labels": scores(total),
        "matrix": {label: row for label, row in matrix.items() if row},
    }


def compare_page(page: Mapping[str, Any], row: Row, reader: Reader) -> Pairs:
    """Read an annotated page by the model of its fold, and pair the labels."""
    if hashlib.sha256(row["text"].encode()).hexdigest() != page["sha256"]:
        raise ValueError(f"{page['id']} is not the text that was annotated")
    with learned_elsewhere(row["site"], reader.folds):
        document = reader.read(row)
    if document.text != row["text"]:
        raise ValueError(f"{page['id']}: the text as read is not the one that was annotated")
    return compared(page["blocks"], document)


def measure_annotated(data: Data, reader: Reader, pool: Executor) -> dict[str, Any]:
    """Compare all annotated pages, the half to develop on and the half to report on apart."""
    pages = {page["id"]: page for page in load_annotations()[: data.limit]}
    rows: Iterable[Row] = (row for file in FILES for row in data.file("text", file) if row["id"] in pages)
    found = {row["id"]: row for row in rows}
    pairs = pool.map(partial(compare_page, reader=reader), pages.values(), (found[id] for id in pages))
    by_half: dict[str, list[Pairs]] = {half: [] for half in HALVES}
    for page, compared_page in zip(pages.values(), pairs, strict=True):
        by_half[page["half"]].append(compared_page)
    return {half: summarise(compared_pages) for half, compared_pages in by_half.items()}
