"""Lists of links through the site, and trails."""

import re
from collections.abc import Collection

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.furniture.controls import is_control
from corpustools.rules.lines import BULLETS, bare_lines, has_steps, is_trail, texts, times, trails, word_counts
from corpustools.rules.sharing import passing_on
from corpustools.rules.title import head, sections
from corpustools.rules.vocabulary import BUTTONS, MENUS, bare
from corpustools.rules.zones import stretch
from corpustools.text.bylines import opens_byline
from corpustools.text.sentences import ends_sentence
from corpustools.text.suffixes import site_suffix

_ACCOUNTS = frozenset(
    "sign in,sign up,sign out,log in,login,log out,logout,register,subscribe,subscribe now,anmelden,abonnieren,"
    "registrieren,se connecter,s'abonner,s’abonner,iniciar sesión,suscríbete,accedi,abbonati,entrar,assine,inloggen,"
    "logga in,logg inn,log ind,zaloguj,zaloguj się,войти,登录,ログイン".split(",")
)

_LONGEST_STEPS = 100
"""How many characters a line of steps has at most."""


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


def _among_sections_above(draft: Draft) -> Collection[int]:
    """Return the places of the lines that open a text in a run of short ones, of which two or more are sections' names.

    The last of the run may be the title, unless another line stands between it and byline, date or text.
    """
    start, end = draft.once(stretch)[0], 0
    lines, numbers, shown = draft.once(bare_lines), draft.once(word_counts), draft.once(texts)
    while end < start and 1 <= numbers[end] <= 2 and not ends_sentence(shown[end]) and shown[end][:1] not in BULLETS:
        end += 1
    names = {place for place in range(end) if lines[place] in MENUS}
    if len(names) < 2 or end < 5:
        return ()
    has_title = end < start and not opens_byline(shown[end]) and not draft.once(times)[end]
    return [place for place in range(end if has_title else end - 1) if place not in names]


@rule("label", since="0.1", confidence=0.64, label=Label.NAVIGATION, words=(1, 2), places=_among_sections_above)
def beside_sections_above_text(block: DraftBlock, draft: Draft) -> str | None:
    """At the top of a text, a word or two in a run of such lines are the menu's, if two of them are names of sections.

    Each site names its sections its own way, and no list has all; but a menu has some that are common.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> menu = "Sport\\nFootball\\nFixtures\\nLadders\\nHarriers"
    >>> [line for line, _ in where("beside_sections_above_text", f"{menu}\\nQuiet Town Waits for Spring\\n{text}")]
    ['Fixtures', 'Ladders', 'Harriers']

    Abstains:

    >>> where("beside_sections_above_text", f"Sport\\nFixtures\\nLadders\\nHarriers\\nQuiet Town Waits\\n{text}")
    []
    """
    if draft.is_running(block) is False or block.index not in draft.once(_among_sections_above):
        return None
    return "in a run of short lines with names of sections"


_MENU = re.compile(
    r"(?:[^\W\d]+[- ]){0,3}(?:\w*navigation|breadcrumbs?|brotkrumen?|\w*navigatie|navegación|navegação|navigazione|"
    r"nawigacja|navigace|navigering|navigasjon|навигация|навігація)|"
    r"(?:(?:footer|header|main|primary|secondary|top|bottom|mobile|user|account|utility|site|social|service|section|"
    r"haupt|fuß|meta|hoved|huvud|sub)[- ]?){1,2}(?:menu|menü|meny|nav)|"
    r"(?:men[uúù]|navegación|navegação|navigazione|nawigacja|navigation|navigatie|navigering|меню|навигация)"
    r"(?: (?:principale?|secondaire|secundario|secundário|secondario|de|du|del|do|da|pied|page|pie|página|rodapé|piè|"
    r"di|pagina|główne|główna|stopka|główny|сайта|по|сайту|utilisateur|usuario)){1,3}|"
    r"(?:useful|quick|helpful|footer|site|important) links|quicklinks|nützliche links|schnellzugriff|liens utiles|"
    r"enlaces útiles|link utili|links úteis|handige links|przydatne linki|полезные ссылки"
)


def _titles_of_menus(draft: Draft) -> Collection[int]:
    """Return the places of the short lines that are called a menu or a navigation, buttons that open one aside."""
    lines = draft.once(bare_lines)
    return frozenset(
        place
        for place, line in enumerate(lines)
        if 3 < len(line) <= 50 and line not in BUTTONS and _MENU.fullmatch(line) and not is_control(line)
    )


@rule("label", since="0.1", confidence=0.328, label=Label.NAVIGATION, words=(1, 4), places=_titles_of_menus)
def title_of_menu(block: DraftBlock, draft: Draft) -> str | None:
    """A short line that says "Footer menu" or "Main navigation" is the title of a menu.

    It is for those to whom the page is read aloud, and stands above the links.

    Fires:

    >>> from corpustools.pipeline import where
    >>> [line for line, _ in where("title_of_menu", "Footer menu\\nService Navigation\\nMenu principal\\nQuick links")]
    ['Footer menu', 'Service Navigation', 'Menu principal', 'Quick links']

    Abstains:

    >>> where("title_of_menu", "Menu\\nToggle navigation\\nThe menu that the cook of the quay has made")
    []
    """
    return "the title of a menu" if block.index in draft.once(_titles_of_menus) else None


def _naming_site(draft: Draft) -> Collection[int]:
    """Return the places of the lines that say what the page's first line appends to its title, and nothing else."""
    suffix = site_suffix(draft.blocks[0].text[:300]) if draft.blocks else None
    name = bare(suffix[0]) if suffix else ""
    return [place for place, line in enumerate(draft.once(bare_lines)) if line == name and place] if name else ()


@rule("label", since="0.1", confidence=0.329, label=Label.NAVIGATION, words=(1, 6), places=_naming_site)
def name_of_site(block: DraftBlock, draft: Draft) -> str | None:
    """The name that the page's title ends in, alone on a line, is that of the site: its logo, or a link home.

    Titles in the head of a page end in the site's name behind a dash or a bar.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("name_of_site", "Town Is Quiet - Example News\\nExample News\\nTown Is Quiet")
    [('Example News', 'the name of the site')]

    Abstains:

    >>> where("name_of_site", "Town Is Quiet\\nExample News")
    []
    """
    return "the name of the site" if block.index in draft.once(_naming_site) else None


def _steps(draft: Draft) -> Collection[int]:
    """Return the places of trails, and of the lines of a few words above the text that an arrow parts."""
    start, shown = draft.once(stretch)[0], draft.once(texts)
    above = (place for place in range(max(0, start)) if len(shown[place]) <= _LONGEST_STEPS and has_steps(shown[place]))
    return {*draft.once(trails), *above}


@rule(
    "label",
    since="0.1",
    version=2,
    confidence=0.88,
    label=Label.NAVIGATION,
    words=(2, 60),
    places=_steps,
)
def breadcrumb(block: DraftBlock, draft: Draft) -> str | None:
    """A trail that opens with "Home" and goes on by arrows, strokes or bars says where in the site one is.

    The trail's first step is the home page, which no article names so. By arrows, with three steps or more of few
    words, it may begin elsewhere; above the text two are enough.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("breadcrumb", "Home > News > Europe")
    [('Home > News > Europe', 'a trail through the site')]

    Abstains:

    >>> where("breadcrumb", "Homes > 300 m² are rare | Oslo")
    []
    """
    is_one = is_trail(block.text) or (has_steps(block.text) and block.index in draft.once(_steps))
    return "a trail through the site" if is_one and not ends_sentence(block.text) else None
