"""Read files that are large in every way, with the limit on bytes raised so that they are read at all.

    python torture/large.py [--megabytes N]

Each must end as a document or in quarantine, by the limits on time and memory, with a reason; its neighbour must be
read; and the process that writes must not have held the file more than once.
"""

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from corpustools import open_corpus
from corpustools.corpus import verify

GOOD = "The town is quiet today, and has been for years."
CODES = {"too_slow", "too_much_memory", "crashed", "binary"}


def files(size: int) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents of about so many bytes each."""

    def filled(piece: bytes, end: bytes = b"") -> bytes:
        return piece * (size // len(piece)) + end

    yield "a line of letters.txt", filled(b"a")
    yield "a line of words.txt", filled(b"the town is quiet ")
    yield "lines.txt", filled(b"The town is quiet.\n")
    yield "zeros.txt", filled(b"\0")
    yield "letters of two bytes.txt", filled("ё".encode())
    yield "nothing that is UTF-8.txt", filled(b"caf\xe9 ")
    yield "utf-16 without its mark.txt", filled("The town ".encode("utf-16-le"))
    yield "a line of letters.html", filled(b"a")
    yield "nested.html", filled(b"<div>")
    yield "paragraphs.html", filled(b"<p>The town is quiet.")
    yield "references.html", filled(b"&amp;")
    yield "an attribute.html", b"<p title='" + filled(b"a", b"'>The town")
    yield "a comment.html", b"<!--" + filled(b"a")
    yield "data.html", b"<script type='application/ld+json'>" + filled(b"[")


def main() -> None:
    """Read each, as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=20, help="what max_seconds is set to")
    given = parser.parse_args()
    for name, data in files(given.megabytes * 1_000_000):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            (root / "raw").mkdir()
            (root / "corpus.toml").write_text(f"[corpus]\nmax_bytes = 1000000000\nmax_seconds = {given.seconds}\n")
            (root / "raw" / name).write_bytes(data)
            (root / "raw" / "neighbour.txt").write_text(GOOD)
            size = len(data)
            del data
            begun = time.monotonic()
            report = open_corpus(root).process(jobs=2)
            assert "neighbour" in report.written, report
            ended = "a document"
            if name in report.quarantined:
                [note] = (root / "quarantine").iterdir()
                ended = json.loads(note.read_bytes())["code"]
                assert ended in CODES, report.quarantined
                assert [] == list(verify(open_corpus(root), jobs=2))
            print(f"{name}, {size:,} bytes: {ended}, {time.monotonic() - begun:.0f} s", flush=True)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"the process that writes held {held} MiB at most")
    sys.exit(held > 4 * given.megabytes + 500)


if __name__ == "__main__":
    main()
