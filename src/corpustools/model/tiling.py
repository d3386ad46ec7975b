"""The first principle: each character of a text is inside exactly one block or is white space between blocks."""

from corpustools.errors import ModelError
from corpustools.model.span import Span


def excerpt(text: str, width: int = 70) -> str:
    """Cut ``text`` to at most ``width`` characters, white space folded, with an ellipsis where it was cut.

    >>> excerpt("a  long\\nstory", 7), excerpt("short")
    ('a long…', 'short')
    """
    folded = " ".join(text.split())
    return folded if len(folded) <= width else folded[: width - 1].rstrip() + "…"


def first_words(text: str, width: int = 70) -> str:
    """Cut ``text`` as :func:`excerpt` does, but between words, for people to read.

    Only what is longer than words are is cut inside: some scripts put no space between them.

    >>> first_words("a long story", 10), excerpt("a long story", 10), first_words("short")
    ('a long…', 'a long st…', 'short')
    >>> first_words("十年ぶりに島へのフェリーが再開、港町に戻る賑わいと残された課題", 24)
    '十年ぶりに島へのフェリーが再開、港町に戻る賑わ…'
    """
    folded = " ".join(text.split())
    end = width - 1
    if len(folded) > width and folded[end] != " ":
        before = folded.rfind(" ", 0, end)
        if before > 0 and end - before <= _LONGEST_WORD:
            return folded[:before] + "…"
    return excerpt(folded, width)


_LONGEST_WORD = 24
"""How many letters a word has that is not cut."""


def check_tiling(text: str, blocks: list[Span]) -> None:
    """Raise where a character that is not white space is in no block, or in two.

    >>> one, two = Span(0, 3, "paragraph", rule="r"), Span(4, 7, "paragraph", rule="r")
    >>> check_tiling("One two", [one, two])
    >>> check_tiling("One two", [two])
    Traceback (most recent call last):
    corpustools.errors.ModelError: 'One' at 0:3 is in no block
    """
    at = 0
    size = len(text)
    for span in blocks:
        start = span.start
        if start < at:
            raise ModelError(f"two blocks share the characters {start}:{at}", start)
        if (gap := text[at:start]) and not gap.isspace():
            raise _lost(text, at, start)
        at = span.end
        if at > size:
            raise ModelError(f"the block {start}:{at} ends past the text", start)
    if at < size and not text[at:].isspace():
        raise _lost(text, at, size)


def check_repetitions(blocks: list[Span]) -> None:
    """Raise where a block says what another one says, and no block starts there that is kept.

    >>> title = Span(0, 5, "headline", rule="r")
    >>> check_repetitions([title.said_again(30), Span(30, 35, "headline", rule="r")])
    >>> check_repetitions([title.said_again(30)])
    Traceback (most recent call last):
    corpustools.errors.ModelError: no block that is kept starts at 30, to say what this says
    """
    again = [span for span in blocks if span.same_as is not None]
    if again:
        kept = {span.start for span in blocks if span.is_kept}
        for span in again:
            if span.same_as not in kept:
                raise ModelError(f"no block that is kept starts at {span.same_as}, to say what this says", span.start)


def _lost(text: str, start: int, end: int) -> ModelError:
    """Say which characters are in no block."""
    gap = text[start:end]
    lost = gap.strip()
    begin = start + gap.index(lost)
    return ModelError(f"{excerpt(lost, 40)!r} at {begin}:{begin + len(lost)} is in no block", begin)


def share_out(repairs: tuple[Span, ...], blocks: list[Span]) -> tuple[tuple[Span, ...], ...]:
    """Give each block its repairs; raise where repairs overlap or leave their block.

    >>> one, two = Span(0, 3, "paragraph", rule="r"), Span(4, 7, "paragraph", rule="r")
    >>> repair = Span(4, 5, "repair", rule="r", replacement="T")
    >>> [len(share) for share in share_out((repair,), [one, two])]
    [0, 1]
    >>> share_out((Span(2, 5, "repair", rule="r", replacement=""),), [one, two])
    Traceback (most recent call last):
    corpustools.errors.ModelError: the repair 2:5 is not inside a block
    """
    shares: list[list[Span] | None] = [None] * len(blocks)
    at = index = 0
    for repair in repairs:
        if repair.start < at:
            raise ModelError(f"two repairs share the characters {repair.start}:{at}", repair.start)
        at = repair.end
        while index < len(blocks) and blocks[index].end <= repair.start:
            index += 1
        if index == len(blocks) or not blocks[index].start <= repair.start < repair.end <= blocks[index].end:
            raise ModelError(f"the repair {repair.start}:{repair.end} is not inside a block", repair.start)
        share = shares[index]
        if share is None:
            share = shares[index] = []
        share.append(repair)
    return tuple(tuple(share) if share else () for share in shares)
