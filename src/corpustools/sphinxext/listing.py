"""Lists of documents on pages of one's own: which, in which order, and what is said of each."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from corpustools.corpus.entry import Entry
from corpustools.errors import QueryError
from corpustools.model.mention import ENTITY_KINDS
from corpustools.search.dates import Period
from corpustools.search.texts import UNKNOWN, known_date
from corpustools.sphinxext.depending import depend_on_corpus
from corpustools.sphinxext.generated import COLUMNS, count
from corpustools.sphinxext.opened import appearances_of, entities_of, entries_of
from corpustools.sphinxext.part_nodes import classes_of_tables
from corpustools.sphinxext.references import link


def document_table(entries: Iterable[Entry], columns: Iterable[str] = tuple(COLUMNS), caption: str = "") -> nodes.table:
    """Make the table of documents; what is not known stays an empty cell."""
    chosen = [(name, COLUMNS[name]) for name in columns]
    group = nodes.tgroup("", cols=len(chosen))
    group.extend(nodes.colspec("", colwidth=column.width) for _, column in chosen)
    heads = (nodes.entry("", nodes.paragraph("", column.head)) for _, column in chosen)
    body = nodes.tbody()
    for entry in entries:
        row = nodes.row()
        for name, column in chosen:
            said = column.cell(entry)
            shown = [link("doc", entry.id, said)] if name == "title" else [nodes.Text(said)]
            said_of = nodes.paragraph("", "", *shown, support_smartquotes=False)
            row += nodes.entry("", said_of, classes=[f"corpus-column-{name}"])
        body += row
    group += [nodes.thead("", nodes.row("", *heads)), body]
    title = [nodes.title("", caption)] if caption else []
    return nodes.table("", *title, group, classes=["corpus-documents", "no-search"])


def _several(text: str) -> list[str]:
    """Read values with semicolons between: a publisher's name may have a comma."""
    return [value.strip() for value in text.split(";") if value.strip()]


def _columns(text: str) -> list[str]:
    return [directives.choice(name.strip(), tuple(COLUMNS)) for name in text.split(",")]


def _sort(text: str) -> str:
    return directives.choice(text, (*COLUMNS, *(f"-{name}" for name in COLUMNS)))


class List(SphinxDirective):
    """List the documents that its options choose; the argument, if there is one, is the caption."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = {
        **dict.fromkeys(("publisher", "language", "document", "label", *ENTITY_KINDS), _several),
        "date": directives.unchanged_required,
        "sort": _sort,
        "columns": _columns,
        "limit": directives.positive_int,
    }

    def run(self) -> list[Node]:
        """Make a table, and a line that says how many more there are."""
        self.state.document["support_smartquotes"] = False
        depend_on_corpus(self.env)
        try:
            found = self._sorted(self._chosen())
        except QueryError as error:
            raise self.error(f"{self.name}: {error}") from error
        if not found:
            return [nodes.paragraph("", "The corpus has no such document.", classes=["corpus-counts"])]
        limit = self.options.get("limit", len(found))
        caption = self.arguments[0] if self.arguments else ""
        made: list[Node] = [document_table(found[:limit], self.options.get("columns", tuple(COLUMNS)), caption)]
        if limit < len(found):
            said = f"{limit:,} of {count(len(found), 'document')}"
            made.append(nodes.paragraph("", said, classes=["corpus-by"]))
        return made

    def _chosen(self) -> list[Entry]:
        """Return the documents that fit each option; of several values of one, any will do."""
        found = list(entries_of(self.config).values())
        tests: dict[str, Callable[[Entry], str]] = {
            "publisher": lambda entry: entry.publisher or UNKNOWN,
            "language": lambda entry: entry.language or UNKNOWN,
            "document": lambda entry: entry.id,
        }
        for name, value in tests.items():
            if name in self.options:
                found = [entry for entry in found if value(entry) in self.options[name]]
        if "label" in self.options:
            found = [entry for entry in found if set(self.options["label"]) & set(entry.labels)]
        if "date" in self.options:
            period = Period.parse(self.options["date"])
            found = [entry for entry in found if known_date(entry.date) in period]
        for kind in ENTITY_KINDS:
            if kind in self.options:
                known, entities = appearances_of(self.config), entities_of(self.config)
                keys = [(kind, name) for name in self.options[kind]]
                keys += [(kind, entities.of(kind, name, "").slug) for name in self.options[kind]]
                named = {each.document.id for key in keys if key in known for each in known[key].documents}
                found = [entry for entry in found if entry.id in named]
        return found

    def _sorted(self, found: list[Entry]) -> list[Entry]:
        """Sort by a column, and by the id where that is equal."""
        name = self.options.get("sort", "title")
        column = COLUMNS[name.removeprefix("-")]
        found.sort(key=lambda entry: entry.id)
        found.sort(key=column.key, reverse=name.startswith("-"))
        # What is not known comes last, whichever way.
        found.sort(key=lambda entry: not column.cell(entry))
        return found


def add_files(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let pages that have a list load what sorts and filters it."""
    classes = {"corpus-documents", "corpus-entities"}
    if doctree is not None and not classes.isdisjoint(classes_of_tables(doctree)):
        app.add_css_file("corpustools-lists.css")
        app.add_js_file("corpustools-lists.js", loading_method="defer")


def setup(app: Sphinx) -> None:
    """Register the directive in the corpus domain, and what lists need in a browser."""
    app.add_directive_to_domain("corpus", "list", List)
    app.connect("html-page-context", add_files)
