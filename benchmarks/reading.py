"""Read the pages of a set by corpustools, each by the model of its fold, and read what was kept once more."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from folds import learned_elsewhere
from pages import MEDIA_TYPES, Row

import corpustools
from corpustools import Document
from corpustools.errors import UnreadableError
from corpustools.labels.profiles import SourceProfile

WORD = re.compile(r"\w+")


class Reading(NamedTuple):
    """What was read of a page: its running text; of the words it keeps, how many are kept when they are read again."""

    body: str
    words: int = 0
    again: int = 0
    unchanged: bool = True


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads pages of a kind; by the models in ``folds``, or by that of the package where it is ``None``."""

    kind: str
    folds: Path | None

    def read(self, row: Row, profile: SourceProfile | None = None) -> Document:
        """Read a page; a page that cannot be read is an empty one."""
        try:
            return corpustools.read(row[self.kind], media_type=MEDIA_TYPES[self.kind], profile=profile)
        except UnreadableError:
            return corpustools.read("")
        except Exception as error:
            error.add_note(f"while reading {row['id']} from {self.kind}")
            raise

    def __call__(self, row: Row) -> Reading:
        """Read a page, and of plain text read what was kept once more."""
        with learned_elsewhere(row["site"], self.folds):
            page = self.read(row)
            if self.kind == "html":
                return Reading(page.body)
            return Reading(page.body, *kept(page.article, corpustools.read(page.article).article))


def kept(first: str, second: str) -> tuple[int, int, bool]:
    """Count the words of the first text, and those of them that are in the second; say whether all are the same.

    >>> kept("The town is quiet", "The town is")
    (4, 3, False)
    """
    one, other = WORD.findall(first), WORD.findall(second)
    return len(one), (Counter(one) & Counter(other)).total(), one == other


def summarise_again(readings: Iterable[Reading]) -> dict[str, float]:
    """Say on which share of pages nothing changed when what was kept was read again, and which share of words stayed.

    >>> summarise_again([Reading("", 4, 3, False), Reading("", 4, 4, True)])
    {'n': 2, 'unchanged': 0.5, 'words': 0.875}
    """
    readings = list(readings)
    words = sum(reading.words for reading in readings)
    return {
        "n": len(readings),
        "unchanged": round(sum(reading.unchanged for reading in readings) / max(len(readings), 1), 4),
        "words": round(sum(reading.again for reading in readings) / max(words, 1), 4),
    }
