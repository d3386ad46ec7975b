"""Commands that count words: lists of them, what stands near them, and what sets a part of the corpus apart."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from corpustools.cli.options import Command, choosing, chosen, filled, in_corpus, in_labels, view_of
from corpustools.search.dates import LENGTHS
from corpustools.search.distribution import FACETS
from corpustools.terminal import count, table

_MEASURES = ("log_dice", "mi", "t_score", "log_likelihood")


def _least(default: int, help_: str) -> Callable[[Command], Command]:
    return click.option(
        "--minimum", type=click.IntRange(1), default=default, show_default=True, metavar="N", help=help_
    )


_case = click.option("--case", is_flag=True, help="Capitals count.")


@click.command()
@click.option("--ngrams", "n", type=click.IntRange(1), default=1, metavar="N", help="Sequences of N words instead.")
@_least(1, "Only those that occur so often.")
@_case
@in_labels("Count")
@choosing
@in_corpus
def words(n: int, minimum: int, case: bool, labels: str | None, folder: Path | None, **choice: Any) -> None:
    """List the words of the documents, the most frequent first.

    Beside each stands how often it occurs, how often that is in a million tokens, in how many documents, and DP: 0
    where each document has its share of it, near 1 where few have all. How many tokens and types there are, and the
    type-token ratios, are told on standard error.
    """
    corpus = filled(folder)
    part = corpus.subcorpus(view_of(labels), **chosen(corpus, choice))
    table(
        ("words" if n > 1 else "word", "frequency", "per_million", "documents", "dp"),
        (
            (one.words, one.frequency, f"{one.per_million:.2f}", one.documents, f"{one.dp:.3f}")
            for one in part.ngram_list(n, minimum=minimum, case=case)
        ),
    )
    found = part.richness(case=case)
    ratios = {"TTR": found.ttr, f"STTR of {found.window:,}": found.sttr}
    said = "".join(f"; {name} {ratio:.3f}" for name, ratio in ratios.items() if ratio is not None)
    click.echo(
        f"{count(found.tokens, 'token')} in {count(len(part.documents), 'document')}; "
        f"{count(found.types, 'type')}, {found.hapaxes:,} of them once{said}",
        err=True,
    )


@click.command()
@click.argument("query")
@click.option(
    "--window", type=click.IntRange(1), default=5, show_default=True, metavar="WORDS", help="Words on each side."
)
@_least(2, "Only words that are so often near.")
@click.option(
    "--sort", type=click.Choice(_MEASURES), default="log_dice", show_default=True, help="The measure to sort by."
)
@_case
@in_labels("Search")
@choosing
@in_corpus
def collocates(
    query: str,
    window: int,
    minimum: int,
    sort: str,
    case: bool,
    labels: str | None,
    folder: Path | None,
    **choice: Any,
) -> None:
    """List the words near those that are found, the strongest first.

    QUERY is that of `corpustools concordance`. Beside each word stands how often it is near, how often it occurs, how
    often it would be near by chance, and the measures: logDice, MI, t-score and log-likelihood.
    """
    corpus = filled(folder)
    part = corpus.subcorpus(view_of(labels), **chosen(corpus, choice))
    found = part.concordance(query, case=case).collocates(window, minimum=minimum)
    table(
        ("word", "near", "frequency", "expected", *_MEASURES),
        (
            (row.word, row.near, row.frequency, f"{row.expected:.2f}", *(f"{getattr(row, m):.2f}" for m in _MEASURES))
            for row in sorted(found, key=lambda row: -getattr(row, sort))
        ),
    )
    click.echo(
        f"{count(found.nodes, 'hit')} in {count(found.size, 'token')}, {found.near:,} of them near: at most "
        f"{count(window, 'token')} away",
        err=True,
    )


@click.command()
@click.argument("query")
@click.option(
    "--by",
    type=click.Choice([*LENGTHS, *FACETS]),
    default="document",
    show_default=True,
    help="What hits are counted by.",
)
@_case
@in_labels("Search")
@choosing
@in_corpus
def frequency(query: str, by: str, case: bool, labels: str | None, folder: Path | None, **choice: Any) -> None:
    """Count how often something is found in each document, each year, or by another facet.

    QUERY is that of `corpustools concordance`. What has no hit is listed too, with its number of tokens.
    """
    corpus = filled(folder)
    found = corpus.subcorpus(view_of(labels), **chosen(corpus, choice)).concordance(query, case=case)
    rows = (
        [(row.period, row) for row in found.over_time(by)]
        if by in LENGTHS
        else [(row.value, row) for row in found.distribution(by)]
    )
    table(
        (by, "hits", "documents", "tokens", "per_million"),
        ((value, row.hits, row.documents, row.tokens, f"{row.per_million:.2f}") for value, row in rows),
    )
    click.echo(f"{count(len(found), 'hit')} in {count(found.size, 'token')}", err=True)


@click.command()
@click.option(
    "--reference",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Another corpus folder to compare with. Without it: the documents that were not chosen.",
)
@_least(2, "Only words that occur so often in both together.")
@_case
@in_labels("Compare")
@choosing
@in_corpus
def keyness(
    reference: Path | None, minimum: int, case: bool, labels: str | None, folder: Path | None, **choice: Any
) -> None:
    """List the words that set the chosen documents apart, the surest first.

    They are compared with all other documents, or with those of another corpus. Log-likelihood says how sure it is that
    there is a difference, log ratio how great it is: 1 is twice as frequent here, -1 half as frequent.
    """
    corpus = filled(folder)
    choice = chosen(corpus, choice)
    if reference is None and not choice:
        raise click.UsageError("There is nothing to compare with: choose documents, or name a --reference.")
    part = corpus.subcorpus(view_of(labels), **choice)
    other = part.rest if reference is None else filled(reference).subcorpus(view_of(labels))
    found = part.keyness(other, minimum=minimum, case=case)
    table(
        ("word", "frequency", "reference", "log_likelihood", "log_ratio"),
        (
            (row.word, row.frequency, row.reference, f"{row.log_likelihood:.2f}", f"{row.log_ratio:.2f}")
            for row in found
        ),
    )
    told = f"{count(found.size, 'token')}, beside {found.reference_size:,} of the reference"
    here, there = ({document.language for document in one.documents} for one in (part, other))
    # Else the surest key words are those of the language.
    apart = f"; these are in {', '.join(sorted(there))}, those in {', '.join(sorted(here))}" if there - here else ""
    click.echo(f"{told}{apart}", err=True)
