"""The Markdown files of generated pages: which of them people edited, and that none of a person is written over."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ConfigError
from sphinx.util import logging

from corpustools.corpus.files import files_below, write_if_changed
from corpustools.errors import SiteWarning
from corpustools.sphinxext.opened import corpus_of
from corpustools.sphinxext.remembering import Remembered, stamps_of
from corpustools.writers.myst import FRONT_MATTER, is_as_written

logger = logging.getLogger(__name__)

# What every generated page begins with: the head of its front matter.
_MARK = FRONT_MATTER[: FRONT_MATTER.index("hide-toc")].encode("ascii")


def edited_pages(root: Path, documents: Iterable[str], before: Remembered) -> set[str]:
    """Return the names of the pages of documents that somebody edited, and note the stamps of all others.

    Those are read that have another stamp than was noted.
    """
    # Strings: a path takes longer to make than a file to be looked at.
    names = {f"{root}{os.sep}{docname.replace('/', os.sep)}": docname for docname in documents}
    there = stamps_of(map(Path, {path.rpartition(os.sep)[0] for path in names}))
    edited = set()
    noted: dict[str, Sequence[int]] = {}
    for path, docname in names.items():
        if path in there:
            if there[path] == before.sources.get(docname) or not is_edited(Path(f"{path}.md")):
                noted[docname] = there[path]
            else:
                edited.add(docname)
    before.sources = noted
    return edited


def stand_ins(app: Sphinx, root: Path, edited: Iterable[str]) -> dict[str, Path]:
    """Return where the pages are written, by their names, that stand in for those that people edited.

    Where texts are not published, nobody has checked what words of a text such a page has. It stays, and is not shown.
    """
    config, folder = corpus_of(app.config).config, Path(app.doctreedir, "corpus-withheld")
    found = {}
    if config.publication != "full":
        for docname in sorted(edited):
            found[docname] = folder / f"{docname}.md"
            logger.warning(
                "%s was edited, and is not shown: it may have words of a text that corpus.toml withholds "
                '(publication = "%s"); the page is made from the record. Put what you wrote on a page of your own '
                "and remove the file",
                root / f"{docname}.md",
                config.publication,
                type="corpus",
                subtype=SiteWarning.EDITED.value,
            )
    for path in sorted(folder.rglob("*.md")):
        if path not in found.values():
            path.unlink()
    return found


def write_page(path: Path, text: str) -> None:
    """Write a generated page where it changed, but never over one that a person wrote."""
    if path.is_file() and not _is_generated(path):
        raise _in_its_place(path)
    write_if_changed(path, text.encode("utf-8", "replace"))


def is_edited(path: Path) -> bool:
    """Whether somebody edited the page of a document, which bears a digest of what was written."""
    try:
        page = path.read_bytes()
    except FileNotFoundError:
        return False
    if not is_as_written(page):
        return True
    if not page.startswith(_MARK):
        raise _in_its_place(path)
    return False


def _in_its_place(path: Path) -> ConfigError:
    return ConfigError(f"{path} was not made from the corpus and is in its place; move it, or set corpus_pages")


def _is_generated(path: Path) -> bool:
    with path.open("rb") as page:
        return page.read(len(_MARK)) == _MARK


def remove_others(root: Path, folder: str, wanted: set[str]) -> None:
    """Remove generated pages that no document accounts for; pages that people wrote stay."""
    for name in files_below(root, folder):
        if name.endswith(".md") and name not in wanted and _is_generated(root / name):
            (root / name).unlink()
