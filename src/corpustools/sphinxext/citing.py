"""Citations on the page of a document: of the document below its article, and of each passage at its own address."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from corpustools.model.tiling import first_words
from corpustools.sphinxext.layout import layout_of
from corpustools.sphinxext.making_room import until_room_is_made
from corpustools.sphinxext.nodes import corpus_apparatus, corpus_citation, corpus_permalink
from corpustools.sphinxext.opened import address_of, corpus_of, document_of, entries_of, redirect_of
from corpustools.sphinxext.part_html import Html
from corpustools.sphinxext.rule_links import escape
from corpustools.sphinxext.tables import corpus_cell, corpus_rows
from corpustools.text.characters import dominant_script, visible
from corpustools.text.languages import language_tag
from corpustools.writers.bibliography import FORMATS, Format
from corpustools.writers.citation import Citation, Words, cite, words_of
from corpustools.writers.passages import passages

ADDRESS = "corpus-address-of-the-page"
"""Stands for the address of a page, which its reader's browser knows, where nothing says where the site is."""

PASSAGE = "p-00000000"
"""Stands for the anchor of a passage."""

UPRIGHT = frozenset(("Arabic", "Hebrew", "Han", "Kana", "Hangul"))
"""Scripts that have no italics."""


def citation_of(builder: Builder, ident: str) -> Citation:
    """Say what a citation of a document can say on this site."""
    address = address_of(builder, layout_of(builder.config).document(ident))
    record, _ = entries_of(builder.config)[ident].outputs
    return _cited(builder.config, ident, address, tuple(record))


@until_room_is_made
@cache
def _cited(config: Config, ident: str, address: str, record: tuple[int, ...]) -> Citation:
    # Its page has it, and files beside that, which are written when the page is long forgotten. With room for some of
    # them each would be forgotten before it is asked for again, since both go through all of them in one order.
    return cite(document_of(config, ident), corpus=corpus_of(config).config.title, address=address)


def render_citation(html: Html, ident: str) -> str:
    """Render how a document is cited, and what a script needs to cite a passage of it."""
    cited = citation_of(html.builder, ident)
    known = cited if cited.address else replace(cited, address=ADDRESS)
    of_passage = replace(known, passage=PASSAGE, address=f"{known.address}#{PASSAGE}")
    written = {key: [form.write([one]).rstrip() for one in (known, of_passage)] for key, form in FORMATS.items()}
    former = dict(redirect_of(html.builder.config, ident).passages)
    data = {"address": ADDRESS, "passage": PASSAGE, "forms": written, "former": former}
    here = html.builder.get_target_uri(html.docname)
    words = "".join([_words(each, here) for each in words_of(known)])
    forms = "".join([_form(html, cited, key, form) for key, form in FORMATS.items() if key != "text"])
    return (
        '<section class="corpus-cite" id="cite" aria-labelledby="corpus-cite-title" '
        f'data-cite="{escape(json.dumps(data, ensure_ascii=False))}">\n'
        '<h2 id="corpus-cite-title">Cite this</h2>\n'
        f'<p class="corpus-citation">{words}</p>\n'
        f'<ul class="corpus-cite-forms">\n{forms}</ul>\n</section>'
    )


def _words(words: Words, here: str) -> str:
    """Write words of a citation; ``here`` is shown where the address of the page is not known."""
    text = escape(words.text)
    if words.text == ADDRESS:
        return f'<span class="corpus-here">{escape(here)}</span>'
    if words.role == "work":
        upright = ' class="corpus-upright"' if dominant_script(words.text) in UPRIGHT else ""
        return f"<cite{upright}><bdi>{text}</bdi></cite>"
    if words.role in ("original", "address") and words.text.startswith(("https://", "http://")):
        return f'<a href="{text}">{text}</a>'
    return f"<bdi>{text}</bdi>" if words.role else text


def _form(html: Html, cited: Citation, key: str, form: Format) -> str:
    return (
        f"<li><details><summary>{form.name}</summary>\n"
        f'<pre tabindex="0" aria-label="{form.name}" data-form="{key}">{escape(form.write([cited]).rstrip())}</pre>\n'
        f'<p><a href="{escape(html.file(cited.id, key))}" download>Download {form.name}</a></p>\n</details></li>\n'
    )


def permalink(anchor: str, words: str) -> str:
    """Make the sign at a passage that leads to its address; who hears it is told by its first ``words`` of which it is.

    It has no words of its own: the article says what the document says, and not more.

    >>> permalink("p-d381323f", "The town is quiet today.")[:79]
    '<a class="corpus-permalink" href="#p-d381323f" aria-label="Cite: The town is qu'
    """
    # A passage may be long, and a page has dozens.
    name = escape(visible(first_words(words[:96], 40)))
    return f'<a class="corpus-permalink" href="#{anchor}" aria-label="Cite: {name}" title="Cite this passage"></a>'


class Permalinks(SphinxPostTransform):
    """Put the sign that leads to its address at the end of each passage, for builders of HTML.

    Headings have such a sign by Sphinx.
    """

    # After names and quotations are marked, which compare the words of a passage with those of the record.
    default_priority = 510
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Mark the passages of a document's page, say in which language its title is, and put its citation below."""
        for apparatus in list(self.document.findall(corpus_apparatus)):
            # Docutils writes such a class as the language of the element.
            language = language_tag(document_of(self.config, apparatus["document"]).metadata.language or "")
            for title in [*self.document.findall(nodes.title)][: 1 if language else 0]:
                title["classes"].append(f"language-{language}")
            texts = {each.anchor: each.text for each in passages(document_of(self.config, apparatus["document"]))}
            for passage in list(self.document.findall(nodes.paragraph)):
                if "corpus-passage" in passage.get("classes", ()):
                    passage += _permalink(texts, passage["ids"][0])
            for rows in list(self.document.findall(corpus_rows)):
                cells = list(rows.findall(corpus_cell))
                cells[-1] += _permalink(texts, rows["anchor"])
            apparatus.parent.append(corpus_citation("", document=apparatus["document"]))


def _permalink(texts: Mapping[str, str], anchor: str) -> corpus_permalink:
    return corpus_permalink("", anchor=anchor, words=texts.get(anchor, ""))


def _visit_citation(self: HTML5Translator, node: corpus_citation) -> None:
    html = Html(self.builder, self.builder.current_docname)
    self.body.append(render_citation(html, node["document"]))
    raise nodes.SkipNode


def _visit_permalink(self: HTML5Translator, node: corpus_permalink) -> None:
    self.body.append(permalink(node["anchor"], node["words"]))
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the nodes and the transform."""
    app.add_node(corpus_citation, html=(_visit_citation, None))
    app.add_node(corpus_permalink, html=(_visit_permalink, None))
    app.add_post_transform(Permalinks)
