"""Credits of images: who took the picture, for which agency, in which year."""

import re
from itertools import pairwise
from typing import NamedTuple

from corpustools.text.bylines import is_organization, is_person

# The agencies' own form: "© AFP 2019 / JANE ROE".
_FORM = re.compile(
    r"(?:©|\(c\))\s*(?P<agency>[^\W\d_][^/,]*?)(?:\s+(?P<year>(?:19|20)\d\d))?\s*/\s*(?P<photographer>[^/,\d]+?)\s*$"
)
_OPENS = re.compile(
    r"\W{0,3}(?:image|photo|photograph|picture|foto|fotos|bild|illustration|graphic|grafik|credit|fotografie|fot\.|kuva|"
    r"фото|写真|图|사진)s?(?:\s+(?:credit|source|by|courtesy(?:\s+of)?|von|par|de))?\s*(?:[:：/,]|\bby\b)\s*|"
    r"\W{0,3}(?:courtesy(?:\s+of)?|©|\(c\)|copyright)\s*",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\b(?:getty|reuters|afp|ap|epa|dpa|shutterstock|istock|alamy|unsplash|pixabay|pexels|imago|tass|sputnik|xinhua|"
    r"kyodo|ansa|efe|lusa|scanpix|ritzau|ntb|belga|anp|keystone|apa|bloomberg|nurphoto|anadolu|zuma|magnum|cc|pap|mti|"
    r"čtk|ukrinform|unian|yonhap|adobe stock|depositphotos|picture alliance|associated press|press association|pa wire|"
    r"images|news|press|agency|agentur|wikimedia|flickr|тасс|риа новости)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:/|\||\bvia\b|,|\bfor\b|–|-(?=\s))\s*")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


class Part(NamedTuple):
    """A part of a credit: ``agency``, ``photographer`` or ``year``, and its place."""

    name: str
    start: int
    end: int


def opens_credit(text: str) -> bool:
    """Whether a line opens with what credits open with, as "Photo:" and "©" are.

    >>> opens_credit("Photo: Jane Roe"), opens_credit("© AFP"), opens_credit("Example News")
    (True, True, False)
    """
    return _OPENS.match(text) is not None


def credit_parts(text: str) -> list[Part] | None:
    """Return the parts of a credit that its words tell apart; ``None`` where a line credits nobody.

    >>> [(name, "© AFP 2019 / JANE ROE"[start:end]) for name, start, end in credit_parts("© AFP 2019 / JANE ROE")]
    [('agency', 'AFP'), ('year', '2019'), ('photographer', 'JANE ROE')]
    >>> text = "Photo: Jane Roe/Getty Images"
    >>> [(name, text[start:end]) for name, start, end in credit_parts(text)]
    [('photographer', 'Jane Roe'), ('agency', 'Getty Images')]
    >>> credit_parts("Photo: a reader"), credit_parts("Image"), credit_parts("Article content")
    ([], None, None)
    """
    if form := _FORM.match(text):
        spans = {name: form.span(name) for name in ("agency", "year", "photographer") if (form[name] or "").strip()}
        return [Part(name, *span) for name, span in spans.items()]
    opening = _OPENS.match(text)
    at = opening.end() if opening else 0
    if not text[at:].strip(" ()[]:"):
        return None
    found: dict[str, Part] = {}
    for start, end in _pieces(text, at):
        said = text[start:end]
        if year := _YEAR.search(said):
            found.setdefault("year", Part("year", start + year.start(1), start + year.end(1)))
            said = said[: year.start()].rstrip(" ,©")
            end = start + len(said)
        if said and _AGENCY.search(said):
            found.setdefault("agency", Part("agency", start, end))
        elif is_person(said) and not is_organization(said):
            found.setdefault("photographer", Part("photographer", start, end))
    if not opening and "agency" not in found and "photographer" not in found:
        return None
    return sorted(found.values(), key=lambda one: one.start)


def _pieces(text: str, at: int) -> list[tuple[int, int]]:
    """Return where the pieces between strokes stand, without the brackets and marks around them."""
    edges = [(at, at), *(between.span() for between in _BETWEEN.finditer(text, at)), (len(text), len(text))]
    pieces = []
    for (_, start), (end, _) in pairwise(edges):
        said = text[start:end]
        start += len(said) - len(said.lstrip(" ()[]©."))
        end -= len(said) - len(said.rstrip(" ()[]©.:"))
        if start < end:
            pieces.append((start, end))
    return pieces
