"""The article in a page's JSON-LD, for pages whose markup shows none of it."""

import json
import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+")
_OBJECT = re.compile(r"[\[{]")
_DECODER = json.JSONDecoder(strict=False)


def bodies(scripts: Iterable[str]) -> list[str]:
    """Return each ``articleBody`` in JSON-LD, in order; what is no JSON says nothing.

    >>> bodies(['{"@graph": [{"@type": "NewsArticle", "articleBody": "The town is quiet."}]}', "{"])
    ['The town is quiet.']
    """
    found: dict[str, None] = {}
    for script in scripts:
        # Some scripts stand in a comment or between CDATA marks.
        opens = _OBJECT.search(script.partition("<![CDATA[")[2] or script) if '"articleBody"' in script else None
        if opens is None:
            continue
        try:
            waiting = [_DECODER.raw_decode(opens.string, opens.start())[0]]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop()
            if isinstance(value, list):
                waiting += reversed(value)
            elif isinstance(value, dict):
                body = value.get("articleBody")
                if isinstance(body, str) and body.strip():
                    found[body] = None
                waiting += reversed(value.values())
    return list(found)


def not_shown(bodies: Iterable[str], texts: Iterable[str]) -> list[str]:
    """Return the bodies of which a page, line by line, shows less than half of the words.

    >>> not_shown(["The town is quiet today.", "Nobody knows why."], ["Quiet is the town.", "Subscribe"])
    ['Nobody knows why.']
    """
    shown: set[str] | None = None
    missing = []
    for body in bodies:
        if shown is None:
            shown = {word for text in texts for word in _WORD.findall(text.lower())}
        said = set(_WORD.findall(body.lower()))
        if len(said & shown) * 2 < len(said):
            missing.append(body)
    return missing
