"""Whether a document says what somebody quotes from it."""

import re
from collections.abc import Iterable, Sequence

from corpustools.model.document import Document
from corpustools.text.tokens import fold, form, tokens
from corpustools.writers.passages import passages

_OMISSION = re.compile(r"\[\s*(?:…|\.\.\.|\. \. \.)\s*\]|…|\.\.\.")


def passage_that_says(document: Document, words: str, anchor: str = "") -> str | None:
    """Return the address of the first passage of a document that has these words in a row, or ``None``.

    With an ``anchor`` only that passage, or that block of the text as read, is looked at. Capitals, white space and
    punctuation do not count. What the quotation leaves out, ``[…]`` or ``…``, may be any words of the same passage.

    >>> import corpustools
    >>> page = corpustools.read("The town is quiet today, and nobody knows for how long it will be.")
    >>> passage_that_says(page, "“The town is quiet […] for how long”")
    'p-8fcf6cb7'
    >>> passage_that_says(page, "the town is loud"), passage_that_says(page, "…")
    (None, None)
    """
    parts = [part for part in map(_words, _OMISSION.split(words)) if part]
    texts = [(passage.anchor, passage.text) for passage in passages(document) if anchor in ("", passage.anchor)]
    texts += [(anchor, block.reading) for block in document.blocks if anchor == f"block-{block.start}"]
    return next((address for address, text in texts if parts and _has(_words(text), parts)), None)


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
