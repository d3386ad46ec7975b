"""What belongs to the page and not to the article: buttons, menus, teasers, widgets, notices."""

import re

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.outline import article_script, extent
from corpustools.text.characters import dominant_script
from corpustools.text.pointers import pointed_to
from corpustools.text.sentences import ends_sentence
from corpustools.text.words import count_words

# Words that interfaces are made of. A line counts only where it holds nothing else, so that a sentence
# about subscribing is safe.
_INTERFACE = (
    "accept all|accept cookies|add to favourites|back to top|cancel|chat|chats|close|continue|continue reading|"
    "download|expand|follow us|follow|hide|increase text size|listen|load more|loader|loading|log in|log out|"
    "login|logout|menu|more|my account|my profile|next|newsfeed|news feed|newsletter|notifications|ok|open|play|"
    "previous|print|profile|read|register|reload|reset|save|search|send|settings|show all|show more|sign in|"
    "sign out|sign up|sign up now|skip to content|skip to main content|submit|subscribe|subscribe now|toggle menu|"
    "toggle navigation|view all|view more|watch|"
    "abonnieren|anmelden|mehr anzeigen|s’abonner|s'abonner|se connecter|suscríbete|iniciar sesión|iscriviti|accedi|"
    "войти|выйти|зарегистрироваться|подписаться|поиск|меню"
)
_ONLY_INTERFACE = re.compile(
    rf"(?:{_INTERFACE})(?:\s*(?:,|/|\||·|\bor\b|\band\b|\boder\b|\bou\b|\bили\b)\s*(?:{_INTERFACE}))*\W*", re.IGNORECASE
)
_COUNTER = re.compile(r"[\d.,\s]*\d\s?(?:k|m|K|M|тыс)?\.?|[\d.,]+\s?(?:shares?|views?|likes?|comments?)", re.IGNORECASE)
_DISCUSSION = re.compile(
    r"\b(?:participate|take part|join|leave|post|write|add|view|show|be the first|log in|sign in)\b.{0,40}"
    r"\b(?:discussion|conversation|comments?|debate)\b|^(?:\d+\s+)?comments?(?:\s*\(\d+\))?:?$",
    re.IGNORECASE,
)
_NETWORK = "facebook|twitter|linkedin|whatsapp|telegram|reddit|pinterest|flipboard|copy link"
_SHARE = re.compile(
    r"(?:share|tweet|pin|post|send|email|teilen|partager|compartir)\b"
    rf"(?:\s+(?:this|it|on|to|via|by|article|story|page|x|email|e-mail|link|{_NETWORK}))*\W*"
    rf"|(?:{_NETWORK})(?:\W+(?:email|{_NETWORK}))*",
    re.IGNORECASE,
)
_BREADCRUMB = re.compile(r"[^>»›/|]{2,40}(?:\s+[>»›/|]\s+[^>»›/|]{2,60}){1,}")
_HOME = re.compile(r"^(?:home|homepage|start|startseite|accueil|inicio|главная|news)\b", re.IGNORECASE)
_LEGAL = re.compile(
    r"all rights reserved|^(?:©|\(c\)|copyright)\s*\W*(?:19|20)\d\d|\bcookies?\b.{0,80}\b(?:policy|consent|accept|use)|"
    r"\b(?:terms of (?:use|service)|privacy policy)\b|alle rechte vorbehalten|tous droits réservés",
    re.IGNORECASE,
)
_TAGS = re.compile(r"(?:tags?|topics?|keywords?|schlagworte|mots-clés|etiquetas|теги)\s*:\s*\S", re.IGNORECASE)
_ADVERTISEMENT = re.compile(
    r"(?:advertisements?|advertorial|sponsored(?: content)?|ad|anzeige|werbung|publicité|publicidad|реклама)\W*",
    re.IGNORECASE,
)


@rule("label", since="0.1", confidence=0.95, label=Label.INTERFACE)
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
    return "a button's or widget's words and nothing else" if _ONLY_INTERFACE.fullmatch(block.text) else None


@rule("label", since="0.1", confidence=0.9, label=Label.INTERFACE)
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
    if not _COUNTER.fullmatch(block.text):
        return None
    beside = (draft.neighbour(block, -1), draft.neighbour(block, 1))
    if any(other is not None and _COUNTER.fullmatch(other.text) for other in beside):
        return None
    return "a number and nothing else"


@rule("label", since="0.1", confidence=0.86, label=Label.RELATED, requires=frozenset({Label.ALT}))
def teaser_after_image(block: DraftBlock, draft: Draft) -> str | None:
    """A headline right after an image's alternative text teases another article.

    Teasers are an image and a headline that is a link. The article's own headline opens the page and its
    paragraphs end in full stops, so a title that follows an image anywhere else is neither.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "Quiet Town\\nA crowd - Example News\\nMayor Resigns After Vote\\nA leader - Example News\\nIt is quiet."
    >>> where("teaser_after_image", page)
    [('Mayor Resigns After Vote', 'a title right after the alternative text of an image')]

    Abstains:

    >>> where("teaser_after_image", "Quiet Town\\nA crowd in the square\\nMayor Resigns After Vote")
    []
    """
    if draft.label_of(draft.neighbour(block, -1)) is not Label.ALT or draft.label_of(block) is Label.ALT:
        return None
    if block.after_gap or not 3 <= count_words(block.text) <= 30 or block.text.endswith((".", "。", ".”", '."')):
        return None
    return "a title right after the alternative text of an image"


@rule("label", since="0.1", confidence=0.9, label=Label.RELATED)
def read_also(block: DraftBlock, draft: Draft) -> str | None:
    """A line that opens with "Read also:" or "Related" points to another article.

    The words are those with which sites introduce links between their paragraphs.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("read_also", "READ ALSO: Mayor resigns after the vote")
    [('READ ALSO: Mayor resigns after the vote', 'opens as a pointer to another article')]

    Abstains:

    >>> where("read_also", "Read more books, the teacher said.")
    []
    """
    return None if pointed_to(block.text) is None else "opens as a pointer to another article"


@rule("label", since="0.1", confidence=0.94, label=Label.COMMENTS)
def discussion_prompt(block: DraftBlock, draft: Draft) -> str | None:
    """A short line that asks to join a discussion, or counts comments, is part of the comment widget.

    The prompt is a fragment or an imperative of at most a dozen words, never a full sentence.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("discussion_prompt", "Be the first to leave a comment")
    [('Be the first to leave a comment', 'asks to join a discussion')]

    Abstains:

    >>> where("discussion_prompt", "The mayor refused to join the discussion about the bridge.")
    []
    """
    if ends_sentence(block.text) or count_words(block.text) > 12:
        return None
    return "asks to join a discussion" if _DISCUSSION.search(block.text) else None


@rule("label", since="0.1", confidence=0.94, label=Label.SHARE)
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
    return "a share button and nothing else" if _SHARE.fullmatch(block.text) else None


@rule("label", since="0.1", confidence=0.88, label=Label.NAVIGATION)
def breadcrumb(block: DraftBlock, draft: Draft) -> str | None:
    """A trail that opens with "Home" and goes on by arrows, strokes or bars says where in the site one is.

    The trail's first step is the home page, which no article names so.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("breadcrumb", "Home > News > Europe")
    [('Home > News > Europe', 'a trail from the home page')]

    Abstains:

    >>> where("breadcrumb", "Homes > 300 m² are rare | Oslo")
    []
    """
    if _HOME.match(block.text) and _BREADCRUMB.fullmatch(block.text) and not ends_sentence(block.text):
        return "a trail from the home page"
    return None


@rule("label", since="0.1", confidence=0.92, label=Label.LEGAL)
def legal_notice(block: DraftBlock, draft: Draft) -> str | None:
    """A copyright, cookie or terms notice is legal text.

    Such notices say "all rights reserved", open with © and a year, or speak of cookies and consent; they
    are short.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("legal_notice", "© 2019 Example Ltd. All rights reserved.")
    [('© 2019 Example Ltd. All rights reserved.', 'words of a copyright, cookie or terms notice')]

    Abstains:

    >>> where("legal_notice", "She baked cookies for the whole town.")
    []
    """
    if count_words(block.text) > 60 or not _LEGAL.search(block.text):
        return None
    return "words of a copyright, cookie or terms notice"


@rule("label", since="0.1", confidence=0.93, label=Label.TAGS)
def tag_line(block: DraftBlock, draft: Draft) -> str | None:
    """A line that opens with "Tags:" lists what the page is filed under.

    Fires on the word, a colon and something after it; the word alone may head anything.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("tag_line", "Tags: Norway, towns")
    [('Tags: Norway, towns', 'opens as a list of tags')]

    Abstains:

    >>> where("tag_line", "Topics of the week")
    []
    """
    return "opens as a list of tags" if _TAGS.match(block.text) else None


@rule("label", since="0.1", confidence=0.96, label=Label.ADVERTISEMENT)
def advertisement_mark(block: DraftBlock, draft: Draft) -> str | None:
    """A line that says "Advertisement" and nothing else marks one.

    The law of most countries asks for the mark; the advertisement itself is an image.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("advertisement_mark", "ADVERTISEMENT")
    [('ADVERTISEMENT', 'the mark of an advertisement and nothing else')]

    Abstains:

    >>> where("advertisement_mark", "Ad hoc talks went on.")
    []
    """
    return "the mark of an advertisement and nothing else" if _ADVERTISEMENT.fullmatch(block.text) else None


@rule("label", since="0.1", confidence=0.8, label=Label.INTERFACE)
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
    span = draft.once(extent)
    if span is None or block.index <= span[1] or count_words(block.text) > 12:
        return None
    own, article = dominant_script(block.text), draft.once(article_script)
    return f"{own} after an article in {article} script" if own and article and own != article else None
