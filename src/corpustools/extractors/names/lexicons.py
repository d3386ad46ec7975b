"""What the world calls people, organizations and places: word lists in ``data/``, each read when it is first asked for.

Given names and surnames come from the packages ``faker`` and ``names``, places from GeoNames and CLDR (see ``tools/``);
given names that those packages lack (``given_more.txt``), organizations, people known by one name and cues were written
by hand, from no page that is measured here.
"""

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import Any


def read_data(name: str) -> str:
    """Read a file of ``data/``.

    >>> "president" in read_data("cues.toml")
    True
    """
    return files(__package__).joinpath("data", name).read_text(encoding="utf-8")


@cache
def given_names() -> Collection[str]:
    """Given names of some seventy countries, case folded.

    >>> "jane" in given_names(), "oslo" in given_names()
    (True, False)
    """
    return _words("given.txt", "given_more.txt")


@cache
def surnames() -> Collection[str]:
    """Surnames of some seventy countries, case folded.

    >>> "smith" in surnames()
    True
    """
    return _words("surnames.txt")


@cache
def common_words() -> Collection[str]:
    """Words that stand in small letters in news and web pages, in two dozen languages.

    >>> "house" in common_words(), "prague" in common_words()
    (True, False)
    """
    return _words("words.txt")


def _words(*names: str) -> Collection[str]:
    """Read lists of words, as the keys of a dictionary.

    The garbage collector looks at every member of a set whenever it looks through all that is alive, and at none of
    dictionaries and tuples that hold nothing but text and numbers.
    """
    return dict.fromkeys(word for name in names for word in read_data(name).split())


@cache
def known_people() -> Mapping[str, str]:
    """The full names of people whom one name is enough for.

    >>> known_people()["Putin"]
    'Vladimir Putin'
    """
    rows = (line.split("|") for line in read_data("people.txt").splitlines() if not line.startswith("#"))
    return dict(row for row in rows if len(row) == 2)


@cache
def unspaced() -> tuple[tuple[str, str, str], ...]:
    """Kind, shown name and words of what is known in languages without spaces.

    >>> ("organization", "Xinhua", "新华社") in unspaced()
    True
    """
    rows = [line.split("\t") for line in data_lines("unspaced.txt")]
    return tuple((kind, name.split("|")[0], words) for kind, name in rows for words in name.split("|")[1:])


@cache
def _cues() -> Mapping[str, Any]:
    return tomllib.loads(read_data("cues.toml"))


@cache
def cues(table: str, key: str = "") -> frozenset[str]:
    """Words of a table of ``cues.toml``, of one key or of all.

    >>> "president" in cues("roles"), "Avenue" in cues("places", "tail")
    (True, True)
    """
    found = _cues()[table]
    if isinstance(found, str):
        return frozenset(found.split())
    return frozenset(word for name, words in found.items() if key in ("", name) for word in words.split())


def data_lines(name: str) -> list[str]:
    """Return the lines of a file of ``data/`` that say something: comments are left out.

    >>> data_lines("organizations.txt")[0].startswith("#")
    False
    """
    return [line for line in read_data(name).splitlines() if line and not line.startswith("#")]
