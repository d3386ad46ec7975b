"""Captions, credits and alternative texts that only their place in the article tells."""

import re
from collections.abc import Collection

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.head import is_name
from corpustools.rules.lines import BULLETS, bare_lines
from corpustools.rules.outline import is_running
from corpustools.rules.pictures import ends_in_credit, is_of_picture
from corpustools.rules.places import inside, right_before, said_again
from corpustools.rules.title import head
from corpustools.rules.vocabulary import BUTTONS, MENUS
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
    if not 2 <= len(text) <= 160 or not _is_inside(block, draft) or count_words(text) > 16:
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


@rule("label", since="0.1", confidence=0.9, label=Label.CAPTION, words=(3, 80), places=inside)
def credit_ends_line(block: DraftBlock, draft: Draft) -> str | None:
    """Inside the article, a line that says something and ends in a picture's credit is the caption.

    Caption and credit are set in one line below the picture; no sentence of a report ends in "Photo:" and a name.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> page = f"Quiet Town Waits\\n{text}\\nPeople wait in the square (Image: GETTY)\\n{text}"
    >>> where("credit_ends_line", page)
    [('People wait in the square (Image: GETTY)', 'ends in a credit, inside the article')]

    Abstains:

    >>> where("credit_ends_line", page.replace("(Image: GETTY)", "(in German)"))
    []
    """
    if len(block.text) > 500 or not ends_in_credit(block.text) or not _is_inside(block, draft):
        return None
    return "ends in a credit, inside the article"


@rule(
    "label",
    since="0.1",
    confidence=0.285,
    label=Label.CAPTION,
    requires=frozenset({Label.CREDIT}),
    words=(2, 80),
    places=right_before(Label.CREDIT),
)
def line_before_credit(block: DraftBlock, draft: Draft) -> str | None:
    """Inside the article, the line right before a credit is the caption.

    Of what is no running text, nothing else stands there.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> where("line_before_credit", f"Quiet Town Waits\\nPeople in the square\\nPhoto: Jane Roe\\n{text}")
    [('People in the square', 'right before a credit')]

    Abstains:

    >>> where("line_before_credit", f"Quiet Town Waits\\nPeople in the square\\n{text}")
    []
    """
    following = draft.neighbour(block, 1)
    if draft.label_of(following) is not Label.CREDIT or draft.label_of(block) is Label.CREDIT:
        return None
    if not _is_inside(block, draft) or count_words(block.text) < 2 or draft.once(bare_lines)[block.index] in BUTTONS:
        return None
    if count_words(block.text) < 4 and following is not None and not is_of_picture(following, draft):
        return None  # a name that is taken for a credit, below another
    return "right before a credit"


def _said_again_below(draft: Draft) -> Collection[int]:
    """Return the places of the blocks that the next one says again."""
    return [place - 1 for place in draft.once(said_again)]


@rule("label", since="0.1", confidence=0.39, label=Label.ALT, words=(2, 120), places=_said_again_below)
def said_again_below(block: DraftBlock, draft: Draft) -> str | None:
    """A line of two words or more that the next line says again, or begins to, is an image's alternative text.

    Dumps give the alternative text where the image stood; the caption or the teaser's title follows
    with the same words.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("said_again_below", "The square\\nThe square at noon\\nNobody in the town knows how long this will last.")
    [('The square', 'the next line says it again')]

    Abstains:

    >>> where("said_again_below", "Share\\nShare")
    []
    """
    following = draft.neighbour(block, 1)
    if following is None or len(block.text) < 8 or block.text[:1] in BULLETS or block.text[:7] != following.text[:7]:
        return None
    if not following.text.startswith(block.text) or count_words(block.text) < 2:
        return None
    if draft.once(stretch)[0] < 0 or draft.once(bare_lines)[block.index] in MENUS:
        return None
    return "the next line says it again"


@rule("label", since="0.1", confidence=0.37, label=Label.CAPTION, words=(2, 120), places=said_again)
def said_again_above(block: DraftBlock, draft: Draft) -> str | None:
    """Inside the article, a line that says again what the line before it says is the caption.

    The first of the two is the image's alternative text.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> page = f"Quiet Town Waits\\nPeople in the square\\nPeople in the square\\n{text}"
    >>> where("said_again_above", page)
    [('People in the square', 'the line before it says it, too')]

    Abstains:

    >>> where("said_again_above", page.replace("Quiet Town Waits\\nPeople in the square", "Quiet Town Waits"))
    []
    """
    before = draft.neighbour(block, -1)
    if before is None or len(block.text) < 8 or before.text[:7] != block.text[:7]:
        return None
    if not block.text.startswith(before.text) or count_words(before.text) < 2 or not _is_inside(block, draft):
        return None
    if is_name(before.text) and block.index < draft.once(head)[1]:
        return None  # the author, below a portrait
    return "the line before it says it, too"


@rule("label", since="0.1", confidence=0.046, label=Label.CAPTION, words=(5, 40), places=inside)
def line_in_article(block: DraftBlock, draft: Draft) -> str | None:
    """Inside the article, a line of five words or more that is no running text is a caption.

    Teasers stand there too, but below titles that say so.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> where("line_in_article", f"Quiet Town Waits\\n{text}\\nPeople wait in the square\\n{text}")[0]
    ('People wait in the square', 'no running text, inside the article')

    Abstains:

    >>> where("line_in_article", f"{text}\\nPeople wait in the square")
    []
    """
    if (
        len(block.text) < 12
        or block.text[:1] in BULLETS
        or not _is_inside(block, draft)
        or not 5 <= count_words(block.text) <= 40
    ):
        return None
    beside = (draft.neighbour(block, -1), draft.neighbour(block, 1))
    if draft.is_weighed and not any(
        other and (draft.is_running(other) or is_of_picture(other, draft)) for other in beside
    ):
        return None
    if (
        block.index < draft.once(head)[1]
        or _is_listed(draft.neighbour(block, -1))
        or _is_listed(draft.neighbour(block, 1))
    ):
        return None
    return "no running text, inside the article"


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
    if not 2 <= len(text) <= 50 or not text[0].isupper() or not _is_inside(block, draft) or count_words(text) > 3:
        return None
    if not text.isupper() and not (is_name(text) if count_words(text) > 1 else block.index > draft.once(head)[1]):
        return None
    following = draft.neighbour(block, 1)
    if following is None or not (is_running(following) or following.text[:1] in BULLETS):
        return None
    return "a name inside the article, before running text"


def _is_inside(block: DraftBlock, draft: Draft) -> bool:
    """Whether a block stands between the title and the text's end, and in no section of something else."""
    return block.index in draft.once(inside)


def _is_listed(block: DraftBlock | None) -> bool:
    """Whether a block is one of a list of teasers or buttons: short, or no sentence."""
    return block is None or (count_words(block.text) > 4 and not is_running(block))
