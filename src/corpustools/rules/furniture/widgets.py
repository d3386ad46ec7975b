"""Single lines that are no text: buttons, links through the site, networks, notices, placeholders."""

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.lines import BULLETS, bare_lines, crowd
from corpustools.rules.places import opening_in_no_letter, saying, with_any
from corpustools.rules.sharing import passing_on
from corpustools.rules.title import head, is_in_menus, sections
from corpustools.rules.vocabulary import BUTTONS, MENUS
from corpustools.rules.zones import stretch
from corpustools.text.words import count_words

_ASKING = (
    "sign up|sign in|sign out|log in|log out|subscribe|click|please enter|please refresh|please wait|"
    "please try|please check|please log|please sign|thank you for|thanks for|enter |press enter|"
    "toggle|email|e-mail|your email|your name|your account|your comment|forgot|already a |"
    "already have|already subscribed|already registered|don't have an account|do not have an account|"
    "don't show|create an|get the latest|get breaking|get our|get weekend|get news|join |"
    "by subscribing|by signing|by clicking|loading|image 1|image 2|photo 1|slide |open in|opens in|"
    "new to |i would like|you can|you have|you are|you must|you will|you need|we are having|"
    "this field|this site is protected|error|invalid|something went wrong|post was not|sorry|"
    "no thanks|add us|add to|view this|view the|view our|see all|see more|show all|show more|"
    "read more|read the full|listen |watch |download |enable |question of|poll|newsletter|"
    "daily newsletter|weekly newsletter|breaking news alert|search |manage |want to |would you|"
    "jetzt |bitte |artikel anhören|artikel merken|zum newsletter|zum abo|starten sie|hier |"
    "melden sie|geben sie|vous avez|vous pouvez|vous possédez|vous devez|vous êtes|vous ignorez|"
    "pour ajouter|pour plus|pour continuer|ce message|lecture|il vous reste|cliquez|en cliquant|"
    "abonnez|inscrivez|connectez|se connecter|s'abonner|votre |recevez|du kan|du er|du har|"
    "denne funktion|artiklen|hver måned|modtageren|se en oversigt|allerede|her kan du|ønsker du|"
    "emnet|vi har|log ind|giv |logg inn|bli |meld |få |haz |ingresa|recibe|suscríbete|regístrate|"
    "ya eres|ya tienes|inicia|iscriviti|accedi|inserisci|hai |sei |cadastre|receba|assine|insira|"
    "já é|meld je|schrijf|ontvang|al abonnee|logga|skriv|du måste|har du|masz|zaloguj|zapisz|"
    "nie masz|podaj|wpisz|подпи|войдите|введите|зарегистр|уже |нажмите|登录|注册|请|この記事は|ログイン|会員|"
    "無料|続きを|"
)


def _by_start(listed: str) -> Mapping[str, tuple[str, ...]]:
    """Put phrases together that open with the same two letters."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in filter(None, listed.split("|")):
        found[phrase[:2]] = (*found.get(phrase[:2], ()), phrase)
    return MappingProxyType(found)


_ASKS = _by_start(_ASKING)
# A chain of words is looked at from its start alone: from each letter it would take time with the square of its length.
_PLACEHOLDER = re.compile(
    r"\{\{|(?<![a-z])(?<![a-z]_)[a-z]+(?:_[a-z]+)+$|"
    r"\[\[|<%|\$\{|\{%|\[object Object\]|^\W*%\d?\$?[sd]\b|^\W*\{\d\}\W*$|"
    r"^\W*(?:\$\w+(?:\.\w+)*\([^)]*\)|\w+(?:\.\w+)*\(\))\W*$|"
    r"^\W*\[/?[a-z]+(?:[_-][a-z]+)+(?: \w+=.*)?\]|^cookielawinfo-"
)
_STROKES = frozenset("•‣▪●◦*+·|/-–—")


@rule("label", since="0.1", confidence=0.32, label=Label.INTERFACE, words=(0, 8), places=saying(BUTTONS))
def button(block: DraftBlock, draft: Draft) -> str | None:
    """A line of nothing but the words of a button, a field or a player is part of the interface.

    As :func:`interface_word`, with more words, some of which an article may use alone on a line.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("button", "• E-mail-adresse")
    [('• E-mail-adresse', 'the words of a button or a field')]

    Abstains:

    >>> where("button", "The dark")
    []
    """
    return "the words of a button or a field" if draft.once(bare_lines)[block.index] in BUTTONS else None


@rule("label", since="0.1", confidence=0.26, label=Label.NAVIGATION, words=(0, 8), places=saying(MENUS))
def menu_word(block: DraftBlock, draft: Draft) -> str | None:
    """A line of nothing but the name of a section or a standing page is a link through the site.

    Menus of all sites name the same pages: politics, sport, contact, terms of use.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("menu_word", "* Terms of Use")
    [('* Terms of Use', 'the name of a section or a standing page')]

    Abstains:

    >>> where("menu_word", "Politics of the town")
    []
    """
    if len(block.text) > 60 or draft.once(bare_lines)[block.index] not in MENUS:
        return None
    if draft.once(crowd)[block.index] > 0.5 and block.text[:1] not in BULLETS:
        return None
    return "the name of a section or a standing page"


_sharing_in_japanese = with_any("共有")


def _naming_networks(draft: Draft) -> Collection[int]:
    """Return the places of the blocks that name networks, or ask to share."""
    return {*draft.once(passing_on), *_sharing_in_japanese(draft)}


@rule("label", since="0.1", confidence=0.36, label=Label.SHARE, words=(0, 20), places=_naming_networks)
def network_line(block: DraftBlock, draft: Draft) -> str | None:
    """A line that names networks and little else, or asks to share on one, passes the article on.

    The words are few: share, follow, on, via, and the names of networks.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("network_line", "• Click to share on Reddit (Opens in new window)")[0][1]
    'names networks, or asks to share'

    Abstains:

    >>> where("network_line", "Shares of Facebook fell")
    []
    """
    if len(block.text) > 100:
        return None
    if draft.once(sections)[block.index] is Label.TAGS:
        return None  # a network that the article is on
    line = draft.once(bare_lines)[block.index]
    if block.index in draft.once(passing_on) or (line and "共有" in line):
        return "names networks, or asks to share"
    return None


@rule(
    "label",
    since="0.1",
    version=2,
    confidence=0.35,
    label=Label.INTERFACE,
    words=(0, 40),
    places=with_any("_", "{", "<%", "[", "()", "$", "%", "cookielawinfo"),
)
def placeholder(block: DraftBlock, draft: Draft) -> str | None:
    """A template's placeholder, or the name of an icon, is left over from the interface.

    Names of icons are small words joined by low lines; placeholders stand in double braces.

    Fires:

    >>> from corpustools.pipeline import where
    >>> [line for line, _ in where("placeholder", "arrow_drop_down\\n{{title}}\\n$menu.setLabel()\\n[object Object]")]
    ['arrow_drop_down', '{{title}}', '$menu.setLabel()', '[object Object]']

    Abstains:

    >>> where("placeholder", "The town is quiet today.\\nJane Roe (AP)\\n5 % of the town")
    []
    """
    text = block.text
    return "a placeholder, or the name of an icon" if _PLACEHOLDER.search(text) else None


@rule("label", since="0.1", confidence=0.045, label=Label.INTERFACE, words=(0, 8), places=opening_in_no_letter)
def no_letters(block: DraftBlock, draft: Draft) -> str | None:
    """A line without any letter that is no running text is a mark, a counter or a control.

    Crosses close windows, strokes part buttons, and numbers count.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("no_letters", "2 / 3")
    [('2 / 3', 'no letter in it')]

    Abstains:

    >>> where("no_letters", "Page 2")
    []
    """
    text = block.text
    if len(text) > 20 or text in _STROKES or any(map(str.isalpha, text)):
        return None
    return "no letter in it"


def _asking(draft: Draft) -> Collection[int]:
    """Return the places of the blocks that open as what asks the reader to do something."""
    if draft.once(stretch)[0] < 0:
        return ()
    lines = enumerate(draft.once(bare_lines))
    return [place for place, line in lines if (asks := _ASKS.get(line[:2])) and line.startswith(asks)]


@rule("label", since="0.1", confidence=0.2, label=Label.INTERFACE, words=(1, 80), places=_asking)
def asks_the_reader(block: DraftBlock, draft: Draft) -> str | None:
    """A line that opens by asking the reader to do something on the page is part of the interface.

    Forms, players and walls speak to the reader: enter, click, sign up, you can.

    Fires:

    >>> from corpustools.pipeline import where
    >>> sentence = "Nobody in the town knows how long this will last."
    >>> where("asks_the_reader", f"{sentence}\\nPlease enter a valid email address")
    [('Please enter a valid email address', 'asks the reader to do something on the page')]

    Abstains:

    >>> where("asks_the_reader", "Mayor asks readers to enter")
    []
    """
    return "asks the reader to do something on the page" if block.index in draft.once(_asking) else None


@rule("label", since="0.1", confidence=0.04, label=Label.NAVIGATION, words=(0, 8))
def menu_line(block: DraftBlock, draft: Draft) -> str | None:
    """A line of up to six words among short lines, with a bullet or outside the article, is a link in a menu.

    Menus are rows of short lines, whatever single lines of them say.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("menu_line", "* News\\n* Letters to the Editor\\n* Sport")[1]
    ('* Letters to the Editor', 'a short line among short lines')

    Abstains:

    >>> where("menu_line", "Mayor resigns after the vote\\nBridge will not be built after all")
    []
    """
    text = block.text
    if (
        len(text) > 80
        or (draft.once(crowd)[block.index] >= 0.45 and not is_in_menus(block, draft))
        or count_words(text) > (8 if text[:1] in BULLETS else 6)
    ):
        return None
    return "a short line among short lines"


@rule("label", since="0.1", confidence=0.044, label=Label.SHARE, words=(0, 0), places=opening_in_no_letter)
def bare_bullet(block: DraftBlock, draft: Draft) -> str | None:
    """Between the title and the text, a bullet with nothing behind it is a share button.

    Buttons of networks are images; of a list of them a dump keeps the bullets. Elsewhere they are menus.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> where("bare_bullet", f"Quiet Town Waits\\n*\\n{text}")
    [('*', 'a bullet and nothing else, between title and text')]

    Abstains:

    >>> where("bare_bullet", f"{text}\\n*")
    []
    """
    if len(block.text) != 1 or block.text not in BULLETS:
        return None
    first, start = draft.once(head)
    return "a bullet and nothing else, between title and text" if first < block.index < start else None
