"""The command line: thin, and made of what the rest of the package says about itself.

Exit status 0 means that all is well, 1 that a document is in quarantine or does not hold, 2 that the
command could not be carried out. Heavy modules are imported by the commands that need them.
"""

import importlib.util
import io
import os
import shlex
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpustools import __version__
from corpustools.errors import CorpusNotFoundError, CorpusToolsError
from corpustools.model.span import KEPT, VIEWS
from corpustools.terminal import as_is, console_for, count, table
from corpustools.text.characters import escape_controls

if TYPE_CHECKING:
    from corpustools.corpus import Corpus
    from corpustools.model.document import Document

_COLOURS = {True: "green", False: "yellow"}
"""The colours of labels that are kept in the reading text, and of those that are set aside."""


class _Failure(click.ClickException):
    """What a command cannot do, told in one line."""

    exit_code = 2

    def format_message(self) -> str:
        return escape_controls(" ".join(self.message.split()))


class _Group(click.Group):
    """A group that tells every error it expects in one line, and ends with status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # `| head` has read enough; click ends quietly
        except CorpusToolsError as error:
            raise _Failure(str(error)) from error
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            raise _Failure(f"{where}{error.strerror or error}") from error


def _open(folder: Path | None) -> "Corpus":
    from corpustools.corpus import Corpus, open_corpus

    if folder is not None:
        return open_corpus(folder)
    found = Corpus.find(Path.cwd())
    # Told as seen from here, which is how a person would name it.
    return Corpus(Path(os.path.relpath(found.root)), found.config)


def _stored(corpus: "Corpus", ident: str, noun: str = "document") -> "Document":
    """Return a document of the corpus, or say what is there instead."""
    from difflib import get_close_matches

    if ident in corpus:
        return corpus[ident]
    if (corpus.quarantine / f"{ident}.json").is_file():
        raise _Failure(f"the document {ident} is in quarantine; `corpustools process` says why")
    near = get_close_matches(ident, corpus.ids, n=1)
    advice = f"did you mean {near[0]}?" if near else "`corpustools show` lists the documents"
    raise _Failure(f"there is no {noun} {ident} in {corpus.root}; {advice}")


_in_corpus = click.option(
    "--corpus",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The corpus folder. Without it: the one here or above.",
)


@click.group("corpustools", cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="corpustools")
def main() -> None:
    """Turn a folder of messy scraped documents into a corpus to read, search, cite and compute with."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Make a corpus folder: corpus.toml, raw/ and a .gitignore."""
    from corpustools.corpus import Corpus

    corpus = Corpus.create(folder)
    click.echo(escape_controls(f"Made {corpus.root / 'corpus.toml'}. Put documents into {corpus.raw} and run:"))
    click.echo(escape_controls(f"  corpustools process --corpus {shlex.quote(str(folder))}"))


@main.command()
@_in_corpus
def process(folder: Path | None) -> None:
    """Read what is new or changed in raw/.

    Exit status 1 says that a document is in quarantine: it could not be read.
    """
    from rich.progress import Progress

    def tell_tenths(done: int, total: int) -> None:
        if done * 10 // total > (done - 1) * 10 // total:
            click.echo(f"{done:,} of {count(total, 'document')}", err=True)

    corpus, console = _open(folder), console_for(stderr=True)
    if console.is_terminal:
        with Progress(console=console, transient=True) as bar:
            task = bar.add_task("Reading", total=None)
            report = corpus.process(lambda done, total: bar.update(task, completed=done, total=total))
    else:
        report = corpus.process(tell_tenths)
    click.echo(
        f"{len(report.written):,} written, {len(report.unchanged):,} unchanged, "
        f"{len(report.removed):,} removed, {len(report.quarantined):,} in quarantine"
    )
    for name, reason in report.quarantined.items():
        click.echo(escape_controls(f"{corpus.raw / name}: {reason}"))
    if report.quarantined:
        sys.exit(1)


@main.command()
@click.argument("ident", metavar="[ID]", required=False)
@click.option("--view", type=click.Choice(list(VIEWS)), help="Print this view's text (article, where nothing is said).")
@click.option("--facts", is_flag=True, help="Print the facts, and the words that say them.")
@click.option("--json", "record", is_flag=True, help="Print the record, as normalized/ID.json holds it.")
@_in_corpus
def show(ident: str | None, view: str | None, facts: bool, record: bool, folder: Path | None) -> None:
    """List the documents, or print one of them."""
    from corpustools.model.record import to_json

    asked = [name for name, value in (("--view", view), ("--facts", facts), ("--json", record)) if value]
    if len(asked) > 1:
        raise click.UsageError(f"{' and '.join(asked)} do not go together.")
    if ident is None and asked:
        raise click.UsageError(f"{asked[0]} needs the ID of a document.")
    corpus = _open(folder)
    if ident is None:
        _list(corpus)
        return
    document = _stored(corpus, ident)
    if record:
        as_is(to_json(document))
    elif facts:
        rows = (
            (fact.field, fact.value, f"{fact.start}:{fact.end}", fact.rule, document.words_at(fact.start, fact.end))
            for fact in document.facts
        )
        table(("field", "value", "at", "rule", "words"), rows)
    else:
        as_is(document.view(view or "article").text.encode("utf-8", "backslashreplace"))


def _list(corpus: "Corpus") -> None:
    """List the documents by what is known of each."""
    if corpus.ids:
        rows = ((one.id, one.title, one.publisher, one.language, one.words) for one in corpus.summaries())
        table(("id", "title", "publisher", "language", "words"), rows)
    else:
        click.echo(escape_controls(f"No documents. Put some into {corpus.raw} and run `corpustools process`."))


@main.command()
@click.argument("file")
@_in_corpus
def explain(file: str, folder: Path | None) -> None:
    """Say what each block of FILE is, and why.

    FILE is any text file, - for standard input, or the ID of a document of the corpus.
    """
    from rich.text import Text

    from corpustools.model.document import excerpt

    document, console = _document(file, folder), console_for()
    source = document.source
    how = f"{source.encoding} ← {source.encoding_rule} ({source.encoding_reason})"
    console.print(Text(escape_controls(f"{file}: {how}")), soft_wrap=True)
    width = max((len(block.label) for block in document.blocks), default=0)
    for block in document.blocks:
        colour = _COLOURS[block.label in KEPT]
        why = f"{block.start}:{block.end} ← {block.rule} {block.confidence:.2f} ({block.why})"
        words = excerpt(block.reading, max(20, console.width - 4))
        console.print(Text.assemble((f"{block.label:{width}}", colour), f"  {escape_controls(why)}"), soft_wrap=True)
        console.print(Text(f"    {escape_controls(words)}", style="" if block.label in KEPT else "dim"), soft_wrap=True)
    repairs = Counter(repair.rule for repair in document.repairs)
    console.print(Text(count(repairs.total(), "repair")))
    for name, number in sorted(repairs.items()):
        console.print(Text(f"    {number:,} × {name}"))


def _document(file: str, folder: Path | None) -> "Document":
    """Read a file or standard input, or take the document of this id."""
    from corpustools.pipeline import read

    config = None if folder is None else _open(folder).config
    if file == "-":
        return read(sys.stdin.buffer.read(), config=config)
    path = Path(file)
    if path.exists() and not path.is_dir():
        return read(path.read_bytes(), config=config)
    try:
        return _stored(_open(folder), file, "file or document")
    except CorpusNotFoundError:
        raise _Failure(f"there is no file {file}, and no corpus here to look for such a document") from None


@main.command()
@_in_corpus
def verify(folder: Path | None) -> None:
    """Prove that the corpus is what raw/ says.

    Exit status 1 says that something does not hold.
    """
    from corpustools.corpus import verify as problems_of

    corpus, holds = _open(folder), True
    for problem in problems_of(corpus):
        click.echo(escape_controls(problem))
        holds = False
    if not holds:
        sys.exit(1)
    click.echo(f"{count(len(corpus), 'document')} hold{'s' if len(corpus) == 1 else ''}: nothing differs from raw/")


@main.command()
@click.argument("name", required=False)
def rules(name: str | None) -> None:
    """List all rules, or say everything about one."""
    from corpustools import registry

    if name is None:
        listed = (rule for phase in registry.PHASES for rule in registry.rules(phase))
        rows = ((rule.phase, rule.name, rule.label, f"{rule.confidence:.2f}", rule.summary) for rule in listed)
        table(("phase", "name", "label", "confidence", "summary"), rows)
        return
    rule = registry.get(name)
    kind = f"{rule.phase}, {rule.label}" if rule.label else rule.phase
    click.echo(f"{rule.name} ({kind}, {rule.confidence:.2f})\n{rule.summary}\n\n{rule.why}\n")
    click.echo(f"Fires:\n\n{rule.fires}\n\nAbstains:\n\n{rule.abstains}\n")
    click.echo(f"Since {rule.since}, version {rule.version}, in {rule.module}")


@main.command()
@click.option("--to", type=click.Path(path_type=Path), metavar="DIR", help="Where the site goes.")
@click.option("--docs", type=click.Path(path_type=Path), metavar="DIR", help="A Sphinx source folder with a conf.py.")
@_in_corpus
def html(to: Path | None, docs: Path | None, folder: Path | None) -> None:
    """Build the site.

    Its source is the folder that --docs names, else the folder docs beside the corpus if that has a conf.py,
    else a plain site that comes with corpustools.

    Exit status 1 says that a document is in quarantine and has no page, any other that Sphinx failed.
    """
    from importlib.resources import files

    from corpustools.corpus.files import write_if_changed

    if importlib.util.find_spec("sphinx") is None:
        raise _Failure("the site is built by Sphinx, which is not installed: pip install 'corpustools[site]'")
    corpus = _open(folder)
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
        raise _Failure(f"{source} has no conf.py, so Sphinx cannot build it")
    built = to.resolve() if to else built
    options = ["-b", "html", "-j", "auto", "-D", f"corpus_path={root}"]
    status = subprocess.run([sys.executable, "-m", "sphinx", *options, str(source), str(built)], check=False).returncode
    if status == 0:
        click.echo(escape_controls(f"The site is {built / 'index.html'}"))
    unread = len(list(corpus.quarantine.glob("*.json")))
    if unread:
        click.echo(f"{count(unread, 'document')} in quarantine: no page; `corpustools process` says why", err=True)
    sys.exit(status or min(unread, 1))
