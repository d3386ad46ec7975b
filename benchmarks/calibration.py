"""How often each rule decides what a block is, and how often it is right about what every page's gold says.

The gold says of words whether they are running text, and no label. So a rule is right here where its label is one
of running text and the block is in the gold body, or neither.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from difflib import SequenceMatcher
from functools import partial
from typing import NamedTuple

from folds import learned_elsewhere
from pages import SETS, Data, Row
from reading import Reader

from corpustools import registry
from corpustools.model.span import BODY

SCORED = re.compile(r"\w+")


class Decisions(NamedTuple):
    """What a rule decided on all pages: how many blocks, how many rightly, how sure it said it was in all."""

    blocks: int = 0
    right: int = 0
    sure: float = 0.0


def aligned(texts: Sequence[str], gold: str) -> list[float | None]:
    """Return how much of each block is in the gold body, word by word; ``None`` where a block has no word.

    Runs of less than three words count half, as the training script has it.

    >>> aligned(["Menu", "The town is quiet.", "–"], "The town is quiet.")
    [0.0, 1.0, None]
    """
    found = [SCORED.findall(text) for text in texts]
    owner = [place for place, words in enumerate(found) for _ in words]
    hits = [0.0] * len(texts)
    matcher = SequenceMatcher(None, [word for words in found for word in words], SCORED.findall(gold), autojunk=False)
    for start, _, size in matcher.get_matching_blocks():
        for place in owner[start : start + size]:
            hits[place] += 1 if size >= 3 else 0.5
    return [hit / len(words) if words else None for hit, words in zip(hits, found, strict=True)]


def decisions_on(row: Row, reader: Reader) -> Counter[tuple[str, bool, bool, float]]:
    """Count what rules decided on a page, by rule, whether it said running text, whether that is right, how surely."""
    with learned_elsewhere(row["site"], reader.folds):
        page = reader.read(row)
    shares = aligned([block.reading for block in page.blocks], row["gold_body"])
    return Counter(
        (block.rule, block.label in BODY, (block.label in BODY) == (share > 0.5), round(block.confidence, 2))
        for block, share in zip(page.blocks, shares, strict=True)
        if share is not None
    )


def calibrate(data: Data, reader: Reader, pool: Executor) -> dict[tuple[str, bool], Decisions]:
    """Sum up what each rule decided on all pages, apart by whether it held the block for running text."""
    rows = (row for column in SETS for row in data.rows(reader.kind, column))
    totals: dict[tuple[str, bool], Decisions] = {}
    for counted in pool.map(partial(decisions_on, reader=reader), rows, chunksize=8):
        for (rule, running, right, confidence), number in counted.items():
            old = totals.get((rule, running), Decisions())
            totals[rule, running] = Decisions(
                old.blocks + number, old.right + number * right, old.sure + number * confidence
            )
    return totals


def rule_table(totals: dict[tuple[str, bool], Decisions]) -> tuple[tuple[str, ...], Iterable[tuple[str, ...]]]:
    """Write the decisions as a table, the most frequent first; rules that never decided stand at the end."""
    rows = [
        (
            rule,
            "running" if running else "aside",
            str(total.blocks),
            f"{total.sure / total.blocks:.2f}",
            f"{total.right / total.blocks:.3f}",
        )
        for (rule, running), total in sorted(totals.items(), key=lambda item: (-item[1].blocks, item[0]))
    ]
    decided = {rule for rule, _ in totals}
    silent = sorted(
        found.name for phase in ("label", "weigh") for found in registry.rules(phase) if found.name not in decided
    )
    rows += [(name, "", "0", "", "") for name in silent]
    return ("rule", "says", "decided", "how surely", "how often right"), rows
