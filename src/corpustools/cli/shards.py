"""What the command line knows of documents that are in no folder of a corpus: containers, and shards made of them."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from corpustools.cli.options import in_corpus, interruptible, opened
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
    click.option(
        "--retrieved-field",
        metavar="NAME",
        help="Of JSON Lines and Parquet: what holds the time at which it was fetched. [retrieved]",
    ),
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
    retrieved_field: str | None,
) -> None:
    """Read the documents of containers into shards."""
    if to is None:
        meant = [source for source in sources if Path(source, "corpus.toml").is_file()]
        instead = (
            f"{meant[0]} is a corpus: `corpustools process --corpus {meant[0]}` reads it."
            if meant
            else "What is in the raw/ of a corpus is read without a SOURCE."
        )
        raise click.UsageError(f"--to DIR is missing: where the Parquet files go. {instead}")
    if scheduler is not None and engine != "dask":
        raise click.UsageError("--scheduler goes with --engine dask.")
    from corpustools.containers import Fields
    from corpustools.shards.run import make_shards

    named = {"html": html_field, "text": text_field, "url": url_field, "retrieved": retrieved_field}
    fields = Fields(**{field: name for field, name in named.items() if name})
    corpus = None if folder is None else opened(folder)
    console, told = console_for(stderr=True), ""

    def tell(what: str, done: int, total: int) -> None:
        nonlocal told
        tenth = f"{what}: {done * 10 // total * 10} % of {count(total, 'piece')}"
        if tenth != told:
            told = tenth
            console.print(tenth)

    with interruptible("The shards that were made are kept; the next run makes the others."):
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


@click.command("import")
@click.argument("shards", metavar="DIR")
@click.option(
    "--where",
    metavar="CONDITION",
    help="Which documents: a comparison of columns, such as 'language == \"de\" and words > 200'. [all]",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="How many at most: the first of them. [all]")
@in_corpus
def import_(shards: str, where: str | None, limit: int | None, folder: Path | None) -> None:
    """Take documents of shards into a corpus, to be read.

    DIR is a folder, or an address, that `corpustools process SOURCE --to DIR` has made. The bytes of the documents come
    from the containers that the shards were made of, into raw/; what these say of address, time and type goes to
    origins/. No file is written over. Then `corpustools process` reads them.

    Exit status 1 says that a document could not be taken.
    """
    corpus, console, told = opened(folder), console_for(stderr=True), 0

    def tell(done: int, total: int) -> None:
        nonlocal told
        if done * 10 // total > told:
            told = done * 10 // total
            console.print(f"{done:,} of {count(total, 'document')}")

    with interruptible("What was taken is kept; the same command takes the rest."):
        try:
            from corpustools.shards.importing import import_documents

            report = import_documents(
                shards,
                corpus,
                where,
                limit=limit,
                progress=tell,
                waiting=lambda: console.print(
                    f"{corpus.root}: another process is at work on it; waiting until it is done"
                ),
            )
        except ImportError as error:
            raise Failure(f"{error}: pip install 'corpustools[shards]'") from error
    click.echo(
        f"{count(len(report.imported), 'document')} imported, {len(report.there):,} there already, "
        f"{len(report.refused):,} could not be taken"
    )
    for name, reason in report.refused.items():
        click.echo(escape_controls(f"{name}: {reason}"))
    if report.refused:
        sys.exit(1)
