"""Keys of caches that are told apart by what they are, not by what they are like."""

from typing import Generic, TypeVar

Held = TypeVar("Held")


class Same(Generic[Held]):
    """A key of a cache that holds something large: it is equal where it holds that very object, which is not compared.

    >>> one, other = ["a list"], ["a list"]
    >>> Same(one) == Same(one), Same(one) == Same(other)
    (True, False)
    """

    def __init__(self, held: Held) -> None:
        self.held = held

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.held is self.held

    def __hash__(self) -> int:
        return id(self.held)
