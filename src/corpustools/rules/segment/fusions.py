"""Fusions: fields that a page sets apart and a dump leaves without a space between, cut where they meet."""

import re
from collections.abc import Collection, Iterable, Iterator

from corpustools.model.draft import Draft
from corpustools.registry import rule
from corpustools.rules.lines import texts
from corpustools.rules.places import with_any, with_year
from corpustools.text.dates import find_dates, is_only_a_date
from corpustools.text.languages import FUNCTION_WORDS
from corpustools.text.names import byline_names
from corpustools.text.sentences import ends_sentence
from corpustools.text.words import words

_GRAMMAR = frozenset().union(*FUNCTION_WORDS.values())
_LONGEST = 200
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOCK = r"\d{1,2}:\d\d(?:\s?[apAP]\.?[mM]\.?)?"
# Where a name or a word meets a date: a small letter and a capital, or a letter and a digit.
_MEETING = re.compile(
    r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_.])(?<=[a-zß-öø-ÿа-я])(?=[^\W\d_a-zß-öø-ÿа-я])"
)
# The same two, but each begins with what few characters are: to look for them takes a fifth of the time.
_CASE_MEETS = re.compile(r"[a-zß-öø-ÿа-я](?=[^\W\d_a-zß-öø-ÿа-я])")
_DIGIT_MEETS = re.compile(r"\d(?:(?=[^\W\d_])|(?<=[^\W\d_]\d))")
_SEPARATOR = re.compile(r"\s*[|•·]\s*|\s+[–—-]+\s+|\s+(?=(?:By|Von|Par|Por|Di)\s)")
_CLOCK_ENDS = re.compile(rf"(?:{_CLOCK}|\d)$")
_CLOCK_OPENS = re.compile(r"\d{1,2}:\d\d(?=[^\W\d_])")
_CLOCK_CLOSES = re.compile(rf"(?<=[^\W\d_]){_CLOCK}(?:\s[A-Z]{{2,4}})?$")
# What is written close to an hour or a date: 14:05Uhr, 2:30PM, 1:20Min, 2019-03-12T14:05Z.
_UNITS = re.compile(r"(?:Uhr|[AaPp]\.?[Mm]|Min|Std|Sec|Sek|Hrs?|Th|St|Nd|Rd)\b|[TZ](?![^\W\d_])")

_STARTERS = ("Share", "Tweet", "Pin", "Email", "Print", "Teilen", "Partager", "Compartir", "Condividi", "Поделиться")
_STARTER = re.compile("|".join(_STARTERS))
_BUTTON = rf"(?:{'|'.join(_STARTERS)})(?: (?:this|it)(?: (?:article|story|post|page|video))?)?"
_BUTTONS_OPEN = re.compile(rf"(?:{_BUTTON})+(?=[“„«\"]?[^\W\d_a-zß-öø-ÿа-я])")
_EACH = re.compile(_BUTTON)
_BUTTONS = re.compile(rf"{_BUTTON}(?: (?:on|via|by) \w+)?(?:[\s|/·•]*{_BUTTON}(?: (?:on|via|by) \w+)?)*[:!]?")
# The buttons after a text: their first is what stands behind a stop, a small letter or a space.
_BUTTONS_CLOSE = re.compile(rf"(?<=[.!?…\"”’»)a-zß-öø-ÿа-я])(?P<gap>\s*)(?={_BUTTON})")
_STOPS = re.compile(r"[.!?…。]")
_MORE = re.compile(
    r"\s*(?:(?:Read|Learn|Show|See|View|Find out) (?:more|less|all)|Continue reading|Mehr (?:lesen|anzeigen|erfahren)|"
    r"Weiterlesen|Lire la suite|En savoir plus|Leer más|Ver más|Leggi (?:di più|tutto)|Читать далее)\s*[.»›→>❯…]*$",
    re.IGNORECASE,
)
# What the last words of those are where they are in ASCII; to look for these first takes a tenth of the time.
_MORE_ENDS = tuple("more less all reading lesen anzeigen erfahren suite plus tutto".split())


@rule("segment", since="0.1", confidence=0.95, places=with_year)
def time_fused_to_byline(line: str) -> Iterable[int]:
    """A byline and the time that stand on one line are cut apart.

    Pages set who wrote and when side by side, with a bar or a dot between or by design alone, and a dump
    leaves "By Jane Roe12 March 2019". Cut apart, each is read for what it is. One side must be a byline, or a
    name that meets the date without a space, and the other a date and nothing else.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("time_fused_to_byline", "By Jane Roe12 March 2019, 14:05")
    [('By Jane Roe', '12 March 2019, 14:05')]
    >>> where("time_fused_to_byline", "Updated: 12 Mar 2019 | By Jane Roe and John Public")
    [('Updated: 12 Mar 2019 |', 'By Jane Roe and John Public')]

    Abstains:

    >>> where("time_fused_to_byline", "By Friday 12 March 2019 – and no later – it was over.")
    []
    >>> where("time_fused_to_byline", "Exhibition of Jane Roe | March 3, 2020")
    []
    """
    return _byline_and_time(line) if _may_hold_date(line) else ()


def _byline_and_time(line: str) -> Iterator[int]:
    """Find where a byline meets a time."""
    for found in _SEPARATOR.finditer(line):
        left, right = line[: found.start()], line[found.end() :]
        if byline_names(left) and is_only_a_date(right):
            yield found.start()
            return
        if byline_names(right) and is_only_a_date(left):
            yield found.end()
            return
    for found in _meetings(line):
        left, right = line[: found.start()], line[found.start() :]
        if _is_name(left) and is_only_a_date(right) and find_dates(right):
            yield found.start()
            return
        if _is_name(right) and is_only_a_date(left) and _CLOCK_ENDS.search(left) and not _UNITS.match(right):
            yield found.start()
            return


_with_colon = with_any(":")


def _with_date_or_hour(draft: Draft) -> Collection[int]:
    """Return the places of the lines that may hold a year or an hour."""
    return {*draft.once(with_year), *_with_colon(draft)}


@rule("segment", since="0.1", confidence=0.9, places=_with_date_or_hour)
def date_fused_to_words(line: str) -> Iterable[int]:
    """A date or an hour that meets a word without a space is cut from it.

    Teasers and tickers leave a headline and its date side by side, and so do pages that state two dates. A day
    with its month and year beside a letter, a small letter beside a month and an hour beside a capital are
    written nowhere; what is written close to an hour ("Uhr", "pm") is known.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("date_fused_to_words", "The crane arrives in the harbourFebruary 15, 2024")
    [('The crane arrives in the harbour', 'February 15, 2024')]
    >>> where("date_fused_to_words", "December 30, 2023January 2, 2024")
    [('December 30, 2023', 'January 2, 2024')]
    >>> where("date_fused_to_words", "20:19Jane Roe")
    [('20:19', 'Jane Roe')]

    Abstains:

    >>> where("date_fused_to_words", "Fr 28.04.2023 17:37Uhr 01:18 min, as in Word97 of May 3, 2020")
    []
    """
    if len(line) > _LONGEST or (":" not in line and not _may_hold_date(line)):
        return ()
    return _date_and_words(line)


def _date_and_words(line: str) -> Iterator[int]:
    """Find where a date or an hour meets a word."""
    opens = _CLOCK_OPENS.match(line)
    if opens is not None and line[opens.end()].isupper() and not _UNITS.match(line, opens.end()):
        yield opens.end()
    closes = _CLOCK_CLOSES.search(line) if ":" in line else None
    if closes is not None and words(line[: closes.start()])[-1] not in _GRAMMAR:
        yield closes.start()
    if not _may_hold_date(line):
        return
    for found in _meetings(line):
        at = found.start()
        if _opens_with_day(line[at : at + 40]) and line[at].isalpha():
            yield at
        elif line[at - 1].isdigit() and line[at].isupper() and not _UNITS.match(line, at):
            dates = find_dates(line[max(0, at - 40) : at])
            if dates and dates[-1].end == min(40, at) and len(dates[-1].value) == 10:
                yield at


def _meetings(line: str) -> Iterable[re.Match[str]]:
    """Find where a small letter meets a capital, or a letter a digit; most lines have no such place."""
    return _MEETING.finditer(line) if _CASE_MEETS.search(line) or _DIGIT_MEETS.search(line) else ()


def _may_hold_date(line: str) -> bool:
    """Whether a line is short and may hold a year; asked of every line, so the cheapest test comes first."""
    return ("20" in line or "19" in line) and len(line) <= _LONGEST and _YEAR.search(line) is not None


def _opens_with_day(text: str) -> bool:
    """Whether a text opens with a date that has a day."""
    dates = find_dates(text)
    return bool(dates) and dates[0].start == 0 and len(dates[0].value) == 10


def _is_name(text: str) -> bool:
    """Whether a text is a byline, or a name and nothing else."""
    return bool(byline_names(text) or (byline_names(f"By {text}") and not words(text)[0].isdigit()))


@rule("segment", since="0.1", confidence=0.93, places=with_any(*_STARTERS))
def share_stuck_to_text(line: str) -> Iterable[int]:
    """Share buttons that run into a sentence, before or after it, are cut from it.

    "Share this article" is an element beside the text, and a dump may leave no space there. Before a sentence
    a lone "Share" is cut off only where a word follows that carries grammar ("ShareThe …"), since
    names are written so as well; after one, only buttons may follow to the line's end.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("share_stuck_to_text", "ShareTweetThe market opened in the rain on Saturday.")
    [('ShareTweet', 'The market opened in the rain on Saturday.')]
    >>> where("share_stuck_to_text", "The market opened in the rain on Saturday.Share this article")
    [('The market opened in the rain on Saturday.', 'Share this article')]

    Abstains:

    >>> where("share_stuck_to_text", "Share prices fell on Saturday, and SharePoint was down. Share what you know.")
    []
    """
    if line.startswith(_STARTERS) or _STARTER.search(line, max(0, len(line) - 60)):
        return _text_and_buttons(line)
    return ()


def _text_and_buttons(line: str) -> Iterator[int]:
    """Find where share buttons meet a sentence, before or after it."""
    if line.startswith(_STARTERS):
        opening = _BUTTONS_OPEN.match(line)
        if opening is not None:
            rest = words(line[opening.end() :])
            sure = " " in opening[0] or len(_EACH.findall(opening[0])) > 1 or (rest and rest[0].lower() in _GRAMMAR)
            if len(rest) >= 4 and sure:
                yield opening.end()
    if _STARTER.search(line, max(0, len(line) - 60)) is None:
        return
    for found in _BUTTONS_CLOSE.finditer(line, max(1, len(line) - 60)):
        before, after = line[: found.start()], line[found.end() :]
        stopped = ends_sentence(before)
        # Behind a space, or a small letter, there must be more than one word that may be any.
        if (stopped or not found["gap"]) and _BUTTONS.fullmatch(after) and len(words(before)) >= 3:
            if " " in after or (stopped and (not found["gap"] or after.startswith("Share"))):
                yield found.end()
            return


def _stopping_before_end(draft: Draft) -> Collection[int]:
    """Return the places of the lines in which a sentence may end shortly before they do."""
    shown = enumerate(draft.once(texts))
    return [place for place, text in shown if _STOPS.search(text, max(0, len(text) - 40), len(text) - 6)]


@rule("segment", since="0.1", confidence=0.92, places=_stopping_before_end)
def button_stuck_to_sentence(line: str) -> Iterable[int]:
    """A "Read more" at the end of a line is cut from the sentence before it.

    Teasers and texts that are folded up end in a button; in the dump it stands right behind the last
    sentence. It is cut off where a stop comes before it and nothing but an arrow after.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("button_stuck_to_sentence", "The market opened in the rain on Saturday. Read more »")
    [('The market opened in the rain on Saturday.', 'Read more »')]

    Abstains:

    >>> where("button_stuck_to_sentence", "The market has opened, and in winter we all read more.")
    []
    """
    if len(line) < 8 or _STOPS.search(line, max(0, len(line) - 40), len(line) - 6) is None:
        return ()
    last = line[-40:]
    if last.isascii() and not any(map(last.lower().__contains__, _MORE_ENDS)):
        return ()
    found = _MORE.search(line, max(0, len(line) - 40))
    return (found.start(),) if found is not None and found.start() > 0 and ends_sentence(line[: found.start()]) else ()
