"""The engine that is this process: one job after the other."""

from collections.abc import Callable, Iterable, Iterator
from typing import Self

from corpustools.engines.limits import Limits, within
from corpustools.engines.workers import Answer, Job


class Serial:
    """Runs a function over jobs in this process, held to their limits by :func:`~corpustools.engines.limits.within`.

    >>> with Serial(Limits()) as engine:
    ...     list(engine.map(int, ["1", "two"]))
    [1, ValueError("invalid literal for int() with base 10: 'two'")]
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def map(self, function: Callable[[Job], Answer], jobs: Iterable[Job]) -> Iterator[Answer | Exception]:
        """Yield the answer for each job, in order."""
        for job in jobs:
            try:
                with within(self._limits):
                    answer: Answer | Exception = function(job)
            except Exception as error:
                answer = error
            yield answer
