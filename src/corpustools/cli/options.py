"""Options that several commands have, and what they stand for."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from corpustools.corpus import Corpus

in_corpus = click.option(
    "--corpus",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The corpus folder. Without it: the one here or above.",
)

media_type_of_file = click.option(
    "--media-type",
    metavar="TYPE",
    help="What FILE holds, such as text/html, where the ending of its name does not say so.",
)

jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes read. Without it: one on each core that may be used, and one alone for little.",
)


def opened(folder: Path | None) -> "Corpus":
    """Open the corpus that ``--corpus`` names, or the nearest."""
    from corpustools.inputs import corpus_at

    return corpus_at(folder)


@contextmanager
def interruptible(kept: str) -> Iterator[None]:
    """Let Ctrl-C end a command with status 130, as shells expect, and say what is ``kept``.

    >>> with interruptible("What was read is kept."):
    ...     raise KeyboardInterrupt
    Traceback (most recent call last):
    SystemExit: 130
    """
    try:
        yield
    except KeyboardInterrupt:
        click.echo(f"Stopped. {kept}", err=True)
        sys.exit(130)
