"""Places whose state or country the text says: behind a comma, or in a dateline."""

import re
from collections.abc import Iterable

from corpustools.extractors.names.known_names import Entry, known_as
from corpustools.text.datelines import dateline

_AFTER_COMMA = re.compile(r", (?=[^\W\d_a-z])")
_NEAR_THE_TOP = 3  # passages that may open with a dateline


def said_where(
    texts: tuple[str, ...], spans: Iterable[tuple[str, int, int, tuple[Entry, ...]]]
) -> dict[str, tuple[Entry, ...]]:
    """Return what names stand for that a state or country follows somewhere, in a dateline too: "COLUMBIA, S.C.".

    ``spans`` are names of places: the text that each is in, its start and end there, and what it may stand for.
    """
    said: dict[str, tuple[Entry, ...]] = {}
    for text in texts[:_NEAR_THE_TOP]:
        opening = dateline(text) or (dateline(f"{text} …") if len(text) < 60 else None)
        if opening is not None and stated(text, opening.end("place")):
            shown = opening["place"].title()
            said[shown] = as_stated(known_as(shown), text, opening.end("place"))
    for text, start, end, entries in spans:
        if stated(text, end):
            said.setdefault(text[start:end], entries)
    return said


def stated(text: str, end: int) -> tuple[Entry, ...]:
    """Return the states and countries that the words after a comma may stand for."""
    if not text.startswith(",", end):
        return ()
    comma = _AFTER_COMMA.match(text, end)
    following = known_as(_first_words(text, comma.end())) if comma else ()
    return tuple(entry for entry in following if entry.kind in ("state", "country"))


def as_stated(entries: tuple[Entry, ...], text: str, end: int) -> tuple[Entry, ...]:
    """Return those of the places that lie in the state or country named after a comma at ``end``; all where none does.

    >>> sorted({place.name for place in as_stated(known_as("Columbia"), "Columbia, S.C., is quiet.", 8)})
    ['Columbia']
    >>> sorted({place.name for place in as_stated(known_as("Columbia"), "Columbia, Norway, is quiet.", 8)})
    ['Colombia', 'Columbia']
    """
    countries = {state.country for state in stated(text, end)}
    return tuple(each for each in entries if each.country in countries and each.kind != "country") or entries


_FIRST = re.compile(r"[^\W\d_][\w.\-]*(?: [^\W\d_a-z][\w.\-]*)?")


def _first_words(text: str, start: int) -> str:
    """Return the one or two words with capitals at ``start`` that a gazetteer has."""
    found = _FIRST.match(text, start)
    if found is None:
        return ""
    whole = found[0].rstrip(",")
    for words in (whole, whole.rstrip("."), whole.split()[0], whole.split()[0].rstrip(".")):
        if known_as(words):
            return words
    return ""
