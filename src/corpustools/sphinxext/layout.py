"""Where the pages of a corpus are."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from sphinx.config import Config as SphinxConfig

from corpustools.model.mention import MentionKind
from corpustools.writers.bibliography import FORMATS

FOLDERS: dict[MentionKind, str] = {"person": "people", "organization": "organizations", "place": "places"}
"""The folder of the pages of each kind of entity, which is also what many of them are called."""

LISTS = ("publishers", "dates", "languages", "labels")
"""The folders of the pages that list documents by what they have in common."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the generated pages of a corpus are: names of documents, as Sphinx has them."""

    folder: str

    @property
    def index(self) -> str:
        """The name of the corpus's first index page."""
        return f"{self.folder}/index"

    @property
    def rules(self) -> str:
        """The name of the page of rules."""
        return f"{self.folder}/rules"

    @property
    def concordance(self) -> str:
        """The name of the page of the concordance."""
        return f"{self.folder}/concordance"

    @property
    def about(self) -> str:
        """The name of the page that describes the corpus."""
        return f"{self.folder}/about"

    @property
    def duplicates(self) -> str:
        """The name of the first page of near-duplicates."""
        return f"{self.folder}/duplicates"

    def document(self, ident: str) -> str:
        """Return the name of a document's page."""
        return f"{self.folder}/documents/{ident}"

    def ident(self, docname: str) -> str:
        """Return the id of the document whose page has this name; nothing, where it is another page.

        >>> Layout("corpus").ident("corpus/documents/ferry"), Layout("corpus").ident("corpus/rules")
        ('ferry', '')
        """
        folder, _, name = docname.rpartition("/")
        return name if folder == f"{self.folder}/documents" else ""

    def entities(self, kind: MentionKind) -> str:
        """Return the name of the first page that lists the entities of a kind."""
        return f"{self.folder}/{FOLDERS[kind]}/index"

    def entity(self, kind: MentionKind, slug: str) -> str:
        """Return the name of an entity's page."""
        # The list of entities has the name "index", and somebody may be called so.
        return f"{self.folder}/{FOLDERS[kind]}/{'index.entity' if slug == 'index' else slug}"

    def file(self, ident: str, kind: str) -> str:
        """Return the path in the site of a file of a document."""
        return f"{self.folder}/files/{download_name(ident, kind)}"

    def grows(self, docname: str) -> bool:
        """Whether there are more such pages in a larger corpus: of documents, of whom they name, and lists of them."""
        return docname.startswith(tuple(f"{self.folder}/{name}/" for name in ("documents", *FOLDERS.values(), *LISTS)))


def download_name(ident: str, kind: str) -> str:
    """Return the name under which a file of a document is published.

    Raw files end in ``.txt`` whatever they are: a page of somebody else's must not run in this site's name.

    >>> download_name("page", "raw"), download_name("page", "record"), download_name("page", "bibtex")
    ('page.raw.txt', 'page.record.json', 'page.bib')
    """
    if kind in FORMATS:
        return f"{ident}.{FORMATS[kind].ending}"
    return f"{ident}.{kind}.{'json' if kind == 'record' else 'txt'}"


def layout_of(config: SphinxConfig) -> Layout:
    """Return where the pages are, as ``conf.py`` says."""
    return _layout(config.corpus_pages)


@lru_cache(maxsize=2)
def _layout(folder: str) -> Layout:
    return Layout(PurePosixPath(folder).as_posix())
