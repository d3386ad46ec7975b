"""Directives that draw: documents over time, labels, names, places on a map, dispersion, confidence."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.typing import OptionSpec

from corpustools.corpus.appearances import Appearances, appearances
from corpustools.corpus.card_rows import rows_of
from corpustools.corpus.counts import by_label, choose, over_time
from corpustools.corpus.entry import Entry
from corpustools.errors import QueryError
from corpustools.extractors.names.geography import coordinates
from corpustools.figures.bars import Bar, bars
from corpustools.figures.columns import Unit, columns
from corpustools.figures.maps import Point, world_map
from corpustools.figures.strips import Strip, strips
from corpustools.model.mention import ENTITY_KINDS
from corpustools.search.texts import UNKNOWN
from corpustools.sphinxext.counting import FACETS, unit
from corpustools.sphinxext.drawing import Drawing
from corpustools.sphinxext.entity_pages import TITLES, about
from corpustools.sphinxext.generated import count
from corpustools.sphinxext.opened import appearances_of, card_in, corpus_of, entities_of, entries_of
from corpustools.sphinxext.references import link
from corpustools.text.characters import visible

_DOCUMENTS: dict[str, Any] = {name: read for name, read in FACETS.items() if name != "in"}

YEARS = 3
"""Of so many years and fewer, months are drawn where nobody says which."""


class Figure(Drawing):
    """What directives share that draw what documents have: these are chosen by their options, and no word is read."""

    option_spec: ClassVar[OptionSpec] = dict(_DOCUMENTS)

    def made(self) -> list[Node]:
        """Draw what the chosen documents have."""
        return self.drawn(choose(entries_of(self.config).values(), **self.documents()))

    def drawn(self, entries: Sequence[Entry]) -> list[Node]:
        """Draw what these documents have."""
        raise NotImplementedError


class TimelineFigure(Figure):
    """Draw how many documents each year or month has, or how often in a million tokens a query is found in them."""

    optional_arguments = 1
    option_spec: ClassVar[OptionSpec] = {**FACETS, "by": unit, "case": directives.flag}

    def made(self) -> list[Node]:
        """Draw hits where there is a query, and documents else."""
        return self._hits() if self.arguments else super().made()

    def _hits(self) -> list[Node]:
        query, by = self.arguments[0], self._unit("year")
        found = corpus_of(self.config).counts().over_time(query, by, case="case" in self.options, **self.choice())
        if not found:
            return self.none()
        length = 4 if by == "year" else 7
        placed = {row.period: row.per_million for row in found if row.period != UNKNOWN and len(row.period) == length}
        # Of months, what names the year alone is in the table.
        apart = [("undated", row.per_million) for row in found if row.period == UNKNOWN]
        caption = f"“{query}” per million tokens, by {by} of publication"
        hits = sum(row.hits for row in found)
        said = f"{count(hits, 'hit')} in {count(sum(row.tokens for row in found), 'token')}."
        svg = columns(self.key(), caption, said, placed, by=by, apart=apart)
        rows = (
            (
                row.period if row.period != UNKNOWN else "undated",
                f"{row.hits:,}",
                f"{row.documents:,}",
                f"{row.tokens:,}",
                f"{row.per_million:,.0f}",
            )
            for row in found
        )
        heads = (by.capitalize(), "Hits", "Documents", "Tokens", "Per million")
        return self.figure("timeline", caption, svg, self.table("timeline", heads, rows, said))

    def drawn(self, entries: Sequence[Entry]) -> list[Node]:
        """Draw how many documents there are."""
        years = over_time(entries).periods
        few = bool(years) and int(max(years)) - int(min(years)) < YEARS
        by = self._unit("month" if few else "year")
        times = over_time(entries, by)
        apart = [(name, n) for name, n in (("year only", times.year_only), ("undated", times.undated)) if n]
        if not times.periods and not apart:
            return self.none()
        caption = f"Documents by {by} of publication"
        dated = len(entries) - times.undated
        ends = f" from {min(times.periods)} to {max(times.periods)}" if times.periods else ""
        said = f"{count(len(entries), 'document')}: {dated:,} dated{ends}, {times.undated:,} undated."
        svg = columns(self.key(), caption, said, times.periods, by=by, apart=apart)
        rows = ((name, f"{number:,}") for name, number in (*times.periods.items(), *apart))
        return self.figure("timeline", caption, svg, self.table("timeline", (by.capitalize(), "Documents"), rows, said))

    def _unit(self, usual: Unit) -> Unit:
        chosen: Unit = self.options.get("by", usual)
        return chosen


class LabelsFigure(Figure):
    """Draw which share of the characters each label has: what the reading text shows, and what was set aside."""

    def drawn(self, entries: Sequence[Entry]) -> list[Node]:
        """Draw a bar for each label."""
        found = by_label(entries)
        if not found:
            return self.none()
        aside = sum(row.share for row in found if not row.is_kept)
        caption = "Labels by their share of the characters"
        said = f"{_percent(1 - aside)} of the characters as read are kept, {_percent(aside)} are set aside (grey)."
        drawn = [Bar(row.label.replace("_", " "), row.share, _percent(row.share), not row.is_kept) for row in found]
        rows = (
            (
                row.label.replace("_", " "),
                "kept" if row.is_kept else "set aside",
                f"{row.blocks:,}",
                f"{row.characters:,}",
                _percent(row.share),
            )
            for row in found
        )
        table = self.table("label-shares", ("Label", "Reading text", "Blocks", "Characters", "Share"), rows, said)
        return self.figure("labels", caption, bars(self.key(), caption, said, drawn), table)


class _Names(Figure):
    """What the figures of entities share: those that the chosen documents name."""

    def named(self, entries: Sequence[Entry], kind: str) -> list[Appearances]:
        """Return the entities of a kind, those with most mentions first, then by name."""
        for path in sorted(corpus_of(self.config).entities_folder.glob("*.toml")):
            self.env.note_dependency(str(path))
        chosen = self.documents()
        every = appearances(entities_of(self.config), entries) if chosen else appearances_of(self.config).values()
        found = [one for one in every if one.entity.kind == kind and one.mentions]
        return sorted(found, key=lambda one: (-one.mentions, one.name.casefold(), one.entity.slug))

    def names_table(self, kind: str, found: Iterable[Appearances], said: str) -> nodes.table:
        """Make the table of entities, each with a link to its page."""
        rows = (
            (link(one.entity.kind, one.entity.slug, visible(one.name)), f"{one.mentions:,}", f"{len(one.documents):,}")
            for one in found
        )
        return self.table(kind, ("Name", "Mentions", "Documents"), rows, said)


class MentionsFigure(_Names):
    """Draw which people, organizations or places are mentioned most."""

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {**_DOCUMENTS, "limit": directives.positive_int}

    def drawn(self, entries: Sequence[Entry]) -> list[Node]:
        """Draw a bar for each of those that are mentioned most."""
        kind = self.arguments[0]
        if kind not in ENTITY_KINDS:
            raise QueryError(f"{kind!r} is not mentioned; there are {', '.join(ENTITY_KINDS)}")
        found = self.named(entries, kind)
        most = found[: self.options.get("limit", 10)]
        if not most:
            return self.none()
        what = TITLES[kind]
        caption = f"{what} by mentions"
        said = f"{len(most):,} of {count(len(found), 'name')} in {count(len(entries), 'document')}."
        svg = bars(
            self.key(), caption, said, [Bar(visible(one.name), one.mentions, f"{one.mentions:,}") for one in most]
        )
        return self.figure("mentions", caption, svg, self.names_table("mentions", most, said))


class MapFigure(_Names):
    """Draw the places that documents mention on a map of the world, as large as they are often mentioned."""

    def drawn(self, entries: Sequence[Entry]) -> list[Node]:
        """Draw a point for each place of which coordinates are known."""
        found = [(one, coordinates(one.identifier or "")) for one in self.named(entries, "place")]
        placed = [(one, where) for one, where in found if where is not None]
        others = [one for one, where in found if where is None]
        if not placed:
            return self.none()
        caption = "Places by mentions"
        said = f"{count(len(placed), 'place')} on the map; the largest is {visible(placed[0][0].name)}."
        if others:
            named = "country or region" if len(others) == 1 else "countries, regions and others"
            said += f" Not on it, because they are no points: {len(others):,} {named}."
        points = [Point(visible(one.name), one.mentions, *where) for one, where in placed]
        table = self.places_table(found, said)
        return self.figure("map", caption, world_map(self.key(), caption, said, points), table)

    def places_table(self, found: Iterable[tuple[Appearances, tuple[float, float] | None]], said: str) -> nodes.table:
        """Make the table of places, with what each is, and where."""
        rows = (
            (
                link("place", one.entity.slug, visible(one.name)),
                f"{one.mentions:,}",
                f"{len(one.documents):,}",
                f"{where[0]:.2f}, {where[1]:.2f}" if where else visible(about(one)) or "not known",
            )
            for one, where in found
        )
        return self.table("map-places", ("Place", "Mentions", "Documents", "Latitude, longitude"), rows, said)


class DispersionFigure(Drawing):
    """Draw where in each document a query is found."""

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {**FACETS, "limit": directives.positive_int, "case": directives.flag}

    def made(self) -> list[Node]:
        """Draw a strip for each of the documents with most hits; where texts are withheld, of what is published."""
        query, part = self.arguments[0], corpus_of(self.config).subcorpus(**self.choice())
        spread = part.concordance(query, case="case" in self.options).dispersion()
        shown = spread.parts[: self.options.get("limit", 12)]
        if not shown or spread.dp is None:
            return self.none()
        caption = f"“{query}” in the documents that have it, from their first word to their last"
        said = f"Found in {spread.range_:,} of {count(spread.documents, 'document')}; DP {spread.dp:.2f}."
        drawn = [Strip(visible(each.title), each.size, each.positions) for each in shown]
        rows = (
            (
                link("doc", each.document, visible(each.title)),
                f"{len(each.positions):,}",
                f"{each.size:,}",
                f"{1000 * len(each.positions) / each.size:.1f}",
            )
            for each in shown
        )
        table = self.table("dispersion", ("Document", "Hits", "Tokens", "Per 1,000"), rows, said)
        return self.figure("dispersion", caption, strips(self.key(), caption, said, drawn), table)


class ConfidenceFigure(Figure):
    """Draw how surely the labels of all blocks were decided."""

    option_spec: ClassVar[OptionSpec] = {}

    def made(self) -> list[Node]:
        """Draw a bar for each tenth that any block has."""
        parts = {part.key: part for part in rows_of(card_in(self.config))}
        if "confidence" not in parts:
            return self.none()
        found = parts["confidence"].rows
        caption = "Blocks by the confidence of their label"
        first = next(at for at, row in enumerate(found) if row.share)
        shown = found[first:][::-1]
        sure = sum(row.share or 0 for row in found[9:])
        said = f"{_percent(sure)} of all blocks were decided with a confidence of 0.9 and more."
        drawn = [Bar(row.name, row.share or 0, _percent(row.share or 0)) for row in shown]
        rows = ((row.name, row.said, _percent(row.share or 0)) for row in shown)
        table = self.table("confidence-shares", ("Confidence", "Blocks", "Share"), rows, said)
        return self.figure("confidence", caption, bars(self.key(), caption, said, drawn), table)


def _percent(share: float) -> str:
    """Write a share; one that is not nothing is not written as if it were.

    >>> _percent(0.1234), _percent(0.0001), _percent(0)
    ('12.3\\xa0%', 'under 0.1\\xa0%', '0.0\\xa0%')
    """
    return f"{100 * share:.1f}\u00a0%" if not 0 < share < 0.0005 else "under 0.1\u00a0%"


def setup(app: Sphinx) -> None:
    """Register the directives in the corpus domain."""
    made = {
        "timeline": TimelineFigure,
        "labels": LabelsFigure,
        "mentions": MentionsFigure,
        "map": MapFigure,
        "dispersion": DispersionFigure,
        "confidence": ConfidenceFigure,
    }
    for name, directive in made.items():
        app.add_directive_to_domain("corpus", name, directive)
