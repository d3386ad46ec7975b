"""Measure building a site beside other generators, and write ``benchmarks/building.json``.

    python benchmarks/building.py [-n DOCUMENTS] [--peers NAME …]

An invented corpus of so many documents is read, and its site is built. What reading took is counted apart: the others
are given the same pages as plain Markdown, to Sphinx with MyST, alabaster, tables of contents of a hundred pages each
and its own search; to Hugo and to Eleventy with a bare layout; to mkdocs-material as it comes. Time is processor
time, user and system, of all processes of a build, in one run; memory is the most that any one process held, and the
most that all of them held together, looked at ten times a second. What is stored are ratios: how many times as long
the other took.

The pages alone are those of documents, of whom they name, and lists, without search, concordance and downloads: of
these the others have none.

Hugo is a program of its own (Debian's ``hugo``), and so is Eleventy (``npm install @11ty/eleventy``, ``.bin`` on the
path); mkdocs-material comes with the extra ``eval``. What is not installed is left out, and so is what is stored of it.
With ``--folder``, a corpus that an earlier run left there is not made again.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

import made_corpus
from tables import APART, printed, table

from corpustools.sphinxext.generated import count

SHARD = 100
"""How many pages one table of contents of plain Sphinx has."""

OURS = """
extensions = ["corpustools.sphinxext"]
corpus_path = "../corpus"
corpus_search = "pagefind"
html_theme = "furo"
"""

INDEX = "# Home\n\n```{toctree}\ncorpus/index\n```\n"

PAGES_ALONE = """
from corpustools.sphinxext.assets import publish_files
from corpustools.sphinxext.concordance import write_index
from corpustools.sphinxext.search import build_index


def setup(app):
    for listener in list(app.events.listeners["build-finished"]):
        if listener.handler in (build_index, publish_files, write_index):
            app.disconnect(listener.id)
"""

PLAIN = """
extensions = ["myst_parser"]
html_theme = "alabaster"
"""

HUGO = """
baseURL = "https://site.example/"
title = "An invented corpus"
disableKinds = ["taxonomy", "term", "RSS", "sitemap"]
"""

HUGO_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><nav><a href="/">{{ .Site.Title }}</a></nav><main>{{ .Content }}</main>
{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</body></html>
"""

ELEVENTY_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><nav><a href="/">An invented corpus</a></nav><main>{{ content }}</main></body></html>
"""

MKDOCS = """
site_name: An invented corpus
theme:
  name: material
  font: false
  features: [navigation.prune]
"""

_ATTRIBUTES = re.compile(r"^( *(?:[->] )?)\{\.corpus-passage[^}\n]*\}\n", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_DIRECTIVE = re.compile(r"^```\{corpus:apparatus\}.*?^```\n", re.MULTILINE | re.DOTALL)


class Used(NamedTuple):
    """What a command used: seconds of processor time, and mebibytes at the peak, of one process and of all."""

    seconds: float
    memory: float
    together: float


_WATCH = """
import json, os, resource, subprocess, sys, time

PAGE = os.sysconf("SC_PAGE_SIZE")

def held(root):
    children, sizes = {}, {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(name))
        sizes[int(name)] = int(fields[20]), int(fields[21]) * PAGE
    pending, found = [(root, None)], 0
    while pending:
        process, beside = pending.pop()
        size = sizes.get(process, (0, 0))
        # What is about to be another program is in the memory of the one that starts it, to the byte.
        found += size[1] if size != beside else 0
        pending += [(child, size) for child in children.get(process, [])]
    return found

done = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=sys.stderr)
most = 0
while done.poll() is None:
    most = max(most, held(done.pid))
    time.sleep(0.1)
spent = resource.getrusage(resource.RUSAGE_CHILDREN)
one = spent.ru_maxrss * 1024
print(json.dumps([done.returncode, spent.ru_utime + spent.ru_stime, one / 2**20, max(one, most) / 2**20]))
"""

# Programs are compiled once, by whoever has them installed.
_AS_INSTALLED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def used(command: Sequence[str | os.PathLike[str]]) -> Used:
    """Run a command, and say what it and all its processes used; one that fails ends the measurement.

    A small process starts it: what starts another counts as its memory, up to the moment that it is another.
    """
    watched = [sys.executable, "-c", _WATCH, *command]
    said = subprocess.run(watched, stdout=subprocess.PIPE, check=True, env=_AS_INSTALLED).stdout
    code, *found = json.loads(said)
    if code:
        raise SystemExit(f"{' '.join(map(os.fspath, command))} failed")
    return Used(*found)


def plain(page: str) -> str:
    r"""Make plain Markdown of the page of a document, for programs that know no MyST.

    >>> plain("---\norphan: true\n---\n\n{.corpus-passage .p-1}\n# Title\n\n```{corpus:apparatus} one\n```\n")
    '# Title\n'
    """
    page = _DIRECTIVE.sub("", _FRONT_MATTER.sub("", page))
    return _ATTRIBUTES.sub(r"\1", page).strip() + "\n"


def sphinx(source: Path, out: Path) -> Used:
    return used([sys.executable, "-m", "sphinx", "-q", "-b", "html", source, out])


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def build_ours(folder: Path, number: int) -> dict[str, Used]:
    """Read all, and build the site from nothing, with one document touched, with nothing touched, and its pages alone.

    A build reads what was touched.
    """
    if not (folder / "corpus" / "raw").is_dir():
        made_corpus.write(folder / "corpus", number)
    # In one process: those that a pool has are not counted by the system as its children.
    reading = used([sys.executable, "-m", "corpustools", "process", "--jobs", "1", "--corpus", folder / "corpus"])
    docs, out = folder / "docs", folder / "site"
    write(docs / "conf.py", OURS)
    write(docs / "index.md", INDEX)
    found = {"read": reading, "all": sphinx(docs, out)}
    raw = next(iter(sorted((folder / "corpus" / "raw").iterdir())))
    raw.write_text(raw.read_text(encoding="utf-8").replace("</h1>", " again</h1>", 1), encoding="utf-8")
    found["touched"] = sphinx(docs, out)
    found["untouched"] = sphinx(docs, out)
    write(folder / "empty" / "conf.py", 'html_theme = "furo"\n')
    write(folder / "empty" / "index.rst", "Home\n====\n\nNothing else.\n")
    sphinx(folder / "empty", folder / "empty-site")
    found["empty"] = sphinx(folder / "empty", folder / "empty-site")
    # In a folder of its own: to make files where as many were removed just now takes the file system ten times as long.
    write(folder / "docs-pages" / "conf.py", OURS + PAGES_ALONE)
    write(folder / "docs-pages" / "index.md", INDEX)
    found["pages"] = sphinx(folder / "docs-pages", folder / "pages")
    return found


def build_sphinx(folder: Path, pages: Mapping[str, str]) -> Used:
    docs = folder / "plain"
    write(docs / "conf.py", PLAIN)
    names = sorted(pages)
    shards = [names[at : at + SHARD] for at in range(0, len(names), SHARD)]
    for place, shard in enumerate(shards):
        listed = "\n".join(f"documents/{name}" for name in shard)
        write(docs / f"list-{place}.md", f"# Documents, {place}\n\n```{{toctree}}\n{listed}\n```\n")
    listed = "\n".join(f"list-{place}" for place in range(len(shards)))
    write(docs / "index.md", f"# Home\n\n```{{toctree}}\n:maxdepth: 1\n\n{listed}\n```\n")
    for name, text in pages.items():
        write(docs / "documents" / f"{name}.md", text)
    return sphinx(docs, folder / "plain-site")


def build_hugo(folder: Path, pages: Mapping[str, str]) -> Used:
    source = folder / "hugo"
    write(source / "config.toml", HUGO)
    for name in ("single", "list"):
        write(source / "layouts" / "_default" / f"{name}.html", HUGO_PAGE)
    for name, text in pages.items():
        title, _, body = text.removeprefix("# ").partition("\n")
        write(
            source / "content" / "documents" / f"{name}.md", f"---\ntitle: {json.dumps(title)}\n---\n# {title}\n{body}"
        )
    return used(["hugo", "--quiet", "--source", source, "--destination", folder / "hugo-site"])


def build_eleventy(folder: Path, pages: Mapping[str, str]) -> Used:
    source = folder / "eleventy"
    write(source / "_includes" / "page.html", ELEVENTY_PAGE)
    for name, text in pages.items():
        title = text.removeprefix("# ").partition("\n")[0]
        head = f"---\ntitle: {json.dumps(title)}\nlayout: page.html\ntemplateEngineOverride: md\n---\n"
        write(source / "documents" / f"{name}.md", head + text)
    return used(["eleventy", "--quiet", f"--input={source}", f"--output={folder / 'eleventy-site'}"])


def build_mkdocs(folder: Path, pages: Mapping[str, str]) -> Used:
    source = folder / "mkdocs"
    write(source / "mkdocs.yml", MKDOCS)
    write(source / "docs" / "index.md", "# Home\n")
    for name, text in pages.items():
        write(source / "docs" / "documents" / f"{name}.md", text)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", source / "mkdocs.yml"]
    return used([*command, "--site-dir", folder / "mkdocs-site"])


def _program(*command: str) -> str | None:
    """Return the version that a program says it has, if it is installed."""
    path = shutil.which(command[0])
    if path is None:
        return None
    said = subprocess.run([path, *command[1:]], capture_output=True, check=True, text=True).stdout
    found = re.search(r"v?([0-9]+[0-9.]+)", said)
    return found and found[1]


def _package(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


class Peer(NamedTuple):
    """A generator beside ours: what it is called, which version is here, and how it builds pages."""

    name: str
    version: Callable[[], str | None]
    build: Callable[[Path, Mapping[str, str]], Used]
    beside: str
    """What of ours it is compared with."""


PEERS: Mapping[str, Peer] = {
    "sphinx": Peer("Sphinx", lambda: _package("sphinx"), build_sphinx, "all"),
    "hugo": Peer("Hugo", lambda: _program("hugo", "version"), build_hugo, "pages"),
    "eleventy": Peer("Eleventy", lambda: _program("eleventy", "--version"), build_eleventy, "pages"),
    "mkdocs": Peer("mkdocs-material", lambda: _package("mkdocs-material"), build_mkdocs, "all"),
}


def measured(folder: Path, number: int, peers: Iterable[str]) -> Iterator[tuple[str, dict[str, str | float]]]:
    """Yield each comparison by its name: what is compared, and how many times as long the other took."""
    ours = build_ours(folder, number)
    said = count(number, "document")
    told = {"all": "the site, search and concordance", "pages": "the pages alone"}
    for name, found in ours.items():
        print(f"{name}: {_told(found)}", file=sys.stderr)
    both = ours["all"]._replace(seconds=ours["read"].seconds + ours["all"].seconds)
    yield f"{said}: one changed", _row("a build after it", "the first build alone", ours["touched"], ours["all"])
    yield (
        f"{said}: one changed, and read",
        _row("reading it and a build", "reading all and the first build", ours["touched"], both),
    )
    yield f"{said}: nothing changed", _row("another build", "an empty project", ours["untouched"], ours["empty"])
    sources = (folder / "docs" / "corpus" / "documents").glob("*.md")
    pages = {path.stem: plain(path.read_text(encoding="utf-8")) for path in sources}
    for key in peers:
        peer = PEERS[key]
        if (here := peer.version()) is None:
            print(f"{peer.name} is not installed, and is left out", file=sys.stderr)
            continue
        other = peer.build(folder, pages)
        print(f"{peer.name}: {_told(other)}", file=sys.stderr)
        row = _row(told[peer.beside], f"{peer.name} {here}", ours[peer.beside], other)
        yield f"{said}: beside {peer.name}", row


def _row(ours: str, other: str, one: Used, two: Used) -> dict[str, str | float]:
    times = round(two.seconds / one.seconds, 2)
    return {"ours": ours, "other": other, "times": times, "MiB": round(one.memory), "MiB of all": round(one.together)}


def _told(found: Used) -> str:
    return f"{found.seconds:.1f} s, {found.memory:.0f} MiB in one process, {found.together:.0f} MiB in all"


def main() -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--number", type=int, default=1000, help="how many documents")
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=list(PEERS), help="which others are measured")
    parser.add_argument("--folder", type=Path, help="a folder to build in, which is kept")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        ratios = {}
        # What was measured is stored even if a peer takes longer than anybody waits.
        for name, row in measured(options.folder or Path(made), options.number, options.peers):
            ratios[name] = row
            _store(options.number, ratios)
    found = table("building", {"building": {"ratios": ratios}})
    assert found is not None
    print(printed(found))
    return 0


def _store(number: int, ratios: Mapping[str, Mapping[str, str | float]]) -> None:
    """Store what was measured with so many documents, beside what was with others."""
    stored = json.loads(APART["building"].read_text(encoding="utf-8")) if APART["building"].is_file() else {}
    said = count(number, "document")
    kept = {name: row for name, row in stored.get("ratios", {}).items() if not name.startswith(f"{said}:")}
    text = json.dumps({"ratios": kept | dict(ratios)}, indent=1, sort_keys=True)
    APART["building"].write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
