"""Tables of the reference, made from the code, so that no page lists by hand what the code already says.

One directive, ``reference-table``, whose argument says which. A name of :data:`corpustools.__all__` that no page
describes is a warning, and so fails the build of the documentation.
"""

import ast
import inspect
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from itertools import pairwise
from typing import Any, cast

import click
from docutils import nodes
from docutils.nodes import Node
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import ENUM
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

import corpustools
from corpustools import cli, errors, registry
from corpustools.config import Config, Publication
from corpustools.labels.inventory import inventory
from corpustools.model.fact import FIELDS
from corpustools.model.schema import schema
from corpustools.model.span import BLOCK_LABELS, KEPT, VIEWS
from corpustools.shards.columns import COLUMNS
from corpustools.writers.markdown import escape

logger = logging.getLogger(__name__)

Cell = str | list[Node]
"""Markdown, or nodes made already."""


class ReferenceTable(SphinxDirective):
    """Make one of the tables below."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """Make the table that the argument names."""
        name = self.arguments[0]
        if name not in TABLES:
            raise self.error(f"no table is called {name!r}; there are {', '.join(TABLES)}")
        return TABLES[name](self)

    def table(self, name: str, heads: Iterable[str], rows: Iterable[tuple[Cell, ...]]) -> list[Node]:
        """Make a table; columns that are empty in every row are left out."""
        cells = [tuple(heads), *rows]
        filled = [place for place in range(len(cells[0])) if any(row[place] for row in cells[1:])]
        group = nodes.tgroup("", cols=len(filled))
        group.extend(nodes.colspec("", colwidth=1) for _ in filled)
        head, *body = (nodes.row("", *(self._entry(row[place]) for place in filled)) for row in cells)
        group += [nodes.thead("", head), nodes.tbody("", *body)]
        return [nodes.table("", group, classes=["reference-table", f"reference-{name}"])]

    def _entry(self, cell: Cell) -> nodes.entry:
        return nodes.entry("", self.paragraph(cell))

    def paragraph(self, cell: Cell) -> nodes.paragraph:
        """Make a paragraph in which quotation marks and dashes stay as the code has them."""
        return nodes.paragraph("", "", *self.inline(cell), support_smartquotes=False)

    def inline(self, cell: Cell) -> list[Node]:
        """Read Markdown, where it is not nodes yet."""
        return self.parse_inline(cell)[0] if isinstance(cell, str) else cell


def code(text: object) -> list[Node]:
    """Show ``text`` as it is typed."""
    return [nodes.literal("", str(text))]


def listed(items: Iterable[list[Node]]) -> list[Node]:
    """Put commas between."""
    made: list[Node] = []
    for item in items:
        made.extend([nodes.Text(", "), *item] if made else item)
    return made


def rule_link(name: str) -> list[Node]:
    """Refer to the entry of a rule."""
    text = nodes.literal("", name)
    return [addnodes.pending_xref("", text, refdomain="corpus", reftype="rule", reftarget=name, refexplicit=True)]


def labels(here: ReferenceTable) -> list[Node]:
    """Each label: what it means, where it is shown, which rules give it."""
    by_label = {label: [rule.name for rule in registry.rules("label") if rule.label is label] for label in BLOCK_LABELS}
    return here.table(
        "labels",
        ("Label", "What it is", "Reading text", "Rules that give it"),
        (
            (
                [nodes.inline("", label.value, classes=["corpus-label", f"label-{label.value}"])],
                label.description,
                "kept" if label in KEPT else "set aside",
                listed(map(rule_link, by_label[label])) or "none yet",
            )
            for label in BLOCK_LABELS
        ),
    )


def views(here: ReferenceTable) -> list[Node]:
    """Each view and the labels it shows."""
    rows = ((code(name), listed(code(label.value) for label in BLOCK_LABELS if label in VIEWS[name])) for name in VIEWS)
    return here.table("views", ("View", "Labels it shows"), rows)


def facts(here: ReferenceTable) -> list[Node]:
    """Each field of a fact."""
    return here.table(
        "facts",
        ("Field", "What it is", "How its receipt says it", "In one document"),
        (
            (code(field.name), field.help, code(field.says), "several" if field.many else "one")
            for field in FIELDS.values()
        ),
    )


def features(here: ReferenceTable) -> list[Node]:
    """What the models of plain text and of HTML go by most."""
    columns = [
        [(feature.words, f"{100 * feature.share:.1f}\u00a0%") for feature in inventory(kind).features[:15]]
        for kind in ("text", "html")
    ]
    rows = ((*of_text, *of_html) for of_text, of_html in zip(*columns, strict=True))
    return here.table("features", ("In plain text", "Share", "In HTML", "Share"), rows)


def settings(here: ReferenceTable) -> list[Node]:
    """Each setting of ``corpus.toml``."""
    kinds = {str: "text", int: "whole number", float: "number", bool: "true or false", tuple[str, ...]: "list of texts"}
    kinds[cast(type, Publication)] = "one of these words"
    rows = (
        (
            code(field.name),
            kinds.get(cast(type, field.type), str(field.type)),
            code(json.dumps(field.default)) if field.default is not MISSING else "",
            escape(field.metadata["help"]),
        )
        for field in fields(Config)
    )
    return here.table("settings", ("Setting", "Kind", "Default", "What it says"), rows)


def record(here: ReferenceTable) -> list[Node]:
    """Each key of a record, as its schema has it."""
    rows = ((code(path), _kind(part), _meaning(part)) for path, part in _keys("", schema()))
    return here.table("record", ("Key", "Kind", "What it says"), rows)


def _keys(path: str, part: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Walk through a JSON Schema and yield each key by its path."""
    for name, inner in part.get("properties", {}).items():
        below = f"{path}{name}" + ("" if name in part["required"] else "?")
        yield below, inner
        yield from _keys(f"{below}.", inner)
        yield from _keys(f"{below}[].", inner.get("items", {}))


def _kind(part: Mapping[str, Any]) -> str:
    """Say what a value of a JSON Schema is."""
    if "const" in part:
        return f"`{part['const']}`"
    if "enum" in part:
        return f"one of {len(part['enum'])} words"
    kinds = part["type"] if isinstance(part["type"], list) else [part["type"]]
    return " or ".join(f"array of {part['items']['type']}s" if kind == "array" else kind for kind in kinds)


def _meaning(part: Mapping[str, Any]) -> str:
    """Say what the schema says; what it says of each word of a list has a table of its own."""
    if "enum" in part:
        return "see [the facts](facts.md)" if set(part["enum"]) == set(FIELDS) else "see [the labels](labels.md)"
    limits = {"minimum": "at least", "maximum": "at most"}
    said = [f"{words} {part[name]}" for name, words in limits.items() if name in part]
    return "; ".join([*([part["description"]] if "description" in part else []), *said])


def warnings(here: ReferenceTable) -> list[Node]:
    """Each warning of the Sphinx extension."""
    rows = ((code(f"corpus.{name}"), text) for name, text in _member_docs(errors.SiteWarning))
    return here.table("warnings", ("Warning", "When it is given"), rows)


def _member_docs(members: type) -> Iterator[tuple[str, str]]:
    """Yield the value of each member of an enumeration, and the string that stands below it in the code."""
    body = cast(ast.ClassDef, ast.parse(inspect.getsource(members)).body[0]).body
    for member, docs in pairwise(body):
        if isinstance(member, ast.Assign) and isinstance(docs, ast.Expr):
            yield ast.literal_eval(member.value), inspect.cleandoc(ast.literal_eval(docs.value))


def sphinx_settings(here: ReferenceTable) -> list[Node]:
    """Each value that the Sphinx extension adds to ``conf.py``."""
    mine = {name: each for name, each in here.config._options.items() if name.startswith("corpus_")}
    rows = (
        (code(name), _types(each.valid_types), code(repr(each.default).replace("'", '"')), each.description)
        for name, each in sorted(mine.items())
    )
    return here.table("sphinx", ("Setting", "Kind", "Default", "What it says"), rows)


def _types(valid: Any) -> Cell:
    if isinstance(valid, ENUM):
        return listed(code(f'"{choice}"') for choice in sorted(map(str, valid._candidates)))
    return " or ".join({str: "text", dict: "table"}.get(kind, kind.__name__) for kind in valid)


def commands(here: ReferenceTable) -> list[Node]:
    """A section for each command: how it is called, what it does, its options."""
    made: list[Node] = []
    for name, command in cli.main.commands.items():
        program = f"corpustools {name}"
        ident = nodes.make_id(program)
        section = nodes.section("", nodes.title("", "", *code(program)), ids=[ident], names=[ident])
        here.state.document.note_implicit_target(section, section)
        usage = command.get_usage(click.Context(command, info_name=program)).removeprefix("Usage: ")
        section += nodes.literal_block(usage, usage, language="text")
        for part in inspect.cleandoc(command.help or "").split("\n\n"):
            section += here.paragraph(" ".join(part.split()))
        given = [option for option in command.params if isinstance(option, click.Option)]
        described = "\n".join(_option(option, command) for option in given)
        section.extend(here.parse_text_to_nodes(f"```{{program}} {program}\n```\n{described}"))
        made.append(section)
    return made


def shards(here: ReferenceTable) -> list[Node]:
    """Each column of a shard."""
    rows = ((code(column.name), code(column.type), column.help) for column in COLUMNS)
    return here.table("shards", ("Column", "Type", "What it holds"), rows)


def _option(option: click.Option, command: click.Command) -> str:
    """Write an option as Sphinx describes it."""
    names, text = option.get_help_record(click.Context(command)) or ("", "")
    return f"```{{option}} {names}\n{text}\n```\n"


TABLES: dict[str, Callable[[ReferenceTable], list[Node]]] = {
    "labels": labels,
    "views": views,
    "facts": facts,
    "features": features,
    "settings": settings,
    "record": record,
    "warnings": warnings,
    "sphinx-settings": sphinx_settings,
    "commands": commands,
    "shards": shards,
}


def check_public_names(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of each public name of the package that no page describes."""
    described = {name for name, *_ in env.domains.python_domain.get_objects()}
    for name in corpustools.__all__:
        if not {f"corpustools.{name}", f"{corpustools._HOMES[name]}.{name}"} & described:
            logger.warning("no page describes corpustools.%s", name, type="reference-tables")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and the check, and the tables that are made from figures."""
    app.setup_extension("evaluation_tables")
    app.add_directive("reference-table", ReferenceTable)
    app.connect("env-check-consistency", check_public_names)
    return {"version": corpustools.__version__, "parallel_read_safe": True, "parallel_write_safe": True}
