"""Which words carry the topic of a line, and what a page's first line says."""

import re

from corpustools.model.draft import Draft, DraftBlock
from corpustools.rules.lines import bare_lines
from corpustools.rules.vocabulary import bare
from corpustools.text.suffixes import site_suffix
from corpustools.text.words import count_words, words

__all__ = ["DraftBlock", "content", "is_same", "page_title"]

_SECTION = 2  # words that the name of a section has at most
_OF_A_SITE = re.compile(r"\s+[|–—-]\s+")


def content(text: str) -> set[str]:
    """Return the words that carry a line's topic: those of four letters and more, and pairs of unspaced letters.

    >>> sorted(content("The old town is quiet"))
    ['quiet', 'town']
    """
    parts = set(text.lower().replace("-", " ").replace(",", " ").replace(".", " ").split())
    found = {part for part in parts if len(part) >= 4}
    # To split at white space takes a third of the time; what is left that is more than a word is looked at closer.
    marked = [part for part in found if not part.isalnum()]
    if marked:
        found.difference_update(marked)
        found.update(word for part in marked for word in words(part) if len(word) >= 4)
    if not text.isascii():
        for word in [word for word in found if "\u2e80" < word[0] < "\ud7ff"]:
            found.discard(word)
            found.update(word[at : at + 2] for at in range(len(word) - 1))
    return found


def page_title(draft: Draft) -> str:
    """Return what the first line says (bare), the site's name cut off; empty where the page has no first line.

    Where another line says more of it, a dash in it is the title's own.

    >>> page_title(Draft((DraftBlock(0, "Town Is Quiet | Example News"),)))
    'town is quiet'
    >>> page_title(Draft((DraftBlock(0, "Town Is Quiet - Why | News"), DraftBlock(1, "Town Is Quiet - Why"))))
    'town is quiet - why'
    """
    if not draft.blocks:
        return ""
    text = draft.blocks[0].text[:300]
    suffix = site_suffix(text)
    if suffix is None:
        return bare(text)
    parts = list(_OF_A_SITE.finditer(text))
    said = frozenset(draft.once(bare_lines)[1:])
    for part in (*([None] if " | " not in text else []), *reversed(parts)):
        title = bare(text[: part.start()] if part else text)
        if title in said and count_words(title) > _SECTION:
            return title
    return bare(text[: parts[0].start()] if text.count(" | ") > 1 else text[: suffix[1]].rstrip(" |–—-"))


def is_same(one: set[str], other: set[str]) -> bool:
    """Whether two titles have four fifths of their words in common.

    >>> is_same({"town", "quiet"}, {"town", "quiet"}), is_same({"town", "quiet"}, {"town"}), is_same(set(), set())
    (True, False, False)
    """
    return bool(one) and len(one & other) >= 0.8 * len(one | other)
