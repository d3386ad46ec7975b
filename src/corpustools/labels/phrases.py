"""Features in words: what a name and its value say of a line."""

import re
from collections.abc import Callable
from functools import cache, partial

_VERBS = {
    "ends ": "does not end ",
    "opens ": "does not open ",
    "is ": "is not ",
    "in a": "not in a",
    "within ": "not within ",
}
_SIGNED = re.compile(r"(lines|words) (after|to|since) (.+)")
_OF_ONE = re.compile(r"p of (\d) (before|after)")
_AROUND = re.compile(r"p in (\d+) (around|before|after)")
_SHARES: tuple[str, ...] = (
    "share of",
    "words of furniture",
    "words of address",
    "words of interfaces",
    "words of dates",
    "words of networks",
)
_SHARES += (
    "words of notices",
    "words of bylines",
    "function words",
    "known words",
    "density of",
    "greatest p",
    "letters in",
)
_SHARES += (
    "words the sentences use",
    "words long sentences use",
    "words with capitals",
    "long words with",
    "digits to",
)
_ODDS = ("words of furniture", "strongest word", "strongest name", "strongest role", "names of")


def phrase(name: str, value: float) -> str:
    """Say in words what a feature's value tells of a line.

    >>> phrase("ends as a sentence", 0.0), phrase("words", 4.0), phrase("share of links", 0.875)
    ('does not end as a sentence', 'words: 4', 'share of links: 88 %')
    >>> phrase("lines of its container", 1234.0), phrase("words per line of its container", 9.75)
    ('lines of its container: 1,234', 'words per line of its container: 9.75')
    >>> phrase("lines after the headline", -2.0), phrase("lines to the best run at 0.5", 0.0)
    ('2 lines before the headline', 'in the best run')
    >>> phrase("p in 5 after", 0.031), phrase("p of the line", 0.97)
    ('the 5 lines after it are 3 % running text', 'reads 97 % like running text')
    """
    return _wording(name)(value)


@cache
def _wording(name: str) -> Callable[[float], str]:
    """Return how a feature's value is put in words; there are a few hundred features, asked about again and again."""
    for verb, denied in _VERBS.items():
        if name.startswith(verb):
            said = {True: name, False: name.replace(verb, denied, 1)}
            return lambda value: said[value != 0]
    if name == "p of the line":
        return lambda value: f"reads {100 * value:.0f} % like running text"
    if found := _OF_ONE.fullmatch(name):
        which = "next to it" if found[1] == "1" else f"{found[1]} lines off"
        opening = f"the line {which}, {found[2]}, reads"
        return lambda value: f"{opening} {100 * value:.0f} % like running text"
    if found := _AROUND.fullmatch(name):
        side = "around it" if found[2] == "around" else f"{found[2]} it"
        opening = f"the {found[1]} lines {side} are"
        return lambda value: f"{opening} {100 * value:.0f} % running text"
    if found := _SIGNED.fullmatch(name):
        return partial(_signed, found[1], found[2], re.sub(r" (at|of) [\d.]+$", "", found[3]))
    if name.startswith(_ODDS):
        return lambda value: f"{name}: {value / 100:+.1f}"
    if name.startswith(_SHARES):
        return lambda value: f"{name}: {100 * value:.0f} %"
    return lambda value: f"{name}: {value:,.0f}" if value >= 100 else f"{name}: {value:.3g}"


def _signed(unit: str, direction: str, what: str, value: float) -> str:
    """Say how far a line is from something, on which side."""
    number = abs(round(value))
    if number == 0:
        return f"in {what}" if "run" in what else f"at {what}"
    behind = (value > 0) != (direction == "to")
    far = f"{number} or more" if unit == "lines" and number >= 60 else str(number)
    return f"{far} {unit if number != 1 else unit[:-1]} {'after' if behind else 'before'} {what}"
