"""The command that builds the site."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpustools.cli.options import in_corpus, opened
from corpustools.terminal import Failure, count
from corpustools.text.characters import escape_controls

if TYPE_CHECKING:
    from corpustools.corpus import Corpus


@click.command()
@click.option("--to", type=click.Path(path_type=Path), metavar="DIR", help="Where the site goes.")
@click.option("--docs", type=click.Path(path_type=Path), metavar="DIR", help="A Sphinx source folder with a conf.py.")
@in_corpus
def html(to: Path | None, docs: Path | None, folder: Path | None) -> None:
    """Build the site.

    Its source is the folder that --docs names, else the folder docs beside the corpus if that has a conf.py,
    else a plain site that comes with corpustools.

    Exit status 1 says that a document is in quarantine and has no page, any other that Sphinx failed.
    """
    from importlib.resources import files

    from corpustools.corpus.files import write_if_changed
    from corpustools.inputs import next_step

    if importlib.util.find_spec("sphinx") is None:
        raise Failure("the site is built by Sphinx, which is not installed: pip install 'corpustools[site]'")
    corpus = opened(folder)
    root = corpus.root.resolve()
    beside = root.parent / "docs"
    if docs or (beside / "conf.py").is_file():
        source = (docs or beside).resolve()
        built = source / "_build" / "html"
    else:
        source, built = root / ".corpustools" / "site", root / ".corpustools" / "html"
        for item in files("corpustools").joinpath("sphinxext/site").iterdir():
            if item.is_file():
                write_if_changed(source / item.name, item.read_bytes())
    if not (source / "conf.py").is_file():
        raise Failure(f"{source} has no conf.py, so Sphinx cannot build it")
    built = to.resolve() if to else built
    _check(corpus, built)
    options = ["-b", "html", "-j", "auto", "-D", f"corpus_path={root}"]
    status = subprocess.run([sys.executable, "-m", "sphinx", *options, str(source), str(built)], check=False).returncode
    if status == 0:
        click.echo(escape_controls(f"The site is {built / 'index.html'}"))
    if not corpus and not status:
        click.echo(escape_controls(f"There are no documents: {next_step(corpus)}"), err=True)
    unread = len(list(corpus.quarantine.glob("*.json")))
    if unread:
        click.echo(f"{count(unread, 'document')} in quarantine: no page; `corpustools process` says why", err=True)
    sys.exit(status or min(unread, 1))


def _check(corpus: "Corpus", built: Path) -> None:
    """Raise what would end the build; Sphinx tells it by forty lines of its own state and a request to report a bug."""
    corpus.check_raw()
    corpus.check_outside(built)
    _ = corpus.entities, corpus.gazetteer
    with corpus.locked():
        built.mkdir(parents=True, exist_ok=True)
