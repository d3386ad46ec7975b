"""Text of a document as MyST Markdown that shows it and does nothing else."""

import re

# These open some markup wherever they stand: escapes, code, emphasis, roles, links, HTML, references to
# characters, mathematics, strikethrough, cells of tables, footnotes.
_ANYWHERE = re.compile(r"[\\`*_{}\[\]<>&$~|^]")
# All other ASCII punctuation can do so at most where a line begins (headings, lists, rules, underlines,
# comments, targets, fences) or right after the number that a line begins with.
_AT_START = re.compile(r"(\d*)([!-/:-@\[-`{-~])")
# A run of these at the end of a heading closes it, and is not shown.
_CLOSING = re.compile(r"(?<=[ \t])#+$")
_LINE_END = re.compile(r"\s*(?:\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029])\s*")


def lines(text: str) -> list[str]:
    r"""Return the lines of a passage as a page shows them, without white space around any.

    >>> lines(" one\u2028two ")
    ['one', 'two']
    """
    # What is printable has no end of a line.
    return [text.strip()] if text.isprintable() else _LINE_END.sub("\n", text.strip()).split("\n")


def one_line(text: str) -> str:
    r"""Return a text as a heading shows it.

    >>> one_line("one\n two ")
    'one two'
    """
    return " ".join(lines(text))


def escape(text: str) -> str:
    r"""Return Markdown for one paragraph that shows ``text``, whatever is in it.

    A backslash before ASCII punctuation makes it show as itself (CommonMark 2.4). No more is escaped than
    has a meaning, so that the page can be read as it is. A line end inside becomes a hard line break.

    >>> print(escape("1. {ref}`x` <b> *y* & $z$, no more."))
    1\. \{ref\}\`x\` \<b\> \*y\* \& \$z\$, no more.
    >>> print(escape("one\n- two"))
    one\
    \- two
    """
    return "\\\n".join([_escaped(line) for line in lines(text)])


def _escaped(line: str) -> str:
    """Escape what has a meaning anywhere, and before that what has one at the start."""
    started = _AT_START.match(line)
    if started is None:
        opening, rest = "", line
    else:
        opening, rest = f"{started[1]}\\{started[2]}", line[started.end() :]
    # Most passages have nothing of that.
    return opening + (_ANYWHERE.sub(r"\\\g<0>", rest) if _ANYWHERE.search(rest) else rest)


def escape_line(text: str) -> str:
    r"""Return Markdown for a heading or a table's cell: like :func:`escape`, on one line.

    >>> print(escape_line("one\n# two *three*"))
    one # two \*three\*
    >>> print(escape_line("The language C #"))
    The language C \#
    """
    return _CLOSING.sub(r"\\\g<0>", escape(one_line(text)))
