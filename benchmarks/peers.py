"""What other tools make of the same pages, in the same run.

Other tools are installed by the extra ``eval``, at the versions of ``constraints.txt``. They are slow, and their
answers depend on little here: so these are kept in a folder that is no part of the project, by the tool's version
and the digest of the data and of this module.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from pages import HERE, Row

CACHE = HERE / ".cache"


def trafilatura(html: str, *, precision: bool = False) -> str:
    """Return what trafilatura holds to be the text of a page, comments left out."""
    from trafilatura import extract

    return extract(html, include_comments=False, include_tables=True, favor_precision=precision) or ""


HTML_PEERS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "trafilatura": ("trafilatura", trafilatura),
    "trafilatura, precision": ("trafilatura", partial(trafilatura, precision=True)),
}
"""Each system by the name that the tables give it: the package it comes from, and the function."""

PACKAGES = tuple(dict.fromkeys(package for package, _ in HTML_PEERS.values()))


def missing() -> list[str]:
    """Name the packages that are not installed."""
    return [package for package in PACKAGES if find_spec(package) is None]


def how_to_install(lacking: Iterable[str]) -> str:
    """Say what to run where packages are missing."""
    return (
        f"{', '.join(lacking)} must be installed to be measured beside corpustools. Run\n\n"
        "    .venv/bin/pip install --constraint constraints.txt --editable '.[eval]'"
    )


def versions() -> dict[str, str]:
    """Return the version of each package."""
    return {package: version(package) for package in PACKAGES}


def peer_bodies(name: str, source: Path, rows: Iterable[Row], pool: Executor) -> dict[str, str]:
    """Return what a system makes of each page; ``source`` is the file that the pages come from."""
    package, system = HTML_PEERS[name]
    digest = hashlib.sha256(source.read_bytes() + Path(__file__).read_bytes()).hexdigest()[:16]
    stem = f"{name.replace(', ', '-')}-{source.name.partition('.')[0]}-{digest}"
    path = CACHE / f"{package}-{version(package)}" / f"{stem}.json"
    known: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    rows = list(rows)
    unknown = [row for row in rows if row["id"] not in known]
    if unknown:
        bodies = pool.map(system, (row["html"] for row in unknown), chunksize=4)
        known |= {row["id"]: body for row, body in zip(unknown, bodies, strict=True)}
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(known, sort_keys=True), encoding="utf-8")
    return {row["id"]: known[row["id"]] for row in rows}
