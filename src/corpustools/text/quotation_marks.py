"""What stands in quotation marks: of Europe, of East Asia and of typewriters, mixed, nested and missing ones."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_DOUBLE = re.compile('["“”„‟«»「」『』＂]')
_SINGLE = re.compile("['‘’‚‛‹›]")
_MAY_OPEN_SINGLE = re.compile("[‘‚‛‹›]")
_GUILLEMETS = re.compile("[«»]")
_EAST_ASIAN = re.compile(r"[“”\"]?[\u3001-\u303f\u3400-\u9fff\uff00-\uffef]|[^“”\"][“”\"][\u3400-\u9fff]")
_OPENING = frozenset("„‟「『‚‛")
_CLOSING = frozenset("」』")
_BEFORE_OPENING = frozenset("([{/—–-:,;=|>…“„«»‘‚‹›\"'「『（，：、　。")
_BEFORE_CLOSING = frozenset(".,!?…;:")
_AFTER_CLOSING = frozenset(".,!?…;:)]—–”»“\"'’")


class Marked(NamedTuple):
    """Words in quotation marks at ``start`` to ``end``, marks included; one of the two may be missing."""

    start: int
    end: int
    opened: bool = True
    closed: bool = True

    def inside(self) -> tuple[int, int]:
        """Return where the words inside the marks are.

        >>> text = "“It is quiet,” she said."
        >>> start, end = Marked(0, 14).inside()
        >>> text[start:end]
        'It is quiet,'
        """
        return self.start + self.opened, self.end - self.closed


def opening_guillemet(texts: Iterable[str]) -> str:
    """Return the guillemet that opens in these texts: what most of those that hold one begin with.

    >>> opening_guillemet(["»Ja«, sagte sie.", "Er nickte. »Gut.«"]), opening_guillemet(["« Oui », dit-elle."])
    ('»', '«')
    """
    first = [found[0] for text in texts if ("«" in text or "»" in text) and (found := _GUILLEMETS.search(text))]
    return "»" if first.count("»") > first.count("«") else "«"


def find_marked(text: str, guillemet: str = "«") -> list[Marked]:
    r"""Return what stands in quotation marks in one paragraph, the outermost marks of nested ones.

    Curly and straight ones may be mixed; an apostrophe is no mark. ``guillemet`` is the one that opens.

    >>> text = "“We’re ‘here’,” he said, “and it\" works. „Ja“, sagte sie. ‘The boys’ ball is gone,’ he said."
    >>> [text[each.start : each.end] for each in find_marked(text)]
    ['“We’re ‘here’,”', '“and it"', '„Ja“', '‘The boys’ ball is gone,’']

    Chinese has no space beside them:

    >>> text = "他说：“好。”她也说“很好”。"
    >>> [text[each.start : each.end] for each in find_marked(text)]
    ['“好。”', '“很好”']

    The mark that is missing at an end of the paragraph is where a quotation goes on:

    >>> find_marked("“It began here."), find_marked("and it ended here.” So he said."), find_marked('6" wide')
    ([Marked(start=0, end=15, opened=True, closed=False)], [Marked(start=0, end=19, opened=False, closed=True)], [])
    """
    double = _double(text, guillemet)
    single = _single(text, "‹" if guillemet == "«" else "›")
    return _outermost(double, single) if single else double


def _double(text: str, guillemet: str) -> list[Marked]:
    found: list[Marked] = []
    open_: list[int] = []
    for match in () if '"' not in text and text.isascii() else _DOUBLE.finditer(text):
        at = match.start()
        if _opens(text, at, guillemet, text[open_[-1]] if open_ else ""):
            if open_ and text[open_[-1]] == text[at] and text[at] not in "«»「『":
                open_.pop()  # The one before was never closed.
            open_.append(at)
        elif open_:
            start = open_.pop()
            if not open_:
                found.append(Marked(start, at + 1))
        elif not found and text[at] != '"' and at and text[at - 1] in _BEFORE_CLOSING:
            found.append(Marked(0, at + 1, opened=False))
    end = len(text.rstrip())
    if open_ and (not found or found[-1].end <= open_[0]) and open_[0] + 1 < end:
        found.append(Marked(open_[0], end, closed=False))
    return found


def _opens(text: str, at: int, guillemet: str, last: str) -> bool:
    """Whether the double mark at ``at`` opens, ``last`` being the one that is open."""
    mark = text[at]
    if mark in _OPENING:
        return True
    if mark in _CLOSING:
        return False
    if mark in '“”"' and _EAST_ASIAN.match(text, max(at - 1, 0), at + 2) is not None:
        # No space stands between words there: the mark alone says it.
        return not last if mark == '"' else mark == "“"
    may_open, may_close = _may_open(text, at), _may_close(text, at)
    if mark in "«»":
        if last == mark and may_close and not may_open:  # Swedish and Finnish: »…»
            return False
        return mark == guillemet or (not last and may_open and not may_close)
    if last:
        return may_open and not may_close and last != "„" and (mark == "“" or last != mark)
    return may_open


def _may_open(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (not before or before.isspace() or before in _BEFORE_OPENING) and bool(after) and not after.isspace()


def _may_close(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(before) and not before.isspace() and not after.isalnum()


def _single(text: str, guillemet: str) -> list[Marked]:
    # Most often there are apostrophes at most, and those of good typography open nothing.
    if "'" not in text and (text.isascii() or _MAY_OPEN_SINGLE.search(text) is None):
        return []
    marks = [match.start() for match in _SINGLE.finditer(text)]
    if not any(_opens_single(text, at, guillemet) for at in marks):
        return []
    # Of each mark: whether a sure closing one comes after it, and before the next one that opens.
    sure_later = [False] * len(marks)
    sure = False
    for place in range(len(marks) - 1, -1, -1):
        sure_later[place] = sure
        sure = _is_sure_end(text, marks[place]) or (sure and not _opens_single(text, marks[place], guillemet))
    found = []
    start = -1
    for at, later in zip(marks, sure_later, strict=True):
        if start < 0 or (text[at] in "‘‚" and _opens_single(text, at, guillemet)):
            if _opens_single(text, at, guillemet):
                start = at
        elif _may_close(text, at) and (_is_sure_end(text, at) or not (text[at - 1] in "sSzxß" and later)):
            found.append(Marked(start, at + 1))
            start = -1
    return found


def _opens_single(text: str, at: int, guillemet: str) -> bool:
    if text[at] in "’" or (text[at] in "‹›" and text[at] != guillemet):
        return False
    return _may_open(text, at) and (text[at + 1].isalpha() or text[at + 1] in '[“"…')


def _is_sure_end(text: str, at: int) -> bool:
    """Whether a single mark ends words rather than a plural's possessive: a stop stands beside it."""
    return _may_close(text, at) and (
        text[at - 1] in _BEFORE_CLOSING or at + 1 == len(text) or text[at + 1] in _AFTER_CLOSING
    )


def _outermost(double: Sequence[Marked], single: Sequence[Marked]) -> list[Marked]:
    """Merge two lists in order, leaving out what lies in another or overlaps with a double one."""
    found: list[Marked] = []
    for each in sorted((*double, *single), key=lambda each: (each.start, -each.end)):
        if not found or each.start >= found[-1].end:
            found.append(each)
        elif each.end > found[-1].end and each in double:
            found[-1] = each
    return found
