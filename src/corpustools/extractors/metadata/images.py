"""Images: the caption, the credit and its parts, and the alternative text, kept together."""

from collections.abc import Iterator

from corpustools.extractors.reading import blocks, part, whole
from corpustools.model.document import Block, Document
from corpustools.model.span import Label
from corpustools.registry import Finding, rule
from corpustools.text.credits import credit_parts
from corpustools.text.suffixes import site_suffix

_LONGEST = 300  # characters of a credit


@rule("describe", since="0.1", version=2, confidence=0.9)
def image_of_credit(document: Document) -> Iterator[Finding]:
    """A credit, the caption on its line, and the alternative text that repeats the caption tell of one image.

    The parts of a credit are read where its words tell them apart, as in © agency year / photographer. The year
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
    group = 0
    for block in blocks(document, Label.CREDIT):
        parts = credit_parts(block.reading) if len(block.reading) <= _LONGEST else None
        if parts is None:
            continue
        yield whole(document, "image.credit", block, group)
        for name, start, end in parts:
            said = block.reading[start:end]
            yield part(document, f"image.{name}", block, start, end, int(said) if name == "year" else said, group)
        caption = _caption_of(document, block)
        if caption is not None:
            yield whole(document, "image.caption", caption, group)
            described = _described(document) if described is None else described
            alt = described.get(caption.reading.casefold())
            if alt is None and caption.start < block.start:
                alt = _alt_before(document, caption)
            if alt is not None:
                yield whole(document, "image.alt", alt, group)
        group += 1


@rule("describe", since="0.1", confidence=0.8)
def image_of_caption(document: Document) -> Iterator[Finding]:
    """A caption without a credit beside it tells of an image, too; the alternative text right before it is the image's.

    In markup an image stands before its caption, and its alternative text where it is shown. In plain text a caption
    by itself is a guess, so there the alternative text is needed.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "<p>Quiet.<figure><img alt='A crowd in the square'><figcaption>People wait in the square.</figcaption>"
    >>> [(field, value) for field, value, _ in where("image_of_caption", page)]
    [('image.caption', 'People wait in the square.'), ('image.alt', 'A crowd in the square')]

    Abstains:

    >>> where("image_of_caption", "<p>It is quiet.<img alt='A crowd in the square'><p>Nobody knows for how long.")
    []
    """
    beside = [_caption_of(document, block) for block in blocks(document, Label.CREDIT)]
    credited = {caption.start for caption in beside if caption is not None}
    group = len(document.labelled(Label.CREDIT))
    for caption in blocks(document, Label.CAPTION):
        alt = _alt_before(document, caption)
        if caption.start in credited or (alt is None and document.source.media_type.startswith("text/plain")):
            continue
        yield whole(document, "image.caption", caption, group)
        if alt is not None:
            yield whole(document, "image.alt", alt, group)
        group += 1


def _alt_before(document: Document, caption: Block) -> Block | None:
    """Return the alternative text right before a caption."""
    place = document.place(caption)
    return next((block for block in document.blocks[max(0, place - 1) : place] if block.label is Label.ALT), None)


def _caption_of(document: Document, credit: Block) -> Block | None:
    """Return the caption beside a credit: cut from its line, else the one before it, else the one behind it."""
    place = document.place(credit)
    before, after = document.blocks[max(0, place - 1) : place], document.blocks[place + 1 : place + 2]
    ordered = (*after, *before) if after and after[0].cut_by else (*before, *after)
    return next((block for block in ordered if block.label is Label.CAPTION), None)


def _described(document: Document) -> dict[str, Block]:
    """Return the first alternative text that says a thing, by what it says."""
    found: dict[str, Block] = {}
    for block in blocks(document, Label.ALT):
        suffix = site_suffix(block.reading)
        said = block.reading[: suffix[1]].rstrip(" -–—|") if suffix else block.reading
        found.setdefault(said.casefold(), block)
    return found
