"""Options that several commands have, and what they stand for."""

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar

import click

from corpustools.errors import QueryError
from corpustools.model.span import VIEWS
from corpustools.text.characters import escape_controls

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

_CHOICES = (
    click.option("--publisher", multiple=True, help="Only documents of this publisher; may be given again."),
    click.option("--language", multiple=True, help="Only documents in this language, as a BCP 47 tag."),
    click.option("--date", help="Only documents of this time: 2015, 2015-06/2016, 2015/.. or unknown."),
    click.option("--document", multiple=True, metavar="ID", help="Only this document."),
    click.option(
        "--source", multiple=True, metavar="FOLDER", help="Only documents in this folder below raw/, or below it."
    ),
)

Command = TypeVar("Command", bound=Callable[..., None])


def in_labels(verb: str) -> Callable[[Command], Command]:
    """Return the option ``--in``, which chooses blocks to do with what the verb says; for :func:`view_of`."""
    return click.option(
        "--in", "labels", metavar="VIEW", help=f"{verb} {', '.join(VIEWS)}, or blocks of these labels (a,b)."
    )


def choosing(command: Command) -> Command:
    """Give a command the options that choose documents; it takes them together, for :func:`chosen`."""
    for option in reversed(_CHOICES):
        command = option(command)
    return command


def chosen(corpus: "Corpus", choice: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was chosen of a corpus, as :meth:`corpustools.Corpus.subcorpus` takes it.

    >>> from corpustools import open_corpus
    >>> corpus = open_corpus("corpus")
    >>> chosen(corpus, {"publisher": (), "language": ("en", "unknown"), "date": None, "document": ()})
    {'language': ('en', 'unknown')}

    Raises :class:`~corpustools.errors.CorpusToolsError` for a document that is not there, and for a publisher, a
    language or a source that no document has: it would be a mistake in typing that nothing is counted for.

    >>> chosen(corpus, {"language": ("fr",)})
    Traceback (most recent call last):
    corpustools.errors.QueryError: no document has the language 'fr'; `corpustools describe --json` counts what there is
    """
    from corpustools.inputs import known_id
    from corpustools.search.texts import UNKNOWN

    given = {name: values for name, values in choice.items() if values}
    if "document" in given:
        given["document"] = tuple(known_id(corpus, ident) for ident in given["document"])
    summaries = list(corpus.summaries()) if given.keys() & {"publisher", "language", "source"} else []
    for facet in ("publisher", "language"):
        _check(facet, given.get(facet, ()), {getattr(entry, facet) or UNKNOWN for entry in summaries} | {UNKNOWN})
    folders = {str(folder) for entry in summaries for folder in PurePosixPath(entry.name).parents}
    _check("source", (source.rstrip("/") for source in given.get("source", ())), folders)
    return given


def _check(facet: str, values: Iterable[str], known: Collection[str]) -> None:
    for value in values:
        if value not in known:
            near = get_close_matches(value, sorted(known), n=1)
            advice = f"did you mean {near[0]!r}?" if near else "`corpustools describe --json` counts what there is"
            raise QueryError(f"no document has the {facet} {value!r}; {advice}")


def view_of(labels: str | None) -> str | list[str]:
    """Return the view, or the labels, that ``--in`` names.

    >>> view_of(None), view_of("body"), view_of("share,tags")
    ('article', 'body', ['share', 'tags'])
    """
    if labels is None:
        return "article"
    return labels if labels in VIEWS else labels.split(",")


def opened(folder: Path | None) -> "Corpus":
    """Open the corpus that ``--corpus`` names, or the nearest."""
    from corpustools.inputs import corpus_at

    return corpus_at(folder)


def filled(folder: Path | None) -> "Corpus":
    """Open a corpus as :func:`opened` does, and say on standard error if there is nothing in it yet."""
    from corpustools.inputs import next_step

    corpus = opened(folder)
    if not corpus:
        click.echo(escape_controls(f"{corpus.root} has no documents yet: {next_step(corpus)}"), err=True)
    return corpus


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
