"""The inventory is what Sphinx writes, and the same bytes whatever was there before."""

import json
import zlib
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.testing.util import SphinxTestApp

from corpustools.sphinxext import inventory

TEXTS = {
    f"{name}.txt": f"The ferry to {name} was late today.\n\nNobody knew why." for name in ("juist", "borkum", "föhr")
}


def parts(path: Path) -> tuple[bytes, bytes]:
    """Return the head of an inventory, and its lines."""
    *head, stream = path.read_bytes().split(b"\n", 4)
    return b"\n".join(head), zlib.decompress(stream)


def test_an_inventory_in_pieces_is_the_one_that_sphinx_writes(
    make_project: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inventory, "LINES", 3)
    project = make_project(TEXTS)
    app = SphinxTestApp(
        srcdir=project.docs,
        builddir=project.root / "build",
        warning=StringIO(),
        status=StringIO(),
        confoverrides={"corpus_search": "sphinx", "project": "A  small\ncorpus", "version": "1"},
    )
    try:
        app.build()
        ours = parts(app.outdir / "objects.inv")
        assert isinstance(app.builder, StandaloneHTMLBuilder)
        StandaloneHTMLBuilder.dump_inventory(app.builder)
        assert parts(app.outdir / "objects.inv") == ours
    finally:
        app.cleanup()
    assert b"juist corpus:document" in ours[1]


def test_an_inventory_with_pieces_of_another_is_the_same_as_one_from_nothing(
    make_project: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inventory, "LINES", 3)
    made: list[bytes] = []
    alone = inventory._alone
    monkeypatch.setattr(inventory, "_alone", lambda piece: made.append(piece) or alone(piece))
    project = make_project(TEXTS)
    first = project.build(corpus_search="sphinx")
    pieces = len(made)
    project.raw("juist.txt", "The ferry to Juist was early.\n\nNobody knew why.")
    again = project.build(corpus_search="sphinx")
    assert 0 < len(made) - pieces < pieces
    assert again.hashes("objects.inv") == project.build(corpus_search="sphinx", to="other").hashes("objects.inv")

    (noted,) = (first.out.parent / "doctrees").glob("corpus-inventory-*.json")
    stored = json.loads(noted.read_bytes())
    for torn in (b"", b"{", json.dumps({**stored, "of": "another"}).encode()):
        noted.write_bytes(torn)
        project.raw("juist.txt", f"The ferry to Juist was early {len(torn)}.\n\nNobody knew why.")
        again = project.build(corpus_search="sphinx")
    assert again.hashes("objects.inv") == project.build(corpus_search="sphinx", to="third").hashes("objects.inv")
