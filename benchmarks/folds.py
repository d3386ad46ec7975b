"""The folds of the cross-validation: each page is read by a model that was learned from other sites' pages.

Pages of one site share their furniture, so the folds are of sites. ``tools/train_lines.py`` learns a model for each
fold from the pages of all other sites.
"""

import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from corpustools.labels import line_model
from corpustools.labels.line_model import LineModel

FOLDS = 5
FOLDED = Path(__file__).parent / "folds"
"""Where the training script puts the parameters of each fold."""

KINDS = ("text", "html")


def fold_of(site: str) -> int:
    """Return the fold that all pages of a site are in, as the training script does.

    >>> fold_of("example.org") == fold_of("example.org"), 0 <= fold_of("example.org") < FOLDS
    (True, True)
    """
    return zlib.crc32(site.encode()) % FOLDS


def path_of(folder: Path, kind: str, fold: int) -> Path:
    """Return the file with the parameters that were learned from the sites outside a fold."""
    return folder / f"{kind}-{fold}.json"


def missing(folder: Path, kinds: Iterable[str] = KINDS) -> list[str]:
    """Name the files of the folds that are not there."""
    return [path.name for path in _paths(folder, kinds) if not path.is_file()]


def stale(folder: Path, kinds: Iterable[str] = KINDS) -> list[str]:
    """Name the modules of the model and its features that were changed after the folds were learned."""
    oldest = min(path.stat().st_mtime for path in _paths(folder, kinds))
    modules = sorted(Path(line_model.__file__).parent.glob("*.py"))
    return [path.name for path in modules if path.stat().st_mtime > oldest]


def _paths(folder: Path, kinds: Iterable[str]) -> list[Path]:
    return [path_of(folder, kind, fold) for kind in kinds for fold in range(FOLDS)]


@contextmanager
def learned_elsewhere(site: str, folder: Path | None) -> Iterator[None]:
    """Read, inside the ``with``, by the model that was learned from all other sites' pages.

    Without a ``folder`` of folds, by the model of the package, which was learned from this site's pages too.
    """
    package = line_model.load_model
    if folder is not None:
        fold = fold_of(site)
        line_model.load_model = lambda kind: _model(path_of(folder, kind, fold))  # type: ignore[assignment]
    try:
        yield
    finally:
        line_model.load_model = package


@lru_cache(maxsize=len(KINDS) * FOLDS)
def _model(path: Path) -> LineModel:
    return LineModel(json.loads(path.read_text(encoding="utf-8")))
