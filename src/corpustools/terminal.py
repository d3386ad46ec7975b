"""Printing for people and for programs: tables on a terminal, plain lines elsewhere, nothing that steers one.

Errors are printed here too: each in one line.
"""

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from corpustools.errors import CorpusToolsError, in_words
from corpustools.text.characters import escape_controls

if TYPE_CHECKING:
    from rich.console import Console


class Failure(click.ClickException):
    """What a command cannot do, told in one line."""

    exit_code = 2

    def format_message(self) -> str:
        """Return the message on one line, with nothing in it that steers a terminal."""
        return escape_controls(" ".join(self.message.split()))


class Group(click.Group):
    """A group that tells every error it expects in one line, and ends with status 2."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Part the command's name from what stands behind it; say of options of commands where they stand."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            given = error.option_name
            if not any(given in param.opts for command in self.commands.values() for param in command.params):
                raise
            where = f"{given} stands behind the command: {ctx.command_path} COMMAND {given}"
            raise click.UsageError(where, ctx) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # `| head` has read enough; click ends quietly
        except CorpusToolsError as error:
            raise Failure(str(error)) from error
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            raise Failure(f"{where}{in_words(error)}") from error
        except KeyboardInterrupt:
            # As shells expect; 1, which click gives, would say that something does not hold.
            click.echo("Stopped.", err=True)
            ctx.exit(130)


def console_for(*, stderr: bool = False) -> "Console":
    """Make a console that takes text as text: no markup, no emoji, no guessed colours."""
    from rich.console import Console

    return Console(stderr=stderr, markup=False, emoji=False, highlight=False)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table on a terminal, and elsewhere lines of cells with tabs between them."""
    from rich.table import Table
    from rich.text import Text

    console = console_for()
    lines = [tuple(columns)]
    lines.extend(
        tuple(escape_controls("" if cell is None else " ".join(str(cell).split())) for cell in row) for row in rows
    )
    if not console.is_terminal:
        for line in lines:
            click.echo("\t".join(line))
        return
    made = Table(box=None, pad_edge=False)
    for column in zip(*lines, strict=True):
        # An id or an offset that is broken over two lines cannot be copied; words can be.
        made.add_column(column[0], no_wrap=not any(" " in cell for cell in column), overflow="fold")
    for line in lines[1:]:
        made.add_row(*map(Text, line))
    console.print(made)


def as_is(data: bytes) -> None:
    """Give a file or a pipe the bytes as they are, and a terminal a text that cannot steer it."""
    if sys.stdout.isatty():
        click.echo(escape_controls(data.decode("utf-8"), lines=True))
    else:
        click.echo(data, nl=False)


def count(number: int, noun: str) -> str:
    """Say how many there are.

    >>> count(1, "document"), count(1200, "document")
    ('1 document', '1,200 documents')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
