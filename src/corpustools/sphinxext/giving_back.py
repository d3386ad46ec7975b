"""Giving memory back to the system before another program needs it."""

import ctypes
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

Cached = TypeVar("Cached", bound=Any)

_forget: list[Callable[[], None]] = []


def until_given_back(answer: Cached) -> Cached:
    """Let :func:`give_back` clear what a function that is cached remembers; whoever asks it again waits for it again.

    >>> from functools import cache
    >>> answer = until_given_back(cache(str.upper))
    >>> answer("ferry"), answer.cache_info().currsize, give_back(), answer.cache_info().currsize
    ('FERRY', 1, None, 0)
    """
    _forget.append(answer.cache_clear)
    return answer


def give_back() -> None:
    """Forget what is remembered of the corpus, and let the system have the memory that nothing holds any more.

    What is freed between things that stay is kept by glibc, for what is asked for next: 50 MB where the pages of 10,000
    documents were written, beside the 70 MB of their summaries. Other C libraries do without.
    """
    for forget in _forget:
        forget()
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
