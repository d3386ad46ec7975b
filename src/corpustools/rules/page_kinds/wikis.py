"""What MediaWiki puts around an article: Wikipedia is copied more often than any other site."""

import re
from collections.abc import Collection, Iterator

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.span import Label
from corpustools.registry import rule
from corpustools.rules.lines import texts
from corpustools.rules.places import holding, with_any

_LINE = re.compile(
    r"from wikipedia, the free encyclopedia|(?:aus wikipedia|wikipedia), der freien enzyklopädie|"
    r"un article de wikipédia, l['’]encyclopédie libre|de wikipedia, la enciclopedia libre|"
    r"da wikipedia, l['’]enciclopedia libera|origem: wikipédia, a enciclopédia livre|"
    r"(?:uit )?wikipedia, de vrije encyclopedie|från wikipedia|"
    r"fra wikipedia, den frie? encyklop[eæ]di|"
    r"z wikipedii, wolnej encyklopedii|материал из википедии [—–-] свободной энциклопедии|"
    r"матеріал з вікіпедії [—–-] вільної енциклопедії|出典: フリー百科事典『ウィキペディア（wikipedia）』|"
    r"维基百科，自由的百科全书|위키백과, 우리 모두의 백과사전|"
    r"redirects here\. for other uses, see .{1,80}|\(redirected from .{1,80}\)|"
    r"this article (?:needs additional citations for verification|includes a list of (?:general )?references|"
    r"may be in need of reorganization|has multiple issues|is about).{0,300}|"
    r"this (?:page|article) was last (?:edited|modified) on .{1,300}|"
    r"diese seite wurde zuletzt am .{1,200} bearbeitet.{0,100}|"
    r"la dernière modification de cette page a été faite le .{1,200}|esta página se editó por última vez .{1,200}|"
    r"эта страница в последний раз была отредактирована .{1,200}|"
    r"text is available under the creative commons .{1,400}|retrieved from .{0,3}https?://\S+.{0,3}|"
    r"abgerufen von .{0,3}https?://\S+.{0,3}",
    re.IGNORECASE,
)
_EDIT = re.compile(
    r"[^\s\[\]]\s?(\[(?:edit(?: source)?|bearbeiten|modifier|editar|modifica|bewerken|redigera|rediger|edytuj|upravit|"
    r"править|редагувати|編集|编辑|編輯|편집)(?: \| [^\[\]]{3,40})?\])$",
    re.IGNORECASE,
)
_LONGEST = 200
_named = holding(
    "wikipedia wikipédia wikipedii википедии вікіпедії redirected redirects citations references reorganization issues "
    "edited modified bearbeitet modification editó отредактирована creative retrieved abgerufen".split()
)
_signed = with_any("ウィキペディア", "维基百科", "위키백과")


def _of_a_wiki(draft: Draft) -> Collection[int]:
    """Return the places of the lines that MediaWiki writes."""
    shown = draft.once(texts)
    asked = {*_named(draft), *_signed(draft)}
    links = {block.index for block in draft.blocks if block.cut_by == "link_to_edit"}
    return links | frozenset(
        place for place in asked if len(shown[place]) <= 500 and _LINE.fullmatch(shown[place].strip(" ."))
    )


def _ending_in_bracket(draft: Draft) -> Collection[int]:
    """Return the places of the lines that end in a bracket."""
    return [place for place, text in enumerate(draft.once(texts)) if text.endswith("]") and len(text) < _LONGEST]


@rule("segment", since="0.1", confidence=0.95, places=_ending_in_bracket)
def link_to_edit(line: str) -> Iterator[int]:
    """Behind the heading of a section, "[edit]" is the link that MediaWiki sets there.

    Dumps glue it to the heading: "History[edit]".

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("link_to_edit", "History[edit]\\nThe town is old.\\nLiteratur [Bearbeiten | Quelltext bearbeiten]")
    [('History', '[edit]'), ('Literatur', '[Bearbeiten | Quelltext bearbeiten]')]

    Abstains:

    >>> where("link_to_edit", "To edit [edit] is to change a text.\\n[edit]")
    []
    """
    found = _EDIT.search(line[-100:]) if line.endswith("]") and len(line) < _LONGEST else None
    if found is not None:
        yield len(line) - len(found[1])


def _with_link(draft: Draft) -> Collection[int]:
    """Return the places of the links to edit a section, and of the headings that they stand behind."""
    cut = [block.index for block in draft.blocks if block.cut_by == "link_to_edit"]
    return {*cut, *(place - 1 for place in cut)}


@rule("label", since="0.1", confidence=0.96, label=Label.HEADING, words=(1, 16), places=_with_link)
def heading_of_a_wiki(block: DraftBlock, draft: Draft) -> str | None:
    """What a link to edit it stands behind is the heading of a section.

    MediaWiki sets the link there, and nowhere else.

    Fires:

    >>> from corpustools.pipeline import where
    >>> where("heading_of_a_wiki", "History[edit]\\nThe town is old, and nobody knows for how long it has been.")
    [('History', 'a link to edit stands behind it')]

    Abstains:

    >>> where("heading_of_a_wiki", "History\\nThe town is old, and nobody knows for how long it has been.")
    []
    """
    following = draft.neighbour(block, 1)
    is_heading = following is not None and following.cut_by == "link_to_edit"
    return "a link to edit stands behind it" if is_heading else None


@rule("label", since="0.1", confidence=0.96, label=Label.INTERFACE, words=(1, 90), places=_of_a_wiki)
def line_of_a_wiki(block: DraftBlock, draft: Draft) -> str | None:
    """What MediaWiki says above and below an article, in the same words on each page, is the site's.

    It says where the text is from, what it lacks, when it was last edited and under what licence it stands.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "From Wikipedia, the free encyclopedia\\nThis page was last edited on 10 June 2015, at 14:05 (UTC)."
    >>> [reason for _, reason in where("line_of_a_wiki", page)]
    ['a line that MediaWiki writes', 'a line that MediaWiki writes']

    Abstains:

    >>> where("line_of_a_wiki", "She had it from Wikipedia, the free encyclopedia that the town reads.")
    []
    """
    is_one = block.index in draft.once(_of_a_wiki) or block.cut_by == "link_to_edit"
    return "a line that MediaWiki writes" if is_one else None
