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

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpustools.config import Publication
from corpustools.model.declaration import Declaration
from corpustools.model.document import Document
from corpustools.model.fact import FIELDS, Fact
from corpustools.model.mention import Mention, Place, Quotation
from corpustools.model.span import Span
from corpustools.model.withheld import OMISSION, Withheld
from corpustools.text.tokens import fold, form, tokens
from corpustools.writers.passages import passages
from corpustools.writers.showing import LONGEST_HEADLINE, LONGEST_RUN, ShownWords, is_sign

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
    shown = ShownWords(document)
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


class _Cut:
    """Cuts what is said of a document where it says the document's words."""

    def __init__(self, document: Document, shown: ShownWords) -> None:
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


def _masked(text: str, places: Iterable[Place]) -> str:
    """Put the sign of an omission, and spaces, in the place of words."""
    parts = []
    at = 0
    for start, end in places:
        sign = OMISSION if end - start >= len(OMISSION) else "…"
        filled = sign.rjust(end - start) if is_sign(text[end : end + 1]) else sign.ljust(end - start)
        parts += [text[at:start], filled]
        at = end
    return "".join((*parts, text[at:]))
