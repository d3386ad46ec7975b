"""Known organizations and places in Chinese, Japanese and Korean, which are found wherever they stand in a sentence."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from corpustools.extractors.names.known_names import known_as
from corpustools.extractors.names.lexicons import unspaced
from corpustools.extractors.names.passages import in_source, source_span
from corpustools.model.document import Document
from corpustools.registry import Named, rule

if TYPE_CHECKING:
    import ahocorasick

_LETTERS = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]")
_PEOPLE = frozenset("人语語籍裔系式文인어계식")
"""What makes a country's name one of its people or language."""
_OF_MORE = re.compile(
    "[\u4e00-\u9fff\u30a1-\u30fc\uac00-\ud7a3]{0,8}?"
    "(?:大学|大學|学院|學院|银行|銀行|公司|集团|集團|日报|日報|晚报|晚報|医院|醫院|病院|机场|機場|空港|トラフ|テレビ|放送|球団|"
    "대학교|은행|병원|공항|신문|방송)"
)
_APART = frozenset("的是在和与與及跟或之の와과의")
"""What stands between a place and the name of something else, where it is no part of that."""


@rule("mention", since="0.1", confidence=0.86)
def name_without_capitals(document: Document) -> Iterator[Named]:
    """In Chinese, Japanese and Korean a known organization's or place's name is one wherever it stands.

    The longest of those that overlap, and none that goes on in the same script where words have borders: before a name
    in Korean letters, and on both sides of one in katakana. Peoples and languages are no places, nor is what opens the
    name of a university, a bank, a paper or the like.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("name_without_capitals", "据新华社北京4月24日电，国家航天局和联合国在会上没有说什么，大家都很平静。")
    [('新华社', 'organization', 'Xinhua'), ('北京', 'place', 'Beijing'),
    ('国家航天局', 'organization', 'China National Space Administration'), ('联合国', 'organization', 'United Nations')]

    Abstains:

    >>> where("name_without_capitals", "大家都很平静，没有人说什么，中国人和日语老师也都没有说什么，他们今天不在这里。")
    []
    >>> where("name_without_capitals", "南京航空航天大学的老师今天没有说什么，大家都很平静，他们今天不在这里。")
    []
    """
    for block in in_source(document):
        text = block.reading
        if text.isascii() or _LETTERS.search(text) is None:
            continue
        for start, end, (kind, name, identifier) in _longest(text):
            place = source_span(document, block, start, end)
            if kind == "place":
                yield Named(*place, "place", name, None, identifier)
            else:
                yield Named(*place, "organization", name)


@cache
def _automaton() -> "ahocorasick.Automaton":
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for kind, name, words in unspaced():
        found = [entry for entry in known_as(name) if entry.kind != "organization"] if kind == "place" else []
        best = max(found, key=lambda entry: entry.population, default=None)
        automaton.add_word(words, (len(words), (kind, name, None if best is None else best.identifier)))
    automaton.make_automaton()
    return automaton


def _longest(text: str) -> Iterator[tuple[int, int, tuple[str, str, str | None]]]:
    found = [(last + 1 - size, last + 1, known) for last, (size, known) in _automaton().iter(text)]
    reached = 0
    for start, end, known in sorted(found, key=lambda hit: (hit[0], -hit[1])):
        if start >= reached:
            reached = end
            before, after = text[start - 1 : start], text[end : end + 1]
            if _HANGUL.match(text, start) and _HANGUL.match(before):
                continue
            if _KATAKANA.match(text, start) and (_KATAKANA.match(before) or _KATAKANA.match(after)):
                continue
            if not (known[0] == "place" and (after in _PEOPLE or _is_of_more(text, end))):
                yield start, end, known


def _is_of_more(text: str, end: int) -> bool:
    found = _OF_MORE.match(text, end)
    return found is not None and _APART.isdisjoint(found[0])
