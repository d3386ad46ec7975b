"""A document in the making: what label rules look at."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from corpustools.model.hint import Hint
from corpustools.model.span import Label

if TYPE_CHECKING:
    from corpustools.labels.profiles import SourceProfile

T = TypeVar("T")


class DraftBlock(NamedTuple):
    """A block that has no label yet.

    ``text`` has repairs applied. ``cut_by`` names the rule that cut the block from the one before it on
    the same line. ``gap`` is the number of blank lines before it, ``indent`` that of white-space characters
    that its line opens with. ``hint`` is what markup says of the line, where there is markup.

    >>> DraftBlock(1, "What comes next", gap=1).after_gap
    True
    """

    index: int  # type: ignore[assignment]  # a block is no sequence, and nobody asks it for the index of a value
    text: str
    cut_by: str | None = None
    gap: int = 0
    indent: int = 0
    hint: Hint | None = None

    @property
    def after_gap(self) -> bool:
        """Whether a blank line stands before the block."""
        return self.gap > 0


@dataclass(frozen=True, slots=True)
class Draft:
    """The blocks of a text in order, and the labels that earlier layers of rules gave them.

    A rule that looks at its neighbours' labels says so by ``requires`` and sees them in ``labels``
    (``None``: no rule so far had a claim). ``profile`` is what the other pages of the source tell, if anything.
    ``running`` says of each block whether evidence holds it for running text (``None``: it cannot say); it is empty
    where no evidence was weighed. ``is_cleaned`` says that somebody has set furniture aside before, so
    that only what is sure is set aside. ``things`` are the kinds of things that markup says the page is or holds.

    >>> first, second = DraftBlock(0, "Quiet"), DraftBlock(1, "Subscribe")
    >>> draft = Draft((first, second), (Label.HEADLINE, None), running=(None, False))
    >>> draft.label_of(first), draft.label_of(second), draft.is_running(second)
    (<Label.HEADLINE: 'headline'>, None, False)
    """

    blocks: tuple[DraftBlock, ...]
    labels: tuple[Label | None, ...] = ()
    profile: "SourceProfile | None" = None
    _memory: dict[Callable[["Draft"], Any], Any] = field(default_factory=dict, repr=False, compare=False)
    running: tuple[bool | None, ...] = ()
    is_cleaned: bool = False
    things: frozenset[str] = frozenset()

    def once(self, question: Callable[["Draft"], T]) -> T:
        """Ask a question about the whole draft, and answer it from memory the next time.

        >>> def longest(draft):
        ...     return max(len(block.text) for block in draft.blocks)
        >>> Draft((DraftBlock(0, "one"), DraftBlock(1, "three"))).once(longest)
        5
        """
        try:
            answer: T = self._memory[question]
        except KeyError:
            answer = self._memory[question] = question(self)
        return answer

    def with_labels(self, labels: tuple[Label | None, ...]) -> "Draft":
        """Return the same blocks with these labels, for the next layer of rules; answers are kept.

        Questions asked through :meth:`once` must therefore not depend on labels.

        >>> before = Draft((DraftBlock(0, "Quiet"),))
        >>> before.label_of(before.blocks[0]), before.with_labels((Label.HEADLINE,)).label_of(before.blocks[0])
        (None, <Label.HEADLINE: 'headline'>)
        """
        return Draft(self.blocks, labels, self.profile, self._memory, self.running, self.is_cleaned, self.things)

    def weighed(self, running: tuple[bool | None, ...]) -> "Draft":
        """Return the same blocks with what evidence says of them; answers that do without it are forgotten.

        >>> draft = Draft((DraftBlock(0, "one"),)).weighed((False,))
        >>> draft.is_running(draft.blocks[0]), Draft(draft.blocks).is_running(draft.blocks[0])
        (False, None)
        """
        return Draft(
            self.blocks, self.labels, self.profile, running=running, is_cleaned=self.is_cleaned, things=self.things
        )

    def cleaned(self) -> "Draft":
        """Return the same blocks as those of a text that somebody has cleaned; answers are kept.

        >>> draft = Draft((DraftBlock(0, "one"),))
        >>> draft.is_cleaned, draft.cleaned().is_cleaned
        (False, True)
        """
        return Draft(self.blocks, self.labels, self.profile, self._memory, self.running, True, self.things)

    @property
    def is_weighed(self) -> bool:
        """Whether evidence holds any block for running text.

        >>> blocks = (DraftBlock(0, "The town is quiet."), DraftBlock(1, "Subscribe"))
        >>> [Draft(blocks, running=running).is_weighed for running in ((True, False), (False, None), ())]
        [True, False, False]
        """
        return self.once(_has_text)

    def is_running(self, block: DraftBlock | None) -> bool | None:
        """Say whether evidence holds a block for running text; ``None`` where there is none, or no block."""
        return None if block is None or not self.running else self.running[block.index]

    def neighbour(self, block: DraftBlock, step: int) -> DraftBlock | None:
        """Return the block ``step`` places further on (back where negative), or ``None`` at the ends.

        >>> draft = Draft((DraftBlock(0, "one"), DraftBlock(1, "three")))
        >>> draft.neighbour(draft.blocks[0], 1).text, draft.neighbour(draft.blocks[0], -1)
        ('three', None)
        """
        place = block.index + step
        return self.blocks[place] if 0 <= place < len(self.blocks) else None

    def label_of(self, block: DraftBlock | None) -> Label | None:
        """Return the label an earlier layer gave this block, if any."""
        return None if block is None or not self.labels else self.labels[block.index]


def _has_text(draft: Draft) -> bool:
    return any(draft.running)
