"""What the evaluation does with figures, folds and annotations; the evaluation data itself is not needed.

``make eval`` measures; nothing here does.
"""

import ast
import json
import lzma
import subprocess
import sys
import zlib
from pathlib import Path

import annotated
import declared
import evaluate as evaluation
import floors
import folds
import named
import pytest
import quoted
import siblings
import speed
import tables

from corpustools import Document, Source, Span, registry
from corpustools.labels import line_model
from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import BLOCK_LABELS

ROOT = Path(__file__).parents[1]
KNOWN = {label.value for label in BLOCK_LABELS}

SCORER = """
import json, lzma

def read_jsonl(path):
    with lzma.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)

def evaluate(rows, bodies, by):
    right = sum(bodies[row["id"]] == row["gold_body"] for row in rows)
    keys = ("F1", "P", "R", "docF1", "exact", "se")
    return {"ALL": {**dict.fromkeys(keys, right / len(rows)), "empty": 0, "n": len(rows)}}, 0
"""
"""A scorer that knows right and wrong."""


def model(value):
    """Return the parameters of a line model that says the same of every line."""
    tree = {"features": [0], "borders": [0.5], "values": [value, value], "weights": [1, 1]}
    return {"vocabulary": {}, "names": {}, "blend": 0, "stages": [{"bias": 0, "trees": [tree]}] * 2}


def write_folds(folder, values):
    """Write a model for each fold and kind."""
    folder.mkdir(exist_ok=True)
    for kind in folds.KINDS:
        for fold, value in enumerate(values):
            folds.path_of(folder, kind, fold).write_text(json.dumps(model(value)), encoding="utf-8")
    return folder


def sites():
    """Return for each fold a site that is in it."""
    return {folds.fold_of(f"{number}.example.org"): f"{number}.example.org" for number in range(99)}


def verdicts():
    draft = Draft((DraftBlock(0, "Menu"), DraftBlock(1, "The town is quiet today. " * 5)))
    return [verdict is not None and verdict.running for verdict in registry.get("line_model").function(draft)]


class TestFolds:
    def test_a_page_is_read_by_the_model_of_its_fold(self, tmp_path):
        folder = write_folds(tmp_path, [-9999, 9999, -9999, 9999, -9999])
        said = {}
        for fold, site in sites().items():
            with folds.learned_elsewhere(site, folder):
                said[fold] = verdicts()
        assert {fold: [fold % 2 == 1] * 2 for fold in range(folds.FOLDS)} == said

    def test_afterwards_the_model_is_the_package_s_even_where_reading_failed(self, tmp_path):
        before = line_model.load_model
        with pytest.raises(FileNotFoundError), folds.learned_elsewhere("example.org", tmp_path):
            line_model.load_model("text")
        assert before is line_model.load_model

    def test_without_folds_the_model_is_the_package_s(self):
        before = line_model.load_model
        with folds.learned_elsewhere("example.org", None):
            assert before is line_model.load_model

    def test_says_which_files_are_missing_and_what_is_newer(self, tmp_path):
        assert 2 * folds.FOLDS == len(folds.missing(tmp_path))
        write_folds(tmp_path, range(folds.FOLDS))
        assert [] == folds.missing(tmp_path)
        folds.path_of(tmp_path, "html", 3).unlink()
        assert ["html-3.json"] == folds.missing(tmp_path)

    def test_the_training_script_puts_sites_into_the_same_folds(self):
        script = ast.parse((ROOT / "tools" / "train_lines.py").read_text(encoding="utf-8"))
        script.body = [node for node in script.body if names_in(node) & {"FOLDS", "fold_of"}]
        there = {"zlib": zlib, "fold_of": folds.fold_of}
        exec(compile(script, "train_lines.py", "exec"), there)
        assert sites() == {there["fold_of"](site): site for site in sites().values()}


def names_in(node):
    """Return the names that a statement of a module defines."""
    if isinstance(node, ast.Assign):
        return {inner.id for target in node.targets for inner in ast.walk(target) if isinstance(inner, ast.Name)}
    return {node.name} if isinstance(node, ast.FunctionDef) else set()


def page(text, *blocks):
    """Make a document of labelled blocks, given by their words."""
    spans = []
    at = 0
    for words, label in blocks:
        start = text.index(words, at)
        at = start + len(words)
        spans.append(Span(start, at, label, rule="by_hand"))
    return Document("page", Source("0" * 64, len(text), "text/plain", "utf-8", "utf_8", ""), text, tuple(spans))


class TestAnnotations:
    def test_a_block_is_compared_with_the_one_that_covers_most_of_it(self):
        text = "Town Is Quiet\nBy Jane Roe, 3 May\nThe town\nis quiet.\nShare"
        document = page(
            text,
            ("Town Is Quiet", "headline"),
            ("By Jane Roe,", "byline"),
            ("3 May", "timestamp"),
            ("The town\nis quiet.", "paragraph"),
            ("Share", "interface"),
        )
        given = [("Town Is Quiet", "headline"), ("By Jane Roe, 3 May", "byline"), ("The town", "paragraph")]
        given += [("is quiet.", "paragraph"), ("Share", "share")]
        blocks = [(text.index(words), text.index(words) + len(words), label) for words, label in given]
        assert {
            ("headline", "headline"): 1,
            ("byline", "byline"): 1,
            ("paragraph", "paragraph"): 2,
            ("share", "interface"): 1,
        } == annotated.compared(blocks, document)

    def test_the_summary_counts_every_block_once(self):
        pairs = annotated.Pairs({("share", "share"): 3, ("share", "interface"): 1, ("related", "paragraph"): 4})
        found = annotated.summarise([pairs, pairs], times=10)
        assert (2, 16, 0.375) == (found["pages"], found["blocks"], found["right"])
        assert {"related": {"paragraph": 8}, "share": {"interface": 2, "share": 6}} == found["matrix"]
        assert {"P": 0.0, "R": 0.0, "F1": 0.0, "n": 8} == found["labels"]["related"]
        assert 0.0 == found["se"]

    def test_a_label_that_nobody_annotated_does_not_count(self):
        assert 1.0 == annotated.macro_f1({("share", "share"): 1, ("advertisement", "headline"): 1})

    def test_every_annotation_is_of_offsets_and_labels_and_of_nothing_else(self):
        pages = annotated.load_annotations()
        assert {"development": 42, "report": 42} == {
            half: sum(page["half"] == half for page in pages) for half in annotated.HALVES
        }
        assert len(pages) == len({page["id"] for page in pages})
        for found in pages:
            assert {"id", "set", "half", "sha256", "blocks"} == found.keys()
            at = 0
            for start, end, label in found["blocks"]:
                assert at <= start < end
                assert label in KNOWN
                at = end

    def test_the_averaged_labels_are_labels(self):
        assert set() == set(annotated.AVERAGED) - KNOWN
        assert len(set(annotated.AVERAGED)) == len(annotated.AVERAGED) == 15


def figure(f1):
    return {"F1": f1, "P": f1, "R": f1, "docF1": f1, "exact": 0.25, "se": 0.01, "empty": 1, "n": 10, "sites": 4}


ONE_NAME = named.Compared(named.Counter(person=2), named.Counter(person=1), named.Counter(person=1), (0, 0, 0))
COUNTS = {"right": 3, "found": 4, "gold": 6}


def of_metadata():
    rows = [{"title": "Town is quiet", "author": "Jane Roe", "date": "2015-06-10"}, {"title": "", "author": ""}]
    right = declared.Said("town is quiet", frozenset({"jane roe"}), "2015-06-11", "2015-06-11")
    return declared.score(rows, [right, declared.Said(author=frozenset({"nobody"}))])


OF_TEXT = {"aed by hand": {"corpustools": of_metadata()}}


@pytest.fixture
def figures():
    pairs = annotated.Pairs({("share", "share"): 3, ("share", "interface"): 1})
    return {
        "text": {"keep": {"aeb": figure(0.6)}, "best": {"aeb": figure(0.7)}, "corpustools": {"aeb": figure(0.5)}},
        "html": {"corpustools": {"aeb": figure(0.9), "aed": figure(0.8)}, "tool, precision": {"aeb": figure(0.7)}},
        "versions": {"tool": "1.2"},
        "siblings": {"text": {"with": {"aeb": figure(0.8)}, "without": {"aeb": figure(0.7)}}},
        "building": {
            "ratios": {
                "1,000 documents: all": {"ours": "site", "other": "page", "times": 2.0, "MiB": 90, "MiB of all": 95}
            }
        },
        "again": {"aeb": {"n": 10, "unchanged": 0.5, "words": 0.98765}},
        "annotated": {half: annotated.summarise([pairs], times=0) for half in annotated.HALVES},
        "metadata": {"html": {"fundus": {"corpustools": of_metadata(), "tool": of_metadata()}}, "text": OF_TEXT},
        "names": {"corpustools": {half: {"pages": 1, **named.scores([ONE_NAME])} for half in named.HALVES}},
        "quotations": {half: {"both": {"near with speaker": quoted.figures(COUNTS)}} for half in quoted.HALVES},
        "speed": {"ratios": {"reading": {"ours": "text", "other": "HTML", "times": 4.2}}},
        "cost": {
            "kinds": {
                "text": {
                    "documents": 10,
                    "bytes": 4_000,
                    "milliseconds": 31.5576,
                    "milliseconds without profiles": 20,
                    "shard": 2_500,
                    "footprint": 100,
                }
            }
        },
        "concordance": {
            "queries": {
                "`the`": {"hits": 9, "kilobytes": 300, "requests": 20, "seconds": 0.4, "by the clock": 0.6},
            },
            "load": 0.5,
            "cores": 2,
        },
    }


class TestFacts:
    def test_an_author_where_none_is_counts_against_precision_of_nothing_else(self):
        found = of_metadata()
        assert (1, 1.0, 1.0) == tuple(found["author"].values())
        assert {"n": 1, "named": 1.0, "person named": 0.0} == found["no author"]

    def test_every_mark_is_an_offset_a_kind_and_a_number(self):
        for page in named.load_mentions():
            assert set(page) == {"id", "half", "sha256", "mentions", "quotations"}
            assert page["half"] in named.HALVES
            for start, end, kind, entity, *_ in page["mentions"]:
                assert 0 <= start < end
                assert kind in (*named.KINDS, "unsure")
                assert isinstance(entity, int)

    def test_some_of_the_articles_are_to_report_on(self):
        halves = [page["half"] for page in named.load_mentions()]
        assert (47, 29) == tuple(halves.count(half) for half in named.HALVES)

    def test_a_quotation_is_right_where_its_words_and_its_speaker_are(self):
        page = quoted.Page("p", "s", "report", "“We stay,” said Roe.", (quoted.Gold(0, 10, "direct", 1),), ())
        page = page._replace(mentions=((16, 19, "person", 1),))
        [right] = quoted.compare(
            page, [quoted.Quotation(0, 10, "direct", "r", speaker="Jane Roe", speaker_at=(16, 19))]
        )
        assert quoted.same_speaker(page, *right)
        [other] = quoted.compare(page, [quoted.Quotation(0, 10, "direct", "r", speaker="Ann Li")])
        assert not quoted.same_speaker(page, *other)
        assert [(page.quotations[0], None)] == quoted.compare(page, [])


class TestTables:
    def test_every_table_can_be_made(self, figures):
        for name in tables.TABLES:
            found = tables.table(name, figures)
            assert {len(found.heads)} == {len(row) for row in found.rows}

    def test_no_table_is_made_from_nothing(self):
        assert {None} == {tables.table(name, {}) for name in tables.TABLES}
        assert "" == tables.every_table({})

    def test_corpustools_comes_first_and_then_the_best(self, figures):
        found = tables.table("text", figures)
        assert ["corpustools", "best", "keep"] == [row[0] for row in found.rows]
        assert "0.500 ± 0.010" == found.rows[0][1]

    def test_a_tool_is_named_with_its_version_and_a_gap_stays_one(self, figures):
        assert ("tool 1.2, precision", "0.700 ± 0.010", "") == tuple(tables.table("html", figures).rows[1])

    def test_the_matrix_has_what_was_annotated_in_rows(self, figures):
        found = tables.table("matrix", figures)
        assert [["1 interface", "·", "·"], ["2 share", "1", "3"]] == [list(row) for row in found.rows]

    def test_a_billion_documents_cost_what_one_does_a_billion_times(self, figures):
        rows = dict(tables.table("cost", figures).rows)
        assert "1.00 core-years" == rows["a billion: time on a core"]
        assert "0.4 days" == rows["a billion: on 1,000 cores"]
        assert "2.50 TB" == rows["a billion: shards"]

    def test_the_order_of_stored_keys_does_not_matter(self, figures):
        assert tables.every_table(figures) == tables.every_table(json.loads(json.dumps(figures, sort_keys=True)))

    def test_what_is_stored_can_be_shown(self):
        tables.every_table(tables.load())

    def test_the_documentation_shows_tables_that_there_are(self):
        pages = ("explanation/evaluation.md", "how-to/process-more-than-one-machine-holds.md")
        text = "\n".join((ROOT / "docs" / page).read_text(encoding="utf-8") for page in pages)
        shown = [line.split()[1] for line in text.splitlines() if line.startswith("```{evaluation-table}")]
        assert set() == set(shown) - tables.TABLES.keys()
        assert len(shown) == len(set(shown))


class TestFloors:
    def test_are_of_sets_of_siblings_and_of_labels(self, figures):
        assert {
            "text": {"aeb": 0.5},
            "html": {"aeb": 0.9, "aed": 0.8},
            "text with siblings": {"aeb": 0.8},
            "labels": {"development": 0.8571, "report": 0.8571},
            "metadata from html, title": {"fundus": 1.0, "fundus, precision": 1.0},
            "metadata from html, author": {"fundus": 1.0, "fundus, precision": 1.0},
            "metadata from html, date": {"fundus": 0.0, "fundus, precision": 0.0},
            "metadata from text, title": {"aed by hand": 1.0, "aed by hand, precision": 1.0},
            "metadata from text, author": {"aed by hand": 1.0, "aed by hand, precision": 1.0},
            "metadata from text, date": {"aed by hand": 0.0, "aed by hand, precision": 0.0},
            "names, person": {"precision": 1.0, "recall": 0.5},
            "names, organization": {"precision": 0.0, "recall": 0.0},
            "names, place": {"precision": 0.0, "recall": 0.0},
            "quotations with the speaker": {"precision": 0.75, "recall": 0.5},
        } == floors.levels(figures)

    def test_of_what_was_not_measured_are_no_concern(self):
        assert [] == floors.below({"text": {"aeb": 0.5}}, {"names, person": {"recall": 0.1}})

    def test_only_rise(self, figures):
        reached = floors.levels(figures)
        lifted = floors.raised({"text": {"aeb": 0.6}}, reached)
        assert (0.6, 0.9, 0.857) == (lifted["text"]["aeb"], lifted["html"]["aeb"], lifted["labels"]["report"])
        assert ["text, aeb: 0.5000 is below the floor 0.600"] == floors.below(lifted, reached)
        assert lifted == floors.raised(lifted, reached)


def test_jobs_take_turns():
    order = []

    def job(name):
        return lambda: order.append(name) or float(len(order))

    assert {"one": 1.0, "other": 2.0} == speed.best({"one": job("one"), "other": job("other")}, 2)
    assert ["one", "other", "one", "other"] == order


@pytest.fixture
def data(tmp_path):
    """A folder of evaluation data with pages made for this test."""
    sentence = "Nobody in the town knows how long the {} will be closed, and nobody has asked the mayor."
    pages = [
        {
            "id": f"{site}{name}",
            "url": f"https://{site}/{name}",
            "site": site,
            "converter": "by hand",
            "ptype": "article",
            "text": f"Home\n\n{sentence.format(name)}\n\nShare",
            "gold_body": sentence.format(name),
        }
        for site in sites().values()
        for name in ("ferry", "bridge")
    ]
    for page in pages:
        page["html"] = "".join(f"<p>{line}</p>" for line in page["text"].split("\n\n"))
    folder = tmp_path / "data"
    for kind in folds.KINDS:
        (folder / kind).mkdir(parents=True)
    (folder / "score.py").write_text(SCORER, encoding="utf-8")
    for place, name in enumerate(("aeb", "aed", "fundus", "wcxb")):
        lines = [json.dumps({**page, "id": f"{name}/{page['id']}"}) for page in pages]
        if place == 3:
            lines += [json.dumps({**pages[0], "id": "forum", "ptype": "forum"})]
        for kind in folds.KINDS:
            (folder / kind / f"{name}.jsonl.xz").write_bytes(lzma.compress("\n".join(lines).encode()))
    return folder


def evaluate(*arguments):
    command = [sys.executable, "-W", "error", ROOT / "benchmarks" / "evaluate.py", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


class TestEvaluation:
    def test_reads_every_page_and_writes_nothing_where_only_a_part_is_asked_for(self, data, tmp_path):
        folder = write_folds(tmp_path / "folds", [9999] * folds.FOLDS)
        before = tables.FIGURES.read_bytes()
        done = evaluate(data, "--folds", folder, "--part", "text", "--part", "siblings", "--workers", "1")
        assert 0 == done.returncode, done.stderr
        assert "From plain text: F1, with standard error\n" in done.stdout
        assert "HTML, with siblings" in done.stdout
        assert before == tables.FIGURES.read_bytes()

    def test_reads_facts_and_writes_only_the_parts_that_were_measured(self, data, tmp_path, monkeypatch):
        folder = write_folds(tmp_path / "folds", [9999] * folds.FOLDS)
        stored = tmp_path / "figures.json"
        stored.write_text(json.dumps({"again": {"aeb": {"n": 1}}, "names": {"old": {}}}), encoding="utf-8")
        monkeypatch.setattr(evaluation, "FIGURES", stored)
        monkeypatch.setattr(floors, "FLOORS", tmp_path / "floors.json")
        arguments = ["evaluate.py", str(data), "--folds", str(folder), "--part", "names", "--part", "quotations"]
        monkeypatch.setattr(sys, "argv", [*arguments, "--update", "--workers", "1"])
        assert 0 == evaluation.main()
        written = json.loads(stored.read_text(encoding="utf-8"))
        assert {"again": {"aeb": {"n": 1}}, "names": {}, "quotations": {}, "versions": {}} == written

    def test_where_no_folds_are_it_says_how_to_learn_them(self, data, tmp_path):
        done = evaluate(data, "--folds", tmp_path, "--part", "text")
        assert 1 == done.returncode
        assert "tools/train_lines.py" in done.stdout

    def test_where_no_data_is_nothing_is_measured(self, tmp_path):
        done = evaluate(tmp_path)
        assert (0, "") == (done.returncode, done.stderr)
        assert "nothing was measured" in done.stdout


def test_pages_have_a_sibling_at_another_address_only():
    rows = [{"site": site, "url": url, "converter": "c"} for site, url in ("ax", "ay", "bx", "bx")]
    assert [["x", "y"]] == [[row["url"] for row in group] for group in siblings.with_siblings(rows)]
