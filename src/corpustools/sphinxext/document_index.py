"""The index of documents by the first letters of their titles, which is a page of every site."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from sphinx.domains import Index, IndexEntry

from corpustools.sphinxext.settled import is_put_off

if TYPE_CHECKING:
    from corpustools.sphinxext.domain import CorpusDomain


class DocumentIndex(Index):
    """Every document of the corpus by the first letter of its title."""

    name = "documents"
    localname = "Documents of the corpus"
    shortname = "documents"

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Group the documents (of the pages named) by letter; digits and signs come under ``#``."""
        domain = cast("CorpusDomain", self.domain)
        if is_put_off(domain.env):
            return [], False  # it is there, and is not written again
        groups: dict[str, list[IndexEntry]] = {}
        wanted = None if docnames is None else set(docnames)
        for ident, (docname, title, anchor) in domain.documents.items():
            if wanted is None or docname in wanted:
                first = next((character.upper() for character in title if character.isalpha()), "#")
                groups.setdefault(first, []).append(IndexEntry(title, 0, docname, anchor, ident, "", ""))
        for entries in groups.values():
            entries.sort(key=lambda entry: (entry.name.casefold(), entry.extra))
        return sorted(groups.items()), False
