"""Make a corpus of all evaluation pages in a temporary folder, process it, and verify every receipt in it.

    python benchmarks/receipts.py DATA [--limit N]

Each page is there as HTML and as the first of its dumps to plain text. What ``corpustools verify`` finds is printed by
kind, with the first of each; the run ends with status 1 where it finds anything.
"""

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from pages import FILES, Data

from corpustools.corpus import Corpus, open_corpus
from corpustools.corpus.verify import verify

_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


def documents(data: Data) -> Iterator[tuple[str, str]]:
    """Yield the path below ``raw/`` and the text of each page: its HTML, and its first dump."""
    for file in FILES:
        for row in islice(data.file("html", file), data.limit):
            yield f"{_path(row['site'])}/{_path(row['id'])}.html", row["html"]
        seen = set()
        for row in data.file("text", file):
            page = row["id"].rpartition("/")[0]
            if page not in seen and (data.limit is None or len(seen) < data.limit):
                seen.add(page)
                yield f"{_path(row['site'])}/{_path(page)}.txt", row["text"]


def _path(name: str) -> str:
    return re.sub(r"[^\w.-]+", "_", name).strip(".")[:120]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--limit", type=int, help="take only so many pages of each set")
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = Corpus.create(Path(folder) / "corpus")
        for name, text in documents(Data(asked.data, asked.limit)):
            path = corpus.raw / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode("utf-8", "replace"))
        report = open_corpus(corpus.root).process()
        print(f"{len(report.written)} documents read, {len(report.quarantined)} in quarantine", flush=True)
        told: Counter[str] = Counter()
        for document in open_corpus(corpus.root):
            told.update(facts=len(document.facts), mentions=len(document.mentions), quotations=len(document.quotations))
        print(", ".join(f"{number} {what}" for what, number in told.items()), flush=True)
        problems: dict[str, list[str]] = {}
        for problem in verify(open_corpus(corpus.root)):
            problems.setdefault(_QUOTED.sub("…", problem.message), []).append(str(problem).removeprefix(folder))
    for kind, found in sorted(problems.items(), key=lambda each: -len(each[1])):
        print(f"{len(found)} × {kind}\n    {found[0]}")
    print(f"{sum(map(len, problems.values()))} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
