"""Pointers: the words with which a site introduces a link to another article."""

import re

_POINTER = re.compile(
    r"(?:read more|read also|see also|also read|related(?: (?:articles?|stories|news))?|more on this|more from|"
    r"you may also like|recommended|lesen sie auch|mehr zum thema|à lire aussi|lire aussi|lea también|leggi anche|"
    r"читайте также|читайте також|lees ook|leia também|leia mais|læs også|les også|läs också|läs även|"
    r"czytaj (?:też|także|również)|přečtěte si|čtěte také|διαβάστε επίσης|ayrıca oku|citește și|olvassa el|"
    r"baca juga|xem thêm|اقرأ أيضاً?|קראו גם|קרא גם"
    r")(?!\w)\s*(?::|$|–|-)\s*",
    re.IGNORECASE,
)


POINTER_OPENS = frozenset(
    "read see also related more you recommended lesen mehr à lire lea leggi читайте lees leia læs les läs czytaj "
    "přečtěte čtěte διαβάστε ayrıca citește olvassa baca xem اقرأ קראו קרא".split()
)
"""The first words of pointers, in small letters."""


def pointed_to(text: str) -> int | None:
    """Return the offset of what a line such as "Read also: …" points to, or ``None`` where it is no such line.

    The offset is the line's end where the words stand alone.

    >>> pointed_to("READ ALSO: Mayor resigns"), pointed_to("Related"), pointed_to("Read more books")
    (11, 7, None)
    >>> pointed_to("اقرأ أيضا: استقالة"), pointed_to("Läs också: Borgmästaren avgår")
    (11, 11)
    """
    found = _POINTER.match(text)
    return found.end() if found else None
