"""Who signs an article: names and organisations out of what bylines and markup say."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpustools.text.calendar import is_of_time, says_when
from corpustools.text.dates import find_dates
from corpustools.text.words import without_signs

OTHER_OPENINGS = (
    *("بقلم", "كتبت", "كتب", "إعداد", "מאת", "نویسنده", "लेखक", "द्वारा", "ผู้เขียน", "tác giả", "oleh", "penulis"),
    *("írta", "szerző", "piše", "avtor", "συντάκτης", "γράφει", "höfundur", "skribent", "forfatter", "kirjoittaja"),
)
"""What bylines open with in languages of which few pages were seen; a colon, a dash or a space follows."""
_BY = (
    r"article by|written by|words by|text by|story by|reported by|posted by|published by|by|ein kommentar von|"
    r"kommentar von|geschrieben von|von|par|por|escrito por|di|door|av|af|skrevet av|skrevet af|"
    r"publicad[oa] por|publié par|pubblicato da|eingestellt von|gepost door|upplagd av|lagt inn av|rozmawiał[ay]?|"
    r"(?:opublikowane|wysłane) przez"
)
# "By our correspondent in Oslo, Jane Roe", "Von unserem Redakteur Karl Meier"
_OUR = (
    r"(?:our|unser(?:em|er)|notre|nuestr[oa]|nosso|nossa|onze|vår|vores)\s+(?:own\s+|staff\s+|special\s+)?"
    r"(?:correspondent|reporter|writer|editor|\w*redakteur(?:in)?|\w*korrespondent(?:in)?|\w*reporter(?:in)?|"
    r"mitarbeiter(?:in)?|autor(?:in)?|correspondante?|envoyée?\s+spéciale?|corresponsal|correspondente|redacteur|"
    r"verslaggever)(?:\s+in\s+[A-Z]\w+)?\s*[,:]?\s+(?-i:(?=[A-Z]))"
)
_OPENS = re.compile(
    rf"\W{{0,3}}(?:(?:{_BY}|reviewed by|from|authors?|written|verfasst von|autor(?:in|en|ka|a|e|es)?|text|texte|texto|"
    r"interview|entrevista|intervista|gespräch|wywiad|haber|"
    r"testo|tekst|écrit par|a cura di|napisał|автор|текст|yazan|작성자|글|作者|撰文|文|記者|记者|"
    r"责任编辑|責任編集)\s*[:：]\s*|"
    rf"(?:{'|'.join(OTHER_OPENINGS)})(?:\s*[:：–-]\s*|\s+)|(?-i:[Bb]y(?=[A-Z][^\W\d_]))|"
    rf"(?:記者|记者|撰文|文|取材)(?:\s*[/／]\s*|\s+)|(?:{_BY})\s+(?:{_OUR})?|"
    r"(?:本報|本报)?(?:記者|记者)(?=[\u4e00-\u9fff]{2,4}(?:[／/\s)）]|$))|"
    r"(?-i:[Ττ](?:ου|ης|ων)\s+(?=[Α-ΩΆ-Ώ][α-ωά-ώ]+\s[Α-ΩΆ-Ώ])))",
    re.IGNORECASE,
)
# Dumps drop the space between elements: "Jane RoeNews Reporter", "15dJane Roe".
_GLUED = re.compile(
    r"(?<=[a-zß-ÿ])(?=(?:[A-Z][\w&’'-]*\s){0,4}(?:Reporter|Editor|Writer|Correspondent|Journalist|Columnist|Contributor|"
    r"Producer|Photographer|Korrespondent|Redakteur|Redaktor|Reporter|Autor|Chefreporter|Published|Updated|Posted)(?:in)?\b)|^\W*\d+(?:min|[dhm])\s?(?=[A-Z])"
)
_BETWEEN = re.compile(
    r"\s*(?:[,;|•·⋅∙‧●▪、；，]|\s[–—-]\s|&(?!\w)|\s/\s|(?<=[a-zß-ÿ])/(?=[A-ZÀ-Þ][a-zß-ÿ])|／|\b(?:and|und|et|og|och|oraz|en|with|mit)\b(?=\s)|\s(?:y|e|и|i|та|ve)\s)\s*",
    re.IGNORECASE,
)
_DROPPED = re.compile(
    r"(?:headshot|portrait|photo|picture|(?:profile )?(?:image|picture|photo)|avatar|\w*profilbild) (?:of|von|de)\b|"
    r"\b(?:author |profile )?(?:photo|headshot|avatar)$|\bfollow(?:ing)?$|^social links for\b|"
    r"https?:\S+|www\.\S+|\S+@\S+\.\S+|@\w+|\([^()]*\)|\[[^\[\]]*\]|\d{4}年.*|"
    r"\b(?:\d+[ -]min(?:ute)?s?\.?|long) read\b|"
    r"\b(?:updated?|(?:published|posted)(?! by\b)|last modified|aktualisiert|veröffentlicht|publié|mis à jour|"
    r"publicado|actualizado|опубликовано|(?:special|exclusive)(?:ly)? (?:to|for) (?:the )?(?=\w))\b[^|]*|"
    r"(?-i:\b(?:GMT|UTC|[ECMPBI][SD]?T|CES?T|MSK)\b)|"
    r"\bon(?: [^\W\d_]+day)?,?\s*(?=\||$)|\b(?:\d+|no) comments?\b|"
    r"(?:\s(?:at|um|à(?:\(s\))?|às|a las|en|alle|ore|op|om|kl\.?|o|na|на|в))?\s*"
    r"\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\b\.?|uhr\b)?(?:\s*\(?(?:gmt|utc|[a-z]?[ce]?[sd]t|ist)\b\)?)?(?:\s+on\b)?|\s외\s\d+명",
    re.IGNORECASE | re.DOTALL,
)
_ROLE = re.compile(
    r"\b(?:writers?|reporters?|reporting|editors?|correspondents?|columnists?|journalist\w*|producers?|photographers?|"
    r"authors?|analyst|freelancer?|anchor|blogger|chief|senior|director|manager|president|founder|ceo|cto|"
    r"officer|coordinator|head of|specialist|strategist|expert|professor|lecturer|advisor|consultant|critic|"
    r"\w*redakteur\w*|redaktor\w*|\w*korrespondent\w*|reporterin|volontär\w*|autorin|chefredakt\w*|"
    r"rédact\w+|envoyée?|redactor\w*|periodista|corresponsal|giornalista|inviato|jornalista|repórter|verslaggever|"
    r"корреспондент\w*|журналист\w*|обозреватель)\b",
    re.IGNORECASE,
)
# What stands between a name and an office: "Jane Roe Travel News Reporter".
_DEPARTMENT = re.compile(
    r"(?:travel|news|lifestyle|wellness|health|sports?|football|politics|political|showbiz|entertainment|celebrity|tv|film|"
    r"music|business|money|consumer|finance|economics?|tech|technology|science|education|environment|climate|crime|royal|"
    r"features?|world|us|uk|national|local|general|digital|audience|content|trends?|social|deputy|assistant|associate|"
    r"managing|executive|lead|leading|special|data|investigat\w+|contributing|freelance|staff|hub|group|site|copy|"
    r"leitende[rn]?|stellvertretende[rn]?|ressortleiter\w*|politik|wirtschaft|sport|\w*redakt\w+|\w*report\w*|historian|writer|"
    r"photographer|illustrator|nyhetsjournalist)",
    re.IGNORECASE,
)
# The same, where an office follows; alone they end names of organizations: "Field Level Media".
_DESK = re.compile(
    r"city|metro|courts?|transport|housing|arts?|books?|food|fashion|beauty|style|property|media|parliament\w*",
    re.IGNORECASE,
)
# "Jane Roe The Example Press"
_PRESS = re.compile(r"(?<=[^\W\d_])\sThe\s[A-Z].*")
# "Jane Roe in Oslo and Ann Poe at the Example Ground"
_WHERE = re.compile(r"(?<=\w)\s(?:in|at|aus|à|en|i)\s(?:the\s)?[A-ZÀ-Þ].*")
# "記者王小明／台北報導"
_FILED = re.compile(r"\w{2,6}(?:報導|报导|报道)")
# "Jane RoeJane Roe": the alternative text of a portrait, and the name below it.
_TWICE = re.compile(r"^(.{5,40}\S) ?\1$")
# What buttons and labels beside a byline are written with.
_NO_NAME = frozenset(
    "bio posts view more contributions comments follow share tools released read profile rated member newbie moderator "
    "poster joined".split()
)
# What a name is signed with that has an office's word, and no name: "Jane Roe, Contributor".
_OFFICE_ALONE = re.compile(r"(?:(?:guest|senior|staff|community|forum|freelance)\s)?contributors?", re.IGNORECASE)
_SOURCE = re.compile(r"(?:sources?|quelle|fonte|fuente|kilde|källa|bron|źródło)\s?:\s?", re.IGNORECASE)
_DEGREE = re.compile(
    r"(?:ph\.?\s?d|m\.?d|m\.?s|m\.?a|m\.?b\.?a|r\.?d\.?n?|r\.?n|dvm|do|jd|esq|jr|sr|cpp|psp|cpa|cfp|rpt|lcsw|mph|"
    r"e-?ryt\s?\d*|ryt\s?\d*|fom?a|dabom|pharmd|faafp|facp|ldn?|cscs)\.?",
    re.IGNORECASE,
)
_CJK_ROLE = re.compile(r"\s*(?:기자|특파원|記者|记者|编辑)$")
_AGENCIES = (
    r"reuters|afp|dpa|ap|apa|sda|ansa|efe|tass|xinhua|kyodo|pti|ritzau|ntb|tt|belga|anp|lusa|interfax|upi|sid|epd|kna"
)
_AGENCY = re.compile(rf"(?:{_AGENCIES})(?:\s?[/,]\s?(?:{_AGENCIES}))*", re.IGNORECASE)
_ORGANIZATION = re.compile(
    r"\b(?:news\w*|staff|team|redaktion\w*|redacci[oó]n|rédaction|redazione|redação|press\w*|presse\w*|agenc\w+|agentur|"
    r"editors|editorial|media|desk|online|web|group|ltd|inc|llc|gmbh|corp|magazine|times|today|university|institute|cent(?:er|re)|"
    r"foundation|association|society|company|committee|department|bureau|office|service|services|tv|radio|channel|"
    r"daily|gazette|telegram|tribune|herald|courier|chronicle|sentinel|enquirer|"
    r"contributors?|authority|ministry|police|council|museum|archives?|marketing|studio|bank|global|wire|nachrichten|zeitung|journal|admin|administrator|guest|network|"
    rf"{_AGENCIES})\b"
    r"|\.(?:com|org|net|de|at|ch|fr|it|es|co|uk|se|no|cz|pl|ru|io|in)\b|新聞|新闻|日報|日报|網|网|通信社|뉴스|新社",
    re.IGNORECASE,
)
AND = ("and", "und", "et", "y", "e", "og", "och", "en", "i", "и", "та", "ve")
"""What joins the last of several names to the others."""
_JOINERS = frozenset({",", ";", "&", "/", *AND})
_MOST_WORDS = 6  # of a person's name
_LETTER = re.compile(r"[^\W\d_]")
PARTICLES = frozenset("de del della da di dos van von der den la le bin al el af av ter ten du zu y e i".split())


class Signatory(NamedTuple):
    """Who signs, as it stands in the text, and whether it is an organisation by its words.

    >>> signatories("By Jane Roe and Reuters")
    [Signatory(name='Jane Roe', is_organization=False), Signatory(name='Reuters', is_organization=True)]
    """

    name: str
    is_organization: bool


def signatories(text: str) -> list[Signatory]:
    """Return who signs by what a byline says; roles, degrees, addresses, handles and times sign nothing.

    An organisation behind a person is where that person works. One that "and" joins to a person signs, too.

    >>> line = "By Jane Roe, Staff Writer, and John Public | jane@example.org | 5 June 2015"
    >>> [name for name, _ in signatories(line)]
    ['Jane Roe', 'John Public']
    >>> [name for name, _ in signatories("By June May, Reuters | Monday, Nov 12, 2024 9:41 AM EST")]
    ['June May']
    >>> [name for name, _ in signatories("By Jane Roe, Ann Poe and Example Press")], signatories("Quelle: dpa")[0].name
    (['Jane Roe', 'Ann Poe', 'Example Press'], 'dpa')
    >>> [name for name, _ in signatories("Jane Roe/Ann Doe, Contributor")], signatories("Ann Doe 3 minute read")[0].name
    (['Jane Roe', 'Ann Doe'], 'Ann Doe')
    >>> [name for name, _ in signatories("ByJane RoeMay 5, 20153 comments")], signatories("بقلم: ليلى حداد")[0].name
    (['Jane Roe'], 'ليلى حداد')
    >>> [name for name, _ in signatories("Jane RoeNews Reporter")], signatories("Jane Roe Travel Editor")[0].name
    (['Jane Roe'], 'Jane Roe')
    >>> signatories("Von unserem Redakteur Karl Meier")[0].name, signatories("（记者 李文静）")[0].name
    ('Karl Meier', '李文静')
    >>> [name for name, _ in signatories("Jane Roe in Oslo and Ann Doe at Example Ground")]
    ['Jane Roe', 'Ann Doe']
    >>> signatories("Posted by Jane Roe at 11:12 PM")[0].name, signatories("記者王小明／台北報導")[0].name
    ('Jane Roe', '王小明')
    >>> [name for name, _ in signatories("Jane Roe, who teaches the history of small towns ⋅ Ann Doe")]
    ['Jane Roe', 'Ann Doe']
    >>> signatories("Von Jane Roe, dpa"), signatories("https://example.org/jane"), signatories("105092")
    ([Signatory(name='Jane Roe', is_organization=False)], [], [])
    """
    before, _, behind = text.strip().partition("   ")
    # Papers of one house set theirs behind the name: "Jane Roe   Island Post".
    text = before if behind and is_person(before) else text
    text = _GLUED.sub(" | ", " ".join(text.split()))
    for found_date in reversed(find_dates(text)):
        text = f"{text[: found_date.start]} | {text[found_date.end :]}"
    opening = _OPENS.match(f"{text} ")
    text = _DROPPED.sub(" | ", text[opening.end() :] if opening else text)
    found: dict[str, Signatory] = {}
    for piece, is_joined in _pieces(text):
        name = _CJK_ROLE.sub("", piece.strip(" \t.,:;|–—-/*\"“”„»«›‹'（）"))
        again = _OPENS.match(name)
        name = _SOURCE.sub("", name[again.end() :] if again else name)
        if not name or len(name) > 80 or _LETTER.search(name) is None or _DEGREE.fullmatch(name):
            continue
        if _FILED.fullmatch(name) or _OFFICE_ALONE.fullmatch(name):
            continue
        if any(character.isdigit() for character in name) and (len(name.split()) > 2 or says_when(name)):
            continue
        # A day of the week, between a name and a date: who is called May or Jan signs first, with a capital.
        if (found or name.islower()) and " " not in name and is_of_time(name):
            continue
        if _ROLE.search(name) is not None or any(map(_DEPARTMENT.fullmatch, name.split()[2:])):
            name = _before_office(name)
        name = _TWICE.sub(r"\1", _PRESS.sub("", name))
        before = _WHERE.sub("", name)
        name = before if before != name and is_person(before) else name
        first, _, others = name.partition(" ")
        if first.isalpha() and first.islower() and others and not others.islower() and first not in PARTICLES:
            continue  # "in News", "for Example Press"
        if len(name.split()) > _MOST_WORDS and not is_organization(name):
            continue  # a place of work, a field of studies
        if name and _NO_NAME.isdisjoint(name.lower().split()):
            each = Signatory(name, is_organization(name))
            if each.is_organization and not is_joined and any(_is_of_person(other) for other in found.values()):
                continue
            found.setdefault(name.casefold(), each)
    return list(found.values())


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield what stands between the signs and words that part names, and whether "and" stands before it."""
    at, is_joined = 0, False
    for between in _BETWEEN.finditer(text):
        yield text[at : between.start()], is_joined
        at, is_joined = between.end(), any(sign.isalpha() or sign == "&" for sign in between[0])
    yield text[at:], is_joined


def _is_of_person(each: Signatory) -> bool:
    return not each.is_organization and is_person(each.name)


def _before_office(text: str) -> str:
    """Return the person's name that stands before an office on the same line, or nothing."""
    parts = text.split()
    kinds = (_ROLE, _DEPARTMENT, _DESK) if _ROLE.search(text) else (_DEPARTMENT,)
    offices = [at for at, part in enumerate(parts) if any(kind.fullmatch(part) for kind in kinds)]
    name = " ".join(parts[: offices[0]]) if offices else ""
    return name if is_person(name) else ""


def joins_names(text: str) -> bool:
    """Whether a line is a comma or "and", and nothing else, as it stands between the names of a byline.

    >>> joins_names(","), joins_names(" und "), joins_names("And"), joins_names("and Ann Doe")
    (True, True, False, False)
    """
    return len(text) < 12 and text.strip() in _JOINERS


def opens_byline(text: str) -> bool:
    """Whether a text opens with a byline's word, and goes on with a capital or in a script without.

    >>> opens_byline("By Jane Roe"), opens_byline("Von unserer Redaktion"), opens_byline("Jane Roe")
    (True, False, False)
    """
    found = _OPENS.match(text)
    return found is not None and found.end() < len(text) and not text[found.end()].islower()


def is_organization(name: str) -> bool:
    """Whether a name has the words or the form of an organisation's: "News", "Staff", an agency, an acronym.

    >>> [is_organization(name) for name in ("Example News", "AFP", "SRF", "dpa", "Jane Roe", "JANE ROE")]
    [True, True, True, True, False, False]
    """
    if _ORGANIZATION.search(name):
        return True
    return 2 <= len(name) <= 5 and name.isupper() and name.isascii() and name.isalpha()


def is_agency(text: str) -> bool:
    """Whether a text is the short name of a news agency, or of several, and nothing else.

    >>> is_agency("dpa"), is_agency("AFP/dpa"), is_agency("Quelle: dpa"), is_agency("dpa meldet"), is_agency("Oslo")
    (True, True, True, False, False)
    """
    return len(text) < 40 and _AGENCY.fullmatch(_SOURCE.sub("", text.strip(), count=1)) is not None


def is_person(name: str) -> bool:
    """Whether a name has the form of a person's: two to five words with capitals, or a script that has none.

    >>> [is_person(name) for name in ("Jane Q. Roe", "Ludwig van Beethoven", "Oslo", "Read more", "Jane Roe 2")]
    [True, True, False, False, False]
    >>> is_person("구현모"), is_person("सलमा शर्मा")
    (True, True)
    """
    parts = name.split()
    if not name.isascii() and not any(character.isupper() or character.islower() for character in name):
        return 2 <= len(name) <= 20 and all(part.isalpha() for part in without_signs(name).split())
    return (
        2 <= len(parts) <= 5
        and parts[0] not in PARTICLES
        and all(part in PARTICLES or (part[0].isupper() and re.sub(r"[.\-’'‘`]", "", part).isalpha()) for part in parts)
    )
