"""Engines: the same answers wherever a function runs, and none lost when a process is."""

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
from types import SimpleNamespace

import pytest
from hostile_jobs import doubled, hostile, killed_once, never_ready, slept

from corpustools.engines import Limits, cores, limits, open_engine, processes, workers
from corpustools.engines.limits import within
from corpustools.engines.workers import answer, portable, work
from corpustools.errors import EngineError, UnreadableError

LIMITS = Limits(seconds=1, memory=500_000_000)


class StubbornError(Exception):
    def __reduce__(self):
        raise TypeError("this goes nowhere")


def said(found):
    return [getattr(each, "code", repr(each) if isinstance(each, Exception) else each) for each in found]


@pytest.fixture(scope="module")
def two():
    with open_engine(2, LIMITS) as engine:
        yield engine


class TestAnEngine:
    @pytest.mark.parametrize("many", [1, 2])
    def test_answers_in_order(self, many):
        with open_engine(many, Limits()) as engine:
            assert list(range(0, 400, 2)) == list(engine.map(doubled, range(200)))
            assert [] == list(engine.map(doubled, []))
            assert [2] == list(engine.map(doubled, [1]))

    @pytest.mark.parametrize("many", [1, 2])
    def test_goes_on_after_what_exceeds_its_limits(self, many):
        jobs = ["loop", "swallow", "pattern", "memory", "many", "error", "fine"]
        with open_engine(many, LIMITS) as engine:
            found = said(engine.map(hostile, jobs))
        too = ["too_slow"] * 3 + ["too_much_memory"] * 2
        assert [*too, "KeyError('nine')", "fine"] == found

    def test_goes_on_after_the_death_of_processes(self, two):
        jobs = ["fine", "killed", "fine", "exit", "ignores", "fine"]
        found = list(two.map(hostile, jobs))
        assert ["fine", "crashed", "fine", "crashed", "too_slow", "fine"] == said(found)
        assert "2 processes that read it died (SIGKILL)" == found[1].reason
        assert "2 processes that read it died (exit status 3)" == found[3].reason

    def test_blames_no_job_for_one_death(self, two, tmp_path):
        assert ["alive"] == list(two.map(killed_once, [str(tmp_path / "seen")]))

    def test_ends_what_waits_for_ever(self, monkeypatch):
        monkeypatch.setattr(processes, "_WAITING", 1)
        with open_engine(2, LIMITS) as engine:
            assert [0, "too_slow", 0] == said(engine.map(slept, [0, 60, 0]))

    def test_takes_jobs_as_it_needs_them(self, two):
        taken = []
        answers = two.map(doubled, (taken.append(number) or number for number in range(10_000)))
        assert 0 == next(answers)
        assert len(taken) <= 2 * processes._WINDOW + 1
        answers.close()
        assert [2, 4] == list(two.map(doubled, [1, 2])), "what was left of other jobs is no answer"

    def test_holds_few_answers(self, two, monkeypatch):
        monkeypatch.setattr(processes, "_HELD", 0)
        assert list(range(0, 40, 2)) == list(two.map(doubled, range(20)))

    def test_jobs_and_answers_may_be_larger_than_a_pipe_holds(self, two):
        large = [bytes(3_000_000)] * 12
        assert [2 * each for each in large] == list(two.map(doubled, large))

    def test_calls_the_function_that_it_was_told_last(self, two):
        assert [2, 4] == list(two.map(doubled, [1, 2]))
        assert [1, 2] == list(two.map(abs, [-1, -2]))

    def test_leaves_no_process_behind(self):
        with open_engine(2, Limits()) as engine:
            answers = engine.map(doubled, [1, 2, 3])
            next(answers)
            started = [worker.process.pid for worker in engine._workers]
            assert started
        for pid in started:
            with pytest.raises(ProcessLookupError):
                os.kill(pid, 0)

    def test_says_where_processes_cannot_be_started(self, monkeypatch):
        monkeypatch.setattr(processes, "work", os._exit)
        monkeypatch.setattr(processes, "Limits", int)
        with open_engine(2, Limits()) as engine, pytest.raises(EngineError, match="read in one process with --jobs 1"):
            list(engine.map(doubled, [1]))

    @pytest.mark.parametrize("size", [10, 1_000_000])
    def test_does_not_wait_for_ever_for_one_that_hangs_before_it_is_ready(self, monkeypatch, size):
        # A job that is larger than the pipe would wait there for somebody to read it, and nobody with it.
        monkeypatch.setattr(processes, "work", never_ready)
        monkeypatch.setattr(processes, "_STARTING", 0.1)
        with open_engine(2, Limits()) as engine, pytest.raises(EngineError, match="not ready after 0 seconds"):
            list(engine.map(len, ["a" * size]))

    def test_says_so_where_the_system_starts_none(self, two, monkeypatch):
        def refuse(self):
            raise ConnectionRefusedError(111, "Connection refused")

        with open_engine(2, Limits()) as engine:
            monkeypatch.setattr(engine._context.Process, "start", refuse)
            with pytest.raises(
                EngineError, match=r"could not be started \(.*Connection refused\); read in one process"
            ):
                list(engine.map(doubled, [1]))

    def test_says_what_a_script_lacks_that_starts_itself_again(self, tmp_path):
        (tmp_path / "corpus.toml").write_text('[corpus]\ntitle = "Two pages"\n', encoding="utf-8")
        (tmp_path / "raw").mkdir()
        for name in ("one", "two"):
            (tmp_path / "raw" / f"{name}.txt").write_text("The town is quiet today.", encoding="utf-8")
        script = tmp_path / "script.py"
        script.write_text(f"import corpustools\ncorpustools.open_corpus({str(tmp_path)!r}).process(jobs=2)\n")
        ran = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120)
        assert "could not be started" in ran.stderr
        assert 'keep what the script does below if __name__ == "__main__":' in ran.stderr

    def test_knows_its_cores(self, monkeypatch):
        assert 1 <= cores() <= (os.cpu_count() or 1)
        monkeypatch.delattr(os, "sched_getaffinity", raising=False)
        assert cores() == os.cpu_count()


class TestLimits:
    def test_are_gone_afterwards(self):
        before = signal.getsignal(signal.SIGVTALRM)
        with within(LIMITS):
            pass
        assert (0.0, 0.0) == signal.getitimer(signal.ITIMER_VIRTUAL)
        assert before == signal.getsignal(signal.SIGVTALRM)
        assert 600_000_000 == len(bytearray(600_000_000))

    def test_end_nothing_but_what_they_are_the_limits_of(self, monkeypatch):
        monkeypatch.setattr(limits, "_TRIES", 0)
        with pytest.raises(UnreadableError, match="longer than max_seconds"), within(LIMITS):
            signal.getsignal(signal.SIGVTALRM)(signal.SIGVTALRM, None)
        with within(LIMITS):
            end = signal.getsignal(signal.SIGVTALRM)
        end(signal.SIGVTALRM, None)  # as it comes where it strikes while the timer is put back

    def test_strike_in_code_of_others_last(self):
        # A tracer that takes a lock would never open it.
        others, ours = (SimpleNamespace(f_globals={"__name__": name}) for name in ("coverage", "corpustools.text"))

        def strike(frame, times):
            for _ in range(times):
                signal.getsignal(signal.SIGVTALRM)(signal.SIGVTALRM, frame)

        with within(LIMITS):
            strike(others, limits._TRIES)
        with pytest.raises(UnreadableError, match="longer than max_seconds"), within(LIMITS):
            strike(others, limits._TRIES + 1)
        with pytest.raises(UnreadableError, match="longer than max_seconds"), within(LIMITS):
            strike(ours, 1)

    def test_are_not_held_in_other_threads(self):
        seen = []

        def go():
            with within(LIMITS):
                seen.append(signal.getitimer(signal.ITIMER_VIRTUAL))

        thread = threading.Thread(target=go)
        thread.start()
        thread.join()
        assert [(0.0, 0.0)] == seen

    def test_leave_other_errors_alone(self):
        with pytest.raises(ValueError, match="mine"), within(LIMITS):
            raise ValueError("mine")


class TestAWorker:
    @pytest.fixture
    def pipe(self, monkeypatch):
        monkeypatch.setattr(workers.signal, "signal", lambda *_: None)
        monkeypatch.setattr(workers, "_leave_time", lambda *_: None)
        ours, theirs = multiprocessing.Pipe()
        thread = threading.Thread(target=work, args=(theirs, LIMITS))
        thread.start()
        yield ours
        ours.close()
        thread.join()

    def test_says_that_it_is_ready_and_answers_until_nobody_asks(self, pipe):
        assert workers.READY == pipe.recv_bytes()
        pipe.send_bytes(workers.FUNCTION)
        pipe.send_bytes(pickle.dumps(doubled))
        pipe.send_bytes(pickle.dumps(4))
        assert 8 == pickle.loads(pipe.recv_bytes())

    def test_pickles_any_error(self):
        assert "RuntimeError('StubbornError: of all')" == repr(portable(StubbornError("of all")))
        error = portable(UnreadableError("binary", "it is a PDF", advice="extract its text"))
        again = pickle.loads(pickle.dumps(error))
        assert ("binary", "it is a PDF", "extract its text") == (again.code, again.reason, again.advice)

    def test_answers_with_what_went_wrong(self, monkeypatch):
        monkeypatch.setattr(workers, "_leave_time", lambda *_: None)
        assert "KeyError('nine')" == repr(pickle.loads(answer(pickle.dumps(hostile), pickle.dumps("error"), LIMITS)))


def swallow_once():
    try:
        while True:
            pass
    except BaseException:  # as Python does in a callback of the garbage collector
        while True:
            pass


def test_a_timer_that_nothing_could_heed_strikes_again():
    with pytest.raises(UnreadableError, match="longer than max_seconds = 1"), within(LIMITS):
        swallow_once()
