"""Expressions of time in running text: dates, "last year", "vor zwei Tagen"; what they mean where a date is known."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from corpustools.text.dates import find_dates, listed
from corpustools.text.months import MONTHS
from corpustools.text.occurrences import occurrences

_SHORT = "jan feb mar apr jun jul aug sep oct okt nov dec dez".split()  # "set", "out", "ago" are more often words
_MONTH_NAMES = [name for name in MONTHS if (len(name) > 3 or name in ("may", "mai", "mei")) and name not in _SHORT]
_MONTH = rf"(?:(?:{'|'.join(_MONTH_NAMES)})\b|(?:{'|'.join(_SHORT)})\b\.?)"
_YEAR = r"(?:19|20)\d\d"
_NUMBER_WORDS = {
    word: number
    for words in (
        "one two three four five six seven eight nine ten",
        "einem zwei drei vier fünf sechs sieben acht neun zehn",
        "un deux trois quatre cinq six sept huit neuf dix",
        "un dos tres cuatro cinco seis siete ocho nueve diez",
        "un due tre quattro cinque sei sette otto nove dieci",
        "um dois três quatro cinco seis sete oito nove dez",
    )
    for number, word in enumerate(words.split(), start=1)
} | {"a": 1, "an": 1, "einer": 1, "une": 1, "una": 1, "uma": 1, "deux": 2}
_NUMBER = rf"(?P<number>\d{{1,3}}|{'|'.join(sorted(_NUMBER_WORDS, key=lambda word: -len(word)))})"
_UNITS = {
    "day": "day days tag tagen tage jour jours día días giorno giorni dia dias",
    "week": "week weeks weekend woche wochen wochenende semaine semaines week-end semana semanas settimana settimane",
    "month": "month months monat monaten monate monats mois mes meses mese mesi mês",
    "year": "year years jahr jahren jahre jahres an ans année années año años anno anni ano anos",
    "": "hour hours minute minutes decade decades century night morning summer winter spring autumn fall "
    "quarter season "
    "stunden stunde minuten sommer winter frühjahr herbst quartal jahrzehnt heure heures minutes été hiver hora horas",
}
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_UNIT_WORD = rf"(?P<unit>{'|'.join(sorted(_UNIT, key=lambda word: (-len(word), word)))})\b"
_DAYS = (
    r"monday tuesday wednesday thursday friday saturday sunday",
    r"montag dienstag mittwoch donnerstag freitag samstag sonntag sonnabend",
    r"lundi mardi mercredi jeudi vendredi samedi dimanche",
    r"lunes martes miércoles jueves viernes sábado domingo",
    r"lunedì martedì mercoledì giovedì venerdì sabato domenica",
    r"segunda-feira terça-feira quarta-feira quinta-feira sexta-feira",
    r"maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
)
_DAY_NAMES = " ".join(_DAYS).split()
_WEEKDAY = rf"(?P<weekday>{'|'.join(_DAY_NAMES)})"
_NEAR = {
    -2: "vorgestern avant-hier anteayer",
    -1: "yesterday gestern hier ayer ieri ontem gisteren igår вчера wczoraj",
    0: "today tonight heute aujourd'hui aujourd’hui hoy oggi hoje vandaag idag сегодня dziś dzisiaj",
    1: "tomorrow demain domani amanhã завтра jutro",
    2: "übermorgen après-demain",
}
_NEAR_DAY = {word: number for number, words in _NEAR.items() for word in words.split()}
_BEFORE = r"last|past|previous|letzte[nrsm]?|vergangene[nrsm]?|vorige[nrsm]?"
_AFTER = r"next|nächste[nrsm]?|kommende[nrsm]?"
_THIS = r"this|diese[nrsm]?"
_BEHIND = {
    -1: "dernière dernier pasado pasada scorso scorsa passado passada",
    1: "prochaine prochain próximo próxima prossimo prossima",
}
_FRENCH = {word: number for number, words in _BEHIND.items() for word in words.split()}

_PATTERN = re.compile(
    "|".join(
        (
            rf"(?P<part>early|late|mid-?|anfang|mitte|ende|début|fin|mi-|principios\sde|finales\sde|inizio|fine)\s?"
            rf"(?:{_MONTH}(?:\s{_YEAR})?|{_YEAR})",
            rf"(?:\d{{1,2}}(?:st|nd|rd|th|\.|er|º)?\s(?:de\s)?{_MONTH}|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?![\d:]))",
            rf"(?:(?:{_WEEKDAY}|(?P<near>{'|'.join(_NEAR_DAY)}))(?:\s?(?:morning|afternoon|evening|night|abend|morgen|"
            r"vormittag|nachmittag|nacht|matin|soir))?)\b",
            rf"(?:(?P<before>{_BEFORE})|(?P<after>{_AFTER})|(?P<this>{_THIS}))\s"
            rf"(?:(?P<many>(?:\w+|\d+)\s)?{_UNIT_WORD}|{_WEEKDAY.replace('weekday', 'same_weekday')}\b|{_MONTH})",
            rf"(?:(?:several|few|some|many|einigen|wenigen|quelques|varios)\s|{_NUMBER}\s)(?P<ago>"
            rf"{_UNIT_WORD.replace('unit', 'ago_unit')})\s(?:ago|fa|atrás)\b",
            rf"(?:vor|il\sy\sa|hace|há)\s(?:(?:einigen|wenigen|quelques|varios)\s|"
            rf"{_NUMBER.replace('number', 'number_after')}\s)"
            rf"{_UNIT_WORD.replace('unit', 'unit_after')}",
            rf"{_UNIT_WORD.replace('unit', 'unit_before')}\s(?P<behind>{'|'.join(_FRENCH)})\b",
            rf"(?<=\bin\s){_MONTH}|(?<=\bim\s){_MONTH}|(?<=\ben\s){_MONTH}|(?<=\bsince\s){_MONTH}|"
            rf"(?<=\buntil\s){_MONTH}",
            rf"(?:(?<=\bin\s)|(?<=\bsince\s)|(?<=\bseit\s)|(?<=\bjahr\s)|(?<=\ben\s)|(?<=\bnel\s)|(?<=\bem\s)|"
            rf"(?<=\buntil\s)|"
            rf"(?<=\bfrom\s)|(?<=\bof\s)|(?<=\bby\s)|(?<=\bdepuis\s)|(?<=\bdesde\s))(?P<year>{_YEAR})(?![\w./-]|\s?%)",
        )
    ),
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_BEHIND_UNIT = re.compile(rf"\s(?:ago|fa|atrás|{'|'.join(_FRENCH)})\b", re.IGNORECASE)
_PARTS_OF_DAYS = ("abend", "morgen", "nachmittag", "vormittag", "nacht")
_TRIGGERS = frozenset(
    re.findall(r"\w+", name)[-1]
    for name in (
        *map(str, range(1900, 2100)),
        *_NEAR_DAY,
        *_MONTH_NAMES,
        *_SHORT,
        *(f"{day}{part}" for day in _DAY_NAMES for part in ("", *_PARTS_OF_DAYS)),
        *(word for word in _UNIT if word not in ("an", "ans", "fall")),
    )
)
"""The words, or what follows the last hyphen or apostrophe in them, that an expression is looked for around."""
_OPENERS = frozenset(
    re.findall(r"\w+", opener)[0].replace("ı", "i")  # one letter to a pattern that ignores case
    for opener in (
        *_MONTH_NAMES,
        *_SHORT,
        *_NUMBER_WORDS,
        *_UNIT,
        *"several few some many einigen wenigen quelques varios vor il hace há".split(),
    )
)
_OPENINGS = tuple(
    re.findall(r"\w+", opening)[0]
    for opening in (
        *"early late mid anfang mitte ende début fin mi principios finales inizio".split(),
        *_DAY_NAMES,
        *_NEAR_DAY,
        *re.findall(r"\w+", rf"{_BEFORE}|{_AFTER}|{_THIS}"),
    )
)
"""The first words of expressions, in small letters, and what the first word of others begins with."""
_NO_DATE = re.compile(r"[a-z]{2,3}\b")
_WORDS_BEFORE, _NEAR_BEFORE, _DATE_WINDOW = 5, 40, 28


class FoundTime(NamedTuple):
    """An expression of time, and its ISO 8601 value, where it has one.

    >>> find_times("It rained on 10 June 2015.")
    [FoundTime(start=13, end=25, value='2015-06-10')]
    """

    start: int
    end: int
    value: str | None


def find_times(text: str, known: date | None = None) -> list[FoundTime]:
    """Return the expressions of time in a text, in order; ``known`` is the day that relative ones are relative to.

    >>> text = "It began last year, on Tuesday, and ends in early June or on 10 June 2015."
    >>> [(text[found.start : found.end], found.value) for found in find_times(text)]
    [('last year', None), ('Tuesday', None), ('early June', None), ('10 June 2015', '2015-06-10')]
    >>> text = "Gestern war es still, und vor zwei Jahren auch."
    >>> [(text[found.start : found.end], found.value) for found in find_times(text, date(2020, 3, 1))]
    [('Gestern', '2020-02-29'), ('vor zwei Jahren', '2018')]
    >>> find_times("You may march for a second or an hour, she may say.")
    []
    """
    return find_times_in([text], known)[0]


def find_times_in(texts: Sequence[str], known: date | None = None) -> list[list[FoundTime]]:
    """Return the expressions of time in each of some texts, as :func:`find_times` does.

    >>> [[found.value for found in times] for times in find_times_in(["In June 2015", "it rained", "on 1 July 2015"])]
    [['2015-06'], [], ['2015-07-01']]
    """
    triggers = occurrences(texts, _TRIGGERS)
    return [_found(text, places, known) if places else [] for text, places in zip(texts, triggers, strict=True)]


def _found(text: str, triggers: Iterable[tuple[int, str]], known: date | None) -> list[FoundTime]:
    found: list[FoundTime] = []
    taken = -1
    for at, word in triggers:
        if at < taken:
            continue
        end = at + len(word)
        first = max(0, taken, at - _NEAR_BEFORE)
        words = list(_WORD.finditer(text, first, end))[-_WORDS_BEFORE:]
        starts = [each.start() for each in words if _may_open(each[0])]
        if starts and word in _UNIT and _BEHIND_UNIT.match(text, end) is None:
            # "two years" alone is no time: only what stands before the number may make it one.
            starts = [each.start() for each in words if each.start() in starts and not _counts(each[0].lower())]
        hit = _around(text, at, end, starts, max(taken, 0), known)
        if hit is not None and hit.start >= taken:
            found.append(hit)
            taken = hit.end
    return found


def _may_open(word: str) -> bool:
    """Whether an expression of time may open with a word, or a part of it; to ask takes a tenth of trying to read one.

    >>> [word for word in ("The", "this", "Midsummer", "10th", "März", "said") if _may_open(word)]
    ['this', 'Midsummer', '10th', 'März']
    """
    lower = word.lower()
    return lower in _OPENERS or not word.isascii() or word[0].isdigit() or lower.startswith(_OPENINGS)


def _counts(word: str) -> bool:
    return word in _NUMBER_WORDS or word in _UNIT or word.isdigit()


def _around(text: str, at: int, end: int, starts: Iterable[int], least: int, known: date | None) -> FoundTime | None:
    """Return the expression that a word of time is part of, the one that begins first."""
    if (
        text[at] in "12"
        or text[at - 3 : at - 1].strip(" ,.").isdigit()
        or text[end : end + 7].strip(" ,.")[:2].isdigit()
    ):
        begin = max(at - _DATE_WINDOW, least)
        for each in find_dates(text[begin : end + _DATE_WINDOW]):
            first, last = begin + each.start, begin + each.end
            if first <= at < last and _NO_DATE.match(text, first, last) is None:
                return FoundTime(first, last, each.value)
    for start in starts:
        match = _PATTERN.match(text, start)
        if match is None or match.end() < end or start < least or not _is_capital_enough(match):
            continue
        if not text[match.end() : match.end() + 1].isalnum():
            return FoundTime(*match.span(), _value(match, known))
    return None


def _is_capital_enough(match: re.Match[str]) -> bool:
    """Whether months and days of the week stand as names, where the language writes them so ("may", "sun", "mars")."""
    words = match[0].split()
    return not any(word.rstrip(".") in ("may", "march", "mar", "sat", "sun", "second") for word in words)


def _value(match: re.Match[str], known: date | None) -> str | None:
    """Return the ISO 8601 value of an expression, as precise as it is; ``None`` where no date is known."""
    parts = match.groupdict()
    if parts["year"]:
        return parts["year"]
    if known is None:
        return None
    if parts["near"]:
        return (known + timedelta(listed(parts["near"], _NEAR_DAY))).isoformat()
    if parts["unit"] and not parts["many"]:
        return _shifted(known, parts["unit"], -1 if parts["before"] else 1 if parts["after"] else 0)
    if parts["behind"]:
        return _shifted(known, parts["unit_before"], listed(parts["behind"], _FRENCH))
    number, unit = parts["number"] or parts["number_after"], parts["ago_unit"] or parts["unit_after"]
    if number and unit:
        count = int(number) if number.isdigit() else listed(number, _NUMBER_WORDS)
        return _shifted(known, unit, -count)
    return None


def _shifted(known: date, word: str, number: int) -> str | None:
    """Return the day, week, month or year so many after a day."""
    try:
        match listed(word, _UNIT):
            case "day":
                return (known + timedelta(number)).isoformat()
            case "week":
                year, week, _ = (known + timedelta(7 * number)).isocalendar()
                return f"{year}-W{week:02}"
            case "month":
                year, month = divmod(known.year * 12 + known.month - 1 + number, 12)
                return f"{year:04}-{month + 1:02}"
            case "year":
                return f"{known.year + number:04}" if known.year + number > 0 else None
    except OverflowError:
        return None
    return None


def day_of(written: str | None) -> date | None:
    """Return the day of a date as written, where it says one.

    >>> day_of("2015-06-10T14:05:00Z"), day_of("2015-06")
    (datetime.date(2015, 6, 10), None)
    """
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None
