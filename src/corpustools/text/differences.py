"""How one text became another: paragraphs that stayed, and words that went and came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from corpustools.text.tokens import tokens

Kind = Literal["same", "gone", "new", "left out"]

CONTEXT = 12
"""How many words are shown before and after a change."""

_BREAK = "\n\n"
"""What stands between paragraphs."""

_MOST = 4_000_000
"""How many pairs of words of two passages are compared at most; larger ones are shown as gone and new."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words of either text, or of both; those in the middle of what stayed may be left out, and are then counted."""

    kind: Kind
    words: str
    left_out: int = 0


def differences(old: str, new: str) -> tuple[tuple[Part, ...], ...]:
    """Say how ``new`` differs from ``old``: for each changed stretch of paragraphs its parts, in order.

    Paragraphs are what blank lines separate. Those that both texts have are not shown; of changed ones, the words that
    stayed are shown as far as they stand near a change.

    >>> old = "The town is quiet.\\n\\nNobody knows for how long."
    >>> new = "The town is quiet.\\n\\nNobody says for how long, and nobody asks."
    >>> for parts in differences(old, new):
    ...     print("".join({"gone": f"[-{p.words}-]", "new": f"[+{p.words}+]"}.get(p.kind, p.words) for p in parts))
    Nobody [-knows -][+says +]for how [-long. -][+long, and nobody asks.+]
    >>> differences(old, old)
    ()

    Words at the end of ``old`` do not run into those that came in their place:

    >>> [part.words for parts in differences("It was closed.", "It is open.\\n\\nSo it stays.") for part in parts]
    ['It ', 'was closed.\\n\\n', 'is open.\\n\\nSo it stays.']
    """
    before, after = old.split(_BREAK), new.split(_BREAK)
    found = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple(
        tuple(_shortened(list(_words(_BREAK.join(before[a:b]), _BREAK.join(after[c:d])))))
        for tag, a, b, c, d in found
        if tag != "equal"
    )


def _pieces(text: str) -> list[str]:
    """Cut a text before each of its words; what stands between two belongs to the first."""
    starts = [0, *(start for start, _ in tokens(text)[1:]), len(text)]
    return [text[start:end] for start, end in pairwise(starts)]


def _words(old: str, new: str) -> Iterator[Part]:
    before, after = _pieces(old), _pieces(new)
    if len(before) * len(after) > _MOST:
        yield from (Part("gone", f"{old}{_BREAK}"), Part("new", new))
        return
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Part("same", "".join(before[a:b]))
            continue
        gone, came = "".join(before[a:b]), "".join(after[c:d])
        if gone:
            # Behind all other words stands what parts them from the next.
            is_last = b == len(before) and came
            parted = (_BREAK if _BREAK in gone + came else " ") if is_last and not gone[-1].isspace() else ""
            yield Part("gone", gone + parted)
        if came:
            yield Part("new", came)


def _shortened(parts: Sequence[Part]) -> Iterator[Part]:
    """Leave out what stayed far from any change."""
    for at, part in enumerate(parts):
        pieces = _pieces(part.words)
        before = CONTEXT if at else 0
        after = CONTEXT if at < len(parts) - 1 else 0
        left = len(pieces) - before - after
        if part.kind != "same" or left < 2:
            yield part
            continue
        if before:
            yield Part("same", "".join(pieces[:before]))
        yield Part("left out", "", left)
        if after:
            yield Part("same", "".join(pieces[-after:]))
