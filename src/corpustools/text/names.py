"""Names of people in bylines."""

import re

_OPENS = re.compile(r"(?:By|Written by|Von|Par|Por|Di|Door|Av|Af|Autor(?:in)?:|Author:|Автор:)\s+", re.IGNORECASE)
BYLINE_OPENS = frozenset("by written von par por di door av af autor autorin author автор".split())
"""The first words of bylines, in small letters."""
_PART = r"(?:[^\W\d_]\.|[^\W\d_][\w’'\-]*[^\W\d_]|(?:de|del|della|da|van|von|der|den|la|le|bin|al|el)(?=\s))"
_NAME = re.compile(rf"{_PART}(?:\s+{_PART}){{1,4}}")
_BETWEEN = re.compile(r"\s*(?:,\s*(?:and|und|et|y|e)?|&|\band\b|\bund\b|\bet\b|\by\b)\s+", re.IGNORECASE)
_PARTICLES = frozenset("de del della da van von der den la le bin al el".split())


def byline_names(text: str) -> list[tuple[str, int]]:
    """Return the names in a byline and their offsets; nothing where the line is more than a byline.

    >>> byline_names("By Jane Roe and Ludwig van Beethoven")
    [('Jane Roe', 3), ('Ludwig van Beethoven', 16)]
    >>> byline_names("By the river stands a house."), byline_names("Jane Roe")
    ([], [])
    """
    opening = _OPENS.match(text)
    if opening is None or len(text) > 150:
        return []
    found = []
    at = opening.end()
    while True:
        between = _BETWEEN.search(text, at)
        end = between.start() if between else len(text)
        name = text[at:end].rstrip(" |")
        if not _NAME.fullmatch(name) or not _is_capitalised(name):
            return []
        found.append((name, at))
        if between is None:
            return found
        at = between.end()


def _is_capitalised(name: str) -> bool:
    """Whether every part but particles opens with a capital."""
    parts = name.split()
    return parts[0] not in _PARTICLES and all(part[0].isupper() or part in _PARTICLES for part in parts)
