"""Directives for essays on a corpus: a concordance, a frequency over time, keywords, drawn when the site is built."""

from collections.abc import Iterable
from typing import Any, ClassVar
from urllib.parse import urlencode

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from corpustools.errors import QueryError
from corpustools.model.span import VIEWS
from corpustools.search.counts import Counts
from corpustools.search.query import SORTS
from corpustools.search.texts import LABEL_NAMES
from corpustools.sphinxext.depending import depend_on_corpus
from corpustools.sphinxext.layout import layout_of
from corpustools.sphinxext.opened import corpus_of


def _several(text: str) -> list[str]:
    """Read values with semicolons between: a publisher's name may have a comma."""
    return [value.strip() for value in text.split(";") if value.strip()]


def _sort(text: str) -> str:
    return directives.choice(text, SORTS)


def unit(text: str) -> str:
    """Read by what time is counted."""
    return directives.choice(text, ("year", "month"))


FACETS: dict[str, Any] = {
    "in": _several,
    "publisher": _several,
    "language": _several,
    "date": directives.unchanged_required,
    "document": _several,
}
"""The options that choose documents, and of them blocks."""


class Counting(SphinxDirective):
    """What the directives share: what their options choose of the corpus, and tables of numbers."""

    final_argument_whitespace = True

    def run(self) -> list[Node]:
        """Make the nodes; a query or a choice that cannot be meant is an error of the page."""
        # Words of documents are data here, too.
        self.state.document["support_smartquotes"] = False
        depend_on_corpus(self.env)
        try:
            return self.made()
        except QueryError as error:
            raise self.error(f"{self.name}: {error}") from error

    def made(self) -> list[Node]:
        """Make what the directive shows."""
        raise NotImplementedError

    def choice(self) -> dict[str, Any]:
        """Return what the options choose of the corpus."""
        labels = self.options.get("in", ["article"])
        return {"labels": labels[0] if len(labels) == 1 and labels[0] in VIEWS else labels, **self.documents()}

    def documents(self) -> dict[str, Any]:
        """Return what the options say of documents."""
        return {name: self.options[name] for name in FACETS if name != "in" and name in self.options}

    def table(self, kind: str, heads: Iterable[str], rows: Iterable[Iterable[str | Node]], caption: str) -> nodes.table:
        """Make a table with a line above that says what was counted."""
        head, cells = list(heads), [list(row) for row in rows]
        group = nodes.tgroup("", cols=len(head))
        group.extend(nodes.colspec("", colwidth=1) for _ in head)
        group += nodes.thead("", _row(head))
        group += nodes.tbody("", *map(_row, cells))
        return nodes.table(
            "", nodes.title("", caption), group, classes=["corpus-counts", f"corpus-{kind}", "no-search"]
        )


class Kwic(Counting):
    """Show the hits of a query, each with its context and a link to its passage."""

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {
        **FACETS,
        "sort": _sort,
        "width": directives.nonnegative_int,
        "limit": directives.positive_int,
        "case": directives.flag,
    }

    def made(self) -> list[Node]:
        """Make a table of lines, and a link to all of them on the page of the concordance."""
        corpus = corpus_of(self.config)
        if corpus.config.publication == "derived":
            return [self._counted(corpus.counts())]
        part = corpus.subcorpus(**self.choice())
        query, limit = self.arguments[0], self.options.get("limit", 20)
        asked = {"case": "case" in self.options, "width": self.options.get("width", 8)}
        found = part.concordance(query, sort=self.options.get("sort", "document"), **asked)
        rows = ((line.left, _passage(line.document, line.anchor, line.node), line.right) for line in found[:limit])
        shown = "" if len(found) <= limit else f", of which {limit:,} are shown"
        hits = "1 hit" if len(found) == 1 else f"{len(found):,} hits"
        where = "" if corpus.is_whole else " of published passages"
        caption = f"{query}: {hits} in {found.size:,} tokens{where}{shown}"
        return [self.table("kwic-table", ("Left", "Node", "Right"), rows, caption), self._all(query)]

    def _counted(self, counts: Counts) -> Node:
        """Say how often the query is found in texts that are not published."""
        query = self.arguments[0]
        found = counts.of(query, case="case" in self.options, **self.choice())
        hits = "1 hit" if found.hits == 1 else f"{found.hits:,} hits"
        said = f"{query}: {hits} in {found.range_:,} of {found.documents:,} documents, {found.size:,} tokens. "
        return nodes.paragraph(
            "", f"{said}The texts are not published, and no lines are shown.", classes=["corpus-withheld"]
        )

    def _all(self, query: str) -> Node:
        """Make the link to the page of the concordance, with the same query and choice."""
        names = ("sort", "width", "publisher", "language", "date", "document")
        choice = {"q": query, **{name: self.options[name] for name in names if name in self.options}}
        if "case" in self.options:
            choice["case"] = 1
        labels = self.options.get("in", ["article"])
        if not set(labels) & set(VIEWS):
            choice["label"] = labels
        elif labels != ["article"]:
            choice["label"] = sorted(LABEL_NAMES if labels[0] == "all" else VIEWS[labels[0]])
        return corpus_all_hits("", query=urlencode(choice, doseq=True))


class Frequency(Counting):
    """Show how often a query is found in each year or month."""

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {**FACETS, "by": unit, "case": directives.flag}

    def made(self) -> list[Node]:
        """Make a table of periods."""
        query, by = self.arguments[0], self.options.get("by", "year")
        counts = corpus_of(self.config).counts()
        found = counts.over_time(query, by, case="case" in self.options, **self.choice())
        rows = (
            (row.period, f"{row.hits:,}", f"{row.documents:,}", f"{row.tokens:,}", f"{row.per_million:,.0f}")
            for row in found
        )
        heads = (by.capitalize(), "Hits", "Documents", "Tokens", "Per million")
        return [self.table("frequency", heads, rows, f"{query}: hits by {by} of publication")]


class KeyWords(Counting):
    """Show the words that set a part of the corpus apart from the rest."""

    option_spec: ClassVar[OptionSpec] = {
        **FACETS,
        "limit": directives.positive_int,
        "minimum": directives.positive_int,
    }

    def made(self) -> list[Node]:
        """Make a table of the words that are more frequent here."""
        found = corpus_of(self.config).counts().keyness(minimum=self.options.get("minimum", 5), **self.choice())
        more = [row for row in found if row.log_ratio > 0][: self.options.get("limit", 20)]
        rows = (
            (
                row.word,
                f"{row.frequency:,}",
                f"{row.reference:,}",
                f"{row.log_likelihood:.2f}",
                f"{row.log_ratio:.2f}",
                "" if row.percent_difference is None else f"{row.percent_difference:,.0f} %",
            )
            for row in more
        )
        heads = ("Word", "Here", "Elsewhere", "Log-likelihood", "Log ratio", "%DIFF")
        caption = f"Words more frequent here ({found.size:,} tokens) than elsewhere ({found.reference_size:,} tokens)"
        return [self.table("keyness", heads, rows, caption)]


class corpus_all_hits(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes like elements)
    """The link from a few hits of a query to the concordance that has all."""


def _passage(document: str, anchor: str, words: str) -> Node:
    return addnodes.pending_xref(
        "",
        nodes.inline(words, words, support_smartquotes=False),
        refdomain="corpus",
        reftype="para",
        reftarget=f"{document}#{anchor}",
        refexplicit=True,
        refwarn=True,
    )


def _row(cells: Iterable[str | Node]) -> nodes.row:
    made = (nodes.Text(cell) if isinstance(cell, str) else cell for cell in cells)
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in made))


def _visit_all(self: Any, node: corpus_all_hits) -> None:
    here = self.builder.current_docname
    address = self.builder.get_relative_uri(here, layout_of(self.builder.config).concordance)
    href = self.encode(f"{address}?{node['query']}")
    self.body.append(f'<p class="corpus-all-hits"><a href="{href}">All in the concordance</a></p>\n')
    raise nodes.SkipNode


def _skip(self: Any, node: nodes.Element) -> None:
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the directives in the corpus domain, and the link that one of them makes."""
    past: dict[str, Any] = dict.fromkeys(("latex", "text", "man", "texinfo"), (_skip, None))
    app.add_node(corpus_all_hits, html=(_visit_all, None), **past)
    for name, directive in (("kwic", Kwic), ("frequency", Frequency), ("keyness", KeyWords)):
        app.add_directive_to_domain("corpus", name, directive)
