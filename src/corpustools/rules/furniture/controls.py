"""Controls: what a page says to whoever uses it, in searching, signing up, giving consent or going on to read."""

import re
from collections.abc import Collection

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.furniture.wording import ACTS, BETWEEN, CONSENT, CONTROLS, READ_ON, READING_AIDS, THINGS, UNITS
from corpustools.rules.lines import bare_lines, first_words, texts
from corpustools.rules.places import holding, opening_in_no_letter, saying
from corpustools.rules.sharing import passing_on
from corpustools.text.calendar import says_how_old

__all__ = ["DraftBlock", "is_control"]

_LISTED = CONTROLS | CONSENT | READING_AIDS
_WORDS = ACTS | THINGS | BETWEEN
_COUNT = re.compile(
    r"\W*(?:\d[\d.,\s]*\s?(?:[kKmM]|tsd\.?|mln|тыс\.?|mil|mille|tis\.?)?\+?\s+|\d+\s?%\s*,\s*\d+\s+)(\D+)"
)
_COUNT_BEHIND = re.compile(r"([^\d:]+)\s*[:(]\s*\d[\d.,]*\s?[kKmM]?\s*\)?")
_SERIES = (
    "image photo picture slide page item video bild foto seite folie diapositive página imagen imagem immagine pagina "
    "diapositiva afbeelding side sida bilde billede zdjęcie strona fotografie strana изображение фото страница слайд"
).split()
_OF_SERIES = re.compile(
    rf"\W*(?:{'|'.join(_SERIES)})\s+\d+\s*(?:of|von|sur|de|di|van|av|af|z|ze|из|/)\s*\d+\W*", re.IGNORECASE
)
_ACCOUNT = re.compile(r"@\w{3,30}")
_LOADS = (
    "loading|please wait|wird geladen|lade|lädt|laden|inhalt wird geladen|inhalte werden geladen|chargement|cargando|"
    "caricamento|carregando|a carregar|bezig met laden|laddar|laster|indlæser|henter|ladataan|ładowanie|wczytywanie|"
    "načítá se|načítám|načítání|betöltés|se încarcă|yükleniyor|загрузка|завантаження|読み込み中|加载中|載入中|로딩"
).split("|")
_LOADING = re.compile(rf"(?:{'|'.join(_LOADS)})\b[^.!?…]{{0,40}}(?:\.{{2,}}|…)?", re.IGNORECASE)
_END = (
    "end of|start of|beginning of|ende der|ende des|anfang der|anfang des|beginn der|beginn des|fin de|fin du|fin des|"
    "fin del|début de|début du|début des|inicio de|inicio del|fine di|fine del|fine della|inizio di|inizio del|"
    "inizio della|fim de|fim da|fim do|einde|einde van|slut på|slutt på|slutten på|koniec|początek|konec|začátek|"
    "конец|начало"
).split("|")
_ENDS = re.compile(
    rf"(?:{'|'.join(_END)})\s(?:\S+\s){{0,3}}?"
    r"(?:carousel|gallery|list|slideshow|advertisement|ad|box|dialog|dialogue|widget|navigation|menu|player|embed|"
    r"infobox|informationen|information|info|inhalte|inhalts|galerie|bildergalerie|anzeige|liste|karussells?|"
    r"werbung|navigation|umfrage|video(?:players)?|audioplayers?|carrousel|diaporama|publicité|encadré|carrusel|"
    r"galería|publicidad|anuncio|carosello|galleria|pubblicità|galeria|publicidade|carrossel|galerij|advertentie|"
    r"annons|annonse|annonce|bildspel|karuzeli|galerii|reklamy|galerie|seznamu|галереи|рекламы|карусели)",
    re.IGNORECASE,
)


def is_control(line: str) -> bool:
    """Whether a bare line is one that widgets say, or is made of words for what controls do and act on.

    >>> is_control("sort by"), is_control("close ad"), is_control("untermenü öffnen"), is_control("always active")
    (True, True, True, True)
    >>> is_control("close the gap"), is_control("menu of the day"), is_control("close"), is_control("search")
    (False, False, False, False)
    """
    if line in _LISTED:
        return True
    if not 5 <= len(line) <= 60:
        return False
    words = line.split()
    return (
        2 <= len(words) <= 6
        and all(word in _WORDS for word in words)
        and any(word in ACTS for word in words)
        and any(word in THINGS for word in words)
    )


@rule("label", since="0.1", confidence=0.81, label=Label.INTERFACE, words=(1, 6), places=saying(READ_ON))
def reads_on(block: DraftBlock, draft: Draft) -> str | None:
    """ "Read more" alone on a line is the button below a teaser, and teases nothing itself.

    Where a title follows on the same line, the line points to an article.

    Fires:

    >>> from corpustools.pipeline import where
    >>> [line for line, _ in where("reads_on", "Read More »\\nWeiterlesen …\\nLire la suite\\nЧитать далее")]
    ['Read More »', 'Weiterlesen …', 'Lire la suite', 'Читать далее']

    Abstains:

    >>> where("reads_on", "Read more: Mayor resigns after the vote\\nRead also")
    []
    """
    return "a button to go on reading" if draft.once(bare_lines)[block.index] in READ_ON else None


def _controls(draft: Draft) -> Collection[int]:
    """Return the places of the blocks that are a control, by what they say."""
    return frozenset(place for place, line in enumerate(draft.once(bare_lines)) if is_control(line))


@rule("label", since="0.1", confidence=0.327, label=Label.INTERFACE, words=(0, 14), places=_controls)
def control(block: DraftBlock, draft: Draft) -> str | None:
    """A line of a form, a toolbar, a player or a dialogue of consent is part of the interface.

    Few makers of such widgets serve very many sites, so that their words are known; and what opens or closes is
    named by a verb and a thing, in whatever order a language has them.

    Fires:

    >>> from corpustools.pipeline import where
    >>> [line for line, _ in where("control", "Sort by\\nClose Ad\\nCerrar menú\\nHigh Contrast\\nAlways Active")]
    ['Sort by', 'Close Ad', 'Cerrar menú', 'High Contrast', 'Always Active']

    Abstains:

    >>> where("control", "Close to the river\\nMenus of the season\\nContrast this with Oslo")
    []
    """
    return "the words of a control" if block.index in draft.once(_controls) else None


_with_unit = holding(word + mark for unit in UNITS for word in unit.split() for mark in ("", ":"))


@rule("label", since="0.1", confidence=0.332, label=Label.INTERFACE, words=(1, 6), places=_with_unit)
def counts_something(block: DraftBlock, draft: Draft) -> str | None:
    """A number and what it counts (followers, results, votes) stand in a widget.

    As :func:`counter`, with the unit.

    Fires:

    >>> from corpustools.pipeline import where
    >>> [line for line, _ in where("counts_something", "594 Followers\\n0 Ergebnisse\\n16%, 17 votes\\nVotes: 9")]
    ['594 Followers', '0 Ergebnisse', '16%, 17 votes', 'Votes: 9']

    Abstains:

    >>> where("counts_something", "12 results of the long night\\n12 houses\\nVotes for all")
    []
    """
    text = block.text
    if len(text) > 40 or block.index not in draft.once(_with_unit):
        return None
    found = _COUNT.fullmatch(text) or _COUNT_BEHIND.fullmatch(text)
    return "a number and what it counts" if found and found[1].lower().strip(" \t\xa0.:()•*|") in UNITS else None


_series_words = holding(_SERIES)


@rule("label", since="0.1", confidence=0.34, label=Label.INTERFACE, words=(2, 6), places=_series_words)
def place_in_series(block: DraftBlock, draft: Draft) -> str | None:
    """ "Image 2 of 5" alone on a line is where one is in a gallery.

    The gallery counts; its captions say what is shown.

    Fires:

    >>> from corpustools.pipeline import where
    >>> [line for line, _ in where("place_in_series", "Image 2 of 5\\nBild 1 von 3")]
    ['Image 2 of 5', 'Bild 1 von 3']

    Abstains:

    >>> where("place_in_series", "Image 2 of 5 shows the square")
    []
    """
    if len(block.text) > 40 or block.index not in draft.once(_series_words):
        return None
    return "where one is in a gallery" if _OF_SERIES.fullmatch(block.text) else None


_loading_words = holding(loads.partition(" ")[0] for loads in _LOADS)


@rule("label", since="0.1", confidence=0.38, label=Label.INTERFACE, words=(1, 8), places=_loading_words)
def says_to_wait(block: DraftBlock, draft: Draft) -> str | None:
    """A line that says that something is loading, and goes on in dots or not at all, is left of a widget.

    What it stood for was never loaded when the page was dumped.

    Fires:

    >>> from corpustools.pipeline import where
    >>> [line for line, _ in where("says_to_wait", "Loading content ...\\nKommentare\\nCargando…")]
    ['Loading content ...', 'Cargando…']

    Abstains:

    >>> where("says_to_wait", "Loading docks of the town")
    []
    """
    text = block.text.strip(" •*|")
    found = _LOADING.fullmatch(text) if len(text) <= 60 and block.index in draft.once(_loading_words) else None
    return "says that something is loading" if found and (text.endswith(("...", "…")) or " " not in text) else None


_article_words = holding(
    "article story post page report content news blog artikel beitrag text artículo articolo artigo artiklen "
    "artikkelen artikeln matéria texto saken".split()
)


@rule("label", since="0.1", confidence=0.95, label=Label.INTERFACE, words=(4, 12), places=_article_words)
def warns_of_age(block: DraftBlock, draft: Draft) -> str | None:
    """A line which says that the article is so many years old, and nothing else, is the site's.

    Sites set it above old articles, where it looks like a title and shares words with the text.

    Fires:

    >>> from corpustools.pipeline import where
    >>> [line for line, _ in where("warns_of_age", "This article is more than 5 years old\\nThe mill is quiet")]
    ['This article is more than 5 years old']

    Abstains:

    >>> where("warns_of_age", "This article is more than a list of old mills")
    []
    """
    is_asked = block.index in draft.once(_article_words)
    return "says how old the article is" if is_asked and says_how_old(block.text) else None


_end_words = holding(end.partition(" ")[0] for end in _END)


@rule("label", since="0.1", confidence=0.33, label=Label.INTERFACE, words=(2, 7), places=_end_words)
def marks_end_of_widget(block: DraftBlock, draft: Draft) -> str | None:
    """A line that says where a gallery, a list or a box ends is for those to whom the page is read aloud.

    Nobody else sees it.

    Fires:

    >>> from corpustools.pipeline import where
    >>> [line for line, _ in where("marks_end_of_widget", "End of carousel\\nEnde der weiteren Informationen")]
    ['End of carousel', 'Ende der weiteren Informationen']

    Abstains:

    >>> where("marks_end_of_widget", "End of an era\\nEnde der Welt")
    []
    """
    line = draft.once(bare_lines)[block.index]
    if len(line) > 60 or block.index not in draft.once(_end_words):
        return None
    return "says where a widget ends" if _ENDS.fullmatch(line) else None


def _icons(draft: Draft) -> Collection[int]:
    """Return the places of the lines of nothing but signs from the private use areas, which fonts of icons use."""
    shown = draft.once(texts)
    places = draft.once(opening_in_no_letter)
    return frozenset(
        place for place in places if shown[place] and all("\ue000" <= sign <= "\uf8ff" for sign in shown[place])
    )


def _accounts(draft: Draft) -> Collection[int]:
    """Return the places of lines of nothing but a name such as @example."""
    found = draft.once(first_words).get("@", ())
    return frozenset(place for place in found if _ACCOUNT.fullmatch(draft.once(bare_lines)[place]))


def _icons_and_accounts(draft: Draft) -> Collection[int]:
    """Return the places of icons beside networks or accounts, or in rows, and those of accounts beside icons."""
    icons = draft.once(_icons)
    if not icons:
        return ()
    accounts, networks = draft.once(_accounts), draft.once(passing_on)
    beside = {at for at in icons if any(at + by in accounts or at + by in networks for by in (-1, 1, 2))}
    rows = {at for at in icons if sum(at + by in icons for by in range(-2, 3)) > 2}
    return {*beside, *rows, *(at for at in accounts if at - 1 in icons or at - 2 in icons)}


@rule("label", since="0.1", confidence=0.351, label=Label.SHARE, words=(0, 4), places=_icons_and_accounts)
def icon_beside_network(block: DraftBlock, draft: Draft) -> str | None:
    """An icon beside a network or a name such as @example, or in a row of icons, passes on, and so does the name.

    Fonts of icons have signs that mean nothing elsewhere; alone, one may be any button.

    Fires:

    >>> from corpustools.pipeline import where
    >>> [reason for _, reason in where("icon_beside_network", "News\\n\\ue09a\\n@example_post\\nSport")]
    ['an icon or account in a row of networks', 'an icon or account in a row of networks']

    Abstains:

    >>> where("icon_beside_network", "News\\n\\ue09a\\nSport\\nTown\\n@example")
    []
    """
    found = block.index in draft.once(_icons_and_accounts)
    return "an icon or account in a row of networks" if found else None
