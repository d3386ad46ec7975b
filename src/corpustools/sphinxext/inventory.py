"""The inventory of a site (``objects.inv``), by which other projects refer to it: compressed in pieces.

A corpus has ten objects for each document, since each passage is one, and Sphinx compresses the list of all of them
anew in each build. Here the list is what Sphinx makes of it, and is cut where its own lines say (as in
:mod:`corpustools.search.segmenting`); of two lists that differ in a few lines nearly all pieces are the same, and those
that the last inventory has are taken from there. Each ends where the compression of the next can begin without it, so
that what they make together is one stream, for whoever reads it.
"""

import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from sphinx.application import Sphinx
from sphinx.builders.html import INVENTORY_FILENAME, StandaloneHTMLBuilder
from sphinx.util.display import progress_message

from corpustools.corpus.files import write_if_changed

LINES = 4096
"""How many lines a piece has on an average."""

_BEGIN = b"\x78\xda"
"""What a stream of zlib begins with that is compressed as much as can be."""

_SPACE = re.compile(r"\s+")


class Place(NamedTuple):
    """Where in a file the compressed form of a piece is, which is known by the SHA-256 of its text."""

    digest: str
    start: int
    end: int


def compressed(
    head: bytes, pieces: Iterable[bytes], known: Mapping[str, bytes] | None = None
) -> tuple[bytes, list[Place]]:
    """Write pieces of a text as one stream behind a head, and say where each is; what is ``known`` is not made again.

    >>> written, places = compressed(b"# 2\\n", [b"ferry\\n", b"quay\\n"])
    >>> zlib.decompress(written.removeprefix(b"# 2\\n"))
    b'ferry\\nquay\\n'
    >>> known = {place.digest: written[place.start : place.end] for place in places}
    >>> compressed(b"# 2\\n", [b"ferry\\n", b"quay\\n"], known) == (written, places)
    True
    """
    parts, at, check = [head + _BEGIN], len(head + _BEGIN), zlib.adler32(b"")
    places = []
    for piece in pieces:
        digest = hashlib.sha256(piece).hexdigest()
        made = (known or {}).get(digest) or _alone(piece)
        parts.append(made)
        places.append(Place(digest, at, at + len(made)))
        at += len(made)
        check = zlib.adler32(piece, check)
    end = zlib.compressobj(9, wbits=-zlib.MAX_WBITS).flush() + check.to_bytes(4, "big")
    return b"".join([*parts, end]), places


def _alone(piece: bytes) -> bytes:
    """Compress a piece so that it depends on none before it, and ends with a byte."""
    compressor = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    return compressor.compress(piece) + compressor.flush(zlib.Z_FULL_FLUSH)


def pieces_of(builder: StandaloneHTMLBuilder) -> Iterator[bytes]:
    """Yield the lines of an inventory as Sphinx writes them, in pieces that end where the name of an object says so."""
    addresses: dict[str, str] = {}
    lines: list[str] = []
    for domain in builder.env.domains.sorted():
        for name, shown, kind, docname, anchor, priority in sorted(domain.get_objects()):
            address = addresses.get(docname)
            if address is None:
                address = addresses[docname] = builder.get_target_uri(docname)
            if anchor:
                address += f"#{anchor.removesuffix(name)}$" if anchor.endswith(name) else f"#{anchor}"
            lines.append(f"{name} {domain.name}:{kind} {priority} {address} {'-' if shown == name else shown}\n")
            if zlib.crc32(name.encode()) % LINES == 0:
                yield "".join(lines).encode()
                lines = []
    yield "".join(lines).encode()


def write_inventory(builder: StandaloneHTMLBuilder) -> None:
    """Write the inventory of a site, and note for the next build where its pieces are."""
    path = Path(builder.outdir, INVENTORY_FILENAME)
    noted = Path(builder.doctreedir, f"corpus-inventory-{builder.name}.json")
    project, version = (_SPACE.sub(" ", said) for said in (builder.config.project, builder.config.version))
    head = (
        f"# Sphinx inventory version 2\n# Project: {project}\n# Version: {version}\n"
        "# The remainder of this file is compressed using zlib.\n"
    )
    with progress_message("dumping object inventory"):
        written, places = compressed(head.encode(), pieces_of(builder), _known(noted, path))
        write_if_changed(path, written)
        write_if_changed(noted, json.dumps({"of": _key(written), "pieces": places}).encode("ascii"))


def _known(noted: Path, path: Path) -> dict[str, bytes]:
    """Return the compressed pieces of the last inventory by their digests, if it is as it was written."""
    try:
        stored, data = json.loads(noted.read_bytes()), path.read_bytes()
        if stored["of"] == _key(data):
            return {digest: data[start:end] for digest, start, end in stored["pieces"]}
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return {}


def _key(inventory: bytes) -> str:
    """Name the bytes of an inventory, and the program that made them: another zlib may make others of the same text."""
    return f"{zlib.ZLIB_RUNTIME_VERSION} {hashlib.sha256(inventory).hexdigest()}"


def take_over(app: Sphinx) -> None:
    """Write the inventory in the place of Sphinx, where a builder writes it as all builders of HTML do."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    if type(builder).dump_inventory is StandaloneHTMLBuilder.dump_inventory:
        builder.dump_inventory = partial(write_inventory, builder)  # type: ignore[method-assign]


def setup(app: Sphinx) -> None:
    """Register where the inventory is taken over."""
    app.connect("builder-inited", take_over)
