"""The texts of documents as the static index stores them: with their tokens marked, and where each piece was read."""

import json

from corpustools.search.texts import TokenizedBlock, TokenizedDocument

MARK = "\x7f"
"""What stands between signs and tokens in a stored text. No document shows it: it is a control character."""


def text_files(document: TokenizedDocument) -> dict[str, bytes]:
    """Write the blocks that were kept as ``texts``, and those set aside as ``aside`` where there are any.

    >>> import corpustools
    >>> from corpustools.search.texts import tokenize
    >>> page = tokenize(corpustools.read("The town, the old town.", id="page"))
    >>> json.loads(text_files(page)["texts"])["passages"][0]["text"].split(MARK)
    ['', 'The town', ', ', 'the old town', '.']
    """
    found = {folder: _text(document, kept=kept) for folder, kept in (("texts", True), ("aside", False))}
    return {folder: data for folder, data in found.items() if data is not None}


def as_json(value: object) -> bytes:
    """Write a value without spaces.

    >>> as_json({"text": "Žižkov"}).decode()
    '{"text":"Žižkov"}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _text(document: TokenizedDocument, *, kept: bool) -> bytes | None:
    """Write the blocks that were kept, or those set aside, and which blocks there are; nothing where none is."""
    passages = [
        {
            "block": number,
            "anchor": block.anchor,
            "text": _marked(block),
            # What the text shows as it was read, and what it shows for something else: [shown, from, to].
            "from": _offsets(block),
        }
        for number, block in enumerate(document.blocks)
        if block.is_kept is kept
    ]
    if not passages and not kept:
        return None
    value = {
        "id": document.id,
        "title": document.title,
        "blocks": [[block.number, len(block)] for block in document.blocks],
        "passages": passages,
    }
    return as_json(value)


def _marked(block: TokenizedBlock) -> str:
    """Return the text of a block, signs and tokens by turns, with a mark where one of them ends.

    Of tokens with a space between no edge is marked: there is no space in a token.
    """
    parts = block.parts
    if MARK in block.view.text:
        parts = tuple(part.replace(MARK, "\N{SYMBOL FOR DELETE}") for part in parts)
    return MARK.join(parts).replace(f"{MARK} {MARK}", " ")


def _offsets(block: TokenizedBlock) -> list[list[int]]:
    """Say where in the text as read a block's characters come from: a row for each piece of its view.

    A row is the first shown character, where the piece starts in the text as read, and, of a repair, where it ends.
    """
    rows, shown = [], 0
    for piece in block.view.pieces:
        rows.append([shown, piece.start] if piece.literal else [shown, piece.start, piece.end])
        shown += len(piece.text)
    return rows
