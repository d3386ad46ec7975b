"""Line ends: which lines stand together, and whether a space belongs between them."""

from functools import lru_cache

from corpustools.text.characters import script
from corpustools.text.lines import lines


@lru_cache(maxsize=1)
def runs(text: str) -> tuple[tuple[tuple[int, int], ...], ...]:
    r"""Return the lines of ``text``, start and end of each, in runs; a blank line ends a run.

    Several rules ask this of the same text, one after the other, so the last answer is kept.

    >>> runs("one\ntwo\n\n three\r\nfour")
    (((0, 3), (4, 7)), ((10, 15), (17, 21)))
    """
    found: list[tuple[tuple[int, int], ...]] = []
    run: list[tuple[int, int]] = []
    previous_end = 0
    for line in lines(text):
        between = text[previous_end : line[0]]
        if run and between != "\n" and (between == "\n\n" or len(f"{between}.".splitlines()) > 2):
            found.append(tuple(run))
            run = [line]
        else:
            run.append(line)
        previous_end = line[1]
    return (*found, tuple(run)) if run else ()


def is_unspaced(character: str) -> bool:
    """Whether a letter, or a mark, belongs to a script that sets no space between words.

    >>> is_unspaced("军"), is_unspaced("。"), is_unspaced("한"), is_unspaced("a")
    (True, True, False, False)
    """
    return script(character) in {"Han", "Kana", "Thai"} or character in "、。，；：！？）」』】（「『【"
