"""Lines that say when: dates and times in words and digits, whatever their precision."""

import re
from functools import lru_cache

from corpustools.text.dates import find_dates
from corpustools.text.months import is_weekday

# Words that dates, times and spans of time are written with.
_TIMES = frozenset(
    (
        "january february march april may june july august september october november december jan feb mar apr jun jul "
        "aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur "
        "thurs fri sat sun am pm gmt utc est edt cst cdt mst mdt pst pdt bst cet cest et ist msk ago today yesterday "
        "second seconds sec minute minutes min mins hour hours hr hrs day days week weeks month months year years just "
        "januar jänner februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag "
        "sonntag mo di mi do fr sa so uhr vor minuten stunde stunden tag tagen woche wochen monaten heute gestern "
        "janvier février mars avril juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi "
        "vendredi samedi dimanche il heure heures jour jours semaine hier enero febrero marzo abril mayo junio julio "
        "agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves viernes sábado domingo hace horas "
        "minutos día días hoy ayer gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre lunedì "
        "martedì mercoledì giovedì venerdì sabato domenica ore minuti fa oggi ieri janeiro fevereiro março maio junho "
        "julho setembro outubro novembro dezembro segunda terça quarta quinta sexta feira há hora dias januari "
        "februari "
        "maart mei augustus maandag dinsdag woensdag donderdag vrijdag zaterdag zondag uur geleden dagen weken minuten "
        "måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag kl sedan siden timmar timer minutter "
        "dager dage dagar uger maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai klo tuntia sitten "
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia godz temu "
        "dni godzin godziny ledna února března dubna května června července srpna září října listopadu prosince "
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря понедельник вторник среда "
        "четверг пятница суббота воскресенье назад час часа часов минут минуты минуту день дня дней вчера сегодня мск "
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня ocak şubat mart nisan "
        "mayıs haziran temmuz ağustos eylül ekim kasım aralık önce saat dakika gün lalu jam hari "
        "年 月 日 時 分 秒 时 週 周 前 午前 午後 上午 下午 日前 時間前 分前 小时前 分钟前 天前 년 월 일 시간 전 "
        "오전 오후 "
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر منذ ساعة ساعات دقيقة"
    ).split()
)
# Words that say what happened then, and words between.
_AROUND = frozenset(
    (
        "published posted updated update created modified last first on at the of by date time datum stand read "
        "reading "
        "estimated issued uploaded added edited release released lesezeit lesedauer lesen veröffentlicht aktualisiert "
        "erschienen zuletzt am um von publié publiée mis mise à jour modifié modifiée le et temps de lecture "
        "del en las "
        "publicado publicada actualizado actualizada última lectura el a tiempo pubblicato aggiornato alle il ultimo "
        "aggiornamento dal lettura atualizado em às do e min leitura gepubliceerd bijgewerkt laatst om op leestijd "
        "publicerad uppdaterad senast den ändrad publisert oppdatert sist publiceret opdateret lästid julkaistu "
        "päivitetty publikacja aktualizacja opublikowano zaktualizowano data czas czytania publikováno aktualizováno "
        "опубликовано обновлено дата время чтения в г на опубліковано оновлено yayınlanma güncelleme tarihi "
        "更新 更新日 公開 公開日 掲載 配信 发布 发布于 发表 发表于 更新于 来源 時間 时间 st nd rd th h t z o clock "
        "입력 수정 نشر تحديث آخر في تم تاريخ بتاريخ النشر الساعة انتشار ساعت פורסם עודכן בשעה ב "
        "δημοσιεύθηκε ενημερώθηκε στις közzétéve frissítve publicat ora ngày cập nhật diterbitkan diperbarui pukul "
        "wib objavljeno ažurirano objavljen публикувано објављено paskelbta atnaujinta publicēts avaldatud "
        "zverejnené aktualizované actualitzat iliyochapishwa thứ hai tư năm sáu bảy chủ nhật"
    ).split()
)
_KNOWN = _TIMES | _AROUND
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_CJK_TIMES = "年月日時时分秒前更新公開掲載配信发布发表于間间週周午後上下小钟天昨今"
_CJK = re.compile(rf"[{_CJK_TIMES}]+|\d+|[^{_CJK_TIMES}\d]+")
_HIRAGANA = re.compile("[ぁ-ゖ]")
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d\b|\b(?:19|20)\d\d\b|\b\d{1,2}[./\-]\d{1,2}[./\-]\d{2,4}\b")
_AGE = re.compile(
    r"(?:this|the) (?:article|story|post|page|report|content|news story|blog post) (?:is|was (?:first )?(?:published|"
    r"posted|written)) (?:(?:more than|over|at least|about) )?(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"\d{1,2}) (?:year|month)s? (?:old|ago)|"
    r"dieser (?:artikel|beitrag|text) ist (?:mehr als|über|älter als) (?:ein(?:e[nm]?)?|\d{1,2}) "
    r"(?:jahre?n?|monate?n?)(?: alt)?|"
    r"cet article (?:a|date d[eu]) plus d['’e] ?(?:une?|\d{1,2}) (?:ans?|mois)|"
    r"este artículo tiene más de (?:un|\d{1,2}) (?:años?|mes(?:es)?)|"
    r"questo articolo ha più di (?:un|\d{1,2}) (?:ann[oi]|mes[ei])|"
    r"est[ea] (?:artigo|matéria|texto) tem mais de (?:um|\d{1,2}) (?:anos?|mes(?:es)?)|"
    r"dit artikel is (?:meer|ouder) dan (?:een|één|\d{1,2}) (?:jaar|maanden?)(?: oud)?|"
    r"(?:den här artikeln|artikeln|denna artikel) är (?:mer än|över|äldre än) (?:ett|en|\d{1,2}) (?:år|månad(?:er)?)"
    r"(?: gammal)?|"
    r"(?:denne )?(?:artikkelen|saken|artikel|artiklen) er (?:mere? en[dn]|over|eldre enn|ældre end) "
    r"(?:ett?|en|\d{1,2}) (?:år|måned(?:er)?)(?: gammel)?",
    re.IGNORECASE,
)


@lru_cache(maxsize=2048)
def says_when(text: str) -> bool:
    """Whether a line of at most 120 characters says when, how long ago or how long, and nothing else.

    >>> says_when("Updated 5 hours ago"), says_when("vor 3 Stunden"), says_when("2015年6月10日 14時05分")
    (True, True, True)
    >>> says_when("Friday, April 28, 2023 | 1:30PM"), says_when("4 min read"), says_when("24/7")
    (True, True, False)
    >>> says_when("آخر تحديث: الثلاثاء 4 أيار 2021 الساعة 10:30"), says_when("Közzétéve: 2021. május 4. 10:30")
    (True, True)
    >>> says_when("May Day march"), says_when("Published"), says_when("112-107"), says_when("最後の渡し船、31日で廃止")
    (False, False, False, False)
    """
    if not 3 <= len(text) <= 120 or _DIGIT.search(text) is None:
        return False
    return _is_made_of_times(text) or ((named := _in_known_words(text)) != text and _is_made_of_times(named))


def _in_known_words(text: str) -> str:
    """Return a line with its dates and days of the week in words that are known, where other languages name them."""
    for found in reversed(find_dates(text)):
        text = f"{text[: found.start]} {found.value} {text[found.end :]}"
    return (
        text
        if text.isascii()
        else " ".join("monday" if is_weekday(word.strip(",.:")) else word for word in text.split())
    )


def _is_made_of_times(text: str) -> bool:
    tokens = _TOKEN.findall(text.lower())
    if not 1 < len(tokens) <= 24:
        return text[0].isdigit() and "年" in text and "月" in text
    if not text.isascii() and any(token[0] in "年月日時时分前更公掲発发" for token in tokens):
        tokens = [part for token in tokens for part in _CJK.findall(token)]
        others = [token for token in tokens if not token.isdigit() and token[0] not in _CJK_TIMES]
        strange = len(tokens) if any(map(_HIRAGANA.search, others)) else len(others)  # "3月11日の地震" is a phrase
    else:
        strange = len([token for token in tokens if token not in _KNOWN and not token.isdigit()])
    if strange > len(tokens) // 6:
        return False
    numbers = sum(token.isdigit() for token in tokens)
    named = sum(token in _TIMES or (not token.isascii() and token[0] in "年月日時时分前昨今") for token in tokens)
    return bool((numbers and named) or (numbers and _CLOCK.search(text) is not None))


def is_of_time(text: str) -> bool:
    """Whether a line consists of words that stand around dates, or of parts of dates.

    >>> is_of_time("Last updated on"), is_of_time("Nov."), is_of_time("18, 2019"), is_of_time("12"), is_of_time("mars")
    (True, True, True, True, True)
    >>> is_of_time("On the road"), is_of_time("·")
    (False, False)
    """
    if len(text) > 40:
        return False
    tokens = _TOKEN.findall(text.lower())
    return bool(tokens) and all(token.isdigit() or token in _TIMES or token in _AROUND for token in tokens)


def says_how_old(text: str) -> bool:
    """Whether a line warns that the article is so many years old, and says nothing else.

    >>> says_how_old("This article is more than 5 years old"), says_how_old("Dieser Artikel ist älter als ein Jahr.")
    (True, True)
    >>> says_how_old("This article is more than a guide"), says_how_old("The mill is more than 500 years old")
    (False, False)
    """
    return len(text) <= 80 and _AGE.fullmatch(text.strip(" .!*•")) is not None
