"""Commands that show one document: its text, its facts, its record, and why it was read as it was."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpustools.cli.options import filled, in_corpus, media_type_of_file, opened, view_of
from corpustools.model.span import VIEWS, percent
from corpustools.terminal import as_is, console_for, count, table
from corpustools.text.characters import escape_controls
from corpustools.writers.bibliography import FORMATS

if TYPE_CHECKING:
    from corpustools.corpus import Corpus

_COLOURS = {True: "green", False: "yellow"}
"""The colours of labels that are kept in the reading text, and of those that are set aside."""


@click.command()
@click.argument("file", metavar="[FILE]", required=False)
@click.option(
    "--view",
    metavar="VIEW",
    help=f"Print the text of {', '.join(VIEWS)} (article, where nothing is said), or blocks of these labels (a,b).",
)
@click.option(
    "--threshold",
    type=click.FloatRange(0, 1),
    metavar="NUMBER",
    help="How likely a block must belong to the view, from 0 (show everything) to 1 (only what is certain); "
    "0.5 is what the labels say.",
)
@click.option("--facts", is_flag=True, help="Print the facts, and the words that say them.")
@click.option("--json", "record", is_flag=True, help="Print the record, as normalized/ID.json holds it.")
@media_type_of_file
@in_corpus
def show(
    file: str | None,
    view: str | None,
    threshold: float | None,
    facts: bool,
    record: bool,
    media_type: str | None,
    folder: Path | None,
) -> None:
    """List the documents, or print one of them.

    FILE is the ID of a document of the corpus, any file of text or HTML, or - for standard input.
    """
    asked = [name for name, value in (("--view", view), ("--facts", facts), ("--json", record)) if value]
    if threshold is not None and view is None:
        asked.insert(0, "--threshold")
    if len(asked) > 1:
        raise click.UsageError(f"{' and '.join(asked)} do not go together.")
    if file is None:
        if asked or media_type:
            raise click.UsageError(f"{asked[0] if asked else '--media-type'} needs a FILE or the ID of a document.")
        _list(filled(folder))
        return
    from corpustools.inputs import document_of
    from corpustools.model.record import to_json

    document = document_of(file, folder, media_type)
    if record:
        as_is(to_json(document))
    elif facts:
        rows = (
            (fact.field, fact.value, f"{fact.start}:{fact.end}", fact.rule, document.words_of(fact))
            for fact in document.facts
        )
        table(("field", "value", "at", "rule", "words"), rows)
    else:
        text = document.view(view_of(view), threshold=0.5 if threshold is None else threshold).text
        as_is(text.encode("utf-8", "backslashreplace"))


def _list(corpus: "Corpus") -> None:
    """List the documents by what is known of each."""
    if corpus:
        rows = ((one.id, one.title, one.publisher, one.date, one.language, one.words) for one in corpus.summaries())
        table(("id", "title", "publisher", "date", "language", "words"), rows)


@click.command()
@click.argument("file")
@media_type_of_file
@in_corpus
def explain(file: str, media_type: str | None, folder: Path | None) -> None:
    """Say what each block of FILE is, how surely, and why.

    FILE is any file of text or HTML, - for standard input, or the ID of a document of the corpus. A file below
    the raw/ of a corpus is read as that corpus reads it.
    """
    from rich.text import Text

    from corpustools.inputs import document_of
    from corpustools.model.tiling import excerpt

    document, console = document_of(file, folder, media_type), console_for()
    source = document.source
    how = f"{source.encoding} ← {source.encoding_rule} ({source.encoding_reason})"
    console.print(Text(escape_controls(f"{file}: {how}")), soft_wrap=True)
    for note in source.notes:
        console.print(Text(escape_controls(f"{file}: {note}")), soft_wrap=True)
    width = max((len(block.label) for block in document.blocks), default=0)
    for block in document.blocks:
        colour = _COLOURS[block.is_kept]
        why = f"{block.start}:{block.end} ← {block.rule} {percent(block.confidence) / 100:.2f} ({block.why})"
        words = excerpt(block.reading, max(20, console.width - 4))
        console.print(Text.assemble((f"{block.label:{width}}", colour), f"  {escape_controls(why)}"), soft_wrap=True)
        console.print(Text(f"    {escape_controls(words)}", style="" if block.is_kept else "dim"), soft_wrap=True)
    repairs = Counter(repair.rule for repair in document.repairs)
    console.print(Text(count(repairs.total(), "repair")))
    for name, number in sorted(repairs.items()):
        console.print(Text(f"    {number:,} × {name}"))


@click.command()
@click.argument("documents", metavar="[ID]...", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How citations are written.",
)
@click.option(
    "--site",
    metavar="ADDRESS",
    default="",
    help="The address of the published site, whose pages are cited; else that of corpus.toml.",
)
@in_corpus
def cite(documents: tuple[str, ...], form: str, site: str, folder: Path | None) -> None:
    """Cite documents, or passages of them.

    ID is the id of a document, or ID#PASSAGE with the anchor of a passage. Without any, all documents are cited.
    """
    from corpustools.inputs import stored
    from corpustools.writers.citation import Citation, page_address
    from corpustools.writers.citation import cite as cited

    corpus = opened(folder) if documents else filled(folder)

    def one(wanted: str) -> Citation:
        ident, _, passage = wanted.partition("#")
        document = stored(corpus, ident)
        address = page_address(site or corpus.config.site, document.id)
        return cited(document, corpus=corpus.config.title, address=address, passage=passage)

    written = FORMATS[form].write(map(one, documents or corpus.ids))
    as_is(written.encode("utf-8", "backslashreplace"))
