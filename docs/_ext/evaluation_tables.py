"""Tables of the evaluation, made from the figures that ``make eval`` wrote, so that no page has a figure typed by hand.

One directive, ``evaluation-table``, whose argument says which. The tables themselves are those that the command
line prints, and are made by ``benchmarks/tables.py``.
"""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from itertools import cycle
from pathlib import Path
from types import ModuleType

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

import corpustools

MAKER = Path(__file__).parents[2] / "benchmarks" / "tables.py"


class EvaluationTable(SphinxDirective):
    """Show a table of the evaluation, or say that it has not been measured."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """Make the table that the argument names."""
        tables = _tables()
        name = self.arguments[0]
        if name not in tables.TABLES:
            raise self.error(f"no table is called {name!r}; there are {', '.join(tables.TABLES)}")
        for path in filter(Path.is_file, (MAKER, tables.FIGURES, *tables.APART.values())):
            self.env.note_dependency(str(path))
        found = tables.table(name, tables.load())
        if found is None:
            return [nodes.paragraph("", "Not measured yet.")]
        group = nodes.tgroup("", cols=len(found.heads))
        group.extend(nodes.colspec("", colwidth=1) for _ in found.heads)
        head, *body = (nodes.row("", *map(_entry, row)) for row in (found.heads, *found.rows))
        group += [nodes.thead("", head), nodes.tbody("", *body)]
        title = nodes.title("", tables.TABLES[name].title)
        return [nodes.table("", title, group, classes=["reference-table", f"evaluation-{name}"])]


def _entry(cell: str) -> nodes.entry:
    """Make the entry of a cell, in which words between backticks are code, as they are printed."""
    kinds = cycle((nodes.Text, lambda words: nodes.literal("", words)))
    words = [kind(part) for kind, part in zip(kinds, cell.split("`"), strict=False) if part]
    return nodes.entry("", nodes.paragraph("", "", *words, support_smartquotes=False))


def _tables() -> ModuleType:
    """Load what makes the tables; the folder of the benchmarks is no package."""
    name = "evaluation_tables_maker"
    if name not in sys.modules:
        spec = spec_from_file_location(name, MAKER)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("evaluation-table", EvaluationTable)
    return {"version": corpustools.__version__, "parallel_read_safe": True, "parallel_write_safe": True}
