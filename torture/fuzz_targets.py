"""What must hold of any bytes: a target for each reader, for reading as a whole, and for the writer of pages.

Hypothesis runs them in the test suite, and ``torture/fuzz.py`` for as long as one likes. A target takes bytes. It
returns nothing where all is well, and raises where something does not hold.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import MappingProxyType

import jsonschema
from exported import assert_exported
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

import corpustools
from corpustools.errors import UnreadableError
from corpustools.extractors.receipts import says
from corpustools.model.document import Document
from corpustools.model.hint import Hint
from corpustools.model.record import from_json, to_json
from corpustools.model.schema import schema
from corpustools.readers import decode, parse
from corpustools.text.characters import join_pairs
from corpustools.writers.myst import myst_page
from corpustools.writers.page import page

_VALIDATOR = jsonschema.Draft202012Validator(schema())
_MEDIA_TYPES = ("text/plain", "text/html", "text/markdown")
_SHOWN = {"inline", "text", "softbreak", "hardbreak", "text_special"}
_BLOCKS = {"front_matter", "attrs_block", "fence"}
_ELEMENTS = {"heading", "paragraph", "bullet_list", "list_item", "blockquote"}


def assert_sound(document: Document) -> None:
    """Check of a document what must hold of all of them."""
    text = document.text
    held = [0] * len(text)
    for block in document.blocks:
        for place in range(block.start, block.end):
            held[place] += 1
    assert all(count == 1 or (count == 0 and c.isspace()) for count, c in zip(held, text, strict=True))
    at = 0
    for repair in document.repairs:
        assert at <= repair.start
        assert document.text[repair.start : repair.end] != repair.replacement
        at = repair.end
    assert [] == [fact for fact in document.facts if not says(document, fact)]
    assert document == from_json(to_json(document))
    assert _VALIDATOR.is_valid(json.loads(to_json(document)))


def assert_tiled(text: str, hints: Iterable[Hint]) -> None:
    """Check that hints tile the lines of a text as read."""
    at = 0
    for hint in hints:
        assert at <= hint.start < hint.end <= len(text)
        assert text[at : hint.start].strip() == ""
        assert "\n" not in text[hint.start : hint.end].strip("\n")
        assert hint.path == () or hint.path[-1] == hint.tag
        assert len(hint.names) in {0, len(hint.path)}
        assert 0 <= hint.link_share <= 1
        at = hint.end
    assert text[at:].strip() == ""


def assert_shown(document: Document) -> None:
    """Check that a Markdown parser finds in a page the words of its passages, and no markup that they opened."""
    shown = page(document)
    tokens = _parser().parse(myst_page(document))
    apparatus = tokens.pop()
    assert ("fence", f"{{corpus:apparatus}} {shown.id}", "") == (apparatus.type, apparatus.info, apparatus.content)
    inline = [token for token in tokens if token.type == "inline"]
    opened = {token.type for token in tokens} - {"front_matter", "attrs_block", "inline"}
    assert opened <= {f"{name}_{end}" for name in _ELEMENTS for end in ("open", "close")}, opened
    assert {child.type for token in inline for child in token.children or ()} <= _SHOWN
    found = [_words(token.children or ()) for token in inline]
    expected = [passage.text.split() for passage in shown.passages]
    if not shown.headline_opens:
        expected.insert(0, shown.title.split())
    assert [words for words in expected if words] == [words for words in found if words]


def _words(children: Iterable[Token]) -> list[str]:
    return "".join(child.content if child.type in {"text", "text_special"} else "\n" for child in children).split()


@cache
def _parser() -> MarkdownIt:
    """Return the parser that a generated page asks for in its front matter."""
    return create_md_parser(MdParserConfig(enable_extensions={"attrs_block"}), RendererHTML)


def read_plain(data: bytes) -> None:
    """Read bytes as plain text, as far as the text as read."""
    _parse(data, "text/plain")


def read_html(data: bytes) -> None:
    """Read bytes as HTML, as far as the text as read and its hints."""
    _parse(data, "text/html")


def read_markdown(data: bytes) -> None:
    """Read bytes as Markdown, as far as the text as read and its hints."""
    _parse(data, "text/markdown")


def _parse(data: bytes, media_type: str) -> None:
    try:
        decoded, _ = decode(data, media_type)
        parsed = parse(join_pairs(decoded.text), media_type)
    except UnreadableError as error:
        _check(error)
        return
    if parsed.hints:
        assert_tiled(parsed.text, parsed.hints)


def read_whole(data: bytes) -> None:
    """Read bytes to a document, in each format, and check the document."""
    for media_type in _MEDIA_TYPES:
        if (document := _read(data, media_type)) is not None:
            assert_sound(document)


def write_page(data: bytes) -> None:
    """Read bytes, write the page of the document and its exports, and read these."""
    for media_type in _MEDIA_TYPES:
        if (document := _read(data, media_type)) is not None:
            assert_shown(document)
            assert_exported(document)


def _read(data: bytes, media_type: str) -> Document | None:
    try:
        return corpustools.read(data, media_type=media_type, id="page")
    except UnreadableError as error:
        return _check(error)


def _check(error: UnreadableError) -> None:
    """Check of a refusal that a person can understand it."""
    assert error.code == "binary"
    assert str(error) == f"{error.reason}; {error.advice}"


TARGETS: Mapping[str, Callable[[bytes], None]] = MappingProxyType(
    {target.__name__: target for target in (read_plain, read_html, read_markdown, read_whole, write_page)}
)
"""Each target by its name."""
