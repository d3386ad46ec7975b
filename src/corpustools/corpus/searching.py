"""What a corpus can be asked about its words."""

from abc import ABC, abstractmethod
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpustools.corpus.state import stamp
from corpustools.model.document import Document
from corpustools.search.choosing import Choice
from corpustools.search.texts import TokenizedDocument, tokenize

if TYPE_CHECKING:
    from corpustools.search.concordance import Concordance
    from corpustools.search.subcorpus import Subcorpus


class Searchable(ABC):
    """A collection of documents whose words can be searched and counted; it is read once, and remembered."""

    def __init__(self) -> None:
        self._tokenized: dict[str, tuple[list[int], TokenizedDocument]] = {}

    @property
    @abstractmethod
    def ids(self) -> tuple[str, ...]:
        """The ids of the documents, sorted."""

    @abstractmethod
    def record_path(self, ident: str) -> Path:
        """Return where the record of a document is."""

    @abstractmethod
    def __getitem__(self, ident: str) -> Document: ...

    def tokenized(self) -> tuple[TokenizedDocument, ...]:
        """Return all documents taken apart into tokens; each is read once, and again when its record changes.

        >>> from corpustools.corpus import open_corpus
        >>> [document.blocks[0].folds[:3] for document in open_corpus("corpus").tokenized()]
        [('chinese-russian', 'military', 'ties')]
        """
        now = {}
        for ident in self.ids:
            here, before = stamp(self.record_path(ident)), self._tokenized.get(ident)
            now[ident] = before if before is not None and before[0] == here else (here, tokenize(self[ident]))
        self._tokenized = now
        return tuple(document for _, document in now.values())

    def subcorpus(
        self,
        labels: str | Collection[str] = "article",
        *,
        publisher: Choice = None,
        language: Choice = None,
        date: str | None = None,
        document: Choice = None,
        source: Choice = None,
    ) -> "Subcorpus":
        """Choose the part of the corpus to search and to count in.

        ``labels`` is a view (``article``, ``body``, ``all``), a label or several; what was set aside is searched only
        when it is asked for. ``publisher``, ``language``, ``document`` (ids) and ``source`` are each one value,
        or several of which any will do. ``date`` is a :class:`~corpustools.search.dates.Period`. What a document does
        not say is ``unknown``. A source is a folder below ``raw/``, with the folders in it; ``.`` is ``raw/`` itself,
        without its folders.

        >>> from corpustools.corpus import open_corpus
        >>> corpus = open_corpus("corpus")
        >>> corpus.subcorpus().size, corpus.subcorpus("all").size, corpus.subcorpus(language="de").size
        (281, 359, 0)
        >>> corpus.subcorpus(source=".").size, corpus.subcorpus(source="island.example").size
        (281, 0)

        Raises :class:`~corpustools.errors.QueryError` for a label or a date that cannot be meant.
        """
        from corpustools.search.subcorpus import Subcorpus  # numpy, which many that hold a corpus do without

        return Subcorpus.choose(
            self.tokenized(),
            labels,
            publisher=publisher,
            language=language,
            date=date,
            document=document,
            source=source,
        )

    def concordance(
        self, query: str, *, case: bool = False, width: int = 8, sort: str = "document", **choice: Any
    ) -> "Concordance":
        """Find words, each hit with ``width`` words on both sides.

        A query is a word, or several for a phrase. ``*`` in a word stands for any number of characters, and alone for
        any word between others. ``bloc|alliance`` finds either, and a form in quotation marks may have several words.
        With ``case`` capitals count. A query may be in CQL, too: ``"militar.*"%c []{0,3} "aid" within s``; see
        :class:`~corpustools.search.query.Query`. :data:`~corpustools.search.query.SORTS` are the ways to ``sort``, and
        ``choice`` is that of :meth:`subcorpus`.

        >>> from corpustools.corpus import open_corpus
        >>> found = open_corpus("corpus").concordance("bloc|alliance", width=2)
        >>> len(found)
        3
        >>> found[0].left, found[0].node, found[0].right
        ('NATO military ', 'alliance', ' began last')

        Raises :class:`~corpustools.errors.QueryError` where there is nothing to look for.
        """
        return self.subcorpus(**choice).concordance(query, case=case, width=width, sort=sort)
