"""Documents as TEI XML, the form in which texts are kept and exchanged by those who edit and study them.

It follows the TEI Guidelines (P5): a header that says what a document is and where it is from, and its text.

- An article is a ``div``; each heading opens another one in it. Paragraphs are ``p``, items of lists ``item``, block
  quotations ``quote``, rows of tables ``row``. Above the text a headline is ``head``, a standfirst ``argument``, what
  names the authors ``byline``, a dateline ``dateline`` and a timestamp ``docDate``.
- What is said of one picture is a ``figure``: the caption its ``head``, the alternative text its ``figDesc``.
- For what else a page has there is ``ab``; its ``type`` is the label. So it is with headlines, bylines and the like
  further down, where TEI has no place for them.
- Mentions are ``persName``, ``orgName``, ``placeName``, ``date`` or, where the text leaves it open, ``rs``; ``key`` is
  the name of whom or what they name. Quotations are ``said``, in each block that they run through; the header lists
  those who speak and are spoken to, and ``who`` and ``toWhom`` point there.
- ``n`` of a document is its id, and ``n`` of a block its address on the page of the document.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from corpustools.config import Config
from corpustools.model.document import Block, Document
from corpustools.model.mention import Mention, MentionKind, Quotation
from corpustools.model.span import Label
from corpustools.writers.chosen import ChosenBlock
from corpustools.writers.citation import Citation, line
from corpustools.writers.tei_header import corpus_header, document_header, when
from corpustools.writers.told import told as told_in
from corpustools.writers.xml import Mark, element, escaped, marked

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

_NAMES: Mapping[MentionKind, str] = {
    "person": "persName",
    "organization": "orgName",
    "place": "placeName",
    "time": "date",
    "unsure": "rs",
}
_ALONE = {Label.HEADING: "head", Label.PARAGRAPH: "p", Label.BLOCKQUOTE: "quote"}
_ABOVE = {
    Label.HEADLINE: "head",
    Label.STANDFIRST: "argument",
    Label.BYLINE: "byline",
    Label.DATELINE: "dateline",
    Label.TIMESTAMP: "docDate",
}
_OF_FIGURE = {Label.CAPTION: "head", Label.CREDIT: "ab", Label.ALT: "figDesc"}
_LISTED = {Label.LIST_ITEM: ("list", "item"), Label.TABLE: ("table", "row")}
_WITHOUT_SPEECH = frozenset({"byline", "dateline", "docDate", "figDesc"})
"""Elements that may hold names and no ``said``."""


def tei(document: Document, chosen: Sequence[ChosenBlock], cited: Citation, config: Config) -> str:
    """Write blocks of a document as a file of its own.

    ``cited`` is what is known of the document, ``config`` says what it is part of.

    >>> import corpustools
    >>> from corpustools.writers.chosen import chosen_blocks
    >>> from corpustools.writers.citation import cite
    >>> page = corpustools.read("“It is quiet in Oslo,” said Jane Roe on Monday.", id="quiet")
    >>> written = tei(page, chosen_blocks(page), cite(page), Config())
    >>> print(written[written.index("<p n"):written.index("\\n</div>")])
    <p n="p-57b7c132"><said direct="true" who="#d008f0747f4e2-1">“It is quiet in <placeName
    key="Oslo">Oslo</placeName>,”</said> said <persName key="Jane Roe">Jane Roe</persName> on <date>Monday</date>.</p>
    """
    written = tei_in_corpus(document, chosen, cited, config)
    return _DECLARATION + written.replace("<TEI ", f'<TEI xmlns="{NAMESPACE}" ', 1)


def tei_in_corpus(document: Document, chosen: Sequence[ChosenBlock], cited: Citation, config: Config) -> str:
    """Write it as an element of the file of a whole corpus."""
    told = _Told(document)
    language = {"xml:lang": cited.language} if cited.language else {}
    article = element("div", "\n".join(_sections(chosen, told)), {"type": "article"}, between="\n")
    text = element("text", element("body", article, between="\n"), language, between="\n")
    header = document_header(document.metadata, cited, config, tuple(told.people()))
    return element("TEI", f"{header}\n{text}", {"n": document.id}, between="\n") + "\n"


def corpus_opened(config: Config) -> str:
    """Return what stands above the documents in the file of a whole corpus.

    >>> corpus_opened(Config()).splitlines()[1:3]
    ['<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">', '<teiHeader>']
    """
    return f'{_DECLARATION}<teiCorpus xmlns="{NAMESPACE}">\n{corpus_header(config)}\n'


CORPUS_CLOSED = "</teiCorpus>\n"
"""What stands below them."""


class _Told:
    """What a document tells: who speaks in it and is spoken to, with their ids, and what is marked in its blocks."""

    def __init__(self, document: Document) -> None:
        self.document = document
        # The id of a document may be no name in XML, and all documents of a corpus may stand in one file.
        prefix = f"d{hashlib.sha256(document.id.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
        self.kinds: dict[str, MentionKind | None] = {}
        for row in told_in(document).speech:
            said = row.quotation
            for name, kind in ((said.speaker, row.speaker_kind), (said.addressee, row.addressee_kind)):
                if name:
                    self.kinds.setdefault(name, kind)
        self.ids = {name: f"{prefix}-{number}" for number, name in enumerate(self.kinds, 1)}
        self.in_block: dict[int, list[Mention | Quotation]] = {}
        all_found: tuple[Mention | Quotation, ...] = (*document.mentions, *document.quotations)
        for found in all_found:
            for block in document.within(found.start, found.end):
                self.in_block.setdefault(block.start, []).append(found)

    def people(self) -> Iterator[str]:
        for name, ident in self.ids.items():
            whole, part = ("org", "orgName") if self.kinds[name] == "organization" else ("person", "persName")
            yield element(whole, element(part, escaped(line(name))), {"xml:id": ident})

    def marks(self, block: Block, *, speech: bool) -> Iterator[Mark]:
        """Yield what a block names and who says it, by places in its reading text."""
        view = self.document.reading(block)
        for found in self.in_block.get(block.start, ()):
            place = view.shown(max(found.start, block.start), min(found.end, block.end))
            if not place:
                continue
            if isinstance(found, Mention):
                said = when(found.name) if found.kind == "time" else {"key": line(found.name)}
                yield Mark(*place, _NAMES[found.kind], said, is_whole=True)
            elif speech:
                yield Mark(*place, "said", self._ascribed(found))

    def _ascribed(self, quotation: Quotation) -> dict[str, str]:
        said = {"direct": "true" if quotation.kind == "direct" else "false"}
        for attribute, who in (("who", quotation.speaker), ("toWhom", quotation.addressee)):
            if who:
                said[attribute] = f"#{self.ids[who]}"
        return said


# --- The text ------------------------------------------------------------------------------------------


def _sections(chosen: Sequence[ChosenBlock], told: _Told) -> Iterator[str]:
    """Yield what stands above the first heading, and a ``div`` for each heading with what stands below it."""
    parts: list[list[ChosenBlock]] = [[]]
    for one in chosen:
        if one.block.label is Label.HEADING:
            parts.append([])
        parts[-1].append(one)
    yield from _blocks(parts[0], told)
    for part in parts[1:]:
        yield element("div", "\n".join(_blocks(part, told)), {"type": "section"}, between="\n")


def _blocks(chosen: Sequence[ChosenBlock], told: _Told) -> Iterator[str]:
    is_above = True
    for kind, group in groupby(chosen, key=lambda one: _kind(one.block.label)):
        if kind is Label.CAPTION:
            for figure in _figures(group):
                parts = (_written(one, _OF_FIGURE[one.block.label], told) for one in figure)
                yield element("figure", "\n".join(parts), between="\n")
        elif kind in _LISTED:
            is_above = False
            whole, part = _LISTED[kind]
            yield element(whole, "\n".join(_written(one, part, told) for one in group), between="\n")
        else:
            for one in group:
                name = (_ABOVE.get(kind) if is_above else None) or _ALONE.get(kind, "ab")
                is_above = is_above and (kind in _ABOVE or name == "head")
                yield _written(one, name, told)


def _kind(label: Label) -> Label:
    return Label.CAPTION if label in _OF_FIGURE else label


def _figures(chosen: Iterable[ChosenBlock]) -> Iterator[list[ChosenBlock]]:
    """Part blocks that stand together and are of pictures: a second caption is that of a second picture."""
    figure: list[ChosenBlock] = []
    for one in chosen:
        if any(one.block.label is other.block.label for other in figure):
            yield figure
            figure = []
        figure.append(one)
    yield figure


def _written(one: ChosenBlock, name: str, told: _Told) -> str:
    """Write a block as an element, with what its words name and who says them."""
    text = told.document.reading(one.block).text
    marks = tuple(told.marks(one.block, speech=name not in _WITHOUT_SPEECH))
    said = {"n": one.anchor} | ({"type": str(one.block.label)} if name == "ab" else {})
    if name == "argument":
        return element(name, element("p", marked(text, marks)), said)
    if name != "row":
        return element(name, marked(text, marks), said)
    edges = [-1, *(place for place, sign in enumerate(text) if sign == "\t"), len(text)]
    cells = (element("cell", marked(text, marks, left + 1, right)) for left, right in pairwise(edges))
    return element(name, "".join(cells), said)
