"""Which language a text is in: by its script where that settles it, else by its function words."""

import re
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from corpustools.text.alphabets import ALPHABETS, is_marked, is_strange
from corpustools.text.characters import dominant_script
from corpustools.text.words import words

_BY_SCRIPT = MappingProxyType(
    {
        "Kana": "ja",
        "Hangul": "ko",
        "Han": "zh",
        "Greek": "el",
        "Hebrew": "he",
        "Thai": "th",
        "Georgian": "ka",
        "Armenian": "hy",
        "Bengali": "bn",
        "Tamil": "ta",
        "Telugu": "te",
        "Devanagari": "hi",
        "Ethiopic": "am",
    }
)

# The commonest words that carry grammar, not topic. A word may stand in several lists: what decides is
# the sum over a text, and near ties are abstained from.
FUNCTION_WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        language: frozenset(listed.split())
        for language, listed in {
            "en": "the of and to in a is that for on with as was by at from it be are this an has not have were "
            "which or its but they their will his he who been had would more said about after",
            "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an "
            "werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über",
            "fr": "de la le et les des en un une du que dans pour est au qui par sur pas plus avec ce il sont "
            "ne se a aux été cette ont mais son comme nous leur ou",
            "es": "de la que el en y a los del se las por un para con no una su al lo es como más pero sus le "
            "ha este ya entre cuando sin sobre también fue había",
            "it": "di e il la che in un per è una sono con non del si da della le i dei al nel come più anche "
            "gli alla ha ma lo dal delle su nella questo",
            "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele "
            "das tem à seu sua ou ser pelo pela até",
            "nl": "de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij uit nog "
            "naar door over ze hij wordt worden heeft deze",
            "sv": "och i att det som en på är av för med den till inte om ett har de var vi från men så han kan "
            "efter vid också sig under",
            "da": "og i at det er en til af på for med den som der de ikke har et om fra var men han også vil "
            "efter blev kan ved sig skal",
            "no": "og i å det er en til av på for med den som at de ikke har et om fra var men han også vil "
            "etter ble kan ved seg skal sier",
            "fi": "ja on ei että se oli hän mutta kun myös ovat joka sen ole tai niin kuin mukaan ollut jo vain "
            "hänen jos sitä nyt kanssa olla voi",
            "pl": "w i na z się do nie że to o jest po za jak a od przez ale dla co tym są tego jego oraz czy "
            "być już tak był może",
            "cs": "a v se na je že o s z do to i za by ve pro který podle ale jako jsou od po tak jeho byl není "
            "také ze které bude",
            "hu": "a az és hogy nem is egy ez volt meg már csak de azt még mint ki el van ha lesz szerint vagy "
            "pedig után lehet",
            "ro": "de și în a la cu că pe din nu să care pentru o un este mai au fost sunt al ale prin dar fi "
            "după acest lui",
            "tr": "ve bir bu da de için ile olarak çok daha olan gibi kadar sonra ne ama en o var ise değil "
            "olduğu göre her",
            "id": "yang dan di untuk dengan dari pada ini dalam itu tidak akan oleh ke juga adalah telah sebagai "
            "karena ada bisa mereka",
            "vi": "và của là có được cho trong không các với này một những người khi đã để về tại cũng ra đến",
            "ru": "и в не на что с по из как это к а за для его от о но до все был она так у же при он году "
            "после также который то",
            "uk": "і в на що з не до у за та про як від для його це був які також він й але після або року щоб "
            "їх під час",
            "bg": "на и за да в от се с че не по е са това до като при който ще си със към но през след също",
            "ar": "في من على إلى أن التي عن مع هذا ما هذه الذي كان لا بعد قد بين ذلك كما أو",
            "fa": "در و به از که این را با است برای آن یک خود شد تا بر کرد می های شده",
            "ur": "کے میں کی ہے اور سے کا کو نے کہ پر یہ ہیں کر بھی اس تھا نہیں",
        }.items()
    }
)

_LANGUAGES_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        word: tuple(language for language, known in FUNCTION_WORDS.items() if word in known)
        for word in frozenset[str]().union(*FUNCTION_WORDS.values())
    }
)


_LEAST = 5
_KIN = {"da", "no"}
"""Languages that share most function words, which those that they do not share tell apart."""
_BETWEEN = ',.":;()?!“”'
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
"""Letters alone: Chinese has the dot of kana between the parts of foreign names, too."""


def identify_language(text: str) -> str | None:
    """Return the BCP 47 tag of the language of ``text``, or ``None`` where it is too short or in doubt.

    A script that one language owns decides at once (Han with next to no kana counts as Chinese). Otherwise the
    share of function words does: at least five of them, at least a sixth of the words, and a fifth more than the
    runner-up has. Where they are fewer, as in languages that have endings instead, letters that no neighbour has
    settle it: a fifth of the words have them, and none has letters that the language is not written with.

    >>> identify_language("The Kremlin refuted claims that it planned to enter into an alliance with partners.")
    'en'
    >>> identify_language("Die Stadt ist ruhig, und das war auch nicht anders zu erwarten in dem Jahr.")
    'de'
    >>> identify_language("军事合作不针对第三国。")
    'zh'
    >>> identify_language("唐纳德・特朗普说"), identify_language("東京ドーム")
    ('zh', 'ja')
    >>> identify_language("Çalışmaların kış fırtınaları yüzünden aksadığı, bir şenliğin daha olacağı söylendi.")
    'tr'
    >>> identify_language("Hətta qış fırtınasına görə gecikən bir şənlik də olacaq, daha bir görüş gözlənilir.") is None
    True
    >>> identify_language("Chats") is None
    True
    """
    script = dominant_script(text)
    if script == "Han" and len(_KANA.findall(text)) * 20 > len(text):
        return "ja"
    if script is not None and script in _BY_SCRIPT:
        return _BY_SCRIPT[script]
    # To split at white space takes half the time; what is more than a word then is looked at closer, each once.
    parts = text.lower()
    for mark in _BETWEEN:
        parts = parts.replace(mark, " ")
    counts = Counter(parts.split())
    number = sum(counts.values())
    for part in [part for part in counts if not part.isalnum()]:
        times, found = counts.pop(part), words(part)
        number += (len(found) - 1) * times
        for word in found:
            counts[word] += times
    known = counts.keys() & _LANGUAGES_OF.keys()
    if text.isascii() and sum([counts[word] for word in known]) < _LEAST:
        return None
    scores = dict.fromkeys(FUNCTION_WORDS, 0)
    for word in known:
        for language in _LANGUAGES_OF[word]:
            scores[language] += counts[word]
    (best, language), (second, other) = sorted([(-score, language) for language, score in scores.items()])[:2]
    if best > -_LEAST or -best * 6 < number:
        return None if text.isascii() else _by_letters(counts, number, scores)
    if -best < -1.2 * second:
        return _by_letters(counts, number, scores) or _of_kin(counts, language, other)
    return None if is_strange(language, counts) else language


def _by_letters(counts: Mapping[str, int], number: int, scores: Mapping[str, int]) -> str | None:
    """Return the one language whose letters a text has, and some of its function words."""
    found = [language for language in ALPHABETS if is_marked(language, counts, number, scores[language])]
    return found[0] if len(found) == 1 else None


def _of_kin(counts: Mapping[str, int], one: str, other: str) -> str | None:
    """Return which of two languages of one spelling it is, by the function words that the other has not."""
    if {one, other} != _KIN:
        return None
    own = {
        language: sum(counts[word] for word in FUNCTION_WORDS[language] - FUNCTION_WORDS[rival])
        for language, rival in ((one, other), (other, one))
    }
    likely, rival = sorted(own, key=lambda language: -own[language])
    return likely if own[likely] > 3 and own[likely] > 3 * own[rival] else None


_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_.@]\w+)*")


def language_tag(said: str) -> str | None:
    """Write what a system says of a language as a BCP 47 tag: language, script, region.

    >>> language_tag("en_us"), language_tag("zh-hant-TW"), language_tag("de_DE.UTF-8"), language_tag("english, please")
    ('en-US', 'zh-Hant-TW', 'de-DE', None)
    """
    found = _TAG.fullmatch(said.strip())
    if found is None or not found[1].isascii():
        return None
    language, script, region = found.groups()
    return "-".join(filter(None, (language.lower(), script and script.title(), region and region.upper())))


_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ks nqo ps sd syr ug ur yi".split())
_RIGHT_TO_LEFT_SCRIPTS = frozenset("adlm arab aran hebr nkoo rohg syrc thaa".split())


def direction(tag: str) -> Literal["ltr", "rtl"]:
    """Return the direction in which a language is written, by the script that its tag names, else by the language.

    >>> direction("ar"), direction("fa-IR"), direction("az-Arab"), direction("ks-Deva"), direction("en")
    ('rtl', 'rtl', 'rtl', 'ltr', 'ltr')
    """
    language, *others = tag.lower().split("-")
    named = next((part for part in others if len(part) == 4 and part.isalpha()), None)
    is_so = named in _RIGHT_TO_LEFT_SCRIPTS if named else language in _RIGHT_TO_LEFT
    return "rtl" if is_so else "ltr"


# Russian by the ends of its words where there are too few to count the common ones: its neighbours write others.
_RUSSIAN = re.compile(
    r"[ыэъё]|(?:емого|имого|ться|ющ\w+|вш\w+|ение|ения|ость|ости|ого|его|ая|ое|ии|ой)\b", re.IGNORECASE
)
_NOT_RUSSIAN = re.compile("[іїєґўјљњћђџѓќѕ]", re.IGNORECASE)


def language_of_line(text: str) -> str | None:
    """Return the language of a line that may be too short to count its words: what letters and endings settle.

    >>> language_of_line("Заголовок открываемого материала"), language_of_line("Заголовок відкритого матеріалу")
    ('ru', None)
    >>> language_of_line("Subscribe now") is None
    True
    """
    found = identify_language(text)
    if found is not None or dominant_script(text) != "Cyrillic":
        return found
    longer = [word for word in words(text) if len(word) > 3]
    if len(longer) < 2 or _NOT_RUSSIAN.search(text) or _RUSSIAN.search(" ".join(longer)) is None:
        return None
    return "ru"
