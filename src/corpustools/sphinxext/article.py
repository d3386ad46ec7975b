"""A document's page as HTML, straight from its record: what MyST, docutils and Sphinx make of its Markdown.

Both are held to be equal by ``tests/site/test_records.py``, for hostile texts too.
"""

from collections.abc import Iterable, Iterator

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import _ as translated

from corpustools.model.document import Document
from corpustools.model.span import Label
from corpustools.sphinxext.layout import document_of, entities_of, page_of
from corpustools.sphinxext.marks import Marker, Said, Words
from corpustools.sphinxext.nodes import document_parts
from corpustools.sphinxext.parts import Html, attribute, escape
from corpustools.sphinxext.shell import Filling
from corpustools.sphinxext.transforms import TITLE_ANCHOR
from corpustools.writers.markdown import lines, one_line
from corpustools.writers.page import Passage

_BREAK = "<br />\n"


def document_filling(builder: StandaloneHTMLBuilder, docname: str, ident: str) -> Filling:
    """Make what the page of a document says."""
    document = document_of(builder.config, ident)
    shown = page_of(builder.config, ident)
    article = Article(builder, docname, document)
    passages = shown.passages
    if shown.headline_opens:
        opening, *rest = passages
        attributes = f' class="corpus-passage label-headline" id="{opening.anchor}"'
        title, plain, anchor = article.words(opening, " "), escape(one_line(opening.text)), opening.anchor
    else:
        rest = list(passages)
        title = plain = escape(one_line(shown.title))
        attributes, anchor = f' id="{TITLE_ANCHOR}"', TITLE_ANCHOR
    body = [
        f"<section{attributes}>\n<h1>{title}{permalink(builder, anchor)}</h1>\n",
        '<div class="corpus-layout">\n<div class="corpus-article">\n',
        *article.passages(rest),
        "</div>\n",
        *document_parts(builder, docname, ident),
        "</div>\n</section>\n",
    ]
    return Filling(docname, plain, "".join(body), has_source=True)


def permalink(builder: StandaloneHTMLBuilder, anchor: str) -> str:
    """Write the sign that a heading's address can be taken from."""
    if not builder.config.html_permalinks or not builder.add_permalinks:
        return ""
    icon = builder.config.html_permalinks_icon
    return f'<a class="headerlink" href="#{anchor}" title="{translated("Link to this heading")}">{icon}</a>'


class Article:
    """Writes the passages of a document, with names and quotations marked."""

    def __init__(self, builder: StandaloneHTMLBuilder, docname: str, document: Document) -> None:
        self._builder = builder
        self._document = document
        self._html = Html(builder, docname)
        self._marker = Marker(document, entities_of(builder.config))

    def passages(self, passages: Iterable[Passage]) -> Iterator[str]:
        """Yield passages; headings open sections, and items of a list that follow each other make one."""
        in_section = in_list = False
        for passage in passages:
            if in_list and passage.label is not Label.LIST_ITEM:
                yield "</ul>\n"
                in_list = False
            attributes = f' class="corpus-passage label-{passage.label.value}" id="{passage.anchor}"'
            match passage.label:
                case Label.HEADING:
                    if in_section:
                        yield "</section>\n"
                    in_section = True
                    heading = self.words(passage, " ") + permalink(self._builder, passage.anchor)
                    yield f"<section{attributes}>\n<h2>{heading}</h2>\n"
                case Label.LIST_ITEM:
                    if not in_list:
                        yield '<ul class="simple">\n'
                    in_list = True
                    yield f"<li><p{attributes}>{self.words(passage)}</p></li>\n"
                case Label.BLOCKQUOTE:
                    yield f"<blockquote>\n<div><p{attributes}>{self.words(passage)}</p>\n</div></blockquote>\n"
                case _:
                    yield f"<p{attributes}>{self.words(passage)}</p>\n"
        if in_list:
            yield "</ul>\n"
        if in_section:
            yield "</section>\n"

    def words(self, passage: Passage, between: str = _BREAK) -> str:
        """Write the words of a passage, with ``between`` where it has several lines."""
        if passage.start not in self._marker.marks:
            return between.join(map(escape, lines(passage.text)))
        (block,) = self._document.within(passage.start, passage.start + 1)
        texts = [" ".join(lines(passage.text))] if between == " " else lines(passage.text)
        return between.join("".join(map(self._piece, pieces)) for pieces in self._marker.marked(texts, block))

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
