"""Credits of pictures."""

import re

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.article.byline_forms import is_name
from corpustools.rules.lines import BULLETS
from corpustools.rules.outline import is_running
from corpustools.rules.places import cut, inside
from corpustools.rules.title import head
from corpustools.rules.zones import stretch
from corpustools.text.words import count_words

_AGENCIES = frozenset(
    "getty reuters afp ap epa dpa shutterstock istock alamy unsplash pixabay pexels imago tass sputnik xinhua "
    "kyodo ansa "
    "efe lusa scanpix ritzau ntb belga anp keystone apa handout wikimedia flickr bloomberg nurphoto anadolu "
    "zuma magnum "
    "cc pap mti čtk ukrinform unian yonhap stock adobe depositphotos picture-alliance image images photo photos "
    "photograph "
    "foto fotos bild bilder photographer credit courtesy source via pool wire pa rex press tt pictures news agency "
    "фото риа новости тасс 写真 共同 提供 代表撮影 图 摄".split()
)
_OF_ANY_PICTURE = frozenset(
    "cc image images photo photos photograph foto fotos bild bilder photographer credit courtesy source via of tt "
    "stock press news agency pictures pool wire".split()
)
_NAMED = re.compile(
    r"\(?(?:(?:image|photo|picture|video|foto|bild)s? (?:by|via|courtesy)\b|"
    r"(?:ap|file|reuters|afp|pool|handout|courtesy) photo|(?:image|photo|picture|foto|fotos|bild|bilder|"
    r"illustration|graphic|grafik|"
    r"credit|source|quelle|kilde|källa|fuente|fonte|źródło|źr\.|photos?|photographie|fotografie|fot\.|kuva|фото|"
    r"источник|写真|图|来源|출처)"
    r"(?: credit| by| courtesy(?: of)?)?\s*[:：/])",
    re.IGNORECASE,
)
_OWNED = re.compile(r"(?:©|\(c\))\s*[^\W\d_][^\d.!?]{3,40}")
_CUT = "credit_ends_caption"
_WORD = re.compile(r"[^\W\d_]+")


@rule("label", since="0.1", confidence=0.75, label=Label.CREDIT, words=(1, 16), places=inside)
def agency_in_article(block: DraftBlock, draft: Draft) -> str | None:
    """Inside the article, a short line that names an agency, or opens with "Image:" or "Source:", is a credit.

    Agencies of pictures are few and known; below a picture their name stands in brackets, after a stroke or alone.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> [line for line, _ in where("agency_in_article", f"Quiet Town Waits\\n(Image: GETTY)\\nDavid Roe / AP\\n{text}")]
    ['(Image: GETTY)', 'David Roe / AP']

    Abstains:

    >>> where("agency_in_article", f"{text}\\nMost read\\nGetty Images sues")
    []
    """
    text = block.text
    if not 2 <= len(text) <= 160 or block.index not in draft.once(inside) or count_words(text) > 16:
        return None
    if _NAMED.match(text) or (_OWNED.fullmatch(text) and block.index < draft.once(stretch)[1]):
        return "opens as a credit, inside the article"
    if count_words(text) > 8:
        return None
    words = _WORD.findall(text.lower())
    named = sum(word in _AGENCIES for word in words)
    if (
        named
        and not _OF_ANY_PICTURE.issuperset(words)
        and (named == len(words) or text[0] == "(" or "/" in text or "Images" in text)
    ):
        return "names an agency of pictures, inside the article"
    return None


@rule("label", since="0.1", confidence=0.985, label=Label.CREDIT, words=(1, 30), places=cut)
def credit_after_caption(block: DraftBlock, draft: Draft) -> str | None:
    """Inside the article, the credit that was cut from a caption is one.

    The cut says where it begins; this rule names it.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> page = f"Quiet Town Waits\\n{text}\\nPeople wait in the square (Image: GETTY)\\n{text}"
    >>> where("credit_after_caption", page)
    [('(Image: GETTY)', 'behind the caption on its line')]

    Abstains:

    >>> where("credit_after_caption", page.replace("(Image: GETTY)", "(in German)"))
    []
    """
    return "behind the caption on its line" if block.cut_by == _CUT and block.index in draft.once(inside) else None


@rule("label", since="0.1", confidence=0.045, label=Label.CREDIT, words=(1, 3), places=inside)
def name_in_article(block: DraftBlock, draft: Draft) -> str | None:
    """Inside the article, up to three words with capitals before running text are a credit.

    Where a picture has no caption, the name of its maker is all that stands below it.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> where("name_in_article", f"Quiet Town Waits\\n{text}\\nJane Roe\\n{text}")
    [('Jane Roe', 'a name inside the article, before running text')]

    Abstains:

    >>> where("name_in_article", f"{text}\\nJane Roe")
    []
    """
    text = block.text
    if not 2 <= len(text) <= 50 or not text[0].isupper() or count_words(text) > 3:
        return None
    if block.index not in draft.once(inside):
        return None
    if not text.isupper() and not (is_name(text) if count_words(text) > 1 else block.index > draft.once(head)[1]):
        return None
    following = draft.neighbour(block, 1)
    if following is None or not (is_running(following) or following.text[:1] in BULLETS):
        return None
    return "a name inside the article, before running text"
