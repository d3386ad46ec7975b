"""The summary between the title and the text."""

import re

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.hint import Kind
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.article.byline_forms import is_byline, is_name
from corpustools.rules.furniture.notices import legal_notice, notice, offer
from corpustools.rules.furniture.widgets import asks_the_reader
from corpustools.rules.lines import BULLETS, bare_lines
from corpustools.rules.outline import is_running
from corpustools.rules.pictures import is_of_picture
from corpustools.rules.places import between
from corpustools.rules.title import head, headline_places, sections
from corpustools.rules.vocabulary import BUTTONS, MENUS
from corpustools.rules.zones import stretch
from corpustools.text.calendar import says_when
from corpustools.text.dates import find_dates
from corpustools.text.words import count_words

_ITEM = re.compile(r"\d{1,2}[.)]\s")
_SUMS_UP = frozenset(
    "key points|key takeaways|takeaways|key facts|highlights|in brief|in short|at a glance|summary|quick summary|"
    "tl;dr|tldr|too long; didn't read|too long; didn’t read|the gist|the short version|article summary|synopsis|"
    "das wichtigste in kürze|auf einen blick|zusammenfassung|darum geht's|darum geht’s|kurz und knapp|l'essentiel|"
    "l’essentiel|en bref|en résumé|resumen|en resumen|puntos clave|claves|in sintesi|in breve|punti chiave|resumo|"
    "em resumo|pontos-chave|samenvatting|in het kort|sammanfattning|kort om|i korthet|kortversjonen|kort fortalt|"
    "resumé|tiivistelmä|lyhyesti|"
    "w skrócie|streszczenie|najważniejsze informacje|shrnutí|röviden|pe scurt|özet|главное|коротко|кратко|головне|"
    "要点|摘要|要約|まとめ|요약|ملخص".split("|")
)
"""Titles of a summary at the beginning of a text."""


def _short_versions(draft: Draft) -> frozenset[int]:
    """Return the indexes of the blocks of a summary that has a title of its own, near the text's beginning."""
    (first, start), lines = draft.once(head), draft.once(bare_lines)
    if start < 0:
        return frozenset()
    for block in draft.blocks[max(first + 1, 0) : start + 4]:
        if lines[block.index] in _SUMS_UP:
            below = draft.blocks[block.index + 1 : block.index + 9]
            points = [other for other in below if other.text[:1] in BULLETS and count_words(other.text) >= 3]
            if not points or points[0] not in below[:2]:
                points = [other for other in below[:1] if count_words(other.text) >= 8]
            size = next((at for at, other in enumerate(below) if other not in points and at > 0), len(below))
            held = [other.index for other in below[:size] if other in points]
            return frozenset([block.index, *held]) if held else frozenset()
    return frozenset()


def _summary(draft: Draft) -> frozenset[int]:
    """Return the indexes of the blocks below the title that sum the text up."""
    titles, (_, start) = draft.once(headline_places), draft.once(head)
    start = max(start, draft.once(stretch)[0])
    lines, parts = draft.once(bare_lines), draft.once(sections)
    first = max((index for index in titles if index < start), default=-1)
    if first < 0:
        return frozenset()
    found: set[int] = set()
    is_signed = False
    for block in draft.blocks[first + 1 : min(start + 4, first + 9)]:
        index, text, line = block.index, block.text, lines[block.index]
        if says_when(text) or is_byline(text) or is_name(text) or line in MENUS or line in BUTTONS or len(line) < 2:
            if found:
                break
            is_signed = is_signed or not (line in MENUS or line in BUTTONS)
            continue
        if (is_signed and not draft.is_running(block)) or text.startswith(("By ", "Par ", "Por ", "Von ")):
            continue  # an office, a place, an offer
        if len(text) < 25 or count_words(text) < 4 or text[:1] in BULLETS or parts[index] is not None:
            break
        if is_of_picture(block, draft):
            break
        if any(says(block, draft) for says in (asks_the_reader, offer, notice, legal_notice)):
            if draft.is_running(block):
                break
            continue
        if count_words(text) <= 10 and find_dates(text):
            continue
        following = draft.blocks[index + 1 : index + 2]
        if draft.is_running(block):
            # The text may begin right below the title.
            below = following[0].text if following else ""
            if draft.is_running(following[0] if following else None) and not (says_when(below) or is_byline(below)):
                break
            if not below or found or index >= draft.once(stretch)[1]:
                break
        found.add(index)
        if len(found) == 2:
            break
    return frozenset(found)


@rule("label", since="0.1", version=2, confidence=0.5, label=Label.STANDFIRST, words=(4, 80), places=between)
def text_before_byline(block: DraftBlock, draft: Draft) -> str | None:
    """A sentence between the title and the byline or date is the standfirst.

    The report begins after the byline; what reads like text before it introduces the report.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> page = f"Quiet Town Waits\\nThe mayor of the town sees no reason to worry.\\nBy Jane Roe\\n{text}\\n{text}"
    >>> where("text_before_byline", page)[0][0]
    'The mayor of the town sees no reason to worry.'

    Abstains:

    >>> where("text_before_byline", page.replace("By Jane Roe", "Share"))
    []
    >>> where("text_before_byline", page.replace("The mayor", "1. The mayor"))
    []
    """
    text = block.text
    if len(text) < 20 or (block.hint and block.hint.kind is not Kind.TEXT):
        return None
    if draft.is_weighed and (not draft.is_running(block) or draft.once(_summary) - {block.index}):
        return None
    first, start = draft.once(head)
    if (
        not (first < block.index < start + 1 and block.index <= first + 4 and first >= 0)
        or not 4 <= count_words(text) <= 80
    ):
        return None
    if says_when(text) or is_byline(text) or text[:1] in BULLETS or is_name(text) or is_of_picture(block, draft):
        return None
    if _ITEM.match(text):
        return None  # the first item of minutes, or of a list
    beside = (draft.neighbour(block, -1), draft.neighbour(block, 1))
    if draft.is_running(block) and any(other and draft.is_running(other) and is_running(other) for other in beside):
        return None  # the text has begun
    for step in (1, 2, 3, 4):
        other = draft.neighbour(block, step)
        if other is None or len(other.text) > 150:
            return None
        if says_when(other.text) or is_byline(other.text) or (step < 3 and is_name(other.text)):
            return "between the title and the byline or date"
    return None


@rule("label", since="0.1", confidence=0.5, label=Label.STANDFIRST, words=(4, 90), places=_summary)
def summary_below_title(block: DraftBlock, draft: Draft) -> str | None:
    r"""Where evidence says which blocks are text, a line right below the title that reads like one is the standfirst.

    Between the title and the text stand the author, the date, buttons, pictures and the summary. The summary comes
    first, has more words than a button, and something stands between it and the text, or it is not counted as text.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last, and nobody has asked the mayor of the town."
    >>> page = "\n".join(["Quiet Town Waits for Rain", "The mayor sees no reason to worry", "3 May 2019", *[text] * 3])
    >>> where("summary_below_title", page)
    [('The mayor sees no reason to worry', 'right below the title, before the text')]

    Abstains:

    >>> where("summary_below_title", page.replace("to worry", "to worry (Photo: AFP)"))
    []
    """
    if len(block.text) < 25 or not draft.is_weighed or (block.hint and block.hint.kind is not Kind.TEXT):
        return None
    return "right below the title, before the text" if block.index in draft.once(_summary) else None


@rule("label", since="0.1", confidence=0.498, label=Label.STANDFIRST, words=(1, 120), places=_short_versions)
def short_version(block: DraftBlock, draft: Draft) -> str | None:
    r"""At the text's beginning, what stands below "Key points" or "In brief" sums it up, and so does that title.

    The points of a list, or one paragraph where there is no list.

    Fires:

    >>> from corpustools.pipeline import where
    >>> text = "Nobody in the quiet town knows how long this will last."
    >>> page = f"Quiet Town Waits\nKey points\n• It is quiet\n• The mayor waits, too\n{text}\n{text}"
    >>> [line for line, _ in where("short_version", page)]
    ['Key points', '• It is quiet', '• The mayor waits, too']

    Abstains:

    >>> where("short_version", page.replace("Key points", "Points of view"))
    []
    """
    return "in a summary at the text's beginning" if block.index in draft.once(_short_versions) else None
