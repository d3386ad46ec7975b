"""When Python looks for values that hold each other and nobody else holds, and when that may wait."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the search for cycles wait until a document is read; who switched it off, keeps it off.

    A page is thousands of small values, none of them in a cycle, and each few hundred of them Python would look all of
    them through again: 8 hundredths of the time of reading. What is left over is found right after the document.

    >>> import gc
    >>> with uncollected():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    if not gc.isenabled():
        yield
        return
    try:
        gc.disable()  # in here: a limit of time may strike at any step
        yield
    finally:
        gc.enable()
