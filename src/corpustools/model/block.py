"""A block: a labelled stretch of a document's text."""

from dataclasses import dataclass

from corpustools.model.span import Label, Span


@dataclass(frozen=True, slots=True)
class Block:
    """A labelled stretch of the text as read: ``text`` as it stands there, ``reading`` with repairs applied.

    ``cut_by`` names the rule that cut the block from the one before it on its line, or is empty.
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
    def why(self) -> str:
        """The reason for the label, and for the cut where there was one."""
        return f"{self.reason}; cut from its line by {self.cut_by}" if self.cut_by else self.reason
