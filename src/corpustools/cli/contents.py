"""Commands that look into all documents of a corpus: whom they name, which words they use, what they are in numbers."""

from pathlib import Path
from typing import Any

import click

from corpustools.cli.options import choosing, chosen, filled, in_corpus, in_labels, view_of
from corpustools.search.query import SORTS
from corpustools.terminal import as_is, count, table


@click.command()
@click.option("--kind", type=click.Choice(["person", "organization", "place"]), help="Only these.")
@in_corpus
def entities(kind: str | None, folder: Path | None) -> None:
    """List whom and what the documents mention.

    The files in entities/, below the corpus, say which names mean the same.
    """
    from corpustools.corpus.appearances import appearances

    corpus = filled(folder)
    found = appearances(corpus.entities, corpus.summaries())
    rows = (
        (one.entity.kind, one.entity.slug, one.name, one.mentions, one.quotations, len(one.documents))
        for one in found
        if kind in (None, one.entity.kind)
    )
    table(("kind", "slug", "name", "mentions", "quotations", "documents"), rows)


@click.command()
@click.argument("query")
@click.option("--case", is_flag=True, help="Capitals count.")
@click.option("--sort", type=click.Choice(SORTS), default="document", show_default=True, help="The order of the hits.")
@click.option(
    "--width", type=click.IntRange(0), default=8, show_default=True, metavar="WORDS", help="Words on each side."
)
@in_labels("Search")
@choosing
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@in_corpus
def concordance(
    query: str,
    case: bool,
    sort: str,
    width: int,
    labels: str | None,
    as_csv: bool,
    folder: Path | None,
    **choice: Any,
) -> None:
    """Find words, each with those around it.

    QUERY is a word or a phrase. A * stands for any letters (militar*), or between words for any word. A stroke finds
    either (bloc|alliance), and quotation marks hold words together ("North Atlantic"|NATO).

    What begins with [, or with a word in quotation marks and has [ { % ? + or "within s" behind, is CQL, as the Corpus
    Workbench and Sketch Engine have it: '"militar.*"%c []{0,3} "aid" within s'. The attributes are word, and lc for the
    word without capitals.
    """
    corpus = filled(folder)
    part = corpus.subcorpus(view_of(labels), **chosen(corpus, choice))
    found = part.concordance(query, case=case, width=width, sort=sort)
    if as_csv:
        as_is(found.to_csv().encode("utf-8", "backslashreplace"))
        return
    table(
        ("document", "left", "node", "right", "at"),
        ((line.document, line.left, line.node, line.right, f"{line.start}:{line.end}") for line in found),
    )
    click.echo(f"{count(len(found), 'hit')} in {count(found.size, 'token')}", err=True)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON-LD, a schema.org Dataset.")
@click.option("--checksums", "sums", is_flag=True, help="Print the SHA-256 of each raw file, for sha256sum --check.")
@click.option(
    "--croissant",
    "exported",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Print a description of FILE, which `corpustools export jsonl` wrote, in the format Croissant.",
)
@in_corpus
def describe(as_json: bool, sums: bool, exported: Path | None, folder: Path | None) -> None:
    """Describe the corpus: what is in it, what was done to it, and what is missing.

    The page "About this corpus" of the site says the same.
    """
    asked = {"--json": as_json, "--checksums": sums, "--croissant": exported}
    given = [name for name, value in asked.items() if value]
    if len(given) > 1:
        raise click.UsageError(f"{' and '.join(given)} do not go together.")
    from corpustools.corpus.card import card_of, json_ld
    from corpustools.corpus.card_rows import rows_of
    from corpustools.model.record import json_bytes

    card = card_of(filled(folder))
    if sums:
        as_is(card.checksums.encode("utf-8", "surrogateescape"))
    elif exported:
        from corpustools.corpus.croissant import croissant, not_said

        made = croissant(card, exported)
        as_is(json_bytes(made))
        if missing := not_said(made):
            click.echo(f"Croissant requires what corpus.toml does not say: {', '.join(missing)}", err=True)
    elif as_json:
        as_is(json_bytes(json_ld(card)))
    else:
        table(
            ("about", "what", "says", "share"),
            (
                (part.title, row.name, part.told(row), "" if row.share is None else f"{row.share:.1%}")
                for part in rows_of(card)
                for row in part.rows
            ),
        )


@click.command()
@click.option(
    "--threshold",
    type=click.FloatRange(0, 1, min_open=True),
    metavar="NUMBER",
    help="From which resemblance on, to 1; without it: what corpus.toml says.",
)
@in_corpus
def duplicates(threshold: float | None, folder: Path | None) -> None:
    """List documents whose reading texts are nearly the same.

    Each group has the name of its oldest document; the number says how much of its runs of five words a document
    shares with that one.
    """
    from corpustools.corpus.duplicates import duplicates_of

    corpus = filled(folder)
    titles = {entry.id: entry.title for entry in corpus.summaries()}
    found = duplicates_of(corpus, threshold)
    rows = [
        (group.first, ident, alike, titles[ident])
        for group in found
        for ident, alike in ((group.first, "1.00"), *((one.id, f"{one.resemblance:.2f}") for one in group.others))
    ]
    if rows:
        table(("group", "document", "resemblance", "title"), rows)
    else:
        click.echo("No document is nearly the same as another.")
