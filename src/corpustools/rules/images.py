"""What stands beside images: credits, captions, alternative texts."""

import re
from collections.abc import Collection

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.outline import recurring_suffixes
from corpustools.rules.places import cut, opening_with
from corpustools.text.sentences import ends_sentence
from corpustools.text.suffixes import site_suffix
from corpustools.text.words import count_words

_CREDIT = re.compile(
    r"""(?:
      (?:©|\(c\))\s*[^\W\d_].{0,60}?(?:/|\bvia\b|,)\s*\S          # © AFP 2023 / JANE ROE
    | (?:photo(?:graph|s)?|pictures?|image|foto|credit|bild)(?:\ by|\ credit|\ courtesy\ of)?\s*:\s*\S
    | photo(?:graph)?\ (?:by|courtesy\ of)\s+\S
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_OPENS_CREDIT = frozenset("© c photo photos photograph photographs picture pictures image foto credit bild".split())
_RIGHTS = re.compile(r"all rights reserved|copyright|alle rechte|tous droits|todos los derechos", re.IGNORECASE)


@rule("label", since="0.1", confidence=0.93, label=Label.CREDIT, words=(1, 15), places=opening_with(_OPENS_CREDIT))
def photo_credit(block: DraftBlock, draft: Draft) -> str | None:
    """A short line that opens with © and an agency, or with "Photo:", names who made a picture.

    A credit names an agency, a stroke and a person; a copyright notice opens with a year or ends in
    "all rights reserved", and is not one.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("photo_credit", "© AFP 2019 / JANE ROE")
    [('© AFP 2019 / JANE ROE', 'opens as a credit and names its maker')]

    Abstains:

    >>> where("photo_credit", "© 2019 Example Ltd. All rights reserved.")
    []
    """
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
