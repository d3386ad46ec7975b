"""The words of an interface: buttons, counters, and what is left over from widgets."""

import re
from collections.abc import Collection

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.lines import texts
from corpustools.rules.outline import article_script, extent
from corpustools.rules.places import opening_in_no_letter, opening_with
from corpustools.text.characters import dominant_script
from corpustools.text.words import count_words

# Words that interfaces are made of. A line counts only where it holds nothing else, so that a sentence
# about subscribing is safe.
_INTERFACE = (
    "accept all|accept cookies|add to favourites|back to top|cancel|chat|chats|close|continue|continue reading|"
    "download|expand|follow|hide|increase text size|listen|load more|loader|loading|log in|log out|"
    "login|logout|menu|more|my account|my profile|next|newsfeed|news feed|newsletter|notifications|ok|open|play|"
    "previous|print|profile|read|register|reload|reset|save|search|send|settings|show all|show more|sign in|"
    "sign out|sign up|sign up now|submit|subscribe|subscribe now|toggle menu|"
    "toggle navigation|view all|view more|watch|"
    "abonnieren|anmelden|mehr anzeigen|s’abonner|s'abonner|se connecter|suscríbete|iniciar sesión|iscriviti|accedi|"
    "войти|выйти|зарегистрироваться|подписаться|поиск|меню"
)
_ONLY_INTERFACE = re.compile(
    rf"(?:{_INTERFACE})(?:\s*(?:,|/|\||·|\bor\b|\band\b|\boder\b|\bou\b|\bили\b)\s*(?:{_INTERFACE}))*\W*", re.IGNORECASE
)
_INTERFACE_OPENS = frozenset(re.findall(r"(?:^|\|)(\w+)", _INTERFACE))
_COUNTER = re.compile(r"[\d.,\s]*\d\s?(?:k|m|K|M|тыс)?\.?|[\d.,]+\s?(?:shares?|views?|likes?|comments?)", re.IGNORECASE)
_NETWORK = "facebook|twitter|linkedin|whatsapp|telegram|reddit|pinterest|flipboard|copy link"
_SHARE = re.compile(
    r"(?:share|tweet|pin|post|send|email|teilen|partager|compartir)\b"
    rf"(?:\s+(?:this|it|on|to|via|by|article|story|page|x|email|e-mail|link|{_NETWORK}))*\W*"
    rf"|(?:{_NETWORK})(?:\W+(?:email|{_NETWORK}))*",
    re.IGNORECASE,
)
_SHARE_OPENS = frozenset("share tweet pin post send email teilen partager compartir copy".split()) | frozenset(
    re.findall(r"(?:^|\|)(\w+)", _NETWORK)
)
# Japanese mixes scripts, and Chinese and Korean may.
_EAST = frozenset({"Han", "Kana", "Hangul"})
# Any letter but the Latin ones that texts in Latin script are full of.
_NOT_LATIN = re.compile(r"[^\x00-\xa9\xab-\xb4\xb6-\xb9\xbb-\u024f\u2000-\u2070]")


@rule(
    "label", since="0.1", confidence=0.95, label=Label.INTERFACE, words=(1, 12), places=opening_with(_INTERFACE_OPENS)
)
def interface_word(block: DraftBlock, draft: Draft) -> str | None:
    """A line of nothing but a button's or widget's words belongs to the interface.

    Menus, forms and loaders use a small vocabulary that no paragraph consists of.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("interface_word", "Log in or register")
    [('Log in or register', "a button's or widget's words and nothing else")]

    Abstains:

    >>> where("interface_word", "Register of deeds found in the town hall")
    []
    """
    if len(block.text) > 80 or not _ONLY_INTERFACE.fullmatch(block.text):
        return None
    return "a button's or widget's words and nothing else"


def _opening_in_digit(draft: Draft) -> Collection[int]:
    """Return the places of the lines that open as a number does."""
    shown = draft.once(texts)
    places = draft.once(opening_in_no_letter)
    return [place for place in places if (first := shown[place][:1]).isdecimal() or first in ".," or first.isspace()]


@rule("label", since="0.1", version=2, confidence=0.27, label=Label.INTERFACE, words=(1, 6), places=_opening_in_digit)
def counter(block: DraftBlock, draft: Draft) -> str | None:
    """A number alone on a line counts something: comments, shares, views.

    Inside tables and lists numbers stand alone too, but beside their kind; there the rule abstains.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("counter", "Newsfeed\\n0\\nChats")
    [('0', 'a number and nothing else')]

    Abstains:

    >>> where("counter", "12\\n14\\n2015 was a quiet year.")
    []
    """
    if len(block.text) > 30 or not _COUNTER.fullmatch(block.text) or block.text.count(" ") > 2:
        return None
    beside = (draft.neighbour(block, -1), draft.neighbour(block, 1))
    if any(other is not None and _COUNTER.fullmatch(other.text) for other in beside):
        return None
    return "a number and nothing else"


@rule("label", since="0.1", confidence=0.85, label=Label.SHARE, words=(1, 16), places=opening_with(_SHARE_OPENS))
def share_prompt(block: DraftBlock, draft: Draft) -> str | None:
    """A line of nothing but "Share" and the names of networks passes the article on.

    Fragments such as "Share on Facebook" are buttons; a sentence about sharing goes on.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("share_prompt", "Share this on Facebook")
    [('Share this on Facebook', 'a share button and nothing else')]

    Abstains:

    >>> where("share_prompt", "Share prices fell on Monday")
    []
    """
    return "a share button and nothing else" if len(block.text) <= 100 and _SHARE.fullmatch(block.text) else None


def _below_in_another_script(draft: Draft) -> Collection[int]:
    """Return the places of the lines after all running text that have letters beyond ASCII, and need not be Latin."""
    span, shown = draft.once(extent), draft.once(texts)
    if span is None:
        return ()
    return [place for place in range(span[1] + 1, len(shown)) if _NOT_LATIN.search(shown[place], 0, 120)]


@rule("label", since="0.1", confidence=0.8, label=Label.INTERFACE, words=(1, 12), places=_below_in_another_script)
def other_script_after_article(block: DraftBlock, draft: Draft) -> str | None:
    """After the article, a short line in another script than the article's is left over from a widget.

    Templates keep placeholder texts in the language of those who built the site.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "Nobody in the town knows how long this will last.\\nЗаголовок материала"
    >>> where("other_script_after_article", page)
    [('Заголовок материала', 'Cyrillic after an article in Latin script')]

    Abstains:

    >>> where("other_script_after_article", "Заголовок материала\\nNobody in the town knows how long this will last.")
    []
    """
    text = block.text
    if len(text) > 120 or text.isascii():
        return None
    span = draft.once(extent)
    if span is None or block.index <= span[1] or count_words(text) > 12 or draft.once(article_script) in _EAST:
        return None
    own, article = dominant_script(text), draft.once(article_script)
    if own and article and own not in {article, "Latin"}:
        return f"{own} after an article in {article} script"
    return None
