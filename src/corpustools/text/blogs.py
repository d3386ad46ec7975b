"""What programs for blogs write below an entry: where it is filed, when it was posted, and by whom."""

import re

_WHOLE = (
    r"this (?:entry|post|article) was (?:posted|published|written|filed)|dieser (?:beitrag|eintrag|artikel) wurde|"
    r"cet(?:te)? (?:article|entrée) (?:a été|est)|cet article, publié|esta entrada (?:fue|se)|"
    r"quest[oa] (?:articolo|voce) è stat[oa]|est[ae] (?:artigo|entrada) foi|dit bericht (?:is|werd)|"
    r"det här inlägget|dette innlegget ble|dette indlæg blev|ten wpis został|запись опубликована"
)
_SHORT = (
    r"posted in|filed in|veröffentlicht (?:in|unter)|publié dans|publicado en|pubblicato in|publicado em|geplaatst in|"
    r"publicerat i|publisert i|udgivet i|opublikowano w|опубликовано в"
)
_FILED = re.compile(rf"\W{{0,3}}(?:(?:{_WHOLE})\b.{{4,300}}|(?:{_SHORT})\b.{{2,120}}[^.!?])", re.IGNORECASE)
_BY = re.compile(
    r"\s(?:by|von|par|por|da|door|av|af|przez|автором)\s+(?P<who>[^\W\d_][^.,|•\n]{1,40}?)"
    r"(?=\s+(?:on|in|am|at|le|el|il|em|op|den|unter|and tagged)\s|\s*[.,|•]|\s*$)",
    re.IGNORECASE,
)


def is_filed(line: str) -> bool:
    """Whether a line says where an entry of a blog is filed.

    >>> is_filed("This entry was posted in Boats and tagged paper by Jane."), is_filed("Posted in Boats | 2 Comments")
    (True, True)
    >>> is_filed("Posted in 1912 to Cairo, he never came home."), is_filed("Posted in")
    (False, False)
    """
    return len(line) <= 320 and _FILED.fullmatch(line) is not None


def posted_by(line: str) -> tuple[int, int] | None:
    """Return where in such a line the name of who posted stands.

    >>> line = "This entry was posted in Boats and tagged paper on January 30, 2014 by Jane."
    >>> start, end = posted_by(line)
    >>> line[start:end]
    'Jane'
    >>> posted_by("This entry was posted in Boats.") is None
    True
    """
    found = list(_BY.finditer(line))
    return found[-1].span("who") if found else None
