"""Some words of a passage, with those that matter marked."""

import re
from collections.abc import Iterable
from typing import NamedTuple


class Part(NamedTuple):
    """Words of an excerpt; ``is_marked`` says whether they are those that it is about."""

    text: str
    is_marked: bool


_SPACE = re.compile(r"\s+")
# A cut goes to the border of a word, where one is near; what is written without spaces is cut anywhere.
_LONGEST_WORD = 24


def around(text: str, places: Iterable[tuple[int, int]], width: int = 260) -> tuple[Part, ...]:
    """Cut ``text`` to about ``width`` characters around the first of ``places``, and mark all that are inside.

    ``places`` are start and end of words in ``text``, in order, and not empty. White space is folded.

    >>> around("The town is quiet,\\n says Jane Roe.", [(4, 8), (25, 33)])
    (Part(text='The ', is_marked=False), Part(text='town', is_marked=True),
     Part(text=' is quiet, says ', is_marked=False), Part(text='Jane Roe', is_marked=True),
     Part(text='.', is_marked=False))
    >>> [part.text for part in around("It is said in the town that nobody knows why.", [(18, 22)], width=24)]
    ['… in the ', 'town', ' that nobody…']
    """
    held = list(places)
    start, end = _window(text, *held[0], width)
    parts = []
    at = start
    for first, last in held:
        if at <= first and last <= end:
            parts += [Part(text[at:first], False), Part(text[first:last], True)]
            at = last
    parts.append(Part(text[at:end], False))
    if start > 0:
        parts[0] = Part(f"… {parts[0].text.lstrip()}", False)
    if end < len(text):
        parts[-1] = Part(f"{parts[-1].text.rstrip()}…", False)
    return tuple([Part(_folded(part.text), part.is_marked) for part in parts if part.text])


def _folded(text: str) -> str:
    # What is printable has no white space but spaces.
    return text if text.isprintable() and "  " not in text else _SPACE.sub(" ", text)


def _window(text: str, first: int, last: int, width: int) -> tuple[int, int]:
    """Find where to cut so that what stands at ``first`` to ``last`` is inside, with more after it than before."""
    start = 0 if len(text) <= width else max(first - width // 3, 0)
    end = min(max(start + width, last), len(text))
    if start > 0:
        space = text.find(" ", start, min(start + _LONGEST_WORD, first))
        start = start if space < 0 else space + 1
    if end < len(text):
        space = text.rfind(" ", max(end - _LONGEST_WORD, last), end + 1)
        end = end if space < 0 else space
    return start, end
