"""What tells that a line is said of a picture."""

import re
from collections.abc import Sequence

from corpustools.model.draft import Draft, DraftBlock

_MAKER = (
    r"(?:(?:ap|file|reuters|afp|pool|handout|courtesy) photo|photo credit|image credit|image source|picture|photo|"
    r"photos|photographer|photograph|image|images|credit|courtesy|foto|fotos|bild|bilder|illustration|grafik|"
    r"photographie|fotografie|fot|kuva|фото|写真|图|圖)"
)
_PARTICLES = frozenset("de del della da di dos van von der den la le bin al el af av ter ten du zu y e via for".split())
_ENDS = re.compile(
    rf"[(\[]\s*{_MAKER}\b[^()]{{0,60}}[)\]]?\W*$|(?<=[\s.)»”\"'’]){_MAKER}\s*(?:by\b|[:：/])\s*[^.:!?]{{2,50}}\W*$|"
    r"(?<=[.)»”\"'’])\s(?:source|quelle|kilde|källa|fuente|fonte|źródło|источник)\s*[:：]\s*[^.:!?]{2,40}\W*$|"
    r"[(|/©]\s*(?:getty images|shutterstock|alamy|istock|(?:via )?(?:getty|reuters|afp|epa|ap)(?=/|\s*$))[^.!?]{0,30}$|"
    # Whose the picture is; a notice of rights says so of the site, with a year or with more words.
    r"(?<=\S)\s©\s?(?!copyright|all\b|alle\b|tous\b|todos\b|tutti\b)[^\W\d_][^.!?©\d]{1,60}$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    r"(?<![.!?”\"])\s\((?:afp|ap|reuters|epa|dpa|getty|imago|shutterstock|pa|upi)[^()]{0,30}\)$", re.I
)
_CLOSING = tuple(".!?…。！？)»”\"'’")
_IN_BRACKETS_AT_END = re.compile(rf"[(\[]\s*{_MAKER}\b[^()\[\]]{{1,80}}[)\]]\W*$", re.IGNORECASE)
_NAMED_AT_END = re.compile(
    rf"(?<=[\s.)»”\"'’])(?:{_MAKER}|source|quelle|kilde|källa|fuente|fonte|źródło|источник)"
    rf"\s*(?:by\b|[:：©])\s*[^.:!?()]{{2,80}}(?:\(\w{{2,12}}\))?\W*$",
    re.IGNORECASE,
)
_OPENS = re.compile(
    rf"[(\[]?\s*(?:{_MAKER}\s*(?:by\b|[:：/|])|[©]|(?:ap|file|reuters|afp|pool) photo\b)\s*\S", re.IGNORECASE
)


def ends_in_credit(text: str) -> bool:
    """Whether a line says something and ends in a picture's credit.

    >>> ends_in_credit("People in the square (Image: GETTY)"), ends_in_credit("Folk på torget. Foto: Kari Moe")
    (True, True)
    >>> ends_in_credit("The mayor of the town (AFP)"), ends_in_credit("The mayor has left the town, they said. (AFP)")
    (True, False)
    >>> ends_in_credit("People in the square. © Jane Roe/dpa"), ends_in_credit("Poets of the North © 2019 Island Press")
    (True, False)
    >>> ends_in_credit("Jane Roe/Getty Images"), ends_in_credit("Photo: Jane Roe"), ends_in_credit("She took a photo")
    (False, False, False)
    """
    found = _ENDS.search(text) or (_IN_BRACKETS.search(text) if len(text) <= 160 else None)
    if found is None or found.start() < 8:
        return False
    return _says_something(text[: found.start()].split())


def _says_something(said: Sequence[str]) -> bool:
    """Whether words before a credit are a caption; names alone are the credit itself."""
    return len(said) > 5 or any(word[0].islower() and word not in _PARTICLES for word in said)


def credit_at_end(text: str) -> int | None:
    """Return where the credit begins that a line ends in, behind a caption of three words or more.

    It stands in brackets, or opens with "Photo:" or the like behind a sentence.

    >>> text = "People wait in the square. Photo: Jane Roe"
    >>> text[credit_at_end(text):]
    'Photo: Jane Roe'
    >>> text = "People wait in the square. Bild © Jane Roe (er)"
    >>> text[credit_at_end(text):]
    'Bild © Jane Roe (er)'
    >>> credit_at_end("People in the square took a photo by the mill"), credit_at_end("Jane Roe (Image: GETTY)")
    (None, None)
    """
    start = max(0, len(text) - 140)
    found = _IN_BRACKETS_AT_END.search(text, start)
    if found is None:
        found = _NAMED_AT_END.search(text, start)
        if found is None or text[: found.start()].rstrip()[-1:] not in _CLOSING:
            return None
    said = text[: found.start()].split()
    return found.start() if len(said) > 2 and _says_something(said) else None


def is_of_picture(block: DraftBlock, draft: Draft) -> bool:
    """Whether a line is a credit, ends in one, stands before one, or is said twice.

    >>> blocks = tuple(DraftBlock(i, text) for i, text in enumerate(("People in the square", "Photo: Jane Roe", "One")))
    >>> [is_of_picture(block, Draft(blocks)) for block in blocks]
    [True, True, False]
    """
    text, before, after = block.text, draft.neighbour(block, -1), draft.neighbour(block, 1)
    if _OPENS.match(text) or ends_in_credit(text):
        return True
    if after is not None and (_OPENS.match(after.text) or after.text.startswith(text)):
        return True
    return before is not None and len(before.text) > 8 and text.startswith(before.text)
