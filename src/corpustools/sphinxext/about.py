"""The page that describes the corpus, and the same for programs beside it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from heapq import nlargest
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri
from sphinx.writers.html5 import HTML5Translator

from corpustools.config import Config
from corpustools.corpus.card import Card, json_ld
from corpustools.corpus.card_rows import Part, rows_of
from corpustools.corpus.entry import Entry
from corpustools.corpus.files import write_if_changed
from corpustools.corpus.published import PublishedCorpus
from corpustools.model.document import Document
from corpustools.model.record import json_bytes
from corpustools.model.span import Label
from corpustools.model.tiling import first_words
from corpustools.sphinxext.browse_pages import language_name
from corpustools.sphinxext.counting import Counting
from corpustools.sphinxext.drawing import Styled
from corpustools.sphinxext.generated import NOT_SEARCHED, count, fence
from corpustools.sphinxext.layout import Layout, layout_of
from corpustools.sphinxext.opened import card_in, corpus_of, entries_of
from corpustools.sphinxext.references import link
from corpustools.sphinxext.settled import is_put_off
from corpustools.text.characters import in_a_line, visible
from corpustools.writers.citation import date_in_words, date_numbers
from corpustools.writers.markdown import escape
from corpustools.writers.myst import WITH_CONTENTS
from corpustools.writers.passages import passages

_NAMES: Mapping[str, Callable[[str], str | Node]] = {
    "repairs": lambda name: link("rule", name),
    "languages": lambda name: language_name(visible(name)),
    "tokens": lambda name: language_name(visible(name)),
}
"""How the rows of a part are named, where that is not as the card names them."""


class corpus_numbers(Styled):  # noqa: N801 (docutils names nodes like elements)
    """What the corpus has, in a few large numbers: ``rows``, each with a number and what it counts."""


class corpus_card_files(nodes.General, nodes.Element):  # noqa: N801
    """Links to the card for programs and to the checksums."""


class corpus_search_form(nodes.General, nodes.Element):  # noqa: N801
    """A field for words that leads to the page of the search."""


class CardPart(Counting):
    """Show a part of the card of the corpus; nothing, where there is nothing to say.

    The first page of a site of nothing but a corpus has its description, a field to search it and the newest documents.
    """

    required_arguments = 1

    def made(self) -> list[Node]:
        """Make large numbers, links to files, or a table."""
        key, card = self.arguments[0], card_in(self.config)
        if key == "numbers":
            return [corpus_numbers("", rows=_large(card))]
        if key == "files":
            return [corpus_card_files()]
        if key == "search":
            return [corpus_search_form()]
        if key == "description":
            said = visible(card.config.description)
            return [nodes.paragraph("", "", nodes.Text(said), classes=["corpus-lead"])] if said else []
        if key == "newest":
            return list(_newest(corpus_of(self.config), entries_of(self.config).values()))
        part = next((part for part in rows_of(card) if part.key == key), None)
        return [] if part is None else [self._table(part)]

    def _table(self, part: Part) -> Node:
        shares = any(row.share is not None for row in part.rows)
        heads = (
            (part.title, f"{part.counted.capitalize()}s" if part.counted else "Value", "Share")
            if shares
            else (part.title, "Value")
        )
        rows = []
        for row in part.rows:
            cells = [_NAMES.get(part.key, visible)(row.name), visible(row.said)]
            rows.append([*cells, f"{100 * row.share:.0f}\u00a0%" if row.share is not None else ""] if shares else cells)
        table = self.table(f"about-table corpus-about-{part.key}", heads, rows, part.title)
        table["classes"] = [name for each in table["classes"] for name in each.split()]
        return table


def _large(card: Card) -> list[tuple[str, str]]:
    """Return what a reader wants to know first.

    >>> from corpustools.corpus import open_corpus
    >>> from corpustools.corpus.card import card_of
    >>> _large(card_of(open_corpus("corpus")))
    [('1', 'document'), ('281', 'words'), ('1', 'publisher'), ('1', 'language')]
    """
    known = [("publisher", card.publishers), ("language", card.languages)]
    counted = [("document", card.documents), ("word", card.words)]
    counted += [(name, len(set(values) - {"unknown"})) for name, values in known]
    return [(f"{number:,}", name if number == 1 else f"{name}s") for name, number in counted if number]


def _newest(corpus: PublishedCorpus, entries: Iterable[Entry]) -> Iterator[Node]:
    """Make a list of the newest documents, each with how it begins; nothing, where none has a date."""
    dated = [entry for entry in entries if date_numbers(entry.date or "")]
    newest = nlargest(_NEWEST, dated, key=lambda entry: (entry.date, entry.id))
    listed = nodes.bullet_list(classes=["corpus-newest", "no-search"])
    for entry in newest:
        title = nodes.paragraph("", "", link("doc", entry.id, in_a_line(entry.title)))
        said = [in_a_line(entry.publisher or ""), date_in_words(entry.date or "")]
        about = nodes.paragraph("", "", nodes.Text(" · ".join(filter(None, said))), classes=["corpus-by"])
        opening = _opening_words(corpus[entry.id]) if corpus.is_whole else ""
        opens = [nodes.paragraph("", "", nodes.Text(opening), classes=["corpus-opening"])] if opening else []
        listed += nodes.list_item("", title, about, *opens)
    if newest:
        yield nodes.rubric("", "Newest documents")
        yield listed


_NEWEST = 5


def _opening_words(document: Document) -> str:
    """Return the first words of the summary, else those of the text.

    >>> import corpustools
    >>> _opening_words(corpustools.read("Town Is Quiet\\n\\nBy Jane Roe\\n\\nThe café on the quay is open today."))
    'The café on the quay is open today.'
    """
    texts = {passage.label: passage.text for passage in reversed(passages(document))}
    return first_words(in_a_line(texts.get(Label.STANDFIRST) or texts.get(Label.PARAGRAPH) or ""), 180)


def about_pages(layout: Layout, card: Card) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of the page that describes the corpus.

    Its directives take from the card what they show, so that its bytes change only with its parts.
    """
    parts = {part.key for part in rows_of(card)}
    text = [WITH_CONTENTS, "# About this corpus", *_opening(card.config), fence("corpus:card", "numbers", ())]
    text += _section(
        "What is in it", [fence("corpus:timeline", "", ())], _tables(parts, "languages", "tokens", "publishers")
    )
    names = [fence("corpus:mentions", kind, (":limit: 8",)) for kind in ("person", "organization")]
    text += _section("Whom and what it names", [fence("corpus:map", "", ()), *names], [])
    came = _tables(parts, "hosts", "folders", "media-types")
    text += _section(
        "Where it came from",
        ["Addresses are those that documents were found at, or else those that they declare as their own."],
        came,
    )
    text += _section(
        "What was done to it",
        [
            "Nothing was deleted. Each block has a label that [a rule](rules.md) gave it, with a reason; "
            "the reading text shows some labels and sets the others aside.",
            fence("corpus:labels", "", ()),
            fence("corpus:confidence", "", ()),
        ],
        _tables(parts, "repairs"),
    )
    text += _section("What is missing", _missing(card), _tables(parts, "missing", "quarantined"))
    text += _section("Near-duplicates", [_alike(card)], [])
    text += _section("Terms", [], _tables(parts, "stated"))
    text += _section(
        "Checksums",
        [
            "`SHA256SUMS` has the SHA-256 of every raw file that was read, for `sha256sum --check` in the corpus "
            f"folder. One digest stands for all: the SHA-256 of that file.\n\n{NOT_SEARCHED}\n`{card.digest}`",
            fence("corpus:card", "files", ()),
        ],
        [],
    )
    yield layout.about, "\n\n".join(text) + "\n"


def _opening(config: Config) -> Iterator[str]:
    if config.description:
        yield "{.corpus-lead}\n" + escape(visible(config.description))


def _section(title: str, before: list[str], tables: list[str]) -> list[str]:
    return [f"## {title}", *before, *tables] if before or tables else []


def _tables(parts: set[str], *keys: str) -> list[str]:
    return [fence("corpus:card", key, ()) for key in keys if key in parts]


def _missing(card: Card) -> list[str]:
    unread = len(card.quarantined)
    if not unread:
        return ["Every raw file could be read. What a document does not state stays unknown; it is not guessed."]
    return [
        f"{count(unread, 'raw file')} could not be read. What a document does not state stays unknown; "
        "it is not guessed."
    ]


def _alike(card: Card) -> str:
    alike = sum(len(group.others) for group in card.duplicates)
    if not alike:
        return "No document is nearly the same as another."
    return (
        f"{NOT_SEARCHED}\n{count(alike, 'document')} repeat{'s' if alike == 1 else ''} an earlier one, in "
        f"{count(len(card.duplicates), 'group')}: [they are listed with their differences](duplicates.md)."
    )


def write_files(app: Sphinx, exception: Exception | None) -> None:
    """Write the card for programs, and the checksums, beside the page."""
    if exception is not None or is_put_off(app.env) or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    card, folder = card_in(app.config), Path(app.outdir) / layout_of(app.config).folder
    write_if_changed(folder / "about.json", json_bytes(json_ld(card)))
    write_if_changed(folder / "SHA256SUMS", card.checksums.encode("utf-8", "surrogateescape"))


def _visit_numbers(self: HTML5Translator, node: corpus_numbers) -> None:
    rows = (
        f"<li><strong>{self.encode(number)}</strong> <span>{self.encode(name)}</span></li>"
        for number, name in node["rows"]
    )
    self.body.append(f'<ul class="corpus-large no-search">{"".join(rows)}</ul>\n')
    raise nodes.SkipNode


def _visit_files(self: HTML5Translator, node: corpus_card_files) -> None:
    here = self.builder.get_target_uri(self.builder.current_docname)
    folder = layout_of(self.builder.config).folder
    files = (("SHA256SUMS", "Checksums"), ("about.json", "This page as JSON-LD"))
    links = " · ".join(f'<a href="{relative_uri(here, f"{folder}/{name}")}">{said}</a>' for name, said in files)
    self.body.append(f'<p class="corpus-card-files">{links}</p>\n')
    raise nodes.SkipNode


def _visit_search_form(self: HTML5Translator, node: corpus_search_form) -> None:
    assert self.builder.current_docname is not None
    address = self.encode(self.builder.get_relative_uri(self.builder.current_docname, "search"))
    self.body.append(
        '<div class="corpus-search no-search">\n'
        f'<form class="corpus-search-form" role="search" action="{address}" method="get">\n'
        '<label for="corpus-words">Search all texts</label>\n'
        '<div><input id="corpus-words" type="search" name="q" autocomplete="off" spellcheck="false">'
        '<button type="submit">Search</button></div>\n</form>\n</div>\n'
    )
    raise nodes.SkipNode


def _skip(self: Any, node: nodes.Element) -> None:
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the directive, its nodes, and the moment at which files are written."""
    past: dict[str, Any] = dict.fromkeys(("latex", "text", "man", "texinfo"), (_skip, None))
    app.add_node(corpus_numbers, html=(_visit_numbers, None), **past)
    app.add_node(corpus_card_files, html=(_visit_files, None), **past)
    app.add_node(corpus_search_form, html=(_visit_search_form, None), **past)
    app.add_directive_to_domain("corpus", "card", CardPart)
    app.connect("build-finished", write_files, priority=450)
