"""Repairs: characters that the reading text shows differently. What was read stays what it was."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

import ftfy
from ftfy.badness import is_bad

from corpustools.registry import Replacement, rule

# The spaces that scrapers leave where the page had an ordinary one; thin and narrow spaces (U+2009,
# U+202F) are set on purpose between digits, and stay.
_NO_BREAK = re.compile("\u00a0")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Soft hyphens, byte order marks inside the text, and controls other than tab and line ends. Zero-width
# joiners and spaces stay: Persian, Hindi, Thai and emoji need them. So do bidirectional controls.
_INVISIBLE = re.compile("[\u00ad\ufeff\x00-\x08\x0e-\x1b\x1f\x7f\x80-\x84\x86-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# What a replacement may not bring into a line: the ends of lines, and the space that is repaired itself.
_TO_SPACE = re.compile("[\u00a0\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# What ftfy takes for damage holds two characters beyond ASCII side by side, or one of those that are damage ALONE. No
# sequence of HARMLESS ones, which texts are full of, is damage, but for a mark between two Cyrillic capitals. Tests ask
# ftfy for all of them. So few lines are looked at closer, which takes a hundred times as long.
ALONE = "\x80-\x9fŒœÂÃ"
_MARKS = "\u00a0©«®·»–—‘’‚“”„•…‹›™"
HARMLESS = f"{_MARKS}ЁА-яё\u0590-\u1fff\u2e80-\ud7ff"
_MAYBE = re.compile(
    f"[^\x00-\x7f](?:(?<=[{ALONE}])|(?<=[{HARMLESS}])[^\x00-\x7f{HARMLESS}]|(?<![{HARMLESS}])[^\x00-\x7f]"
    f"|(?<=[ВГРС])[{_MARKS}][ВГРС])"
)
_RUN_OF_NON_ASCII_WORDS = re.compile(r"[^\x00-\x7f](?:[^\n\r]*[^\x00-\x7f])?")


@rule("repair", since="0.1", confidence=0.99)
def no_break_space_to_space(text: str) -> Iterator[Replacement]:
    r"""A no-break space is shown as a space.

    Content management systems put no-break spaces around links and short words to steer line breaks.
    Left in the text they split every search for a phrase: "with Russia" does not match "with\u00a0Russia".

    Fires:

    >>> list(no_break_space_to_space("with\u00a0Russia"))
    [Replacement(start=4, end=5, text=' ')]

    Abstains:

    A narrow no-break space between digits is set on purpose.

    >>> list(no_break_space_to_space("12\u202f000 people"))
    []
    """
    for match in _NO_BREAK.finditer(text):
        yield Replacement(match.start(), match.end(), " ")


@rule("repair", since="0.1", confidence=0.95)
def character_reference(text: str) -> Iterator[Replacement]:
    """An HTML character reference is shown as the character it stands for.

    Dumps that skip a decoding step, or decode only once what was encoded twice, leave ``&amp;`` and
    ``&#8217;`` in running text. A reference without its semicolon, or of no known name, is left alone.

    Fires:

    >>> list(character_reference("Marks &amp; Spencer"))
    [Replacement(start=6, end=11, text='&')]
    >>> list(character_reference("co&shy;operation"))
    [Replacement(start=2, end=7, text='')]

    Abstains:

    >>> list(character_reference("R&D; see p. 4 &c &unknown;"))
    []
    """
    for match in _REFERENCE.finditer(text):
        shown = html.unescape(match.group())
        # What it stands for is itself shown as it would be if it had been read: "&shy;" not at all.
        if shown != match.group() and not shown.endswith(";"):
            yield Replacement(match.start(), match.end(), _INVISIBLE.sub("", _TO_SPACE.sub(" ", shown)))


# Surer than the rules that claim single characters: those characters (C1 controls, no-break spaces) are
# often bytes of a damaged letter, and nothing could be made of it without them.
@rule("repair", since="0.1", confidence=0.995)
def mojibake(text: str) -> Iterator[Replacement]:
    """UTF-8 that was once decoded as a single-byte encoding is shown as what it was.

    The plan is ftfy's, which acts only on sequences that are far likelier damage than text (and on the C1
    controls that were quotes and dashes in windows-1252); all its other fixes are off. The words around
    the damage stay outside the repair.

    Fires:

    >>> list(mojibake("The cafÃ© is open."))
    [Replacement(start=7, end=9, text='é')]
    >>> list(mojibake("DÃ©jÃ\\xa0 vu, she said.â€\\x9d"))
    [Replacement(start=1, end=3, text='é'), Replacement(start=4, end=6, text='à'),
     Replacement(start=20, end=23, text='”')]

    Abstains:

    >>> list(mojibake("Ãgua é vida"))
    []
    """
    for match in _suspects(text):
        damaged = match.group()
        if is_bad(damaged):
            for found in _differences(match.start(), damaged, ftfy.fix_encoding(damaged)):
                if not _SURROGATE.search(found.text):
                    yield replace(found, text=_INVISIBLE.sub("", _TO_SPACE.sub(" ", found.text)))


@rule("repair", since="0.1", confidence=0.98)
def invisible_character(text: str) -> Iterator[Replacement]:
    r"""A soft hyphen, a stray byte order mark or a control character is not shown.

    They change nothing that a person sees and break every search. Joiners and directional marks are
    left alone, because scripts need them.

    Fires:

    >>> list(invisible_character("co\u00adoperation"))
    [Replacement(start=2, end=3, text='')]

    Abstains:

    Persian words need the zero-width non-joiner.

    >>> list(invisible_character("می\u200cخواهم"))
    []
    """
    for match in _INVISIBLE.finditer(text):
        yield Replacement(match.start(), match.end(), "")


@rule("repair", since="0.1", confidence=0.97)
def lone_surrogate(text: str) -> Iterator[Replacement]:
    r"""Half of a surrogate pair is shown as U+FFFD, the mark of a lost character.

    JSON can hold halves of pairs that were cut apart; no file can be written with them in it.

    Fires:

    >>> list(lone_surrogate("cut \ud83d here"))
    [Replacement(start=4, end=5, text='�')]

    Abstains:

    >>> list(lone_surrogate("whole \U0001f600"))
    []
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        for match in _SURROGATE.finditer(text):
            yield Replacement(match.start(), match.end(), "\ufffd")


def _suspects(text: str) -> Iterator[re.Match[str]]:
    """Yield, of each line that may hold damage, what stands from the first to the last character beyond ASCII."""
    at = len(text) if text.isascii() else 0
    while (hit := _MAYBE.search(text, at)) is not None:
        line = max(text.rfind("\n", at, hit.start()) + 1, text.rfind("\r", at, hit.start()) + 1, at)
        match = _RUN_OF_NON_ASCII_WORDS.search(text, line)
        assert match is not None, "there is one at the hit"
        yield match
        at = match.end()


def _differences(offset: int, damaged: str, fixed: str) -> Iterator[Replacement]:
    """Yield what differs, cut at the ASCII that both sides share, so that a repair is no longer than its damage."""
    ascii_run = re.compile(r"[\x00-\x7f]+")
    before, after = ascii_run.split(damaged), ascii_run.split(fixed)
    if ascii_run.findall(damaged) != ascii_run.findall(fixed) or len(before) != len(after):
        yield _trimmed(offset, damaged, fixed)
        return
    at = offset
    for old, new, between in zip(before, after, [*ascii_run.findall(damaged), ""], strict=True):
        if old != new:
            yield _trimmed(at, old, new)
        at += len(old) + len(between)


def _trimmed(offset: int, old: str, new: str) -> Replacement:
    """Leave out what both sides open and end with, but for one character at least."""
    lead = tail = 0
    while lead < min(len(old) - 1, len(new)) and old[lead] == new[lead]:
        lead += 1
    while tail < min(len(old) - 1, len(new)) - lead and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return Replacement(offset + lead, offset + len(old) - tail, new[lead : len(new) - tail])
