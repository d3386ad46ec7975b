"""The things that a JSON-LD script describes, each of their words with its place in the source."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape

# A string and what stands behind it, or a bracket. Possessive: a quotation mark without its pair takes one pass.
_TOKEN = re.compile(
    r'"(?P<said>[^"\\]*+(?:\\.[^"\\]*+)*+)(?P<closed>"?)(?=\s*+(?P<next>[:,\]}]?))|(?P<bracket>[\[\]{}])', re.DOTALL
)
_MOST_TOKENS = 20_000
_HALF = re.compile("[\ud800-\udfff]")

Place = tuple[int, int]


@dataclass(slots=True, eq=False)
class Thing:
    """An object: the places of its strings and the objects in it, both by key."""

    strings: dict[str, list[Place]] = field(default_factory=dict)
    things: dict[str, list["Thing"]] = field(default_factory=dict)


def things(text: str, start: int, end: int) -> Thing:
    """Read the JSON at ``start`` to ``end``: what it holds is under the empty key.

    What is broken is read up to the break.

    >>> text = '[{"name": "Town", "author": {"name": "Jane"}}, {"name": "He said "no" today"}]'
    >>> [first, second] = things(text, 0, len(text)).things[""]
    >>> [text[slice(*place)] for place in (*first.strings["name"], *first.things["author"][0].strings["name"])]
    ['Town', 'Jane']
    >>> second.strings
    {}
    """
    opened = text.find("<![CDATA[", start, end)
    top = inner = Thing()
    key = ""
    around: list[tuple[Thing, str]] = []
    for count, token in enumerate(_TOKEN.finditer(text, start if opened < 0 else opened + 9, end)):
        bracket = token["bracket"]
        if bracket is None:
            if token["next"] == ":" and token["closed"]:
                key = token["said"]
            elif token["closed"] and token["next"]:
                inner.strings.setdefault(key, []).append(token.span("said"))
            else:
                break
        elif bracket == "{":
            around.append((inner, key))
            inner.things.setdefault(key, []).append(child := Thing())
            inner, key = child, ""
        elif bracket == "[":
            around.append((inner, key))
        elif around:
            inner, key = around.pop()
        if count > _MOST_TOKENS:
            break
    return top


def resolve_json(raw: str) -> str:
    r"""Return what a JSON string says: its escapes resolved, and the references that many pages put there.

    >>> resolve_json(r"Caf\u00e9 &#038; bar\/grill")
    'Café & bar/grill'
    """
    if "\\" in raw:
        try:
            raw = json.loads(f'"{raw}"', strict=False)
        except ValueError:
            return ""
        raw = _HALF.sub("\ufffd", raw)
    return " ".join(unescape(raw).split())


def within(roots: Iterable[Thing], keys: frozenset[str] | None = None) -> Iterator[Thing]:
    """Yield things and, in order, the things that they hold, by one of these keys or by any, however deep.

    >>> text = '{"@graph": [{"@type": "Person"}, {"mainEntity": {}}], "review": {}}'
    >>> len(list(within([things(text, 0, len(text))], frozenset({"", "@graph", "mainEntity"}))))
    5
    """
    waiting = [*roots][::-1]
    while waiting:
        thing = waiting.pop()
        yield thing
        waiting += [child for key, held in thing.things.items() if keys is None or key in keys for child in held][::-1]
