"""Text of a document never becomes markup: what the pages say is what the text says, whatever is in it.

Every page here is made by the real Sphinx and the real MyST parser, from the file that a site would have.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import corpustools
from corpustools.errors import UnreadableError
from corpustools.model.document import Document
from corpustools.model.span import BLOCK_LABELS, KEPT, Label
from corpustools.text.characters import visible

HOSTILE: dict[str, str] = json.loads((Path(__file__).parent / "hostile.json").read_bytes())
TEXTS = list(HOSTILE.values())
KEPT_LABELS = [label for label in BLOCK_LABELS if label in KEPT]

PLAIN = ""
# Everything that could give text a meaning. (A site may also turn directives off: `commonmark_only`.)
ALL_ON = """
smartquotes = True
myst_enable_extensions = [
    "amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist",
    "html_admonition", "html_image", "replacements", "smartquotes", "strikethrough", "substitution", "tasklist",
]
myst_substitutions = {"substitution": "was substituted", "key": "value"}
myst_heading_anchors = 6
myst_dmath_double_inline = True
myst_enable_checkboxes = True
suppress_warnings = ["myst.strikethrough"]
"""
CONFS = {
    "plain": PLAIN,
    "all extensions": ALL_ON,
    "CommonMark alone": "myst_commonmark_only = True\n",
    "GitHub's Markdown alone": "myst_gfm_only = True\n",
    "some syntax off": "myst_disable_syntax = ['heading', 'list', 'blockquote', 'escape', 'newline']\n",
    "fences as directives": "myst_fence_as_directive = ['corpus:apparatus']\nmyst_title_to_header = True\n",
}

# What the article may hold, and nothing else: the writer makes these, and Sphinx the permalinks.
ELEMENTS = {"a", "blockquote", "br", "div", "h2", "li", "p", "section", "span", "table", "tbody", "td", "tr", "ul"}
# Names lead to the pages of their entities, and everything else stays on the page.
TARGET = re.compile(r"#.*|\.\./(?:people|organizations|places)/[a-z0-9-]+\.html")

WORDS = re.compile(r"\w+")


def fold(text: str) -> str:
    return " ".join(text.split())


def check(document: Document, page: BeautifulSoup, read_passages: Callable[[BeautifulSoup], list[str]]) -> None:
    """Compare a page with its document: words, text, elements, addresses, and the text as read."""
    blocks = [block for block in document.blocks if block.is_kept and block.reading.strip()]
    shown = read_passages(page)
    assert [fold(block.reading) for block in blocks] == shown
    assert WORDS.findall(document.article) == WORDS.findall("\n".join(shown))
    check_elements(page)
    check_marks(document, page)
    check_text_as_read(document, page)


def check_elements(page: BeautifulSoup) -> None:
    """Check that the article has no element, address or script that the writer did not make."""
    article = page.select_one(".corpus-article")
    assert article is not None
    assert {element.name for element in article.find_all(True)} <= ELEMENTS
    outside = [
        text
        for text in article.strings
        if text.strip() and not text.find_parent(class_="headerlink") and not text.find_parent(["p", "h2", "td"])
    ]
    assert not outside
    body = page.select_one("[role=main]")
    assert body is not None
    assert len(body.find_all("h1")) == 1
    assert not body.find_all(["script", "style", "img", "iframe", "form", "input", "svg", "math", "object"])
    assert not [name for element in body.find_all(True) for name in element.attrs if name.startswith("on")]
    passages = article.find_all(True)
    hrefs = [str(element["href"]) for element in passages if element.has_attr("href")]
    assert all(TARGET.fullmatch(href) for href in hrefs)
    ids = [str(element["id"]) for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    links = {str(link["href"])[1:] for link in body.find_all("a", href=re.compile("^#."))}
    assert links <= set(ids)


def check_marks(document: Document, page: BeautifulSoup) -> None:
    """Check that a name is marked where it is, on whichever passages the parser showed as they are."""
    for number, mention in enumerate(document.mentions):
        marked = "".join(element.get_text() for element in page.select(f".corpus-article [data-receipt=m{number}]"))
        assert "".join(marked.split()) in ("", "".join(document.words_at(mention.start, mention.end).split()))


def check_text_as_read(document: Document, page: BeautifulSoup) -> None:
    """Check that the text as read is there, character for character."""
    shown = [element.get_text() for element in page.select(".corpus-block-text")]
    assert [visible(block.text) for block in document.blocks] == shown


@pytest.fixture(params=CONFS, scope="module")
def renderer(request: pytest.FixtureRequest, open_renderer: Callable[[str], Any]) -> Iterator[Any]:
    """A Sphinx application, plain or with settings that ask for trouble."""
    with open_renderer(CONFS[request.param]) as opened:
        yield opened


only_two = pytest.mark.parametrize("renderer", ["plain", "all extensions"], indirect=True, scope="module")


@only_two
@pytest.mark.parametrize("name", HOSTILE)
def test_every_label_shows_hostile_text(
    name: str,
    renderer: Any,
    make_document: Callable[..., Document],
    read_passages: Callable[[BeautifulSoup], list[str]],
) -> None:
    text = HOSTILE[name]
    opens_with_headline = make_document([(label, text) for label in BLOCK_LABELS], facts=True, told=True)
    check(opens_with_headline, renderer.render(opens_with_headline), read_passages)
    labels = (Label.LIST_ITEM, Label.HEADING, Label.HEADLINE)
    needs_title = make_document([(label, text) for label in labels], told=True)
    check(needs_title, renderer.render(needs_title), read_passages)


@pytest.mark.parametrize("label", [Label.PARAGRAPH, Label.HEADING, Label.LIST_ITEM, Label.BLOCKQUOTE])
def test_hostile_texts_do_not_act_on_each_other(
    label: Label,
    renderer: Any,
    make_document: Callable[..., Document],
    read_passages: Callable[[BeautifulSoup], list[str]],
) -> None:
    """A fence that one text opens, or a link that one defines, must not be closed or used by another."""
    document = make_document([(label, text) for text in TEXTS if len(text) < 500])
    check(document, renderer.render(document), read_passages)


PIECES = [piece for text in TEXTS if len(text) < 80 for piece in (text, *text.splitlines()) if piece] + [
    *"\\`*_{}[]<>()#+-.!|~^$%&@:;=?,/'\"\n\t \u00a0",
    "\n    ",
    "\n\n",
    "  \n",
    "\\\n",
    "word",
    "1",
]


def whole(text: str) -> str:
    """Join halves of surrogate pairs that stand beside each other: no JSON, and so no record, can hold them apart."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


TEXT = st.one_of(
    st.text(st.characters(exclude_categories=()), min_size=1, max_size=40),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("\n".join),
).map(whole)
BLOCKS = st.lists(st.tuples(st.sampled_from(KEPT_LABELS), TEXT), min_size=1, max_size=12)


@only_two
def test_any_text_is_shown_as_it_is(
    renderer: Any,
    make_document: Callable[..., Document],
    read_passages: Callable[[BeautifulSoup], list[str]],
) -> None:
    @settings(suppress_health_check=[HealthCheck.too_slow])
    @given(BLOCKS)
    @example([(Label.HEADLINE, "a\tb #\t##")])
    @example([(Label.PARAGRAPH, "12\\. a\n\u0663) b\n0.")])
    def holds(blocks: list[tuple[Label, str]]) -> None:
        document = make_document(blocks, told=True)
        check(document, renderer.render(document), read_passages)

    holds()


@only_two
def test_whatever_is_read_is_shown_as_it_is(
    renderer: Any,
    read_passages: Callable[[BeautifulSoup], list[str]],
) -> None:
    """The same, for documents that the rules labelled, and for bytes that are hardly text."""

    @settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
    @given(st.one_of(st.lists(TEXT, max_size=8).map("\n".join), st.binary(max_size=200)))
    def holds(data: str | bytes) -> None:
        try:
            document = corpustools.read(data)
        except UnreadableError:
            return
        check(document, renderer.render(document), read_passages)

    holds()
