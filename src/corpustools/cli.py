"""The command line: thin, and made of what the rest of the package says about itself.

Exit status 0 means that all is well, 1 that a document is in quarantine or does not hold, 2 that the
command could not be carried out. Heavy modules are imported by the commands that need them.
"""

import importlib.util
import io
import shlex
import subprocess
import sys
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpustools import __version__
from corpustools.model.span import KEPT, VIEWS, percent
from corpustools.search.query import SORTS
from corpustools.terminal import Failure, Group, as_is, console_for, count, table
from corpustools.text.characters import escape_controls

if TYPE_CHECKING:
    from corpustools.corpus import Corpus
    from corpustools.registry import Rule

_COLOURS = {True: "green", False: "yellow"}
"""The colours of labels that are kept in the reading text, and of those that are set aside."""


def _open(folder: Path | None) -> "Corpus":
    from corpustools.inputs import corpus_at

    return corpus_at(folder)


_in_corpus = click.option(
    "--corpus",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The corpus folder. Without it: the one here or above.",
)


_media_type = click.option(
    "--media-type",
    metavar="TYPE",
    help="What FILE holds, such as text/html, where the ending of its name does not say so.",
)


@click.group("corpustools", cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="corpustools")
def main() -> None:
    """Turn a folder of messy scraped documents into a corpus to read, search, cite and compute with."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Make a corpus folder: corpus.toml, raw/ and a .gitignore."""
    from corpustools.corpus import Corpus

    corpus = Corpus.create(folder)
    click.echo(escape_controls(f"Made {corpus.root / 'corpus.toml'}. Put documents into {corpus.raw} and run:"))
    click.echo(escape_controls(f"  corpustools process --corpus {shlex.quote(str(folder))}"))


_jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes read. Without it: one on each core that may be used, and one alone for little.",
)


@main.command()
@_jobs
@_in_corpus
def process(jobs: int | None, folder: Path | None) -> None:
    """Read what is new or changed in raw/.

    Exit status 1 says that a document is in quarantine: it could not be read. Ctrl-C ends it, with status 130; what
    was read is kept, and the next run goes on from there.
    """
    from rich.progress import Progress

    told = 0

    def tell_tenths(done: int, total: int) -> None:
        nonlocal told
        if done * 10 // total > told:
            told = done * 10 // total
            click.echo(f"{done:,} of {count(total, 'document')}", err=True)

    corpus, console = _open(folder), console_for(stderr=True)
    waiting = partial(
        click.echo, f"{corpus.root}: another process is at work on it; waiting until it is done", err=True
    )
    try:
        if console.is_terminal:
            with Progress(console=console, transient=True) as bar:
                task = bar.add_task("Reading", total=None)
                report = corpus.process(
                    lambda done, total: bar.update(task, completed=done, total=total), jobs=jobs, waiting=waiting
                )
        else:
            report = corpus.process(tell_tenths, jobs=jobs, waiting=waiting)
    except KeyboardInterrupt:
        click.echo("Stopped. What was read is kept; the next run goes on from there.", err=True)
        sys.exit(130)
    click.echo(
        f"{len(report.written):,} written, {len(report.unchanged):,} unchanged, "
        f"{len(report.removed):,} removed, {len(report.quarantined):,} in quarantine"
    )
    for name, reason in report.quarantined.items():
        click.echo(escape_controls(f"{corpus.raw / name}: {reason}"))
    if report.quarantined:
        sys.exit(1)


@main.command()
@click.argument("file", metavar="[FILE]", required=False)
@click.option("--view", type=click.Choice(list(VIEWS)), help="Print this view's text (article, where nothing is said).")
@click.option(
    "--threshold",
    type=click.FloatRange(0, 1),
    metavar="NUMBER",
    help="How likely a block must belong to the view, from 0 (show everything) to 1 (only what is certain); "
    "0.5 is what the labels say.",
)
@click.option("--facts", is_flag=True, help="Print the facts, and the words that say them.")
@click.option("--json", "record", is_flag=True, help="Print the record, as normalized/ID.json holds it.")
@_media_type
@_in_corpus
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
        _list(_open(folder))
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
        text = document.view(view or "article", threshold=0.5 if threshold is None else threshold).text
        as_is(text.encode("utf-8", "backslashreplace"))


def _list(corpus: "Corpus") -> None:
    """List the documents by what is known of each."""
    if corpus.ids:
        rows = ((one.id, one.title, one.publisher, one.language, one.words) for one in corpus.summaries())
        table(("id", "title", "publisher", "language", "words"), rows)
    else:
        click.echo(escape_controls(f"No documents. Put some into {corpus.raw} and run `corpustools process`."))


@main.command()
@click.argument("file")
@_media_type
@_in_corpus
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
        colour = _COLOURS[block.label in KEPT]
        why = f"{block.start}:{block.end} ← {block.rule} {percent(block.confidence) / 100:.2f} ({block.why})"
        words = excerpt(block.reading, max(20, console.width - 4))
        console.print(Text.assemble((f"{block.label:{width}}", colour), f"  {escape_controls(why)}"), soft_wrap=True)
        console.print(Text(f"    {escape_controls(words)}", style="" if block.label in KEPT else "dim"), soft_wrap=True)
    repairs = Counter(repair.rule for repair in document.repairs)
    console.print(Text(count(repairs.total(), "repair")))
    for name, number in sorted(repairs.items()):
        console.print(Text(f"    {number:,} × {name}"))


@main.command()
@click.option("--kind", type=click.Choice(["person", "organization", "place"]), help="Only these.")
@_in_corpus
def entities(kind: str | None, folder: Path | None) -> None:
    """List whom and what the documents mention.

    The files in entities/, below the corpus, say which names mean the same.
    """
    from corpustools.corpus.appearances import appearances

    corpus = _open(folder)
    found = appearances(corpus.entities, corpus.summaries())
    rows = (
        (one.entity.kind, one.entity.slug, one.name, one.mentions, one.quotations, len(one.documents))
        for one in found
        if kind in (None, one.entity.kind)
    )
    table(("kind", "slug", "name", "mentions", "quotations", "documents"), rows)


@main.command()
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
@_in_corpus
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
    part = _open(folder).subcorpus(view or "article", date=date, **choice)
    found = part.concordance(query, case=case, width=width, sort=sort)
    if as_csv:
        as_is(found.to_csv().encode("utf-8", "backslashreplace"))
        return
    table(
        ("document", "left", "node", "right", "at"),
        ((line.document, line.left, line.node, line.right, f"{line.start}:{line.end}") for line in found),
    )
    click.echo(f"{count(len(found), 'hit')} in {count(found.size, 'token')}", err=True)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON-LD, a schema.org Dataset.")
@click.option("--checksums", "sums", is_flag=True, help="Print the SHA-256 of each raw file, for sha256sum --check.")
@_in_corpus
def describe(as_json: bool, sums: bool, folder: Path | None) -> None:
    """Describe the corpus: what is in it, what was done to it, and what is missing.

    The page "About this corpus" of the site says the same.
    """
    if as_json and sums:
        raise click.UsageError("--json and --checksums do not go together.")
    from corpustools.corpus.card import card_of, json_ld
    from corpustools.corpus.card_rows import rows_of
    from corpustools.model.record import json_bytes

    card = card_of(_open(folder))
    if sums:
        as_is(card.checksums.encode("utf-8", "surrogateescape"))
    elif as_json:
        as_is(json_bytes(json_ld(card)))
    else:
        table(
            ("about", "what", "says"),
            ((part.title, row.name, row.said) for part in rows_of(card) for row in part.rows),
        )


@main.command()
@click.option(
    "--threshold",
    type=click.FloatRange(0, 1, min_open=True),
    metavar="NUMBER",
    help="From which resemblance on, to 1; without it: what corpus.toml says.",
)
@_in_corpus
def duplicates(threshold: float | None, folder: Path | None) -> None:
    """List documents whose reading texts are nearly the same.

    Each group has the name of its oldest document; the number says how much of its runs of five words a document
    shares with that one.
    """
    from corpustools.corpus.duplicates import duplicates_of

    corpus = _open(folder)
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


@main.command()
@_jobs
@_in_corpus
def verify(jobs: int | None, folder: Path | None) -> None:
    """Prove that the corpus is what raw/ says.

    Exit status 1 says that something does not hold.
    """
    from corpustools.corpus import verify as problems_of

    corpus, holds = _open(folder), True
    for problem in problems_of(corpus, jobs=jobs):
        click.echo(escape_controls(problem))
        holds = False
    if not holds:
        sys.exit(1)
    click.echo(f"{count(len(corpus), 'document')} hold{'s' if len(corpus) == 1 else ''}: nothing differs from raw/")


@main.command()
@click.argument("name", required=False)
def rules(name: str | None) -> None:
    """List all rules, or say everything about one."""
    from corpustools import registry

    if name is None:
        listed = (rule for phase in registry.PHASES for rule in registry.rules(phase))
        rows = ((rule.phase, rule.name, rule.label, _sure(rule), rule.summary) for rule in listed)
        table(("phase", "name", "label", "confidence", "summary"), rows)
        return
    rule = registry.get(name)
    kind = f"{rule.phase}, {rule.label}" if rule.label else rule.phase
    click.echo(f"{rule.name} ({kind}, {_sure(rule)})\n{rule.summary}\n\n{rule.why}\n")
    click.echo(f"Fires:\n\n{rule.fires}\n\nAbstains:\n\n{rule.abstains}\n")
    click.echo(f"Since {rule.since}, version {rule.version}, in {rule.module}")


def _sure(rule: "Rule") -> str:
    """Say how sure a rule is; of those that weigh, each verdict says so by itself."""
    return "varies" if rule.phase == "weigh" else f"{rule.confidence:.2f}"


@main.command()
@click.option("--to", type=click.Path(path_type=Path), metavar="DIR", help="Where the site goes.")
@click.option("--docs", type=click.Path(path_type=Path), metavar="DIR", help="A Sphinx source folder with a conf.py.")
@_in_corpus
def html(to: Path | None, docs: Path | None, folder: Path | None) -> None:
    """Build the site.

    Its source is the folder that --docs names, else the folder docs beside the corpus if that has a conf.py,
    else a plain site that comes with corpustools.

    Exit status 1 says that a document is in quarantine and has no page, any other that Sphinx failed.
    """
    from importlib.resources import files

    from corpustools.corpus.files import write_if_changed

    if importlib.util.find_spec("sphinx") is None:
        raise Failure("the site is built by Sphinx, which is not installed: pip install 'corpustools[site]'")
    corpus = _open(folder)
    root = corpus.root.resolve()
    beside = root.parent / "docs"
    if docs or (beside / "conf.py").is_file():
        source = (docs or beside).resolve()
        built = source / "_build" / "html"
    else:
        source, built = root / ".corpustools" / "site", root / ".corpustools" / "html"
        for item in files("corpustools").joinpath("sphinxext/site").iterdir():
            if item.is_file():
                write_if_changed(source / item.name, item.read_bytes())
    if not (source / "conf.py").is_file():
        raise Failure(f"{source} has no conf.py, so Sphinx cannot build it")
    built = to.resolve() if to else built
    options = ["-b", "html", "-j", "auto", "-D", f"corpus_path={root}"]
    status = subprocess.run([sys.executable, "-m", "sphinx", *options, str(source), str(built)], check=False).returncode
    if status == 0:
        click.echo(escape_controls(f"The site is {built / 'index.html'}"))
    unread = len(list(corpus.quarantine.glob("*.json")))
    if unread:
        click.echo(f"{count(unread, 'document')} in quarantine: no page; `corpustools process` says why", err=True)
    sys.exit(status or min(unread, 1))
