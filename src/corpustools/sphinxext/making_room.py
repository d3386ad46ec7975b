"""Making room in memory for another program."""

import ctypes
import gc
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

Cached = TypeVar("Cached", bound=Any)

_forget: list[Callable[[], None]] = []


def until_room_is_made(answer: Cached) -> Cached:
    """Let :func:`make_room` clear what a function that is cached remembers; whoever asks it again waits for it again.

    >>> from functools import cache
    >>> answer = until_room_is_made(cache(str.upper))
    >>> answer("ferry"), answer.cache_info().currsize, make_room(), answer.cache_info().currsize
    ('FERRY', 1, None, 0)
    """
    _forget.append(answer.cache_clear)
    return answer


def make_room() -> None:
    """Forget what is remembered of the corpus, and let the system have the memory that nothing holds any more.

    What is freed between things that stay is kept by glibc for what is asked for next; other C libraries do without.
    Python gives back whole mebibytes, so that more stays than is held: where the pages and the concordance of 10,000
    documents were written, 255 of 332 MB.
    """
    for forget in _forget:
        forget()
    # The tree of a page that was read for its words holds itself: of the page of rules, 15 MB.
    gc.collect()
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
