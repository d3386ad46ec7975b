"""What may be shown of a document whose text may not be: the same document, most of its words withheld.

Everything that a site shows of a document is made from what :func:`publish` returns, so no page, index or download can
show a word that is not in it. Three profiles (``publication`` in ``corpus.toml``):

``full``
    The document as it is.
``snippets``
    Facts, and short passages: the first words of some sentences, of which each is followed by three times as many words
    that are withheld. So at most a quarter of the running text is shown, and always the same quarter: what is withheld
    cannot be had from the site by asking otherwise.
``derived``
    Facts alone: names, dates, counts, labels; no running text.

Words that say a fact stay where they are, if they are few: a headline, a name, a title, a cue of a quotation. All
others are replaced by the sign of an omission and by spaces, so that every offset and every address is what it was.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpustools.config import Publication
from corpustools.model.declaration import Declaration
from corpustools.model.document import Document
from corpustools.model.fact import FIELDS, Fact
from corpustools.model.mention import Mention, Place, Quotation
from corpustools.model.span import BODY, Label, Span
from corpustools.model.withheld import OMISSION, Withheld
from corpustools.text.sentences import SENTENCE_END
from corpustools.text.tokens import fold, form, tokens
from corpustools.writers.page import passages

LONGEST_RUN = 7
"""How many words in a row are shown at most, but for a headline and the passages of ``snippets``."""

LONGEST_HEADLINE = 30
"""How many words of a headline are shown. It is a title, by which a document is cited; what is longer may be none."""

WITHHELD_PER_SHOWN = 3
"""How many words at least are withheld for each that a passage shows."""

# Their values are passages of a text, however short; where they are shown, the passage is.
_PASSAGES = frozenset({"standfirst", "description", "image.caption", "image.alt", "related.headline", "related.alt"})
# Addresses have no words, whatever their letters spell.
_ADDRESSES = frozenset({"canonical_url", "image.source"})


def publish(document: Document, publication: Publication, snippet_words: int = 25) -> Document:
    r"""Return what may be shown of a document: all of it, or a document in which words are withheld.

    ``snippet_words`` is how long a passage of ``snippets`` is at most.

    >>> import corpustools
    >>> text = "Town Is Quiet\n\nBy Jane Roe\n\n" + "The town of Prague is quiet today, and nobody knows why. " * 2
    >>> page = corpustools.read(text, id="quiet")
    >>> derived = publish(page, "derived")
    >>> " ".join(derived.article.split())
    'Town Is Quiet … Jane Roe […] Prague […] today, […] Prague […] today, […].'
    >>> derived.metadata == page.metadata, len(derived.text) == len(page.text)
    (True, True)
    >>> " ".join(publish(page, "snippets").body.split())
    'The town of Prague is […] today, […] Prague […] today, […].'
    >>> publish(page, "full") is page
    True
    """
    if publication == "full":
        return document
    shown = _Shown(document)
    for start, end in _receipts(document):
        shown.add(start, end)
    if publication == "snippets":
        shown.add_passages(snippet_words)
    places = tuple(shown.withheld())
    text = _masked(document.text, places)
    cut = _Cut(document, shown)
    published = Document(
        document.id,
        replace(
            document.source,
            notes=tuple(map(cut.words, document.source.notes)),
            encoding_reason=cut.words(document.source.encoding_reason),
        ),
        text,
        tuple(cut.spans(places)),
        (),
        {},
        tuple(map(cut.declaration, document.declarations)),
        tuple(map(cut.mention, document.mentions)),
        tuple(map(cut.quotation, document.quotations)),
        withheld=Withheld(places, tuple(passage.anchor for passage in passages(document))),
    )
    return published.with_told(document.rules, facts=[cut.fact(fact, published) for fact in document.facts])


def short(name: str, longest: int = LONGEST_RUN) -> str:
    """Return a name, a title or a value, cut where it has more words than a fact.

    >>> short("Li Hui"), short("a b c d e f g h i")
    ('Li Hui', 'a b c d e f g […]')
    """
    found = tokens(name)
    return name if len(found) <= longest else f"{name[: found[longest - 1][1]]} {OMISSION}"


class _Shown:
    """Which tokens of a document, in the order of its text as read, are shown."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens = tokens(document.text)
        self.starts = [start for start, _ in self.tokens]
        self.ends = [end for _, end in self.tokens]
        self.is_shown = bytearray(len(self.tokens))
        # A headline does not make runs of names beside it longer.
        self.is_headline = bytearray(len(self.tokens))
        for block in document.labelled(Label.HEADLINE):
            first, last = self.between(block.start, block.end)
            for token in range(first, min(last, first + LONGEST_HEADLINE)):
                self.is_shown[token] = self.is_headline[token] = 1

    def between(self, start: int, end: int) -> tuple[int, int]:
        """Return the first token that ends after ``start`` and the first that begins at ``end`` or later."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def add(self, start: int, end: int) -> None:
        """Show the words between two offsets, unless they are many, or make many with those beside them."""
        first, last = self.between(start, end)
        if self._run(first, last) <= LONGEST_RUN:
            self._show(first, last)

    def _show(self, first: int, last: int) -> None:
        self.is_shown[first:last] = b"\1" * (last - first)

    def _run(self, first: int, last: int) -> int:
        """Return how many words in a row would be shown with these."""
        left, right = first, last
        while left > 0 and self._counts(left - 1):
            left -= 1
        while right < len(self.tokens) and self._counts(right):
            right += 1
        return right - left

    def _counts(self, token: int) -> bool:
        return bool(self.is_shown[token]) and not self.is_headline[token]

    def add_passages(self, words: int) -> None:
        """Show the first words of sentences of the running text, each passage after enough that is withheld."""
        ranges = [self.between(block.start, block.end) for block in self.document.blocks if block.label in BODY]
        left = sum(last - first for first, last in ranges) // (WITHHELD_PER_SHOWN + 1)
        owed = 0
        for first, last in ranges:
            at = first
            while at < last:
                length = 0
                if owed <= 0 < left and (at == first or self._opens_sentence(at)):
                    length = min(words, left, last - at)
                    while length > 0 and self._run(at, at + length) > words:
                        length -= 1
                    self._show(at, at + length)
                    left -= length
                owed = WITHHELD_PER_SHOWN * length if length else owed - 1
                at += max(length, 1)

    def _opens_sentence(self, token: int) -> bool:
        return not SENTENCE_END.isdisjoint(self.document.text[self.ends[token - 1] : self.starts[token]])

    def withheld(self) -> Iterator[Place]:
        """Yield where words are withheld, in order: no place reaches over the edge of a block or cuts a repair."""
        for block in self.document.blocks:
            if not block.reading.strip():
                continue
            token, last = self.between(block.start, block.end)
            place: Place | None = None
            while token < last:
                first = token
                while token < last and not self.is_shown[token]:
                    token += 1
                if token > first:
                    start, end = self._whole(max(self.starts[first], block.start), min(self.ends[token - 1], block.end))
                    if place is not None and start <= place[1]:
                        place = (place[0], max(place[1], end))
                    else:
                        if place is not None:
                            yield place
                        place = (start, end)
                token += 1
            if place is not None:
                yield place

    def _whole(self, start: int, end: int) -> Place:
        """Take repairs whole, and signs where they stand on both sides and there is no room for the spaces."""
        text = self.document.text
        if _is_sign(text[start - 1 : start]) and _is_sign(text[end : end + 1]):
            while _is_sign(text[start - 1 : start]):
                start -= 1
            while _is_sign(text[end : end + 1]):
                end += 1
        for repair in self.document.repairs:
            if repair.start < end and start < repair.end:
                start, end = min(start, repair.start), max(end, repair.end)
        return start, end


class _Cut:
    """Cuts what is said of a document where it says the document's words."""

    def __init__(self, document: Document, shown: _Shown) -> None:
        self.document = document
        self.shown = shown
        self.headline = document.metadata.headline
        self._runs: frozenset[tuple[str, ...]] | None = None

    def words(self, said: str) -> str:
        """Return a sentence of a rule's, or the sign of an omission where it quotes more than a few words."""
        return OMISSION if any(run in self.runs for run in _runs(said)) else said

    @property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """All sequences of more words than are shown, of the text as read and as it is shown."""
        if self._runs is None:
            texts = (self.document.text, *(block.reading for block in self.document.blocks))
            self._runs = frozenset(run for text in texts for run in _runs(text))
        return self._runs

    def spans(self, places: tuple[Place, ...]) -> Iterator[Span]:
        """Yield the spans, without the repairs of what is withheld."""
        starts = [start for start, _ in places]
        for span in self.document.spans:
            if not span.is_repair:
                yield replace(span, reason=self.words(span.reason))
                continue
            before = bisect_right(starts, span.start) - 1
            if before < 0 or places[before][1] <= span.start:
                yield replace(span, replacement=short(span.replacement or ""))

    def value(self, said: str) -> str:
        """Return what a fact says: the headline whole, of all else a few words."""
        return short(said, LONGEST_HEADLINE if said == self.headline else LONGEST_RUN)

    def fact(self, fact: Fact, published: Document) -> Fact:
        """Return a fact; the value of one that is a passage is what is shown of that."""
        if not isinstance(fact.value, str) or fact.field in _ADDRESSES:
            return fact
        if fact.field in _PASSAGES and fact.value != self.headline:
            shown = OMISSION if fact.declared else " ".join(published.words_at(fact.start, fact.end).split())
            return replace(fact, value=shown or OMISSION)
        return replace(fact, value=self.value(fact.value))

    def declaration(self, declaration: Declaration) -> Declaration:
        """Return what markup declares: a headline, an address, or a few words."""
        fields = {
            fact.field
            for fact in self.document.facts
            if fact.declared and (fact.start, fact.end) == (declaration.start, declaration.end)
        }
        if fields & _ADDRESSES:
            return declaration
        if fields & _PASSAGES and declaration.value != self.headline:
            return declaration._replace(value=OMISSION)
        return declaration._replace(value=self.value(declaration.value))

    def mention(self, mention: Mention) -> Mention:
        """Return a mention with a name that is not longer than names are."""
        return replace(mention, name=short(mention.name), votes=tuple(map(short, mention.votes)))

    def quotation(self, quotation: Quotation) -> Quotation:
        """Return a quotation with the names of those who speak and are spoken to."""
        speaker, addressee = (name and short(name) for name in (quotation.speaker, quotation.addressee))
        return replace(quotation, speaker=speaker, addressee=addressee)


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = [fold(form(text[start:end])) for start, end in tokens(text)]
    return zip(*(words[at:] for at in range(LONGEST_RUN + 1)), strict=False)


def _receipts(document: Document) -> Iterator[Place]:
    """Yield the places of words that say a fact, those first that matter most."""
    for fact in document.facts:
        if not fact.declared and fact.field not in _PASSAGES and FIELDS[fact.field].says != "language":
            yield fact.start, fact.end
    for mention in document.mentions:
        yield mention.start, mention.end
    for quotation in document.quotations:
        yield from filter(None, (quotation.speaker_at, quotation.cue, quotation.addressee_at))
    for mention in document.mentions:
        if mention.title:
            yield mention.title


def _is_sign(character: str) -> bool:
    """Whether this is a sign of punctuation, or the like: neither a letter or digit nor white space."""
    return bool(character) and not character.isalnum() and not character.isspace()


def _masked(text: str, places: Iterable[Place]) -> str:
    """Put the sign of an omission, and spaces, in the place of words."""
    parts = []
    at = 0
    for start, end in places:
        sign = OMISSION if end - start >= len(OMISSION) else "…"
        filled = sign.rjust(end - start) if _is_sign(text[end : end + 1]) else sign.ljust(end - start)
        parts += [text[at:start], filled]
        at = end
    return "".join((*parts, text[at:]))
