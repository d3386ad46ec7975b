"""What stands beside images: credits, captions, alternative texts."""

import re
from collections.abc import Collection

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.lines import line_words
from corpustools.rules.outline import recurring_suffixes
from corpustools.rules.places import cut, holding, opening_with
from corpustools.text.sentences import ends_sentence
from corpustools.text.suffixes import site_suffix
from corpustools.text.words import count_words

_CREDIT = re.compile(
    r"""(?:
      (?:©|\(c\))\s*[^\W\d_].{0,60}?(?:/|\bvia\b|,)\s*\S          # © AFP 2023 / JANE ROE
    | (?:photo(?:graph|s)?|pictures?|image|foto|credit|bild)(?:\ by|\ credit|\ courtesy\ of)?\s*:\s*\S
    | photo(?:graph)?\ (?:by|courtesy\ of)\s+\S
    | (?:photos?|crédits?(?:\ photo)?|images?|bild(?:er)?|fotos?|grafik|kuva|zdjęcie|fot\.|фото|fotografie)
        \s*:?\s*(?:©|\(c\))\s*\S                                   # Bild © Jane Roe
    | (?:crédits?(?:\ photo)?|photographie|fotografía|fotografia|bildquelle|bildrechte|foto-?credits?|kuva|zdjęcie|
        fot\.|фото|fotoğraf|kép|写真|图)\s*[:：]\s*\S
    | (?:illustration|animation|photography|artwork|graphics?|images?)(?:\ and\ \w+)?
        \ by\ (?-i:[A-Z])\S+(?:\ \S+){0,4}$
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_OPENS_CREDIT = frozenset(
    "© c photo photos photograph photographs picture pictures image images foto fotos credit credits crédit crédits "
    "bild bilder bildquelle bildrechte grafik kuva zdjęcie fot фото fotografie photographie fotografía "
    "fotografia fotoğraf kép 写真 图 illustration animation photography artwork graphic graphics".split()
)
_NAMES_PICTURE = re.compile(
    r"[•*\s]*(?:an? |the )?(?:picture|image|photo|photograph|portrait|headshot|screenshot|illustration|profile picture|"
    r"profile photo|avatar|logo) of\s+\S|[•*\s]*(?:bild|foto|porträt|porträtfoto|logo|portrait) (?:von|der|des)\s+\S|"
    r"[•*\s]*(?:photo|image|portrait|logo|foto|imagen|imagem|retrato|immagine|ritratto|photo de profil) "
    r"(?:de|du|des|d'|del|da|do|di|della)\s+\S|[•*\s]*(?:afbeelding|foto|portret|logo) van\s+\S|"
    r"[•*\s]*(?:bilde?|billede|foto|porträtt|portrett|portræt) (?:av|af|på)\s+\S|"
    r"[•*\s]*(?:zdjęcie|logo|portret|fotka|obrázek|logotyp)\s+[^\W\d_]+$|"
    r"[•*\s]*(?:фото|портрет|логотип|изображение)\s+[^\W\d_]+",
    re.IGNORECASE,
)
_LOGOS = frozenset("logo logos logotype logotipo logotyp logotip wordmark favicon avatar логотип лого ロゴ".split())
_PICTURES = frozenset(
    "a an the picture image photo photograph portrait headshot screenshot illustration profile avatar logo bild foto "
    "porträt porträtfoto imagen imagem retrato immagine ritratto afbeelding portret bilde billede porträtt portrett "
    "portræt zdjęcie fotka obrázek logotyp фото портрет логотип изображение".split()
)
_opening_as_credit = opening_with(_OPENS_CREDIT)
_naming_pictures = opening_with(_PICTURES)
_RIGHTS = re.compile(r"all rights reserved|copyright|alle rechte|tous droits|todos los derechos", re.IGNORECASE)


@rule("label", since="0.1", confidence=0.93, label=Label.CREDIT, words=(1, 15), places=_opening_as_credit)
def photo_credit(block: DraftBlock, draft: Draft) -> str | None:
    """A short line that opens with © and an agency, or with "Photo:", names who made a picture.

    A credit names an agency, a stroke and a person; a copyright notice opens with a year or ends in
    "all rights reserved", and is not one.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("photo_credit", "© AFP 2019 / JANE ROE")
    [('© AFP 2019 / JANE ROE', 'opens as a credit and names its maker')]
    >>> page = "Bild © Jane Roe\\nCrédit : Ann Poe\\nArtwork by Jane Roe"
    >>> [line for line, _ in where("photo_credit", page)]
    ['Bild © Jane Roe', 'Crédit : Ann Poe', 'Artwork by Jane Roe']

    Abstains:

    >>> where("photo_credit", "© 2019 Example Ltd. All rights reserved.")
    []
    """
    if block.index not in draft.once(_opening_as_credit):
        return None
    if not _CREDIT.match(block.text) or _RIGHTS.search(block.text) or count_words(block.text) > 15:
        return None
    return "opens as a credit and names its maker"


@rule("label", since="0.1", confidence=0.91, label=Label.CAPTION, requires=frozenset({Label.CREDIT}), places=cut)
def caption_beside_credit(block: DraftBlock, draft: Draft) -> str | None:
    """What stands on one line with a photo credit is the caption.

    On the page credit and caption are two elements under one picture, and nothing else is set there.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("caption_beside_credit", "© AFP 2019 / JANE ROEPeople in the square")
    [('People in the square', 'shares its line with a photo credit')]

    Abstains:

    >>> where("caption_beside_credit", "© AFP 2019 / JANE ROE\\nPeople in the square")
    []
    """
    if block.cut_by is None or draft.label_of(draft.neighbour(block, -1)) is not Label.CREDIT:
        return None
    return "shares its line with a photo credit"


def _ending_in_suffix(draft: Draft) -> Collection[int]:
    """Return the places of the blocks that end in what is appended to two lines of the page at least."""
    suffixes = tuple(suffix.rstrip() for suffix in draft.once(recurring_suffixes))
    return [block.index for block in draft.blocks if block.text.rstrip().endswith(suffixes)] if suffixes else ()


@rule("label", since="0.1", version=2, confidence=0.95, label=Label.ALT, words=(2, 80), places=_ending_in_suffix)
def site_name_after_description(block: DraftBlock, draft: Draft) -> str | None:
    """A line that ends in a dash and a name, as other lines of the page do, is an image's alternative text.

    Content management systems fill the alternative text with a description and append the site's name.
    Once could be chance (or the page's own title, which opens the dump); twice is a system.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "Town Is Quiet\\nA crowd waits - Example News\\nA leader speaks - Example News"
    >>> [line for line, _ in where("site_name_after_description", page)]
    ['A crowd waits - Example News', 'A leader speaks - Example News']

    Abstains:

    >>> where("site_name_after_description", "Town Is Quiet - Mayor\\nA crowd waits - Example News")
    []
    """
    if block.index == 0 or ends_sentence(block.text):
        return None
    suffix = site_suffix(block.text)
    if suffix is None or suffix[0] not in draft.once(recurring_suffixes):
        return None
    return f"ends in “- {suffix[0]}”, as another line does"


_with_logo = holding(_LOGOS)


@rule("label", since="0.1", confidence=0.4, label=Label.ALT, words=(1, 12), places=_naming_pictures)
def named_as_picture(block: DraftBlock, draft: Draft) -> str | None:
    """A short line that opens with "Picture of" or the like, and is no sentence, is an image's alternative text.

    Who sees the image needs not to be told that it is one.

    Fires:

    >>> from corpustools.pipeline import where
    >>> [line for line, _ in where("named_as_picture", "Picture of Jane Roe\\nFoto von Jane Roe\\nBilde av Kari Moe")]
    ['Picture of Jane Roe', 'Foto von Jane Roe', 'Bilde av Kari Moe']

    Abstains:

    >>> where("named_as_picture", "Picture of the town changes with its seasons.\\nPictures of the week")
    []
    """
    text = block.text
    if (
        count_words(text) > 12
        or block.index not in draft.once(_naming_pictures)
        or ends_sentence(text)
        or ":" in text
        or not _NAMES_PICTURE.match(text)
    ):
        return None
    return "says that it is a picture"


@rule("label", since="0.1", confidence=0.33, label=Label.ALT, words=(1, 4), places=_with_logo)
def logo(block: DraftBlock, draft: Draft) -> str | None:
    """Up to four words that end in, or open with, "logo" are the alternative text of one.

    The logo of the site stands in its menu, and those of others among advertising.

    Fires:

    >>> from corpustools.pipeline import where
    >>> [line for line, _ in where("logo", "Example News Logo\\nlogo\\nLogo Example")]
    ['Example News Logo', 'logo', 'Logo Example']

    Abstains:

    >>> where("logo", "New logo for the town\\nLogo download area of our press office")
    []
    """
    if block.index not in draft.once(_with_logo):
        return None
    words = draft.once(line_words)[block.index]
    is_logo = words[-1] in _LOGOS or (words[0] in _LOGOS and len(words) <= 3)
    return "the name of a logo" if is_logo and len(words) <= 4 else None
