"""JSON with each value on a line of its own, as the standard library writes it with ``indent=1``.

Its encoder in C knows no indents, and the one in Python that does goes through a generator for each list and object:
that takes three times as long for a citation, of which the page of a document has three.
"""

import json
from json.encoder import encode_basestring
from math import isfinite
from typing import Any

_OTHER = json.JSONEncoder(ensure_ascii=False, indent=1)


def indented(value: Any) -> str:
    """Write JSON values, each on a line that begins with a space for each list and object around it.

    >>> print(indented({"name": ["Žižek", 1.5, None], "none": []}))
    {
     "name": [
      "Žižek",
      1.5,
      null
     ],
     "none": []
    }
    """
    return _written(value, "\n")


def _written(value: Any, line: str) -> str:
    """Write a value; ``line`` is the end of a line and the spaces that the next begins with."""
    kind = type(value)
    if kind is str:
        return encode_basestring(value)
    if kind is int or (kind is float and isfinite(value)):
        return repr(value)
    inner = f"{line} "
    if kind is dict and value:
        said = [
            f"{encode_basestring(key)}: {encode_basestring(held) if type(held) is str else _written(held, inner)}"
            for key, held in value.items()
        ]
        return f"{{{inner}{f',{inner}'.join(said)}{line}}}"
    if kind is list and value:
        return f"[{inner}{f',{inner}'.join([_written(held, inner) for held in value])}{line}]"
    return _OTHER.encode(value).replace("\n", line)
