"""Images: the caption, the credit and its parts, and the alternative text, kept together."""

import re
from collections.abc import Iterator

from corpustools.extractors.reading import blocks, part, whole
from corpustools.model.document import Block, Document
from corpustools.model.span import Label
from corpustools.registry import Finding, rule
from corpustools.text.suffixes import site_suffix

_CREDIT = re.compile(
    r"(?:©|\(c\))\s*(?P<agency>[^\W\d_][^/,]*?)(?:\s+(?P<year>(?:19|20)\d\d))?\s*/\s*(?P<photographer>[^/,\d]+?)\s*$"
)


@rule("describe", since="0.1", confidence=0.9)
def image_of_credit(document: Document) -> Iterator[Finding]:
    """A credit, the caption on its line, and the alternative text that repeats the caption tell of one image.

    The parts of a credit are read where it has the agencies' form, © agency year / photographer. The year
    is the picture's own and says nothing of the article's date. The alternative text is the image's own
    where it opens with the caption's words; other images of the page are related articles'.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "Town Is Quiet\\n© AFP 2019 / JANE ROEPeople in the square\\nPeople in the square - Example News"
    >>> for field, value, words in where("image_of_credit", page + "\\nThe mayor - Example News\\nIt is quiet here."):
    ...     print(field, "=", value)
    image.credit = © AFP 2019 / JANE ROE
    image.agency = AFP
    image.year = 2019
    image.photographer = JANE ROE
    image.caption = People in the square
    image.alt = People in the square - Example News

    Abstains:

    >>> where("image_of_credit", "© 2019 Example Ltd. All rights reserved.")
    []
    """
    described: dict[str, Block] | None = None
    for group, block in enumerate(blocks(document, Label.CREDIT)):
        yield whole(document, "image.credit", block, group)
        parts = _CREDIT.match(block.reading)
        if parts:
            for name in ("agency", "year", "photographer"):
                if parts[name] and not parts[name].isspace():
                    value = int(parts[name]) if name == "year" else parts[name]
                    yield part(document, f"image.{name}", block, *parts.span(name), value, group)
        place = document.place(block) + 1
        for caption in document.blocks[place : place + 1]:
            if caption.label is Label.CAPTION:
                yield whole(document, "image.caption", caption, group)
                described = _described(document) if described is None else described
                alt = described.get(caption.reading.casefold())
                if alt is not None:
                    yield whole(document, "image.alt", alt, group)


def _described(document: Document) -> dict[str, Block]:
    """Return the first alternative text that says a thing, by what it says."""
    found: dict[str, Block] = {}
    for block in blocks(document, Label.ALT):
        suffix = site_suffix(block.reading)
        said = block.reading[: suffix[1]].rstrip(" -–—|") if suffix else block.reading
        found.setdefault(said.casefold(), block)
    return found
