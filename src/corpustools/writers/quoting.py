"""Whether a document says what somebody quotes from it."""

import re
from collections.abc import Iterable, Sequence

from corpustools.model.document import Document
from corpustools.text.tokens import fold, form, tokens
from corpustools.writers.page import passages

_OMISSION = re.compile(r"\[\s*(?:…|\.\.\.|\. \. \.)\s*\]|…|\.\.\.")


def says(document: Document, words: str, anchor: str = "") -> bool:
    """Say whether a document has these words in a row, in one of its passages or in the one at ``anchor``.

    Capitals, white space and punctuation do not count. What the quotation leaves out, ``[…]`` or ``…``, may be any
    words of the same passage.

    >>> import corpustools
    >>> page = corpustools.read("The town is quiet today, and nobody knows for how long it will be.")
    >>> says(page, "“The town is quiet […] for how long”"), says(page, "the town is loud"), says(page, "…")
    (True, False, False)
    """
    parts = [part for part in map(_words, _OMISSION.split(words)) if part]
    texts = [passage.text for passage in passages(document) if anchor in ("", passage.anchor)]
    texts += [block.reading for block in document.blocks if anchor == f"block-{block.start}"]
    return bool(parts) and any(_has(_words(text), parts) for text in texts)


def _words(text: str) -> list[str]:
    return [fold(form(text[start:end])) for start, end in tokens(text)]


def _has(words: Sequence[str], parts: Iterable[Sequence[str]]) -> bool:
    """Whether the parts follow one another in a list of words."""
    at = 0
    for part in parts:
        found = next(
            (place for place in range(at, len(words) - len(part) + 1) if words[place : place + len(part)] == part), None
        )
        if found is None:
            return False
        at = found + len(part)
    return True
