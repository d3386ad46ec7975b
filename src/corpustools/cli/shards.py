"""What the command line knows of documents that are in no folder of a corpus: containers, and shards made of them."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from corpustools.cli.options import opened
from corpustools.shards import ENGINES
from corpustools.terminal import Failure, console_for, count
from corpustools.text.characters import escape_controls

_OPTIONS = (
    click.option("--to", metavar="DIR", help="Of a SOURCE: where the Parquet files go, a folder or an address."),
    click.option(
        "--engine",
        type=click.Choice(ENGINES),
        help="Of a SOURCE: where documents are read, in this process, in several, or by dask. [processes]",
    ),
    click.option(
        "--scheduler",
        metavar="ADDRESS",
        help="Of dask: a running cluster, such as tcp://host:8786. Without it: processes on this machine.",
    ),
    click.option("--html-field", metavar="NAME", help="Of JSON Lines and Parquet: what holds HTML. [html]"),
    click.option("--text-field", metavar="NAME", help="Of JSON Lines and Parquet: what holds plain text. [text]"),
    click.option("--url-field", metavar="NAME", help="Of JSON Lines and Parquet: what holds the address. [url]"),
)


def to_shards(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of documents from containers."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def process_sources(
    sources: tuple[str, ...],
    jobs: int | None,
    folder: Path | None,
    *,
    to: str | None,
    engine: str | None,
    scheduler: str | None,
    html_field: str | None,
    text_field: str | None,
    url_field: str | None,
) -> None:
    """Read the documents of containers into shards."""
    if to is None:
        raise click.UsageError("--to DIR is missing: where the Parquet files go.")
    if scheduler is not None and engine != "dask":
        raise click.UsageError("--scheduler goes with --engine dask.")
    from corpustools.containers import Fields
    from corpustools.shards.run import make_shards

    fields = Fields(html_field or "html", text_field or "text", url_field or "url")
    corpus = None if folder is None else opened(folder)
    console, told = console_for(stderr=True), ""

    def tell(what: str, done: int, total: int) -> None:
        nonlocal told
        tenth = f"{what}: {done * 10 // total * 10} % of {count(total, 'piece')}"
        if tenth != told:
            told = tenth
            console.print(tenth)

    try:
        report = make_shards(
            sources,
            to,
            config=None if corpus is None else corpus.config,
            known=() if corpus is None else corpus.gazetteer,
            fields=fields,
            engine=engine or "processes",
            scheduler=scheduler,
            jobs=jobs,
            progress=tell,
            waiting=lambda: console.print(f"{to}: another process is at work on it; waiting until it is done"),
        )
    except ImportError as error:
        raise Failure(f"{error}: pip install 'corpustools[warc,dask]'") from error
    except KeyboardInterrupt:
        click.echo("Stopped. The shards that were made are kept; the next run makes the others.", err=True)
        sys.exit(130)
    refused, skipped = report.refused, report.skipped
    click.echo(
        f"{count(report.documents, 'document')} in {count(len(report.shards), 'shard')} "
        f"({report.made:,} new), {sum(refused.values()):,} could not be read, {sum(skipped.values()):,} no documents"
    )
    for heading, counts in (("could not be read", refused), ("no documents", skipped)):
        for kind, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:20]:
            click.echo(escape_controls(f"  {heading}: {number:,} × {kind}"))
    if refused:
        sys.exit(1)
