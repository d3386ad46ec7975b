"""The engine that is a cluster: dask's, on this machine or on many.

Jobs here are long, such as a whole file of documents, and what they make is small; dask moves none of the documents.
A worker of dask holds no job to limits, and dies with what it reads. So a job on the cluster is given an engine of one
process beside the worker, and reads its documents there: what holds on one machine holds here.

A message to a worker that it cannot unpickle, because a module is missing there, breaks its connection with the
scheduler, and the job waits for ever. So what is sent is bytes, which are unpickled where an error is an answer, and
each worker is asked first whether it can do that.
"""

import multiprocessing
import pickle
import platform
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Self, TypeVar

from corpustools.engines.limits import Limits
from corpustools.engines.processes import Processes
from corpustools.errors import EngineError

if TYPE_CHECKING:
    from distributed import Client, Future, LocalCluster

    from corpustools.engines import Engine

Job = TypeVar("Job")
Answer = TypeVar("Answer")

_CONNECTING = 10.0
"""Seconds until the scheduler has answered, at most."""

_STARTING = 60.0
"""Seconds until there is a worker, at most."""

_ANSWERING = 120.0
"""Seconds until all workers have said what is installed there, at most: they have to import it first."""

_AHEAD = 4
"""Jobs for each thread of the cluster that the scheduler has, done or not: what one that is slow holds up."""


class Cluster:
    """Runs a function over jobs on the workers of dask, and gives it an engine of a process beside each.

    ``scheduler`` is the address of a running cluster; without it, one of ``workers`` processes is started here.

    Raises :class:`~corpustools.errors.EngineError` where dask is not installed, the scheduler does not answer or has no
    workers, or a worker has another version of corpustools or of Python, or none.

    Nothing is started before it is entered:

    >>> cluster = Cluster("tcp://scheduler.example:8786", workers=2, limits=Limits())
    >>> cluster.client is None
    True
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
            self.client = Client(self._scheduler or self._local, timeout=_CONNECTING)
        except (OSError, ValueError, TypeError) as error:
            raise EngineError(f"the scheduler {self._scheduler} does not answer: {error}") from error
        try:
            self._check(self.client)
        except BaseException:
            self.__exit__()
            raise
        return self

    def _check(self, client: "Client") -> None:
        """See that there are workers, and that each has what this process has."""
        try:
            client.wait_for_workers(1, timeout=_STARTING)
        except TimeoutError:
            raise EngineError(
                f"the scheduler {self._scheduler or 'here'} has no workers: start some, by `dask worker`"
            ) from None
        try:
            # Client.run, with an end to it. It does not wait for what workers are busy with.
            asked = client.sync(client._run, _asks_what_is_installed(), on_error="return", callback_timeout=_ANSWERING)
        except TimeoutError:
            raise EngineError(
                f"the workers of {self._scheduler or 'the cluster here'} do not answer for {_ANSWERING:.0f} seconds"
            ) from None
        mine = _installed()
        for worker, found in asked.items():
            if isinstance(found, Exception):
                why = f"{type(found).__name__}: {found}"
                raise EngineError(f"the worker {worker} cannot say which corpustools it has: {why}")
            if found != mine:
                raise EngineError(
                    f"the worker {worker} has {found}, and here there is {mine}; install the same on all machines"
                )

    def __exit__(self, *_: object) -> None:
        if self.client is not None:
            self.client.close()
        if self._local is not None:
            self._local.close()

    def map(self, function: "Callable[[Engine, Job], Answer]", jobs: Iterable[Job]) -> Iterator[Answer | Exception]:
        """Yield in order what the function, called with an engine and a job, returns for each job.

        The answer for one that several workers died of is an exception.

        A job whose worker is lost is done once more by another, so it must do no harm to do it twice.

        >>> next(Cluster(None, workers=1, limits=Limits()).map(len, ["one"]))
        Traceback (most recent call last):
        AssertionError: the engine is used inside its with-block
        """
        assert self.client is not None, "the engine is used inside its with-block"
        pending: deque[Future[Answer]] = deque()
        more, call = iter(jobs), _calls_with_engine()
        try:
            while True:
                most = _AHEAD * max(1, sum(self.client.nthreads().values()))
                while len(pending) < most and (job := next(more, None)) is not None:
                    told = pickle.dumps((function, job, self._limits))
                    pending.append(self.client.submit(call, told, pure=False))
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


def _installed() -> str:
    """Say what a worker has to have, too."""
    from corpustools import __version__

    return f"corpustools {__version__} on Python {'.'.join(platform.python_version_tuple()[:2])}"


# Functions inside functions are sent as they are, not by their names: no module has to be there to receive them.


def _asks_what_is_installed() -> Callable[[], str]:
    def ask() -> str:
        try:
            from corpustools.engines.cluster import _installed
        except ImportError as error:
            return f"no corpustools ({error})"
        return _installed()

    return ask


def _calls_with_engine() -> Callable[[bytes], Any]:
    def call(told: bytes) -> Any:
        from corpustools.engines.cluster import with_engine

        return with_engine(told)

    return call


def with_engine(told: bytes) -> Any:
    """Do a job on a worker of dask, with an engine of its own; ``told`` is a pickle of function, job and limits.

    >>> with_engine(pickle.dumps((dict.get, {}, Limits())))
    Traceback (most recent call last):
    TypeError: descriptor 'get' for 'dict' objects doesn't apply to a 'Processes' object
    """
    function, job, limits = pickle.loads(told)
    # Nannies start workers as daemons, which may not start processes. Those started here outlive no worker: each ends
    # when its pipe is closed, by whatever.
    multiprocessing.current_process().daemon = False
    with Processes(1, limits) as engine:
        return function(engine, job)
