"""Lists of links through the site."""

from collections.abc import Collection

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.lines import BULLETS, bare_lines, texts, word_counts
from corpustools.rules.sharing import passing_on
from corpustools.rules.title import head, sections
from corpustools.rules.vocabulary import MENUS
from corpustools.rules.zones import stretch

_ACCOUNTS = frozenset(
    "sign in,sign up,sign out,log in,login,log out,logout,register,subscribe,subscribe now,anmelden,abonnieren,"
    "registrieren,se connecter,s'abonner,s’abonner,iniciar sesión,suscríbete,accedi,abbonati,entrar,assine,inloggen,"
    "logga in,logg inn,log ind,zaloguj,zaloguj się,войти,登录,ログイン".split(",")
)


def _items(draft: Draft) -> Collection[int]:
    """Return the places of the blocks with bullets, outside the article, that have three items of a list near them."""
    shown, numbers = draft.once(texts), draft.once(word_counts)
    first, last = draft.once(head)[0], draft.once(stretch)[1]
    bulleted = [place for place, text in enumerate(shown) if text[:1] in BULLETS]
    items = {place for place in bulleted if len(shown[place]) > 1 and numbers[place] <= 4}
    return [
        place
        for place in bulleted
        if not 0 <= first < place <= last
        and sum(near in items for near in range(place - 3, place + 4)) - (place in items) >= 3
    ]


@rule("label", since="0.1", confidence=0.325, label=Label.NAVIGATION, words=(1, 4), places=_items)
def item_of_menu(block: DraftBlock, draft: Draft) -> str | None:
    """Outside the article, one of a run of short lines with bullets is a link in a menu, whatever it says.

    Menus have buttons' words among their links, and lists of teasers have more words.

    Fires:

    >>> from corpustools.pipeline import where
    >>> [line for line, _ in where("item_of_menu", "* Photos\\n* Subscribe\\n* Obituaries\\n* Local sport")]
    ['* Photos', '* Obituaries', '* Local sport']

    Abstains:

    >>> where("item_of_menu", "Photos\\n* Subscribe\\nObituaries")
    []
    """
    if block.index not in draft.once(_items) or len(block.text) > 40 or block.index in draft.once(passing_on):
        return None
    line = draft.once(bare_lines)[block.index]
    if line in _ACCOUNTS or any(map(str.isdigit, line)):
        return None
    if draft.once(sections)[block.index] in {Label.LEGAL, Label.COMMENTS}:
        return None
    return "one of a run of short lines with bullets"


def _saying_sections_above(draft: Draft) -> Collection[int]:
    """Return the places of the lines above the text that are the name of a section or a standing page."""
    start, lines = draft.once(stretch)[0], draft.once(bare_lines)
    return [place for place in range(start) if lines[place] in MENUS]


@rule("label", since="0.1", confidence=0.65, label=Label.NAVIGATION, words=(1, 4), places=_saying_sections_above)
def section_above_text(block: DraftBlock, draft: Draft) -> str | None:
    """Above the text, a line of nothing but a section's name says where in the site the article stands.

    It is no heading, since nothing stands under it but the article itself.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> where("section_above_text", f"World\\nQuiet Town Waits\\n{text}")
    [('World', 'the name of a section, above the text')]

    Abstains:

    >>> where("section_above_text", f"{text}\\nWorld\\n{text}")
    []
    """
    if draft.is_running(block) is False or block.index >= draft.once(stretch)[0] or len(block.text) > 40:
        return None
    return "the name of a section, above the text" if draft.once(bare_lines)[block.index] in MENUS else None
