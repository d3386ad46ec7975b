"""What provokes patterns, and whether the time that some work takes grows faster than its input.

Time is told by the processor time of the best of several runs, of which only the growth counts: other processes can
spoil a measurement but not hide growth.
"""

import gc
import time
from collections.abc import Callable, Sequence

PIECES = {
    "letters": "a",
    "capitals": "A",
    "spaces": " ",
    "tabs": "\t",
    "no-break spaces": "\u00a0",
    "digits": "1",
    "stops": ".",
    "commas": ", ",
    "hyphens": "-",
    "dashes": " – ",
    "slashes": "/",
    "colons": ": ",
    "pipes": " | ",
    "quotes": '"',
    "curly quotes": "“a” ",
    "open quotes": "“",
    "apostrophes": "'a",
    "brackets": "(",
    "pairs of brackets": "() ",
    "ampersands": "&",
    "entities": "&amp",
    "at signs": "a@",
    "accents": "e\u0301",
    "damage": "Ã©",
    "words": "the town ",
    "names": "Jane Roe ",
    "names with and": "Jane Roe and ",
    "initials": "J. ",
    "by": "By ",
    "by names": "By Jane Roe, ",
    "numbers": "12 ",
    "dates": "10 June 2015 ",
    "times": "14:05 ",
    "credits": "© ",
    "credits with names": "© AFP / ",
    "titles": "Dr. ",
    "said": " said ",
    "said by": "“No,” said Jane Roe. ",
    "said inside": "“He said, ‘no way at all,’ to me,” said Roe. ",
    "said in Chinese": "会长王建国说：“我们等待这一天，”他表示，港口开放",
    "said in Turkish": "Başkanı Ayşe Yılmaz, “Liman açılacak” dedi, çok beklediğini söyledi ",
    "datelines": "OSLO (Agency) – ",
    "addresses": "https://a.b/",
    "dots and letters": "a.",
    "hyphenated": "a-",
    "underscores": "_",
    "ideographs": "中",
    "han words": "军事合作。",
    "thai": "ก",
    "arabic": "ـ",
    "bullets": "• ",
    "arrows": "› ",
    "surrogates": "\ud83d",
    "zero widths": "\u200b",
    "soft hyphens": "a\u00ad",
}


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time that some work takes, without that for garbage, of which others leave most."""
    collects = gc.isenabled()
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        if collects:
            gc.enable()


def grows_too_fast(work_of: Callable[[int], Callable[[], object]], lengths: Sequence[int]) -> bool:
    """Whether eight times the length takes more than thirty times as long; sixty-four, if it grew with the square.

    One good measurement of several will do, and what takes no time at all does not count.
    """
    assert lengths[-1] == 8 * lengths[0]
    short, long = work_of(lengths[0]), work_of(lengths[-1])
    short()
    return all(seconds(long) > 30 * seconds(short) + 0.05 for _ in range(5))
