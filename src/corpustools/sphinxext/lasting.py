"""What lasts as long as a build is kept from the garbage collector.

A summary of each document, the lists, and what Sphinx makes of them are millions of values, hardly any of them in a
cycle. Python looks them all through whenever enough new ones were made: at ten thousand documents that took 2.6 of the
16 seconds of processor time of a build in which one document had changed, and in a build from nothing a twentieth of
the time in which pages are written.
"""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

from sphinx.application import Sphinx


@contextmanager
def made_to_last() -> Iterator[None]:
    """Let the search for cycles wait while something is made that lasts, and keep it from all that there is then.

    Who switched the search off, keeps it off.

    >>> before = gc.get_freeze_count()
    >>> with made_to_last():
    ...     lists, searching = [[number] for number in range(1000)], gc.isenabled()
    >>> searching, gc.isenabled(), gc.get_freeze_count() - before > 1000
    (False, True, True)
    >>> gc.unfreeze()
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


def keep() -> None:
    """Keep the collector from what there is now, up to the end of the build, and be rid of the rest.

    What was kept before is not looked through again.
    """
    gc.collect()
    gc.freeze()


@contextmanager
def seldom_searched() -> Iterator[None]:
    """Let the search for cycles come after fifty thousand new values, where it comes after seven hundred.

    A page is made of some thousands that hold each other nowhere: it took a fortieth of the time of each.

    >>> with seldom_searched():
    ...     gc.get_threshold()[0]
    50000
    >>> gc.get_threshold()[0] < 50000
    True
    """
    before = gc.get_threshold()
    gc.set_threshold(50_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def give_back(app: Sphinx, exception: Exception | None) -> None:
    """Let what is left of a build be found: a process may go on to another."""
    gc.unfreeze()


def setup(app: Sphinx) -> None:
    """Register the end of a build, and of the process.

    To look for cycles in all that there is, before the system takes back the whole memory, took a second.
    """
    app.connect("build-finished", give_back, priority=1000)
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
