"""What is meant by the name of an encoding that a server, a mail or a page declares."""

import codecs
import re

# The encodings that browsers read under another's name (the WHATWG's Encoding Standard): supersets, all of them.
_READ_AS = {
    "iso8859-1": "windows-1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# Names that the same standard knows and Python does not.
_ALSO_CALLED = {
    "iso-8859-8-i": "iso8859-8",
    "windows-874": "cp874",
    "windows-31j": "cp932",
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "x-mac-cyrillic": "mac-cyrillic",
}
# Python's codecs that encode no pages, and those that need the mark that is not there.
_NOT_ENCODINGS = re.compile("utf-?_?7|utf-?_?(16|32)|.*[-_]escape|charmap|idna|punycode|oem|mbcs|undefined")


def encoding_called(declared: str) -> str | None:
    """Return Python's name for what is declared, as browsers read it; nothing, where it is no encoding of pages.

    ASCII is an exception: browsers read it as windows-1252, but a text that is declared so and has other bytes may be
    in any encoding.

    >>> encoding_called("Latin1"), encoding_called("gb2312"), encoding_called("x-sjis"), encoding_called("utf-16le")
    ('windows-1252', 'gb18030', 'cp932', 'utf-16-le')
    >>> encoding_called("nonsense"), encoding_called("unicode_escape"), encoding_called("utf-16")
    (None, None, None)
    """
    try:
        name = codecs.lookup(_ALSO_CALLED.get(declared.lower(), declared)).name
    except (LookupError, ValueError):
        return None
    return None if _NOT_ENCODINGS.fullmatch(name) else _READ_AS.get(name, name)
