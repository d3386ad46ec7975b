"""The engine that is a cluster: dask's, on this machine or on many.

Jobs here are long, such as a whole file of documents, and what they make is small; dask moves none of the documents.
A worker of dask holds no job to limits, and dies with what it reads. So a job on the cluster is given an engine of one
process beside the worker, and reads its documents there: what holds on one machine holds here.
"""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Self, TypeVar

from corpustools.engines.limits import Limits
from corpustools.engines.processes import Processes
from corpustools.errors import EngineError

if TYPE_CHECKING:
    from distributed import Client, Future, LocalCluster

    from corpustools.engines import Engine

Job = TypeVar("Job")
Answer = TypeVar("Answer")

_AHEAD = 4
"""Jobs for each thread of the cluster that the scheduler has, done or not: what one that is slow holds up."""


class Cluster:
    """Runs a function over jobs on the workers of dask, and gives it an engine of a process beside each.

    ``scheduler`` is the address of a running cluster; without it, one of ``workers`` processes is started here.

    Raises :class:`~corpustools.errors.EngineError` where dask is not installed or the scheduler does not answer.
    """

    def __init__(self, scheduler: str | None, workers: int, limits: Limits) -> None:
        self._scheduler = scheduler
        self._workers = workers
        self._limits = limits
        self._local: LocalCluster | None = None
        self.client: Client | None = None

    def __enter__(self) -> Self:
        try:
            from distributed import Client, LocalCluster
        except ImportError:
            raise EngineError("dask is not installed: pip install 'corpustools[dask]'") from None
        if self._scheduler is None:
            self._local = LocalCluster(n_workers=self._workers, threads_per_worker=1, dashboard_address=None)
        try:
            self.client = Client(self._scheduler or self._local, timeout=10)
        except (OSError, ValueError, TypeError) as error:
            raise EngineError(f"the scheduler {self._scheduler} does not answer: {error}") from error
        return self

    def __exit__(self, *_: object) -> None:
        if self.client is not None:
            self.client.close()
        if self._local is not None:
            self._local.close()

    def map(self, function: "Callable[[Engine, Job], Answer]", jobs: Iterable[Job]) -> Iterator[Answer | Exception]:
        """Yield the answer for each job, in order; that of one that several workers died of is an exception.

        A job whose worker is lost is done once more by another, so it must do no harm to do it twice.
        """
        assert self.client is not None, "the engine is used inside its with-block"
        pending: deque[Future[Answer]] = deque()
        more = iter(jobs)
        try:
            while True:
                most = _AHEAD * max(1, sum(self.client.nthreads().values()))
                while len(pending) < most and (job := next(more, None)) is not None:
                    pending.append(self.client.submit(_with_engine, function, job, self._limits, pure=False))
                if not pending:
                    return
                yield _answer(pending.popleft())
        finally:
            self.client.cancel(list(pending))


def _answer(future: "Future[Answer]") -> Answer | Exception:
    try:
        done: Answer = future.result()
        return done
    except Exception as error:
        return error


def _with_engine(function: "Callable[[Engine, Job], Answer]", job: Job, limits: Limits) -> Answer:
    """Do a job on a worker of dask, with an engine of its own."""
    # Nannies start workers as daemons, which may not start processes. Those started here outlive no worker: each ends
    # when its pipe is closed, by whatever.
    multiprocessing.current_process().daemon = False
    with Processes(1, limits) as engine:
        return function(engine, job)
