"""Lists of phrases."""


def phrases(*listed: str) -> frozenset[str]:
    """Return the phrases of lists in which strokes part them.

    >>> sorted(phrases("sign in|log in|", "menu"))
    ['log in', 'menu', 'sign in']
    """
    return frozenset(phrase for line in listed for phrase in line.split("|") if phrase)
