"""The cases of names in Slavic languages, as far as endings tell."""

NAMES_DECLINED = frozenset("cs sk pl hr sl sr ru uk bg".split())
"""Languages that decline names."""

_ENDINGS = tuple(
    "iego iemu owi ovi emu ego ého ému ému ему ого ому ему ym ým em om ám im ím ou ým ым им ем ом ой ей ам "
    "a e i o u y á é í ý ą ę ě а е и о у ы я ю ё й ь".split()
)
_NOMINATIVES = ("", "a", "а", "я", "й", "ь", "ek", "ec", "ий")


def stem(name: str) -> str:
    """Return a name without the ending of its case, at least four letters.

    >>> stem("Stanjura"), stem("Stanjury"), stem("Sikorskiego"), stem("Путиным"), stem("Roe")
    ('Stanjur', 'Stanjur', 'Sikorsk', 'Путин', 'Roe')
    """
    for ending in _ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) > 3:
            return name[: -len(ending)]
    return name


def stems(words: str) -> str:
    """Return the words of a name without the endings of their cases.

    >>> stems("Анваром Ибрагимом")
    'Анвар Ибрагим'
    """
    return " ".join(map(stem, words.split()))


def nominatives(name: str) -> list[str]:
    """Return what a name may be in the nominative.

    >>> "olaf" in nominatives("olafem"), "анна" in nominatives("анной")
    (True, True)
    """
    found = []
    for ending in _ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) > 2:
            base = name[: -len(ending)]
            found += [base + nominative for nominative in _NOMINATIVES]
    return found
