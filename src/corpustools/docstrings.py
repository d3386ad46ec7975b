"""The parts of a rule's docstring, which is all that is written about it anywhere."""

import inspect
import re
from collections.abc import Callable
from typing import Any

_SECTION = re.compile(r"^(Fires|Abstains):$", re.MULTILINE)


def sections(function: Callable[..., Any]) -> dict[str, str]:
    """Split a rule's docstring into its ``summary``, its ``why`` and its examples ``fires`` and ``abstains``.

    What is missing is empty; so is an example that has no code.

    >>> from corpustools.rules.article.forms import long_text
    >>> sections(long_text)["summary"]
    'A block of twenty-five words or more is running text even where its full stop is missing.'
    >>> sections(len)["fires"]
    ''
    """
    prose, *rest = _SECTION.split(inspect.getdoc(function) or "")
    summary, _, why = prose.strip().partition("\n\n")
    examples = dict(zip(rest[::2], (text.strip() for text in rest[1::2]), strict=True))
    shown = {name: text for name, text in examples.items() if ">>>" in text}
    named = {"summary": " ".join(summary.split()), "why": why.strip()}
    return named | {name.lower(): shown.get(name, "") for name in ("Fires", "Abstains")}
