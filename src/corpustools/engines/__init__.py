"""Where the pure function runs: in this process, or in several beside it. The answers are the same.

An engine is given a function and jobs, and yields an answer for each job, in the order of the jobs. A job that
exceeds its limits, or whose process dies, is answered by an :class:`~corpustools.errors.UnreadableError`, and the
others go on.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from corpustools.engines.limits import Limits
from corpustools.errors import EngineError

__all__ = ["Engine", "Limits", "cores", "open_engine", "refuse_to_start_again"]

Job = TypeVar("Job")
Answer = TypeVar("Answer")


class Engine(Protocol):
    """Runs a function over jobs.

    What has such a method is one, so a function that needs many documents read need not know where that is:

    >>> def lengths(engine: Engine, texts):
    ...     return list(engine.map(len, texts))
    >>> with open_engine(1, Limits()) as engine:
    ...     lengths(engine, ["one", "three"])
    [3, 5]
    """

    def map(self, function: Callable[[Job], Answer], jobs: Iterable[Job]) -> Iterator[Answer | Exception]:
        """Yield what ``function`` returns for each of ``jobs``, or the exception that it raised, in their order.

        ``jobs`` are taken as they are needed, and few answers are held at a time.
        """
        ...


def cores() -> int:
    """Return the number of processor cores that this process may use.

    >>> cores() >= 1
    True
    """
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def open_engine(processes: int, limits: Limits) -> AbstractContextManager[Engine]:
    """Make an engine of so many processes; of one, it is this process itself.

    >>> with open_engine(1, Limits()) as engine:
    ...     list(engine.map(len, ["one", "three"]))
    [3, 5]
    """
    if processes > 1:
        from corpustools.engines.processes import Processes

        return Processes(processes, limits)
    from corpustools.engines.serial import Serial

    return Serial(limits)


def refuse_to_start_again() -> None:
    """Raise :class:`~corpustools.errors.EngineError` in a process that is being started and runs its script for that.

    Each process runs the script of the one that started it, but for what stands below ``if __name__ ==
    "__main__":``. Where all of it stands above, the new process would ask for the lock that the old one holds until
    the new one has answered.

    >>> refuse_to_start_again()
    """
    # Told by multiprocessing itself, in the same way, when such a process starts another.
    loaded = sys.modules.get("multiprocessing.process")
    if loaded is not None and getattr(loaded.current_process(), "_inheriting", False):
        raise EngineError(
            "this process was started for reading, and runs its script once more; "
            'keep what the script does below if __name__ == "__main__":'
        )
