"""A document's page as HTML, straight from its record: what MyST, docutils and Sphinx make of its Markdown.

Both are held to be equal by ``tests/site/test_records.py``, for hostile texts too.
"""

from collections.abc import Iterable, Iterator

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import _ as translated

from corpustools.model.document import Document
from corpustools.model.span import Label
from corpustools.sphinxext import citing
from corpustools.sphinxext.apparatus import render_apparatus
from corpustools.sphinxext.citing import render_citation
from corpustools.sphinxext.heads import document_head
from corpustools.sphinxext.marks import Marker, Said, Words
from corpustools.sphinxext.nodes import FIGURE, language_attributes
from corpustools.sphinxext.opened import document_of, entities_of, page_of
from corpustools.sphinxext.origin import origin
from corpustools.sphinxext.part_html import Html, attribute, escape
from corpustools.sphinxext.redirecting import former_anchors
from corpustools.sphinxext.sequence import Neighbour, Neighbours, link_to
from corpustools.sphinxext.shell import Beside, Filling, Kind
from corpustools.sphinxext.tables import CLOSES, OPENS, cells_of, rows_html
from corpustools.sphinxext.transforms import OF_IMAGES, TITLE_ANCHOR
from corpustools.text.languages import language_tag
from corpustools.writers.markdown import lines, one_line
from corpustools.writers.passages import Passage

_BREAK = "<br />\n"


def kind_of(docname: str, around: Neighbours) -> Kind:
    """Return the kind of a document's page."""
    has_before, has_after = around.before is not None, around.after is not None
    return Kind(docname.rpartition("/")[0], has_source=True, has_before=has_before, has_after=has_after)


def document_filling(builder: StandaloneHTMLBuilder, docname: str, ident: str, around: Neighbours) -> Filling:
    """Make what the page of a document says, and how the theme links it to those before and after it."""
    document = document_of(builder.config, ident)
    shown = page_of(builder.config, ident)
    html = Html(builder, docname)
    article = Article(builder, html, document)
    language = language_tag(document.metadata.language or "")
    passages = shown.passages
    if shown.headline_opens:
        opening, *rest = passages
        attributes, former = f' class="corpus-passage label-headline" id="{opening.anchor}"', article.former(opening)
        title, plain, anchor = article.words(opening, " "), escape(one_line(opening.text)), opening.anchor
    else:
        rest = list(passages)
        title = plain = escape(one_line(shown.title))
        attributes, former, anchor = f' id="{TITLE_ANCHOR}"', "", TITLE_ANCHOR
    body = [
        f"<section{attributes}>\n{former}<h1{f' lang={chr(34)}{language}{chr(34)}' if language else ''}>",
        f"{title}{permalink(builder, anchor)}</h1>\n",
        origin(html, document),
        f'<div class="corpus-layout">\n<div class="corpus-article"{language_attributes(document)}>\n',
        *article.passages(rest),
        "</div>\n",
        render_apparatus(html, shown),
        render_citation(html, ident),
        "</div>\n</section>\n",
    ]
    before, after = (beside and _beside(builder, docname, beside) for beside in around)
    head = document_head(html, document)
    anchors = tuple(passage.anchor for passage in passages)
    return Filling(docname, kind_of(docname, around), plain, "".join(body), head, before, after, anchors)


def _beside(builder: StandaloneHTMLBuilder, docname: str, neighbour: Neighbour) -> Beside:
    return Beside(**link_to(builder, docname, neighbour))


def permalink(builder: StandaloneHTMLBuilder, anchor: str) -> str:
    """Write the sign that a heading's address can be taken from."""
    if not builder.config.html_permalinks or not builder.add_permalinks:
        return ""
    icon = builder.config.html_permalinks_icon
    return f'<a class="headerlink" href="#{anchor}" title="{translated("Link to this heading")}">{icon}</a>'


class Article:
    """Writes the passages of a document, with names and quotations marked."""

    def __init__(self, builder: StandaloneHTMLBuilder, html: Html, document: Document) -> None:
        self._builder = builder
        self._html = html
        self._document = document
        self._marker = Marker(document, entities_of(builder.config))
        self._former = former_anchors(builder.config, document.id)

    def former(self, passage: Passage) -> str:
        """Write the former anchors of a passage, at its start."""
        return "".join(f'<span id="{anchor}"></span>' for anchor in self._former.get(passage.anchor, ()))

    def passages(self, passages: Iterable[Passage]) -> Iterator[str]:
        """Yield passages; headings open sections, and items of a list that follow each other make one.

        So do captions and credits make a figure, and rows a table.
        """
        in_section = in_list = in_figure = in_table = False
        for passage in passages:
            if in_figure != (passage.label in OF_IMAGES):
                in_figure = not in_figure
                yield FIGURE if in_figure else "</div>\n"
            if in_list and passage.label is not Label.LIST_ITEM:
                yield "</ul>\n"
                in_list = False
            if in_table != (passage.label is Label.TABLE):
                in_table = not in_table
                yield OPENS if in_table else CLOSES
            attributes = f' class="{passage.kinds}" id="{passage.anchor}"'
            match passage.label:
                case Label.HEADING:
                    if in_section:
                        yield "</section>\n"
                    in_section = True
                    heading = self.words(passage, " ") + permalink(self._builder, passage.anchor)
                    yield f"<section{attributes}>\n{self.former(passage)}<h2>{heading}</h2>\n"
                case Label.LIST_ITEM:
                    if not in_list:
                        yield '<ul class="simple">\n'
                    in_list = True
                    yield f"<li>{self._paragraph(attributes, passage)}</li>\n"
                case Label.BLOCKQUOTE:
                    yield f"<blockquote>\n<div>{self._paragraph(attributes, passage)}\n</div></blockquote>\n"
                case Label.TABLE:
                    yield self._rows(attributes, passage)
                case _:
                    yield f"{self._paragraph(attributes, passage)}\n"
        if in_figure:
            yield "</div>\n"
        if in_table:
            yield CLOSES
        if in_list:
            yield "</ul>\n"
        if in_section:
            yield "</section>\n"

    def _paragraph(self, attributes: str, passage: Passage) -> str:
        sign = citing.permalink(passage.anchor, passage.text)
        return f"<p{attributes}>{self.former(passage)}{self.words(passage)}{sign}</p>"

    def _rows(self, attributes: str, passage: Passage) -> str:
        rows = cells_of(lines(passage.text))
        written = iter(self._texts(passage, [cell for row in rows for cell in row]))
        made = [[next(written) for _ in row] for row in rows]
        made[0][0] = self.former(passage) + made[0][0]
        made[-1][-1] += citing.permalink(passage.anchor, passage.text)
        return rows_html(attributes, made)

    def words(self, passage: Passage, between: str = _BREAK) -> str:
        """Write the words of a passage, with ``between`` where it has several lines."""
        texts = lines(passage.text)
        if between == " " and passage.start in self._marker.marks:
            texts = [" ".join(texts)]
        return between.join(self._texts(passage, texts))

    def _texts(self, passage: Passage, texts: list[str]) -> Iterable[str]:
        """Yield the HTML of texts that are all of a passage."""
        if passage.start not in self._marker.marks:
            return map(escape, texts)
        (block,) = self._document.within(passage.start, passage.start + 1)
        return ("".join(map(self._piece, pieces)) for pieces in self._marker.marked(texts, block))

    def _piece(self, piece: Words | Said) -> str:
        if isinstance(piece, Words):
            if piece.key is None:
                return escape(piece.text)
            mention = self._marker.mentions[piece.key]
            href = self._html.address(mention.kind, self._marker.slug(mention))
            return (
                f'<a class="corpus-name corpus-{mention.kind}" data-receipt="{piece.key}" href="{attribute(href)}" '
                f'title="{attribute(self._marker.receipt(mention))}">{escape(piece.text)}</a>'
            )
        speakers = "".join(map(self._speaker, piece.closes))
        return (
            f'<span class="corpus-quotation corpus-{piece.kind}">{"".join(map(self._piece, piece.words))}'
            f"{speakers}</span>"
        )

    def _speaker(self, key: str) -> str:
        said = attribute(self._marker.said_by(key))
        return (
            f'<a aria-label="{said}" class="corpus-speaker" data-receipt="{key}" href="#said-{key}" title="{said}"></a>'
        )
