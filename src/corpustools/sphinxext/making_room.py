"""Making room in memory for another program."""

import ctypes
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

    What is freed between things that stay is kept by glibc for what is asked for next: 40 MB where the pages of 10,000
    documents were written. Of the summaries of all documents, 70 MB, little goes back to the system, since Python gives
    back whole mebibytes; but what is made next has room in them. Other C libraries do without.
    """
    for forget in _forget:
        forget()
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
