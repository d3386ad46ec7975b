"""Learn the line model's parameters from pages whose running text is known.

    python tools/train_lines.py DATA [--kind text|html] [--folds]

DATA is the folder of the evaluation data, which is not part of the project. Without ``--folds`` the parameters of the
package (``src/corpustools/labels/parameters/KIND.json``) are made from all of it; with it, one file for each of the
folds of a cross-validation by site (``benchmarks/folds/KIND-N.json``), learned from the pages of all other sites.
The same code, data, versions (the extra ``train``) and number of threads give the same bytes.
"""

import argparse
import json
import re
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoostClassifier, Pool

from corpustools.labels.features import Line
from corpustools.labels.lexicon import Lexicon
from corpustools.labels.line_model import weighed_lines
from corpustools.labels.measured import Measured
from corpustools.labels.trees import SCALE, Forest, probabilities
from corpustools.model.hint import Hint
from corpustools.readers import parse
from corpustools.segmentation import claim_repairs, cut_blocks
from corpustools.text.characters import join_pairs

ROOT = Path(__file__).parent.parent
PACKAGE, FOLDED = ROOT / "src/corpustools/labels/parameters", ROOT / "benchmarks/folds"
SETS = ("aeb", "fundus", "aed", "wcxb")
FOLDS, INNER = 5, 2
WORDS = re.compile(r"[^\W\d_]+")
SCORED = re.compile(r"\w+")

# A page counts as much as its set is worth: a third of the pages are of kinds that are no articles.
WEIGHTS = {"aeb": 1.3, "fundus": 1.3, "aed": 1.0, "wcxb": 0.9, "wcxb other": 0.5, "clean": 0.3}
# Of lines further than this from the article, two in five are enough; they weigh as much as all of them.
NEAR, FAR_TAKEN, FAR_OF = 15, 2, 5
TREES = (300, 200)
# A lost paragraph costs more than a line too many: over other sites' pages the score is best where lines of 40 % are
# kept, so that much is added to each sum (0.405 logits).
TILT = 1659
# From plain text, half of the first stage's sum added to the second's scores best over the sets of articles; from
# HTML, none.
BLEND = {"text": 50, "html": 0}
# From the half a million lines of plain text, trees that learn fast are worth as much as twice their number at 0.12:
# 0.001 to 0.007 of the score. From HTML, of which there is a third as much, they lose as much.
RATES = {"text": 0.3, "html": 0.12}
# Trees are surer than they are right. Over sites of other folds, the log loss of what they say is least, and nearly all
# that they are surer of than 0.99 is right, where their sums count this much.
SURENESS = {"text": 0.5, "html": 0.6}
LEARNING: Mapping[str, Any] = {
    "depth": 6,
    "l2_leaf_reg": 5,
    "rsm": 0.35,
    "bootstrap_type": "Bernoulli",
    "subsample": 0.7,
    "boosting_type": "Plain",
    "border_count": 64,
    "leaf_estimation_iterations": 3,
    "thread_count": 2,
    "allow_writing_files": False,
    "verbose": 0,
}


@dataclass
class Example:
    """A page with its lines, what markup says of them, and how much of each is in the gold body."""

    site: str
    group: str
    lines: list[Line]
    hints: list[Hint]
    kept: np.ndarray
    words: np.ndarray
    measured: Measured | None = field(default=None, repr=False)

    @property
    def target(self) -> np.ndarray:
        return (self.kept > 0.5).astype(np.int8)

    @property
    def weights(self) -> np.ndarray:
        """Weigh lines by their share of the body's words, as the score does, and none out of all measure."""
        body = (self.words * (self.kept > 0.5)).sum()
        weights = np.minimum(self.words / (50 + body) * 20 + 0.1, 8) * WEIGHTS[self.group]
        return np.where(self.near, weights, weights * FAR_OF / FAR_TAKEN)

    @property
    def near(self) -> np.ndarray:
        """Say which lines are in the article or not far from it."""
        inside = np.concatenate([[0], np.cumsum(self.target)])
        place = np.arange(len(self.kept))
        return inside[np.minimum(place + NEAR + 1, len(place))] > inside[np.maximum(place - NEAR, 0)]

    @property
    def taken(self) -> np.ndarray:
        """Say which lines are learned from."""
        return self.near | (np.arange(len(self.kept)) % FAR_OF < FAR_TAKEN)


def kind_of(examples: Iterable[Example]) -> str:
    """Return the kind of the pages: ``html`` where there is markup."""
    return "html" if any(each.hints for each in examples) else "text"


def fold_of(site: str) -> int:
    """Return the fold that all pages of a site are in."""
    return zlib.crc32(site.encode()) % FOLDS


def example(row: Mapping[str, Any], kind: str, group: str) -> Example | None:
    """Read a page as the pipeline does, up to its blocks, and align these with the gold body word by word."""
    parsed = parse(join_pairs(row[kind]), f"text/{'html' if kind == 'html' else 'plain'}")
    segments, _ = cut_blocks(parsed.text, claim_repairs(parsed.text), parsed.hints)
    blocks = [segment.draft for segment in segments]
    if not blocks:
        return None
    _, lines, hints = weighed_lines(blocks)
    kept, words = aligned([line.text for line in lines], row["gold_body"])
    return Example(row["site"], group, lines, hints, kept, words)


def part_of(each: Example, places: Sequence[int], *, clean: bool) -> Example:
    """Return some lines of a page as a page of its own; clean ones with a blank line between them."""
    lines = [Line(each.lines[place].text, 1, 0) if clean else each.lines[place] for place in places]
    return Example(each.site, "clean", lines, [], each.kept[places], each.words[places])


def parts_of(each: Example) -> list[Example]:
    """Return what people have beside whole pages: the article alone, a few of its paragraphs, where it begins or ends.

    Such pages teach the model to leave alone what is clean already, and what to do where there is little to go by.
    """
    kept = np.flatnonzero(each.kept > 0.5).tolist()
    if not kept:
        return []
    chance = zlib.crc32(f"{each.site} {len(each.lines)} {kept[0]}".encode())
    few, start = 1 + chance % 4, (chance // 4) % len(kept)
    edge = kept[0] if chance % 2 else kept[-1]
    around = range(max(0, edge - 2 - chance % 5), min(len(each.lines), edge + 3 + chance % 7))
    return [
        part_of(each, kept, clean=True),
        part_of(each, kept[start : start + few], clean=True),
        part_of(each, list(around), clean=False),
    ]


def aligned(texts: Sequence[str], gold: str) -> tuple[np.ndarray, np.ndarray]:
    """Return how much of each line is in the gold body, and its number of words."""
    found = [SCORED.findall(text) for text in texts]
    owner = [place for place, words in enumerate(found) for _ in words]
    number = np.array([len(words) for words in found], float)
    hits = np.zeros(len(texts))
    matcher = SequenceMatcher(None, [word for words in found for word in words], SCORED.findall(gold), autojunk=False)
    for start, _, size in matcher.get_matching_blocks():
        for place in owner[start : start + size]:
            hits[place] += 1 if size >= 3 else 0.5
    return hits / np.maximum(number, 1), number


def log_odds(
    pages: Iterable[tuple[str, Iterable[tuple[Iterable[str], bool]]]], minimum: int, least: int
) -> dict[str, int]:
    """Return, in hundredths, the log odds of words outside against inside articles, counted by site."""
    sites: dict[str, tuple[set[str], set[str]]] = {}
    for site, lines in pages:
        inside, outside = sites.setdefault(site, (set(), set()))
        for words, kept in lines:
            (inside if kept else outside).update(words)
    within = Counter(word for inside, _ in sites.values() for word in inside)
    without = Counter(word for _, outside in sites.values() for word in outside)
    odds = {
        word: round(100 * float(np.log((without[word] + 1) / (within[word] + 1))))
        for word in sorted(within.keys() | without.keys())
        if within[word] + without[word] >= minimum
    }
    return {word: value for word, value in odds.items() if abs(value) >= least}


def line_words(line: Line) -> list[str]:
    return [word for word in WORDS.findall(line.text.lower())[:60] if len(word) > 1]


def markup_words(hint: Hint) -> set[str]:
    return {*hint.inline_names, *hint.roles, *(word for words in hint.names for word in words)}


def vocabularies(examples: Sequence[Example]) -> tuple[dict[str, int], dict[str, int]]:
    """Learn which words, and which names of elements, stand in articles and which in what surrounds them."""
    words = log_odds(
        ((each.site, zip(map(line_words, each.lines), each.kept > 0.5, strict=True)) for each in examples), 15, 30
    )
    names = log_odds(
        (
            (each.site, zip(map(markup_words, each.hints), each.kept > 0.5, strict=True))
            for each in examples
            if each.hints
        ),
        12,
        20,
    )
    return words, names


def measure(each: Example, lexicon: Lexicon, names: Mapping[str, int]) -> Measured:
    return Measured(each.lines, each.hints, lexicon, names)


def fit(matrices: Sequence[np.ndarray], examples: Sequence[Example], trees: int, seed: int) -> dict[str, Any]:
    """Learn a forest, and write its trees with whole numbers."""
    rate = RATES[kind_of(examples)]
    model = CatBoostClassifier(iterations=trees, random_seed=seed, learning_rate=rate, **LEARNING)
    taken = [each.taken for each in examples]
    rows = np.vstack([matrix[rows] for matrix, rows in zip(matrices, taken, strict=True)])
    target = np.concatenate([each.target[rows] for each, rows in zip(examples, taken, strict=True)])
    weights = np.concatenate([each.weights[rows] for each, rows in zip(examples, taken, strict=True)])
    model.fit(Pool(rows, target, weight=weights))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(path, format="json")
        grown = json.loads(path.read_text(encoding="utf-8"))
    scale, (bias,) = grown["scale_and_bias"]
    return {
        "bias": round(bias * SCALE),
        "trees": [
            {
                "features": [split["float_feature_index"] for split in tree["splits"]],
                "borders": [float(np.float32(split["border"])) for split in tree["splits"]],
                "values": [round(value * scale * SCALE) for value in tree["leaf_values"]],
                "weights": [round(weight) for weight in tree["leaf_weights"]],
            }
            for tree in grown["oblivious_trees"]
            if len(tree["splits"]) == LEARNING["depth"]
        ],
    }


def learn(examples: Sequence[Example], pool: ProcessPoolExecutor) -> dict[str, Any]:
    """Learn both stages; the second from what the first says of pages of sites that it was not learned from."""
    words, names = vocabularies(examples)
    measured = list(pool.map(partial(measure, lexicon=Lexicon(words), names=names), examples, chunksize=16))
    near = [each.first_stage()[1] for each in measured]
    inner = np.array([zlib.crc32(f"inner {each.site}".encode()) % INNER for each in examples])
    guessed: dict[int, np.ndarray] = {}
    for part in range(INNER):
        others = np.flatnonzero(inner != part)
        forest = Forest(fit([near[place] for place in others], [examples[place] for place in others], TREES[0], 0))
        for place in np.flatnonzero(inner == part):
            guessed[place] = probabilities(forest.sums(near[place]))
    first = fit(near, examples, TREES[0], 0)
    far = [each.second_stage(guessed[place])[1] for place, each in enumerate(measured)]
    second = fit(far, examples, TREES[1], 1)
    second["bias"] += TILT
    kind = kind_of(examples)
    learned = {"vocabulary": words, "names": names, "blend": BLEND[kind], "stages": [first, second]}
    return calibrated(learned, SURENESS[kind])


def calibrated(parameters: Mapping[str, Any], sureness: float) -> dict[str, Any]:
    """Return parameters by which nothing is decided otherwise, but less surely."""
    first, second = parameters["stages"]
    trees = [{**tree, "values": [round(value * sureness) for value in tree["values"]]} for tree in second["trees"]]
    weaker = {"bias": round(second["bias"] * sureness), "trees": trees}
    return {**parameters, "blend": round(parameters["blend"] * sureness), "stages": [first, weaker]}


def dump(parameters: Mapping[str, Any]) -> str:
    """Write parameters as JSON that a person can look through: one line for each tree."""

    def compact(value: object) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    stages = ",\n".join(
        f'{{"bias":{stage["bias"]},"trees":[\n' + ",\n".join(map(compact, stage["trees"])) + "\n]}"
        for stage in parameters["stages"]
    )
    return (
        f'{{"vocabulary":{compact(parameters["vocabulary"])},\n"names":{compact(parameters["names"])},\n"blend":{parameters["blend"]},\n'
        f'"stages":[\n{stages}\n]}}\n'
    )


def load(data: Path, kind: str, pool: ProcessPoolExecutor) -> list[Example]:
    """Read every page of the data."""
    sys.path.insert(0, str(data))
    read_jsonl: Callable[[str], Iterable[dict[str, Any]]] = __import__("score").read_jsonl
    found: list[Example] = []
    for name in SETS:
        rows = list(read_jsonl(str(data / kind / f"{name}.jsonl.xz")))
        if kind == "text" and name == "wcxb":
            # A page is there in three dumps: of an article's two are learned from, of another kind's one.
            rows = [row for row in rows if zlib.crc32(row["id"].encode()) % 3 < 1 + (row["ptype"] == "article")]
        groups = [name if name != "wcxb" or row["ptype"] == "article" else "wcxb other" for row in rows]
        read = pool.map(example, rows, [kind] * len(rows), groups, chunksize=8)
        found += [each for each in read if each is not None]
    if kind == "text":
        # A page is there in several dumps; one in three of them is enough.
        found += [part for each in found[::3] for part in parts_of(each)]
    return found


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--kind", choices=("text", "html"), action="append")
    arguments.add_argument("--folds", action="store_true")
    asked = arguments.parse_args()
    with ProcessPoolExecutor(2) as pool:
        for kind in asked.kind or ("text", "html"):
            examples = load(asked.data, kind, pool)
            lines = sum(int(each.taken.sum()) for each in examples)
            print(f"{kind}: {len(examples)} pages, {lines} lines to learn from", flush=True)
            if not asked.folds:
                (PACKAGE / f"{kind}.json").write_text(dump(learn(examples, pool)), encoding="utf-8")
                continue
            FOLDED.mkdir(exist_ok=True)
            for fold in range(FOLDS):
                others = [each for each in examples if fold_of(each.site) != fold]
                (FOLDED / f"{kind}-{fold}.json").write_text(dump(learn(others, pool)), encoding="utf-8")
                print(f"fold {fold} done", flush=True)


if __name__ == "__main__":
    main()
