"""The engine of several processes beside this one, which outlives any of them.

Each process has a pipe of its own and answers one job after the other, so it is known which job a process died of.
The library's own pools do not tell: one forgets the job and waits for ever, the other gives up all of them.
"""

import contextlib
import pickle
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Self

from corpustools.engines.limits import Limits, too_slow
from corpustools.engines.workers import FUNCTION, READY, Answer, Job, work
from corpustools.errors import EngineError, UnreadableError

_AHEAD = 2
"""Jobs that a process has: the one it does, and the one that it need not wait for after that."""

_SMALL = 64_000
"""Bytes that a pipe holds until they are read; who is sent more must be reading, or both sides wait for each other."""

_WINDOW = 16
"""Jobs for each process between the one whose answer is next and the last one handed out."""

_HELD = 64_000_000
"""Bytes of jobs and of answers that wait for their turn, beyond which no more jobs are handed out."""

_WAITING = 10
"""How many times its seconds of processor time a job may take by the clock, when it waits for a disk or a network."""

_STARTING = 300.0
"""Seconds by the clock in which a process has to be ready. Copies of a process with threads may wait for ever."""

_DEATHS = 2
"""How often processes may die of a job; the first may have been none of its fault."""


@dataclass(slots=True, eq=False)
class _Task:
    """A job on its way; ``answer`` is pickled until its turn comes."""

    job: bytes
    answer: bytes | Exception | None = None
    deaths: int = 0


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, the jobs that it has, and since when it does the first of them, or starts while it is not ``ready``.

    ``function`` is the one that it was told, pickled.
    """

    process: BaseProcess
    pipe: Connection
    tasks: deque[_Task] = field(default_factory=deque)
    since: float = field(default_factory=time.monotonic)
    ready: bool = False
    overdue: bool = False
    function: bytes = b""

    def has_room(self, job: bytes) -> bool:
        """Say whether the job can be sent at once, or would wait in the pipe for nobody."""
        return len(self.tasks) < _AHEAD if len(job) <= _SMALL else self.ready and not self.tasks

    def due(self, seconds: float) -> float:
        """Return when it is overdue, if a job may take so many seconds."""
        return self.since + (seconds if self.ready else _STARTING)


class Processes:
    """Runs a function over jobs in processes that are started as they are needed.

    The function and the jobs have to be such as ``pickle`` takes. A script that uses this keeps what it does
    below ``if __name__ == "__main__":``, as ``multiprocessing`` asks for.

    >>> with Processes(2, Limits()) as engine:
    ...     list(engine.map(len, ["one", "three"]))
    [3, 5]

    Raises :class:`~corpustools.errors.EngineError` where a process cannot be started.
    """

    def __init__(self, processes: int, limits: Limits) -> None:
        self._most = processes
        self._limits = limits
        self._workers: list[_Worker] = []
        self._context: BaseContext = get_context("spawn")
        if "forkserver" in get_all_start_methods():
            self._context = get_context("forkserver")
            # Loaded once, and shared by the processes that are copied from there.
            self._context.set_forkserver_preload(["corpustools.engines.preloaded"])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def map(self, function: Callable[[Job], Answer], jobs: Iterable[Job]) -> Iterator[Answer | Exception]:
        """Yield the answer for each job, in order."""
        told = pickle.dumps(function)
        pending = (_Task(pickle.dumps(job)) for job in jobs)
        window: deque[_Task] = deque()
        todo: deque[_Task] = deque()
        more = True
        try:
            while True:
                while more and len(window) < _WINDOW * self._most and _size(window) <= _HELD:
                    task = next(pending, None)
                    if task is None:
                        more = False
                    else:
                        window.append(task)
                        todo.append(task)
                        self._hand_out(todo, told)
                self._hand_out(todo, told)
                while window and (said := window[0].answer) is not None:
                    window.popleft()
                    yield pickle.loads(said) if isinstance(said, bytes) else said
                    self._listen(todo, patient=False)
                    self._hand_out(todo, told)
                    if more:
                        break
                else:
                    if not window and not more:
                        return
                    self._listen(todo, patient=True)
        finally:
            if window:
                self._stop()

    def _hand_out(self, todo: deque[_Task], told: bytes) -> None:
        """Give jobs to those who have the least, and start processes while all that there are have one."""
        while todo:
            worker = min(self._workers, key=lambda each: len(each.tasks), default=None)
            if (worker is None or worker.tasks) and len(self._workers) < self._most:
                worker = self._start()
            if worker is None or not worker.has_room(todo[0].job):
                return
            if not worker.tasks and worker.ready:
                worker.since = time.monotonic()
            worker.tasks.append(todo.popleft())
            # One that has died in the meantime is found by those who listen.
            with contextlib.suppress(OSError):
                if worker.function != told:
                    worker.pipe.send_bytes(FUNCTION)
                    worker.pipe.send_bytes(told)
                    worker.function = told
                worker.pipe.send_bytes(worker.tasks[-1].job)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=work, args=(theirs, self._limits), daemon=True)  # type: ignore[attr-defined]
        try:
            process.start()
        except (OSError, EOFError) as error:
            # The process that they are copied from died: there is no memory, or Python itself may not be started.
            raise _not_started(str(error)) from error
        theirs.close()
        self._workers.append(_Worker(process, ours))
        return self._workers[-1]

    def _listen(self, todo: deque[_Task], *, patient: bool) -> None:
        """Take what answers there are; wait for one, or for the next job to be overdue, where there is time."""
        busy = [worker for worker in self._workers if worker.tasks or not worker.ready]
        most = _WAITING * self._limits.seconds
        due = min((worker.due(most) for worker in busy), default=time.monotonic() + most)
        ready = wait([worker.pipe for worker in busy], max(0.0, due - time.monotonic()) if patient else 0)
        for worker in busy:
            if worker.pipe in ready:
                try:
                    said = worker.pipe.recv_bytes()
                except (EOFError, OSError):
                    self._bury(worker, todo)
                    continue
                if worker.ready:
                    worker.tasks.popleft().answer = said
                elif said != READY:  # pragma: no cover  (a process says this first, or nothing)
                    raise EngineError(f"a process for reading said {said[:80]!r} before it was given anything")
                worker.ready = True
                worker.since = time.monotonic()
            elif time.monotonic() > worker.due(most):
                worker.overdue = True
                worker.process.kill()

    def _bury(self, worker: _Worker, todo: deque[_Task]) -> None:
        """Say what the job was that a process died of, and give the jobs behind it to others."""
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join()
        code = worker.process.exitcode or 0
        worker.process.close()
        if not worker.ready:
            raise _not_started(f"not ready after {_STARTING:.0f} seconds" if worker.overdue else _how(code))
        culprit = worker.tasks.popleft()
        todo.extendleft(reversed(worker.tasks))
        culprit.deaths += 1
        if worker.overdue or code == -getattr(signal, "SIGXCPU", 0):
            culprit.answer = too_slow(self._limits)
        elif culprit.deaths < _DEATHS:
            todo.appendleft(culprit)
        else:
            culprit.answer = UnreadableError(
                "crashed",
                f"{_DEATHS} processes that read it died ({_how(code)})",
                advice="see whether the machine ran out of memory, remove the note in quarantine/, and process again",
            )

    def _stop(self) -> None:
        """End all processes, whatever they do: they write nothing."""
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()
            worker.process.close()
        self._workers = []


def _size(window: Iterable[_Task]) -> int:
    return sum(len(task.job) + len(task.answer if isinstance(task.answer, bytes) else b"") for task in window)


def _not_started(why: str) -> EngineError:
    return EngineError(f"a process for reading could not be started ({why}); read in one process with --jobs 1")


def _how(code: int) -> str:
    """Say how a process ended.

    >>> _how(-9), _how(1)
    ('SIGKILL', 'exit status 1')
    """
    if code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit status {code}"
