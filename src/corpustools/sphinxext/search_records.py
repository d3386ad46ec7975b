"""What Pagefind is given to read, kept between builds: of many pages that it indexes only what changed is made anew."""

import hashlib
import json
import os
import shutil
from collections.abc import Collection
from contextlib import suppress
from html import escape
from pathlib import Path

from corpustools.corpus.files import write_if_changed
from corpustools.sphinxext.search_entries import SearchEntry
from corpustools.sphinxext.search_fragments import KeptFragments


class KeptRecords:
    """The records of one index: for each page that is found a page that has what is to be found, and nothing else.

    ``made_by`` is a key of the code and the settings, and records that were made by others are not used. A *stamp* is
    another where a record may be. What is said to be there was written whole: the list of records is the last file
    that is written, and is taken away while others are.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     records = KeptRecords(Path(folder), "today's code")
    ...     records.take("ferry", "1", SearchEntry(Path("ferry.html"), "The ferry", ()), "en")
    ...     records.keep({"ferry"})
    ...     records = KeptRecords(Path(folder), "today's code")
    ...     records.has("ferry", "1"), records.has("ferry", "2"), [path.name for path in records.site.iterdir()]
    ...     before = records.stamp
    ...     records.take("ferry", "2", SearchEntry(Path("ferry.html"), "The ferry", ()), "en")
    ...     same = records.stamp == before
    ...     records.take("ferry", "3", SearchEntry(Path("ferry.html"), "The ferry again", ()), "en")
    ...     same, records.stamp == before
    (True, False, ['ferry.html'])
    (True, False)
    """

    def __init__(self, folder: Path, made_by: str) -> None:
        self.site = folder / "site"
        self.fragments = KeptFragments(folder / "indexed.json")
        self._made_by, self._list = made_by, folder / "records.json"
        self._known: dict[str, list[str]] = {}
        self._is_stored = False
        with suppress(OSError, ValueError, KeyError, TypeError):
            stored = json.loads(self._list.read_bytes())
            if stored["made_by"] == made_by:
                self._known, self._is_stored = stored["records"], True
        if not self._is_stored:
            shutil.rmtree(folder, ignore_errors=True)

    def has(self, key: str, stamp: str) -> bool:
        """Whether there is a record of this page, or it is known that it needs none."""
        return key in self._known and self._known[key][0] == stamp

    def take(self, key: str, stamp: str, entry: SearchEntry | None, language: str) -> None:
        """Write the record of a page in the place of an earlier one; without an entry, note that it needs none."""
        self._begin()
        self._remove(key)
        if entry is None:
            self._known[key] = [stamp, "", ""]
            return
        found = record(entry, language)
        write_if_changed(self.site / entry.path, found)
        self._known[key] = [stamp, os.fspath(entry.path), hashlib.sha256(found).hexdigest()]

    def keep(self, keys: Collection[str]) -> None:
        """Remove the records of all other pages, and store for the next build what there is."""
        for key in self._known.keys() - set(keys):
            self._begin()
            self._remove(key)
        if not self._is_stored:
            stored = {"made_by": self._made_by, "records": self._known}
            write_if_changed(self._list, json.dumps(stored).encode("ascii"))
            self._is_stored = True

    @property
    def digests(self) -> dict[str, str]:
        """The digest of each record, by its file below the folder of the site."""
        return {file: digest for _, file, digest in self._known.values() if file}

    @property
    def stamp(self) -> bytes:
        """A digest of all records: a page may be another one, and what is found of it the same."""
        records = sorted(self.digests.items())
        return hashlib.sha256(json.dumps((self._made_by, records)).encode("ascii")).hexdigest().encode("ascii")

    def _begin(self) -> None:
        if self._is_stored:
            self._list.unlink()
            self._is_stored = False

    def _remove(self, key: str) -> None:
        _, file, _ = self._known.pop(key, ("", "", ""))
        if file:
            path = self.site / file
            path.unlink(missing_ok=True)
            # A page may have a folder of its own, whose name says what was there.
            with suppress(OSError):
                path.parent.rmdir()


# What a result says, and what results are sorted by.
_DATE = 'data-pagefind-meta="date[data-is]" data-pagefind-sort="date[data-is]"'


def record(entry: SearchEntry, language: str) -> bytes:
    """Write a page that holds what is to be found of another.

    >>> print(record(SearchEntry(Path("a.html"), "A & B", (), {"kind": ["person"]}), "en").decode())
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <body data-pagefind-body>
    <i data-pagefind-meta="title[data-is]" data-is="A &amp; B"></i>
    <i data-pagefind-filter="kind[data-is]" data-is="person"></i>
    </body>
    </html>
    """
    facets = (
        f'<i data-pagefind-filter="{facet}[data-is]" data-is="{escape(value)}"></i>'
        for facet, values in entry.facets.items()
        for value in values
    )
    passages = (
        f'<i id="{escape(passage.anchor)}"></i>{escape(passage.text, quote=False)}\n'
        if passage.anchor
        else f"{escape(passage.text, quote=False)}\n"
        for passage in entry.passages
    )
    page = (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<meta charset="utf-8">\n<body data-pagefind-body>',
        f'<i data-pagefind-meta="title[data-is]" data-is="{escape(entry.title)}"></i>',
        *([f'<i {_DATE} data-is="{escape(entry.date)}"></i>'] if entry.date else []),
        *facets,
        *passages,
        "</body>\n</html>",
    )
    return "\n".join(page).encode("utf-8", "replace")
