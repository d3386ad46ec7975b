"""What stands beside the article on the page of a document: facts, names and quotations, each with its receipt.

Functions join strings. As a template whose values were taken and escaped one by one it was a third of a page's time.
"""

from collections.abc import Iterator
from itertools import groupby

from corpustools.model.correction import field_corrected, why_corrected
from corpustools.model.declaration import Declaration
from corpustools.model.fact import Fact
from corpustools.model.mention import MentionKind
from corpustools.model.span import percent
from corpustools.sphinxext.alike import note
from corpustools.sphinxext.browse_pages import language_name
from corpustools.sphinxext.entity_pages import TITLES, readings
from corpustools.sphinxext.opened import corpus_of, entities_of
from corpustools.sphinxext.part_html import Html
from corpustools.sphinxext.rule_links import DOUBTFUL, escape, found_by, rule_link
from corpustools.sphinxext.text_as_read import text_as_read
from corpustools.text.characters import visible
from corpustools.writers.page import FactGroup, FactRow, Page
from corpustools.writers.told import NameRow, SpeechRow

_NONE = '<p class="corpus-none">none found</p>\n'


def render_apparatus(html: Html, page: Page) -> str:
    """Write what stands beside the article, and the text as read below both."""
    apparatus = Apparatus(html, page)
    blocks = text_as_read(page, html.rules, is_withheld=not apparatus.corpus.is_whole)
    return "".join((*apparatus.parts(), *blocks))


class Apparatus:
    """Writes the panel of one document, with the addresses that ``html`` knows of its page."""

    def __init__(self, html: Html, page: Page) -> None:
        self.page = page
        self.corpus = corpus_of(html.builder.config)
        self._html = html
        self._entities = entities_of(html.builder.config)

    def parts(self) -> Iterator[str]:
        """Yield the parts of the panel."""
        yield '<aside class="corpus-facts" aria-labelledby="corpus-facts-title">\n'
        yield '<h2 id="corpus-facts-title">Facts</h2>\n'
        if not self.corpus.is_whole:
            short = ", but for short passages" if self.corpus.config.publication == "snippets" else ""
            yield (
                f'<p class="corpus-hint corpus-withheld">The text of this document is not published{short}. […] stands '
                "for words that are withheld.</p>\n"
            )
        yield '<p class="corpus-hint">Each fact points to the words that say it.</p>\n'
        alike = note(self._html.builder, self._html.docname, self.page.id)
        if alike is not None:
            yield f'<p class="corpus-alike-note"><a href="{escape(alike[1])}">{escape(alike[0])}</a></p>\n'
        for group in self.page.facts:
            yield from self._facts(group)
        told = self.page.told
        for kind, title in TITLES.items():
            yield f"<h3>{title}</h3>\n"
            yield self._listed(map(self._name, told.names.get(kind, ())))
        yield "<h3>Quotations</h3>\n"
        yield self._listed(map(self._speech, told.speech))
        times, unsure = told.names.get("time", ()), told.names.get("unsure", ())
        if times:
            yield f"<h3>Times</h3>\n{self._listed(map(self._time, times))}"
        if unsure:
            yield f"<h3>Left open</h3>\n{self._listed(map(self._unsure, unsure))}"
        yield from self._source()
        yield "</aside>\n"

    def _facts(self, group: FactGroup) -> Iterator[str]:
        if group.name != "article":
            yield f"<h3>{escape(_called(group.name))}</h3>\n"
        yield "<dl>\n"
        for name, rows in groupby(group.rows, lambda row: row.name):
            yield f'<div class="corpus-fact">\n<dt>{escape(_called(name))}</dt>\n'
            for _, alike in groupby(rows, lambda row: row.fact.value):
                yield self._value(list(alike))
            yield "</div>\n"
        if group.unknown:
            unknown = escape(", ".join(map(_called, group.unknown)).capitalize())
            yield f'<div class="corpus-fact corpus-unknown">\n<dt>Not stated</dt>\n<dd>{unknown}</dd>\n</div>\n'
        yield "</dl>\n"

    def _value(self, rows: list[FactRow]) -> str:
        """Write a value, and folded up what says it and by which rules; that it is doubtful is always seen."""
        first = rows[0]
        said = _said(first.fact)
        shown = _shown(said) if first.declaration else f"{_link(first)}><bdi>{escape(said)}</bdi></a>"
        sure = percent(first.fact.confidence)
        summary = f'<span class="corpus-doubtful">{sure} % sure</span>' if sure < DOUBTFUL else "why"
        why = "".join([self._why(row, said, again=place > 0) for place, row in enumerate(rows)])
        details = f'<details class="corpus-receipts"><summary>{summary}</summary>\n{why}</details>'
        return f"<dd>{shown}\n{details}</dd>\n"

    def _why(self, row: FactRow, said: str, *, again: bool) -> str:
        """Write where a value is from, and by which rule; or that what stands above it says the same ``again``."""
        by, also = self._by(row.fact.rule, row.fact.confidence), "also " if again else ""
        if row.declaration is not None:
            by = f"{also}{_declared(row.declaration, row.fact)}; {by}"
            return f'<p class="corpus-by" id="{row.anchor}">{by}</p>\n'
        if again:
            by = f'also {_link(row)} aria-label="in the text: {escape(said)}">in the text</a>; {by}'
        return f'<p class="corpus-by">{by}</p>\n'

    def _by(self, rule: str, confidence: float) -> str:
        return found_by(self._html.rules, rule, confidence)

    @staticmethod
    def _listed(items: Iterator[str]) -> str:
        listed = "".join(items)
        return f'<ul class="corpus-named">\n{listed}</ul>\n' if listed else _NONE

    def _name(self, row: NameRow) -> str:
        least, most = map(percent, row.sure)
        many, reach = "s" if row.mentions > 1 else "", f"–{most}" if most != least else ""
        roles = [f'<span class="corpus-role"><bdi>{escape(title)}</bdi></span>\n' for title in row.titles]
        if len(row.readings) > 1:
            roles.append(f'<span class="corpus-role">may be {_either(row)}</span>\n')
        return (
            f'<li data-kind="{row.kind}"><span class="corpus-named-name">{self._named(row.kind, row.name)}</span>\n'
            f'<details class="corpus-receipts"><summary>{row.mentions} mention{many}, '
            f'<span class="{"corpus-doubtful" if least < DOUBTFUL else ""}">{least}{reach} % sure</span></summary>\n'
            f"{self._forms(row)}</details>\n{''.join(roles)}</li>\n"
        )

    def _forms(self, row: NameRow) -> str:
        """List the words that name something, each with links to all places where they do."""
        items = []
        for form in row.forms:
            words = escape(form.words)
            places = [_receipt(form.keys[0], words)]
            places += [
                f'<a class="corpus-mention-link corpus-again" href="#receipt-{key}" data-fact="{key}" '
                f'aria-label="{words}, {number}">{number}</a>'
                for number, key in enumerate(form.keys[1:], 2)
            ]
            by = f'<span class="corpus-by">{self._by(form.rule, form.confidence)}</span>'
            items.append(f"<li>{' '.join(places)}\n{by}</li>\n")
        return f'<ul class="corpus-forms">\n{"".join(items)}</ul>\n'

    def _named(self, kind: MentionKind | None, name: str) -> str:
        words = f"<bdi>{escape(name)}</bdi>"
        if kind is None:
            return words
        address = self._html.address(kind, self._entities.of(kind, name, self.page.id).slug)
        return f'<a class="corpus-entity-link" href="{escape(address)}">{words}</a>'

    def _speech(self, row: SpeechRow) -> str:
        said = row.quotation
        whose = self._named(row.speaker_kind, said.speaker) if said.speaker else "<i>speaker not stated</i>"
        if row.cue:
            whose += f", <q><bdi>{escape(row.cue)}</bdi></q>"
        if said.addressee:
            whose += f", to {self._named(row.addressee_kind, said.addressee)}"
        return (
            f'<li id="said-{row.key}">{_receipt(row.key, escape(row.words))}\n'
            f'<span class="corpus-whose">{whose}</span>\n'
            f'<span class="corpus-by">{escape(said.kind)}, {self._by(said.rule, said.confidence)}</span></li>\n'
        )

    def _time(self, row: NameRow) -> str:
        known = row.name != row.forms[0].words
        role = f'"corpus-role">{escape(row.name)}' if known else '"corpus-role corpus-none">date not known'
        return f'<li data-kind="{row.kind}">{self._forms(row)}\n<span class={role}</span>\n</li>\n'

    def _unsure(self, row: NameRow) -> str:
        role = f'<span class="corpus-role">may be {_either(row) or "several things"}</span>'
        return f'<li data-kind="{row.kind}">{self._forms(row)}\n{role}\n</li>\n'

    def _source(self) -> Iterator[str]:
        """Yield the files of the document, and where they are from."""
        source, is_whole = self.page.document.source, self.corpus.is_whole
        files = {kind: escape(self._html.file(self.page.id, kind)) for kind in self.corpus.files}
        yield '<h2>Source</h2>\n<ul class="corpus-files">\n'
        if "raw" in files:
            name = escape(visible((source.name or self.page.id).rpartition("/")[2]))
            link = f'<a href="{files["raw"]}" download="{name}">Raw document</a>'
            yield f"<li>{link} <span>{source.size:,} bytes, never edited</span></li>\n"
        else:
            yield f"<li>Raw document <span>{source.size:,} bytes, not published</span></li>\n"
        if "reading" in files:
            link = f'<a href="{files["reading"]}" download>Reading text</a>'
            yield f"<li>{link} <span>what the article shows</span></li>\n"
        held = (
            "spans, facts, repairs as JSON" if is_whole else "spans, facts as JSON, without the words that are withheld"
        )
        yield f'<li><a href="{files["record"]}" download>Record</a> <span>{held}</span></li>\n</ul>\n<dl>\n'
        if source.media_type != "text/plain":
            yield _row("Read as", escape(source.media_type))
        if source.notes:
            yield _row("Out of the ordinary", escape(visible("; ".join(source.notes))))
        rule = "" if source.encoding_rule == "given_as_text" else rule_link(self._html.rules, source.encoding_rule)
        why = f'<span class="corpus-by">{rule} {escape(source.encoding_reason)}</span>'
        yield _row("Encoding", f"{escape(source.encoding)} {why}")
        if source.url:
            yield _row("Found at", f'<code class="corpus-digest">{escape(source.url)}</code>')
        yield _row("SHA-256", f'<code class="corpus-digest">{escape(source.sha256)}</code>')
        if self.page.repairs:
            yield _row(
                "Repairs",
                ", ".join(f"{count} × {rule_link(self._html.rules, name)}" for name, count in self.page.repairs),
            )
        yield _row("Set aside", f"{self.page.set_aside_share * 100:.0f} % of the characters")
        yield "</dl>\n"


_CALLED = {"canonical url": "Original address", "canonical urls": "Original addresses"}
"""What fields are called on pages, where that is not as the record has them."""


def _called(name: str) -> str:
    return _CALLED.get(name) or name.capitalize()


def _said(fact: Fact) -> str:
    """Say a value in words: a language by its name, and its tag beside it."""
    value = str(fact.value)
    return language_name(value) if fact.field in ("language", "other_language") else value


def _link(row: FactRow) -> str:
    return f'<a class="corpus-receipt-link" href="#{row.anchor}" data-fact="{row.number}"'


def _shown(value: str) -> str:
    """Write a value; an address of the web is a link.

    >>> _shown("Jane Roe"), _shown("http://a.example")
    ('<bdi>Jane Roe</bdi>', '<a href="http://a.example" rel="nofollow"><bdi>http://a.example</bdi></a>')
    """
    said = f"<bdi>{escape(value)}</bdi>"
    is_address = value.startswith(("https://", "http://")) and not any(map(str.isspace, value))
    return f'<a href="{escape(value)}" rel="nofollow">{said}</a>' if is_address else said


def _receipt(key: str, words: str) -> str:
    return f'<a class="corpus-mention-link" href="#receipt-{key}" data-fact="{key}"><bdi>{words}</bdi></a>'


def _either(row: NameRow) -> str:
    return escape(" or ".join(readings(row.readings)))


def _declared(declaration: Declaration, fact: Fact) -> str:
    """Say where a fact is declared, and in which words where they are more; or that somebody corrected it, and why."""
    if field_corrected(declaration):
        why = why_corrected(declaration)
        return f"corrected by hand: <bdi>{escape(why)}</bdi>" if why else "corrected by hand"
    words = f": <q><bdi>{escape(declaration.value)}</bdi></q>" if declaration.value != str(fact.value) else ""
    return f"declared as <code>{escape(declaration.name)}</code>{words}"


def _row(name: str, said: str) -> str:
    return f'<div class="corpus-fact"><dt>{name}</dt><dd>{said}</dd></div>\n'
