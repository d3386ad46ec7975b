"""Documents as vertical text: one token a line, the form that Sketch Engine, NoSketch Engine and the CWB take.

A document is ``<doc>``, with what is known of it; what is not known is empty. A block is ``<p>``, with its label as
``type`` and its address as ``id``. Tokens are those of :mod:`corpustools.text.tokens`, and what stands between them:
each sign is a token, or several where they are the same. ``<g/>`` stands between tokens that no space parts, so that
the text can be had back.

There are no sentences, lemmas and parts of speech; taggers that take vertical text add them.
"""

import re
from collections.abc import Iterator, Sequence

from corpustools.model.document import Document
from corpustools.text.tokens import tokens
from corpustools.writers.chosen import ChosenBlock
from corpustools.writers.citation import Citation
from corpustools.writers.xml import begun, escaped

_SIGNS = re.compile(r"(\S)\1*")


def vertical(document: Document, chosen: Sequence[ChosenBlock], cited: Citation) -> str:
    """Write blocks of a document as vertical text.

    >>> import corpustools
    >>> from corpustools.writers.chosen import chosen_blocks
    >>> from corpustools.writers.citation import cite
    >>> page = corpustools.read("It isn’t quiet...", id="quiet")
    >>> written = vertical(page, chosen_blocks(page), cite(page)).splitlines()
    >>> written[0][:50], written[1]
    ('<doc id="quiet" title="[It isn’t quiet...]" author', '<p type="paragraph" id="p-8ca3f555">')
    >>> written[2:]
    ['It', 'isn’t', 'quiet', '<g/>', '...', '</p>', '</doc>']
    """
    known = {
        "id": cited.id,
        "title": cited.title,
        "author": ";".join(cited.authors),
        "publisher": cited.publisher or "",
        "date": cited.published or "",
        "language": cited.language or "",
        "url": cited.original or cited.address,
        "sha256": cited.sha256,
    }
    lines = [begun("doc", known)]
    for block, anchor in chosen:
        lines += [begun("p", {"type": str(block.label), "id": anchor}), *_token_lines(block.reading), "</p>"]
    return "\n".join((*lines, "</doc>", ""))


def _token_lines(text: str) -> Iterator[str]:
    at = 0
    for start, end in (*tokens(text), (len(text), len(text))):
        places = [found.span() for found in _SIGNS.finditer(text, at, start)]
        for first, last in (*places, (start, end)):
            if first < last:
                if at == first > 0:
                    yield "<g/>"
                yield escaped(text[first:last])
                at = last
