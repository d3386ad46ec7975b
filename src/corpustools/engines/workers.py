"""What a worker process does: it takes jobs from a pipe and puts answers into it, until the pipe is closed."""

import pickle
import signal
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from corpustools.engines.limits import Limits, resource, within

Job = TypeVar("Job")
Answer = TypeVar("Answer")

READY = b"ready"
"""What a worker says first, when it has all it needs."""

GRACE = 2
"""Seconds that a job has to end itself when its time is up, before the system ends the process."""


def work(pipe: Connection, limits: Limits) -> None:
    """Answer jobs in the order they come.

    A job is a pickled pair of a function and what to call it with. An answer is what the function returned, or the
    exception that it raised. Where nobody is at the other end any more, there is nothing left to do.
    """
    # Ctrl-C is for the process that started this one, which then ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        pipe.send_bytes(READY)
        while True:
            pipe.send_bytes(answer(pipe.recv_bytes(), limits))
    except (EOFError, OSError):
        return


def answer(job: bytes, limits: Limits) -> bytes:
    """Do one pickled job within its limits and pickle the answer.

    >>> pickle.loads(answer(pickle.dumps((len, "four")), Limits()))
    4
    """
    said: Any
    try:
        function, given = pickle.loads(job)
        _leave_time(limits)
        with within(limits):
            said = function(given)
            return pickle.dumps(said)
    except Exception as error:
        return pickle.dumps(portable(error))


def portable(error: Exception) -> Exception:
    """Return an exception that goes through a pipe: the same where it can, else one that says what it said.

    >>> portable(ValueError("no"))
    ValueError('no')
    """
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _leave_time(limits: Limits) -> None:
    """Let the system end this process where a step takes longer than a job may and cannot be cut short from within."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        soft = int(used.ru_utime + used.ru_stime) + limits.seconds + GRACE
        if hard == resource.RLIM_INFINITY or soft < hard:
            resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
