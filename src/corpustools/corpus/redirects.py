"""Where documents and passages are whose addresses have changed: ``redirects/ID.json``, kept with the corpus.

A file says of an id that no document has any more which document it is now, and of the passages of a document which
anchors they had. Files are written when a raw file is moved whose bytes stay the same, and when a document is read
anew and some of its passages have other words. People may write such files, too.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpustools.corpus.files import write_if_changed
from corpustools.errors import ConfigError
from corpustools.model.document import Document
from corpustools.model.record import json_bytes
from corpustools.writers.passages import Passage, passages

ALIKE = 0.5
"""How much of their words two passages must share for one to be taken for a new wording of the other: their Dice
coefficient (L. R. Dice, Measures of the amount of ecologic association between species, 1945)."""

NEAREST = 50
"""With how many passages one that is gone is compared: those nearest to its place."""


@dataclass(frozen=True, slots=True)
class Redirect:
    """What one file says: the document that an id means now, and by each former anchor of a passage its anchor now.

    The anchor is ``None`` where the article has no such passage any more.
    """

    document: str | None = None
    passages: Mapping[str, str | None] = field(default_factory=dict)


class Redirects:
    """The files in one folder.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     redirects = Redirects(Path(folder, "redirects"))
    ...     redirects.move("ferry", "news-ferry")
    ...     redirects.move("news-ferry", "late-ferry")
    ...     redirects.document("ferry", {"late-ferry"}.__contains__), redirects.document("boat", {"boat"}.__contains__)
    ('late-ferry', None)
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, ident: str) -> Path:
        """Return where the file of an id is.

        >>> Redirects(Path("redirects")).path("ferry").as_posix()
        'redirects/ferry.json'
        """
        return self.folder / f"{ident}.json"

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids that have a file, sorted.

        >>> Redirects(Path("nowhere")).ids
        ()
        """
        return tuple(sorted(path.stem for path in self.folder.glob("*.json")))

    def of(self, ident: str) -> Redirect:
        """Return what is said of an id; nothing, where it has no file.

        Raises :class:`~corpustools.errors.ConfigError` where the file cannot be read.

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     redirects = Redirects(Path(folder))
        ...     redirects.move("ferry", "late-ferry")
        ...     redirects.ids, redirects.of("ferry").document, redirects.of("late-ferry").document
        (('ferry',), 'late-ferry', None)
        """
        path = self.path(ident)
        try:
            found = json.loads(path.read_bytes())
        except FileNotFoundError:
            return Redirect()
        except ValueError as error:
            raise ConfigError(f"{path}: {error}") from None
        if not _is_redirect(found):
            raise ConfigError(f"{path}: it holds more or other than a document and passages; see Identity in the docs")
        return Redirect(found.get("document"), found.get("passages", {}))

    def document(self, ident: str, exists: Callable[[str], bool]) -> str | None:
        """Return the document that an id means now which no document has; none, where that is not known.

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     redirects = Redirects(Path(folder))
        ...     redirects.move("ferry", "late-ferry")
        ...     [redirects.document("ferry", {there}.__contains__) for there in ("late-ferry", "boat")]
        ['late-ferry', None]
        """
        seen: set[str] = set()
        now: str | None = ident
        while now is not None and not exists(now) and now not in seen:
            seen.add(now)
            now = self.of(now).document
        return now if now is not None and now != ident and exists(now) else None

    def move(self, old: str, new: str) -> None:
        """Note that a document has another id, and let its passages keep their former anchors."""
        said, there = self.of(old), self.of(new)
        self._write(old, Redirect(new, said.passages))
        if said.passages:
            self._write(new, Redirect(None, {**said.passages, **there.passages}))

    def change(self, before: Document, after: Document) -> None:
        """Note where the passages of a document are that was read anew.

        >>> import corpustools, tempfile
        >>> before = corpustools.read("The ferry is late again today, said Jane Roe on Monday.", id="ferry")
        >>> after = corpustools.read("The ferry is very late again today, said Jane Roe on Monday.", id="ferry")
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     redirects = Redirects(Path(folder))
        ...     redirects.change(before, after)
        ...     redirects.of("ferry").passages == {passages(before)[0].anchor: passages(after)[0].anchor}
        True
        """
        moved = successors(before, after)
        said = self.of(after.id)
        anchors = {passage.anchor for passage in passages(after)}
        known = {old: moved.get(now, now) if now else None for old, now in said.passages.items()}
        now = {old: new for old, new in {**known, **moved}.items() if old not in anchors}
        if now != said.passages:
            self._write(after.id, Redirect(said.document, now))

    def _write(self, ident: str, said: Redirect) -> None:
        value: dict[str, Any] = {}
        if said.document is not None:
            value["document"] = said.document
        if said.passages:
            value["passages"] = dict(sorted(said.passages.items()))
        write_if_changed(self.path(ident), json_bytes(value))


def _is_redirect(found: object) -> bool:
    if not isinstance(found, dict) or not found.keys() <= {"document", "passages"}:
        return False
    held = found.get("passages", {})
    return isinstance(found.get("document", ""), str) and (
        isinstance(held, dict) and all(now is None or isinstance(now, str) for now in held.values())
    )


def successors(before: Document, after: Document) -> dict[str, str | None]:
    """Return, by the anchor of each passage that is gone, the anchor of the one that took its place, or ``None``.

    Where the text as read is the same, that is the passage with most of its characters; else a new one with most of
    its words.

    >>> import corpustools
    >>> def read(text):
    ...     return corpustools.read(text + "\\n\\nNobody on the island knows for how long it will be so.", id="ferry")
    >>> one, other = read("The ferry is late again today."), read("The ferry is very late again today.")
    >>> successors(one, other) == {passages(one)[0].anchor: passages(other)[0].anchor}
    True
    >>> successors(one, read("Bread costs more since Monday."))
    {'p-62609b24': None}
    >>> successors(one, one)
    {}
    """
    old, new = passages(before), passages(after)
    now, then = {passage.anchor for passage in new}, {passage.anchor for passage in old}
    gone = [(place, passage) for place, passage in enumerate(old) if passage.anchor not in now]
    if before.text == after.text:
        return {passage.anchor: _covering(passage, new) for _, passage in gone}
    fresh = [(place, passage) for place, passage in enumerate(new) if passage.anchor not in then]
    return {passage.anchor: _alike(place, passage, fresh) for place, passage in gone}


def _covering(passage: Passage, new: tuple[Passage, ...]) -> str | None:
    shares = ((min(passage.end, each.end) - max(passage.start, each.start), each.anchor) for each in new)
    share, anchor = max(shares, default=(0, None), key=lambda pair: pair[0])
    return anchor if share > 0 else None


def _alike(place: int, passage: Passage, fresh: list[tuple[int, Passage]]) -> str | None:
    words = Counter(passage.text.split())
    best, found = 0.0, None
    for _, each in sorted(fresh, key=lambda pair: abs(pair[0] - place))[:NEAREST]:
        others = Counter(each.text.split())
        alike = 2 * (words & others).total() / (words.total() + others.total())
        if alike > best:
            best, found = alike, each.anchor
    return found if best >= ALIKE else None
