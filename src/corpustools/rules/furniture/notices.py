"""Notices of law, marks of advertising, and offers."""

import re
from collections.abc import Collection

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.lines import bare_lines
from corpustools.rules.places import holding, opening_with, with_any
from corpustools.rules.vocabulary import MENUS
from corpustools.rules.zones import stretch
from corpustools.text.words import count_words

_NOTICE = re.compile(
    r"^(?:©|\(c\)|copyright)\s*\W*(?:19|20)\d\d|\bcookies?\b.{0,80}\b(?:policy|consent|accept|use)|"
    r"\b(?:terms of (?:use|service)|privacy policy)\b",
    re.IGNORECASE,
)
# "All rights reserved", and nothing else that is said in so few words.
_RESERVED = re.compile(
    r"all rights reserved|alle rechte vorbehalten|tous (?:les )?droits (?:sont )?réservés|derechos reservados|"
    r"diritti (?:sono )?riservati|direitos reservados|rechten voorbehouden|alla rättigheter|med ensamrätt|"
    r"alle rettigheter|alle rettigheder|oikeudet pidätetään|prawa zastrzeżone|práva vyhra[dz]en|jog fenntartva|"
    r"drepturile (?:sunt )?rezervate|hakları saklıdır|prava pridržana|права защищены|права захищен|"
    r"pravice pridržane|права запазени|δικαιωμάτων|hak cipta dilindungi|bản quyền thuộc|"
    r"版权所有|版權所有|無断転載|著作権法|무단\s?전재|الحقوق محفوظة|הזכויות שמורות|सर्वाधिकार सुरक्षित|"
    r"สงวนลิขสิทธิ์|حقوق .{0,20}محفوظ",
    re.IGNORECASE,
)
_notice_words = holding(
    "rights © c copyright cookie cookies terms privacy rechte droits derechos diritti direitos rechten rättigheter "
    "ensamrätt rettigheter rettigheder oikeudet prawa práva jog drepturile hakları prava права pravice hak bản".split()
)
_notice_signs = with_any(
    "版权所有",
    "版權所有",
    "無断転載",
    "著作権法",
    "무단",
    "الحقوق",
    "הזכויות",
    "सर्वाधिकार",
    "สงวน",
    "حقوق",
    "δικαιωμάτων",
)


def _with_notice_word(draft: Draft) -> Collection[int]:
    """Return the places of the blocks that hold a word of notices of rights, cookies and terms."""
    return {*_notice_words(draft), *_notice_signs(draft)}


_TAGS = re.compile(
    r"(?:tags?|topics?|keywords?|categor(?:y|ies)|kategorien?|catégories?|categorías?|categorie|"
    r"tagged(?: with| as)?|filed (?:under|in)|posted in|schlagw[oö]rte?r?|stichw[oö]rte?r?|"
    r"themen|mots[- ]clés|étiquettes|thèmes|sujets|etiquetas|palabras clave|temas|parole chiave|argomenti|"
    r"palavras-chave|assuntos|tópicos|trefwoorden|onderwerpen|nyckelord|ämnen|taggar|emneord|emner|stikkord|"
    r"nøkkelord|avainsanat|aiheet|tagi|słowa kluczowe|tematy|štítky|klíčová slova|témata|címkék|etichete|etiketler|"
    r"теги|метки|темы|ключевые слова|ключові слова|标签|標籤|关键词|關鍵詞|タグ|キーワード|태그)\s*[:：]\s*\S|"
    r"(?:filed under|tagged (?:with|as))\s+\S[^.!?]*$|keywords(?:\s+[^\s.!?;:]+){3,}$",
    re.IGNORECASE,
)
_TAGS_OPEN = (
    "tag tags topic topics keyword keywords category categories kategorie kategorien catégorie catégories categoría "
    "categorías categorie tagged filed posted schlagworte schlagwörter schlagwort stichworte "
    "stichwörter themen mots étiquettes thèmes sujets etiquetas palabras temas parole argomenti palavras assuntos "
    "tópicos trefwoorden onderwerpen nyckelord ämnen taggar emneord emner stikkord nøkkelord avainsanat aiheet tagi "
    "słowa tematy štítky klíčová témata címkék etichete etiketler теги метки темы ключевые ключові "
    "标签 標籤 关键词 關鍵詞 タグ キーワード 태그"
).split()
_opening_as_tags = opening_with(_TAGS_OPEN)
_ADVERTISEMENT = re.compile(
    r"(?:advertisements?|advertorial|sponsored(?: (?:content|stories|features|links))?|ad|anzeige|werbung|"
    r"publicité|publicidad|pubblicità|publicidade|advertentie|annons|annonce|reklame|reklama|promowane treści|mainos|"
    r"hirdetés|publicitate|reklam|реклама|広告|广告|광고|إعلان)\W*",
    re.IGNORECASE,
)
_ADVERTISEMENT_OPENS = (
    "advertisement advertisements advertorial sponsored ad anzeige werbung publicité publicidad pubblicità publicidade "
    "advertentie annons annonce reklame reklama promowane mainos hirdetés publicitate reklam реклама "
    "広告 广告 광고 إعلان"
).split()
_LEGAL_WORDS = frozenset(
    "copyright © ℗ rights trademark trademarks licensed licenced affiliate commission cookie cookies agree "
    "privacy consent "
    "disclaimer responsible vorbehalten einverständnis datenschutzerklärung réservés reproduction reservados riservati "
    "voorbehouden ansvar ophavsret ophavsretten upphovsrätt zastrzeżone licencja защищены копирование свидетельство "
    "перепечатка impressum recaptcha powered".split()
)
_DIGIT = re.compile(r"\d")
_legal_signs = with_any(*"版权 版權 無断転載 禁止转载 備案 备案 著作権 저작권 حقوق".split())
_selling = holding(
    "subscribe subscribed subscriber subscribers subscribing subscription subscriptions donate donation "
    "donations support "
    "supporting gift free premium trial offer offers offre offres offerte abonné abonnez abonnieren abonnenten angebot "
    "testen gratis kostenlos prenumerera prueba spende spenden wypróbuj dostęp скидка скидки hiring advertise "
    "sale deal "
    "deals discount save".split(),
    "$",
    "€",
    "£",
)


@rule("label", since="0.1", confidence=0.92, label=Label.LEGAL, words=(2, 60), places=_with_notice_word)
def legal_notice(block: DraftBlock, draft: Draft) -> str | None:
    """A copyright, cookie or terms notice is legal text.

    Such notices say "all rights reserved", open with © and a year, or speak of cookies and consent; they
    are short.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("legal_notice", "© 2019 Example Ltd. All rights reserved.")
    [('© 2019 Example Ltd. All rights reserved.', 'words of a copyright, cookie or terms notice')]
    >>> [line for line, _ in where("legal_notice", "Все права защищены\\nTutti i diritti riservati\\n版权所有")]
    ['Все права защищены', 'Tutti i diritti riservati', '版权所有']

    Abstains:

    >>> where("legal_notice", "She baked cookies for the whole town.")
    []
    """
    text = block.text
    if block.index not in draft.once(_with_notice_word):
        return None
    if len(text) <= 200 and _RESERVED.search(text):
        return "words of a copyright, cookie or terms notice"
    if (
        not 8 <= len(text) <= 600
        or not _NOTICE.search(text)
        or not (count_words(text) > 4 or "©" in text or "rights" in text.lower())
    ):
        return None
    if count_words(text) > 60:
        return None
    return "words of a copyright, cookie or terms notice"


@rule("label", since="0.1", confidence=0.93, label=Label.TAGS, words=(2, 80), places=_opening_as_tags)
def tag_line(block: DraftBlock, draft: Draft) -> str | None:
    """A line that opens with "Tags:" lists what the page is filed under.

    Fires on the word, a colon and something after it; the word alone may head anything. "Filed under" and "Keywords"
    need no colon, where no sentence follows.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("tag_line", "Tags: Norway, towns")
    [('Tags: Norway, towns', 'opens as a list of tags')]
    >>> [line for line, _ in where("tag_line", "Filed under Norway , towns\\nKeywords quiet towns Norway\\nТеги: Осло")]
    ['Filed under Norway , towns', 'Keywords quiet towns Norway', 'Теги: Осло']

    Abstains:

    >>> where("tag_line", "Topics of the week\\nKeywords help readers to find a town.")
    []
    """
    if block.index not in draft.once(_opening_as_tags):
        return None
    return "opens as a list of tags" if _TAGS.match(block.text.lstrip("•* ")) else None


@rule(
    "label",
    since="0.1",
    confidence=0.96,
    label=Label.ADVERTISEMENT,
    words=(1, 4),
    places=opening_with(_ADVERTISEMENT_OPENS),
)
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
    return (
        "the mark of an advertisement and nothing else"
        if len(block.text) <= 30 and _ADVERTISEMENT.fullmatch(block.text)
        else None
    )


@rule(
    "label",
    since="0.1",
    confidence=0.19,
    label=Label.ADVERTISEMENT,
    words=(4, 80),
    places=_selling,
)
def offer(block: DraftBlock, draft: Draft) -> str | None:
    """Five words or more that speak of a subscription, a gift or a price promote something.

    Of what is no running text, such lines are the publisher's own advertising.

    Fires:

    >>> from corpustools.pipeline import where
    >>> sentence = "Nobody in the town knows how long this will last."
    >>> where("offer", f"{sentence}\\nWant an ad-free reading experience? Subscribe")[0][1]
    'speaks of a subscription, a gift or a price'

    Abstains:

    >>> where("offer", "Subscribe")
    []
    """
    text = block.text
    if not 20 <= len(text) <= 400:
        return None
    if block.index not in draft.once(_selling):
        return None
    return "speaks of a subscription, a gift or a price" if draft.once(stretch)[0] >= 0 else None


_legal_words = holding(_LEGAL_WORDS, "©")


def _with_legal_word(draft: Draft) -> Collection[int]:
    """Return the places of the blocks that hold a word or a sign of legal notices."""
    return {*_legal_words(draft), *_legal_signs(draft)}


@rule("label", since="0.1", confidence=0.29, label=Label.LEGAL, words=(2, 120), places=_with_legal_word)
def notice(block: DraftBlock, draft: Draft) -> str | None:
    """A line with a copyright sign, or words of rights, licences and consent, is a legal notice.

    As :func:`legal_notice`, with words that running text uses too.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("notice", "Hearst Island Papers © Copyright Island Papers")[0][1]
    'words of a legal notice'

    Abstains:

    >>> where("notice", "The notice on the door of the mill")
    []
    """
    text = block.text
    if not 8 <= len(text) <= 600 or draft.once(bare_lines)[block.index] in MENUS:
        return None
    if "©" in text:
        return "words of a legal notice"
    if block.index not in draft.once(_with_legal_word):
        return None
    return "words of a legal notice" if count_words(text) > 4 and draft.once(stretch)[0] >= 0 else None
