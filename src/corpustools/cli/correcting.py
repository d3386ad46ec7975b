"""The command that writes down what a person says of one document."""

from pathlib import Path

import click

from corpustools.cli.options import in_corpus, opened
from corpustools.errors import CorpusToolsError, ModelError
from corpustools.text.characters import escape_controls


@click.command()
@click.argument("document", metavar="ID")
@click.argument("what")
@click.argument("values", metavar="[VALUE]...", nargs=-1)
@click.option("--words", default="", metavar="TEXT", help="Which block a label is of: words that stand in it alone.")
@click.option("--why", default="", metavar="TEXT", help="What speaks for it; it is shown beside the fact or the label.")
@in_corpus
def correct(document: str, what: str, values: tuple[str, ...], words: str, why: str, folder: Path | None) -> None:
    """Correct the label of a block, or a fact, of one document.

    WHAT is label, or the field of a fact: headline, author, date_published and so on. VALUE is what it is; several
    authors are several values, and no value says that nothing is known. It is written into corrections/, where it can
    be changed or taken out; raw/ stays as it is.
    """
    from corpustools.inputs import known_id
    from corpustools.model.correction import LABEL, Correction
    from corpustools.model.fact import FIELDS

    corpus = opened(folder)
    ident = known_id(corpus, document)
    if len(values) > 1 and (what == LABEL or (what in FIELDS and not FIELDS[what].many)):
        raise click.UsageError(
            f"{what} has one value, not {len(values)}; put one of several words into quotation marks."
        )
    try:
        corrections = [Correction(what, value, words, why) for value in values or ("",)]
    except ModelError as error:
        raise CorpusToolsError(str(error)) from None
    corpus.correct(ident, *corrections)
    said = f"{what} of {ident} is {', '.join(values) or 'unknown'}"
    click.echo(escape_controls(f"Written into {corpus.corrections.folder}: {said}. `corpustools process` reads it so."))
