"""Commands that look into all documents of a corpus: whom they name, and which words they use."""

from pathlib import Path

import click

from corpustools.cli.options import in_corpus, opened
from corpustools.model.span import VIEWS
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

    corpus = opened(folder)
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
@click.option("--in", "labels", metavar="VIEW", help=f"Search {', '.join(VIEWS)}, or blocks of these labels (a,b).")
@click.option("--publisher", multiple=True, help="Only documents of this publisher; may be given again.")
@click.option("--language", multiple=True, help="Only documents in this language, as a BCP 47 tag.")
@click.option("--date", help="Only documents of this time: 2015, 2015-06/2016, 2015/.. or unknown.")
@click.option("--document", multiple=True, metavar="ID", help="Only this document.")
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
    date: str | None,
    **facets: tuple[str, ...],
) -> None:
    """Find words, each with those around it.

    QUERY is a word or a phrase. A * stands for any letters (militar*), or between words for any word. A stroke finds
    either (bloc|alliance), and quotation marks hold words together ("North Atlantic"|NATO).
    """
    choice = {name: values for name, values in facets.items() if values}
    view = labels if labels is None or labels in VIEWS else labels.split(",")
    part = opened(folder).subcorpus(view or "article", date=date, **choice)
    found = part.concordance(query, case=case, width=width, sort=sort)
    if as_csv:
        as_is(found.to_csv().encode("utf-8", "backslashreplace"))
        return
    table(
        ("document", "left", "node", "right", "at"),
        ((line.document, line.left, line.node, line.right, f"{line.start}:{line.end}") for line in found),
    )
    click.echo(f"{count(len(found), 'hit')} in {count(found.size, 'token')}", err=True)
