"""What others do with a page's text, reimplemented in a few lines each to be measured beside corpustools.

Each takes the text of a page and returns what it holds to be the article.
"""

import re

from corpustools.text.lines import lines
from corpustools.text.sentences import ends_sentence
from corpustools.text.words import count_words


def keep_everything(text: str) -> str:
    """Return the text as it is.

    >>> keep_everything("Menu")
    'Menu'
    """
    return text


def c4(text: str) -> str:
    """Keep lines that end as a sentence does and have five words or more, without "javascript" or braces.

    The line rules of the C4 corpus (Raffel et al. 2020, section 2.2), with the sentence ends of all scripts.

    >>> c4("Menu\\nThe town is quiet today.\\nPlease enable Javascript to read this page.")
    'The town is quiet today.'
    """
    return "\n".join(
        line
        for line in _lines(text)
        if ends_sentence(line)
        and count_words(line) >= 5
        and not re.search(r"javascript|[{}]|lorem ipsum", line, re.IGNORECASE)
    )


def densest_run(text: str, weight: int = 12) -> str:
    """Keep the run of lines in which words outweigh lines most: each line counts its words less ``weight``.

    The maximum subsequence of Pasternack and Roth (2009), over lines instead of tokens.

    >>> densest_run("Menu\\nNews\\n" + "One two three four five six seven.\\n" * 2 + "Share", weight=4)
    'One two three four five six seven.\\nOne two three four five six seven.'
    """
    found = _lines(text)
    best, best_run = 0.0, (0, 0)
    total, start = 0.0, 0
    for place, line in enumerate(found):
        if total <= 0:
            total, start = 0.0, place
        total += count_words(line) - weight
        if total > best:
            best, best_run = total, (start, place + 1)
    return "\n".join(found[slice(*best_run)])


def _lines(text: str) -> list[str]:
    return [text[start:end] for start, end in lines(text)]


TEXT_BASELINES = {
    "keep everything": keep_everything,
    "C4's line rules": c4,
    "densest run of lines": densest_run,
}
