"""Forms of lines: that of a name, and that of a byline."""

import re

from corpustools.text.bylines import OTHER_OPENINGS, PARTICLES
from corpustools.text.words import count_words

OPENS = re.compile(
    r"\W{0,3}(?:(?:by|author of the article|written by|posted by|published by|"
    r"(?:analysis|opinion|review|column|interview|report|commentary) by|words by|text by|story by|reported by|"
    r"from our|von|kommentar von|ein kommentar von|par|por|di|door|av|af|tekst|text|texto|autor|autorka|autoren|author|"
    r"authors|reporter|skrevet av|skrevet af|teksti|napisał|автор|текст|yazan|作者|記者|记者|文|取材)(?:\s*:|\b)|撰文|"
    r"(?:interview|entrevista|intervista|gespräch|wywiad|haber)\s*:|"
    r"(?:publicad[oa] por|publié par|pubblicato da|eingestellt von|gepost door|upplagd av|lagt inn av|rozmawiał[ay]?|"
    r"(?:opublikowane|wysłane) przez)\b|"
    rf"(?-i:[Bb]y(?=[A-Z][^\W\d_]))|(?:{'|'.join(OTHER_OPENINGS)})(?:\s*:|(?=\s)))",
    re.IGNORECASE,
)
_FIRST = frozenset(
    "by posted published written analysis opinion review column interview report commentary "
    "words text story reported from von kommentar ein par por di door av af tekst texto autor "
    "autorka autoren "
    "interview entrevista intervista gespräch wywiad haber publicado publicada publié pubblicato eingestellt gepost "
    "upplagd lagt rozmawiał rozmawiała opublikowane wysłane "
    "author authors reporter skrevet teksti napisał автор текст yazan".split()
) | {opening.partition(" ")[0] for opening in OTHER_OPENINGS}
# Words that lines between title and text are written with, and names are not.
_NEVER = frozenset(
    "key points point watch live post posts share article articles photo photos image images news read listen menu "
    "print follow video videos report update updates content contents podcast podcasts newsletter page more section "
    "highlights story stories today comments comment search the this your view all see add save show hide our archive "
    "feed caption watched media line other logo font size table questions frequently asked tested must download guide "
    "how what why bottom synopsis faqs form sizes front advertisement sponsored breaking exclusive home login "
    "subscribe artikel teilen anhören drucken kommentare icon plus follow topics hot dive deeper trends knowledge "
    "base learn about".split()
)
_ROLE = re.compile(
    r"(?:,|\||–|-)\s.{0,60}\b(?:writer|reporter|editor|correspondent|press|staff|redakt\w+|journalist\w*|"
    r"korrespondent\w*|"
    r"reporter\w*|redacción|rédact\w+|bureau|contributor|columnist)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S+@\S+")


def is_name(text: str) -> bool:
    """Whether a line is two to four words with capitals that may name a person, perhaps with a role behind a comma.

    >>> is_name("Jane Q. Roe"), is_name("Ludwig van Beethoven"), is_name("Jane Roe, Staff Writer"), is_name("JANE ROE")
    (True, True, True, True)
    >>> is_name("Read More"), is_name("Oslo"), is_name("Jane Roe 2"), is_name("Is Jane Here?"), is_name("Key Points")
    (False, False, False, False, False)
    """
    if len(text) > 80:
        return False
    role = _ROLE.search(text)
    parts = (text[: role.start()] if role else text).lstrip("•*+| ").replace("/", " ").split()
    if not 2 <= len(parts) <= 5 or parts[0] in PARTICLES or not _NEVER.isdisjoint(map(str.lower, parts)):
        return False
    return all(
        part in PARTICLES
        or (part[0].isupper() and part.strip(".,").replace("-", "").replace("’", "").replace("'", "").isalpha())
        for part in parts
    ) and not any(part.endswith((":", "!", "?")) for part in parts)


def without_addresses(text: str) -> str:
    """Return a line without addresses of mail.

    >>> without_addresses("By Jane Roe | jane@example.org | Example News")
    'By Jane Roe |  | Example News'
    """
    return _ADDRESS.sub("", text) if "@" in text else text


def is_byline(text: str) -> bool:
    """Whether a line opens with a byline's word, and is that word alone or goes on with a capital.

    >>> is_byline("Posted by Jane Roe at 11:12 PM 2 comments:"), is_byline("Interview: Jane Roe")
    (True, True)
    >>> is_byline("By Jane Roe"), is_byline("Von"), is_byline("By the river"), is_byline("Text Input:")
    (True, True, False, False)
    """
    word = text[:12].lower().lstrip(" |•*–-").partition(" ")[0].rstrip(":")
    is_glued = text[:2] in {"By", "by"} and text[2:3].isupper()
    if word not in _FIRST and word[:1] < "\u2e80" and not is_glued:
        return False
    found = OPENS.match(text)
    if found is None or count_words(without_addresses(text)) > 14:
        return False
    rest = text[found.end() :].strip(" :|-–")
    if rest and text.endswith(":") and not any(map(str.isdecimal, rest)):
        return False  # the name of a field: "Text input:"
    return not rest or not rest[0].islower()
