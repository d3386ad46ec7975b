"""Shards: what a corpus makes of a document, made elsewhere, and made once, whatever dies in between."""

import importlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from functools import partial

import pytest
from click.testing import CliRunner
from hostile_jobs import DiesOnce, with_engine_of
from pyarrow import parquet

from corpustools.cli import main
from corpustools.config import Config
from corpustools.containers import places
from corpustools.engines import cluster as clusters
from corpustools.engines import open_engine
from corpustools.engines.cluster import Cluster
from corpustools.engines.limits import Limits
from corpustools.errors import CorpusToolsError, EngineError
from corpustools.shards import making, reading, run, sites
from corpustools.shards.columns import COLUMNS
from corpustools.shards.run import Here, make_shards
from corpustools.shards.store import Store

MENU = "<nav><p>Ferry timetables for all</nav>"
BODY = "<p>The town is quiet on day {}, and nobody at the harbour knows for how long that will be so this year."
DAYS = ("one", "two", "three", "four")
"""In words: lines that differ in numbers alone are one line, and their documents one."""
SUNDAY = "Printed on paper each Sunday in the upland"


def page(at, extra=""):
    return f"<title>Day {at} in the town</title>{MENU}<h1>Day {at} in the town</h1>{BODY.format(at)}{extra}".encode()


def table_of(folder):
    """Return all rows of the shards of a folder, by name."""
    rows = [
        row for path in sorted((folder / "shards").glob("*.parquet")) for row in parquet.read_table(path).to_pylist()
    ]
    assert len(rows) == len({row["name"] for row in rows})
    return {row["name"]: row for row in rows}


def shards_of(folder):
    return {path.name: path.read_bytes() for path in (folder / "shards").iterdir()}


@pytest.fixture
def small_pieces(monkeypatch):
    """Cut everything into many pieces, and sites into several buckets."""
    monkeypatch.setattr(places, "FILES", 3)
    monkeypatch.setattr(places, "SIZE", 500)
    monkeypatch.setattr(sites, "PIECES", 2)


@pytest.fixture
def raw(make_corpus):
    """Make a corpus of two sites with menus that recur, a page of its own, and things that cannot be read."""
    files = {f"harbour.example/{at}.html": page(at) for at in range(6)}
    files |= {f"upland.example/{at}.txt": f"{BODY.format(day)[3:]}\n\n{SUNDAY}" for at, day in enumerate(DAYS)}
    files |= {"alone.txt": "Subscribe now\nThe Orly Tower is calm.", "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(99)}
    return make_corpus(files)


class TestARow:
    def test_is_what_a_corpus_has_of_the_document(self, raw, tmp_path, small_pieces):
        raw.process()
        report = make_shards([str(raw.raw)], str(tmp_path / "made"), engine="serial")
        assert (11, {"binary": 1}) == (report.documents, report.refused)
        assert len(report.shards) == report.made == 4
        rows = table_of(tmp_path / "made")
        assert set(raw.names()) == set(rows)
        for name, ident in raw.names().items():
            row = rows[name]
            assert ident == row["id"]
            if row["code"]:
                note = json.loads((raw.quarantine / f"{ident}.json").read_text())
                assert note == {key: row[key] for key in ("name", "code", "reason", "advice")}
                assert row["record"] is None
            else:
                assert raw.record_path(ident).read_bytes() == row["record"].encode()
                assert raw.reading_path(ident).read_bytes() == row["text"].encode()
        assert SUNDAY not in rows["upland.example/0.txt"]["text"], "it recurs on the site"

    def test_without_profiles_too(self, raw, tmp_path):
        make_shards([str(raw.raw)], str(tmp_path / "made"), engine="serial", config=Config(profiles=False))
        assert not (tmp_path / "made" / "footprints").exists()
        assert SUNDAY in table_of(tmp_path / "made")["upland.example/0.txt"]["text"]

    def test_has_the_columns_that_are_documented(self, raw, tmp_path):
        make_shards([str(raw.raw)], str(tmp_path / "made"), engine="serial")
        (path,) = (tmp_path / "made" / "shards").iterdir()
        assert [column.name for column in COLUMNS] == parquet.read_schema(path).names
        row = table_of(tmp_path / "made")["harbour.example/0.html"]
        assert ("harbour.example", "text/html", "Day 0 in the town") == (row["site"], row["media_type"], row["title"])

    # The timer may strike in a callback of the garbage collector, where nothing can be raised; it strikes again.
    @pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
    def test_says_what_took_too_long(self, tmp_path):
        (tmp_path / "rows.jsonl").write_text(
            json.dumps({"text": "The town is quiet. " * 200_000}) + '\n{"text": "The town"}'
        )
        for engine in ("serial", "processes"):
            to = tmp_path / engine
            config = Config(max_seconds=1, profiles=False)
            make_shards([str(tmp_path / "rows.jsonl")], str(to), engine=engine, config=config, jobs=2)
            assert {"too_slow", None} == {row["code"] for row in table_of(to).values()}


def test_several_processes_give_the_bytes_that_one_gives(raw, tmp_path, small_pieces):
    for engine in ("serial", "processes"):
        make_shards([str(raw.raw)], str(tmp_path / engine), engine=engine, jobs=2)
    assert shards_of(tmp_path / "serial") == shards_of(tmp_path / "processes")


class TestARunThatIsRunAgain:
    def test_does_nothing_where_nothing_is_missing(self, raw, tmp_path, small_pieces):
        to = tmp_path / "made"
        make_shards([str(raw.raw)], str(to), engine="serial")
        before = {path: path.stat().st_mtime_ns for path in to.rglob("*.parquet")}
        again = make_shards([str(raw.raw)], str(to), engine="serial")
        assert (11, 0, {"binary": 1}) == (again.documents, again.made, again.refused)
        assert before == {path: path.stat().st_mtime_ns for path in to.rglob("*.parquet")}

    def test_makes_what_is_missing(self, raw, tmp_path, small_pieces):
        to = tmp_path / "made"
        make_shards([str(raw.raw)], str(to), engine="serial")
        whole = shards_of(to)
        next((to / "shards").iterdir()).unlink()
        assert 1 == make_shards([str(raw.raw)], str(to), engine="serial").made
        assert whole == shards_of(to)

    def test_makes_again_what_a_change_reaches(self, raw, tmp_path, small_pieces):
        to = tmp_path / "made"
        make_shards([str(raw.raw)], str(to), engine="serial")
        (raw.raw / "upland.example" / "3.txt").write_text("The river is low. Subscribe later.")
        assert 0 < make_shards([str(raw.raw)], str(to), engine="serial").made < 4
        make_shards([str(raw.raw)], str(tmp_path / "anew"), engine="serial")
        assert shards_of(tmp_path / "anew") == shards_of(to), "and what is of no use any more is gone"

    def test_takes_no_half_of_a_shard_for_whole(self, raw, tmp_path, monkeypatch):
        to = tmp_path / "made"

        def breaking(rows):
            yield [next(rows)]
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(making, "_batches", breaking)
            with pytest.raises(OSError, match="No space left"):
                make_shards([str(raw.raw)], str(to), engine="serial")
        assert {} == shards_of(to)
        assert 1 == make_shards([str(raw.raw)], str(to), engine="serial").made

    def test_does_nothing_where_the_title_of_the_corpus_is_another(self, raw, tmp_path):
        to = str(tmp_path / "made")
        assert 1 == make_shards([str(raw.raw)], to, engine="serial").made
        assert 0 == make_shards([str(raw.raw)], to, engine="serial", config=Config(title="Quiet towns")).made

    def test_refuses_a_folder_of_other_shards(self, raw, tmp_path, monkeypatch):
        to = str(tmp_path / "made")
        make_shards([str(raw.raw)], to, engine="serial")
        with pytest.raises(CorpusToolsError, match="has shards of other sources; give another folder"):
            make_shards([str(raw.raw / "alone.txt")], to, engine="serial")
        with pytest.raises(CorpusToolsError, match="has shards of other rules or names"):
            make_shards([str(raw.raw)], to, engine="serial", config=Config(max_bytes=10))
        assert 12 == len(table_of(tmp_path / "made"))

    def test_that_was_killed_leaves_whole_shards(self, raw, tmp_path):
        code = (
            "from corpustools.containers import places; places.FILES = 1\n"
            "from corpustools.shards.run import Here, make_shards\n"
            f"make_shards([{str(raw.raw)!r}], {str(tmp_path / 'made')!r}, engine='serial')"
        )
        folder = tmp_path / "made" / "shards"
        process = subprocess.Popen([sys.executable, "-c", code])
        while process.poll() is None and len(list(folder.glob("*.parquet"))) < 2:
            time.sleep(0.01)
        process.kill()
        process.wait()
        there = shards_of(tmp_path / "made")
        subprocess.run([sys.executable, "-c", code], check=True)
        after = shards_of(tmp_path / "made")
        assert 12 == len(after) == len(table_of(tmp_path / "made"))
        assert {name: data for name, data in there.items() if not name.startswith(".")}.items() <= after.items()

    def test_waits_for_another(self, raw, tmp_path):
        to = tmp_path / "made"
        make_shards([str(raw.raw)], str(to), engine="serial")
        waited = []
        with run._alone(Store(str(to)), None):
            code = (
                "import sys; from corpustools.shards.run import Here, make_shards\n"
                "def waiting(): print('waiting', flush=True)\n"
                f"make_shards([{str(raw.raw)!r}], {str(to)!r}, engine='serial', waiting=waiting)"
            )
            process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
            waited.append(process.stdout.readline())
        process.communicate()
        assert ["waiting\n"] == waited
        assert 0 == process.returncode

    def test_a_piece_whose_answer_is_lost_is_new_all_the_same(self, raw, tmp_path, small_pieces, monkeypatch):
        once = Here.map

        def twice(self, function, jobs):
            # As dask does it, where a worker dies between writing a shard and answering.
            return once(self, lambda engine, job: (function(engine, job), function(engine, job))[1], jobs)

        monkeypatch.setattr(Here, "map", twice)
        assert 4 == make_shards([str(raw.raw)], str(tmp_path / "shards"), engine="serial").made


@pytest.fixture(scope="module")
def cluster():
    """A cluster on this machine, as one would be started on several."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local:
        yield local


@pytest.mark.parametrize(("profiles", "phase"), [(True, "footprint"), (False, "document_of")])
def test_a_library_that_is_missing_makes_no_shard(raw, tmp_path, monkeypatch, profiles, phase):
    def fail(*_, **__):
        raise ModuleNotFoundError("No module named 'lexbor'")

    monkeypatch.setattr(reading, phase, fail)
    with pytest.raises(ModuleNotFoundError, match="lexbor"):
        make_shards([str(raw.raw)], str(tmp_path / "out"), config=Config(profiles=profiles), engine="serial")
    assert not list((tmp_path / "out").glob("shards/*"))


@pytest.mark.filterwarnings("default")  # those of dask are not ours
class TestDask:
    def test_a_worker_is_killed_in_the_middle(self, raw, tmp_path, small_pieces, cluster, monkeypatch):
        make_shards([str(raw.raw)], str(tmp_path / "serial"), engine="serial")
        killed = []

        def kill(what, done, _):
            # While it works on one of the shards that follow; its nanny starts another in its place.
            if what == "shards" and done == 1:
                pids = cluster_pids(cluster)
                os.kill(min(pids), signal.SIGKILL)
                killed.append(min(pids))

        report = make_shards(
            [str(raw.raw)], str(tmp_path / "dask"), engine="dask", scheduler=cluster.scheduler_address, progress=kill
        )
        assert killed
        assert 4 == report.made
        assert shards_of(tmp_path / "serial") == shards_of(tmp_path / "dask")

    def test_a_job_whose_worker_dies_is_done_by_another(self, cluster, tmp_path):
        with Cluster(cluster.scheduler_address, 2, Limits()) as engine:
            function = DiesOnce(with_engine_of, str(tmp_path / "seen"))
            assert ["11", "22", "33"] == list(engine.map(function, [1, 2, 3]))

    def test_a_function_that_workers_cannot_import_is_an_error_and_no_wait(self, cluster, tmp_path, monkeypatch):
        (tmp_path / "lonely.py").write_text("def job(engine, number):\n    return number\n")
        monkeypatch.syspath_prepend(tmp_path)
        with Cluster(cluster.scheduler_address, 2, Limits()) as engine:
            found = list(engine.map(importlib.import_module("lonely").job, [1, 2]))
            assert ["""ModuleNotFoundError("No module named 'lonely'")"""] * 2 == [repr(each) for each in found]
            assert ["44"] == list(engine.map(with_engine_of, [4])), "and the workers are as they were"

    def test_workers_are_asked_first_what_they_have(self, cluster, monkeypatch):
        mine = clusters._installed()
        assert re.fullmatch(r"corpustools \d[\w.]+ on Python \d+\.\d+", mine)
        with monkeypatch.context() as patch:
            patch.setattr(clusters, "_installed", lambda: "corpustools 99")
            with pytest.raises(EngineError, match=f"has {mine}, and here there is corpustools 99; install the same"):
                Cluster(cluster.scheduler_address, 1, Limits()).__enter__()
        ask = clusters._asks_what_is_installed()
        assert mine == ask()
        monkeypatch.setitem(sys.modules, "corpustools.engines.cluster", None)
        assert "no corpustools (import of corpustools.engines.cluster halted" in ask()

    @pytest.mark.parametrize(
        ("said", "why"),
        [(time.sleep, "cannot say which corpustools it has: TypeError"), (partial(time.sleep, 3), "do not answer")],
    )
    def test_a_worker_that_cannot_answer_is_an_error_and_no_wait(self, cluster, monkeypatch, said, why):
        monkeypatch.setattr(clusters, "_ANSWERING", 1.0)
        monkeypatch.setattr(clusters, "_asks_what_is_installed", lambda: said)
        with pytest.raises(EngineError, match=why):
            Cluster(cluster.scheduler_address, 1, Limits()).__enter__()

    def test_a_cluster_without_workers_is_an_error(self, monkeypatch):
        distributed = pytest.importorskip("distributed")
        monkeypatch.setattr(clusters, "_STARTING", 0.2)
        with (
            distributed.LocalCluster(n_workers=0, dashboard_address=None) as local,
            pytest.raises(EngineError, match="has no workers: start some, by `dask worker`"),
        ):
            Cluster(local.scheduler_address, 1, Limits()).__enter__()

    def test_no_scheduler_is_an_error(self, monkeypatch):
        monkeypatch.setattr(clusters, "_CONNECTING", 1)
        with pytest.raises(EngineError, match="does not answer"), Cluster("tcp://127.0.0.1:9", 1, Limits()):
            pass
        monkeypatch.setitem(sys.modules, "distributed", None)
        with pytest.raises(EngineError, match=r"pip install 'corpustools\[dask\]'"), Cluster(None, 1, Limits()):
            pass

    def test_other_rules_on_another_machine_are_an_error(self, raw, tmp_path):
        settings = sites.Settings(Config())
        with open_engine(1, Limits()) as engine, pytest.raises(EngineError, match="has other rules or another version"):
            run._Same(with_engine_of, settings, "something else")(engine, 1)


def cluster_pids(cluster):
    from distributed import Client

    with Client(cluster.scheduler_address) as client:
        return list(client.run(os.getpid).values())


class TestTheCommand:
    def run(self, *arguments):
        return CliRunner().invoke(main, ["process", *map(str, arguments)])

    def test_says_what_was_done(self, raw, tmp_path):
        result = self.run(raw.raw, "--to", tmp_path / "made", "--engine", "serial")
        assert 1 == result.exit_code
        assert "11 documents in 1 shard (1 new), 1 could not be read, 0 no documents" in result.stdout
        assert "could not be read: 1 × binary" in result.stdout

    def test_takes_the_settings_of_a_corpus(self, raw, tmp_path):
        (raw.root / "corpus.toml").write_text('[corpus]\nprofiles = false\ngazetteers = ["names.csv"]\n')
        (raw.root / "names.csv").write_text("kind,name\norganization,Orly Tower\n")
        self.run(raw.raw, "--to", tmp_path / "made", "--engine", "serial", "--corpus", raw.root)
        assert not (tmp_path / "made" / "footprints").exists()
        assert '"Orly Tower"' in table_of(tmp_path / "made")["alone.txt"]["record"]

    def test_names_fields(self, tmp_path):
        (tmp_path / "rows.jsonl").write_text('{"body": "The town is quiet."}\n')
        result = self.run(
            tmp_path / "rows.jsonl", "--to", tmp_path / "made", "--text-field", "body", "--engine", "serial"
        )
        assert 0 == result.exit_code
        assert ["The town is quiet."] == [row["text"] for row in table_of(tmp_path / "made").values()]

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (("--engine", "dask"), "--engine is for documents of a SOURCE"),
            (("a.warc",), "--to DIR is missing"),
            (("a.warc", "--to", "b", "--scheduler", "tcp://a:1"), "--scheduler goes with --engine dask"),
        ],
    )
    def test_says_what_does_not_go_together(self, arguments, says):
        result = self.run(*arguments)
        assert 2 == result.exit_code
        assert says in result.stderr


def test_a_corpus_that_is_taken_for_a_source_is_told(tmp_path):
    (tmp_path / "corpus.toml").write_text("[corpus]\n")
    said = " ".join(CliRunner().invoke(main, ["process", str(tmp_path)]).stderr.split())
    assert f"{tmp_path} is a corpus: `corpustools process --corpus {tmp_path}` reads it." in said


def test_an_engine_that_is_none_is_refused(tmp_path):
    with pytest.raises(EngineError, match="there is no engine 'proceses'; there are serial, processes, dask"):
        make_shards([str(tmp_path)], str(tmp_path / "made"), engine="proceses")
    assert not (tmp_path / "made").exists()
