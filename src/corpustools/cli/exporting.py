"""The command that writes documents in forms which other programs read."""

from pathlib import Path
from typing import Any

import click

from corpustools.cli.options import choosing, chosen, filled, in_corpus, in_labels, view_of
from corpustools.terminal import as_is, count
from corpustools.writers.exports import EXPORTS


@click.command(epilog=f"{'; '.join(f'{form}: {export.name}' for form, export in EXPORTS.items())}.")
@click.argument("form", type=click.Choice(list(EXPORTS)))
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write a file for each document into this folder. Without it: one file of all is printed.",
)
@in_labels("Export")
@choosing
@click.option(
    "--site",
    metavar="ADDRESS",
    default="",
    help="The address of the published site, whose pages are named; else that of corpus.toml.",
)
@click.option(
    "--as-published",
    is_flag=True,
    help="Withhold words as corpus.toml says (publication). Without it texts are whole.",
)
@in_corpus
def export(
    form: str,
    target: Path | None,
    labels: str | None,
    site: str,
    as_published: bool,
    folder: Path | None,
    **choice: Any,
) -> None:
    """Write documents in a form that other programs read."""
    from corpustools.corpus.exporting import Exporting

    corpus = filled(folder)
    choice = chosen(corpus, choice)
    exporting = Exporting(corpus, form, view_of(labels), site=site, as_published=as_published, **choice)
    if target is None:
        number = -2  # what stands above and below them are parts, too
        for part in exporting.whole():
            as_is(part.encode("utf-8", "backslashreplace"))
            number += 1
        click.echo(count(number, "document"), err=True)
    else:
        click.echo(f"{count(exporting.write(target), 'document')} in {target}", err=True)
