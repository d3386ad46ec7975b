"""What a document shows: views of it, and the way back from the words shown to those that were read."""

from bisect import bisect_left
from collections.abc import Collection
from operator import attrgetter

from corpustools.errors import ModelError
from corpustools.model.block import Block, places_of_view
from corpustools.model.declaration import Declaration
from corpustools.model.fact import Fact
from corpustools.model.receipts import declaration_of
from corpustools.model.span import BODY, KEPT, Label, Span, labels_of_view
from corpustools.model.view import View, shown_text

_START, _BEGINS = attrgetter("start"), attrgetter("span.start")


class Shown:
    """A text in labelled blocks, as it is shown; :class:`~corpustools.model.document.Document` is one."""

    __slots__ = ()

    text: str
    declarations: tuple[Declaration, ...]
    blocks: tuple[Block, ...]
    repairs: tuple[Span, ...]
    _shares: tuple[tuple[Span, ...], ...]
    _views: dict[int, View]

    def view(self, labels: str | Collection[str] = "article", *, threshold: float = 0.5) -> View:
        """Show the blocks with these labels, a blank line between them; set aside is not gone.

        ``labels`` is the name of a view (``article``, ``body``, ``all``) or a collection of labels. Raises
        :class:`~corpustools.errors.ModelError` for a name that is neither.

        >>> import corpustools
        >>> page = corpustools.read("The town is quiet today.\\n\\nSubscribe\\n\\nNobody knows for how long.")
        >>> page.view({"interface"}).text
        'Subscribe'

        ``threshold`` (0 to 1) is how likely a block must belong to the view. Above 0.5 what was kept with less
        confidence is left out: higher precision. Below 0.5 what was set aside with little confidence is shown
        too: higher recall. A higher threshold never shows more, and 0 shows everything.

        >>> from corpustools import Document
        >>> text = "The town is quiet.\\nMore rain\\nRead on\\nShare"
        >>> spans = [
        ...     Span(0, 18, Label.PARAGRAPH, "line_model", confidence=0.97),
        ...     Span(19, 28, Label.HEADING, "line_model", confidence=0.6),
        ...     Span(29, 36, Label.RELATED, "line_model", confidence=0.7),
        ...     Span(37, 42, Label.SHARE, "share_button", confidence=0.94),
        ... ]
        >>> page = Document("d", page.source, text, tuple(spans))
        >>> [page.view("body", threshold=t).text.split("\\n\\n") for t in (0.9, 0.5, 0.2)]
        [['The town is quiet.'], ['The town is quiet.', 'More rain'], ['The town is quiet.', 'More rain', 'Read on']]
        """
        if not 0 <= threshold <= 1:
            raise ModelError(f"a threshold is from 0 to 1, not {threshold}")
        return View.joined(map(self._show, places_of_view(self.blocks, labels_of_view(labels), threshold)), "\n\n")

    def _words_of_view(self, labels: frozenset[Label]) -> str:
        """Return the text of a view, without the way back."""
        readings = [self.blocks[place].reading for place in places_of_view(self.blocks, labels)]
        return "\n\n".join(filter(None, readings))

    def reading(self, block: Block) -> View:
        """Show one block of this document, repairs applied, with the way back to the text as read.

        >>> import corpustools
        >>> page = corpustools.read("A\\xa0small town in the north is quiet today.")
        >>> page.reading(page.blocks[0]).source(2, 7)
        (2, 7)
        """
        return self._show(self.place(block))

    def source_of(self, block: Block, start: int, end: int) -> tuple[int, int]:
        """Map the characters ``start`` to ``end`` of a block's reading text back to offsets into the text as read.

        >>> import corpustools
        >>> page = corpustools.read("A\\xa0small town in the north is quiet today.\\n\\nNobody in the north knows why.")
        >>> page.source_of(page.blocks[0], 2, 7), page.source_of(page.blocks[1], 0, 6)
        ((2, 7), (43, 49))
        """
        place = self.place(block)
        if self._shares[place] or not 0 <= start < end <= len(block.text):
            return self._show(place).source(start, end)
        return block.start + start, block.start + end

    def place(self, block: Block) -> int:
        """Return the place of one block among all of this document's, the first being 0.

        Raises :class:`~corpustools.errors.ModelError` for a block of another one.

        >>> import corpustools
        >>> page = corpustools.read("By Jane Roe\\n\\nThe town is quiet, and nobody knows why.")
        >>> page.place(page.blocks[1])
        1
        >>> corpustools.read("Subscribe").place(page.blocks[1])
        Traceback (most recent call last):
        corpustools.errors.ModelError: the block 13:53 is none of this document's
        """
        place = bisect_left(self.blocks, block.start, key=_BEGINS)
        if place == len(self.blocks) or (self.blocks[place] is not block and self.blocks[place] != block):
            raise ModelError(f"the block {block.start}:{block.end} is none of this document's", block.start)
        return place

    def _show(self, place: int) -> View:
        """Show the block at ``place`` among the document's blocks."""
        # Remembered, since a long block that is wrapped has many repairs, and as many mentions that ask for it.
        if place not in self._views:
            span = self.blocks[place].span
            self._views[place] = View.over(self.text, span.start, span.end, self._shares[place])
        return self._views[place]

    def words_at(self, start: int, end: int) -> str:
        """Return the characters ``start`` to ``end`` of the text as read, repairs applied.

        >>> import corpustools
        >>> corpustools.read("A\\xa0small town in the north is quiet today.").words_at(0, 7)
        'A small'
        """
        first = bisect_left(self.repairs, start, key=_START)
        last = bisect_left(self.repairs, end, first, key=_START)
        inside = [repair for repair in self.repairs[first:last] if repair.end <= end]
        return shown_text(self.text, start, end, inside) if inside else self.text[start:end]

    def words_of(self, fact: Fact) -> str:
        """Return the words that say a fact: those at its receipt, or what is declared there.

        >>> import corpustools
        >>> page = corpustools.read("<html lang=cs><p>Published June 10, 2015</p>", media_type="text/html")
        >>> {fact.value: page.words_of(fact) for fact in page.facts}
        {'cs': 'cs', '2015-06-10': 'June 10, 2015'}
        """
        declaration = declaration_of(fact, self.declarations)
        return self.words_at(fact.start, fact.end) if declaration is None else declaration.value

    @property
    def article(self) -> str:
        """The reading text: every kept block, a blank line between them.

        >>> import corpustools
        >>> page = corpustools.read("By Jane Roe\\n\\nThe town is quiet, and nobody knows why.\\n\\nSubscribe")
        >>> page.article
        'By Jane Roe\\n\\nThe town is quiet, and nobody knows why.'
        """
        return self._words_of_view(KEPT)

    @property
    def body(self) -> str:
        """The running text alone.

        >>> import corpustools
        >>> corpustools.read("By Jane Roe\\n\\nThe town is quiet, and nobody knows why.\\n\\nSubscribe").body
        'The town is quiet, and nobody knows why.'
        """
        return self._words_of_view(BODY)
