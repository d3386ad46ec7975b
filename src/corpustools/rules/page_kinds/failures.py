"""Pages that show no article: what a server, a wall against robots or an empty shell says in its place."""

import re
from collections.abc import Collection, Mapping

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.lines import texts, word_counts

_MOST = 250  # words of such a page, its menus among them
_LONGEST = 400  # characters of a line

# What was asked for is not there.
_MISSING = (
    r"(?:error|http|fehler|erreur)?\s?(?:404|410)(?:\W{1,3}(?:error|not found|page|file|gone|oops|seite).{0,40})?\W*",
    r".{0,40}\b(?:page|file|article)\b.{0,40}\b(?:not found|could ?n[o'’]t be found|can ?not be found|"
    r"can['’]t be found|does ?n[o'’]t exist|does not exist|no longer (?:exists?|available))\b.{0,60}",
    r".{0,30}(?:can['’]?t|could ?n['’]?t|cannot|unable to) (?:find|locate) (?:the|that|this|your) page\b.{0,60}",
    r".{0,30}\b(?:seite|datei)\b.{0,40}\b(?:nicht gefunden|existiert nicht|nicht (?:mehr )?verfügbar)\b.{0,40}",
    r".{0,20}\bpage\b.{0,40}\b(?:introuvable|non trouvée?|n['’]existe (?:pas|plus))\b.{0,40}",
    r".{0,20}\bpágina\b.{0,40}\b(?:no (?:fue |ha sido )?encontrada|no (?:se )?(?:encuentra|existe))\b.{0,40}",
    r".{0,20}\bpágina\b.{0,40}\bnão (?:(?:foi )?encontrada|existe)\b.{0,40}",
    r".{0,20}\bpagina\b.{0,40}\b(?:non (?:è stata )?trovata|non esiste|niet gevonden|bestaat niet)\b.{0,40}",
    r".{0,20}\b(?:sidan|siden)\b.{0,30}\b(?:hittades inte|kunde inte hittas|ble ikke funnet|blev ikke fundet)\b.{0,40}",
    r".{0,20}\b(?:sidan|siden)\b.{0,30}\b(?:finns inte|finnes ikke|findes ikke)\b.{0,40}",
    r".{0,20}\bstrona\b.{0,30}\bnie (?:została znaleziona|istnieje)\b.{0,40}",
    r".{0,20}\bстраница\b.{0,40}\bне (?:найдена|существует)\b.{0,40}",
    r".{0,20}\bсторінк[уа]\b.{0,30}\bне (?:знайдено|існує)\b.{0,40}",
    r".{0,20}\bsayfa\b.{0,30}\bbulunamadı\b.{0,40}",
    r".{0,20}(?:页面|頁面)(?:不存在|未找到|找不到).{0,20}",
    r".{0,20}ページ(?:が|は)見つかりません.{0,20}",
    r".{0,20}페이지를 찾을 수 없습니다.{0,20}|.{0,20}الصفحة غير موجودة.{0,20}",
)
# Whoever asks may be a robot, or may not see it.
_WALLED = (
    r"(?:please )?(?:verify|confirm|prove|verifying|checking if|checking that) (?:that )?"
    r"(?:you are|you['’]re|the site connection|we can be sure).{0,80}",
    r".{0,40}\b(?:are you a robot|you are (?:a )?human|not a robot)\b.{0,80}",
    r"checking your browser.{0,80}|just a moment\W*|one more step\W*|attention required\W.{0,40}",
    r"(?:please )?complete the security check.{0,60}|ray id\W.{4,80}|(?:performance|ddos).{1,20} by cloudflare.{0,20}",
    r"pardon our interruption\W*|access (?:to this page has been )?denied\W*",
    r"(?:error |http )?(?:401|403|429|5\d\d)\W{1,3}(?:unauthori[sz]ed|forbidden|too many requests|"
    r"internal server error|bad gateway|service unavailable|gateway time-?out)\W*",
    r"you don['’]t have permission to access.{0,120}|.{0,60}\bunusual (?:activity|traffic) from your\b.{0,80}",
    r"bad gateway\W*|service (?:temporarily )?unavailable\W*|too many requests\W*|internal server error\W*",
    r".{0,40}\bnot available in your (?:country|region)\b.{0,80}",
    r".{0,20}unavailable (?:for legal reasons|in the european union)\b.{0,40}",
)
# The page is made by a script that did not run.
_SCRIPT = (
    r"(?=.{0,300}\bjava ?script\b).{0,200}\b(?:enabled?|enabling|disabled|requires?d?|turn(?:ed)? o(?:n|ff)|activate|"
    r"without|aktivier\w+|deaktiviert|benötigt|activer|activé|désactivé|activ[ae]\w*|habilit\w+|deshabilitado|"
    r"abilit\w+|disabilitat\w+|ativ[ea]\w*|desativado|inschakelen|aktivera|aktiver|włącz\w*|wyłączon\w+|zapn\w+|"
    r"включите|включить|включён|включен|отключ[её]н\w*|увімкніть|etkinleştir\w*)\b.{0,200}",
    r"(?=.{0,100}javascript).{0,60}(?:启用|啟用|有効|활성화|사용).{0,60}",
)
_OF_SCRIPT = "says that a script must run"
_SAYS = {
    why: re.compile("|".join(patterns), re.IGNORECASE)
    for why, patterns in (
        ("says that the page is not there", _MISSING),
        ("says that the page is not shown", _WALLED),
        (_OF_SCRIPT, _SCRIPT),
    )
}
# What else such a page says: what may have happened, and what to do now.
_ADVICE = re.compile(
    r"\b(?:(?:may|might|could) have (?:been )?(?:moved|removed|deleted|renamed|mistyped|changed)|(?:mis)?typed the|"
    r"check the (?:url|address|spelling)|(?:go|return|take me) (?:back )?(?:to )?(?:the |our )?(?:home|front)|"
    r"use the search|try (?:searching|again)|(?:out of|outdated) (?:date )?link|broken link|contact the (?:site|web)|"
    r"your (?:ip|request))\b|"
    r"\b(?:startseite|überprüfen sie|suchfunktion|page d['’]accueil|vérifiez|página (?:de inicio|inicial)|compruebe|"
    r"home ?page|controlla|главн(?:ую|ой)|проверьте|стран(?:ица|ицу) (?:была )?(?:удалена|перемещена))\b",
    re.IGNORECASE,
)


def _failures(draft: Draft) -> Mapping[int, str]:
    """Return the places of the lines that a short page says in place of an article, each with the reason."""
    numbers = draft.once(word_counts)
    if sum(numbers) > _MOST:
        return {}
    short = [(place, text) for place, text in enumerate(draft.once(texts)) if len(text) <= _LONGEST]
    said = ((place, next((why for why, says in _SAYS.items() if says.fullmatch(text)), "")) for place, text in short)
    found = {place: why for place, why in said if why}
    if set(found.values()) <= {_OF_SCRIPT}:
        return found
    advice = (place for place, text in short if place not in found and _ADVICE.search(text))
    return found | dict.fromkeys(advice, "says what to do where a page is not shown")


def _failing(draft: Draft) -> Collection[int]:
    return draft.once(_failures).keys()


@rule("label", since="0.1", confidence=0.97, label=Label.INTERFACE, places=_failing)
def no_article_here(block: DraftBlock, draft: Draft) -> str | None:
    r"""On a short page, what says that there is none, that robots may not see it or that a script must run, is no text.

    Crawlers are sent such pages with the status of any other, and what they say stood in the corpus as an article.
    Pages of more than 250 words are none of these: they may tell of such pages.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "Example News\nPage not found\nThe page may have been moved or deleted.\nMost read"
    >>> [line for line, _ in where("no_article_here", page)]
    ['Page not found', 'The page may have been moved or deleted.']
    >>> where("no_article_here", "You need to enable JavaScript to run this app.")
    [('You need to enable JavaScript to run this app.', 'says that a script must run')]
    >>> [line for line, _ in where("no_article_here", "Just a moment...\nVerify you are human\nRay ID: 8a1f00c2")]
    ['Just a moment...', 'Verify you are human', 'Ray ID: 8a1f00c2']

    Abstains:

    >>> where("no_article_here", "The page of the register has not been found in the archive, said the mayor.")
    []
    """
    return draft.once(_failures).get(block.index)
