"""A Content-Security-Policy on every page: no script runs but the site's own, whatever text is on the page.

What a page may load and run is read from its frame, which is what the theme makes around the body. A body that was made
from documents adds nothing to it: were something in a document to become markup in spite of everything, the browser
would not run it. The body of a page that a person wrote may have scripts and pictures of its own.
"""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import escape, unescape
from typing import Any
from urllib.parse import urlsplit

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config as SphinxConfig
from sphinx.errors import ConfigError

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)
# One attribute after the other, so that nothing inside a value is taken for one.
_ASKED = re.compile(r"\b(?:on|src|rel)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")
_HEAD = re.compile(r"<head\b[^>]*>(?:\s*<meta\s+charset=[^>]*>)?", re.IGNORECASE)
# Types of scripts that are run; anything else is data.
_RUN = frozenset(("", "module", "text/javascript", "application/javascript"))

DIRECTIVES = {
    "default-src": ("'self'",),
    "script-src": ("'self'",),
    "style-src": ("'self'", "'unsafe-inline'"),
    "img-src": ("'self'", "data:"),
    "object-src": ("'none'",),
    "base-uri": ("'self'",),
    "form-action": ("'self'",),
}
"""What every page may do. Themes style elements where they stand, so styles are not held to files."""


def policy(markup: str, more: Mapping[str, Iterable[str]] | None = None) -> str:
    """Return the policy of a page whose trusted markup this is; ``more`` names further sources by directive.

    Scripts in it may run, each named by its hash, and what it names on other hosts may be loaded from there.

    >>> policy("<script>start()</script>").split("; ")[1]
    "script-src 'self' 'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00='"
    >>> policy('<script type="application/ld+json">{}</script>').split("; ")[1]
    "script-src 'self'"
    >>> policy('<script src="https://cdn.example/math.js"></script>').split("; ")[0]
    "default-src 'self' https://cdn.example"
    """
    hashes, handlers, origins = _found(markup)
    sources = {name: list(values) for name, values in DIRECTIVES.items()}
    sources["script-src"] += hashes
    if handlers:
        sources["script-src"] += ["'unsafe-hashes'", *handlers]
    for name in ("default-src", "script-src", "style-src", "img-src"):
        sources[name] += origins
    for name, values in (more or {}).items():
        # A directive that was not there takes the place of the default for what it is about.
        have = sources.setdefault(name, list(sources["default-src"]) if name.endswith("-src") else [])
        have += [value for value in values if value not in have]
    return "; ".join(f"{name} {' '.join(values)}" for name, values in sources.items())


@lru_cache(maxsize=256)
def _found(markup: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the hashes of scripts, those of handlers, and the other hosts that some markup names."""
    hashes: dict[str, None] = {}
    handlers: dict[str, None] = {}
    origins: dict[str, None] = {}
    for attributes, script in _SCRIPT.findall(markup):
        named = dict(_attributes(attributes))
        if script.strip() and "src" not in named and named.get("type", "").lower() in _RUN:
            hashes[_hash(script)] = None
    for tag in _TAG.findall(_SCRIPT.sub(lambda found: f"<script{found[1]}>", markup)):
        # Few elements have such an attribute, and a page of rules has ten thousand.
        if not _ASKED.search(tag):
            continue
        named = dict(_attributes(tag[1:-1]))
        handlers |= {_hash(value): None for name, value in named.items() if name.startswith("on")}
        loaded = "src" in named or "stylesheet" in named.get("rel", "").lower().split()
        parts = urlsplit(named.get("src") or named.get("href", "")) if loaded else None
        if parts and parts.netloc:
            origins[f"{parts.scheme or 'https'}://{parts.netloc}"] = None
    return tuple(hashes), tuple(handlers), tuple(origins)


def _attributes(tag: str) -> Iterator[tuple[str, str]]:
    return ((name.lower(), unescape(value.strip("\"'"))) for name, value in _ATTRIBUTE.findall(tag))


def _hash(script: str) -> str:
    """Name a script as browsers do: by the SHA-256 of its characters, with line ends as they read them."""
    text = script.replace("\r\n", "\n").replace("\r", "\n")
    return f"'sha256-{b64encode(hashlib.sha256(text.encode('utf-8', 'replace')).digest()).decode()}'"


def meta(said: str) -> str:
    """Write a policy as an element of a head.

    >>> meta("default-src 'self'")
    '<meta http-equiv="Content-Security-Policy" content="default-src &#x27;self&#x27;">'
    """
    return f'<meta http-equiv="Content-Security-Policy" content="{escape(said)}">'


def with_policy(page: str, said: str) -> str:
    """Put a policy at the top of a page's head, where it holds for all that follows.

    >>> print(with_policy("<head><meta charset=utf-8><title>A</title></head>", "default-src *"))
    <head><meta charset=utf-8>
    <meta http-equiv="Content-Security-Policy" content="default-src *"><title>A</title></head>
    >>> with_policy("no page", "default-src 'self'")
    'no page'
    """
    return _HEAD.sub(lambda found: f"{found[0]}\n{meta(said)}", page, count=1)


class Policed:
    """A theme's templates; the pages that they make have a policy."""

    def __init__(self, templates: Any, app: Sphinx) -> None:
        self._templates = templates
        self._app = app

    def __getattr__(self, name: str) -> Any:
        return getattr(self._templates, name)

    def render(self, template: str, context: dict[str, Any]) -> str:
        """Render a page around a place for its body, read its policy from that, and put policy and body in."""
        body = context.get("body")
        if not isinstance(body, str):
            return with_policy(page := str(self._templates.render(template, context)), self._policy(page, context))
        # No text on the page can be it: it would have to hold its own digest.
        place = f"body-{hashlib.sha256(body.encode('utf-8', 'surrogatepass')).hexdigest()}"
        frame = self._templates.render(template, {**context, "body": place})
        if place not in frame:
            # A template that does something else with the body than to show it.
            frame = self._templates.render(template, context)
        trusted = frame if is_generated(context) else frame + body
        return with_policy(frame, self._policy(trusted, context)).replace(place, body)

    def _policy(self, markup: str, context: Mapping[str, Any]) -> str:
        more = {name: list(values) for name, values in self._app.config.corpus_csp_sources.items()}
        if self._app.config.corpus_search == "pagefind" and context.get("pagename") == "search":
            # Pagefind is a program in WebAssembly.
            more.setdefault("script-src", []).append("'wasm-unsafe-eval'")
        return policy(markup, more)


def is_generated(context: Mapping[str, Any]) -> bool:
    """Whether a page was made from the corpus, and not written by a person."""
    return "corpus_generated" in (context.get("meta") or {})


def check_settings(app: Sphinx, config: SphinxConfig) -> None:
    """Refuse what is no list of sources."""
    for name, values in config.corpus_csp_sources.items():
        if isinstance(values, str) or not all(isinstance(value, str) for value in (name, *values)):
            raise ConfigError(f"corpus_csp_sources: {name!r} needs a list of sources, not {values!r}")


def police(app: Sphinx) -> None:
    """Let every page that a theme makes have a policy, unless ``corpus_csp`` is off."""
    if app.config.corpus_csp and isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.templates = Policed(app.builder.templates, app)


def setup(app: Sphinx) -> None:
    """Register the settings, and put the policy into the way from templates to files."""
    app.add_config_value(
        "corpus_csp",
        True,
        "html",
        types=frozenset({bool}),
        description="whether every page has a Content-Security-Policy, by which no script runs but the site's own",
    )
    app.add_config_value(
        "corpus_csp_sources",
        {},
        "html",
        types=frozenset({dict}),
        description="what pages may load from elsewhere besides: lists of sources, by the name of a directive",
    )
    app.connect("config-inited", check_settings)
    # After themes, which put filters of their own into the templates.
    app.connect("builder-inited", police, priority=900)
