"""``404.html``, which hosts of static sites serve at addresses that there are none of.

It is served at any depth, so nothing in it may be relative. Where the site is, ``html_baseurl`` says, or ``url`` in
``corpus.toml``; without either, the root of a host is meant.
"""

import re
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from corpustools.corpus.files import write_if_changed
from corpustools.sphinxext.layout import layout_of
from corpustools.sphinxext.nodes import templates
from corpustools.sphinxext.opened import corpus_of
from corpustools.sphinxext.search_bundles import can_search
from corpustools.sphinxext.settled import is_put_off

PAGE = "404"
"""The page, and the name of a page that somebody writes instead."""

_TAG = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r'(\s(?:href|src|action|data-content_root)=")([^"#][^"]*)"')


def absolute(page: str, at: str) -> str:
    """Make the addresses in the markup of a page absolute paths; ``at`` is the path at which they are relative.

    Those that lead elsewhere, or to a place on the page itself, stay as they are.

    >>> absolute('<a href="search.html?q=a&amp;b"><a href="#main"><img src="https://x.example/a">', "/town/404.html")
    '<a href="/town/search.html?q=a&amp;b"><a href="#main"><img src="https://x.example/a">'
    >>> absolute('<html data-content_root="../"><a href="#">"', "/town/404/")
    '<html data-content_root="/town/"><a href="#">"'
    """

    def joined(found: re.Match[str]) -> str:
        return f'{found[1]}{escape(urljoin(at, unescape(found[2])))}"'

    return _TAG.sub(lambda tag: _ADDRESS.sub(joined, tag[0]), page)


def collect(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page, unless somebody wrote one."""
    builder = app.builder
    if can_search(builder) and PAGE not in app.env.found_docs:
        title = "Page not found"
        body = (
            templates()
            .get_template("lost.html")
            .render(
                title=title,
                search=builder.get_relative_uri(PAGE, "search"),
                index=builder.get_relative_uri(PAGE, layout_of(app.config).index),
                home=builder.get_relative_uri(PAGE, app.config.root_doc) or "./",
            )
        )
        # No address is the page's own.
        yield PAGE, {"title": title, "body": body, "pageurl": None}, "page.html"


def add_script(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let the page offer the words of the address, and no program list it."""
    if pagename == PAGE and doctree is None:
        context["metatags"] = context.get("metatags", "") + '<meta name="robots" content="noindex">\n'
        app.add_js_file("corpustools-lost.js", loading_method="defer")


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Make what is on the page absolute, and put it where hosts look for it."""
    builder = app.builder
    if exception is not None or is_put_off(app.env) or not isinstance(builder, StandaloneHTMLBuilder):
        return
    made, page = Path(builder.get_outfilename(PAGE)), Path(app.outdir, f"{PAGE}.html")
    if not made.is_file():
        return
    base = urlsplit(app.config.html_baseurl or corpus_of(app.config).config.site).path
    at = urljoin(f"{base.rstrip('/')}/", builder.get_target_uri(PAGE))
    encoding = app.config.html_output_encoding
    written = absolute(made.read_bytes().decode(encoding, "surrogateescape"), at)
    write_if_changed(page, written.encode(encoding, "surrogateescape"))
    if made != page:
        made.unlink()
        if made.parent != page.parent:  # the builder makes a folder of each page
            made.parent.rmdir()


def setup(app: Sphinx) -> None:
    """Register when the page is made, and when it is finished."""
    app.connect("html-collect-pages", collect)
    app.connect("html-page-context", add_script)
    app.connect("build-finished", finish, priority=400)
