"""Captions and alternative texts that only their place in the article tells."""

from collections.abc import Collection

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.article.byline_forms import is_name
from corpustools.rules.furniture.controls import is_control
from corpustools.rules.lines import BULLETS, bare_lines, texts
from corpustools.rules.outline import is_running
from corpustools.rules.pictures import ends_in_credit, is_of_picture
from corpustools.rules.places import before_cut, inside, right_before, said_again
from corpustools.rules.title import head
from corpustools.rules.vocabulary import BUTTONS, MENUS
from corpustools.rules.zones import stretch
from corpustools.text.words import count_words

_CUT = "credit_ends_caption"


@rule("label", since="0.1", version=2, confidence=0.9, label=Label.CAPTION, words=(3, 80), places=inside)
def credit_ends_line(block: DraftBlock, draft: Draft) -> str | None:
    """Inside the article, a line that says something and ends in a picture's credit is the caption.

    Caption and credit are set in one line below the picture; no sentence of a report ends in "Photo:" and a name,
    nor in © and one.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> page = f"Quiet Town Waits\\n{text}\\nPeople wait in the square (AFP)\\n{text}"
    >>> where("credit_ends_line", page)
    [('People wait in the square (AFP)', 'ends in a credit, inside the article')]
    >>> [line for line, _ in where("credit_ends_line", page.replace("(AFP)", "© Jane Roe/AFP"))]
    ['People wait in the square © Jane Roe/AFP']

    Abstains:

    >>> where("credit_ends_line", page.replace("(AFP)", "(in German)"))
    []
    """
    if len(block.text) > 500 or not ends_in_credit(block.text) or not _is_inside(block, draft):
        return None
    return "ends in a credit, inside the article"


@rule("label", since="0.1", confidence=0.985, label=Label.CAPTION, words=(3, 120), places=before_cut)
def caption_before_credit(block: DraftBlock, draft: Draft) -> str | None:
    """Inside the article, the line from which a picture's credit was cut is the caption.

    The cut says where the credit begins; this rule names what stands before it. Of 500 such lines on pages whose
    running text is known, none belongs to it.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> page = f"Quiet Town Waits\\n{text}\\nPeople wait in the square (Image: GETTY)\\n{text}"
    >>> where("caption_before_credit", page)
    [('People wait in the square', 'before the credit on its line')]

    Abstains:

    >>> where("caption_before_credit", page.replace("(Image: GETTY)", "(in German)"))
    []
    """
    following = draft.neighbour(block, 1)
    is_caption = following is not None and following.cut_by == _CUT and _is_inside(block, draft)
    return "before the credit on its line" if is_caption else None


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
    >>> text = "Nobody in the town knows how long this will last."
    >>> where("said_again_below", f"The square\\nThe square at noon\\n{text}")
    [('The square', 'the next line says it again')]

    Abstains:

    >>> where("said_again_below", "Share\\nShare")
    []
    >>> where("said_again_below", f"{text}\\nLarge Type\\nLarge Type\\nBold Type\\nBold Type\\nNo Type\\nNo Type")
    []
    """
    following = draft.neighbour(block, 1)
    if following is None or len(block.text) < 8 or block.text[:1] in BULLETS or block.text[:7] != following.text[:7]:
        return None
    if not following.text.startswith(block.text) or count_words(block.text) < 2:
        return None
    line = draft.once(bare_lines)[block.index]
    if draft.once(stretch)[0] < 0 or line in MENUS or is_control(line) or _is_in_row_of_pairs(block, draft):
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
    if (
        is_control(draft.once(bare_lines)[block.index])
        or not block.text.startswith(before.text)
        or count_words(before.text) < 2
        or not _is_inside(block, draft)
    ):
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


def _is_inside(block: DraftBlock, draft: Draft) -> bool:
    """Whether a block stands between the title and the text's end, and in no section of something else."""
    return block.index in draft.once(inside)


def _is_in_row_of_pairs(block: DraftBlock, draft: Draft) -> bool:
    """Whether the lines right above or right below are said twice, too: so are the icons and labels of a toolbar."""
    shown, at = draft.once(texts), block.index
    firsts = [place for place in (at - 4, at - 2, at, at + 2, at + 4) if 0 <= place < len(shown) - 1]
    pairs = [place for place in firsts if shown[place] == shown[place + 1] and len(shown[place]) <= 40]
    return at in pairs and any({place, place + 2, place + 4} <= {*pairs} for place in (at - 4, at - 2, at))


def _is_listed(block: DraftBlock | None) -> bool:
    """Whether a block is one of a list of teasers or buttons: short, or no sentence."""
    return block is None or (count_words(block.text) > 4 and not is_running(block))
