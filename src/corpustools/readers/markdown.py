"""Markdown: what clippers, converters and generators of sites write, with the metadata at its beginning.

The text is rendered as HTML (CommonMark, tables and strikethrough), and that is read as :mod:`corpustools.readers.html`
reads a page: so headings, items, quotations, links and images are told by their elements. What stands between ``---``
(YAML) or ``+++`` (TOML) at the beginning, and what the reader of jina.ai writes there, is declared as pages do:
in ``<title>``, ``<meta>`` and ``<link>``.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from html import escape
from itertools import islice

import yaml
from markdown_it import MarkdownIt

from corpustools.model.hint import Parsed
from corpustools.readers import html, plain
from corpustools.registry import Decoded

__all__ = ["decode", "parse"]

_RENDERED = "<!DOCTYPE html>\n<!-- rendered from Markdown -->\n"
_FRONT_MATTER = re.compile(
    r"(?:---[ \t]*\n(?P<yaml>(?:(?!(?:---|\.\.\.)[ \t]*\n).*\n){0,500}?)(?:---|\.\.\.)|"
    r"\+\+\+[ \t]*\n(?P<toml>(?:(?!\+\+\+[ \t]*\n).*\n){0,500}?)\+\+\+)[ \t]*(?:\n|\Z)"
)
_TOLD = re.compile(r"(?:(?:Title|URL Source|Published Time): .*\n\s*){1,3}Markdown Content:[ \t]*\n")
_TOLD_LINE = re.compile(r"^(.+?): (.*)$", re.MULTILINE)
_LINK = re.compile(r"\[\[(?:[^|\[\]]*\|)?([^|\[\]]*)\]\]")
_ADDRESS = re.compile(r"https?://\S+")

_META = {
    "author": "author authors creator by byline",
    "og:site_name": "sitename site_name site publisher source_name",
    "article:published_time": "date published date_published datepublished pubdate publish_date published_time",
    "article:modified_time": "modified date_modified datemodified updated lastmod last_modified",
    "article:section": "section category categories",
    "keywords": "tags keywords",
    "description": "description summary excerpt abstract",
    "rights": "rights license licence copyright",
}
_NAMES = {key: name for name, keys in _META.items() for key in keys.split()}
"""By which name a page declares what stands under a key."""
_ADDRESSES = ("url", "canonical_url", "canonical", "original_url", "source_url", "source", "link", "url_source")
_MOST = 40  # of one list
_LONGEST = 65_536  # characters of metadata: more is none, and takes long


def decode(data: bytes, media_type: str) -> tuple[Decoded, str]:
    r"""Decode Markdown as plain text, and render it.

    >>> text = b"---\ntitle: Quiet\nauthor: Jane Roe\n---\n# Quiet\n\nThe *town* is quiet.\n"
    >>> print(decode(text, "text/markdown")[0].text)
    <!DOCTYPE html>
    <!-- rendered from Markdown -->
    <title>Quiet</title>
    <meta name="author" content="Jane Roe">
    <h1>Quiet</h1>
    <p>The <em>town</em> is quiet.</p>

    Raises :class:`~corpustools.errors.UnreadableError` for bytes that are no text.
    """
    decoded, by = plain.decode(data, media_type)
    return Decoded(_rendered(decoded.text), decoded.encoding, decoded.reason), by


def parse(text: str) -> Parsed:
    """Read what :func:`decode` rendered, or Markdown that is given as text.

    >>> parsed = parse("# Quiet\\n\\nThe [town](https://example.org/town) is **quiet**.")
    >>> parsed.text, [hint.tag for hint in parsed.hints]
    ('Quiet\\n\\nThe town is quiet.', ['h1', 'p'])
    """
    return html.parse(text if text.startswith(_RENDERED) else _rendered(text))


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _rendered(text: str) -> str:
    """Render Markdown, with what its beginning tells as the head of a page."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    told, begins = _told(text)
    body: str = _markdown().render(text[begins:])
    return _RENDERED + "".join(f"{line}\n" for line in _head(told)) + body


def _told(text: str) -> tuple[Mapping[str, object], int]:
    """Return what stands under which key at the beginning of a text, and where that ends; nothing where it is torn."""
    if (told := _TOLD.match(text)) is not None:
        return {key.lower().replace(" ", "_"): value for key, value in _TOLD_LINE.findall(told[0])}, told.end()
    found = _FRONT_MATTER.match(text)
    if found is None or found.end() > _LONGEST:
        return {}, 0
    try:
        loaded = tomllib.loads(found["toml"]) if found["yaml"] is None else yaml.safe_load(found["yaml"])
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError):
        return {}, 0
    if not isinstance(loaded, dict):
        return {}, 0
    return {str(key).lower().replace("-", "_"): value for key, value in loaded.items()}, found.end()


def _head(told: Mapping[str, object]) -> Iterator[str]:
    """Yield the elements in which a page declares what was told."""
    for title in _values(told.get("title")):
        yield f"<title>{escape(title)}</title>"
        break
    for language in _values(told.get("lang", told.get("language"))):
        yield f'<meta http-equiv="content-language" content="{escape(language)}">'
        break
    addresses = (value for key in _ADDRESSES for value in _values(told.get(key)) if _ADDRESS.fullmatch(value))
    for address in islice(addresses, 1):
        yield f'<link rel="canonical" href="{escape(address)}">'
    for key, value in told.items():
        for content in _values(value) if key in _NAMES else ():
            yield f'<meta name="{_NAMES[key]}" content="{escape(content)}">'


def _values(told: object) -> Iterable[str]:
    """Yield what is told as text: a value, or those of a list; of several things said of one, its name."""
    for each in islice(told, _MOST) if isinstance(told, list) else (told,):
        named = each.get("name") if isinstance(each, dict) else each
        if isinstance(named, date):
            yield named.isoformat()
        elif isinstance(named, str | int | float) and not isinstance(named, bool):
            value = " ".join(_LINK.sub(r"\1", str(named)).split())
            if value:
                yield value
