"""Questions about the corpus that have the same answer for as long as pages are written."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import wraps
from itertools import count
from typing import Any, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

_answers: list[dict[Hashable, Any]] = []
_moments: list[tuple[int, ...]] = []
_number = count()


@contextmanager
def steady() -> Iterator[None]:
    """Hold what :func:`asked_once` answers, and look at no file again to see whether it changed.

    A build shows the corpus as it was processed. The page of a document asked some twenty times for the corpus and its
    entities, and each time for the time of a file or two: a twentieth of what the page took.
    """
    _answers.append({})
    _moments.append((next(_number),))
    try:
        yield
    finally:
        _answers.pop()
        _moments.pop()


def moment() -> tuple[int, ...] | None:
    """Return what stands for the stamp of each file of the corpus while it is :func:`steady`; else nothing."""
    return _moments[-1] if _moments else None


def asked_once(question: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Ask a question once while the corpus is :func:`steady`, and each time otherwise; it must take hashable values.

    >>> asked = []
    >>> note = asked_once(asked.append)
    >>> with steady():
    ...     note("corpus.toml"), note("corpus.toml")
    (None, None)
    >>> note("state.sqlite"), note("state.sqlite"), asked
    (None, None, ['corpus.toml', 'state.sqlite', 'state.sqlite'])
    """

    @wraps(question)
    def answer(*args: Asked.args, **named: Asked.kwargs) -> Answer:
        if not _answers:
            return question(*args, **named)
        held, key = _answers[-1], (question, *args, *named.items())
        try:
            found: Answer = held[key]
        except KeyError:
            found = held[key] = question(*args, **named)
        return found

    return answer
