"""HTML: a page's text as a browser would show it, line by line, with a hint for each line.

An element that breaks lines makes a line of its own, and a blank line parts it from the next; a ``<br>`` makes a
line end. The cells of a row that holds no blocks are one line, with tabs. Nothing that a person could read is
dropped: what is hidden, or stands in for an image or a script, is a line whose hint says so.
"""

import re
from collections import Counter

from corpustools.model.hint import Hint, Kind, Parsed
from corpustools.model.rows import row_maker
from corpustools.readers.html_declared import declarations
from corpustools.readers.html_elements import CAPTION, DEEPEST, LEVEL, Node, Said
from corpustools.readers.html_lines import Lines
from corpustools.readers.html_parsers import read_page
from corpustools.readers.html_text import Line
from corpustools.readers.html_things import things_of_page
from corpustools.readers.json_ld import bodies, not_shown
from corpustools.readers.plain import decode

__all__ = ["decode", "parse"]

_HINT = row_maker(Hint)
_TAG = re.compile("<[A-Za-z]")
_HALF = re.compile("[\ud800-\udfff]")


def parse(text: str) -> Parsed:
    """Read the text of a page, with a hint for each line, and notes on what was odd.

    >>> parsed = parse("<title>News</title><main><h1>Quiet</h1><p>The <a href='/town'>town</a> is<br>quiet.</main>")
    >>> parsed.text
    'News\\n\\nQuiet\\n\\nThe town is\\nquiet.'
    >>> [(parsed.text[hint.start : hint.end], "/".join(hint.path), hint.link_share) for hint in parsed.hints[1:3]]
    [('Quiet', 'body/main/h1', 0.0), ('The town is', 'body/main/p', 0.4444444444444444)]

    A frameset has its text elsewhere, and a page may have it in its JSON-LD alone:

    >>> parse("<frameset><frame src='a.html'><frame src='b.html'></frameset>").notes
    ('a frameset: the text is in other documents: a.html, b.html',)
    """
    notes: list[str] = []
    try:
        lines = read_page(text)
    except UnicodeEncodeError:
        text, halves = _HALF.subn("\ufffd", text)
        notes.append(f"halves of surrogate pairs, shown as U+FFFD: {halves}")
        lines = read_page(text)
    if "\0" in text:
        notes.append(f"zero bytes, shown as U+FFFD: {text.count(chr(0))}")
        text = text.replace("\0", "\ufffd")  # in what is declared, too, at the same places
    if text.strip() and not _TAG.search(text):
        notes.append("no element in it: read as the text of a page")
    found = lines.titles + lines.lines
    notes += _notes(lines, found)
    added = _only_in_json_ld(lines, found)
    if added:
        notes.append("the article stands in JSON-LD alone; its articleBody was read after the page's text")
    return Parsed(*_place(found + added), tuple(notes), declarations(text), things_of_page(text))


def _notes(lines: Lines, found: list[Line]) -> list[str]:
    """Say what was out of the ordinary."""
    notes = []
    kinds = Counter(line.kind for line in found)
    if lines.is_amp:
        notes.append("an AMP page")
    if lines.frames:
        notes.append(f"a frameset: the text is in other documents: {', '.join(lines.frames)}")
    if lines.shadows:
        notes.append(f"shadow templates, read in place: {lines.shadows}")
    if lines.is_flat:
        notes.append(f"nested deeper than {DEEPEST}: flattened")
    if kinds[Kind.HIDDEN]:
        notes.append(f"lines that the page hides: {kinds[Kind.HIDDEN]}")
    if kinds[Kind.NOSCRIPT]:
        notes.append(f"lines for browsers without scripts, frames or media: {kinds[Kind.NOSCRIPT]}")
    return notes


def _only_in_json_ld(lines: Lines, found: list[Line]) -> list[Line]:
    """Return the lines of the articles that JSON-LD holds and the page does not show."""
    added: list[Line] = []
    for body in not_shown(bodies(lines.json_ld), (line.text for line in found)):
        body = _HALF.sub("\ufffd", body)
        within = read_page(body if _TAG.search(body) else "<pre>" + body.replace("&", "&amp;").replace("<", "&lt;"))
        node = Node("script", {}, Node("body", {}, None, 0), lines.elements + 1, kind=Kind.JSON_LD)
        added += [Line(line.text, node, node, Kind.JSON_LD) for line in within.lines]
    return added


def _place(lines: list[Line]) -> tuple[str, tuple[Hint, ...]]:
    """Put the lines one below the other, and say where each stands."""
    pieces: list[str] = []
    hints: list[Hint] = []
    said: Said = {}
    at = 0
    for text, node, holder, kind, share, emphasis, time, datetime, close in lines:
        if pieces:
            pieces.append("\n" if close else "\n\n")
            at += 1 if close else 2
        pieces.append(text)
        end = at + len(text)
        start = end - len(text.lstrip())
        path, names, roles = node.describe(said)
        inline: tuple[str, ...] = ()
        inline_names: tuple[str, ...] = ()
        if holder is not node:
            within, named, roles = holder.describe(said)
            inline = within[len(path) :]
            inline_names = named[-1] if len(inline) == 1 else sum(named[len(path) :], ())
        flags = holder.flags
        parent = node.parent.number if node.parent else 0
        is_caption = bool(flags & CAPTION)
        around = (path[-1] if path else "body", path or ("body",), names or ((),), roles, share, kind)
        own = (node.number, parent, flags & LEVEL, emphasis, is_caption, time, datetime, inline, inline_names)
        hints.append(_HINT((start, end, *around, *own)))
        at = end
    return "".join(pieces), tuple(hints)
