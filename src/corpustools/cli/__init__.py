"""The command line: thin, and made of what the rest of the package says about itself.

Exit status 0 means that all is well, 1 that a document is in quarantine or does not hold, 2 that the
command could not be carried out, and 130 that Ctrl-C ended it. Heavy modules are imported by the commands that need
them.

Each module has the commands of one kind, and :mod:`corpustools.cli.options` the options that several have. A new
command is a function in the module of its kind, and its name in ``COMMANDS``.
"""

import io
import sys

import click

from corpustools import __version__
from corpustools.cli.contents import concordance, describe, duplicates, entities
from corpustools.cli.correcting import correct
from corpustools.cli.documents import cite, explain, show
from corpustools.cli.exporting import export
from corpustools.cli.folder import init, process, verify
from corpustools.cli.ruleset import rules
from corpustools.cli.shards import import_
from corpustools.cli.site import html
from corpustools.cli.words import collocates, frequency, keyness, words
from corpustools.terminal import Group

COMMANDS = (
    init,
    process,
    import_,
    show,
    explain,
    correct,
    cite,
    entities,
    concordance,
    words,
    frequency,
    collocates,
    keyness,
    export,
    describe,
    duplicates,
    verify,
    rules,
    html,
)
"""All commands, in the order in which the help and the reference list them."""


@click.group("corpustools", cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="corpustools")
def main() -> None:
    """Turn a folder of messy scraped documents into a corpus to read, search, cite and compute with."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


for command in COMMANDS:
    main.add_command(command)
