"""Compare the quotations that are found with those that were annotated (``mentions/GUIDELINES.md``)."""

import argparse
import hashlib
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import folds
from pages import FILES, HERE, Data, Row

import corpustools
from corpustools import Document
from corpustools.model.mention import Mention, Quotation

ANNOTATIONS = HERE / "mentions"
HALVES = ("development", "report")
KINDS = ("direct", "indirect")
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")


class Gold(NamedTuple):
    """An annotated quotation; ``speaker`` is an entity's number, a place, or nothing."""

    start: int
    end: int
    kind: str
    speaker: int | tuple[int, int] | None


class Page(NamedTuple):
    """An annotated article."""

    id: str
    site: str
    half: str
    text: str
    quotations: tuple[Gold, ...]
    mentions: tuple[tuple[int, int, str, int], ...]


def load(data: Data) -> Iterator[Page]:
    """Read the annotated articles, each with its text."""
    stored = [json.loads(path.read_text("utf-8")) for path in sorted(ANNOTATIONS.glob("*.json"))]
    pages = {page["id"]: page for page in stored[: data.limit]}
    rows: Iterable[Row] = (row for file in FILES for row in data.file("html", file) if row["id"] in pages)
    for row in rows:
        page = pages[row["id"]]
        if hashlib.sha256(row["gold_body"].encode()).hexdigest() != page["sha256"]:
            raise ValueError(f"{page['id']} is not the text that was annotated")
        quotations = tuple(
            Gold(start, end, kind, tuple(speaker) if isinstance(speaker, list) else speaker)
            for start, end, kind, speaker in page["quotations"]
        )
        yield Page(
            page["id"], row["site"], page["half"], row["gold_body"], quotations, tuple(map(tuple, page["mentions"]))
        )


def core(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without marks, white space and punctuation at its edges.

    >>> core("“We agree,” he said.", 0, 11)
    (1, 9)
    """
    words = text[start:end]
    first, last = _EDGE.match(words), re.search(r"[\W_]+$", words)
    return start + (first.end() if first else 0), end - (last.end() - last.start() if last else 0)


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return the share of two spans' union that both hold.

    >>> overlap((0, 4), (2, 6))
    0.3333333333333333
    """
    both = min(one[1], other[1]) - max(one[0], other[0])
    return max(both, 0) / (max(one[1], other[1]) - min(one[0], other[0]))


def same_speaker(page: Page, gold: Gold, found: Quotation) -> bool:
    """Whether a quotation is ascribed to the one whom the annotation says."""
    match gold.speaker:
        case None:
            return found.speaker is None
        case int(entity):
            forms = [(s, e, page.text[s:e]) for s, e, _, number, *_ in page.mentions if number == entity]
            at = found.speaker_at
            if at is not None and any(s < at[1] and at[0] < e for s, e, _ in forms):
                return True
            name = _folded(found.speaker or "")
            return bool(name) and any(_holds(name, _folded(form)) for _, _, form in forms)
        case (start, end):
            at = found.speaker_at
            if at is not None and at[0] < end and start < at[1]:
                return True
            return bool(found.speaker) and _holds(_folded(found.speaker or ""), _folded(page.text[start:end]))


def _folded(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


def _holds(one: str, other: str) -> bool:
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


def compare(page: Page, found: Sequence[Quotation], least: float = 1.0) -> list[tuple[Gold | None, Quotation | None]]:
    """Pair annotated with found quotations of the same kind and words; what has no partner stands alone."""
    left = list(found)
    pairs: list[tuple[Gold | None, Quotation | None]] = []
    for gold in page.quotations:
        near = [
            each
            for each in left
            if each.kind == gold.kind
            and overlap(core(page.text, gold.start, gold.end), core(page.text, each.start, each.end)) >= least
        ]
        partner = near[0] if near else None
        if partner is not None:
            left.remove(partner)
        pairs.append((gold, partner))
    return [*pairs, *((None, each) for each in left)]


def with_annotated_names(page: Page, document: Document) -> Document:
    """Describe a document with the annotated names in place of those that rules find."""
    longest: dict[int, str] = {}
    for start, end, _, entity, *_ in page.mentions:
        longest[entity] = max(longest.get(entity, ""), page.text[start:end], key=len)
    mentions = [
        Mention(start, end, kind, longest[entity], "annotated")  # type: ignore[arg-type]
        for start, end, kind, entity, *_ in page.mentions
    ]
    document = document.with_told({**document.rules, "annotated": 1}, mentions=mentions)
    from corpustools.describing import _quotations

    return document.with_told(document.rules, quotations=_quotations(document))


def figures(counts: Mapping[str, int]) -> dict[str, float]:
    """Return precision, recall and F1.

    >>> figures({"right": 3, "found": 4, "gold": 6})
    {'P': 0.75, 'R': 0.5, 'F1': 0.6, 'n': 6, 'found': 4}
    """
    right, found, gold = counts.get("right", 0), counts.get("found", 0), counts.get("gold", 0)
    return {
        "P": round(right / max(found, 1), 4),
        "R": round(right / max(gold, 1), 4),
        "F1": round(2 * right / max(found + gold, 1), 4),
        "n": gold,
        "found": found,
    }


def summarise(pages: Iterable[tuple[Page, Document]]) -> dict[str, Any]:
    """Count, of each half and kind, what is found: with and without the speaker, exactly and nearly."""
    counts: dict[tuple[str, str, str], Counter[str]] = {}
    for page, document in pages:
        for measure_, least in (("exact", 1.0), ("near", 0.8)):
            for gold, found in compare(page, document.quotations, least):
                kind = gold.kind if gold else found.kind if found else ""
                for speaker in ("", " with speaker"):
                    for each in (kind, "both"):
                        count = counts.setdefault((page.half, each, measure_ + speaker), Counter())
                        count["gold"] += gold is not None
                        count["found"] += found is not None
                        count["right"] += (
                            gold is not None and found is not None and (not speaker or same_speaker(page, gold, found))
                        )
    result: dict[str, Any] = {}
    for (half, kind, measure_), count in sorted(counts.items()):
        result.setdefault(half, {}).setdefault(kind, {})[measure_] = figures(count)
    return result


def measure(data: Data, folder: Path | None = None) -> dict[str, Any]:
    """Read all annotated articles, each by the model of its fold where there are folds, and compare quotations."""
    return summarise((page, _read(page, folder)) for page in load(data))


def _read(page: Page, folder: Path | None) -> Document:
    with folds.learned_elsewhere(page.site, folder):
        return corpustools.read(page.text)


def errors(page: Page, document: Document) -> Iterator[str]:
    """Say what is wrong with the quotations of an article."""
    for gold, found in compare(page, document.quotations):
        if gold is None and found is not None:
            yield f"  + {found.kind} [{found.speaker}] ← {found.rule}: {document.text[found.start : found.end]!r}"
        elif gold is not None and found is None:
            who = gold.speaker
            name = page.text[slice(*who)] if isinstance(who, tuple) else _named(page, who)
            yield f"  - {gold.kind} [{name}]: {page.text[gold.start : gold.end]!r}"
        elif gold is not None and found is not None and not same_speaker(page, gold, found):
            who = gold.speaker
            name = page.text[slice(*who)] if isinstance(who, tuple) else _named(page, who)
            yield f"  ≠ {gold.kind} [{found.speaker}] for [{name}] ← {found.rule}: {page.text[gold.start : gold.end]!r}"


def _named(page: Page, entity: int | None) -> str:
    return next((page.text[s:e] for s, e, _, number, *_ in page.mentions if number == entity), "nobody")


def main() -> None:
    """Print figures, and the errors of the development half where they are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument(
        "--errors", action="store_true", help="list those of the development half, and measure no other"
    )
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--names", action="store_true", help="take the annotated names for the names of the document")
    options = parser.parse_args()
    half = "development" if options.errors else options.half
    pages = [page for page in load(Data(options.data)) if half in (None, page.half)]
    began = time.perf_counter()
    documents = [corpustools.read(page.text) for page in pages]
    for document in documents:
        document.quotations  # noqa: B018  # they are looked for when they are asked for
    took = time.perf_counter() - began
    if options.names:
        documents = [with_annotated_names(page, each) for page, each in zip(pages, documents, strict=True)]
    if options.errors:
        for page, document in zip(pages, documents, strict=True):
            wrong = list(errors(page, document))
            if wrong:
                print(page.id, *wrong, sep="\n")
    for half, kinds in summarise(zip(pages, documents, strict=True)).items():
        for kind, measures in kinds.items():
            for name, row in measures.items():
                print(f"{half:12} {kind:9} {name:20} " + "  ".join(f"{key} {value}" for key, value in row.items()))
    print(f"{1000 * took / max(len(pages), 1):.1f} ms an article")


if __name__ == "__main__":
    main()
