"""What a worker process does: it takes jobs from a pipe and puts answers into it, until the pipe is closed."""

import pickle
import signal
from functools import lru_cache
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from corpustools.engines.limits import Limits, resource, within

Job = TypeVar("Job")
Answer = TypeVar("Answer")

READY = b"ready"
"""What a worker says first, when it has all it needs."""

FUNCTION = b"function"
"""What it is told before a function instead of a job: what is to be called from now on. No pickle looks like this."""

GRACE = 2
"""Seconds that a job has to end itself when its time is up, before the system ends the process."""


def work(pipe: Connection, limits: Limits) -> None:
    """Answer jobs in the order they come.

    A job is what to call the function with that was sent before it; both are pickled. An answer is what the function
    returned, or the exception that it raised. Where nobody is at the other end any more, there is nothing left to do.
    """
    # Ctrl-C is for the process that started this one, which then ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        pipe.send_bytes(READY)
        function = b""
        while True:
            job = pipe.recv_bytes()
            if job == FUNCTION:
                function = pipe.recv_bytes()
            else:
                # Here and not in the answer, which its example asks for: the tests' own process was ended by it.
                _leave_time(limits)
                pipe.send_bytes(answer(function, job, limits))
    except (EOFError, OSError):
        return


def answer(function: bytes, job: bytes, limits: Limits) -> bytes:
    """Do one pickled job within its limits and pickle the answer.

    >>> pickle.loads(answer(pickle.dumps(len), pickle.dumps("four"), Limits()))
    4
    """
    said: Any
    try:
        call, given = _function(function), pickle.loads(job)
        with within(limits):
            said = call(given)
            return pickle.dumps(said)
    except Exception as error:
        return pickle.dumps(portable(error))


@lru_cache(maxsize=1)
def _function(pickled: bytes) -> Any:
    return pickle.loads(pickled)


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
