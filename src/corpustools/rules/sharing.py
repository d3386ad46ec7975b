"""Lines that pass the article on."""

import re
from collections.abc import Collection

from corpustools.model.draft import Draft, DraftBlock
from corpustools.rules.lines import bare_lines, first_words
from corpustools.rules.vocabulary import PASSES_ON, is_networks

__all__ = ["DraftBlock", "passes_on", "passing_on"]

_SHARES = re.compile(
    r"(?:click to (?:share|email|print|copy)|(?:share|tweet|post|pin|submit|email|send) (?:this|on|to|via|by|with|in)|"
    r"(?:find|follow|like|check|join|visit) us on|teilen (?:auf|per)|auf \w+ teilen|partager (?:sur|par)|"
    r"envoyer par|compartir (?:en|por)|condividi su|compartilhar n|delen (?:op|via)|dela (?:på|via)|del (?:på|"
    r"via|artik)|"
    r"udostępnij na|поделиться в)"
)
_SHARING = frozenset(
    "click share tweet post pin submit email send find follow like check join visit teilen auf partager envoyer "
    "compartir "
    "condividi compartilhar delen dela del udostępnij поделиться".split()
)
_OPENS = _SHARING | {opening for word in PASSES_ON for opening in re.findall(r"^\w+", word)}


def passes_on(line: str) -> bool:
    """Whether a bare line is one that passes the article on, or names networks.

    >>> passes_on("share on facebook"), passes_on("find us on twitter"), passes_on("share prices fell")
    (True, True, False)
    """
    if not line or len(line) > 100:
        return False
    if line.partition(" ")[0] in _SHARING and _SHARES.match(line):
        return True
    return is_networks(line)


def passing_on(draft: Draft) -> Collection[int]:
    """Return the places of the blocks that pass the article on, or name networks.

    >>> sorted(passing_on(Draft((DraftBlock(0, "• Share on Facebook"), DraftBlock(1, "Sport"), DraftBlock(2, "X")))))
    [0, 2]
    """
    lines = draft.once(bare_lines)
    return frozenset(
        place
        for word, places in draft.once(first_words).items()
        if word in _OPENS
        for place in places
        if passes_on(lines[place])
    )
