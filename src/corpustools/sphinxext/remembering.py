"""What one build leaves to the next: what pages were made from, and which Markdown is as it was written."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from sphinx.application import Sphinx

from corpustools.corpus.files import write_if_changed


@dataclass
class Remembered:
    """Of each page that was made from a record what it was ``made_from`` and the ``anchors`` of its passages.

    ``sources`` has the size and the time of the Markdown of pages that nobody edited: what has these still is not read
    to see whether somebody did.
    """

    made_from: Mapping[str, str] = field(default_factory=dict)
    anchors: dict[str, Sequence[str]] = field(default_factory=dict)
    sources: dict[str, Sequence[int]] = field(default_factory=dict)

    @classmethod
    def load(cls, app: Sphinx) -> Self:
        """Read what the last build with this builder left, or nothing."""
        try:
            stored = json.loads(_path(app).read_bytes())
            sources = stored["sources"]
            # The same pages may have been written to another folder.
            if stored["out"] != str(app.outdir):
                return cls(sources=sources)
            return cls(stored["made_from"], stored["anchors"], sources)
        except (OSError, ValueError, KeyError):
            return cls()

    def store(self, app: Sphinx) -> None:
        """Keep it for the next build."""
        anchors = {docname: found for docname, found in self.anchors.items() if found and docname in self.made_from}
        stored = {"out": str(app.outdir), "made_from": self.made_from, "anchors": anchors, "sources": self.sources}
        write_if_changed(_path(app), json.dumps(stored).encode())


def _path(app: Sphinx) -> Path:
    return Path(app.doctreedir, f"corpus-pages-{app.builder.name}.json")


def stamps_of(folders: Iterable[Path], ending: str = ".md") -> dict[str, Sequence[int]]:
    """Return the size and the time of each file in some folders, by its path without the ending.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     written = Path(folder, "one.md").write_text("# One")
    ...     found = stamps_of([Path(folder), Path(folder, "not there")])
    ...     found[f"{folder}/one"][0]
    5
    """
    found: dict[str, Sequence[int]] = {}
    for folder in folders:
        if folder.is_dir():
            with os.scandir(folder) as items:
                for item in items:
                    if item.name.endswith(ending):
                        status = item.stat()
                        found[item.path.removesuffix(ending)] = [status.st_size, status.st_mtime_ns]
    return found
