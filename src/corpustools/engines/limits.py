"""How much one document may take: seconds of a processor, and memory."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

from corpustools.errors import UnreadableError

resource: Any
try:
    resource = import_module("resource")
except ImportError:  # pragma: no cover  (Windows has no such limits)
    resource = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may take: ``seconds`` of processor time, and ``memory`` in bytes beyond what was in use before it.

    >>> Limits(seconds=2, memory=1_000_000_000).seconds
    2
    """

    seconds: int = 60
    memory: int = 2_000_000_000


_AGAIN = 1.0
"""The seconds of processor time after which a timer that was not heeded strikes again."""

_TRIES = 10
_STEP = 0.05
"""How many times, and at which seconds of processor time, it is tried to strike in code of this package.

What is raised in the middle of other code may leave a lock behind that nobody opens any more: whoever measures the
coverage of tests takes one in the middle of everything, and then waited for it for ever.
"""


class _TimeIsUpError(BaseException):
    """Ends a job from within. It is no ``Exception``, so that nothing that tries another way takes it for a failure."""


def too_slow(limits: Limits) -> UnreadableError:
    """Say that a document took too long.

    >>> print(too_slow(Limits(seconds=5)))
    reading it took longer than max_seconds = 5 allows; raise max_seconds in corpus.toml, or split the file
    """
    return UnreadableError(
        "too_slow",
        f"reading it took longer than max_seconds = {limits.seconds} allows",
        advice="raise max_seconds in corpus.toml, or split the file",
    )


def too_much_memory(limits: Limits) -> UnreadableError:
    """Say that a document took too much memory.

    >>> print(too_much_memory(Limits(memory=5_000)))
    reading it took more memory than max_memory = 5000 allows; raise max_memory in corpus.toml, or split the file
    """
    return UnreadableError(
        "too_much_memory",
        f"reading it took more memory than max_memory = {limits.memory} allows",
        advice="raise max_memory in corpus.toml, or split the file",
    )


@contextmanager
def within(limits: Limits) -> Iterator[None]:
    """Hold what is done to the limits, as far as a process can hold itself to them.

    Raises :class:`~corpustools.errors.UnreadableError` where they are exceeded. Time is looked at between steps of
    Python, so a step that is one long call of another language is not cut short; :class:`Processes
    <corpustools.engines.processes.Processes>` ends the process then. In a thread that is not the main one, and on
    systems without such limits, nothing is limited.

    >>> with within(Limits(seconds=1)):
    ...     while True:
    ...         pass
    Traceback (most recent call last):
    corpustools.errors.UnreadableError: reading it took longer than max_seconds = 1 allows; ...
    """
    if resource is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    runs, tries = True, _TRIES

    def end(signum: int, frame: FrameType | None) -> None:
        nonlocal tries
        if runs and (tries == 0 or _is_ours(frame)):
            signal.setitimer(signal.ITIMER_VIRTUAL, _AGAIN, _STEP)
            raise _TimeIsUpError
        tries = max(0, tries - 1)

    before = signal.signal(signal.SIGVTALRM, end)
    try:
        try:
            _limit_memory(limits, soft, hard)
            # Where it strikes in a finalizer or a callback of the garbage collector, Python swallows what is raised.
            signal.setitimer(signal.ITIMER_VIRTUAL, limits.seconds, _STEP)
            yield
        finally:
            # What strikes from here on, strikes nothing: the timer and the limit are put back whatever happens.
            runs = False
    except _TimeIsUpError:
        raise too_slow(limits) from None
    except MemoryError:
        # What was allocated goes with the frames of the error; without them there is room to say so.
        raise too_much_memory(limits) from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _is_ours(frame: FrameType | None) -> bool:
    return frame is not None and str(frame.f_globals.get("__name__")).startswith("corpustools.")


def _limit_memory(limits: Limits, soft: int, hard: int) -> None:
    """Let the process have so much more memory than it has; a stricter limit that it is under stays."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:  # pragma: no cover  (not Linux, where alone this limit is held)
        return
    most = pages * resource.getpagesize() + limits.memory
    if not 0 <= soft <= most:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
