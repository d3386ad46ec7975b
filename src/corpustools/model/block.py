"""A block: a labelled stretch of a document's text."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpustools.model.span import VIEWS, Label, Span, chance, percent
from corpustools.model.view import shown_text


@dataclass(frozen=True, slots=True)
class Block:
    """A labelled stretch of the text as read: ``text`` as it stands there, ``reading`` with repairs applied.

    ``cut_by`` names the rule that cut the block from the one before it on its line, or is empty.

    >>> import corpustools
    >>> block = corpustools.read("The town is quiet today, and nobody knows why.\\n\\nSubscribe").blocks[1]
    >>> block.text, block.start, block.end, block.label, block.is_kept
    ('Subscribe', 48, 57, <Label.INTERFACE: 'interface'>, False)

    >>> block.rule, block.reason, 0 < block.confidence < 1
    ('interface_word', "a button's or widget's words and nothing else", True)
    >>> block.cut_by, block.same_as
    ('', None)
    """

    span: Span
    text: str
    reading: str

    @property
    def start(self) -> int:
        """Where the block begins in the text as read."""
        return self.span.start

    @property
    def end(self) -> int:
        """Where the block ends in the text as read, end exclusive."""
        return self.span.end

    @property
    def label(self) -> Label:
        """What the block is."""
        return self.span.label

    @property
    def rule(self) -> str:
        """The name of the rule that said so."""
        return self.span.rule

    @property
    def reason(self) -> str:
        """Why the block has its label."""
        return self.span.reason

    @property
    def confidence(self) -> float:
        """How sure the label is."""
        return self.span.confidence

    @property
    def cut_by(self) -> str:
        """The rule that cut the block from the one before it on its line, or nothing."""
        return self.span.cut_by

    @property
    def same_as(self) -> int | None:
        """Where the block starts that says the same and is shown instead, if one does."""
        return self.span.same_as

    @property
    def is_kept(self) -> bool:
        """Whether the reading text shows the block."""
        return self.span.is_kept

    @property
    def why(self) -> str:
        """The reason for the label, for the cut where there was one, and where else the same is said and shown.

        >>> title = Span(0, 5, Label.HEADLINE, rule="r", reason="it stands first", cut_by="cutter")
        >>> Block(title.said_again(30), "Quiet", "Quiet").why
        'it stands first; cut from its line by cutter; said again, and shown, at 30'
        """
        cut = f"; cut from its line by {self.cut_by}" if self.cut_by else ""
        again = "" if self.same_as is None else f"; said again, and shown, at {self.same_as}"
        return self.reason + cut + again

    @property
    def claim(self) -> str:
        """Where the block stands, what it is, by which rule, how surely, and why.

        >>> title = Span(0, 5, Label.HEADLINE, rule="title", reason="it stands first", confidence=0.9)
        >>> Block(title, "Quiet", "Quiet").claim
        '0:5 headline ← title 0.90 (it stands first)'
        """
        sure = f"{percent(self.confidence) / 100:.2f}"
        return f"{self.start}:{self.end} {self.label} ← {self.rule} {sure} ({self.why})"


def block_of(text: str, span: Span, repairs: Iterable[Span]) -> Block:
    """Make the block of a span of a text, with the repairs in it applied.

    >>> repair = Span(1, 6, "repair", rule="r", replacement="&")
    >>> block_of("A&amp;B", Span(0, 7, Label.HEADLINE, rule="r"), [repair]).reading
    'A&B'
    """
    words = text[span.start : span.end]
    return Block(span, words, shown_text(text, span.start, span.end, repairs) if repairs else words)


def places_of_view(blocks: Iterable[Block], labels: frozenset[Label], threshold: float = 0.5) -> list[int]:
    """Return which of the blocks a view shows; one that is as likely as not is shown where its label says so.

    What another block says is shown there, and again only where everything is shown.

    >>> words = [Span(0, 4, Label.PARAGRAPH, rule="r"), Span(5, 9, Label.INTERFACE, rule="r", confidence=0.6)]
    >>> blocks = [Block(span, "word", "word") for span in words]
    >>> shown = frozenset({Label.PARAGRAPH})
    >>> places_of_view(blocks, shown), places_of_view(blocks, shown, 0.3)
    ([0], [0, 1])
    >>> title = Block(Span(10, 14, Label.HEADLINE, rule="r", same_as=30), "word", "word")
    >>> places_of_view([title], frozenset({Label.HEADLINE})), places_of_view([title], VIEWS["all"])
    ([], [0])
    """
    everything = threshold == 0 or labels == VIEWS["all"]
    return [
        place
        for place, block in enumerate(blocks)
        if (everything or block.span.same_as is None)
        and (threshold < 0.5 or block.span.label in labels)
        and chance(block.span.label, block.span.confidence, labels) >= threshold
    ]
