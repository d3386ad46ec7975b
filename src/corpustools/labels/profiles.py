"""What the other pages of a source tell: lines that recur there are furniture, not what a page is about.

A source's profile counts in how many of its documents a line stands. There are two traps. The same article may have
been crawled twice, and then all of it recurs; and a paragraph that explains the background of a story may stand in
several articles and be a part of each. So documents that share their main block are counted as one, a line has to
recur in more documents the more there are, and little is taken from inside a main block.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import groupby
from typing import Self

import numpy as np

from corpustools.errors import RecordError
from corpustools.labels.footprints import (
    Footprint,
    fingerprint,
    group_documents,
    has_letters,
    is_long,
    main_block,
    numbers,
    owners,
)
from corpustools.model.draft import DraftBlock
from corpustools.model.record import json_bytes
from corpustools.text.words import count_words

SCHEMA = "corpustools/profile/1"
"""The name and version of the stored form."""

_RUN = 3
_REST = 0.05
_OFTEN = 4


@dataclass(frozen=True, slots=True)
class SourceProfile:
    """The lines that recur in the documents of one source.

    ``documents`` is the number of documents that were counted, near-duplicates as one. ``lines`` gives for the
    fingerprint of each line that recurs the number of documents it stands in: two at least, and at least half
    the square root of all (5 of 100, 16 of 1,000), because of many articles some quote the same words.

    >>> profile = profile_of("news", [["The town is quiet.", "Subscribe"], ["The river is high.", "Subscribe"]])
    >>> profile.documents, list(profile.lines.values())
    (2, [2])
    >>> profile.recurs("SUBSCRIBE"), profile.recurs("The town is quiet.")
    (True, False)
    """

    name: str
    documents: int = 0
    lines: Mapping[str, int] = field(default_factory=dict)

    def recurs(self, text: str) -> bool:
        """Whether a line stands in several documents of the source; a number or a sign alone never does."""
        return has_letters(text) and fingerprint(text) in self.lines

    def told_of(self, document: Footprint) -> Self:
        """Return the part of the profile that is of one document's lines; reading it with that gives the same.

        >>> profile = profile_of("news", [["It is quiet.", "Menu", "Log in"], ["It is loud.", "Menu", "Log in"]])
        >>> len(profile.lines), len(profile.told_of(Footprint.of(["Menu", "The sea is calm."])).lines)
        (2, 1)
        """
        prints = document.every
        lines = (prints[at : at + 8].hex() for at in range(0, len(prints), 8))
        return replace(self, lines={line: self.lines[line] for line in lines if line in self.lines})

    def parts(self, documents: Sequence[Footprint]) -> list[str]:
        """Return for each document a digest of what the profile says of its lines, empty where it says nothing.

        While the digest is what it was, reading the document gives what it gave.

        >>> one, other = Footprint.of(["The town is quiet.", "Subscribe"]), Footprint.of(["The sea is high."])
        >>> few = profile_of_footprints("news", [one, Footprint.of(["Subscribe"])])
        >>> [bool(part) for part in few.parts([one, other])]
        [True, False]
        """
        rows = [document.every for document in documents]
        found = numbers(b"".join(rows))
        said = np.isin(found, numbers(bytes.fromhex("".join(self.lines))))
        parts = [""] * len(rows)
        places = owners([len(row) for row in rows])[said]
        for place, lines in groupby(zip(places.tolist(), found[said].tolist(), strict=True), key=lambda pair: pair[0]):
            digest = blake2b(digest_size=8)
            for line in sorted(line for _, line in lines):
                digest.update(line.to_bytes(8))
            parts[place] = digest.hexdigest()
        return parts

    def to_json(self) -> bytes:
        """Return the stored form: a line for each line that recurs, in order, so that changes can be read.

        >>> print(SourceProfile("news", 2, {"00ff00ff00ff00ff": 2}).to_json().decode())
        {
         "schema": "corpustools/profile/1",
         "name": "news",
         "documents": 2,
         "lines": {
          "00ff00ff00ff00ff": 2
         }
        }
        """
        lines = dict(sorted(self.lines.items()))
        return json_bytes({"schema": SCHEMA, "name": self.name, "documents": self.documents, "lines": lines})

    @classmethod
    def from_json(cls, data: bytes) -> Self:
        """Read what :meth:`to_json` wrote; raises :class:`~corpustools.errors.RecordError` where it cannot.

        >>> SourceProfile.from_json(b"[]")
        Traceback (most recent call last):
        corpustools.errors.RecordError: this is not a source profile (corpustools/profile/1)
        """
        try:
            stored = json.loads(data)
            lines = {bytes.fromhex(line).hex(): int(count) for line, count in stored["lines"].items()}
            if stored["schema"] == SCHEMA:
                return cls(str(stored["name"]), int(stored["documents"]), lines)
        except (ValueError, KeyError, TypeError, AttributeError):
            pass
        raise RecordError(f"this is not a source profile ({SCHEMA})")


def profile_of(name: str, documents: Iterable[Sequence[str]]) -> SourceProfile:
    """Make the profile of a source from its documents, each given by the texts of its blocks as label rules see them.

    The order of the documents does not matter. Two crawls of one article are one document:

    >>> body = ["Nobody in the town knows how long the ferry will be out of service this time."]
    >>> profile_of("news", [["Menu", *body, "Subscribe"], ["Menu", *body, "Log in"]]).documents
    1
    """
    return profile_of_footprints(name, [Footprint.of(texts) for texts in documents])


def profile_of_footprints(name: str, documents: Sequence[Footprint]) -> SourceProfile:
    """Make the profile of a source from what is kept of its documents; empty ones are not counted.

    >>> pages = [["The town is quiet.", "Subscribe"], ["The river is high.", "Subscribe"], []]
    >>> profile_of_footprints("news", [Footprint.of(texts) for texts in pages]).documents
    2
    """
    documents = [document for document in documents if document.every]
    groups = group_documents(documents)
    rows = [document.every for document in documents]
    line = numbers(b"".join(rows))
    group = np.array(groups, np.int64)[owners([len(row) for row in rows])]
    order = np.lexsort((group, line))
    line, group = line[order], group[order]
    # A line counts once in a group, however many of its documents hold it.
    once = np.ones(len(line), np.bool_)
    once[1:] = (line[1:] != line[:-1]) | (group[1:] != group[:-1])
    found, count = np.unique(line[once], return_counts=True)
    total = max(groups, default=-1) + 1
    recurs = (count >= 2) & (4 * count * count >= total)
    lines = zip(found[recurs].tolist(), count[recurs].tolist(), strict=True)
    return SourceProfile(name, total, {f"{line:016x}": count for line, count in lines})


def recurring(profile: SourceProfile, blocks: Sequence[DraftBlock]) -> tuple[bool, ...]:
    """Say of each block whether it recurs on other pages of its source and so is no running text of this page.

    Recurring alone is not enough. Inside the main block a short line counts only in a run of three such lines:
    one between two sentences may be a speaker's name or a heading. Long lines there count only if they make up
    less than a quarter of its words, and nothing counts on a page of which next to nothing would be left: both
    are what another copy of the same text looks like. And nowhere does a line count that stands four times on the
    page: the site's own lines stand there at the top and at the bottom, and what comes again and again is the page's
    vocabulary, such as the words that a manual sets as code, or the captions of a list's fields.

    >>> told = "Nobody in the town knows for how long the {} will be closed, and nobody in the town has asked so far."
    >>> def page(one, other):
    ...     texts = ["News", "Sport", told.format(one), "What we know", told.format(other), "Subscribe"]
    ...     return [DraftBlock(place, text) for place, text in enumerate(texts)]
    >>> pages = [page("ferry", "bridge"), page("bank", "post office")]
    >>> profile = profile_of("news", [[block.text for block in blocks] for blocks in pages])
    >>> recurring(profile, pages[0])
    (True, True, False, False, False, True)
    """
    texts = [block.text for block in blocks]
    recurs = [profile.recurs(text) for text in texts]
    if not any(recurs):
        return tuple(recurs)
    sizes = [count_words(text) for text in texts]
    long = [is_long(text, size) for text, size in zip(texts, sizes, strict=True)]
    inside = main_block(sizes, long)
    spared = {place for place in _in_short_runs(texts, recurs) if place in inside and not long[place]}
    times = Counter(texts)
    spared.update(place for place, text in enumerate(texts) if times[text] >= _OFTEN)
    sentences = [place for place in inside if long[place]]
    repeated = [place for place in sentences if recurs[place]]
    if 4 * sum(sizes[place] for place in repeated) >= sum(sizes[place] for place in sentences):
        spared.update(repeated)
    taken = [found and place not in spared for place, found in enumerate(recurs)]
    left = sum(size for size, gone in zip(sizes, taken, strict=True) if not gone)
    return tuple(taken) if left > _REST * sum(sizes) else (False,) * len(texts)


def after_what_recurs(blocks: Sequence[DraftBlock], recurs: Sequence[bool]) -> int:
    """Return the place behind the first three lines in a row that recur after the main block, or the number of blocks.

    Lines without a letter are air. Where more words of sentences stand behind them than in the main block, the page
    has no one main block that ends there: the posts of a forum are divided by such lines, and so are the sections of
    a list.

    >>> texts = ["Nobody in the town knows how long the ferry will be out of service this time.", *"abcde"]
    >>> blocks = [DraftBlock(place, text) for place, text in enumerate(texts)]
    >>> after_what_recurs(blocks, [False, True, True, True, False, True])
    4
    >>> after_what_recurs(blocks, [False, True, True, False, True, True])
    6

    >>> posts = [DraftBlock(place, text) for place, text in enumerate([*texts[:4], *texts[:1], "Reply", *texts[:1]])]
    >>> after_what_recurs(posts, [False, True, True, True, False, True, False])
    7
    """
    if not any(recurs):
        return len(blocks)
    sizes = [count_words(block.text) for block in blocks]
    long = [is_long(block.text, size) for block, size in zip(blocks, sizes, strict=True)]
    inside = main_block(sizes, long)
    run = 0
    for place in range(inside.stop, len(blocks)) if inside else ():
        if has_letters(blocks[place].text):
            run = run + 1 if recurs[place] else 0
            if run == _RUN:
                told = [size if counts else 0 for size, counts in zip(sizes, long, strict=True)]
                behind = sum(size for size, known in zip(told[place:], recurs[place:], strict=True) if not known)
                return place + 1 if behind <= sum(told[inside.start : inside.stop]) else len(blocks)
    return len(blocks)


def _in_short_runs(texts: Sequence[str], recurs: Sequence[bool]) -> list[int]:
    """Return the places of recurring lines that stand in a run of less than three; lines without a letter are air."""
    lettered = [place for place, text in enumerate(texts) if has_letters(text)]
    runs = (list(run) for found, run in groupby(lettered, key=recurs.__getitem__) if found)
    return [place for run in runs if len(run) < _RUN for place in run]
