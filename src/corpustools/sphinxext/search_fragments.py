"""What Pagefind need not make again of an index: of each page whose record is what it was its *fragment*.

A fragment is what the browser is shown of a page that was found, and follows from the record of that page alone.
Pagefind names it by seven digits of its digest, and leaves a file alone that has the name; to compress the fragments of
three hundred articles is half of what it does. So where an index is made anew those stay, and those alone, that are of
pages which did not change: a name of few digits may be that of another page.
"""

import json
import re
import shutil
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from corpustools.corpus.files import write_if_changed
from corpustools.corpus.state import stamp as stamp_of

_FOLDER = "fragment"
_OPENING = re.compile(rb'\Apagefind_dcd\{"url":"([^"\\]*)"')
_READ = 1024
"""How many bytes of a fragment are unpacked to find the address of its page: the opening is not longer."""


class KeptFragments:
    """What the fragments of an index were made from, noted in a file beside the records.

    ``stamp`` is what is left in the folder of an index that was made whole.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     index, noted, program = (Path(folder, name) for name in ("index", "noted", "program"))
    ...     kept = KeptFragments(noted)
    ...     program.touch()
    ...     for name in ("ferry", "quay"):
    ...         packed = zlib.compress(f'pagefind_dcd{{"url":"/{name}.html","content":""}}'.encode(), wbits=31)
    ...         _ = write_if_changed(index / "fragment" / f"{name}.pf_fragment", packed)
    ...     kept.note(program, b"first", {"ferry.html": "1", "quay.html": "1"})
    ...     is_any = kept.leave_unchanged(index, program, b"first", {"ferry.html": "1", "quay.html": "2"})
    ...     is_any, [path.name for path in index.rglob("*.*")]
    ...     kept.leave_unchanged(index, program, b"second", {"ferry.html": "1"}), index.exists()
    (True, ['ferry.pf_fragment'])
    (False, False)
    """

    def __init__(self, noted: Path) -> None:
        self._noted = noted

    def note(self, program: Path, stamp: bytes, pages: Mapping[str, str]) -> None:
        """Note by which program, and from which records, by their files, the index with this stamp was made."""
        noted = {"program": _seen(program), "stamp": stamp.decode("ascii"), "pages": dict(pages)}
        write_if_changed(self._noted, json.dumps(noted).encode("ascii"))

    def leave_unchanged(
        self, folder: Path, program: Path, stamp: bytes, pages: Mapping[str, str], *others: str
    ) -> bool:
        """Remove all of an index but the fragments of pages whose records are what they were, if it has this stamp.

        ``others`` are what stands in its folder and is none of it. Return whether any fragment was left.
        """
        same = self._same(program, stamp, pages)
        is_any = False
        for path in folder.glob("*"):
            if path.name in others:
                continue
            if path.name == _FOLDER and same:
                is_any = _leave(path, same)
            elif path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
        if not is_any and not others:
            shutil.rmtree(folder, ignore_errors=True)
        return is_any

    def _same(self, program: Path, stamp: bytes, pages: Mapping[str, str]) -> set[bytes]:
        """Return the addresses of the pages whose records are what they were."""
        try:
            noted = json.loads(self._noted.read_bytes())
            if not stamp or (noted["program"], noted["stamp"]) != (_seen(program), stamp.decode("ascii")):
                return set()
            before: Mapping[str, str] = noted["pages"]
        except (OSError, ValueError, KeyError, TypeError):
            return set()
        return {f"/{file}".encode() for file, digest in pages.items() if before.get(file) == digest}


def _seen(program: Path) -> list[int]:
    """Return what is another where the program is another one."""
    return list(stamp_of(program))


def _leave(folder: Path, addresses: set[bytes]) -> bool:
    """Remove the fragments of all other pages; return whether any is left."""
    is_any = False
    for path in folder.iterdir():
        if _address(path.read_bytes()) in addresses:
            is_any = True
        else:
            path.unlink()
    return is_any


def _address(fragment: bytes) -> bytes | None:
    try:
        found = _OPENING.match(zlib.decompressobj(wbits=31).decompress(fragment, _READ))
    except zlib.error:
        return None
    return found and found[1]


def are_named_alike(folder: Path) -> bool:
    """Whether no two pages of an index share the digits by which fragments are named.

    Where they do, Pagefind takes more digits for one of the two, and which depends on the order of pages.
    """
    return len(set(_lengths(folder / _FOLDER))) < 2


def _lengths(folder: Path) -> Iterator[int]:
    yield from (len(path.name) for path in folder.glob("*"))
