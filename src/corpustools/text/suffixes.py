"""What a site appends to its titles and descriptions: its own name."""

import re

from corpustools.text.words import count_words

# A title and what a site appends to it: "Two leaders shake hands - Example News", "… | Example News".
_SUFFIXED = re.compile(r"^(?P<said>.+\S)(?P<dash>\s+[-–—|]\s+)(?P<site>[^\s\-–—|][^\-–—|]{1,40})$")


def has_dash(text: str) -> bool:
    """Whether a dash or a bar stands anywhere in ``text``, without which it has no suffix.

    >>> has_dash("A well-known town"), has_dash("A town")
    (True, False)
    """
    return "-" in text or "|" in text or (not text.isascii() and ("–" in text or "—" in text))


def site_suffix(text: str) -> tuple[str, int] | None:
    """Return what stands after the last spaced dash or bar, and the offset it starts at.

    At most five words count as the name of a site.

    >>> site_suffix("Two leaders shake hands - Example News")
    ('Example News', 26)
    >>> site_suffix("A well-known town") is None
    True
    """
    found = _SUFFIXED.match(text) if has_dash(text) else None
    if found is None or count_words(found["site"]) > 5:
        return None
    return found["site"], found.start("site")
