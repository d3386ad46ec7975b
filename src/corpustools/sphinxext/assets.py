"""Files that go with the pages: styles, scripts, downloads; and no trace of documents that are gone."""

import hashlib
import os
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config as SphinxConfig

from corpustools.corpus.files import files_below, names_in, write_if_changed
from corpustools.corpus.state import stamp
from corpustools.model.span import BLOCK_LABELS
from corpustools.sphinxext.downloads import publish_downloads
from corpustools.sphinxext.layout import layout_of
from corpustools.sphinxext.opened import corpus_of
from corpustools.sphinxext.records import made_pages
from corpustools.sphinxext.redirecting import publish_redirects
from corpustools.sphinxext.settled import is_put_off

_LABEL_STYLES = "corpustools-labels.css"

# Signs of omissions are filled up with spaces, which are nothing to see.
_WITHHELD_STYLES = ".corpus-block-text { white-space: normal; }\n"


def default_favicon(app: Sphinx, config: SphinxConfig) -> None:
    """Give a site that names no icon one of its own, so that browsers ask for no file that is not there."""
    if not config.html_favicon:
        with as_file(files("corpustools.sphinxext") / "static" / "corpustools.svg") as icon:
            config.html_favicon = str(icon)


def add_static_files(app: Sphinx) -> None:
    """Let every page of an HTML site load the style sheet and the script of this package."""
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    with as_file(files("corpustools.sphinxext") / "static") as folder:
        app.config.html_static_path.append(str(folder))
    styles = label_styles() + ("" if corpus_of(app.config).is_whole else _WITHHELD_STYLES)
    write_if_changed(Path(app.outdir, "_static", _LABEL_STYLES), styles.encode("ascii"))
    app.add_css_file("corpustools.css")
    app.add_css_file(_LABEL_STYLES)
    app.add_js_file("corpustools.js", loading_method="defer")
    app.add_js_file("corpustools-names.js", loading_method="defer")
    app.add_js_file("corpustools-cite.js", loading_method="defer")
    app.add_js_file("corpustools-keys.js", loading_method="defer")


def level_captions(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Say of which level the captions in Furo's sidebar are: Sphinx makes them headings of none."""
    if "furo_navigation_tree" in context:
        tree = str(context["furo_navigation_tree"])
        context["furo_navigation_tree"] = tree.replace(' role="heading">', ' role="heading" aria-level="2">')


def label_styles() -> str:
    """Return the style sheet that gives each label a hue of its own, as far from its neighbours' as can be.

    >>> label_styles().splitlines()[0]
    '.label-headline { --corpus-hue: 0; }'
    """
    # Hues stand evenly on the circle; eight steps at a time keep those of neighbours far apart.
    step = 360 / len(BLOCK_LABELS)
    return "".join(
        f".label-{label.value} {{ --corpus-hue: {round(place * 8 % len(BLOCK_LABELS) * step)}; }}\n"
        for place, label in enumerate(BLOCK_LABELS)
    )


def publish_files(app: Sphinx, exception: Exception | None) -> None:
    """Put downloads beside the pages, and remove what belonged to documents that are gone."""
    if exception is not None or is_put_off(app.env) or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    wanted = publish_downloads(app.builder) | publish_redirects(app.builder)
    _remove_stale(app, app.builder.out_suffix, wanted)


def _remove_stale(app: Sphinx, suffix: str, wanted: set[str]) -> None:
    """Remove built pages, page sources and downloads that no page of the corpus accounts for, nor what is ``wanted``.

    Sphinx leaves the HTML of a page whose source is gone; a corpus must not publish what was taken out.
    """
    out, folder = Path(app.outdir), layout_of(app.config).folder
    read = app.env.found_docs
    pages = read | made_pages(app.env.project).keys()
    files = f"{folder}/files"
    for file in names_in(out / files):
        if f"{files}/{file}" not in wanted and (out / files / file).is_file():
            (out / files / file).unlink()
    # Who writes the index of the concordance keeps it clean.
    for name in files_below(out, folder, files, f"{folder}/concordance-index"):
        if name not in wanted and name.endswith(suffix):
            docname = name.removesuffix(suffix).removesuffix("/index")
            if docname not in pages and f"{docname}/index" not in pages:
                (out / name).unlink()
                if not any((out / name).parent.iterdir()):
                    (out / name).parent.rmdir()
    # What Sphinx keeps of a page's source lies beside the site, or where it keeps its own copies.
    copied = ".md" + app.config.html_sourcelink_suffix.removeprefix(".md")
    for root, ending, docnames in ((out / "_sources", copied, pages), (Path(app.doctreedir), ".doctree", read)):
        for name in files_below(root, folder):
            if name.endswith(ending) and name.removesuffix(ending) not in docnames:
                (root / name).unlink()


def remember_files(app: Sphinx) -> None:
    """Note the files that Sphinx writes at every run whatever changed: indexes, search, its own assets."""
    out = Path(app.outdir)
    files = (path for pattern in ("*", "_static/*", "_modules/*.html") for path in out.glob(pattern) if path.is_file())
    _before[app] = {path: (path.stat().st_mtime_ns, _digest(path)) for path in files}


def keep_times(app: Sphinx, exception: Exception | None) -> None:
    """Give a file that was written with the bytes it had the time it had.

    What publishes a site by the times of its files (rsync, make) then sees that nothing changed. A page that is older
    than its source or the theme keeps its new time: Sphinx would write it again at every build.
    """
    newest = _newest(app)
    for path, (changed, digest) in _before.pop(app, {}).items():
        if path.is_file() and path.stat().st_mtime_ns != changed >= newest.get(path, 0) and _digest(path) == digest:
            os.utime(path, ns=(changed, changed))


def _newest(app: Sphinx) -> dict[Path, int]:
    """Return how old, in nanoseconds, what each page is made from is at the most, as Sphinx asks."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return {}
    theme = int(builder.templates.newest_template_mtime() * 10**9) if builder.templates else 0
    sources = {docname: stamp(app.env.doc2path(docname)) for docname in app.env.found_docs}
    pages = {docname: Path(builder.get_outfilename(docname)) for docname in sources}
    return {pages[docname]: max(theme, found[1] if found else 0) for docname, found in sources.items()}


def _digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


# What stood in the output folder when a build began, for as long as that build runs.
_before: WeakKeyDictionary[Sphinx, dict[Path, tuple[int, bytes]]] = WeakKeyDictionary()


def setup(app: Sphinx) -> None:
    """Register the moments at which files are put in place."""
    app.connect("builder-inited", remember_files)
    app.connect("build-finished", keep_times, priority=900)
    app.connect("config-inited", default_favicon)
    app.connect("builder-inited", add_static_files)
    # After the theme, which makes its sidebar at the same event.
    app.connect("html-page-context", level_captions, priority=900)
    # Before the search index is made (priority 500 and above), which must not see stale pages.
    app.connect("build-finished", publish_files, priority=400)
