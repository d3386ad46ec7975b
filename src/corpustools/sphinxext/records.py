"""Pages made straight from records, which Sphinx does not read: which they are, and writing those that changed.

A page of a document that nobody edited says what its record says, and lists say what the records say. So the record is
read, and its HTML put into the theme's page; MyST, docutils and Sphinx's environment know nothing of it. What Sphinx
reads stays as it is: pages that people wrote or edited, and the few that a table of contents names.
"""

import os
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from glob import escape as escape_pattern
from pathlib import Path
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.project import Project
from sphinx.util import logging
from sphinx.util.display import progress_message

from corpustools.corpus.files import write_if_changed
from corpustools.corpus.state import stamp
from corpustools.sphinxext import lasting
from corpustools.sphinxext.appearing_html import AppearingHtml
from corpustools.sphinxext.article import permalink
from corpustools.sphinxext.domain import CorpusDomain
from corpustools.sphinxext.generated import Generated, digest
from corpustools.sphinxext.layout import layout_of
from corpustools.sphinxext.part_html import Html, escape
from corpustools.sphinxext.remembering import Remembered
from corpustools.sphinxext.shell import Filling, Kind, Shell, Theme, encoded, fits, rendered, shell
from corpustools.sphinxext.steady import steady

logger = logging.getLogger(__name__)


def makes_pages(app: Sphinx) -> bool:
    """Whether pages of this build can be made from records: an HTML page for each, searched by Pagefind.

    Sphinx's own search, books and all other formats need what Sphinx reads.
    """
    builder = app.builder
    return (
        isinstance(builder, StandaloneHTMLBuilder)
        and not isinstance(builder, SingleFileHTMLBuilder)
        and type(builder).handle_page is StandaloneHTMLBuilder.handle_page
        and builder.search
        and app.config.corpus_search == "pagefind"
    )


class Made(NamedTuple):
    """A page to be made from records: its title, what it is ``made_from``, its kind, how to make it and its source."""

    title: str
    made_from: str
    kind: Kind
    filling: Callable[[], Filling]
    source: Callable[[], bytes] | None = None


class SourceFolder(Project):
    """The source folder as Sphinx sees it: without the pages that are made from records.

    ``elsewhere`` says of pages that may not be read as they are where those are that are read in their places.
    """

    def __init__(self, whole: Project, elsewhere: Mapping[str, Path]) -> None:
        super().__init__(whole.srcdir, whole.source_suffix)
        self.restore(whole)
        self.elsewhere = elsewhere
        self.made: Mapping[str, str] = {}
        """The titles of pages that are made from records, by their names."""
        self._passed_by: Container[str] = ()

    def page(self, docname: str) -> Path:
        """Return where the Markdown of a generated page is."""
        return self.elsewhere.get(docname) or Path(self.srcdir, f"{docname}.md")

    def doc2path(self, docname: str, absolute: bool) -> Any:
        """Return where Sphinx finds a page."""
        found = super().doc2path(docname, absolute)
        if docname in self._passed_by:
            found = type(found)(Path(self.srcdir, f"{docname}.md") if absolute else f"{docname}.md")
        return type(found)(self.elsewhere[docname]) if absolute and docname in self.elsewhere else found

    def discover(self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)) -> set[str]:
        """Find the pages that Sphinx is to read.

        It makes three paths of each file that it finds, so folders that hold none of those are passed by.
        """
        pages: dict[str, set[str]] = {}
        for docname in self.made:
            folder, _, name = docname.rpartition("/")
            pages.setdefault(folder, set()).add(f"{name}.md")
        folders = [folder for folder, names in pages.items() if folder and self._has_no_others(folder, names)]
        self._passed_by = {docname for docname in self.made if docname.rpartition("/")[0] in folders}
        super().discover([*exclude_paths, *map(escape_pattern, folders)], include_paths)
        self.docnames.difference_update(self.made)
        return self.docnames

    def _has_no_others(self, folder: str, names: Container[str]) -> bool:
        """Whether a folder holds pages of these names, and no others and no folder."""
        try:
            with os.scandir(Path(self.srcdir, folder)) as items:
                return all(
                    item.name in names or not (item.name.endswith(self.source_suffix) or item.is_dir())
                    for item in items
                )
        except OSError:
            return False

    def __getstate__(self) -> dict[str, Any]:
        """Keep the lists out of the environment that Sphinx stores: the next build makes its own."""
        return self.__dict__ | {"made": {}, "elsewhere": {}, "_passed_by": ()}


def made_pages(project: Project) -> Mapping[str, str]:
    """Return the titles of the pages that are made from records, by their names."""
    return project.made if isinstance(project, SourceFolder) else {}


def generated_filling(builder: StandaloneHTMLBuilder, page: Generated, kind: Kind, appearing: AppearingHtml) -> Filling:
    """Make what a list says, or the page of an entity."""
    html = Html(builder, page.docname)
    if page.around is None:
        inner = html.blocks(page.blocks())
    else:
        key, above, below = page.around
        inner = html.blocks(above()) + appearing.parts(page.docname, key, page.documents) + html.blocks(below)
    title = escape(page.title)
    anchor = nodes.make_id(page.title) or "id1"
    body = f'<section id="{anchor}">\n<h1>{title}{permalink(builder, anchor)}</h1>\n{inner}</section>\n'
    return Filling(page.docname, kind, title, body)


@dataclass
class Writer:
    """Writes the pages of one build that changed since the last, and remembers what they were made from."""

    app: Sphinx
    builder: StandaloneHTMLBuilder
    sources: SourceFolder
    pages: Mapping[str, Made]
    before: Remembered
    appearing: AppearingHtml
    theme: Theme = field(init=False)
    _shells: dict[Kind, Shell] = field(default_factory=dict)
    # Of each kind of page whether the first that was put together is what the theme makes of it.
    _fitting: dict[Kind, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.theme = Theme(self.builder)

    def write(self) -> None:
        """Write what changed."""
        before = self.before.made_from
        now = {}
        there = self._there()
        todo = []
        for docname, made in self.pages.items():
            key = digest((self._shell(docname, made).digest, made.made_from))
            now[docname] = key
            if before.get(docname) != key or docname not in there or not self._has_source(docname, made):
                todo.append(docname)
        if todo:
            # What is half written when a build is ended must not be taken for whole by the next.
            undone = set(todo)
            left = {docname: key for docname, key in now.items() if docname not in undone}
            Remembered(left, self.before.anchors, self.before.sources).store(self.app)
            with progress_message(f"writing {len(todo):,} pages from records"), self.appearing, steady():
                lasting.keep()
                with lasting.seldom_searched():
                    for docname in todo:
                        self._write(docname, self.pages[docname])
        Remembered(now, self.before.anchors, self.before.sources).store(self.app)
        self._note_passages()

    def _has_source(self, docname: str, made: Made) -> bool:
        """Whether the Markdown of a page is there, if it has any."""
        return made.source is None or docname in self.before.sources or self.sources.page(docname).is_file()

    def _note_passages(self) -> None:
        """Let the domain know which passages there are."""
        domain, layout = self.app.env.domains["corpus"], layout_of(self.app.config)
        assert isinstance(domain, CorpusDomain)
        for docname, anchors in self.before.anchors.items():
            if anchors and docname in self.pages:
                domain.note_passages(layout.ident(docname), docname, anchors)

    def _there(self) -> set[str]:
        """Return the names of the pages whose files are there; folders are listed, and no file is looked for."""
        files = {docname: os.fspath(self.builder.get_output_path(docname)) for docname in self.pages}
        folders = {file.rpartition(os.sep)[0] for file in files.values()}
        there = {item.path for folder in folders if Path(folder).is_dir() for item in os.scandir(folder)}
        return {docname for docname, file in files.items() if file in there}

    def _shell(self, docname: str, made: Made) -> Shell:
        if made.kind not in self._shells:
            self._shells[made.kind] = shell(self.theme, made.kind)
        return self._shells[made.kind]

    def _is_beside_others(self, docname: str) -> bool:
        """Whether a page has the depth of others: where each page is a folder, the index of a folder has not."""
        depths = {self.builder.get_target_uri(name).count("/") for name in (docname, f"{docname}-other")}
        return len(depths) == 1

    def _write(self, docname: str, made: Made) -> None:
        filling = made.filling()
        if made.source is not None:
            source = made.source()
            path = self.sources.page(docname)
            write_if_changed(path, source)
            if docname not in self.sources.elsewhere:
                self.before.sources[docname] = stamp(path)
            if self.builder.copysource and self.app.config.html_copy_source:
                suffix = self.app.config.html_sourcelink_suffix.removeprefix(".md")
                write_if_changed(Path(self.builder._sources_dir, f"{docname}.md{suffix}"), source)
        self.before.anchors[docname] = filling.anchors
        around = self._shell(docname, made)
        is_joined = self._is_beside_others(docname) and self._fits(made.kind, around, filling)
        page = around.fill(filling) if is_joined else rendered(self.theme, filling)
        write_if_changed(Path(self.builder.get_output_path(docname)), encoded(self.builder, page))

    def _fits(self, kind: Kind, around: Shell, filling: Filling) -> bool:
        if kind not in self._fitting:
            self._fitting[kind] = fits(self.theme, around, filling)
            if not self._fitting[kind]:
                logger.info("the theme makes each page of %s anew, which takes longer", kind.folder)
        return self._fitting[kind]


_plans: WeakKeyDictionary[Sphinx, tuple[Mapping[str, Made], Remembered, AppearingHtml]] = WeakKeyDictionary()


def source_folder(app: Sphinx, elsewhere: Mapping[str, Path]) -> SourceFolder:
    """Let Sphinx see the source folder with these pages in the places of those of their names."""
    app.project = app.env.project = sources = SourceFolder(app.project, elsewhere)
    return sources


def plan(
    app: Sphinx, sources: SourceFolder, pages: Mapping[str, Made], before: Remembered, appearing: AppearingHtml
) -> None:
    """Let these pages be made from records, and not be read by Sphinx."""
    _plans[app] = pages, before, appearing
    sources.made = {docname: made.title for docname, made in pages.items()}


def write_pages(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Write the pages, once what Sphinx read is written; Sphinx is left no page to write."""
    planned = _plans.pop(app, None)
    if planned is not None:
        assert isinstance(app.builder, StandaloneHTMLBuilder)
        assert isinstance(app.project, SourceFolder)
        Writer(app, app.builder, app.project, *planned).write()
    return ()


def setup(app: Sphinx) -> None:
    """Register the moment at which pages are written."""
    app.connect("html-collect-pages", write_pages)
