"""Marking names and quotations in the article of a page: words are wrapped, never changed."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, compress
from operator import not_
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from corpustools.corpus.entities import Entities
from corpustools.model.document import Block, Document
from corpustools.model.mention import ENTITY_KINDS, Mention, Quotation
from corpustools.model.span import percent
from corpustools.sphinxext.nodes import corpus_apparatus, corpus_mention, corpus_quotation
from corpustools.sphinxext.opened import document_of, entities_of
from corpustools.text.characters import visible
from corpustools.writers.cuts import Mark, runs
from corpustools.writers.passages import passages
from corpustools.writers.told import marks


class MarkedArticle(SphinxPostTransform):
    """Wrap names and quotations of the article, for builders of HTML; what other builders write stays plain.

    A passage whose words on the page are not those of the record, white space aside, is left as it is.
    """

    default_priority = 500
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Mark the page, where it is that of a document."""
        for apparatus in list(self.document.findall(corpus_apparatus)):
            document = document_of(self.config, apparatus["document"])
            marker = Marker(document, entities_of(self.config))
            blocks = {passage.anchor: passage.start for passage in passages(document)}
            for node in list(self.document.findall(nodes.Element)):
                is_passage = "corpus-passage" in node.get("classes", ())
                start = blocks.get(node.get("anchor") or node["ids"][0]) if is_passage else None
                if start in marker.marks:
                    shown = next(node.findall(nodes.title)) if isinstance(node, nodes.section) else node
                    marker.mark(shown, document.within(start, start + 1)[0])


class Marker:
    """What is marked in one document: ``marks`` by the start of their block."""

    def __init__(self, document: Document, entities: Entities) -> None:
        self.document = document
        self.entities = entities
        self.mentions = {f"m{number}": mention for number, mention in enumerate(document.mentions)}
        self.quotations = {f"q{number}": said for number, said in enumerate(document.quotations)}
        self.marks: dict[int, list[Mark]] = {}
        # The start of the block in which each quotation ends.
        self.ends: dict[str, int] = {}
        for mark in marks(document):
            if mark.key in self.quotations or self.mentions[mark.key].kind in ENTITY_KINDS:
                for block in document.within(mark.start, mark.end):
                    if block.is_kept:
                        self.marks.setdefault(block.start, []).append(mark)
                        self.ends[mark.key] = block.start

    def mark(self, shown: nodes.Element, block: Block) -> None:
        """Wrap what is marked in the words of one passage."""
        texts = [text for text in shown.findall(nodes.Text) if not isinstance(text.parent, nodes.raw)]
        for text, pieces in zip(texts, self.marked(texts, block), strict=True):
            if len(pieces) > 1 or not isinstance(pieces[0], Words) or pieces[0].key is not None:
                text.parent.replace(text, list(map(self._node, pieces)))

    def marked(self, texts: Sequence[str], block: Block) -> "list[list[Words | Said]]":
        """Cut the lines of a passage, as a page shows them, into what is marked and what is not.

        Where their words are not those of the record, white space aside, nothing is marked.
        """
        view, shown = self.document.reading(block), "\n".join(texts)
        is_same = shown == view.text
        if not is_same and "".join(shown.split()) != "".join(view.text.split()):
            return [[Words(text)] for text in texts]
        letters, places = ([], []) if is_same else (_letters(view.text), _letters(shown))
        starts = [0, *accumulate(len(text) + 1 for text in texts)]
        within: dict[int, list[Mark]] = {}
        closed: dict[int, dict[int, list[str]]] = {}
        for mark in self.marks[block.start]:
            found = view.shown(mark.start, mark.end)
            if found is None:
                continue
            if is_same:
                # Most passages: then there is no need to count the letters of each.
                words = shown[slice(*found)]
                first, last = found[1] - len(words.lstrip()), found[0] + len(words.rstrip())
            else:
                before, after = (bisect_left(letters, offset) for offset in found)
                first, last = (places[before], places[after - 1] + 1) if before < after else (0, 0)
            if first < last:
                begin, start = _line(starts, first)
                stop, end = _line(starts, last - 1)
                for number in range(begin, stop + 1):
                    inside = (start if number == begin else 0, end + 1 if number == stop else len(texts[number]))
                    within.setdefault(number, []).append(Mark(*inside, mark.key))
                if mark.key in self.quotations and self.ends[mark.key] == block.start:
                    closed.setdefault(stop, {}).setdefault(end + 1, []).append(mark.key)
        return [
            # An empty cell of a table has nothing to mark; as a node of docutils it counts as true.
            self._cut(text, within[number], closed.get(number, {})) if number in within and len(text) else [Words(text)]
            for number, text in enumerate(texts)
        ]

    def _cut(self, text: str, within: list[Mark], closed: dict[int, list[str]]) -> "list[Words | Said]":
        """Cut a line; inside a quotation there may be names."""
        pieces: list[Words | Said] = []
        part: Said | None = None
        for run in runs(0, len(text), within):
            said = tuple(key for key in run.keys if key in self.quotations)
            key = next((key for key in run.keys if key in self.mentions), None)
            words = Words(str(text[run.start : run.end]), key)
            if not said:
                part = None
                pieces.append(words)
                continue
            if part is None or part.keys != said:
                kinds = {self.quotations[key].kind for key in said}
                part = Said(said, "direct" if "direct" in kinds else "indirect", [], [])
                pieces.append(part)
            part.words.append(words)
            part.closes.extend(closed.get(run.end, ()))
        return pieces

    def _node(self, piece: "Words | Said") -> nodes.Node:
        if isinstance(piece, Words):
            words = nodes.Text(piece.text)
            if piece.key is None:
                return words
            mention = self.mentions[piece.key]
            about = {"kind": mention.kind, "slug": self.slug(mention), "key": piece.key}
            return corpus_mention("", "", words, **about, receipt=self.receipt(mention))
        closes = [(key, self.said_by(key)) for key in piece.closes]
        return corpus_quotation("", "", *map(self._node, piece.words), kind=piece.kind, closes=closes)

    def slug(self, mention: Mention) -> str:
        """Return the slug of whom or what a mention names."""
        return self.entities.of(mention.kind, mention.name, self.document.id).slug

    def receipt(self, mention: Mention) -> str:
        """Say whom or what a mention names, and by which rule."""
        return visible(f"{mention.name} ({mention.kind}): {_by(mention)}")

    def said_by(self, key: str) -> str:
        """Say whose words a quotation is, and by which rule."""
        quotation = self.quotations[key]
        return visible(f"Said by {quotation.speaker or 'somebody whom the text does not name'}: {_by(quotation)}")


class Words(NamedTuple):
    """Words of a passage; where they name an entity, ``key`` is that of the mention."""

    text: str
    key: str | None = None


class Said(NamedTuple):
    """Words of a passage that somebody said; ``closes`` are the quotations that end here."""

    keys: tuple[str, ...]
    kind: str
    words: list[Words]
    closes: list[str]


def _letters(text: str) -> list[int]:
    """Return where characters are that are no white space: a page may show other white space than a text has.

    >>> _letters("a  bc\\n")
    [0, 3, 4]
    """
    return list(compress(range(len(text)), map(not_, map(str.isspace, text))))


def _line(starts: Sequence[int], at: int) -> tuple[int, int]:
    """Return in which line an offset is, and where in it.

    >>> _line([0, 4, 9], 5)
    (1, 1)
    """
    number = bisect_right(starts, at) - 1
    return number, at - starts[number]


def _by(found: Mention | Quotation) -> str:
    return f"{found.rule}, {percent(found.confidence)} % sure"


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(MarkedArticle)
