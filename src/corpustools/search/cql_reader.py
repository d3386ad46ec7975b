"""Reading queries in CQL: what is written is brought into the form of :mod:`corpustools.search.cql`."""

import re
import unicodedata

from corpustools.search.automaton import Node, One, needs
from corpustools.search.cql import Comparison, Condition, Pattern
from corpustools.search.cql_letters import OPEN, LetterReader

MOST_CHARACTERS = 2_000
_QUOTES = str.maketrans("“”„", '"""')
_SIGNS = frozenset("[{%?+")
_UNITS = {"s": True, "<s/>": True, "p": False, "<p/>": False}
"""What a hit may be asked to be within, and whether that is a sentence: all hits are within a passage."""

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_FLAGS = re.compile(r"%([A-Za-z]*)")
_ATTRIBUTES = ("word", "lc")
_KNOWN = "there are word and lc, the word without capitals, but no lemmas and no parts of speech"
_UNQUOTED = "this quotation mark is not closed"


def is_cql(text: str) -> bool:
    """Whether a query is one in CQL, and none of the simple ones.

    It begins with ``[``; or with a word in quotation marks, and has one of ``[ { % ? +`` or a last ``within`` outside
    of them. Round brackets may stand before.

    >>> [is_cql(query) for query in ('[]', '"a.*"%c', '("a"|"b") []? "c"', '"a" "b" within s')]
    [True, True, True, True]
    >>> [is_cql(query) for query in ('"North Atlantic"|NATO', 'a [b]', '"Who? Me"', '"a" b within the')]
    [False, False, False, False]
    """
    begin = text.translate(_QUOTES).lstrip(" \t\r\n(")
    if begin[:1] != '"':
        return begin[:1] == "["
    outside = "".join(begin.split('"')[::2])
    last = begin.rpartition('"')[2].split()
    return not _SIGNS.isdisjoint(outside) or (last[:1] == ["within"] and len(last) == 2 and last[1] in _UNITS)


def read_cql(text: str) -> Pattern:
    """Read a query in CQL. Raises :class:`~corpustools.errors.QueryError`, which says where in the query it is wrong.

    >>> read_cql('[lemma="be"] "quiet"')
    Traceback (most recent call last):
    corpustools.errors.QueryError: at character 2 of [lemma="be"] "quiet": there is no attribute lemma; there are word
    and lc, the word without capitals, but no lemmas and no parts of speech
    """
    return _Reader(unicodedata.normalize("NFC", text.translate(_QUOTES))).query()


class _Reader(LetterReader):
    """Reads a query, character by character."""

    def query(self) -> Pattern:
        if len(self._text) > MOST_CHARACTERS:
            raise self._wrong(f"a query has at most {MOST_CHARACTERS} characters", MOST_CHARACTERS)
        words = self._either(self._word)
        is_within = self._within()
        if self._rest():
            raise self._wrong("this is not understood")
        unlike_all = [False] * len(self._comparisons)
        open_ = {number for each, number in self._conditions.items() if each.holds(unlike_all)}
        if not needs(words, lambda symbol: symbol not in open_):
            raise self._wrong("at least one word must be said that is in each hit", 0)
        return Pattern(words, tuple(self._conditions), tuple(self._comparisons), is_within)

    def _within(self) -> bool:
        place = self._skip()
        if not self._rest().startswith("within"):
            return False
        unit = self._rest()[len("within") :].strip()
        if unit not in _UNITS:
            raise self._wrong("a hit is within s, a sentence, or within p, a passage", place)
        self._at = len(self._text)
        return _UNITS[unit]

    # --- Words --------------------------------------------------------------------------------------

    def _word(self) -> Node | None:
        self._skip()
        if self._takes("("):
            return self._bracket(self._word)
        if self._text.startswith('"', self._at):
            return self._asked(self._compared(is_folded=False))
        if not self._takes("["):
            return None
        place = self._at - 1
        condition = Condition("all")
        if not self._takes_word("]"):
            condition = self._any()
            if not self._takes_word("]"):
                raise self._wrong(
                    "& or | or ] is missing, or the bracket is not closed" if self._rest() else OPEN, place
                )
        return self._asked(condition)

    def _asked(self, condition: Condition) -> One:
        return One(self._conditions.setdefault(condition, len(self._conditions)))

    def _any(self) -> Condition:
        parts = [self._all()]
        while self._takes_word("|"):
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Condition("any", tuple(parts))

    def _all(self) -> Condition:
        parts = [self._one()]
        while self._takes_word("&"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else Condition("all", tuple(parts))

    def _one(self) -> Condition:
        place = self._skip()
        if self._takes("!"):
            with self._deeper(place):
                return Condition("not", (self._one(),))
        if self._takes("("):
            with self._deeper(place):
                found = self._any()
            if not self._takes_word(")"):
                raise self._wrong(OPEN, place)
            return found
        attribute = _NAME.match(self._text, self._at)
        if attribute is None:
            raise self._wrong("an attribute is missing: word or lc")
        if attribute[0] not in _ATTRIBUTES:
            raise self._wrong(f"there is no attribute {attribute[0]}; {_KNOWN}")
        self._at = attribute.end()
        self._skip()
        is_other = self._takes("!=")
        if not is_other and (self._text.startswith("==", self._at) or not self._takes("=")):
            raise self._wrong("after an attribute stands = or !=")
        place = self._skip()
        if not self._text.startswith('"', self._at):
            raise self._wrong("a word in quotation marks is missing")
        found = self._compared(is_folded=attribute[0] == "lc")
        return Condition("not", (found,)) if is_other else found

    def _compared(self, *, is_folded: bool) -> Condition:
        """Read a word in quotation marks, and what stands behind it."""
        place = self._at
        self._at += 1
        letters = self._either(self._letter)
        if not self._takes('"'):
            raise self._wrong(
                "a bracket is closed that was not opened" if self._text.startswith(")", self._at) else _UNQUOTED, place
            )
        if self._rest().startswith("%"):
            self._skip()
            flags = _FLAGS.match(self._text, self._at)
            if flags is None or set(flags[1]) != {"c"}:
                raise self._wrong("the only flag is %c, which leaves capitals out of account")
            self._at, is_folded = flags.end(), True
        if is_folded:
            letters = self._folded(letters, place)
        comparison = Comparison(letters, is_folded)
        return Condition("is", (), self._comparisons.setdefault(comparison, len(self._comparisons)))
