"""Commands that make a corpus, bring it up to date and check it."""

import shlex
import sys
from functools import partial
from pathlib import Path

import click

from corpustools.cli.options import in_corpus, interruptible, jobs_option, opened
from corpustools.cli.shards import process_sources, to_shards
from corpustools.terminal import console_for, count
from corpustools.text.characters import escape_controls


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Make a corpus folder: corpus.toml, raw/ and a .gitignore."""
    from corpustools.corpus import Corpus

    corpus = Corpus.create(folder)
    click.echo(escape_controls(f"Made {corpus.root / 'corpus.toml'}. Put documents into {corpus.raw} and run:"))
    click.echo(escape_controls(f"  corpustools process --corpus {shlex.quote(str(folder))}"))


@click.command()
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@to_shards
@jobs_option
@in_corpus
def process(sources: tuple[str, ...], jobs: int | None, folder: Path | None, **asked: str | None) -> None:
    """Read what is new or changed in raw/, or the documents of SOURCE into Parquet files.

    SOURCE is a folder, a file of JSON Lines, Parquet or WARC, or a glob in quotation marks, here or behind an address
    such as s3://bucket/crawl/*.warc.gz. Then --to says where the shards go, and --corpus whose settings are
    used; raw/ is left alone.

    Exit status 1 says that a document is in quarantine: it could not be read. Ctrl-C ends it, with status 130; what
    was read is kept, and the next run goes on from there.
    """
    if sources:
        process_sources(sources, jobs, folder, **asked)
        return
    without = [name for name in asked if asked[name] is not None]
    if without:
        raise click.UsageError(f"--{without[0].replace('_', '-')} is for documents of a SOURCE, which is missing.")
    _process_folder(jobs, folder)


def _process_folder(jobs: int | None, folder: Path | None) -> None:
    from rich.progress import Progress

    told = 0

    def tell_tenths(done: int, total: int) -> None:
        nonlocal told
        if done * 10 // total > told:
            told = done * 10 // total
            click.echo(f"{done:,} of {count(total, 'document')}", err=True)

    corpus, console = opened(folder), console_for(stderr=True)
    waiting = partial(
        click.echo, f"{corpus.root}: another process is at work on it; waiting until it is done", err=True
    )
    with interruptible("What was read is kept; the next run goes on from there."):
        if console.is_terminal:
            with Progress(console=console, transient=True) as bar:
                task = bar.add_task("Reading", total=None)
                report = corpus.process(
                    lambda done, total: bar.update(task, completed=done, total=total), jobs=jobs, waiting=waiting
                )
        else:
            report = corpus.process(tell_tenths, jobs=jobs, waiting=waiting)
    click.echo(
        f"{len(report.written):,} written, {len(report.unchanged):,} unchanged, "
        f"{len(report.removed):,} removed, {len(report.quarantined):,} in quarantine"
    )
    for name, reason in report.quarantined.items():
        click.echo(escape_controls(f"{corpus.raw / name}: {reason}"))
    if not (report.written or report.unchanged or report.quarantined or corpus):
        from corpustools.inputs import next_step

        click.echo(escape_controls(f"There are no documents: {next_step(corpus)}"), err=True)
    if report.quarantined:
        sys.exit(1)


@click.command()
@jobs_option
@in_corpus
def verify(jobs: int | None, folder: Path | None) -> None:
    """Prove that the corpus is what raw/ says.

    Exit status 1 says that something does not hold.
    """
    corpus, holds = opened(folder), True
    for problem in corpus.verify(jobs=jobs):
        click.echo(escape_controls(problem))
        holds = False
    if not holds:
        sys.exit(1)
    click.echo(f"{count(len(corpus), 'document')} hold{'s' if len(corpus) == 1 else ''}: nothing differs from raw/")
