"""Labels that a person gives: the blocks that are meant by their words."""

from collections.abc import Iterable, Iterator, Sequence

from corpustools.errors import UnreadableError
from corpustools.model.correction import LABEL, Correction
from corpustools.model.draft import DraftBlock
from corpustools.model.span import Label
from corpustools.registry import Corrected, rule


@rule("correct", since="0.1", confidence=1.0)
def corrected_label(blocks: Sequence[DraftBlock], corrections: Iterable[Correction]) -> Iterator[Corrected]:
    r"""Somebody has read the document, and says what a block is.

    A person who has looked is surer than any rule, and a mistake in one document is no reason for a rule. The block is
    known by its words, which white space does not change, so that the correction outlives rules that cut otherwise. It
    is every block that has these words and no others; where there is none, the one block that they stand in. Nothing
    but its label changes: the rules that labelled its neighbours have not seen it.

    Raises :class:`~corpustools.errors.UnreadableError` where the words stand in no block, or in several: what was
    corrected is not shown as if it had not been.

    Fires:

    >>> import corpustools
    >>> said = corpustools.Correction("label", "credit", "Reading time: 4 minutes", why="it is the name of a band")
    >>> page = corpustools.read("The town is quiet today.\n\nReading time: 4 minutes", corrections=[said])
    >>> [(block.label.value, block.rule, block.reason) for block in page.blocks][1]
    ('credit', 'corrected_label', 'by hand: it is the name of a band')

    Abstains:

    >>> list(corrected_label([DraftBlock(0, "The town is quiet.")], [corpustools.Correction("author", "Jane Roe")]))
    []
    >>> corpustools.read("The town is quiet today.", corrections=[said])
    Traceback (most recent call last):
    corpustools.errors.UnreadableError: a correction fits nowhere: no block has the words 'Reading time: 4 minutes'; ...
    """
    given: dict[int, Label] = {}
    for each in corrections:
        if each.what != LABEL:
            continue
        label = Label(each.value)
        for place in _meant(each, blocks):
            if given.setdefault(place, label) is not label:
                raise _misfit(each, f"of the block with {each.words!r} another one says {given[place]}")
            yield Corrected(place, label, f"by hand: {each.why}" if each.why else "by hand")


def _meant(correction: Correction, blocks: Sequence[DraftBlock]) -> list[int]:
    """Return the places of the blocks that a correction means."""
    words = " ".join(correction.words.split())
    texts = [" ".join(block.text.split()) for block in blocks]
    whole = [place for place, text in enumerate(texts) if text == words]
    holding = whole or [place for place, text in enumerate(texts) if words in text]
    if not holding:
        raise _misfit(correction, f"no block has the words {words!r}")
    if len(holding) > 1 and not whole:
        raise _misfit(correction, f"{len(holding)} blocks have the words {words!r}")
    return holding


def _misfit(correction: Correction, reason: str) -> UnreadableError:
    where = f"{correction.stated_in}: " if correction.stated_in else ""
    return UnreadableError(
        "correction_misfits",
        f"a correction fits nowhere: {where}{reason}",
        advice="give words that stand in one block, as `corpustools explain` prints them, or take the correction out",
    )
